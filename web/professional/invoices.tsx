import type { InvoiceStatus } from '#domain/money/invoice/invoice.ts'
import type { CreditNote, Invoice } from '#domain/money/invoice/queries.ts'
import { creditNotesOf, findInvoice, listInvoices } from '#domain/money/invoice/queries.ts'
import { paidPartsOf } from '#domain/money/payment/queries.ts'
import { withMerged } from '#domain/people/registration/with-merged.ts'
import { dataNameOf, eInvoiceResponse } from '#web/e-invoice.tsx'
import type { TagColour } from '#web/kit/index.ts'
import { Details, formatDayShort } from '#web/kit/index.ts'
import { List, listPage } from '#web/layout/list-page.tsx'
import type { PapersComing } from '#web/papers.tsx'
import { papersComing, WhenThere } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { inMyData } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { idIn, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** What an invoice is for. */
export const chargedFor = {
  year: 'Jaarlijkse bijdrage',
  application: 'Aanvraag',
  accreditation: 'Aanvraag van accreditatie',
  objection: 'Bezwaar',
} as const satisfies Record<Invoice['kind'], string>

/** What an invoice's status is called, and in which colour. */
export const invoiceWords: Readonly<
  Record<InvoiceStatus, { readonly label: string; readonly colour: TagColour }>
> = {
  open: { label: 'Open', colour: 'yellow' },
  paid: { label: 'Betaald', colour: 'green' },
  credited: { label: 'Vervallen', colour: 'grey' },
  'written-off': { label: 'Vervallen', colour: 'grey' },
}

/** The same, with whether a part of an open one was paid. */
export function invoiceTag(invoice: Pick<Invoice, 'status' | 'settledCents'>) {
  const words = invoiceWords[invoice.status]
  return invoice.status === 'open' && invoice.settledCents > 0
    ? { ...words, label: 'Deels betaald' }
    : words
}

/** All invoices of whoever asks. */
export async function showInvoices(visit: Visit): Promise<Response> {
  const { register, You, your, Your } = speech(visit)
  const { context } = visit
  const invoices: Invoice[] = []
  for (const id of await withMerged(context, registrationOf(visit))) {
    invoices.push(...(await listInvoices(context, id)))
  }
  const notes = await creditNotesOf(
    context,
    invoices.map(({ id }) => id),
  )
  const parts = await paidPartsOf(context, await withMerged(context, registrationOf(visit)))
  const years = [...new Set(parts.map(({ settledOn }) => settledOn.year))].toReversed()
  const coming = await papersComing(
    visit,
    [...invoices, ...notes].map(({ documentId }) => documentId),
  )
  return listPage(visit, {
    title: 'Facturen',
    ...inMyData(visit),
    refresh: coming.refresh,
    after: (
      <>
        {years.length > 0 && (
          <>
            <h2>Jaaroverzichten</h2>
            <p>
              Om te declareren bij {your} werkgever:{' '}
              {years.map((year, at) => (
                <>
                  {at > 0 && ', '}
                  <a href={paths.paidYear(register.id, String(year))}>{year} (PDF)</a>
                </>
              ))}
              .
            </p>
          </>
        )}
        {notes.length > 0 && <CreditNotes visit={visit} notes={notes} coming={coming} />}
        {invoices.length > 0 && (
          <Details summary="E-facturen">
            <p>
              Vraagt {your} werkgever om een e-factuur? Dit zijn dezelfde facturen als bestand (UBL)
              dat een boekhouding inleest.
            </p>
            <ul>
              {invoices.map((invoice) => (
                <li>
                  <a href={paths.invoiceData(register.id, invoice.id, dataNameOf())}>
                    {invoice.number} (XML)
                  </a>
                  {notes
                    .filter(({ invoiceId }) => invoiceId === invoice.id)
                    .map((note) => (
                      <>
                        ,{' '}
                        <a href={paths.invoiceData(register.id, invoice.id, dataNameOf(note))}>
                          creditnota {note.number} (XML)
                        </a>
                      </>
                    ))}
                </li>
              ))}
            </ul>
          </Details>
        )}
      </>
    ),
    list: {
      caption: `${Your} facturen, de nieuwste eerst`,
      rows: invoices,
      columns: ({ name, text, day, money, status }) => [
        name('Factuur', ({ number, documentId }) =>
          documentId === undefined ? (
            number
          ) : (
            <WhenThere coming={coming} id={documentId} name={number}>
              <a href={paths.myDocument(register.id, documentId)}>{number} (PDF)</a>
            </WhenThere>
          ),
        ),
        day('Datum', ({ issuedOn }) => issuedOn),
        day('Betalen vóór of op', ({ dueOn }) => dueOn),
        money('Bedrag', ({ totalCents }) => totalCents),
        money('Nog te betalen', ({ openCents }) => openCents),
        status('Status', invoiceTag),
        text('Betaald op', ({ id, number, status, paidOn, settledCents }) => (
          <>
            {paidOn !== undefined && `${formatDayShort(paidOn)} `}
            {settledCents > 0 && (
              <a href={paths.receipt(register.id, id)}>
                Betaalbewijs<span class="visually-hidden"> van {number}</span> (PDF)
              </a>
            )}
            {status === 'open' && (
              <>
                {settledCents > 0 && ', '}
                <a href={paths.payInvoice(register.id)}>Betalen</a> of{' '}
                <a href={paths.forwardInvoice(register.id, id)}>doorsturen</a>
              </>
            )}
          </>
        )),
      ],
      empty: {
        title: `${You} hebt nog geen facturen`,
        text: (
          <p>
            {You} krijgt de eerste als {your} overeenkomst is goedgekeurd.
          </p>
        ),
      },
    },
  })
}

/** One's own invoice, or a credit note of it, as data. */
export async function downloadInvoiceData(visit: Visit): Promise<Response> {
  const { context } = visit
  const own = await withMerged(context, registrationOf(visit))
  const invoice = await findInvoice(context, idIn(visit))
  if (invoice === undefined || !own.includes(invoice.registrationId ?? '')) notFound()
  return eInvoiceResponse(visit, invoice, { paper: visit.param('paper') })
}

function CreditNotes(props: {
  readonly visit: Visit
  readonly notes: readonly CreditNote[]
  readonly coming: PapersComing
}) {
  const { visit, notes, coming } = props
  const { register, Your } = speech(visit)
  return (
    <>
      <h2>Creditnota’s</h2>
      <p>Wat van een factuur is vervallen.</p>
      <List
        visit={visit}
        caption={`${Your} creditnota’s, de oudste eerst`}
        rows={notes}
        columns={({ name, day, money, text }) => [
          name('Creditnota', ({ number, documentId }) =>
            documentId === undefined ? (
              number
            ) : (
              <WhenThere coming={coming} id={documentId} name={number}>
                <a href={paths.myDocument(register.id, documentId)}>{number} (PDF)</a>
              </WhenThere>
            ),
          ),
          day('Datum', ({ madeOn }) => madeOn),
          money('Bedrag', ({ totalCents }) => totalCents),
          text('Reden', ({ reason }) => reason),
        ]}
      />
    </>
  )
}
