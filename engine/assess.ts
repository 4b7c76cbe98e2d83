import { allocate } from './counting/allocate.ts'
import type { Allocation, Goal } from './counting/allocation.ts'
import type { ActivityFinding, Assessment, CountingWindow, Cut, Outcome } from './assessment.ts'
import type { CompiledRegulation, Plan } from './compile.ts'
import { planFor, rowOf, tidyLexicon } from './compile.ts'
import type { Dossier } from './dossier.ts'
import type { Entry } from './counting/entries.ts'
import { entriesOf } from './counting/entries.ts'
import type { WeighedNorm } from './findings.ts'
import { findingOf, settledStanding, waysOf } from './findings.ts'
import type { Stretch } from './counting/stretches.ts'
import { stretchesOf, yearsOf } from './counting/stretches.ts'
import { countingWindow, periodOf } from './periods.ts'
import type { Amount } from './quantity.ts'
import { nothing } from './quantity.ts'
import type { Cap, Condition, Minimum, Norm, Period } from './regulation.ts'
import type { Circumstances, ConditionFinding } from './requirements/condition.ts'
import { doubtOf, weighCondition, yesOrNo } from './requirements/condition.ts'
import { sentenceOf } from './saying/sentence.ts'
import type { Standing } from './standing.ts'
import { worstOf } from './standing.ts'
import { missedVariants } from './variants.ts'

/**
 * Holds a dossier against every norm of a regulation, as on the given day. The same dossier, day
 * and regulation give the same answer for ever; the order of the activities makes no difference.
 */
