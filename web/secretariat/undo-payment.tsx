import { findInvoice } from '#domain/money/invoice/queries.ts'
import type { UndoConsequence } from '#domain/money/invoice/undo-payment.ts'
import { consequenceOfUndo, undoPayment } from '#domain/money/invoice/undo-payment.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Register } from '#regulations/register.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import { formatDay, formatMoney, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { StaleInvoice } from '#web/secretariat/stale-invoice.tsx'

/** Takes back a payment that was booked by mistake, after it was said what that leads to. */
export const undoPaymentPage = formPage({
  load: async (visit) => {
    const { context } = visit
    const invoice = (await findInvoice(context, idIn(visit))) ?? notFound()
    if (invoice.paidOn === undefined) {
      const said = `Factuur ${invoice.number} is niet als betaald geboekt.`
      return leaveFor(visit, paths.workInvoice(context.register.id, invoice.id), said, 'info')
    }
    const member = (await findMember(context, invoice.registrationId)) ?? notFound()
    const consequence = (await consequenceOfUndo(context, invoice)) ?? notFound()
    return { invoice, paidOn: invoice.paidOn, member, consequence }
  },
  form: ({ context: { register } }) =>
    form({
      reason: text('reden', 'Waarom klopt deze boeking niet?', {
        hint: `Dit staat ook in de e-mail aan de ${register.professional.one}.`,
        required: 'Vul in waarom deze boeking niet klopt.',
        most: 1000,
      }),
    }),
  page: ({ context: { register } }, { invoice, paidOn, member, consequence }) => {
    const back = paths.workInvoice(register.id, invoice.id)
    return {
      title: 'Betaling terugdraaien',
      ...inWork(
        register,
        { label: 'Betalingen', href: paths.workInvoices(register.id) },
        { label: `Factuur ${invoice.number}`, href: back },
      ),
      lead: (
        <>
          <SummaryList
            items={[
              { term: 'Naam', value: member.name },
              { term: 'Factuur', value: invoice.number },
              { term: 'Bedrag', value: formatMoney(invoice.totalCents) },
              { term: 'Geboekt als betaald op', value: formatDay(paidOn) },
            ]}
          />
          <h2>Wat er gebeurt</h2>
          <Consequences register={register} name={member.name} consequence={consequence} />
        </>
      ),
      version: invoice.version,
      button: 'Betaling terugdraaien',
      danger: true,
      back: { label: 'Niet terugdraaien', href: back, link: true },
    }
  },
  save: async (visit, { reason }, { invoice, member }) => {
    const { context } = visit
    const { register } = context
    const version = versionIn(visit.form)
    const undone = await undoPayment(context, { invoiceId: invoice.id, version, reason })
    const back = paths.workInvoice(register.id, invoice.id)
    switch (undone.outcome) {
      case 'undone':
        return leaveFor(
          visit,
          back,
          `De betaling van factuur ${invoice.number} is teruggedraaid. ${member.name} krijgt een e-mail.`,
        )
      case 'not-paid':
        return leaveFor(
          visit,
          back,
          `Factuur ${invoice.number} staat niet meer als betaald.`,
          'info',
        )
      case 'stale':
        return { stale: <StaleInvoice register={register} doing="terugdraaien" /> }
      case 'unknown':
        return notFound()
    }
  },
})

function Consequences(props: {
  readonly register: Register
  readonly name: string
  readonly consequence: UndoConsequence
}) {
  const { register, name, consequence } = props
  const { candidate, dueOn, left } = consequence
  const { approved, candidate: words } = register.statuses
  return (
    <ul>
      <li>
        De factuur staat weer open
        {left
          ? '. Er gaan geen herinneringen uit, want deze persoon doet niet meer mee.'
          : `, met een nieuwe betaaldatum: ${formatDay(dueOn)}. De herinneringen beginnen opnieuw.`}
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
      <li>{name} krijgt een e-mail met de reden.</li>
      <li>De boeking en de reden blijven in het logboek staan.</li>
    </ul>
  )
}
