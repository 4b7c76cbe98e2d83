import { findPayment, settlementsOf } from '#domain/money/payment/queries.ts'
import { consequencesOfReversal, reversePayment } from '#domain/money/payment/reverse-payment.ts'
import { takeOffInvoice } from '#domain/money/payment/take-off-invoice.ts'
import type { UndoConsequence } from '#domain/money/payment/undo-settlement.ts'
import { consequenceOfUndo } from '#domain/money/payment/undo-settlement.ts'
import { formatList } from '#language/lists.ts'
import type { Register } from '#regulations/register.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import { formatDay, formatMoney, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { factsOf } from '#web/secretariat/received.tsx'
import { StalePayment } from '#web/secretariat/stale-payment.tsx'

/** Takes back a payment that was booked by mistake, after it was said what that leads to. */
export const reversePaymentPage = formPage({
  load: async (visit) => {
    const { context } = visit
    const payment = (await findPayment(context, idIn(visit))) ?? notFound()
    if (payment.reversedOn !== undefined) {
      return leaveFor(visit, backTo(visit), alreadyReversed(payment.reversedOn), 'info')
    }
    if (payment.refundedCents > 0) return leaveFor(visit, backTo(visit), refunded, 'info')
    return { payment, consequences: await consequencesOfReversal(context, payment.id) }
  },
  form: ({ context: { register } }) => reasonForm(register, 'Waarom klopt deze boeking niet?'),
  page: (visit, { payment, consequences }) => ({
    title: 'Betaling terugdraaien',
    ...inPayment(visit, payment.cents),
    lead: (
      <>
        <SummaryList
          items={[{ term: 'Bedrag', value: formatMoney(payment.cents) }, ...factsOf(payment)]}
        />
        <h2>Wat er gebeurt</h2>
        {consequences.map((consequence) => (
          <Consequences register={visit.context.register} consequence={consequence} />
        ))}
        <ul>
          <li>De betaling telt nergens meer mee.</li>
          <li>De boeking en de reden blijven in het logboek staan.</li>
        </ul>
      </>
    ),
    version: payment.version,
    button: 'Betaling terugdraaien',
    danger: true,
    back: { label: 'Niet terugdraaien', href: backTo(visit), link: true },
  }),
  save: async (visit, { reason }, { payment }) => {
    const { context } = visit
    const version = versionIn(visit.form)
    const reversed = await reversePayment(context, { paymentId: payment.id, version, reason })
    switch (reversed.outcome) {
      case 'reversed': {
        const names = told(reversed.consequences)
        const said =
          names.length === 0
            ? 'De betaling is teruggedraaid.'
            : `De betaling is teruggedraaid. ${formatList(names)} ${names.length === 1 ? 'krijgt' : 'krijgen'} een e-mail.`
        return leaveFor(visit, backTo(visit), said)
      }
      case 'already-reversed':
        return leaveFor(visit, backTo(visit), alreadyReversed(reversed.reversedOn), 'info')
      case 'refunded':
        return leaveFor(visit, backTo(visit), refunded, 'info')
      case 'kept-apart':
        return leaveFor(visit, backTo(visit), keptApart, 'info')
      case 'stale':
        return { stale: <StalePayment register={context.register} doing="terugdraaien" /> }
      case 'unknown':
        return notFound()
    }
  },
})

/** Takes a payment off one of its invoices, after it was said what that leads to. */
export const takeOffInvoicePage = formPage({
  load: async (visit) => {
    const { context } = visit
    const payment = (await findPayment(context, idIn(visit))) ?? notFound()
    const settlements = await settlementsOf(context, payment.id)
    const settlement = settlements.find(({ id }) => id === visit.param('settlement')) ?? notFound()
    if (settlement.undoneOn !== undefined) {
      return leaveFor(visit, backTo(visit), alreadyOff(settlement.invoiceNumber), 'info')
    }
    const consequence = await consequenceOfUndo(context, settlement)
    return consequence === undefined
      ? leaveFor(visit, backTo(visit), keptApart, 'info')
      : { payment, settlement, consequence }
  },
  form: ({ context: { register } }) =>
    reasonForm(register, 'Waarom hoort deze betaling niet bij deze factuur?'),
  page: (visit, { payment, settlement, consequence }) => ({
    title: 'Betaling losmaken van een factuur',
    ...inPayment(visit, payment.cents),
    lead: (
      <>
        <SummaryList
          items={[
            { term: 'Naam', value: consequence.payer.name },
            { term: 'Factuur', value: settlement.invoiceNumber },
            { term: 'Bedrag', value: formatMoney(settlement.cents) },
            { term: 'Geboekt als betaald op', value: formatDay(settlement.settledOn) },
          ]}
        />
        <h2>Wat er gebeurt</h2>
        <Consequences register={visit.context.register} consequence={consequence} />
        <ul>
          <li>Dit bedrag is dan over, om voor een andere factuur te gebruiken.</li>
          <li>De boeking en de reden blijven in het logboek staan.</li>
        </ul>
      </>
    ),
    version: payment.version,
    button: 'Losmaken',
    danger: true,
    back: { label: 'Niet losmaken', href: backTo(visit), link: true },
  }),
  save: async (visit, { reason }, { payment, settlement }) => {
    const { context } = visit
    const taken = await takeOffInvoice(context, {
      paymentId: payment.id,
      version: versionIn(visit.form),
      settlementId: settlement.id,
      reason,
    })
    switch (taken.outcome) {
      case 'taken-off':
        return leaveFor(
          visit,
          backTo(visit),
          `De betaling is losgemaakt van factuur ${settlement.invoiceNumber}.`,
        )
      case 'not-settled':
        return leaveFor(visit, backTo(visit), alreadyOff(settlement.invoiceNumber), 'info')
      case 'kept-apart':
        return leaveFor(visit, backTo(visit), keptApart, 'info')
      case 'stale':
        return { stale: <StalePayment register={context.register} doing="losmaken" /> }
      case 'unknown':
        return notFound()
    }
  },
})

