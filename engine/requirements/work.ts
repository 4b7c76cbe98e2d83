import { formatDay } from '#language/days.ts'
import { formatChoice, formatList } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { isLonger, periodUntil, wholeMonths } from '../adding-time.ts'
import type { Bound } from '../bound.ts'
import type { Dossier, WorkSpell } from '../dossier.ts'
import { submissionDay } from '../dossier.ts'
import type { Amount } from '../quantity.ts'
import { formatAmount } from '../quantity.ts'
import { figuresInWords } from '../saying/words.ts'
import type { Standing } from '../standing.ts'
import type { Moment, Period, WorkProperty } from '../terms.ts'
import { isMoment } from '../terms.ts'
import type { ConditionKind } from './condition-kind.ts'
import { dayOf, labelOf, notGiven } from './condition-kind.ts'
import { firstLacking, labelsOf, whetherHas } from './work-properties.ts'

/** Work of at least so much. */
type WorkCondition = Bound & {
  readonly kind: 'work'
  /**
   * Hours in the window, whole months in the window, the hours a week on its last day, or those on
   * average over the weeks in it that were worked.
   */
  readonly measure: 'hours' | 'months' | 'hours-per-week-now' | 'average-hours-per-week'
  /** Work in one of these roles only; absent: all work. */
  readonly roles?: readonly string[]
  /** Work that has all of these properties; absent: all work. */
  readonly only?: readonly string[]
  /** Only weeks of at least so many hours, of all jobs together. */
  readonly fromHoursPerWeek?: Amount
  /** The last day that counts: a moment, or the day in this fact; absent: the submission. */
  readonly until?: Moment | string
  /** How far back from that day spells count; absent: all. */
  readonly within?: Temporal.Duration
  /** Only after the day in this fact, such as graduation. */
  readonly after?: string
  /** An interruption longer than this makes everything before it void. */
  readonly voidAfterGapOf?: Temporal.Duration
}

/** The days that are looked at: the window reaches back from `end`, and nothing after `until` counts. */
type Looked = {
  readonly end: Temporal.PlainDate
  readonly until: Temporal.PlainDate
  readonly after: Temporal.PlainDate | undefined
}

/** Days of a spell that count; a spell may have several such parts. */
type Counted = {
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  readonly spell: WorkSpell
}

const measures = {
  hours: 'work-hours',
  months: 'work-months',
  'hours-per-week-now': 'hours-per-week',
  'average-hours-per-week': 'hours-per-week',
} as const

/** What was worked up to a day, of which so much is still to be judged, and what a gap took away. */
type WorkFound = {
  readonly is: 'reckoned'
  readonly reached: Amount
  readonly provisional: Amount
  readonly until: Temporal.PlainDate
  readonly lost?: { readonly gap: Period; readonly amount: Amount }
  /** What does not count, as it is not known to have a property, or known not to. */
  readonly without?: readonly {
    readonly property: string
    readonly has: 'no' | 'unsaid'
    readonly amount: Amount
  }[]
}

