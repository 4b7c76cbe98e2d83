import { accountsOf } from '#domain/money/books/accounts.ts'
import type { Period } from '#domain/money/books/period.ts'
import type { JournalLine } from '#domain/money/books/queries.ts'
import { journalLines } from '#domain/money/books/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { csvLine } from '#domain/platform/table/csv.ts'
import type { Register } from '#regulations/register.ts'

/** Does something in a transaction of its own. */
export type Within = <Result>(work: (context: Context) => Promise<Result>) => Promise<Result>

const together = 1000

/** Every line of a period, of some kinds or of all, so many at a time, each time in a transaction of its own. */
export async function* linesOf(
  within: Within,
  period: Pick<Period, 'first' | 'last'>,
  of?: readonly JournalLine['what'][],
): AsyncGenerator<readonly JournalLine[]> {
  let after: JournalLine | undefined
  for (;;) {
    const from = after
    const lines = await within((context) =>
      journalLines(context, period, {
        most: together,
        ...(from && { after: from }),
        ...(of && { of }),
      }),
    )
    if (lines.length === 0) return
    yield lines
    after = lines.at(-1)
  }
}

/** What happened, for whoever reads the books. */
export const whatWords: Readonly<Record<JournalLine['what'], string>> = {
  invoice: 'Factuur',
  'credit-note': 'Creditnota',
  'write-off': 'Afgeboekt',
  payment: 'Ontvangen',
  reversal: 'Ontvangst teruggedraaid',
  settlement: 'Betaling van factuur',
  'undone-settlement': 'Betaling losgemaakt van factuur',
  refund: 'Terugbetaald',
  'undone-refund': 'Terugbetaling ongedaan gemaakt',
}

/** A line in words: what happened, and of which invoice where the number does not say that. */
export function describe({ what, document, invoiceNumber }: JournalLine): string {
  const words = whatWords[what]
  return invoiceNumber === '' || invoiceNumber === document ? words : `${words} ${invoiceNumber}`
}

/** The journal of a period as CSV, in parts. */
export async function* writeJournal(
  within: Within,
  register: Register,
  period: Period,
): AsyncGenerator<string> {
  const accounts = accountsOf(register)
  yield `\uFEFF${csvLine([
    ...['Boeking', 'Dag', 'Stuk', 'Rekening', 'Naam rekening', 'Debet', 'Credit', 'Btw-code'],
    ...['Relatie', 'Omschrijving'],
  ])}`
  for await (const lines of linesOf(within, period)) {
    yield lines
      .map((line) =>
        csvLine([
          ...[line.entry, line.bookedOn, line.document],
          ...[accounts[line.account].code, accounts[line.account].name],
          ...[amountOf(line.debitCents), amountOf(line.creditCents)],
          ...[line.vatCode, line.relation, describe(line)],
        ]),
      )
      .join('')
  }
}

function amountOf(cents: number): string {
  return cents === 0 ? '' : (cents / 100).toFixed(2).replace('.', ',')
}
