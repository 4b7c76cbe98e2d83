import { readRegistrationNumber } from '#domain/people/registration/registration.ts'
import { typedCell } from '#domain/platform/table/csv.ts'
import type { Amount } from '#engine'
import { parseAmount } from '#engine'
import { daysIn } from '#language/days-in-text.ts'
import { compact, withoutInvisible } from '#language/typed.ts'
import type { Register } from '#regulations/register.ts'

/** The columns of a list. */
export type Column = 'number' | 'surname' | 'present' | 'hours' | 'day'

/** What each column is called in the list that can be downloaded, in its order. */
export const columnNames = {
  number: 'registratienummer',
  surname: 'achternaam',
  present: 'aanwezig',
  hours: 'uren',
  day: 'datum',
} as const satisfies Record<Column, string>

/** The place of each column that is there. */
export type Columns = Readonly<Partial<Record<Column, number>>>

const headings: Readonly<Record<Column, RegExp>> = {
  number: /^(?:reg(?:istratie)?|lid(?:maatschaps)?|register)?(?:nummer|nr|no|id)$/,
  surname: /^(?:achternaam|naam|deelnemer|geslachtsnaam|familienaam|surname|lastname)$/,
  present: /^(?:aanwezig(?:heid)?|deelgenomen|deelname|present|presentie|erbij)$/,
  hours: /^(?:(?:aantal|gevolgde|contact)?uren|(?:aantal)?uur|duur|hours|studielast)$/,
  day: /^(?:datum|dag|gevolgdop|datumdeelname|date)$/,
}

/** Which columns a heading has, whatever their order and whatever else is in it. */
export function readHeading(cells: readonly string[]): Columns {
  const columns: Partial<Record<Column, number>> = {}
  for (const [at, cell] of cells.entries()) {
    const bare = bareHeading(cell)
    for (const [column, names] of Object.entries(headings) as [Column, RegExp][]) {
      if (columns[column] === undefined && names.test(bare)) columns[column] = at
    }
  }
  return columns
}

function bareHeading(cell: string): string {
  return withoutInvisible(cell.slice(0, longestCell))
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]/g, '')
}

/** How many characters of a cell are looked at: a name has fewer, and what is longer is none. */
export const longestCell = 200

/** What is wrong in a row, and what is said of it. */
export interface RowMistake {
  readonly column: Column
  readonly is:
    | 'no-number'
    | 'not-a-number'
    | 'shortened-number'
    | 'no-register'
    | 'no-surname'
    | 'too-long'
    | 'unknown'
    | 'no-yes-no'
    | 'absent-with-hours'
    | 'no-hours'
    | 'unclear-hours'
    | 'too-many-hours'
    | 'no-day'
    | 'other-day'
    /** Of what each takes when it suits them, the day has to be told. */
    | 'needs-day'
    | 'outside-period'
    | 'twice'
    | 'other-hours'
    /** It says of somebody that they were not there, of whom hours were told. */
    | 'told-present'
    /** It was found that they were not there: their organisation agreed to that, or a register decided it. */
    | 'found-absent'
    /** It is about whoever tells it: nobody does that of themselves. */
    | 'own'
  readonly given?: string
  /** What it is held against, such as the most hours or the other row. */
  readonly against?: string
  /** Whom it may be: a number and a surname, where that is the surname that was typed. */
  readonly suggestion?: { readonly number: string; readonly surname: string }
}

/** A number as it may be meant: of one register, or of whichever has it. */
export interface MeantNumber {
  readonly register: string
  readonly number: number
}

/** What an edition asks of a row. */
export interface AskedOfRow {
  readonly registers: readonly Pick<Register, 'id' | 'number'>[]
  /** The hours where none are typed, and the most. */
  readonly hours: Amount | undefined
  readonly mostHours: Amount
  readonly days: readonly Temporal.PlainDate[]
  /** Of what each takes when it suits them: between which days, of which one has to be told. */
  readonly period:
    | { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate }
    | undefined
  /** Whether days that are a number count from 1904. */
  readonly from1904: boolean
  /** Whether a row without a surname will do. */
  readonly bySurname: boolean
}

/** A row as it was read, before anybody was looked up. */
export interface RowRead {
  readonly cells: readonly string[]
  /** In which registers the number may be, none where it is no number. */
  readonly meant: readonly MeantNumber[]
  readonly typedNumber: string
  readonly surname: string
  readonly present: boolean
  readonly hours: Amount | undefined
  /** Undefined where none was typed: the last day of the edition. */
  readonly day: Temporal.PlainDate | undefined
  readonly mistakes: readonly RowMistake[]
}

/** Reads one row as people type it; it looks nobody up. */
export function readRow(cells: readonly string[], columns: Columns, asked: AskedOfRow): RowRead {
  const mistakes: RowMistake[] = []
  const typed = (column: Column): string => {
    const at = columns[column]
    const cell = at === undefined ? '' : (cells[at] ?? '')
    if (cell.length > longestCell) {
      mistakes.push({ column, is: 'too-long', against: String(longestCell) })
      return ''
    }
    return withoutInvisible(typedCell(cell)).replaceAll('\u00a0', ' ').trim()
  }
  const typedNumber = typed('number')
  const surname = typed('surname')
  const present = presenceOf(typed('present'), mistakes)
  const meant = numbersIn(typedNumber, surname, asked, mistakes)
  if (asked.bySurname && surname === '' && !mistakes.some(({ column }) => column === 'surname')) {
    mistakes.push({ column: 'surname', is: 'no-surname' })
  }
  const hours = hoursOf(typed('hours'), present, asked, mistakes)
  const day = dayOf(typed('day'), present, asked, mistakes)
  return { cells, meant, typedNumber, surname, present, hours, day, mistakes }
}

