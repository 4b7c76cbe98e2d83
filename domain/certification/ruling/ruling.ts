import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Decided } from '#regulations/bodies.ts'
import { adviserOf, decidedBy } from '#regulations/bodies.ts'
import type { Register } from '#regulations/register.ts'
import { wording } from '#regulations/wording.ts'

/** Where a question to the board stands. */
export type RulingStatus =
  | 'asked'
  | 'for-advice'
  | 'for-decision'
  | 'decided'
  /** The regulation does provide for it, as the back office explained. */
  | 'answered'
  | 'withdrawn'

export type RulingEvent =
  | 'answer'
  | 'pass-on'
  | 'bring'
  | 'advise'
  | 'decide'
  | 'correct'
  | 'withdraw'

/**
 * The lifecycle of a question on which the regulation is silent: the back office passes it on, the
 * committee advises, the board decides; where no body advises it comes to the board at once. What a
 * regulation leaves to the board comes to it at once, with what the members found as their advice. A
 * board that made a mistake decides anew, and what it decided before stays to be read.
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
  decided: { correct: 'decided' },
  answered: {},
  withdrawn: {},
} as const satisfies Lifecycle<RulingStatus, RulingEvent>

/** What everybody may read of a decision of the board, in general words. */
export interface PublicRuling {
  readonly question: string
  readonly decision: string
  readonly ground: string
}

/** A number as people say it: "B-2027-0004". */
export function rulingNumber(year: number, last: number): string {
  return `B-${year}-${String(last).padStart(4, '0')}`
}

/** What the advice of the members came to; undefined where nobody gave any. */
export function adviceIn(
  given: readonly { readonly favours: boolean }[],
): 'for' | 'against' | 'divided' | undefined {
  if (given.length === 0) return undefined
  if (given.every(({ favours }) => favours)) return 'for'
  return given.some(({ favours }) => favours) ? 'divided' : 'against'
}

/** Who gave the advice: on a norm of an application that is whoever judged it. */
export function adviserFor(
  register: Register,
  { applicationKind }: { readonly applicationKind: Decided | undefined },
): { readonly the: string; readonly The: string } {
  const adviser = applicationKind === undefined ? adviserOf(register) : undefined
  const judge = applicationKind === undefined ? register : decidedBy(register, applicationKind)
  return adviser ?? wording(judge).committee
}
