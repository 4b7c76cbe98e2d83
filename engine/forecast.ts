import { assess } from './assess.ts'
import type { Assessment, NormMeasure, ShortYear } from './assessment.ts'
import type { CompiledRegulation } from './compile.ts'
import type { Activity, Dossier } from './dossier.ts'
import { isMeasure } from './norms.ts'
import { countingWindow } from './periods.ts'
import type { Amount } from './quantity.ts'

/** What is still missing for one norm, and the pace that is needed to have it in time. */
export type Pace = {
  readonly norm: string
  readonly measure: NormMeasure
  /** What is missing on the day itself, without what is planned: as the norm says it. */
  readonly shortfall: Amount
  readonly shortfallWithPlanned: Amount
  /** Of that, what can still be done: what years lack that are over, cannot. */
  readonly toDo: Amount
  readonly over: readonly ShortYear[]
  /** The amount needed in each month that is left, rounded up to a hundredth. */
  readonly perMonth: Amount
  /** Begun months that are left; at least one while the day is still to come. */
  readonly monthsLeft: number
  readonly before: Temporal.PlainDate
}

/** Why something planned does not help: it is not done before the day, or after the last that counts. */
export type TooLate = {
  readonly on: Temporal.PlainDate
  /** The last day that counts, where it comes after that. */
  readonly last?: Temporal.PlainDate
}

/** "Haal ik het vóór mijn datum?" */
export type Forecast = {
  readonly before: Temporal.PlainDate
  readonly outcome: 'already-met' | 'met-with-planned' | 'not-met-with-planned' | 'undetermined'
  /** The first day on which the norms are met if all goes as planned. */
  readonly metOn?: Temporal.PlainDate
  /** The planned activities that are needed to get there, earliest first. */
  readonly needed: readonly string[]
  readonly paces: readonly Pace[]
  /** What is planned too late to help, where what is planned is not enough. */
  readonly late: readonly TooLate[]
  /** Whether anything that is still done counts. */
  readonly canStill: boolean
}

/**
 * What must still be done for each norm that counts, spread evenly over the months from a day on that
 * are left before another. The assessment may be of a later day, so that it has what will be so then;
 * `today` is then that of the day itself.
 */
export function pace(
  assessment: Assessment,
  before: Temporal.PlainDate,
  today: Assessment = assessment,
): readonly Pace[] {
  const { on } = today
  const left = on.until(before, { largestUnit: 'months' })
  const monthsLeft = Math.max(0, left.months + (left.days > 0 ? 1 : 0))
  return assessment.norms
    .filter((norm) => isMeasure(norm.measure) && norm.shortfall > 0)
    .map(({ id, measure, shortfall, withPlanned, shortYears }) => {
      const shortfallWithPlanned = withPlanned.shortfall
      // What is still to be done helps no year that is over.
      const over = shortYears.filter(({ year }) => isBefore(year.last, on))
      const lost = over.reduce((sum, { missing }) => sum + missing, 0)
      const toDo = Math.max(0, shortfallWithPlanned - lost) as Amount
      const perMonth = (monthsLeft === 0 ? toDo : Math.ceil(toDo / monthsLeft)) as Amount
      return {
        norm: id,
        measure,
        shortfall: today.norms.find((norm) => norm.id === id)?.shortfall ?? shortfall,
        shortfallWithPlanned,
        toDo,
        over,
        perMonth,
        monthsLeft,
        before,
      }
    })
}

/**
 * Assesses the dossier as it will be when the planned activities are done as planned, as if it were
 * submitted on the last of them. As the look-back moves along, an early activity may have dropped
 * out by then. `today` is the assessment of this dossier on this day, where it was made already.
 */
