import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** Where a question to the board stands. */
export type RulingStatus =
  | 'asked'
  | 'for-advice'
  | 'for-decision'
  | 'decided'
  /** The regulation does provide for it, as the back office explained. */
  | 'answered'
  | 'withdrawn'

export type RulingEvent = 'answer' | 'pass-on' | 'bring' | 'advise' | 'decide' | 'withdraw'

/**
 * The lifecycle of a question on which the regulation is silent: the back office passes it on, the
 * committee advises, the board decides; where no body advises it comes to the board at once. What a regulation leaves to the board comes to it at once,
 * with what the members found as their advice.
 */
export const rulingLifecycle = {
  asked: {
    answer: 'answered',
    'pass-on': 'for-advice',
    bring: 'for-decision',
    withdraw: 'withdrawn',
  },
  'for-advice': { advise: 'for-decision', withdraw: 'withdrawn' },
  'for-decision': { decide: 'decided', withdraw: 'withdrawn' },
  decided: {},
  answered: {},
  withdrawn: {},
} as const satisfies Lifecycle<RulingStatus, RulingEvent>

/** What everybody may read of a decision of the board, in general words. */
export interface PublicRuling {
  readonly question: string
  readonly decision: string
  readonly ground: string
}

/**
 * The words of a public text by which somebody could be known: their names, employer and number. A
 * text in which one stands is not made public.
 */
export function namesIn(
  text: PublicRuling,
  about: { readonly names: readonly string[] },
): readonly string[] {
  const said = words([text.question, text.decision, text.ground].join(' '))
  return about.names.filter((name) => {
    const wanted = words(name).trim()
    return wanted.length > 2 && said.includes(` ${wanted} `)
  })
}

// In small letters without accents and signs, with a space around each word.
function words(text: string): string {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return ` ${plain.replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()} `
}

/** A number as people say it: "B-2027-0004". */
export function rulingNumber(year: number, last: number): string {
  return `B-${year}-${String(last).padStart(4, '0')}`
}
