import { randomBytes } from 'node:crypto'
import type { TakenOverFrom } from '#domain/people/registration/taken-over.ts'
import { compact } from '#language/typed.ts'

/** What may be known of a certificate at its check page. */
export interface Certificate {
  readonly id: string
  readonly registrationId: string
  /** The decision on an application on which it rests; undefined where it was taken over or given by hand. */
  readonly decisionId: string | undefined
  readonly code: string
  readonly issuedOn: Temporal.PlainDate
  readonly validFirst: Temporal.PlainDate
  readonly validLast: Temporal.PlainDate
  /** The papers of one that was issued here; of one that was taken over there is no letter. */
  readonly documentId: string | undefined
  readonly letterId: string | undefined
  readonly markSvgId: string | undefined
  readonly markPngId: string | undefined
  /** The certificate as a picture; those that were issued before there were pictures have none. */
  readonly pictureId: string | undefined
  /** The category in which somebody was certified, where the register has any. */
  readonly category: string | undefined
  /** Of a registration for a while. */
  readonly temporary: boolean
  readonly withdrawnOn: Temporal.PlainDate | undefined
  /** Issued anew since, under another name. */
  readonly replacedOn: Temporal.PlainDate | undefined
  /** Where it was issued, of one that was taken over. */
  readonly takenOver: TakenOverFrom | undefined
}

/** Whether a certificate holds on a day; one whose period has yet to begin does not hold yet. */
export type CertificateState = 'not-yet' | 'valid' | 'expired' | 'withdrawn' | 'replaced'

/** How a certificate stands on a day. */
export function certificateState(
  certificate: Pick<Certificate, 'validFirst' | 'validLast' | 'withdrawnOn' | 'replacedOn'>,
  on: Temporal.PlainDate,
): CertificateState {
  const { validFirst, validLast, withdrawnOn, replacedOn } = certificate
  const { compare } = Temporal.PlainDate
  if (withdrawnOn !== undefined && compare(withdrawnOn, on) <= 0) return 'withdrawn'
  if (replacedOn !== undefined && compare(replacedOn, on) <= 0) return 'replaced'
  if (compare(on, validFirst) < 0) return 'not-yet'
  return compare(on, validLast) > 0 ? 'expired' : 'valid'
}

// Crockford's base 32 leaves out I, L, O and U, so that a code can be read aloud and typed over.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 16

/** A code that cannot be guessed: 80 random bits, as in "7F3K-9QWD-2M0X-R4TB". */
export function newCertificateCode(): string {
  const letters = [...randomBytes(length)].map((byte) => alphabet.charAt(byte % 32)).join('')
  return grouped(letters)
}

/**
 * Reads a code as somebody typed it: in any case, with or without hyphens and spaces, O for 0, and
 * I or L for 1; or the address of its check page. Undefined when it cannot be a code.
 */
export function readCertificateCode(typed: string): string | undefined {
  const [, code = typed] = /\/certificaat\/([^/?#]+)/i.exec(typed) ?? []
  const letters = compact(code).replaceAll('O', '0').replace(/[IL]/g, '1')
  if (letters.length !== length) return undefined
  return [...letters].every((letter) => alphabet.includes(letter)) ? grouped(letters) : undefined
}

function grouped(letters: string): string {
  return (letters.match(/.{4}/g) ?? []).join('-')
}
