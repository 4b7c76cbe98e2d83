import { listInvoicesToPay, mostInvoices } from '#domain/money/invoice/list-invoices-to-pay.ts'
import { payInvoice } from '#domain/money/invoice/pay-invoice.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { voice } from '#language/voice.ts'
import { groupedReference } from '#papers/reference.ts'
import { errorAt, formTokens } from '#web/answers.ts'
import { Answers, versionIn } from '#web/forms/answers.ts'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  DataTable,
  DateParts,
  dateAnswer,
  EmptyState,
  ErrorSummary,
  Form,
  formatDay,
  formatDayShort,
  formatMoney,
  PageTitle,
  readDate,
  SearchBox,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'
import { page } from '#web/page.tsx'
import { paths } from '#web/paths.ts'
import { invoiceWords } from '#web/professional/invoices.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'

/** The invoices that are open, or those that were searched for. */
export async function showPayments(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register, today } = context
  const typed = (url.searchParams.get('zoek') ?? '').slice(0, 200)
  const invoices = await listInvoicesToPay(context, typed)
  const late = (due: Temporal.PlainDate) => Temporal.PlainDate.compare(due, today) < 0
  const title = typed === '' ? `Betalingen (${invoices.length})` : 'Betalingen zoeken'
  return page(
    visit,
    {
      title,
      current: paths.work(register.id),
      breadcrumb: [{ label: 'Werkvoorraad', href: paths.work(register.id) }],
    },
    <>
      <PageTitle>{title}</PageTitle>
      <SearchBox
        action={paths.workInvoices(register.id)}
        name="zoek"
        label="Betalingskenmerk, factuurnummer of naam"
        hint="Spaties en streepjes maken niet uit."
        value={typed}
      />
      {typed !== '' && (
        <p>
          {invoices.length === 1 ? '1 factuur' : `${invoices.length} facturen`} gevonden voor ‘
          {typed}’. <a href={paths.workInvoices(register.id)}>Toon alle open facturen</a>
        </p>
      )}
      {invoices.length === 0 ? (
        <EmptyState title={typed === '' ? 'Alle facturen zijn betaald' : 'Niets gevonden'}>
          <p>
            {typed === ''
              ? 'Er staat niets open.'
              : 'Kijk of het kenmerk helemaal is overgenomen, of zoek op een deel van de naam.'}
          </p>
        </EmptyState>
      ) : (
        <DataTable
          caption="Facturen, de langst openstaande eerst"
          captionHidden
          rows={invoices}
          columns={[
            {
              header: 'Factuur',
              primary: true,
              cell: (one) => <a href={paths.workInvoice(register.id, one.id)}>{one.number}</a>,
            },
            { header: 'Naam', cell: (one) => one.name },
            {
              header: 'Kenmerk',
              nowrap: true,
              cell: (one) => groupedReference(one.reference),
            },
            {
              header: 'Bedrag',
              align: 'end',
              nowrap: true,
              cell: (one) => formatMoney(one.totalCents),
            },
            {
              header: 'Uiterlijk betalen',
              nowrap: true,
              cell: (one) => formatDayShort(one.dueOn),
            },
            {
              header: 'Status',
              cell: (one) =>
                one.status === 'open' && late(one.dueOn) ? (
                  <Tag colour="red">Te laat</Tag>
                ) : (
                  <Tag colour={one.status === 'open' ? 'blue' : invoiceWords[one.status].colour}>
                    {invoiceWords[one.status].label}
                  </Tag>
                ),
            },
          ]}
        />
      )}
      {invoices.length === mostInvoices && (
        <p>Dit zijn de eerste {mostInvoices}. Zoek preciezer om minder te zien.</p>
      )}
    </>,
  )
}

/** One invoice, to mark paid. */
export async function showPayment(visit: Visit): Promise<Response> {
  const { today } = visit.context
  const typed =
    visit.kept ??
    new Answers({
      'betaald-dag': [String(today.day)],
      'betaald-maand': [String(today.month)],
      'betaald-jaar': [String(today.year)],
    })
  return invoicePage(visit, typed, [])
}

/** Reads the day, asks to confirm it, and then marks the invoice paid. */
export async function markPaid(visit: Visit): Promise<Response> {
  const { context, form } = visit
  const { register, today } = context
  const invoice = await load(visit)
  const paidOn = readPaidOn(form, invoice, today)
  if (!(paidOn instanceof Temporal.PlainDate)) return invoicePage(visit, form, [paidOn])
  if (form.value('bevestigd') !== 'ja') return confirmPage(visit, invoice, paidOn)
  const paid = await payInvoice(context, {
    invoiceId: invoice.id,
    version: versionIn(form),
    paidOn,
  })
  switch (paid.outcome) {
    case 'paid': {
      const member = await findMember(context, invoice.registrationId)
      const name = member?.name ?? 'De professional'
      visit.leave(
        paid.candidate
          ? `Factuur ${invoice.number} is betaald. ${name} is nu kandidaat en krijgt een e-mail.`
          : paid.released
            ? `Factuur ${invoice.number} is betaald. De registratie van ${name} loopt weer.`
            : `Factuur ${invoice.number} is betaald. ${name} krijgt een e-mail.`,
      )
      return seeOther(paths.workInvoices(register.id))
    }
    case 'already-paid':
      visit.leave(
        `Factuur ${invoice.number} was al geboekt als betaald op ${formatDay(paid.paidOn)}.`,
        'info',
      )
      return seeOther(paths.workInvoice(register.id, invoice.id))
    case 'not-open':
      visit.leave(`Factuur ${invoice.number} staat niet meer open.`, 'info')
      return seeOther(paths.workInvoice(register.id, invoice.id))
    case 'stale':
      return invoicePage(visit, form, [], true)
    case 'in-the-future':
      return invoicePage(visit, form, [future])
    case 'before-the-invoice':
      return invoicePage(visit, form, [tooEarly(paid.issuedOn)])
    case 'unknown':
      notFound()
  }
}

