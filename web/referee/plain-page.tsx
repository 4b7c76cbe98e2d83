import type { Content } from '#web/kit/index.ts'
import type { TitledFacts } from '#web/layout/titled-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// What somebody with a link, and without an account, reads where there is nothing to answer.

/** A page that says one thing: why nothing is asked, or why what was sent is not taken. */
export function plainPage(visit: Visit, facts: TitledFacts, text: Content): Promise<Response> {
  const status = facts.status ?? (visit.request.method === 'POST' ? 409 : 200)
  return titledPage(visit, { ...facts, status, hidden: true }, <p class="lead">{text}</p>)
}

/** A link that was never sent, or not all of one; what for, such as "een bevestiging". */
export function unknownLink(visit: Visit, what: string): Promise<Response> {
  const { you } = speech(visit)
  if (visit.param('token').length > 200) notFound()
  return plainPage(
    visit,
    { title: 'We kunnen deze link niet vinden', status: 404 },
    <>
      Kijk of {you} het hele adres uit de e-mail hebt overgenomen. Lukt het niet? Vraag dan om een
      nieuwe link aan wie {you} om {what} vroeg.
    </>,
  )
}

/** Says that a page shows something of somebody to whom they asked it, by a link. */
export function showsByLink(
  visit: Visit,
  { id, registrationId }: { readonly id: string; readonly registrationId: string },
): void {
  visit.shows({
    about: 'registration',
    id: registrationId,
    thing: 'question',
    thingId: id,
    as: { role: 'asked' },
    to: { kind: 'referee', requestId: id },
  })
}
