import { openness } from '#domain/dossier/activity/openness.ts'
import { bump } from '#domain/dossier/series/change-meetings.ts'
import { findSeries } from '#domain/dossier/series/queries.ts'
import type { Series, SeriesMeeting } from '#domain/dossier/series/series.ts'
import { calledIn, isIn, meetingsToAnswer, presenceOf } from '#domain/dossier/series/series.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import { formatAmount } from '#engine'
import { formatDay } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { paperName } from '#papers/paper.ts'

/** The longest that a report can be. */
export const longestReport = 8000

export type WrittenReport = 'written' | 'stale' | 'not-found'

/**
 * Writes the one report of a meeting that has been, by anybody who takes part, and puts it with the activity of each
 * who was there, in the place of what stood there. What is part of an application stays as it was.
 */
export async function writeReport(
  context: Context,
  own: { readonly seriesId: string; readonly memberId: string; readonly version: number },
  meetingId: string,
  report: string,
): Promise<WrittenReport> {
  const series = await findSeries(context, own.seriesId, { lock: true })
  const member = series?.members.find(({ id }) => id === own.memberId)
  if (series === undefined || member === undefined || !isIn(member)) return 'not-found'
  const meeting = meetingsToAnswer(series, context.today).find(({ id }) => id === meetingId)
  if (meeting === undefined || series.endedOn !== undefined) return 'not-found'
  if (series.version !== own.version) return 'stale'
  if (meeting.report === report) return 'written'
  await context.db
    .updateTable('series_meeting')
    .where('id', '=', meetingId)
    .set({ report, report_on: context.today.toString() })
    .execute()
  await bump(context, series)
  await record(context, {
    noun: 'series',
    id: series.id,
    action: 'write-report',
    facts: { meeting: meetingId, member: member.id },
  })
  await fileReport(context, series.id, meetingId)
  return 'written'
}

/** Puts the report of a meeting with each activity that came of it in this register, once. */
export async function fileReport(
  context: Context,
  seriesId: string,
  meetingId: string,
): Promise<void> {
  const { db, register } = context
  const series = await findSeries(context, seriesId)
  const meeting = series?.meetings.find(({ id }) => id === meetingId)
  if (series === undefined || meeting === undefined || meeting.report === '') return
  const rows = await db
    .selectFrom('activity_group')
    .innerJoin('series_member', 'series_member.id', 'activity_group.member_id')
    .innerJoin('registration', 'registration.id', 'series_member.registration_id')
    .where('meeting_id', '=', meetingId)
    .where('activity_group.register', '=', register.id)
    .select(['activity_id', 'report_evidence_id', 'registration.person_id'])
    .execute()
  for (const { activity_id, report_evidence_id, person_id } of rows) {
    const open = await openness(context, activity_id)
    if (open.is !== 'open' || open.heldElsewhere) continue
    if (report_evidence_id !== null) await takeOff(context, activity_id, report_evidence_id)
    const paper = paperOf(context, series, meeting)
    const [documentId] = await issuePapers(context, person_id, paper)
    const { id } = await db
      .insertInto('evidence')
      .values({ activity_id, document_id: documentId, added_on: context.today.toString() })
      .returning('id')
      .executeTakeFirstOrThrow()
    const facts = { activity: activity_id, name: paperName(paper) }
    await record(context, { noun: 'evidence', id, action: 'attach', facts })
    await db
      .updateTable('activity_group')
      .where('activity_id', '=', activity_id)
      .set({ report_evidence_id: id })
      .execute()
  }
}

async function takeOff(context: Context, activity: string, id: string): Promise<void> {
  const gone = await context.db
    .updateTable('evidence')
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .set({ removed_at: Temporal.Now.instant().toString() })
    .returning('id')
    .executeTakeFirst()
  if (gone === undefined) return
  await record(context, { noun: 'evidence', id, action: 'remove', facts: { activity } })
}

function paperOf({ register, platform, today }: Context, series: Series, meeting: SeriesMeeting) {
  const there = series.members.filter(
    (member) => presenceOf(series, meeting, member.id)?.present === true,
  )
  return {
    kind: 'overview',
    data: {
      register: documentRegister(platform, register),
      heading: `Verslag: ${series.title}`,
      fileName: `verslag-${series.title}-${meeting.heldOn}`,
      rows: [
        { label: 'Datum', value: formatDay(meeting.heldOn) },
        ...(meeting.hours === undefined
          ? []
          : [{ label: 'Uren', value: formatAmount(meeting.hours) }]),
        { label: 'Aanwezig', value: formatList(there.map((member) => calledIn(series, member))) },
      ],
      sections: [{ heading: 'Verslag', paragraphs: [meeting.report] }],
      note: 'De groep schreef dit verslag samen. Wie er staat, zei zelf aanwezig te zijn.',
      madeOn: today.toString(),
    },
  } as const
}
