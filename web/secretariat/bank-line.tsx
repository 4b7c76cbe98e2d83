import type { MatchReason } from '#domain/money/bank-statement/bank-statement.ts'
import type { BankLine, OfferedCandidate, TakenBack } from '#domain/money/bank-statement/queries.ts'
import {
  candidatesOfLine,
  findBankLine,
  paymentsTakenBack,
} from '#domain/money/bank-statement/queries.ts'
import { doubtText, reasonsText } from '#domain/money/bank-statement/reason-text.ts'
import type { BookedLine } from '#domain/money/bank-statement/settle-line.ts'
import {
  bookLine,
  putLineAside,
  reverseByLine,
  takeLineUp,
} from '#domain/money/bank-statement/settle-line.ts'
import type { ListedInvoice } from '#domain/money/invoice/list-invoices-to-pay.ts'
import { listInvoicesToPay } from '#domain/money/invoice/list-invoices-to-pay.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { findPayer } from '#domain/money/payer/find-payer.ts'
import type { Share } from '#domain/money/payment/payment.ts'
import { findTie } from '#domain/people/body/find-tie.ts'
import { counted } from '#language/numbers.ts'
import type { Register } from '#regulations/register.ts'
import { versionIn } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { choice, money, text } from '#web/forms/questions.tsx'
import {
  Alert,
  Button,
  formatDay,
  formatMoney,
  SearchBox,
  SummaryList,
  Tag,
} from '#web/kit/index.ts'
import { ColleagueFirst } from '#web/layout/colleague-first.tsx'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { paths } from '#web/paths.ts'
import { tieText, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound, seeOther } from '#web/route.ts'
import {
  explained,
  inStatements,
  lineTag,
  payerText,
  wordsText,
} from '#web/secretariat/bank-statements.tsx'

const another = 'andere'
const leftOver = 'over'
const notHere = 'niet'

/** A line, and what it may be for as it stands now. */
interface Loaded {
  readonly line: BankLine
  readonly candidates: readonly OfferedCandidate[]
  /** Of what the bank took back: which payments that may be. */
  readonly payments: readonly TakenBack[]
}

/** One line of a statement: what it may be for, to be chosen, or what became of it. */
export const bankLinePage = formPage({
  load: async (visit): Promise<Loaded> => {
    const { context } = visit
    const line = (await findBankLine(context, idIn(visit))) ?? notFound()
    const waits = line.state === 'waiting'
    return {
      line,
      candidates: waits ? await candidatesOfLine(context, line.id) : [],
      payments: waits && line.kind === 'reversal' ? await paymentsFor(visit, line) : [],
    }
  },
  form: (_, loaded) =>
    form({
      chosen: choice<string>('voor', questionOf(loaded.line), {
        required: 'Kies wat er met deze regel moet gebeuren.',
        options: optionsOf(loaded),
      }),
    }),
  page: (visit, { line }) => {
    const { register } = visit.context
    const { colour, label } = lineTag(line)
    const waits = line.state === 'waiting'
    return {
      title: titleOf(line),
      ...inStatements(register, ...(waits ? [queue(register)] : [])),
      aside: <Tag colour={colour}>{label}</Tag>,
      lead: (
        <>
          {waits && line.doubt !== undefined && (
            <Alert type="info" title={doubtText(line.doubt)}>
              {line.kind === 'returned' && (
                <p>
                  Kwam een terugbetaling terug? Maak die ongedaan bij de betaling, en leg deze regel
                  opzij.
                </p>
              )}
            </Alert>
          )}
          <SummaryList items={factsOf(register, line)} />
        </>
      ),
      version: line.version,
      button: 'Vastleggen',
      frame: (asked) =>
        waits ? asked : line.state === 'aside' || line.canBeTakenUp ? takeUp(visit, line) : null,
      after: (
        <p>
          <a href={paths.bankStatement(register.id, line.statementId)}>Het hele afschrift</a>
        </p>
      ),
    }
  },
  sent: async (visit, { line }) => {
    if (visit.form.value('doe') !== 'terug') return undefined
    const here = paths.bankLine(visit.context.register.id, line.id)
    const done = await takeLineUp(visit.context, {
      lineId: line.id,
      version: versionIn(visit.form),
    })
    return done.outcome === 'waiting'
      ? leaveFor(visit, here, 'Deze regel wacht weer.')
      : leaveFor(visit, here, 'Hier is intussen iets veranderd.', 'info')
  },
  save: async (visit, { chosen }, { line, candidates }) => {
    const { register } = visit.context
    if (chosen === another) return seeOther(paths.divideBankLine(register.id, line.id))
    if (chosen === notHere) return seeOther(paths.putBankLineAside(register.id, line.id))
    if (line.kind === 'reversal') return reverse(visit, line, chosen)
    const candidate = candidates.find(({ rank }) => String(rank) === chosen)
    const settles = candidate?.invoices.map(({ id, cents }) => ({ invoiceId: id, cents })) ?? []
    return book(visit, line, settles, [{ is: 'chosen' }, ...(candidate?.reasons ?? [])])
  },
})

