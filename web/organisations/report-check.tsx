import { mostUrgentFirst } from '#domain/employers/list-check/list-check.ts'
import type { OpenedReport, Report } from '#domain/employers/list-check/report.ts'
import { openReport } from '#domain/employers/list-check/report.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { FieldError } from '#web/kit/index.ts'
import {
  Alert,
  Button,
  DataTable,
  ErrorSummary,
  FileField,
  Form,
  formatCount,
  formatDay,
  formatMoment,
  PageTitle,
  SummaryList,
  Textarea,
} from '#web/kit/index.ts'
import { columnsOf } from '#web/layout/columns.tsx'
import {
  countTexts,
  dayText,
  onDayText,
  reportCheckPath,
  rowTag,
  rowText,
} from '#web/organisations/list-check-words.ts'
import { barePage } from '#web/page.tsx'

/** The fields of the form: a file, or what is in it. */
export const reportFields = { file: 'bestand', text: 'tekst' } as const

const title = 'Een nagekeken lijst controleren'

const refusedWords: Readonly<Record<Extract<OpenedReport, { outcome: 'refused' }>['why'], string>> =
  {
    'no-json': 'Dit is niet te lezen. Kies het bestand zoals je het kreeg, met .json aan het eind.',
    'no-report': 'Dit is geen rapport van een nagekeken lijst.',
    changed: 'Dit rapport is veranderd nadat het was ondertekend.',
    'wrong-signature': 'De handtekening onder dit rapport klopt niet.',
  }

/** How many rows the page shows; all are in the file that was given. */
const mostShown = 500

/**
 * Where anybody checks the report of a list that they were given: whether it is whole, who signed it, of which day it is
 * and what it says. Nothing is looked up and nothing is kept.
 */
export async function reportCheckPage(
  platform: Platform,
  sent: string | undefined,
): Promise<Response> {
  if (sent === undefined) return formPage(platform)
  if (sent.trim() === '') return formPage(platform, 'Kies een bestand, of plak wat erin staat.')
  const opened = openReport(sent, platform.auditKey)
  return opened.outcome === 'refused'
    ? formPage(platform, refusedWords[opened.why])
    : foundPage(platform, opened.report, opened.signed)
}

function formPage(platform: Platform, error?: string): Promise<Response> {
  const errors: readonly FieldError[] =
    error === undefined ? [] : [{ field: reportFields.file, message: error }]
  return barePage(
    platform,
    undefined,
    {
      title,
      breadcrumb: [],
      hidden: false,
      wrong: error !== undefined,
      status: error === undefined ? 200 : 422,
      description: 'Ga na of een rapport over geregistreerde professionals klopt.',
    },
    <>
      <ErrorSummary errors={errors} />
      <PageTitle>{title}</PageTitle>
      <p class="lead">
        Kreeg je van een organisatie een rapport waarin staat wie er geregistreerd is? Hier zie je
        of het echt is en van welke dag. Er wordt niets bewaard.
      </p>
      <Form action={reportCheckPath} files>
        <FileField
          name={reportFields.file}
          label="Het rapport"
          hint="Het eindigt op .json."
          accept=".json,application/json"
          optional="said-above"
          error={error}
        />
        <Textarea
          name={reportFields.text}
          label="Of plak hier wat in het bestand staat"
          rows={4}
          optional
        />
        <Button>Controleren</Button>
      </Form>
    </>,
  )
}

function foundPage(platform: Platform, report: Report, signed: boolean): Promise<Response> {
  const { organisation, checkedAt, origin, counts, onDay, rows } = report
  const shown = mostUrgentFirst(rows).slice(0, mostShown)
  const kvk = organisation.kvk === null ? '' : `, KvK ${organisation.kvk}`
  return barePage(
    platform,
    undefined,
    { title, breadcrumb: [{ label: title, href: reportCheckPath }] },
    <>
      <PageTitle caption="Gecontroleerd">{`Lijst van ${organisation.name}`}</PageTitle>
      <Alert type={signed ? 'success' : 'warning'} title={signed ? 'Dit klopt' : 'Let op'} focus>
        <ul>
          <li>
            {signed
              ? `Dit rapport is hier ondertekend op ${formatMoment(Temporal.Instant.from(checkedAt))}, en er is niets aan veranderd.`
              : `Dit rapport is niet door deze website ondertekend. Er staat dat het van ${origin} komt: controleer het daar.`}
          </li>
          <li>{dayText(report)}</li>
          <li>
            {`Nagekeken door ${organisation.name} in ${organisation.city}${kvk}. Die koos zelf wie er op de lijst staan.`}
          </li>
        </ul>
      </Alert>
      <SummaryList items={countTexts(counts, onDay)} />
      <DataTable
        caption="De lijst: eerst wat aandacht vraagt"
        captionHidden
        rows={shown}
        columns={columnsOf<Report['rows'][number]>(({ name, text, day, status }) => [
          name('Nummer', ({ written, number }) => written ?? number),
          text('Achternaam', ({ surname }) => surname),
          text('Register', ({ register }) => report.registers[register ?? ''] ?? ''),
          status('Toen', rowTag),
          day('Geldig tot en met', ({ validUntil }) => validUntil),
          ...(onDay === null
            ? []
            : [text(`Op ${formatDay(onDay)}, volgens wat toen bekend was`, onDayText)]),
          text('Opmerking', rowText),
          text('Regel', ({ line }) => String(line), { align: 'end' }),
        ])}
      />
      {rows.length > shown.length && (
        <p>
          Dit zijn de eerste {formatCount(shown.length)} van {formatCount(rows.length)} regels.
        </p>
      )}
      <p>
        <a href={reportCheckPath}>Nog een rapport controleren</a>
      </p>
    </>,
  )
}
