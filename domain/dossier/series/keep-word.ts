import { findSeries } from '#domain/dossier/series/queries.ts'
import { wordOf } from '#domain/dossier/series/series.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Keeps with each activity of a series what the group says of it now; part of the change that caused it. */
export async function keepWord(context: Context, seriesId: string): Promise<void> {
  const { db } = context
  const series = await findSeries(context, seriesId)
  if (series === undefined) return
  const rows = await db
    .selectFrom('activity_group')
    .where('series_id', '=', seriesId)
    .where('register', '=', context.register.id)
    .select(['activity_id', 'meeting_id', 'member_id'])
    .execute()
  for (const { activity_id, meeting_id, member_id } of rows) {
    const meeting = series.meetings.find(({ id }) => id === meeting_id)
    if (meeting === undefined) continue
    const { says, confirmed, denied, waiting } = wordOf(series, meeting, member_id)
    // Who does not say that they were there, is confirmed by nobody.
    const counts = says === 'present' && meeting.cancelledOn === undefined ? confirmed : []
    await db
      .updateTable('activity_group')
      .set({
        held_on: meeting.heldOn.toString(),
        hours: meeting.hours ?? null,
        confirmed: JSON.stringify(counts.map(({ name, on }) => ({ name, on: on.toString() }))),
        denied: JSON.stringify(denied),
        waiting: JSON.stringify(waiting),
      })
      .where('activity_id', '=', activity_id)
      .where('register', '=', context.register.id)
      .execute()
  }
}
