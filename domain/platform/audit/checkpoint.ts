import type { KeyObject } from 'node:crypto'
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto'
import * as fs from 'node:fs'
import path from 'node:path'
import type { Hash } from '#domain/platform/audit/tree.ts'

// A checkpoint says how large a register's tree was at a moment and what its root was, signed as a
// "signed note", the text format of the checkpoints of transparency logs.

export interface Checkpoint {
  readonly register: string
  readonly size: number
  readonly root: Hash
  /** The moment of signing as ISO text. */
  readonly at: string
}

/**
 * The key that signs checkpoints: PEIL_AUDIT_KEY (PKCS #8, as PEM or base64), or else a file in the
 * data directory, which is made the first time. Processes that share a database need the same key.
 */
export function auditKey(
  env: Readonly<Record<string, string | undefined>>,
  dataDirectory: string,
): KeyObject {
  const given = env.PEIL_AUDIT_KEY
  const key = given ? readKey(given) : keyInFile(auditKeyFile(dataDirectory))
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('The audit key is not an Ed25519 key.')
  return key
}

/** Whether there is a key already, so that none has to be made. */
export function hasAuditKey(
  env: Readonly<Record<string, string | undefined>>,
  dataDirectory: string,
): boolean {
  return Boolean(env.PEIL_AUDIT_KEY) || fs.existsSync(auditKeyFile(dataDirectory))
}

/** Where the key is kept that is made when none is given. */
export function auditKeyFile(dataDirectory: string): string {
  return path.join(dataDirectory, 'keys', 'audit.pem')
}

function readKey(text: string): KeyObject {
  if (text.includes('-----BEGIN')) return createPrivateKey(text.replaceAll('\\n', '\n'))
  return createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })
}

/** The key in a file, which is made where there is none. */
export function keyInFile(file: string): KeyObject {
  if (!fs.existsSync(file)) {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
    const draft = `${file}.${process.pid}`
    const { privateKey } = generateKeyPairSync('ed25519')
    fs.writeFileSync(draft, privateKey.export({ format: 'pem', type: 'pkcs8' }), { mode: 0o600 })
    // This fails when another process made the key at the same moment; then that one is used.
    try {
      fs.linkSync(draft, file)
    } catch (error) {
      if (!fs.existsSync(file)) throw error
    }
    fs.rmSync(draft)
  }
  return createPrivateKey(fs.readFileSync(file))
}

/** The public key as one line that can be published: name, short hash and key. */
export function verifierKey(register: string, key: KeyObject): string {
  const name = nameOf(register)
  const raw = publicBytes(key)
  return `${name}+${keyHash(name, raw).toString('hex')}+${raw.toString('base64')}`
}

/** Signs a checkpoint. */
export function signCheckpoint(checkpoint: Checkpoint, key: KeyObject): string {
  return signNote(checkpoint.register, bodyOf(checkpoint), key)
}

/** Signs lines of text, of which the last ends too, as a signed note by a name that is no register's. */
export function signNote(by: string, text: string, key: KeyObject): string {
  const name = nameOf(by)
  const signature = Buffer.concat([
    keyHash(name, publicBytes(key)),
    sign(null, Buffer.from(text), key),
  ])
  return `${text}\n— ${name} ${signature.toString('base64')}\n`
}

export type OpenedNote =
  | { readonly outcome: 'signed'; readonly text: string }
  | { readonly outcome: 'unreadable' }
  | { readonly outcome: 'signed-by-another-key' }
  | { readonly outcome: 'wrong-signature' }

/** The text of a signed note, once it is found to be signed with a published key. */
export function openNote(note: string, key: string): OpenedNote {
  const at = note.lastIndexOf('\n\n')
  const [text, below] = [note.slice(0, at + 1), note.slice(at + 2)]
  if (at < 0 || !/^(?:— \S+ \S+\n)+$/.test(below)) return { outcome: 'unreadable' }
  const outcome = signatureUnder(text, signaturesIn(below), key)
  return outcome === 'signed' ? { outcome, text } : { outcome }
}

