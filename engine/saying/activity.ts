import { formatDay } from '#language/days.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { ActivityFinding, Assessment, CapCut, Cut } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Kind } from '../regulation.ts'
import { kindOn } from '../valuation.ts'
import type { ExplainedActivity, ExplainedCut, ExplainedValuation } from './explanation.ts'
import { labelInWords } from './label.ts'
import { articleOfThreshold, enoughInWords, textOfThreshold } from './threshold.ts'
import { valueInWords } from './valuation.ts'
import { inUnit } from './words.ts'

/** What becomes of one activity, with the reason for every difference in plain Dutch. */
export function explainActivity(
  compiled: CompiledRegulation,
  assessment: Assessment,
  activity: ActivityFinding,
): ExplainedActivity {
  const { id, state, claimed, awarded, counted, things, second, countsFor, countsUntil } = activity
  const valuation = valuationOf(compiled, activity)
  const told: { -readonly [Part in keyof ExplainedActivity]: ExplainedActivity[Part] } = {
    id,
    state,
    claimed,
    awarded,
    counted,
    things: {
      awarded: things.awarded,
      counted: things.counted,
      cuts: cutsByCaps(compiled, things.cuts),
    },
    countsFor,
    cuts:
      activity.cuts.length === 0
        ? none
        : activity.cuts.map((cut) =>
            cut.by === 'cap' || cut.by === 'surplus-cap'
              ? cutByCap(compiled, cut)
              : cutInWords(compiled, assessment, activity, { cut, valuation }),
          ),
  }
  if (valuation !== undefined) told.valuation = valuation
  if (second !== undefined) told.second = { ...second, cuts: cutsByCaps(compiled, second.cuts) }
  if (countsUntil !== undefined) told.countsUntil = countsUntil
  if (activity.label !== undefined) {
    const { regulation } = compiled
    const text = `${labelInWords(regulation, activity.label, activity.on)}.`
    told.label = { is: activity.label.is, text, article: articleOfLabel(compiled, activity) }
  }
  return told
}

// What needs no label is so by a decision, which has an article of its own where it is about a kind.
function articleOfLabel(
  { regulation }: CompiledRegulation,
  { kind, label }: ActivityFinding,
): string {
  const decision = regulation.accreditedByDecision.find((one) => one.kind === kind)
  const asks = regulation.labelsAsk?.article ?? ''
  return label?.is === 'by-decision' ? (decision?.article ?? asks) : asks
}

const none: readonly never[] = []

function cutsByCaps(
  compiled: CompiledRegulation,
  cuts: readonly CapCut[],
): readonly ExplainedCut[] {
  return cuts.length === 0 ? none : cuts.map((cut) => cutByCap(compiled, cut))
}

function valuationOf(
  { kinds, words }: CompiledRegulation,
  { kind: id = '', on, valuation: value }: ActivityFinding,
): ExplainedValuation | undefined {
  const known: Kind | undefined = kinds.get(id)
  if (known === undefined || value === undefined) return undefined
  const kind = kindOn(known, on)
  const text = valueInWords(kind, value, words)
  if (value.is === 'incomplete') return { text, article: kind.value.article }
  const { article, limit } = value
  return limit === undefined ? { text, article } : { text, article, limit }
}

function cutByCap({ regulation }: CompiledRegulation, cut: CapCut): ExplainedCut {
  const { amount } = cut
  if (cut.by === 'surplus-cap') {
    const { text, article = regulation.period.article } = regulation.carryOver
    return { by: 'carry-over', amount, article, text }
  }
  const cap = regulation.caps.find((each) => each.id === cut.cap)
  return { by: cut.cap, amount, article: cap?.article ?? '', text: cap?.text ?? '' }
}

function cutInWords(
  compiled: CompiledRegulation,
  assessment: Assessment,
  activity: ActivityFinding,
  told: {
    readonly cut: Exclude<Cut, CapCut>
    readonly valuation: ExplainedValuation | undefined
  },
): ExplainedCut {
  const { regulation, words } = compiled
  const { committee, evidence, period, carryOver } = regulation
  const { window } = assessment
  const { cut, valuation } = told
  const { by, amount } = cut
  const reason = cut.reason === undefined ? '' : ` ${cut.reason}`
  switch (by) {
    case 'unknown-kind':
      return {
        by,
        amount,
        article: evidence.article,
        text: 'Dit soort activiteit kent het reglement niet.',
      }
    case 'rejected':
      return {
        by,
        amount,
        article: committee.article,
        text: `De activiteit is afgewezen en telt niet mee.${reason}`,
      }
    case 'used-before':
      return {
        by,
        amount,
        article: period.article,
        text: 'De activiteit telde al mee voor een eerder besluit van dit register.',
      }
    case 'planned':
      return {
        by,
        amount,
        article: period.article,
        text: 'Gepland: telt pas mee als de activiteit is gedaan.',
      }
    case 'before':
      return {
        by: 'window',
        amount,
        article: window.article,
        text: `${doneOn(activity)} Activiteiten vanaf ${formatDay(window.first)} tellen mee.`,
      }
    case 'after':
      return {
        by: 'window',
        amount,
        article: window.article,
        text: `${doneOn(activity)} Activiteiten tot en met ${formatDay(window.last)} tellen mee; wat later komt, telt voor de volgende aanvraag.`,
      }
    case 'decision': {
      const asked = cut.asked === undefined ? '' : ` Opgegeven: ${inUnit(cut.asked, words)}.`
      return {
        by,
        amount,
        article: committee.article,
        text: `Toegekend: ${inUnit(cut.decided, words)}.${asked}${reason}`,
      }
    }
    case 'valuation':
      return {
        by,
        amount,
        article: valuation?.article ?? '',
        text: `${valuation?.text ?? ''} Opgegeven: ${inUnit(activity.claimed, words)}.`,
      }
    case 'lapsed': {
      const rule = regulation.lapses.find(({ id }) => id === cut.lapse)
      return {
        by: cut.lapse,
        amount,
        article: rule?.article ?? '',
        text: `${doneOn(activity)} Vervallen. ${rule?.text ?? ''}`,
      }
    }
    case 'threshold': {
      const { threshold } = cut
      return {
        by: threshold,
        amount,
        article: articleOfThreshold(regulation, threshold),
        text: `${textOfThreshold(regulation, threshold)} ${enoughInWords(compiled, assessment, threshold)}`,
      }
    }
    case 'carry-over':
      return {
        by,
        amount,
        article: carryOver.article ?? period.article,
        text: notCarriedInWords(compiled, assessment),
      }
  }
}

function doneOn({ on }: ActivityFinding): string {
  return `Gedaan op ${formatDay(on)}.`
}

/** Why a surplus does not go along: somebody's decision with its reason, or else the rule. */
function notCarriedInWords(
  { regulation, words }: CompiledRegulation,
  { refusedSurplus: refused }: Assessment,
): string {
  if (refused === undefined) return regulation.carryOver.text
  const reason = refused.reason === undefined ? '' : ` ${refused.reason}`
  return `${sentenceCase(words.committee)} besloot dat dit niet meegaat.${reason}`
}
