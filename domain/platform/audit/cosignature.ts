import type { KeyObject } from 'node:crypto'
import { createHash, createPublicKey, sign, verify } from 'node:crypto'
import type { Head } from '#domain/platform/audit/tree.ts'

// What a witness adds to a checkpoint of any log: that it saw no other beginning of it. C2SP tlog-cosignature,
// of the kind for Ed25519, over the text of a C2SP signed-note.

/** A checkpoint of any log, C2SP tlog-checkpoint. */
export interface LogNote extends Head {
  /** The name of the log. */
  readonly origin: string
  /** What is signed, with its last line end. */
  readonly text: string
  readonly signatures: readonly NoteSignature[]
}

interface NoteSignature {
  readonly line: string
  readonly name: string
  readonly keyId: string
  readonly signature: Buffer
}

/** A published key: of a log (kind 1) or of a witness (kind 4). */
export interface Verifier {
  readonly name: string
  readonly kind: number
  /** Four bytes in hexadecimal, by which a signature says which key it is of. */
  readonly keyId: string
  readonly key: KeyObject
}

const ofLog = 1
const ofWitness = 4
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

/** Reads a checkpoint; undefined where it is none. */
export function readLogNote(note: string): LogNote | undefined {
  const found =
    /^((\S[^\n]*)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(?:[^\n]+\n)*)\n((?:— \S+ \S+\n)+)$/.exec(
      note,
    )
  if (found === null) return undefined
  const [, text = '', origin = '', size, root = '', below = ''] = found
  return {
    origin,
    size: Number(size),
    root: Buffer.from(root, 'base64'),
    text,
    signatures: signaturesIn(below),
  }
}

/** The signatures in lines of a note. */
export function signaturesIn(lines: string): readonly NoteSignature[] {
  return [...lines.matchAll(/^— (\S+) ([A-Za-z0-9+/]+=*)\n/gm)].map(
    ([line, name = '', packed = '']) => {
      const bytes = Buffer.from(packed, 'base64')
      return { line, name, keyId: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) }
    },
  )
}

/** Reads a published key; undefined where it is none. */
export function readVerifier(text: string): Verifier | undefined {
  const [, name = '', keyId = '', encoded = ''] =
    /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? []
  const raw = Buffer.from(encoded, 'base64')
  const kind = raw[0] ?? 0
  if (raw.length !== 33 || (kind !== ofLog && kind !== ofWitness)) return undefined
  if (keyIdOf(name, raw) !== keyId) return undefined
  const spki = Buffer.concat([spkiPrefix, raw.subarray(1)])
  return { name, kind, keyId, key: createPublicKey({ key: spki, format: 'der', type: 'spki' }) }
}

/** The key of a witness as one line that can be published. */
export function witnessVerifier(name: string, key: KeyObject): string {
  const raw = rawOf(key)
  return `${name}+${keyIdOf(name, raw)}+${raw.toString('base64')}`
}

/** Whether a log with this key signed the note. */
export function isSignedByLog({ text, signatures }: LogNote, log: Verifier): boolean {
  return signatures.some(
    ({ name, keyId, signature }) =>
      log.kind === ofLog &&
      name === log.name &&
      keyId === log.keyId &&
      signature.length === 64 &&
      verify(null, Buffer.from(text), log.key, signature),
  )
}

/** A witness's line below a note, at a moment in whole seconds since 1970. */
export function cosign(text: string, name: string, key: KeyObject, seconds: number): string {
  const signature = sign(null, Buffer.from(messageOf(text, BigInt(seconds))), key)
  const at = Buffer.alloc(8)
  at.writeBigUInt64BE(BigInt(seconds))
  const id = Buffer.from(keyIdOf(name, rawOf(key)), 'hex')
  return `— ${name} ${Buffer.concat([id, at, signature]).toString('base64')}\n`
}

/** What a witness's line says of a note: nothing where it is somebody else's. */
export type Cosigned =
  | { readonly outcome: 'agrees'; readonly at: Temporal.Instant }
  | { readonly outcome: 'wrong-signature' }

/** Reads the line of a witness among signatures of a note; undefined where there is none of it. */
export function cosignatureOf(
  text: string,
  signatures: readonly NoteSignature[],
  witness: Verifier,
): (Cosigned & { readonly line: string }) | undefined {
  const own = signatures.find(
    ({ name, keyId }) =>
      name === witness.name && keyId === witness.keyId && witness.kind === ofWitness,
  )
  if (own === undefined) return undefined
  const { line, signature } = own
  if (signature.length !== 72) return { outcome: 'wrong-signature', line }
  const seconds = signature.readBigUInt64BE(0)
  const holds = verify(
    null,
    Buffer.from(messageOf(text, seconds)),
    witness.key,
    signature.subarray(8),
  )
  if (!holds || seconds > 8_640_000_000_000n) return { outcome: 'wrong-signature', line }
  return {
    outcome: 'agrees',
    at: Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000),
    line,
  }
}

function messageOf(text: string, seconds: bigint): string {
  return `cosignature/v1\ntime ${seconds}\n${text}`
}

function rawOf(key: KeyObject): Buffer {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return Buffer.concat([Buffer.from([ofWitness]), spki.subarray(spkiPrefix.length)])
}

function keyIdOf(name: string, raw: Buffer): string {
  return createHash('sha256').update(`${name}\n`).update(raw).digest().toString('hex', 0, 4)
}
