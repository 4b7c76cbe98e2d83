import { formatDay, formatDayShort } from '#language/days.ts'
import type { Unit } from '#language/numbers.ts'
import { formatNumber, quantityInText } from '#language/numbers.ts'
import type { DocumentRegister, MadeDocument } from './register.ts'
import { typeset } from './typeset.ts'

/** How far one norm is. Quantities are hundredths. */
export type PortfolioNorm = {
  readonly name: string
  /** The word behind what is asked; absent where only the sentence is told. */
  readonly unit?: Unit
  readonly required: number
  readonly approved: number
  readonly pending: number
  readonly planned: number
  /** What is still missing, or that the norm is met, in one sentence. */
  readonly sentence: string
}

/** One activity as the overview lists it. */
export type PortfolioActivity = {
  /** The last day of the activity in ISO text. */
  readonly day: string
  readonly title: string
  readonly provider?: string
  readonly kind: string
  readonly accredited: boolean
  /** By which label, and how that stands on the day. */
  readonly label?: string
  readonly claimed: number
  readonly counted: number
  /** The word that the product uses for its state, such as `Goedgekeurd`. */
  readonly state: string
  /** Why less counts than was claimed, where that is so. */
  readonly reason?: string
  readonly evidence: readonly string[]
}

/** What the overview of a portfolio says. Days are ISO text. */
export type PortfolioData = {
  readonly register: DocumentRegister
  readonly name: string
  readonly registrationNumber: string
  readonly status: string
  readonly madeOn: string
  /**
   * Activities from `first` up to and including `last` count; `last` is absent while no end is
   * known, both where the register asks no activities.
   */
  readonly first?: string
  readonly last?: string
  readonly norms: readonly PortfolioNorm[]
  readonly activities: readonly PortfolioActivity[]
}

/** The portfolio as a PDF to keep or to print: the norms, every activity, and the totals. */
export function portfolio(data: PortfolioData): Promise<MadeDocument> {
  return typeset({
    template: 'portfolio',
    title: `Portfolio ${data.register.shortName} van ${data.name}`,
    fileName: `portfolio-${data.registrationNumber}-${data.madeOn}`,
    day: data.madeOn,
    register: data.register,
    data: {
      name: data.name,
      registrationNumber: data.registrationNumber,
      status: data.status,
      madeOn: formatDay(data.madeOn),
      first: data.first === undefined ? null : formatDay(data.first),
      last: data.last === undefined ? null : formatDay(data.last),
      norms: data.norms.map((norm) => ({
        name: norm.name,
        required: norm.unit === undefined ? null : quantityInText(norm.required, norm.unit),
        approved: formatNumber(norm.approved),
        pending: formatNumber(norm.pending),
        planned: formatNumber(norm.planned),
        approvedShare: share(norm.approved, norm.required),
        pendingShare: share(norm.pending, norm.required),
        sentence: norm.sentence,
      })),
      activities: data.activities.map((activity) => ({
        day: formatDayShort(activity.day),
        title: activity.title,
        provider: activity.provider ?? null,
        kind: activity.kind,
        accredited: activity.accredited,
        label: activity.label ?? null,
        claimed: formatNumber(activity.claimed),
        counted: formatNumber(activity.counted),
        state: activity.state,
        reason: activity.reason ?? null,
        evidence: activity.evidence,
      })),
      claimed: formatNumber(data.activities.reduce((sum, activity) => sum + activity.claimed, 0)),
      counted: formatNumber(data.activities.reduce((sum, activity) => sum + activity.counted, 0)),
      accredited: formatNumber(
        data.activities
          .filter((activity) => activity.accredited)
          .reduce((sum, activity) => sum + activity.counted, 0),
      ),
    },
  })
}

/** Which part of a bar is filled, from 0 to 1. */
function share(part: number, whole: number): number {
  return whole <= 0 ? 1 : Math.min(1, part / whole)
}
