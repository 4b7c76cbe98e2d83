import type {
  Activity,
  Cap,
  Condition,
  Dossier,
  Kind,
  Limit,
  Minimum,
  Norm,
  Period,
  Regulation,
  Requirement,
  Selector,
} from '#engine'
import { backFrom, monthsIn, monthsLater } from './calendar.ts'
import { hasAll, reckonWorkSlowly } from './reckon-work-slowly.ts'

/**
 * A second, slow evaluator, written from the definitions and sharing no code with the engine: it
 * tries every possible way to count and keeps the best. It knows every shape of a period and where
 * its counting ends, years from any day, joining later and leave, minima, caps, alternatives, variants,
 * facts and questions, known or not, work, a surplus, and a second unit: what generated regulations use.
 */
export type ReferenceAnswer = {
  readonly outcome: string
  /** It can come to no more than a registration for a while. */
  readonly forAWhile?: boolean
  readonly norms: readonly {
    readonly id: string
    readonly outcome: string
    readonly counted: number
    readonly provisional: number
    readonly shortfall: number
  }[]
  /** Per activity: hundredths counted, of the unit and of the second one, and things counted. */
  readonly counted: ReadonlyMap<
    string,
    { readonly amount: number; readonly second: number; readonly things: number }
  >
}

type World = Readonly<Record<string, boolean>>

type Thing = {
  id: string
  day: string
  tags: { kind: string; groups: readonly string[]; attributes: Readonly<Record<string, unknown>> }
  approved: boolean
  undecided: boolean
  /** What it stands under, where it is a surplus. */
  surplus: string | undefined
  amount: number
  second: number
  things: number
  unvalued: boolean
  /** Nor is what it is worth in the second unit. */
  unvaluedToo: boolean
}

