import type { Period } from '#domain/money/books/period.ts'
import { periodOf, periodsOf } from '#domain/money/books/period.ts'
import type { Turnover } from '#domain/money/books/queries.ts'
import { bookedYears, turnovers } from '#domain/money/books/queries.ts'
import { writeAuditFile } from '#domain/money/books/write-audit-file.ts'
import type { Within } from '#domain/money/books/write-journal.ts'
import { writeJournal } from '#domain/money/books/write-journal.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { csvFile, xmlFile } from '#web/csv-file.ts'
import { List } from '#web/layout/list-page.tsx'
import { titledPage } from '#web/layout/titled-page.tsx'
import { paths } from '#web/paths.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'
import { inWork } from '#web/secretariat/in-work.ts'

interface Booked extends Period {
  readonly charged: number
  readonly received: number
}

/** The books of a year: what was charged and received in each month, quarter and the year, and the files of them. */
export async function showBooks(visit: Visit): Promise<Response> {
  const { context, url } = visit
  const { register, today } = context
  const years = await bookedYears(context)
  const asked = periodOf(url.searchParams.get('jaar') ?? '')?.first.year
  const year = asked !== undefined && years.includes(asked) ? asked : (years[0] ?? today.year)
  const rows: Booked[] = []
  for (const period of periodsOf(year)) {
    if (Temporal.PlainDate.compare(period.first, today) > 0) continue
    rows.push({ ...period, ...sumsOf(await turnovers(context, period)) })
  }
  return titledPage(
    visit,
    {
      title: `Boekhouding ${year}`,
      ...inWork(register, { label: 'Betalingen', href: paths.workInvoices(register.id) }),
    },
    <>
      <p class="lead">
        Alles wat in rekening is gebracht, ontvangen, terugbetaald en afgeboekt, dubbel geboekt. Het
        journaal opent in een rekenblad; de auditfile leest een boekhouding of accountant in.
      </p>
      {years.length > 1 && (
        <p>
          Andere jaren:{' '}
          {years
            .filter((one) => one !== year)
            .map((one, at) => (
              <>
                {at > 0 && ', '}
                <a href={paths.workBooks(register.id, { jaar: String(one) })}>{one}</a>
              </>
            ))}
          .
        </p>
      )}
      <List<Booked>
        visit={visit}
        caption={`De boeken van ${year}, per maand en kwartaal`}
        rows={rows}
        columns={({ name, money, text }) => [
          name('Periode', (one) => one.name),
          money('In rekening gebracht', ({ charged }) => charged),
          money('Ontvangen', ({ received }) => received),
          text('Journaal', (one) => (
            <a href={paths.workJournal(register.id, one.id)}>
              CSV<span class="visually-hidden"> van {one.name}</span>
            </a>
          )),
        ]}
      />
      <p>
        <a href={paths.workAuditFile(register.id, String(year))}>Auditfile van {year} (XAF 3.2)</a>
      </p>
      <p>
        In rekening gebracht is zonder btw, met af wat is gecrediteerd. Ontvangen is met af wat is
        terugbetaald. Bij elke boeking staat het nummer van de registratie of de naam van de
        organisatie; namen van mensen staan er niet in.
      </p>
    </>,
  )
}

const income: ReadonlySet<string> = new Set(['year', 'application', 'accreditation', 'objection'])
const atHand: ReadonlySet<string> = new Set(['bank', 'online'])

function sumsOf(booked: readonly Turnover[]) {
  let [charged, received] = [0, 0]
  for (const { account, debitCents, creditCents } of booked) {
    if (income.has(account)) charged += creditCents - debitCents
    if (atHand.has(account)) received += debitCents - creditCents
  }
  return { charged, received }
}

/** The journal of a month, a quarter or a year. */
export async function downloadJournal(visit: Visit): Promise<Response> {
  const { register } = visit.context
  const period = periodOf(visit.param('period')) ?? notFound()
  return csvFile(
    `journaal-${register.id}-${period.id}.csv`,
    writeJournal(reading(visit), register, period),
  )
}

/** The audit file of a year. */
export async function downloadAuditFile(visit: Visit): Promise<Response> {
  const { register, today } = visit.context
  const year = periodOf(visit.param('year'))
  if (year === undefined || year.id.length > 4) notFound()
  return xmlFile(
    `auditfile-${register.id}-${year.id}.xaf`,
    writeAuditFile(reading(visit), register, { year, made: today }),
  )
}

// What goes out in parts is read in parts, after this request is over.
function reading({ context: { platform, register } }: Visit): Within {
  const actor: Actor = { kind: 'system', task: 'read-books' }
  return (work) => inRegister(platform, { register, readOnly: true }, actor, work)
}
