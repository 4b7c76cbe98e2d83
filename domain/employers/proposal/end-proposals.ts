import { sql } from 'kysely'
import type { ProposalEnd } from '#domain/employers/proposal/proposal.ts'
import { isSeen } from '#domain/employers/proposal/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/**
 * Ends what was proposed to people of this register and can be accepted no more: its edition passed or does not take
 * place, the employer sees nothing of them any more, or the registration or the organisation is over. It could not be
 * accepted from that moment on, and nobody is told.
 */
export async function endProposals(context: Context): Promise<void> {
  const { db, register, today } = context
  const { rows } = await sql<{ id: string; registration_id: string; by: ProposalEnd }>`
    select * from (
      select q.id, q.registration_id, case
        when o.status in ('closed', 'merged') then 'organisation'
        when r.ended_on is not null then 'registration'
        when e.cancelled_on is not null then 'cancelled'
        when e.last_day <= ${today.toString()}::date then 'passed'
        when not ${isSeen(today)} then 'sight' end as by
      from course_proposal q join organisation o on o.id = q.organisation_id
        join registration r on r.id = q.registration_id join edition e on e.id = q.edition_id
      where q.register = ${register.id} and q.state = 'open') due
    where by is not null order by id`.execute(db)
  await eachDue(
    context,
    rows,
    ({ registration_id }) => registration_id,
    async (own, { id, by }) => {
      await own.db
        .updateTable('course_proposal')
        .where('id', '=', id)
        .set((eb) => ({
          ...{ state: 'ended' as const, ended_on: own.today.toString(), ended_by: by },
          version: eb('version', '+', 1),
        }))
        .execute()
      await record(own, { noun: 'course-proposal', id, action: 'lapse', facts: { by } })
    },
  )
}
