import { sql } from 'kysely'
import type { OpenThing } from '#domain/organisations/closing/open-things.ts'
import { openThings } from '#domain/organisations/closing/open-things.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import { endMember } from '#domain/organisations/member/end-member.ts'
import { listMembers, managersOf } from '#domain/organisations/member/queries.ts'
import { tellMember } from '#domain/organisations/member/tell-members.ts'
import { forgetOrganisationFiles } from '#domain/organisations/organisation/files.ts'
import type {
  OrganisationEvent,
  OrganisationStatus,
} from '#domain/organisations/organisation/organisation.ts'
import { organisationLifecycle } from '#domain/organisations/organisation/organisation.ts'
import { findOrganisation } from '#domain/organisations/organisation/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { may } from '#domain/platform/lifecycle/lifecycle.ts'
import { accessAnswered, organisationClosed } from '#mail/organisation.ts'

export type ClosedOrganisation =
  | { readonly outcome: 'closed' }
  /** Something still runs that others count on. */
  | { readonly outcome: 'open'; readonly open: readonly { thing: OpenThing; count: number }[] }
  /** It was changed meanwhile. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'not-allowed' }

/**
 * A manager closes an organisation of which nothing runs: nobody acts for it any more, whoever asked to is answered,
 * invitations, keys and links stop working, and how it is reached and the files that showed who it is are gone. What was decided
 * about it stays, under its name. All its people hear of it.
 */
export async function closeOrganisation(
  context: Context,
  organisationId: string,
  { version }: { readonly version: number },
): Promise<ClosedOrganisation> {
  const { db, today, actor } = context
  const acting = await actFor(context, organisationId, 'close')
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const organisation = await findOrganisation(context, organisationId, { lock: true })
  const managers = await managersOf(context, organisationId, { lock: true })
  // Of two who close it at once, or of whom one removes the other, the second finds it so.
  const by = accountIdOf(actor)
  if (!managers.some(({ accountId }) => accountId === by)) return { outcome: 'not-allowed' }
  if (
    organisation === undefined ||
    organisation.version !== version ||
    !may<OrganisationStatus, OrganisationEvent>(organisationLifecycle, organisation.status, 'close')
  ) {
    return { outcome: 'stale' }
  }
  const open = await openThings(context, organisationId)
  if (open.length > 0) return { outcome: 'open', open }
  const members = await listMembers(context, organisationId)
  const acted = members.filter(({ status }) => status === 'active')
  const asked = members.filter(({ status }) => status === 'asked')
  for (const { id } of acted) await endMember(context, id, { status: 'ended', by })
  for (const one of asked) {
    await endMember(context, one.id, { status: 'refused', by })
    await tellMember(context, 'organisation-access-answered', one, (facts) =>
      accessAnswered({ ...facts, organisation: organisation.name, granted: false, roles: [] }),
    )
  }
  await db
    .deleteFrom('one_time_link')
    .where('purpose', '=', 'join-organisation')
    .where('used_at', 'is', null)
    .where(sql`details->>'organisation'`, '=', organisationId)
    .execute()
  // Whoever it is opened again for finds no key in other hands that works.
  for (const [table, ended] of [
    ['attendance_sender', 'withdrawn_on'],
    ['attendance_link', 'ended_on'],
  ] as const) {
    await sql`update ${sql.table(table)} set ${sql.ref(ended)} = ${today.toString()}::date
      where organisation_id = ${organisationId} and ${sql.ref(ended)} is null`.execute(db)
  }
  await db.deleteFrom('attendance_token').where('organisation_id', '=', organisationId).execute()
  await forgetOrganisationFiles(context, organisationId)
  await db
    .updateTable('organisation')
    .where('id', '=', organisationId)
    .set((eb) => ({
      status: 'closed',
      closed_on: today.toString(),
      contact_email: '',
      contact_phone: '',
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'organisation',
    id: organisationId,
    action: 'close',
    facts: { name: organisation.name, members: acted.length, asked: asked.length },
  })
  const closer = acted.find(({ accountId }) => accountId === by)?.name ?? ''
  for (const one of acted) {
    await tellMember(context, 'organisation-closed', one, (facts) =>
      organisationClosed({
        ...facts,
        organisation: organisation.name,
        by: one.accountId === by ? undefined : closer,
      }),
    )
  }
  return { outcome: 'closed' }
}