export function assess(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Assessment {
  tidyLexicon(compiled)
  const { regulation } = compiled
  const holds = (condition: Condition, asking: string) =>
    weighCondition(condition, circumstancesOf(compiled, dossier, on, asking)).standing === 'met'
  const exemption = regulation.exemptions.find((each) => holds(each.when, each.id))
  const variant = regulation.variants.find((each) => holds(each.when, each.id))
  const weigh = (condition: Condition, norm: Norm) =>
    weighCondition(condition, circumstancesOf(compiled, dossier, on, norm.id))
  // A norm goes away only where its condition surely does not hold.
  const plan = planFor(
    compiled,
    dossier,
    variant?.id,
    (condition, norm) => doubtOf(weigh(condition, norm)) !== 'not-met',
  )
  const window = countingWindow(compiled, dossier, on)
  const period = periodOf(compiled, dossier, window, on)
  const entries = entriesOf(compiled, dossier, window, carryOverStanding(compiled, dossier, on))
  // Whoever has a period is held to all its years; a first application only to those that passed.
  const until = dossier.period === undefined ? window.last : dossier.period.last
  const stretches = stretchesOf(plan.leaves, regulation, dossier, period, until)
  const asked: Asked = { compiled, dossier, plan, stretches, period, weigh }
  const now = count(asked, entries)
  const planned = entries.some((entry) => entry.counts === 'planned')
  const later = planned ? count(asked, withPlanned(compiled, entries, window, dossier)) : now
  const misplaced = misplacedCategory(compiled, dossier)
  const weighed = [...(misplaced === undefined ? [] : [misplaced]), ...now.norms]
  const norms =
    exemption !== undefined
      ? []
      : weighed.map((norm) => {
          const same = later.norms.find((each) => each.norm === norm.norm)
          return findingOf(compiled, dossier, norm, same ?? norm)
        })
  const outcome: Outcome =
    exemption !== undefined ? 'exempt' : worstOf(weighed.map((norm) => norm.standing))
  return {
    outcome,
    sentence: exemption?.text ?? sentenceOf(compiled, dossier, outcome, norms),
    regulation: { register: regulation.register, version: regulation.version.toString() },
    on,
    window,
    ...(variant === undefined
      ? {}
      : { variant: { id: variant.id, article: variant.article, text: variant.text } }),
    missed: exemption === undefined ? missedVariants(compiled, dossier, on) : [],
    ...(exemption === undefined
      ? {}
      : { exemption: { id: exemption.id, article: exemption.article, text: exemption.text } }),
    norms,
    activities: now.activities,
  }
}

/**
 * Where a register has categories, a first application must name one before it can be held to it;
 * and nobody can get or renew a registration in a category of former versions.
 */
function misplacedCategory(
  { regulation }: CompiledRegulation,
  dossier: Dossier,
): WeighedNorm | undefined {
  const [category] = regulation.categories
  const former = regulation.formerCategories.find((each) => each.id === dossier.category)
  const unchosen =
    category !== undefined && dossier.kind === 'first' && dossier.category === undefined
  if (former === undefined && !unchosen) return undefined
  const move = regulation.moves.find((each) => each.from.includes(former?.id ?? ''))
  const norm: Norm = {
    id: 'category',
    article: move?.article ?? category?.admission[0]?.article ?? regulation.period.article,
    source: Object.keys(regulation.sources)[0] ?? '',
    label: 'Categorie',
    text: 'De aanvraag noemt een categorie.',
    appliesTo: ['first'],
    requires: { kind: 'category', is: regulation.categories.map((each) => each.id) },
    instead: {},
    examples: [],
  }
  const remarks =
    former === undefined
      ? ['Er is nog geen categorie gekozen.']
      : [
          `De categorie ${former.label} is er niet meer.`,
          ...(move === undefined ? [] : [move.text]),
        ]
  const figures = {
    measure: 'yes-no',
    required: 100,
    counted: 0,
    provisional: 0,
    shortfall: 100,
  } as const
  return { norm, standing: 'not-met', ...figures, remarks }
}

/** What is held against what, once everything that does not count activities is known. */
type Asked = {
  readonly compiled: CompiledRegulation
  readonly dossier: Dossier
  readonly plan: Plan
  readonly stretches: readonly Stretch[]
  readonly period: Period
  readonly weigh: (condition: Condition, norm: Norm) => ConditionFinding
}

type Counted = {
  readonly norms: readonly WeighedNorm[]
  readonly activities: readonly ActivityFinding[]
}

/** Counts entries that did not come from a dossier but from columns, with conditions weighed. */
export function countEntries(
  compiled: CompiledRegulation,
  dossier: Dossier,
  plan: Plan,
  period: Period,
  entries: readonly Entry[],
  standing: (condition: Condition, norm: Norm) => Standing,
): Counted {
  const weigh = (condition: Condition, norm: Norm): ConditionFinding => {
    const found = standing(condition, norm)
    return { ...yesOrNo(found === 'met', ''), standing: found }
  }
  const stretches = stretchesOf(plan.leaves, compiled.regulation, dossier, period)
  return count({ compiled, dossier, plan, stretches, period, weigh }, entries)
}

function circumstancesOf(
  { regulation, words }: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
  asking: string,
): Circumstances {
  return { regulation, words, dossier, on, asking }
}

/** Whether a surplus may be carried over: yes, no, or only if somebody says so. */
function carryOverStanding(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Standing {
  const rule = compiled.regulation.carryOver
  if (rule.rule === 'none') return 'not-met'
  const when =
    rule.when === undefined
      ? 'met'
      : weighCondition(rule.when, circumstancesOf(compiled, dossier, on, 'carry-over')).standing
  if (rule.rule === 'capped' || when !== 'met') return when
  const judgement = dossier.judgements.findLast((each) => each.on === 'carry-over')
  if (judgement === undefined) return 'undetermined'
  return judgement.outcome === 'approved' || judgement.outcome === 'met' ? 'met' : 'not-met'
}

/** The planned activities as if they were done and claimed, while something can still be done. */
function withPlanned(
  { regulation }: CompiledRegulation,
  entries: readonly Entry[],
  window: CountingWindow,
  dossier: Dossier,
): readonly Entry[] {
  const { inBetween, anchor } = regulation.period
  const untilDecision = inBetween === 'current' || anchor === 'decision'
  const isOpen =
    dossier.submittedOn === undefined || (untilDecision && dossier.decidedOn === undefined)
  const end = isOpen ? dossier.period?.last : window.last
  return entries.map((entry) => {
    if (entry.counts !== 'planned') return entry
    const inside =
      Temporal.PlainDate.compare(entry.day, window.first) >= 0 &&
      (end === undefined || Temporal.PlainDate.compare(entry.day, end) <= 0)
    return { ...entry, counts: inside ? 'claimed' : 'no', cuts: [] }
  })
}

/** An amount or number of things that may count, in the order of the activities' ids. */
type Portion = {
  readonly entry: number
  readonly size: number
  readonly approved: boolean
  readonly things: boolean
}

function count(asked: Asked, entries: readonly Entry[]): Counted {
  const { compiled, plan, stretches } = asked
  const pre = capEach(plan, compiled, entries)
  const wantsThings = plan.leaves.some((leaf) => leaf.in === 'things')
  const order = entries
    .map((_, at) => at)
    .filter((at) => entries[at]?.counts === 'approved' || entries[at]?.counts === 'claimed')
    .toSorted((a, b) => ((entries[a]?.id ?? '') < (entries[b]?.id ?? '') ? -1 : 1))
  const portions: Portion[] = order.map((entry) => ({
    entry,
    size: pre.amounts[entry] ?? 0,
    approved: entries[entry]?.counts === 'approved',
    things: false,
  }))
  if (wantsThings) {
    for (const entry of order) {
      const size = pre.things[entry] ?? 0
      portions.push({ entry, size, approved: entries[entry]?.counts === 'approved', things: true })
    }
  }
  const goals = goalsOf(asked, entries, portions)
  const { bins, caps } = binsOf(asked, entries, portions)
  const waiting = new Set(
    entries.flatMap((entry) =>
      entry.unvalued ? [...rowOf(compiled, plan, entry.signature).leaves] : [],
    ),
  )
  const open = stretches.map((stretch) => waiting.has(stretch.leaf))
  const ways = plan.norms.map((planned) =>
    waysOf(planned, stretches, (condition) => asked.weigh(condition, planned.norm)),
  )
  const applies = plan.norms.map(({ norm }) =>
    norm.when === undefined ? undefined : asked.weigh(norm.when, norm),
  )
  const settle = plan.norms.map(({ norm }, at) => {
    const when = applies[at]
    return settledStanding(
      norm,
      asked.dossier,
      (condition) => asked.weigh(condition, norm).standing === 'met',
      when === undefined ? undefined : doubtOf(when),
    )
  })
  const problem: Allocation = {
    items: portions,
    bins,
    goals,
    wishes: ways.map((norm, at) => norm.wish(open, settle[at] ?? ((standing) => standing))),
  }
  const allocated = allocate(problem)
  const reached = goals.map((goal) => {
    let approved = 0
    let claimed = 0
    for (const item of goal.items) {
      const counted = allocated.counted[item] ?? 0
      if (portions[item]?.approved) approved += counted
      else claimed += counted
    }
    return { approved, claimed }
  })
  const norms = ways.map((norm, at) => {
    const weighed = norm.weigh(reached, open, settle[at] ?? ((standing) => standing))
    const when = applies[at]
    if (when === undefined || doubtOf(when) === undefined) return weighed
    const inDoubt = weighed.standing === 'met' ? {} : { inDoubt: true as const }
    const doubt = ['Of deze norm geldt, staat nog niet vast.', when.text].filter(Boolean)
    // What decides whether it applies may be the very thing that it asks.
    return { ...weighed, ...inDoubt, remarks: [...new Set([...doubt, ...weighed.remarks])] }
  })
  return {
    norms,
    activities: activityFindings(asked, entries, portions, allocated, pre, caps),
  }
}

/** The stretches of the minima as goals, each with the portions that reach it. */
function goalsOf(
  { compiled, plan, stretches, period }: Asked,
  entries: readonly Entry[],
  portions: readonly Portion[],
): Goal[] {
  const items: number[][] = stretches.map(() => [])
  const ofLeaf: number[][] = plan.leaves.map(() => [])
  stretches.forEach((stretch, at) => {
    ofLeaf[stretch.leaf]?.push(at)
  })
  portions.forEach((portion, item) => {
    const entry = entries[portion.entry]
    if (entry === undefined) return
    for (const leaf of rowOf(compiled, plan, entry.signature).leaves) {
      const minimum = plan.leaves[leaf]
      if (minimum === undefined || (minimum.in === 'things') !== portion.things) continue
      for (const at of ofLeaf[leaf] ?? []) {
        const year = stretches[at]?.year
        if (year === undefined || fallsIn(year, entry.day, minimum, period)) items[at]?.push(item)
      }
    }
  })
  return stretches.map((stretch, at) => ({
    required: stretch.required,
    items: items[at] ?? [],
    weight: plan.leaves[stretch.leaf]?.in === 'things' ? 100 : 1,
  }))
}

/** Whether a day counts for a year; what came before the period belongs to its first year. */
function fallsIn(year: Period, day: Temporal.PlainDate, minimum: Minimum, period: Period): boolean {
  const early =
    minimum.each === 'registration-year' &&
    year.first.equals(period.first) &&
    Temporal.PlainDate.compare(day, period.first) < 0
  return early || holdsDay(year, day)
}

function holdsDay({ first, last }: Period, day: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(first, day) <= 0 && Temporal.PlainDate.compare(day, last) <= 0
}

type PreCut = {
  readonly amounts: readonly number[]
  readonly things: readonly number[]
  readonly cuts: readonly (readonly Cut[])[]
  readonly thingCuts: readonly (readonly Cut[])[]
}

/** Caps per activity, which no other activity can change. */
function capEach(plan: Plan, compiled: CompiledRegulation, entries: readonly Entry[]): PreCut {
  const each = plan.caps.map((cap) => cap.each === 'activity')
  const amounts: number[] = []
  const things: number[] = []
  const cuts: Cut[][] = []
  const thingCuts: Cut[][] = []
  for (const entry of entries) {
    let amount: number = entry.awarded
    let number = entry.things
    const own: Cut[] = []
    const ownThings: Cut[] = []
    const counting = entry.counts === 'approved' || entry.counts === 'claimed'
    if (counting && each.includes(true)) {
      for (const index of rowOf(compiled, plan, entry.signature).caps) {
        const cap = plan.caps[index]
        if (cap === undefined || !each[index]) continue
        if (cap.in === 'things') {
          const most = Math.floor(cap.atMost / 100)
          if (number > most) ownThings.push(cutBy(cap, (number - most) * 100))
          number = Math.min(number, most)
        } else if (amount > cap.atMost) {
          own.push(cutBy(cap, amount - cap.atMost))
          amount = cap.atMost
        }
      }
    }
    amounts.push(amount)
    things.push(number)
    cuts.push(own)
    thingCuts.push(ownThings)
  }
  return { amounts, things, cuts, thingCuts }
}

function cutBy(cap: Cap, amount: number): Cut {
  return { by: cap.id, amount: amount as Amount, article: cap.article, text: cap.text }
}

/** The caps over several activities: one bin for each cap and, where it says so, year or day. */
function binsOf(
  { compiled, plan, period }: Asked,
  entries: readonly Entry[],
  portions: readonly Portion[],
): { bins: { limit: number; items: number[] }[]; caps: Cap[] } {
  const bins = new Map<string, { cap: Cap; limit: number; items: number[] }>()
  const carryOver = compiled.regulation.carryOver
  portions.forEach((portion, item) => {
    const entry = entries[portion.entry]
    if (entry === undefined) return
    const put = (key: string, cap: Cap, limit: number) => {
      const bin = bins.get(key) ?? { cap, limit, items: [] }
      bin.items.push(item)
      bins.set(key, bin)
    }
    for (const index of rowOf(compiled, plan, entry.signature).caps) {
      const cap = plan.caps[index]
      if (cap === undefined || cap.each === 'activity' || (cap.in === 'things') !== portion.things)
        continue
      const limit = portion.things ? Math.floor(cap.atMost / 100) : cap.atMost
      // The file's order decides which of two full caps is named as the reason.
      put(`${String(index).padStart(4, '0')}|${stretchName(cap, entry.day, period)}`, cap, limit)
    }
    if (entry.surplus && carryOver.rule !== 'none' && carryOver.atMost !== undefined) {
      put('surplus', surplusCap(compiled, carryOver.atMost), carryOver.atMost)
    }
  })
  const sorted = [...bins].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, bin]) => bin)
  return {
    bins: sorted.map(({ limit, items }) => ({ limit, items })),
    caps: sorted.map((bin) => bin.cap),
  }
}