export type OpenedCheckpoint =
  | { readonly outcome: 'signed'; readonly checkpoint: Checkpoint }
  | { readonly outcome: 'unreadable' }
  | { readonly outcome: 'signed-by-another-key' }
  | { readonly outcome: 'wrong-signature' }

/**
 * Reads a signed checkpoint and checks its signature with a published key. Signatures of others below it,
 * such as a witness's, are passed by.
 */
export function openCheckpoint(note: string, key: string): OpenedCheckpoint {
  const read = readNote(note)
  if (!read) return { outcome: 'unreadable' }
  const outcome = signatureUnder(read.text, read.signatures, key)
  return outcome === 'signed' ? { outcome, checkpoint: read.checkpoint } : { outcome }
}

function signatureUnder(
  text: string,
  signatures: ReturnType<typeof signaturesIn>,
  key: string,
): 'signed' | 'signed-by-another-key' | 'wrong-signature' {
  const [name = '', hash = '', encoded = ''] = splitKey(key)
  const raw = Buffer.from(encoded, 'base64')
  const own = signatures.find(
    ({ signer, signature }) =>
      signer === name &&
      signature.subarray(0, 4).toString('hex') === hash &&
      keyHash(name, raw).equals(signature.subarray(0, 4)),
  )
  const publicKey = publicKeyOf(key)
  if (own === undefined || publicKey === undefined) return 'signed-by-another-key'
  const isRight = verify(null, Buffer.from(text), publicKey, own.signature.subarray(4))
  return isRight ? 'signed' : 'wrong-signature'
}

function signaturesIn(below: string) {
  return [...below.matchAll(/^— (\S+) (\S+)$/gm)].map(([, signer, packed = '']) => {
    return { signer, signature: Buffer.from(packed, 'base64') }
  })
}

/** What a checkpoint says, whoever signed it; undefined where it is none. */
export function readCheckpoint(note: string): Checkpoint | undefined {
  return readNote(note)?.checkpoint
}

/** Whether a checkpoint of this register was signed with this key. */
export function isSignedBy(note: string, register: string, key: KeyObject): boolean {
  return openCheckpoint(note, verifierKey(register, key)).outcome === 'signed'
}

/** The key itself of a published one; undefined where that is none. */
export function publicKeyOf(key: string): KeyObject | undefined {
  const [, , encoded = ''] = splitKey(key)
  const raw = Buffer.from(encoded, 'base64')
  if (raw.length !== 33 || raw[0] !== 1) return undefined
  const spki = Buffer.concat([spkiPrefix, raw.subarray(1)])
  return createPublicKey({ key: spki, format: 'der', type: 'spki' })
}

function readNote(note: string) {
  const found = /^(peil\/(\S+)\n(\d+)\n(\S+)\n(\S+)\n)\n((?:— \S+ \S+\n)+)$/.exec(note)
  if (!found) return undefined
  const [, text = '', register = '', size, root = '', at = '', below = ''] = found
  const signatures = signaturesIn(below)
  const checkpoint = { register, size: Number(size), root: Buffer.from(root, 'base64'), at }
  return { text, signatures, checkpoint }
}

function nameOf(register: string): string {
  return `peil/${register}`
}

function bodyOf({ register, size, root, at }: Checkpoint): string {
  return `${nameOf(register)}\n${size}\n${root.toString('base64')}\n${at}\n`
}

// The key itself may hold a plus sign, as it is in base64.
function splitKey(key: string): readonly string[] {
  return /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(key.trim())?.slice(1) ?? []
}

// The format puts a byte for the kind of signature before the key; 1 is Ed25519.
function publicBytes(key: KeyObject): Buffer {
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return Buffer.concat([Buffer.from([1]), spki.subarray(spkiPrefix.length)])
}

const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex')

function keyHash(name: string, raw: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(raw).digest().subarray(0, 4)
}
