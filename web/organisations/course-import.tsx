import { courseForms, courseLanguages } from '#domain/courses/course/course.ts'
import { offerOf } from '#domain/courses/course/offer.ts'
import type { CourseImport, Does, Says } from '#domain/learning/course-import/course-import.ts'
import { mostImportRows } from '#domain/learning/course-import/course-import.ts'
import { importMistakeText } from '#domain/learning/course-import/mistake-text.ts'
import type { ImportRow } from '#domain/learning/course-import/queries.ts'
import {
  findImport,
  hasNewCourse,
  importRows,
  listImports,
} from '#domain/learning/course-import/queries.ts'
import { exampleRow, importColumns } from '#domain/learning/course-import/read-row.ts'
import { discardImport, takeOver } from '#domain/learning/course-import/settle-import.ts'
import { importAddress, importFile } from '#domain/learning/course-import/take-import.ts'
import { csvLine } from '#domain/platform/table/csv.ts'
import { centsOf } from '#engine'
import { formatList } from '#language/lists.ts'
import { counted } from '#language/numbers.ts'
import { priceInWords } from '#web/courses/course-words.ts'
import { csvFile } from '#web/csv-file.ts'
import type { Answers } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { files, line } from '#web/forms/questions.tsx'
import type { FieldError, TagColour } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  ButtonGroup,
  Checkbox,
  Details,
  formatCount,
  formatDay,
  formatDayShort,
  JobProgress,
} from '#web/kit/index.ts'
import { PageForm } from '#web/layout/form-page.tsx'
import { List, pageAsked, pagesOf } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { importProblemText } from '#web/organisations/import-words.ts'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { actingOf, leaveFor, notFound, seeOther } from '#web/route.ts'
import { speech } from '#web/speech.ts'

const fileForm = form({
  files: files('bestand', 'Bestand met opleidingen', {
    accept: '.csv,.xlsx,.txt,.json',
    camera: false,
    required: 'Kies een bestand.',
    hint: `CSV, Excel (.xlsx) of JSON van de Open Education API. Hoogstens 20 MB en ${formatCount(mostImportRows)} rijen.`,
  }),
})

const addressForm = form({
  address: line('adres', 'Adres van de Open Education API', {
    required: 'Vul het adres in.',
    hint: 'Bijvoorbeeld https://api.voorbeeld.nl/ooapi/v5. Het moet zonder wachtwoord te lezen zijn.',
    most: 400,
    width: 'l',
    spellcheck: false,
    autocomplete: 'off',
    like: [/^https?:\/\/\S+$/i, 'Vul een adres in dat begint met https://.'],
  }),
})

/** Bringing in what a provider offers: by a file, or by the address of its own system. */
export async function showImport(visit: Visit): Promise<Response> {
  return importPage(visit, visit.kept ?? visit.form, [])
}