function questionOf({ kind }: BankLine): string {
  return kind === 'reversal' ? 'Welke betaling is teruggeboekt?' : 'Waarvoor is dit?'
}

function titleOf({ kind, cents }: BankLine): string {
  return kind === 'reversal'
    ? `${formatMoney(cents)} teruggeboekt`
    : `${formatMoney(cents)} ontvangen`
}

function queue(register: Register) {
  return { label: 'Regels die wachten', href: paths.bankQueue(register.id) }
}

function factsOf(register: Register, line: BankLine) {
  const { payerIban, paymentId } = line
  const words = wordsText(line)
  const why = explained(line)
  return [
    { term: 'Dag', value: formatDay(line.bookedOn) },
    { term: 'Van', value: payerText(line) },
    payerIban !== '' && { term: 'Rekening', value: payerIban.replace(/(.{4})(?=.)/g, '$1 ') },
    { term: 'Omschrijving', value: words || 'Geen' },
    line.state !== 'waiting' &&
      why !== '' && { term: line.state === 'aside' ? 'Waarom' : 'Herkend aan', value: why },
    paymentId !== undefined && {
      term: 'Betaling',
      value: <a href={paths.workPayment(register.id, paymentId)}>Bekijk de betaling</a>,
    },
  ]
}

function optionsOf({ line, candidates, payments }: Loaded) {
  const aside = {
    value: notHere,
    label: 'Dit is niet voor dit register',
    hint: 'De regel gaat opzij. Er wordt niets geboekt.',
  }
  if (line.kind === 'reversal') {
    return [
      ...payments.map(({ paymentId, receivedOn, payerName }) => ({
        value: paymentId,
        label: `De betaling van ${formatDay(receivedOn)}${payerName === '' ? '' : ` van ${payerName}`}`,
        hint: 'Die wordt teruggedraaid. Wat ermee was betaald, staat weer open.',
      })),
      aside,
    ]
  }
  return [
    ...candidates.map((candidate) => ({
      value: String(candidate.rank),
      label: candidateText(candidate),
      hint: reasonsText(candidate.reasons),
    })),
    { value: another, label: 'Een andere factuur, of meer facturen', hint: 'Zoek en verdeel.' },
    {
      value: leftOver,
      label: 'Nog niet bekend',
      hint: 'Het bedrag wordt geboekt en blijft over, tot iemand het gebruikt of terugbetaalt.',
    },
    aside,
  ]
}

const mostNames = 3

function candidateText({ invoices }: OfferedCandidate): string {
  const [only] = invoices
  if (invoices.length === 1 && only !== undefined) {
    return `Factuur ${only.number} van ${only.name}, ${formatMoney(only.openCents)} open`
  }
  const some = invoices.slice(0, mostNames).map(({ number, name }) => `${number} van ${name}`)
  const more = invoices.length - some.length
  return `${counted(invoices.length, 'factuur', 'facturen')}: ${some.join(', ')}${more > 0 ? ` en nog ${more}` : ''}`
}

