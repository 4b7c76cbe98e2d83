import { bump, ownSeries } from '#domain/dossier/series/change-meetings.ts'
import { keepWord } from '#domain/dossier/series/keep-word.ts'
import { findSeries } from '#domain/dossier/series/queries.ts'
import type { MemberEvent, MemberStatus } from '#domain/dossier/series/series.ts'
import { memberLifecycle } from '#domain/dossier/series/series.ts'
import { tellGroup, tellStarter } from '#domain/dossier/series/write-about-series.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

export type LeftSeries = { readonly outcome: 'declined' | 'left' | 'stale' | 'not-found' }

/**
 * Takes somebody out of a group by their own wish: they say that they are not in it, or leave it. What
 * they confirmed before they left stands.
 */
export async function leaveSeries(
  context: Context,
  seriesId: string,
  memberId: string,
): Promise<LeftSeries> {
  const series = await findSeries(context, seriesId, { lock: true })
  const member = series?.members.find(({ id, setUp }) => id === memberId && !setUp)
  if (series === undefined || member === undefined) return { outcome: 'not-found' }
  const event = member.status === 'asked' ? 'decline' : 'leave'
  const status = next<MemberStatus, MemberEvent>(memberLifecycle, member.status, event)
  if (status !== 'declined' && status !== 'left') return { outcome: 'stale' }
  await context.db
    .updateTable('series_member')
    .set({ status, status_on: context.today.toString() })
    .where('id', '=', memberId)
    .execute()
  await bump(context, series)
  await record(context, {
    noun: 'series',
    id: seriesId,
    action: event,
    facts: { member: memberId },
  })
  await keepWord(context, seriesId)
  if (series.endedOn === undefined) await tellStarter(context, series, member, status)
  return { outcome: status }
}

export type WithdrawnSeries = { readonly outcome: 'withdrawn' | 'not-found' }

/** Takes a series back: nobody is asked any more, all are told, and what was confirmed stays their own. */
export async function withdrawSeries(
  context: Context,
  own: { readonly seriesId: string; readonly registrationId: string },
): Promise<WithdrawnSeries> {
  const series = await ownSeries(context, own)
  if (series === undefined) return { outcome: 'not-found' }
  await context.db
    .updateTable('series')
    .set((query) => ({ ended_on: context.today.toString(), version: query('version', '+', 1) }))
    .where('id', '=', series.id)
    .execute()
  await record(context, { noun: 'series', id: series.id, action: 'withdraw' })
  await keepWord(context, series.id)
  await tellGroup(context, series)
  return { outcome: 'withdrawn' }
}