async function importPage(
  visit: Visit,
  typed: Answers,
  errors: readonly FieldError[],
): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { organisation } = actingOf(visit)
  const { say } = speech(visit)
  const before = await listImports(context, organisation.id)
  const offer = offerOf(context.platform.registers)
  const at = (name: string) => errors.filter(({ field }) => field === name)
  const named = (list: readonly { readonly label: string }[]) =>
    formatList(list.map(({ label }) => label))
  return titledPage(
    visit,
    { title: 'Opleidingen importeren', ...inCourses(visit), errors },
    <>
      <p class="lead">
        {say('Je ziet', 'U ziet')} eerst wat er nieuw is, wat verandert en wat niet goed is. Er
        verandert niets vóór {say('je', 'u')} dat zegt.
      </p>
      <h2>Met een bestand</h2>
      <p>
        <a href={paths.importTemplate(register.id, organisation.id)}>
          Download de lege lijst (CSV)
        </a>
        , met één rij als voorbeeld. Elke uitvoering heeft een eigen rij. Met een eigen code
        herkennen we een opleiding de volgende keer.
      </p>
      <PageForm visit={visit} files hidden={{ doe: 'bestand' }} label="Bestand">
        {fileForm.ask(typed, at('bestand')).all}
        <Button>Bestand bekijken</Button>
      </PageForm>
      <h2>Vanuit het eigen systeem</h2>
      <PageForm visit={visit} hidden={{ doe: 'adres' }} label="Adres">
        {addressForm.ask(typed, at('adres')).all}
        <Button variant="secondary">Aanbod ophalen</Button>
      </PageForm>
      <Details summary="Wat er in de kolommen kan staan">
        <ul>
          <li>Vorm: {formatList(Object.values(courseForms))}.</li>
          <li>Taal: {formatList(Object.values(courseLanguages))}.</li>
          <li>Voor wie: {named(offer.audiences)}.</li>
          <li>Beroepen: {named(offer.professions)}. Leeg: alle beroepen.</li>
          <li>Onderwerpen: {named(offer.themes)}.</li>
          <li>Dagen: bijvoorbeeld 12-11-2026. Meer dagen met een puntkomma ertussen.</li>
          <li>Van en tot: bijvoorbeeld 9.30 en 16.30.</li>
          <li>Plaats: de stad of het dorp. Of zet bij online ‘ja’.</li>
          <li>Prijs: bijvoorbeeld 325, gratis of op aanvraag.</li>
          <li>Studiebelasting: de uren, bijvoorbeeld 8 of 1,5.</li>
        </ul>
        <p>Wat leeg is, blijft zoals het was.</p>
      </Details>
      {before.length > 0 && (
        <>
          <h2>Eerder geïmporteerd</h2>
          <List
            visit={visit}
            caption="Eerder geïmporteerd, het nieuwste eerst"
            rows={before}
            columns={({ name, day, text, status }) => [
              name(
                'Bestand of adres',
                (one) => one.name,
                (one) => paths.courseImport(register.id, organisation.id, one.id),
              ),
              day('Bekeken', ({ madeOn }) => madeOn),
              text('Nieuw of anders', ({ counts }) => formatCount(counts.new + counts.changed), {
                align: 'end',
              }),
              status('Stand', importTag),
            ]}
          />
        </>
      )}
    </>,
  )
}

function importTag({ state, origin }: CourseImport): {
  readonly colour: TagColour
  readonly label: string
} {
  switch (state) {
    case 'reading':
      return { colour: 'blue', label: origin === 'address' ? 'Wordt opgehaald' : 'Wordt gelezen' }
    case 'unreadable':
      return { colour: 'red', label: 'Niet te lezen' }
    case 'checked':
      return { colour: 'yellow', label: 'Klaar om over te nemen' }
    case 'done':
      return { colour: 'green', label: 'Overgenomen' }
    case 'discarded':
      return { colour: 'grey', label: 'Niet overgenomen' }
  }
}

/** Reads a file or begins with an address; nothing is taken over yet. */
export async function sendImport(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const { organisation } = actingOf(visit)
  const to = (id: string) => seeOther(paths.courseImport(context.register.id, organisation.id, id))
  const wrong = (errors: readonly FieldError[]) => importPage(visit, sent, errors)
  if (sent.value('doe') === 'adres') {
    const read = addressForm.read(sent)
    if (read.outcome === 'wrong') return wrong(read.errors)
    return to((await importAddress(context, organisation.id, read.answers.address)).id)
  }
  const read = fileForm.read(sent)
  if (read.outcome === 'wrong') return wrong(read.errors)
  const file = read.answers.files.at(-1)
  if (file === undefined) return wrong([{ field: 'bestand', message: 'Kies een bestand.' }])
  return to((await importFile(context, organisation.id, file)).id)
}

/** An empty list with the right columns, and a row to see how. */
export function giveImportTemplate(): Response {
  return csvFile('opleidingen.csv', [
    `\uFEFF${csvLine(Object.values(importColumns))}`,
    csvLine(Object.values(exampleRow)),
  ])
}

const rowsOnAPage = 50