const future: FieldError = { field: 'betaald', message: 'De datum ligt in de toekomst.' }

function tooEarly(issuedOn: Temporal.PlainDate): FieldError {
  return {
    field: 'betaald',
    message: `De datum ligt vóór de factuur. Die is van ${formatDay(issuedOn)}.`,
  }
}

function readPaidOn(
  form: Answers,
  invoice: Invoice,
  today: Temporal.PlainDate,
): Temporal.PlainDate | FieldError {
  const read = readDate(answerIn(form))
  if (read.outcome !== 'read') {
    return {
      field: 'betaald',
      message: 'Vul een datum in die bestaat, bijvoorbeeld 12 11 2026.',
    }
  }
  if (Temporal.PlainDate.compare(read.date, today) > 0) return future
  if (Temporal.PlainDate.compare(read.date, invoice.issuedOn) < 0) return tooEarly(invoice.issuedOn)
  return read.date
}

function answerIn(form: Answers) {
  return dateAnswer(
    Object.fromEntries(Object.entries(form.fields).map(([name, [value]]) => [name, value])),
    'betaald',
  )
}

async function load(visit: Visit): Promise<Invoice> {
  const id = visit.param('id')
  const invoice = /^[0-9a-f-]{36}$/.test(id) ? await findInvoice(visit.context, id) : undefined
  return invoice ?? notFound()
}

async function invoicePage(
  visit: Visit,
  typed: Answers,
  errors: readonly FieldError[],
  stale = false,
): Promise<Response> {
  const { register } = visit.context
  const { you } = voice(register.address)
  const invoice = await load(visit)
  const wrong = errors.length > 0
  const word = invoiceWords[invoice.status]
  return page(
    visit,
    {
      title: `Factuur ${invoice.number}`,
      current: paths.work(register.id),
      wrong,
      status: stale ? 409 : wrong ? 422 : 200,
      breadcrumb: [
        { label: 'Werkvoorraad', href: paths.work(register.id) },
        { label: 'Betalingen', href: paths.workInvoices(register.id) },
      ],
    },
    <>
      <ErrorSummary errors={errors} />
      {stale && (
        <Alert type="warning" title={`Een collega was ${you} voor`} focus>
          <p>Deze factuur is intussen gewijzigd. Kijk hoe die er nu voor staat.</p>
        </Alert>
      )}
      <PageTitle
        aside={<Tag colour={invoice.status === 'open' ? 'blue' : word.colour}>{word.label}</Tag>}
      >
        Factuur {invoice.number}
      </PageTitle>
      <SummaryList items={await factsOf(visit, invoice)} />
      {invoice.status === 'open' && (
        <Form
          action={paths.workInvoice(register.id, invoice.id)}
          {...formTokens(visit, { _version: String(invoice.version) })}
        >
          <DateParts
            name="betaald"
            legend="Op welke dag is er betaald?"
            hint="De dag op het bankafschrift."
            value={answerIn(typed)}
            error={errorAt(errors, 'betaald')}
          />
          <Button>Verder</Button>
        </Form>
      )}
    </>,
  )
}

async function confirmPage(
  visit: Visit,
  invoice: Invoice,
  paidOn: Temporal.PlainDate,
): Promise<Response> {
  const { register } = visit.context
  const { say } = voice(register.address)
  const action = paths.workInvoice(register.id, invoice.id)
  return page(
    visit,
    {
      title: 'Betaling boeken',
      current: paths.work(register.id),
      breadcrumb: [{ label: `Factuur ${invoice.number}`, href: action }],
    },
    <>
      <PageTitle>Betaling boeken</PageTitle>
      <p>Klopt dit? Een geboekte betaling {say('kun je', 'kunt u')} niet terugdraaien.</p>
      <SummaryList
        items={[
          ...(await factsOf(visit, invoice)),
          { term: 'Betaald op', value: formatDay(paidOn) },
        ]}
      />
      <Form
        action={action}
        {...formTokens(visit, {
          _version: visit.form.value('_version'),
          bevestigd: 'ja',
          'betaald-dag': String(paidOn.day),
          'betaald-maand': String(paidOn.month),
          'betaald-jaar': String(paidOn.year),
        })}
      >
        <ButtonGroup>
          <Button>Betaling boeken</Button>
          <Button variant="link" href={action}>
            Niet boeken
          </Button>
        </ButtonGroup>
      </Form>
    </>,
  )
}

async function factsOf(visit: Visit, invoice: Invoice) {
  const { register } = visit.context
  const member = await findMember(visit.context, invoice.registrationId)
  return [
    {
      term: 'Naam',
      value:
        member === undefined ? (
          ''
        ) : (
          <a href={paths.workFile(register.id, member.registrationId)}>{member.name}</a>
        ),
    },
    { term: 'Registratienummer', value: member?.number ?? 'Nog geen' },
    { term: 'Bedrag', value: formatMoney(invoice.totalCents) },
    { term: 'Betalingskenmerk', value: groupedReference(invoice.reference) },
    { term: 'Verstuurd op', value: formatDay(invoice.issuedOn) },
    { term: 'Uiterlijk betalen op', value: formatDay(invoice.dueOn) },
    ...(invoice.paidOn === undefined
      ? []
      : [{ term: 'Betaald op', value: formatDay(invoice.paidOn) }]),
    ...(invoice.documentId === undefined
      ? []
      : [
          {
            term: 'Factuur',
            value: <a href={paths.workDocument(register.id, invoice.documentId)}>Openen (PDF)</a>,
          },
        ]),
  ]
}
