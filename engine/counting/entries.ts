import type { Bar, Cut } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Activity, CountedState, Dossier, Judgement } from '../dossier.ts'
import type { Amount } from '../quantity.ts'
import { nothing } from '../quantity.ts'
import type { Standing } from '../standing.ts'
import type { Period } from '../terms.ts'
import type { ActivityValue } from '../valuation.ts'
import { valueActivity } from '../valuation.ts'
import type { Signatures } from './signatures.ts'
import { signatureOf, surplusSignature } from './signatures.ts'

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
  /** Whether it may count: approved, still to be judged, only once it is done, or not at all. */
  readonly counts: 'approved' | 'claimed' | 'planned' | 'no'
  /** How the rule of its kind values it. */
  readonly valuation?: ActivityValue
  /** Nobody has said yet what it is worth, and no rule does. */
  readonly unvalued: boolean
  /** What was left over from a former period. */
  readonly surplus: boolean
  /** People must still decide whether it counts at all, beside what it is worth. */
  readonly undecided?: true
  /** Reasons why it is awarded less than claimed, or does not count. */
  readonly cuts: readonly Cut[]
}

/** Makes an entry of every activity, and of what a former period left over. */
export function entriesOf(
  signatures: Signatures,
  dossier: Dossier,
  window: Period,
  carryOver: Standing,
): Entry[] {
  const judgements = new Map(dossier.judgements.map((judgement) => [judgement.on, judgement]))
  const entries = dossier.activities.map((activity) =>
    entryOf(signatures, activity, judgements.get(activity.id), window),
  )
  return [...entries, ...surplusEntries(signatures, dossier, window, carryOver)]
}

function entryOf(
  signatures: Signatures,
  activity: Activity,
  judgement: Judgement | undefined,
  window: Period,
): Entry {
  const state = stateOf(activity, judgement)
  const worth = worthOf(signatures.compiled, activity, judgement)
  const cuts: Cut[] = worth.cut === undefined ? [] : [worth.cut]
  const barred = barOf(signatures.compiled, activity, state, window)
  if (barred !== undefined) {
    const reason = barred === 'rejected' ? reasonOf(judgement) : {}
    cuts.push({ by: barred, amount: worth.awarded, ...reason })
  }
  return {
    id: activity.id,
    kind: activity.kind,
    state,
    claimed: worth.claimed,
    awarded: worth.awarded,
    things: worth.refused ? 0 : Math.floor((activity.count ?? 100) / 100),
    day: activity.completedOn,
    signature: signatureOf(signatures, activity.kind, activity.attributes),
    counts: barred === undefined ? countsAs(state) : barred === 'planned' ? 'planned' : 'no',
    ...(worth.valuation === undefined ? {} : { valuation: worth.valuation }),
    unvalued: worth.unvalued && barred === undefined,
    surplus: false,
    cuts,
  }
}

function stateOf(activity: Activity, judgement: Judgement | undefined): CountedState {
  if (judgement === undefined || activity.state === 'planned') return activity.state
  return judgement.outcome === 'approved' || judgement.outcome === 'met' ? 'approved' : 'rejected'
}

function countsAs(state: CountedState): Entry['counts'] {
  return state === 'rejected' ? 'no' : state
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
  const valuation = valueActivity(kind, fields, activity.claimed)
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

/** The one reason why nothing of it counts, if there is one. */
function barOf(
  { regulation, kinds }: CompiledRegulation,
  activity: Activity,
  state: CountedState,
  window: Period,
): Bar['by'] | undefined {
  if (!kinds.has(activity.kind)) return 'unknown-kind'
  if (state === 'rejected') return 'rejected'
  if (state === 'planned') return 'planned'
  if (activity.usedIn !== undefined && regulation.singleUse === 'per-register') {
    return 'used-before'
  }
  if (Temporal.PlainDate.compare(activity.completedOn, window.first) < 0) return 'before'
  const after = Temporal.PlainDate.compare(activity.completedOn, window.last) > 0
  return after && activity.supplement !== true ? 'after' : undefined
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
        signature: surplusSignature(signatures, keeps ? tag : undefined),
        counts: carried ? counts : 'no',
        unvalued: false,
        surplus: true,
        ...(standing === 'for-the-committee' ? { undecided: true } : {}),
        cuts: carried ? [] : [{ by: 'carry-over', amount }],
      }
    })
}

/**
 * The planned activities as if they were done and claimed, while something can still be done; the
 * same list where nothing is planned.
 */
export function withPlanned(
  { regulation }: CompiledRegulation,
  entries: readonly Entry[],
  window: Period,
  dossier: Dossier,
): readonly Entry[] {
  if (!entries.some((entry) => entry.counts === 'planned')) return entries
  const goesOn = regulation.period.inBetween === 'current'
  const isOpen = dossier.submittedOn === undefined || (goesOn && dossier.decidedOn === undefined)
  const end = isOpen ? dossier.period?.last : window.last
  return entries.map((entry) => {
    if (entry.counts !== 'planned') return entry
    const inside =
      Temporal.PlainDate.compare(entry.day, window.first) >= 0 &&
      (end === undefined || Temporal.PlainDate.compare(entry.day, end) <= 0)
    return { ...entry, counts: inside ? 'claimed' : 'no', cuts: [] }
  })
}
