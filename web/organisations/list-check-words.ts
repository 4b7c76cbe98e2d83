import type { CheckedRow, ListCounts } from '#domain/employers/list-check/list-check.ts'
import { mostListRows } from '#domain/employers/list-check/list-check.ts'
import type { ReadList } from '#domain/employers/list-check/read-list.ts'
import type { Report } from '#domain/employers/list-check/report.ts'
import { csvLine } from '#domain/platform/table/csv.ts'
import { formatCount, formatDay, formatDayShort } from '#web/kit/index.ts'

// What is said of a list of numbers that was checked: the same on the page, in the file and where a report is checked.

/** Where anybody checks the report of a list that they were given; outside every register, as a list is of several. */
export const reportCheckPath = '/nagekeken-lijst'

/** Why a list cannot be read, and what would help. */
export function unreadableText({ why, row }: Extract<ReadList, { outcome: 'refused' }>): string {
  const at = row === undefined ? '' : ` Het gaat mis bij regel ${row}.`
  switch (why) {
    case 'empty':
    case 'no-rows':
      return 'Er staan geen regels in deze lijst.'
    case 'no-table':
    case 'not-csv':
      return `Dit is geen lijst. Sla het op als CSV of Excel (.xlsx).${at}`
    case 'old-workbook':
      return 'Dit is een Excel-bestand van vóór 2007. Sla het op als .xlsx of CSV.'
    case 'no-workbook':
      return 'Dit Excel-bestand is beschadigd. Sla het opnieuw op als .xlsx of CSV.'
    case 'encrypted':
      return 'Dit bestand heeft een wachtwoord. Haal dat eraf en kies het opnieuw.'
    case 'too-large':
      return 'Dit bestand is te groot. Bewaar alleen de kolommen met het nummer en de achternaam.'
    case 'too-many-sheets':
      return 'Dit bestand heeft te veel bladen. Bewaar alleen het blad met de lijst.'
    case 'no-sheet':
      return 'Er is geen blad te zien in dit bestand.'
    case 'row-too-long':
    case 'quote-not-closed':
      return `Een regel is te lang. Waarschijnlijk staat er een aanhalingsteken te veel.${at}`
    case 'no-number-column':
      return 'Er is geen kolom met nummers. Noem die kolom ‘registratienummer’.'
    case 'too-many-rows':
      return `Dit zijn meer dan ${formatCount(mostListRows)} regels. Er is niets nagekeken. Deel de lijst op.`
  }
}

/** How a row stands today, in a word and a colour. */
export function rowTag(row: CheckedRow) {
  switch (row.found) {
    case 'shown':
      return row.registered === true
        ? ({ colour: 'green', label: row.status ?? 'Geregistreerd' } as const)
        : ({ colour: 'red', label: row.status ?? 'Niet geregistreerd' } as const)
    case 'other-name':
      return { colour: 'yellow', label: 'Andere naam' } as const
    case 'unknown':
      return { colour: 'yellow', label: 'Niet gevonden' } as const
    case 'gone':
      return { colour: 'yellow', label: 'Niet meer in gebruik' } as const
    case 'mistake':
      return { colour: 'yellow', label: 'Niet te lezen' } as const
    case 'twice':
      return { colour: 'grey', label: 'Staat er al' } as const
  }
}

/** What there is to say of a row beside that. */
export function rowText({ found, mistake, sameAs, written, wentOnIn }: CheckedRow): string {
  switch (found) {
    case 'shown':
      return wentOnIn === undefined ? '' : `Het nummer ging op in ${wentOnIn}.`
    case 'other-name':
      return `Nummer ${written ?? ''} hoort niet bij deze naam.`
    case 'unknown':
      return 'Het openbare register toont niemand met dit nummer.'
    case 'gone':
      return 'Dit nummer is niet meer in gebruik.'
    case 'mistake':
      return mistake ?? ''
    case 'twice':
      return `Dit nummer staat ook op regel ${sameAs ?? ''}.`
  }
}

/** What is known today of the day to come. */
export function onDayText({ onDay, validUntil }: CheckedRow): string {
  switch (onDay) {
    case undefined:
      return ''
    case 'registered':
      return 'Geregistreerd'
    case 'ends-before':
      return `Loopt eerder af${validUntil === undefined ? '' : `, op ${formatDay(validUntil)}`}`
    case 'awaits-decision':
      return 'Niet bekend: er loopt een aanvraag, en de registratie geldt tot het besluit'
    case 'not-known':
      return 'Niet bekend: het register toont geen einddatum'
    case 'not-registered':
      return 'Niet bekend: nu niet geregistreerd'
  }
}

/** What each count is called, where there are any. */
export function countTexts(
  counts: ListCounts,
  onDay: string | null,
): readonly { readonly term: string; readonly value: string }[] {
  const said: readonly (readonly [keyof ListCounts, string])[] = [
    ['notRegistered', 'Niet geregistreerd'],
    ['otherName', 'Andere naam'],
    ['notFound', 'Niet gevonden'],
    ['mistakes', 'Niet te lezen of dubbel'],
    ['uncertain', 'Nu geregistreerd, op de andere dag niet zeker'],
    ['registered', onDay === null ? 'Geregistreerd' : 'Geregistreerd, nu en op de andere dag'],
  ]
  return said.flatMap(([count, term]) =>
    counts[count] === 0 ? [] : [{ term, value: formatCount(counts[count]) }],
  )
}

/** Of which day a report is, and that it may have changed since. */
export function dayText({ today, onDay }: Pick<Report, 'today' | 'onDay'>): string {
  const asked =
    onDay === null || onDay === today
      ? ''
      : ` Van ${formatDay(onDay)} staat erbij wat op ${formatDay(today)} bekend was.`
  return `Dit is de stand van ${formatDay(today)}.${asked} Daarna kan er iets zijn veranderd.`
}

/** A report as lines of a CSV, in the order of the list; nothing in it can run as a formula. */
export function reportLines({ rows, registers, today, onDay }: Report): readonly string[] {
  const heads = ['Regel', 'Registratienummer', 'Achternaam', 'Register', 'Status', 'Opmerking']
  const later = onDay === null ? [] : [`Op ${formatDayShort(onDay)}, volgens wat bekend is`]
  const lines = rows.map((row) =>
    csvLine([
      String(row.line),
      row.written ?? row.number,
      row.surname,
      registers[row.register ?? ''] ?? '',
      rowTag(row).label,
      rowText(row),
      row.validUntil === undefined ? '' : formatDayShort(row.validUntil),
      ...(onDay === null ? [] : [onDayText(row)]),
      formatDayShort(today),
    ]),
  )
  return [`\uFEFF${csvLine([...heads, 'Geldig tot en met', ...later, 'Stand van'])}`, ...lines]
}
