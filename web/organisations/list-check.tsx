import { gunzipSync, gzipSync } from 'node:zlib'
import { checkList } from '#domain/employers/list-check/check-list.ts'
import {
  mostListBytes,
  mostListRows,
  mostUrgentFirst,
  numbersADay,
} from '#domain/employers/list-check/list-check.ts'
import type { ReadList } from '#domain/employers/list-check/read-list.ts'
import { readListFile, readPastedList } from '#domain/employers/list-check/read-list.ts'
import type { Report } from '#domain/employers/list-check/report.ts'
import { mostReportBytes, openReport } from '#domain/employers/list-check/report.ts'
import { isEmployer } from '#domain/employers/sight/give-sight.ts'
import { HeldBackFile, readKept } from '#domain/platform/file/held-back-file.ts'
import { csvFile } from '#web/csv-file.ts'
import type { ReceivedFile } from '#web/forms/answers.ts'
import { form } from '#web/forms/form.tsx'
import { day, files, select, text } from '#web/forms/questions.tsx'
import type { Content } from '#web/kit/index.ts'
import { Alert, Button, ButtonGroup, formatCount, formatDay, SummaryList } from '#web/kit/index.ts'
import { formPage, PageForm } from '#web/layout/form-page.tsx'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { inOrganisation } from '#web/organisations/in-organisation.ts'
import {
  countTexts,
  dayText,
  onDayText,
  reportCheckPath,
  reportLines,
  rowTag,
  rowText,
  unreadableText,
} from '#web/organisations/list-check-words.ts'
import { paths } from '#web/paths.ts'
import { hoursInWords } from '#web/public/in-words.ts'
import type { Handlers, Visit } from '#web/route.ts'
import { actingOf, leaveFor, notFound } from '#web/route.ts'
import { speech } from '#web/speech.ts'

// An employer checks a list of numbers in the public registers. Nothing of the list is kept: the signed report goes
// along in the form by which it is downloaded.

/** The field in which the report goes along, in parts. */
const reportField = 'rapport'

/** How much of it stands in one field. */
const partCharacters = 90_000

/** How many rows the page shows; all are in the files. */
const mostShown = 500

