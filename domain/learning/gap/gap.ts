import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Activity, Amount, Assessment, Measure } from '#engine'
import { assess, hundredthsOf, isMeasure, labelOfNorm, nothing } from '#engine'

/** What something does for one norm: how much of what is missing it brings. */
export interface Fill {
  readonly norm: string
  readonly label: string
  readonly measure: Measure
  readonly fills: Amount
  /** What is missing without it, with everything that is planned. */
  readonly missing: Amount
}

/** What is still missing for the norms that are counted, and what courses do for that. */
export class Gap {
  readonly loaded: LoadedDossier
  readonly assessment: Assessment
  /** The courses that stand in the portfolio as planned, by their ids: what they bring is counted in what is missing. */
  readonly planned: ReadonlySet<string>
  private readonly today: Temporal.PlainDate
  private readonly known = new Map<string, readonly Fill[]>()

  constructor(
    loaded: LoadedDossier,
    today: Temporal.PlainDate,
    planned: ReadonlySet<string> = new Set(),
  ) {
    this.loaded = loaded
    this.today = today
    this.planned = planned
    this.assessment = assess(loaded.compiled, loaded.dossier, today)
  }

  /** What is missing, by norm, with everything that is planned done. */
  get missing(): readonly Omit<Fill, 'fills'>[] {
    const { compiled, dossier } = this.loaded
    return this.assessment.norms.flatMap(({ id, measure, withPlanned }) =>
      isMeasure(measure) && withPlanned.shortfall > nothing
        ? [
            {
              norm: id,
              label: labelOfNorm(compiled.regulation, dossier, id),
              measure,
              missing: withPlanned.shortfall,
            },
          ]
        : [],
    )
  }

  /**
   * What a course that counts so brings, followed on a day, or today where it has none: the dossier is assessed with
   * it. What counts alike in the same year is reckoned once; `exactly` reckons it for this day alone. One that is planned
   * brings nothing more.
   */
  fills(
    counts: readonly Counts[],
    { course, alike, day, exactly = false }: CourseThen,
  ): readonly Fill[] {
    if (this.planned.has(course)) return []
    const on = day === undefined || day <= this.today.toString() ? this.today.toString() : day
    const inTime = on <= this.assessment.window.last.toString()
    const key = exactly ? `${alike} ${on}` : `${alike} ${on.slice(0, 4)} ${inTime}`
    const known = this.known.get(key)
    if (known !== undefined) return known
    const found = this.reckon(counts, Temporal.PlainDate.from(on))
    this.known.set(key, found)
    return found
  }

  // What it counts for as several kinds is there together.
  private reckon(counts: readonly Counts[], on: Temporal.PlainDate): readonly Fill[] {
    const missing = this.missing
    const { compiled, dossier } = this.loaded
    const known = counts.filter(({ kind }) =>
      compiled.regulation.kinds.some(({ id }) => id === kind),
    )
    if (missing.length === 0 || known.length === 0) return []
    const course = known.map(
      ({ kind, amount, attributes }, at): Activity => ({
        id: `course-${at}`,
        kind,
        title: '',
        completedOn: on,
        claimed: amount,
        attributes: Object.fromEntries(attributes.map((id) => [id, true])),
        details: {},
        state: on.equals(this.today) ? 'claimed' : 'planned',
      }),
    )
    const withIt = { ...dossier, activities: [...dossier.activities, ...course] }
    const { norms } = assess(compiled, withIt, this.today)
    return missing.flatMap((norm) => {
      const left = norms.find(({ id }) => id === norm.norm)?.withPlanned.shortfall
      const fills = left === undefined ? 0 : norm.missing - left
      return fills > 0 ? [{ ...norm, fills: hundredthsOf(fills) }] : []
    })
  }
}

/** Which course would be followed and when, and what is the same for whatever counts alike. */
export interface CourseThen {
  /** Its id. */
  readonly course: string
  readonly alike: string
  readonly day: string | undefined
  readonly exactly?: boolean
}

/** How much it brings to all norms together: what helps with two of them comes before what helps with one. */
export function sumOf(fills: readonly Fill[]): number {
  return fills.reduce((sum, { fills: one }) => sum + one, 0)
}
