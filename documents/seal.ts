import type { KeyObject } from 'node:crypto'
import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  sign,
  X509Certificate,
} from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Signer } from '@libpdf/core'
import { PDF, PdfName } from '@libpdf/core'
import { ContentInfo, CryptoEngine, SignedData } from 'pkijs'
import { selfSigned } from './self-signed.ts'

/** The key and certificates with which a register seals its documents. */
export type SealIdentity = {
  /** DER-encoded X.509 certificate of the key. */
  readonly certificate: Uint8Array
  /** The certificates that vouch for it, nearest first. */
  readonly chain: readonly Uint8Array[]
  readonly privateKey: KeyObject
}

/** What a seal turned out to be worth. */
export type SealCheck =
  | { readonly outcome: 'unsealed' }
  | { readonly outcome: 'broken'; readonly reason: string }
  | {
      readonly outcome: 'intact'
      /** The common name in the certificate. Anybody can make one: compare the fingerprint. */
      readonly sealedBy: string
      /** SHA-256 of the certificate, in hexadecimal, to compare with the published one. */
      readonly fingerprint: string
      /** As the sealer's clock had it, ISO text. */
      readonly sealedAt: string
    }

/**
 * Reads the identity kept at `path`: PEM with a P-256 or RSA key and its certificates. Where there
 * is none, a key with a certificate of its own making is put there, for the demo and for trying.
 */
export async function sealIdentity(path: string, organisation: string): Promise<SealIdentity> {
  return parsedIdentity((await textAt(path)) ?? (await newIdentityAt(path, organisation)))
}

/** Seals a PDF (PAdES B-B), so that any later change shows. */
export async function seal(
  pdf: Uint8Array,
  identity: SealIdentity,
  reason: string,
): Promise<Uint8Array> {
  const document = await PDF.load(pdf)
  // The seal becomes a field on the first page; PDF/UA-1 then asks for the order of the structure.
  document.getPages()[0]?.dict.set('Tabs', PdfName.of('S'))
  const { bytes } = await document.sign({ signer: signerOf(identity), reason, level: 'B-B' })
  return bytes
}

/** Says whether a PDF is sealed, by whom, and whether it is as it was when sealed. */
export async function checkSeal(pdf: Uint8Array): Promise<SealCheck> {
  const signature = lastSignature(pdf)
  if (signature === undefined) return { outcome: 'unsealed' }
  const { until, resume, end } = signature
  const contents = Buffer.from(pdf.subarray(until, resume)).toString('latin1')
  if (end !== pdf.length || !/^<[0-9A-Fa-f]+>$/.test(contents)) {
    return { outcome: 'broken', reason: 'The seal does not cover the whole file.' }
  }
  try {
    const covered = Buffer.concat([pdf.subarray(0, until), pdf.subarray(resume)])
    const certificate = await signerOfContents(covered, Buffer.from(contents.slice(1, -1), 'hex'))
    if (certificate === undefined) {
      return { outcome: 'broken', reason: 'The file is not what was sealed.' }
    }
    return {
      outcome: 'intact',
      sealedBy: commonName(certificate),
      fingerprint: createHash('sha256').update(certificate.raw).digest('hex'),
      sealedAt: signature.sealedAt,
    }
  } catch (error) {
    return { outcome: 'broken', reason: error instanceof Error ? error.message : String(error) }
  }
}

async function textAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** Two processes may start at once: the first to put its identity there wins, for both. */
async function newIdentityAt(path: string, organisation: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const today = Temporal.Now.plainDateISO('UTC')
  const certificate = new X509Certificate(selfSigned(privateKey, organisation, today, 10))
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' })
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}.${Date.now()}`
  await writeFile(draft, `${key}${certificate.toString()}`, { mode: 0o600 })
  try {
    await link(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await rm(draft)
  }
  return readFile(path, 'utf8')
}

function parsedIdentity(pem: string): SealIdentity {
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  const [certificate, ...chain] = certificates.map((text) => new X509Certificate(text))
  const privateKey = createPrivateKey(pem)
  if (certificate === undefined || !certificate.checkPrivateKey(privateKey)) {
    throw new Error('The sealing identity needs a private key and the certificate of that key.')
  }
  return { certificate: certificate.raw, chain: chain.map((each) => each.raw), privateKey }
}

function signerOf({ certificate, chain, privateKey }: SealIdentity): Signer {
  const rsa = privateKey.asymmetricKeyType === 'rsa'
  return {
    certificate,
    certificateChain: [...chain],
    keyType: rsa ? 'RSA' : 'EC',
    signatureAlgorithm: rsa ? 'RSASSA-PKCS1-v1_5' : 'ECDSA',
    sign: async (data, algorithm) => sign(algorithm.replace('-', ''), data, privateKey),
  }
}

type Signature = {
  /** The signature covers everything before `until` and from `resume` up to `end`. */
  readonly until: number
  readonly resume: number
  readonly end: number
  readonly sealedAt: string
}

/** The last signature is the one that has to cover everything. */
function lastSignature(pdf: Uint8Array): Signature | undefined {
  const text = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  const range = [...text.matchAll(/\/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)].at(-1)
  if (range === undefined) return undefined
  const until = Number(range[1])
  const resume = Number(range[2])
  const dictionary = text.slice(
    text.lastIndexOf(' obj', range.index),
    text.indexOf('endobj', range.index),
  )
  return { until, resume, end: resume + Number(range[3]), sealedAt: timeIn(dictionary) }
}

/** The time that the sealer wrote, which lies within what the seal covers. */
function timeIn(dictionary: string): string {
  const [, year, month, day, hour, minute, second] =
    /\/M\s*\(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z/.exec(dictionary) ?? []
  return year === undefined ? '' : `${year}-${month}-${day}T${hour}:${minute}:${second}Z`
}

/** The certificate of who signed exactly these bytes, or undefined when they differ. */
async function signerOfContents(
  bytes: Uint8Array,
  contents: Uint8Array,
): Promise<X509Certificate | undefined> {
  const signed = new SignedData({ schema: ContentInfo.fromBER(exact(contents)).content })
  const verdict = await signed.verify(
    { signer: 0, data: exact(bytes), checkChain: false, extendedMode: true },
    new CryptoEngine({ name: 'node', crypto }),
  )
  const { signatureVerified, signerCertificate } = verdict
  if (signatureVerified !== true || !signerCertificate) return undefined
  return new X509Certificate(Buffer.from(signerCertificate.toSchema().toBER(false)))
}

function commonName(certificate: X509Certificate): string {
  return (
    certificate.subject
      .split('\n')
      .find((line) => line.startsWith('CN='))
      ?.slice(3) ?? ''
  )
}

/** The bytes as a buffer of their own, as the reader of signatures wants them. */
function exact(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer
}
