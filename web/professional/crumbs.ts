import type { Link } from '#web/kit/index.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { accountOf } from '#web/route.ts'
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
  const dossier = { label: 'Mijn dossier', href: paths.dossier(visit.context.register.id) }
  return inPortfolio(visit, dossier, ...deeper)
}

/** A page within what the register grants, below these. */
export function inCertification(visit: Visit, ...deeper: readonly Link[]) {
  const { register, certification } = speech(visit)
  return within({ label: certification.Name, href: paths.certification(register.id) }, deeper)
}

/** A page within what the register knows of somebody, below these. */
export function inMyData(visit: Visit, ...deeper: readonly Link[]) {
  return within(myData(visit), deeper)
}

/** A page that leads on from one's own data, and for whoever only works for the register from how one signs in. */
export function inOwnData(visit: Visit) {
  return isKnown(visit) ? inMyData(visit) : { breadcrumb: [security(visit)] }
}

/** The page about how one signs in: within one's own data, where the register has any. */
export function inAccount(visit: Visit) {
  return isKnown(visit) ? inMyData(visit) : {}
}

/** A page below the one about how one signs in. */
export function inSecurity(visit: Visit) {
  return isKnown(visit)
    ? within(myData(visit), [security(visit)])
    : { breadcrumb: [security(visit)] }
}

function isKnown(visit: Visit): boolean {
  const { registrationId, endedRegistrationId } = accountOf(visit)
  return (registrationId ?? endedRegistrationId) !== undefined
}

function security(visit: Visit): Link {
  return { label: 'Inloggen en beveiliging', href: paths.security(visit.context.register.id) }
}

function myData(visit: Visit): Link {
  return { label: 'Mijn gegevens', href: paths.myData(visit.context.register.id) }
}

function within(top: Link, deeper: readonly Link[]) {
  return { current: top.href, breadcrumb: [top, ...deeper] }
}
