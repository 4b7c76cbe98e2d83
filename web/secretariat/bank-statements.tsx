import type { Gap } from '#domain/money/bank-statement/check-statements.ts'
import { differenceIn, gapsIn } from '#domain/money/bank-statement/check-statements.ts'
import type { BankFile, BankLine, BankStatement } from '#domain/money/bank-statement/queries.ts'
import {
  countLines,
  findBankFile,
  findStatement,
  linesOf,
  linesOnAPage,
  listBankFiles,
  listStatements,
  listWaitingLines,
  mostWaiting,
} from '#domain/money/bank-statement/queries.ts'
import {
  bankFileProblemText,
  doubtText,
  reasonsText,
} from '#domain/money/bank-statement/reason-text.ts'
import { takeBankFile } from '#domain/money/bank-statement/take-bank-file.ts'
import { formatSpan } from '#language/days.ts'
import { formatList } from '#language/lists.ts'
import { counted } from '#language/numbers.ts'
import { sentenceCase } from '#language/sentences.ts'
import { groupedReference } from '#papers/reference.ts'
import type { Register } from '#regulations/register.ts'
import type { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { files } from '#web/forms/questions.tsx'
import type { FieldError, TagColour } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  Details,
  formatCount,
  formatDay,
  formatMoney,
  JobProgress,
  NextStep,
  SummaryList,
} from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { List, listPage, pageAsked, pagesOf } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { Tied, withoutTied } from '#web/review/ties.tsx'
import type { Visit } from '#web/route.ts'
import { notFound, seeOther } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'

const fileForm = form({
  files: files('afschrift', 'Bestand van de bank', {
    accept: '.xml,.zip',
    camera: false,
    required: 'Kies een bestand.',
    hint: 'CAMT.053 (XML), of een ZIP daarvan. Hoogstens 20 MB.',
  }),
})

/** Where a page about statements stands. */
export function inStatements(register: Register, ...further: Parameters<typeof inWork>[1][]) {
  return inWork(
    register,
    { label: 'Betalingen', href: paths.workInvoices(register.id) },
    { label: 'Bankafschriften', href: paths.workStatements(register.id) },
    ...further,
  )
}

/** Bringing in what the bank says, and what of it waits. */
export function showBankStatements(visit: Visit): Promise<Response> {
  return statementsPage(visit, visit.kept ?? visit.form, [])
}

/** How many lines wait for whoever asks. */
export async function linesToSee(visit: Visit): Promise<number> {
  const { free } = await waitingFor(visit)
  return free.length
}

async function waitingFor(visit: Visit) {
  const all = await listWaitingLines(visit.context)
  const seen = await withoutTied(visit, ['collect-payments'], all, whoseOf)
  return { ...seen, all }
}

function whoseOf({ registrationIds }: BankLine) {
  return registrationIds.map((registrationId) => ({ registrationId }))
}

