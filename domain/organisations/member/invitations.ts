import { sql } from 'kysely'
import { actFor } from '#domain/organisations/member/act-for.ts'
import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import { roleNames, rolesIn } from '#domain/organisations/member/capabilities.ts'
import { listMembers } from '#domain/organisations/member/queries.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { countTypedMail } from '#domain/people/account/count-typed-mail.ts'
import { makeLink } from '#domain/people/account/make-link.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { sameAddress } from '#language/typed.ts'
import { organisationInvitation } from '#mail/organisation.ts'

/** For how many days the link of an invitation works. */
export const invitationDays = 14

/** How many invitations of one organisation can wait at once. */
const mostWaiting = 50

/** How many can go out on one day, of an organisation that was checked and of another. */
const mostADay = { checked: 50, unchecked: 10 } as const

/** An invitation to act for an organisation that nobody has taken yet. */
export interface OrganisationInvitation {
  readonly id: string
  readonly email: string
  readonly roles: readonly MemberRole[]
  /** Moments, as ISO text. */
  readonly sentAt: string
  readonly expiresAt: string
  readonly expired: boolean
}

export type InvitedMember =
  | { readonly outcome: 'invited' }
  /** Somebody with this address acts for it already. */
  | { readonly outcome: 'member' }
  | { readonly outcome: 'too-many' | 'no-roles' }
  /** As many went out today as may, or as many to this address. */
  | { readonly outcome: 'too-often' }
  | { readonly outcome: 'not-allowed' }

interface Invited {
  readonly email: string
  readonly roles: readonly MemberRole[]
}

/**
 * A manager invites somebody to act for the organisation: a link to their address, which works once. An earlier
 * invitation of that address stops working, so that only the last one does.
 */
export async function inviteMember(
  context: Context,
  organisationId: string,
  invited: Invited,
): Promise<InvitedMember> {
  const acting = await actFor(context, organisationId, 'manage-members', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const { name, email } = acting.member
  const by = name === email ? email : `${name} (${email})`
  return sendInvitation(context, acting.organisation, {
    ...invited,
    by: { name: by, accountId: acting.member.accountId },
  })
}

interface InvitedBy {
  readonly name: string
  readonly accountId: string
}

/**
 * Sends an invitation, in a transaction that acts for the organisation, by whoever may. That of a manager ends when they
 * do not manage it any more.
 */
export async function sendInvitation(
  context: Context,
  organisation: Organisation,
  { roles, by, ...invited }: Invited & { readonly by?: InvitedBy | undefined },
): Promise<InvitedMember> {
  const { register, platform } = context
  if (roles.length === 0) return { outcome: 'no-roles' }
  const email = invited.email.trim().toLowerCase()
  const members = await listMembers(context, organisation.id)
  const isMember = members.some((one) => one.status === 'active' && sameAddress(one.email, email))
  if (isMember) return { outcome: 'member' }
  const all = await waiting(context, organisation.id).execute()
  const others = all.filter((one) => one.email !== email)
  if (others.length >= mostWaiting) return { outcome: 'too-many' }
  const most = mostADay[organisation.status === 'checked' ? 'checked' : 'unchecked']
  const counted = await countTypedMail(context, 'organisation-invitation', {
    ...{ by: organisation.id, to: email, most },
  })
  if (counted !== 'go-on') return { outcome: 'too-often' }
  const earlier = all.flatMap((one) => (one.email === email ? [one.id] : []))
  await endLinks(context, earlier)
  const url = await makeLink(context, {
    purpose: 'join-organisation',
    minutes: invitationDays * 24 * 60,
    email,
    details: {
      ...{ organisation: organisation.id, roles: [...roles] },
      ...(by === undefined ? {} : { by: by.accountId }),
    },
  })
  await record(context, {
    noun: 'organisation',
    id: organisation.id,
    action: 'invite',
    facts: { email, roles: [...roles] },
  })
  await writeMessage(
    context,
    'organisation-invitation',
    { name: email, address: email },
    organisationInvitation({
      register: mailRegister(platform, register),
      name: email,
      organisation: organisation.name,
      url,
      roles: roles.map((role) => roleNames[role]),
      days: invitationDays,
      by: by?.name,
      checked: organisation.status === 'checked',
    }),
  )
  return { outcome: 'invited' }
}

async function endLinks({ db }: Context, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await db
    .deleteFrom('one_time_link')
    .where('id', 'in', [...ids])
    .execute()
}

/** The invitations of an organisation that wait or have lapsed, the newest first. */
export async function listMemberInvitations(
  context: Context,
  organisationId: string,
): Promise<readonly OrganisationInvitation[]> {
  const rows = await waiting(context, organisationId).orderBy('created_at', 'desc').execute()
  const now = Temporal.Now.instant()
  return rows.map((row) => ({
    id: row.id,
    email: row.email ?? '',
    roles: rolesIn(row.roles ?? []),
    sentAt: row.created_at,
    expiresAt: row.expires_at,
    expired: Temporal.Instant.compare(Temporal.Instant.from(row.expires_at), now) <= 0,
  }))
}

export type ChangedMemberInvitation =
  | { readonly outcome: 'withdrawn' | 'sent-again' | 'too-often'; readonly email: string }
  /** It was taken, withdrawn or sent again meanwhile. */
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'not-allowed' }

/** A manager takes an invitation back: its link stops working. */
export async function withdrawInvitation(
  context: Context,
  organisationId: string,
  id: string,
): Promise<ChangedMemberInvitation> {
  const found = await findInvitation(context, organisationId, id)
  if ('outcome' in found) return found
  await endLinks(context, [id])
  await record(context, {
    noun: 'organisation',
    id: organisationId,
    action: 'withdraw-invitation',
    facts: { email: found.email, roles: [...found.roles] },
  })
  return { outcome: 'withdrawn', email: found.email }
}

/** A manager sends an invitation once more, with a new link; the old one stops working. */
export async function inviteMemberAgain(
  context: Context,
  organisationId: string,
  id: string,
): Promise<ChangedMemberInvitation> {
  const found = await findInvitation(context, organisationId, id)
  if ('outcome' in found) return found
  const invited = await inviteMember(context, organisationId, found)
  if (invited.outcome === 'too-often') return { outcome: 'too-often', email: found.email }
  return invited.outcome === 'invited'
    ? { outcome: 'sent-again', email: found.email }
    : { outcome: 'not-found' }
}

async function findInvitation(
  context: Context,
  organisationId: string,
  id: string,
): Promise<Invited | { readonly outcome: 'not-found' | 'not-allowed' }> {
  const acting = await actFor(context, organisationId, 'manage-members', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  if (!isUuid(id)) return { outcome: 'not-found' }
  const row = await waiting(context, organisationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) return { outcome: 'not-found' }
  return { email: row.email ?? '', roles: rolesIn(row.roles ?? []) }
}

// Links are of the whole platform; an invitation says in its details of which organisation it is.
function waiting({ db }: Context, organisationId: string) {
  return db
    .selectFrom('one_time_link')
    .where('purpose', '=', 'join-organisation')
    .where('used_at', 'is', null)
    .where(sql`details->>'organisation'`, '=', organisationId)
    .select(['id', 'email', 'created_at', 'expires_at'])
    .select(
      sql<string[] | null>`array(select jsonb_array_elements_text(details->'roles'))`.as('roles'),
    )
}
