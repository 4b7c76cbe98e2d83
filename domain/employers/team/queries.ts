import { sql } from 'kysely'
import type { Team } from '#domain/employers/team/team.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import type { OrganisationMember } from '#domain/organisations/member/member.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { lookForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

// All of them see what the transaction acts for: see actForOrganisation.

/**
 * Which teams a member of an organisation sees: all of them, or those that they coordinate. Whoever sees all sees whom
 * no team has as well.
 */
export type SeenTeams = 'all' | readonly string[]

/** The teams that who acts for an organisation sees. */
export async function seenTeams(
  context: Pick<Context, 'db' | 'actor'>,
  organisationId: string,
  { roles }: Pick<OrganisationMember, 'roles'>,
): Promise<SeenTeams> {
  if (mayFor(roles, 'keep-teams')) return 'all'
  const account = accountIdOf(context.actor)
  if (account === undefined) return []
  const rows = await context.db
    .selectFrom('team_coordinator as c')
    .innerJoin('team as t', 't.id', 'c.team_id')
    .where('c.organisation_id', '=', organisationId)
    .where('c.account_id', '=', account)
    .where('t.ended_on', 'is', null)
    .select('t.id')
    .execute()
  return rows.map(({ id }) => id)
}

/** Whether a team is among those that somebody sees. */
export function seesTeam(seen: SeenTeams, teamId: string | undefined): boolean {
  return seen === 'all' || (teamId !== undefined && seen.includes(teamId))
}

/** The teams of an organisation that somebody sees, by name. */
export async function listTeams(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
  seen: SeenTeams,
): Promise<readonly Team[]> {
  const { rows } = await sql<Row>`
    select t.id, t.name, t.version,
      (select count(*)::int from sight s where s.team_id = t.id and s.state = 'given') as people,
      (select count(*)::int from sight s where s.team_id = t.id and s.state in ('asked', 'declined'))
        as asked,
      coalesce((select json_agg(json_build_object('accountId', c.account_id, 'name',
          coalesce(nullif(concat_ws(' ', coalesce(nullif(p.first_name, ''), nullif(p.initials, '')),
            nullif(p.name_prefix, ''), nullif(p.last_name, '')), ''), a.email)) order by a.email)
        from team_coordinator c join account a on a.id = c.account_id
          join organisation_member m on m.account_id = a.id and m.status = 'active'
            and m.organisation_id = t.organisation_id
          left join person p on p.account_id = a.id
        where c.team_id = t.id), '[]') as coordinators
    from team t
    where t.organisation_id::text = ${organisationId} and t.ended_on is null
      and (${seen === 'all'} or t.id = any(${seen === 'all' ? [] : [...seen]}::uuid[]))
    order by lower(t.name), t.id`.execute(db)
  return rows
}

interface Row {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly people: number
  readonly asked: number
  readonly coordinators: Team['coordinators']
}

/** One team of an organisation that somebody sees; undefined where it is none of those. */
export async function findTeam(
  context: Pick<Context, 'db'>,
  organisationId: string,
  id: string,
  seen: SeenTeams = 'all',
): Promise<Team | undefined> {
  if (!isUuid(id) || !seesTeam(seen, id)) return undefined
  const [found] = await listTeams(context, organisationId, [id])
  return found
}

/** The names of the teams of an organisation, for somebody who lets one of them see something. */
export function teamsToChoose(
  context: Context,
  organisationId: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return lookForOrganisation(context, organisationId, ({ db }) =>
    db
      .selectFrom('team')
      .where('organisation_id', '=', organisationId)
      .where('ended_on', 'is', null)
      .select(['id', 'name'])
      .orderBy('name')
      .execute(),
  )
}
