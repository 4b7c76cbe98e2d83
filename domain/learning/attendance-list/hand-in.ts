import { sql } from 'kysely'
import { findEdition } from '#domain/courses/course/queries.ts'
import type {
  AttendanceDelivery,
  DeliveryEvent,
  DeliveryState,
  RowCounts,
} from '#domain/learning/attendance-list/attendance-list.ts'
import {
  deliveryLifecycle,
  isAtWork,
  mayTell,
  withdrawableUntil,
} from '#domain/learning/attendance-list/attendance-list.ts'
import { forgetFile } from '#domain/learning/attendance-list/forget-file.ts'
import { foundAbsentOf } from '#domain/learning/attendance-list/judge-rows.ts'
import { ownPeopleOf } from '#domain/learning/attendance-list/own-people.ts'
import { findAttendanceDelivery } from '#domain/learning/attendance-list/queries.ts'
import type { ToldEdition } from '#domain/learning/attendance-list/told-edition.ts'
import { findToldEdition } from '#domain/learning/attendance-list/told-edition.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { may as mayBecome, next } from '#domain/platform/lifecycle/lifecycle.ts'
import { storableJson } from '#language/typed.ts'

export type HandedIn =
  | { readonly outcome: 'handed-in' }
  /** Some rows are wrong, and it was not said that the others go in without them. */
  | { readonly outcome: 'has-mistakes' }
  | { readonly outcome: 'nothing-ready' }
  /** The term in which it can be told is over. */
  | { readonly outcome: 'too-late' }
  /** The edition was cancelled since it was checked, is yet to come, or is on other days than the list says. */
  | { readonly outcome: 'moved' }
  /** It is further by now: it was handed in, or laid aside. */
  | { readonly outcome: 'late' }
  | { readonly outcome: 'not-found' }

/**
 * Hands a checked list in: all of it, or what is right of it. What it says goes into portfolios from then on. The
 * transaction acts for the organisation.
 */
export async function handInList(
  context: Context,
  organisationId: string,
  id: string,
  which: 'all' | 'what-is-right',
): Promise<HandedIn> {
  const { db, today, platform } = context
  const delivery = await findAttendanceDelivery(context, organisationId, id, { lock: true })
  if (delivery === undefined) return { outcome: 'not-found' }
  const state = next<DeliveryState, DeliveryEvent>(deliveryLifecycle, delivery.state, 'hand-in')
  if (state === undefined) return { outcome: 'late' }
  if (delivery.counts.ready === 0) return { outcome: 'nothing-ready' }
  // Whoever moves it at this moment waits, and finds that it was told; of two lists the second finds what the first says.
  await findEdition(context, delivery.editionId, { lock: true })
  const edition = await findToldEdition(context, organisationId, delivery.editionId)
  if (edition === undefined) return { outcome: 'moved' }
  const may = mayTell(edition, dayThatCounts(delivery, today))
  if (may === 'too-late') return { outcome: 'too-late' }
  if (may === 'not-yet' || (await saysOtherDays(context, id, edition))) {
    return { outcome: 'moved' }
  }
  const counts = await judgeAgain(context, delivery)
  if (counts.ready === 0) return { outcome: 'nothing-ready' }
  if (which === 'all' && counts.wrong > 0) return { outcome: 'has-mistakes' }
  await db
    .updateTable('attendance_delivery')
    .set({ state, submitted_on: today.toString(), reached: 0, placed: 0 })
    .where('id', '=', id)
    .execute()
  const facts = { organisation: organisationId, ...counts }
  await record(context, { noun: 'attendance', id, action: 'hand-in', facts })
  const data = { register: delivery.keptIn, organisationId, deliveryId: id }
  await platform.enqueue(db, { name: 'attendance', data })
  return { outcome: 'handed-in' }
}