function surplusCap({ regulation }: CompiledRegulation, atMost: Amount): Cap {
  const { carryOver } = regulation
  const article = carryOver.article ?? regulation.period.article
  return {
    id: 'carry-over',
    article,
    source: '',
    label: 'Overschot',
    text: carryOver.text,
    of: 'everything',
    atMost,
    in: 'amount',
    each: 'window',
  }
}

function stretchName(cap: Cap, day: Temporal.PlainDate, period: Period): string {
  switch (cap.each) {
    case 'window':
    case 'activity':
      return ''
    case 'day':
      return day.toString()
    case 'calendar-year':
      return String(day.year)
    case 'registration-year':
      if (Temporal.PlainDate.compare(day, period.first) < 0) return 'early'
      return String(yearsOf('registration-year', { first: period.first, last: day }).length)
  }
}

function activityFindings(
  asked: Asked,
  entries: readonly Entry[],
  portions: readonly Portion[],
  allocated: ReturnType<typeof allocate>,
  pre: PreCut,
  caps: readonly Cap[],
): ActivityFinding[] {
  const counted = entries.map(() => 0)
  const things = entries.map(() => 0)
  const cuts: Cut[][] = entries.map((entry, at) => [...entry.cuts, ...(pre.cuts[at] ?? [])])
  const thingCuts: Cut[][] = entries.map((_, at) => [...(pre.thingCuts[at] ?? [])])
  portions.forEach((portion, item) => {
    const amount = allocated.counted[item] ?? 0
    if (portion.things) things[portion.entry] = amount
    else counted[portion.entry] = amount
  })
  const servedBy = servedNorms(asked)
  for (const { item, bin, amount } of allocated.cuts) {
    const portion = portions[item]
    const cap = caps[bin]
    if (portion === undefined || cap === undefined) continue
    if (portion.things) thingCuts[portion.entry]?.push(cutBy(cap, amount * 100))
    else cuts[portion.entry]?.push(cutBy(cap, amount))
  }
  return entries.map((entry, at) => ({
    id: entry.id,
    state: entry.state,
    claimed: entry.claimed,
    awarded: entry.awarded,
    counted: (counted[at] ?? 0) as Amount,
    ...(entry.valuation === undefined ? {} : { valuation: entry.valuation }),
    things: {
      awarded: (entry.things * 100) as Amount,
      counted: ((things[at] ?? 0) * 100) as Amount,
      cuts: thingCuts[at] ?? [],
    },
    countsFor: servedBy(entry, (counted[at] ?? 0) > 0, (things[at] ?? 0) > 0),
    cuts: (cuts[at] ?? []).filter((cut) => cut.amount !== nothing || cut.by !== 'valuation'),
  }))
}

