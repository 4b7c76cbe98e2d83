/** What of a statement says whether it follows on another. Money is in cents. */
export interface CheckedStatement {
  readonly id: string
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  readonly openingCents: number | undefined
  readonly closingCents: number | undefined
}

/** Days of which a statement is missing: it is known on the day before the first and on the day after the last. */
export interface Gap {
  /** The last day of the statement before it. */
  readonly after: Temporal.PlainDate
  /** The first day of the statement behind it. */
  readonly before: Temporal.PlainDate
}

/**
 * Where a statement is missing: one begins with another balance than any before it ended with, and none of them reaches
 * into its days. Of a statement without balances nothing can be told.
 */
export function gapsIn(statements: readonly CheckedStatement[]): readonly Gap[] {
  const inOrder = statements.toSorted(
    (one, other) =>
      Temporal.PlainDate.compare(one.first, other.first) ||
      Temporal.PlainDate.compare(one.last, other.last),
  )
  const gaps: Gap[] = []
  let reached: CheckedStatement | undefined
  for (const [at, statement] of inOrder.entries()) {
    const { first, openingCents } = statement
    if (reached !== undefined && openingCents !== undefined) {
      const before = inOrder.slice(0, at)
      const follows = before.some(
        ({ closingCents }) => closingCents === undefined || closingCents === openingCents,
      )
      const overlaps = Temporal.PlainDate.compare(first, reached.last) <= 0
      const sameDay = Temporal.PlainDate.compare(first, reached.last) === 0
      if (!follows && (!overlaps || (sameDay && isAfter(statement, reached)))) {
        gaps.push({ after: reached.last, before: first })
      }
    }
    if (reached === undefined || Temporal.PlainDate.compare(statement.last, reached.last) >= 0) {
      reached = statement
    }
  }
  return gaps
}

// Both of one day, so that one may come after the other.
function isAfter(statement: CheckedStatement, before: CheckedStatement): boolean {
  return (
    Temporal.PlainDate.compare(statement.first, before.first) >= 0 &&
    statement.openingCents !== before.openingCents
  )
}

/** By how much the balances of a statement differ from what its entries come to, in cents; undefined without balances. */
export function differenceIn(statement: {
  readonly openingCents: number | undefined
  readonly closingCents: number | undefined
  readonly entriesCents: number
}): number | undefined {
  const { openingCents, closingCents, entriesCents } = statement
  return openingCents === undefined || closingCents === undefined
    ? undefined
    : closingCents - openingCents - entriesCents
}
