import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server'
import type { Transaction } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

// Passkeys (WebAuthn, level 3). A page that asks for one brings a question with it, of use once and for a
// quarter of an hour, that nothing has to be kept of: it is hidden with the key of this Peil.

/** How many passkeys an account has at most. */
export const mostPasskeys = 20

/** For what a passkey is asked. */
export type PasskeyPurpose = 'add' | 'sign-in' | 'second-factor' | 'sign-in-again'

/** A passkey as its holder reads it. */
export interface Passkey {
  readonly id: string
  readonly name: string
  readonly addedAt: string
  readonly lastUsedAt: string | undefined
  /** Whether it goes along to other devices of its holder. */
  readonly synced: boolean
}

/**
 * At which address passkeys are of use, and for which name: those of PEIL_ORIGIN. Undefined where browsers
 * make none: without an encrypted connection, or where people reach Peil by a number.
 */
export function passkeysAt(
  platform: Pick<Platform, 'origin'>,
): { readonly origin: string; readonly name: string } | undefined {
  const { origin, protocol, hostname } = new URL(platform.origin)
  const own = hostname === 'localhost' || hostname.endsWith('.localhost')
  const isNumber = /^[\d.]+$|^\[/.test(hostname)
  return (protocol === 'https:' || own) && !isNumber ? { origin, name: hostname } : undefined
}

/** The passkeys of an account, the newest first. */
export async function listPasskeys(
  db: Transaction<Database>,
  accountId: string,
): Promise<readonly Passkey[]> {
  const rows = await db
    .selectFrom('passkey')
    .where('account_id', '=', accountId)
    .select(['id', 'name', 'added_at', 'last_used_at', 'synced'])
    .orderBy('added_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    addedAt: row.added_at,
    lastUsedAt: row.last_used_at ?? undefined,
    synced: row.synced,
  }))
}

/** What a browser is asked to make a passkey; undefined where it cannot be made here. */
export async function askToAdd(
  context: Context,
  account: { readonly id: string; readonly email: string },
): Promise<PublicKeyCredentialCreationOptionsJSON | undefined> {
  const { db, platform, register } = context
  const at = passkeysAt(platform)
  if (at === undefined) return undefined
  const { generateRegistrationOptions } = await import('@simplewebauthn/server')
  return generateRegistrationOptions({
    rpName: register.name,
    rpID: at.name,
    userName: account.email,
    userDisplayName: account.email,
    userID: new Uint8Array(Buffer.from(account.id)),
    challenge: questionOf(platform, 'add', account.id),
    timeout: questionMinutes * 60_000,
    attestationType: 'none',
    excludeCredentials: await known(db, account.id),
    // To sign in without a name, and with both steps at once.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/**
 * What a browser is asked to show a passkey: one of an account, or any that it has for here. Undefined where
 * there is none to show.
 */
export async function askForPasskey(
  { db, platform }: Context,
  purpose: Exclude<PasskeyPurpose, 'add'>,
  accountId?: string,
): Promise<PublicKeyCredentialRequestOptionsJSON | undefined> {
  const at = passkeysAt(platform)
  if (at === undefined) return undefined
  const allowCredentials = accountId === undefined ? [] : await known(db, accountId)
  if (accountId !== undefined && allowCredentials.length === 0) return undefined
  const { generateAuthenticationOptions } = await import('@simplewebauthn/server')
  return generateAuthenticationOptions({
    rpID: at.name,
    allowCredentials,
    challenge: questionOf(platform, purpose, accountId ?? ''),
    timeout: questionMinutes * 60_000,
    // As a second step it is enough to have it.
    userVerification: purpose === 'second-factor' ? 'preferred' : 'required',
  })
}

async function known(db: Transaction<Database>, accountId: string) {
  const rows = await db
    .selectFrom('passkey')
    .where('account_id', '=', accountId)
    .select(['id', 'transports'])
    .orderBy('added_at')
    .execute()
  return rows.map(({ id, transports }) => ({ id, transports }))
}

/** For how many minutes a question can be answered. */
export const questionMinutes = 15

function questionOf({ secrets }: Platform, purpose: PasskeyPurpose, accountId: string): string {
  const until = Temporal.Now.instant().add({ minutes: questionMinutes })
  return secrets.hide(`${purpose} ${accountId} ${until.epochMilliseconds}`, aboutQuestion)
}

/** Whether an answer is to a question that was asked here, for this, of this account, not too long ago. */
export function isQuestion(
  { secrets }: Platform,
  challenge: string,
  asked: { readonly purpose: PasskeyPurpose; readonly accountId: string },
): boolean {
  const shown = secrets.show(Buffer.from(challenge, 'base64url').toString(), aboutQuestion)
  const [purpose, accountId, until] = shown?.split(' ') ?? []
  return (
    purpose === asked.purpose &&
    accountId === asked.accountId &&
    Number(until) > Temporal.Now.instant().epochMilliseconds
  )
}

const aboutQuestion = 'question for a passkey'
