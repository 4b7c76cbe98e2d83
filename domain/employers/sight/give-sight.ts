import type { Sight } from '#domain/employers/sight/queries.ts'
import { findOwnSight, ownSights } from '#domain/employers/sight/queries.ts'
import type { Level, SightEvent, SightState } from '#domain/employers/sight/sight.ts'
import { sightLifecycle } from '#domain/employers/sight/sight.ts'
import { tellEnded, tellGiven } from '#domain/employers/sight/tell-sight.ts'
import { endSight, recordSight } from '#domain/employers/sight/write-sight.ts'
import { teamsToChoose } from '#domain/employers/team/queries.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'

/** What somebody gives: how much, and until when if they say so beforehand. */
export interface Given {
  readonly level: Level
  readonly lastDay: Temporal.PlainDate | undefined
}

export type GaveSight =
  | { readonly outcome: 'given'; readonly id: string }
  /** They let it see something already: that is changed on its own page. */
  | { readonly outcome: 'already'; readonly id: string }
  /** The last day has passed. */
  | { readonly outcome: 'past' }
  /** It is no employer that was checked, or has no such team. */
  | { readonly outcome: 'no-employer' }
  | { readonly outcome: 'not-found' | 'stale' }

/** Whether an organisation can be let see something: an employer or a municipality of which somebody saw who it is. */
export function isEmployer({ status, kinds }: Organisation): boolean {
  return (
    status === 'checked' && kinds.some((kind) => kind === 'employer' || kind === 'municipality')
  )
}