/** Counts a dossier by trying everything. */
export function evaluateSlowly(written: Regulation, dossier: Dossier): ReferenceAnswer {
  const regulation = repeatedFor(dossier, written)
  const submitted = dossier.submittedOn
  if (submitted === undefined) throw new Error('The reference wants a submission')
  const { first, last, frame, since } = windowOf(regulation, dossier, submitted)
  const list: Thing[] = []
  const awarded = new Map<Thing, number>()
  for (const activity of dossier.activities) {
    if (activity.state === 'planned' || activity.state === 'rejected') continue
    const date = activity.completedOn.toString()
    if (date < first.toString() || date > last.toString()) continue
    const kind = regulation.kinds.find((each) => each.id === activity.kind)
    if (kind === undefined) continue
    const tags = {
      kind: activity.kind,
      groups: kind?.groups ?? [],
      attributes: activity.attributes,
    }
    const lapsed = regulation.lapses.some(
      ({ of, after }) =>
        isIn(of, tags) && activity.completedOn.add(after).toString() < submitted.toString(),
    )
    if (lapsed) continue
    const { onlyWith, atLeast = 0, atMost } = kind?.value ?? {}
    const earned = onlyWith === undefined || activity.details[onlyWith] === true
    const refused = !earned || (activity.claimed ?? 0) < atLeast
    const worth: number = refused ? 0 : Math.min(activity.claimed ?? 0, atMost ?? 1e9)
    let amount = worth
    let things = refused ? 0 : (activity.count ?? 100) / 100
    let second = refused ? 0 : secondOf(kind?.inSecondUnit, activity, amount)
    for (const cap of regulation.caps) {
      if (cap.each !== 'activity' || !isIn(cap.of, tags)) continue
      if (cap.in === 'amount') amount = Math.min(amount, cap.atMost)
      else if (cap.in === 'second-unit') second = Math.min(second, cap.atMost)
      else things = Math.min(things, cap.atMost / 100)
    }
    const unvalued = kind?.value.by === 'committee' && activity.claimed === undefined && !refused
    const thing: Thing = {
      id: activity.id,
      day: date,
      tags,
      approved: activity.state === 'approved',
      undecided: false,
      surplus: undefined,
      amount,
      second,
      things,
      unvalued,
      unvaluedToo: unvalued && kind?.inSecondUnit?.by === 'unit',
    }
    awarded.set(thing, worth)
    list.push(thing)
  }
  const { carryOver } = regulation
  const decision = dossier.judgements.find((each) => each.on === 'carry-over')
  for (const [tag, left] of Object.entries(dossier.surplus)) {
    const isRefused = carryOver.rule === 'discretion' && decision?.outcome === 'rejected'
    if (carryOver.rule === 'none' || isRefused) continue
    const keeps = carryOver.counts === 'same' && tag !== 'total'
    const tags = { kind: '', groups: [], attributes: keeps ? { [tag]: true } : {} }
    let amount: number = left
    for (const cap of regulation.caps) {
      if (cap.each !== 'activity' || cap.in !== 'amount' || !isIn(cap.of, tags)) continue
      amount = Math.min(amount, cap.atMost)
    }
    const undecided = carryOver.rule === 'discretion' && decision === undefined
    list.push({
      id: `surplus:${tag}`,
      day: first.toString(),
      tags,
      approved: !undecided,
      undecided,
      surplus: tag,
      amount,
      second: 0,
      things: 0,
      unvalued: false,
      unvaluedToo: false,
    })
  }
  // What counts only with enough of one's own, as that was awarded, counts no better than that is.
  const asked = regulation.thresholds.map(({ of, onlyWith }) => ({
    onlyWith,
    holds: (each: Thing) => each.surplus === undefined && isIn(of, each.tags),
  }))
  if (carryOver.rule !== 'none' && carryOver.onlyWith !== undefined) {
    const { onlyWith } = carryOver
    asked.push({ onlyWith, holds: (each: Thing) => each.surplus !== undefined })
  }
  const there = asked.map(({ onlyWith }) => {
    const own = [...awarded].filter(([each]) => isIn(onlyWith.of, each.tags))
    const sum = (of: typeof own) => of.reduce((total, [, worth]) => total + worth, 0)
    if (sum(own.filter(([each]) => each.approved)) >= onlyWith.atLeast) return 'approved'
    if (sum(own) >= onlyWith.atLeast) return 'claimed'
    return own.some(([each]) => each.unvalued) ? 'undecided' : 'nothing'
  })
  for (const each of [...list]) {
    const held = there.filter((_, at) => asked[at]?.holds(each))
    if (held.includes('nothing')) list.splice(list.indexOf(each), 1)
    if (held.includes('claimed') || held.includes('undecided')) each.approved = false
    if (held.includes('undecided')) each.undecided = true
  }
  const most = carryOver.rule === 'none' ? undefined : carryOver.atMost
  list.sort((a, b) => (a.id < b.id ? -1 : 1))

  // What is not known is tried both ways: facts that were not given, answers that nobody gave yet.
  const answered = dossier.judgements.find((each) => each.on === 'spread')
  const holdsIf = (condition: Condition, asSaid: boolean, asStated: World): boolean => {
    switch (condition.kind) {
      case 'fact':
        return (dossier.facts[condition.fact] ?? asStated[condition.fact]) === condition.is
      case 'question':
        return answered === undefined ? asSaid : answered.outcome === 'met'
      case 'not':
        return !holdsIf(condition.of, asSaid, asStated)
      case 'all-of':
        return condition.of.every((part) => holdsIf(part, asSaid, asStated))
      case 'any-of':
        return condition.of.some((part) => holdsIf(part, asSaid, asStated))
      default:
        throw new Error(`The reference does not know ${condition.kind}`)
    }
  }
  const worlds: readonly World[] = [true, false].flatMap((certificate) =>
    [true, false].map((experienced) => ({ certificate, experienced })),
  )
  const surely = (condition: Condition, said: boolean) =>
    worlds.every((world) => holdsIf(condition, said, world))
  // Whether anybody says that there was such work, in the time that is looked at.
  const isStated = ({ only, within }: Extract<Condition, { kind: 'work-stated' }>): boolean => {
    const opening =
      within === undefined ? undefined : backFrom(submitted, within.years * 12 + within.months)
    return dossier.work.some(({ state, first, last, details }) => {
      if (state === 'rejected' || Temporal.PlainDate.compare(first, submitted) > 0) return false
      if (opening !== undefined && last !== undefined) {
        if (Temporal.PlainDate.compare(last, opening) < 0) return false
      }
      return hasAll(details ?? {}, only ?? [], regulation.workProperties)
    })
  }
  const answerTo = (condition: Condition): string => {
    if (condition.kind === 'refresher') return refreshed(regulation, dossier, condition)
    if (condition.kind === 'work-stated') return isStated(condition) ? 'met' : 'not-met'
    if (condition.kind === 'work')
      return reckonWorkSlowly(condition, dossier, submitted, regulation.workProperties).outcome
    if (surely(condition, true) && surely(condition, false)) return 'met'
    return surely(condition, true) || surely(condition, false) ? 'for-the-committee' : 'not-met'
  }
  // A norm that may or may not apply is at worst in doubt; one that surely does not is gone.
  const doubtAbout = (when: Condition): string | undefined => {
    const possible = worlds.some((world) =>
      [true, false].some((said) => holdsIf(when, said, world)),
    )
    if (!possible) return undefined
    const answer = answerTo(when)
    const doubts: Record<string, string> = { met: 'not-met', 'not-met': 'undetermined' }
    return doubts[answer] ?? answer
  }
  const certain = regulation.variants.findIndex((each) => answerTo(each.when) === 'met')
  const held = regulation.variants[certain]?.id ?? ''
  const before = regulation.variants.slice(0, certain === -1 ? undefined : certain)
  const applying = regulation.norms.flatMap((norm) => {
    const doubt = norm.when === undefined ? 'not-met' : doubtAbout(norm.when)
    if (doubt === undefined) return []
    const asked = norm.instead[held] ?? norm.requires
    const possible = before.flatMap(({ id, when }) => {
      const other = norm.instead[id]
      const uncertain = doubtAbout(when)
      return other === undefined || uncertain === undefined ? [] : [{ other, uncertain }]
    })
    return [{ norm, asked, possible, doubt }]
  })

  const asking = applying.map(({ asked, possible }) => [asked, possible])
  const wantsThings = JSON.stringify(asking).includes('"in":"things"')
  let best: { score: number[]; counted: Counted } | undefined
  const counted: Counted = {
    amount: list.map(() => 0),
    'second-unit': list.map(() => 0),
    things: list.map(() => 0),
  }
  const visit = (at: number): void => {
    if (!capsHold(regulation.caps, list, counted, frame.first.toString(), at)) return
    const carried = list.reduce(
      (sum, each, place) =>
        sum + (each.surplus !== undefined && place < at ? (counted.amount[place] ?? 0) : 0),
      0,
    )
    if (most !== undefined && carried > most) return
    if (at === list.length * measures.length) {
      const score = scoreOf(counted)
      if (best === undefined || isLess(score, best.score)) {
        best = { score, counted: structuredClone(counted) }
      }
      return
    }
    const measure = measures[Math.floor(at / Math.max(1, list.length))]
    const place = at % Math.max(1, list.length)
    const item = list[place]
    if (item === undefined || measure === undefined) return
    const sizes = {
      amount: item.amount,
      'second-unit': item.second,
      things: wantsThings ? item.things : 0,
    }
    const size = sizes[measure]
    const slots = counted[measure]
    // An item that no cap holds always counts in full: trying less can only be worse.
    const limited = item.surplus !== undefined && most !== undefined && measure === 'amount'
    const free =
      !limited &&
      !regulation.caps.some(
        (cap) => cap.each !== 'activity' && cap.in === measure && isIn(cap.of, item.tags),
      )
    for (let value = free ? size : 0; value <= size; value++) {
      slots[place] = value
      visit(at + 1)
    }
    slots[place] = 0
  }

  const scoreOf = (c: Counted): number[] => {
    const norms = judge(c)
    const number = (outcome: string) => norms.filter((norm) => norm.outcome === outcome).length
    const failing = norms.map((norm) =>
      norm.outcome === 'not-met' || norm.outcome === 'for-the-committee' ? norm.short : 0,
    )
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
    const approved = total(
      list.map((each, at) =>
        each.approved ? measures.reduce((sum, one) => sum + (c[one][at] ?? 0), 0) : 0,
      ),
    )
    return [
      number('not-met'),
      number('for-the-committee'),
      number('undetermined'),
      ...failing,
      -total(c.amount) - total(c['second-unit']),
      -total(c.things),
      -approved,
      ...measures.flatMap((one) => c[one].map((value) => -value)),
    ]
  }

  const judge = (c: Counted) =>
    applying.map(({ norm, asked, possible, doubt }) => {
      const found = standingOf(norm, asked, doubt, c)
      // What may ask more lets it stand no better than that is uncertain.
      return possible.reduce((worst, { other, uncertain }) => {
        const under = standingOf(norm, other, doubt, c)
        const outcome =
          order.indexOf(under.outcome) > order.indexOf(uncertain) ? under.outcome : uncertain
        if (order.indexOf(outcome) >= order.indexOf(worst.outcome)) return worst
        return { ...under, outcome, short: found.short }
      }, found)
    })

  const { opens } = regulation.period
  const unopened = opens !== undefined && openedOn(regulation, dossier) === undefined
  const standingOf = (norm: Norm, asked: Requirement, doubt: string, c: Counted) => {
    const ways = waysOf(asked, leavesOf).map(({ leaves, conditions }) => {
      const figures = leaves.map((leaf) => measure(leaf, c))
      const asks = figures.some(({ required }) => required > 0)
      const yearly = leaves.some((leaf) => leaf.first !== undefined && leaf.required > 0)
      const standings = [
        ...(unopened && asks ? ['undetermined'] : []),
        // From when each year is asked is not known either, so that none refuses.
        ...(unopened && yearly ? [] : figures.map((figure) => figure.outcome)),
        ...conditions.map((each) => answerTo(each)),
      ]
      const worst = order.find((each) => standings.includes(each)) ?? 'met'
      const softened =
        worst === 'not-met' && norm.otherwise !== undefined ? 'for-the-committee' : worst
      const outcome = order.indexOf(doubt) > order.indexOf(softened) ? doubt : softened
      const [only] = conditions
      const work =
        figures.length === 0 && conditions.length === 1 && only?.kind === 'work'
          ? workFigures(only, outcome)
          : undefined
      return {
        outcome,
        figures,
        conditions,
        work,
        short: figures.reduce((sum, each) => sum + each.shortfall, 0),
      }
    })
    const bestOutcome = order.findLast((each) => ways.some((way) => way.outcome === each))
    const good = ways.filter((way) => way.outcome === bestOutcome)
    // The nearest of those that activities can mend; what they cannot is shown as it comes.
    const mendable = good.filter((way) => way.conditions.every((each) => answerTo(each) === 'met'))
    const failing = bestOutcome === 'not-met' || bestOutcome === 'for-the-committee'
    const least = Math.min(...mendable.map((way) => way.short))
    const nearest = failing ? mendable.find((way) => way.short === least) : undefined
    const shown = nearest ?? good[0]
    if (shown === undefined) throw new Error('A norm has at least one way')
    return { id: norm.id, ...shown }
  }

  const workFigures = (work: Extract<Condition, { kind: 'work' }>, outcome: string) => {
    const { counted, provisional } = reckonWorkSlowly(
      work,
      dossier,
      submitted,
      regulation.workProperties,
    )
    const missing = Math.max(0, work.atLeast - counted - provisional)
    return { counted, provisional, shortfall: outcome === 'met' ? 0 : missing }
  }

  const measure = (leaf: Leaf, c: Counted) => {
    const byThing = leaf.minimum.in === 'things'
    const scale = byThing ? 100 : 1
    const { required, minimum } = leaf
    const limits = minimum.limits ?? []
    // What there is by how sure it is, outside every limit and within each.
    const none = () => [0, ...limits.map(() => 0)]
    const [approved, claimed, undecided, unvalued] = [none(), none(), none(), none()]
    list.forEach((each, at) => {
      const { of, surplus: accepted } = minimum
      const reaches =
        each.surplus === undefined || accepted === undefined
          ? isIn(of, each.tags)
          : accepted.includes(each.surplus)
      if (!reaches) return
      const place = 1 + limits.findIndex((limit) => isLimited(limit, each.tags))
      const waits = minimum.in === 'second-unit' ? each.unvaluedToo : each.unvalued
      if (waits) unvalued[place] = Number.POSITIVE_INFINITY
      const early = leaf.early === true && each.day < (leaf.first ?? '')
      if (
        leaf.first !== undefined &&
        !early &&
        (each.day < leaf.first || each.day > (leaf.last ?? ''))
      )
        return
      const sums = each.approved ? approved : each.undecided ? undecided : claimed
      sums[place] = (sums[place] ?? 0) + (c[minimum.in][at] ?? 0)
    })
    const added = (...all: readonly (readonly number[])[]) =>
      none().map((_, at) => all.reduce((sum, sums) => sum + (sums[at] ?? 0), 0))
    const worth = (...all: readonly (readonly number[])[]) =>
      worthWithin(limits, added(...all), required / scale, scale) * scale
    const sure = worth(approved)
    const possible = worth(approved, claimed, undecided)
    const shortfall = Math.max(0, required - possible)
    const outcome =
      sure >= required
        ? 'met'
        : worth(approved, claimed) >= required
          ? 'undetermined'
          : worth(approved, claimed, undecided, unvalued) >= required
            ? 'for-the-committee'
            : 'not-met'
    const by = minimum.in
    return { outcome, required, approved: sure, claimed: possible - sure, shortfall, by }
  }

  type Leaf = { minimum: Minimum; required: number; first?: string; last?: string; early?: boolean }

  /** A minimum as it is asked of whom a number is smaller than the whole. */
  const inProportion = (minimum: Minimum): Minimum => {
    const { inProportion: rule, atLeast, moreThan: _, in: measure, ...rest } = minimum
    const value = rule === undefined ? undefined : dossier.facts[rule.fact]
    if (rule === undefined || typeof value !== 'number' || value >= rule.whole) return minimum
    const whole = measure === 'things' || rule.rounding !== 'hundredth-down' ? 100 : 1
    let share = 0
    while ((share + whole) * rule.whole <= atLeast * value) share += whole
    if (rule.rounding === 'whole-up' && share * rule.whole < atLeast * value) share += whole
    const asked = Math.min(atLeast, Math.max(share, rule.floor ?? 0))
    if (asked === atLeast) return minimum
    return { ...rest, in: measure, atLeast: asked as Minimum['atLeast'] }
  }

  /** What is asked over a part of so many days, less those before joining and those on leave. */
  const requiredOver = (
    written: Minimum,
    whole: { from: Temporal.PlainDate; until: Temporal.PlainDate },
    part: { from: Temporal.PlainDate; until: Temporal.PlainDate },
  ): number => {
    const minimum = inProportion(written)
    if (!minimum.proRata) return minimum.atLeast
    const { registeredOn: joined } = dossier
    const {
      joinedLater = false,
      joinedLaterFrom,
      leaveFrom,
      by,
      rounding,
    } = regulation.proRata ?? {}
    const after = (day: Temporal.PlainDate) => day.add({ days: 1 })
    const late =
      joinedLater &&
      joined !== undefined &&
      (joinedLaterFrom === undefined || monthsIn(frame.first, joined) >= monthsOf(joinedLaterFrom))
    const leave = longLeave(dossier.leave, leaveFrom)
    const isMissed = (day: string) =>
      (late && day < joined.toString()) ||
      leave.some(({ first: from, last: to }) => from <= day && day <= to)
    // The runs of days that were missed, as that many days or as whole months.
    const days: Temporal.PlainDate[] = []
    for (let day = part.from; day.toString() <= part.until.toString(); day = after(day)) {
      if (isMissed(day.toString())) days.push(day)
    }
    const runs: Temporal.PlainDate[][] = []
    for (const day of days) {
      const run = runs.at(-1)
      if (run?.at(-1)?.add({ days: 1 }).equals(day)) run.push(day)
      else runs.push([day])
    }
    const length = (from: Temporal.PlainDate, until: Temporal.PlainDate) =>
      by === 'month' ? monthsIn(from, after(until)) : from.until(until).days + 1
    const missed = runs.reduce((sum, run) => {
      const [from, until] = [run[0], run.at(-1)]
      return from === undefined || until === undefined ? sum : sum + length(from, until)
    }, 0)
    const all = length(whole.from, whole.until)
    const left = length(part.from, part.until) - missed
    // Where no day counts yet, there is no part of anything.
    if (left === all || all <= 0) return minimum.atLeast
    const unit = minimum.in === 'things' ? 100 : 1
    const { atLeast, moreThan } = minimum
    const size = Math.floor((moreThan ?? atLeast) / unit)
    const share = (size * left) / all
    const hours = minimum.in === 'things' ? 1 : 100
    const rounded =
      rounding === 'whole-up'
        ? Math.ceil(share / hours) * hours
        : rounding === 'whole-down'
          ? Math.floor(share / hours) * hours
          : Math.floor(share)
    return (moreThan === undefined ? rounded : rounded + 1) * unit
  }

  // No way of counting changes them.
  const leaves = new Map<Minimum, readonly Leaf[]>()
  const leavesOf = (minimum: Minimum): readonly Leaf[] => {
    const known = leaves.get(minimum) ?? stretchesOf(minimum)
    leaves.set(minimum, known)
    return known
  }

  const stretchesOf = (minimum: Minimum): Leaf[] => {
    const everything = { from: frame.first, until: frame.last }
    if (minimum.each === 'window') {
      return [{ minimum, required: requiredOver(minimum, everything, everything) }]
    }
    const leaves: Leaf[] = []
    const own = minimum.each === 'registration-year'
    const start = own
      ? frame.first
      : Temporal.PlainDate.from({ year: frame.first.year, month: 1, day: 1 })
    const closes =
      dossier.period !== undefined || frame.last.toString() < last.toString() ? frame.last : last
    for (let year = 0; year < 10; year++) {
      const from = anniversary(start, year)
      const until = anniversary(start, year + 1).subtract({ days: 1 })
      const begins = latest(from, frame.first)
      const opens = latest(begins, since)
      const ends = until.toString() < closes.toString() ? until : closes
      if (opens.toString() > ends.toString()) continue
      const whole = opens.equals(from) && ends.equals(until)
      if (!whole && !minimum.proRata) continue
      leaves.push({
        minimum,
        required: requiredOver(minimum, { from, until }, { from: opens, until: ends }),
        first: begins.toString(),
        last: ends.toString(),
        early: own && year === 0,
      })
    }
    return leaves
  }

  visit(0)
  const found = (best as { counted: Counted } | undefined)?.counted
  if (found === undefined) throw new Error('Counting nothing must be possible')
  const norms = judge(found).map((norm) => ({
    id: norm.id,
    ...shownFigures(norm),
  }))
  const worst = (of: typeof norms) =>
    order.find((each) => of.some((norm) => norm.outcome === each)) ?? 'met'
  // Who falls short of what may be open only, and was never registered for a while, may be so.
  const { temporary } = regulation
  const rest = worst(norms.filter(({ id }) => !temporary?.open.includes(id)))
  const forAWhile =
    temporary?.appliesTo.includes(dossier.kind) === true &&
    dossier.temporary === undefined &&
    worst(norms) === 'not-met' &&
    rest !== 'not-met'
  return {
    outcome: forAWhile ? (rest === 'met' ? 'temporary' : rest) : worst(norms),
    ...(forAWhile ? { forAWhile } : {}),
    norms,
    counted: new Map(
      list.map((each, at) => [
        each.id,
        {
          amount: found.amount[at] ?? 0,
          second: found['second-unit'][at] ?? 0,
          things: wantsThings ? (found.things[at] ?? 0) * 100 : 0,
        },
      ]),
    ),
  }
}

