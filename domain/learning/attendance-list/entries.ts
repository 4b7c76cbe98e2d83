import { sql } from 'kysely'
import { mayTell, mostPastedRows } from '#domain/learning/attendance-list/attendance-list.ts'
import { deliverRows } from '#domain/learning/attendance-list/deliver.ts'
import { handInList } from '#domain/learning/attendance-list/hand-in.ts'
import type { AttendanceLink } from '#domain/learning/attendance-list/links.ts'
import { findAttendanceDelivery } from '#domain/learning/attendance-list/queries.ts'
import { columnNames } from '#domain/learning/attendance-list/read-row.ts'
import { tellDeliverer } from '#domain/learning/attendance-list/tell-deliverer.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Amount } from '#engine'
import { hundredthsOf, typedAmount } from '#engine'
import { bareWords, compact } from '#language/typed.ts'

/** Somebody who was there, as they say or as their organisation put them before the trainer. */
export interface AttendanceEntry {
  readonly id: string
  readonly number: string
  readonly surname: string
  readonly byParticipant: boolean
  readonly hours: Amount | undefined
}

/** Who waits for a trainer to sign, by surname; locked, nobody else settles them meanwhile. */
export async function listEntries(
  { db }: Pick<Context, 'db'>,
  editionId: string,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<readonly AttendanceEntry[]> {
  const rows = await db
    .selectFrom('attendance_entry')
    .where('edition_id', '=', editionId)
    .where('state', '=', 'waiting')
    .select(['id', 'number', 'surname', 'by_participant', 'hours'])
    .orderBy('surname')
    .orderBy('id')
    .$if(lock, (query) => query.forUpdate())
    .execute()
  return rows.map(({ id, number, surname, by_participant, hours }) => ({
    ...{ id, number, surname, byParticipant: by_participant },
    hours: hours === null ? undefined : hundredthsOf(hours),
  }))
}

/**
 * Puts somebody before the trainer of an edition: themselves by the slide, or their organisation. Whose the number
 * is, is looked at when the trainer has signed, so that nobody learns it here. Once for each number and surname.
 */
export async function enterAttendance(
  context: Context,
  of: { readonly organisationId: string; readonly editionId: string },
  people: readonly { readonly number: string; readonly surname: string }[],
  byParticipant: boolean,
): Promise<{ readonly outcome: 'entered' | 'full'; readonly entered: number }> {
  const { db, today } = context
  // Of two who send the same at once, or of one who presses twice, the second waits.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`entry ${of.editionId}`}, 0))`.execute(
    db,
  )
  const before = await listEntries(context, of.editionId)
  const seen = new Set(before.map(keyOf))
  let entered = 0
  for (const { number, surname } of people) {
    if (before.length + entered >= mostPastedRows) return { outcome: 'full', entered }
    const key = keyOf({ number, surname })
    if (seen.has(key)) continue
    seen.add(key)
    entered += 1
    await db
      .insertInto('attendance_entry')
      .values({
        organisation_id: of.organisationId,
        edition_id: of.editionId,
        number: number.slice(0, 200),
        surname: surname.slice(0, 200),
        by_participant: byParticipant,
        entered_on: today.toString(),
        state: 'waiting',
      })
      .execute()
  }
  if (entered > 0) {
    const facts = { entered, byParticipant }
    await record(context, { noun: 'attendance', id: of.editionId, action: 'enter', facts })
  }
  return { outcome: 'entered', entered }
}

/** Takes people off the list that waits for a trainer: one of them, or all who wrote themselves up. */
export async function removeEntries(
  context: Context,
  editionId: string,
  which: { readonly id: string } | 'by-participant',
): Promise<{ readonly removed: number }> {
  const entries = await listEntries(context, editionId, { lock: true })
  const ids = entries
    .filter(({ id, byParticipant }) =>
      which === 'by-participant' ? byParticipant : id === which.id,
    )
    .map(({ id }) => id)
  if (ids.length === 0) return { removed: 0 }
  await context.db.deleteFrom('attendance_entry').where('id', 'in', ids).execute()
  const facts = { removed: ids.length }
  await record(context, { noun: 'attendance', id: editionId, action: 'remove-entries', facts })
  return { removed: ids.length }
}

function keyOf({ number, surname }: { readonly number: string; readonly surname: string }): string {
  return `${compact(number)} ${bareWords(surname)}`
}

/** What a trainer signs: who was there, with hours where those are others, and by which name. */
export interface SignedGroup {
  readonly name: string
  readonly present: ReadonlyMap<string, Amount | undefined>
  /** Who stood on the page that was signed: whoever came later was not refused. */
  readonly shown: ReadonlySet<string>
}

export type Signed =
  | {
      readonly outcome: 'signed'
      readonly people: number
      /** Who wrote themselves up meanwhile, and waits. */
      readonly waiting: number
      readonly deliveryId: string
    }
  | { readonly outcome: 'nobody' | 'not-yet' | 'too-late' }

/**
 * Signs for a group by a link: who is there goes in as a list of the organisation, what is right of it at once, and
 * what is wrong waits for the organisation, which hears of it, to be mended. Who was shown and left out is refused.
 * The transaction acts for the organisation.
 */
export async function signForGroup(
  context: Context,
  { organisationId, edition, name: asked }: AttendanceLink,
  { name, present, shown }: SignedGroup,
): Promise<Signed> {
  const { db, today } = context
  const may = mayTell(edition, today)
  if (may !== 'yes') return { outcome: may }
  const entries = await listEntries(context, edition.id, { lock: true })
  const there = entries.filter(({ id }) => present.has(id))
  const absent = entries.filter(({ id }) => shown.has(id) && !present.has(id))
  if (there.length === 0) return { outcome: 'nobody' }
  const done = await deliverRows(
    context,
    { organisationId, editionId: edition.id },
    {
      ...{ origin: 'trainer', name: name === '' ? asked : name, bySurname: true },
      heading: [columnNames.number, columnNames.surname, columnNames.hours],
      rows: there.map(({ id, number, surname }) => {
        const hours = present.get(id)
        return [number, surname, hours === undefined ? '' : typedAmount(hours)]
      }),
    },
  )
  if (done.outcome !== 'delivered') return { outcome: 'too-late' }
  for (const [state, some] of [
    ['confirmed', there],
    ['refused', absent],
  ] as const) {
    if (some.length === 0) continue
    await db
      .updateTable('attendance_entry')
      .set({ state, settled_on: today.toString() })
      .where(
        'id',
        'in',
        some.map(({ id }) => id),
      )
      .execute()
  }
  const facts = { edition: edition.id, signed: there.length, by: name }
  await record(context, { noun: 'attendance', id: done.id, action: 'sign', facts })
  await handInList(context, organisationId, done.id, 'what-is-right')
  const delivery = await findAttendanceDelivery(context, organisationId, done.id)
  if ((delivery?.counts.wrong ?? 0) > 0) {
    await tellDeliverer(context, organisationId, done.id, 'checked')
  }
  const waiting = entries.length - there.length - absent.length
  return { outcome: 'signed', people: there.length, waiting, deliveryId: done.id }
}
