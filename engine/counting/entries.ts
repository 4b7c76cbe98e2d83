import { formatDay } from '#language/days.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { CountingWindow, Cut, ValuationFinding } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import { signatureOf, surplusSignature } from '../compile.ts'
import type { Activity, ActivityState, Dossier, Judgement } from '../dossier.ts'
import type { Amount } from '../quantity.ts'
import { nothing } from '../quantity.ts'
import type { Standing } from '../standing.ts'
import { valueActivity } from '../valuation.ts'
import { inUnit } from '../saying/words.ts'

/** An activity with what the rules before counting make of it. */
export type Entry = {
  readonly id: string
  readonly state: ActivityState
  readonly claimed: Amount
  readonly awarded: Amount
  /** Whole things. */
  readonly things: number
  readonly day: Temporal.PlainDate
  readonly signature: number
  /** Whether it may count: approved, still to be judged, only once it is done, or not at all. */
  readonly counts: 'approved' | 'claimed' | 'planned' | 'no'
  /** How the rule of its kind values it. */
  readonly valuation?: ValuationFinding
  /** Nobody has said yet what it is worth, and no rule does. */
  readonly unvalued: boolean
  /** What was left over from a former period. */
  readonly surplus: boolean
  /** Reasons why it is awarded less than claimed, or does not count. */
  readonly cuts: readonly Cut[]
}

/** Makes an entry of every activity, and of what a former period left over. */
export function entriesOf(
  compiled: CompiledRegulation,
  dossier: Dossier,
  window: CountingWindow,
  carryOver: Standing,
): Entry[] {
  const judgements = new Map(dossier.judgements.map((judgement) => [judgement.on, judgement]))
  const entries = dossier.activities.map((activity) =>
    entryOf(compiled, activity, judgements.get(activity.id), window),
  )
  return [...entries, ...surplusEntries(compiled, dossier, window, carryOver)]
}

function entryOf(
  compiled: CompiledRegulation,
  activity: Activity,
  judgement: Judgement | undefined,
  window: CountingWindow,
): Entry {
  const state = stateOf(activity, judgement)
  const worth = worthOf(compiled, activity, judgement)
  const cuts: Cut[] = worth.cut === undefined ? [] : [worth.cut]
  const barred = barOf(compiled, activity, state, judgement, window)
  if (barred !== undefined) cuts.push({ ...barred, amount: worth.awarded })
  return {
    id: activity.id,
    state,
    claimed: worth.claimed,
    awarded: worth.awarded,
    things: Math.floor((activity.count ?? 100) / 100),
    day: activity.completedOn,
    signature: signatureOf(compiled, activity.kind, activity.attributes),
    counts: barred === undefined ? countsAs(state) : barred.by === 'planned' ? 'planned' : 'no',
    ...(worth.valuation === undefined ? {} : { valuation: worth.valuation }),
    unvalued: worth.unvalued && barred === undefined,
    surplus: false,
    cuts,
  }
}

function stateOf(activity: Activity, judgement: Judgement | undefined): ActivityState {
  if (judgement === undefined || activity.state === 'planned') return activity.state
  return judgement.outcome === 'approved' || judgement.outcome === 'met' ? 'approved' : 'rejected'
}

function countsAs(state: ActivityState): Entry['counts'] {
  return state === 'rejected' ? 'no' : state
}

type Worth = {
  readonly claimed: Amount
  readonly awarded: Amount
  readonly unvalued: boolean
  readonly valuation?: ValuationFinding
  readonly cut?: Cut
}

