import { formatDay } from '#language/days.ts'
import { assess } from './assess.ts'
import type { Assessment } from './assessment.ts'
import type { CompiledRegulation } from './compile.ts'
import type { Activity, Dossier } from './dossier.ts'
import { asksActivities, isMeasure, labelOfNorm } from './norms.ts'
import { countingWindow } from './periods.ts'
import type { Amount } from './quantity.ts'
import { formatAmount, nothing } from './quantity.ts'
import { inMeasure } from './saying/words.ts'

/** What is still missing for one norm, and the pace that is needed to have it in time. */
export type Pace = {
  readonly norm: string
  readonly shortfall: Amount
  readonly shortfallWithPlanned: Amount
  /** The amount needed in each month that is left, rounded up to a hundredth. */
  readonly perMonth: Amount
  /** Begun months that are left; at least one while the day is still to come. */
  readonly monthsLeft: number
  readonly before: Temporal.PlainDate
  readonly text: string
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
  readonly text: string
}

/** What must still be done for each norm that counts, spread evenly over the months before a day. */
export function pace(
  compiled: CompiledRegulation,
  assessment: Assessment,
  before: Temporal.PlainDate,
): readonly Pace[] {
  const { regulation } = compiled
  const left = assessment.on.until(before, { largestUnit: 'months' })
  const monthsLeft = Math.max(0, left.months + (left.days > 0 ? 1 : 0))
  return assessment.norms
    .filter((norm) => isMeasure(norm.measure) && norm.shortfall > 0)
    .map((norm) => {
      const shortfallWithPlanned = norm.withPlanned.shortfall
      // What is still to be done helps no year that is over.
      const over = norm.shortYears.filter(({ year }) => isBefore(year.last, assessment.on))
      const lost = over.reduce((sum, { missing }) => sum + missing, 0)
      const toDo = Math.max(0, shortfallWithPlanned - lost) as Amount
      const perMonth = (monthsLeft === 0 ? toDo : Math.ceil(toDo / monthsLeft)) as Amount
      const label = labelOfNorm(regulation, assessment.sort, norm.id)
      const amount = (of: Amount) =>
        isMeasure(norm.measure) ? inMeasure(of, norm.measure, compiled) : formatAmount(of)
      const years = over.map(
        ({ year, missing }) =>
          `van ${formatDay(year.first)} tot en met ${formatDay(year.last)} is het ${amount(missing)} te weinig, en dat is voorbij: alleen wat toen is gedaan, helpt nog`,
      )
      const ahead =
        shortfallWithPlanned === nothing
          ? ['met wat gepland is, is het genoeg']
          : toDo === nothing
            ? []
            : monthsLeft === 0
              ? [`nog ${amount(toDo)}, en er is geen tijd meer vóór ${formatDay(before)}`]
              : [
                  `nog ${amount(toDo)} vóór ${formatDay(before)}, dat is ${amount(perMonth)} per maand`,
                ]
      const text = [...years, ...ahead].map((each) => `${label}: ${each}.`).join(' ')
      return {
        norm: norm.id,
        shortfall: norm.shortfall,
        shortfallWithPlanned,
        perMonth,
        monthsLeft,
        before,
        text,
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
  const paces = pace(compiled, today, before)
  const yes = compiled.words.address === 'je' ? 'je haalt' : 'u haalt'
  if (today.outcome === 'met' || today.outcome === 'exempt') {
    return {
      before,
      outcome: 'already-met',
      metOn: on,
      needed: [],
      paces,
      text: 'De norm is al gehaald.',
    }
  }
  if (isGood(today)) {
    const text = 'Als alles wat is ingestuurd wordt goedgekeurd, is de norm al gehaald.'
    return { before, outcome: 'undetermined', metOn: on, needed: [], paces, text }
  }
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
      before,
      outcome: 'met-with-planned',
      metOn: day,
      needed: needed.map((activity) => activity.id),
      paces,
      text: `Ja, ${yes} het vóór ${formatDay(before)}: met wat gepland is op ${formatDay(day)}, als alles wordt goedgekeurd.`,
    }
  }
  const late = lateReasons(compiled, dossier, on, before)
  // No pace helps once nothing counts any more; and that it is enough with what is planned is not
  // said where some of that comes too late.
  const canStill = isBefore(on, countingWindow(compiled, dossier, before).last)
  const helpful = canStill
    ? paces.filter((each) => late.length === 0 || each.shortfallWithPlanned > 0)
    : []
  const lacking = [...late, ...helpful.map((each) => each.text)].join(' ')
  return {
    before,
    outcome: 'not-met-with-planned',
    needed: planned.map((activity) => activity.id),
    paces,
    text: asksActivities(compiled.regulation)
      ? `Met wat gepland is, is het op ${formatDay(before)} nog niet genoeg. ${lacking}`.trim()
      : `Aan de normen is nog niet voldaan. Plannen verandert dat niet: er worden geen activiteiten gevraagd.`,
  }
}

/** Why what is planned does not help before a day: it comes after that day, or after the counting. */
function lateReasons(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
  before: Temporal.PlainDate,
): readonly string[] {
  const planned = dossier.activities.filter((each) => each.state === 'planned').toSorted(byDay)
  const reasons = planned.flatMap(({ completedOn }) => {
    const day = formatDay(completedOn)
    const { last } = countingWindow(compiled, dossier, laterOf(on, completedOn))
    if (isBefore(last, completedOn)) {
      return [`Wat gepland is op ${day}, komt na ${formatDay(last)}, de laatste dag die meetelt.`]
    }
    return isBefore(completedOn, before)
      ? []
      : [`Wat gepland is op ${day}, is niet vóór ${formatDay(before)} gedaan.`]
  })
  return [...new Set(reasons)]
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
