import type { Coverage } from '#domain/money/invoice/invoice.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { storeDocument } from '#domain/platform/file/store-document.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { documentRegister, mailRegister } from '#domain/platform/register/letterhead.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { formatDay } from '#language/days.ts'
import { invoiceSent } from '#mail/invoice-sent.ts'
import type { Vat } from '#papers/invoice.ts'
import { invoiceAmounts, invoice as makeInvoice } from '#papers/invoice.ts'
import { creditorReference, groupedReference } from '#papers/reference.ts'
import { tariffOn } from '#regulations/load.ts'
import type { Tariff } from '#regulations/register.ts'

/**
 * Makes the invoice of a year by the tariff of today, with VAT as that tariff says, as a PDF to the
 * home address, and mails it.
 */
export async function sendInvoice(
  context: Context,
  member: Member,
  covers: Coverage,
): Promise<{ readonly id: string; readonly number: string }> {
  const { register, today } = context
  const tariff = tariffOn(register, today)
  if (tariff === undefined) throw new Error(`${register.id} has no tariff on ${today}`)
  const series = await nextNumber(context, 'invoice')
  const number = `${register.number.prefix}F-${String(series).padStart(register.number.width, '0')}`
  const reference = creditorReference(number)
  const dueOn = today.add(register.terms.payment)
  const vat = vatOf(tariff)
  const lines = [{ description: descriptionOf(member, tariff, covers), cents: tariff.amount }]
  const amounts = invoiceAmounts(lines, vat)
  const organisation = documentRegister(context.platform, register)
  const made = await makeInvoice({
    register: organisation,
    number,
    recipient: addresseeOf(member.person),
    invoiceDate: today.toString(),
    dueDate: dueOn.toString(),
    lines,
    vat,
    reference,
  })
  const documentId = await storeDocument(context, {
    kind: 'invoice',
    personId: member.personId,
    name: made.fileName,
    mediaType: 'application/pdf',
    content: made.pdf,
  })
  const { id } = await context.db
    .insertInto('invoice')
    .values({
      register: register.id,
      registration_id: member.registrationId,
      number,
      status: 'open',
      issued_on: today.toString(),
      due_on: dueOn.toString(),
      covers_first: covers.first.toString(),
      covers_last: covers.last.toString(),
      net_cents: amounts.net,
      vat_cents: amounts.vat,
      total_cents: amounts.total,
      vat_treatment: tariff.vat,
      vat_ground: tariff.ground,
      reference,
      document_id: documentId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'invoice',
    id,
    action: 'send',
    facts: { registration: member.registrationId, number, cents: amounts.total, vat: tariff.vat },
  })
  await writeMessage(
    context,
    'invoice-sent',
    { name: member.name, address: member.email, accountId: member.accountId },
    invoiceSent({
      register: mailRegister(context.platform, register),
      name: member.name,
      number,
      cents: amounts.total,
      dueDate: dueOn.toString(),
      iban: organisation.iban,
      accountName: organisation.accountName,
      reference: groupedReference(reference),
    }),
    [documentId],
  )
  return { id, number }
}

// The first year begins when it is paid, which nobody knows yet.
function descriptionOf(member: Member, tariff: Tariff, covers: Coverage): string {
  if (member.candidateOn === undefined) return `${tariff.description}, eerste jaar`
  const [first, last] = [formatDay(covers.first.toString()), formatDay(covers.last.toString())]
  return `${tariff.description}, ${first} tot en met ${last}`
}

function vatOf(tariff: Tariff): Vat {
  switch (tariff.vat) {
    case 'exempt':
      return { treatment: 'exempt', ground: tariff.ground }
    case 'included':
    case 'excluded':
      return { treatment: tariff.vat, rate: tariff.rate, ground: tariff.ground }
  }
}
