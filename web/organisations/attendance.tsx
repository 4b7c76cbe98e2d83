import { lastDayToAnswer } from '#domain/learning/attendance/attendance.ts'
import { listContests } from '#domain/learning/attendance/queries.ts'
import type { AttendanceDelivery } from '#domain/learning/attendance-list/attendance-list.ts'
import {
  isAtWork,
  mayTell,
  mostPastedRows,
  withdrawableUntil,
} from '#domain/learning/attendance-list/attendance-list.ts'
import type { DeliveredAttendance } from '#domain/learning/attendance-list/deliver.ts'
import { deliverFile, deliverRows } from '#domain/learning/attendance-list/deliver.ts'
import {
  discardList,
  goOnWithList,
  handInList,
  mayWithdraw,
  withdrawDelivery,
} from '#domain/learning/attendance-list/hand-in.ts'
import { mistakeText } from '#domain/learning/attendance-list/mistake-text.ts'
import type { ListedRow } from '#domain/learning/attendance-list/queries.ts'
import {
  findAttendanceDelivery,
  listAttendanceDeliveries,
  listRows,
} from '#domain/learning/attendance-list/queries.ts'
import { columnNames } from '#domain/learning/attendance-list/read-row.ts'
import type { ToldEdition } from '#domain/learning/attendance-list/told-edition.ts'
import {
  editionsToTell,
  findToldEdition,
  listToldEditions,
} from '#domain/learning/attendance-list/told-edition.ts'
import type { Enrolled } from '#domain/learning/enrolment/enrolment.ts'
import { listEnrolled } from '#domain/learning/enrolment/queries.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { csvLine } from '#domain/platform/table/csv.ts'
import type { WrittenRow } from '#domain/platform/table/write-xlsx.ts'
import { workbookOf } from '#domain/platform/table/write-xlsx.ts'
import { formatAmount, hundredthsOf, typedAmount } from '#engine'
import { csvFile, xlsxFile } from '#web/csv-file.ts'
import type { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { amount, checks, files, line, text, unasked } from '#web/forms/questions.tsx'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Details,
  formatCount,
  formatDay,
  JobProgress,
  NextStep,
  Tag,
} from '#web/kit/index.ts'
import type { Columns } from '#web/layout/columns.tsx'
import { PageForm } from '#web/layout/form-page.tsx'
import { List, pageAsked, pagesOf } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import {
  deliveryTag,
  participants,
  problemText,
  waitingText,
  waits,
} from '#web/organisations/attendance-words.ts'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf, leaveFor, notFound, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

