import type { Term } from '#domain/people/body/seat.ts'
import type { Seat } from '#domain/platform/actor/actor.ts'
import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** Where a change of somebody's role stands. Nothing follows before another has confirmed it. */
export type StaffChangeStatus = 'proposed' | 'confirmed' | 'refused' | 'withdrawn' | 'lapsed'

export type StaffChangeEvent = 'confirm' | 'refuse' | 'withdraw' | 'lapse'

/** What somebody does with it; that it lapses comes by itself. */
export type StaffChangeAnswer = Exclude<StaffChangeEvent, 'lapse'>

/** After how many days it lapses that nobody confirmed: whoever confirms it knows no more why it was asked. */
export const daysToConfirm = 30

/**
 * One administrator proposes it; another confirms or refuses it, and until then the first can take it back. It does
 * not wait for ever.
 */
export const staffChangeLifecycle = {
  proposed: { confirm: 'confirmed', refuse: 'refused', withdraw: 'withdrawn', lapse: 'lapsed' },
  confirmed: {},
  refused: {},
  withdrawn: {},
  lapsed: {},
} as const satisfies Lifecycle<StaffChangeStatus, StaffChangeEvent>

/** What an administrator wants of somebody's role: to give one, to take one away, or another term. */
export type StaffWish =
  | { readonly what: 'give'; readonly email: string; readonly seat: Seat; readonly term: Term }
  | { readonly what: 'take'; readonly accountId: string; readonly seat: Seat }
  | { readonly what: 'set-term'; readonly seatId: string; readonly term: Term }

/** A change of somebody's role that waits for another administrator. */
export interface StaffChange {
  readonly id: string
  readonly what: StaffWish['what']
  readonly accountId: string | undefined
  /** Whose role it is: a name, or the address of whoever is invited. */
  readonly whose: string
  readonly email: string
  readonly seat: Seat
  readonly seatId: string | undefined
  readonly term: Term
  readonly proposedBy: string | undefined
  /** The name of whoever proposed it. */
  readonly proposer: string
  readonly proposedOn: Temporal.PlainDate
  readonly version: number
  /** What whoever looks may do about it. */
  readonly mine: 'withdraw' | 'settle' | 'nothing'
}