/** Asking how the numbers of a list stand, and the answer. */
export const checkListPage: Handlers = formPage({
  load: (visit: Visit) => {
    const { organisation } = actingOf(visit)
    return isEmployer(organisation) ? { organisation } : noEmployer(visit)
  },
  sent: (visit) => (visit.form.has(reportField) ? giveReport(visit) : undefined),
  form: (visit) => {
    const { register, platform, today } = visit.context
    const registers = [...platform.registers.values()]
    return form({
      list: text('lijst', 'Plak de nummers', {
        hint: `Eén per regel, met de achternaam erachter als het kan. Bijvoorbeeld: ${register.number.prefix}000123, De Vries.`,
        most: 100_000,
        rows: 8,
        counted: false,
        optional: 'said-above',
      }),
      files: files('bestand', 'Of kies een bestand', {
        accept: '.csv,.xlsx,.txt',
        camera: false,
        optional: 'said-above',
        hint: `CSV of Excel (.xlsx) met een kolom ‘registratienummer’, en een kolom ‘achternaam’ als het kan. Hoogstens ${formatCount(mostListRows)} regels.`,
      }),
      register: select('register', 'Nummers zonder letters ervoor', {
        hint: 'Van welk register zijn die?',
        width: 'l',
        required: 'Kies een register.',
        options: [
          { value: 'naam', label: 'Dat blijkt uit de achternaam' },
          ...registers.map(({ id, shortName }) => ({ value: id, label: shortName })),
        ],
      }),
      onDay: day('dag', 'Ook op een latere dag?', {
        hint: 'Bijvoorbeeld de dag waarop het werk begint.',
        problem: (asked: Temporal.PlainDate) =>
          Temporal.PlainDate.compare(asked, today) <= 0
            ? `Kies een dag na vandaag, ${formatDay(today)}.`
            : undefined,
      }),
    })
  },
  known: (visit) => ({
    register: visit.context.platform.registers.size === 1 ? visit.context.register.id : 'naam',
  }),
  page: (visit) => {
    const { say } = speech(visit)
    const { register } = visit.context
    const { organisation } = actingOf(visit)
    return {
      title: 'Lijst nakijken',
      ...inOrganisation(visit, paths.checkList(register.id, organisation.id)),
      lead: (
        <p class="lead">
          Wie van een lijst is geregistreerd, nu en op een latere dag?{' '}
          {say('Je krijgt', 'U krijgt')} niet meer te zien dan het openbare register toont, en geen
          namen. We bewaren de lijst niet.
        </p>
      ),
      button: 'Nakijken',
      back: {
        label: 'Terug',
        href: paths.organisation(register.id, organisation.id),
        link: true,
      },
    }
  },
  save: async (visit, { list: typed, files: chosen, register, onDay }) => {
    const { context } = visit
    const { organisation } = actingOf(visit)
    const file = chosen.at(-1)
    const at = file === undefined ? 'list' : 'files'
    if (file === undefined && typed.trim() === '') {
      return { wrong: { list: 'Plak een lijst, of kies een bestand.' } }
    }
    const read = file === undefined ? await readPastedList(typed) : await readFile(visit, file)
    if (typeof read === 'string') return { wrong: { [at]: read } }
    if (read.outcome === 'refused') return { wrong: { [at]: unreadableText(read) } }
    const done = await checkList(context, organisation.id, {
      list: read,
      onDay,
      register: register === 'naam' ? undefined : register,
    })
    switch (done.outcome) {
      case 'checked':
        if (file !== undefined) {
          visit.afterCommit(() => context.platform.files.remove(file.fileKey))
        }
        return resultPage(visit, done.report, done.file)
      case 'enough':
        return { wrong: { [at]: enoughText(done) } }
      case 'past':
        return { wrong: { onDay: 'Kies een dag na vandaag.' } }
      case 'too-many-rows':
        return { wrong: { [at]: unreadableText({ outcome: 'refused', why: 'too-many-rows' }) } }
      case 'no-employer':
      case 'not-allowed':
        return notFound()
    }
  },
})

function noEmployer(visit: Visit): Response {
  const { register } = visit.context
  const { organisation } = actingOf(visit)
  const text =
    'Een lijst nakijken kan namens een werkgever of een gemeente. Zet dat bij de gegevens.'
  return leaveFor(visit, paths.organisation(register.id, organisation.id), text, 'info')
}

function enoughText({ left, seconds }: { readonly left: number; readonly seconds: number }) {
  const most = `Een organisatie kijkt hoogstens ${formatCount(numbersADay)} nummers per dag na.`
  const now = left === 0 ? 'Dat is nu op.' : `Nu kunnen er nog ${formatCount(left)}.`
  return `${most} ${now} Deze lijst kan over ${hoursInWords(seconds)}. Er is niets nagekeken.`
}

async function readFile(visit: Visit, file: ReceivedFile): Promise<ReadList | string> {
  if (file.size > mostListBytes) return unreadableText({ outcome: 'refused', why: 'too-large' })
  const { fileKey, sha256 } = file
  try {
    return await readListFile(
      await readKept(visit.context, { documentId: undefined, fileKey, sha256 }),
    )
  } catch (error) {
    if (!(error instanceof HeldBackFile)) throw error
    return error.why === 'unscanned'
      ? 'Dit bestand is nog niet op virussen gecontroleerd. Probeer het over een paar minuten, of plak de lijst.'
      : 'Dit bestand kan niet worden geopend. Sla de lijst opnieuw op en kies die.'
  }
}

