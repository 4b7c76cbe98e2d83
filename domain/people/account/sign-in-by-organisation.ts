import { createHash } from 'node:crypto'
import { readEmail } from '#domain/people/account/account.ts'
import { findAccountByEmail, holderOf } from '#domain/people/account/queries.ts'
import { tellOfNewDevice } from '#domain/people/account/sign-in.ts'
import type { Own } from '#domain/people/account/sign-in-again.ts'
import { beginAnew } from '#domain/people/account/sign-in-again.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Identity } from '#domain/platform/identity/identity-provider.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import { organisationLinked } from '#mail/organisation-linked.ts'

export type SignedInByOrganisation =
  | { readonly outcome: 'signed-in'; readonly accountId: string; readonly token: string }
  /** The organisation gave no address that it has verified, and nobody linked it here. */
  | { readonly outcome: 'no-address' }
  /** Nobody who works for a register has this address. */
  | { readonly outcome: 'no-account'; readonly email: string }

/**
 * Signs somebody in whom their organisation knows. An account is theirs when it was linked before, or when its
 * address is the one that the organisation has verified and it holds a seat, for which an invitation to that same
 * address was accepted. Nobody else is linked without having signed in, and no account is made.
 */
export async function signInByOrganisation(
  context: Context,
  identity: Identity,
  userAgent: string,
): Promise<SignedInByOrganisation> {
  const { db } = context
  const known = await db
    .selectFrom('account')
    .where('organisation_account', '=', hashOf(identity))
    .where('closed_at', 'is', null)
    .select('id')
    .executeTakeFirst()
  const found =
    known === undefined
      ? await byAddress(context, identity)
      : { outcome: 'found' as const, ...known }
  if (found.outcome !== 'found') {
    noteSecurity(context, 'sign-in-failed', { by: 'organisation' })
    return found
  }
  const accountId = found.id
  await tellOfNewDevice(context, accountId, userAgent)
  const token = await startSession(context, {
    accountId,
    method: 'organisation',
    secondFactor: identity.secondFactor,
    userAgent,
  })
  await record(context, { noun: 'account', id: accountId, action: 'sign-in-by-organisation' })
  noteSecurity(context, 'signed-in', { account: accountId, by: 'organisation' })
  return { outcome: 'signed-in', accountId, token }
}

/**
 * Shows that it is still they, by their organisation, which asked them once more. It has to be the account that is
 * linked there; nothing is linked by it.
 */
export async function signInAgainByOrganisation(
  context: Context,
  own: Own,
  identity: Identity,
): Promise<
  { readonly outcome: 'signed-in'; readonly token: string } | { readonly outcome: 'other' }
> {
  const { organisation_account: linked } = await context.db
    .selectFrom('account')
    .where('id', '=', own.accountId)
    .select('organisation_account')
    .executeTakeFirstOrThrow()
  if (linked?.equals(hashOf(identity)) !== true) {
    noteSecurity(context, 'sign-in-again-failed', { account: own.accountId, by: 'organisation' })
    return { outcome: 'other' }
  }
  const token = await beginAnew(context, own, 'organisation', identity.secondFactor)
  return { outcome: 'signed-in', token }
}

type ByAddress =
  | { readonly outcome: 'found'; readonly id: string }
  | Exclude<SignedInByOrganisation, { outcome: 'signed-in' }>

async function byAddress(context: Context, identity: Identity): Promise<ByAddress> {
  const email = identity.email === undefined ? undefined : readEmail(identity.email)
  if (email === undefined) return { outcome: 'no-address' }
  const account = await findAccountByEmail(context.db, email)
  if (account === undefined) return { outcome: 'no-account', email }
  const { register } = context
  const seat = await context.db
    .selectFrom('staff_role')
    .where('account_id', '=', account.id)
    .where('register', 'in', [register.id, '*'])
    .select('id')
    .executeTakeFirst()
  if (seat === undefined) return { outcome: 'no-account', email }
  const linked = await linkOrganisation(context, account.id, identity)
  return linked.outcome === 'linked'
    ? { outcome: 'found', id: account.id }
    : { outcome: 'no-account', email }
}

export type LinkedOrganisation = {
  /** `taken`: another account has it. `other`: this account has another one. */
  readonly outcome: 'linked' | 'taken' | 'other'
}

/** Links an account to how an organisation knows its holder, who is told. */
export async function linkOrganisation(
  context: Context,
  accountId: string,
  identity: Identity,
): Promise<LinkedOrganisation> {
  const { db, platform, register } = context
  const hash = hashOf(identity)
  const account = await db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select('organisation_account')
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (account.organisation_account !== null) {
    return { outcome: account.organisation_account.equals(hash) ? 'linked' : 'other' }
  }
  const taken = await db
    .selectFrom('account')
    .where('organisation_account', '=', hash)
    .where('closed_at', 'is', null)
    .select('id')
    .executeTakeFirst()
  if (taken !== undefined) return { outcome: 'taken' }
  await db
    .updateTable('account')
    .where('id', '=', accountId)
    .set({ organisation_account: hash })
    .execute()
  await record(context, { noun: 'account', id: accountId, action: 'link-organisation' })
  const holder = await holderOf(db, accountId)
  await writeMessage(
    context,
    'organisation-linked',
    holder,
    organisationLinked({
      register: mailRegister(platform, register),
      name: holder.name,
      organisation: platform.identityProvider?.name ?? '',
      linkedAt: Temporal.Now.instant().toString(),
    }),
  )
  return { outcome: 'linked' }
}

/** Takes the link with the organisation off an account. False where there was none. */
export async function unlinkOrganisation(context: Context, accountId: string): Promise<boolean> {
  const [result] = await context.db
    .updateTable('account')
    .where('id', '=', accountId)
    .where('organisation_account', 'is not', null)
    .set({ organisation_account: null })
    .execute()
  if (result?.numUpdatedRows !== 1n) return false
  await record(context, { noun: 'account', id: accountId, action: 'unlink-organisation' })
  return true
}

function hashOf({ issuer, subject }: Identity): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest()
}
