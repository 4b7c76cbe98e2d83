import { mostCents } from '#domain/money/payment/payment.ts'
import {
  findPayment,
  proposedGround,
  refundsOf,
  settlementsOf,
} from '#domain/money/payment/queries.ts'
import { refundPayment } from '#domain/money/payment/refund-payment.ts'
import { undoRefund } from '#domain/money/payment/undo-refund.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { readIban } from '#language/iban.ts'
import type { Register } from '#regulations/register.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { choice, day, line, money, noSuchDay, text } from '#web/forms/questions.tsx'
import { formatDay, formatMoney, SummaryList } from '#web/kit/index.ts'
import { formPage } from '#web/layout/form-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { StalePayment } from '#web/secretariat/stale-payment.tsx'

/** Notes that what is left over of a payment was paid back. */
export const refundPaymentPage = formPage({
  load: async (visit) => {
    const { context } = visit
    const payment = (await findPayment(context, idIn(visit))) ?? notFound()
    if (payment.leftOverCents === 0) return nothingLeft(visit)
    return {
      payment,
      payer: await payerOf(visit, payment.id, payment.payerName),
      proposed: await proposedGround(context, payment.id),
    }
  },
  form: ({ context: { register } }) => refundForm(register),
  known: ({ context: { today, register } }, { payment, payer, proposed }) => {
    const [only] = register.procedures.refunds.length === 1 ? register.procedures.refunds : []
    return {
      cents: payment.leftOverCents,
      accountName: payer,
      iban: payment.payerIban,
      refundedOn: today,
      ...ground(register, proposed ?? only?.id),
    }
  },
  page: (visit, { payment }) => ({
    title: 'Terugbetalen',
    ...inPayment(visit, payment.cents),
    lead: (
      <p>
        Maak het bedrag zelf over bij de bank en leg hier vast wat er is overgemaakt. Er is{' '}
        {formatMoney(payment.leftOverCents)} over.
      </p>
    ),
    version: payment.version,
    form: { guard: true },
    button: 'Terugbetaling vastleggen',
    back: { label: 'Niet terugbetalen', href: backTo(visit), link: true },
  }),
  save: async (visit, answers, { payment }) => {
    const { context } = visit
    const refunded = await refundPayment(context, {
      paymentId: payment.id,
      version: versionIn(visit.form),
      ...answers,
    })
    switch (refunded.outcome) {
      case 'refunded':
        return leaveFor(
          visit,
          backTo(visit),
          refunded.told === undefined
            ? 'De terugbetaling is vastgelegd. Er gaat geen e-mail uit.'
            : `De terugbetaling is vastgelegd. ${refunded.told} krijgt een e-mail.`,
        )
      case 'no-amount':
        return { wrong: { cents: 'Dit bedrag kan niet worden terugbetaald.' } }
      case 'less-is-left':
        return {
          wrong: { cents: `Er is ${formatMoney(refunded.leftOverCents)} over. Vul niet meer in.` },
        }
      case 'in-the-future':
        return { wrong: { refundedOn: 'De datum ligt in de toekomst.' } }
      case 'before-the-payment': {
        const on = formatDay(refunded.receivedOn)
        return {
          wrong: { refundedOn: `De datum ligt vóór de betaling. Die is van ${on}.` },
        }
      }
      case 'no-ground':
        return { wrong: { ground: 'Kies een reden uit de lijst.' } }
      case 'stale':
        return { stale: <StalePayment register={context.register} doing="terugbetalen" /> }
      case 'unknown':
        return notFound()
    }
  },
})

// A ground that the register does not have any more is not proposed.
function ground({ procedures }: Register, id: string | undefined) {
  return procedures.refunds.some((one) => one.id === id) && id !== undefined ? { ground: id } : {}
}

