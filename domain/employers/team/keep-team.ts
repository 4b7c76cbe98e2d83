import { findTeam, listTeams } from '#domain/employers/team/queries.ts'
import { mostName, mostTeams } from '#domain/employers/team/team.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type KeptTeam =
  | { readonly outcome: 'kept'; readonly id: string }
  /** Another team has this name. */
  | { readonly outcome: 'same-name' | 'too-many' | 'no-name' }
  /** Somebody changed it meanwhile, or it is not there any more. */
  | { readonly outcome: 'stale' | 'not-found' }
  | { readonly outcome: 'not-allowed' }

/** What is said of a team: its name, and which members coordinate it. */
export interface TeamFacts {
  readonly name: string
  /** Of members who may coordinate; others are left out. */
  readonly coordinators: readonly string[]
}

/** Whoever keeps the teams of an organisation makes one. */
export async function makeTeam(
  context: Context,
  organisationId: string,
  facts: TeamFacts,
): Promise<KeptTeam> {
  const { db, register, today } = context
  const acting = await actFor(context, organisationId, 'keep-teams', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const all = await listTeams(context, organisationId, 'all')
  if (all.length >= mostTeams) return { outcome: 'too-many' }
  const name = nameIn(facts)
  if (name === '') return { outcome: 'no-name' }
  if (all.some((one) => isSame(one.name, name))) return { outcome: 'same-name' }
  const { id } = await db
    .insertInto('team')
    .values({
      ...{ organisation_id: organisationId, kept_in: register.id, name },
      made_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const coordinators = await setCoordinators(context, { organisationId, id }, facts)
  await record(context, {
    noun: 'team',
    id,
    action: 'make',
    facts: { organisation: organisationId, name, coordinators },
  })
  return { outcome: 'kept', id }
}

/** They give a team another name or other coordinators: who is none any more sees nothing of it from then on. */
export async function changeTeam(
  context: Context,
  organisationId: string,
  { id, version, ...facts }: TeamFacts & { readonly id: string; readonly version: number },
): Promise<KeptTeam> {
  const { db } = context
  const acting = await actFor(context, organisationId, 'keep-teams', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const found = await findTeam(context, organisationId, id)
  if (found === undefined) return { outcome: 'not-found' }
  const name = nameIn(facts)
  if (name === '') return { outcome: 'no-name' }
  const all = await listTeams(context, organisationId, 'all')
  if (all.some((one) => one.id !== id && isSame(one.name, name))) return { outcome: 'same-name' }
  const done = await db
    .updateTable('team')
    .where('id', '=', id)
    .where('version', '=', version)
    .set((eb) => ({ name, version: eb('version', '+', 1) }))
    .returning('id')
    .executeTakeFirst()
  if (done === undefined) return { outcome: 'stale' }
  const coordinators = await setCoordinators(context, { organisationId, id }, facts)
  await record(context, {
    noun: 'team',
    id,
    action: 'change',
    facts: { organisation: organisationId, name, before: found.name, coordinators },
  })
  return { outcome: 'kept', id }
}

export type EndedTeam =
  | { readonly outcome: 'ended' | 'not-found' | 'stale' | 'not-allowed' }
  /** People let this team see something, or were asked to. */
  | { readonly outcome: 'in-use'; readonly people: number }

/** They end a team of which nobody lets anything be seen any more. */
export async function endTeam(
  context: Context,
  organisationId: string,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<EndedTeam> {
  const { db, today } = context
  const acting = await actFor(context, organisationId, 'keep-teams', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const found = await findTeam(context, organisationId, id)
  if (found === undefined) return { outcome: 'not-found' }
  const people = found.people + found.asked
  if (people > 0) return { outcome: 'in-use', people }
  const done = await db
    .updateTable('team')
    .where('id', '=', id)
    .where('version', '=', version)
    .set((eb) => ({ ended_on: today.toString(), version: eb('version', '+', 1) }))
    .returning('id')
    .executeTakeFirst()
  if (done === undefined) return { outcome: 'stale' }
  await db.deleteFrom('team_coordinator').where('team_id', '=', id).execute()
  const facts = { organisation: organisationId, name: found.name }
  await record(context, { noun: 'team', id, action: 'end', facts })
  return { outcome: 'ended' }
}

/** Who can coordinate a team of an organisation: whoever acts for it and may see teams. */
export async function whoCanCoordinate(context: Context, organisationId: string) {
  return (await listMembers(context, organisationId)).filter(
    ({ status, roles }) => status === 'active' && mayFor(roles, 'see-teams'),
  )
}

async function setCoordinators(
  context: Context,
  { organisationId, id }: { readonly organisationId: string; readonly id: string },
  { coordinators }: TeamFacts,
): Promise<readonly string[]> {
  const { db, today } = context
  const may = (await whoCanCoordinate(context, organisationId)).map(({ accountId }) => accountId)
  const chosen = may.filter((one) => coordinators.includes(one))
  await db
    .deleteFrom('team_coordinator')
    .where('team_id', '=', id)
    .$if(chosen.length > 0, (query) => query.where('account_id', 'not in', chosen))
    .execute()
  if (chosen.length > 0) {
    await db
      .insertInto('team_coordinator')
      .values(
        chosen.map((account) => ({
          ...{ team_id: id, account_id: account, organisation_id: organisationId },
          since: today.toString(),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  return chosen
}

function nameIn({ name }: Pick<TeamFacts, 'name'>): string {
  return name.trim().replaceAll(/\s+/g, ' ').slice(0, mostName)
}

function isSame(one: string, other: string): boolean {
  return one.toLocaleLowerCase('nl') === other.toLocaleLowerCase('nl')
}