function worthOf(
  compiled: CompiledRegulation,
  activity: Activity,
  judgement: Judgement | undefined,
): Worth {
  const { words } = compiled
  const kind = compiled.kinds.get(activity.kind)
  if (kind === undefined) return { claimed: nothing, awarded: nothing, unvalued: false }
  const fields =
    activity.count === undefined ? activity.details : { count: activity.count, ...activity.details }
  const value = valueActivity(kind, fields, words, activity.claimed)
  const byRule = value.is === 'valued' ? value.amount : (activity.claimed ?? nothing)
  const claimed = activity.claimed ?? byRule
  const article = value.is === 'incomplete' ? kind.value.article : value.article
  const limit = value.is === 'valued' ? value.limit : undefined
  const valuation = { text: value.text, article, ...(limit === undefined ? {} : { limit }) }
  const decided = judgement?.awarded
  if (decided !== undefined && judgement?.outcome !== 'rejected') {
    if (decided === claimed) return { claimed, awarded: decided, unvalued: false, valuation }
    const asked =
      activity.claimed === undefined ? '' : ` Opgegeven: ${inUnit(activity.claimed, words)}.`
    const reason = judgement?.reason === undefined ? '' : ` ${judgement.reason}`
    const cut: Cut = {
      by: 'decision',
      amount: (claimed - decided) as Amount,
      article: compiled.regulation.committee.article,
      text: `Toegekend: ${inUnit(decided, words)}.${asked}${reason}`,
    }
    return { claimed, awarded: decided, unvalued: false, valuation, cut }
  }
  const unvalued = value.is === 'for-the-committee' && activity.claimed === undefined
  if (byRule >= claimed || value.is !== 'valued') {
    return { claimed, awarded: byRule, unvalued, valuation }
  }
  const cut: Cut = {
    by: 'valuation',
    amount: (claimed - byRule) as Amount,
    article: value.article,
    text: `${value.text} Opgegeven: ${inUnit(claimed, words)}.`,
  }
  return { claimed, awarded: byRule, unvalued, valuation, cut }
}

/** The one reason why nothing of it counts, if there is one. */
function barOf(
  compiled: CompiledRegulation,
  activity: Activity,
  state: ActivityState,
  judgement: Judgement | undefined,
  window: CountingWindow,
): Omit<Cut, 'amount'> | undefined {
  const { regulation } = compiled
  const kind = compiled.kinds.get(activity.kind)
  if (kind === undefined) {
    return {
      by: 'unknown-kind',
      article: regulation.evidence.article,
      text: 'Dit soort activiteit kent het reglement niet.',
    }
  }
  if (state === 'rejected') {
    const reason = judgement?.reason === undefined ? '' : ` ${judgement.reason}`
    return {
      by: 'rejected',
      article: regulation.committee.article,
      text: `De activiteit is afgewezen en telt niet mee.${reason}`,
    }
  }
  if (
    state !== 'planned' &&
    activity.usedIn !== undefined &&
    regulation.singleUse === 'per-register'
  ) {
    return {
      by: 'used-before',
      article: regulation.period.article,
      text: 'De activiteit telde al mee voor een eerder besluit van dit register.',
    }
  }
  const before = Temporal.PlainDate.compare(activity.completedOn, window.first) < 0
  const after = Temporal.PlainDate.compare(activity.completedOn, window.last) > 0
  if (state === 'planned') {
    return {
      by: 'planned',
      article: regulation.period.article,
      text: 'Gepland: telt pas mee als de activiteit is gedaan.',
    }
  }
  if (before) {
    return {
      by: 'window',
      article: window.article,
      text: `Gedaan op ${formatDay(activity.completedOn)}. Activiteiten vanaf ${formatDay(window.first)} tellen mee.`,
    }
  }
  if (after && activity.supplement !== true) {
    return {
      by: 'window',
      article: window.article,
      text: `Gedaan op ${formatDay(activity.completedOn)}. Activiteiten tot en met ${formatDay(window.last)} tellen mee; wat later komt, telt voor de volgende aanvraag.`,
    }
  }
  return undefined
}

function surplusEntries(
  compiled: CompiledRegulation,
  dossier: Dossier,
  window: CountingWindow,
  standing: Standing,
): Entry[] {
  const rule = compiled.regulation.carryOver
  const article = rule.article ?? compiled.regulation.period.article
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
        signature: surplusSignature(compiled, keeps ? tag : undefined),
        counts: carried ? counts : 'no',
        unvalued: false,
        surplus: true,
        cuts: carried
          ? []
          : [{ by: 'carry-over', amount, article, text: notCarriedInWords(compiled, dossier) }],
      }
    })
}

/** Why a surplus does not go along: somebody's decision with its reason, or else the rule. */
function notCarriedInWords({ regulation, words }: CompiledRegulation, dossier: Dossier): string {
  const { carryOver } = regulation
  const judgement = dossier.judgements.findLast((each) => each.on === 'carry-over')
  const refused = judgement?.outcome === 'rejected' || judgement?.outcome === 'not-met'
  if (carryOver.rule !== 'discretion' || !refused) return carryOver.text
  const reason = judgement.reason === undefined ? '' : ` ${judgement.reason}`
  return `${sentenceCase(words.committee)} besloot dat dit niet meegaat.${reason}`
}
