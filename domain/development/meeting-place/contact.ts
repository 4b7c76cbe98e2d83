import { sql } from 'kysely'
import { askAgainAfter, mostADayHere } from '#domain/development/meeting-place/meeting-place.ts'
import {
  contactsOf,
  findProfile,
  groupsIn,
  ownProfile,
} from '#domain/development/meeting-place/queries.ts'
import { findHolder } from '#domain/dossier/referee/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { contactAsked, contactWrote } from '#mail/meeting-place.ts'

export type AskedContact =
  | { readonly outcome: 'asked' | 'there-already'; readonly contactId: string }
  | { readonly outcome: 'enough-today' | 'not-found' }
  /** They were asked before, and not long ago; the other can ask all the same. */
  | { readonly outcome: 'asked-before'; readonly from: Temporal.PlainDate }

/** From when somebody can ask a colleague again; undefined when they can now. */
export async function askAgainFrom(
  { db, today }: Context,
  me: string,
  other: string,
): Promise<Temporal.PlainDate | undefined> {
  const row = await db
    .selectFrom('meeting_contact')
    .where('asker_id', '=', me)
    .where('asked_id', '=', other)
    .select((query) => query.fn.max('asked_on').as('last'))
    .executeTakeFirst()
  if (row?.last == null) return undefined
  const from = Temporal.PlainDate.from(row.last).add(askAgainAfter)
  return Temporal.PlainDate.compare(today, from) < 0 ? from : undefined
}

/** Asks a colleague for contact. Peil mails what was written; neither sees an address of the other. */
export async function askContact(
  context: Context,
  me: string,
  profileId: string,
  text: string,
): Promise<AskedContact> {
  const { db, register, today } = context
  await lock(context, me)
  const mine = await ownProfile(context, me)
  const other = await findProfile(context, me, profileId)
  if (mine === undefined || mine.hidden || other === undefined || other.registrationId === me) {
    return { outcome: 'not-found' }
  }
  const there = (await contactsOf(context, me)).find(
    ({ otherId }) => otherId === other.registrationId,
  )
  if (there !== undefined) return { outcome: 'there-already', contactId: there.id }
  const from = await askAgainFrom(context, me, other.registrationId)
  if (from !== undefined) return { outcome: 'asked-before', from }
  const { asked } = await countToday(context, me)
  if (asked >= mostADayHere.asked) return { outcome: 'enough-today' }
  const day = today.toString()
  const { id } = await db
    .insertInto('meeting_contact')
    .values({
      register: register.id,
      asker_id: me,
      asked_id: other.registrationId,
      status: 'asked',
      asked_on: day,
      status_on: day,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db
    .insertInto('meeting_message')
    .values({ register: register.id, contact_id: id, registration_id: me, text, written_on: day })
    .execute()
  await record(context, {
    noun: 'meeting-place',
    id,
    action: 'ask-contact',
    facts: { registration: me, asked: other.registrationId },
  })
  const to = await findHolder(context, other.registrationId)
  if (to.address !== '') {
    const letter = contactAsked({
      register: mailRegister(context.platform, register),
      name: to.name,
      who: mine.name,
      text,
    })
    await writeMessage(context, 'contact-asked', to, letter)
  }
  return { outcome: 'asked', contactId: id }
}

/** Says yes or no to a colleague who asked, or ends contact that there is. */
export async function answerContact(
  context: Context,
  me: string,
  contactId: string,
  answer: 'accept' | 'decline' | 'end',
): Promise<'answered' | 'not-found'> {
  await lock(context, me)
  const [contact] = await contactsOf(context, me, contactId)
  if (contact === undefined) return 'not-found'
  const waits = contact.status === 'asked'
  const may =
    answer === 'end'
      ? waits
        ? !contact.asksMe
        : contact.status === 'accepted'
      : waits && contact.asksMe
  // Pressed twice, or in another window.
  if (!may) return 'answered'
  const status = answer === 'accept' ? 'accepted' : answer === 'decline' ? 'declined' : 'ended'
  await context.db
    .updateTable('meeting_contact')
    .where('id', '=', contactId)
    .set((query) => ({
      status,
      status_on: context.today.toString(),
      version: query('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'meeting-place',
    id: contactId,
    action: `${answer}-contact`,
    facts: { registration: me },
  })
  return 'answered'
}

export type WrittenHere = 'written' | 'enough-today' | 'not-found'

/** Writes to a colleague with whom there is contact; Peil mails it to them without an address. */
export async function writeToColleague(
  context: Context,
  me: string,
  contactId: string,
  text: string,
): Promise<WrittenHere> {
  const { register, platform } = context
  await lock(context, me)
  const [contact] = await contactsOf(context, me, contactId)
  if (contact?.status !== 'accepted') return 'not-found'
  const { written, toOne } = await countToday(context, me, contactId)
  if (written >= mostADayHere.written || toOne >= mostADayHere.writtenToOne) return 'enough-today'
  await write(context, me, { contact_id: contactId }, text)
  const from = await findHolder(context, me)
  const to = await findHolder(context, contact.otherId)
  if (to.address !== '') {
    const letter = contactWrote({
      register: mailRegister(platform, register),
      name: to.name,
      who: from.name,
      text,
    })
    await writeMessage(context, 'contact-wrote', to, letter)
  }
  return 'written'
}

/** Writes in a group of which one is a member. */
export async function writeInGroup(
  context: Context,
  me: string,
  groupId: string,
  text: string,
): Promise<WrittenHere> {
  await lock(context, me)
  const [group] = await groupsIn(context, me, groupId)
  if (group?.members.some(({ registrationId }) => registrationId === me) !== true)
    return 'not-found'
  if ((await countToday(context, me)).written >= mostADayHere.written) return 'enough-today'
  await write(context, me, { group_id: groupId }, text)
  return 'written'
}

async function write(
  context: Context,
  me: string,
  where: { readonly contact_id: string } | { readonly group_id: string },
  text: string,
): Promise<void> {
  const { db, register, today } = context
  const { id } = await db
    .insertInto('meeting_message')
    .values({
      ...where,
      register: register.id,
      registration_id: me,
      text,
      written_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  // What people write each other is theirs: the record says that it was written.
  const facts = { registration: me, ...where }
  await record(context, { noun: 'meeting-place', id, action: 'write', facts })
}

// How much somebody asked and wrote today, and how much of that in one contact.
async function countToday(
  { db, today }: Context,
  me: string,
  contactId?: string,
): Promise<{ readonly asked: number; readonly written: number; readonly toOne: number }> {
  const day = today.toString()
  const { rows } = await sql<{ asked: number; written: number; toOne: number }>`select
    (select count(*)::int from meeting_contact where asker_id = ${me} and asked_on = ${day}) as asked,
    count(*)::int as written,
    (count(*) filter (where contact_id = ${contactId ?? null}))::int as "toOne"
    from meeting_message where registration_id = ${me} and written_on = ${day}`.execute(db)
  return rows[0] ?? { asked: 0, written: 0, toOne: 0 }
}

/** Lets one person do one thing at a time here. */
export async function lock({ db }: Context, me: string): Promise<void> {
  await db
    .selectFrom('registration')
    .where('id', '=', me)
    .select('id')
    .forUpdate()
    .executeTakeFirstOrThrow()
}
