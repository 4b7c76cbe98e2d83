import { lineOfPayment } from '#domain/money/bank-statement/queries.ts'
import { reasonsText } from '#domain/money/bank-statement/reason-text.ts'
import { onlinePaymentBy } from '#domain/money/online-payment/queries.ts'
import { findPayer } from '#domain/money/payer/find-payer.ts'
import type { PaymentSource } from '#domain/money/payment/payment.ts'
import type { Payment } from '#domain/money/payment/queries.ts'
import {
  findPayment,
  listPayments,
  mostPayments,
  proposedGround,
  refundsOf,
  settlementsOf,
} from '#domain/money/payment/queries.ts'
import { formatList } from '#language/lists.ts'
import { groupedReference } from '#papers/reference.ts'
import type { TagColour } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  formatDay,
  formatMoney,
  NextStep,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'
import { List, listPage } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'

/** Where a payment comes from, in words. */
const sourceWords: Readonly<Record<PaymentSource, string>> = {
  'by-hand': 'Met de hand geboekt',
  bank: 'Van het bankafschrift',
  online: 'Online betaald',
  'taken-over': 'Overgenomen',
}

/** How many payments there are of which something is left over, of those that whoever asks may see. */
export async function withLeftOver(visit: Visit): Promise<number> {
  const all = await listPayments(visit.context, '')
  const over = all.filter(({ leftOverCents }) => leftOverCents > 0)
  const { free } = await withoutTied(visit, ['collect-payments'], over, whoseOf)
  return free.length
}

/** What was received: first what is left over, then the last month; or what was searched for. */
export async function showReceived(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register } = context
  const typed = (url.searchParams.get('zoek') ?? '').slice(0, 200)
  const all = await listPayments(context, typed)
  const { free: payments, tied } = await withoutTied(visit, ['collect-payments'], all, whoseOf)
  return listPage(visit, {
    title: typed === '' ? 'Ontvangen betalingen' : 'Ontvangen betalingen zoeken',
    ...inWork(register, { label: 'Betalingen', href: paths.workInvoices(register.id) }),
    search: {
      name: 'zoek',
      label: 'Kenmerk, factuurnummer, rekening of naam',
      hint: 'Spaties en streepjes maken niet uit.',
      value: typed,
    },
    above:
      typed === '' ? (
        <p>Bovenaan staat waarvan nog iets over is; daaronder wat de laatste maand is geboekt.</p>
      ) : (
        <p>
          {payments.length === 1 ? '1 betaling' : `${payments.length} betalingen`} gevonden voor ‘
          {typed}’. <a href={paths.workPayments(register.id)}>Toon de laatste betalingen</a>
        </p>
      ),
    list: {
      caption: 'Ontvangen betalingen, eerst waarvan iets over is',
      rows: payments,
      columns: ({ name, text, day, money, status }) => [
        name(
          'Ontvangen',
          ({ receivedOn }) => formatDay(receivedOn),
          ({ id }) => paths.workPayment(register.id, id),
        ),
        money('Bedrag', ({ cents }) => cents),
        text('Voor', ({ names }) => shortList(names) || 'Nog niemand'),
        ...(payments.some(({ payerName }) => payerName !== '')
          ? [text('Betaald door', ({ payerName }) => payerName)]
          : []),
        day('Geboekt', ({ bookedOn }) => bookedOn),
        status('Status', paymentTag),
      ],
      empty:
        typed === ''
          ? {
              title: 'De laatste maand is er niets geboekt',
              text: <p>Zoek om verder terug te kijken.</p>,
            }
          : {
              title: 'Niets gevonden',
              text: (
                <p>Kijk of het kenmerk helemaal is overgenomen, of zoek op een deel van de naam.</p>
              ),
            },
    },
    after: (
      <>
        <Tied {...{ visit, tied }} />
        {all.length === mostPayments && (
          <p>Dit zijn de eerste {mostPayments}. Zoek preciezer om minder te zien.</p>
        )}
      </>
    ),
  })
}

function whoseOf({ registrationIds }: { readonly registrationIds: readonly string[] }) {
  return registrationIds.map((registrationId) => ({ registrationId }))
}

const mostNames = 3

function shortList(names: readonly string[]): string {
  const more = names.length - mostNames
  return more > 0
    ? formatList([...names.slice(0, mostNames), `nog ${more}`])
    : formatList([...names])
}

/** Where a payment stands. */
function paymentTag(payment: Payment): { readonly colour: TagColour; readonly label: string } {
  if (payment.reversedOn !== undefined) return { colour: 'grey', label: 'Teruggedraaid' }
  return payment.leftOverCents > 0
    ? { colour: 'yellow', label: `${formatMoney(payment.leftOverCents)} over` }
    : { colour: 'green', label: 'Verwerkt' }
}

