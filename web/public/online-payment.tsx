import type { Invoice } from '#domain/money/invoice/queries.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { beginOnlinePayment } from '#domain/money/online-payment/begin-online-payment.ts'
import type { BegunAt } from '#domain/money/online-payment/online-payment.ts'
import type { OnlinePayment } from '#domain/money/online-payment/queries.ts'
import { findOnlinePayment } from '#domain/money/online-payment/queries.ts'
import { findPayment } from '#domain/money/payment/queries.ts'
import { isUuid } from '#domain/platform/look-up/is-uuid.ts'
import { Alert, Button, formatDay, formatMoney } from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { leaveFor, notFound, seeOther } from '#web/route.ts'
import { HowToPay } from '#web/sign-up/how-to-pay.tsx'
import { speech } from '#web/speech.ts'

/** What paying online is called, by the scheme of the banks. */
const scheme = 'iDEAL | Wero'

/** For how long the page that tells how it went looks again by itself, in seconds, and how often. */
const patience = 300
const everySeconds = 3

/** The button that begins to pay what is open of an invoice online; nothing where this register has no such way. */
export function PayOnline(props: { readonly visit: Visit; readonly invoice: Invoice }) {
  const { visit, invoice } = props
  const { platform, register } = visit.context
  if (platform.mollie(register.id) === undefined || invoice.openCents === 0) return null
  return (
    <PageForm visit={visit} hidden={{ factuur: invoice.id }}>
      <Button about={`factuur ${invoice.number}`}>
        Betaal {formatMoney(invoice.openCents)} met {scheme}
      </Button>
    </PageForm>
  )
}

/** Begins to pay an invoice online, of which is known that whoever asks may see it, and leads to the bank. */
export async function beginOnline(
  visit: Visit,
  invoiceId: string,
  begunAt: BegunAt,
): Promise<Response> {
  const { register } = visit.context
  const begun = await beginOnlinePayment(visit.context, { invoiceId, begunAt })
  const { pathname } = visit.url
  switch (begun.outcome) {
    case 'begun':
    case 'goes-on':
      return seeOther(paths.toOnlinePayment(register.id, begun.onlinePaymentId))
    case 'not-open':
      return leaveFor(visit, pathname, 'Deze factuur staat niet meer open.', 'info')
    case 'too-often':
      return leaveFor(
        visit,
        pathname,
        'Er is vandaag te vaak begonnen met betalen. Maak het bedrag over, of probeer het morgen.',
        'info',
      )
    case 'not-here':
    case 'unknown':
      return notFound()
  }
}

/**
 * The way to the bank: it waits until Mollie has made the payment, and leads on. By a header, as a form may only lead to
 * a page of Peil itself; and by a link for whoever stays behind.
 */
export async function showWayToBank(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const online = await theOnlinePayment(visit)
  const { state, checkoutUrl } = online
  if (state !== 'asked' && state !== 'open') {
    return seeOther(paths.onlinePayment(register.id, online.id))
  }
  const answer = await titledPage(
    visit,
    { title: 'Naar de bank', hidden: true },
    state === 'open' && checkoutUrl !== undefined ? (
      <>
        <p>
          De betaling van {formatMoney(online.cents)} staat klaar. Gebeurt er niets? Ga dan zelf
          verder.
        </p>
        <Button href={checkoutUrl}>Verder naar {scheme}</Button>
      </>
    ) : (
      <p>
        We maken de betaling van {formatMoney(online.cents)} klaar. Dat duurt een paar seconden.
        Deze pagina gaat vanzelf verder.
      </p>
    ),
  )
  const onward = state === 'open' && checkoutUrl !== undefined ? `0;url=${checkoutUrl}` : '1'
  answer.headers.set('refresh', onward)
  return answer
}

/** How an online payment went, for whoever comes back from the bank. */
export async function showOnlinePayment(visit: Visit): Promise<Response> {
  const online = await theOnlinePayment(visit)
  const invoice = online.invoiceId && (await findInvoice(visit.context, online.invoiceId))
  if (!invoice) return notFound()
  const waits = online.state === 'asked' || online.state === 'open'
  const looksAgain = waits && online.ageSeconds < patience
  return titledPage(
    visit,
    {
      title: titles[online.state],
      caption: `Factuur ${invoice.number}`,
      hidden: true,
      refresh: looksAgain ? everySeconds : undefined,
    },
    <>
      <Went {...{ visit, online, invoice, looksAgain }} left={await leftOverOf(visit, online)} />
      <WayBack {...{ visit, online }} />
    </>,
  )
}

