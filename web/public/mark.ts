import type { Certificate } from '#domain/certification/certificate/certificate.ts'
import type { CertificateStanding } from '#domain/certification/certificate/check-certificate.ts'
import { checkCertificate } from '#domain/certification/certificate/check-certificate.ts'
import { markOf } from '#domain/certification/certificate/issue-certificate.ts'
import { certificateThatHolds } from '#domain/certification/certificate/queries.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import type { MarkData, StoppedMark } from '#papers/mark.ts'
import { markPng, stoppedMarkPng } from '#papers/mark.ts'
import { documentResponse } from '#web/professional/document.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

/**
 * The mark as an image for under an e-mail, as it stands at this moment: with the last day as long as its
 * holder is certified with it, and otherwise a picture that says that it does not hold. It bears no
 * name, so that it stays where it was put when a certificate is issued anew. Only a code that does not
 * exist has none.
 */
export async function showMark(visit: Visit): Promise<Response> {
  const { context } = visit
  const certificate = await certificateThatHolds(context, visit.param('code'))
  if (certificate === undefined) return notFound()
  const checked = await checkCertificate(context, certificate.code)
  if (checked.outcome !== 'found' && checked.outcome !== 'shielded') return notFound()
  const shielded = checked.outcome === 'shielded'
  const stopped = stoppedBy(shielded ? checked.standing : checked.certificate.standing)
  const answer =
    stopped === undefined
      ? await holding(visit, certificate)
      : picture(await drawn(markFor(visit, certificate), stopped))
  // It is made to stand in mails and on other sites, where it is asked for again within the minute.
  answer.headers.set('cross-origin-resource-policy', 'cross-origin')
  answer.headers.set('cache-control', 'public, max-age=60, must-revalidate')
  return answer
}

function stoppedBy(standing: CertificateStanding): StoppedMark | undefined {
  switch (standing) {
    case 'valid':
    case 'not-yet':
    case 'renewal-pending':
      return undefined
    case 'paused':
      return 'Nu niet geldig'
    case 'expired':
    case 'replaced':
    case 'issued-anew':
    case 'merged':
    case 'ended':
      return 'Niet meer geldig'
  }
}

// As it was made with the certificate; drawn now where that has yet to be done, as an image cannot wait.
async function holding(visit: Visit, certificate: Certificate): Promise<Response> {
  const { markPngId } = certificate
  const made = markPngId === undefined ? undefined : await documentResponse(visit, markPngId)
  return made?.headers.get('content-type') === 'image/png'
    ? made
    : picture(await drawn(markFor(visit, certificate)))
}

function markFor({ context }: Visit, { validLast, category, temporary }: Certificate): MarkData {
  return markOf(context, {
    last: validLast,
    temporary,
    ...(category === undefined ? {} : { category: labelOfCategory(context.register, category) }),
  })
}

// Few differ, and many ask: each is drawn once, until there are too many.
const kept = new Map<string, Promise<Uint8Array>>()
const most = 200

function drawn(data: MarkData, stopped?: StoppedMark): Promise<Uint8Array> {
  const { shortName, name, example } = data
  const key = JSON.stringify(stopped === undefined ? data : { shortName, name, example, stopped })
  const known = kept.get(key)
  if (known !== undefined) return known
  if (kept.size >= most) kept.clear()
  const drawing = stopped === undefined ? markPng(data) : stoppedMarkPng(data, stopped)
  kept.set(key, drawing)
  // What failed is tried again by whoever asks next.
  drawing.catch(() => kept.delete(key))
  return drawing
}

function picture(bytes: Uint8Array): Response {
  return new Response(Buffer.from(bytes), {
    headers: {
      'content-type': 'image/png',
      'content-length': String(bytes.length),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
    },
  })
}
