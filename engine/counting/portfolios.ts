/**
 * Activities of many portfolios as columns of whole numbers, one row for each activity. Portfolio n
 * has the rows from starts[n] up to starts[n + 1], in the order of their ids.
 */
export type Portfolios = {
  readonly starts: Int32Array
  /** The first and last day that count, in days since 1970-01-01, for each portfolio. */
  readonly first: Int32Array
  readonly last: Int32Array
  /** The last day on which something planned can still be done in time, for each portfolio. */
  readonly plannedLast: Int32Array
  /** From signatureOf: the kind and attributes of the activity. */
  readonly signature: Int32Array
  readonly day: Int32Array
  /** What was awarded, in hundredths. */
  readonly amount: Float64Array
  /** Whole things. */
  readonly things: Float64Array
  /** One of stateCodes, with marks added to it. */
  readonly state: Uint8Array
}

/** How the state of an activity is written in a column. */
export const stateCodes = {
  planned: 0,
  claimed: 1,
  approved: 2,
  rejected: 3,
  'used-before': 4,
  'unknown-kind': 5,
  'carry-over': 6,
} as const

/**
 * Added to a state: it counts after the last day too; nobody has said yet what it is worth; people
 * must still decide whether it counts at all.
 */
export const marks = { supplement: 8, unvalued: 16, undecided: 32 } as const

/** Why nothing of an activity counts, as written in a column; 0 where it counts. */
export const barCodes = {
  none: 0,
  before: 1,
  after: 2,
  planned: 3,
  rejected: 4,
  'used-before': 5,
  'unknown-kind': 6,
  'carry-over': 7,
  threshold: 8,
  lapsed: 9,
} as const

/** The bar that goes with a state, by its code; the window may bar what has none. */
const barOfState: Uint8Array = Uint8Array.from([3, 0, 0, 4, 5, 6, 7, 7])

/** Why nothing of an activity counts, by its state and its day in a window; 0 where it counts. */
export function barOf(marked: number, day: number, first: number, last: number): number {
  const bar = barOfState[marked & 7] ?? 0
  if (bar !== 0) return bar
  if (day < first) return barCodes.before
  return day > last && (marked & marks.supplement) === 0 ? barCodes.after : 0
}

/** A day as a number for a column: the days since 1970-01-01. */
export function dayNumber({ year, month, day }: Temporal.PlainDate): number {
  // Years from March, so that a leap day is the last of its year.
  const shifted = month > 2 ? year : year - 1
  const era = Math.floor(shifted / 400)
  const ofEra = shifted - era * 400
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const days = ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear
  return era * 146_097 + days - 719_468
}

/** The day that a number stands for. */
export function dayOfNumber(number: number): Temporal.PlainDate {
  return epoch.add({ days: number })
}

const epoch = Temporal.PlainDate.from('1970-01-01')
