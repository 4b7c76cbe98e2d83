import type { Urgency } from '#domain/platform/context/platform.ts'
import type { Failure } from '#mail/transport.ts'

/** Why an attempt failed: as the mail server had it, or `fault`: something went wrong in Peil itself. */
export type FailedBy = Failure | 'fault'

/** For how many days a mail is tried, from its first attempt that failed. */
export const daysOfTrying = 4

const minute = 60
const hour = 60 * minute

// How many seconds are waited after the first attempt that failed, the second and so on; the last again and again.
const pauses: Readonly<Record<Urgency, readonly number[]>> = {
  first: [5, 10, 20, 30, minute, minute, 2 * minute, 5 * minute, 10 * minute, 30 * minute, hour],
  ordinary: [1, 2, 5, 10, 20, 40].map(inMinutes).concat([hour, 2 * hour, 4 * hour]),
  last: [2, 5, 10, 20, 40].map(inMinutes).concat([hour, 2 * hour, 4 * hour]),
}

/** What comes after an attempt that failed. */
export type Next =
  | { readonly next: 'try-again'; readonly after: number }
  | { readonly next: 'stop' }

/** What comes after an attempt of this mail that failed, which may have been its first. */
export function nextAttempt(mail: {
  readonly urgency: Urgency
  /** How often it was tried before, since it was written or sent again. */
  readonly attempts: number
  /** For how many seconds it has failed. */
  readonly failingFor: number
  readonly cause: FailedBy
  /** Whether it may go though it may have gone already. */
  readonly mayGoTwice: boolean
}): Next {
  const { urgency, attempts, failingFor, cause } = mail
  if (cause === 'refused') return { next: 'stop' }
  if (cause === 'unsure' && !mail.mayGoTwice) return { next: 'stop' }
  if (failingFor >= daysOfTrying * 24 * hour) return { next: 'stop' }
  const of = pauses[urgency]
  return { next: 'try-again', after: of[Math.min(attempts, of.length - 1)] ?? hour }
}

function inMinutes(many: number): number {
  return many * minute
}
