import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { remindOnce } from '#domain/platform/register/remind-once.ts'
import { courseReminder } from '#mail/course-reminder.ts'

/** How many days before what somebody planned they are reminded of it, and how long after it at most. */
const before = 7
const after = 14

/** Whether somebody is reminded of what they planned, and whether they want to be. */
export async function wantsReminders(
  { db }: Pick<Context, 'db'>,
  registrationId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('course_reminders')
    .executeTakeFirst()
  return row?.course_reminders ?? false
}

/** Puts the reminders on or off. */
export async function setReminders(
  context: Context,
  registrationId: string,
  wanted: boolean,
): Promise<void> {
  if ((await wantsReminders(context, registrationId)) === wanted) return
  await context.db
    .updateTable('registration')
    .where('id', '=', registrationId)
    .set({ course_reminders: wanted })
    .execute()
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'set-course-reminders',
    facts: { wanted },
  })
}

/**
 * Reminds who planned a course of it a week before, and after it of handing it in, unless they put that off. Each is
 * written once.
 */
export async function remindCourses(context: Context): Promise<void> {
  const { db, register, today } = context
  const rows = await db
    .selectFrom('activity as a')
    .innerJoin('activity_claim as c', 'c.activity_id', 'a.id')
    .innerJoin('registration as r', 'r.id', 'c.registration_id')
    .where('c.register', '=', register.id)
    .where('c.state', '=', 'planned')
    .where('c.withdrawn_at', 'is', null)
    .where('a.course_id', 'is not', null)
    .where('a.completed_on', '>=', today.subtract({ days: after }).toString())
    .where('a.completed_on', '<=', today.add({ days: before }).toString())
    .where('r.course_reminders', '=', true)
    .where('r.ended_on', 'is', null)
    .orderBy('a.id')
    .select(['a.id', 'a.title', 'a.completed_on', 'c.registration_id'])
    .execute()
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (context, { id, title, completed_on, registration_id }) => {
      const on = Temporal.PlainDate.from(completed_on ?? today)
      const done = Temporal.PlainDate.compare(on, context.today) < 0
      if (on.equals(context.today)) return
      if (!(await remindOnce(context, id, done ? 'course-done' : 'course-soon'))) return
      const member = await findMember(context, registration_id)
      if (member === undefined || member.email === '') return
      await writeMessage(
        context,
        'course-reminder',
        { name: member.name, address: member.email, accountId: member.accountId },
        courseReminder({
          register: mailRegister(context.platform, context.register),
          name: member.name,
          title,
          on: on.toString(),
          done,
        }),
      )
      await record(context, {
        noun: 'activity',
        id,
        action: 'remind-planned',
        facts: { on: on.toString(), done },
      })
    },
  )
}
