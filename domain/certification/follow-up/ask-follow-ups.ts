import { followUpDay, followUpRule } from '#domain/certification/follow-up/follow-up.ts'
import type { InCategory } from '#domain/certification/follow-up/queries.ts'
import { inCategories, overtakenFollowUps } from '#domain/certification/follow-up/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { dueOfEach, eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import type { FollowUpRule } from '#engine'
import { followUpAsked } from '#mail/follow-up-asked.ts'

/**
 * Asks everybody who has been in a category for as long as the regulation says how it stands, and closes
 * what was asked of who has gone on. Nobody loses anything by it.
 */
export async function askFollowUps(context: Context): Promise<void> {
  const { register, today } = context
  const categories = register.versions
    .flatMap(({ regulation }) => regulation.categories.map(({ id }) => id))
    .filter((id) => followUpRule(context, id) !== undefined)
  await eachDue(
    context,
    await overtakenFollowUps(context),
    ({ registrationId }) => registrationId,
    (context, { id }) => close(context, id),
  )
  if (categories.length === 0) return
  const held = await inCategories(context, { categories: [...new Set(categories)] })
  const whose = (one: (typeof held)[number]) => one.registrationId
  const toAsk = await dueOfEach(context, held, whose, (one) => {
    const rule = followUpRule(context, one.category)
    if (rule === undefined || one.since === undefined) return undefined
    const due = followUpDay(rule, one.since, one.asked)
    if (due === undefined || Temporal.PlainDate.compare(today, due) < 0) return undefined
    return one.asked.some(({ settled }) => settled === undefined) ? undefined : { one, rule, due }
  })
  await eachDue(
    context,
    toAsk,
    ({ one }) => one.registrationId,
    (context, { one, rule, due }) => ask(context, one, rule, due),
  )
}

async function close({ db, today, ...context }: Context, id: string): Promise<void> {
  await db
    .updateTable('follow_up')
    .where('id', '=', id)
    .set((eb) => ({ settled_on: today.toString(), version: eb('version', '+', 1) }))
    .execute()
  await record({ db, today, ...context }, { noun: 'follow-up', id, action: 'close', facts: {} })
}

async function ask(
  context: Context,
  { registrationId, category }: InCategory,
  { question }: FollowUpRule,
  due: Temporal.PlainDate,
): Promise<void> {
  const { db, register, today, platform } = context
  const { id } = await db
    .insertInto('follow_up')
    .values({
      register: register.id,
      registration_id: registrationId,
      category,
      due_on: due.toString(),
      asked_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'follow-up',
    id,
    action: 'ask',
    facts: { registrationId, category, due },
  })
  const member = await findMember(context, registrationId)
  if (member === undefined || member.email === '') return
  const { name, email, accountId } = member
  const letter = followUpAsked({
    register: mailRegister(platform, register),
    name,
    category: labelOfCategory(register, category),
    question,
  })
  await writeMessage(context, 'follow-up-asked', { name, address: email, accountId }, letter)
}
