import type { Context } from '#domain/platform/context/context.ts'
import { csvLine } from '#domain/platform/table/csv.ts'
import type { Mistake } from '#domain/takeover/delivery/mistakes.ts'
import { mistakeInWords } from '#domain/takeover/delivery/mistakes.ts'
import type { ReadList } from '#domain/takeover/delivery/read-delivery.ts'
import type { LeftRow } from '#domain/takeover/taking/queries.ts'
import { leftRows } from '#domain/takeover/taking/queries.ts'

/** The column that says what is wrong; a list with it is read again without it. */
export const mistakeColumn = 'Wat er mis is'

const together = 500

/**
 * The rows of one list that do not go in, as they were typed and with what is wrong behind them, so that
 * it can be mended there and sent again. In parts; each is read in a transaction of its own.
 */
export async function* mistakesOf(
  within: <Result>(work: (context: Context) => Promise<Result>) => Promise<Result>,
  takeoverId: string,
  list: ReadList,
): AsyncGenerator<string> {
  yield `\uFEFF${csvLine([...list.heading.filter((name) => name !== mistakeColumn), mistakeColumn])}`
  const width = list.heading.length
  const skipped = list.heading.indexOf(mistakeColumn)
  let after = 0
  for (;;) {
    const from = after
    const rows = await within((context) =>
      leftRows(context, takeoverId, { most: together, file: list.name, after: from }),
    )
    if (rows.length === 0) return
    after = rows.at(-1)?.row ?? after
    yield rows
      .map((row) => {
        const cells = Array.from({ length: width }, (_, at) => row.cells[at] ?? '')
        return csvLine([...cells.filter((_, at) => at !== skipped), whatIsWrong(row)])
      })
      .join('')
  }
}

/** What is wrong with a row, with the column and how to mend it. */
export function whatIsWrong({ state, mistakes }: Pick<LeftRow, 'state' | 'mistakes'>): string {
  if (mistakes.length === 0 && state === 'left-out') return waitsWords
  return mistakes.map(inOneLine).join(' ')
}

/** Of a row without a mistake of its own that hangs on one that has. */
export const waitsWords = 'Deze rij wacht op een andere waar een fout in zit.'

function inOneLine(mistake: Mistake): string {
  const { wrong, mend } = mistakeInWords(mistake)
  return `${mistake.column === '' ? '' : `${mistake.column}: `}${wrong} ${mend}`
}
