import { createHash, X509Certificate } from 'node:crypto'
import { PDF } from '@libpdf/core'
import { isBounded } from './bounded.ts'
import type { PlacedSignature } from './find-signatures.ts'
import { findSignatures } from './find-signatures.ts'
import { linesOf } from './lines-of.ts'
import type { MadeWith } from './made-with.ts'
import { madeWith } from './made-with.ts'
import { onlyAdds } from './only-adds.ts'
import type { CheckedMessage, Weakness } from './signed-message.ts'
import { checkMessage } from './signed-message.ts'
import type { Trust } from './trust.ts'
import { isPinned, issuerOf, subjectOf, trustIn } from './trust.ts'

/** Whose signature a document should carry, and by whose word that is believed; it can be sent as a message. */
export interface Expected {
  /** The certificates (DER) that vouch for the signer, or the signer's own; with none, who signed is not looked into. */
  readonly trusted: readonly Uint8Array[]
  /** The certificates (DER) of those whose time stamps are believed. */
  readonly stamps: readonly Uint8Array[]
  /** What the signer is called in their certificate: one authority vouches for many. */
  readonly organisations: readonly string[]
}

/** What a document turned out to be, in one word. */
export type SignedVerdict =
  /** As the expected signer signed it. */
  | 'original'
  | 'no-signature'
  /** It is not what was signed. */
  | 'changed'
  /** The signed part is as it was, and something else was put behind it. */
  | 'changed-after-signing'
  /** The signature leaves a part out. */
  | 'part-signed'
  | 'unknown-signer'
  | 'another-signer'
  /** Nobody has said yet whose word is believed. */
  | 'unchecked-signer'
  /** The certificate was not valid when it was signed. */
  | 'expired-signer'
  /** The certificate is not meant for signing documents. */
  | 'unfit-signer'
  /** It is signed in a way that can be imitated. */
  | 'weak-signature'
  /** No PDF at all: a photo, or another kind of file. */
  | 'no-pdf'
  | 'encrypted'
  | 'unreadable'

/** The four facts of one signature: how much of the document, untouched or not, by whom, when. */
export interface SignatureFacts {
  readonly verdict: SignedVerdict
  readonly whole: 'whole' | 'only-additions' | 'changed-after' | 'part'
  readonly content: 'untouched' | 'changed' | 'unclear'
  readonly signer: SignerFacts | undefined
  /** ISO text, by a time stamp of somebody who is trusted for that, or as the document says itself. */
  readonly when: { readonly by: 'stamp' | 'claim'; readonly at: string } | undefined
  readonly weaknesses: readonly Weakness[]
}

export interface SignerFacts {
  readonly is: 'expected' | 'another' | 'unknown' | 'unchecked' | 'expired' | 'unfit'
  readonly name: string
  readonly issuedBy: string
  /** SHA-256 of the certificate, in hexadecimal. */
  readonly fingerprint: string
  /** ISO text. */
  readonly validFrom: string
  readonly validUntil: string
}

/** What the machine read of a document that should be signed; it can be sent as a message. */
export interface SignedReading {
  readonly verdict: SignedVerdict
  /** The signature by which the verdict is; the expected signer's before any other. */
  readonly signature: SignatureFacts | undefined
  /** How many signatures there are beside it. */
  readonly others: number
  /** With what a document without a signature was made. */
  readonly madeWith: MadeWith
  /** Its text, line by line as one reads it; empty where none could be read. */
  readonly lines: readonly string[]
}

/**
 * Reads the signatures of a PDF (ISO 32000, PAdES): how much each covers, whether what was signed is
 * untouched, who signed and when. `on` is the day of reading. Whether a certificate was withdrawn is not
 * asked of anybody. Whatever the bytes are, it answers, within bounds of time and memory.
 */
