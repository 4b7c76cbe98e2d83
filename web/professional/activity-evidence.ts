import { Readable } from 'node:stream'
import type { OpenedEvidence } from '#domain/dossier/evidence/open-evidence.ts'
import { openEvidence } from '#domain/dossier/evidence/open-evidence.ts'
import { comingPage } from '#web/papers.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf } from '#web/route.ts'

/** A file of one's own portfolio. */
export async function showActivityEvidence(visit: Visit): Promise<Response> {
  const within = { registrationId: registrationOf(visit) }
  return evidenceShown(visit, await openEvidence(visit.context, visit.param('evidence'), within))
}

/** A file of somebody's portfolio, or that the form of their answers is still being made. */
export function evidenceShown(visit: Visit, opened: OpenedEvidence): Response | Promise<Response> {
  return opened.outcome === 'coming' ? comingPage(visit, opened.paper) : evidenceResponse(opened)
}

/** A file of somebody's portfolio as a response in which nothing can run; not found when it is not there. */
export function evidenceResponse(opened: Exclude<OpenedEvidence, { outcome: 'coming' }>): Response {
  if (opened.outcome === 'not-found') return notFound()
  const { contents, mediaType, size, name } = opened
  // Only what cannot run anything is shown in the browser; the rest is saved.
  const how = policies.has(mediaType) ? 'inline' : 'attachment'
  return new Response(Readable.toWeb(contents) as ReadableStream, {
    headers: {
      'content-type': mediaType,
      'content-length': String(size),
      'content-disposition': `${how}; filename="${asciiName(name)}"; filename*=UTF-8''${encoded(name)}`,
      'content-security-policy': policies.get(mediaType) ?? sandbox,
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}

const sandbox = "sandbox; default-src 'none'; frame-ancestors 'self'"

// Some browsers do not show a PDF in a sandbox.
const policies: ReadonlyMap<string, string> = new Map([
  ['application/pdf', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"],
  ['image/jpeg', sandbox],
  ['image/png', sandbox],
])

function asciiName(name: string): string {
  return name.replace(/[^\x20-\x7e]|["\\%]/g, '_')
}

function encoded(name: string): string {
  return encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
