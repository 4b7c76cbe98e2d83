/** How many rows a list has at most; of a longer one nothing is checked. */
export const mostListRows = 10_000

/**
 * How many numbers one organisation checks in a day, in all its lists together, counted with what else the public
 * register shows (`DailyBudget`). More than a visitor sees, since who asks was checked and hears no name.
 */
export const numbersADay = 10_000

/** How large a file with a list may be, in bytes. */
export const mostListBytes = 5_000_000

/** What the public register says of the number in a row. */
export type Found =
  /** It shows somebody with this number, who is called as was typed, where a surname was typed. */
  | 'shown'
  /** It shows somebody with this number, who is called otherwise: of them no more is told. */
  | 'other-name'
  /** It shows nobody: there is no such number, or who has it is not shown. */
  | 'unknown'
  /** It was somebody’s number and is not in use any more. */
  | 'gone'
  /** Nothing was looked up: the row cannot be read. */
  | 'mistake'
  /** The number stands in the list twice. */
  | 'twice'

/** What is known today of how somebody will stand on a day that is still to come. */
export type OnDay =
  | 'registered'
  /** The registration ends before that day. */
  | 'ends-before'
  /** An application is being decided on, and the registration holds until then. */
  | 'awaits-decision'
  /** The register shows no last day. */
  | 'not-known'
  /** They are not registered today; whether they will be is not known. */
  | 'not-registered'

/** A row of a list with what came of it. */
export interface CheckedRow {
  /** In the list as it was given, the first being 1. */
  readonly line: number
  /** As it was typed. */
  readonly number: string
  readonly surname: string
  readonly found: Found
  /** What is wrong in the row, in Dutch. */
  readonly mistake?: string | undefined
  /** The row in which the number stands already. */
  readonly sameAs?: number | undefined
  /** The register whose number it is, where that is told, and the number as it is written. */
  readonly register?: string | undefined
  readonly written?: string | undefined
  /** The number in which this one went on. */
  readonly wentOnIn?: string | undefined
  /** In the words of the register; of whoever is shown only. */
  readonly status?: string | undefined
  /** Whether that status is one of being registered. */
  readonly registered?: boolean | undefined
  /** ISO text. */
  readonly validUntil?: string | undefined
  readonly onDay?: OnDay | undefined
}

/** How many rows there are of each kind; together they are all rows. */
export interface ListCounts {
  readonly registered: number
  /** Who is registered today, and of whom that is not known of the day that was asked for. */
  readonly uncertain: number
  readonly notRegistered: number
  readonly otherName: number
  /** Nobody is shown, or not any more. */
  readonly notFound: number
  readonly mistakes: number
}

type Kind = keyof ListCounts

/** What kind of row it is. */
export function kindOf({ found, registered, onDay }: CheckedRow): Kind {
  switch (found) {
    case 'mistake':
    case 'twice':
      return 'mistakes'
    case 'other-name':
      return 'otherName'
    case 'unknown':
    case 'gone':
      return 'notFound'
    case 'shown':
      if (registered !== true) return 'notRegistered'
      return onDay === undefined || onDay === 'registered' ? 'registered' : 'uncertain'
  }
}

/** How many rows there are of each kind. */
export function countRows(rows: readonly CheckedRow[]): ListCounts {
  const counts: Record<Kind, number> = {
    ...{ registered: 0, uncertain: 0, notRegistered: 0 },
    ...{ otherName: 0, notFound: 0, mistakes: 0 },
  }
  for (const row of rows) counts[kindOf(row)] += 1
  return counts
}

const order: Readonly<Record<Kind, number>> = {
  ...{ notRegistered: 0, otherName: 1, notFound: 2, mistakes: 3, uncertain: 4, registered: 5 },
}

/** The rows that deserve a look first, and then by their place in the list. */
export function mostUrgentFirst(rows: readonly CheckedRow[]): readonly CheckedRow[] {
  return rows.toSorted(
    (one, other) => order[kindOf(one)] - order[kindOf(other)] || one.line - other.line,
  )
}