const measures = ['amount', 'second-unit', 'things'] as const

/** What counts of each thing in the list, by what it is counted in. */
type Counted = Readonly<Record<(typeof measures)[number], number[]>>

/** What an activity is worth in the second unit: of a field, of what it is worth, or of its things. */
function secondOf(rule: Kind['inSecondUnit'], activity: Activity, amount: number): number {
  if (rule === undefined) return 0
  const filled = rule.by === 'field' ? activity.details[rule.field] : undefined
  const base = { field: Number(filled ?? 0), unit: amount, thing: activity.count ?? 100 }[rule.by]
  const worth = Math.floor((base * rule.each) / 100)
  return rule.atMost === undefined ? worth : Math.min(worth, rule.atMost)
}

/** The same day so many years later; after 29 February the year begins on 1 March without one. */
function anniversary(day: Temporal.PlainDate, years: number): Temporal.PlainDate {
  const year = day.year + years
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  if (day.month !== 2 || day.day !== 29 || isLeap) {
    return Temporal.PlainDate.from({ year, month: day.month, day: day.day })
  }
  return Temporal.PlainDate.from({ year, month: 3, day: 1 })
}

function latest(
  day: Temporal.PlainDate,
  other: Temporal.PlainDate | undefined,
): Temporal.PlainDate {
  return other !== undefined && other.toString() > day.toString() ? other : day
}