// Of those with whom whoever looks has a tie, a colleague sees to it.
async function paymentsFor(visit: Visit, line: BankLine): Promise<readonly TakenBack[]> {
  const free: TakenBack[] = []
  for (const one of await paymentsTakenBack(visit.context, line)) {
    const about = { about: 'payment', id: one.paymentId, acts: ['collect-payments'] } as const
    if ((await findTie(visit.context, about)) === undefined) free.push(one)
  }
  return free
}

function takeUp(visit: Visit, line: BankLine) {
  return (
    <PageForm visit={visit} hidden={{ doe: 'terug', _version: String(line.version) }}>
      <Button variant="secondary">Weer laten wachten</Button>
    </PageForm>
  )
}

async function reverse(visit: Visit, line: BankLine, paymentId: string) {
  const { context } = visit
  const { register } = context
  const seen = { lineId: line.id, version: versionIn(visit.form) }
  const reversed = await reverseByLine(context, { ...seen, paymentId })
  switch (reversed.outcome) {
    case 'reversed':
      return leaveFor(visit, paths.bankQueue(register.id), 'De betaling is teruggedraaid.')
    case 'refunded':
      return {
        wrong: {
          chosen:
            'Van deze betaling is al iets terugbetaald. Maak dat eerst ongedaan bij de betaling.',
        },
      }
    case 'kept-apart':
      return {
        wrong: { chosen: 'Deze betaling was voor iemand van wie het dossier is gewist.' },
      }
    case 'already-reversed':
    case 'stale':
      return { stale: <StaleLine register={register} /> }
    case 'unknown':
      return notFound()
  }
}

function StaleLine({ register }: { readonly register: Register }) {
  return (
    <ColleagueFirst register={register}>
      <p>Met deze regel is intussen iets gedaan. Kijk hoe die er nu voor staat.</p>
    </ColleagueFirst>
  )
}

async function book(
  visit: Visit,
  line: BankLine,
  settles: readonly Share[],
  reasons: readonly MatchReason[],
) {
  const { context } = visit
  const { register } = context
  const booked = await bookLine(context, {
    ...{ lineId: line.id, version: versionIn(visit.form) },
    ...{ settles, reasons },
  })
  if (booked.outcome === 'booked') {
    const { leftOverCents } = booked
    const over = leftOverCents > 0 ? ` Er is ${formatMoney(leftOverCents)} over.` : ''
    const said = booked.settled.length > 0 ? ' Wie de factuur heeft, krijgt een e-mail.' : ''
    return leaveFor(visit, paths.bankQueue(register.id), `De betaling is geboekt.${said}${over}`)
  }
  return booked.outcome === 'stale'
    ? { stale: <StaleLine register={register} /> }
    : { errors: [{ field: 'voor', message: notBooked(booked) }] }
}

function notBooked({ outcome }: Exclude<BookedLine, { outcome: 'booked' | 'stale' }>): string {
  switch (outcome) {
    case 'no-amount':
      return 'Dit bedrag kan niet als één betaling worden geboekt.'
    case 'more-than-paid':
      return 'Dit is samen meer dan er is ontvangen.'
    case 'in-the-future':
      return 'De dag van de bank ligt nog in de toekomst. Boek de regel als die er is.'
    case 'before-the-invoice':
    case 'not-open':
      return 'Een van de facturen staat niet meer open. Kies een andere.'
    case 'less-is-open':
      return 'Van een van de facturen staat minder open dan dit. Kies opnieuw.'
    case 'unknown':
      return 'Een van de facturen is er niet meer. Kies een andere.'
  }
}

const reasonForm = form({
  reason: text('reden', 'Waarom is dit niet voor dit register?', {
    hint: 'Bijvoorbeeld: rente van de bank, of een betaling voor een cursus.',
    required: 'Vul in waarom dit niet voor dit register is.',
    most: 1000,
    rows: 2,
    counted: false,
  }),
})

