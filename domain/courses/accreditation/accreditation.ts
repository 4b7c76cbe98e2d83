import type { Amount } from '#engine'

/** What something counts for in a register: a kind of activity, how much, and which attributes it has. */
export interface Counts {
  /** The id of a kind in the regulation. */
  readonly kind: string
  /** In the register's unit. */
  readonly amount: Amount
  /** The ids of the attributes that it has, such as `accredited`. */
  readonly attributes: readonly string[]
}

/** What a register decided: what a course counts for in it, or who may give a training that it named. */
export interface Accreditation {
  readonly id: string
  readonly register: string
  readonly of:
    | { readonly is: 'course'; readonly id: string }
    /** By the id that the register gave the training. */
    | { readonly is: 'training'; readonly id: string }
  readonly organisationId: string | undefined
  readonly personId: string | undefined
  /** Together: the first is what it is in the first place, the others come beside it. A training may count for nothing. */
  readonly counts: readonly Counts[]
  /** The hours of the whole of which that was decided; undefined where that was not kept. */
  readonly studyLoad: Amount | undefined
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  readonly conditions: string
  readonly reason: string
  readonly decidedOn: Temporal.PlainDate
  /** From that day on it does not hold, though its last day is later. */
  readonly ended:
    | {
        readonly from: Temporal.PlainDate
        readonly reason: string
        /** What took its place. */
        readonly replacedBy: string | undefined
      }
    | undefined
  /** That one member would take it back, which as many have to find as grant one. */
  readonly endProposed:
    | {
        readonly from: Temporal.PlainDate
        readonly reason: string
        /** Undefined where their account is gone. */
        readonly by: string | undefined
      }
    | undefined
  readonly version: number
}

/**
 * Whether it holds on a day: what was followed while it held counts, whatever became of it later, and what was
 * followed from the day on which it ended does not.
 */
export function holdsOn(
  { first, last, ended }: Pick<Accreditation, 'first' | 'last' | 'ended'>,
  day: Temporal.PlainDate,
): boolean {
  const { compare } = Temporal.PlainDate
  if (compare(day, first) < 0 || compare(day, last) > 0) return false
  return ended === undefined || compare(day, ended.from) < 0
}

/**
 * The day by which it is seen what something counts for that was followed over several days: the first of those, so
 * that what began while an accreditation held counts whole. Undefined days are of what was followed on one day.
 */
export function dayThatCounts(
  completedOn: Temporal.PlainDate,
  days: readonly Temporal.PlainDate[] | undefined,
): Temporal.PlainDate {
  const [first] = days ?? []
  const last = days?.at(-1)
  if (first === undefined || last === undefined) return completedOn
  const { compare } = Temporal.PlainDate
  return compare(completedOn, first) >= 0 && compare(completedOn, last) <= 0 ? first : completedOn
}

/** The last day on which it holds; before its first where it never held. */
export function lastDayOf({
  last,
  ended,
}: Pick<Accreditation, 'last' | 'ended'>): Temporal.PlainDate {
  if (ended === undefined) return last
  const before = ended.from.subtract({ days: 1 })
  return Temporal.PlainDate.compare(before, last) < 0 ? before : last
}

/** What it counts for as one kind of activity; undefined where it does not as that. */
export function countsAs(
  { counts }: Pick<Accreditation, 'counts'>,
  kind: string | undefined,
): Counts | undefined {
  return counts.find((one) => one.kind === kind)
}
