import { listInvoicesToPay, mostInvoices } from '#domain/money/invoice/list-invoices-to-pay.ts'
import type { CreditNote, Invoice } from '#domain/money/invoice/queries.ts'
import { creditNotesOf, findInvoice } from '#domain/money/invoice/queries.ts'
import { findPayer } from '#domain/money/payer/find-payer.ts'
import { payInvoice } from '#domain/money/payment/pay-invoice.ts'
import { mostCents } from '#domain/money/payment/payment.ts'
import type { Settlement } from '#domain/money/payment/queries.ts'
import { paymentsOf } from '#domain/money/payment/queries.ts'
import { groupedReference } from '#papers/reference.ts'
import type { Register } from '#regulations/register.ts'
import { dataNameOf, eInvoiceResponse } from '#web/e-invoice.tsx'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { day, money, noSuchDay, text } from '#web/forms/questions.tsx'
import { Alert, formatDay, formatMoney, SummaryList, Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { chargedFor, invoiceTag } from '#web/professional/invoices.tsx'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound, seeOther } from '#web/route.ts'
import { linesToSee } from '#web/secretariat/bank-statements.tsx'
import { inWork } from '#web/secretariat/in-work.ts'
import { withLeftOver } from '#web/secretariat/received.tsx'
import { speech } from '#web/speech.ts'

/** The invoices that are open, or those that were searched for. */
export async function showPayments(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register, today } = context
  const typed = (url.searchParams.get('zoek') ?? '').slice(0, 200)
  const all = await listInvoicesToPay(context, typed)
  const { free: invoices, tied } = await withoutTied(
    visit,
    ['collect-payments'],
    all,
    ({ registrationId }) => (registrationId === undefined ? [] : { registrationId }),
  )
  const late = ({ status, dueOn }: (typeof invoices)[number]) =>
    status === 'open' && Temporal.PlainDate.compare(dueOn, today) < 0
  const over = await withLeftOver(visit)
  const waiting = await linesToSee(visit)
  return listPage(visit, {
    title: typed === '' ? `Betalingen (${invoices.length})` : 'Betalingen zoeken',
    ...inWork(register),
    search: {
      name: 'zoek',
      label: 'Betalingskenmerk, factuurnummer of naam',
      hint: 'Spaties en streepjes maken niet uit.',
      value: typed,
    },
    above: (
      <>
        {typed !== '' && (
          <p>
            {invoices.length === 1 ? '1 factuur' : `${invoices.length} facturen`} gevonden voor ‘
            {typed}’. <a href={paths.workInvoices(register.id)}>Toon alle open facturen</a>
          </p>
        )}
        <p>
          <a href={paths.workStatements(register.id)}>Bankafschrift inlezen</a>
          {waiting > 0 &&
            (waiting === 1
              ? '. 1 regel van de bank wacht.'
              : `. ${waiting} regels van de bank wachten.`)}
        </p>
        <p>
          <a href={paths.workBooks(register.id)}>Boekhouding</a>: het journaal en de auditfile.
        </p>
        <p>
          <a href={paths.workPayments(register.id)}>Wat er is ontvangen</a>
          {over > 0 &&
            (over === 1
              ? '. Van 1 betaling is nog iets over.'
              : `. Van ${over} betalingen is nog iets over.`)}
        </p>
      </>
    ),
    list: {
      caption: 'Facturen, de langst openstaande eerst',
      rows: invoices,
      columns: ({ name, text, day, money, status }) => [
        name(
          'Factuur',
          ({ number }) => number,
          ({ id }) => paths.workInvoice(register.id, id),
        ),
        text('Naam', (one) => one.name),
        text('Kenmerk', ({ reference }) => groupedReference(reference), { nowrap: true }),
        money('Bedrag', ({ totalCents }) => totalCents),
        money('Nog te betalen', ({ openCents }) => openCents),
        day('Uiterlijk betalen', ({ dueOn }) => dueOn),
        status('Status', (one) =>
          one.left && one.status === 'open'
            ? { colour: 'yellow', label: 'Doet niet meer mee' }
            : late(one)
              ? { colour: 'red', label: 'Te laat' }
              : statusOf(one),
        ),
      ],
      empty:
        typed === ''
          ? { title: 'Alle facturen zijn betaald', text: <p>Er staat niets open.</p> }
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
        {all.length === mostInvoices && (
          <p>Dit zijn de eerste {mostInvoices}. Zoek preciezer om minder te zien.</p>
        )}
      </>
    ),
  })
}

