import type { standingOf } from '#domain/certification/status-by-hand/queries.ts'
import type { Standing } from '#domain/certification/status-by-hand/status-by-hand.ts'
import { statusAfter } from '#domain/certification/status-by-hand/status-by-hand.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { billed, hasLeft, isOver, withPortfolio } from '#domain/people/registration/registration.ts'
import { isShielded } from '#domain/people/shielding/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { ByHandKind, Register, StatusGround } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'
import { DataTable, formatDay } from '#web/kit/index.ts'

/** What is set by hand, as far as what it changes depends on it. */
export interface Foreseen {
  readonly does: ByHandKind
  readonly first: Temporal.PlainDate | undefined
  readonly last: Temporal.PlainDate | undefined
  readonly endsWhenPaid: boolean
  readonly decidedBy: string | undefined
  readonly standing: Standing
  readonly certified: boolean
  readonly shielded: boolean
  /** Whether they were ever a candidate: who was not has their open invoices credited when they leave. */
  readonly wasCandidate: boolean
}

/** What happens around it and afterwards. */
export function WhatFollows({ of }: { readonly of: Foreseen }) {
  return (
    <ul>
      {followsOf(of).map((one) => (
        <li>{one}</li>
      ))}
    </ul>
  )
}

interface Row {
  readonly about: string
  readonly now: string
  readonly later: string
}

/** What changes when something is set by hand, thing by thing. */
export function ForeseenChanges(props: { readonly register: Register; readonly of: Foreseen }) {
  const { register, of } = props
  const after = statusAfter(of.does, of.standing)
  const rows = rowsOf(register, of, after).filter(({ now, later }) => now !== later)
  if (rows.length === 0) return null
  return (
    <DataTable
      caption="Wat er nu is en wat het wordt"
      rows={rows}
      columns={[
        { header: 'Wat', cell: ({ about }) => about, primary: true },
        { header: 'Nu', cell: ({ now }) => now },
        { header: 'Straks', cell: ({ later }) => later },
      ]}
    />
  )
}

function rowsOf(register: Register, of: Foreseen, after: RegistrationStatus): readonly Row[] {
  const { standing, certified, shielded, does } = of
  const { status, validLast, applicationRuns, openInvoices } = standing
  const { certificate } = wording(register)
  const label = (one: RegistrationStatus) => register.statuses[one].label
  const invoices = (one: RegistrationStatus) =>
    billed(register).has(one) ? 'De gewone facturen' : 'Geen nieuwe facturen'
  const portfolio = (one: RegistrationStatus) =>
    withPortfolio(register).has(one) ? 'Open' : 'Alleen om te lezen'
  const upTo = (last: string | undefined) =>
    last === undefined ? 'Geen periode' : `Tot en met ${formatDay(last)}`
  const leaves = isOver.has(after)
  return [
    { about: 'Status', now: label(status), later: label(after) },
    {
      about: 'Openbaar register',
      now: publicly(register, status, shielded),
      later: publicly(register, after, shielded),
    },
    ...(certified || does === 'certify'
      ? [
          {
            about: `${certificate.Name} en keurmerk`,
            now: certified ? paperStands(status) : 'Zijn er nog niet',
            later:
              does === 'certify'
                ? certified
                  ? 'Gelden, nieuw en met een andere code'
                  : 'Gelden'
                : paperStands(after),
          },
        ]
      : []),
    ...(does === 'certify'
      ? [{ about: 'Geldig', now: upTo(validLast), later: upTo(of.last?.toString()) }]
      : []),
    { about: 'Portfolio', now: portfolio(status), later: portfolio(after) },
    { about: 'Facturen', now: invoices(status), later: invoices(after) },
    ...(openInvoices > 0 && leaves
      ? [
          {
            about: 'Wat nog openstaat',
            now: openInvoices === 1 ? '1 factuur' : `${openInvoices} facturen`,
            later: of.wasCandidate ? 'Blijft open, tot het is betaald of afgeboekt' : 'Vervalt',
          },
        ]
      : []),
    ...(applicationRuns
      ? [{ about: 'Aanvraag', now: 'Loopt', later: leaves ? 'Stopt' : 'Loopt' }]
      : []),
  ]
}