/** Puts a line aside that is not for this register. */
export const putBankLineAsidePage = formPage({
  load: loadWaiting,
  form: () => reasonForm,
  page: (visit, line) => {
    const { register } = visit.context
    const back = paths.bankLine(register.id, line.id)
    return {
      title: 'Regel opzij leggen',
      ...inStatements(register, queue(register), { label: titleOf(line), href: back }),
      lead: <SummaryList items={factsOf(register, line)} />,
      version: line.version,
      button: 'Opzij leggen',
      back: { label: 'Laten wachten', href: back, link: true },
    }
  },
  save: async (visit, { reason }, line) => {
    const { context } = visit
    const { register } = context
    const seen = { lineId: line.id, version: versionIn(visit.form) }
    const done = await putLineAside(context, { ...seen, reason })
    switch (done.outcome) {
      case 'aside':
        return leaveFor(visit, paths.bankQueue(register.id), 'De regel ligt opzij.')
      case 'stale':
        return { stale: <StaleLine register={register} /> }
      case 'unknown':
        return notFound()
    }
  },
})

async function loadWaiting(visit: Visit): Promise<BankLine | Response> {
  const line = (await findBankLine(visit.context, idIn(visit))) ?? notFound()
  if (line.state === 'waiting') return line
  const here = paths.bankLine(visit.context.register.id, line.id)
  return leaveFor(visit, here, 'Deze regel wacht niet meer.', 'info')
}

/** An invoice that was put beside a line, and whose it is. */
interface Beside {
  readonly invoice: Invoice
  readonly name: string
}

/** So many invoices are put beside a line at most. */
const mostBeside = 20

/** Divides a line over invoices that are searched for, with how much for each. */
export const divideBankLinePage = formPage({
  load: async (visit) => {
    const line = await loadWaiting(visit)
    if (line instanceof Response) return line
    // What the bank took back, settles nothing.
    if (line.kind === 'reversal')
      return seeOther(paths.bankLine(visit.context.register.id, line.id))
    const beside = await besideOf(visit)
    return { line, beside, found: await foundFor(visit, beside) }
  },
  form: (_, { beside }) =>
    form(
      Object.fromEntries(
        beside.map(({ invoice, name }) => [
          invoice.id,
          money(fieldOf(invoice.id), `Voor factuur ${invoice.number} van ${name}`, {
            hint: `Er staat ${formatMoney(invoice.openCents)} open.`,
            required: 'Vul in hoeveel hiervoor is.',
            most: invoice.openCents,
          }),
        ]),
      ),
    ),
  known: (_, { line, beside }) => {
    let rest = line.cents
    return Object.fromEntries(
      beside.flatMap(({ invoice }) => {
        const cents = Math.min(rest, invoice.openCents)
        rest -= cents
        return cents > 0 ? [[invoice.id, cents]] : []
      }),
    )
  },
  page: (visit, { line, beside, found }) => {
    const { register } = visit.context
    const back = paths.bankLine(register.id, line.id)
    const ids = beside.map(({ invoice }) => invoice.id).join()
    const typed = visit.url.searchParams.get('zoek') ?? ''
    return {
      title: `${formatMoney(line.cents)} verdelen`,
      ...inStatements(register, queue(register), { label: titleOf(line), href: back }),
      lead: (
        <>
          <SummaryList items={factsOf(register, line)} />
          <SearchBox
            action={visit.url.pathname}
            name="zoek"
            label="Betalingskenmerk, factuurnummer of naam"
            hint="Spaties en streepjes maken niet uit."
            value={typed}
            keep={ids === '' ? {} : { bij: ids }}
          />
          {typed !== '' && (
            <List
              visit={visit}
              caption="Gevonden facturen die open staan"
              rows={found}
              columns={({ name, text: word, money: amount, button }) => [
                name('Factuur', ({ number }) => number),
                word('Naam', (one) => one.name),
                amount('Nog te betalen', ({ openCents }) => openCents),
                button('Kiezen', ({ id, number }) => (
                  <a
                    href={paths.divideBankLine(register.id, line.id, {
                      bij: [ids, id].filter(Boolean).join(),
                    })}
                  >
                    Kies {number}
                  </a>
                )),
              ]}
              empty={{
                title: 'Niets gevonden dat open staat',
                text: (
                  <p>
                    Kijk of het kenmerk helemaal is overgenomen, of zoek op een deel van de naam.
                  </p>
                ),
              }}
            />
          )}
        </>
      ),
      version: line.version,
      form: { hidden: { facturen: ids } },
      button: 'Betaling boeken',
      back: { label: 'Niet verdelen', href: back, link: true },
      frame: (asked) => (beside.length > 0 ? asked : null),
    }
  },
  save: async (visit, answers, { line, beside }) => {
    const settles = beside.flatMap(({ invoice }) => {
      const cents = answers[invoice.id]
      return cents === undefined ? [] : [{ invoiceId: invoice.id, cents }]
    })
    const [first] = beside
    if (first === undefined)
      return seeOther(paths.divideBankLine(visit.context.register.id, line.id))
    const field = fieldOf(first.invoice.id)
    if (settles.reduce((sum, { cents }) => sum + cents, 0) > line.cents) {
      const message = `Samen is dit meer dan de ${formatMoney(line.cents)} die er is ontvangen.`
      return { errors: [{ field, message }] }
    }
    for (const { invoice } of beside) {
      const about = { about: 'invoice', id: invoice.id, acts: ['collect-payments'] } as const
      const tie = await findTie(visit.context, about)
      if (tie !== undefined) {
        const message = `Dit doet een collega: ${tieText(tie.conflict, visit.context.register)}`
        return { errors: [{ field: fieldOf(invoice.id), message }] }
      }
    }
    const done = await book(visit, line, settles, [{ is: 'chosen' }])
    return done instanceof Response || !('errors' in done)
      ? done
      : { errors: (done.errors ?? []).map(({ message }) => ({ field, message })) }
  },
})

