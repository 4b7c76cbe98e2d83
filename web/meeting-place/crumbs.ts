import type { Link } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { inPortfolio } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

/** A page within the meeting place, below these. */
export function inMeetingPlace(visit: Visit, ...deeper: readonly Link[]) {
  const { id } = visit.context.register
  return inPortfolio(visit, { label: 'Ontmoeten', href: paths.meetingPlace(id) }, ...deeper)
}

/** The regions and themes of the register; one without a meeting place has no such page. */
export function placeOf({ context }: Visit) {
  return context.register.meetingPlace ?? notFound()
}

/** What a region or theme is called. */
export function labelIn(
  all: readonly { readonly id: string; readonly label: string }[],
  id: string,
): string {
  return all.find((one) => one.id === id)?.label ?? ''
}
