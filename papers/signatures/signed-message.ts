import type { KeyObject } from 'node:crypto'
import { constants, createHash, verify, X509Certificate } from 'node:crypto'
import type { BaseBlock } from 'asn1js'
import { fromBER, GeneralizedTime, OctetString, Sequence, UTCTime } from 'asn1js'
import type { AlgorithmIdentifier, Attribute, SignerInfo } from 'pkijs'
import {
  Certificate,
  ContentInfo,
  IssuerAndSerialNumber,
  RSASSAPSSParams,
  SignedData,
  TSTInfo,
} from 'pkijs'

/** What is no longer good enough to rely on. */
export type Weakness = 'sha-1' | 'short-key' | 'weak-authority'

/** A signature of the CMS kind (RFC 5652), held against the bytes that it should be of. */
export interface CheckedMessage {
  /** The certificate of whose key it says to be. */
  readonly signer: X509Certificate
  /** The certificates that came along, the signer's own among them. */
  readonly certificates: readonly X509Certificate[]
  /** Whether that key signed exactly these bytes. */
  readonly holds: boolean
  readonly weaknesses: readonly Weakness[]
  /** When the signer's own clock says that it was signed. */
  readonly claimedAt: Temporal.Instant | undefined
  /** A time stamp (RFC 3161) over this signature; who gave it is still to be held against what is trusted. */
  readonly stamp: Stamp | undefined
}

export interface Stamp {
  readonly at: Temporal.Instant
  readonly signer: X509Certificate
  readonly certificates: readonly X509Certificate[]
}

/**
 * Reads a signed message without its content (DER, filled up with zeros) and holds it against the
 * bytes that were signed. Undefined when it cannot be made sense of; nothing of it is trusted yet.
 */
export function checkMessage(encoded: Uint8Array, content: Uint8Array): CheckedMessage | undefined {
  try {
    const message = signedDataIn(encoded)
    if (message.encapContentInfo.eContent !== undefined) return undefined
    const { info, ...checked } = checkSignedData(message, content, oids.data)
    return { ...checked, stamp: stampOf(info) }
  } catch {
    // The readers of certificates throw on what they cannot make sense of.
    return undefined
  }
}

const oids = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  timeStamp: '1.2.840.113549.1.9.16.1.4',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  timeStampToken: '1.2.840.113549.1.9.16.2.14',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  pss: '1.2.840.113549.1.1.10',
} as const

const largest = 1024 * 1024
const mostCertificates = 32

function signedDataIn(encoded: Uint8Array): SignedData {
  if (encoded.length > largest) throw new RangeError('The signature is too large.')
  const bytes = exact(encoded)
  const { offset, result } = fromBER(bytes)
  if (offset < 0) throw new TypeError('The signature is no ASN.1.')
  // What follows it only fills the place that was kept for it.
  if (encoded.subarray(offset).some((byte) => byte !== 0)) {
    throw new TypeError('Something follows the signature.')
  }
  const info = new ContentInfo({ schema: result })
  if (info.contentType !== oids.signedData) throw new TypeError('No signed message.')
  return new SignedData({ schema: info.content })
}

type CheckedData = Omit<CheckedMessage, 'stamp'> & { readonly info: SignerInfo }

function checkSignedData(message: SignedData, content: Uint8Array, type: string): CheckedData {
  const [info, second] = message.signerInfos
  if (info === undefined || second !== undefined) throw new TypeError('Not one signer.')
  if (message.encapContentInfo.eContentType !== type) throw new TypeError('Another content.')
  const held = (message.certificates ?? []).filter((each) => each instanceof Certificate)
  if (held.length > mostCertificates) throw new RangeError('Too many certificates.')
  const found = held.find((each) => isOf(each, info))
  if (found === undefined) throw new TypeError('The certificate of the signer is not there.')
  const signer = asX509(found)
  const digest = hashNames[info.digestAlgorithm.algorithmId]
  if (digest === undefined) throw new TypeError('An unknown way to make a digest.')
  const way = wayToSign(info.signatureAlgorithm, digest)
  const attributes = info.signedAttrs?.attributes ?? []
  const signed =
    info.signedAttrs === undefined
      ? content
      : attributesHold(attributes, content, { digest, type, signer }) &&
        new Uint8Array(info.signedAttrs.encodedValue)
  const weak = weakHashes.has(digest) || (way.hash !== null && weakHashes.has(way.hash))
  return {
    info,
    signer,
    certificates: held.map(asX509),
    holds:
      signed !== false &&
      verifies(way, signer.publicKey, signed, info.signature.valueBlock.valueHexView),
    weaknesses: [
      ...(weak ? (['sha-1'] as const) : []),
      ...(isShortKey(signer.publicKey) ? (['short-key'] as const) : []),
    ],
    claimedAt: timeIn(attributeOf(attributes, oids.signingTime)),
  }
}

