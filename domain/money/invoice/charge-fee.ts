import { sendInvoice } from '#domain/money/invoice/send-invoice.ts'
import type { Payer } from '#domain/money/payer/find-payer.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Tariff, TariffKind } from '#regulations/register.ts'
import { tariffOn } from '#regulations/tariffs.ts'

/** What is asked once, of somebody who asks for something: of which kind, its id, and the number by which it is known. */
export interface Fee {
  readonly kind: Exclude<TariffKind, 'year'>
  readonly aboutId: string
  readonly number: string
  /** The category in which it is asked, where the register has any. */
  readonly category?: string
  /** Of a request of accreditation: what is wanted. */
  readonly purpose?: NonNullable<Tariff['purpose']>
}

/** Sends the invoice of what somebody asked for, by the tariff of today; undefined where the register asks nothing for it. */
export async function chargeFee(
  context: Context,
  payer: Payer,
  { kind, aboutId, number, category, purpose }: Fee,
): Promise<{ readonly id: string; readonly number: string } | undefined> {
  const { register, today } = context
  const tariff = tariffOn(register, today, {
    kind,
    ...(category !== undefined && { category }),
    ...(purpose !== undefined && { purpose }),
  })
  if (tariff === undefined) return undefined
  const lines = [{ description: `${tariff.description}, ${number}`, cents: tariff.amount }]
  const covers = { first: today, last: today }
  return sendInvoice(context, payer, { kind, aboutId, covers, charge: { tariff, lines } })
}

/** Whether something that somebody asked for was charged. */
export async function isCharged(
  { db }: Context,
  { kind, aboutId }: Pick<Fee, 'kind' | 'aboutId'>,
): Promise<boolean> {
  const invoice = await db
    .selectFrom('invoice')
    .where('kind', '=', kind)
    .where('about_id', '=', aboutId)
    .select('id')
    .executeTakeFirst()
  return invoice !== undefined
}

/** Whether something of what was charged for it is open still. */
export async function isUnpaid(
  { db }: Context,
  { kind, aboutId }: Pick<Fee, 'kind' | 'aboutId'>,
): Promise<boolean> {
  const invoice = await db
    .selectFrom('invoice')
    .where('kind', '=', kind)
    .where('about_id', '=', aboutId)
    .where('status', '=', 'open')
    .select('id')
    .executeTakeFirst()
  return invoice !== undefined
}
