import type { Bar, Cut } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Activity, CountedState, Dossier, Judgement } from '../dossier.ts'
import type { Amount } from '../quantity.ts'
import { nothing } from '../quantity.ts'
import type { Standing } from '../standing.ts'
import type { Done, Period, Selector } from '../terms.ts'
import type { ActivityValue } from '../valuation.ts'
import { kindOn, valueActivity, valueInSecondUnit } from '../valuation.ts'
import type { Portfolios } from './portfolios.ts'
import { dayNumber, marks, stateCodes } from './portfolios.ts'
import type { Signatures } from './signatures.ts'
import { matches, signatureOf, surplusSignature } from './signatures.ts'

/** An activity with what the rules before counting make of it. */
export type Entry = {
  readonly id: string
  /** The kind of activity; absent for a surplus. */
  readonly kind?: string
  readonly state: CountedState
  readonly claimed: Amount
  readonly awarded: Amount
  /** Whole things. */
  readonly things: number
  readonly day: Temporal.PlainDate
  readonly signature: number
  /** It is what the activity of this id is worth in the second unit. */
  readonly second?: true
  /** Its state as a column writes it, with what else bars it and its marks. */
  readonly code: number
  /** How the rule of its kind values it. */
  readonly valuation?: ActivityValue
  /** Reasons why it is awarded less than claimed, or does not count; the window comes later. */
  readonly cuts: readonly Cut[]
}

/**
 * Makes an entry of every activity, and of what a former period left over. What an activity is worth
 * in the second unit is an entry of its own, as nothing that is said of the one counts for the other.
 */
export function entriesOf(
  signatures: Signatures,
  dossier: Dossier,
  window: Period,
  carryOver: Standing,
): Entry[] {
  const judgements = new Map(dossier.judgements.map((judgement) => [judgement.on, judgement]))
  const entries = dossier.activities.map((activity) =>
    entryOf(signatures, activity, judgements.get(activity.id)),
  )
  const carried = surplusEntries(signatures, dossier, window, carryOver)
  if (signatures.compiled.regulation.secondUnit === undefined) return [...entries, ...carried]
  const second = dossier.activities.map((activity, at) =>
    secondEntryOf(signatures, activity, judgements.get(activity.id), entries[at]),
  )
  return [...entries, ...carried, ...second.flatMap((entry) => entry ?? [])]
}

function secondEntryOf(
  signatures: Signatures,
  activity: Activity,
  judgement: Judgement | undefined,
  entry: Entry | undefined,
): Entry | undefined {
  const rule = signatures.compiled.kinds.get(activity.kind)?.inSecondUnit
  if (rule === undefined || entry === undefined) return undefined
  const refused = entry.valuation?.is === 'valued' && entry.valuation.by === 'not-earned'
  const byRule = refused ? nothing : valueInSecondUnit(rule, activity, entry)
  const awarded = judgement?.awardedSecond ?? byRule
  return {
    ...entry,
    claimed: byRule,
    awarded,
    things: 0,
    signature: signatureOf(signatures, activity.kind, activity.attributes, true),
    second: true,
    // What it is worth in the first unit is awaited here only where this follows from it.
    code: rule.by === 'unit' ? entry.code : entry.code & ~marks.unvalued,
    cuts: [],
  }
}

/** What was done of some activities, and not refused by people or by the rule of its kind. */
export function doneOf(signatures: Signatures, dossier: Dossier, of: Selector): readonly Done[] {
  const judgements = new Map(dossier.judgements.map((judgement) => [judgement.on, judgement]))
  return dossier.activities.flatMap((activity) => {
    const signature = signatures.met[signatureOf(signatures, activity.kind, activity.attributes)]
    if (signature === undefined || !matches(of, signature)) return []
    const judgement = judgements.get(activity.id)
    const state = stateOf(activity, judgement)
    if (state === 'planned' || state === 'rejected') return []
    if (worthOf(signatures.compiled, activity, judgement).refused) return []
    return [{ on: activity.completedOn, approved: state === 'approved' }]
  })
}