// An open invoice is nothing that the back office has to see to.
function statusOf(invoice: Pick<Invoice, 'status' | 'settledCents'>) {
  const { label, colour } = invoiceTag(invoice)
  return { label, colour: invoice.status === 'open' ? ('blue' as const) : colour }
}

const future = 'De datum ligt in de toekomst.'

function tooEarly(issuedOn: Temporal.PlainDate): string {
  return `De datum ligt vóór de factuur. Die is van ${formatDay(issuedOn)}.`
}

function paymentForm(today: Temporal.PlainDate, { issuedOn }: Invoice) {
  return form({
    paidOn: day('betaald', 'Op welke dag is er betaald?', {
      hint: 'De dag op het bankafschrift.',
      required: noSuchDay,
      problem: (paidOn) => {
        if (Temporal.PlainDate.compare(paidOn, today) > 0) return future
        return Temporal.PlainDate.compare(paidOn, issuedOn) < 0 ? tooEarly(issuedOn) : undefined
      },
    }),
    cents: money('bedrag', 'Welk bedrag is er betaald?', {
      hint: 'Wat er nog open staat, staat er al. Vul iets anders in als er minder of meer is betaald.',
      required: 'Vul het bedrag in dat is betaald.',
      most: mostCents,
    }),
    note: text('notitie', 'Notitie', {
      hint: 'Alleen als er iets bijzonders is, bijvoorbeeld wie er heeft betaald.',
      most: 2000,
      rows: 2,
      counted: false,
    }),
  })
}

/** One invoice, to book what was paid for it: day and amount are read, asked to be confirmed, and then kept. */
export const payment = formPage({
  load: async (visit) => (await findInvoice(visit.context, idIn(visit))) ?? notFound(),
  form: ({ context }, invoice) => paymentForm(context.today, invoice),
  known: ({ context }, { openCents }) => ({
    paidOn: context.today,
    ...(openCents > 0 ? { cents: openCents } : {}),
  }),
  page: async (visit, invoice) => {
    const { register } = visit.context
    const { colour, label } = statusOf(invoice)
    const payer = await findPayer(visit.context, invoice)
    return {
      title: `Factuur ${invoice.number}`,
      ...inWork(register, { label: 'Betalingen', href: paths.workInvoices(register.id) }),
      aside: <Tag colour={colour}>{label}</Tag>,
      lead: (
        <>
          <SummaryList items={await factsOf(visit, invoice)} />
          <PaidBy register={register} payments={await paymentsOf(visit.context, invoice.id)} />
          <CreditNotes
            register={register}
            notes={await creditNotesOf(visit.context, [invoice.id])}
          />
          {invoice.status === 'open' && payer?.left && (
            <Alert type="info" title={`${payer.name} doet niet meer mee`}>
              <p>
                Er gaan geen herinneringen meer uit. Boek de betaling als die binnenkomt, of{' '}
                <a href={paths.writeOff(register.id, invoice.id)}>boek de factuur af</a>.
              </p>
            </Alert>
          )}
        </>
      ),
      version: invoice.version,
      button: 'Verder',
      frame: (asked) => invoice.status === 'open' && asked,
      after: (invoice.status === 'open' || invoice.status === 'paid') && (
        <p>
          Had dit niet in rekening mogen worden gebracht?{' '}
          <a href={paths.creditInvoice(register.id, invoice.id)}>Crediteer de factuur</a>
        </p>
      ),
    }
  },
  save: async (visit, { paidOn, cents, note }, invoice) => {
    const { context, form } = visit
    const { register } = context
    const typed = { paidOn, cents, note }
    if (form.value('bevestigd') !== 'ja' && invoice.status === 'open') {
      return confirm(visit, invoice, typed)
    }
    const list = paths.workInvoices(register.id)
    const page = paths.workInvoice(register.id, invoice.id)
    const version = versionIn(form)
    const paid = await payInvoice(context, { invoiceId: invoice.id, version, ...typed })
    switch (paid.outcome) {
      case 'paid': {
        const payer = await findPayer(context, invoice)
        const name = payer?.name ?? 'De professional'
        // What is over is seen to at once.
        const over = paid.leftOverCents > 0
        return leaveFor(
          visit,
          over ? paths.workPayment(register.id, paid.paymentId) : list,
          paid.candidate
            ? `Factuur ${invoice.number} is betaald. ${name} is nu ${speech(visit).candidate} en krijgt een e-mail.`
            : paid.released
              ? `Factuur ${invoice.number} is betaald. De registratie van ${name} loopt weer.`
              : `Factuur ${invoice.number} is betaald. ${name} krijgt een e-mail.${payer?.member?.status === 'on-hold' ? ' De registratie blijft opgeschort: er is nog een andere reden voor.' : ''}`,
        )
      }
      case 'paid-in-part':
        return leaveFor(
          visit,
          page,
          `De betaling is geboekt. Van factuur ${invoice.number} staat nog ${formatMoney(paid.openCents)} open.`,
        )
      case 'already-paid':
        return leaveFor(
          visit,
          page,
          `Factuur ${invoice.number} was al geboekt als betaald op ${formatDay(paid.paidOn)}.`,
          'info',
        )
      case 'not-open':
        return leaveFor(visit, page, `Factuur ${invoice.number} staat niet meer open.`, 'info')
      case 'stale':
        return {
          stale: (
            <ColleagueFirst register={register}>
              <p>Deze factuur is intussen gewijzigd. Kijk hoe die er nu voor staat.</p>
            </ColleagueFirst>
          ),
        }
      case 'no-amount':
        return { wrong: { cents: 'Dit bedrag kan niet worden betaald.' } }
      case 'in-the-future':
        return { wrong: { paidOn: future } }
      case 'before-the-invoice':
        return { wrong: { paidOn: tooEarly(paid.issuedOn) } }
      case 'unknown':
        return notFound()
    }
  },
})

