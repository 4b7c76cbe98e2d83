import type { Link } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import { inPortfolio } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'

/** A page within what somebody does about their development, below these. */
export function inDevelopment(visit: Visit, ...deeper: readonly Link[]) {
  const { id } = visit.context.register
  return inPortfolio(visit, { label: 'Ontwikkeling', href: paths.development(id) }, ...deeper)
}

/** A page within the development plan, below these. */
export function inPlan(visit: Visit, ...deeper: readonly Link[]) {
  const { id } = visit.context.register
  return inDevelopment(
    visit,
    { label: 'Ontwikkelplan', href: paths.developmentPlan(id) },
    ...deeper,
  )
}
