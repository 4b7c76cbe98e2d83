import type { OwnSeries } from '#domain/dossier/series/change-meetings.ts'
import { bump, ownSeries } from '#domain/dossier/series/change-meetings.ts'
import { keepWord } from '#domain/dossier/series/keep-word.ts'
import { askedOnDay } from '#domain/dossier/series/queries.ts'
import type { LineProblem } from '#domain/dossier/series/read-lines.ts'
import { readMembers } from '#domain/dossier/series/read-lines.ts'
import { resolveMembers } from '#domain/dossier/series/resolve-members.ts'
import type { MemberEvent, MemberStatus, SeriesMember } from '#domain/dossier/series/series.ts'
import { memberLifecycle, mostADay, mostMembers } from '#domain/dossier/series/series.ts'
import { askMembers, mayBeAsked } from '#domain/dossier/series/write-about-series.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

export type AddedMembers =
  | { readonly outcome: 'added'; readonly asked: number }
  | { readonly outcome: 'wrong'; readonly problems: readonly LineProblem[] }
  | { readonly outcome: 'enough-today' | 'stale' | 'not-found' }

/** Adds people to a group, one on each line, and asks them. */
export async function addMembers(
  context: Context,
  own: OwnSeries,
  typed: string,
): Promise<AddedMembers> {
  const { db, register, today } = context
  const series = await ownSeries(context, own)
  if (series === undefined) return { outcome: 'not-found' }
  if (series.version !== own.version) return { outcome: 'stale' }
  const there = series.members.filter(({ status }) => status !== 'removed')
  const starter = there.find(({ setUp }) => setUp)
  const read = readMembers(typed, starter?.email ?? '')
  const addresses = new Set(there.map(({ email }) => email))
  const found = await resolveMembers(context, read.lines, own.registrationId, addresses)
  const problems = [...read.problems, ...found.problems]
  if (problems.length === 0 && there.length + found.members.length > mostMembers + 1) {
    problems.push({ field: 'members', is: 'too-many' })
  }
  if (problems.length > 0) return { outcome: 'wrong', problems }
  const before = await askedOnDay(context, own.registrationId, today)
  if (before.asked + found.members.length > mostADay.asked) return { outcome: 'enough-today' }
  if (!(await mayBeAsked(context, own.registrationId, found.members))) {
    return { outcome: 'enough-today' }
  }
  await db
    .insertInto('series_member')
    .values(
      found.members.map((member) => ({
        ...member,
        register: register.id,
        series_id: series.id,
        status: 'asked' as const,
        asked_on: today.toString(),
        status_on: today.toString(),
      })),
    )
    .execute()
  await bump(context, series)
  const facts = { members: found.members.length }
  await record(context, { noun: 'series', id: series.id, action: 'add-members', facts })
  await keepWord(context, series.id)
  const added = new Set(found.members.map(({ email }) => email))
  await askMembers(context, series.id, 'asked', ({ email }) => added.has(email))
  return { outcome: 'added', asked: found.members.length }
}

export type ChangedMember =
  | { readonly outcome: 'asked' | 'removed'; readonly member: SeriesMember }
  | { readonly outcome: 'already-today' | 'enough-today' | 'stale' | 'not-found' }

/** Asks a member once more, also one who declined or left, or takes out one who has not answered. */
export async function changeMember(
  context: Context,
  own: OwnSeries,
  memberId: string,
  event: 'ask' | 'remove',
): Promise<ChangedMember> {
  const series = await ownSeries(context, own)
  const member = series?.members.find(({ id, setUp }) => id === memberId && !setUp)
  if (series === undefined || member === undefined) return { outcome: 'not-found' }
  const status = next<MemberStatus, MemberEvent>(memberLifecycle, member.status, event)
  if (series.version !== own.version || status === undefined) return { outcome: 'stale' }
  const { today, db } = context
  if (event === 'ask') {
    if (member.askedOn.equals(today)) return { outcome: 'already-today' }
    const before = await askedOnDay(context, own.registrationId, today)
    if (before.asked >= mostADay.asked) return { outcome: 'enough-today' }
    const may = await mayBeAsked(context, own.registrationId, [member])
    if (!may) return { outcome: 'enough-today' }
  }
  await db
    .updateTable('series_member')
    .set({
      status,
      status_on: today.toString(),
      ...(event === 'ask' ? { asked_on: today.toString() } : {}),
    })
    .where('id', '=', memberId)
    .execute()
  await bump(context, series)
  const action = event === 'ask' ? 'ask-again' : 'remove-member'
  await record(context, { noun: 'series', id: series.id, action, facts: { member: memberId } })
  await keepWord(context, series.id)
  if (event === 'remove') return { outcome: 'removed', member }
  await askMembers(context, series.id, 'asked', ({ id }) => id === memberId)
  return { outcome: 'asked', member }
}
