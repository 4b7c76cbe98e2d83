import type { Coverage, ToCharge } from '#domain/money/invoice/invoice.ts'
import { coverage } from '#domain/money/invoice/invoice.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { formatDay } from '#language/days.ts'
import type { Tariff } from '#regulations/register.ts'
import type { KnownFacts } from '#regulations/tariffs.ts'
import { chargeForYear, tariffOn } from '#regulations/tariffs.ts'

/**
 * What a year comes to for somebody today, by the tariff that holds for their category and what is known of them;
 * undefined where there is nothing to pay.
 */
export function chargeYear(
  { register, today }: Context,
  member: Member,
  covers: Coverage,
  facts: KnownFacts,
): ToCharge | undefined {
  const { category, signedUpOn } = member
  const first = member.candidateOn === undefined
  const charge = chargeForYear(
    register,
    { on: today, category, covers, first, signedUpOn, facts },
    (tariff) => descriptionOf(tariff, covers, first),
  )
  return charge && { kind: 'year', covers, charge }
}

/** The same of the first year, which begins today as long as nobody knows when it is paid. */
export function chargeFirstYear(
  context: Context,
  member: Member,
  facts: KnownFacts,
): ToCharge | undefined {
  const { register, today } = context
  const { category } = member
  const tariff = tariffOn(register, today, category === undefined ? {} : { category })
  if (tariff === undefined) return undefined
  return chargeYear(context, member, coverage(today, 0, tariff.billing), facts)
}

// The first year begins when it is paid, which nobody knows yet.
function descriptionOf(tariff: Tariff, covers: Coverage, first: boolean): string {
  if (first) return `${tariff.description}, eerste jaar`
  const [begins, ends] = [formatDay(covers.first.toString()), formatDay(covers.last.toString())]
  return `${tariff.description}, ${begins} tot en met ${ends}`
}