/** Which norms an entry serves that counts; entries that are alike share one list. */
function servedNorms({ compiled, plan, stretches, period }: Asked) {
  const normOf = normsOfLeaves(plan)
  const lists = new Map<string, readonly string[]>()
  const none: readonly string[] = []
  return (entry: Entry, amount: boolean, things: boolean): readonly string[] => {
    if (!amount && !things) return none
    const key = `${entry.signature}|${amount}|${things}|${plan.dated ? entry.day.toString() : ''}`
    const known = lists.get(key)
    if (known !== undefined) return known
    const norms = [...rowOf(compiled, plan, entry.signature).leaves].filter((leaf) => {
      const minimum = plan.leaves[leaf]
      if (minimum === undefined || !(minimum.in === 'things' ? things : amount)) return false
      return stretches.some(
        ({ leaf: own, year }) =>
          own === leaf && (year === undefined || fallsIn(year, entry.day, minimum, period)),
      )
    })
    const list = [...new Set(norms.flatMap((leaf) => normOf[leaf] ?? []))]
    lists.set(key, list)
    return list
  }
}

function normsOfLeaves(plan: Plan): string[] {
  const norms: string[] = []
  const visit = (node: Plan['norms'][number]['node'], norm: string): void => {
    if (node.is === 'leaf') norms[node.leaf] = norm
    if (node.is === 'one-of' || node.is === 'each-of') {
      for (const part of node.of) visit(part, norm)
    }
  }
  for (const planned of plan.norms) visit(planned.node, planned.norm.id)
  return norms
}
