import type { Fee } from '#domain/money/invoice/charge-fee.ts'
import type { Credited } from '#domain/money/payment/credit-invoice.ts'
import { creditInvoice } from '#domain/money/payment/credit-invoice.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Takes back all that is charged still for something that somebody asked for, where anything was: what was paid of it is
 * left over. Gives the credit note; undefined where there is nothing to take back.
 */
export async function creditFee(
  context: Context,
  { kind, aboutId }: Pick<Fee, 'kind' | 'aboutId'>,
  reason: string,
): Promise<Credited | undefined> {
  const invoice = await context.db
    .selectFrom('invoice')
    .where('kind', '=', kind)
    .where('about_id', '=', aboutId)
    .where('status', 'in', ['open', 'paid'])
    .select(['id', 'version', 'total_cents', 'credited_cents'])
    .executeTakeFirst()
  if (invoice === undefined) return undefined
  const credited = await creditInvoice(context, {
    invoiceId: invoice.id,
    version: invoice.version,
    cents: invoice.total_cents - invoice.credited_cents,
    reason,
  })
  if (credited.outcome !== 'credited') {
    throw new Error(`invoice ${invoice.id} cannot be taken back: ${credited.outcome}`)
  }
  return credited
}