/** Begins anew after one that did not work out. */
export async function payOnlineAgain(visit: Visit): Promise<Response> {
  const { invoiceId, begunAt } = await theOnlinePayment(visit)
  return invoiceId === undefined ? notFound() : beginOnline(visit, invoiceId, begunAt)
}

const titles: Readonly<Record<OnlinePayment['state'], string>> = {
  asked: 'We wachten op de bank',
  open: 'We wachten op de bank',
  paid: 'Betaald',
  failed: 'De betaling is niet gelukt',
  expired: 'De betaling is verlopen',
  cancelled: 'De betaling is gestopt',
  'not-begun': 'Online betalen lukt nu niet',
  odd: 'We kijken deze betaling na',
  reversed: 'De betaling is teruggeboekt',
}

function Went(props: {
  readonly visit: Visit
  readonly online: OnlinePayment
  readonly invoice: Invoice
  readonly looksAgain: boolean
  readonly left: number
}) {
  const { visit, online, invoice, looksAgain, left } = props
  const { register, your, say } = speech(visit)
  const { email } = register.organisation
  const amount = formatMoney(online.cents)
  switch (online.state) {
    case 'asked':
    case 'open':
      return (
        <>
          <p>
            We weten nog niet of {amount} is betaald.{' '}
            {looksAgain
              ? 'Dat duurt meestal een paar seconden. Deze pagina ververst vanzelf.'
              : `Kom later terug. Is er betaald, dan ${say('krijg je', 'krijgt u')} ook een e-mail.`}
          </p>
          {online.checkoutUrl !== undefined && (
            <p>
              Nog niet betaald? <a href={online.checkoutUrl}>Ga verder bij {your} bank</a>
            </p>
          )}
        </>
      )
    case 'paid':
      return (
        <>
          <Alert type="success" title={`We hebben ${amount} ontvangen`} />
          {left > 0 && (
            <p>
              Daarvan is {formatMoney(left)} over, omdat er van de factuur minder open stond. Het
              bureau kijkt ernaar en neemt contact op.
            </p>
          )}
          {invoice.openCents > 0 && (
            <p>
              Van de factuur staat nog {formatMoney(invoice.openCents)} open, uiterlijk te betalen
              op {formatDay(invoice.dueOn)}.
            </p>
          )}
        </>
      )
    case 'failed':
    case 'expired':
    case 'cancelled':
      return <Again {...{ visit, invoice }} said="Er is niets betaald." />
    case 'not-begun':
      return <Again {...{ visit, invoice }} said="Er is niets betaald. Maak het bedrag over." />
    case 'odd':
      return (
        <p>
          De bank meldt iets anders dan wij vroegen. Iemand kijkt ernaar. Betaal niet nog een keer;
          vragen? Mail naar {email}.
        </p>
      )
    case 'reversed':
      return (
        <Again {...{ visit, invoice }} said={`De ${amount} is teruggegaan naar wie betaalde.`} />
      )
  }
}

function Again(props: { readonly visit: Visit; readonly invoice: Invoice; readonly said: string }) {
  const { visit, invoice, said } = props
  if (invoice.openCents === 0) return <p>{said} De factuur staat niet meer open.</p>
  return (
    <>
      <p>{said}</p>
      <PayOnline visit={visit} invoice={invoice} />
      <h2>Overmaken</h2>
      <HowToPay register={visit.context.register} invoice={invoice} />
    </>
  )
}

function WayBack({ visit, online }: { readonly visit: Visit; readonly online: OnlinePayment }) {
  const { register, your } = speech(visit)
  if (online.begunAt !== 'own' || visit.actor.kind !== 'account') return null
  return (
    <p>
      <a href={paths.invoices(register.id)}>Al {your} facturen</a>
    </p>
  )
}

async function leftOverOf({ context }: Visit, { paymentId }: OnlinePayment): Promise<number> {
  const payment = paymentId === undefined ? undefined : await findPayment(context, paymentId)
  return payment?.leftOverCents ?? 0
}

async function theOnlinePayment({ context, param }: Visit): Promise<OnlinePayment> {
  const id = param('payment')
  const found = isUuid(id) ? await findOnlinePayment(context, id) : undefined
  return found ?? notFound()
}
