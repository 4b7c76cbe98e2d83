import { sql } from 'kysely'
import { tellRecorders } from '#domain/learning/attendance/tell-contest.ts'
import { reminderDays } from '#domain/learning/attendance-list/attendance-list.ts'
import { findToldEdition, untold } from '#domain/learning/attendance-list/told-edition.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { attendanceReminder } from '#mail/attendance.ts'

interface Due {
  readonly edition: string
  readonly organisation: string
  readonly nth: number
}

/**
 * Reminds organisations that signed up in this register of editions of which nothing was told yet, one, fifteen
 * and thirty days after the last day. One that was missed comes once, with the last that is due.
 */
export async function remindAttendance(context: Context): Promise<void> {
  const { db, register, today } = context
  await actForOrganisation(context, '*')
  const [first, second, third] = reminderDays
  const { rows } = await sql<Due>`
    select e.id as edition, c.organisation_id as organisation,
      case when ${today.toString()}::date - e.last_day >= ${third}::int then 3
        when ${today.toString()}::date - e.last_day >= ${second}::int then 2 else 1 end as nth
    from edition e join course c on c.id = e.course_id join organisation o on o.id = c.organisation_id
    where o.signed_up_in = ${register.id} and o.status = 'checked' and e.cancelled_on is null
      and ${today.toString()}::date - e.last_day >= ${first}::int and ${untold(today)}
    order by e.last_day, e.id`.execute(db)
  const due = await notYet(context, rows)
  await actForOrganisation(context, '')
  await eachDue(
    context,
    due,
    ({ edition }) => edition,
    (own, one) => remindOf(own, one),
  )
}

async function notYet(context: Context, rows: readonly Due[]): Promise<readonly Due[]> {
  if (rows.length === 0) return []
  const sent = await sql<{ edition: string; nth: number }>`
    select edition_id as edition, nth from attendance_reminder
    where edition_id = any(${rows.map(({ edition }) => edition)}::uuid[])`.execute(context.db)
  return rows.filter(
    ({ edition, nth }) => !sent.rows.some((one) => one.edition === edition && one.nth >= nth),
  )
}

async function remindOf(context: Context, { edition: id, organisation, nth }: Due): Promise<void> {
  await actForOrganisation(context, organisation)
  const edition = await findToldEdition(context, organisation, id)
  if (edition !== undefined) {
    const { title, number, lastDay, tellBefore } = edition
    await context.db
      .insertInto('attendance_reminder')
      .values({
        edition_id: id,
        organisation_id: organisation,
        nth,
        sent_on: context.today.toString(),
      })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    await tellRecorders(context, { organisationId: organisation }, 'attendance-reminder', (facts) =>
      attendanceReminder({
        ...{ ...facts, course: title, edition: number },
        ...{ lastDay: lastDay.toString(), tellBefore: tellBefore.toString() },
      }),
    )
    const facts = { organisation, nth }
    await record(context, { noun: 'attendance', id, action: 'remind', facts })
  }
  await actForOrganisation(context, '')
}
