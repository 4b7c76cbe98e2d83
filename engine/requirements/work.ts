import { formatDay } from '#language/days.ts'
import { spanInWords } from '#language/spans.ts'
import { isLonger, periodUntil, wholeMonths } from '../adding-time.ts'
import type { WorkSpell } from '../dossier.ts'
import { submissionDay } from '../dossier.ts'
import type { Amount } from '../quantity.ts'
import { formatAmount } from '../quantity.ts'
import { figuresInWords } from '../saying/words.ts'
import type { Standing } from '../standing.ts'
import type { Period } from '../terms.ts'
import type { ConditionKind } from './condition-kind.ts'
import { notGiven } from './condition-kind.ts'

/** Work of at least so much. */
type WorkCondition = {
  readonly kind: 'work'
  /** Hours in the window, whole months in the window, or the average of hours a week now. */
  readonly measure: 'hours' | 'months' | 'hours-per-week-now'
  readonly atLeast: Amount
  /** How far back from submission spells count; absent: all. */
  readonly within?: Temporal.Duration
  /** Only after the day in this fact, such as graduation. */
  readonly after?: string
  /** An interruption longer than this makes everything before it void. */
  readonly voidAfterGapOf?: Temporal.Duration
}

/** A spell cut to the days that count. */
type Counted = {
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  readonly spell: WorkSpell
}

const measures = {
  hours: 'work-hours',
  months: 'work-months',
  'hours-per-week-now': 'hours-per-week',
} as const

/** What was worked up to a day, of which so much is still to be judged, and what a gap took away. */
type WorkFound = {
  readonly is: 'reckoned'
  readonly reached: Amount
  readonly provisional: Amount
  readonly until: Temporal.PlainDate
  readonly lost?: { readonly gap: Period; readonly amount: Amount }
}

/** Work experience from dated spells, reckoned to the day of submission. */
export const work: ConditionKind<WorkCondition, WorkFound> = {
  weigh: (condition, { dossier, on }) => {
    const until = submissionDay(dossier, on)
    const from = condition.after === undefined ? undefined : dossier.facts[condition.after]
    if (condition.after !== undefined && !(from instanceof Temporal.PlainDate)) {
      return {
        ...notGiven(condition.after),
        required: condition.atLeast,
        measure: measures[condition.measure],
      }
    }
    const after = from instanceof Temporal.PlainDate ? from : undefined
    const measured = (spells: readonly WorkSpell[]) =>
      measure(condition, countedOf(condition, spells, after, until), until)
    const spells = dossier.work.filter((spell) => spell.state !== 'rejected' && isWorked(spell))
    const approved = measured(
      spells.filter((spell) => spell.state === undefined || spell.state === 'approved'),
    )
    const reached = measured(spells)
    const standing: Standing =
      approved >= condition.atLeast
        ? 'met'
        : reached >= condition.atLeast
          ? 'undetermined'
          : 'not-met'
    const provisional = Math.max(0, reached - approved) as Amount
    const lost = lostOf(condition, spells, after, until)
    return {
      standing,
      measure: measures[condition.measure],
      required: condition.atLeast,
      counted: approved,
      provisional,
      found: {
        is: 'reckoned',
        reached,
        provisional,
        until,
        ...(lost === undefined ? {} : { lost }),
      },
    }
  },
  say: (condition, { reached, provisional, until, lost }) => {
    const figures = figuresInWords(
      { reached, required: condition.atLeast, provisional },
      unitOf(condition.measure),
      condition.within === undefined ? '' : ` in de laatste ${spanInWords(condition.within)}`,
    )
    const reckoned = `${figures}, ${condition.measure === 'hours-per-week-now' ? 'op' : 'tot en met'} ${formatDay(until)}.`
    return [reckoned, voidInWords(condition, lost)].join(' ').trim()
  },
  asks: ({ after }) => [
    ...(after === undefined ? [] : [{ what: 'fact', fact: after } as const]),
    { what: 'work' },
  ],
}

/** A job of no hours is no work: it makes no month, and it does not end an interruption. */
function isWorked({ hours, hoursPerWeek }: WorkSpell): boolean {
  return hours !== 0 && hoursPerWeek !== 0
}

function unitOf(measure: WorkCondition['measure']): (amount: Amount) => string {
  switch (measure) {
    case 'hours':
      return (amount) => `${formatAmount(amount)} uur werkervaring`
    case 'months':
      return (amount) =>
        `${formatAmount(amount)} ${amount === 100 ? 'maand' : 'maanden'} werkervaring`
    case 'hours-per-week-now':
      return (amount) => `${formatAmount(amount)} uur per week`
  }
}

/** What an interruption takes away; undefined where it takes nothing. */
function lostOf(
  condition: WorkCondition,
  spells: readonly WorkSpell[],
  after: Temporal.PlainDate | undefined,
  until: Temporal.PlainDate,
): WorkFound['lost'] {
  const { voidAfterGapOf: allowed, ...lenient } = condition
  const { gap } = afterLastGap(condition, spells, until)
  if (allowed === undefined || gap === undefined) return undefined
  const whole = measure(lenient, countedOf(lenient, spells, after, until), until)
  const amount = whole - measure(condition, countedOf(condition, spells, after, until), until)
  return amount > 0 ? { gap, amount: amount as Amount } : undefined
}

