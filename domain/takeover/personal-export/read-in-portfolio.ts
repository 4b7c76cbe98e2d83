import { createHash } from 'node:crypto'
import { text } from 'node:stream/consumers'
import { z } from 'zod'
import type { ActivityFacts } from '#domain/dossier/activity/check-activity.ts'
import { typedOf } from '#domain/dossier/activity/typed-activity.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { StoredEvidence } from '#domain/dossier/evidence/attach-evidence.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { writeActivity } from '#domain/dossier/portfolio/write-activity.ts'
import { findRunningRegistration } from '#domain/people/registration/queries.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { holdUnscanned } from '#domain/platform/file/scan-waiting.ts'
import { keepProof } from '#domain/takeover/delivery/look-at-proof.ts'
import type { CheckedArchive } from '#domain/takeover/personal-export/check-archive.ts'
import { format, names } from '#domain/takeover/personal-export/personal-export.ts'
import type { DetailValue, Regulation } from '#engine'
import { counted } from '#language/numbers.ts'
import { parseJson } from '#language/typed.ts'
import { kindFrom } from '#regulations/kind-from.ts'
import type { Register } from '#regulations/register.ts'

const details = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).catch({})
const form = z.object({ details: details.default({}) }).catch({ details: {} })
const day = z.iso.date().nullable().catch(null)

/**
 * What of an export from elsewhere is not read in and somebody may look for here: they state, show or apply for it
 * anew, as this register has decided nothing and nobody here has seen it.
 */
const notRead = {
  registration: ['inschrijving', 'inschrijvingen'],
  application: ['aanvraag', 'aanvragen'],
  certificate: ['uitgegeven papier', 'uitgegeven papieren'],
  claim: ['opgave van werk, diploma of document', 'opgaven van werk, diploma’s of documenten'],
  attestation: ['verklaring van een ander', 'verklaringen van anderen'],
  refereeRequest: ['antwoord of vraag van een referent', 'antwoorden of vragen van referenten'],
  leave: ['periode van verlof', 'perioden van verlof'],
  seriesMember: ['reeks bijeenkomsten', 'reeksen bijeenkomsten'],
  invoice: ['factuur', 'facturen'],
} as const satisfies Readonly<Record<string, readonly [one: string, many: string]>>

// Of an export from elsewhere only what is read in: what somebody did, and the files that show it.
const exported = z.object({
  format: z.literal(format),
  data: z.looseObject({
    account: z.array(z.object({ email: z.string(), closedAt: z.string().nullable() })).min(1),
    activity: z.array(z.object({ id: z.uuid(), title: z.string(), completedOn: day, form })),
    activityClaim: z.array(
      z.object({
        activityId: z.uuid(),
        register: z.string(),
        kind: z.string().nullable(),
        accredited: z.boolean(),
        accreditationNumber: z.string(),
        accreditationProvider: z.string(),
        form,
        withdrawnAt: z.string().nullable(),
      }),
    ),
    evidence: z.array(
      z.object({
        activityId: z.uuid(),
        documentId: z.uuid(),
        removedAt: z.string().nullable(),
        form: z.string().nullable(),
      }),
    ),
  }),
  files: z.array(z.object({ documentId: z.uuid(), name: z.string(), path: z.string().optional() })),
})

/** What an export from elsewhere holds that can be read in. */
export interface Portfolio {
  /** The address of whose it is, in lower case. */
  readonly email: string
  readonly activities: readonly PortfolioItem[]
  /** What there is besides and is not read in, in words: "2 aanvragen". */
  readonly notRead: readonly string[]
}

interface PortfolioItem {
  readonly id: string
  readonly title: string
  readonly completedOn: string | null
  readonly details: Readonly<Record<string, DetailValue>>
  /** What each register made of it that did not see it withdrawn. */
  readonly claims: z.output<typeof exported>['data']['activityClaim']
  readonly files: readonly { readonly name: string; readonly path: string }[]
}

/** The most that the data of an export may be, in bytes: it is read as a whole. */
const mostData = 200_000_000