/** Work experience from dated spells, reckoned to the day of submission or another that is named. */
export const work: ConditionKind<WorkCondition, WorkFound> = {
  weigh: (condition, { dossier, on, workProperties }) => {
    const looked = lookedAt(condition, dossier, on)
    if (looked.is === 'not-given') {
      return {
        ...notGiven(looked.fact),
        required: condition.atLeast,
        measure: measures[condition.measure],
      }
    }
    const measured = (spells: readonly WorkSpell[]) => measure(condition, spells, looked)
    const { roles, only = [] } = condition
    const inRole = dossier.work.filter(
      (spell) =>
        spell.state !== 'rejected' &&
        isWorked(spell) &&
        (roles === undefined || (spell.role !== undefined && roles.includes(spell.role))),
    )
    const spells = inRole.filter((spell) => whetherHas(spell, only, workProperties) === 'yes')
    const approved = measured(
      spells.filter((spell) => spell.state === undefined || spell.state === 'approved'),
    )
    // An average goes down by work of few hours; what is approved does not wait for that.
    const reached = Math.max(approved, measured(spells)) as Amount
    const standing: Standing =
      approved >= condition.atLeast
        ? 'met'
        : reached >= condition.atLeast
          ? 'undetermined'
          : 'not-met'
    const provisional = (reached - approved) as Amount
    const lost = lostOf(condition, spells, looked)
    const without = withoutOf(inRole, only, workProperties, measured)
    const maybe = inRole.filter((spell) => whetherHas(spell, only, workProperties) !== 'no')
    // It is not known whether it is enough, where it would be with what nobody said.
    const hangs =
      standing === 'not-met' && maybe.length > spells.length && measured(maybe) >= condition.atLeast
    return {
      standing,
      ...(hangs ? { unknown: true } : {}),
      measure: measures[condition.measure],
      required: condition.atLeast,
      counted: approved,
      provisional,
      found: {
        is: 'reckoned',
        reached,
        provisional,
        until: looked.until,
        ...(lost === undefined ? {} : { lost }),
        ...(without.length === 0 ? {} : { without }),
      },
    }
  },
  say: (condition, { reached, provisional, until, lost, without = [] }, { regulation }) => {
    const { atLeast, moreThan, measure, within, roles, only = [], fromHoursPerWeek } = condition
    const as =
      roles === undefined
        ? ''
        : ` als ${formatChoice(roles.map((role) => withinSentence(labelOf(regulation.workRoles, role))))}`
    const properties = labelsOf(only, regulation.workProperties)
    const being = properties.length === 0 ? '' : ` ${formatList(properties)}`
    const weeks =
      fromHoursPerWeek === undefined
        ? ''
        : ` in weken van minstens ${formatAmount(fromHoursPerWeek)} uur`
    const during = within === undefined ? '' : ` in de laatste ${spanInWords(within)}`
    const whole = (amount: Amount) => (measure === 'hours' ? wholeHours(amount) : amount)
    const figures = figuresInWords(
      { reached: whole(reached), required: atLeast, provisional: whole(provisional) },
      unitOf(measure),
      `${as}${being}${weeks}${during}`,
    )
    const more = moreThan === undefined ? '' : ` (nodig: meer dan ${formatAmount(moreThan)})`
    const rounded = whole(reached) === reached ? '' : ', naar beneden afgerond op hele uren'
    const reckoned = `${figures}${more}, ${measure === 'hours-per-week-now' ? 'op' : 'tot en met'} ${formatDay(until)}${rounded}.`
    const left = without.map(({ property, has, amount }) => {
      const named = regulation.workProperties.find(({ id }) => id === property)
      const why =
        has === 'no'
          ? `Telt niet mee, want ${named?.without ?? property}`
          : `Telt nog niet mee, want niet is opgegeven of het dit is: ${named?.label ?? property}`
      const size = unitOf(measure)(whole(amount))
      return has === 'no' ? `${why}: ${size}.` : `${why} (${size}).`
    })
    return [reckoned, ...left, voidInWords(condition, lost)].join(' ').trim()
  },
  asks: ({ after, until }) => [
    ...[after, until]
      .filter((fact) => fact !== undefined && !isMoment(fact))
      .map((fact) => ({ what: 'fact', fact: String(fact) }) as const),
    { what: 'work' },
  ],
}

/** The days that are looked at, or the fact without which they are not known. */
function lookedAt(
  { after, until }: WorkCondition,
  dossier: Dossier,
  on: Temporal.PlainDate,
): (Looked & { readonly is: 'known' }) | { readonly is: 'not-given'; readonly fact: string } {
  const from = after === undefined ? undefined : dossier.facts[after]
  if (after !== undefined && !(from instanceof Temporal.PlainDate)) {
    return { is: 'not-given', fact: after }
  }
  const opened = from instanceof Temporal.PlainDate ? from : undefined
  if (until === undefined) {
    const end = submissionDay(dossier, on)
    return { is: 'known', end, until: end, after: opened }
  }
  const end = isMoment(until) ? dayOf(until, dossier, on) : dossier.facts[until]
  if (!(end instanceof Temporal.PlainDate)) return { is: 'not-given', fact: until }
  // Of a day that is still to come nobody has worked more than up to today.
  return { is: 'known', end, until: earlier(end, on), after: opened }
}

