import { openDocument } from '#domain/platform/paper/open-document.ts'
import { comingPage } from '#web/papers.tsx'
import { evidenceResponse } from '#web/professional/activity-evidence.ts'
import type { Visit } from '#web/route.ts'
import { accountOf, notFound } from '#web/route.ts'

/** A document of whoever asks; somebody else's is not found. */
export async function showDocument(visit: Visit): Promise<Response> {
  const { personId } = accountOf(visit)
  if (personId === undefined) notFound()
  return documentResponse(visit, visit.param('id'), personId)
}

/**
 * A stored document as a download; with a person only when it is theirs. A paper that is still being
 * made is waited for on a page that leads to it.
 */
export async function documentResponse(
  visit: Visit,
  id: string,
  personId?: string,
): Promise<Response> {
  const opened = await openDocument(visit.context, id, personId)
  switch (opened.outcome) {
    case 'opened':
      return evidenceResponse(opened)
    case 'coming':
      return comingPage(visit, opened.paper)
    case 'unknown':
      return notFound()
  }
}
