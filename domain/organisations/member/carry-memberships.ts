import { sql } from 'kysely'
import { beginMember } from '#domain/organisations/member/begin-member.ts'
import { rolesIn } from '#domain/organisations/member/capabilities.ts'
import { endInvitationsOf, endMember } from '#domain/organisations/member/end-member.ts'
import { record } from '#domain/platform/audit/record.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Lets the account with which somebody goes on act for the organisations for which the other did, with the roles
 * of both; what that one asked is asked by this one.
 */
export async function carryMemberships(
  context: Context,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const { db } = context
  await actForOrganisation(context, '*')
  const rows = await open(context, from).forUpdate().execute()
  for (const { id, organisation_id: organisationId, roles, status } of rows) {
    const own = await open(context, to)
      .where('organisation_id', '=', organisationId)
      .executeTakeFirst()
    if (own === undefined) {
      await endInvitationsOf(context, { organisationId, accountId: from })
      await db
        .updateTable('organisation_member')
        .where('id', '=', id)
        .set((eb) => ({ account_id: to, version: eb('version', '+', 1) }))
        .execute()
    } else {
      await endMember(context, id, {
        status: status === 'asked' ? 'withdrawn' : 'ended',
        by: undefined,
      })
      if (status === 'active') {
        await beginMember(context, { organisationId, accountId: to, roles: rolesIn(roles) })
      }
    }
    await record(context, {
      noun: 'organisation',
      id: organisationId,
      action: 'carry-member',
      facts: { member: own?.id ?? id, account: to, from },
    })
  }
  await carryTeams(context, { from, to })
  await actForOrganisation(context, '')
}

// Of a team that both coordinate once is enough.
async function carryTeams(
  { db }: Context,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  await sql`delete from team_coordinator c where c.account_id = ${from} and exists
    (select from team_coordinator other where other.team_id = c.team_id
      and other.account_id = ${to})`.execute(db)
  await sql`update team_coordinator set account_id = ${to} where account_id = ${from}`.execute(db)
}

/** Lets an account that is erased act for nobody; each organisation keeps that somebody went. */
export async function forgetMemberships(context: Context, accountId: string): Promise<void> {
  const { db } = context
  await actForOrganisation(context, '*')
  const gone = await db
    .deleteFrom('organisation_member')
    .where('account_id', '=', accountId)
    .returning(['id', 'organisation_id'])
    .execute()
  await db.deleteFrom('team_coordinator').where('account_id', '=', accountId).execute()
  for (const { id, organisation_id } of gone) {
    await endInvitationsOf(context, { organisationId: organisation_id, accountId })
    await record(context, {
      noun: 'organisation',
      id: organisation_id,
      action: 'forget-member',
      facts: { member: id },
    })
  }
  await actForOrganisation(context, '')
}

function open({ db }: Context, accountId: string) {
  return db
    .selectFrom('organisation_member')
    .where('account_id', '=', accountId)
    .where('status', 'in', ['asked', 'active'])
    .select(['id', 'organisation_id', 'roles', 'status'])
    .orderBy('id')
}
