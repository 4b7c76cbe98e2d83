import { listInvoicesToPay, mostInvoices } from '#domain/money/invoice/list-invoices-to-pay.ts'
import { payInvoice } from '#domain/money/invoice/pay-invoice.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { hasLeft } from '#domain/people/registration/registration.ts'
import { groupedReference } from '#papers/reference.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { day, noSuchDay } from '#web/forms/questions.tsx'
import { Alert, formatDay, formatMoney, SummaryList, Tag } from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { formPage } from '#web/layout/form-page.tsx'
import { listPage } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { invoiceWords } from '#web/professional/invoices.tsx'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'
import { speech } from '#web/speech.ts'

/** The invoices that are open, or those that were searched for. */
export async function showPayments(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register, today } = context
  const typed = (url.searchParams.get('zoek') ?? '').slice(0, 200)
  const all = await listInvoicesToPay(context, typed)
  const { free: invoices, tied } = await withoutTied(visit, ['collect-payments'], all, (one) => one)
  const late = ({ status, dueOn }: (typeof invoices)[number]) =>
    status === 'open' && Temporal.PlainDate.compare(dueOn, today) < 0
  return listPage(visit, {
    title: typed === '' ? `Betalingen (${invoices.length})` : 'Betalingen zoeken',
    ...inWork(register),
    search: {
      name: 'zoek',
      label: 'Betalingskenmerk, factuurnummer of naam',
      hint: 'Spaties en streepjes maken niet uit.',
      value: typed,
    },
    above: typed !== '' && (
      <p>
        {invoices.length === 1 ? '1 factuur' : `${invoices.length} facturen`} gevonden voor ‘{typed}
        ’. <a href={paths.workInvoices(register.id)}>Toon alle open facturen</a>
      </p>
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
        day('Uiterlijk betalen', ({ dueOn }) => dueOn),
        status('Status', (one) =>
          one.left && one.status === 'open'
            ? { colour: 'yellow', label: 'Doet niet meer mee' }
            : late(one)
              ? { colour: 'red', label: 'Te laat' }
              : statusOf(one.status),
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
function statusOf(status: Invoice['status']) {
  const { label, colour } = invoiceWords[status]
  return { label, colour: status === 'open' ? ('blue' as const) : colour }
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
  })
}

/** One invoice, to mark paid: the day is read, asked to be confirmed, and then kept. */
export const payment = formPage({
  load: async (visit) => (await findInvoice(visit.context, idIn(visit))) ?? notFound(),
  form: ({ context }, invoice) => paymentForm(context.today, invoice),
  known: ({ context }) => ({ paidOn: context.today }),
  page: async (visit, invoice) => {
    const { register } = visit.context
    const { colour, label } = statusOf(invoice.status)
    const member = await findMember(visit.context, invoice.registrationId)
    const left = member !== undefined && hasLeft.has(member.status)
    return {
      title: `Factuur ${invoice.number}`,
      ...inWork(register, { label: 'Betalingen', href: paths.workInvoices(register.id) }),
      aside: <Tag colour={colour}>{label}</Tag>,
      lead: (
        <>
          <SummaryList items={await factsOf(visit, invoice)} />
          {invoice.status === 'paid' && (
            <p>
              Klopt deze boeking niet?{' '}
              <a href={paths.undoPayment(register.id, invoice.id)}>Draai de betaling terug</a>
            </p>
          )}
          {invoice.status === 'open' && left && (
            <Alert type="info" title={`${member.name} doet niet meer mee`}>
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
    }
  },
  save: async (visit, { paidOn }, invoice) => {
    const { context, form } = visit
    const { register } = context
    if (form.value('bevestigd') !== 'ja') return confirm(visit, invoice, paidOn)
    const list = paths.workInvoices(register.id)
    const page = paths.workInvoice(register.id, invoice.id)
    const version = versionIn(form)
    const paid = await payInvoice(context, { invoiceId: invoice.id, version, paidOn })
    switch (paid.outcome) {
      case 'paid': {
        const member = await findMember(context, invoice.registrationId)
        const name = member?.name ?? 'De professional'
        return leaveFor(
          visit,
          list,
          paid.candidate
            ? `Factuur ${invoice.number} is betaald. ${name} is nu ${speech(visit).candidate} en krijgt een e-mail.`
            : paid.released
              ? `Factuur ${invoice.number} is betaald. De registratie van ${name} loopt weer.`
              : `Factuur ${invoice.number} is betaald. ${name} krijgt een e-mail.${member?.status === 'on-hold' ? ' De registratie blijft opgeschort: er is nog een andere reden voor.' : ''}`,
        )
      }
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
      case 'in-the-future':
        return { wrong: { paidOn: future } }
      case 'before-the-invoice':
        return { wrong: { paidOn: tooEarly(paid.issuedOn) } }
      case 'unknown':
        return notFound()
    }
  },
})

async function confirm(
  visit: Visit,
  invoice: Invoice,
  paidOn: Temporal.PlainDate,
): Promise<Response> {
  const { register, today } = visit.context
  const back = paths.workInvoice(register.id, invoice.id)
  const { fields } = paymentForm(today, invoice).fill({ paidOn })
  const hidden = Object.entries(fields).map(([name, [text = '']]) => [name, text])
  return confirmPage(
    visit,
    {
      title: 'Betaling boeken',
      current: paths.work(register.id),
      breadcrumb: [{ label: `Factuur ${invoice.number}`, href: back }],
      lead: <p>Klopt dit? De professional krijgt hierover een e-mail.</p>,
      version: versionIn(visit.form),
      form: { hidden: { bevestigd: 'ja', ...Object.fromEntries(hidden) } },
      button: 'Betaling boeken',
      back: { label: 'Niet boeken', href: back, link: true },
    },
    <SummaryList
      items={[...(await factsOf(visit, invoice)), { term: 'Betaald op', value: formatDay(paidOn) }]}
    />,
  )
}

async function factsOf(visit: Visit, invoice: Invoice) {
  const { register } = visit.context
  const member = await findMember(visit.context, invoice.registrationId)
  return [
    {
      term: 'Naam',
      value: member && (
        <a href={paths.workFile(register.id, member.registrationId)}>{member.name}</a>
      ),
    },
    { term: 'Registratienummer', value: member?.number ?? 'Nog geen' },
    { term: 'Bedrag', value: formatMoney(invoice.totalCents) },
    { term: 'Betalingskenmerk', value: groupedReference(invoice.reference) },
    { term: 'Verstuurd op', value: formatDay(invoice.issuedOn) },
    { term: 'Uiterlijk betalen op', value: formatDay(invoice.dueOn) },
    invoice.paidOn !== undefined && { term: 'Betaald op', value: formatDay(invoice.paidOn) },
    invoice.writtenOff !== undefined && {
      term: 'Afgeboekt op',
      value: formatDay(invoice.writtenOff.on),
    },
    invoice.writtenOff !== undefined && { term: 'Reden', value: invoice.writtenOff.reason },
    invoice.writtenOff?.credit !== undefined && {
      term: 'Creditnota',
      value: (
        <a href={paths.workDocument(register.id, invoice.writtenOff.credit.documentId)}>
          {invoice.writtenOff.credit.number} (PDF)
        </a>
      ),
    },
    invoice.documentId !== undefined && {
      term: 'Factuur',
      value: <a href={paths.workDocument(register.id, invoice.documentId)}>Openen (PDF)</a>,
    },
  ]
}