/** Reads what somebody did out of an export that was checked; undefined where its data have another form. */
export async function portfolioIn(archive: CheckedArchive): Promise<Portfolio | undefined> {
  const stream = await archive.open(names.data)
  if (stream === undefined || archive.sizeOf(names.data) > mostData) return undefined
  let content: unknown
  try {
    content = parseJson(await text(stream))
  } catch {
    return undefined
  }
  const read = exported.safeParse(content)
  if (!read.success) return undefined
  const { data, files } = read.data
  const account = data.account.find(({ closedAt }) => closedAt === null) ?? data.account[0]
  const activities = data.activity.flatMap(({ id, title, completedOn, form: own }) => {
    const claims = data.activityClaim.filter(
      ({ activityId, withdrawnAt }) => activityId === id && withdrawnAt === null,
    )
    if (claims.length === 0 || title.trim() === '') return []
    const shown = data.evidence.filter(
      (one) => one.activityId === id && one.removedAt === null && one.form === null,
    )
    const its = shown.flatMap(({ documentId }) => {
      const file = files.find((one) => one.documentId === documentId)
      return file?.path === undefined ? [] : [{ name: file.name, path: file.path }]
    })
    return [{ id, title, completedOn, details: own.details as Details, claims, files: its }]
  })
  return {
    email: account?.email.trim().toLowerCase() ?? '',
    activities,
    notRead: whatElse(data, data.activity.length - activities.length),
  }
}

function whatElse(data: Readonly<Record<string, unknown>>, withdrawn: number): readonly string[] {
  const rows = Object.entries(notRead).map(([name, words]) => {
    const all = data[name]
    return [Array.isArray(all) ? all.length : 0, ...words] as const
  })
  const gone = [withdrawn, 'ingetrokken activiteit', 'ingetrokken activiteiten'] as const
  return [...rows, gone].flatMap(([count, one, many]) =>
    count === 0 ? [] : [counted(count, one, many)],
  )
}

type Details = Readonly<Record<string, DetailValue>>

/** What became of one activity. */
export type ReadIn =
  | { readonly outcome: 'read-in'; readonly title: string; readonly leftOut: readonly string[] }
  | { readonly outcome: 'here-already' | 'not-possible'; readonly title: string }

export interface ReadingIn {
  readonly platform: Platform
  readonly register: Register
  readonly registrationId: string
  readonly archive: CheckedArchive
}

const actor: Actor = { kind: 'system', task: 'import' }

/** Whose portfolio here something can be read into. */
export type FoundHolder =
  | { readonly outcome: 'found'; readonly registrationId: string }
  /** Nobody signed up here with this address. */
  | { readonly outcome: 'unknown' }
  /** Their portfolio has yet to be opened, or was closed. */
  | { readonly outcome: 'closed' }

/** The registration of whoever signs in with an address, as long as activities are entered in it. */
export async function findHolder(
  platform: Platform,
  register: Register,
  email: string,
): Promise<FoundHolder> {
  return inRegister(platform, { register, readOnly: true }, actor, async (context) => {
    const account = await context.db
      .selectFrom('account')
      .where('email', '=', email)
      .where('closed_at', 'is', null)
      .select('id')
      .executeTakeFirst()
    const registrationId = account && (await findRunningRegistration(context, account.id))
    if (registrationId === undefined) return { outcome: 'unknown' }
    const { status, approved_on, candidate_on } = await context.db
      .selectFrom('registration')
      .where('id', '=', registrationId)
      .select(['status', 'approved_on', 'candidate_on'])
      .executeTakeFirstOrThrow()
    const progress = {
      status,
      approvedOn: approved_on ?? undefined,
      candidateOn: candidate_on ?? undefined,
    }
    const isOpen = portfolioIsOpen(context.register, progress)
    return isOpen ? { outcome: 'found', registrationId } : { outcome: 'closed' }
  })
}

