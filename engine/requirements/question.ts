import { sentenceCase } from '#language/sentences.ts'
import { voice } from '#language/voice.ts'
import type { ConditionKind } from './condition-kind.ts'
import { found, yesOrNo } from './condition-kind.ts'

/** Only a person can answer; a judgement on this id, or on the norm, is the answer. */
type QuestionCondition = {
  readonly kind: 'question'
  readonly question: string
  readonly text: string
}

/** What people answered, with the reason that they wrote; open as long as nobody did. */
type Answer =
  | { readonly is: 'open' }
  | { readonly is: 'answered'; readonly met: boolean; readonly reason?: string }

/** Looks for the answer that people gave, and leaves it to them as long as there is none. */
export const question: ConditionKind<QuestionCondition, Answer> = {
  weigh: (condition, { dossier, asking }) => {
    const answer = dossier.judgements.findLast(
      (judgement) => judgement.on === condition.question || judgement.on === asking,
    )
    if (answer === undefined) {
      return { ...yesOrNo(false), standing: 'for-the-committee', found: { is: 'open' } }
    }
    const met = answer.outcome === 'met' || answer.outcome === 'approved'
    const reason = answer.reason === undefined ? {} : { reason: answer.reason }
    return found(met, { is: 'answered', met, ...reason })
  },
  say: ({ text }, answer, { words }) => {
    if (answer.is === 'open') {
      return `${text} Dat beoordeelt ${words.committee}; ${voice(words.address).you} hoeft daar niets voor te doen.`
    }
    const reason = answer.reason === undefined ? '' : ` ${answer.reason}`
    return `${sentenceCase(words.committee)} oordeelde: ${answer.met ? 'voldoet' : 'voldoet niet'}.${reason}`
  },
  asks: (condition) => [{ what: 'judgement', on: condition.question }],
}