/** An invoice, or a credit note of it, as data. */
export async function showInvoiceData(visit: Visit): Promise<Response> {
  const invoice = (await findInvoice(visit.context, idIn(visit))) ?? notFound()
  return eInvoiceResponse(visit, invoice, { paper: visit.param('paper'), forOffice: true })
}

async function confirm(
  visit: Visit,
  invoice: Invoice,
  typed: { readonly paidOn: Temporal.PlainDate; readonly cents: number; readonly note: string },
): Promise<Response> {
  const { register, today } = visit.context
  const back = paths.workInvoice(register.id, invoice.id)
  const { paidOn, cents, note } = typed
  const { fields } = paymentForm(today, invoice).fill(typed)
  const hidden = Object.entries(fields).map(([name, [text = '']]) => [name, text])
  return confirmPage(
    visit,
    {
      title: 'Betaling boeken',
      current: paths.work(register.id),
      breadcrumb: [{ label: `Factuur ${invoice.number}`, href: back }],
      lead: <p>Klopt dit? Wie de factuur heeft gekregen, krijgt hierover een e-mail.</p>,
      version: versionIn(visit.form),
      form: { hidden: { bevestigd: 'ja', ...Object.fromEntries(hidden) } },
      button: 'Betaling boeken',
      back: { label: 'Niet boeken', href: back, link: true },
    },
    <>
      <OtherAmount {...{ invoice, cents }} />
      <SummaryList
        items={[
          ...(await factsOf(visit, invoice)),
          { term: 'Betaald op', value: formatDay(paidOn) },
          { term: 'Ontvangen', value: formatMoney(cents) },
          note !== '' && { term: 'Notitie', value: note },
        ]}
      />
    </>,
  )
}

/** From an earlier address of an invoice that was paid by mistake, on to where its payment is reversed. */
export async function toPayment(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const invoice = (await findInvoice(context, idIn(visit))) ?? notFound()
  const payments = await paymentsOf(context, invoice.id)
  const last = payments.findLast(({ undoneOn }) => undoneOn === undefined)
  return last === undefined
    ? leaveFor(
        visit,
        paths.workInvoice(register.id, invoice.id),
        `Factuur ${invoice.number} is niet als betaald geboekt.`,
        'info',
      )
    : seeOther(paths.reversePayment(register.id, last.paymentId))
}

