import { withinSentence } from '#language/sentences.ts'
import type { Assessment, ThresholdFinding } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Amount } from '../quantity.ts'
import type { Enough, Regulation } from '../regulation.ts'
import type { ExplainedThreshold } from './explanation.ts'
import { figuresInWords, inUnit } from './words.ts'

/** A threshold with how far it is reached, in plain Dutch. */
export function explainThreshold(
  compiled: CompiledRegulation,
  assessment: Assessment,
  found: ThresholdFinding,
): ExplainedThreshold {
  const { regulation } = compiled
  return {
    ...found,
    article: articleOfThreshold(regulation, found.id),
    text: `${textOfThreshold(regulation, found.id)} ${enoughInWords(compiled, assessment, found.id)}`,
  }
}

/** How much is there of what something counts only with: "Daarvoor: 8 van 10 uur voor lezen, 2 te weinig." */
export function enoughInWords(
  { regulation, words }: CompiledRegulation,
  { thresholds }: Assessment,
  id: string,
): string {
  const found = thresholds.find((each) => each.id === id)
  const asked = enoughOf(regulation, id)
  if (found === undefined || asked === undefined) return ''
  const { required, counted, provisional } = found
  const named = [...regulation.kinds, ...regulation.groups, ...regulation.attributes].find(
    (each) => each.id === asked.of,
  )
  const what = named === undefined ? '' : ` voor ${withinSentence(named.label)}`
  const reached = (counted + provisional) as Amount
  const figures = figuresInWords(
    { reached, required, provisional },
    (of) => inUnit(of, words),
    what,
  )
  return `Daarvoor: ${figures}.`
}

/** What the regulation says of a threshold, or of its surplus. */
export function textOfThreshold({ thresholds, carryOver }: Regulation, id: string): string {
  return thresholds.find((each) => each.id === id)?.text ?? carryOver.text
}

/** Where it says so. */
export function articleOfThreshold(
  { thresholds, carryOver, period }: Regulation,
  id: string,
): string {
  return thresholds.find((each) => each.id === id)?.article ?? carryOver.article ?? period.article
}

function enoughOf({ thresholds, carryOver }: Regulation, id: string): Enough | undefined {
  const own = thresholds.find((each) => each.id === id)?.onlyWith
  return own ?? (carryOver.rule === 'none' ? undefined : carryOver.onlyWith)
}
