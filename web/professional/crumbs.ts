import type { Link } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// Where in the room of a professional a page stands: the item of the navigation, and the way back.

/** A page within the portfolio, below these. */
export function inPortfolio(visit: Visit, ...deeper: readonly Link[]) {
  return within(
    { label: 'Mijn portfolio', href: paths.portfolio(visit.context.register.id) },
    deeper,
  )
}

/** A page within the dossier, below these. */
export function inDossier(visit: Visit, ...deeper: readonly Link[]) {
  return within({ label: 'Mijn dossier', href: paths.dossier(visit.context.register.id) }, deeper)
}

/** A page within what the register grants, below these. */
export function inCertification(visit: Visit, ...deeper: readonly Link[]) {
  const { register, certification } = speech(visit)
  return within({ label: certification.Name, href: paths.certification(register.id) }, deeper)
}

/** A page within what the register knows of somebody. */
export function inMyData(visit: Visit) {
  return within({ label: 'Mijn gegevens', href: paths.myData(visit.context.register.id) }, [])
}

function within(top: Link, deeper: readonly Link[]) {
  return { current: top.href, breadcrumb: [top, ...deeper] }
}
