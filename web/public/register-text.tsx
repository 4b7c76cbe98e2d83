import { titledPage } from '#web/layout/titled-page.tsx'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

/** A text of the register with a page of its own, such as its professional code. */
export function showRegisterText(visit: Visit): Promise<Response> {
  const wanted = visit.param('text')
  const found = visit.context.register.texts.find(({ id }) => id === wanted)
  if (found === undefined) notFound()
  return titledPage(
    visit,
    { title: found.title },
    found.paragraphs.map((paragraph) => <p>{paragraph}</p>),
  )
}