/** What does not count for want of a property, by the property and in their order. */
function withoutOf(
  spells: readonly WorkSpell[],
  only: readonly string[],
  properties: readonly WorkProperty[],
  measured: (spells: readonly WorkSpell[]) => Amount,
): NonNullable<WorkFound['without']> {
  return only.flatMap((property) =>
    (['no', 'unsaid'] as const).flatMap((has) => {
      const amount = measured(
        spells.filter((spell) => {
          const lacking = firstLacking(spell, only, properties)
          return lacking?.property === property && lacking.has === has
        }),
      )
      return amount > 0 ? [{ property, has, amount }] : []
    }),
  )
}

/** A job of no hours is no work: it makes no month, and it does not end an interruption. */
function isWorked({ hours, hoursPerWeek }: WorkSpell): boolean {
  return hours !== 0 && hoursPerWeek !== 0
}

// Hours of work are reckoned from weeks and days: what is less than an hour says nothing.
function wholeHours(amount: Amount): Amount {
  return (amount - (amount % 100)) as Amount
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
    case 'average-hours-per-week':
      return (amount) => `${formatAmount(amount)} uur werk per week gemiddeld`
  }
}

/** What an interruption takes away; undefined where it takes nothing. */
function lostOf(
  condition: WorkCondition,
  spells: readonly WorkSpell[],
  looked: Looked,
): WorkFound['lost'] {
  const { voidAfterGapOf: allowed, ...lenient } = condition
  const { gap } = afterLastGap(condition, workedOf(condition, spells, looked.until), looked.until)
  if (allowed === undefined || gap === undefined) return undefined
  const amount = measure(lenient, spells, looked) - measure(condition, spells, looked)
  return amount > 0 ? { gap, amount: amount as Amount } : undefined
}

/** What an interruption takes away, with its days. */
function voidInWords(
  { voidAfterGapOf: allowed, measure: of }: WorkCondition,
  lost: WorkFound['lost'],
): string {
  if (allowed === undefined || lost === undefined) return ''
  const days = `van ${formatDay(lost.gap.first)} tot en met ${formatDay(lost.gap.last)}`
  return `Er is niet gewerkt ${days}. Dat is langer dan ${spanInWords(allowed)}, en daarom telt niet wat ervoor was: ${unitOf(of)(of === 'hours' ? wholeHours(lost.amount) : lost.amount)}.`
}

/** The days that were worked up to a day, without those of weeks of too few hours. */
function workedOf(
  { fromHoursPerWeek }: WorkCondition,
  spells: readonly WorkSpell[],
  until: Temporal.PlainDate,
): readonly Counted[] {
  const worked = spells.flatMap((spell): Counted[] => {
    const last = earlier(spell.last ?? until, until)
    return Temporal.PlainDate.compare(spell.first, last) > 0
      ? []
      : [{ first: spell.first, last, spell }]
  })
  if (fromHoursPerWeek === undefined) return worked
  // Between two days on which a spell begins or has ended, the hours a week are the same.
  const turns = worked
    .flatMap(({ first, last }) => [first, last.add({ days: 1 })])
    .toSorted((a, b) => Temporal.PlainDate.compare(a, b))
  return turns.flatMap((first, at) => {
    const next = turns[at + 1]
    if (next === undefined || next.equals(first)) return []
    const there = worked.filter(
      (each) =>
        Temporal.PlainDate.compare(each.first, first) <= 0 &&
        Temporal.PlainDate.compare(first, each.last) <= 0,
    )
    const weekly = sum(there.map(({ spell }) => weeklyOf(spell, until)))
    const last = next.subtract({ days: 1 })
    return weekly >= fromHoursPerWeek ? there.map(({ spell }) => ({ first, last, spell })) : []
  })
}

/** The days that count: within the window, after the fact, and not before an interruption. */
function countedOf(
  condition: WorkCondition,
  spells: readonly WorkSpell[],
  { end, until, after }: Looked,
): readonly Counted[] {
  // The window is as long as the regulation says, up to and including its last day.
  const opening =
    condition.within === undefined ? undefined : periodUntil(end, condition.within).first
  const opened = after?.add({ days: 1 })
  const worked = workedOf(condition, spells, until)
  return afterLastGap(condition, worked, until).kept.flatMap(({ first: begun, last, spell }) => {
    const first = [begun, opening, opened]
      .filter((day) => day !== undefined)
      .reduce((a, b) => (Temporal.PlainDate.compare(a, b) > 0 ? a : b))
    return Temporal.PlainDate.compare(first, last) > 0 ? [] : [{ first, last, spell }]
  })
}