type Window = Period & {
  /** The years and the whole that minima are asked over. */
  readonly frame: Period
  /** Nothing before this day counts, whatever the period says. */
  readonly since: Temporal.PlainDate | undefined
}

/** Leave that is long enough, spells without a day between them as one. */
function longLeave(
  leave: readonly Period[],
  least: Temporal.Duration | undefined,
): readonly { readonly first: string; readonly last: string }[] {
  if (least === undefined) return []
  const spells: Period[] = []
  const sorted = leave.toSorted((a, b) => (a.first.toString() < b.first.toString() ? -1 : 1))
  for (const spell of sorted) {
    const before = spells.at(-1)
    const adjoins =
      before !== undefined && spell.first.toString() <= before.last.add({ days: 1 }).toString()
    if (adjoins) spells[spells.length - 1] = { ...before, last: latest(before.last, spell.last) }
    else spells.push(spell)
  }
  return spells
    .filter(({ first, last }) => monthsIn(first, last.add({ days: 1 })) >= monthsOf(least))
    .map(({ first, last }) => ({ first: first.toString(), last: last.toString() }))
}

function monthsOf({ years, months }: Temporal.Duration): number {
  return years * 12 + months
}

/** The days that count, by the words of the manual; lengths are whole months. */
function windowOf(regulation: Regulation, dossier: Dossier, submitted: Temporal.PlainDate): Window {
  const { period: rules, singleUse, proRata } = regulation
  const own = openedOn(regulation, dossier)
  const countsFrom = own === undefined ? rules.countsFrom : latest(own, rules.countsFrom)
  const { period, decidedOn, registeredOn, previousSubmittedOn: filed } = dossier
  const blockAround = (day: Temporal.PlainDate): Period | undefined => {
    if (rules.shape === 'personal' || rules.shape === 'rolling') return undefined
    const length = monthsOf(rules.length)
    const newYear = Temporal.PlainDate.from({ year: day.year, month: 1, day: 1 })
    const base = rules.shape === 'calendar-year' ? newYear : (rules.blockFirst ?? newYear)
    // Each block begins so many lengths after, or before, the first that is named.
    let count = -20
    while (monthsLater(base, (count + 1) * length).toString() <= day.toString()) count++
    return {
      first: monthsLater(base, count * length),
      last: monthsLater(base, (count + 1) * length).subtract({ days: 1 }),
    }
  }
  const block = period === undefined ? blockAround(submitted) : undefined
  const end = period?.last ?? block?.last
  const toEnd = rules.anchor === 'period-end' && end !== undefined
  let last = rules.inBetween === 'current' ? latest(submitted, decidedOn) : submitted
  // Who is registered for a while, makes up until that ends.
  const closing = end === undefined ? undefined : latest(end, dossier.temporary?.last)
  if (toEnd && closing !== undefined) {
    last = closing
    if (period === undefined && decidedOn !== undefined) {
      last = decidedOn.toString() < closing.toString() ? decidedOn : closing
    }
  }
  if (closing !== undefined && closing.toString() < last.toString()) last = closing

  // Where the one before ended.
  let counted = dossier.countedUntil ?? filed
  if (dossier.countedUntil === undefined && filed !== undefined) {
    const beforePeriod = period?.first.subtract({ days: 1 })
    const closed = rules.anchor === 'period-end' ? blockAround(filed)?.last : undefined
    if (closed !== undefined) {
      const bound =
        beforePeriod !== undefined && beforePeriod.toString() < closed.toString()
          ? beforePeriod
          : closed
      counted = latest(filed, bound)
    } else if (rules.anchor === 'period-end' || rules.inBetween === 'current') {
      counted = latest(filed, beforePeriod)
    }
  }
  const next = counted?.add({ days: 1 })
  const anchor = {
    submission: submitted,
    decision: decidedOn ?? submitted,
    'period-end': end ?? submitted,
  }[rules.anchor]
  const looksBack =
    rules.lookBack !== undefined &&
    (dossier.kind === 'first' || rules.lookBack.appliesTo === 'both')
  const oneBack = backFrom(anchor, monthsOf(rules.length))
  let opening: Temporal.PlainDate
  if (looksBack) {
    const { years = 0, granularity } = rules.lookBack ?? {}
    const { month, day } = granularity === 'day' ? anchor : { month: 1, day: 1 }
    const { year } = anchor
    opening = latest(Temporal.PlainDate.from({ year: year - years, month, day }), next)
  } else if (rules.shape === 'rolling') {
    opening = latest(oneBack, singleUse === 'none' ? undefined : next)
  } else if (block !== undefined) opening = latest(block.first, next)
  else opening = next ?? period?.first ?? registeredOn ?? oneBack
  const joined =
    proRata?.joinedLater === true &&
    !looksBack &&
    counted === undefined &&
    registeredOn !== undefined &&
    registeredOn.toString() > opening.toString()
      ? registeredOn
      : undefined
  const since = joined === undefined ? countsFrom : latest(joined, countsFrom)
  const first = latest(joined ?? opening, countsFrom)
  const frame = period ??
    (looksBack ? undefined : block) ?? { first: latest(opening, countsFrom), last }
  return { first, last, frame, since }
}

