import { sql } from 'kysely'
import { findCourseByNumber } from '#domain/courses/course/queries.ts'
import type { Reportable } from '#domain/development/meeting-place/keep-away.ts'
import { report } from '#domain/development/meeting-place/keep-away.ts'
import type { ReportOutcome } from '#domain/development/meeting-place/meeting-place.ts'
import { reportsIn } from '#domain/development/meeting-place/queries.ts'
import {
  settleObjectionToReport,
  settleReport,
} from '#domain/development/meeting-place/settle-report.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/**
 * What somebody of this register wrote about a course, to be reported; undefined where it is not shown, or one's own.
 * Who wrote it is not told to who reports it.
 */
export async function findRatingToReport(
  context: Context,
  me: string,
  number: string,
  id: string,
): Promise<(Reportable & { readonly title: string; readonly number: string }) | undefined> {
  if (!isUuid(id)) return undefined
  const found = await findCourseByNumber(context, number)
  if (found === undefined) return undefined
  const { course } = found
  const { rows } = await sql<{ registration_id: string; line: string }>`
    select distinct on (k.id) r.id as registration_id, k.line
    from course_rating k join registration r on r.person_id = k.person_id and r.register = k.register
    where k.id = ${id} and k.course_id = ${course.id} and k.register = ${context.register.id}
      and k.line <> '' and k.hidden_on is null and not k.waits
    order by k.id, r.signed_up_on desc`.execute(context.db)
  const [row] = rows
  if (row === undefined || row.registration_id === me) return undefined
  return {
    ...{ what: 'rating', messageId: undefined, groupId: undefined, courseId: course.id },
    ...{ registrationId: row.registration_id, name: course.title, seen: row.line },
    ...{ title: course.title, number: course.number },
  }
}

/** Reports what somebody wrote about a course. Reported twice before it is settled, it is reported once. */
export async function reportRating(
  context: Context,
  me: string,
  { number, id, reason }: { readonly number: string; readonly id: string; readonly reason: string },
): Promise<Awaited<ReturnType<typeof report>> | 'not-found'> {
  const about = await findRatingToReport(context, me, number, id)
  return about === undefined ? 'not-found' : report(context, me, about, reason)
}

/** Settles a report of whatever it is about: of a rating its text goes out of sight, and its stars stay. */
export async function settleAnyReport(
  context: Context,
  id: string,
  outcome: ReportOutcome,
  note: string,
): ReturnType<typeof settleReport> {
  const done = await settleReport(context, id, outcome, note)
  if (done === 'settled' && outcome === 'rating-hidden') await hide(context, id, true)
  return done
}

/** Answers an objection to what came of a report, whatever that is about: the text of a rating is shown again, or not. */
export async function settleAnyObjection(
  context: Context,
  id: string,
  outcome: 'restored' | 'stays',
  note: string,
): ReturnType<typeof settleObjectionToReport> {
  const [told] = await reportsIn(context, id)
  const done = await settleObjectionToReport(context, id, outcome, note)
  if (done === 'settled' && outcome === 'restored' && told?.what === 'rating') {
    await hide(context, id, false)
  }
  return done
}

async function hide(context: Context, reportId: string, hidden: boolean): Promise<void> {
  const { db, today } = context
  const { rows } = await sql<{ registration: string; number: string }>`
    update course_rating k set hidden_on = ${hidden ? today.toString() : null}
    from meeting_report t join registration r on r.id = t.registration_id
      join course c on c.id = t.course_id
    where t.id = ${reportId} and k.course_id = t.course_id and k.person_id = r.person_id
      and k.register = t.register and k.line = t.seen
    returning r.id as registration, c.number`.execute(db)
  for (const { registration, number } of rows) {
    await record(context, {
      noun: 'registration',
      id: registration,
      action: hidden ? 'hide-rating' : 'show-rating',
      facts: { number },
    })
  }
}