/** What was signed beside the content says what the content was, and by which certificate. */
function attributesHold(
  attributes: readonly Attribute[],
  content: Uint8Array,
  {
    digest,
    type,
    signer,
  }: { readonly digest: string; readonly type: string; readonly signer: X509Certificate },
): boolean {
  const stated = attributeOf(attributes, oids.messageDigest)
  const kind = attributeOf(attributes, oids.contentType)
  return (
    stated instanceof OctetString &&
    hashOf(digest, content).equals(stated.valueBlock.valueHexView) &&
    kind?.valueBlock.toString() === type &&
    namesCertificate(attributes, signer)
  )
}

/** RFC 5035: where the signer said which certificate is theirs, no other can be put in its place. */
function namesCertificate(attributes: readonly Attribute[], signer: X509Certificate): boolean {
  for (const [oid, usual] of [
    [oids.signingCertificateV2, 'sha256'],
    [oids.signingCertificate, 'sha1'],
  ] as const) {
    const value = attributeOf(attributes, oid)
    if (value === undefined) continue
    const first = inside(inside(inside(value, 0), 0), 0)
    // The algorithm comes first, unless it is the usual one.
    const named = first instanceof Sequence ? oidIn(inside(first, 0)) : undefined
    const hash = named === undefined ? usual : hashNames[named]
    const stated = named === undefined ? first : inside(inside(inside(value, 0), 0), 1)
    if (hash === undefined || !(stated instanceof OctetString)) return false
    if (!hashOf(hash, signer.raw).equals(stated.valueBlock.valueHexView)) return false
  }
  return true
}

function stampOf(info: SignerInfo): Stamp | undefined {
  const token = info.unsignedAttrs?.attributes.find(({ type }) => type === oids.timeStampToken)
  const value: unknown = token?.values[0]
  if (value === undefined) return undefined
  try {
    const message = new SignedData({ schema: new ContentInfo({ schema: value }).content })
    const { eContent } = message.encapContentInfo
    if (eContent === undefined) return undefined
    const told = new Uint8Array(eContent.getValue())
    const { signer, certificates, holds, weaknesses } = checkSignedData(
      message,
      told,
      oids.timeStamp,
    )
    const { messageImprint, genTime } = TSTInfo.fromBER(told)
    const hash = hashNames[messageImprint.hashAlgorithm.algorithmId]
    if (!holds || weaknesses.length > 0 || hash === undefined || weakHashes.has(hash)) {
      return undefined
    }
    const of = hashOf(hash, info.signature.valueBlock.valueHexView)
    if (!of.equals(messageImprint.hashedMessage.valueBlock.valueHexView)) return undefined
    return { at: genTime.toTemporalInstant(), signer, certificates }
  } catch {
    // A time stamp that cannot be read proves no time; the signature itself stands.
    return undefined
  }
}

function isOf(certificate: Certificate, { sid }: SignerInfo): boolean {
  if (sid instanceof IssuerAndSerialNumber) {
    return (
      certificate.serialNumber.isEqual(sid.serialNumber) && certificate.issuer.isEqual(sid.issuer)
    )
  }
  const id = certificate.extensions?.find(({ extnID }) => extnID === '2.5.29.14')?.parsedValue
  return (
    id instanceof OctetString &&
    sid instanceof OctetString &&
    Buffer.from(id.valueBlock.valueHexView).equals(sid.valueBlock.valueHexView)
  )
}

