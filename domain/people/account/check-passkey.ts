import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { z } from 'zod'
import { countAttempt } from '#domain/people/account/count-attempt.ts'
import type { PasskeyPurpose } from '#domain/people/account/passkey.ts'
import { isQuestion, passkeysAt, questionMinutes } from '#domain/people/account/passkey.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'
import { parseJson } from '#language/typed.ts'

/** What a passkey turned out to be: whose it is, or not one that counts here. */
export type CheckedPasskey =
  | { readonly outcome: 'right'; readonly accountId: string }
  | { readonly outcome: 'refused' }

const most = 20_000
const text = z.string().max(most)
const shared = { id: text, rawId: text, type: z.literal('public-key') }
const extensions = z.looseObject({})

const shownAnswer = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: text,
    authenticatorData: text,
    signature: text,
    userHandle: text.optional(),
  }),
  clientExtensionResults: extensions,
})

const madeAnswer = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: text,
    attestationObject: text,
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
  clientExtensionResults: extensions,
})

/** The answer of a browser that made a passkey, as a form brings it; undefined for anything else. */
export function readMade(typed: string): RegistrationResponseJSON | undefined {
  // What the schema leaves out is of no use here.
  return parse(typed, madeAnswer) as RegistrationResponseJSON | undefined
}

/** The answer of a browser that shows a passkey, in the same way. */
export function readShown(typed: string): AuthenticationResponseJSON | undefined {
  return parse(typed, shownAnswer) as AuthenticationResponseJSON | undefined
}

function parse(typed: string, schema: z.ZodType): unknown {
  if (typed.length > most) return undefined
  try {
    return schema.safeParse(parseJson(typed)).data
  } catch {
    return undefined
  }
}

/**
 * Checks a passkey that a browser shows: that it answers a question of ours, for this address, and once; that
 * it is of an account, and of that one where it is known whose it has to be; and that its device does not
 * count back, as a copy would. Its counter is kept, so the change has to be recorded by whoever asks.
 */
export async function checkPasskey(
  context: Context,
  typed: {
    readonly answer: string
    readonly purpose: Exclude<PasskeyPurpose, 'add'>
    /** Whose it has to be; undefined where that follows from it. */
    readonly accountId: string | undefined
  },
): Promise<CheckedPasskey> {
  const { db, platform } = context
  const { purpose, accountId } = typed
  const at = passkeysAt(platform)
  const answer = readShown(typed.answer)
  if (at === undefined || answer === undefined) return { outcome: 'refused' }
  // Of two who show it at once, the second meets what the first has counted.
  const key = await db
    .selectFrom('passkey')
    .innerJoin('account', 'account.id', 'passkey.account_id')
    .where('passkey.id', '=', answer.id)
    .where('account.closed_at', 'is', null)
    .select(['passkey.account_id', 'passkey.public_key', 'passkey.counter', 'passkey.transports'])
    .forUpdate('passkey')
    .executeTakeFirst()
  if (key === undefined || (accountId !== undefined && key.account_id !== accountId)) {
    return { outcome: 'refused' }
  }
  const { userHandle } = answer.response
  const handle = userHandle && Buffer.from(userHandle, 'base64url').toString()
  if (handle !== undefined && handle !== key.account_id) return { outcome: 'refused' }
  const { verifyAuthenticationResponse } = await import('@simplewebauthn/server')
  const verified = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: (challenge) =>
      isAnsweredOnce(context, challenge, { purpose, accountId: accountId ?? '' }),
    expectedOrigin: at.origin,
    expectedRPID: at.name,
    credential: {
      id: answer.id,
      publicKey: new Uint8Array(key.public_key),
      counter: key.counter,
      transports: [...key.transports],
    },
    requireUserVerification: purpose !== 'second-factor',
  }).catch((error: unknown) => {
    // What is sent is whatever somebody likes: all that is wrong with it is a refusal.
    if (!(error instanceof Error)) throw error
    if (/counter/.test(error.message)) {
      noteSecurity(context, 'passkey-copied', { account: key.account_id })
    }
    return undefined
  })
  if (verified?.verified !== true) return { outcome: 'refused' }
  const { newCounter, credentialBackedUp } = verified.authenticationInfo
  await db
    .updateTable('passkey')
    .where('id', '=', answer.id)
    .set({
      counter: newCounter,
      synced: credentialBackedUp,
      last_used_at: Temporal.Now.instant().toString(),
    })
    .execute()
  return { outcome: 'right', accountId: key.account_id }
}

/** Whether an answer is to a question of ours, and the first to it. */
export async function isAnsweredOnce(
  { db, platform }: Context,
  challenge: string,
  asked: Parameters<typeof isQuestion>[2],
): Promise<boolean> {
  if (!isQuestion(platform, challenge, asked)) return false
  const answer = { what: 'passkey-question', who: challenge, most: 1, minutes: 2 * questionMinutes }
  return (await countAttempt(db, answer)).outcome === 'go-on'
}
