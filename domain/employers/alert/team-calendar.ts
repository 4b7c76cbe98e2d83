import { randomBytes } from 'node:crypto'
import type { SeenPerson } from '#domain/employers/sight/see-people.ts'
import { seeEverybody } from '#domain/employers/sight/see-people.ts'
import { seenTeams } from '#domain/employers/team/queries.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { findOrganisationMember } from '#domain/organisations/member/queries.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { lookForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'

/** Makes the secret address at which who acts for an organisation reads the days of their teams; an earlier one ends. */
export async function renewTeamCalendar(
  context: Context,
  organisationId: string,
): Promise<{ readonly token: string } | undefined> {
  const token = randomBytes(32).toString('base64url')
  return (await setHash(context, organisationId, hashToken(token))) ? { token } : undefined
}

/** Ends it. */
export async function withdrawTeamCalendar(
  context: Context,
  organisationId: string,
): Promise<boolean> {
  return setHash(context, organisationId, null)
}

/** Whether who acts has such an address; the transaction acts for the organisation. */
export async function hasTeamCalendar(
  { db }: Pick<Context, 'db'>,
  memberId: string,
): Promise<boolean> {
  const row = await db
    .selectFrom('organisation_member')
    .where('id', '=', memberId)
    .where('calendar_hash', 'is not', null)
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

async function setHash(
  context: Context,
  organisationId: string,
  hash: Buffer | null,
): Promise<boolean> {
  const acting = await actFor(context, organisationId, 'see-teams', { lock: true })
  if (acting.outcome !== 'acting') return false
  await context.db
    .updateTable('organisation_member')
    .where('id', '=', acting.member.id)
    .set({ calendar_hash: hash })
    .execute()
  await record(context, {
    noun: 'organisation',
    id: organisationId,
    action: hash === null ? 'withdraw-calendar' : 'renew-calendar',
    facts: { member: acting.member.id },
  })
  return true
}

/** What is read at a secret address: whoever it was made for, and whom they see now. */
export interface TeamCalendar {
  readonly organisation: Organisation
  /** Whoever it was made for, as who looks. */
  readonly reader: Extract<Actor, { kind: 'account' }>
  readonly people: readonly SeenPerson[]
}

/**
 * The days of the teams of whoever the address was made for, as they see them at this moment; undefined where it is none,
 * or they see no team any more.
 */
export async function teamCalendarAt(
  context: Context,
  organisationId: string,
  token: string,
): Promise<TeamCalendar | undefined> {
  if (!isUuid(organisationId) || token.length > 200) return undefined
  return lookForOrganisation(context, organisationId, (own) => readAt(own, organisationId, token))
}

async function readAt(
  context: Context,
  organisationId: string,
  token: string,
): Promise<TeamCalendar | undefined> {
  const row = await context.db
    .selectFrom('organisation_member')
    .where('organisation_id', '=', organisationId)
    .where('calendar_hash', '=', hashToken(token))
    .where('status', '=', 'active')
    .select('id')
    .executeTakeFirst()
  const member = row && (await findOrganisationMember(context, organisationId, row.id))
  const organisation = await findOrganisation(context, organisationId)
  if (member === undefined || organisation?.status !== 'checked') return undefined
  if (!mayFor(member.roles, 'see-teams')) return undefined
  const reader: TeamCalendar['reader'] = {
    ...{ kind: 'account', accountId: member.accountId, email: member.email, seats: [] },
    ...{ personId: undefined, registrationId: undefined },
    ...{ authenticatedBy: 'link', secondFactor: false },
  }
  const seen = await seenTeams({ ...context, actor: reader }, organisationId, member)
  return { organisation, reader, people: await seeEverybody(context, organisationId, { seen }) }
}
