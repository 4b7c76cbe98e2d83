import type { Measure } from '#domain/certification/measure/queries.ts'
import { giveBack, lockedMeasure } from '#domain/certification/measure/wait-for-objection.ts'
import {
  canBeSuspended,
  endSuspension,
  standingSuspensions,
  suspendRegistration,
  waitingSuspensions,
} from '#domain/certification/validity/suspend-registration.ts'
import { factsForTariff } from '#domain/dossier/dossier/facts-for-tariff.ts'
import { chargeFirstYear } from '#domain/money/invoice/charge-year.ts'
import type { ToCharge } from '#domain/money/invoice/invoice.ts'
import { sendInvoice } from '#domain/money/invoice/send-invoice.ts'
import { payingMember } from '#domain/money/payer/find-payer.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { formatDay } from '#language/days.ts'
import { wording } from '#regulations/wording.ts'

/** What comes in the place of a decision, where not all of it is undone: always less than it was. */
export interface Lighter {
  readonly kind: 'warning' | 'suspension'
  /** The last day of a suspension. */
  readonly last: Temporal.PlainDate | undefined
}

/** By which objection it is undone, who wrote that down, and what comes instead. */
export interface Undoing {
  readonly objection: { readonly id: string; readonly number: string }
  readonly memberId: string
  readonly instead: Lighter | undefined
  /** Why, as the letter says it. */
  readonly reason: string
}

export type PlannedUndoing =
  | {
      readonly outcome: 'planned'
      readonly changes: readonly string[]
      readonly apply: (letterId: string) => Promise<void>
    }
  | { readonly outcome: 'not-possible'; readonly why: string }

/** What is less than a decision, and can come in its place. */
export function lighterThan(kind: Measure['kind']): readonly Lighter['kind'][] {
  return kind === 'removal' || kind === 'suspension' ? ['warning', 'suspension'] : []
}

/**
 * Works out what it changes that a decision after a verdict does not stand: a suspension is lifted, and
 * whoever was removed gets back what they had, with the same number, certificate and period. The decision
 * stays to be read.
 */
export async function planUndoing(
  context: Context,
  measureId: string,
  undoing: Undoing,
): Promise<PlannedUndoing> {
  const found = await lockedMeasure(context, measureId)
  if (found === undefined || found.measure.undoneOn !== undefined) {
    return notPossible('Er is intussen een ander besluit in de plaats gekomen.')
  }
  const { measure, member } = found
  const { instead } = undoing
  const wrong = instead && problemWith(context, measure, instead)
  if (wrong !== undefined) return notPossible(wrong)
  if (measure.kind === 'removal' && (await cameBack(context, member))) {
    return notPossible(
      'Deze persoon heeft zich intussen opnieuw aangemeld, en heeft dus al een andere registratie. Sluit die eerst af, of verklaar het bezwaar niet-ontvankelijk.',
    )
  }
  const changes = [
    await whatChanges(context, measure, member),
    ...(await whatRuns(context, measure, member)),
    ...(instead === undefined ? [] : [insteadWords(instead)]),
  ]
  const apply = (letterId: string) => undo(context, measure, undoing, letterId)
  return { outcome: 'planned', changes, apply }
}

function notPossible(why: string) {
  return { outcome: 'not-possible', why } as const
}

function problemWith(
  { register, today }: Context,
  { kind, first, last }: Measure,
  instead: Lighter,
): string | undefined {
  if (!lighterThan(kind).includes(instead.kind))
    return 'Een waarschuwing kan alleen helemaal vervallen.'
  if (instead.kind === 'warning') return undefined
  const until = instead.last
  if (until === undefined) return 'Vul in tot en met welke dag de schorsing duurt.'
  const { compare } = Temporal.PlainDate
  if (kind === 'suspension') {
    const shorter = last !== undefined && compare(until, last) < 0
    const begins = first !== undefined && compare(until, first) >= 0
    return shorter && begins
      ? undefined
      : 'Kies een dag die eerder is dan de schorsing nu eindigt, en niet voor de eerste dag.'
  }
  const longest = register.measures?.longest
  const most = longest && today.add(longest)
  return compare(until, today) < 0 || (most !== undefined && compare(until, most) >= 0)
    ? 'Kies een dag vanaf vandaag, binnen de langste schorsing die het register kent.'
    : undefined
}

