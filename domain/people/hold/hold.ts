/** Why what is kept of somebody stays, whatever its term. */
export type HoldGround = 'objection' | 'court' | 'complaint' | 'other'

/** The grounds, in the words of a choice. */
export const holdGrounds: Readonly<Record<HoldGround, string>> = {
  objection: 'Een bezwaar',
  court: 'Een rechtszaak',
  complaint: 'Een klacht',
  other: 'Iets anders',
}

/** That nothing of somebody is erased: why, by whom, and up to and including which day. */
export interface Hold {
  readonly id: string
  readonly personId: string
  readonly name: string
  readonly ground: HoldGround
  readonly reason: string
  readonly placedOn: Temporal.PlainDate
  /** The name or else the address of whoever placed it; undefined where the account is gone. */
  readonly placedBy: string | undefined
  readonly lastDay: Temporal.PlainDate
  readonly liftedOn: Temporal.PlainDate | undefined
  readonly liftedBecause: string
  readonly version: number
}

/** Whether a hold stops anything on a day. */
export function holdsOn(
  { liftedOn, lastDay }: Pick<Hold, 'liftedOn' | 'lastDay'>,
  today: Temporal.PlainDate,
): boolean {
  return liftedOn === undefined && Temporal.PlainDate.compare(lastDay, today) >= 0
}

/** The longest that one may last before somebody looks again: five years. */
export const longestHold = Temporal.Duration.from({ years: 5 })
