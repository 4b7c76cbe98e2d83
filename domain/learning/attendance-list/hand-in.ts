import type {
  AttendanceDelivery,
  DeliveryEvent,
  DeliveryState,
} from '#domain/learning/attendance-list/attendance-list.ts'
import {
  deliveryLifecycle,
  mayTell,
  withdrawableUntil,
} from '#domain/learning/attendance-list/attendance-list.ts'
import { forgetFile } from '#domain/learning/attendance-list/forget-file.ts'
import { findAttendanceDelivery } from '#domain/learning/attendance-list/queries.ts'
import { findToldEdition } from '#domain/learning/attendance-list/told-edition.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { may, next } from '#domain/platform/lifecycle/lifecycle.ts'

export type HandedIn =
  | { readonly outcome: 'handed-in' }
  /** Some rows are wrong, and it was not said that the others go in without them. */
  | { readonly outcome: 'has-mistakes' }
  | { readonly outcome: 'nothing-ready' }
  /** The term in which it can be told is over. */
  | { readonly outcome: 'too-late' }
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
  const { ready, wrong } = delivery.counts
  if (ready === 0) return { outcome: 'nothing-ready' }
  if (which === 'all' && wrong > 0) return { outcome: 'has-mistakes' }
  const edition = await findToldEdition(context, organisationId, delivery.editionId)
  if (edition === undefined || mayTell(edition, today) === 'too-late') {
    return { outcome: 'too-late' }
  }
  await db
    .updateTable('attendance_delivery')
    .set({ state, submitted_on: today.toString(), reached: 0, placed: 0 })
    .where('id', '=', id)
    .execute()
  const facts = { organisation: organisationId, ...delivery.counts }
  await record(context, { noun: 'attendance', id, action: 'hand-in', facts })
  const data = { register: delivery.keptIn, organisationId, deliveryId: id }
  await platform.enqueue(db, { name: 'attendance', data })
  return { outcome: 'handed-in' }
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
    .set({ state, ended_on: today.toString() })
    .where('id', '=', id)
    .execute()
  await forgetFile(context, id)
  await record(context, { noun: 'attendance', id, action: 'discard' })
  return { outcome: 'discarded' }
}

/** Lets the work on a list go on that stands still. */
export async function goOnWithList(
  context: Context,
  organisationId: string,
  id: string,
): Promise<void> {
  const delivery = await findAttendanceDelivery(context, organisationId, id)
  if (delivery === undefined) return
  const data = { register: delivery.keptIn, organisationId, deliveryId: id }
  await context.platform.enqueue(context.db, { name: 'attendance', data })
}

/** Whether a list that was handed in can be taken back today. */
export function mayWithdraw(
  { state, submittedOn }: Pick<AttendanceDelivery, 'state' | 'submittedOn'>,
  today: Temporal.PlainDate,
): boolean {
  if (
    !may<DeliveryState, DeliveryEvent>(deliveryLifecycle, state, 'withdraw') ||
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
