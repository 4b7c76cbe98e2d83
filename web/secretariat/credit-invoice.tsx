import { findInvoice } from '#domain/money/invoice/queries.ts'
import { findPayer } from '#domain/money/payer/find-payer.ts'
import { creditInvoice } from '#domain/money/payment/credit-invoice.ts'
import { mostCents } from '#domain/money/payment/payment.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { money, text } from '#web/forms/questions.tsx'
import { formatMoney, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { StaleInvoice } from '#web/secretariat/stale-invoice.tsx'

/** Takes back an invoice, or a part of it, that should not have been charged. */
export const creditInvoicePage = formPage({
  load: async (visit) => {
    const { context } = visit
    const invoice = (await findInvoice(context, idIn(visit))) ?? notFound()
    const payer = (await findPayer(context, invoice)) ?? notFound()
    const back = paths.workInvoice(context.register.id, invoice.id)
    return invoice.status === 'open' || invoice.status === 'paid'
      ? { invoice, payer, charged: invoice.totalCents - invoice.creditedCents }
      : leaveFor(visit, back, lapsed(invoice.number), 'info')
  },
  form: ({ context: { register } }) =>
    form({
      cents: money('bedrag', 'Hoeveel wordt er gecrediteerd?', {
        hint: 'Inclusief btw. Het hele bedrag staat er al.',
        required: 'Vul in hoeveel er wordt gecrediteerd.',
        most: mostCents,
      }),
      reason: text('reden', 'Waarom wordt dit gecrediteerd?', {
        hint: `Dit staat op de creditnota en in de e-mail aan de ${register.professional.one}.`,
        required: 'Vul in waarom dit wordt gecrediteerd.',
        most: 1000,
      }),
    }),
  known: (_, { charged }) => ({ cents: charged }),
  page: ({ context: { register } }, { invoice, payer }) => {
    const back = paths.workInvoice(register.id, invoice.id)
    return {
      title: 'Factuur crediteren',
      ...inWork(
        register,
        { label: 'Betalingen', href: paths.workInvoices(register.id) },
        { label: `Factuur ${invoice.number}`, href: back },
      ),
      lead: (
        <>
          <SummaryList
            items={[
              { term: 'Naam', value: payer.name },
              { term: 'Factuur', value: invoice.number },
              { term: 'Bedrag', value: formatMoney(invoice.totalCents) },
              invoice.settledCents > 0 && {
                term: 'Al betaald',
                value: formatMoney(invoice.settledCents),
              },
              invoice.creditedCents > 0 && {
                term: 'Al gecrediteerd',
                value: formatMoney(invoice.creditedCents),
              },
            ]}
          />
          <h2>Wat er gebeurt</h2>
          <ul>
            <li>{payer.name} krijgt een creditnota met een eigen nummer, en een e-mail.</li>
            {invoice.settledCents > 0 && (
              <li>
                Wat al is betaald van wat nu vervalt, is over. Dat kan worden terugbetaald of voor
                een andere factuur worden gebruikt.
              </li>
            )}
            {invoice.status === 'open' ? (
              <li>
                Staat er daarna niets meer open, dan loopt een registratie die daarvoor is
                opgeschort weer.
              </li>
            ) : (
              <li>De status van {payer.name} verandert hier niet door.</li>
            )}
            <li>Dit is niet terug te draaien.</li>
          </ul>
        </>
      ),
      version: invoice.version,
      button: 'Crediteren',
      danger: true,
      back: { label: 'Niet crediteren', href: back, link: true },
    }
  },
  save: async (visit, { cents, reason }, { invoice }) => {
    const { context } = visit
    const { register } = context
    const version = versionIn(visit.form)
    const done = await creditInvoice(context, { invoiceId: invoice.id, version, cents, reason })
    const back = paths.workInvoice(register.id, invoice.id)
    switch (done.outcome) {
      case 'credited':
        return leaveFor(
          visit,
          back,
          done.freedCents === 0
            ? `Creditnota ${done.number} is gemaakt.`
            : `Creditnota ${done.number} is gemaakt. Er is ${formatMoney(done.freedCents)} over van wat was betaald.`,
        )
      case 'no-amount':
        return { wrong: { cents: 'Dit bedrag kan niet worden gecrediteerd.' } }
      case 'less-is-charged': {
        const most = formatMoney(done.chargedCents)
        return { wrong: { cents: `Er kan hoogstens ${most} worden gecrediteerd.` } }
      }
      case 'lapsed':
        return leaveFor(visit, back, lapsed(invoice.number), 'info')
      case 'stale':
        return { stale: <StaleInvoice register={register} doing="crediteren" /> }
      case 'unknown':
        return notFound()
    }
  },
})

function lapsed(number: string): string {
  return `Factuur ${number} is al vervallen.`
}
