import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * How a shielding stands. Asked by the person, proposed by one member of the back office where another
 * has to look too, and then it holds until somebody ends it: a day on which it is looked at again
 * ends nothing by itself. Where two look, one proposes the end and another confirms it or lets it hold;
 * meanwhile it hides.
 */
export type ShieldingStatus =
  | 'asked'
  | 'proposed'
  | 'holds'
  | 'ending'
  | 'refused'
  | 'withdrawn'
  | 'ended'

export type ShieldingEvent =
  | 'propose'
  | 'grant'
  | 'confirm'
  | 'refuse'
  | 'withdraw'
  | 'prolong'
  | 'end'
  | 'propose-end'
  | 'confirm-end'
  | 'keep'

export const shieldingLifecycle = {
  asked: { propose: 'proposed', grant: 'holds', refuse: 'refused', withdraw: 'withdrawn' },
  proposed: { confirm: 'holds', refuse: 'refused' },
  holds: { prolong: 'holds', end: 'ended', 'propose-end': 'ending' },
  ending: { 'confirm-end': 'ended', keep: 'holds' },
  refused: {},
  withdrawn: {},
  ended: {},
} as const satisfies Lifecycle<ShieldingStatus, ShieldingEvent>

/** The statuses of a shielding that is not over. */
export const runningShielding = [
  'asked',
  'proposed',
  'holds',
  'ending',
] as const satisfies ShieldingStatus[]

/** What somebody asks, or the back office enters: a category of ground, and for which registers. */
export interface ShieldingFacts {
  /** The id of a ground of the register. */
  readonly ground: string
  /** For every register in which the person is, and not for this one alone. */
  readonly everywhere: boolean
}

/** Somebody who is kept out of sight, or asked to be. */
export interface Shielding extends ShieldingFacts {
  readonly id: string
  readonly registrationId: string
  readonly personId: string
  readonly status: ShieldingStatus
  readonly askedBy: 'person' | 'office'
  /** Whether it hides now. */
  readonly hides: boolean
  readonly askedOn: Temporal.PlainDate
  /** The account that entered or granted it first, or proposed its end, where another has to look too. */
  readonly proposedBy: string | undefined
  readonly reviewOn: Temporal.PlainDate | undefined
  readonly decidedOn: Temporal.PlainDate | undefined
  readonly answer: string
  readonly version: number
}

/** A day on which a shielding is looked at again: ahead, and no later than the register allows. */
export function isReviewDay(
  day: Temporal.PlainDate,
  { today, last }: { readonly today: Temporal.PlainDate; readonly last: Temporal.PlainDate },
): boolean {
  return Temporal.PlainDate.compare(day, today) > 0 && Temporal.PlainDate.compare(day, last) <= 0
}
