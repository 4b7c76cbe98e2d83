import { formatDay } from '#language/days.ts'
import { sentenceCase } from '#language/sentences.ts'
import type { ActivityFinding, CountingWindow, Cut } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { CapCut, EntryShare } from '../counting/counting.ts'
import type { Entry, EntryCut } from '../counting/entries.ts'
import type { Dossier } from '../dossier.ts'
import type { Amount } from '../quantity.ts'
import { nothing } from '../quantity.ts'
import { inUnit } from './words.ts'

/** What an activity was weighed in. */
interface Weighed {
  readonly compiled: CompiledRegulation
  readonly dossier: Dossier
  readonly window: CountingWindow
}

/** What becomes of one activity, with the reason for every difference in plain Dutch. */
export function activityFinding(
  weighed: Weighed,
  entry: Entry,
  share: EntryShare,
  countsFor: readonly string[],
): ActivityFinding {
  const own = entry.cuts.map((cut) => cutInWords(weighed, entry, cut))
  const cuts = [...own, ...share.cuts.map(cutByCap)]
  return {
    id: entry.id,
    state: entry.state,
    claimed: entry.claimed,
    awarded: entry.awarded,
    counted: share.amount as Amount,
    ...(entry.valuation === undefined ? {} : { valuation: entry.valuation }),
    things: {
      awarded: (entry.things * 100) as Amount,
      counted: (share.things * 100) as Amount,
      cuts: share.thingCuts.map(cutByCap),
    },
    countsFor,
    cuts: cuts.filter((cut) => cut.amount !== nothing || cut.by !== 'valuation'),
  }
}

function cutByCap({ cap, amount }: CapCut): Cut {
  return { by: cap.id, amount: amount as Amount, article: cap.article, text: cap.text }
}

function cutInWords({ compiled, dossier, window }: Weighed, entry: Entry, cut: EntryCut): Cut {
  const { regulation, words } = compiled
  const { committee, evidence, period, carryOver } = regulation
  const { by, amount } = cut
  const reason = cut.reason === undefined ? '' : ` ${cut.reason}`
  const done = `Gedaan op ${formatDay(entry.day)}.`
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
        text: `${done} Activiteiten vanaf ${formatDay(window.first)} tellen mee.`,
      }
    case 'after':
      return {
        by: 'window',
        amount,
        article: window.article,
        text: `${done} Activiteiten tot en met ${formatDay(window.last)} tellen mee; wat later komt, telt voor de volgende aanvraag.`,
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
        article: entry.valuation?.article ?? '',
        text: `${entry.valuation?.text ?? ''} Opgegeven: ${inUnit(entry.claimed, words)}.`,
      }
    case 'carry-over':
      return {
        by,
        amount,
        article: carryOver.article ?? period.article,
        text: notCarriedInWords(compiled, dossier),
      }
  }
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
