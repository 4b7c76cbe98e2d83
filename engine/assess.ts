import type {
  ActivityFinding,
  Assessment,
  Bar,
  CapCut,
  Cut,
  NormFinding,
  Outcome,
  TemporaryFinding,
  ThresholdFinding,
} from './assessment.ts'
import type { CompiledRegulation } from './compile.ts'
import type { Entry } from './counting/entries.ts'
import { entriesOf, portfolioOf } from './counting/entries.ts'
import { shut, standingOfGate } from './counting/gates.ts'
import type { Plan } from './counting/plan.ts'
import { signaturesOf } from './counting/plan.ts'
import { barCodes, dayNumber } from './counting/portfolios.ts'
import type { Shape } from './counting/shape.ts'
import type { Tally } from './counting/tally.ts'
import type { Dossier } from './dossier.ts'
import type { LabelVerdict } from './label.ts'
import { labelsAskOn, labelVerdict } from './label.ts'
import { dispensations } from './leave.ts'
import { normsOf } from './norms.ts'
import { periodAfterTemporary } from './periods.ts'
import type { Amount } from './quantity.ts'
import { nothing } from './quantity.ts'
import { standings } from './standing.ts'
import { temporaryFinding } from './temporary.ts'
import { missedVariants } from './variants.ts'
import { refusedSurplus } from './weighing/carry-over.ts'
import { surplusFinding } from './weighing/left-over.ts'
import { misplacedCategory } from './weighing/misplaced-category.ts'
import type { Prepared } from './weighing/prepare.ts'
import { prepare } from './weighing/prepare.ts'
import type { Answer } from './weighing/weigh-portfolio.ts'
import { answerFor, weighPortfolio } from './weighing/weigh-portfolio.ts'
import { findingOfWay } from './weighing/weigh-way.ts'
import { findingOf } from './weighing/weighed-norm.ts'

/**
 * Holds a dossier against every norm of a regulation, as on the given day. The same dossier, day
 * and regulation give the same answer for ever; the order of the activities makes no difference.
 */
