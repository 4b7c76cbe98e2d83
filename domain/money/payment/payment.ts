/** Where a payment comes from: read by somebody, off a bank statement, online, or from an earlier administration. */
export type PaymentSource = 'by-hand' | 'bank' | 'online' | 'taken-over'

/** The most that one payment can be, in cents: a million euros. */
export const mostCents = 100_000_000

/** What of a payment is for an invoice, in cents. */
export interface Share {
  readonly invoiceId: string
  readonly cents: number
}

/** Whether so many cents can be a payment, or a part of one. */
export function canBePaid(cents: number): boolean {
  return Number.isSafeInteger(cents) && cents > 0 && cents <= mostCents
}

/** The shares of a payment, one for each invoice, by the ids of the invoices, so that they are locked in one order. */
export function sharesInOrder(shares: readonly Share[]): readonly Share[] {
  const sums = new Map<string, number>()
  for (const { invoiceId, cents } of shares) sums.set(invoiceId, (sums.get(invoiceId) ?? 0) + cents)
  return [...sums]
    .map(([invoiceId, cents]) => ({ invoiceId, cents }))
    .toSorted((one, other) => (one.invoiceId < other.invoiceId ? -1 : 1))
}

/** What of a payment is neither settled nor paid back, in cents; nothing of one that was reversed. */
export function leftOverCents(payment: {
  readonly cents: number
  readonly settledCents: number
  readonly refundedCents: number
  readonly reversedOn: Temporal.PlainDate | undefined
}): number {
  return payment.reversedOn === undefined
    ? payment.cents - payment.settledCents - payment.refundedCents
    : 0
}
