import { coverage } from '#domain/money/invoice/invoice.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { tariffOn } from '#regulations/load.ts'

/** Lets the year of a first invoice begin with candidacy; the yearly invoices follow its anniversary. */
export async function coverFirstYear(
  { db, register, today }: Context,
  invoiceId: string,
  candidateOn: Temporal.PlainDate,
): Promise<void> {
  const first = coverage(candidateOn, 0, tariffOn(register, today)?.billing ?? 'anniversary')
  await db
    .updateTable('invoice')
    .where('id', '=', invoiceId)
    .set({ covers_first: first.first.toString(), covers_last: first.last.toString() })
    .execute()
}
