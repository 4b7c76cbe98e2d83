import type { Fee } from '#domain/money/invoice/charge-fee.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { findPayer, whose } from '#domain/money/payer/find-payer.ts'
import type { Credited } from '#domain/money/payment/credit-invoice.ts'
import { takeBack, tellCredited } from '#domain/money/payment/credit-invoice.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { RefundGround } from '#regulations/register.ts'

/**
 * Takes back what is charged still for something that somebody asked for, where anything was, but for what the register
 * keeps of it on that ground, as it follows from what
 * became of that: what was paid of it is left over. Gives the credit note; undefined where there is nothing to take back.
 */
export async function creditFee(
  context: Context,
  { kind, aboutId }: Pick<Fee, 'kind' | 'aboutId'>,
  { reason, ground }: { readonly reason: string; readonly ground?: RefundGround | undefined },
): Promise<Credited | undefined> {
  const row = await context.db
    .selectFrom('invoice')
    .where('kind', '=', kind)
    .where('about_id', '=', aboutId)
    .where('status', 'in', ['open', 'paid'])
    .select('id')
    .executeTakeFirst()
  const found = row && (await findInvoice(context, row.id))
  if (found === undefined) return undefined
  const payer = await findPayer(context, found, { lock: true })
  const invoice = await findInvoice(context, found.id, { lock: true })
  if (payer === undefined || invoice === undefined) return undefined
  const cents = invoice.totalCents - invoice.creditedCents - (ground?.keeps ?? 0)
  if (cents <= 0) return undefined
  const taking = { payer, invoice, cents, reason, ...(ground && { ground: ground.id }) }
  const credited = await takeBack(context, taking)
  await record(context, {
    noun: 'invoice',
    id: invoice.id,
    action: 'credit',
    facts: { ...whose(payer), creditNote: credited.number, cents, about: aboutId },
  })
  await tellCredited(context, taking, credited)
  return credited
}

/** The ground of the register on which something is taken back by itself, where it has one for that. */
export function groundFor(
  { register }: Context,
  when: NonNullable<RefundGround['when']>,
): RefundGround | undefined {
  return register.procedures.refunds.find((one) => one.when === when)
}
