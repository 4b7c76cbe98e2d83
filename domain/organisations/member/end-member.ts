import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/** Ends that somebody acts for an organisation or asked to, on this day; whoever calls it records why. */
export async function endMember(
  context: Context,
  id: string,
  {
    status,
    by,
  }: { readonly status: 'refused' | 'withdrawn' | 'ended'; readonly by: string | undefined },
): Promise<void> {
  const { db, today } = context
  const ended = await db
    .updateTable('organisation_member')
    .where('id', '=', id)
    .set((eb) => ({
      status,
      ended_on: today.toString(),
      settled_by: by ?? null,
      calendar_hash: null,
      version: eb('version', '+', 1),
    }))
    .returning(['account_id', 'organisation_id'])
    .executeTakeFirstOrThrow()
  await db
    .updateTable('session')
    .where('account_id', '=', ended.account_id)
    .where('acts_for', '=', ended.organisation_id)
    .set({ acts_for: null })
    .execute()
  await endInvitationsOf(context, {
    organisationId: ended.organisation_id,
    accountId: ended.account_id,
  })
  // Whoever comes back coordinates no team until somebody says so again.
  await db
    .deleteFrom('team_coordinator')
    .where('account_id', '=', ended.account_id)
    .where('organisation_id', '=', ended.organisation_id)
    .execute()
  // With an account that has nothing else to do here, its term begins.
  await db
    .updateTable('account')
    .where('id', '=', ended.account_id)
    .where('unused_since', 'is not', null)
    .set({ unused_since: today.toString() })
    .execute()
}

/** Ends the invitations that wait of somebody who does not manage an organisation any more. */
export async function endInvitationsOf(
  { db }: Pick<Context, 'db'>,
  of: { readonly organisationId: string; readonly accountId: string },
): Promise<void> {
  await db
    .deleteFrom('one_time_link')
    .where('purpose', '=', 'join-organisation')
    .where('used_at', 'is', null)
    .where(sql`details->>'organisation'`, '=', of.organisationId)
    .where(sql`details->>'by'`, '=', of.accountId)
    .execute()
}
