import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** Where a verdict of a college outside the register stands. */
export type VerdictStatus = 'not-final' | 'hearing' | 'for-decision' | 'decided' | 'withdrawn'

export type VerdictEvent =
  | 'become-final'
  | 'answer'
  | 'pass-term'
  | 'decide'
  | 'hear-again'
  | 'withdraw'

/**
 * The lifecycle of a verdict: it is followed once it is final. The person is heard first, until they
 * answer or their term has passed; then it is decided what it means for the registration. Who is to
 * lose more by another decision is heard again. One that was recorded by mistake, or did not stand, is
 * taken out before anything was decided.
 */
export const verdictLifecycle = {
  'not-final': { 'become-final': 'hearing', withdraw: 'withdrawn' },
  hearing: { answer: 'for-decision', 'pass-term': 'for-decision', withdraw: 'withdrawn' },
  'for-decision': { decide: 'decided', withdraw: 'withdrawn' },
  decided: { 'hear-again': 'hearing' },
  withdrawn: {},
} as const satisfies Lifecycle<VerdictStatus, VerdictEvent>

/** A number as people say it: "V-2027-0004". */
export function verdictNumber(year: number, last: number): string {
  return `V-${year}-${String(last).padStart(4, '0')}`
}