// Whether something that is ready is of a day on which the edition is not.
async function saysOtherDays(
  { db }: Context,
  deliveryId: string,
  { anyTime, days }: ToldEdition,
): Promise<boolean> {
  if (anyTime) return false
  const row = await db
    .selectFrom('attendance_row')
    .where('delivery_id', '=', deliveryId)
    .where('state', '=', 'ready')
    .where('day', 'is not', null)
    .where('day', 'not in', days.map(String))
    .select('row')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

// What was told of the same edition since the list was checked, by another list that may still be on its way, or found
// since: those rows do not go in twice, and nobody is told that they did. Nor does what is about whoever hands it in.
async function judgeAgain(
  context: Context,
  { id, editionId, counts }: AttendanceDelivery,
): Promise<RowCounts> {
  const { db } = context
  const { numAffectedRows: changed = 0n } = await sql`
    with told as (
      select registration_id, hours from attendance
        where edition_id = ${editionId} and withdrawn_on is null
      union
      select o.registration_id, o.hours from attendance_row o
        join attendance_delivery d on d.id = o.delivery_id
        where d.edition_id = ${editionId} and d.state = 'running' and o.state = 'ready'
      union ${foundAbsentOf(editionId)}
    )
    update attendance_row r set state = case when t.hours = r.hours then 'known' else 'wrong' end,
      mistakes = case when t.hours = r.hours then r.mistakes
        when t.hours is null then ${storableJson([{ column: 'present', is: 'found-absent' }])}::jsonb
        else jsonb_build_array(jsonb_build_object('column', 'hours', 'is', 'other-hours', 'against', t.hours::text)) end
    from (select distinct on (registration_id) registration_id, hours from told
      order by registration_id, hours) t
    where r.delivery_id = ${id} and r.state = 'ready' and t.registration_id = r.registration_id`.execute(
    db,
  )
  const own = await ownPeopleOf(context, id)
  const { numUpdatedRows: apart } = await db
    .updateTable('attendance_row')
    .set({ state: 'wrong', mistakes: storableJson([{ column: 'number', is: 'own' }]) })
    .where('delivery_id', '=', id)
    .where('state', '=', 'ready')
    .where(sql<boolean>`person_id = any(${[...own]}::uuid[])`)
    .executeTakeFirst()
  if (changed + apart === 0n) return counts
  const { rows } = await sql<RowCounts>`
    update attendance_delivery d set ready = n.ready, wrong = n.wrong, known = n.known, hours = n.hours
    from (select count(*) filter (where state = 'ready')::int as ready,
        count(*) filter (where state = 'wrong')::int as wrong,
        count(*) filter (where state = 'known')::int as known,
        coalesce(sum(hours) filter (where state = 'ready'), 0) as hours
      from attendance_row where delivery_id = ${id}) n
    where d.id = ${id} returning d.ready, d.wrong, d.known, d.absent`.execute(db)
  const facts = { rows: Number(changed + apart) }
  await record(context, { noun: 'attendance', id, action: 'check', facts })
  return rows[0] ?? counts
}

/** For how many days after it went on a list that had to wait can be handed in as on the day on which it was sent. */
const daysAfterWaiting = 7

// That a list had to wait, is no fault of who sent it in time.
function dayThatCounts(
  { waitsUntil, deliveredOn }: AttendanceDelivery,
  today: Temporal.PlainDate,
): Temporal.PlainDate {
  const until = waitsUntil?.add({ days: daysAfterWaiting })
  const isJust = until !== undefined && Temporal.PlainDate.compare(today, until) <= 0
  return isJust ? deliveredOn : today
}

/**
 * Hands in what is right of a list: now, or where it waits to be checked as soon as it is. The transaction acts for the
 * organisation.
 */
export async function handInWhatIsRight(
  context: Context,
  organisationId: string,
  id: string,
): Promise<HandedIn> {
  const delivery = await findAttendanceDelivery(context, organisationId, id, { lock: true })
  if (delivery?.state !== 'reading') {
    return handInList(context, organisationId, id, 'what-is-right')
  }
  const { numUpdatedRows } = await context.db
    .updateTable('attendance_delivery')
    .set({ then_hand_in: true })
    .where('id', '=', id)
    .where('then_hand_in', '=', false)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) {
    const facts = { organisation: organisationId, onceChecked: true }
    await record(context, { noun: 'attendance', id, action: 'hand-in', facts })
  }
  return { outcome: 'handed-in' }
}