function presenceOf(typed: string, mistakes: RowMistake[]): boolean {
  const bare = typed.toLowerCase().replace(/[.\s]/g, '')
  if (bare === '' || yes.has(bare)) return true
  if (no.has(bare)) return false
  mistakes.push({ column: 'present', is: 'no-yes-no', given: typed })
  return true
}

const yes = new Set([
  'ja',
  'j',
  'yes',
  'y',
  'waar',
  'true',
  '1',
  'x',
  'aanwezig',
  'present',
  '✓',
  '✔',
])
const no = new Set(['nee', 'n', 'no', 'onwaar', 'false', '0', '-', 'afwezig', 'absent'])

// With the prefix of a register it is a number of that one; without, of any.
function numbersIn(
  typed: string,
  surname: string,
  { registers }: AskedOfRow,
  mistakes: RowMistake[],
): readonly MeantNumber[] {
  if (typed === '') {
    if (!mistakes.some(({ column }) => column === 'number')) {
      mistakes.push({ column: 'number', is: 'no-number' })
    }
    return []
  }
  if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(typed)) {
    mistakes.push({ column: 'number', is: 'shortened-number', given: typed })
    return []
  }
  const bare = bareNumber(typed)
  const meant = registers.flatMap((register) => {
    const number = readRegistrationNumber(register, bare)
    return number === undefined ? [] : [{ register: register.id, number }]
  })
  if (meant.length === 0) mistakes.push({ column: 'number', is: 'not-a-number', given: typed })
  // Whose it is then, only the surname tells.
  if (meant.length > 1 && surname === '') {
    mistakes.push({ column: 'number', is: 'no-register', given: typed })
    return []
  }
  return meant
}

/** A number without what people write around it: "Reg.nr.: krsd 00.42/17" is KRSD004217, and 4217,0 of Excel 4217. */
export function bareNumber(typed: string): string {
  return compact(typed.replace(/[,.]0+$/, ''))
    .replace(/[\s_/:#'’]/g, '')
    .replace(/^(?:REG(?:ISTRATIE)?)?(?:NUMMER|NR|NO)/, '')
}

function hoursOf(
  typed: string,
  present: boolean,
  { hours, mostHours }: AskedOfRow,
  mistakes: RowMistake[],
): Amount | undefined {
  const wrong = (is: RowMistake['is'], against?: string) => {
    mistakes.push({
      column: 'hours',
      is,
      given: typed,
      ...(against === undefined ? {} : { against }),
    })
    return undefined
  }
  if (typed === '') {
    if (!present) return undefined
    return hours ?? wrong('no-hours')
  }
  const read = parseAmount(typed.replace(/\s*(?:uur|uren|u)\.?$/i, '').replace(/\s+(?=[.,])/, ''))
  if (read.is !== 'amount') {
    return wrong(read.is === 'too-large' ? 'too-many-hours' : 'unclear-hours', String(mostHours))
  }
  if (!present) return read.amount === 0 ? undefined : wrong('absent-with-hours')
  if (read.amount === 0) return wrong('no-hours')
  return read.amount > mostHours ? wrong('too-many-hours', String(mostHours)) : read.amount
}

function dayOf(
  typed: string,
  present: boolean,
  { days, period, from1904 }: AskedOfRow,
  mistakes: RowMistake[],
): Temporal.PlainDate | undefined {
  if (typed === '') {
    if (present && period !== undefined) mistakes.push({ column: 'day', is: 'needs-day' })
    return undefined
  }
  const day = dayTyped(typed, from1904)
  if (day === undefined) {
    mistakes.push({ column: 'day', is: 'no-day', given: typed })
    return undefined
  }
  const { compare } = Temporal.PlainDate
  if (period === undefined) {
    if (!days.some((one) => one.equals(day))) {
      mistakes.push({ column: 'day', is: 'other-day', given: day.toString() })
    }
  } else if (compare(day, period.first) < 0 || compare(day, period.last) > 0) {
    const against = `${period.first} ${period.last}`
    mistakes.push({ column: 'day', is: 'outside-period', given: day.toString(), against })
  }
  return day
}

/** A day as people and Excel write it: "12-11-2026", "12 nov. 2026", "2026-11-12T00:00:00", "46338". */
export function dayTyped(typed: string, from1904 = false): Temporal.PlainDate | undefined {
  const serial = /^(\d{4,6})(?:[.,]\d+)?$/.exec(typed)?.[1]
  if (serial !== undefined) {
    const days = Number(serial)
    // The day before 1900 began, and one that Excel thinks there was in February 1900.
    const zero = from1904 ? '1904-01-01' : '1899-12-30'
    return days > 20_000 && days < 80_000 ? Temporal.PlainDate.from(zero).add({ days }) : undefined
  }
  const text = typed
    .replace(/[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/, '')
    .replace(/^\p{L}{2,9}\.?,?\s+(?=\d)/u, '')
    .replace(/^(\d{1,2})[-\s](\p{L}{3,9})\.?[-\s](\d{2,4})$/u, '$1 $2 $3')
  const short = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2})$/.exec(text)
  const whole =
    short === null ? text.replace(/ (\d{2})$/, ' 20$1') : `${short[1]}-${short[2]}-20${short[3]}`
  const [day, other] = daysIn(whole)
  return other === undefined ? day : undefined
}
