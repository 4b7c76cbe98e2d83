import { partOf } from '#domain/money/invoice/invoice.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { creditNotesOf, findInvoice } from '#domain/money/invoice/queries.ts'
import type { PaidPart } from '#domain/money/payment/queries.ts'
import { paidPartsOf } from '#domain/money/payment/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { withMerged } from '#domain/people/registration/with-merged.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import { formatDay } from '#language/days.ts'
import { formatMoney } from '#language/numbers.ts'
import type { OverviewData } from '#papers/overview.ts'
import { overview } from '#papers/overview.ts'
import { groupedReference } from '#papers/reference.ts'
import type { Visit } from '#web/route.ts'
import { idIn, notFound, registrationOf } from '#web/route.ts'

// What somebody shows to claim what they paid, made when they ask for it.

type Made = Omit<OverviewData, 'register' | 'madeOn'>

/** What was paid of one invoice, on paper. */
export async function downloadReceipt(visit: Visit): Promise<Response> {
  const { context } = visit
  const own = await withMerged(context, registrationOf(visit))
  const invoice = await findInvoice(context, idIn(visit))
  if (invoice === undefined || !own.includes(invoice.registrationId ?? '')) notFound()
  const parts = (await paidPartsOf(context, own)).filter(
    ({ invoiceId }) => invoiceId === invoice.id,
  )
  if (parts.length === 0) notFound()
  const who = await rowsOf(visit)
  const notes = await creditNotesOf(context, [invoice.id])
  return paper(visit, {
    heading: 'Betaalbewijs',
    fileName: `betaalbewijs-${invoice.number}`,
    rows: [
      ...who,
      { label: 'Factuur', value: `${invoice.number} van ${formatDay(invoice.issuedOn)}` },
      { label: 'Bedrag', value: formatMoney(invoice.totalCents) },
      ...vatRows(invoice, invoice.totalCents),
      { label: 'Betaald', value: formatMoney(invoice.settledCents) },
      ...(invoice.openCents === 0
        ? []
        : [{ label: 'Nog te betalen', value: formatMoney(invoice.openCents) }]),
      { label: 'Betalingskenmerk', value: groupedReference(invoice.reference) },
    ],
    sections: [
      { heading: 'Ontvangen', paragraphs: [], rows: parts.map(rowOfPart) },
      ...(notes.length === 0
        ? []
        : [
            {
              heading: 'Creditnota’s',
              paragraphs: [],
              rows: notes.map(({ number, madeOn, totalCents }) => ({
                label: formatDay(madeOn),
                value: `${formatMoney(totalCents)} (${number})`,
              })),
            },
          ]),
    ],
    note: 'Dit bewijs zegt wat er op deze dag is ontvangen voor de factuur.',
  })
}

/** What was paid in a year, on paper. */
export async function downloadYear(visit: Visit): Promise<Response> {
  const { context } = visit
  const year = Number(visit.param('year'))
  const own = await withMerged(context, registrationOf(visit))
  const parts = (await paidPartsOf(context, own)).filter(({ settledOn }) => settledOn.year === year)
  if (parts.length === 0) notFound()
  const sum = parts.reduce((all, { cents }) => all + cents, 0)
  const invoices = new Map<string, Invoice>()
  for (const id of new Set(parts.map(({ invoiceId }) => invoiceId))) {
    const invoice = await findInvoice(context, id)
    if (invoice !== undefined) invoices.set(id, invoice)
  }
  const vat = parts.reduce((all, { invoiceId, cents }) => {
    const invoice = invoices.get(invoiceId)
    return all + (invoice === undefined ? 0 : partOf(invoice, cents).vat)
  }, 0)
  return paper(visit, {
    heading: `Jaaroverzicht ${year}`,
    fileName: `jaaroverzicht-${context.register.id}-${year}`,
    rows: [
      ...(await rowsOf(visit)),
      { label: `Betaald in ${year}`, value: formatMoney(sum) },
      ...(vat === 0 ? [] : [{ label: 'Waarvan btw', value: formatMoney(vat) }]),
    ],
    sections: [
      {
        heading: 'Per betaling',
        paragraphs: [],
        rows: parts.map((part) => ({
          ...rowOfPart(part),
          value: `${rowOfPart(part).value}, factuur ${part.invoiceNumber}`,
        })),
      },
    ],
    note: 'Dit overzicht zegt wat er in dit jaar is ontvangen voor facturen.',
  })
}

function vatRows(invoice: Invoice, cents: number): Made['rows'] {
  const { vat } = partOf(invoice, cents)
  return vat === 0
    ? invoice.vatGround === ''
      ? []
      : [{ label: 'Btw', value: invoice.vatGround }]
    : [{ label: 'Waarvan btw', value: formatMoney(vat) }]
}

function rowOfPart({ cents, settledOn, payerName }: PaidPart) {
  const by = payerName === '' ? '' : `, van ${payerName}`
  return { label: formatDay(settledOn), value: `${formatMoney(cents)}${by}` }
}

async function rowsOf(visit: Visit): Promise<Made['rows']> {
  const member = await findMember(visit.context, registrationOf(visit))
  if (member === undefined) return notFound()
  return [
    { label: 'Naam', value: member.name },
    ...(member.number === undefined ? [] : [{ label: 'Registratienummer', value: member.number }]),
  ]
}

async function paper(visit: Visit, data: Made): Promise<Response> {
  const { register, platform, today } = visit.context
  const made = await overview({
    ...data,
    register: documentRegister(platform, register),
    madeOn: today.toString(),
  })
  return new Response(new Uint8Array(made.pdf), {
    headers: {
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="${made.fileName}"`,
      'content-length': String(made.pdf.byteLength),
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    },
  })
}
