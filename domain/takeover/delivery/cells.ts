import type { Mistake } from '#domain/takeover/delivery/mistakes.ts'
import type { Amount } from '#engine'
import { parseAmount } from '#engine'
import { daysIn } from '#language/days-in-text.ts'
import { bareWords, withoutInvisible } from '#language/typed.ts'

/** The cells of one row by the names of their columns, and what was found wrong in them so far. */
export interface Cells {
  readonly mistakes: Mistake[]
  /** What was typed; empty where the column is not there. */
  readonly typed: (column: string) => string
}

/** Says that something is wrong in a column; gives undefined, as there is nothing to go on with. */
export function wrong(
  { mistakes }: Cells,
  column: string,
  is: Mistake['is'],
  said: Pick<Mistake, 'given' | 'against'> = {},
): undefined {
  mistakes.push({ column, is, ...said })
}

/** A text of at most so many characters; empty where nothing was typed and nothing must be. */
export function text(
  cells: Cells,
  column: string,
  { most, must = false }: { readonly most: number; readonly must?: boolean },
): string {
  const typed = withoutInvisible(cells.typed(column)).trim()
  if (typed === '' && must) wrong(cells, column, 'empty')
  if (/[\p{Cc}--[\n\r\t]]/v.test(typed)) wrong(cells, column, 'not-text')
  if ([...typed].length > most) wrong(cells, column, 'too-long', { against: String(most) })
  return typed
}

/** A day; undefined where there is none, or none that can be read. */
export function day(
  cells: Cells,
  column: string,
  { must = false, until }: { readonly must?: boolean; readonly until?: Temporal.PlainDate } = {},
): Temporal.PlainDate | undefined {
  const typed = cells.typed(column)
  if (typed === '') return must ? wrong(cells, column, 'empty') : undefined
  // A database writes a moment where a day is meant.
  const [, date = typed] = /^(\S+)[ T]00:00(?::00(?:\.0+)?)?Z?$/.exec(typed) ?? []
  const [read, other] = daysIn(date)
  const whole = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$|^\d{1,2} \p{L}+\.? \d{4}$/u.test(date)
  if (read === undefined || other !== undefined || !whole || read.year < 1900) {
    return wrong(cells, column, 'no-day', { given: typed })
  }
  if (until !== undefined && Temporal.PlainDate.compare(read, until) > 0) {
    return wrong(cells, column, 'in-the-future', { given: read.toString() })
  }
  return read
}

/** An amount in hundredths; undefined where there is none, or none that can be read. */
export function amount(cells: Cells, column: string): Amount | undefined {
  const typed = cells.typed(column)
  if (typed === '') return undefined
  const parsed = parseAmount(typed)
  if (parsed.is === 'amount') return parsed.amount
  const is = parsed.is === 'unclear' ? 'unclear-amount' : 'no-amount'
  return wrong(cells, column, is, { given: typed })
}

/** A yes or a no; undefined where nothing was typed. */
export function yesNo(cells: Cells, column: string): boolean | undefined {
  const typed = cells.typed(column).toLowerCase()
  if (typed === '') return undefined
  if (['ja', 'j', 'waar', 'true', '1', 'x'].includes(typed)) return true
  if (['nee', 'n', 'onwaar', 'false', '0'].includes(typed)) return false
  return wrong(cells, column, 'no-yes-no', { given: cells.typed(column) })
}

/** One of several by its id or by what it is called; undefined where it is none of them. */
export function oneOf<One extends { readonly id: string; readonly label: string }>(
  cells: Cells,
  column: string,
  { among, unknown = 'unknown-choice' }: { among: readonly One[]; unknown?: Mistake['is'] },
): One | undefined {
  const typed = cells.typed(column)
  if (typed === '') return undefined
  const found =
    among.find(({ id }) => id === typed.toLowerCase()) ??
    among.find(({ label }) => bareWords(label) === bareWords(typed))
  if (found !== undefined) return found
  const known = among.map(({ label }) => label).join(', ')
  return wrong(cells, column, unknown, { given: typed, against: known })
}

/** The two days of a period; undefined where there is none, or none that can be. */
export function period(
  cells: Cells,
  [firstColumn, lastColumn]: readonly [string, string],
  { must = false }: { readonly must?: boolean } = {},
): { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate } | undefined {
  const first = day(cells, firstColumn, { must })
  const last = day(cells, lastColumn, { must })
  const oneTyped = (cells.typed(firstColumn) === '') !== (cells.typed(lastColumn) === '')
  if (oneTyped && !must) {
    return wrong(cells, cells.typed(firstColumn) === '' ? firstColumn : lastColumn, 'half-a-period')
  }
  if (first === undefined || last === undefined) return undefined
  if (Temporal.PlainDate.compare(last, first) < 0) {
    return wrong(cells, lastColumn, 'period-reversed', { given: last.toString() })
  }
  return { first, last }
}
