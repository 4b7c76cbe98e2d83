import type { Invoice } from '#domain/money/invoice/queries.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { Alert, Button, formatDay, formatMoney } from '#web/kit/index.ts'
import { titledPage } from '#web/layout/titled-page.tsx'
import type { PapersComing } from '#web/papers.tsx'
import { papersComing, WhenThere } from '#web/papers.tsx'
import { paths } from '#web/paths.ts'
import { beginOnline, PayOnline } from '#web/public/online-payment.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, registrationOf } from '#web/route.ts'
import { HowToPay } from '#web/sign-up/how-to-pay.tsx'
import { stepText } from '#web/sign-up/steps.ts'
import { speech } from '#web/speech.ts'

/** What there is to pay, with everything a bank asks for. */
export async function showPay(visit: Visit): Promise<Response> {
  const { register, You, your } = speech(visit)
  const registrationId = registrationOf(visit)
  const invoices = await listInvoices(visit.context, registrationId)
  const member = await findMember(visit.context, registrationId)
  const coming = await papersComing(
    visit,
    invoices.map(({ documentId }) => documentId),
  )
  const open = invoices.filter(({ status }) => status === 'open').reverse()
  return titledPage(
    visit,
    {
      title: 'Betalen',
      // A later invoice has nothing to do with signing up.
      caption: member?.status === 'approved' ? stepText(visit.context, 'pay') : undefined,
      refresh: coming.refresh,
      breadcrumb: [{ label: 'Aanmelden', href: paths.signUpTasks(register.id) }],
    },
    open.length === 0 ? (
      <>
        <p>
          {invoices.length === 0
            ? `Er is nog geen factuur. ${You} krijgt die als ${your} overeenkomst is goedgekeurd.`
            : 'Alles is betaald.'}
        </p>
        <p>
          <a href={paths.invoices(register.id)}>Al {your} facturen</a>
        </p>
      </>
    ) : (
      open.map((invoice) => <Payable visit={visit} invoice={invoice} coming={coming} />)
    ),
  )
}

/** Pays one of them online. */
export async function payOnline(visit: Visit): Promise<Response> {
  const invoices = await listInvoices(visit.context, registrationOf(visit))
  const wanted = visit.form.value('factuur')
  const own = invoices.find(({ id }) => id === wanted) ?? notFound()
  return beginOnline(visit, own.id, 'own')
}

function Payable(props: {
  readonly visit: Visit
  readonly invoice: Invoice
  readonly coming: PapersComing
}) {
  const { visit, invoice, coming } = props
  const { today, platform } = visit.context
  const { register, You, your, say } = speech(visit)
  const online = platform.mollie(register.id) !== undefined
  const late = Temporal.PlainDate.compare(invoice.dueOn, today) < 0
  return (
    <section aria-label={`Factuur ${invoice.number}`}>
      <p>
        {online ? 'Betaal' : 'Maak'} <strong>{formatMoney(invoice.openCents)}</strong>
        {!online && ' over'}
        {!late && (
          <>
            , uiterlijk op <strong>{formatDay(invoice.dueOn)}</strong>
          </>
        )}
        .{!online && ' Zet het betalingskenmerk erbij.'}
      </p>
      {invoice.settledCents > 0 && (
        <p>
          Dat is wat nog open staat. Van de {formatMoney(invoice.totalCents)} van deze factuur is{' '}
          {formatMoney(invoice.settledCents)} al betaald.
        </p>
      )}
      {late && (
        <Alert type="warning">
          <p>
            De factuur had op {formatDay(invoice.dueOn)} betaald moeten zijn. Betaal het bedrag
            alsnog.
          </p>
        </Alert>
      )}
      {online && (
        <>
          <PayOnline visit={visit} invoice={invoice} />
          <h2>Of maak het over</h2>
          <p>
            Zet het betalingskenmerk erbij. Het duurt dan een paar werkdagen voordat we het zien.
          </p>
        </>
      )}
      <HowToPay register={register} invoice={invoice} />
      {invoice.documentId !== undefined && (
        <p>
          <WhenThere coming={coming} id={invoice.documentId} name={`Factuur ${invoice.number}`}>
            <Button variant="secondary" href={paths.myDocument(register.id, invoice.documentId)}>
              Factuur openen (PDF)
            </Button>
          </WhenThere>
        </p>
      )}
      <p>
        {online
          ? `Zien we ${your} betaling, dan ${say('krijg je', 'krijgt u')} een e-mail.`
          : `Het duurt een paar werkdagen voordat we ${your} betaling zien. ${You} krijgt dan een e-mail.`}
      </p>
      <p>
        Betaalt {your} werkgever of gemeente?{' '}
        <a href={paths.forwardInvoice(register.id, invoice.id)}>
          Stuur factuur {invoice.number} door
        </a>
      </p>
      {platform.demo && (
        <Alert type="info" title="Dit is de demo">
          <p>
            {You} hoeft niets echt te betalen: online is er een nagemaakte bank. Of{' '}
            <a href={paths.demo(register.id)}>
              word iemand van {register.organisation.backOffice.short}
            </a>{' '}
            en boek de betaling zelf.
          </p>
        </Alert>
      )}
    </section>
  )
}