// Somebody who signed up again meanwhile has a registration that runs beside the one that ended.
async function cameBack({ db }: Context, { personId, registrationId }: Member): Promise<boolean> {
  const row = await db
    .selectFrom('registration')
    .where('person_id', '=', personId)
    .where('id', '<>', registrationId)
    .where('status', 'not in', ['withdrawn', 'removed', 'deceased'])
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

async function whatChanges(context: Context, measure: Measure, member: Member): Promise<string> {
  const { kind, begunOn } = measure
  switch (kind) {
    case 'none':
    case 'lift':
    case 'warning':
      return 'De waarschuwing vervalt.'
    case 'suspension': {
      if (begunOn === undefined) return 'De schorsing vervalt, en gaat niet in.'
      const standing = await standingSuspensions(context, member.registrationId)
      const others = standing.filter((one) => one.measureId !== measure.id)
      if (standing.length === others.length) return 'De schorsing vervalt: die telt niet meer mee.'
      return others.length > 0
        ? 'De schorsing vervalt. Een andere schorsing duurt nog.'
        : 'De schorsing vervalt: de registratie geldt weer.'
    }
    case 'removal':
      return removalWords(context, measure, member)
  }
}

async function removalWords(
  context: Context,
  { before }: Measure,
  { registrationId, number, status }: Member,
): Promise<string> {
  if (status !== 'removed' || before === undefined) return 'De doorhaling vervalt.'
  const { register, today, db } = context
  const { certificate } = wording(register)
  const row = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('valid_last')
    .executeTakeFirst()
  const last = row?.valid_last == null ? undefined : Temporal.PlainDate.from(row.valid_last)
  const same = number === undefined ? '' : `, met hetzelfde nummer (${number})`
  const back = `De doorhaling vervalt. De registratie loopt door alsof er niets was besloten${same}.`
  if (last === undefined) return back
  const paper = before.certificates.length > 0 ? ` ${certificate.The} geldt ook weer.` : ''
  return Temporal.PlainDate.compare(last, today) < 0
    ? `${back} De periode is intussen geëindigd, op ${formatDay(last)}. Een nieuwe aanvraag kan.`
    : `${back} De periode blijft dezelfde: tot en met ${formatDay(last)}.${paper}`
}

async function whatRuns(
  context: Context,
  { kind, before }: Measure,
  member: Member,
): Promise<readonly string[]> {
  const { status } = member
  if (kind !== 'removal' || status !== 'removed') return []
  const applications = (before?.applications ?? []).map(
    ({ number }) => `Aanvraag ${number} loopt weer.`,
  )
  const pays = (await owedAnew(context, member)) !== undefined
  return pays ? [...applications, 'De eerste factuur wordt opnieuw gestuurd.'] : applications
}

function insteadWords({ kind, last }: Lighter): string {
  return kind === 'warning' || last === undefined
    ? 'In de plaats daarvan komt een waarschuwing.'
    : `In de plaats daarvan komt een schorsing tot en met ${formatDay(last)}.`
}

async function undo(
  context: Context,
  measure: Measure,
  undoing: Undoing,
  letterId: string,
): Promise<void> {
  const { db, today } = context
  const { id, registrationId } = measure
  const { objection, memberId, instead } = undoing
  await db
    .updateTable('measure')
    .where('id', '=', id)
    .set({ undone_on: today.toString(), undone_by: objection.id })
    .execute()
  await record(context, {
    noun: 'measure',
    id,
    action: 'undo',
    facts: { objection: objection.id, member: memberId, instead: instead?.kind },
  })
  const lighter = instead && (await takeItsPlace(context, measure, undoing, letterId))
  const member = await findMember(context, registrationId, { lock: true })
  if (member === undefined) return
  if (measure.kind === 'removal') await undoRemoval(context, measure, member, objection.id)
  const now = (await findMember(context, registrationId, { lock: true })) ?? member
  if (instead?.kind === 'suspension' && lighter !== undefined) {
    await suspendUntil(context, now, lighter, instead.last)
  }
  const then = (await findMember(context, registrationId, { lock: true })) ?? now
  const standing = await standingSuspensions(context, registrationId)
  const waiting = await waitingSuspensions(context, id)
  const own = [...standing.filter((one) => one.measureId === id), ...waiting]
  await endSuspension(
    context,
    then,
    own.map((one) => one.id),
    'objection',
  )
}

async function undoRemoval(
  context: Context,
  measure: Measure,
  member: Member,
  objection: string,
): Promise<void> {
  const before = await giveBack(context, measure, member, { objection })
  if (before === undefined) return
  const due = await owedAnew(context, member)
  if (due !== undefined) await sendInvoice(context, payingMember(member), due)
}

// What was credited when somebody was removed who had yet to pay, is owed again.
async function owedAnew(context: Context, member: Member): Promise<ToCharge | undefined> {
  if (member.candidateOn !== undefined) return undefined
  const facts = await factsForTariff(context, member.registrationId)
  return chargeFirstYear(context, member, facts)
}

async function suspendUntil(
  context: Context,
  member: Member,
  measureId: string,
  last: Temporal.PlainDate | undefined,
): Promise<void> {
  // What was shorter is over already.
  if (last === undefined || Temporal.PlainDate.compare(last, context.today) < 0) return
  if (canBeSuspended(member)) await suspendRegistration(context, member, { last, measureId })
}

async function takeItsPlace(
  { db, register, today }: Context,
  { id, verdictId, registrationId, first }: Measure,
  { instead, reason, memberId }: Undoing,
  letterId: string,
): Promise<string | undefined> {
  if (instead === undefined) return undefined
  const suspends = instead.kind === 'suspension'
  const row = await db
    .insertInto('measure')
    .values({
      register: register.id,
      registration_id: registrationId,
      verdict_id: verdictId,
      kind: instead.kind,
      first_day: suspends ? (first ?? today).toString() : null,
      last_day: suspends ? (instead.last?.toString() ?? null) : null,
      reason,
      status: 'decided',
      proposed_on: today.toString(),
      proposed_by: memberId,
      decided_on: today.toString(),
      begun_on: today.toString(),
      document_id: letterId,
      replaces: id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
}
