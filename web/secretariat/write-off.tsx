import { partOf } from '#domain/money/invoice/invoice.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { wantsCreditNote, writeOffInvoice } from '#domain/money/invoice/write-off-invoice.ts'
import { findPayer } from '#domain/money/payer/find-payer.ts'
import { statusWords } from '#regulations/wording.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { text } from '#web/forms/questions.tsx'
import { formatDay, formatMoney, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { StaleInvoice } from '#web/secretariat/stale-invoice.tsx'

/** Writes off what somebody who has left did not pay, with the reason. */
export const writeOffPage = formPage({
  load: async (visit) => {
    const { context } = visit
    const { register } = context
    const invoice = (await findInvoice(context, idIn(visit))) ?? notFound()
    const payer = (await findPayer(context, invoice)) ?? notFound()
    const back = paths.workInvoice(register.id, invoice.id)
    if (invoice.status !== 'open') {
      return leaveFor(visit, back, notOpen(invoice), 'info')
    }
    return payer.left ? { invoice, payer } : leaveFor(visit, back, takesPart(payer.name), 'info')
  },
  form: () =>
    form({
      reason: text('reden', 'Waarom wordt deze factuur afgeboekt?', {
        hint: 'Dit blijft in het logboek en bij de factuur staan.',
        required: 'Vul in waarom deze factuur wordt afgeboekt.',
        most: 1000,
      }),
    }),
  page: ({ context: { register } }, { invoice, payer }) => {
    const back = paths.workInvoice(register.id, invoice.id)
    return {
      title: 'Factuur afboeken',
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
              payer.member !== undefined && {
                term: 'Status',
                value: statusWords(register, payer.member).label,
              },
              { term: 'Factuur', value: invoice.number },
              { term: 'Bedrag', value: formatMoney(invoice.totalCents) },
              invoice.settledCents > 0 && {
                term: 'Al betaald',
                value: formatMoney(invoice.settledCents),
              },
              invoice.settledCents > 0 && {
                term: 'Af te boeken',
                value: formatMoney(invoice.openCents),
              },
              { term: 'Uiterlijk betalen op', value: formatDay(invoice.dueOn) },
            ]}
          />
          <h2>Wat er gebeurt</h2>
          <ul>
            <li>
              {payer.name} hoeft niet meer te betalen, krijgt daar een e-mail over en krijgt geen
              herinneringen meer.
            </li>
            {wantsCreditNote(invoice) ? (
              <li>
                Er wordt een creditnota gemaakt, want in dit bedrag zit{' '}
                {formatMoney(partOf(invoice, invoice.openCents).vat)} btw.
              </li>
            ) : (
              <li>Er is geen creditnota nodig, want op deze factuur staat geen btw.</li>
            )}
            <li>Dit is niet terug te draaien.</li>
          </ul>
        </>
      ),
      version: invoice.version,
      button: 'Factuur afboeken',
      danger: true,
      back: { label: 'Niet afboeken', href: back, link: true },
    }
  },
  save: async (visit, { reason }, { invoice, payer }) => {
    const { context } = visit
    const { register } = context
    const version = versionIn(visit.form)
    const written = await writeOffInvoice(context, { invoiceId: invoice.id, version, reason })
    const back = paths.workInvoice(register.id, invoice.id)
    switch (written.outcome) {
      case 'written-off':
        return leaveFor(
          visit,
          back,
          written.creditNumber === undefined
            ? `Factuur ${invoice.number} is afgeboekt.`
            : `Factuur ${invoice.number} is afgeboekt, met creditnota ${written.creditNumber}.`,
        )
      case 'takes-part':
        return leaveFor(visit, back, takesPart(payer.name), 'info')
      case 'not-open':
        return leaveFor(visit, back, notOpen(invoice), 'info')
      case 'stale':
        return { stale: <StaleInvoice register={register} doing="afboeken" /> }
      case 'unknown':
        return notFound()
    }
  },
})

function notOpen({ number, status }: Pick<Invoice, 'number' | 'status'>): string {
  return status === 'paid'
    ? `Factuur ${number} is betaald, dus er is niets af te boeken.`
    : `Factuur ${number} staat niet meer open.`
}

function takesPart(name: string): string {
  return `${name} doet nog mee. Afboeken kan pas als iemand is uitgeschreven of verlopen.`
}
