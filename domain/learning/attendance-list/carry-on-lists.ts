import { sql } from 'kysely'
import { carryOnTask } from '#domain/learning/attendance-list/break-off.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/**
 * Lets lists go on that were delivered on pages of this register: of which as many rows as may on one day named nobody,
 * that broke off, and that nobody has in hand any more since a day before this one. One that broke off stays listed
 * until it is done, which its job says.
 */
export async function carryOnLists(context: Context): Promise<void> {
  const { db, register, today, platform } = context
  const on = sql`${today.toString()}::date`
  await actForOrganisation(context, '*')
  const { rows } = await sql<{ id: string; organisation: string; reason: string | null }>`
    select d.id, d.organisation_id as organisation, u.reason
    from attendance_delivery d left join left_undone u
      on u.register = d.kept_in and u.task = ${carryOnTask} and u.whose = d.id::text
    where d.kept_in = ${register.id} and d.state in ('reading', 'running', 'withdrawing')
      and (d.broken_off_on is not null
        or case when d.state = 'reading' and d.waits_until is not null then d.waits_until <= ${on}
          else coalesce(d.withdrawn_on, d.submitted_on, d.delivered_on) < ${on} end)
    order by d.created_at, d.id`.execute(db)
  await actForOrganisation(context, '')
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (own, { id, organisation }) => {
      const data = { register: register.id, organisationId: organisation, deliveryId: id }
      await platform.enqueue(own.db, { name: 'attendance', data })
    },
  )
  for (const { id, reason } of rows) {
    if (reason !== null) await context.apart?.failed(id, new Error(reason))
  }
}
