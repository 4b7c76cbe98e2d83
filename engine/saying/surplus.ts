import { sentenceCase, withinSentence } from '#language/sentences.ts'
import type { Assessment, CarriedIn, LeftOver, SurplusFinding } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Amount } from '../quantity.ts'
import type { ExplainedActivity, ExplainedSurplus } from './explanation.ts'
import { enoughInWords } from './threshold.ts'
import { inUnit } from './words.ts'

/** What came along and what is left, each in a sentence with the rule that says so. */
export function explainSurplus(
  compiled: CompiledRegulation,
  assessment: Assessment,
  { carriedIn, left }: SurplusFinding,
  activities: readonly ExplainedActivity[],
): ExplainedSurplus {
  const { carryOver, period } = compiled.regulation
  const article = carryOver.article ?? period.article
  const told = (tag: string) => ({ label: surplusLabel(compiled, tag), article })
  return {
    carriedIn: carriedIn.map((each) => {
      const cuts = activities.find(({ id }) => id === each.id)?.cuts ?? []
      return {
        ...each,
        ...told(each.tag),
        text:
          each.counted === 0
            ? `${surplusLabel(compiled, each.tag)}: ${inUnit(each.amount, compiled.words)}. ${cuts.map(({ text }) => text).join(' ')}`
            : carriedInWords(compiled, assessment, each),
      }
    }),
    left: left.map((each) => ({
      ...each,
      ...told(each.tag),
      text: leftInWords(compiled, each),
    })),
  }
}

/** What a surplus is called, by what it stands under. */
export function surplusLabel({ regulation }: CompiledRegulation, tag: string): string {
  if (tag === 'total') return 'Overschot'
  const lists = [...regulation.kinds, ...regulation.groups, ...regulation.attributes]
  const label = lists.find((each) => each.id === tag)?.label
  return label === undefined ? 'Overschot' : `Overschot ${withinSentence(label)}`
}

function carriedInWords(
  compiled: CompiledRegulation,
  assessment: Assessment,
  { tag, counted, undecided }: CarriedIn,
): string {
  const { words, regulation } = compiled
  const decision = undecided === true ? `, als ${words.committee} dat besluit` : ''
  const enough = enoughInWords(compiled, assessment, 'carry-over')
  const told = `${surplusLabel(compiled, tag)}: ${inUnit(counted, words)}${decision}. ${regulation.carryOver.text}`
  return enough === '' ? told : `${told} ${enough}`
}

/** "Overschot geaccrediteerd: 14 uur, en nog 3 als alles wordt goedgekeurd." */
function leftInWords(compiled: CompiledRegulation, { tag, amount, provisional }: LeftOver): string {
  const { words, regulation } = compiled
  const { carryOver } = regulation
  const label = surplusLabel(compiled, tag)
  const decision = carryOver.rule === 'discretion' ? `, als ${words.committee} dat besluit` : ''
  const whole = (amount + provisional) as Amount
  const figure =
    provisional === 0
      ? inUnit(amount, words)
      : amount === 0
        ? `${inUnit(whole, words)}, als alles wordt goedgekeurd`
        : `${inUnit(amount, words)}, en ${inUnit(whole, words)} als alles wordt goedgekeurd`
  return `${sentenceCase(label)}: ${figure}${decision}.`
}