/** What an import would do: what is new, what changes, what is gone and what is wrong. */
export async function showCourseImport(visit: Visit): Promise<Response> {
  const { context } = visit
  const { register } = context
  const { organisation } = actingOf(visit)
  const found = await findOwn(visit)
  const reading = found.state === 'reading'
  const fetched = found.origin === 'address'
  return titledPage(
    visit,
    {
      title: 'Wat er verandert',
      caption: found.name,
      ...inCourses(visit, {
        label: 'Opleidingen importeren',
        href: paths.importCourses(register.id, organisation.id),
      }),
      refresh: reading ? (fetched ? 10 : 2) : undefined,
    },
    reading ? (
      <JobProgress label={fetched ? 'Wordt opgehaald' : 'Wordt gelezen'}>
        <p>
          {fetched
            ? 'Dit duurt hoogstens anderhalve minuut.'
            : 'Dit duurt meestal een paar tellen.'}{' '}
          Deze pagina ververst vanzelf.
        </p>
        <PageForm visit={visit} hidden={{ doe: 'weg' }}>
          <Button variant="link">Annuleren</Button>
        </PageForm>
      </JobProgress>
    ) : (
      <Compared
        visit={visit}
        found={found}
        shown={await shownRows(visit, found)}
        newCourse={await hasNewCourse(context, found.id)}
      />
    ),
  )
}

async function findOwn(visit: Visit): Promise<CourseImport> {
  const { organisation } = actingOf(visit)
  return (await findImport(visit.context, organisation.id, visit.param('import'))) ?? notFound()
}

interface Shown {
  readonly rows: readonly ImportRow[]
  readonly page: number
  readonly pages: number
}

const telling: readonly Does[] = ['wrong', 'new', 'changed', 'gone']

async function shownRows(visit: Visit, { id, counts }: CourseImport): Promise<Shown> {
  const total = telling.reduce((sum, does) => sum + counts[does], 0)
  const pages = pagesOf(total, rowsOnAPage)
  const page = Math.min(pages, pageAsked(visit))
  const rows = await importRows(visit.context, id, telling, {
    skip: (page - 1) * rowsOnAPage,
    most: rowsOnAPage,
  })
  return { rows, page, pages }
}

function Compared(props: {
  readonly visit: Visit
  readonly found: CourseImport
  readonly shown: Shown
  readonly newCourse: boolean
}) {
  const { visit, found, shown, newCourse } = props
  const { counts, state, problem, problemAt, settledOn } = found
  const { register } = visit.context
  const { organisation } = actingOf(visit)
  const again = paths.importCourses(register.id, organisation.id)
  if (problem !== undefined) {
    return (
      <>
        <Alert type="error" title="We kunnen dit niet lezen">
          <p>{importProblemText(problem, problemAt)}</p>
        </Alert>
        <p>
          <a href={again}>Opnieuw proberen</a>
        </p>
      </>
    )
  }
  if (state === 'discarded') return <p>Hiervan is niets overgenomen.</p>
  const right = counts.new + counts.changed
  const nothing = right + counts.gone === 0
  const done = state === 'done'
  return (
    <>
      {done ? (
        <Alert type="success" title="Overgenomen">
          <p>
            {inWords(counts, true)}
            {settledOn !== undefined && ` Dat was op ${formatDay(settledOn)}.`}
          </p>
        </Alert>
      ) : (
        <Alert
          type={counts.wrong > 0 ? 'warning' : 'info'}
          title={nothing ? 'Er verandert niets' : inWords(counts, false)}
        >
          <p>
            Er is nog niets overgenomen.
            {counts.same > 0 &&
              ` ${counted(counts.same, 'rij staat er al zo.', 'rijen staan er al zo.')}`}
          </p>
        </Alert>
      )}
      {counts.wrong > 0 && shown.rows.length > 0 && (
        <p>
          <a href={paths.courseImportMistakes(register.id, organisation.id, found.id)}>
            Download {found.origin === 'table' ? 'het eigen bestand' : 'de rijen'} met een kolom
            ‘Fout’ (CSV)
          </a>
          {!done && (
            <>
              . Herstel de fouten en <a href={again}>stuur het bestand opnieuw</a>, of neem alleen
              de goede rijen over.
            </>
          )}
        </p>
      )}
      {!done && (
        <>
          {!nothing && (
            <PageForm visit={visit} hidden={{ _version: String(found.version) }}>
              {newCourse && (
                <Checkbox
                  name="aanbieden"
                  label="Zet nieuwe opleidingen meteen in het aanbod"
                  optional="said-above"
                />
              )}
              {counts.gone > 0 && (
                <Checkbox
                  name="weg"
                  label={`Haal ook uit het aanbod wat er niet meer in staat (${formatCount(counts.gone)})`}
                  hint="Wie zich voor een datum had aangemeld, krijgt bericht dat die niet doorgaat."
                  optional="said-above"
                />
              )}
              <ButtonGroup>
                <Button name="doe" value="overnemen">
                  {counts.wrong > 0 ? 'De goede rijen overnemen' : 'Overnemen'}
                </Button>
                <Button variant="link" name="doe" value="weg">
                  Niet overnemen
                </Button>
              </ButtonGroup>
            </PageForm>
          )}
          {nothing && (
            <PageForm visit={visit} hidden={{ doe: 'weg' }}>
              <Button variant="link">Niet overnemen</Button>
            </PageForm>
          )}
        </>
      )}
      {shown.rows.length > 0 && (
        <List
          visit={visit}
          caption="Rijen die iets veranderen of niet goed zijn, in de volgorde van het bestand"
          rows={shown.rows}
          pages={{ page: shown.page, of: shown.pages }}
          columns={({ name, text, status }) => [
            name('Rij', ({ row, does }) =>
              does === 'gone' ? 'Niet in het bestand' : `Rij ${row}`,
            ),
            text('Opleiding', ({ cells }) => titleIn(cells, found.heading)),
            text('Wat er gebeurt', ({ says, mistakes }) =>
              mistakes.length > 0
                ? mistakes.map(importMistakeText).join(' ')
                : says.map(saysInWords).join(' '),
            ),
            status('Stand', stateOf),
          ]}
        />
      )}
    </>
  )
}

