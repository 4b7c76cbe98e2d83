import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Progress } from '#domain/platform/register/gate.ts'
import { passesGate } from '#domain/platform/register/gate.ts'
import { compact } from '#language/typed.ts'
import type { Register } from '#regulations/register.ts'

/** Where somebody stands in a register. The words on the screen are data of the register. */
export type RegistrationStatus =
  | 'signed-up'
  | 'agreement-sent'
  | 'agreement-lapsed'
  | 'agreement-signed'
  | 'approved'
  | 'candidate'
  | 'certified'
  | 'renewal-pending'
  | 'expired'
  | 'on-hold'
  | 'suspended'
  | 'withdrawn'
  | 'removed'
  | 'deceased'

export type RegistrationEvent =
  | 'send-agreement'
  | 'sign'
  | 'lapse'
  | 'receive-agreement'
  | 'return-agreement'
  | 'approve'
  | 'pay'
  | 'undo-payment'
  | 'certify'
  | 'await-renewal'
  | 'await-objection'
  | 'approve-anew'
  | 'refuse-renewal'
  | 'expire'
  | 'hold'
  | 'suspend'
  | 'release'
  | 'withdraw'
  | 'remove'
  | 'reinstate'
  | 'die'
  | 'undo-death'

/**
 * The lifecycle of a registration. Approved means that the agreement is in order and the portfolio
 * is open; paid as well makes a candidate (article 2 of the KRSD's guide). A renewal that is filed
 * in time keeps a person certified beyond the last day: renewal-pending. So does an objection to its
 * refusal that suspends it. What an objection approves after all, is approved anew. `release` leads back to the
 * status that was held, so its target here is only the one that is most common.
 */
export const registrationLifecycle = {
  'signed-up': { 'send-agreement': 'agreement-sent', withdraw: 'withdrawn', die: 'deceased' },
  'agreement-sent': {
    sign: 'agreement-signed',
    'receive-agreement': 'agreement-signed',
    lapse: 'agreement-lapsed',
    'approve-anew': 'approved',
    withdraw: 'withdrawn',
    die: 'deceased',
  },
  // What came by post in time can be entered after the last day.
  'agreement-lapsed': {
    'send-agreement': 'agreement-sent',
    'receive-agreement': 'agreement-signed',
    'approve-anew': 'approved',
    withdraw: 'withdrawn',
    die: 'deceased',
  },
  'agreement-signed': {
    approve: 'approved',
    'approve-anew': 'approved',
    'return-agreement': 'agreement-sent',
    withdraw: 'withdrawn',
    die: 'deceased',
  },
  approved: {
    pay: 'candidate',
    hold: 'on-hold',
    withdraw: 'withdrawn',
    remove: 'removed',
    die: 'deceased',
  },
  candidate: {
    certify: 'certified',
    'undo-payment': 'approved',
    hold: 'on-hold',
    suspend: 'suspended',
    withdraw: 'withdrawn',
    remove: 'removed',
    die: 'deceased',
  },
  certified: {
    certify: 'certified',
    'await-renewal': 'renewal-pending',
    expire: 'expired',
    hold: 'on-hold',
    suspend: 'suspended',
    withdraw: 'withdrawn',
    remove: 'removed',
    die: 'deceased',
  },
  'renewal-pending': {
    certify: 'certified',
    'refuse-renewal': 'expired',
    hold: 'on-hold',
    suspend: 'suspended',
    withdraw: 'withdrawn',
    remove: 'removed',
    die: 'deceased',
  },
  expired: {
    certify: 'certified',
    'await-objection': 'renewal-pending',
    withdraw: 'withdrawn',
    remove: 'removed',
    die: 'deceased',
  },
  'on-hold': {
    release: 'candidate',
    // By hand, beside an invoice that was not paid.
    hold: 'on-hold',
    suspend: 'suspended',
    withdraw: 'withdrawn',
    remove: 'removed',
    die: 'deceased',
  },
  suspended: {
    release: 'candidate',
    // For another while.
    suspend: 'suspended',
    withdraw: 'withdrawn',
    remove: 'removed',
    die: 'deceased',
  },
  withdrawn: {},
  // By an objection that was upheld, or as long as one waits that suspends the removal, and by nothing
  // else: to the status that was held, as with a release.
  removed: { reinstate: 'candidate' },
  // Leads back to the status that was held, too.
  deceased: { 'undo-death': 'candidate' },
} as const satisfies Lifecycle<RegistrationStatus, RegistrationEvent>

const statusesWithPortfolio: ReadonlySet<RegistrationStatus> = new Set([
  'approved',
  'candidate',
  'certified',
  'renewal-pending',
  'expired',
  'on-hold',
])

/** Whether the portfolio is open for entry: by the status, and by the register's gate. */
export function portfolioIsOpen(
  register: Pick<Register, 'gates' | 'measures'>,
  registration: Progress & { readonly status: RegistrationStatus },
): boolean {
  return (
    withPortfolio(register).has(registration.status) &&
    passesGate(register.gates.portfolio, registration)
  )
}

/** The statuses in which somebody has a portfolio: while suspended, where the register lets them. */
export function withPortfolio({
  measures,
}: Pick<Register, 'measures'>): ReadonlySet<RegistrationStatus> {
  return measures?.meanwhile.activities === true
    ? new Set([...statusesWithPortfolio, 'suspended'])
    : statusesWithPortfolio
}

/** Whether an open invoice keeps somebody from applying: the first always does, a later one by the gate. */
export function paymentComesFirst(
  { gates }: { readonly gates: { readonly apply: 'agreement+payment' | 'paid' } },
  status: RegistrationStatus,
): boolean {
  return gates.apply === 'paid' || status === 'approved'
}

/** The statuses in which somebody takes part: invoices are sent, reminders written. */
export const takesPart: ReadonlySet<RegistrationStatus> = new Set([
  'approved',
  'candidate',
  'certified',
  'renewal-pending',
])

/** The statuses in which invoices are sent and reminded of: while suspended, where the register says so. */
export function billed({ measures }: Pick<Register, 'measures'>): ReadonlySet<RegistrationStatus> {
  return measures?.meanwhile.invoices === true ? new Set([...takesPart, 'suspended']) : takesPart
}

/** Whether somebody has left: nothing is charged any more, and what is open may be written off. */
export const hasLeft: ReadonlySet<RegistrationStatus> = new Set([
  'expired',
  'withdrawn',
  'removed',
  'deceased',
])

/** Whether a registration is over: whoever let theirs expire can apply anew with it, and these cannot. */
export const isOver: ReadonlySet<RegistrationStatus> = new Set(['withdrawn', 'removed', 'deceased'])

/** The statuses of somebody who has not been admitted yet. */
export const isSigningUp: ReadonlySet<RegistrationStatus> = new Set([
  'signed-up',
  'agreement-sent',
  'agreement-lapsed',
  'agreement-signed',
])

/** A number as it is written, "KRSD-000123". */
export function registrationNumber(
  register: { readonly number: { readonly prefix: string; readonly width: number } },
  number: number,
): string {
  return `${register.number.prefix}${String(number).padStart(register.number.width, '0')}`
}

/** Reads a number as people type it: with or without prefix, spaces, dots and leading noughts. */
export function readRegistrationNumber(
  register: { readonly number: { readonly prefix: string } },
  typed: string,
): number | undefined {
  const number = compact(typed)
  const prefix = compact(register.number.prefix)
  const digits = number.startsWith(prefix) ? number.slice(prefix.length) : number
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined
}