function entryOf(
  signatures: Signatures,
  activity: Activity,
  judgement: Judgement | undefined,
): Entry {
  const state = stateOf(activity, judgement)
  const worth = worthOf(signatures.compiled, activity, judgement)
  const cuts: Cut[] = worth.cut === undefined ? [] : [worth.cut]
  const barred = barOf(signatures.compiled, activity, state)
  if (barred !== undefined) {
    const reason = barred === 'rejected' ? reasonOf(judgement) : {}
    cuts.push({ by: barred, amount: worth.awarded, ...reason })
  }
  const entry: Entry = {
    id: activity.id,
    kind: activity.kind,
    state,
    claimed: worth.claimed,
    awarded: worth.awarded,
    things: worth.refused ? 0 : Math.floor((activity.count ?? 100) / 100),
    day: activity.completedOn,
    signature: signatureOf(signatures, activity.kind, activity.attributes),
    code:
      stateCodes[barred ?? state] +
      (activity.supplement === true ? marks.supplement : 0) +
      (worth.unvalued && barred === undefined ? marks.unvalued : 0),
    cuts,
  }
  return worth.valuation === undefined ? entry : { ...entry, valuation: worth.valuation }
}

function stateOf(activity: Activity, judgement: Judgement | undefined): CountedState {
  if (judgement === undefined || activity.state === 'planned') return activity.state
  return judgement.outcome === 'approved' || judgement.outcome === 'met' ? 'approved' : 'rejected'
}

type Worth = {
  readonly claimed: Amount
  readonly awarded: Amount
  readonly unvalued: boolean
  /** The rule of its kind lets it earn nothing, so that it is no thing either. */
  readonly refused?: true
  readonly valuation?: ActivityValue
  readonly cut?: Cut
}

function worthOf(
  compiled: CompiledRegulation,
  activity: Activity,
  judgement: Judgement | undefined,
): Worth {
  const kind = compiled.kinds.get(activity.kind)
  if (kind === undefined) return { claimed: nothing, awarded: nothing, unvalued: false }
  const fields =
    activity.count === undefined ? activity.details : { count: activity.count, ...activity.details }
  const valuation = valueActivity(kindOn(kind, activity.completedOn), fields, activity.claimed)
  const most = valuation.is === 'for-the-committee' ? valuation.limit : undefined
  const byRule =
    valuation.is === 'valued' ? valuation.amount : (most ?? activity.claimed ?? nothing)
  const claimed = activity.claimed ?? byRule
  const decided = judgement?.awarded
  if (decided !== undefined && judgement?.outcome !== 'rejected') {
    if (decided === claimed) return { claimed, awarded: decided, unvalued: false, valuation }
    const cut: Cut = {
      by: 'decision',
      amount: (claimed - decided) as Amount,
      decided,
      ...(activity.claimed === undefined ? {} : { asked: activity.claimed }),
      ...reasonOf(judgement),
    }
    return { claimed, awarded: decided, unvalued: false, valuation, cut }
  }
  const unvalued = valuation.is === 'for-the-committee' && activity.claimed === undefined
  const refused = valuation.is === 'valued' && valuation.by === 'not-earned'
  const awarded = { claimed, awarded: byRule, unvalued, valuation }
  const worth: Worth = refused ? { ...awarded, refused } : awarded
  if (byRule >= claimed) return worth
  return { ...worth, cut: { by: 'valuation', amount: (claimed - byRule) as Amount } }
}

function reasonOf(judgement: Judgement | undefined): Pick<Cut, 'reason'> {
  return judgement?.reason === undefined ? {} : { reason: judgement.reason }
}

/** The one reason why nothing of it counts on any day, if there is one. */
function barOf(
  { regulation, kinds }: CompiledRegulation,
  activity: Activity,
  state: CountedState,
): Exclude<Bar['by'], 'before' | 'after'> | undefined {
  if (!kinds.has(activity.kind)) return 'unknown-kind'
  if (state === 'rejected') return 'rejected'
  if (state === 'planned') return 'planned'
  if (activity.usedIn !== undefined && regulation.singleUse === 'per-register') {
    return 'used-before'
  }
  return undefined
}