// What becomes of a payment that is not what was open.
function OtherAmount({ invoice, cents }: { readonly invoice: Invoice; readonly cents: number }) {
  const { openCents } = invoice
  if (cents === openCents) return null
  return cents < openCents ? (
    <Alert
      type="warning"
      title={`Dit is ${formatMoney(openCents - cents)} minder dan er open staat`}
    >
      <p>De factuur blijft open tot de rest er is. Verder verandert er nog niets.</p>
    </Alert>
  ) : (
    <Alert type="warning" title={`Dit is ${formatMoney(cents - openCents)} meer dan er open staat`}>
      <p>
        De factuur is dan betaald. Wat over is, blijft bij de betaling staan, om voor een andere
        factuur te gebruiken.
      </p>
    </Alert>
  )
}

// By what an invoice was paid, with the way to each payment.
function PaidBy(props: { readonly register: Register; readonly payments: readonly Settlement[] }) {
  const { register, payments } = props
  if (payments.length === 0) return null
  return (
    <SummaryList
      title="Betalingen"
      items={payments.map(({ paymentId, cents, settledOn, undoneOn }) => ({
        term: formatDay(settledOn),
        value: (
          <>
            <a href={paths.workPayment(register.id, paymentId)}>{formatMoney(cents)}</a>
            {undoneOn !== undefined && `, losgemaakt op ${formatDay(undoneOn)}`}
          </>
        ),
      }))}
    />
  )
}

// What was taken back of an invoice, and why.
function CreditNotes(props: {
  readonly register: Register
  readonly notes: readonly CreditNote[]
}) {
  const { register, notes } = props
  if (notes.length === 0) return null
  return (
    <SummaryList
      title="Creditnota’s"
      items={notes.map(({ number, invoiceId, totalCents, madeOn, reason, documentId }) => ({
        term: formatDay(madeOn),
        value: (
          <>
            {documentId === undefined ? (
              number
            ) : (
              <a href={paths.workDocument(register.id, documentId)}>{number} (PDF)</a>
            )}{' '}
            of{' '}
            <a href={paths.workInvoiceData(register.id, invoiceId, dataNameOf({ number }))}>XML</a>,{' '}
            {formatMoney(totalCents)}: {reason}
          </>
        ),
      }))}
    />
  )
}

async function factsOf(visit: Visit, invoice: Invoice) {
  const { register } = visit.context
  const payer = await findPayer(visit.context, invoice)
  const { member } = payer ?? {}
  return [
    {
      term: 'Naam',
      value:
        member === undefined ? (
          payer?.name
        ) : (
          <a href={paths.workFile(register.id, member.registrationId)}>{member.name}</a>
        ),
    },
    member !== undefined && { term: 'Registratienummer', value: member.number ?? 'Nog geen' },
    { term: 'Voor', value: chargedFor[invoice.kind] },
    { term: 'Bedrag', value: formatMoney(invoice.totalCents) },
    invoice.openCents > 0 &&
      invoice.openCents < invoice.totalCents && {
        term: 'Nog te betalen',
        value: formatMoney(invoice.openCents),
      },
    { term: 'Betalingskenmerk', value: groupedReference(invoice.reference) },
    { term: 'Verstuurd op', value: formatDay(invoice.issuedOn) },
    { term: 'Uiterlijk betalen op', value: formatDay(invoice.dueOn) },
    invoice.paidOn !== undefined && { term: 'Betaald op', value: formatDay(invoice.paidOn) },
    invoice.writtenOff !== undefined && {
      term: 'Afgeboekt op',
      value: formatDay(invoice.writtenOff.on),
    },
    invoice.writtenOff !== undefined && { term: 'Reden', value: invoice.writtenOff.reason },
    invoice.documentId !== undefined && {
      term: 'Factuur',
      value: <a href={paths.workDocument(register.id, invoice.documentId)}>Openen (PDF)</a>,
    },
    {
      term: 'E-factuur',
      value: (
        <a href={paths.workInvoiceData(register.id, invoice.id, dataNameOf())}>Bewaren (XML)</a>
      ),
    },
  ]
}
