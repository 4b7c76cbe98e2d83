import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** Where an agreement stands: sent to be signed, signed, and checked by the back office. */
export type AgreementStatus = 'sent' | 'signed' | 'returned' | 'approved' | 'lapsed'

/** `receive` is the paper itself, which may be entered after the day on which it came. */
export type AgreementEvent =
  | 'sign'
  | 'receive'
  | 'lapse'
  | 'restore'
  | 'return'
  | 'approve'
  | 'approve-anew'

/** The lifecycle of an agreement; after a return or a lapse a new one is made, and an objection may approve what was returned. */
export const agreementLifecycle = {
  sent: { sign: 'signed', receive: 'signed', lapse: 'lapsed' },
  // What was signed lapses with a registration that ends before it was checked, and comes back with it.
  signed: { approve: 'approved', return: 'returned', lapse: 'lapsed' },
  returned: { 'approve-anew': 'approved' },
  approved: {},
  lapsed: { receive: 'signed', restore: 'sent' },
} as const satisfies Lifecycle<AgreementStatus, AgreementEvent>

/**
 * The last day on which an agreement can be signed: a term after it was sent. A month from 31
 * January ends on the last day of February.
 */
export function lastDayToSign(
  sentOn: Temporal.PlainDate,
  term: Temporal.Duration,
): Temporal.PlainDate {
  return sentOn.add(term)
}

/** Whether an agreement can be signed on a day; the last day counts. */
export function canStillBeSigned(
  signBefore: Temporal.PlainDate,
  today: Temporal.PlainDate,
): boolean {
  return Temporal.PlainDate.compare(today, signBefore) <= 0
}

/** The day on which the data of a sign-up that lapsed are removed: a term after the first day without agreement. */
export function removalDay(
  signBefore: Temporal.PlainDate,
  term: Temporal.Duration,
): Temporal.PlainDate {
  return signBefore.add({ days: 1 }).add(term)
}

/** What somebody agrees to when signing, word for word as it stands on the page. */
export const signingStatement = 'Ik heb de overeenkomst gelezen en ga ermee akkoord.'
