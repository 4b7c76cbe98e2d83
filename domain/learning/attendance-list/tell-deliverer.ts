import { tellRecorders } from '#domain/learning/attendance/tell-contest.ts'
import { findAttendanceDelivery } from '#domain/learning/attendance-list/queries.ts'
import { findToldEdition } from '#domain/learning/attendance-list/told-edition.ts'
import { memberOf } from '#domain/organisations/member/queries.ts'
import { tellMember } from '#domain/organisations/member/tell-members.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { listBrokenOff, listChecked, listDone, listSigned } from '#mail/attendance.ts'
import type { MailRegister } from '#mail/letter.ts'

/**
 * Tells whoever delivered a list that it was checked, that all of it is where it should be, or that work on it broke
 * off; of one that a trainer signed, everybody who enters attendance for the organisation.
 */
export async function tellDeliverer(
  context: Context,
  organisationId: string,
  id: string,
  what: 'checked' | 'done' | 'broken-off',
): Promise<void> {
  const delivery = await findAttendanceDelivery(context, organisationId, id)
  const edition = delivery && (await findToldEdition(context, organisationId, delivery.editionId))
  if (delivery === undefined || edition === undefined || delivery.origin === 'api') return
  const about = { course: edition.title, edition: edition.number, list: delivery.name }
  const { counts, state } = delivery
  const kind = what === 'done' ? 'attendance-done' : 'attendance-checked'
  const write = (facts: { readonly register: MailRegister; readonly name: string }) => {
    if (what === 'broken-off') return listBrokenOff({ ...facts, ...about })
    if (delivery.origin === 'trainer') {
      return listSigned({ ...facts, ...about, ...counts, placed: what === 'done' })
    }
    return what === 'checked'
      ? listChecked({ ...facts, ...about, readable: state === 'checked', ...counts })
      : listDone({ ...facts, ...about, people: counts.ready, wrong: counts.wrong })
  }
  if (delivery.origin === 'trainer') {
    await tellRecorders(context, { organisationId }, kind, write)
    return
  }
  const row = await context.db
    .selectFrom('attendance_delivery')
    .where('id', '=', id)
    .select('delivered_by')
    .executeTakeFirst()
  if (row?.delivered_by == null) return
  // Whoever does not act for it any more is told nothing.
  const member = await memberOf(context, organisationId, row.delivered_by)
  if (member?.status !== 'active') return
  await tellMember(context, kind, member, write)
}
