import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf } from '#web/route.ts'

/** Where a page of an organisation stands: below its own. */
export function inOrganisation(visit: Visit, current?: string) {
  const { organisation } = actingOf(visit)
  const href = paths.organisation(visit.context.register.id, organisation.id)
  return {
    current: current ?? href,
    breadcrumb: [{ label: organisation.name, href }],
    hidden: true,
  }
}
