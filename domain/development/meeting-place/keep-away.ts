import { lock } from '#domain/development/meeting-place/contact.ts'
import type { Reported } from '#domain/development/meeting-place/meeting-place.ts'
import { mostADayHere } from '#domain/development/meeting-place/meeting-place.ts'
import {
  contactsOf,
  findProfile,
  groupsIn,
  messagesIn,
} from '#domain/development/meeting-place/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** Something that can be reported to the back office: a profile, what somebody wrote here or about a course, or a group. */
export interface Reportable {
  readonly what: Reported
  /** Whose it is; of a group whoever began it, or who is in it longest. */
  readonly registrationId: string
  /** Of whom it is, or what the group is called. */
  readonly name: string
  readonly messageId: string | undefined
  readonly groupId: string | undefined
  /** Of which course, where it is a rating. */
  readonly courseId: string | undefined
  readonly seen: string
}

/** What somebody can report or keep away: only what they can see. */
export async function findReportable(
  context: Context,
  me: string,
  what: string,
  id: string,
): Promise<Reportable | undefined> {
  if (!isUuid(id)) return undefined
  const nothing = { messageId: undefined, groupId: undefined, courseId: undefined }
  if (what === 'profiel') {
    const profile = await findProfile(context, me, id)
    if (profile === undefined || profile.registrationId === me) return undefined
    const { registrationId, name, offers, seeks } = profile
    const seen = `${offers}\n${seeks}`.trim()
    return { ...nothing, what: 'profile', registrationId, name, seen }
  }
  if (what === 'groep') return findGroup(context, me, id)
  if (what !== 'bericht') return undefined
  const row = await context.db
    .selectFrom('meeting_message')
    .where('id', '=', id)
    .select(['contact_id', 'group_id'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const mine = await isThere(context, me, row)
  if (mine === undefined) return undefined
  const [message] = (await messagesIn(context, me, mine, { only: id })).messages
  if (message === undefined || message.hidden || message.authorId === me) return undefined
  const { authorId: registrationId, authorName: name, text: seen } = message
  return { ...nothing, what: 'message', registrationId, name, messageId: id, seen }
}

// A group as everybody sees it who takes part. Whoever began it answers for what it is called.
async function findGroup(
  context: Context,
  me: string,
  id: string,
): Promise<Reportable | undefined> {
  const [group] = await groupsIn(context, me, id)
  if (group === undefined) return undefined
  const row = await context.db
    .selectFrom('meeting_group_member')
    .where('group_id', '=', id)
    .select('registration_id')
    .orderBy('began', 'desc')
    .orderBy('joined_on')
    .orderBy('registration_id')
    .executeTakeFirst()
  const registrationId = row?.registration_id
  if (registrationId === undefined || registrationId === me) return undefined
  const seen = `${group.name}\n${group.about}`.trim()
  return {
    what: 'group',
    registrationId,
    name: group.name,
    messageId: undefined,
    groupId: id,
    courseId: undefined,
    seen,
  }
}

async function isThere(
  context: Context,
  me: string,
  row: { readonly contact_id: string | null; readonly group_id: string | null },
): Promise<{ readonly contactId: string } | { readonly groupId: string } | undefined> {
  if (row.contact_id !== null) {
    const [contact] = await contactsOf(context, me, row.contact_id)
    return contact && { contactId: contact.id }
  }
  const [group] = row.group_id === null ? [] : await groupsIn(context, me, row.group_id)
  const isIn = group?.members.some(({ registrationId }) => registrationId === me)
  return group !== undefined && isIn === true ? { groupId: group.id } : undefined
}

/** Keeps a colleague away: neither finds the other any more, and contact ends. They are not told. */
export async function block(context: Context, me: string, other: string): Promise<void> {
  const { db, register, today } = context
  await lock(context, me)
  const done = await db
    .insertInto('meeting_block')
    .values({
      register: register.id,
      registration_id: me,
      blocked_id: other,
      blocked_on: today.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('blocked_id')
    .executeTakeFirst()
  if (done === undefined) return
  await db
    .updateTable('meeting_contact')
    .where('status', 'in', ['asked', 'accepted'])
    .where(({ or, and, eb }) =>
      or([
        and([eb('asker_id', '=', me), eb('asked_id', '=', other)]),
        and([eb('asked_id', '=', me), eb('asker_id', '=', other)]),
      ]),
    )
    .set({ status: 'ended', status_on: today.toString() })
    .execute()
  await record(context, {
    noun: 'meeting-place',
    id: me,
    action: 'block',
    facts: { registration: me, blocked: other },
  })
}

/** No longer keeps a colleague away. */
export async function unblock(context: Context, me: string, other: string): Promise<void> {
  if (!isUuid(other)) return
  const done = await context.db
    .deleteFrom('meeting_block')
    .where('registration_id', '=', me)
    .where('blocked_id', '=', other)
    .returning('blocked_id')
    .executeTakeFirst()
  if (done === undefined) return
  await record(context, {
    noun: 'meeting-place',
    id: me,
    action: 'unblock',
    facts: { registration: me, blocked: other },
  })
}

/** Reports something to the back office. Reported twice before it is settled, it is reported once. */
export async function report(
  context: Context,
  me: string,
  { registrationId, messageId, groupId, courseId, seen }: Reportable,
  reason: string,
): Promise<'reported' | 'told-already' | 'enough-today'> {
  const { db, register, today } = context
  await lock(context, me)
  const before = await db
    .selectFrom('meeting_report')
    .where('reporter_id', '=', me)
    .where('registration_id', '=', registrationId)
    .where('message_id', messageId === undefined ? 'is' : '=', messageId ?? null)
    .where('group_id', groupId === undefined ? 'is' : '=', groupId ?? null)
    .where('course_id', courseId === undefined ? 'is' : '=', courseId ?? null)
    .where('settled_on', 'is', null)
    .select('id')
    .executeTakeFirst()
  if (before !== undefined) return 'told-already'
  const lately = await db
    .selectFrom('meeting_report')
    .where('reporter_id', '=', me)
    .where('reported_on', '=', today.toString())
    .select('id')
    .execute()
  if (lately.length >= mostADayHere.reported) return 'enough-today'
  const { id } = await db
    .insertInto('meeting_report')
    .values({
      register: register.id,
      registration_id: registrationId,
      reporter_id: me,
      message_id: messageId ?? null,
      group_id: groupId ?? null,
      course_id: courseId ?? null,
      seen,
      reason,
      reported_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const facts = {
    registration: registrationId,
    message: messageId ?? null,
    group: groupId ?? null,
    ...(courseId === undefined ? {} : { course: courseId }),
  }
  await record(context, { noun: 'meeting-place', id, action: 'report', facts })
  return 'reported'
}