function fieldOf(invoiceId: string): string {
  return `bedrag-${invoiceId}`
}

// Those that were chosen, as long as they are open.
async function besideOf(visit: Visit): Promise<readonly Beside[]> {
  const { context, url, request, kept, form: sent } = visit
  const asked =
    request.method === 'POST'
      ? sent.value('facturen')
      : (kept?.value('facturen') ?? url.searchParams.get('bij') ?? '')
  const beside: Beside[] = []
  for (const id of [...new Set(asked.split(','))].slice(0, mostBeside)) {
    const invoice = isId(id) ? await findInvoice(context, id) : undefined
    if (invoice === undefined || invoice.openCents === 0) continue
    const payer = await findPayer(context, invoice)
    beside.push({ invoice, name: payer?.name ?? '' })
  }
  const { free } = await withoutTied(visit, ['collect-payments'], beside, ({ invoice }) =>
    whoseOf(invoice),
  )
  return free
}

// An invoice of an organisation is about nobody.
function whoseOf({ registrationId }: Pick<Invoice, 'registrationId'>) {
  return registrationId === undefined ? [] : [{ registrationId }]
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}

// As the search among payments finds them; whatever is open, and not there already.
async function foundFor(
  visit: Visit,
  beside: readonly Beside[],
): Promise<readonly ListedInvoice[]> {
  const typed = (visit.url.searchParams.get('zoek') ?? '').slice(0, 200)
  if (typed.trim() === '') return []
  const there = new Set(beside.map(({ invoice }) => invoice.id))
  const all = (await listInvoicesToPay(visit.context, typed)).filter(
    ({ id, openCents }) => openCents > 0 && !there.has(id),
  )
  const { free } = await withoutTied(visit, ['collect-payments'], all, whoseOf)
  return free.slice(0, mostBeside)
}