/** Drops everything before the last interruption that is longer than the regulation allows. */
function afterLastGap(
  { voidAfterGapOf: allowed }: WorkCondition,
  worked: readonly Counted[],
  until: Temporal.PlainDate,
): { readonly kept: readonly Counted[]; readonly gap?: Period } {
  if (allowed === undefined) return { kept: worked }
  let kept: Counted[] = []
  let gap: Period | undefined
  let busyUntil: Temporal.PlainDate | undefined
  const breakOff = (next: Temporal.PlainDate) => {
    if (busyUntil === undefined) return
    const idle = { first: busyUntil.add({ days: 1 }), last: next.subtract({ days: 1 }) }
    if (!isLonger(idle, allowed)) return
    kept = []
    gap = idle
  }
  for (const part of worked.toSorted((a, b) => Temporal.PlainDate.compare(a.first, b.first))) {
    breakOff(part.first)
    kept.push(part)
    if (busyUntil === undefined || Temporal.PlainDate.compare(part.last, busyUntil) > 0) {
      busyUntil = part.last
    }
  }
  breakOff(until.add({ days: 1 }))
  return gap === undefined ? { kept } : { kept, gap }
}

function measure(condition: WorkCondition, spells: readonly WorkSpell[], looked: Looked): Amount {
  const counted = countedOf(condition, spells, looked)
  switch (condition.measure) {
    case 'hours':
      return totalHours(counted, looked.until)
    case 'months':
      return (sum(joined(counted).map(wholeMonths)) * 100) as Amount
    case 'average-hours-per-week': {
      const days = sum(joined(counted).map(({ first, last }) => daysOf(first, last)))
      return (days === 0 ? 0 : Math.floor(weeklyHours(counted, looked.until) / days)) as Amount
    }
    case 'hours-per-week-now':
      return Math.floor(
        sum(
          counted
            .filter(({ last }) => last.equals(looked.until))
            .map(({ spell }) => weeklyOf(spell, looked.until)),
        ),
      ) as Amount
  }
}

function daysOf(first: Temporal.PlainDate, last: Temporal.PlainDate): number {
  return first.until(last).days + 1
}

function totalHours(counted: readonly Counted[], until: Temporal.PlainDate): Amount {
  return Math.floor(weeklyHours(counted, until) / 7) as Amount
}

/** Seven times the hours: weekly hours are added up before they are divided, so that none gets lost. */
function weeklyHours(counted: readonly Counted[], until: Temporal.PlainDate): number {
  const days = new Map<WorkSpell, number>()
  for (const { first, last, spell } of counted) {
    days.set(spell, (days.get(spell) ?? 0) + daysOf(first, last))
  }
  return sum(
    [...days].map(([spell, worked]) => {
      if (spell.hoursPerWeek !== undefined) return spell.hoursPerWeek * worked
      const hours = spell.hours ?? 0
      const whole = daysOf(spell.first, spell.last ?? until)
      return 7 * (worked >= whole ? hours : Math.floor((hours * worked) / whole))
    }),
  )
}

function weeklyOf(spell: WorkSpell, until: Temporal.PlainDate): number {
  if (spell.hoursPerWeek !== undefined) return spell.hoursPerWeek
  if (spell.hours === undefined) return 0
  return (spell.hours * 7) / daysOf(spell.first, spell.last ?? until)
}

/**
 * Overlaps and adjoining spells as one. Months are whole by the calendar: from the 3rd a month is
 * complete on the 2nd, and days left over of several spells do not add up to a month.
 */
function joined(counted: readonly Counted[]): readonly Period[] {
  const merged: { first: Temporal.PlainDate; last: Temporal.PlainDate }[] = []
  for (const { first, last } of counted.toSorted((a, b) =>
    Temporal.PlainDate.compare(a.first, b.first),
  )) {
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
  return merged
}

function earlier(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) < 0 ? a : b
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