export function assess(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Assessment {
  const { regulation } = compiled
  const weighed = weighDossier(compiled, dossier, on)
  const { prepared, entries, order, answer } = weighed
  const { window, exemption, variant } = prepared
  const temporary = temporaryOf(weighed)
  const outcome = outcomeOf(weighed)
  const next = outcome === 'met' ? periodAfterTemporary(compiled, dossier, on) : undefined

  // Findings: the answer with its reasons, as data.
  const misplaced = misplacedCategory(compiled, dossier)
  const { category } = dossier
  const refused = refusedSurplus(compiled, dossier)
  const dispensed = dispensedNorms(compiled, dossier)
  const activities = activityFindings(prepared, entries, order, answer.now)
  const surplus = surplusFinding(prepared, answer, entries, activities)
  return {
    outcome,
    regulation: { register: regulation.register, version: regulation.version.toString() },
    sort: { kind: dossier.kind, ...(category === undefined ? {} : { category }) },
    on,
    window,
    ...(variant === undefined ? {} : { variant: { id: variant.id } }),
    missed: exemption === undefined ? missedVariants(compiled, dossier, on) : [],
    ...(exemption === undefined ? {} : { exemption: { id: exemption.id } }),
    ...(dispensed.length === 0 ? {} : { dispensed }),
    ...(temporary === undefined ? {} : { temporary }),
    ...(next === undefined ? {} : { nextPeriod: next }),
    norms:
      exemption !== undefined
        ? []
        : [
            ...(misplaced === undefined
              ? []
              : [findingOf(misplaced, misplaced.way, reasonFor(dossier, misplaced.id))]),
            ...normFindings(prepared, answer),
          ],
    activities,
    thresholds: thresholdFindings(prepared, answer.now),
    ...(surplus === undefined || exemption !== undefined ? {} : { surplus }),
    ...(refused === undefined ? {} : { refusedSurplus: refused }),
  }
}

// Of what is not asked of this sort of dossier anyway, nobody has to be dispensed.
function dispensedNorms({ regulation }: CompiledRegulation, dossier: Dossier) {
  const { grantedLeave, period, kind, category } = dossier
  const all = dispensations(regulation, grantedLeave, period)
  if (all.length === 0) return []
  const sort = { kind, ...(category === undefined ? {} : { category }) }
  const asked = new Set(normsOf(regulation, sort).map(({ id }) => id))
  return all.filter(({ norm }) => asked.has(norm))
}

/** A dossier in columns, and what the weighing of it answered; its findings are not made yet. */
export type WeighedDossier = {
  readonly prepared: Prepared
  readonly entries: readonly Entry[]
  readonly order: readonly number[]
  readonly answer: Answer
  readonly on: Temporal.PlainDate
}

/** Lays a dossier in columns and weighs it, as on the given day. */
export function weighDossier(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): WeighedDossier {
  // What the activities do not change: conditions, the norms that hold, the days that count.
  const prepared = prepare(compiled, dossier, on)
  const { window } = prepared

  // Entries: what each activity is worth, and why it may not count, as a portfolio of columns.
  const entries = entriesOf(signaturesOf(compiled), dossier, window, prepared.surplus)
  const { portfolio, order } = portfolioOf(entries, window, prepared.plannedLast)

  // The answer, now and once the planned activities are done.
  const answer = answerFor(prepared)
  weighPortfolio(prepared, portfolio, 0, answer)
  return { prepared, entries, order, answer, on }
}

/** The outcome of the whole, also where somebody is exempt or can be held to no category. */
export function outcomeOf(weighed: WeighedDossier): Outcome {
  const { prepared, answer } = weighed
  const { compiled, dossier, exemption } = prepared
  if (exemption !== undefined) return 'exempt'
  const temporary = temporaryOf(weighed)
  // What can come to no more than that waits for the same as the norms that must be met.
  if (temporary !== undefined) {
    return temporary.standing === 'met' ? 'temporary' : temporary.standing
  }
  const misplaced = misplacedCategory(compiled, dossier)
  return misplaced?.way.outcome ?? standings[answer.outcome] ?? 'not-met'
}

/** The registration for a while that is all that it can come to, where nothing else decides. */
function temporaryOf({ prepared, answer, on }: WeighedDossier): TemporaryFinding | undefined {
  const { compiled, dossier, exemption } = prepared
  if (exemption !== undefined || misplacedCategory(compiled, dossier) !== undefined)
    return undefined
  return temporaryFinding(prepared, answer, on)
}

function thresholdFindings(
  { plan }: Prepared,
  { gates, gateApproved, gateClaimed }: Tally,
): readonly ThresholdFinding[] {
  return plan.gates.map(({ id, onlyWith }, at) => ({
    id,
    required: onlyWith.atLeast,
    counted: (gateApproved[at] ?? 0) as Amount,
    provisional: (gateClaimed[at] ?? 0) as Amount,
    standing: standingOfGate(gates[at] ?? 0),
  }))
}

function reasonFor({ judgements }: Dossier, norm: string): string | undefined {
  return judgements.findLast((each) => each.on === norm)?.reason
}

function normFindings(prepared: Prepared, answer: Answer): readonly NormFinding[] {
  const { plan, stretches, norms, dossier } = prepared
  const { awaits } = prepared.window
  const reach = { leaves: plan.leaves, stretches, reached: answer.now }
  return norms.map(({ id, ways, possible, doubt }, at) => {
    const chosen = answer.way[at] ?? 0
    // The figure of a variant that may hold, where the norm stands worse by it.
    const figure = possible[(answer.variant[at] ?? 0) - 1]
    const standing = standings[answer.standing[at] ?? 0] ?? 'not-met'
    const asked = figure?.ways ?? ways
    const shown = asked[chosen]
    if (shown === undefined) throw new Error(`Norm ${id} cannot be met in any way`)
    const way = { ...findingOfWay(shown, reach), outcome: standing }
    // Where no way is good enough, the others are kept to be told.
    const others =
      figure === undefined && standing === 'not-met'
        ? asked.filter((each) => each !== shown).map((each) => findingOfWay(each, reach))
        : []
    const unsettled = figure?.found ?? doubt
    const later = {
      counted: answer.countedLater[at] ?? 0,
      shortfall: answer.shortfallLater[at] ?? 0,
    }
    return findingOf(
      {
        id,
        way,
        ...(others.length === 0 ? {} : { others }),
        ...(unsettled === undefined ? {} : { doubt: unsettled }),
        ...(figure === undefined ? {} : { variant: figure.variant }),
        ...(awaits !== undefined && shown.ceiling !== undefined && standing === 'undetermined'
          ? { unopened: awaits }
          : {}),
      },
      later,
      reasonFor(dossier, id),
    )
  })
}

function activityFindings(
  prepared: Prepared,
  entries: readonly Entry[],
  order: readonly number[],
  tally: Tally,
): readonly ActivityFinding[] {
  const { plan, shape } = prepared
  const servedBy = servedNorms(plan, shape)
  const cuts = cutsByPlace(plan, shape, tally)
  const second = secondFindings(prepared, { entries, order, cuts, servedBy }, tally)
  const labels = labelVerdicts(prepared)
  const found: ActivityFinding[] = new Array(entries.length - (second?.size ?? 0))
  order.forEach((at, place) => {
    const entry = entries[at]
    if (entry === undefined || entry.second) return
    const amount = tally.counted[place] ?? 0
    const things = plan.things ? (tally.things[place] ?? 0) : 0
    const bar = barCut(prepared, entry, tally, place)
    const taken = cuts.get(place)
    const { valuation } = entry
    const finding: Filled<ActivityFinding> = {
      id: entry.id,
      on: entry.day,
      state: entry.state,
      claimed: entry.claimed,
      awarded: entry.awarded,
      counted: amount as Amount,
      things: {
        awarded: (entry.things * 100) as Amount,
        counted: (things * 100) as Amount,
        cuts: taken?.things ?? none,
      },
      countsFor: withThose(
        servedBy(tally.cell[place] ?? 0, amount > 0, things > 0),
        second?.get(entry.id)?.countsFor,
      ),
      cuts:
        bar === undefined && taken === undefined && entry.cuts.length === 0
          ? none
          : allCuts(entry, bar, taken?.amounts),
    }
    if (entry.kind !== undefined) finding.kind = entry.kind
    if (valuation !== undefined) finding.valuation = valuation
    if (second !== undefined) finding.second = second.get(entry.id)?.figures ?? noneOfSecond
    const until = plan.lapses.length === 0 ? undefined : countsUntil(plan, entry)
    if (until !== undefined) finding.countsUntil = until
    const label = labels?.get(entry.id)
    if (label !== undefined) finding.label = label
    found[at] = finding
  })
  return found
}

/** How the label of each activity stands, by its id; undefined where labels are held against no day. */
function labelVerdicts({
  compiled: { regulation },
  dossier,
}: Prepared): ReadonlyMap<string, LabelVerdict> | undefined {
  if (regulation.labelsAsk === undefined) return undefined
  const found = new Map<string, LabelVerdict>()
  for (const activity of dossier.activities) {
    if (!labelsAskOn(regulation, activity.completedOn)) continue
    const verdict = labelVerdict(regulation, activity)
    if (verdict !== undefined) found.set(activity.id, verdict)
  }
  return found
}

/** What is being filled in: parts that need not be there are added where they are. */
type Filled<Finding> = { -readonly [Part in keyof Finding]: Finding[Part] }

const none: readonly never[] = []

function withThose(served: readonly string[], more: readonly string[] = none): readonly string[] {
  return more.length === 0 ? served : [...new Set([...served, ...more])]
}

const noneOfSecond = { awarded: nothing, counted: nothing, cuts: none }

type SecondFinding = {
  readonly figures: NonNullable<ActivityFinding['second']>
  /** The ids of the norms to which it counts. */
  readonly countsFor: readonly string[]
}

/** What becomes of each activity in the second unit, by its id; undefined without such a unit. */
function secondFindings(
  { compiled }: Prepared,
  laid: {
    readonly entries: readonly Entry[]
    readonly order: readonly number[]
    readonly cuts: ReadonlyMap<number, CapCuts>
    readonly servedBy: (cell: number, amount: boolean, things: boolean) => readonly string[]
  },
  tally: Tally,
): ReadonlyMap<string, SecondFinding> | undefined {
  if (compiled.regulation.secondUnit === undefined) return undefined
  const found = new Map<string, SecondFinding>()
  laid.order.forEach((at, place) => {
    const entry = laid.entries[at]
    if (entry?.second === undefined) return
    const counted = (tally.counted[place] ?? 0) as Amount
    found.set(entry.id, {
      figures: { awarded: entry.awarded, counted, cuts: laid.cuts.get(place)?.amounts ?? none },
      countsFor: laid.servedBy(tally.cell[place] ?? 0, counted > 0, false),
    })
  })
  return found
}

function allCuts(
  { cuts }: Entry,
  bar: Cut | undefined,
  byCaps: readonly CapCut[] = [],
): readonly Cut[] {
  const barred = bar === undefined ? [] : [bar]
  return [...cuts, ...barred, ...byCaps].filter((cut) => cut.amount !== 0 || cut.by !== 'valuation')
}

/** What bars an activity that no rule before counting did: the window, or too little of something. */
function barCut(
  { plan, notLapsedFrom }: Pick<Prepared, 'plan' | 'notLapsedFrom'>,
  entry: Entry,
  tally: Tally,
  place: number,
): Cut | undefined {
  const code = tally.bar[place] ?? 0
  const { awarded: amount } = entry
  const { gates = [], lapses = [] } = plan.classes[plan.classOf[entry.signature] ?? -1] ?? {}
  if (code === barCodes.lapsed) {
    const lapsed = lapses.find((at) => dayNumber(entry.day) < (notLapsedFrom[at] ?? 0)) ?? -1
    return { by: 'lapsed', lapse: plan.lapses[lapsed]?.id ?? '', amount }
  }
  if (code !== barCodes.threshold) {
    const by = windowBars[code]
    return by === undefined ? undefined : { by, amount }
  }
  const closed = gates.find((gate) => tally.gates[gate] === shut) ?? -1
  return { by: 'threshold', threshold: plan.gates[closed]?.id ?? '', amount }
}

/** The last day of submission for which it counts, where a rule lets it lapse. */
function countsUntil(
  { lapses, classes, classOf }: Plan,
  { day, signature }: Entry,
): Temporal.PlainDate | undefined {
  const days = (classes[classOf[signature] ?? -1]?.lapses ?? []).flatMap((at) => {
    const after = lapses[at]?.after
    return after === undefined ? [] : [day.add(after)]
  })
  return days.toSorted(Temporal.PlainDate.compare)[0]
}

/** The bars that only the window gives; the others are cuts of the entry already. */
const windowBars: Readonly<Record<number, Bar['by']>> = {
  [barCodes.before]: 'before',
  [barCodes.after]: 'after',
}

type CapCuts = { readonly amounts: CapCut[]; readonly things: CapCut[] }

/** What caps took away of each activity, by its place. */
function cutsByPlace(
  plan: Plan,
  shape: Shape | undefined,
  { cuts, cell }: Tally,
): ReadonlyMap<number, CapCuts> {
  const found = new Map<number, CapCuts>()
  for (let at = 0; at < cuts.length; at++) {
    const place = cuts.place[at] ?? 0
    const by = cuts.by[at] ?? 0
    const amount = (cuts.amount[at] ?? 0) as Amount
    const group = (cell[place] ?? 0) % (shape?.classes ?? 1)
    const own = by < 0 ? plan.classes[group]?.each[-1 - by] : undefined
    const name = own === undefined ? shape?.bins[by]?.by : ({ by: 'cap', cap: own.id } as const)
    if (name === undefined) continue
    const each = found.get(place) ?? { amounts: [], things: [] }
    found.set(place, each)
    const taken = cuts.things[at] === 1 ? each.things : each.amounts
    taken.push(
      name.by === 'cap' ? { by: 'cap', cap: name.cap, amount } : { by: 'surplus-cap', amount },
    )
  }
  return found
}

/** Which norms the activities of a cell serve that count; those that are alike share one list. */
function servedNorms(
  plan: Plan,
  shape: Shape | undefined,
): (cell: number, amount: boolean, things: boolean) => readonly string[] {
  const lists = new Map<number, readonly string[]>()
  return (cell, amount, things) => {
    if (shape === undefined || (!amount && !things)) return none
    const key = cell * 4 + (amount ? 1 : 0) + (things ? 2 : 0)
    const known = lists.get(key)
    if (known !== undefined) return known
    const leaves = (shape.goalsOf[cell] ?? []).flatMap((at) => {
      const goal = shape.goals[at]
      return goal !== undefined && (goal.things ? things : amount) ? [goal.leaf] : []
    })
    const list = [...new Set(leaves.flatMap((leaf) => plan.normOfLeaf[leaf] ?? []))]
    lists.set(key, list)
    return list
  }
}
