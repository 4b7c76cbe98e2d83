import { lock } from '#domain/development/meeting-place/contact.ts'
import {
  contactsOf,
  findProfile,
  groupsIn,
  messagesIn,
  reportsIn,
} from '#domain/development/meeting-place/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** Something that a colleague can be told of to the back office: a profile, or what they wrote. */
export interface Reportable {
  readonly registrationId: string
  readonly name: string
  readonly messageId: string | undefined
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
  if (what === 'profiel') {
    const profile = await findProfile(context, me, id)
    if (profile === undefined || profile.registrationId === me) return undefined
    const { registrationId, name, offers, seeks } = profile
    return { registrationId, name, messageId: undefined, seen: `${offers}\n${seeks}`.trim() }
  }
  if (what !== 'bericht') return undefined
  const row = await context.db
    .selectFrom('meeting_message')
    .where('id', '=', id)
    .select(['contact_id', 'group_id'])
    .executeTakeFirst()
  if (row === undefined) return undefined
  const mine = await isThere(context, me, row)
  if (mine === undefined) return undefined
  const message = (await messagesIn(context, me, mine)).find((one) => one.id === id)
  if (message === undefined || message.hidden || message.authorId === me) return undefined
  const { authorId, authorName, text } = message
  return { registrationId: authorId, name: authorName, messageId: id, seen: text }
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
  const [group] = row.group_id === null ? [] : await groupsIn(context, row.group_id)
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

/** Tells the back office of a profile or of what was written. Told twice before it is settled, it is told once. */
export async function report(
  context: Context,
  me: string,
  { registrationId, messageId, seen }: Reportable,
  reason: string,
): Promise<'reported' | 'told-already'> {
  const { db, register, today } = context
  await lock(context, me)
  const before = await db
    .selectFrom('meeting_report')
    .where('reporter_id', '=', me)
    .where('registration_id', '=', registrationId)
    .where('message_id', messageId === undefined ? 'is' : '=', messageId ?? null)
    .where('settled_on', 'is', null)
    .select('id')
    .executeTakeFirst()
  if (before !== undefined) return 'told-already'
  const { id } = await db
    .insertInto('meeting_report')
    .values({
      register: register.id,
      registration_id: registrationId,
      reporter_id: me,
      message_id: messageId ?? null,
      seen,
      reason,
      reported_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const facts = { registration: registrationId, message: messageId ?? null }
  await record(context, { noun: 'meeting-place', id, action: 'report', facts })
  return 'reported'
}

/** Settles a report: nothing, or what was written or the whole profile goes out of sight. */
export async function settleReport(
  context: Context,
  id: string,
  outcome: 'nothing' | 'message-hidden' | 'profile-hidden',
  note: string,
): Promise<'settled' | 'settled-already' | 'not-found'> {
  const { db, today, actor } = context
  await db.selectFrom('meeting_report').where('id', '=', id).select('id').forUpdate().execute()
  const [told] = await reportsIn(context, id)
  if (told === undefined) return 'not-found'
  if (told.settledOn !== undefined) return 'settled-already'
  if (outcome === 'message-hidden' && told.messageId === undefined) return 'not-found'
  const hidden = { hidden_on: today.toString() }
  if (outcome === 'message-hidden') {
    await db
      .updateTable('meeting_message')
      .where('id', '=', told.messageId ?? '')
      .set(hidden)
      .execute()
  }
  if (outcome === 'profile-hidden') {
    await db
      .updateTable('meeting_profile')
      .where('registration_id', '=', told.registrationId)
      .set(hidden)
      .execute()
  }
  await db
    .updateTable('meeting_report')
    .where('id', '=', id)
    .set({
      outcome,
      note,
      settled_on: today.toString(),
      settled_by: accountIdOf(actor) ?? null,
    })
    .execute()
  const facts = { registration: told.registrationId, outcome, note }
  await record(context, { noun: 'meeting-place', id, action: 'settle-report', facts })
  return 'settled'
}