function isLimited(limit: Limit, tags: Thing['tags']): boolean {
  return isIn(limit.of, tags) === !('atLeastShare' in limit)
}

/** Of what lies outside all limits and within each: the most that counts, by their words. */
function worthWithin(
  limits: readonly Limit[],
  [outside = 0, ...within]: readonly number[],
  required: number,
  scale: number,
): number {
  // Of so much in all a limit lets count so much; nothing is rounded where that is not asked.
  const counting = (all: number, round: (part: number) => number) =>
    limits.reduce((sum, limit, at) => {
      const there = within[at] ?? 0
      if ('atMost' in limit) return sum + Math.min(there, Math.floor(limit.atMost / scale))
      const { parts, of } = 'atMostShare' in limit ? limit.atMostShare : limit.atLeastShare
      const part = 'atMostShare' in limit ? parts : of - parts
      return sum + Math.min(there, round((all * part) / of))
    }, outside)
  const short = counting(required, Math.floor)
  if (short < required) return short
  // A share of all: so much can count as long as what counts beside it allows it.
  const most = within.reduce((sum, there) => sum + there, outside)
  if (most === Number.POSITIVE_INFINITY) return most
  let all = required
  while (all < most && counting(all + 1, (part) => part) + 1e-9 >= all + 1) all += 1
  return all
}