const hashNames: Readonly<Record<string, string>> = {
  '1.2.840.113549.2.5': 'md5',
  '1.3.14.3.2.26': 'sha1',
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
}

const weakHashes: ReadonlySet<string> = new Set(['md5', 'sha1'])

/** How a signature is made: by which hash (none where the key itself decides), and whether by PSS. */
interface Way {
  readonly hash: string | null
  readonly salt: number | undefined
}

// The hash that a way to sign names; where it names none, it is that of the digest.
const ways: Readonly<Record<string, string | null | undefined>> = {
  '1.2.840.113549.1.1.1': undefined,
  '1.2.840.113549.1.1.4': 'md5',
  '1.2.840.113549.1.1.5': 'sha1',
  '1.2.840.113549.1.1.11': 'sha256',
  '1.2.840.113549.1.1.12': 'sha384',
  '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.1': 'sha1',
  '1.2.840.10045.4.3.2': 'sha256',
  '1.2.840.10045.4.3.3': 'sha384',
  '1.2.840.10045.4.3.4': 'sha512',
  '1.3.101.112': null,
}

function wayToSign(algorithm: AlgorithmIdentifier, digest: string): Way {
  const { algorithmId } = algorithm
  if (algorithmId === oids.pss) {
    const stated = new RSASSAPSSParams({ schema: algorithm.algorithmParams })
    const hash = hashNames[stated.hashAlgorithm.algorithmId]
    if (hash === undefined) throw new TypeError('An unknown way to sign.')
    return { hash, salt: stated.saltLength }
  }
  if (!(algorithmId in ways)) throw new TypeError('An unknown way to sign.')
  const hash = ways[algorithmId]
  return { hash: hash === undefined ? digest : hash, salt: undefined }
}

function verifies(way: Way, key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean {
  const padding =
    way.salt === undefined ? {} : { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: way.salt }
  return verify(way.hash, data, { key, ...padding }, signature)
}

/** Whether a key is too short to rely on. */
export function isShortKey(key: KeyObject): boolean {
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {}
  if (modulusLength !== undefined) return modulusLength < 2048
  return namedCurve !== undefined && !goodCurves.has(namedCurve)
}

const goodCurves: ReadonlySet<string> = new Set([
  'prime256v1',
  'secp384r1',
  'secp521r1',
  'brainpoolP256r1',
  'brainpoolP384r1',
  'brainpoolP512r1',
])

/** Whether a certificate is signed in a way that nobody should rely on any more. */
export function isWeaklySigned(certificate: Certificate): boolean {
  const hash = ways[certificate.signatureAlgorithm.algorithmId]
  return hash !== null && hash !== undefined && weakHashes.has(hash)
}

function hashOf(algorithm: string, bytes: Uint8Array): Buffer {
  return createHash(algorithm).update(bytes).digest()
}

/** The value of an attribute that has one; with two of a kind none of them is believed. */
function attributeOf(attributes: readonly Attribute[], oid: string): BaseBlock | undefined {
  const those = attributes.filter(({ type }) => type === oid)
  if (those.length === 0) return undefined
  const [only, second] = those.flatMap(({ values }): unknown[] => values)
  if (only === undefined || second !== undefined) throw new TypeError('Not one value.')
  return only as BaseBlock
}

function timeIn(value: BaseBlock | undefined): Temporal.Instant | undefined {
  const dated = value instanceof UTCTime || value instanceof GeneralizedTime
  return dated ? value.toDate().toTemporalInstant() : undefined
}

function inside(block: BaseBlock | undefined, at: number): BaseBlock | undefined {
  return block instanceof Sequence ? block.valueBlock.value[at] : undefined
}

function oidIn(block: BaseBlock | undefined): string | undefined {
  return block?.valueBlock.toString()
}

function asX509(certificate: Certificate): X509Certificate {
  return new X509Certificate(Buffer.from(certificate.toSchema().toBER(false)))
}

/** The bytes as a buffer of their own, as the reader of signatures wants them. */
function exact(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
