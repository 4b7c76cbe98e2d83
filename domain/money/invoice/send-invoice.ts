import type { ToCharge } from '#domain/money/invoice/invoice.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import type { Member } from '#domain/people/registration/queries.ts'
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
 * Sends the invoice of what somebody is charged, with VAT as its tariff says: to the home address, as a
 * PDF with a mail.
 */
export async function sendInvoice(
  context: Context,
  member: Member,
  due: ToCharge,
): Promise<{ readonly id: string; readonly number: string }> {
  const series = await nextNumber(context, 'invoice')
  const bill = drawUp(context, member, due, series)
  const [documentId] = await issuePapers(context, member.personId, { kind: 'invoice', data: bill })
  const id = await write(context, { member, due, bill, documentId })
  await record(context, {
    noun: 'invoice',
    id,
    action: 'send',
    facts: {
      registration: member.registrationId,
      number: bill.number,
      cents: invoiceAmounts(bill.lines, bill.vat).total,
      vat: bill.vat.treatment,
      ...(due.kind === 'year' ? {} : { kind: due.kind, about: due.aboutId }),
    },
  })
  await tell(context, member, { bill, due, documentId })
  return { id, number: bill.number }
}

function drawUp(
  { register, today, platform }: Context,
  member: Member,
  { charge }: ToCharge,
  series: number,
): InvoiceData {
  const number = `${register.number.prefix}F-${String(series).padStart(register.number.width, '0')}`
  return {
    register: documentRegister(platform, register),
    number,
    recipient: addresseeOf(member.person),
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
    readonly member: Member
    readonly due: ToCharge
    readonly bill: InvoiceData
    readonly documentId: string
  },
): Promise<string> {
  const { member, due, bill, documentId } = sent
  const amounts = invoiceAmounts(bill.lines, bill.vat)
  const { id } = await db
    .insertInto('invoice')
    .values({
      register: register.id,
      registration_id: member.registrationId,
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
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function tell(
  context: Context,
  member: Member,
  sent: { readonly bill: InvoiceData; readonly due: ToCharge; readonly documentId: string },
): Promise<void> {
  const { bill, due, documentId } = sent
  await writeMessage(
    context,
    'invoice-sent',
    { name: member.name, address: member.email, accountId: member.accountId },
    {
      ...invoiceSent({
        register: mailRegister(context.platform, context.register),
        name: member.name,
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
    },
  )
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
