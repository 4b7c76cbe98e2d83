import type { Decision, IndicatorAnswer } from '#engine'
import { decide } from '#engine'
import type { Norm } from '#norms/load.ts'
import type { NormIndicator } from '#norms/norm.ts'
import type { Answers } from '#web/forms/answers.ts'

// What somebody answers goes from screen to screen in the form itself: nothing of it is kept, and nothing of it is in
// an address.

/** In the field of an indicator: that it is not known. No option can be called so. */
export const notKnown = 'weet_niet'

/** The field in which the answer to an indicator stands. */
export function fieldOf({ id }: Pick<NormIndicator, 'id'>): string {
  return `vraag-${id}`
}

/** The fields beside the answers to the indicators. */
export const fields = {
  /** The number of the screen that was sent, from 0. */
  screen: '_scherm',
  /** The version of the norm to which the answers are given. */
  norm: '_norm',
  /** Where to go: back, or to a screen by its number. */
  to: 'naar',
  /** Contradictions of which somebody says that they are so, by their number in the norm. */
  confirmed: 'klopt',
  /** Whether the norm is applied, or explained why not. */
  choice: 'keuze',
  grounds: 'gronden',
  explanation: 'uitleg',
  /** The answer to the question whether a text is about a client. */
  client: 'over-client',
} as const

/** The answers that were given to a norm; what is not known is not there. */
export function answersIn(
  { indicators }: Norm,
  sent: Answers,
): Readonly<Record<string, IndicatorAnswer>> {
  return Object.fromEntries(
    indicators.flatMap((indicator) => {
      const answer = answerIn(indicator, sent.value(fieldOf(indicator)))
      return answer === undefined ? [] : [[indicator.id, answer] as const]
    }),
  )
}

function answerIn({ options }: NormIndicator, typed: string): IndicatorAnswer | undefined {
  if (options !== undefined) return options.find(({ id }) => id === typed)?.id
  return typed === 'ja' ? true : typed === 'nee' ? false : undefined
}

/** What somebody does with the outcome: apply it, or explain why it is done otherwise. */
export interface Chosen {
  readonly choice: 'apply' | 'explain'
  /** The grounds that were ticked, by their ids; none where the norm is applied. */
  readonly grounds: readonly string[]
  readonly explanation: string
}

/** All that was given to a norm up to its outcome, and what it leads to. */
export interface Given {
  readonly norm: Norm
  readonly answers: Readonly<Record<string, IndicatorAnswer>>
  readonly decision: Decision
  readonly chosen: Chosen | undefined
}

/** What was given, out of a form that has been through every screen. */
export function givenIn(norm: Norm, sent: Answers, chosen: Chosen | undefined): Given {
  const answers = answersIn(norm, sent)
  return { norm, answers, decision: decide(norm.compiled, answers), chosen }
}

/** An answer in words. */
export function sayAnswer({ options }: NormIndicator, answer: IndicatorAnswer | undefined): string {
  if (answer === undefined) return 'Weet ik niet'
  if (answer === true) return 'Ja'
  if (answer === false) return 'Nee'
  const label = options?.find(({ id }) => id === answer)?.label ?? answer
  return label.charAt(0).toUpperCase() + label.slice(1)
}
