import { sql } from 'kysely'
import { groupsIn, newIn } from '#domain/development/meeting-place/queries.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { writtenInGroup } from '#mail/meeting-place.ts'

/**
 * Tells the members of groups each morning that something was written there until yesterday, once for each group
 * and without what was written: that is for who is in the group. Whoever does not want it, gets none.
 */
export async function tellGroups(context: Context): Promise<void> {
  const { db, register, today } = context
  const { rows: members } = await sql<{ group_id: string; registration_id: string }>`
    select m.group_id, m.registration_id from meeting_group_member m
    join meeting_group g on g.id = m.group_id and g.ended_on is null
    where m.register = ${register.id} and m.mails and exists (
      select from meeting_message t where t.group_id = m.group_id
        and t.registration_id <> m.registration_id and t.hidden_on is null
        and t.written_on < ${today.toString()} and t.written_on > coalesce(m.told_until, m.joined_on - 1))
    order by m.registration_id, m.group_id`.execute(db)
  const yesterday = today.subtract({ days: 1 }).toString()
  await eachDue(
    context,
    members,
    ({ registration_id }) => registration_id,
    async (context, { group_id, registration_id }) => {
      const [group] = await groupsIn(context, registration_id, group_id)
      const holder = await findHolder(context, registration_id)
      const written = await newIn(context, registration_id, group_id)
      await context.db
        .updateTable('meeting_group_member')
        .where('group_id', '=', group_id)
        .where('registration_id', '=', registration_id)
        .set({ told_until: yesterday })
        .execute()
      await record(context, {
        noun: 'meeting-place',
        id: group_id,
        action: 'tell-group',
        facts: { registration: registration_id },
      })
      const isIn = group?.members.some(({ registrationId }) => registrationId === registration_id)
      if (isIn !== true || written.count === 0 || holder.address === '') return
      const letter = writtenInGroup({
        register: mailRegister(context.platform, context.register),
        name: holder.name,
        group: group?.name ?? '',
        ...written,
      })
      await writeMessage(context, 'written-in-group', holder, letter)
    },
  )
}
