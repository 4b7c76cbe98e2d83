import { workingDayFrom } from '#language/working-days.ts'
import type { RegisterFile } from './register.ts'

type Clock = {
  readonly terms: Pick<RegisterFile['terms'], 'objection' | 'decisionOnObjection'>
  readonly objection: Pick<RegisterFile['objection'], 'workingDays'>
}

/**
 * The last day on which an objection can be made to a decision that was sent on a day. The term begins
 * on the day after, and where the register says so it does not end on a day of rest.
 */
export function lastDayToObject(register: Clock, sentOn: Temporal.PlainDate): Temporal.PlainDate {
  return endOfTerm(register, sentOn, register.terms.objection)
}

/** The last day of a term that begins on the day after another, as the register counts its terms of objections. */
export function endOfTerm(
  { objection }: Pick<Clock, 'objection'>,
  from: Temporal.PlainDate,
  term: Temporal.Duration,
): Temporal.PlainDate {
  const last = from.add(term)
  return objection.workingDays ? workingDayFrom(last) : last
}