/** What an interruption takes away, with its days. */
function voidInWords(
  { voidAfterGapOf: allowed, measure: of }: WorkCondition,
  lost: WorkFound['lost'],
): string {
  if (allowed === undefined || lost === undefined) return ''
  const days = `van ${formatDay(lost.gap.first)} tot en met ${formatDay(lost.gap.last)}`
  return `Er is niet gewerkt ${days}. Dat is langer dan ${spanInWords(allowed)}, en daarom telt niet wat ervoor was: ${unitOf(of)(lost.amount)}.`
}

function countedOf(
  condition: WorkCondition,
  spells: readonly WorkSpell[],
  after: Temporal.PlainDate | undefined,
  until: Temporal.PlainDate,
): readonly Counted[] {
  // The window is as long as the regulation says and its last day is the day of submission.
  const opening =
    condition.within === undefined ? undefined : periodUntil(until, condition.within).first
  const graduated = after?.add({ days: 1 })
  return afterLastGap(condition, spells, until).kept.flatMap((spell) => {
    const first = [spell.first, opening, graduated]
      .filter((day) => day !== undefined)
      .reduce((a, b) => (Temporal.PlainDate.compare(a, b) > 0 ? a : b))
    const end = spell.last ?? until
    const last = Temporal.PlainDate.compare(end, until) > 0 ? until : end
    return Temporal.PlainDate.compare(first, last) > 0 ? [] : [{ first, last, spell }]
  })
}

/** Drops everything before the last interruption that is longer than the regulation allows. */
function afterLastGap(
  condition: WorkCondition,
  spells: readonly WorkSpell[],
  until: Temporal.PlainDate,
): { readonly kept: readonly WorkSpell[]; readonly gap?: Period } {
  const allowed = condition.voidAfterGapOf
  if (allowed === undefined) return { kept: spells }
  const sorted = spells
    .filter((spell) => Temporal.PlainDate.compare(spell.first, until) <= 0)
    .toSorted((a, b) => Temporal.PlainDate.compare(a.first, b.first))
  let kept: WorkSpell[] = []
  let gap: Period | undefined
  let busyUntil: Temporal.PlainDate | undefined
  const breakOff = (next: Temporal.PlainDate) => {
    if (busyUntil === undefined) return
    const idle = { first: busyUntil.add({ days: 1 }), last: next.subtract({ days: 1 }) }
    if (!isLonger(idle, allowed)) return
    kept = []
    gap = idle
  }
  for (const spell of sorted) {
    breakOff(spell.first)
    kept.push(spell)
    const end = spell.last ?? until
    if (busyUntil === undefined || Temporal.PlainDate.compare(end, busyUntil) > 0) busyUntil = end
  }
  breakOff(until.add({ days: 1 }))
  return gap === undefined ? { kept } : { kept, gap }
}

function measure(
  condition: WorkCondition,
  counted: readonly Counted[],
  until: Temporal.PlainDate,
): Amount {
  switch (condition.measure) {
    case 'hours':
      return totalHours(counted)
    case 'months':
      return monthsOf(counted)
    case 'hours-per-week-now':
      return Math.floor(
        sum(
          counted
            .filter(
              ({ spell }) =>
                spell.last === undefined || Temporal.PlainDate.compare(spell.last, until) >= 0,
            )
            .map(({ spell }) => weeklyOf(spell, until)),
        ),
      ) as Amount
  }
}

function daysOf(first: Temporal.PlainDate, last: Temporal.PlainDate): number {
  return first.until(last).days + 1
}

/** Weekly hours are added up before they are divided, so that no hundredth gets lost on the way. */
function totalHours(counted: readonly Counted[]): Amount {
  let weekly = 0
  let total = 0
  for (const { first, last, spell } of counted) {
    const days = daysOf(first, last)
    if (spell.hoursPerWeek !== undefined) weekly += spell.hoursPerWeek * days
    else if (spell.hours !== undefined) {
      const whole = daysOf(spell.first, spell.last ?? last)
      total += days >= whole ? spell.hours : Math.floor((spell.hours * days) / whole)
    }
  }
  return (total + Math.floor(weekly / 7)) as Amount
}

function weeklyOf(spell: WorkSpell, until: Temporal.PlainDate): number {
  if (spell.hoursPerWeek !== undefined) return spell.hoursPerWeek
  if (spell.hours === undefined) return 0
  return (spell.hours * 7) / daysOf(spell.first, spell.last ?? until)
}

/**
 * Whole months of work by the calendar, overlaps and adjoining spells as one: from the 3rd a month
 * is complete on the 2nd. Days that are left over of several spells do not add up to a month.
 */
function monthsOf(counted: readonly Counted[]): Amount {
  const sorted = counted.toSorted((a, b) => Temporal.PlainDate.compare(a.first, b.first))
  const merged: { first: Temporal.PlainDate; last: Temporal.PlainDate }[] = []
  for (const { first, last } of sorted) {
    const before = merged.at(-1)
    if (
      before !== undefined &&
      Temporal.PlainDate.compare(first, before.last.add({ days: 1 })) <= 0
    ) {
      if (Temporal.PlainDate.compare(last, before.last) > 0) before.last = last
    } else {
      merged.push({ first, last })
    }
  }
  return (sum(merged.map(wholeMonths)) * 100) as Amount
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