function resultPage(visit: Visit, report: Report, file: string): Promise<Response> {
  const { context } = visit
  const { organisation } = actingOf(visit)
  const here = paths.checkList(context.register.id, organisation.id)
  const { rows, counts, onDay } = report
  const shown = mostUrgentFirst(rows).slice(0, mostShown)
  const host = new URL(context.platform.origin).host
  return titledPage(
    visit,
    {
      title: 'Lijst nagekeken',
      ...inOrganisation(visit, here),
      lead: (
        <>
          <p class="lead">{dayText(report)}</p>
          <SummaryList items={countTexts(counts, onDay)} />
        </>
      ),
    },
    <>
      <Download visit={visit} file={file} />
      <p>
        Het ondertekende rapport is een bewijs voor een ander. Wie het krijgt, ziet op{' '}
        <a href={reportCheckPath}>{`${host}${reportCheckPath}`}</a> of er niets aan is veranderd.{' '}
        Bewaar het zelf: hier is het weg zodra deze pagina sluit.
      </p>
      <List
        visit={visit}
        caption="De lijst: eerst wat aandacht vraagt"
        rows={shown}
        columns={({ name, text: said, day: on, status }) => [
          name('Nummer', ({ written, number }) => written ?? number),
          said('Achternaam', ({ surname }) => surname),
          status('Nu', rowTag),
          on('Geldig tot en met', ({ validUntil }) => validUntil),
          ...(onDay === null
            ? []
            : [said(`Op ${formatDay(onDay)}, volgens wat vandaag bekend is`, onDayText)]),
          said('Opmerking', rowText),
          said('Regel', ({ line }) => String(line), { align: 'end' }),
        ]}
      />
      {rows.length > shown.length && (
        <p>
          Dit zijn de eerste {formatCount(shown.length)} van {formatCount(rows.length)} regels. Ze
          staan allemaal in de bestanden.
        </p>
      )}
      <p>
        <a href={here}>Nog een lijst nakijken</a>
      </p>
    </>,
  )
}

function Download({ visit, file }: { readonly visit: Visit; readonly file: string }): Content {
  const packed = gzipSync(file).toString('base64url')
  const parts = packed.match(new RegExp(`.{1,${partCharacters}}`, 'g')) ?? []
  return (
    <PageForm visit={visit} mayRepeat>
      {parts.map((part) => (
        <input type="hidden" name={reportField} value={part} />
      ))}
      <ButtonGroup>
        <Button name="als" value="rapport">
          Ondertekend rapport downloaden
        </Button>
        <Button variant="secondary" name="als" value="csv">
          Lijst downloaden (CSV)
        </Button>
      </ButtonGroup>
    </PageForm>
  )
}

// What goes along in a form may have been changed there: only what was signed here is given.
function giveReport(visit: Visit): Promise<Response> | Response {
  const { platform } = visit.context
  const file = unpacked(visit.form.values(reportField).join(''))
  const opened = file === undefined ? undefined : openReport(file, platform.auditKey)
  if (file === undefined || opened?.outcome !== 'whole' || !opened.signed) return lost(visit)
  const { report } = opened
  const name = `nagekeken-lijst-${report.today}`
  if (visit.form.value('als') === 'csv') return csvFile(`${name}.csv`, reportLines(report))
  return new Response(file, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.json"`,
      'cache-control': 'no-store',
    },
  })
}

function lost(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const { organisation } = actingOf(visit)
  const here = paths.checkList(register.id, organisation.id)
  return titledPage(
    visit,
    { title: 'Dit rapport is er niet meer', status: 422, ...inOrganisation(visit, here) },
    <Alert type="warning" title="Dit rapport klopt niet" focus>
      <p>
        Wat er kwam, is niet wat hier is ondertekend. <a href={here}>Kijk de lijst opnieuw na</a>.
      </p>
    </Alert>,
  )
}

function unpacked(packed: string): string | undefined {
  try {
    const bytes = gunzipSync(Buffer.from(packed, 'base64url'), { maxOutputLength: mostReportBytes })
    return bytes.toString('utf8')
  } catch {
    return undefined
  }
}
