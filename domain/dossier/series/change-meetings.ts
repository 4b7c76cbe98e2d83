import { openness } from '#domain/dossier/activity/openness.ts'
import { keepWord } from '#domain/dossier/series/keep-word.ts'
import { findSeries } from '#domain/dossier/series/queries.ts'
import type { LineProblem, TypedMeeting } from '#domain/dossier/series/read-lines.ts'
import { dayProblem, weekTooFull } from '#domain/dossier/series/read-lines.ts'
import type { Series, SeriesMeeting } from '#domain/dossier/series/series.ts'
import { isConfirmed, mostMeetings } from '#domain/dossier/series/series.ts'
import { askMembers } from '#domain/dossier/series/write-about-series.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Which series is changed, by whom, and the version that they saw. */
export interface OwnSeries {
  readonly seriesId: string
  readonly registrationId: string
  readonly version: number
}

export type ChangedMeeting =
  | { readonly outcome: 'changed'; readonly askedAnew: boolean }
  | { readonly outcome: 'wrong'; readonly is: LineProblem['is'] }
  | { readonly outcome: 'stale' }
  /** Of somebody in the group it is part of an application, or it was judged. */
  | { readonly outcome: 'in-use' }
  | { readonly outcome: 'not-found' }

/** Adds a meeting to a series, or changes one. Once somebody confirmed it, everybody is asked anew. */
export async function changeMeeting(
  context: Context,
  own: OwnSeries,
  meetingId: string | undefined,
  typed: TypedMeeting,
): Promise<ChangedMeeting> {
  const series = await ownSeries(context, own)
  if (series === undefined) return { outcome: 'not-found' }
  if (series.version !== own.version) return { outcome: 'stale' }
  const meeting = series.meetings.find(({ id }) => id === meetingId)
  if (meetingId !== undefined && !standsIn(meeting)) return { outcome: 'not-found' }
  const wrong = problemOf(context, series, meetingId, typed)
  if (wrong !== undefined) return { outcome: 'wrong', is: wrong }
  if (meeting !== undefined && (await isHeld(context, meeting))) return { outcome: 'in-use' }
  const { db, register } = context
  const values = { held_on: typed.heldOn.toString(), hours: typed.hours ?? null }
  const same = meeting?.heldOn.equals(typed.heldOn) === true && meeting.hours === typed.hours
  if (same) return { outcome: 'changed', askedAnew: false }
  const askedAnew = meeting !== undefined && isConfirmed(series, meeting)
  if (meeting === undefined) {
    await db
      .insertInto('series_meeting')
      .values({ register: register.id, series_id: series.id, ...values })
      .execute()
  } else {
    await db
      .updateTable('series_meeting')
      .set((query) => ({ ...values, revision: query('revision', '+', 1) }))
      .where('id', '=', meeting.id)
      .execute()
  }
  await bump(context, series)
  await record(context, {
    noun: 'series',
    id: series.id,
    action: meeting === undefined ? 'add-meeting' : 'change-meeting',
    facts: { meeting: meeting?.id, from: meeting?.heldOn.toString(), ...values, askedAnew },
  })
  await keepWord(context, series.id)
  if (askedAnew) await askMembers(context, series.id, 'changed', () => true)
  return { outcome: 'changed', askedAnew }
}

export type CancelledMeeting = {
  readonly outcome: 'cancelled' | 'stale' | 'confirmed' | 'not-found'
}

/** Takes a meeting out of a series, as long as nobody has confirmed it. */
export async function cancelMeeting(
  context: Context,
  own: OwnSeries,
  meetingId: string,
): Promise<CancelledMeeting> {
  const series = await ownSeries(context, own)
  const meeting = series?.meetings.find(({ id }) => id === meetingId)
  if (series === undefined || meeting === undefined || !standsIn(meeting)) {
    return { outcome: 'not-found' }
  }
  if (series.version !== own.version) return { outcome: 'stale' }
  if (isConfirmed(series, meeting)) return { outcome: 'confirmed' }
  await context.db
    .updateTable('series_meeting')
    .set({ cancelled_on: context.today.toString() })
    .where('id', '=', meetingId)
    .execute()
  await bump(context, series)
  const facts = { meeting: meetingId, day: meeting.heldOn.toString() }
  await record(context, { noun: 'series', id: series.id, action: 'cancel-meeting', facts })
  return { outcome: 'cancelled' }
}

/** A series that goes on, locked for who set it up; undefined for everybody else. */
export async function ownSeries(
  context: Context,
  { seriesId, registrationId }: Pick<OwnSeries, 'seriesId' | 'registrationId'>,
): Promise<Series | undefined> {
  const series = await findSeries(context, seriesId, { lock: true })
  const isOwn = series?.registrationId === registrationId && series.endedOn === undefined
  return isOwn ? series : undefined
}

/** Says that a series is another than those who look at it saw. */
export async function bump({ db }: Context, { id }: Pick<Series, 'id'>): Promise<void> {
  await db
    .updateTable('series')
    .set((query) => ({ version: query('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

function standsIn(meeting: SeriesMeeting | undefined): boolean {
  return meeting !== undefined && meeting.cancelledOn === undefined
}

function problemOf(
  { today }: Context,
  { meetings }: Series,
  meetingId: string | undefined,
  typed: TypedMeeting,
): LineProblem['is'] | undefined {
  const others = meetings.filter((one) => standsIn(one) && one.id !== meetingId)
  const day = dayProblem(typed.heldOn, today)
  if (day !== undefined) return day
  if (meetingId === undefined && meetings.length >= mostMeetings) return 'too-many'
  if (others.some(({ heldOn }) => heldOn.equals(typed.heldOn))) return 'same-day'
  return weekTooFull([...others, typed]) ? 'too-many-in-week' : undefined
}

// Whether somebody handed it in with an application, or it was judged: then it stays as they did so.
async function isHeld(context: Context, { id }: SeriesMeeting): Promise<boolean> {
  const rows = await context.db
    .selectFrom('activity_group')
    .where('meeting_id', '=', id)
    .select('activity_id')
    .execute()
  for (const { activity_id } of rows) {
    const { is } = await openness(context, activity_id)
    if (is !== 'open' && is !== 'not-found' && is !== 'portfolio-closed') return true
  }
  return false
}
