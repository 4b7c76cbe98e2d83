import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { MollieStatus } from '#domain/platform/mollie/mollie.ts'

/** How a payment stands that somebody began online. */
export type OnlinePaymentState =
  /** It is being asked of Mollie. */
  | 'asked'
  /** It can be paid, or the bank is busy with it. */
  | 'open'
  | 'paid'
  | 'failed'
  | 'expired'
  | 'cancelled'
  /** Mollie did not make it: nobody can have paid. */
  | 'not-begun'
  /** What Mollie says of it is not what was asked: somebody has to look. */
  | 'odd'
  /** It was paid, and all of it was paid back or taken back by the bank. */
  | 'reversed'

export type OnlinePaymentEvent =
  | 'begin'
  | 'refuse'
  | 'pay'
  | 'fail'
  | 'expire'
  | 'cancel'
  | 'doubt'
  | 'reverse'

/** The lifecycle of an online payment. That it was paid is true whatever was heard of it before. */
export const onlinePaymentLifecycle = {
  asked: { begin: 'open', refuse: 'not-begun' },
  open: { pay: 'paid', fail: 'failed', expire: 'expired', cancel: 'cancelled', doubt: 'odd' },
  failed: { pay: 'paid', doubt: 'odd' },
  expired: { pay: 'paid', doubt: 'odd' },
  cancelled: { pay: 'paid', doubt: 'odd' },
  paid: { reverse: 'reversed' },
  'not-begun': {},
  odd: {},
  reversed: {},
} as const satisfies Lifecycle<OnlinePaymentState, OnlinePaymentEvent>

/** What follows from how it stands at Mollie; nothing as long as it is open there. */
export const eventOf = {
  open: undefined,
  paid: 'pay',
  failed: 'fail',
  expired: 'expire',
  canceled: 'cancel',
} as const satisfies Record<MollieStatus, OnlinePaymentEvent | undefined>

/** From where it was begun. */
export type BegunAt = 'own' | 'forwarded' | 'organisation'

/** After how many seconds it is asked how it stands, by how many seconds ago it was begun; the morning looks after the rest. */
export function lookAgainAfter(ageSeconds: number): number | undefined {
  if (ageSeconds < 120) return 4
  if (ageSeconds < 1200) return 30
  return ageSeconds < 7200 ? 600 : undefined
}