async function statementsPage(
  visit: Visit,
  typed: Answers,
  errors: readonly FieldError[],
): Promise<Response> {
  const { context } = visit
  const { register } = context
  const waiting = await linesToSee(visit)
  const all = await listStatements(context)
  const sent = await listBankFiles(context)
  const gaps = gapsIn(all)
  const pages = pagesOf(all.length, linesOnAPage)
  const page = Math.min(pages, pageAsked(visit))
  const shown = all.slice((page - 1) * linesOnAPage, page * linesOnAPage)
  return titledPage(
    visit,
    {
      title: 'Bankafschriften',
      ...inWork(register, { label: 'Betalingen', href: paths.workInvoices(register.id) }),
      errors,
    },
    <>
      {waiting > 0 && (
        <NextStep title={counted(waiting, 'regel wacht', 'regels wachten')} icon="arrow-right">
          <p>Zeg bij elke regel waarvoor het geld is.</p>
          <p>
            <Button href={paths.bankQueue(register.id)}>Naar de regels</Button>
          </p>
        </NextStep>
      )}
      <Gaps gaps={gaps} />
      <PageForm visit={visit} files label="Afschrift inlezen">
        {fileForm.ask(typed, errors).all}
        <Button variant={waiting > 0 ? 'secondary' : 'primary'}>Afschrift inlezen</Button>
      </PageForm>
      <Details summary="Wat er met een afschrift gebeurt">
        <ul>
          <li>
            Staat er een kenmerk of nummer bij en klopt het bedrag, dan boeken we de betaling
            meteen.
          </li>
          <li>Over de rest vragen we iets. Er wordt niets geraden.</li>
          <li>Wat al eerder is ingelezen, telt niet nog een keer.</li>
          <li>Afschrijvingen tellen we alleen. We bewaren ze niet.</li>
        </ul>
      </Details>
      {sent.length > 0 && (
        <>
          <h2>Laatst gestuurd</h2>
          <List
            visit={visit}
            caption="Bestanden van de bank, het nieuwste eerst"
            rows={sent.slice(0, 5)}
            columns={({ name, day, text, status }) => [
              name(
                'Bestand',
                (one) => one.name,
                (one) => paths.bankFile(register.id, one.id),
              ),
              day('Gestuurd', ({ sentOn }) => sentOn),
              text('Geboekt', ({ counts }) => formatCount(counts.booked), { align: 'end' }),
              status('Stand', fileTag),
            ]}
          />
        </>
      )}
      {shown.length > 0 && (
        <>
          <h2>Afschriften</h2>
          <List
            visit={visit}
            caption="Afschriften, het laatste eerst"
            rows={shown}
            pages={{ page, of: pages }}
            columns={({ name, text, status }) => [
              name(
                'Dagen',
                ({ first, last }) => formatSpan(first, last),
                ({ id }) => paths.bankStatement(register.id, id),
              ),
              text('Nummer', (one) => one.sequence || one.name),
              text('Bijschrijvingen', ({ credits }) => formatCount(credits), { align: 'end' }),
              text('Eindsaldo', ({ closingCents }) => moneyOr(closingCents), { align: 'end' }),
              status('Stand', statementTag),
            ]}
          />
        </>
      )}
    </>,
  )
}

function moneyOr(cents: number | undefined): string {
  return cents === undefined ? '–' : formatMoney(cents)
}

function fileTag({ state, counts }: BankFile): {
  readonly colour: TagColour
  readonly label: string
} {
  switch (state) {
    case 'reading':
    case 'matching':
      return { colour: 'blue', label: 'Wordt gelezen' }
    case 'unreadable':
      return { colour: 'red', label: 'Niet te lezen' }
    case 'done':
      return counts.booked + counts.waiting + counts.reversed === 0 && counts.known > 0
        ? { colour: 'grey', label: 'Was er al' }
        : { colour: 'green', label: 'Gelezen' }
  }
}

function statementTag(statement: BankStatement): {
  readonly colour: TagColour
  readonly label: string
} {
  if ((differenceIn(statement) ?? 0) !== 0) return { colour: 'red', label: 'Klopt niet' }
  return statement.waiting > 0
    ? { colour: 'yellow', label: counted(statement.waiting, 'regel wacht', 'regels wachten') }
    : { colour: 'green', label: 'Verwerkt' }
}

const mostGaps = 5

