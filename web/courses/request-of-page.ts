import { findRequest } from '#domain/learning/request/queries.ts'
import type { AccreditationRequest, RequestPart } from '#domain/learning/request/request.ts'
import { feeFor } from '#domain/learning/request/request.ts'
import { titleOf } from '#domain/learning/request/title.ts'
import { formatMoney } from '#language/numbers.ts'
import type { Register } from '#regulations/register.ts'
import { seeGiven } from '#web/courses/courses.tsx'
import type { Giving } from '#web/courses/given-by.ts'
import { isOf } from '#web/courses/given-by.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

/** What a page of a request is about: whose it is, the request, and of what it is asked. */
export interface OfPage {
  readonly giving: Giving
  readonly request: AccreditationRequest
  readonly title: string
}

/** The request that the address names; not found where it is another’s. */
export async function requestOfPage(visit: Visit): Promise<OfPage> {
  const giving = await seeGiven(visit)
  const request = await findRequest(visit.context, visit.param('request'))
  if (request === undefined || !isOf(giving.owner, request.owner)) return notFound()
  return { giving, request, title: await titleOf(visit.context, request) }
}

/** The same while it was not handed in. */
export async function draftOfPage(visit: Visit): Promise<OfPage> {
  const of = await requestOfPage(visit)
  return of.request.handedInOn === undefined ? of : notFound()
}

/** The register that a part asks. */
export function registerOf(visit: Visit, part: Pick<RequestPart, 'register'>): Register {
  return visit.context.platform.registers.get(part.register) ?? notFound()
}

/** All registers that a request asks. */
export const registersOf = (visit: Visit, { parts }: AccreditationRequest) =>
  parts.map((part) => registerOf(visit, part))

/** Where a page of a request stands. */
export const frameOf = (
  { giving: { frame, to } }: Pick<OfPage, 'giving'>,
  more: { label: string; href: string }[] = [],
) => ({
  ...frame,
  breadcrumb: [...frame.breadcrumb, { label: 'Accreditatie', href: to.requests }, ...more],
})

/** Where a page below that of a request stands. */
export const within = (of: OfPage) =>
  frameOf(of, [{ label: of.title, href: of.giving.to.request(of.request.id) }])

/** What is asked of one register, by the address. */
export async function partOfPage(
  visit: Visit,
): Promise<OfPage & { part: RequestPart; register: Register }> {
  const of = await requestOfPage(visit)
  const part = of.request.parts.find(({ id }) => id === visit.param('part'))
  return part === undefined ? notFound() : { ...of, part, register: registerOf(visit, part) }
}

/** What a register asks for looking at it: “Gratis”, “Kosten: € 150”. */
export function priceOf(register: Register, part: RequestPart, today: Temporal.PlainDate): string {
  const fee = part.fee ?? feeFor(register, part.purpose, today)
  return fee === 0 ? 'Gratis' : `Kosten: ${formatMoney(fee)}`
}
