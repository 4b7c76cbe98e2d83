import type { ForwardedInvoice } from '#domain/money/forward/queries.ts'
import { forwardedInvoice } from '#domain/money/forward/queries.ts'
import { dataNameOf, eInvoiceResponse } from '#web/e-invoice.tsx'
import { Alert, Button, formatDay, formatMoney, SummaryList } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { documentResponse } from '#web/professional/document.ts'
import { invoiceWords } from '#web/professional/invoices.tsx'
import { beginOnline, PayOnline } from '#web/public/online-payment.tsx'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'
import { HowToPay } from '#web/sign-up/how-to-pay.tsx'

/** An invoice for whoever pays it, by the link in a mail: what it is for, how it is paid and whether it is. */
export async function showForwardedInvoice(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const found = await forwardedInvoice(context, visit.param('token'))
  if (found === undefined) return linkIsOver(visit)
  const { invoice, name, mark } = found
  return titledPage(
    visit,
    { title: `Factuur ${invoice.number}`, hidden: true },
    <>
      <SummaryList
        items={[
          { term: 'Van', value: register.name },
          { term: 'Voor de registratie van', value: name },
          mark !== '' && { term: 'Kenmerk van wie betaalt', value: mark },
        ]}
      />
      <State found={found} />
      <PayOnline visit={visit} invoice={invoice} />
      {invoice.openCents > 0 && (
        <>
          <h2>Overmaken</h2>
          <HowToPay register={register} invoice={invoice} />
        </>
      )}
      {invoice.documentId !== undefined && (
        <p>
          <Button
            variant="secondary"
            href={paths.forwardedPaper(register.id, visit.param('token'))}
          >
            Factuur openen (PDF)
          </Button>
        </p>
      )}
      <p>
        Leest de boekhouding e-facturen?{' '}
        <a href={paths.forwardedData(register.id, visit.param('token'))}>
          Bewaar de factuur als e-factuur (UBL)
        </a>
        .
      </p>
      <p>
        Wordt er overgemaakt, dan staat dat hier een paar werkdagen later. Vragen over de factuur?
        Mail naar {register.organisation.email}.
      </p>
    </>,
  )
}

/** Pays it online, by the same link. */
export async function payForwardedInvoice(visit: Visit): Promise<Response> {
  const found = await forwardedInvoice(visit.context, visit.param('token'))
  return found === undefined ? linkIsOver(visit) : beginOnline(visit, found.invoice.id, 'forwarded')
}

function State({ found }: { readonly found: ForwardedInvoice }) {
  const { invoice } = found
  switch (invoice.status) {
    case 'open':
      return (
        <p>
          Te betalen uiterlijk op <strong>{formatDay(invoice.dueOn)}</strong>.
          {invoice.settledCents > 0 && ` Er is al ${formatMoney(invoice.settledCents)} betaald.`}
        </p>
      )
    case 'paid':
      return (
        <Alert
          type="success"
          title={`Deze factuur is betaald${invoice.paidOn === undefined ? '' : ` op ${formatDay(invoice.paidOn)}`}`}
        />
      )
    case 'credited':
    case 'written-off':
      return (
        <Alert
          type="info"
          title={`${invoiceWords[invoice.status].label}: deze factuur hoeft niet te worden betaald`}
        />
      )
  }
}

/** The invoice itself, by the same link. */
export async function showForwardedPaper(visit: Visit): Promise<Response> {
  const found = await forwardedInvoice(visit.context, visit.param('token'))
  const id = found?.invoice.documentId
  return id === undefined ? linkIsOver(visit) : documentResponse(visit, id)
}

/** The same as data, with what the payer knows it by. */
export async function showForwardedData(visit: Visit): Promise<Response> {
  const found = await forwardedInvoice(visit.context, visit.param('token'))
  if (found === undefined) return linkIsOver(visit)
  const { invoice, mark } = found
  return eInvoiceResponse(visit, invoice, { paper: dataNameOf(), mark })
}

function linkIsOver(visit: Visit): Promise<Response> {
  // Whether there ever was one, is told to nobody.
  if (!/^[\w-]{43}$/.test(visit.param('token'))) notFound()
  return titledPage(
    visit,
    { title: 'Deze link werkt niet meer', hidden: true, status: 404 },
    <p>
      De link is ingetrokken of verlopen. Vraag wie de factuur doorstuurde om een nieuwe, of mail
      naar {visit.context.register.organisation.email}.
    </p>,
  )
}