// From the worst to the best.
const order = ['not-met', 'for-the-committee', 'undetermined', 'met']

type Figures = {
  required: number
  approved: number
  claimed: number
  shortfall: number
  by: Minimum['in']
}

function shownFigures(norm: {
  readonly outcome: string
  readonly figures: readonly Figures[]
  readonly conditions: readonly Condition[]
  readonly work: Omit<ReferenceAnswer['norms'][number], 'id' | 'outcome'> | undefined
}) {
  const { outcome, figures, conditions } = norm
  if (norm.work !== undefined) return { outcome, ...norm.work }
  const [only] = figures
  if (figures.length === 1 && conditions.length === 0 && only !== undefined) {
    return { outcome, counted: only.approved, provisional: only.claimed, shortfall: only.shortfall }
  }
  // Figures of several parts are only compared in their outcome and their sum of shortfalls.
  const alike = conditions.length === 0 && new Set(figures.map((each) => each.by)).size < 2
  return {
    outcome,
    counted: Number.NaN,
    provisional: Number.NaN,
    shortfall: alike ? figures.reduce((sum, each) => sum + each.shortfall, 0) : Number.NaN,
  }
}

type AnyWay<Leaf> = { readonly leaves: readonly Leaf[]; readonly conditions: readonly Condition[] }

