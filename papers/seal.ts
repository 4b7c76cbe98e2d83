import type { KeyObject } from 'node:crypto'
import { createPrivateKey, generateKeyPairSync, sign, X509Certificate } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Signer } from '@libpdf/core'
import { PDF, PdfName, PdfString } from '@libpdf/core'
import { selfSigned } from './self-signed.ts'
import type { TimeStamps } from './time-stamp.ts'

/** The key and certificates with which a register seals its documents. */
export type SealIdentity = {
  /** DER-encoded X.509 certificate of the key. */
  readonly certificate: Uint8Array
  /** The certificates that vouch for it, nearest first. */
  readonly chain: readonly Uint8Array[]
  readonly privateKey: KeyObject
  /** What stamps the time on each seal; undefined where no service is set. */
  readonly timeStamps?: TimeStamps | undefined
}

/**
 * Reads the identity kept at `path`: PEM with a P-256 or RSA key and its certificates. Where there
 * is none, a key with a certificate of its own making is put there, for the demo and for trying; it is
 * good from today, or from so many years before.
 */
export async function sealIdentity(
  path: string,
  organisation: string,
  yearsBefore = 0,
): Promise<SealIdentity> {
  return parsedIdentity(
    (await textAt(path)) ?? (await newIdentityAt(path, organisation, yearsBefore)),
  )
}

/**
 * Seals a PDF, so that any later change shows: at this moment, unless it says another (PAdES B-B), and with the
 * time as a service stamps it where there is one (B-T). Throws TimeStampsAway where that gives none.
 */
export async function seal(
  pdf: Uint8Array,
  identity: SealIdentity,
  reason: string,
  at?: Temporal.Instant,
): Promise<Uint8Array> {
  const { timeStamps } = identity
  const document = await PDF.load(pdf)
  // The seal becomes a field on the first page; PDF/UA-1 then asks for the order of the structure.
  document.getPages()[0]?.dict.set('Tabs', PdfName.of('S'))
  // And what the field is for, in words that can be read out.
  const form = document.getOrCreateForm()
  const fieldName = `Zegel ${form.getFields().length + 1}`
  const field = form.createSignatureField(fieldName).getDict()
  field.set('TU', PdfString.fromString(`Zegel: ${reason}`))
  const { bytes } = await document.sign({
    signer: signerOf(identity),
    fieldName,
    reason,
    ...(timeStamps === undefined
      ? { level: 'B-B' as const }
      : { level: 'B-T' as const, timestampAuthority: timeStamps, estimatedSize: 32_768 }),
    ...(at === undefined ? {} : { signingTime: new Date(at.epochMilliseconds) }),
  })
  return bytes
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
async function newIdentityAt(
  path: string,
  organisation: string,
  yearsBefore: number,
): Promise<string> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const first = Temporal.Now.plainDateISO('UTC').subtract({ years: yearsBefore })
  const certificate = new X509Certificate(
    await selfSigned(privateKey, organisation, first, yearsBefore + 10),
  )
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