export async function readSignatures(
  bytes: Buffer,
  expected: Expected,
  on: Temporal.PlainDate,
): Promise<SignedReading> {
  if (!bytes.subarray(0, 1024).includes('%PDF-')) {
    return isPhoto(bytes) ? { ...nothing('no-pdf'), madeWith: { by: 'photo' } } : nothing('no-pdf')
  }
  if (bytes.length > largest || !isBounded(bytes)) return nothing('unreadable')
  try {
    const pdf = await PDF.load(bytes)
    if (pdf.isEncrypted && !pdf.isAuthenticated) return nothing('encrypted')
    const lines = linesOf(pdf)
    const placed = findSignatures(pdf, bytes)
    const facts: SignatureFacts[] = []
    const trust = {
      trusted: expected.trusted.map((each) => new X509Certificate(each)),
      stamps: expected.stamps.map((each) => new X509Certificate(each)),
      organisations: expected.organisations,
    }
    for (const each of placed) facts.push(await factsOf(each, { bytes, trust, on }))
    const [best, ...others] = facts.toSorted((a, b) => order(a) - order(b))
    return {
      verdict: best?.verdict ?? 'no-signature',
      signature: best,
      others: others.length,
      madeWith: madeWith(pdf, lines.length > 0),
      lines,
    }
  } catch {
    // The reader throws on what it cannot make sense of, and on what is beyond measure.
    return nothing('unreadable')
  }
}

const largest = 32 * 1024 * 1024

function nothing(verdict: SignedVerdict): SignedReading {
  return { verdict, signature: undefined, others: 0, madeWith: { by: 'unknown' }, lines: [] }
}

function isPhoto(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 12)
  return /^\xff\xd8\xff|^\x89PNG|^GIF8|^RIFF....WEBP|^....ftyp(?:hei|mif)/s.test(head)
}

interface Trusted {
  readonly trusted: readonly X509Certificate[]
  readonly stamps: readonly X509Certificate[]
  readonly organisations: readonly string[]
}

interface Reading {
  readonly bytes: Buffer
  readonly trust: Trusted
  readonly on: Temporal.PlainDate
}

async function factsOf(placed: PlacedSignature, reading: Reading): Promise<SignatureFacts> {
  const { bytes, trust, on } = reading
  const checked =
    placed.coversAllBut && placed.method === 'whole-bytes' ? messageOf(placed, bytes) : undefined
  const whole = await wholeness(placed, bytes, checked?.holds === true)
  if (checked === undefined) {
    const told = { whole, signer: undefined, when: undefined, weaknesses: [] }
    if (!placed.coversAllBut) return { ...told, verdict: 'part-signed', content: 'unclear' }
    if (placed.method === 'whole-bytes') return { ...told, verdict: 'changed', content: 'changed' }
    return { ...told, verdict: 'weak-signature', content: 'unclear', weaknesses: ['sha-1'] }
  }
  const { weaknesses } = checked
  const when = whenOf(checked, placed, reading)
  const at = when === undefined ? endOf(on) : Temporal.Instant.from(when.at)
  const signer = signerOf(checked, trust, at)
  const facts = {
    whole,
    content: !checked.holds ? 'changed' : weaknesses.length > 0 ? 'unclear' : 'untouched',
    signer: signer.facts,
    when,
    weaknesses: signer.weak ? ([...weaknesses, 'weak-authority'] as const) : weaknesses,
  } as const
  return { ...facts, verdict: verdictOf(facts) }
}

function messageOf({ until, resume, end, message }: PlacedSignature, bytes: Buffer) {
  const covered = Buffer.concat([bytes.subarray(0, until), bytes.subarray(resume, end)])
  return checkMessage(message, covered)
}

async function wholeness(
  { coversAllBut, end }: PlacedSignature,
  bytes: Buffer,
  holds: boolean,
): Promise<SignatureFacts['whole']> {
  if (!coversAllBut) return 'part'
  // Some storage fills a file up with nothing behind its end, which no reader shows.
  if (bytes.subarray(end).every((byte) => padding.has(byte))) return 'whole'
  try {
    return holds && (await onlyAdds(bytes, end)) ? 'only-additions' : 'changed-after'
  } catch {
    // Where it cannot be told what was put behind, it counts as a change.
    return 'changed-after'
  }
}