function inWords(
  { new: fresh, changed, wrong, gone }: CourseImport['counts'],
  done: boolean,
): string {
  const parts = [
    fresh > 0 && counted(fresh, 'rij met iets nieuws', 'rijen met iets nieuws'),
    changed > 0 && counted(changed, 'rij met een wijziging', 'rijen met een wijziging'),
    gone > 0 && `${formatCount(gone)} niet meer in het bestand`,
    wrong > 0 && counted(wrong, 'rij met een fout', 'rijen met een fout'),
  ].filter((part) => part !== false)
  const said = formatList(parts)
  return done ? `${said === '' ? 'Niets veranderd' : said}.` : said
}

const doesTags: Readonly<Record<Does, { readonly colour: TagColour; readonly label: string }>> = {
  new: { colour: 'green', label: 'Nieuw' },
  changed: { colour: 'blue', label: 'Gewijzigd' },
  same: { colour: 'grey', label: 'Hetzelfde' },
  gone: { colour: 'grey', label: 'Niet meer in het bestand' },
  wrong: { colour: 'red', label: 'Fout' },
}

// A row with a new edition may change its course as well.
function stateOf({ does, says }: ImportRow): (typeof doesTags)[Does] {
  return does === 'new' && says.some(({ is }) => is.startsWith('changed'))
    ? { colour: 'green', label: 'Nieuw en gewijzigd' }
    : doesTags[does]
}

// The name stands where the heading says so, and of what is gone behind its code.
function titleIn(cells: readonly string[], heading: readonly string[]): string {
  const at = heading.findIndex((cell) =>
    /^(?:naam|titel|opleiding|cursus|training|title|name)$/i.test(cell.trim()),
  )
  return (cells.length === 2 ? cells[1] : cells[at === -1 ? 0 : at]) || (cells[0] ?? '')
}

const factNames: Readonly<Record<string, string>> = {
  title: 'naam',
  summary: 'samenvatting',
  form: 'vorm',
  language: 'taal',
  audiences: 'voor wie',
  professions: 'beroepen',
  themes: 'onderwerpen',
  price: 'prijs',
  studyLoad: 'studiebelasting',
  link: 'link',
  code: 'eigen code',
  days: 'dagen',
  begins: 'begintijd',
  ends: 'eindtijd',
  online: 'online of op een plek',
  place: 'plaats',
  venue: 'gebouw',
  places: 'aantal plekken',
}

