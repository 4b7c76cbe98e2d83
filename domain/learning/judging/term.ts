import type { Accreditation, Counts } from '#domain/courses/accreditation/accreditation.ts'
import { countsAs, holdsOn, lastDayOf } from '#domain/courses/accreditation/accreditation.ts'
import { findAccreditation } from '#domain/courses/accreditation/queries.ts'
import type { RequestPart } from '#domain/learning/request/request.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** From when on what is asked would hold, and until when at most. */
export interface Term {
  readonly first: Temporal.PlainDate
  readonly longest: Temporal.PlainDate
  /** The last day that a form proposes: the same for all who judge it, whatever day they do. */
  readonly proposed: Temporal.PlainDate
}

/** From when on it would hold if it were granted today, and until when at most. */
export async function termOf(context: Context, part: RequestPart): Promise<Term> {
  const before = await beforeOf(context, part)
  const first = firstDay(part, before, context.today)
  const asked = firstDay(part, before, part.handedInOn ?? context.today)
  return {
    first,
    longest: longestFrom(context, first),
    proposed: longestFrom(context, asked),
  }
}

// Something new holds from the decision; other content from the day after it, as what was followed on that day began
// while the other held; a longer time follows on what holds already.
function firstDay(
  { purpose }: Pick<RequestPart, 'purpose'>,
  before: Accreditation | undefined,
  decided: Temporal.PlainDate,
): Temporal.PlainDate {
  if (before === undefined) return decided
  const after = lastDayOf(before).add({ days: 1 })
  if (Temporal.PlainDate.compare(after, decided) <= 0) return decided
  return purpose === 'extension' ? after : decided.add({ days: 1 })
}

/** The last day on which something can hold that begins on a day. */
export function longestFrom(
  { register }: Pick<Context, 'register'>,
  first: Temporal.PlainDate,
): Temporal.PlainDate {
  const { validity = undefined } = register.accreditation ?? {}
  return validity === undefined ? first : first.add(validity).subtract({ days: 1 })
}

/**
 * The same of what takes the place of a decision that somebody objected to: it holds as if it had been decided at once,
 * so that who followed it meanwhile has it too. Where the first decision gave more of something, that stays with who
 * followed it, and the other holds from the day after this one.
 */
export async function termAnew(
  context: Context,
  part: RequestPart,
  counts: readonly Counts[],
): Promise<Term> {
  const result =
    part.resultId === undefined ? undefined : await findAccreditation(context, part.resultId)
  const before = result ?? (await beforeOf(context, part))
  const atOnce = result?.first ?? firstDay(part, before, part.decidedOn ?? context.today)
  const first =
    before !== undefined && holdsOn(before, atOnce) && givesLess(counts, before)
      ? firstDay({ purpose: 'change' }, before, context.today)
      : atOnce
  const longest = longestFrom(context, first)
  return { first, longest, proposed: result?.last ?? longest }
}

function givesLess(counts: readonly Counts[], than: Accreditation): boolean {
  return than.counts.some((one) => (countsAs({ counts }, one.kind)?.amount ?? 0) < one.amount)
}

async function beforeOf(
  context: Context,
  { accreditationId }: RequestPart,
): Promise<Accreditation | undefined> {
  return accreditationId === undefined ? undefined : findAccreditation(context, accreditationId)
}
