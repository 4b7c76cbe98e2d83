import { isAnsweredOnce, readMade } from '#domain/people/account/check-passkey.ts'
import { mostPasskeys, passkeysAt } from '#domain/people/account/passkey.ts'
import { tellOfFactor } from '#domain/people/account/tell-of-factor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type AddedPasskey = {
  readonly outcome:
    | 'added'
    /** What the browser brought is no passkey that counts here, or answers no question of ours. */
    | 'refused'
    /** It is there already. */
    | 'known'
    | 'too-many'
}

/** Adds the passkey that a browser made to the account; its holder is told. That it is they was seen before. */
export async function addPasskey(
  context: Context,
  made: { readonly accountId: string; readonly name: string; readonly answer: string },
): Promise<AddedPasskey> {
  const { db, platform } = context
  const { accountId, name } = made
  const at = passkeysAt(platform)
  const answer = readMade(made.answer)
  if (at === undefined || answer === undefined) return { outcome: 'refused' }
  await db
    .selectFrom('account')
    .where('id', '=', accountId)
    .select('id')
    .forUpdate()
    .executeTakeFirstOrThrow()
  const { count } = await db
    .selectFrom('passkey')
    .where('account_id', '=', accountId)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (count >= mostPasskeys) return { outcome: 'too-many' }
  const { verifyRegistrationResponse } = await import('@simplewebauthn/server')
  const verified = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: (challenge) =>
      isAnsweredOnce(context, challenge, { purpose: 'add', accountId }),
    expectedOrigin: at.origin,
    expectedRPID: at.name,
    requireUserVerification: true,
  }).catch((error: unknown) => {
    if (error instanceof Error) return undefined
    throw error
  })
  if (verified?.verified !== true) return { outcome: 'refused' }
  const { credential, credentialBackedUp } = verified.registrationInfo
  const added = await db
    .insertInto('passkey')
    .values({
      id: credential.id,
      account_id: accountId,
      name,
      public_key: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports: [...(credential.transports ?? [])],
      synced: credentialBackedUp,
      added_at: Temporal.Now.instant().toString(),
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (added === undefined) return { outcome: 'known' }
  await record(context, { noun: 'account', id: accountId, action: 'add-passkey', facts: { name } })
  await tellOfFactor(context, accountId, { what: 'passkey-added', name })
  return { outcome: 'added' }
}

/** Removes a passkey of an account; its holder is told. That it is they was seen before. */
export async function removePasskey(
  context: Context,
  { accountId, id }: { readonly accountId: string; readonly id: string },
): Promise<{ readonly outcome: 'removed'; readonly name: string } | { outcome: 'not-found' }> {
  const removed = await context.db
    .deleteFrom('passkey')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()
  if (removed === undefined) return { outcome: 'not-found' }
  const { name } = removed
  await record(context, {
    noun: 'account',
    id: accountId,
    action: 'remove-passkey',
    facts: { name },
  })
  await tellOfFactor(context, accountId, { what: 'passkey-removed', name })
  return { outcome: 'removed', name }
}
