import { sql } from 'kysely'
import { inviteStaff } from '#domain/people/account/invite-staff.ts'
import type { Term } from '#domain/people/body/seat.ts'
import { termFrom } from '#domain/people/body/seat.ts'
import type { Role, Seat } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { refusesMail } from '#domain/platform/message/refused-mail.ts'

/** An invitation that nobody has taken yet. */
export interface Invitation {
  readonly id: string
  readonly email: string
  readonly role: Role
  readonly body: string
  readonly term: Term
  /** Moments, as ISO text. */
  readonly sentAt: string
  readonly expiresAt: string
  readonly expired: boolean
  /** It did not arrive: their address refuses it. */
  readonly refusesMail: boolean
}

/** The invitations to work for this register that wait or have lapsed, the newest first. */
export async function listInvitations(context: Context): Promise<readonly Invitation[]> {
  const rows = await waiting(context).orderBy('created_at', 'desc').limit(200).execute()
  const now = Temporal.Now.instant()
  return rows.map((row) => ({
    id: row.id,
    email: row.email ?? '',
    role: row.role,
    body: row.body,
    term: termFrom(row),
    sentAt: row.created_at,
    expiresAt: row.expires_at,
    refusesMail: row.refuses_mail,
    expired: Temporal.Instant.compare(Temporal.Instant.from(row.expires_at), now) <= 0,
  }))
}

export type ChangedInvitation =
  | { readonly outcome: 'revoked' | 'sent-again'; readonly email: string }
  /** It was taken, revoked or sent again meanwhile. */
  | { readonly outcome: 'not-found' }

/** Takes an invitation back: its link stops working. */
export async function revokeInvitation(context: Context, id: string): Promise<ChangedInvitation> {
  const found = await takeBack(context, id)
  if (found === undefined) return { outcome: 'not-found' }
  const { email, role, body } = found
  await record(context, {
    noun: 'staff',
    id,
    action: 'revoke-invitation',
    facts: { email, role, body },
  })
  return { outcome: 'revoked', email }
}

/** Sends an invitation once more, with a new link; the old one stops working. */
export async function inviteAgain(context: Context, id: string): Promise<ChangedInvitation> {
  const found = await takeBack(context, id)
  if (found === undefined) return { outcome: 'not-found' }
  await inviteStaff(context, found)
  return { outcome: 'sent-again', email: found.email }
}

async function takeBack(
  context: Context,
  id: string,
): Promise<(Seat & { readonly email: string; readonly term: Term }) | undefined> {
  if (!isUuid(id)) return undefined
  const row = await waiting(context).where('id', '=', id).forUpdate().executeTakeFirst()
  if (row === undefined) return undefined
  await context.db.deleteFrom('one_time_link').where('id', '=', id).execute()
  return { email: row.email ?? '', role: row.role, body: row.body, term: termFrom(row) }
}

// Links are of the whole platform; an invitation says in its details of which register it is.
function waiting({ db, register }: Context) {
  return db
    .selectFrom('one_time_link')
    .where('purpose', '=', 'invite-staff')
    .where('used_at', 'is', null)
    .where(sql`details->>'register'`, '=', register.id)
    .select(['id', 'email', 'created_at', 'expires_at', sql<Role>`details->>'role'`.as('role')])
    .select(sql<string>`coalesce(details->>'body', '')`.as('body'))
    .select(sql<string | null>`details->>'first'`.as('first'))
    .select(sql<string | null>`details->>'last'`.as('last'))
    .select(
      refusesMail(['staff-invitation'], {
        register: sql`${register.id}`,
        is: sql`mail.to_address = one_time_link.email`,
        since: sql`one_time_link.created_at`,
      }).as('refuses_mail'),
    )
}
