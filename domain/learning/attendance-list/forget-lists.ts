import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { deliveryTerm } from '#domain/learning/attendance-list/attendance-list.ts'
import { forgetFile } from '#domain/learning/attendance-list/forget-file.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

// What was typed in lists that were delivered on pages of a register; and of organisations that signed up there, who
// waited for a trainer and which trainers were asked. They are looked up as by who looks after all organisations.

// Of whom something is held, the row stays; of the others it need not.
const held = ({ today }: Context) => sql`array(select held_people(${today.toString()}::date))`

/**
 * The lists with what was typed in them, who was typed or wrote themselves up, and links for trainers and slides, each
 * with the day on which it was dealt with, or could be no more: see keptKinds.
 */
export function listsWithRows(context: Context): RawBuilder<unknown> {
  const { register } = context
  return sql`
    select 'list/' || d.id as id, d.id::text as whose, null::uuid as person,
      coalesce(d.ended_on, d.delivered_on) as base
    from attendance_delivery d
    where d.kept_in = ${register.id} and (d.state not in ('reading', 'running', 'withdrawing')
        or d.state = 'reading' and d.broken_off_on is not null)
      and (d.document_id is not null or exists (select from attendance_row r
        where r.delivery_id = d.id and (r.person_id is null or not r.person_id = any(${held(context)}))))
    union all
    select 'entry/' || n.id, n.edition_id::text, null,
      coalesce(n.settled_on, (e.last_day + ${deliveryTerm.toString()}::interval)::date)
    from attendance_entry n join edition e on e.id = n.edition_id
      join organisation o on o.id = n.organisation_id
    where o.signed_up_in = ${register.id}
    union all
    select 'link/' || l.id, l.edition_id::text, null,
      least(l.expires_on, coalesce(l.ended_on, l.expires_on))
    from attendance_link l join organisation o on o.id = l.organisation_id
    where o.signed_up_in = ${register.id}`
}

/** Forgets what was typed in these; that somebody was there stays with the activity. Gives how many. */
export async function forgetLists(
  context: Context,
  ids: readonly string[],
  whose: string,
): Promise<number> {
  const { db } = context
  const of = (what: string) =>
    ids.flatMap((id) => (id.startsWith(`${what}/`) ? [id.slice(what.length + 1)] : []))
  for (const id of of('list')) await forgetList(context, id)
  const [entries, links] = [of('entry'), of('link')]
  for (const [table, some] of [
    ['attendance_entry', entries],
    ['attendance_link', links],
  ] as const) {
    if (some.length > 0) await db.deleteFrom(table).where('id', 'in', some).execute()
  }
  if (entries.length + links.length > 0) {
    await record(context, { noun: 'attendance', id: whose, action: 'forget' })
  }
  return ids.length
}

async function forgetList(context: Context, id: string): Promise<void> {
  const { db, today } = context
  await sql`delete from attendance_row where delivery_id = ${id}
    and (person_id is null or not person_id = any(${held(context)}))`.execute(db)
  await forgetFile(context, id)
  await db
    .updateTable('attendance_delivery')
    .set({ state: 'discarded', ended_on: today.toString(), broken_off_on: null })
    .where('id', '=', id)
    .where('state', 'in', ['checked', 'unreadable', 'reading'])
    .execute()
  // Which trainer signed is named in it; what a file was called names nobody.
  await db
    .updateTable('attendance_delivery')
    .set({ name: '' })
    .where('id', '=', id)
    .where('origin', '=', 'trainer')
    .execute()
  await record(context, { noun: 'attendance', id, action: 'forget' })
}
