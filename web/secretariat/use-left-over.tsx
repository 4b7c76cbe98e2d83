import type { Invoice } from '#domain/money/invoice/queries.ts'
import { findInvoice, findInvoiceByNumber, openInvoicesOf } from '#domain/money/invoice/queries.ts'
import { findPayer } from '#domain/money/payer/find-payer.ts'
import { findPayment, settlementsOf } from '#domain/money/payment/queries.ts'
import { useLeftOver } from '#domain/money/payment/use-left-over.ts'
import { findTie } from '#domain/people/body/find-tie.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form, under } from '#web/forms/form.tsx'
import { choice, line } from '#web/forms/questions.tsx'
import { formatMoney } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import { tieText } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { StalePayment } from '#web/secretariat/stale-payment.tsx'

const another = 'andere'

/** An invoice for which what is left over can be used, and whose it is. */
interface Offered {
  readonly invoice: Invoice
  readonly name: string
}

/** Settles an invoice with what is left over of a payment: of whom it was paid for, or another by its number. */
export const useLeftOverPage = formPage({
  load: async (visit) => {
    const { context } = visit
    const payment = (await findPayment(context, idIn(visit))) ?? notFound()
    if (payment.leftOverCents === 0) return nothingLeft(visit)
    return { payment, offered: await offeredFor(visit, payment.id) }
  },
  form: (_, { offered }) =>
    form({
      invoice: choice<string>('factuur', 'Voor welke factuur?', {
        required: 'Kies een factuur.',
        options: [
          ...offered.map(({ invoice, name }) => ({
            value: invoice.id,
            label: `${invoice.number} van ${name}, ${formatMoney(invoice.openCents)} open`,
          })),
          { value: another, label: 'Een andere factuur' },
        ],
      }),
      number: under(
        'invoice',
        another,
        line('nummer', 'Factuurnummer of betalingskenmerk', {
          required: 'Vul het nummer of het kenmerk van de factuur in.',
          most: 60,
          width: 'm',
          spellcheck: false,
          autocomplete: 'off',
        }),
      ),
    }),
  known: (_, { offered }) => (offered.length === 0 ? { invoice: another } : {}),
  page: (visit, { payment }) => {
    const { register } = visit.context
    const back = paths.workPayment(register.id, payment.id)
    return {
      title: `${formatMoney(payment.leftOverCents)} gebruiken`,
      ...inWork(
        register,
        { label: 'Betalingen', href: paths.workInvoices(register.id) },
        { label: 'Ontvangen', href: paths.workPayments(register.id) },
        { label: `Betaling van ${formatMoney(payment.cents)}`, href: back },
      ),
      lead: (
        <p>
          Wie de factuur heeft, krijgt een e-mail dat die is betaald. Staat er meer open dan er over
          is, dan wordt een deel betaald.
        </p>
      ),
      version: payment.version,
      button: 'Gebruiken',
      back: { label: 'Niet gebruiken', href: back, link: true },
    }
  },
  save: async (visit, { invoice: chosen, number = '' }, { payment }) => {
    const { context } = visit
    const { register } = context
    const field = chosen === another ? 'number' : 'invoice'
    const invoice =
      chosen === another
        ? await findInvoiceByNumber(context, number)
        : await findInvoice(context, chosen)
    if (invoice === undefined) return { wrong: { [field]: 'Er is geen factuur met dit nummer.' } }
    const about = { about: 'invoice', id: invoice.id, acts: ['collect-payments'] } as const
    const tie = await findTie(context, about)
    if (tie !== undefined) {
      return { wrong: { [field]: `Dit doet een collega: ${tieText(tie.conflict, register)}` } }
    }
    const used = await useLeftOver(context, {
      paymentId: payment.id,
      version: versionIn(visit.form),
      invoiceId: invoice.id,
    })
    switch (used.outcome) {
      case 'used':
        return leaveFor(
          visit,
          paths.workPayment(register.id, payment.id),
          used.openCents === 0
            ? `Factuur ${invoice.number} is betaald.`
            : `Van factuur ${invoice.number} staat nog ${formatMoney(used.openCents)} open.`,
        )
      case 'nothing-left':
        return nothingLeft(visit)
      case 'not-open':
        return { wrong: { [field]: `Factuur ${invoice.number} staat niet open.` } }
      case 'stale':
        return { stale: <StalePayment register={register} doing="gebruiken" /> }
      case 'unknown':
        return notFound()
    }
  },
})

function nothingLeft(visit: Visit): Response {
  const { register } = visit.context
  const back = paths.workPayment(register.id, idIn(visit))
  return leaveFor(visit, back, 'Van deze betaling is niets over.', 'info')
}

// The open invoices of those for whom it was paid.
async function offeredFor(visit: Visit, paymentId: string): Promise<readonly Offered[]> {
  const { context } = visit
  const settlements = await settlementsOf(context, paymentId)
  const offered: Offered[] = []
  const all = new Map(settlements.map((one) => [one.registrationId ?? one.organisationId, one]))
  for (const one of all.values()) {
    const payer = await findPayer(context, one)
    if (payer === undefined) continue
    for (const invoice of await openInvoicesOf(context, one)) {
      offered.push({ invoice, name: payer.name })
    }
  }
  return offered
}
