import { sql } from 'kysely'
import { deliveryTerm } from '#domain/learning/attendance-list/attendance-list.ts'
import { forgetFile } from '#domain/learning/attendance-list/forget-file.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/** For how many days what was typed in a list is kept after it was dealt with, or left lying. */
export const listDays = 90

/**
 * Forgets what was typed in lists that were delivered on pages of this register and dealt with long enough ago; and of
 * organisations that signed up here, who waited for a trainer and which trainers were asked.
 */
export async function forgetLists(context: Context): Promise<void> {
  await forgetRows(context)
  await forgetEntries(context)
}

async function forgetRows(context: Context): Promise<void> {
  const { db, register, today } = context
  const before = today.subtract({ days: listDays }).toString()
  await actForOrganisation(context, '*')
  const { rows } = await sql<{ id: string; organisation: string }>`
    select d.id, d.organisation_id as organisation from attendance_delivery d
    where d.kept_in = ${register.id} and d.state not in ('reading', 'running', 'withdrawing')
      and coalesce(d.ended_on, d.delivered_on) < ${before}::date
      and (d.document_id is not null or exists (select from attendance_row r where r.delivery_id = d.id))`.execute(
    db,
  )
  await actForOrganisation(context, '')
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (own, { id, organisation }) => {
      await actForOrganisation(own, organisation)
      await own.db.deleteFrom('attendance_row').where('delivery_id', '=', id).execute()
      await forgetFile(own, id)
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

// Who was settled, or can be signed for by nobody any more; and links that have not worked for as long.
async function forgetEntries(context: Context): Promise<void> {
  const { db, register, today } = context
  const before = today.subtract({ days: listDays })
  const told = before.subtract(deliveryTerm)
  await actForOrganisation(context, '*')
  const { rows } = await sql<{ edition: string; organisation: string }>`
    select e.id as edition, c.organisation_id as organisation
    from edition e join course c on c.id = e.course_id join organisation o on o.id = c.organisation_id
    where o.signed_up_in = ${register.id} and (
      exists (select from attendance_entry n where n.edition_id = e.id and ${entryIsOld({ before, told })})
      or exists (select from attendance_link l where l.edition_id = e.id and ${linkIsOld(before)}))
    order by e.id`.execute(db)
  await actForOrganisation(context, '')
  await eachDue(
    context,
    rows,
    ({ edition }) => edition,
    async (own, { edition, organisation }) => {
      await actForOrganisation(own, organisation)
      await sql`delete from attendance_entry n using edition e
        where e.id = ${edition} and n.edition_id = e.id and ${entryIsOld({ before, told })}`.execute(
        own.db,
      )
      await sql`delete from attendance_link l
        where l.edition_id = ${edition} and ${linkIsOld(before)}`.execute(own.db)
      await record(own, { noun: 'attendance', id: edition, action: 'forget' })
      await actForOrganisation(own, '')
    },
  )
}

function entryIsOld({ before, told }: Readonly<Record<'before' | 'told', Temporal.PlainDate>>) {
  return sql`coalesce(n.settled_on < ${before.toString()}::date, e.last_day < ${told.toString()}::date)`
}

function linkIsOld(before: Temporal.PlainDate) {
  return sql`least(l.expires_on, coalesce(l.ended_on, l.expires_on)) < ${before.toString()}::date`
}
