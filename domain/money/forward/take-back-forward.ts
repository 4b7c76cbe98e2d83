import { findInvoice } from '#domain/money/invoice/queries.ts'
import { withMerged } from '#domain/people/registration/with-merged.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type TakenBack = { readonly outcome: 'taken-back' | 'already' | 'unknown' }

/** Lets a link end by which an invoice of one's own was passed on. */
export async function takeBackForward(
  context: Context,
  registrationId: string,
  forwardId: string,
): Promise<TakenBack> {
  const { db, today } = context
  const forward = await db
    .selectFrom('invoice_forward')
    .where('id', '=', forwardId)
    .select(['invoice_id', 'taken_back_on'])
    .forUpdate()
    .executeTakeFirst()
  const invoice = forward && (await findInvoice(context, forward.invoice_id))
  const own = await withMerged(context, registrationId)
  if (
    forward === undefined ||
    invoice === undefined ||
    !own.includes(invoice.registrationId ?? '')
  ) {
    return { outcome: 'unknown' }
  }
  if (forward.taken_back_on !== null) return { outcome: 'already' }
  await db
    .updateTable('invoice_forward')
    .where('id', '=', forwardId)
    .set({ taken_back_on: today.toString() })
    .execute()
  await record(context, {
    noun: 'invoice',
    id: invoice.id,
    action: 'take-back-forward',
    facts: { registration: invoice.registrationId, forward: forwardId },
  })
  return { outcome: 'taken-back' }
}