/** Every way to meet a requirement, with the stretches of its minima. */
function waysOf<Leaf>(
  requirement: Requirement,
  leavesOf: (minimum: Minimum) => readonly Leaf[],
): AnyWay<Leaf>[] {
  if (requirement.kind === 'minimum') {
    const leaves = leavesOf(requirement)
    const count = Math.min(requirement.years ?? leaves.length, leaves.length)
    return subsets(leaves)
      .filter((chosen) => chosen.length === count)
      .map((chosen) => ({ leaves: chosen, conditions: [] }))
  }
  if (requirement.kind === 'one-of') {
    const { of, atLeast = 1 } = requirement
    return subsets(of)
      .filter((chosen) => chosen.length === Math.min(atLeast, of.length))
      .flatMap((chosen) => waysOfAll(chosen, leavesOf))
  }
  if (requirement.kind === 'each-of') return waysOfAll(requirement.of, leavesOf)
  return [{ leaves: [], conditions: [requirement as Condition] }]
}

function waysOfAll<Leaf>(
  parts: readonly Requirement[],
  leavesOf: (minimum: Minimum) => readonly Leaf[],
): AnyWay<Leaf>[] {
  let ways: AnyWay<Leaf>[] = [{ leaves: [], conditions: [] }]
  for (const part of parts) {
    ways = ways.flatMap((way) =>
      waysOf(part, leavesOf).map((more) => ({
        leaves: [...way.leaves, ...more.leaves],
        conditions: [...way.conditions, ...more.conditions],
      })),
    )
  }
  return ways
}

/** Every set of some of a list; of sets of the same size, those with the earliest first. */
function subsets<Each>(list: readonly Each[]): Each[][] {
  const [first, ...rest] = list
  if (first === undefined) return [[]]
  const without = subsets(rest)
  return [...without.map((set) => [first, ...set]), ...without]
}

