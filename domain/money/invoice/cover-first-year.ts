import { coverage } from '#domain/money/invoice/invoice.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { tariffOn } from '#regulations/tariffs.ts'

/**
 * Lets the year of a first invoice begin with candidacy; the yearly invoices follow its anniversary. One that was
 * charged by the months that were left goes on covering those.
 */
export async function coverFirstYear(
  { db, register, today }: Context,
  member: Pick<Member, 'category'>,
  invoiceId: string,
  candidateOn: Temporal.PlainDate,
): Promise<void> {
  const { category } = member
  const tariff = tariffOn(register, today, category === undefined ? {} : { category })
  if (tariff?.firstYear === 'pro-rata') return
  const first = coverage(candidateOn, 0, tariff?.billing ?? 'anniversary')
  await db
    .updateTable('invoice')
    .where('id', '=', invoiceId)
    .set({ covers_first: first.first.toString(), covers_last: first.last.toString() })
    .execute()
}
