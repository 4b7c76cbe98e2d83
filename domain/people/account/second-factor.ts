import { createHash, createHmac } from 'node:crypto'

// A second factor by time (RFC 6238): six digits that change every half minute, as every
// authenticator app makes them.

const stepSeconds = 30
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The time step of a moment. */
export function stepAt(moment: Temporal.Instant): number {
  return Math.floor(moment.epochMilliseconds / 1000 / stepSeconds)
}

/** The code of a secret, in base32, at a time step. */
export function codeAt(secret: string, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', fromBase32(secret)).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 15
  const number = digest.readUInt32BE(offset) & 0x7f_ff_ff_ff
  return String(number % 1_000_000).padStart(6, '0')
}

/**
 * The time step for which a typed code is right: the present one, or a neighbour for clocks that
 * differ. A step that was used before, or an earlier one, is never right again.
 */
export function stepOf(
  secret: string,
  typed: string,
  now: Temporal.Instant,
  lastStep: number | undefined,
): number | undefined {
  const code = typed.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return undefined
  const present = stepAt(now)
  return [present, present - 1, present + 1].find(
    (step) => (lastStep === undefined || step > lastStep) && codeAt(secret, step) === code,
  )
}

/**
 * The secret that waits in one session for its first code: another in each, so that whoever has another session of the
 * account, as they know its password, does not know what the app of its holder holds.
 */
export function secretInSession(seed: string, sessionToken: string): string {
  const digest = createHmac('sha256', fromBase32(seed)).update(`session ${sessionToken}`).digest()
  return toBase32(digest.subarray(0, 20))
}

/** What an authenticator app reads from the QR code. */
export function secretUri(secret: string, account: string, issuer: string): string {
  const label = encodeURIComponent(`${issuer}:${account}`)
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}`
}

/**
 * What is hashed of a recovery code, however it is typed; undefined for what cannot be one, so that a wrong
 * code of an app costs nothing. It is hashed once before, as codes were that were made long ago.
 */
export function readRecoveryCode(typed: string): string | undefined {
  const plain = typed.toLowerCase().replace(/[^a-z0-9]/g, '')
  if (plain.length !== 10) return undefined
  return createHash('sha256').update(`recovery code ${plain}`).digest('hex')
}

/** Of what a hidden secret is: put beside another account it opens no more. */
export function aboutAccount(accountId: string): string {
  return `second factor of ${accountId}`
}

/** What stands in the place of a secret of which the key was lost: no code is right, a recovery code is. */
export const lostSecret = 'lost'

/** Bytes as base32 without padding. */
export function toBase32(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => alphabet[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}

function fromBase32(text: string): Buffer {
  let bits = ''
  for (const letter of text) bits += alphabet.indexOf(letter).toString(2).padStart(5, '0')
  const bytes = bits.match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)))
}
