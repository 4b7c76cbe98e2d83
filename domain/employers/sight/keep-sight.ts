import { findSight } from '#domain/employers/sight/queries.ts'
import { tellStopped } from '#domain/employers/sight/tell-sight.ts'
import { endSight, recordSight } from '#domain/employers/sight/write-sight.ts'
import { findTeam, seenTeams, seesTeam } from '#domain/employers/team/queries.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inOtherRegister } from '#domain/platform/context/own-registers.ts'

export type PlacedSight = {
  readonly outcome: 'placed' | 'not-found' | 'not-allowed' | 'stale' | 'same-team'
}

/**
 * Whoever keeps the teams of an organisation puts somebody who lets it see something as a whole into one of its teams, or
 * into none. What was given to one team alone stays with that.
 */
export async function placeSight(
  context: Context,
  organisationId: string,
  to: { readonly id: string; readonly teamId: string | undefined; readonly version: number },
): Promise<PlacedSight> {
  const acting = await actFor(context, organisationId, 'keep-teams', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const found = await findSight(context, organisationId, to.id, { lock: true })
  if (found === undefined || found.state !== 'given' || found.forTeam) {
    return { outcome: 'not-found' }
  }
  if (found.version !== to.version) return { outcome: 'stale' }
  const team =
    to.teamId === undefined ? undefined : await findTeam(context, organisationId, to.teamId)
  if (to.teamId !== undefined && team === undefined) return { outcome: 'not-found' }
  if (found.team?.id === team?.id) return { outcome: 'same-team' }
  const { db } = context
  const there = await db
    .selectFrom('sight')
    .where('organisation_id', '=', organisationId)
    .where('registration_id', '=', found.registrationId ?? '')
    .where('team_id', 'is not distinct from', team?.id ?? null)
    .where('state', '=', 'given')
    .select('id')
    .executeTakeFirst()
  if (there !== undefined) return { outcome: 'same-team' }
  await db
    .updateTable('sight')
    .where('id', '=', found.id)
    .set((eb) => ({ team_id: team?.id ?? null, version: eb('version', '+', 1) }))
    .execute()
  await inOtherRegister(context, found.register, (own) =>
    recordSight(own, { ...found, team }, 'place'),
  )
  return { outcome: 'placed' }
}

/** An employer stops seeing somebody, at once: whoever left works there no more. They hear of it. */
export async function leaveSight(
  context: Context,
  organisationId: string,
  id: string,
): Promise<{ readonly outcome: 'ended' | 'not-found' | 'not-allowed' }> {
  const acting = await actFor(context, organisationId, 'see-teams', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const found = await findSight(context, organisationId, id, { lock: true })
  const seen = await seenTeams(context, organisationId, acting.member)
  if (found === undefined || found.state !== 'given' || !seesTeam(seen, found.team?.id)) {
    return { outcome: 'not-found' }
  }
  await inOtherRegister(context, found.register, async (own) => {
    await endSight(own, found, { by: 'employer', action: 'leave' })
    const whom = await findMember(own, found.registrationId ?? '')
    if (whom !== undefined) await tellStopped(own, whom, found, 'employer')
  })
  return { outcome: 'ended' }
}
