import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { ConditionKind } from './condition-kind.ts'
import { yesOrNo } from './condition-kind.ts'

/** Only a person can answer; a judgement on this id, or on the norm, is the answer. */
type QuestionCondition = {
  readonly kind: 'question'
  readonly question: string
  readonly text: string
}

/** Looks for the answer that people gave, and leaves it to them as long as there is none. */
export const question: ConditionKind<QuestionCondition> = {
  weigh: (condition, { dossier, asking, words }) => {
    const answer = dossier.judgements.findLast(
      (judgement) => judgement.on === condition.question || judgement.on === asking,
    )
    if (answer === undefined) {
      const text = `${condition.text} Dat beoordeelt ${words.committee}; ${voice(words.address).you} hoeft daar niets voor te doen.`
      return { ...yesOrNo(false, text), standing: 'for-the-committee' }
    }
    const met = answer.outcome === 'met' || answer.outcome === 'approved'
    const reason = answer.reason === undefined ? '' : ` ${answer.reason}`
    return yesOrNo(
      met,
      `${sentenceCase(words.committee)} oordeelde: ${met ? 'voldoet' : 'voldoet niet'}.${reason}`,
    )
  },
  asks: (condition) => [{ what: 'judgement', on: condition.question }],
}
