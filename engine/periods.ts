import { dayAfter, nextPeriod, periodUntil, wholeMonths } from './adding-time.ts'
import type { AnchorDay, CountingWindow, NextPeriod, WindowOpening } from './assessment.ts'
import type { CompiledRegulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import { emptyDossier, submissionDay } from './dossier.ts'
import type { PeriodRules, Regulation } from './regulation.ts'
import type { Period } from './terms.ts'

export type MayApply =
  | { readonly is: 'may-apply' }
  | { readonly is: 'too-early'; readonly from: Temporal.PlainDate }
  | { readonly is: 'expired'; readonly since: Temporal.PlainDate }

/** The days on which activities count for this dossier; `on` stands in for a submission to come. */
export function countingWindow(
  { regulation }: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): CountingWindow {
  const rules = regulation.period
  const since = countsSince(regulation, dossier)
  const own = joinedLater(regulation, dossier, firstCountingDay(regulation, dossier, on))
  const { day, why, article } = laterOpening(own, since && { article: own.article, ...since })
  const awaited = awaitedFact(rules, dossier)
  return {
    first: day,
    last: lastCountingDay(rules, dossier, on),
    opens: why,
    article,
    ...(awaited === undefined ? {} : { awaits: awaited }),
  }
}

/** The fact on whose day the counting opens, where nobody has stated it. */
function awaitedFact({ opens }: PeriodRules, { facts }: Dossier): string | undefined {
  return opens === undefined || facts[opens.fact] instanceof Temporal.PlainDate
    ? undefined
    : opens.fact
}

/** The day before which nothing counts, whatever the period says: one for all, or one's own. */
function countsSince(
  { period }: Regulation,
  { facts }: Dossier,
): (Omit<Opening, 'article'> & { readonly article?: string }) | undefined {
  const { countsFrom, opens } = period
  const forAll =
    countsFrom === undefined
      ? undefined
      : { day: countsFrom, why: { is: 'counts-from', day: countsFrom } as const }
  const stated = opens === undefined ? undefined : facts[opens.fact]
  if (opens === undefined || !(stated instanceof Temporal.PlainDate)) return forAll
  const { fact, from, article } = opens
  const own: Opening = {
    day: from === 'day' ? stated : stated.add({ days: 1 }),
    article,
    why: { is: 'fact', fact, from },
  }
  return forAll !== undefined && Temporal.PlainDate.compare(forAll.day, own.day) >= 0 ? forAll : own
}

/** The day before which nothing of this dossier counts, whatever the period says; absent: none. */
export function notCountedBefore(
  { regulation }: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Temporal.PlainDate | undefined {
  const countsFrom = countsSince(regulation, dossier)?.day
  const opening = firstCountingDay(regulation, dossier, on)
  const joined = joinedLater(regulation, dossier, opening)
  return joined === opening ? countsFrom : laterOf(joined.day, countsFrom)
}

/** Whether the calendar allows an application on this day; the norms are another question. */
export function mayApply(
  { regulation }: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): MayApply {
  const { period, temporary } = dossier
  if (dossier.kind === 'first' || period === undefined) return { is: 'may-apply' }
  const last = laterOf(period.last, temporary?.last)
  if (Temporal.PlainDate.compare(on, last) > 0) {
    return { is: 'expired', since: last.add({ days: 1 }) }
  }
  const { renewalFrom } = regulation.period
  if (renewalFrom === undefined) return { is: 'may-apply' }
  const from = period.last.subtract(renewalFrom)
  return Temporal.PlainDate.compare(on, from) >= 0 ? { is: 'may-apply' } : { is: 'too-early', from }
}

/** The period of validity after a positive decision, by the regulation's rule or the choice. */
export function periodAfterDecision(
  { regulation }: CompiledRegulation,
  application: Application,
): NextPeriod {
  const rules = regulation.period
  const { first, begins } = firstValidDay(rules, application)
  const { kind, oldPeriod, submittedOn, decidedOn, temporary } = application
  const used =
    regulation.temporary?.shortensNext === true && temporary !== undefined
      ? monthsUsed(temporary, first)
      : 0
  const length = used === 0 ? rules.length : shorter(rules.length, used)
  const period = blockOf(rules, first) ?? nextPeriod(first, length)
  const held = kind === 'renewal' && oldPeriod !== undefined ? { period: oldPeriod } : {}
  const decided = {
    ...emptyDossier,
    kind,
    ...held,
    ...(temporary === undefined ? {} : { temporary }),
    submittedOn,
    decidedOn,
  }
  const countsFrom = lastCountingDay(rules, decided, decidedOn).add({ days: 1 })
  return { period, begins, countsFrom, monthsUsed: used }
}

/** The full period that follows upon a registration for a while, if it is granted now. */
export function periodAfterTemporary(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): NextPeriod | undefined {
  const { kind, temporary, period, registeredOn, decidedOn = on } = dossier
  if (temporary === undefined) return undefined
  return periodAfterDecision(compiled, {
    kind,
    submittedOn: submissionDay(dossier, on),
    decidedOn,
    temporary,
    ...(period === undefined ? {} : { oldPeriod: period }),
    ...(registeredOn === undefined ? {} : { registeredOn }),
  })
}

/** The days of a registration for a while, whatever blocks there are for all. */
export function temporaryPeriod(
  { regulation }: CompiledRegulation,
  length: Temporal.Duration,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Period {
  const { kind, period, registeredOn, decidedOn = on } = dossier
  const { first } = firstValidDay(regulation.period, {
    kind,
    submittedOn: submissionDay(dossier, on),
    decidedOn,
    ...(period === undefined ? {} : { oldPeriod: period }),
    ...(registeredOn === undefined ? {} : { registeredOn }),
  })
  return nextPeriod(first, length)
}

/** The whole months of a registration for a while before the full one begins. */
function monthsUsed({ first, last }: Period, begins: Temporal.PlainDate): number {
  const until = earlierOf(last, begins.subtract({ days: 1 }))
  return Temporal.PlainDate.compare(first, until) > 0 ? 0 : wholeMonths({ first, last: until })
}

function shorter(length: Temporal.Duration, months: number): Temporal.Duration {
  const { weeks, days } = length
  const left = Math.max(0, length.years * 12 + length.months - months)
  return Temporal.Duration.from({ months: left, weeks, days })
}

/** An application that is granted, with what came before it. */
type Application = {
  readonly kind: 'first' | 'renewal'
  readonly submittedOn: Temporal.PlainDate
  readonly decidedOn: Temporal.PlainDate
  readonly oldPeriod?: Period
  readonly registeredOn?: Temporal.PlainDate
  /** The days for which somebody was registered for a while before this. */
  readonly temporary?: Period
  /** For a renewal, where the regulation leaves the choice. */
  readonly choice?: 'old-end' | 'submission' | 'decision'
}

/** The period over which yearly norms and pro rata are reckoned. */
export function periodOf(
  { regulation }: CompiledRegulation,
  dossier: Dossier,
  window: Period,
  on: Temporal.PlainDate,
): Period {
  if (dossier.period !== undefined) return dossier.period
  const block =
    lookBackOf(regulation.period, dossier) === undefined
      ? blockOf(regulation.period, submissionDay(dossier, on))
      : undefined
  if (block !== undefined) return block
  // Somebody who joined later has a part of the years, not years of their own.
  const opening = firstCountingDay(regulation, dossier, on)
  return { first: laterOf(opening.day, countsSince(regulation, dossier)?.day), last: window.last }
}

function anchorDay(
  rules: PeriodRules,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Temporal.PlainDate {
  switch (rules.anchor) {
    case 'submission':
      return submissionDay(dossier, on)
    case 'decision':
      return dossier.decidedOn ?? on
    case 'period-end':
      // A first application has no period of its own yet; where there is one for all, it is held to that.
      return (
        dossier.period?.last ??
        blockOf(rules, submissionDay(dossier, on))?.last ??
        submissionDay(dossier, on)
      )
  }
}

/** Which day that is; where a period has no end yet, it is that of the submission. */
function anchorOf({ anchor, shape }: PeriodRules, dossier: Dossier): AnchorDay {
  if (anchor !== 'period-end' || dossier.period !== undefined) return anchor
  return shape === 'fixed-block' || shape === 'calendar-year' ? anchor : 'submission'
}

/**
 * Where a regulation makes the norm smaller for who joined later, what was done before that does
 * not count; a look-back and the application before have their own first day.
 */
function joinedLater(
  { period: rules, proRata }: Regulation,
  dossier: Dossier,
  opening: Opening,
): Opening {
  const { registeredOn } = dossier
  if (
    proRata?.joinedLater !== true ||
    registeredOn === undefined ||
    lookBackOf(rules, dossier) !== undefined ||
    countedUntil(rules, dossier) !== undefined ||
    Temporal.PlainDate.compare(registeredOn, opening.day) <= 0
  ) {
    return opening
  }
  return {
    day: registeredOn,
    article: proRata.article,
    why: { is: 'registration' },
  }
}

type Opening = {
  readonly day: Temporal.PlainDate
  readonly why: WindowOpening
  readonly article: string
}

function firstCountingDay(
  { period: rules, singleUse }: Regulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Opening {
  const { article } = rules
  const anchor = anchorDay(rules, dossier, on)
  const from = anchorOf(rules, dossier)
  const lookBack = lookBackOf(rules, dossier)
  const since = afterLast(rules, dossier)
  if (lookBack !== undefined) {
    const { years } = lookBack
    const wholeYears = lookBack.granularity === 'calendar-year'
    const day = wholeYears
      ? new Temporal.PlainDate(anchor.year - years, 1, 1)
      : anchor.subtract({ years })
    const why = { is: 'look-back', years, wholeYears, from } as const
    return laterOpening({ day, article: lookBack.article, why }, since)
  }
  if (rules.shape === 'rolling') {
    const day = periodUntil(anchor, rules.length).first
    const why = { is: 'sliding', from } as const
    // Where one activity may serve twice, the last years are always all of the last years.
    return laterOpening({ day, article, why }, singleUse === 'none' ? undefined : since)
  }
  const block =
    dossier.period === undefined ? blockOf(rules, submissionDay(dossier, on)) : undefined
  if (block !== undefined) {
    const is = rules.shape === 'calendar-year' ? 'calendar-year' : 'fixed-block'
    return laterOpening({ day: block.first, article, why: { is } }, since)
  }
  if (since !== undefined) return since
  if (dossier.period !== undefined) {
    return { day: dossier.period.first, article, why: { is: 'period' } }
  }
  if (dossier.registeredOn !== undefined) {
    return { day: dossier.registeredOn, article, why: { is: 'registration' } }
  }
  return {
    day: periodUntil(anchor, rules.length).first,
    article,
    why: { is: 'one-period-back', from },
  }
}

function laterOpening(opening: Opening, other: Opening | undefined): Opening {
  if (other === undefined || Temporal.PlainDate.compare(other.day, opening.day) <= 0) return opening
  return other
}

/** Where the counting of the application before ended, that of this one begins. */
function afterLast(rules: PeriodRules, dossier: Dossier): Opening | undefined {
  const day = countedUntil(rules, dossier)?.add({ days: 1 })
  if (day === undefined) return undefined
  const filed = dossier.previousSubmittedOn
  const is = filed?.add({ days: 1 }).equals(day) ? 'after-submission' : 'after-last-window'
  return { day, article: rules.article, why: { is } }
}

/**
 * The last day that counted for the application before. Where only its submission is known and what
 * came after it could still count, that is taken to have gone on until this period began: nothing
 * counts twice.
 */
function countedUntil(rules: PeriodRules, dossier: Dossier): Temporal.PlainDate | undefined {
  const filed = dossier.previousSubmittedOn
  if (dossier.countedUntil !== undefined || filed === undefined) return dossier.countedUntil
  if (rules.anchor !== 'period-end' && rules.inBetween === 'next') return filed
  const before = dossier.period?.first.subtract({ days: 1 })
  const end = rules.anchor === 'period-end' ? blockOf(rules, filed)?.last : undefined
  return laterOf(filed, end === undefined ? before : earlierOf(end, before ?? end))
}

/** A look-back goes before the block, the year or the length of the period, in every shape. */
function lookBackOf({ lookBack }: PeriodRules, dossier: Dossier): PeriodRules['lookBack'] {
  return dossier.kind === 'first' || lookBack?.appliesTo === 'both' ? lookBack : undefined
}

/**
 * What is done after it counts for the next application. Where the counting ends with the period, a
 * first application has none of its own: the block that is there for all ends it, or its decision.
 */
function lastCountingDay(
  rules: PeriodRules,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Temporal.PlainDate {
  const { submittedOn, decidedOn, period, temporary } = dossier
  const submitted = submissionDay(dossier, on)
  const own = period?.last ?? blockOf(rules, submitted)?.last
  // A registration for a while is there to make up in for what was open.
  const end = own === undefined ? undefined : laterOf(own, temporary?.last)
  if (rules.anchor === 'period-end' && end !== undefined) {
    return period === undefined ? earlierOf(end, decidedOn ?? end) : end
  }
  const goesOn = rules.inBetween === 'current' && submittedOn !== undefined
  const last = goesOn ? laterOf(submitted, decidedOn ?? on) : submitted
  return end === undefined ? last : earlierOf(last, end)
}

function firstValidDay(
  rules: PeriodRules,
  application: Application,
): { readonly first: Temporal.PlainDate } & Pick<NextPeriod, 'begins'> {
  const { submittedOn, decidedOn, oldPeriod: full, temporary } = application
  // Whoever is registered for a while goes on from there.
  const oldPeriod = full === undefined ? undefined : (temporary ?? full)
  const decision = { first: decidedOn, begins: 'decision' } as const
  const submission = { first: submittedOn, begins: 'submission' } as const
  if (application.kind === 'first' || oldPeriod === undefined) {
    switch (rules.start.first) {
      case 'decision':
        return decision
      case 'submission':
        return submission
      case 'registration':
        return { first: application.registeredOn ?? decidedOn, begins: 'registration' }
    }
  }
  const offered = rules.start.renewal
  const wanted = application.choice
  const start = wanted !== undefined && offered.includes(wanted) ? wanted : offered[0]
  const inTime = Temporal.PlainDate.compare(submittedOn, oldPeriod.last) <= 0
  if (start === 'submission' && inTime) return submission
  if (start === 'old-end' && inTime) {
    return { first: oldPeriod.last.add({ days: 1 }), begins: 'after-former' }
  }
  return decision
}

/** The fixed block or calendar year around a day; undefined where periods are personal. */
export function blockOf(rules: PeriodRules, on: Temporal.PlainDate): Period | undefined {
  if (rules.shape === 'personal' || rules.shape === 'rolling') return undefined
  const start =
    rules.shape === 'calendar-year' || rules.blockFirst === undefined
      ? new Temporal.PlainDate(on.year, 1, 1)
      : rules.blockFirst
  const block = (count: number): Period => {
    const reached = (times: number) => dayAfter(start, lengthTimes(rules.length, times))
    return { first: reached(count), last: reached(count + 1).subtract({ days: 1 }) }
  }
  let count = 0
  while (Temporal.PlainDate.compare(block(count).last, on) < 0) count += 1
  while (Temporal.PlainDate.compare(block(count).first, on) > 0) count -= 1
  return block(count)
}

function lengthTimes(length: Temporal.Duration, times: number): Temporal.Duration {
  const { years, months, weeks, days } = length
  return Temporal.Duration.from({
    years: years * times,
    months: months * times,
    weeks: weeks * times,
    days: days * times,
  })
}

function laterOf(
  day: Temporal.PlainDate,
  other: Temporal.PlainDate | undefined,
): Temporal.PlainDate {
  return other !== undefined && Temporal.PlainDate.compare(other, day) > 0 ? other : day
}

function earlierOf(day: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(other, day) < 0 ? other : day
}