const padding: ReadonlySet<number> = new Set([0x00, 0x09, 0x0a, 0x0c, 0x0d, 0x20])

function whenOf(
  { stamp, claimedAt }: CheckedMessage,
  { statedAt }: PlacedSignature,
  { trust: { stamps }, on }: Reading,
): SignatureFacts['when'] {
  if (stamp !== undefined) {
    const found = trustIn(stamp.signer, {
      along: stamp.certificates,
      trusted: stamps,
      at: stamp.at,
      purpose: 'stamp',
    })
    if (found === 'trusted') return { by: 'stamp', at: stamp.at.toString() }
  }
  const claim = claimedAt ?? statedAt
  // Nobody signed in the future: such a clock says nothing.
  if (claim === undefined || Temporal.Instant.compare(claim, endOf(on)) > 0) return undefined
  return { by: 'claim', at: claim.toString() }
}

/** The last moment at which it is this day somewhere. */
function endOf(day: Temporal.PlainDate): Temporal.Instant {
  return day.add({ days: 1 }).toZonedDateTime('-12:00').toInstant()
}

function signerOf(
  { signer, certificates }: CheckedMessage,
  { trusted, organisations }: Trusted,
  at: Temporal.Instant,
): { readonly facts: SignerFacts; readonly weak: boolean } {
  const found = trustIn(signer, { along: certificates, trusted, at, purpose: 'sign' })
  const issuer = issuerOf(signer)
  return {
    facts: {
      is: trusted.length === 0 ? 'unchecked' : standing(found, signer, { trusted, organisations }),
      name: nameOf(signer),
      issuedBy: issuer.name ?? issuer.organisation ?? '',
      fingerprint: createHash('sha256').update(signer.raw).digest('hex'),
      validFrom: signer.validFromDate.toISOString(),
      validUntil: signer.validToDate.toISOString(),
    },
    weak: found === 'weak',
  }
}

function standing(
  found: Trust,
  signer: X509Certificate,
  { trusted, organisations }: Omit<Trusted, 'stamps'>,
): SignerFacts['is'] {
  const named =
    isPinned(signer, trusted) || organisations.some((each) => isSame(nameOf(signer), each))
  switch (found) {
    case 'trusted':
      return named ? 'expected' : 'another'
    case 'expired':
      return named ? 'expired' : 'another'
    case 'unfit':
      return 'unfit'
    case 'unknown':
    case 'weak':
      return 'unknown'
  }
}

/** What a certificate calls its holder: the organisation, which the authority looked into, before all. */
function nameOf(signer: X509Certificate): string {
  const { organisation, name } = subjectOf(signer)
  return organisation ?? name ?? ''
}

function isSame(one: string, other: string): boolean {
  const plain = (text: string) => text.normalize('NFC').trim().toLowerCase().replace(/\s+/g, ' ')
  return plain(one) === plain(other)
}

function verdictOf(facts: Omit<SignatureFacts, 'verdict'>): SignedVerdict {
  if (facts.content === 'changed') return 'changed'
  if (facts.whole === 'part') return 'part-signed'
  if (facts.whole === 'changed-after') return 'changed-after-signing'
  if (facts.weaknesses.length > 0 || facts.content === 'unclear') return 'weak-signature'
  switch (facts.signer?.is) {
    case 'expected':
      return 'original'
    case 'another':
      return 'another-signer'
    case 'expired':
      return 'expired-signer'
    case 'unfit':
      return 'unfit-signer'
    case 'unchecked':
      return 'unchecked-signer'
    case 'unknown':
    case undefined:
      return 'unknown-signer'
  }
}

// Which of several signatures tells most: the expected signer's, then the one that holds.
function order({ verdict, signer }: SignatureFacts): number {
  if (verdict === 'original') return 0
  if (signer?.is === 'expected') return 1
  return signer?.is === 'expired' ? 2 : verdict === 'changed' ? 4 : 3
}
