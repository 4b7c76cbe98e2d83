import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** Where a verdict of a college outside the register stands. */
export type VerdictStatus =
  | 'not-final'
  | 'hearing'
  | 'for-decision'
  | 'decided'
  | 'withdrawn'
  | 'closed'

export type VerdictEvent =
  | 'become-final'
  | 'answer'
  | 'pass-term'
  | 'decide'
  | 'hear-again'
  | 'withdraw'
  | 'close'
  | 'wait-again'
  | 'take-up'

/**
 * The lifecycle of a verdict: it is followed once it is final. The person is heard first, until they
 * answer or their term has passed; then it is decided what it means for the registration. Who is to
 * lose more by another decision is heard again. One that was recorded by mistake, or did not stand, is
 * taken out before anything was decided. One about somebody who left, was removed or died is closed, and
 * taken up again where they come back: heard anew once it is final.
 */
export const verdictLifecycle = {
  'not-final': { 'become-final': 'hearing', withdraw: 'withdrawn', close: 'closed' },
  hearing: {
    answer: 'for-decision',
    'pass-term': 'for-decision',
    withdraw: 'withdrawn',
    close: 'closed',
  },
  'for-decision': { decide: 'decided', withdraw: 'withdrawn', close: 'closed' },
  decided: { 'hear-again': 'hearing' },
  withdrawn: {},
  closed: { 'wait-again': 'not-final', 'take-up': 'hearing', withdraw: 'withdrawn' },
} as const satisfies Lifecycle<VerdictStatus, VerdictEvent>

/** A number as people say it: "V-2027-0004". */
export function verdictNumber(year: number, last: number): string {
  return `V-${year}-${String(last).padStart(4, '0')}`
}
