import type {
  JudgedRow,
  Judging,
  NumberedRow,
} from '#domain/learning/attendance-list/judge-rows.ts'
import { judgeRows } from '#domain/learning/attendance-list/judge-rows.ts'
import { attemptsLeft, countAttempt } from '#domain/people/account/count-attempt.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { noteSecurity } from '#domain/platform/security-log/security-log.ts'

/**
 * How many rows of all lists of one organisation on one day may have a number that is nobody's or somebody's with
 * another surname. Whoever mistypes, or has people of other registers at its courses, does not meet it; whoever tries
 * out which surname goes with a number learns of a few a year.
 */
export const unknownRowsADay = 2000

export interface WithinBudget {
  readonly judged: readonly JudgedRow[]
  /** What is not judged today: of these nothing is said before the day is over. */
  readonly rest: readonly NumberedRow[]
}

/**
 * Judges rows as `judgeRows` does, as far as its organisation may still send numbers that are nobody's today, however it
 * sends them. Where it may not any more nothing is judged, as a list that is right or wrong says as much as one that
 * goes on. Nobody else judges rows of the organisation before the transaction ends.
 */
export async function judgeWithinBudget(
  context: Context,
  organisationId: string,
  judging: Judging,
  rows: readonly NumberedRow[],
): Promise<WithinBudget> {
  const { db, platform, today } = context
  const budget = {
    what: 'attendance-unknown',
    // The day is that of the register, which in a demo may be another than that of the clock on the wall.
    who: `${organisationId} ${today}`,
    most: platform.unknownRowsADay,
    minutes: 24 * 60,
  }
  const left = await attemptsLeft(db, budget)
  if (left === 0) {
    if (rows.length > 0) noteSecurity(context, 'rows-not-checked', { of: organisationId })
    return { judged: [], rest: rows }
  }
  const judged = await judgeRows(context, judging, rows)
  const unknown = judged.flatMap(({ mistakes }, at) =>
    mistakes.some(({ is }) => is === 'unknown') ? [at] : [],
  )
  if (unknown.length > 0) {
    await countAttempt(db, { ...budget, times: Math.min(left, unknown.length) })
  }
  if (unknown.length <= left) return { judged, rest: [] }
  noteSecurity(context, 'rows-not-checked', { of: organisationId })
  // Up to and including the last that may be said to be nobody's: that the next one is, is not said.
  const upTo = (unknown[left - 1] ?? 0) + 1
  return { judged: judged.slice(0, upTo), rest: rows.slice(upTo) }
}
