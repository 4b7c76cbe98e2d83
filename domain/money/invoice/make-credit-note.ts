import { partOf } from '#domain/money/invoice/invoice.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import type { Payer } from '#domain/money/payer/find-payer.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'

/** What is taken back of an invoice that the caller has locked, and why. */
export interface ToCredit {
  readonly payer: Payer
  readonly invoice: Invoice
  /** At most what is neither settled nor credited of it. */
  readonly cents: number
  readonly reason: string
  /** The ground of the register on which it happens by itself, by its id. */
  readonly ground?: string
  /** It is of what is written off. */
  readonly writtenOff: boolean
}

/** Makes a credit note with its paper, by the next number of its own series; the caller records the invoice. */
export async function makeCreditNote(
  context: Context,
  { payer, invoice, cents, reason, writtenOff, ground }: ToCredit,
): Promise<{ readonly number: string; readonly documentId: string }> {
  const { db, register, platform, today } = context
  const series = await nextNumber(context, 'credit-note')
  const number = `${register.number.prefix}C-${String(series).padStart(register.number.width, '0')}`
  const amounts = partOf(invoice, cents)
  const [documentId] = await issuePapers(context, payer.member?.personId, {
    kind: 'credit-note',
    data: {
      register: documentRegister(platform, register),
      number,
      recipient: payer.addressee,
      date: today.toString(),
      invoice: { number: invoice.number, date: invoice.issuedOn.toString() },
      amounts,
      whole: cents === invoice.totalCents,
      ground: invoice.vatGround,
      reason,
    },
  })
  await db
    .insertInto('credit_note')
    .values({
      register: register.id,
      invoice_id: invoice.id,
      number,
      net_cents: amounts.net,
      vat_cents: amounts.vat,
      total_cents: amounts.total,
      reason,
      written_off: writtenOff,
      ground: ground ?? null,
      made_on: today.toString(),
      made_by: accountIdOf(context.actor) ?? null,
      document_id: documentId,
    })
    .execute()
  return { number, documentId }
}
