import { sql } from 'kysely'
import { lock } from '#domain/development/meeting-place/contact.ts'
import { endIfEmpty } from '#domain/development/meeting-place/keep-profile.ts'
import { mostADayHere, mostGroups } from '#domain/development/meeting-place/meeting-place.ts'
import { groupsIn, ownProfile } from '#domain/development/meeting-place/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type BegunGroup =
  | { readonly outcome: 'begun'; readonly id: string }
  | { readonly outcome: 'enough-today' | 'not-there' }

/** Begins a group of colleagues, and is the first in it. */
export async function beginGroup(
  context: Context,
  me: string,
  { name, theme, about }: { readonly name: string; readonly theme: string; readonly about: string },
): Promise<BegunGroup> {
  const { db, register, today } = context
  await lock(context, me)
  const mine = await ownProfile(context, me)
  if (mine === undefined || mine.hidden) return { outcome: 'not-there' }
  const { rows } = await sql<{ begun: number }>`select count(*)::int as begun
    from meeting_group_member
    where registration_id = ${me} and began and joined_on = ${today.toString()}`.execute(db)
  const isFull = (await groupsOf(context, me)) >= mostGroups
  if (isFull || (rows[0]?.begun ?? 0) >= mostADayHere.begun) return { outcome: 'enough-today' }
  const known = register.meetingPlace?.themes.some(({ id }) => id === theme) === true
  const { id } = await db
    .insertInto('meeting_group')
    .values({
      register: register.id,
      name,
      theme: known ? theme : '',
      about,
      begun_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await enter(context, me, id, { began: true })
  await record(context, {
    noun: 'meeting-place',
    id,
    action: 'begin-group',
    facts: { registration: me, name },
  })
  return { outcome: 'begun', id }
}

/** Joins a group, or leaves it; whoever is last ends it. */
export async function joinOrLeave(
  context: Context,
  me: string,
  groupId: string,
  does: 'join' | 'leave',
): Promise<'done' | 'enough' | 'not-found'> {
  await lock(context, me)
  const [group] = await groupsIn(context, me, groupId)
  const mine = await ownProfile(context, me)
  if (group === undefined || mine === undefined || mine.hidden) return 'not-found'
  const isIn = group.members.some(({ registrationId }) => registrationId === me)
  if (isIn === (does === 'join')) return 'done'
  if (does === 'join') {
    if ((await groupsOf(context, me)) >= mostGroups) return 'enough'
    // Whoever was the last in it may be leaving it at this moment.
    const open = await context.db
      .selectFrom('meeting_group')
      .where('id', '=', groupId)
      .where('ended_on', 'is', null)
      .select('id')
      .forUpdate()
      .executeTakeFirst()
    if (open === undefined) return 'not-found'
    await enter(context, me, groupId, { began: false })
  } else {
    await context.db
      .deleteFrom('meeting_group_member')
      .where('group_id', '=', groupId)
      .where('registration_id', '=', me)
      .execute()
    await endIfEmpty(context, groupId)
  }
  await record(context, {
    noun: 'meeting-place',
    id: groupId,
    action: `${does}-group`,
    facts: { registration: me },
  })
  return 'done'
}

/** Says whether somebody wants a mail when something new was written in a group of theirs. */
export async function chooseMails(
  context: Context,
  me: string,
  groupId: string,
  mails: boolean,
): Promise<void> {
  const done = await context.db
    .updateTable('meeting_group_member')
    .where('group_id', '=', groupId)
    .where('registration_id', '=', me)
    .where('mails', '<>', mails)
    // What was written in between is not told afterwards.
    .set({ mails, told_until: context.today.toString() })
    .returning('group_id')
    .executeTakeFirst()
  if (done === undefined) return
  await record(context, {
    noun: 'meeting-place',
    id: groupId,
    action: 'choose-mails',
    facts: { registration: me, mails },
  })
}

async function groupsOf({ db }: Context, me: string): Promise<number> {
  const rows = await db
    .selectFrom('meeting_group_member')
    .where('registration_id', '=', me)
    .select('group_id')
    .execute()
  return rows.length
}

async function enter(
  { db, register, today }: Context,
  me: string,
  groupId: string,
  { began }: { readonly began: boolean },
): Promise<void> {
  await db
    .insertInto('meeting_group_member')
    .values({
      register: register.id,
      group_id: groupId,
      registration_id: me,
      joined_on: today.toString(),
      began,
    })
    .execute()
}
