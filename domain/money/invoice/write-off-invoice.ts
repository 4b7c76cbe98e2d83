import type { InvoiceEvent, InvoiceStatus } from '#domain/money/invoice/invoice.ts'
import { invoiceLifecycle } from '#domain/money/invoice/invoice.ts'
import { makeCreditNote } from '#domain/money/invoice/make-credit-note.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import type { Payer } from '#domain/money/payer/find-payer.ts'
import { findPayer, whose } from '#domain/money/payer/find-payer.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { invoiceWrittenOff } from '#mail/invoice-written-off.ts'

export type WrittenOffInvoice =
  | {
      readonly outcome: 'written-off'
      /** The number of the credit note, where there was VAT to be corrected. */
      readonly creditNumber: string | undefined
    }
  /** Who still takes part has to pay, or to leave first. */
  | { readonly outcome: 'takes-part' }
  | { readonly outcome: 'not-open' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/** Whether a credit note is asked for: the invoice charged VAT, which is taken back with it. */
export function wantsCreditNote(invoice: Pick<Invoice, 'vatCents'>): boolean {
  return invoice.vatCents > 0
}

/**
 * Writes off what somebody who has left did not pay: nothing is asked of them any more. What was paid in part stays
 * paid. An invoice with VAT gets a credit note of the rest, since the VAT is taken back with it; one that is exempt
 * needs none.
 */
export async function writeOffInvoice(
  context: Context,
  asked: { readonly invoiceId: string; readonly version: number; readonly reason: string },
): Promise<WrittenOffInvoice> {
  const found = await findInvoice(context, asked.invoiceId)
  if (found === undefined) return { outcome: 'unknown' }
  const payer = await findPayer(context, found, { lock: true })
  const invoice = await findInvoice(context, asked.invoiceId, { lock: true })
  if (payer === undefined || invoice === undefined) return { outcome: 'unknown' }
  const status = next<InvoiceStatus, InvoiceEvent>(invoiceLifecycle, invoice.status, 'write-off')
  if (status === undefined) return { outcome: 'not-open' }
  if (!payer.left) return { outcome: 'takes-part' }
  if (invoice.version !== asked.version) return { outcome: 'stale' }
  const credit = wantsCreditNote(invoice)
    ? await makeCreditNote(context, {
        payer,
        invoice,
        cents: invoice.openCents,
        reason: asked.reason,
        writtenOff: true,
      })
    : undefined
  await context.db
    .updateTable('invoice')
    .where('id', '=', invoice.id)
    .set((eb) => ({
      status,
      written_off_on: context.today.toString(),
      write_off_reason: asked.reason,
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'invoice',
    id: invoice.id,
    action: 'write-off',
    facts: {
      ...whose(payer),
      reason: asked.reason,
      cents: invoice.openCents,
      creditNote: credit?.number ?? null,
    },
  })
  await tell(context, payer, invoice, credit?.documentId)
  return { outcome: 'written-off', creditNumber: credit?.number }
}

async function tell(
  context: Context,
  payer: Payer,
  invoice: Invoice,
  creditNote: string | undefined,
): Promise<void> {
  for (const to of payer.recipients) {
    const written = invoiceWrittenOff({
      register: mailRegister(context.platform, context.register),
      name: to.name,
      number: invoice.number,
      cents: invoice.openCents,
      creditNote: creditNote !== undefined,
    })
    await writeMessage(context, 'invoice-written-off', to, {
      ...written,
      attached: creditNote === undefined ? [] : [creditNote],
    })
  }
}
