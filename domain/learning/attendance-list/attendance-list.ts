import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { WhyUnreadable } from '#domain/platform/table/read-table.ts'

/**
 * How a list of who was there stands. It is read and checked first; nothing is handed in before its organisation
 * says so, and for some days it can be taken back as a whole.
 */
export type DeliveryState =
  | 'reading'
  | 'unreadable'
  | 'checked'
  | 'running'
  | 'done'
  | 'discarded'
  | 'withdrawing'
  | 'withdrawn'

export type DeliveryEvent =
  | 'read'
  | 'give-up'
  | 'hand-in'
  | 'discard'
  | 'finish'
  | 'withdraw'
  | 'end-withdrawal'

export const deliveryLifecycle = {
  reading: { read: 'checked', 'give-up': 'unreadable', discard: 'discarded' },
  unreadable: { discard: 'discarded' },
  checked: { 'hand-in': 'running', discard: 'discarded' },
  running: { finish: 'done' },
  done: { withdraw: 'withdrawing' },
  discarded: {},
  withdrawing: { 'end-withdrawal': 'withdrawn' },
  withdrawn: {},
} as const satisfies Lifecycle<DeliveryState, DeliveryEvent>

/** Whether Peil has something to do with a list yet. */
export function isAtWork({ state }: { readonly state: DeliveryState }): boolean {
  return state === 'reading' || state === 'running' || state === 'withdrawing'
}

/** How a list came. */
export type DeliveryOrigin = 'one' | 'pasted' | 'file' | 'api' | 'trainer'

/** For how many days after it was handed in a list can be taken back as a whole. */
export const withdrawalDays = 14

/** Until how long after the last day of an edition who was there can be told. */
export const deliveryTerm = Temporal.Duration.from({ months: 2 })

/** How many days after an edition its organisation is reminded that nothing was told yet. */
export const reminderDays = [1, 15, 30] as const

/** How many rows one list can have. */
export const mostRows = 200_000

/** How many rows can be pasted, or sent by another system at once. */
export const mostPastedRows = 1000

/**
 * How many people can wait for the trainer of an edition who wrote themselves up: twice as many as a large congress has.
 * Who is there beside them by the word of the organisation is counted apart, and has room whatever they do.
 */
export const mostByThemselves = 10_000

/** For how many people a trainer signs at once. */
export const mostSignedAtOnce = 200

/** Why a list cannot be read at all. */
export type ListProblem =
  | WhyUnreadable
  /** There is no column with registration numbers, or none with surnames. */
  | 'no-number-column'
  | 'no-surname-column'
  | 'no-rows'
  | 'too-many-rows'
  /** The edition does not take place any more. */
  | 'no-edition'
  | 'has-virus'

/** A list of who was there at an edition, as it stands. */
export interface AttendanceDelivery {
  readonly id: string
  readonly organisationId: string
  readonly editionId: string
  readonly keptIn: string
  readonly origin: DeliveryOrigin
  /** What its file is called, or who signed it. */
  readonly name: string
  readonly state: DeliveryState
  /** Whether its file is a workbook of Excel. */
  readonly isWorkbook: boolean
  readonly heading: readonly string[] | undefined
  readonly problem: ListProblem | undefined
  /** The row at which it could not be read on. */
  readonly problemAt: string | undefined
  /** How far it was read, from 0 to 1. */
  readonly read: number
  readonly counts: RowCounts
  /** Of all that is ready together, in hundredths of an hour. */
  readonly hours: number
  /** How many of those that were handed in are done with. */
  readonly placed: number
  readonly deliveredOn: Temporal.PlainDate
  readonly submittedOn: Temporal.PlainDate | undefined
  readonly withdrawnOn: Temporal.PlainDate | undefined
  /**
   * The day on which its reading goes on: before it, as many rows of its organisation as may on one day named nobody.
   */
  readonly waitsUntil: Temporal.PlainDate | undefined
  /**
   * The day on which work on it broke off for a reason that nobody foresaw. It stands in the state from which somebody
   * can let it go on.
   */
  readonly brokenOffOn: Temporal.PlainDate | undefined
}

/** How many rows of a list are what. */
export interface RowCounts {
  readonly ready: number
  readonly wrong: number
  /** They were handed in before. */
  readonly known: number
  /** They say of somebody that they were not there. */
  readonly absent: number
}

/** The last day on which a list that was handed in can be taken back. */
export function withdrawableUntil(submittedOn: Temporal.PlainDate): Temporal.PlainDate {
  return submittedOn.add({ days: withdrawalDays })
}

/** The last day on which it can be told who was there. */
export function lastDayToTell(lastDay: Temporal.PlainDate): Temporal.PlainDate {
  return lastDay.add(deliveryTerm)
}

/** Whether who was there can be told on a day: not before it began, and not after the term. */
export function mayTell(
  edition: { readonly firstDay: Temporal.PlainDate; readonly lastDay: Temporal.PlainDate },
  today: Temporal.PlainDate,
): 'yes' | 'not-yet' | 'too-late' {
  if (Temporal.PlainDate.compare(today, edition.firstDay) < 0) return 'not-yet'
  return Temporal.PlainDate.compare(today, lastDayToTell(edition.lastDay)) > 0 ? 'too-late' : 'yes'
}