/**
 * Puts what somebody did elsewhere into their portfolio here, each as a draft that they look at and hand in
 * themselves: nothing of it counts as seen or decided by this register. Files are inspected as any that is
 * uploaded, and one that is refused is named. Done again, what is here already is left as it is.
 */
export async function* readInPortfolio(
  reading: ReadingIn,
  { activities }: Portfolio,
): AsyncGenerator<ReadIn> {
  const { platform, register, archive, registrationId } = reading
  const within = <Result>(work: (context: Context) => Promise<Result>) =>
    inRegister(platform, { register }, actor, work)
  for (const item of activities) {
    const id = idHere(registrationId, item.id)
    const { title } = item
    if (await within((context) => isHere(context, id))) {
      yield { outcome: 'here-already', title }
      continue
    }
    const files: StoredEvidence[] = []
    const leftOut: string[] = []
    for (const { name, path } of item.files) {
      const open = async () => (await archive.open(path)) ?? Promise.reject(new Error(path))
      const stored = await keepProof({ name, open }, name, platform.files)
      if (stored === undefined) leftOut.push(name)
      else files.push(stored)
    }
    // Nothing came in by a form, where it would have been scanned.
    if (platform.scanner !== undefined) {
      await holdUnscanned(
        platform,
        files.map(({ fileKey }) => fileKey),
      )
    }
    const outcome = await within((context) => write(context, reading, { id, item, files }))
    yield outcome === 'read-in' ? { outcome, title, leftOut } : { outcome, title }
  }
}

// The same whenever it is read in, and nothing of anybody else.
function idHere(registrationId: string, id: string): string {
  const hex = createHash('sha256').update(`${registrationId} ${id}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

async function isHere({ db }: Context, id: string): Promise<boolean> {
  const row = await db
    .selectFrom('activity_claim')
    .where('activity_id', '=', id)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

async function write(
  context: Context,
  { registrationId, archive }: ReadingIn,
  one: {
    readonly id: string
    readonly item: PortfolioItem
    readonly files: readonly StoredEvidence[]
  },
): Promise<'read-in' | 'not-possible'> {
  const { id, item, files } = one
  const wanted = { id, version: undefined, files }
  const opened = await openActivity(context, registrationId, wanted)
  if (opened.outcome !== 'open') return 'not-possible'
  const { compiled } = await loadDossier(context, registrationId)
  const facts = factsOf(context.register, compiled.regulation, item)
  await writeActivity(opened.open, { facts, typed: typedOf(facts) }, 'draft')
  const from = { origin: archive.origin, madeOn: archive.madeOn.toString(), signed: archive.signed }
  await record(context, { noun: 'activity', id, action: 'bring', facts: { from } })
  return 'read-in'
}

// What it is here is what this register, or one that it knows, called it; else it is chosen later.
function factsOf(
  register: Register,
  regulation: Regulation,
  { title, completedOn, details: shared, claims }: PortfolioItem,
): ActivityFacts {
  const claim = claims.find((one) => one.register === register.id) ?? claims[0]
  const kind =
    claim === undefined || claim.kind === null
      ? undefined
      : claim.register === register.id
        ? regulation.kinds.find((one) => one.id === claim.kind)
        : kindFrom(register, regulation, { register: claim.register, kind: claim.kind })
  const known: Details = { ...shared, ...(claim?.form.details as Details | undefined) }
  const asked = new Set(kind?.fields.map(({ id }) => id))
  return {
    kind,
    title: title.slice(0, 200),
    completedOn: completedOn === null ? undefined : Temporal.PlainDate.from(completedOn),
    details: Object.fromEntries(Object.entries(known).filter(([id]) => asked.has(id))),
    accredited: claim?.accredited,
    label: undefined,
    accreditation: {
      number: claim?.accreditationNumber.slice(0, 100) ?? '',
      provider: claim?.accreditationProvider.slice(0, 200) ?? '',
    },
    attributes: {},
    evidenceKinds: [],
    confirmation: 'none',
    referee: { name: '', email: '', relation: '' },
    selfSign: { reason: '', declared: false },
  }
}
