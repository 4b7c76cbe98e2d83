import {
  contestDays,
  contestLifecycle,
  contestReminderDays,
} from '#domain/learning/attendance/attendance.ts'
import { findAttendance, findContest } from '#domain/learning/attendance/queries.ts'
import { tellAnswerIsDue, tellPassed } from '#domain/learning/attendance/tell-contest.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'

/**
 * Reminds organisations of whoever does not agree with what they told and waits for an answer. Where none came within
 * the term it is passed on to the back office of this register, which decides without it; both hear that.
 */
export async function remindContests(context: Context): Promise<void> {
  const { db, register, today } = context
  const due = await db
    .selectFrom('attendance_contest')
    .where('register', '=', register.id)
    .where('state', '=', 'asked')
    .where('contested_on', '<=', today.subtract({ days: contestReminderDays[0] }).toString())
    .select('id')
    .orderBy('id')
    .execute()
  await eachDue(
    context,
    due,
    ({ id }) => id,
    async (own, { id }) => {
      const asked = await findContest(own, id, { lock: true })
      if (asked?.state !== 'asked') return
      await actForOrganisation(own, asked.organisationId)
      // How its organisation named them is seen by who acts for it alone.
      const contest = await findContest(own, id)
      const attendance = await findAttendance(own, { id: asked.attendanceId })
      if (contest !== undefined && attendance !== undefined) {
        const isOver =
          Temporal.PlainDate.compare(contest.contestedOn.add({ days: contestDays }), today) < 0
        if (isOver) await passOn(own, { contest, attendance })
        else await remind(own, { contest, attendance })
      }
      await actForOrganisation(own, '')
    },
  )
}

interface Waiting {
  readonly contest: NonNullable<Awaited<ReturnType<typeof findContest>>>
  readonly attendance: NonNullable<Awaited<ReturnType<typeof findAttendance>>>
}

async function remind(context: Context, { contest, attendance }: Waiting): Promise<void> {
  const steps = contestReminderDays.map((step) => ({
    step,
    on: contest.contestedOn.add({ days: step }),
  }))
  const step = await latestDueStep(context, contest.id, 'contest', steps)
  if (step === undefined) return
  await tellAnswerIsDue(context, attendance, contest)
  const facts = { contest: contest.id, days: step }
  await record(context, { noun: 'attendance', id: attendance.id, action: 'remind-contest', facts })
}

async function passOn(context: Context, { contest, attendance }: Waiting): Promise<void> {
  await context.db
    .updateTable('attendance_contest')
    .set((query) => ({
      state: contestLifecycle.asked.pass,
      passed_on: context.today.toString(),
      version: query('version', '+', 1),
    }))
    .where('id', '=', contest.id)
    .execute()
  const facts = { contest: contest.id }
  await record(context, { noun: 'attendance', id: attendance.id, action: 'pass-contest', facts })
  await tellPassed(context, attendance, contest)
}
