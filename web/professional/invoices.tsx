import { listInvoices } from '#domain/money/invoice/queries.ts'
import { voice } from '#language/voice.ts'
import type { TagColour } from '#web/kit/index.ts'
import {
  DataTable,
  EmptyState,
  formatDayShort,
  formatMoney,
  PageTitle,
  Tag,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { papersComing, WhenThere } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { registrationOf } from '#web/route.ts'

/** What an invoice's status is called, and in which colour. */
export const invoiceWords: Readonly<
  Record<'open' | 'paid' | 'credited', { readonly label: string; readonly colour: TagColour }>
> = {
  open: { label: 'Open', colour: 'yellow' },
  paid: { label: 'Betaald', colour: 'green' },
  credited: { label: 'Vervallen', colour: 'grey' },
}

/** All invoices of whoever asks. */
export async function showInvoices(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { You, your, Your } = voice(register.address)
  const invoices = await listInvoices(visit.context, registrationOf(visit))
  const coming = await papersComing(
    visit,
    invoices.map(({ documentId }) => documentId),
  )
  return page(
    visit,
    {
      title: 'Facturen',
      current: paths.myData(register.id),
      refresh: coming.refresh,
      breadcrumb: [{ label: 'Mijn gegevens', href: paths.myData(register.id) }],
    },
    <>
      <PageTitle>Facturen</PageTitle>
      {invoices.length === 0 ? (
        <EmptyState title={`${You} hebt nog geen facturen`}>
          <p>
            {You} krijgt de eerste als {your} overeenkomst is goedgekeurd.
          </p>
        </EmptyState>
      ) : (
        <DataTable
          caption={`${Your} facturen, de nieuwste eerst`}
          captionHidden
          rows={invoices}
          columns={[
            {
              header: 'Factuur',
              primary: true,
              cell: (invoice) =>
                invoice.documentId === undefined ? (
                  invoice.number
                ) : (
                  <WhenThere coming={coming} id={invoice.documentId} name={invoice.number}>
                    <a href={paths.myDocument(register.id, invoice.documentId)}>
                      {invoice.number} (PDF)
                    </a>
                  </WhenThere>
                ),
            },
            {
              header: 'Datum',
              nowrap: true,
              cell: (invoice) => formatDayShort(invoice.issuedOn),
            },
            {
              header: 'Betalen vóór of op',
              nowrap: true,
              cell: (invoice) => formatDayShort(invoice.dueOn),
            },
            {
              header: 'Bedrag',
              align: 'end',
              nowrap: true,
              cell: (invoice) => formatMoney(invoice.totalCents),
            },
            {
              header: 'Status',
              cell: (invoice) => (
                <Tag colour={invoiceWords[invoice.status].colour}>
                  {invoiceWords[invoice.status].label}
                </Tag>
              ),
            },
            {
              header: 'Betaald op',
              nowrap: true,
              cell: (invoice) =>
                invoice.paidOn !== undefined ? (
                  formatDayShort(invoice.paidOn)
                ) : invoice.status === 'open' ? (
                  <a href={paths.payInvoice(register.id)}>Betalen</a>
                ) : (
                  ''
                ),
            },
          ]}
        />
      )}
    </>,
  )
}