/** Hands in what is right of a list that was checked just now, where that was asked before. */
export async function handInOnceChecked(
  context: Context,
  organisationId: string,
  id: string,
): Promise<void> {
  const asked = await context.db
    .selectFrom('attendance_delivery')
    .where('id', '=', id)
    .where('then_hand_in', '=', true)
    .select('id')
    .executeTakeFirst()
  if (asked !== undefined) await handInList(context, organisationId, id, 'what-is-right')
}

/** Lays a list aside of which nothing was handed in, with all that was read of it. */
export async function discardList(
  context: Context,
  organisationId: string,
  id: string,
): Promise<{ readonly outcome: 'discarded' | 'late' | 'not-found' }> {
  const { db, today } = context
  const delivery = await findAttendanceDelivery(context, organisationId, id, { lock: true })
  if (delivery === undefined) return { outcome: 'not-found' }
  const state = next<DeliveryState, DeliveryEvent>(deliveryLifecycle, delivery.state, 'discard')
  if (state === undefined) return { outcome: 'late' }
  await db.deleteFrom('attendance_row').where('delivery_id', '=', id).execute()
  await db
    .updateTable('attendance_delivery')
    .set({ state, ended_on: today.toString(), broken_off_on: null })
    .where('id', '=', id)
    .execute()
  await forgetFile(context, id)
  await record(context, { noun: 'attendance', id, action: 'discard' })
  return { outcome: 'discarded' }
}

/** Lets the work on a list go on that stands still or broke off. */
export async function goOnWithList(
  context: Context,
  organisationId: string,
  id: string,
): Promise<void> {
  const delivery = await findAttendanceDelivery(context, organisationId, id, { lock: true })
  if (delivery === undefined || !isAtWork(delivery)) return
  if (delivery.brokenOffOn !== undefined) {
    await context.db
      .updateTable('attendance_delivery')
      .set({ broken_off_on: null })
      .where('id', '=', id)
      .execute()
    await record(context, { noun: 'attendance', id, action: 'go-on' })
  }
  const data = { register: delivery.keptIn, organisationId, deliveryId: id }
  await context.platform.enqueue(context.db, { name: 'attendance', data })
}

/** Whether a list that was handed in can be taken back today. */
export function mayWithdraw(
  { state, submittedOn }: Pick<AttendanceDelivery, 'state' | 'submittedOn'>,
  today: Temporal.PlainDate,
): boolean {
  if (
    !mayBecome<DeliveryState, DeliveryEvent>(deliveryLifecycle, state, 'withdraw') ||
    submittedOn === undefined
  )
    return false
  return Temporal.PlainDate.compare(today, withdrawableUntil(submittedOn)) <= 0
}

/**
 * Takes a list back as a whole, within the days for that: what came with it leaves the portfolios again, but for
 * what is in an application or was judged.
 */
export async function withdrawDelivery(
  context: Context,
  organisationId: string,
  id: string,
): Promise<{ readonly outcome: 'withdrawing' | 'too-late' | 'not-found' }> {
  const { db, today, platform } = context
  const delivery = await findAttendanceDelivery(context, organisationId, id, { lock: true })
  if (delivery === undefined) return { outcome: 'not-found' }
  if (!mayWithdraw(delivery, today)) return { outcome: 'too-late' }
  await db
    .updateTable('attendance_delivery')
    .set({ state: deliveryLifecycle.done.withdraw, withdrawn_on: today.toString(), placed: 0 })
    .where('id', '=', id)
    .execute()
  const facts = { organisation: organisationId }
  await record(context, { noun: 'attendance', id, action: 'withdraw', facts })
  const data = { register: delivery.keptIn, organisationId, deliveryId: id }
  await platform.enqueue(db, { name: 'attendance', data })
  return { outcome: 'withdrawing' }
}