function saysInWords({ is, of, changes, values = {} }: Says): string {
  const what = formatList(changes.map((one) => changeInWords(one, values[one])))
  switch (is) {
    case 'new-course':
      return 'Nieuwe opleiding.'
    case 'changed-course':
      return `Opleiding ${of} verandert: ${what}.`
    case 'new-edition':
      return `Nieuwe uitvoering op ${of}.`
    case 'changed-edition':
      return `Uitvoering ${of} verandert: ${what}.`
    case 'gone-course':
      return `Opleiding ${of} staat er niet meer in.`
    case 'gone-edition':
      return `Uitvoering ${of} staat er niet meer in.`
  }
}

// "prijs (€ 325,00 wordt € 350,00)"; what is long is named alone.
function changeInWords(fact: string, values: readonly [string, string] | undefined): string {
  const name = factNames[fact] ?? fact
  if (values === undefined) return name
  const [was, becomes] = values.map((value) => valueInWords(fact, value))
  return `${name} (${was} wordt ${becomes})`
}

function valueInWords(fact: string, value: string): string {
  if (fact === 'price') {
    return priceInWords(value === '' ? undefined : centsOf(Number(value))).toLowerCase()
  }
  if (value === '') return 'leeg'
  if (fact === 'title') return `‘${value}’`
  if (fact !== 'days') return value.replace(':', '.')
  return formatList(value.split(' ').map((day) => formatDayShort(Temporal.PlainDate.from(day))))
}

/** Takes over what an import says, or lays it aside. */
export async function sendCourseImport(visit: Visit): Promise<Response> {
  const { context, form: sent } = visit
  const { register } = context
  const { organisation } = actingOf(visit)
  const { id } = await findOwn(visit)
  const here = paths.courseImport(register.id, organisation.id, id)
  if (sent.value('doe') === 'weg') {
    await discardImport(context, organisation.id, id)
    const back = paths.importCourses(register.id, organisation.id)
    return leaveFor(visit, back, 'Er is niets overgenomen.')
  }
  const done = await takeOver(context, organisation.id, id, {
    publish: sent.value('aanbieden') === 'ja',
    withGone: sent.value('weg') === 'ja',
  })
  switch (done.outcome) {
    case 'done':
      return leaveFor(visit, here, 'De opleidingen zijn overgenomen.')
    case 'changed-meanwhile':
      return leaveFor(
        visit,
        here,
        'Er is intussen iets aan de opleidingen veranderd. Kijk wat er nu zou gebeuren.',
        'warning',
      )
    case 'stale':
      return leaveFor(visit, here, 'Dit was al afgehandeld.', 'info')
    case 'too-many':
      return leaveFor(
        visit,
        here,
        'Dit worden te veel opleidingen of uitvoeringen. Neem er minder tegelijk over.',
        'warning',
      )
    case 'not-allowed':
      return notFound()
  }
}

/** The rows as they were sent, with a column that says what is wrong; nothing in it can run as a formula. */
export async function giveImportMistakes(visit: Visit): Promise<Response> {
  const { id, heading } = await findOwn(visit)
  const rows = await importRows(visit.context, id, ['wrong', 'new', 'changed', 'same'], {
    skip: 0,
    most: mostImportRows,
  })
  return csvFile('opleidingen-met-fouten.csv', [
    `\uFEFF${csvLine([...heading, 'Fout'])}`,
    ...rows.map(({ cells, mistakes }) =>
      csvLine([
        ...Array.from({ length: heading.length }, (_, at) => cells[at] ?? ''),
        mistakes.map(importMistakeText).join(' '),
      ]),
    ),
  ])
}

function inCourses(visit: Visit, deeper?: { readonly label: string; readonly href: string }) {
  const { register } = visit.context
  const { organisation } = actingOf(visit)
  const courses = paths.organisationCourses(register.id, organisation.id)
  const own = inOrganisation(visit, courses)
  const rest = deeper === undefined ? [] : [deeper]
  return {
    ...own,
    breadcrumb: [...own.breadcrumb, { label: 'Opleidingen', href: courses }, ...rest],
  }
}