/** Of which editions it can be told who was there, what waits for an answer, and what was told before. */
export async function showAttendance(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const { organisation } = actingOf(visit)
  const { id } = organisation
  const editions = await listToldEditions(context, id)
  const contests = await listContests(context, { organisation: id, state: 'asked' })
  const deliveries = await listAttendanceDeliveries(context, id)
  const titles = new Map(editions.map((one) => [one.id, one]))
  const waiting = deliveries.find(({ state }) => state === 'checked')
  // Of what is over and was never told there is nothing to do any more.
  const [over, open] = [true, false].map((is) =>
    editions.filter((one) => (mayTell(one, today) === 'too-late') === is),
  )
  return titledPage(
    visit,
    {
      title: 'Deelname doorgeven',
      ...inOrganisation(visit, paths.attendance(register.id, id)),
    },
    <>
      {contests.length > 0 && (
        <Alert type="warning" title="Iemand is het er niet mee eens">
          <ul>
            {contests.map((one) => (
              <li>
                <a href={paths.attendanceContest(register.id, id, one.id)}>
                  {one.named === '' ? 'Een deelnemer' : one.named}
                </a>
                , gemeld op {formatDay(one.contestedOn)}. Antwoorden kan tot en met{' '}
                {formatDay(lastDayToAnswer(one.contestedOn))}.
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {waiting !== undefined && (
        <NextStep
          title={`De lijst van ${titles.get(waiting.editionId)?.title ?? 'een opleiding'} is nog niet ingestuurd`}
          icon="arrow-right"
        >
          <p>{waitingText(waiting)}</p>
          <Button href={paths.attendanceDelivery(register.id, id, waiting.id)}>
            Lijst bekijken
          </Button>
        </NextStep>
      )}
      <h2>Kies een uitvoering</h2>
      <List
        visit={visit}
        caption="Uitvoeringen die zijn begonnen, de nieuwste eerst"
        rows={open ?? []}
        empty={{
          title:
            editions.length === 0
              ? 'Er is nog geen uitvoering geweest'
              : 'Er is nu niets om door te geven',
          text: (
            <p>
              Zodra een uitvoering is begonnen, kan hier worden doorgegeven wie erbij waren. Dat kan
              tot twee maanden na de laatste dag.
            </p>
          ),
        }}
        columns={({ name, text: said, day }) => [
          name(
            'Opleiding',
            ({ title, number }) => `${title} (${number})`,
            (one) => paths.attendanceEdition(register.id, id, one.id),
          ),
          said('Laatste dag', lastDayText),
          said('Doorgegeven', ({ told }) => (told === 0 ? 'Nog niemand' : participants(told))),
          day('Kan tot en met', ({ tellBefore }) => tellBefore),
        ]}
      />
      {over !== undefined && over.length > 0 && (
        <Details summary={`Waarvan de termijn voorbij is (${over.length})`}>
          <List
            visit={visit}
            caption="Uitvoeringen waarvan de termijn voorbij is, de nieuwste eerst"
            rows={over}
            columns={({ name, text: said }) => [
              name(
                'Opleiding',
                ({ title, number }) => `${title} (${number})`,
                (one) => paths.attendanceEdition(register.id, id, one.id),
              ),
              said('Laatste dag', lastDayText),
              said('Doorgegeven', ({ told }) => (told === 0 ? 'Niemand' : participants(told))),
            ]}
          />
        </Details>
      )}
      {deliveries.length > 0 && (
        <>
          <h2>Lijsten</h2>
          <List
            visit={visit}
            caption="Lijsten, de nieuwste eerst"
            rows={deliveries}
            columns={({ name, day, text: said, status }) => [
              name(
                'Lijst',
                (one) => listName(one, titles.get(one.editionId)),
                (one) => paths.attendanceDelivery(register.id, id, one.id),
              ),
              day('Gestuurd', ({ deliveredOn }) => deliveredOn),
              said('Deelnemers', ({ counts }) => formatCount(counts.ready), { align: 'end' }),
              status('Stand', (one) => deliveryTag(one, today)),
            ]}
          />
        </>
      )}
    </>,
  )
}

function lastDayText({ anyTime, lastDay, firstDay }: ToldEdition): string {
  return anyTime ? `Wanneer het uitkomt, in ${firstDay.year}` : formatDay(lastDay)
}

function listName({ origin, name }: AttendanceDelivery, edition: ToldEdition | undefined): string {
  const of = edition === undefined ? '' : `, ${edition.title}`
  switch (origin) {
    case 'one':
      return `Eén deelnemer${of}`
    case 'pasted':
      return `Geplakte lijst${of}`
    case 'file':
      return `${name}${of}`
    case 'api':
      return `Gestuurd door een programma${of}`
    case 'trainer':
      return `Getekend door ${name === '' ? 'een trainer' : name}${of}`
  }
}

const oneQuestions = {
  number: line('nummer', 'Registratienummer', {
    required: 'Vul het registratienummer in.',
    hint: 'Met of zonder voorvoegsel, spaties en punten.',
    width: 'm',
  }),
  surname: line('achternaam', 'Achternaam', { required: 'Vul de achternaam in.' }),
  hours: amount('uren', 'Uren', { hint: 'Leeg: alle uren van de opleiding.', most: 144_000 }),
}

const oneForm = form({ ...oneQuestions, day: unasked<string>('') })

// Of what each takes when it suits them, the day is theirs.
const oneOnADayForm = form({
  ...oneQuestions,
  day: line('datum', 'Klaar op', {
    required: 'Vul de datum in waarop de deelnemer klaar was.',
    hint: 'Bijvoorbeeld 12-11-2026.',
    width: 's',
  }),
})

// Nobody is ticked beforehand: whoever tells it says who was there.
function enrolledForm(enrolled: readonly Enrolled[]) {
  return form({
    there: checks('erbij', 'Wie waren erbij?', {
      required: 'Kies wie erbij waren.',
      options: enrolled.map(({ id, name, numbers }) => ({
        value: id,
        label: `${name} (${numbers[0] ?? ''})`,
      })),
    }),
    hours: amount('uren-aangemeld', 'Uren', {
      hint: 'Leeg: alle uren van de opleiding. Was iemand er maar een deel? Geef die apart door.',
      most: 144_000,
    }),
  })
}

const pasteForm = form({
  list: text('lijst', 'Registratienummers', {
    required: 'Plak minstens één registratienummer.',
    hint: `Eén per regel. De achternaam mag erachter. Hoogstens ${formatCount(mostPastedRows)} regels.`,
    most: 100_000,
    rows: 8,
    counted: false,
  }),
})

const fileForm = form({
  files: files('bestand', 'Bestand met deelnemers', {
    accept: '.csv,.xlsx,.txt',
    camera: false,
    required: 'Kies een bestand.',
    hint: 'CSV of Excel (.xlsx), hoogstens 20 MB.',
  }),
})

/** An edition of which it is told who was there: one participant, a pasted list or a file. */
export async function showAttendanceEdition(visit: Visit): Promise<Response> {
  return editionPage(visit, visit.kept ?? visit.form, [])
}

/** Takes one participant, a pasted list or a file; it is checked first, and nothing is handed in. */
export async function sendAttendanceEdition(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const { organisation } = actingOf(visit)
  const of = { organisationId: organisation.id, editionId: visit.param('edition') }
  const wrong = (errors: readonly FieldError[]) => editionPage(visit, sent, errors)
  switch (sent.value('doe')) {
    case 'een': {
      const edition = await findToldEdition(context, organisation.id, of.editionId)
      const read = (edition?.anyTime === true ? oneOnADayForm : oneForm).read(sent)
      if (read.outcome === 'wrong') return wrong(read.errors)
      const { number, surname, hours, day } = read.answers
      const rows = [[number, surname, hours === undefined ? '' : typedAmount(hours), day]]
      const heading = [columnNames.number, columnNames.surname, columnNames.hours, columnNames.day]
      const list = { origin: 'one', heading, rows, bySurname: true } as const
      return delivered(visit, await deliverRows(context, of, list))
    }
    case 'aangemeld': {
      const enrolled = await listEnrolled(context, of.editionId)
      const read = enrolledForm(enrolled).read(sent)
      if (read.outcome === 'wrong') return wrong(read.errors)
      const { there, hours } = read.answers
      const rows = enrolled
        .filter(({ id }) => there.includes(id))
        .map(({ numbers, surname }) => [
          numbers[0] ?? '',
          surname,
          hours === undefined ? '' : typedAmount(hours),
        ])
      const heading = [columnNames.number, columnNames.surname, columnNames.hours]
      const list = { origin: 'pasted', heading, rows, bySurname: true } as const
      return delivered(visit, await deliverRows(context, of, list))
    }
    case 'plakken': {
      const read = pasteForm.read(sent)
      if (read.outcome === 'wrong') return wrong(read.errors)
      const rows = pastedRows(read.answers.list)
      if (rows.length > mostPastedRows) {
        const message = `Dit zijn ${formatCount(rows.length)} regels. Stuur zo’n lijst als bestand.`
        return wrong([{ field: 'lijst', message }])
      }
      const heading = [columnNames.number, columnNames.surname]
      const list = { origin: 'pasted', heading, rows, bySurname: false } as const
      return delivered(visit, await deliverRows(context, of, list))
    }
    default: {
      const read = fileForm.read(sent)
      if (read.outcome === 'wrong') return wrong(read.errors)
      const file = read.answers.files.at(-1)
      if (file === undefined) return wrong([{ field: 'bestand', message: 'Kies een bestand.' }])
      return delivered(visit, await deliverFile(context, of, file))
    }
  }
}

/** The lines of a pasted list: a number, and a surname behind it where there is one. */
export function pastedRows(typed: string): readonly (readonly string[])[] {
  return typed
    .split(/\r\n|\r|\n/)
    .map((each) => each.trim().slice(0, 300))
    .filter((each) => each !== '')
    .map((each) => {
      const [, number = each, surname = ''] =
        /^((?:\p{L}{2,12}[\s._-]*)?\d[\d\s.]*)[\s,;\t]*(.*)$/u.exec(each) ?? []
      return [number.trim(), surname.trim()]
    })
}

function delivered(visit: Visit, done: DeliveredAttendance): Response {
  const { register } = visit.context
  const { organisation } = actingOf(visit)
  switch (done.outcome) {
    case 'delivered':
      return seeOther(paths.attendanceDelivery(register.id, organisation.id, done.id))
    case 'not-found':
      return notFound()
    case 'not-yet':
    case 'too-late':
      return leaveFor(
        visit,
        paths.attendanceEdition(register.id, organisation.id, done.edition.id),
        done.outcome === 'not-yet'
          ? 'Deze uitvoering is nog niet begonnen.'
          : 'De termijn is voorbij. Deelnemers voeren hun deelname zelf in, met een bewijs.',
        'info',
      )
  }
}

async function editionPage(
  visit: Visit,
  typed: Answers,
  errors: readonly FieldError[],
): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const { say } = speech(visit)
  const { organisation } = actingOf(visit)
  const edition =
    (await findToldEdition(context, organisation.id, visit.param('edition'))) ?? notFound()
  const may = mayTell(edition, today)
  const before = await listAttendanceDeliveries(context, organisation.id, edition.id)
  const enrolled = await listEnrolled(context, edition.id)
  const at = (names: readonly string[]) => errors.filter(({ field }) => names.includes(field))
  const one = at(['nummer', 'achternaam', 'uren', 'datum'])
  const pasted = at(['lijst'])
  const waiting = before.find(({ state }) => state === 'checked')
  return titledPage(
    visit,
    {
      title: edition.title,
      caption: `Deelname doorgeven voor ${edition.number}`,
      ...inAttendance(visit),
      errors,
      lead: (
        <p class="lead">
          {edition.anyTime
            ? `Op een dag die de deelnemer kiest, in ${edition.firstDay.year}`
            : `${edition.days.length === 1 ? 'Op' : 'Laatste dag:'} ${formatDay(edition.lastDay)}`}
          {edition.place !== '' && `, ${edition.place}`}
          {edition.hours !== undefined && `, ${formatAmount(edition.hours)} uur`}.{' '}
          {may === 'yes' && `Doorgeven kan tot en met ${formatDay(edition.tellBefore)}.`}
        </p>
      ),
    },
    <>
      {waiting !== undefined && (
        <NextStep
          title={`${listName(waiting, undefined)} is nog niet ingestuurd`}
          icon="arrow-right"
        >
          <p>{waitingText(waiting)}</p>
          <Button href={paths.attendanceDelivery(register.id, organisation.id, waiting.id)}>
            Lijst bekijken
          </Button>
        </NextStep>
      )}
      {may === 'too-late' && (
        <Alert type="info" title="De termijn is voorbij">
          <p>
            Doorgeven kon tot en met {formatDay(edition.tellBefore)}. Wie erbij was, voert dat nu
            zelf in, met een bewijs van deelname.
          </p>
        </Alert>
      )}
      {may === 'not-yet' && (
        <Alert type="info" title="Nog niet begonnen">
          <p>Wie erbij waren, kan vanaf {formatDay(edition.firstDay)} worden doorgegeven.</p>
        </Alert>
      )}
      {may === 'yes' && (
        <>
          {enrolled.length > 0 && (
            <>
              <h2>Wie zich aanmeldden</h2>
              <PageForm visit={visit} hidden={{ doe: 'aangemeld' }} label="Wie zich aanmeldden">
                {enrolledForm(enrolled).ask(typed, at(['erbij', 'uren-aangemeld'])).all}
                <Button variant="secondary">Deelnemers controleren</Button>
              </PageForm>
            </>
          )}
          <h2>Met een bestand</h2>
          <p>
            <a href={paths.attendanceTemplate(register.id, organisation.id, edition.id)}>
              {enrolled.length > 0
                ? 'Download de lijst met wie zich aanmeldden (CSV)'
                : 'Download de lege lijst (CSV)'}
            </a>{' '}
            met de juiste kolommen: registratienummer, achternaam, aanwezig
            {edition.anyTime ? ', uren en de datum waarop de deelnemer klaar was' : ' en uren'}.{' '}
            {say('Je ziet', 'U ziet')} eerst wat er goed is en wat niet. Er wordt nog niets
            ingestuurd.
          </p>
          <PageForm visit={visit} files hidden={{ doe: 'bestand' }} label="Bestand">
            {fileForm.ask(typed, at(['bestand'])).all}
            <Button variant={waiting === undefined ? 'primary' : 'secondary'}>
              Lijst controleren
            </Button>
          </PageForm>
          <Details summary="Eén deelnemer" open={one.length > 0}>
            <PageForm visit={visit} hidden={{ doe: 'een' }} label="Eén deelnemer">
              {(edition.anyTime ? oneOnADayForm : oneForm).ask(typed, one).all}
              <Button variant="secondary">Deelnemer controleren</Button>
            </PageForm>
          </Details>
          {!edition.anyTime && (
            <>
              <Details summary="Een lijst plakken" open={pasted.length > 0}>
                <PageForm visit={visit} hidden={{ doe: 'plakken' }} label="Lijst plakken">
                  {pasteForm.ask(typed, pasted).all}
                  <Button variant="secondary">Nummers controleren</Button>
                </PageForm>
              </Details>
              <p>
                <a href={paths.attendanceTrainer(register.id, organisation.id, edition.id)}>
                  De trainer laten tekenen, of deelnemers zichzelf laten opschrijven
                </a>
              </p>
            </>
          )}
        </>
      )}
      {before.length > 0 && (
        <>
          <h2>Lijsten</h2>
          <List
            visit={visit}
            caption="Lijsten van deze uitvoering, de nieuwste eerst"
            rows={before}
            columns={({ name, day, text: said, status }) => [
              name(
                'Lijst',
                (each) => listName(each, undefined),
                (each) => paths.attendanceDelivery(register.id, organisation.id, each.id),
              ),
              day('Gestuurd', ({ deliveredOn }) => deliveredOn),
              said('Deelnemers', ({ counts }) => formatCount(counts.ready), { align: 'end' }),
              status('Stand', (each) => deliveryTag(each, today)),
            ]}
          />
        </>
      )}
    </>,
  )
}

/** Where a page about attendance stands: below that of the organisation. */
export function inAttendance(visit: Visit) {
  const { register } = visit.context
  const { organisation } = actingOf(visit)
  const href = paths.attendance(register.id, organisation.id)
  const own = inOrganisation(visit, href)
  return { ...own, breadcrumb: [...own.breadcrumb, { label: 'Deelname doorgeven', href }] }
}

/** A list with the right columns, and in it who enrolled. */
export async function giveAttendanceTemplate(visit: Visit): Promise<Response> {
  const { organisation } = actingOf(visit)
  const edition =
    (await findToldEdition(visit.context, organisation.id, visit.param('edition'))) ?? notFound()
  const { number, surname, present, hours, day } = columnNames
  const enrolled = await listEnrolled(visit.context, edition.id)
  return csvFile(`deelname-${edition.number}.csv`, [
    `\uFEFF${csvLine([number, surname, present, hours, ...(edition.anyTime ? [day] : [])])}`,
    ...enrolled.map((one) => csvLine([one.numbers[0] ?? '', one.surname, '', ''])),
  ])
}

const rowsOnAPage = 50

function wrongColumns({ name, text: said }: Columns<ListedRow>) {
  return [
    name('Rij', ({ row }) => `Rij ${row}`),
    said('Wat er staat', ({ cells }) =>
      cells
        .filter((cell) => cell !== '')
        .join(', ')
        .slice(0, 200),
    ),
    said('Fout', ({ mistakes }) => mistakes.map(mistakeText).join(' ')),
  ]
}

function rightColumns({ name, text: said }: Columns<ListedRow>) {
  return [
    name('Rij', ({ row }) => `Rij ${row}`),
    said('Deelnemer', ({ cells }) =>
      cells
        .filter((cell) => cell !== '')
        .slice(0, 2)
        .join(' '),
    ),
    said('Uren', ({ hours = 0 }) => formatAmount(hundredthsOf(hours)), { align: 'end' }),
  ]
}

/** A list as it stands: what is being done with it, what is right of it and what is wrong. */
export async function showAttendanceDelivery(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register, today } = context
  const { organisation } = actingOf(visit)
  const delivery = await findDelivery(visit)
  const edition = await findToldEdition(context, organisation.id, delivery.editionId)
  const works = isAtWork(delivery)
  const stands = delivery.brokenOffOn !== undefined || waits(delivery, today)
  const { counts } = delivery
  const wrong = delivery.state === 'checked' && counts.wrong > 0
  const page = pageAsked(visit)
  const shown = wrong ? counts.wrong : counts.ready
  const rows = works ? [] : await rowsOfPage(visit, delivery, wrong ? 'wrong' : 'ready', page)
  // What of a list did not go in with the rest waits to be mended.
  const left =
    delivery.state === 'done' && counts.wrong > 0
      ? await rowsOfPage(visit, delivery, 'wrong', 1)
      : []
  const tag = deliveryTag(delivery, today)
  const percent = Math.floor(100 * partOf(delivery))
  const told = delivery.state === 'running' || delivery.state === 'done'
  const toTell = told ? await editionsToTell(context, organisation.id) : []
  return titledPage(
    visit,
    {
      title:
        works && !stands
          ? `${percent}%: ${edition?.title ?? 'Deelname'}`
          : (edition?.title ?? 'Deelname'),
      heading: edition?.title ?? 'Deelname',
      caption: listName(delivery, undefined),
      ...inAttendance(visit),
      aside: <Tag colour={tag.colour}>{tag.label}</Tag>,
      refresh: works && !stands ? 10 : undefined,
    },
    <>
      <Standing visit={visit} delivery={delivery} edition={edition} />
      <NextEdition visit={visit} editions={toTell} />
      {(wrong || left.length > 0) && (
        <>
          <h2>{wrong ? 'Wat er niet goed is' : 'Wat niet is doorgegeven'}</h2>
          <p>
            <a href={paths.attendanceMistakes(register.id, organisation.id, delivery.id)}>
              Download {delivery.origin === 'file' ? 'het eigen bestand' : 'de lijst'} met een kolom
              ‘Fout’ ({delivery.isWorkbook ? 'Excel' : 'CSV'})
            </a>
            . Kan een fout niet worden hersteld? Haal dan de rij weg.
          </p>
          {left.length > 0 && edition !== undefined && mayTell(edition, today) === 'yes' && (
            <p>
              Herstel deze {left.length === 1 ? 'rij' : 'rijen'} en{' '}
              <a href={paths.attendanceEdition(register.id, organisation.id, edition.id)}>
                stuur ze opnieuw
              </a>
              , tot en met {formatDay(edition.tellBefore)}.
            </p>
          )}
        </>
      )}
      {left.length > 0 && (
        <List
          visit={visit}
          caption={
            counts.wrong > left.length
              ? `De eerste ${left.length} van ${formatCount(counts.wrong)} rijen met een fout`
              : 'Rijen met een fout'
          }
          rows={left}
          columns={wrongColumns}
        />
      )}
      {!wrong && rows.length > 0 && <h2>Deelnemers</h2>}
      {rows.length > 0 && (
        <List
          visit={visit}
          caption={wrong ? 'Rijen met een fout' : 'Deelnemers in de volgorde van de lijst'}
          rows={rows}
          pages={{ page, of: pagesOf(shown, rowsOnAPage) }}
          columns={wrong ? wrongColumns : rightColumns}
        />
      )}
    </>,
  )
}

// One list after another: the edition of which the term ends first comes next.
function NextEdition({
  visit,
  editions,
}: {
  readonly visit: Visit
  readonly editions: readonly ToldEdition[]
}) {
  const [next] = editions
  if (next === undefined) return null
  const { register } = visit.context
  const { organisation } = actingOf(visit)
  const others = editions.length - 1
  return (
    <NextStep title="De volgende uitvoering" icon="calendar-clock">
      <p>
        Van {next.title} op {formatDay(next.lastDay)} ({next.number}) is nog niet doorgegeven wie
        erbij was. Dat kan tot en met {formatDay(next.tellBefore)}.
      </p>
      <p>
        <Button href={paths.attendanceEdition(register.id, organisation.id, next.id)}>
          Deelname doorgeven
        </Button>
      </p>
      {others > 0 && (
        <p>
          <a href={paths.attendance(register.id, organisation.id)}>
            {others === 1 ? 'Nog 1 andere uitvoering' : `Nog ${others} andere uitvoeringen`}
          </a>{' '}
          {others === 1 ? 'wacht' : 'wachten'} daarna.
        </p>
      )}
    </NextStep>
  )
}

async function findDelivery(visit: Visit): Promise<AttendanceDelivery> {
  const { organisation } = actingOf(visit)
  const id = visit.param('delivery')
  return (await findAttendanceDelivery(visit.context, organisation.id, id)) ?? notFound()
}

async function rowsOfPage(
  visit: Visit,
  delivery: AttendanceDelivery,
  state: ListedRow['state'],
  page: number,
): Promise<readonly ListedRow[]> {
  const skip = Math.max(0, page - 1) * rowsOnAPage
  return listRows(visit.context, delivery.id, { state, skip, most: rowsOnAPage })
}

function partOf({ state, read, placed, counts }: AttendanceDelivery): number {
  return state === 'reading' ? read : Math.min(1, placed / Math.max(1, counts.ready))
}

interface StandingProps {
  readonly visit: Visit
  readonly delivery: AttendanceDelivery
  readonly edition: ToldEdition | undefined
}

function Standing({ visit, delivery, edition }: StandingProps) {
  const { say, register } = speech(visit)
  const { organisation } = actingOf(visit)
  const { today } = visit.context
  const { state, counts, hours, read, placed, problem, problemAt, submittedOn } = delivery
  const checked = counts.ready + counts.wrong + counts.known + counts.absent
  const again = (
    <p>
      {say('Je kunt', 'U kunt')} deze pagina sluiten. Wie blijft, ziet vanzelf hoe ver het is.
      {delivery.origin === 'file' &&
        ` ${say('Je krijgt', 'U krijgt')} een e-mail als het klaar is.`}
    </p>
  )
  const cancel = state === 'reading' && (
    <PageForm visit={visit} hidden={{ doe: 'weg' }}>
      <Button variant="link">Annuleren</Button>
    </PageForm>
  )
  if (delivery.brokenOffOn !== undefined) {
    return (
      <>
        <Alert type="error" title="Er ging iets mis in Peil">
          <p>
            Dat ligt niet aan de lijst. Er is niets verloren: wat er al stond, staat er nog. De
            beheerder weet ervan, en Peil probeert het elke ochtend opnieuw.
          </p>
        </Alert>
        <ButtonGroup>
          <PageForm visit={visit} hidden={{ doe: 'verder' }}>
            <Button>Opnieuw proberen</Button>
          </PageForm>
          {cancel}
        </ButtonGroup>
      </>
    )
  }
  if (delivery.waitsUntil !== undefined && waits(delivery, today)) {
    return (
      <>
        <Alert type="info" title={`Gaat verder op ${formatDay(delivery.waitsUntil)}`}>
          <p>
            {organisation.name} stuurde vandaag{' '}
            {formatCount(visit.context.platform.unknownRowsADay)} rijen met een nummer dat we niet
            vinden. Meer controleren we er niet op één dag, zodat niemand kan uitproberen van wie
            een nummer is. Wat is gestuurd, blijft bewaard en gaat dan vanzelf verder.
          </p>
        </Alert>
        {checked > 0 && (
          <p>
            {formatCount(checked)} {checked === 1 ? 'rij is' : 'rijen zijn'} al gecontroleerd.
          </p>
        )}
        {cancel}
      </>
    )
  }
  switch (state) {
    case 'reading':
      return (
        <JobProgress label="Wordt gecontroleerd" percent={Math.floor(read * 100)}>
          <p>
            {formatCount(checked)} {checked === 1 ? 'rij' : 'rijen'} gecontroleerd.
          </p>
          {again}
        </JobProgress>
      )
    case 'unreadable':
      return (
        <Alert type="error" title="We kunnen dit bestand niet lezen">
          <p>{problemText(problem ?? 'no-table', problemAt)}</p>
          {edition !== undefined && (
            <p>
              <a href={paths.attendanceEdition(register.id, organisation.id, edition.id)}>
                Stuur een ander bestand
              </a>
            </p>
          )}
        </Alert>
      )
    case 'checked':
      return <Checked {...{ visit, delivery, edition }} />
    case 'running':
    case 'withdrawing':
      return (
        <JobProgress
          label={state === 'running' ? 'Wordt verwerkt' : 'Wordt ingetrokken'}
          done={Math.min(placed, counts.ready)}
          total={counts.ready}
        >
          {again}
          <PageForm visit={visit} hidden={{ doe: 'verder' }}>
            <Button variant="secondary">Staat het stil? Ga verder</Button>
          </PageForm>
        </JobProgress>
      )
    case 'done':
      return (
        <>
          <Alert type="success" title="De deelname is verwerkt">
            <p>
              {participants(counts.ready)}, {formatAmount(hundredthsOf(hours))} uur, ingestuurd
              {submittedOn !== undefined && ` op ${formatDay(submittedOn)}`}. Wie een open portfolio
              heeft, kreeg er bericht van en kan melden wat niet klopt. Opent een portfolio later,
              dan komen de uren er dan bij.
            </p>
          </Alert>
          {submittedOn !== undefined && mayWithdraw(delivery, today) && (
            <Details summary="Deze lijst intrekken">
              <p>
                Dat kan tot en met {formatDay(withdrawableUntil(submittedOn))}. De hele lijst gaat
                dan weer uit de portfolio’s, behalve wat al is beoordeeld.
              </p>
              <PageForm visit={visit} hidden={{ doe: 'intrekken' }}>
                <Button variant="danger">De hele lijst intrekken</Button>
              </PageForm>
            </Details>
          )}
        </>
      )
    case 'discarded':
      return <p>Deze lijst is geannuleerd. Er is niets ingestuurd.</p>
    case 'withdrawn':
      return <p>Deze lijst is ingetrokken.</p>
  }
}

// What is right and what is not; nothing is handed in yet.
function Checked({ visit, delivery, edition }: StandingProps) {
  const { register } = visit.context
  const { organisation } = actingOf(visit)
  const { counts, hours } = delivery
  const { ready, wrong, known, absent } = counts
  const cancel = (
    <PageForm visit={visit} hidden={{ doe: 'weg' }}>
      <Button variant="link">Annuleren</Button>
    </PageForm>
  )
  const beside = [
    known > 0 && `${participants(known)} ${known === 1 ? 'was' : 'waren'} al doorgegeven.`,
    absent > 0 && `${participants(absent)} ${absent === 1 ? 'was' : 'waren'} er niet.`,
  ].filter((one) => one !== false)
  if (ready === 0) {
    return (
      <>
        <Alert type={wrong > 0 ? 'warning' : 'info'} title="Er is niets om in te sturen">
          <p>
            {wrong > 0 && `${wrong === 1 ? '1 fout' : `${formatCount(wrong)} fouten`}. `}
            {beside.join(' ')}
          </p>
        </Alert>
        {cancel}
      </>
    )
  }
  return (
    <>
      <Alert
        type={wrong > 0 ? 'warning' : 'info'}
        title={
          wrong > 0
            ? `${formatCount(ready)} goed, ${wrong === 1 ? '1 fout' : `${formatCount(wrong)} fouten`}`
            : `${participants(ready)} klaar om in te sturen`
        }
      >
        <p>
          {formatAmount(hundredthsOf(hours))} uur. Er is nog niets ingestuurd. {beside.join(' ')}
        </p>
      </Alert>
      {wrong > 0 && edition !== undefined && (
        <p>
          Stuur wat goed is nu in, of{' '}
          <a href={paths.attendanceEdition(register.id, organisation.id, edition.id)}>
            herstel eerst de fouten
          </a>{' '}
          en stuur de lijst opnieuw: wie er al in staat, wordt niet dubbel doorgegeven.
        </p>
      )}
      <ButtonGroup>
        <PageForm visit={visit} hidden={{ doe: wrong > 0 ? 'goede' : 'alles' }}>
          <Button>
            {wrong === 0
              ? 'Deelname insturen'
              : ready === 1
                ? 'Stuur de ene goede in'
                : `Stuur de ${formatCount(ready)} goede in`}
          </Button>
        </PageForm>
        {cancel}
      </ButtonGroup>
    </>
  )
}

/** Hands a list in, lays it aside, takes it back, or lets it go on. */
export async function sendAttendanceDelivery(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const { register } = context
  const { organisation } = actingOf(visit)
  const { id } = await findDelivery(visit)
  const here = paths.attendanceDelivery(register.id, organisation.id, id)
  const late = () => leaveFor(visit, here, 'Dat kan niet meer: de lijst is al verder.', 'info')
  switch (sent.value('doe')) {
    case 'alles':
    case 'goede': {
      const which = sent.value('doe') === 'alles' ? 'all' : 'what-is-right'
      const { outcome } = await handInList(context, organisation.id, id, which)
      if (outcome === 'too-late') {
        const text =
          'De termijn is voorbij. Deelnemers voeren hun deelname zelf in, met een bewijs.'
        return leaveFor(visit, here, text, 'info')
      }
      if (outcome === 'moved') {
        const text =
          'De uitvoering is gewijzigd nadat de lijst was gecontroleerd. Annuleer de lijst en stuur die opnieuw.'
        return leaveFor(visit, here, text, 'info')
      }
      if (outcome === 'has-mistakes' || outcome === 'nothing-ready') {
        const text = 'De lijst is opnieuw nagekeken. Hieronder staat wat er nu van klopt.'
        return leaveFor(visit, here, text, 'info')
      }
      return outcome === 'handed-in' ? seeOther(here) : late()
    }
    case 'weg': {
      const { outcome } = await discardList(context, organisation.id, id)
      if (outcome !== 'discarded') return late()
      const home = paths.attendance(register.id, organisation.id)
      return leaveFor(visit, home, 'De lijst is geannuleerd. Er is niets ingestuurd.')
    }
    case 'intrekken': {
      const { outcome } = await withdrawDelivery(context, organisation.id, id)
      return outcome === 'withdrawing' ? seeOther(here) : late()
    }
    case 'verder': {
      await goOnWithList(context, organisation.id, id)
      return seeOther(here)
    }
    default:
      return seeOther(here)
  }
}

/** The list as it was sent, in the form in which it came, with a column that says what is wrong; nothing in it can run as a formula. */
export async function giveAttendanceMistakes(visit: Visit): Promise<Response> {
  const delivery = await findDelivery(visit)
  const heading = delivery.heading ?? Object.values(columnNames)
  const name = delivery.origin === 'file' ? delivery.name.replace(/\.\w{2,5}$/, '') : 'deelname'
  const rows = withMistakes(visit, delivery, heading)
  return delivery.isWorkbook
    ? xlsxFile(`${name} met fouten.xlsx`, workbookOf('Deelnemers', rows))
    : csvFile(`${name} met fouten.csv`, linesOf(rows))
}

// Rows stand where they stood in the file, so that a row of the page is found there.
async function* withMistakes(
  visit: Visit,
  delivery: AttendanceDelivery,
  heading: readonly string[],
): AsyncGenerator<WrittenRow> {
  const { platform, register, actor } = visit.context
  const { organisation } = actingOf(visit)
  const within = { register, readOnly: true, organisation: organisation.id }
  yield { row: 1, cells: [...heading, 'Fout'] }
  // What was typed has no heading of its own.
  const below = delivery.origin === 'file' ? 0 : 1
  for (let after = 0; ; ) {
    const rows = await inRegister(platform, within, actor, (there) =>
      listRows(there, delivery.id, { after, most: 1000 }),
    )
    if (rows.length === 0) return
    after = rows.at(-1)?.row ?? after
    for (const { row, cells, mistakes } of rows) {
      const own = Array.from({ length: heading.length }, (_, at) => cells[at] ?? '')
      yield { row: row + below, cells: [...own, mistakes.map(mistakeText).join(' ')] }
    }
  }
}

/** How many empty rows in a row a CSV gets back at most: more is no list that somebody reads. */
const mostEmptyRows = 100

async function* linesOf(rows: AsyncIterable<WrittenRow>): AsyncGenerator<string> {
  let last = 0
  for await (const { row, cells } of rows) {
    const empty = Math.min(mostEmptyRows, Math.max(0, row - last - 1))
    yield `${last === 0 ? '\uFEFF' : ''}${'\r\n'.repeat(empty)}${csvLine(cells)}`
    last = row
  }
}