// Where a statement is missing: whoever downloads them sees at once which.
function Gaps({ gaps }: { readonly gaps: readonly Gap[] }) {
  if (gaps.length === 0) return null
  return (
    <Alert type="warning" title="Er ontbreekt een afschrift">
      <ul>
        {gaps.slice(-mostGaps).map(({ after, before }) => (
          <li>
            {after.equals(before)
              ? `Op ${formatDay(after)} sluiten de saldo’s niet op elkaar aan.`
              : `Tussen ${formatDay(after)} en ${formatDay(before)} ontbreekt een afschrift.`}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

/** Begins with a file of the bank. */
export async function sendBankFile(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const read = fileForm.read(sent)
  if (read.outcome === 'wrong') return statementsPage(visit, sent, read.errors)
  const file = read.answers.files.at(-1)
  if (file === undefined) {
    return statementsPage(visit, sent, [{ field: 'afschrift', message: 'Kies een bestand.' }])
  }
  const { id } = await takeBankFile(context, file)
  return seeOther(paths.bankFile(context.register.id, id))
}

/** One file: how far it is, and what came of it. */
export async function showBankFile(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const file = (await findBankFile(context, visit.param('file'))) ?? notFound()
  const isBusy = file.state === 'reading' || file.state === 'matching'
  const statements = await listStatements(context, { fileId: file.id })
  return titledPage(
    visit,
    {
      title: isBusy ? 'Het afschrift wordt gelezen' : 'Het afschrift is gelezen',
      heading: file.state === 'unreadable' ? 'Dit bestand is niet te lezen' : undefined,
      caption: file.name,
      ...inStatements(register),
      refresh: isBusy ? 2 : undefined,
    },
    isBusy ? (
      <JobProgress
        label={file.state === 'reading' ? 'Wordt gelezen' : 'Betalingen worden geboekt'}
        done={file.state === 'reading' ? 0 : 1}
        total={2}
      >
        <p>Deze pagina ververst vanzelf. Sluiten mag ook: het gaat door.</p>
      </JobProgress>
    ) : file.problem !== undefined ? (
      <>
        <Alert type="error" title="Er is niets van bewaard">
          <p>{bankFileProblemText(file.problem, file.problemAt, register.organisation.bank)}</p>
        </Alert>
        <p>
          <a href={paths.workStatements(register.id)}>Een ander bestand kiezen</a>
        </p>
      </>
    ) : (
      <Outcome {...{ visit, file, statements }} />
    ),
  )
}

function Outcome(props: {
  readonly visit: Visit
  readonly file: BankFile
  readonly statements: readonly BankStatement[]
}) {
  const { visit, file, statements } = props
  const { register } = visit.context
  const { booked, waiting, reversed, known, debits, pending } = file.counts
  const wrong = statements.filter((one) => (differenceIn(one) ?? 0) !== 0)
  const said = formatList(
    [
      booked === 0
        ? 'geen betalingen geboekt'
        : counted(booked, 'betaling geboekt', 'betalingen geboekt'),
      reversed > 0 && counted(reversed, 'betaling teruggedraaid', 'betalingen teruggedraaid'),
      waiting > 0 && counted(waiting, 'regel wacht', 'regels wachten'),
      known > 0 && counted(known, 'regel was er al', 'regels waren er al'),
      debits > 0 && counted(debits, 'afschrijving overgeslagen', 'afschrijvingen overgeslagen'),
      pending > 0 &&
        counted(
          pending,
          'regel nog niet verwerkt door de bank',
          'regels nog niet verwerkt door de bank',
        ),
    ].filter((part) => part !== false),
  )
  return (
    <>
      <Alert type={wrong.length > 0 ? 'warning' : 'success'} title={`${sentenceCase(said)}.`}>
        {booked > 0 && <p>Wie heeft betaald, krijgt een e-mail.</p>}
        {wrong.map(({ first, last }) => (
          <p>
            Op het afschrift van {formatSpan(first, last)} kloppen de saldo’s niet met de regels.
            Kijk of het bestand compleet is.
          </p>
        ))}
      </Alert>
      {waiting > 0 && (
        <p>
          <Button href={paths.bankQueue(register.id)}>Naar de regels die wachten</Button>
        </p>
      )}
      <List
        visit={visit}
        caption="Afschriften in dit bestand"
        rows={statements}
        columns={({ name, text, status }) => [
          name(
            'Dagen',
            ({ first, last }) => formatSpan(first, last),
            ({ id }) => paths.bankStatement(register.id, id),
          ),
          text('Nummer', (one) => one.sequence || one.name),
          text('Bijschrijvingen', ({ credits }) => formatCount(credits), { align: 'end' }),
          status('Stand', statementTag),
        ]}
        empty={{
          title: 'Dit stond er allemaal al',
          text: (
            <p>
              Deze afschriften zijn eerder ingelezen.{' '}
              <a href={paths.workStatements(register.id)}>Alle afschriften</a>
            </p>
          ),
        }}
      />
    </>
  )
}

/** What the bank says of a line, in short: who paid, and with which words. */
export function payerText({ payerName, payerIban }: BankLine): string {
  return payerName || payerIban || 'Onbekend'
}

/** The words that came with a line. */
export function wordsText({ reference, words }: BankLine): string {
  const said = /^RF\d{2}[A-Z0-9]{1,21}$/.test(reference) ? groupedReference(reference) : reference
  return [said, words].filter((one) => one !== '').join(' ')
}

/** The lines that wait for somebody. */
export async function showBankQueue(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { all, free, tied } = await waitingFor(visit)
  return listPage(visit, {
    title: free.length === 0 ? 'Regels die wachten' : `Regels die wachten (${free.length})`,
    ...inStatements(register),
    list: {
      caption: 'Regels van bankafschriften die wachten, de oudste eerst',
      rows: free,
      columns: ({ name, text, money }) => [
        name(
          'Dag',
          ({ bookedOn }) => formatDay(bookedOn),
          ({ id }) => paths.bankLine(register.id, id),
        ),
        money('Bedrag', ({ cents, kind }) => (kind === 'reversal' ? -cents : cents)),
        text('Van', payerText),
        text('Omschrijving', (line) => wordsText(line).slice(0, 120), { breaks: true }),
        text('Waarom het wacht', ({ doubt }) => (doubt === undefined ? '' : doubtText(doubt))),
      ],
      empty: {
        title: 'Er wacht niets',
        text: (
          <p>
            Alles wat er binnenkwam, is geboekt.{' '}
            <a href={paths.workStatements(register.id)}>Een afschrift inlezen</a>
          </p>
        ),
      },
    },
    after: (
      <>
        <Tied {...{ visit, tied }} />
        {all.length === mostWaiting && (
          <p>Dit zijn de eerste {mostWaiting}. De rest komt als deze klaar zijn.</p>
        )}
      </>
    ),
  })
}

/** One statement: its balances, whether they fit, and its lines. */
export async function showBankStatement(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const statement = (await findStatement(context, visit.param('statement'))) ?? notFound()
  const { id, name, first, last, openingCents, closingCents, entriesCents } = statement
  const pages = pagesOf(await countLines(context, id), linesOnAPage)
  const page = Math.min(pages, pageAsked(visit))
  const all = await linesOf(context, id, page)
  const { free, tied } = await withoutTied(visit, ['collect-payments'], all, whoseOf)
  return titledPage(
    visit,
    {
      title: `Afschrift van ${formatSpan(first, last)}`,
      ...inStatements(register),
    },
    <>
      <Balance statement={statement} />
      <SummaryList
        items={[
          { term: 'Nummer', value: statement.sequence ? `${statement.sequence} (${name})` : name },
          { term: 'Beginsaldo', value: moneyOr(openingCents) },
          { term: 'Alle regels samen', value: formatMoney(entriesCents) },
          { term: 'Eindsaldo', value: moneyOr(closingCents) },
          {
            term: 'Afschrijvingen',
            value:
              statement.debits === 0
                ? 'Geen'
                : `${formatCount(statement.debits)}, samen ${formatMoney(statement.debitCents)}. We bewaren ze niet.`,
          },
        ]}
      />
      <List
        visit={visit}
        caption="Regels van het afschrift"
        rows={free}
        pages={{ page, of: pages }}
        columns={({ name: named, text, money, status }) => [
          named(
            'Dag',
            ({ bookedOn }) => formatDay(bookedOn),
            (line) => paths.bankLine(register.id, line.id),
          ),
          money('Bedrag', ({ cents, kind }) => (kind === 'reversal' ? -cents : cents)),
          text('Van', payerText),
          text('Waaraan herkend', explained, { breaks: true }),
          status('Stand', lineTag),
        ]}
        empty={{ title: 'Op dit afschrift staan geen bijschrijvingen' }}
      />
      <Tied {...{ visit, tied }} />
    </>,
  )
}

/** By what a line was recognised, why it waits, or why it was put aside. */
export function explained({ doubt, reasons, asideBecause }: BankLine): string {
  if (doubt !== undefined) return doubtText(doubt)
  return asideBecause === '' ? reasonsText(reasons) : asideBecause
}

/** Where a line stands. */
export function lineTag({ state, canBeTakenUp }: BankLine): {
  readonly colour: TagColour
  readonly label: string
} {
  switch (state) {
    case 'new':
      return { colour: 'blue', label: 'Wordt bekeken' }
    case 'waiting':
      return { colour: 'yellow', label: 'Wacht' }
    case 'booked':
      return canBeTakenUp
        ? { colour: 'grey', label: 'Teruggedraaid' }
        : { colour: 'green', label: 'Geboekt' }
    case 'reversed':
      return { colour: 'green', label: 'Teruggeboekt' }
    case 'aside':
      return { colour: 'grey', label: 'Opzij gelegd' }
  }
}

// Whether what the bank says adds up.
function Balance({ statement }: { readonly statement: BankStatement }) {
  const off = differenceIn(statement)
  if (off === undefined) {
    return (
      <Alert type="info">
        <p>Op dit afschrift staat geen begin- of eindsaldo. Of het compleet is, is niet te zien.</p>
      </Alert>
    )
  }
  if (off === 0) return null
  return (
    <Alert type="warning" title="De saldo’s kloppen niet met de regels">
      <p>
        Het verschil is {formatMoney(off)}. Waarschijnlijk ontbreken er regels. Download dit
        afschrift opnieuw bij de bank en lees het nog een keer in: wat er al is, telt niet dubbel.
      </p>
    </Alert>
  )
}
