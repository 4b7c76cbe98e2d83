import { sql } from 'kysely'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/** For how many days what was typed in a list is kept after it was dealt with, or left lying. */
export const listDays = 90

/** Forgets what was typed in lists that were delivered on pages of this register and dealt with long enough ago. */
export async function forgetLists(context: Context): Promise<void> {
  const { db, register, today } = context
  const before = today.subtract({ days: listDays }).toString()
  await actForOrganisation(context, '*')
  const { rows } = await sql<{ id: string; organisation: string }>`
    select d.id, d.organisation_id as organisation from attendance_delivery d
    where d.kept_in = ${register.id} and d.state not in ('reading', 'running', 'withdrawing')
      and coalesce(d.ended_on, d.delivered_on) < ${before}::date
      and exists (select from attendance_row r where r.delivery_id = d.id)`.execute(db)
  await actForOrganisation(context, '')
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (own, { id, organisation }) => {
      await actForOrganisation(own, organisation)
      await own.db.deleteFrom('attendance_row').where('delivery_id', '=', id).execute()
      await own.db
        .updateTable('attendance_delivery')
        .set({ state: 'discarded', ended_on: own.today.toString() })
        .where('id', '=', id)
        .where('state', 'in', ['checked', 'unreadable'])
        .execute()
      await record(own, { noun: 'attendance', id, action: 'forget' })
      await actForOrganisation(own, '')
    },
  )
}
