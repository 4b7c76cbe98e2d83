import { deliverList } from '#domain/dossier/list/deliver-list.ts'
import type { MatchedLine, YearComesTo } from '#domain/dossier/list/match-list.ts'
import { matchList } from '#domain/dossier/list/match-list.ts'
import { listDeliveries } from '#domain/dossier/list/queries.ts'
import type { UnreadLine } from '#domain/dossier/list/read-list.ts'
import { mostLines } from '#domain/dossier/list/read-list.ts'
import { withdrawList } from '#domain/dossier/list/withdraw-list.ts'
import type { ConfirmingList, Kind } from '#engine'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { files, text } from '#web/forms/questions.tsx'
import type { Content, FieldError } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup, DataTable, EmptyState, formatDay } from '#web/kit/index.ts'
import { columnsOf } from '#web/layout/columns.tsx'
import { confirmPage } from '#web/layout/confirm-page.tsx'
import { showForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import { currentVersion } from '#web/public/in-words.ts'
import type { Visit } from '#web/route.ts'
import { idIn, leaveFor, notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'

/** The lists by which others confirm activities, and those that were delivered. */
export async function showLists(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { lists } = currentVersion(context).regulation
  if (lists.length === 0) notFound()
  const delivered = await listDeliveries(context)
  return titledPage(
    visit,
    { title: 'Lijsten', ...inWork(register) },
    <>
      <p class="lead">
        Met een lijst van een ander bevestigt u in één keer wie iets in een jaar deed.
      </p>
      <ul>
        {lists.map(({ id, label, from, text: said }) => (
          <li>
            <a href={paths.workList(register.id, id)}>{label}</a>
            {label.includes(from) ? '' : ` (van ${from})`}. {said}
          </li>
        ))}
      </ul>
      <h2>Ontvangen</h2>
      {delivered.length === 0 ? (
        <EmptyState title="Er is nog geen lijst ontvangen" />
      ) : (
        <List
          {...{ visit, rows: delivered, caption: 'Ontvangen lijsten, de nieuwste eerst' }}
          columns={({ name, text: said, day }) => [
            name('Lijst', ({ label }) => label),
            day('Ontvangen', ({ deliveredOn }) => deliveredOn),
            said('Mensen', ({ people }) => String(people), { align: 'end' }),
            said('Jaren', ({ years }) => String(years), { align: 'end' }),
            said('Stand', ({ id, label, deliveredOn, withdrawnOn }) =>
              withdrawnOn === undefined ? (
                <a href={paths.workListBack(register.id, id)}>
                  Intrekken
                  <span class="visually-hidden">
                    : {label} van {formatDay(deliveredOn)}
                  </span>
                </a>
              ) : (
                `Ingetrokken op ${formatDay(withdrawnOn)}`
              ),
            ),
          ]}
        />
      )}
    </>,
  )
}

const listForm = form({
  file: files('lijst-csv', 'Bestand', {
    accept: '.csv,.txt',
    optional: 'said-above',
    hint: 'Een CSV-bestand uit een rekenblad, hoogstens 90 kB.',
  }),
  list: text('lijst', 'Of plak de lijst hier', {
    most: 90_000,
    rows: 8,
    optional: 'said-above',
    counted: false,
    hint: 'Op de eerste regel staan de koppen: nummer, naam, e-mail, jaar en rol. Een nummer, naam of e-mailadres is genoeg. Bij jaar mag ook 2021-2024 staan.',
  }),
})

/** Where a list is chosen or pasted. */
export async function showList(visit: Visit): Promise<Response> {
  return listPage(visit, listOf(visit), { typed: visit.kept ?? new Answers({}) })
}

/** Shows what a list comes to, line by line; a second press of the button delivers it. */
export async function sendList(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const asked = listOf(visit)
  const brought = sent.value('lijst-csv')
  const content = (brought === '' ? sent.value('lijst') : brought).replaceAll('\0', '')
  const typed = new Answers({ lijst: [content] })
  const wrong = (message: string) =>
    listPage(visit, asked, { typed, errors: [{ field: 'lijst', message }] })
  if (sent.refused.length > 0) {
    const errors = sent.refused.map(({ message }) => ({ field: 'lijst-csv', message }))
    return listPage(visit, asked, { typed, errors })
  }
  const matched = await matchList(context, asked.list, content)
  switch (matched.outcome) {
    case 'empty':
      return wrong('Kies een bestand of plak een lijst, met een regel voor elke persoon.')
    case 'no-heading':
      return wrong(
        `Zet op de eerste regel de koppen: nummer, naam of e-mail, en jaar${asked.list.role === undefined ? '' : ', en rol'}. Bijvoorbeeld: nummer;naam;jaar${asked.list.role === undefined ? '' : ';rol'}`,
      )
    case 'too-long':
      return wrong(`Deel de lijst in stukken van hoogstens ${mostLines} regels.`)
    case 'matched':
  }
  if (sent.value('intent') !== 'vastleggen') {
    return listPage(visit, asked, { typed, preview: matched })
  }
  const delivered = await deliverList(context, asked.list, asked.kind, content)
  if (delivered.outcome !== 'delivered') {
    return listPage(visit, asked, { typed, preview: matched })
  }
  const { added, confirmed, left } = delivered
  const said = `${asked.list.label} vastgelegd: ${years(added)} toegevoegd, ${years(confirmed)} bevestigd. ${left === 0 ? '' : `${left} keer gebeurde er niets.`}`
  return leaveFor(visit, paths.workLists(context.register.id), said.trim())
}

/** Asks whether a list that was delivered may be taken back. */
export async function askWithdrawList(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const all = await listDeliveries(context)
  const found = all.find(({ id }) => id === idIn(visit)) ?? notFound()
  const back = paths.workLists(register.id)
  if (found.withdrawnOn !== undefined) {
    return leaveFor(visit, back, 'Deze lijst is al ingetrokken.', 'info')
  }
  return confirmPage(
    visit,
    {
      title: 'Lijst intrekken',
      heading: `Wilt u deze lijst intrekken: ${found.label}?`,
      button: 'Lijst intrekken',
      danger: true,
      back: { label: 'Niet intrekken', href: back },
      ...inWork(register, { label: 'Lijsten', href: back }),
    },
    <p>
      De lijst van {formatDay(found.deliveredOn)} bevestigt dan niets meer. Wat door de lijst in een
      portfolio kwam, gaat er weer uit, behalve wat in een aanvraag zit of is beoordeeld.
    </p>,
  )
}

/** Takes a list back. */
export async function sendWithdrawList(visit: Visit): Promise<Response> {
  const { context } = visit
  const back = paths.workLists(context.register.id)
  const done = await withdrawList(context, idIn(visit))
  switch (done.outcome) {
    case 'not-found':
      return notFound()
    case 'already':
      return leaveFor(visit, back, 'Deze lijst was al ingetrokken.', 'info')
    case 'withdrawn':
      return leaveFor(
        visit,
        back,
        `De lijst is ingetrokken. ${years(done.removed)} uit portfolio’s gehaald${done.stay === 0 ? '' : `; ${years(done.stay)} bleven staan, omdat die in een aanvraag zitten of zijn beoordeeld`}.`,
      )
  }
}

const years = (count: number) => (count === 1 ? '1 jaar' : `${count} jaren`)

interface AskedList {
  readonly list: ConfirmingList
  readonly kind: Kind
}

function listOf(visit: Visit): AskedList {
  const { regulation } = currentVersion(visit.context)
  const list = regulation.lists.find(({ id }) => id === visit.param('list')) ?? notFound()
  const kind = regulation.kinds.find(({ id }) => id === list.confirms) ?? notFound()
  return { list, kind }
}

interface Preview {
  readonly lines: readonly MatchedLine[]
  readonly unread: readonly UnreadLine[]
}

function listPage(
  visit: Visit,
  { list, kind }: AskedList,
  shown: {
    readonly typed: Answers
    readonly errors?: readonly FieldError[]
    readonly preview?: Preview
  },
): Promise<Response> {
  const { register } = visit.context
  const { typed, errors = [], preview } = shown
  const counts = preview === undefined ? 0 : countOf(preview)
  return showForm(
    visit,
    listForm,
    {
      title: list.label,
      ...inWork(register, { label: 'Lijsten', href: paths.workLists(register.id) }),
      lead: (
        <p class="lead">
          {sentenceCase(list.from)} geeft deze lijst. Elk jaar erop wordt bevestigd als ‘
          {withinSentence(kind.label)}’
          {list.role !== undefined && `, voor wie er als ‘${list.role}’ op staat`}.
        </p>
      ),
      above: preview !== undefined && <WhatItComesTo preview={preview} counts={counts} />,
      form: { files: true, guard: true },
      button: (
        <ButtonGroup>
          {counts > 0 && (
            <Button name="intent" value="vastleggen">
              Vastleggen wat klopt
            </Button>
          )}
          <Button name="intent" value="bekijken" variant={counts > 0 ? 'secondary' : 'primary'}>
            {preview === undefined ? 'Bekijk wat de lijst doet' : 'Bekijk opnieuw'}
          </Button>
        </ButtonGroup>
      ),
    },
    { typed, errors },
  )
}

function countOf({ lines }: Preview): number {
  return lines
    .flatMap((line) => (line.is === 'found' ? [...line.comesTo.values()] : []))
    .filter((is) => is === 'adds' || is === 'confirms').length
}

interface Row {
  readonly line: number
  readonly who: Content
  readonly says: Content
}

// What each line comes to, those with a mistake first in the order of the list.
function WhatItComesTo({
  preview,
  counts,
}: {
  readonly preview: Preview
  readonly counts: number
}) {
  const rows: Row[] = [
    ...preview.unread.map(({ line, text: content, why }) => ({
      line,
      who: content,
      says: <strong>{unreadWords[why]}</strong>,
    })),
    ...preview.lines.map((line) => ({
      line: line.line,
      who: [line.number, line.name, line.email].filter((one) => one !== '').join(', '),
      says: line.is === 'found' ? <Found line={line} /> : <strong>{lineWords[line.is]}</strong>,
    })),
  ].toSorted((one, other) => one.line - other.line)
  const wrong = preview.unread.length + preview.lines.filter(({ is }) => is !== 'found').length
  return (
    <>
      <Alert type={wrong > 0 ? 'warning' : 'info'} title="Dit doet de lijst" focus>
        <p>
          {counts === 0
            ? 'Er is niets om vast te leggen.'
            : `${years(counts)} worden bevestigd. Er is nog niets vastgelegd.`}
        </p>
        {wrong > 0 && (
          <p>
            {wrong === 1 ? '1 regel doet niets' : `${wrong} regels doen niets`}. Verbeter de lijst
            hieronder, of leg vast wat klopt.
          </p>
        )}
      </Alert>
      <DataTable
        caption="Regel voor regel"
        rows={rows}
        columns={columnsOf<Row>(({ name, text: said }) => [
          said('Regel', ({ line }) => String(line), { align: 'end' }),
          name('Op de lijst', ({ who }) => who),
          said('Wat het doet', ({ says }) => says),
        ])}
      />
    </>
  )
}

const unreadWords = {
  nobody: 'Hier staat geen nummer, naam of e-mailadres.',
  'no-year': 'Hier staat geen jaar.',
  'bad-year':
    'Dit jaar kan niet. Schrijf 2024, 2021-2024 of 2021 en 2023, en geen jaar dat nog komt.',
  'no-role': 'Hier staat geen rol.',
} as const satisfies Record<UnreadLine['why'], string>

const lineWords = {
  unknown: 'Niet gevonden in dit register.',
  several: 'Meer mensen passen hierbij. Zet het registratienummer erbij.',
  'other-role': 'Staat er in een andere rol op, en telt hier niet.',
  tied: 'Er is een band met deze persoon. Een collega verwerkt deze regel.',
} as const satisfies Record<Exclude<MatchedLine['is'], 'found'>, string>

const yearWords: Readonly<Record<YearComesTo, string>> = {
  adds: 'komt in het portfolio',
  confirms: 'staat er al, en wordt bevestigd',
  already: 'was al bevestigd',
  closed: 'kan niet: het portfolio is niet open',
}

function Found({ line }: { readonly line: Extract<MatchedLine, { is: 'found' }> }) {
  const { person, byName, comesTo } = line
  return (
    <>
      {person.name}
      {person.number === undefined ? '' : ` (${person.number})`}
      {byName && ', alleen op naam gevonden'}.{' '}
      {[...comesTo].map(([year, is]) => `${year} ${yearWords[is]}`).join('; ')}.
    </>
  )
}
