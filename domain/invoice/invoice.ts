import type { Lifecycle } from '#domain/shared/lifecycle.ts'

/** Where an invoice stands. */
export type InvoiceStatus = 'open' | 'paid' | 'credited'

export type InvoiceEvent = 'pay' | 'credit'

/** The lifecycle of an invoice. */
export const invoiceLifecycle = {
  open: { pay: 'paid', credit: 'credited' },
  paid: {},
  credited: {},
} as const satisfies Lifecycle<InvoiceStatus, InvoiceEvent>