/** Whether the caps hold for the items that were given a value, `until` of which are decided. */
function capsHold(
  caps: readonly Cap[],
  list: readonly Thing[],
  counted: Counted,
  periodFirst: string,
  until: number,
): boolean {
  for (const cap of caps) {
    if (cap.each === 'activity') continue
    const sums = new Map<string, number>()
    list.forEach((each, at) => {
      if (!isIn(cap.of, each.tags)) return
      if (at + list.length * measures.indexOf(cap.in) >= until) return
      const value = (counted[cap.in][at] ?? 0) * (cap.in === 'things' ? 100 : 1)
      const stretch = stretchOf(cap.each, each.day, periodFirst)
      sums.set(stretch, (sums.get(stretch) ?? 0) + value)
    })
    for (const sum of sums.values()) if (sum > cap.atMost) return false
  }
  return true
}

function stretchOf(each: Cap['each'], day: string, periodFirst: string): string {
  if (each === 'day') return day
  if (each === 'calendar-year') return day.slice(0, 4)
  if (each === 'registration-year') {
    let years = 0
    const first = Temporal.PlainDate.from(periodFirst)
    while (anniversary(first, years + 1).toString() <= day) years++
    return String(years)
  }
  return ''
}

function isIn(selector: Selector, tags: Thing['tags']): boolean {
  if (selector === 'everything') return true
  if (typeof selector === 'string') {
    return (
      tags.kind === selector || tags.groups.includes(selector) || tags.attributes[selector] === true
    )
  }
  if ('not' in selector) return !isIn(selector.not, tags)
  if ('allOf' in selector) return selector.allOf.every((each) => isIn(each, tags))
  if ('anyOf' in selector) return selector.anyOf.some((each) => isIn(each, tags))
  if ('attribute' in selector) return (tags.attributes[selector.attribute] ?? false) === selector.is
  return selector.some((each) => isIn(each, tags))
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (let at = 0; at < a.length; at++) {
    const [left, right] = [a[at] ?? 0, b[at] ?? 0]
    if (left !== right) return left < right
  }
  return false
}

/** Whether on every day that is looked at, one of these was done no longer ago than it may be. */
function refreshed(
  regulation: Regulation,
  dossier: Dossier,
  { of, every }: Extract<Condition, { kind: 'refresher' }>,
): string {
  const { submittedOn: until, previousSubmittedOn: filed, period, registeredOn } = dossier
  if (until === undefined) throw new Error('The reference wants a submission')
  const begun = filed ?? latest(period?.first ?? until, registeredOn)
  let day = dossier.kind === 'first' || begun.toString() > until.toString() ? until : begun
  const done = dossier.activities.filter((each) => {
    const kind = regulation.kinds.find(({ id }) => id === each.kind)
    const { onlyWith, atLeast = 0 } = kind?.value ?? {}
    const refused =
      (onlyWith !== undefined && each.details[onlyWith] !== true) ||
      (kind?.value.by !== 'committee' && (each.claimed ?? 0) < atLeast)
    const tags = { kind: each.kind, groups: kind?.groups ?? [], attributes: each.attributes }
    return ['approved', 'claimed'].includes(each.state) && !refused && isIn(of, tags)
  })
  let worst = 'met'
  for (; day.toString() <= until.toString(); day = day.add({ days: 1 })) {
    const good = done.filter(
      ({ completedOn }) =>
        completedOn.toString() <= day.toString() &&
        completedOn.add(every).toString() >= day.toString(),
    )
    if (good.length === 0) return 'not-met'
    if (good.every(({ state }) => state === 'claimed')) worst = 'undetermined'
  }
  return worst
}

/** The first day that counts by what somebody stated, where a regulation opens the counting so. */
function openedOn({ period: { opens } }: Regulation, { facts }: Dossier) {
  const stated = opens === undefined ? undefined : facts[opens.fact]
  if (!(stated instanceof Temporal.PlainDate)) return undefined
  return opens?.from === 'day-after' ? stated.add({ days: 1 }) : stated
}

/** The regulation with what is asked for each value of a fact written out, for the values of one person. */
function repeatedFor({ facts }: Dossier, regulation: Regulation): Regulation {
  const repeated = (requires: Requirement): Requirement => {
    if (requires.kind === 'one-of' || requires.kind === 'each-of') {
      return { ...requires, of: requires.of.map(repeated) }
    }
    if (requires.kind !== 'minimum' || requires.forEach === undefined) return requires
    const { forEach: fact, ...once } = requires
    const values: unknown = facts[fact]
    // As long as nobody stated them, it is asked and not there.
    if (!Array.isArray(values)) return { kind: 'fact', fact, is: 'stated' }
    const of = values.map((value: string) => ({ ...once, of: { allOf: [once.of, value] } }))
    return { kind: 'each-of', of }
  }
  const norms = regulation.norms.map((norm) => ({
    ...norm,
    requires: repeated(norm.requires),
    instead: Object.fromEntries(
      Object.entries(norm.instead).map(([id, requires]) => [id, repeated(requires)]),
    ),
  }))
  return { ...regulation, norms }
}