const refunded =
  'Van deze betaling is iets terugbetaald. Maak dat eerst ongedaan als dat ook niet klopt.'

const keptApart =
  'De gegevens van wie dit was zijn gewist. De factuur en de betaling blijven bewaard zoals ze zijn.'

function alreadyReversed(on: Temporal.PlainDate): string {
  return `Deze betaling is al teruggedraaid op ${formatDay(on)}.`
}

function alreadyOff(number: string): string {
  return `Deze betaling is al losgemaakt van factuur ${number}.`
}

function backTo(visit: Visit): string {
  return paths.workPayment(visit.context.register.id, idIn(visit))
}

function inPayment(visit: Visit, cents: number) {
  const { register } = visit.context
  return inWork(
    register,
    { label: 'Betalingen', href: paths.workInvoices(register.id) },
    { label: 'Ontvangen', href: paths.workPayments(register.id) },
    { label: `Betaling van ${formatMoney(cents)}`, href: backTo(visit) },
  )
}

function reasonForm(register: Register, label: string) {
  return form({
    reason: text('reden', label, {
      hint: `Dit staat ook in de e-mail aan de ${register.professional.one}.`,
      required: 'Vul in waarom dit niet klopt.',
      most: 1000,
    }),
  })
}

// Of an invoice that is asked no more, nobody is written to.
function told(consequences: readonly UndoConsequence[]): readonly string[] {
  const asked = consequences.filter(
    ({ invoice, payer }) => isAsked(invoice) && payer.recipients.length > 0,
  )
  return [...new Set(asked.map(({ payer }) => payer.name))]
}

function isAsked({ status }: UndoConsequence['invoice']): boolean {
  return status === 'open' || status === 'paid'
}

function Consequences(props: {
  readonly register: Register
  readonly consequence: UndoConsequence
}) {
  const { register, consequence } = props
  const { invoice, payer, reopens, openCents, candidate, dueOn, left } = consequence
  const { name } = payer
  const { approved, candidate: words } = register.statuses
  if (!isAsked(invoice)) {
    return (
      <ul>
        <li>
          Factuur {invoice.number} van {name} is vervallen en blijft dat. Er wordt niets meer
          gevraagd.
        </li>
      </ul>
    )
  }
  return (
    <ul>
      <li>
        {reopens
          ? 'De factuur staat weer open'
          : `Van factuur ${invoice.number} staat dan ${formatMoney(openCents)} open`}
        {left
          ? '. Er gaan geen herinneringen uit, want deze persoon doet niet meer mee.'
          : reopens
            ? `, met een nieuwe betaaldatum: ${formatDay(dueOn)}. De herinneringen beginnen opnieuw.`
            : '. De betaaldatum blijft zoals die is.'}
      </li>
      {candidate === 'ends' && (
        <li>
          {name} is niet langer ‘{words.label}’ maar ‘{approved.label}’, en verdwijnt uit het
          openbare register tot er is betaald.
        </li>
      )}
      {candidate === 'stays' && (
        <li>
          De status van {name} verandert niet, want er is sindsdien een aanvraag of een volgende
          factuur. Een nieuwe aanvraag kan pas als er is betaald.
        </li>
      )}
      {candidate === 'not-by-this' && <li>De status van {name} verandert niet.</li>}
      {payer.recipients.length > 0 && <li>{name} krijgt een e-mail met de reden.</li>}
    </ul>
  )
}
