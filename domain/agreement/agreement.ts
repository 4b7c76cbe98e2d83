import type { Lifecycle } from '#domain/shared/lifecycle.ts'

/** Where an agreement stands: sent to be signed, signed, and checked by the back office. */
export type AgreementStatus = 'sent' | 'signed' | 'returned' | 'approved' | 'lapsed'

export type AgreementEvent = 'sign' | 'lapse' | 'return' | 'approve'

/** The lifecycle of an agreement; after a return or a lapse a new one is made. */
export const agreementLifecycle = {
  sent: { sign: 'signed', lapse: 'lapsed' },
  signed: { approve: 'approved', return: 'returned' },
  returned: {},
  approved: {},
  lapsed: {},
} as const satisfies Lifecycle<AgreementStatus, AgreementEvent>
