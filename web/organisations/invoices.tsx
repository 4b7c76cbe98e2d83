import type { Invoice } from '#domain/money/invoice/queries.ts'
import { creditNotesOf, listInvoicesOfOrganisation } from '#domain/money/invoice/queries.ts'
import { mayFor } from '#domain/organisations/member/capabilities.ts'
import { dataNameOf, eInvoiceResponse } from '#web/e-invoice.tsx'
import { formatDay, formatMoney, SummaryList, Tag } from '#web/kit/index.ts'
import { listPage } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { paths } from '#web/paths.ts'
import { documentResponse } from '#web/professional/document.ts'
import { chargedFor, invoiceTag } from '#web/professional/invoices.tsx'
import { beginOnline, PayOnline } from '#web/public/online-payment.tsx'
import type { Visit } from '#web/route.ts'
import { actingOf, notFound } from '#web/route.ts'
import { HowToPay } from '#web/sign-up/how-to-pay.tsx'

/** The invoices of every register to an organisation: what is open first. */
export async function showOrganisationInvoices(visit: Visit): Promise<Response> {
  const { context } = visit
  const { organisation, member } = actingOf(visit)
  const { registers } = context.platform
  const invoices = await listInvoicesOfOrganisation(context, organisation.id)
  const open = invoices.reduce((cents, one) => cents + one.openCents, 0)
  return listPage(visit, {
    title: 'Facturen',
    ...inOrganisation(visit),
    // Where there are none, the list says so.
    lead: invoices.length > 0 && (
      <p class="lead">
        {open === 0 ? 'Er staat niets open.' : `Er staat ${formatMoney(open)} open.`}
      </p>
    ),
    after: mayFor(member.roles, 'change-facts') && (
      <p>
        <a href={paths.organisationEInvoicing(context.register.id, organisation.id)}>
          Hoe de organisatie e-facturen krijgt
        </a>
      </p>
    ),
    list: {
      caption: 'Facturen aan de organisatie, wat open staat eerst',
      rows: invoices,
      columns: ({ name, text, day, money, status }) => [
        name(
          'Factuur',
          ({ number }) => number,
          (one) => paths.organisationInvoice(one.register, organisation.id, one.id),
        ),
        text('Van', (one) => registers.get(one.register)?.shortName ?? one.register),
        text('Voor', ({ kind }) => chargedFor[kind]),
        money('Nog te betalen', ({ openCents }) => openCents),
        day('Uiterlijk betalen', ({ dueOn }) => dueOn),
        status('Status', invoiceTag),
      ],
      empty: {
        title: 'Er zijn nog geen facturen',
        text: <p>Vraagt een register iets voor een aanvraag? Dan staat de factuur hier.</p>,
      },
    },
  })
}

/** One of them: what it is for, how it is paid, and what was taken back of it. */
export async function showOrganisationInvoice(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { organisation } = actingOf(visit)
  const invoice = await ownInvoice(visit)
  const notes = await creditNotesOf(context, [invoice.id])
  const { colour, label } = invoiceTag(invoice)
  const list = paths.organisationInvoices(register.id, organisation.id)
  const { breadcrumb, ...place } = inOrganisation(visit)
  return titledPage(
    visit,
    {
      title: `Factuur ${invoice.number}`,
      ...place,
      breadcrumb: [...breadcrumb, { label: 'Facturen', href: list }],
      aside: <Tag colour={colour}>{label}</Tag>,
    },
    <>
      <SummaryList
        items={[
          { term: 'Van', value: register.name },
          { term: 'Voor', value: chargedFor[invoice.kind] },
          { term: 'Bedrag', value: formatMoney(invoice.totalCents) },
          { term: 'Btw', value: invoice.vatGround },
          { term: 'Verstuurd op', value: formatDay(invoice.issuedOn) },
          invoice.openCents > 0 && {
            term: 'Uiterlijk betalen op',
            value: formatDay(invoice.dueOn),
          },
          invoice.settledCents > 0 && {
            term: 'Betaald',
            value: formatMoney(invoice.settledCents),
          },
          invoice.documentId !== undefined && {
            term: 'Factuur',
            value: (
              <a
                href={paths.organisationInvoicePaper(
                  register.id,
                  organisation.id,
                  invoice.id,
                  'factuur',
                )}
              >
                Openen (PDF)
              </a>
            ),
          },
          {
            term: 'E-factuur',
            value: (
              <a
                href={paths.organisationInvoicePaper(
                  register.id,
                  organisation.id,
                  invoice.id,
                  dataNameOf(),
                )}
              >
                Bewaren (XML)
              </a>
            ),
          },
          ...notes.map(({ number, totalCents, reason }) => ({
            term: 'Creditnota',
            value: (
              <>
                <a
                  href={paths.organisationInvoicePaper(
                    register.id,
                    organisation.id,
                    invoice.id,
                    number,
                  )}
                >
                  {number} (PDF)
                </a>{' '}
                of{' '}
                <a
                  href={paths.organisationInvoicePaper(
                    register.id,
                    organisation.id,
                    invoice.id,
                    dataNameOf({ number }),
                  )}
                >
                  als e-factuur (XML)
                </a>
                , {formatMoney(totalCents)}: {reason}
              </>
            ),
          })),
        ]}
      />
      <PayOnline visit={visit} invoice={invoice} />
      {invoice.openCents > 0 && (
        <>
          <h2>Overmaken</h2>
          <HowToPay register={register} invoice={invoice} />
        </>
      )}
    </>,
  )
}

/** Pays one of them online. */
export async function payOrganisationInvoice(visit: Visit): Promise<Response> {
  return beginOnline(visit, (await ownInvoice(visit)).id, 'organisation')
}

/** The invoice as a PDF or as data, or a credit note of it by its number. */
export async function showOrganisationInvoicePaper(visit: Visit): Promise<Response> {
  const invoice = await ownInvoice(visit)
  const paper = visit.param('paper')
  if (paper.endsWith('.xml')) return eInvoiceResponse(visit, invoice, { paper })
  const notes = await creditNotesOf(visit.context, [invoice.id])
  const note = notes.find(({ number }) => number === paper)
  const id = paper === 'factuur' ? invoice.documentId : note?.documentId
  return id === undefined ? notFound() : documentResponse(visit, id)
}

async function ownInvoice(visit: Visit): Promise<Invoice> {
  const { context } = visit
  const own = await listInvoicesOfOrganisation(context, actingOf(visit).organisation.id)
  const wanted = visit.param('invoice')
  return (
    own.find(({ id, register }) => id === wanted && register === context.register.id) ?? notFound()
  )
}
