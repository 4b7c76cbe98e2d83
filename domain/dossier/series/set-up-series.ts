import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { askedOnDay } from '#domain/dossier/series/queries.ts'
import type { LineProblem } from '#domain/dossier/series/read-lines.ts'
import { readMeetings, readMembers } from '#domain/dossier/series/read-lines.ts'
import { resolveMembers } from '#domain/dossier/series/resolve-members.ts'
import { hoursFieldOf, mostADay } from '#domain/dossier/series/series.ts'
import { askMembers, mayBeAsked } from '#domain/dossier/series/write-about-series.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { portfolioIsOpen } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { entersActivities } from '#engine'

/** A series as somebody typed it: its meetings and its members one on each line. */
export interface TypedSeries {
  readonly kind: string
  readonly title: string
  readonly meetings: string
  readonly members: string
}

export type SetUpSeries =
  | { readonly outcome: 'set-up'; readonly id: string; readonly asked: number }
  | { readonly outcome: 'wrong'; readonly problems: readonly LineProblem[] }
  /** As many were set up, or asked, today as one person may, or as many of one address. */
  | { readonly outcome: 'enough-today' }
  /** The kind cannot be a series, or the portfolio is closed. */
  | { readonly outcome: 'closed' }

/** Sets up a series of meetings of a group, once for all of its members, and asks each of them. */
export async function setUpSeries(
  context: Context,
  registrationId: string,
  typed: TypedSeries,
): Promise<SetUpSeries> {
  const { db, register, today } = context
  const me = await findMember(context, registrationId, { lock: true })
  const { compiled, standing } = await loadDossier(context, registrationId)
  const kind = compiled.regulation.kinds.find(({ id }) => id === typed.kind)
  const open =
    portfolioIsOpen(register, standing) && entersActivities(compiled.regulation, standing.category)
  if (me === undefined || kind?.series === undefined || !open) return { outcome: 'closed' }
  const asksHours = hoursFieldOf(kind) !== undefined
  const meetings = readMeetings(typed.meetings, { asksHours, today })
  const members = readMembers(typed.members, me.email)
  const resolved = await resolveMembers(context, members.lines, registrationId)
  const problems = [...meetings.problems, ...members.problems, ...resolved.problems]
  if (problems.length > 0) return { outcome: 'wrong', problems }
  const before = await askedOnDay(context, registrationId, today)
  const asked = before.asked + resolved.members.length
  if (before.series >= mostADay.series || asked > mostADay.asked) return { outcome: 'enough-today' }
  if (!(await mayBeAsked(context, registrationId, resolved.members))) {
    return { outcome: 'enough-today' }
  }
  const { id } = await db
    .insertInto('series')
    .values({
      register: register.id,
      registration_id: registrationId,
      kind: kind.id,
      title: typed.title.slice(0, 200),
      set_up_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const common = {
    register: register.id,
    series_id: id,
    asked_on: today.toString(),
    status_on: today.toString(),
  }
  const own = {
    name: me.name,
    email: me.email.toLowerCase(),
    number: null,
    registration_id: registrationId,
    account_id: me.accountId ?? null,
  }
  await db
    .insertInto('series_member')
    .values([
      { ...common, ...own, set_up: true, status: 'takes-part' },
      ...resolved.members.map((member) => ({ ...common, ...member, status: 'asked' as const })),
    ])
    .execute()
  await db
    .insertInto('series_meeting')
    .values(
      meetings.lines.map(({ heldOn, hours }) => ({
        register: register.id,
        series_id: id,
        held_on: heldOn.toString(),
        hours: hours ?? null,
      })),
    )
    .execute()
  const facts = {
    registration: registrationId,
    kind: kind.id,
    title: typed.title,
    meetings: meetings.lines.map(({ heldOn, hours }) => [heldOn.toString(), hours]),
    members: resolved.members.length,
  }
  await record(context, { noun: 'series', id, action: 'set-up', facts })
  await askMembers(context, id, 'asked', ({ setUp }) => !setUp)
  return { outcome: 'set-up', id, asked: resolved.members.length }
}
