import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { TariffKind } from '#regulations/register.ts'
import type { Charge } from '#regulations/tariffs.ts'

/** Where an invoice stands. */
export type InvoiceStatus = 'open' | 'paid' | 'credited' | 'written-off'

export type InvoiceEvent = 'pay' | 'credit' | 'undo-payment' | 'write-off'

/**
 * The lifecycle of an invoice. It is credited when nothing of it was owed in the end, also after it was paid, and written
 * off when it is owed by somebody who has left; a payment that was booked by mistake opens it again.
 */
export const invoiceLifecycle = {
  open: { pay: 'paid', credit: 'credited', 'write-off': 'written-off' },
  paid: { 'undo-payment': 'open', credit: 'credited' },
  credited: {},
  'written-off': {},
} as const satisfies Lifecycle<InvoiceStatus, InvoiceEvent>

/** What an invoice comes to, and what of it was settled and credited, in cents. */
export interface Amounts {
  readonly status: InvoiceStatus
  readonly totalCents: number
  readonly settledCents: number
  readonly creditedCents: number
}

/** What is still to be paid of an invoice, in cents; nothing of one that is not open. */
export function openCents(invoice: Amounts): number {
  const { status, totalCents, settledCents, creditedCents } = invoice
  return status === 'open' ? totalCents - settledCents - creditedCents : 0
}

/**
 * Where an invoice stands that is not written off, by what was settled and credited of it: credited where nothing else is
 * left of it, paid where nothing is open and something was paid.
 */
export function statusBy(
  invoice: Omit<Amounts, 'status'>,
): Extract<InvoiceStatus, 'open' | 'paid' | 'credited'> {
  const { totalCents, settledCents, creditedCents } = invoice
  if (settledCents + creditedCents < totalCents) return 'open'
  return creditedCents < totalCents ? 'paid' : 'credited'
}

/** How so much of an invoice divides into net amount and VAT, in cents; VAT is rounded half up. */
export function partOf(
  invoice: { readonly totalCents: number; readonly vatCents: number },
  cents: number,
): { readonly net: number; readonly vat: number; readonly total: number } {
  const { totalCents, vatCents } = invoice
  const vat = totalCents === 0 ? 0 : Math.round((vatCents * cents) / totalCents)
  return { net: cents - vat, vat, total: cents }
}

/** What somebody is to be charged: what for, with the id of it where it is not a year, which days, and how much. */
export interface ToCharge {
  readonly kind: TariffKind
  readonly aboutId?: string
  readonly covers: Coverage
  readonly charge: Charge
}

/** The year that an invoice covers, up to and including its last day. */
export interface Coverage {
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
}

/**
 * The yearly period that begins `years` after candidacy. It is always reckoned from the first day,
 * so that 29 February is 28 February in common years and comes back in leap years, and each period
 * ends the day before the next begins. By calendar year it begins on 1 January.
 */
export function coverage(
  candidateOn: Temporal.PlainDate,
  years: number,
  billing: 'anniversary' | 'calendar-year',
): Coverage {
  const begin = (count: number) => {
    if (billing === 'anniversary' || count === 0) return candidateOn.add({ years: count })
    return Temporal.PlainDate.from({ year: candidateOn.year + count, month: 1, day: 1 })
  }
  return { first: begin(years), last: begin(years + 1).subtract({ days: 1 }) }
}

/** The periods after the first that have begun by a day, the oldest first. */
export function begunCoverages(
  candidateOn: Temporal.PlainDate,
  today: Temporal.PlainDate,
  billing: 'anniversary' | 'calendar-year',
): readonly Coverage[] {
  const begun: Coverage[] = []
  for (let years = 1; ; years += 1) {
    const period = coverage(candidateOn, years, billing)
    if (Temporal.PlainDate.compare(period.first, today) > 0) return begun
    begun.push(period)
  }
}
