import { forwardInvoice } from '#domain/money/forward/forward-invoice.ts'
import type { Forward } from '#domain/money/forward/queries.ts'
import { forwardsOf } from '#domain/money/forward/queries.ts'
import { takeBackForward } from '#domain/money/forward/take-back-forward.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { withMerged } from '#domain/people/registration/with-merged.ts'
import { form } from '#web/forms/form.tsx'
import { email, emailNeeded, line } from '#web/forms/questions.tsx'
import { Button, formatDay, formatMoney } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { inMyData } from '#web/professional/crumbs.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound, registrationOf } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Passing an invoice on to whoever pays it: an employer, a municipality. */
export const forwardInvoicePage = formPage({
  load: async (visit) => {
    const { context } = visit
    const own = await withMerged(context, registrationOf(visit))
    const invoice = await findInvoice(context, idIn(visit))
    if (invoice === undefined || !own.includes(invoice.registrationId ?? '')) return notFound()
    return { invoice, forwards: await forwardsOf(context, invoice.id) }
  },
  form: () =>
    form({
      payer: line('naam', 'Wie betaalt?', {
        hint: 'De naam van de organisatie of de persoon, bijvoorbeeld ‘Gemeente Voorbeeld’.',
        required: 'Vul in wie betaalt.',
        most: 100,
        width: 'l',
        autocomplete: 'off',
      }),
      email: email('e-mail', 'E-mailadres van wie betaalt', {
        required: emailNeeded,
        autocomplete: 'off',
      }),
      mark: line('kenmerk', 'Kenmerk van wie betaalt', {
        hint: 'Bijvoorbeeld een kostenplaats of inkoopnummer. Dit mag leeg blijven.',
        most: 100,
        width: 'l',
        autocomplete: 'off',
      }),
    }),
  page: (visit, { invoice, forwards }) => {
    const { register, say } = speech(visit)
    return {
      title: `Factuur ${invoice.number} doorsturen`,
      ...inMyData(visit, { label: 'Facturen', href: paths.invoices(register.id) }),
      lead:
        invoice.status === 'open' ? (
          <p>
            Wie betaalt, krijgt een e-mail met een link. Daarachter staan het nummer, het bedrag (
            {formatMoney(invoice.openCents)}), hoe er wordt betaald, de factuur als PDF en of die is
            betaald, en niets anders. Een account is niet nodig. Herinneringen blijven bij{' '}
            {say('jou', 'u')} komen, tot er is betaald.
          </p>
        ) : (
          <p>Deze factuur hoeft niet meer te worden betaald.</p>
        ),
      button: 'Doorsturen',
      back: { label: 'Niet doorsturen', href: paths.invoices(register.id), link: true },
      frame: (asked) => invoice.status === 'open' && asked,
      after: forwards.length > 0 && <Forwards visit={visit} forwards={forwards} />,
    }
  },
  save: async (visit, asked, { invoice }) => {
    const { context } = visit
    const { register } = context
    const done = await forwardInvoice(context, registrationOf(visit), {
      invoiceId: invoice.id,
      ...asked,
    })
    const here = paths.forwardInvoice(register.id, invoice.id)
    switch (done.outcome) {
      case 'forwarded':
        return leaveFor(visit, here, `De factuur is doorgestuurd naar ${asked.payer}.`)
      case 'not-open':
        return leaveFor(visit, here, 'Deze factuur hoeft niet meer te worden betaald.', 'info')
      case 'too-often':
        return {
          wrong: { email: 'Er is vandaag te vaak een factuur doorgestuurd. Morgen kan het weer.' },
        }
      case 'unknown':
        return notFound()
    }
  },
})

function Forwards(props: { readonly visit: Visit; readonly forwards: readonly Forward[] }) {
  const { visit, forwards } = props
  const { register, today } = visit.context
  return (
    <>
      <h2>Doorgestuurd</h2>
      <List
        visit={visit}
        caption="Aan wie de factuur is doorgestuurd, het laatst eerst"
        rows={forwards}
        columns={({ name, text, day, button }) => [
          name('Wie betaalt', ({ payer }) => payer),
          text('Kenmerk', ({ mark }) => mark || 'Geen'),
          day('Op', ({ forwardedOn }) => forwardedOn),
          button('Link', ({ id, payer, takenBackOn, expiresOn }) => {
            if (takenBackOn !== undefined) return `Ingetrokken op ${formatDay(takenBackOn)}`
            if (Temporal.PlainDate.compare(expiresOn, today) < 0) return 'Verlopen'
            return (
              <PageForm visit={visit} action={paths.takeBackForward(register.id, id)}>
                <Button variant="secondary">
                  Intrekken<span class="visually-hidden"> bij {payer}</span>
                </Button>
              </PageForm>
            )
          }),
        ]}
      />
      <p>
        Een ingetrokken link werkt niet meer. De e-mail die is verstuurd, blijft bij wie die kreeg.
      </p>
    </>
  )
}

/** Ends a link. */
export async function takeBackLink(visit: Visit): Promise<Response> {
  const { context } = visit
  const id = visit.param('forward')
  const done = await takeBackForward(context, registrationOf(visit), id)
  const list = paths.invoices(context.register.id)
  switch (done.outcome) {
    case 'taken-back':
      return leaveFor(visit, list, 'De link is ingetrokken en werkt niet meer.')
    case 'already':
      return leaveFor(visit, list, 'De link was al ingetrokken.', 'info')
    case 'unknown':
      return notFound()
  }
}
