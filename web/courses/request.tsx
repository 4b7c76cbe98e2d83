import { discardRequest } from '#domain/learning/request/draft-request.ts'
import { withdrawPart } from '#domain/learning/request/hand-in.ts'
import type { RequestPart } from '#domain/learning/request/request.ts'
import { showTasks } from '#web/courses/draft-request.tsx'
import { showStatus } from '#web/courses/handed-in-request.tsx'
import type { OfPage } from '#web/courses/request-of-page.ts'
import { registerOf, requestOfPage, within } from '#web/courses/request-of-page.ts'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound } from '#web/route.ts'

/** A request: what is still to be done, or how it stands in each register. */
export async function showRequest(visit: Visit): Promise<Response> {
  const of = await requestOfPage(visit)
  const { request } = of
  return request.handedInOn === undefined ? showTasks(visit, of) : showStatus(visit, of)
}

// What is stopped: a draft as a whole, or what was asked of one register and is not decided.
async function toStop(visit: Visit): Promise<OfPage & { readonly part: RequestPart | undefined }> {
  const of = await requestOfPage(visit)
  const wanted = visit.url.searchParams.get('deel') ?? visit.form.value('deel')
  const part = of.request.parts.find(({ id }) => id === wanted)
  if (of.request.handedInOn !== undefined && part === undefined) return notFound()
  return { ...of, part: of.request.handedInOn === undefined ? undefined : part }
}

/** A last question before a draft is thrown away, or what was asked of a register is taken back. */
export async function showStop(visit: Visit): Promise<Response> {
  const of = await toStop(visit)
  const { giving, request, part, title } = of
  const back = { label: 'Toch niet', href: giving.to.request(request.id) }
  if (part === undefined) {
    return confirmPage(visit, {
      title: 'Aanvraag weggooien?',
      ...within(of),
      lead: (
        <p>
          Wat is ingevuld over {title}, en de bestanden die erbij liggen, zijn dan weg. De opleiding
          zelf blijft.
        </p>
      ),
      danger: true,
      button: 'Weggooien',
      back,
    })
  }
  const register = registerOf(visit, part)
  return confirmPage(visit, {
    title: `Aanvraag bij ${register.shortName} intrekken?`,
    ...within(of),
    lead: (
      <p>
        {register.shortName} besluit dan niet over {title}. Een nieuwe aanvraag kan altijd, met deze
        als voorbeeld.
      </p>
    ),
    form: { hidden: { deel: part.id } },
    danger: true,
    button: 'Intrekken',
    back,
  })
}

/** Does so. */
export async function sendStop(visit: Visit): Promise<Response> {
  const { giving, request, part } = await toStop(visit)
  const { owner, to } = giving
  const here = to.request(request.id)
  if (part === undefined) {
    const done = await discardRequest(visit.context, owner, request.id)
    return done.outcome === 'discarded'
      ? leaveFor(visit, to.requests, 'De aanvraag is weggegooid.')
      : leaveFor(visit, here, 'De aanvraag was al ingestuurd.', 'info')
  }
  const done = await withdrawPart(visit.context, owner, part.id)
  return done.outcome === 'withdrawn'
    ? leaveFor(visit, here, 'De aanvraag is ingetrokken.')
    : leaveFor(visit, here, 'Er was al besloten, of het was al ingetrokken.', 'info')
}
