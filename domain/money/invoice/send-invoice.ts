import type { ToCharge } from '#domain/money/invoice/invoice.ts'
import type { Payer } from '#domain/money/payer/find-payer.ts'
import { whose } from '#domain/money/payer/find-payer.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister, mailRegister } from '#domain/platform/register/letterhead.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { invoiceSent } from '#mail/invoice-sent.ts'
import type { InvoiceData, Vat } from '#papers/invoice.ts'
import { invoiceAmounts } from '#papers/invoice.ts'
import { creditorReference, groupedReference } from '#papers/reference.ts'
import type { Tariff } from '#regulations/register.ts'

/**
 * Sends the invoice of what somebody is charged, with VAT as its tariff says: to the address of whoever
 * owes it, as a PDF with a mail.
 */
export async function sendInvoice(
  context: Context,
  payer: Payer,
  due: ToCharge,
): Promise<{ readonly id: string; readonly number: string }> {
  const series = await nextNumber(context, 'invoice')
  const bill = drawUp(context, payer, due, series)
  const [documentId] = await issuePapers(context, payer.member?.personId, {
    kind: 'invoice',
    data: bill,
  })
  const id = await write(context, { payer, due, bill, documentId })
  await record(context, {
    noun: 'invoice',
    id,
    action: 'send',
    facts: {
      ...whose(payer),
      number: bill.number,
      cents: invoiceAmounts(bill.lines, bill.vat).total,
      vat: bill.vat.treatment,
      ...(due.kind === 'year' ? {} : { kind: due.kind, about: due.aboutId }),
    },
  })
  await tell(context, payer, { bill, due, documentId })
  return { id, number: bill.number }
}

function drawUp(
  { register, today, platform }: Context,
  payer: Payer,
  { charge }: ToCharge,
  series: number,
): InvoiceData {
  const number = `${register.number.prefix}F-${String(series).padStart(register.number.width, '0')}`
  return {
    register: documentRegister(platform, register),
    number,
    recipient: payer.addressee,
    invoiceDate: today.toString(),
    dueDate: today.add(register.terms.payment).toString(),
    lines: charge.lines,
    vat: vatOf(charge.tariff),
    reference: creditorReference(number),
  }
}

async function write(
  { db, register }: Context,
  sent: {
    readonly payer: Payer
    readonly due: ToCharge
    readonly bill: InvoiceData
    readonly documentId: string
  },
): Promise<string> {
  const { payer, due, bill, documentId } = sent
  const amounts = invoiceAmounts(bill.lines, bill.vat)
  const { id } = await db
    .insertInto('invoice')
    .values({
      register: register.id,
      registration_id: payer.registrationId ?? null,
      organisation_id: payer.organisationId ?? null,
      number: bill.number,
      status: 'open',
      issued_on: bill.invoiceDate,
      due_on: bill.dueDate,
      kind: due.kind,
      about_id: due.aboutId ?? null,
      covers_first: due.covers.first.toString(),
      covers_last: due.covers.last.toString(),
      net_cents: amounts.net,
      vat_cents: amounts.vat,
      total_cents: amounts.total,
      vat_treatment: bill.vat.treatment,
      vat_ground: bill.vat.ground ?? '',
      reference: bill.reference,
      document_id: documentId,
      lines: JSON.stringify(bill.lines),
      vat_rate: 'rate' in bill.vat ? bill.vat.rate : null,
      buyer: JSON.stringify(payer.buyer),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function tell(
  context: Context,
  payer: Payer,
  sent: { readonly bill: InvoiceData; readonly due: ToCharge; readonly documentId: string },
): Promise<void> {
  const { bill, due, documentId } = sent
  for (const to of payer.recipients) {
    await writeMessage(context, 'invoice-sent', to, {
      ...invoiceSent({
        register: mailRegister(context.platform, context.register),
        name: to.name,
        number: bill.number,
        kind: due.kind,
        cents: invoiceAmounts(bill.lines, bill.vat).total,
        vat: due.charge.tariff.ground,
        dueDate: bill.dueDate,
        iban: bill.register.iban,
        accountName: bill.register.accountName,
        reference: groupedReference(bill.reference),
      }),
      attached: [documentId],
    })
  }
}

function vatOf(tariff: Tariff): Vat {
  switch (tariff.vat) {
    case 'exempt':
    case 'out-of-scope':
      return { treatment: tariff.vat, ground: tariff.ground }
    case 'included':
    case 'excluded':
      return { treatment: tariff.vat, rate: tariff.rate, ground: tariff.ground }
  }
}
