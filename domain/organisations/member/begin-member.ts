import { sql } from 'kysely'
import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { rolesIn } from '#domain/organisations/member/capabilities.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Lets somebody act for an organisation, in the transaction that acts for it and records why. Who acts for it
 * already gets these roles beside their own, and what they asked is answered by it.
 */
export async function beginMember(
  { db, today }: Context,
  begins: {
    readonly organisationId: string
    readonly accountId: string
    readonly roles: readonly MemberRole[]
    readonly settledBy?: string | undefined
  },
): Promise<{ readonly id: string; readonly roles: readonly MemberRole[] }> {
  const { organisationId, accountId, roles, settledBy = null } = begins
  const row = await db
    .insertInto('organisation_member')
    .values({
      organisation_id: organisationId,
      account_id: accountId,
      roles: [...roles],
      status: 'active',
      since: today.toString(),
      settled_by: settledBy,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['organisation_id', 'account_id'])
        .where(sql<boolean>`status in ('asked', 'active')`)
        .doUpdateSet({
          roles: sql`array(select distinct each from
            unnest(organisation_member.roles || excluded.roles) each order by each)`,
          status: 'active',
          since: sql`coalesce(organisation_member.since, excluded.since)`,
          settled_by: settledBy,
          version: sql`organisation_member.version + 1`,
        }),
    )
    .returning(['id', 'roles'])
    .executeTakeFirstOrThrow()
  return { id: row.id, roles: rolesIn(row.roles) }
}