function publicly(register: Register, status: RegistrationStatus, shielded: boolean): string {
  const { public: open, label, shown } = register.statuses[status]
  if (shielded) return 'Nergens te vinden, door de afscherming'
  return open ? `Te vinden, als ‘${shown?.label ?? label}’` : 'Niet te vinden'
}

function paperStands(status: RegistrationStatus): string {
  if (isOver.has(status)) return 'Gelden niet meer'
  if (status === 'on-hold' || status === 'suspended') return 'Gelden nu niet'
  return hasLeft.has(status) ? 'Verlopen' : 'Gelden'
}

/** What happens around it and afterwards, each in a sentence. */
function followsOf({ does, first, last, endsWhenPaid, decidedBy, standing }: Foreseen) {
  const told = `Er gaat een e-mail uit met de reden${decidedBy === undefined ? '' : ', met het besluit als brief erbij'}.`
  const from = first === undefined ? [] : [`Het gaat in op ${formatDay(first)}.`]
  const own = last === undefined ? '' : formatDay(last)
  switch (does) {
    case 'hold':
      return [
        ...from,
        ...(last === undefined ? [] : [`Het eindigt vanzelf na ${own}.`]),
        endsWhenPaid
          ? 'Als alles is betaald, loopt de registratie weer.'
          : 'Een betaling heft dit niet op.',
        'De tijd loopt door: wat in deze tijd eindigt, eindigt.',
        told,
      ]
    case 'suspend':
      return [
        ...from,
        `Het eindigt vanzelf na ${own}.`,
        'De tijd loopt door: wat in deze tijd eindigt, eindigt.',
        told,
      ]
    case 'release':
      return [
        ...(last === undefined
          ? standing.openInvoices > 0 && standing.status === 'on-hold'
            ? [
                'Er staat nog een factuur open. Is die te laat, dan kan de registratie daarom alsnog worden opgeschort.',
              ]
            : []
          : [
              `Tot en met ${own} wordt niet opnieuw opgeschort om een factuur die openstaat. Daarna wel, met een nieuwe termijn.`,
            ]),
        ...(standing.status === 'suspended' && standing.suspendedElse
          ? ['De registratie blijft geschorst, door een ander besluit.']
          : []),
        ...(standing.status === 'on-hold' || standing.status === 'suspended'
          ? []
          : ['Wat nog moest ingaan, gaat niet in.']),
        told,
      ]
    case 'certify':
    case 'withdraw':
    case 'remove':
      return [told]
  }
}

/** Of a ground: what it does, as whoever chooses it reads it. */
export const byHandLabels = {
  hold: 'Opschorten',
  release: 'Een opschorting of schorsing opheffen',
  suspend: 'Schorsen',
  certify: 'Geldigheid geven of verlengen',
  withdraw: 'Uitschrijven op eigen verzoek',
  remove: 'Doorhalen',
} as const satisfies Readonly<Record<StatusGround['does'], string>>

/** What would follow for somebody, but for the days. */
export async function foreseenOf(
  context: Context,
  member: Member,
  standing: Awaited<ReturnType<typeof standingOf>>,
  {
    does,
    endsWhenPaid,
    decidedBy,
  }: Pick<Foreseen, 'does' | 'endsWhenPaid'> & {
    readonly decidedBy?: string | undefined
  },
): Promise<Omit<Foreseen, 'first' | 'last'>> {
  return {
    does,
    endsWhenPaid,
    decidedBy,
    standing,
    certified: standing.certificates.length > 0,
    shielded: await isShielded(context, member.registrationId),
    wasCandidate: member.candidateOn !== undefined,
  }
}