function surplusEntries(
  signatures: Signatures,
  dossier: Dossier,
  window: Period,
  standing: Standing,
): Entry[] {
  const rule = signatures.compiled.regulation.carryOver
  return Object.entries(dossier.surplus)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([tag, amount]): Entry => {
      const carried =
        rule.rule !== 'none' &&
        (rule.of === undefined || rule.of.includes(tag)) &&
        standing !== 'not-met'
      const keeps = rule.rule !== 'none' && rule.counts === 'same' && tag !== 'total'
      const counts = standing === 'met' ? 'approved' : 'claimed'
      return {
        id: `surplus:${tag}`,
        state: counts,
        claimed: amount,
        awarded: amount,
        things: 0,
        day: window.first,
        signature: surplusSignature(signatures, tag, keeps),
        // It has no day of its own, so that no window bars it.
        code:
          stateCodes[carried ? counts : 'carry-over'] +
          marks.supplement +
          (standing === 'for-the-committee' ? marks.undecided : 0),
        cuts: carried ? [] : [{ by: 'carry-over', amount }],
      }
    })
}

/** The last day on which something planned can still be done in time; undefined where there is none. */
export function lastDayForPlanned(
  { regulation }: CompiledRegulation,
  window: Period,
  dossier: Dossier,
): Temporal.PlainDate | undefined {
  const goesOn = regulation.period.inBetween === 'current'
  const isOpen = dossier.submittedOn === undefined || (goesOn && dossier.decidedOn === undefined)
  return isOpen ? dossier.period?.last : window.last
}

/** One dossier as columns: its entries in the order of their ids, each by its place in the list. */
export function portfolioOf(
  entries: readonly Entry[],
  window: Period,
  plannedUntil: Temporal.PlainDate | undefined,
): { readonly portfolio: Portfolios; readonly order: readonly number[] } {
  const order = inOrder(entries)
  const size = entries.length
  const portfolio = {
    starts: new Int32Array(2),
    first: new Int32Array(1),
    last: new Int32Array(1),
    plannedLast: new Int32Array(1),
    signature: new Int32Array(size),
    day: new Int32Array(size),
    amount: new Float64Array(size),
    things: new Float64Array(size),
    state: new Uint8Array(size),
  }
  portfolio.starts[1] = size
  portfolio.first[0] = dayNumber(window.first)
  portfolio.last[0] = dayNumber(window.last)
  portfolio.plannedLast[0] = plannedUntil === undefined ? never : dayNumber(plannedUntil)
  order.forEach((at, row) => {
    const entry = entries[at]
    if (entry === undefined) return
    portfolio.signature[row] = entry.signature
    portfolio.day[row] = dayNumber(entry.day)
    portfolio.amount[row] = entry.awarded
    portfolio.things[row] = entry.things
    portfolio.state[row] = entry.code
  })
  return { portfolio, order }
}

// Later than any day that can be written.
const never = 2_000_000_000

function inOrder(entries: readonly Entry[]): readonly number[] {
  const first: number[] = []
  const second: number[] = []
  entries.forEach((entry, at) => {
    if (entry.second) second.push(at)
    else first.push(at)
  })
  return [...inOrderOfIds(entries, first), ...inOrderOfIds(entries, second)]
}

function inOrderOfIds(entries: readonly Entry[], places: readonly number[]): readonly number[] {
  const sorted = places.every(
    (at, place) =>
      place === 0 || (entries[places[place - 1] ?? 0]?.id ?? '') <= (entries[at]?.id ?? ''),
  )
  if (sorted) return places
  return places.toSorted((a, b) => ((entries[a]?.id ?? '') < (entries[b]?.id ?? '') ? -1 : 1))
}
