import { createAccount } from '#domain/people/account/create-account.ts'
import type { LinkPurpose } from '#domain/people/account/make-link.ts'
import { findAccountByEmail } from '#domain/people/account/queries.ts'
import { prepareSecondFactor } from '#domain/people/account/set-up-second-factor.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import { useLink } from '#domain/people/account/use-link.ts'
import { seatFrom } from '#domain/people/body/seat.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type JoinedStaff =
  | { readonly outcome: 'joined'; readonly accountId: string; readonly token: string }
  | { readonly outcome: 'used' | 'expired' | 'unknown' }

/**
 * Takes an invitation: there is an account with the role, signed in by the link. Its first page is
 * the set-up of the second factor.
 */
export function acceptInvitation(
  context: Context,
  token: string,
  typed: { readonly password: string | undefined; readonly userAgent: string },
): Promise<JoinedStaff> {
  return join(context, 'invite-staff', token, typed)
}

/**
 * Makes the account of the first administrator, of the whole platform, by the printed link. Not of
 * an address that has an account: the link proves nothing about that address.
 */
export async function becomeFirstAdministrator(
  context: Context,
  token: string,
  typed: {
    readonly email: string
    readonly password: string | undefined
    readonly userAgent: string
  },
): Promise<JoinedStaff | { readonly outcome: 'address-taken' }> {
  const existing = await findAccountByEmail(context.db, typed.email)
  if (existing !== undefined) return { outcome: 'address-taken' }
  return join(context, 'first-administrator', token, typed)
}

async function join(
  context: Context,
  purpose: Extract<LinkPurpose, 'invite-staff' | 'first-administrator'>,
  token: string,
  typed: {
    readonly email?: string
    readonly password: string | undefined
    readonly userAgent: string
  },
): Promise<JoinedStaff> {
  const link = await useLink(context, purpose, token)
  if (link.outcome !== 'usable') return link
  const first = purpose === 'first-administrator'
  const kept = first ? ({ role: 'administrator', body: '' } as const) : seatFrom(link.details)
  const register = first ? '*' : context.register.id
  const email = first ? (typed.email ?? '') : link.email
  // An invitation is of one register; its link does not work in another.
  if (kept === undefined || (!first && link.details.register !== register)) {
    return { outcome: 'unknown' }
  }
  const details = first ? {} : link.details
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const seat = {
    ...kept,
    first: text(details.first),
    last: text(details.last),
  }
  const { accountId } = await createAccount(context, {
    email,
    ...(typed.password === undefined ? {} : { password: typed.password }),
  })
  await context.db
    .insertInto('staff_role')
    .values({ account_id: accountId, register, ...seat })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await record(context, {
    noun: 'account',
    id: accountId,
    action: 'join-staff',
    facts: { register, ...seat },
  })
  await prepareSecondFactor(context, accountId)
  const session = await startSession(context, {
    accountId,
    method: 'link',
    secondFactor: false,
    userAgent: typed.userAgent,
  })
  return { outcome: 'joined', accountId, token: session }
}