/** One payment: what it was for, what is left over, and how it is put right. */
export async function showReceivedPayment(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const payment = (await findPayment(context, idIn(visit))) ?? notFound()
  const { id, leftOverCents, reversedOn } = payment
  const settlements = await settlementsOf(context, id)
  const refunds = await refundsOf(context, id)
  const line = await lineOfPayment(context, id)
  const returned = (await onlinePaymentBy(context, id))?.returnedCents ?? 0
  const names = new Map<string, string>()
  for (const one of settlements) {
    const payer = await findPayer(context, one)
    if (payer !== undefined) names.set(one.invoiceId, payer.name)
  }
  const proposed = await proposedGround(context, id)
  const ground = register.procedures.refunds.find((one) => one.id === proposed)
  const { colour, label } = paymentTag(payment)
  // How much stands below.
  const said = leftOverCents > 0 ? 'Nog iets over' : label
  return titledPage(
    visit,
    {
      title: `Betaling van ${formatMoney(payment.cents)}`,
      ...inWork(
        register,
        { label: 'Betalingen', href: paths.workInvoices(register.id) },
        { label: 'Ontvangen', href: paths.workPayments(register.id) },
      ),
      aside: <Tag colour={colour}>{said}</Tag>,
    },
    <>
      {leftOverCents > 0 && (
        <NextStep title={`Er is ${formatMoney(leftOverCents)} over`} icon="arrow-right">
          <p>
            {ground === undefined
              ? 'Gebruik het voor een factuur die nog open staat, of betaal het terug.'
              : `Betaal het terug: ${ground.label}. Of gebruik het voor een factuur die nog open staat.`}
          </p>
          <ButtonGroup>
            <Button href={paths.useLeftOver(register.id, id)}>Voor een factuur gebruiken</Button>
            <Button variant="secondary" href={paths.refundPayment(register.id, id)}>
              Terugbetalen
            </Button>
          </ButtonGroup>
        </NextStep>
      )}
      {returned > 0 && reversedOn === undefined && (
        <Alert type="warning" title={`Bij Mollie ging ${formatMoney(returned)} terug`}>
          <p>
            Maak zo nodig een factuur los, en schrijf op dat het is terugbetaald. Dan klopt het hier
            ook.
          </p>
        </Alert>
      )}
      <SummaryList
        items={[
          ...factsOf(payment),
          line !== undefined && {
            term: 'Herkend aan',
            value: (
              <>
                {reasonsText(line.reasons)}{' '}
                <a href={paths.bankLine(register.id, line.id)}>De regel van de bank</a>
              </>
            ),
          },
        ]}
      />
      {settlements.length > 0 && (
        <>
          <h2>Waarvoor</h2>
          <List
            visit={visit}
            caption="Facturen waarvoor deze betaling is, of was"
            rows={settlements}
            columns={({ name, text, day, money, button }) => [
              name(
                'Factuur',
                ({ invoiceNumber }) => invoiceNumber,
                ({ invoiceId }) =>
                  names.has(invoiceId) ? paths.workInvoice(register.id, invoiceId) : undefined,
              ),
              text('Naam', ({ invoiceId }) => names.get(invoiceId) ?? 'Gewist'),
              money('Bedrag', ({ cents }) => cents),
              day('Op', ({ settledOn }) => settledOn),
              button('Losmaken', ({ id: settlement, undoneOn, undoneBecause, invoiceId }) =>
                undoneOn !== undefined ? (
                  `Losgemaakt op ${formatDay(undoneOn)}: ${undoneBecause}`
                ) : !names.has(invoiceId) ? (
                  ''
                ) : (
                  <a href={paths.takeOffInvoice(register.id, id, settlement)}>Losmaken</a>
                ),
              ),
            ]}
          />
        </>
      )}
      {refunds.map((refund) => (
        <SummaryList
          title={`Terugbetaald: ${formatMoney(refund.cents)}`}
          items={[
            { term: 'Op', value: formatDay(refund.refundedOn) },
            { term: 'Naar', value: `${groupedIban(refund.iban)} van ${refund.accountName}` },
            { term: 'Reden', value: refund.label },
            refund.reason !== '' && { term: 'Toelichting', value: refund.reason },
            refund.undoneOn === undefined
              ? {
                  term: 'Niet gelukt?',
                  value: (
                    <a href={paths.undoRefund(register.id, id, refund.id)}>
                      Maak de terugbetaling ongedaan
                    </a>
                  ),
                }
              : {
                  term: 'Ongedaan gemaakt',
                  value: `${formatDay(refund.undoneOn)}: ${refund.undoneBecause}`,
                },
          ]}
        />
      ))}
      {reversedOn === undefined && payment.refundedCents === 0 && (
        <p>
          Klopt deze boeking niet?{' '}
          <a href={paths.reversePayment(register.id, id)}>Draai de betaling terug</a>
        </p>
      )}
    </>,
  )
}

function groupedIban(iban: string): string {
  return iban.replace(/(.{4})(?=.)/g, '$1 ')
}

/** What is known of a payment, for its page and for those on which something is done with it. */
export function factsOf(payment: Payment) {
  const { payerName, payerIban, reference, note, reversedOn } = payment
  return [
    { term: 'Ontvangen op', value: formatDay(payment.receivedOn) },
    { term: 'Hoe', value: sourceWords[payment.source] },
    payerName !== '' && { term: 'Betaald door', value: payerName },
    payerIban !== '' && { term: 'Rekening', value: groupedIban(payerIban) },
    reference !== '' && {
      term: 'Kenmerk',
      value: /^RF\d{2}[A-Z0-9]{1,21}$/.test(reference) ? groupedReference(reference) : reference,
    },
    note !== '' && { term: 'Notitie', value: note },
    { term: 'Geboekt op', value: formatDay(payment.bookedOn) },
    reversedOn !== undefined && { term: 'Teruggedraaid op', value: formatDay(reversedOn) },
    reversedOn !== undefined && { term: 'Waarom', value: payment.reversedBecause },
  ]
}
