import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Interim, Regulation } from '#engine'
import type { Register } from '#regulations/register.ts'

/** What of an activity decides whether it is held against the admission criterion. */
export type Admitted = Pick<PortfolioActivity, 'kind' | 'accredited' | 'attributes'>

/** The admission criterion of a register, for an activity that is held against it. */
export function admissionOf(
  { admission }: Pick<Register, 'admission'>,
  regulation: Regulation,
  activity: Admitted,
): Register['admission'] {
  if (admission?.without === undefined) return admission
  return hasAttribute(regulation, activity, admission.without) ? undefined : admission
}

/** How an activity can be judged apart from an application: by its kind, or as what is admitted is. */
export function interimOf(
  register: Pick<Register, 'admission'>,
  regulation: Regulation,
  activity: Admitted,
): Interim | undefined {
  const kind = regulation.kinds.find(({ id }) => id === activity.kind)
  if (kind?.interim !== undefined) return kind.interim
  const admission = admissionOf(register, regulation, activity)
  if (kind === undefined || admission?.interim === undefined) return undefined
  const { text, members, within } = admission.interim
  return {
    article: admission.article,
    text,
    accredits: false,
    ...(members === undefined ? {} : { members }),
    ...(within === undefined ? {} : { within }),
  }
}

function hasAttribute(regulation: Regulation, activity: Admitted, attribute: string): boolean {
  if (attribute !== 'accredited') return activity.attributes[attribute] === true
  const kind = regulation.kinds.find(({ id }) => id === activity.kind)
  return activity.accredited || kind?.accreditation === 'by-decision'
}
