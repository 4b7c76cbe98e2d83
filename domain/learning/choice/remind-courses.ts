import { sql } from 'kysely'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { remindOnce } from '#domain/platform/register/remind-once.ts'
import { courseReminder } from '#mail/course-reminder.ts'

/** How many days before and after what they planned somebody is reminded of it; 0 is not. */
export interface ReminderDays {
  readonly before: number
  readonly after: number
}

/** What can be chosen for both. */
export const reminderDays = {
  before: [0, 1, 3, 7, 14, 28],
  after: [0, 1, 7, 14],
} as const

/** For so many days more a reminder is still written that could not be written on its day. */
const late = 13

/** Whether somebody wants to be reminded of what they planned, and when. */
export async function remindersOf(
  { db }: Pick<Context, 'db'>,
  registrationId: string,
): Promise<ReminderDays & { readonly wanted: boolean }> {
  const row = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select(['course_reminders', 'course_remind_before', 'course_remind_after'])
    .executeTakeFirst()
  return {
    wanted: row?.course_reminders ?? false,
    before: row?.course_remind_before ?? 0,
    after: row?.course_remind_after ?? 0,
  }
}

/** Puts the reminders on or off; the days stay as they were chosen. */
export async function setReminders(
  context: Context,
  registrationId: string,
  wanted: boolean,
): Promise<void> {
  const before = await remindersOf(context, registrationId)
  if (before.wanted === wanted) return
  await change(context, registrationId, { ...before, wanted })
}

/** Chooses on which days; a day that cannot be chosen changes nothing. */
export async function chooseReminderDays(
  context: Context,
  registrationId: string,
  { before, after }: ReminderDays,
): Promise<void> {
  const known: readonly number[] = reminderDays.before
  const knownAfter: readonly number[] = reminderDays.after
  if (!known.includes(before) || !knownAfter.includes(after)) return
  const now = await remindersOf(context, registrationId)
  if (now.before === before && now.after === after && now.wanted) return
  await change(context, registrationId, { before, after, wanted: true })
}

async function change(
  context: Context,
  registrationId: string,
  { wanted, before, after }: ReminderDays & { readonly wanted: boolean },
): Promise<void> {
  await context.db
    .updateTable('registration')
    .where('id', '=', registrationId)
    .set({
      course_reminders: wanted,
      course_remind_before: before,
      course_remind_after: after,
    })
    .execute()
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'set-course-reminders',
    facts: { wanted, before, after },
  })
}

/**
 * Reminds who planned something of it, and after it of handing it in, on the days that they chose, unless they put
 * that off: a course, whether or not a register accredits it or it stands in the catalogue, and whatever else they
 * planned. Each is written once.
 */
export async function remindCourses(context: Context): Promise<void> {
  const { db, register, today } = context
  const { rows } = await sql<Planned>`
    select a.id, a.title, a.completed_on, c.registration_id,
      (a.course_id is not null or c.kind = any(${courseKinds(register)})) as course
    from activity a join activity_claim c on c.activity_id = a.id
    join registration r on r.id = c.registration_id
    where c.register = ${register.id} and c.state = 'planned' and c.withdrawn_at is null
      and r.course_reminders and r.ended_on is null
      and not exists (select from edition e where e.id = a.edition_id and e.cancelled_on is not null)
      and (r.course_remind_before > 0 and a.completed_on > ${today.toString()}::date
          and a.completed_on <= ${today.toString()}::date + r.course_remind_before
        or r.course_remind_after > 0 and a.completed_on <= ${today.toString()}::date - r.course_remind_after
          and a.completed_on >= ${today.toString()}::date - r.course_remind_after - ${late}::int)
    order by a.id`.execute(db)
  await eachDue(
    context,
    rows,
    ({ id }) => id,
    async (context, { id, title, completed_on, registration_id, course }) => {
      const on = Temporal.PlainDate.from(completed_on)
      const done = Temporal.PlainDate.compare(on, context.today) < 0
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
          what: course ? 'opleiding' : 'activiteit',
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

// What is planned as one of these is a course, also where it is none of the catalogue.
function courseKinds({ versions }: Context['register']): string[] {
  const kinds = versions.flatMap(({ regulation }) => regulation.kinds)
  return kinds.flatMap(({ id, accreditation }) => (accreditation === 'none' ? [] : [id]))
}

interface Planned {
  readonly id: string
  readonly title: string
  readonly completed_on: string
  readonly registration_id: string
  readonly course: boolean
}