function refundForm(register: Register) {
  return form({
    cents: money('bedrag', 'Bedrag', {
      required: 'Vul in hoeveel er is terugbetaald.',
      most: mostCents,
    }),
    refundedOn: day('overgemaakt', 'Op welke dag is het overgemaakt?', { required: noSuchDay }),
    ground: choice<string>('reden', 'Waarom wordt het terugbetaald?', {
      required: 'Kies waarom het wordt terugbetaald.',
      options: register.procedures.refunds.map(({ id, label, rests }) => ({
        value: id,
        label,
        ...(rests === undefined ? {} : { hint: rests }),
      })),
    }),
    reason: text('toelichting', 'Toelichting', {
      hint: 'Dit staat ook in de e-mail. Nodig is het niet.',
      most: 1000,
      rows: 3,
      counted: false,
    }),
    iban: line('iban', 'Rekening (IBAN)', {
      required: 'Vul de rekening in waarnaar het is overgemaakt.',
      most: 60,
      width: 'l',
      spellcheck: false,
      autocomplete: 'off',
      read: (typed) => {
        const iban = readIban(typed)
        return iban === undefined
          ? { message: 'Dit IBAN klopt niet. Kijk of het helemaal is overgenomen.' }
          : { text: iban }
      },
    }),
    accountName: line('naam', 'Op naam van', {
      required: 'Vul in op wiens naam de rekening staat.',
      most: 70,
      width: 'l',
    }),
  })
}

/** Takes back that something was paid back, where the bank did not do it or it came back. */
export const undoRefundPage = formPage({
  load: async (visit) => {
    const { context } = visit
    const payment = (await findPayment(context, idIn(visit))) ?? notFound()
    const refunds = await refundsOf(context, payment.id)
    const refund = refunds.find(({ id }) => id === visit.param('refund')) ?? notFound()
    return refund.undoneOn === undefined ? { payment, refund } : alreadyUndone(visit)
  },
  form: () =>
    form({
      reason: text('reden', 'Waarom klopt deze terugbetaling niet?', {
        hint: 'Bijvoorbeeld omdat het bedrag is teruggekomen van de bank.',
        required: 'Vul in waarom dit niet klopt.',
        most: 1000,
      }),
    }),
  page: (visit, { payment, refund }) => ({
    title: 'Terugbetaling ongedaan maken',
    ...inPayment(visit, payment.cents),
    lead: (
      <>
        <SummaryList
          items={[
            { term: 'Bedrag', value: formatMoney(refund.cents) },
            { term: 'Terugbetaald op', value: formatDay(refund.refundedOn) },
            { term: 'Op naam van', value: refund.accountName },
          ]}
        />
        <p>
          Het bedrag is dan weer over. Er gaat geen e-mail uit: laat het zelf weten als dat nodig
          is.
        </p>
      </>
    ),
    version: payment.version,
    button: 'Ongedaan maken',
    danger: true,
    back: { label: 'Zo laten', href: backTo(visit), link: true },
  }),
  save: async (visit, { reason }, { payment, refund }) => {
    const { context } = visit
    const undone = await undoRefund(context, {
      paymentId: payment.id,
      version: versionIn(visit.form),
      refundId: refund.id,
      reason,
    })
    switch (undone.outcome) {
      case 'undone':
        return leaveFor(visit, backTo(visit), 'De terugbetaling is ongedaan gemaakt.')
      case 'not-refunded':
        return alreadyUndone(visit)
      case 'stale':
        return { stale: <StalePayment register={context.register} doing="aanpassen" /> }
      case 'unknown':
        return notFound()
    }
  },
})

function alreadyUndone(visit: Visit): Response {
  return leaveFor(visit, backTo(visit), 'Deze terugbetaling is al ongedaan gemaakt.', 'info')
}

function nothingLeft(visit: Visit): Response {
  return leaveFor(visit, backTo(visit), 'Van deze betaling is niets over.', 'info')
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

// Who paid, as the source tells it, or else the one person for whom it was paid.
async function payerOf(visit: Visit, paymentId: string, payerName: string): Promise<string> {
  if (payerName !== '') return payerName.slice(0, 70)
  const settlements = await settlementsOf(visit.context, paymentId)
  const people = new Set(settlements.flatMap(({ registrationId }) => registrationId ?? []))
  const [only] = people.size === 1 ? people : []
  const member = only === undefined ? undefined : await findMember(visit.context, only)
  return (member?.name ?? '').slice(0, 70)
}
