import { findAttendanceDelivery } from '#domain/learning/attendance-list/queries.ts'
import { findToldEdition } from '#domain/learning/attendance-list/told-edition.ts'
import { memberOf } from '#domain/organisations/member/queries.ts'
import { tellMember } from '#domain/organisations/member/tell-members.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { listChecked, listDone } from '#mail/attendance.ts'

/** Tells whoever delivered a list that it was checked, or that all of it is where it should be. */
export async function tellDeliverer(
  context: Context,
  organisationId: string,
  id: string,
  what: 'checked' | 'done',
): Promise<void> {
  const delivery = await findAttendanceDelivery(context, organisationId, id)
  const edition = delivery && (await findToldEdition(context, organisationId, delivery.editionId))
  if (delivery === undefined || edition === undefined || delivery.origin === 'api') return
  const row = await context.db
    .selectFrom('attendance_delivery')
    .where('id', '=', id)
    .select('delivered_by')
    .executeTakeFirst()
  if (row?.delivered_by == null) return
  // Whoever does not act for it any more is told nothing.
  const member = await memberOf(context, organisationId, row.delivered_by)
  if (member?.status !== 'active') return
  const about = { course: edition.title, edition: edition.number, list: delivery.name }
  await tellMember(
    context,
    what === 'checked' ? 'attendance-checked' : 'attendance-done',
    member,
    (facts) =>
      what === 'checked'
        ? listChecked({
            ...facts,
            ...about,
            readable: delivery.state === 'checked',
            ...delivery.counts,
          })
        : listDone({ ...facts, ...about, people: delivery.counts.ready }),
  )
}