export function forecast(
  compiled: CompiledRegulation,
  dossier: Dossier,
  { on, before }: { readonly on: Temporal.PlainDate; readonly before: Temporal.PlainDate },
  today: Assessment = assess(compiled, dossier, on),
): Forecast {
  const canStill = isBefore(on, countingWindow(compiled, dossier, before).last)
  const known = { before, paces: pace(today, before), late: [], canStill }
  if (today.outcome === 'met' || today.outcome === 'exempt') {
    return { ...known, outcome: 'already-met', metOn: on, needed: [] }
  }
  if (isGood(today)) return { ...known, outcome: 'undetermined', metOn: on, needed: [] }
  const planned = dossier.activities
    .filter((activity) => activity.state === 'planned' && isBefore(activity.completedOn, before))
    .toSorted(byDay)
  const days = new Map(
    planned.map(({ completedOn }) => {
      const day = laterOf(on, completedOn)
      return [day.toString(), day]
    }),
  )
  for (const day of days.values()) {
    const done = planned.filter((each) => !isBefore(day, each.completedOn))
    if (!isGood(assess(compiled, asDone(dossier, done), day))) continue
    const needed = withoutNeedless(done, (some) =>
      isGood(assess(compiled, asDone(dossier, some), day)),
    )
    return {
      ...known,
      outcome: 'met-with-planned',
      metOn: day,
      needed: needed.map((activity) => activity.id),
    }
  }
  // Whoever applies at the last moment has done only what is planned before it, and the look-back has
  // moved on until then.
  const last = laterOf(on, before.subtract({ days: 1 }))
  const inTime = dossier.activities.filter(
    (each) => each.state !== 'planned' || isBefore(each.completedOn, before),
  )
  const then = assess(compiled, { ...dossier, activities: inTime }, last)
  return {
    ...known,
    outcome: 'not-met-with-planned',
    paces: pace(then, before, today),
    needed: planned.map((activity) => activity.id),
    late: tooLate(compiled, dossier, on, before),
  }
}

/** What is planned and does not help before a day: it comes after that day, or after the counting. */
function tooLate(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
  before: Temporal.PlainDate,
): readonly TooLate[] {
  const planned = dossier.activities.filter((each) => each.state === 'planned').toSorted(byDay)
  const reasons = planned.flatMap(({ completedOn }): TooLate[] => {
    const { last } = countingWindow(compiled, dossier, laterOf(on, completedOn))
    if (isBefore(last, completedOn)) return [{ on: completedOn, last }]
    return isBefore(completedOn, before) ? [] : [{ on: completedOn }]
  })
  // Of several on one day it is said once.
  return reasons.filter(({ on: day }, at) => !reasons[at - 1]?.on.equals(day))
}

/** Good enough to apply with: met, or met once people approve it. */
function isGood(assessment: Assessment): boolean {
  // What is undetermined as nobody has said whether a norm applies, approval does not help.
  const approvable =
    assessment.temporary === undefined && !assessment.norms.some((norm) => norm.inDoubt)
  return assessment.outcome === 'met' || (assessment.outcome === 'undetermined' && approvable)
}

function asDone(dossier: Dossier, done: readonly Activity[]): Dossier {
  const ids = new Set(done.map((activity) => activity.id))
  return {
    ...dossier,
    activities: dossier.activities.map((activity) =>
      ids.has(activity.id) ? { ...activity, state: 'claimed' } : activity,
    ),
  }
}

/** Leaves out, latest first, what is not needed. */
function withoutNeedless(
  done: readonly Activity[],
  isEnough: (some: readonly Activity[]) => boolean,
): readonly Activity[] {
  return done.toReversed().reduce((kept, each) => {
    const fewer = kept.filter((activity) => activity !== each)
    return isEnough(fewer) ? fewer : kept
  }, done)
}

function byDay(a: Activity, b: Activity): number {
  return Temporal.PlainDate.compare(a.completedOn, b.completedOn) || (a.id < b.id ? -1 : 1)
}

function isBefore(day: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(day, other) < 0
}

function laterOf(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) > 0 ? a : b
}
