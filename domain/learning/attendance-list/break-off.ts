import { isAtWork } from '#domain/learning/attendance-list/attendance-list.ts'
import { findAttendanceDelivery } from '#domain/learning/attendance-list/queries.ts'
import { ownerOf } from '#domain/learning/attendance-list/run-list.ts'
import type { Running } from '#domain/learning/attendance-list/running.ts'
import { within } from '#domain/learning/attendance-list/running.ts'
import { tellDeliverer } from '#domain/learning/attendance-list/tell-deliverer.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { clearUndone, noteUndone } from '#domain/platform/left-undone/note-undone.ts'

/** The name of the due work under which a list that broke off is listed, until it is done. */
export const carryOnTask = 'carryOnLists'

/**
 * Notes that work on a list broke off for a reason that nobody foresaw: whoever delivered it is told, can let it go on,
 * and it stands among what the administrator sees that was left undone.
 */
export async function breakOff(running: Running, error: unknown): Promise<void> {
  const organisationId = await ownerOf(running)
  if (organisationId === undefined) return
  const { deliveryId: id } = running
  await within({ ...running, organisationId }, async (context) => {
    const { db, today } = context
    const delivery = await findAttendanceDelivery(context, organisationId, id, { lock: true })
    if (delivery === undefined || !isAtWork(delivery)) return
    if (!(await isNotedToday(context, id))) {
      await noteUndone(context, { task: carryOnTask, whose: id }, error)
    }
    if (delivery.brokenOffOn !== undefined) return
    await db
      .updateTable('attendance_delivery')
      .set({ broken_off_on: today.toString() })
      .where('id', '=', id)
      .execute()
    const facts = { organisation: organisationId }
    await record(context, { noun: 'attendance', id, action: 'break-off', facts })
    await tellDeliverer(context, organisationId, id, 'broken-off')
  })
}

/** Notes that work on a list that broke off goes on, where it had. */
export async function endBreakOff(running: Running): Promise<void> {
  const organisationId = await ownerOf(running)
  if (organisationId === undefined) return
  const { deliveryId: id } = running
  await within({ ...running, organisationId }, async (context) => {
    await clearUndone(context, carryOnTask, [id])
    const { numUpdatedRows } = await context.db
      .updateTable('attendance_delivery')
      .set({ broken_off_on: null })
      .where('id', '=', id)
      .where('broken_off_on', 'is not', null)
      .executeTakeFirst()
    if (numUpdatedRows > 0n) await record(context, { noun: 'attendance', id, action: 'go-on' })
  })
}

async function isNotedToday({ db, register, today }: Context, id: string): Promise<boolean> {
  const noted = await db
    .selectFrom('left_undone')
    .where('register', '=', register.id)
    .where('task', '=', carryOnTask)
    .where('whose', '=', id)
    .where('last_tried', '=', today.toString())
    .select('id')
    .executeTakeFirst()
  return noted !== undefined
}