/** Somebody lets an employer see something of their registration, or one team of it, of their own accord. */
export async function giveSight(
  context: Context,
  registrationId: string,
  to: Given & { readonly organisationId: string; readonly teamId: string | undefined },
): Promise<GaveSight> {
  const { db, register, today } = context
  const organisation = await findOrganisation(context, to.organisationId)
  if (organisation === undefined || !isEmployer(organisation)) return { outcome: 'no-employer' }
  const teams = await teamsToChoose(context, organisation.id)
  const team = teams.find(({ id }) => id === to.teamId)
  if (to.teamId !== undefined && team === undefined) return { outcome: 'no-employer' }
  if (isPast(to, today)) return { outcome: 'past' }
  // Two at once wait for each other.
  const member = await findMember(context, registrationId, { lock: true })
  if (member === undefined || isOver.has(member.status)) return { outcome: 'not-found' }
  const own = await ownSights(context, registrationId)
  const same = own.filter(
    (one) => one.organisation.id === organisation.id && one.team?.id === team?.id,
  )
  const known = same.find(({ state }) => state === 'given')
  if (known !== undefined) return { outcome: 'already', id: known.id }
  const asked = same.find(({ state }) => state === 'asked')
  if (asked !== undefined) {
    const given = await answerSight(context, registrationId, asked, { is: 'give', ...to })
    return given.outcome === 'declined' ? { outcome: 'stale' } : given
  }
  const { id } = await db
    .insertInto('sight')
    .values({
      ...{ organisation_id: organisation.id, team_id: team?.id ?? null },
      ...{ for_team: team !== undefined, register: register.id, registration_id: registrationId },
      ...{ level: to.level, state: 'given' as const, given_on: today.toString() },
      ...{ confirmed_on: today.toString(), last_day: to.lastDay?.toString() ?? null },
      told_status: member.status,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await recordSight(context, { id, organisation, team }, 'give', factsOf(to))
  await tellGiven(context, { id, organisation, team }, member.name)
  return { outcome: 'given', id }
}

/** Somebody answers an employer that asked: they let it see as much as they choose, or nothing. */
export async function answerSight(
  context: Context,
  registrationId: string,
  { id, version }: Pick<Sight, 'id' | 'version'>,
  answer: ({ readonly is: 'give' } & Given) | { readonly is: 'decline' },
): Promise<GaveSight | { readonly outcome: 'declined' }> {
  const { db, today } = context
  const member = await findMember(context, registrationId, { lock: true })
  const found = await findOwnSight(context, registrationId, id, { lock: true })
  if (found === undefined || member === undefined) return { outcome: 'not-found' }
  if (found.version !== version) return { outcome: 'stale' }
  const event = answer.is === 'give' ? 'give' : 'decline'
  if (!may<SightState, SightEvent>(sightLifecycle, found.state, event)) {
    return { outcome: 'stale' }
  }
  if (answer.is === 'decline') {
    await db
      .updateTable('sight')
      .where('id', '=', id)
      .set((eb) => ({ state: 'declined' as const, version: eb('version', '+', 1) }))
      .execute()
    await recordSight(context, found, 'decline')
    return { outcome: 'declined' }
  }
  if (isPast(answer, today)) return { outcome: 'past' }
  // What they let the same team see before makes room.
  for (const other of await ownSights(context, registrationId)) {
    const same =
      other.organisation.id === found.organisation.id && other.team?.id === found.team?.id
    if (same && other.state === 'given') {
      await endSight(context, other, { by: 'replaced', action: 'end' })
    }
  }
  await db
    .updateTable('sight')
    .where('id', '=', id)
    .set((eb) => ({
      ...{ state: 'given' as const, level: answer.level, given_on: today.toString() },
      ...{ confirmed_on: today.toString(), last_day: answer.lastDay?.toString() ?? null },
      ...{ number: '', surname: '', told_status: member.status },
      version: eb('version', '+', 1),
    }))
    .execute()
  await recordSight(context, found, 'give', factsOf(answer))
  await tellGiven(context, found, member.name)
  return { outcome: 'given', id }
}

export type ChangedSight =
  | { readonly outcome: 'changed' | 'not-found' | 'stale' }
  /** The last day has passed. */
  | { readonly outcome: 'past' }

/**
 * Somebody chooses how much an employer sees from now on, and until when. That answers the yearly question as well: it
 * is asked again a year from today.
 */
export async function changeSight(
  context: Context,
  registrationId: string,
  { id, version, ...given }: Pick<Sight, 'id' | 'version'> & Given,
): Promise<ChangedSight> {
  const { db, today } = context
  const found = await findOwnSight(context, registrationId, id, { lock: true })
  if (found === undefined) return { outcome: 'not-found' }
  const able = may<SightState, SightEvent>(sightLifecycle, found.state, 'confirm')
  if (!able || found.version !== version) return { outcome: 'stale' }
  if (isPast(given, today)) return { outcome: 'past' }
  await db
    .updateTable('sight')
    .where('id', '=', id)
    .set((eb) => ({
      ...{ level: given.level, last_day: given.lastDay?.toString() ?? null },
      ...{ confirmed_on: today.toString(), questioned_on: null },
      version: eb('version', '+', 1),
    }))
    .execute()
  await recordSight(context, found, 'confirm', factsOf(given))
  return { outcome: 'changed' }
}

/** Somebody lets an employer see nothing any more, from this moment on. The employer hears that, and not why. */
export async function stopSight(
  context: Context,
  registrationId: string,
  id: string,
): Promise<'stopped' | 'not-found'> {
  const found = await findOwnSight(context, registrationId, id, { lock: true })
  const member = await findMember(context, registrationId)
  if (found === undefined || member === undefined || found.state !== 'given') return 'not-found'
  await endSight(context, found, { by: 'person', action: 'end' })
  await tellEnded(context, found, member.name)
  return 'stopped'
}

function isPast({ lastDay }: Given, today: Temporal.PlainDate): boolean {
  return lastDay !== undefined && Temporal.PlainDate.compare(lastDay, today) < 0
}

function factsOf({ level, lastDay }: Given) {
  return { level, ...(lastDay === undefined ? {} : { until: lastDay.toString() }) }
}
