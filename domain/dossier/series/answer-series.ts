import { fileMeetings } from '#domain/dossier/series/file-meetings.ts'
import { keepWord } from '#domain/dossier/series/keep-word.ts'
import type { Self } from '#domain/dossier/series/queries.ts'
import { findSeries } from '#domain/dossier/series/queries.ts'
import type { MemberEvent, MemberStatus, Series } from '#domain/dossier/series/series.ts'
import { meetingsToAnswer, memberLifecycle } from '#domain/dossier/series/series.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

/** What a member says of one meeting, of which they saw this revision. */
export interface MeetingAnswer {
  readonly meetingId: string
  readonly revision: number
  readonly present: boolean
  /** The other members who were not there. */
  readonly absent: readonly string[]
}

export type AnsweredSeries =
  | { readonly outcome: 'answered'; readonly meetings: number }
  /** A meeting was changed or taken out since the page was shown. */
  | { readonly outcome: 'stale' }
  /** The series was taken back, or whoever answers is not in it any more. */
  | { readonly outcome: 'ended' }
  | { readonly outcome: 'not-found' }

/**
 * Takes what a member says of meetings that have been: whether they were there, and who of the others
 * was not. What enough of the group confirm is put into the portfolios of those who are in this
 * register. An answer may be given anew; the last one counts.
 */
export async function answerSeries(
  context: Context,
  { seriesId, memberId }: { readonly seriesId: string; readonly memberId: string },
  answers: readonly MeetingAnswer[],
  /** Who answers, where they have an account here. */
  self?: Self,
): Promise<AnsweredSeries> {
  const { db, register, today } = context
  const series = await findSeries(context, seriesId, { lock: true })
  const member = series?.members.find(({ id }) => id === memberId)
  if (series === undefined || member === undefined) return { outcome: 'not-found' }
  const status = next<MemberStatus, MemberEvent>(memberLifecycle, member.status, 'answer')
  if (series.endedOn !== undefined || status === undefined) return { outcome: 'ended' }
  if (!answers.every((answer) => stillStands(series, answer, today))) return { outcome: 'stale' }
  const others = new Set(series.members.flatMap(({ id }) => (id === memberId ? [] : [id])))
  const said = answers.map((answer) => ({
    ...answer,
    absent: answer.present ? answer.absent.filter((id) => others.has(id)) : [],
  }))
  for (const { meetingId, revision, present, absent } of said) {
    const values = { revision, present, absent: [...absent], answered_on: today.toString() }
    await db
      .insertInto('series_presence')
      .values({ register: register.id, meeting_id: meetingId, member_id: memberId, ...values })
      .onConflict((conflict) => conflict.columns(['meeting_id', 'member_id']).doUpdateSet(values))
      .execute()
  }
  await db
    .updateTable('series_member')
    .set({
      status,
      status_on: today.toString(),
      ...(self === undefined
        ? {}
        : { registration_id: self.registrationId, account_id: self.accountId ?? null }),
    })
    .where('id', '=', memberId)
    .execute()
  const facts = {
    member: memberId,
    answers: said.map(({ meetingId, revision, present, absent }) => ({
      meetingId,
      revision,
      present,
      absent,
    })),
  }
  await record(context, { noun: 'series', id: seriesId, action: 'confirm', facts })
  await fileMeetings(context, seriesId)
  await keepWord(context, seriesId)
  return { outcome: 'answered', meetings: said.length }
}

function stillStands(
  series: Series,
  { meetingId, revision }: MeetingAnswer,
  today: Temporal.PlainDate,
): boolean {
  return meetingsToAnswer(series, today).some(
    (meeting) => meeting.id === meetingId && meeting.revision === revision,
  )
}
