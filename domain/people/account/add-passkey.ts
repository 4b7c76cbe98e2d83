import { isAnsweredOnce, readMade } from '#domain/people/account/check-passkey.ts'
import { mostPasskeys, passkeysAt } from '#domain/people/account/passkey.ts'
import { stepsOf } from '#domain/people/account/steps.ts'
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
  await stepsOf(db, accountId, { lock: true })
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

export type RemovedPasskey =
  | { readonly outcome: 'removed'; readonly name: string }
  | { readonly outcome: 'not-found' }
  /** Whoever works for a register keeps a second step: it is the last that they have. */
  | { readonly outcome: 'last-step' }

/** Removes a passkey of an account; its holder is told. That it is they was seen before. */
export async function removePasskey(
  context: Context,
  { accountId, id }: { readonly accountId: string; readonly id: string },
): Promise<RemovedPasskey> {
  const { db } = context
  const { hasApp, works } = await stepsOf(db, accountId, { lock: true })
  const all = await db
    .selectFrom('passkey')
    .where('account_id', '=', accountId)
    .select('id')
    .execute()
  if (!all.some((one) => one.id === id)) return { outcome: 'not-found' }
  if (works && !hasApp && all.length === 1) return { outcome: 'last-step' }
  const removed = await db
    .deleteFrom('passkey')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirstOrThrow()
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
