import { X509Certificate } from 'node:crypto'
import type { RelativeDistinguishedNames } from 'pkijs'
import { BasicConstraints, Certificate } from 'pkijs'
import { isShortKey, isWeaklySigned } from './signed-message.ts'

/** For what a certificate is used. */
export type Purpose = 'sign' | 'stamp'

/** Whether a certificate leads to one that is trusted, and was good at a moment. */
export type Trust = 'trusted' | 'unknown' | 'expired' | 'unfit' | 'weak'

/**
 * Follows a certificate by those that came along to one that is trusted (RFC 5280). The trusted ones
 * may be roots, what stands between, or the certificate itself. Whether it was withdrawn is not asked.
 */
export function trustIn(
  certificate: X509Certificate,
  {
    along,
    trusted,
    at,
    purpose,
  }: {
    readonly along: readonly X509Certificate[]
    readonly trusted: readonly X509Certificate[]
    readonly at: Temporal.Instant
    readonly purpose: Purpose
  },
): Trust {
  const search = { along, trusted, triesLeft: mostTries }
  const chains = chainsFrom([certificate], search)
  if (chains.length === 0) return 'unknown'
  if (!isFitFor(certificate, purpose)) return 'unfit'
  const sound = chains.filter((chain) => !chain.slice(0, -1).some(isWeak))
  if (sound.length === 0) return 'weak'
  return sound.some((chain) => chain.every((each) => wasValid(each, at))) ? 'trusted' : 'expired'
}

/** Whether a certificate is itself among those that are trusted, so that its name adds nothing. */
export function isPinned(
  certificate: X509Certificate,
  trusted: readonly X509Certificate[],
): boolean {
  return trusted.some((each) => each.raw.equals(certificate.raw))
}

/** What a certificate calls somebody; absent where it has no such name, or several. */
export interface CertificateNames {
  readonly organisation: string | undefined
  readonly name: string | undefined
}

/** Whose certificate it is. */
export function subjectOf(certificate: X509Certificate): CertificateNames {
  return namesIn(parsed(certificate).subject)
}

/** Who vouches for it. */
export function issuerOf(certificate: X509Certificate): CertificateNames {
  return namesIn(parsed(certificate).issuer)
}

function namesIn({ typesAndValues }: RelativeDistinguishedNames): CertificateNames {
  const only = (oid: string) => {
    const found = typesAndValues.filter(({ type }) => String(type) === oid)
    const value: unknown = found.length === 1 ? found[0]?.value.valueBlock.value : undefined
    return typeof value === 'string' ? value : undefined
  }
  return { organisation: only('2.5.4.10'), name: only('2.5.4.3') }
}

const longestChain = 8
const mostTries = 256
const mostChains = 16

type Chain = readonly X509Certificate[]

interface Search {
  readonly along: readonly X509Certificate[]
  readonly trusted: readonly X509Certificate[]
  triesLeft: number
}

function chainsFrom(chain: Chain, search: Search): Chain[] {
  const last = chain.at(-1)
  if (last === undefined) return []
  if (isPinned(last, search.trusted)) return [chain]
  if (chain.length >= longestChain) return []
  const found: Chain[] = []
  for (const issuer of [...search.trusted, ...search.along]) {
    if (search.triesLeft <= 0 || found.length >= mostChains) break
    search.triesLeft -= 1
    const known = search.trusted.includes(issuer) || hasNoUnknownDemands(issuer)
    if (!known || chain.includes(issuer) || !issued(issuer, last, chain.length - 1)) continue
    found.push(...chainsFrom([...chain, issuer], search))
  }
  return found
}

/** Whether one certificate vouches for the other, with so many authorities below it already. */
function issued(issuer: X509Certificate, certificate: X509Certificate, below: number): boolean {
  if (!issuer.ca || !certificate.checkIssued(issuer)) return false
  try {
    if (!certificate.verify(issuer.publicKey)) return false
    const limits = extensionsOf(issuer).find(({ extnID }) => extnID === '2.5.29.19')?.parsedValue
    const most = limits instanceof BasicConstraints ? limits.pathLenConstraint : undefined
    return typeof most !== 'number' || below <= most
  } catch {
    // A key or a signature of a kind that is not known here vouches for nothing.
    return false
  }
}

function isWeak(certificate: X509Certificate): boolean {
  return isShortKey(certificate.publicKey) || isWeaklySigned(parsed(certificate))
}

const documentSigning: ReadonlySet<string> = new Set([
  '1.3.6.1.5.5.7.3.36',
  '1.3.6.1.5.5.7.3.4',
  '1.2.840.113583.1.1.5',
  '1.3.6.1.4.1.311.10.3.12',
  '1.3.6.1.5.5.7.3.2',
  '2.5.29.37.0',
])
const timeStamping = '1.3.6.1.5.5.7.3.8'

// What a certificate may be marked with as not to be overlooked, and is looked at here.
const understood: ReadonlySet<string> = new Set([
  '2.5.29.15',
  '2.5.29.19',
  '2.5.29.32',
  '2.5.29.37',
])

/** A certificate for a web server does not sign documents, and an authority signs certificates. */
function isFitFor(certificate: X509Certificate, purpose: Purpose): boolean {
  if (certificate.ca) return false
  const extensions = extensionsOf(certificate)
  if (!hasNoUnknownDemands(certificate)) return false
  const usage = extensions.find(({ extnID }) => extnID === '2.5.29.15')?.parsedValue
  // Digital signature and content commitment are the first two bits.
  const [bits = 0] = usage === undefined ? [0xc0] : new Uint8Array(usage.valueBlock.valueHexView)
  if ((bits & 0xc0) === 0) return false
  const purposes = certificate.keyUsage ?? []
  if (purpose === 'stamp') return purposes.includes(timeStamping)
  return purposes.length === 0 || purposes.some((each) => documentSigning.has(each))
}

function hasNoUnknownDemands(certificate: X509Certificate): boolean {
  return extensionsOf(certificate).every(
    ({ critical, extnID }) => !critical || understood.has(extnID),
  )
}

function wasValid(certificate: X509Certificate, at: Temporal.Instant): boolean {
  const moment = at.epochMilliseconds
  return (
    certificate.validFromDate.getTime() <= moment && moment <= certificate.validToDate.getTime()
  )
}

function extensionsOf(certificate: X509Certificate) {
  return parsed(certificate).extensions ?? []
}

function parsed(certificate: X509Certificate): Certificate {
  return Certificate.fromBER(new Uint8Array(certificate.raw))
}

/** Reads certificates from PEM, one or more after each other. Throws where there is none. */
export function certificatesIn(pem: string): readonly X509Certificate[] {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
  if (found.length === 0) throw new Error('There is no certificate in PEM.')
  return found.map((text) => new X509Certificate(text))
}
