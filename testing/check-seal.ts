import { createHash, X509Certificate } from 'node:crypto'
import { ContentInfo, CryptoEngine, SignedData } from 'pkijs'

// Reads the seal of a document, apart from what sets it. What people check with is a reader of PDFs
// or pdfsig; here it is for tests, also where no pdfsig is.

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
