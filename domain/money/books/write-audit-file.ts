import type { AccountKey } from '#domain/money/books/accounts.ts'
import { accountsOf } from '#domain/money/books/accounts.ts'
import type { Period } from '#domain/money/books/period.ts'
import { periodOf } from '#domain/money/books/period.ts'
import type { JournalLine } from '#domain/money/books/queries.ts'
import { turnovers } from '#domain/money/books/queries.ts'
import type { Within } from '#domain/money/books/write-journal.ts'
import { describe, linesOf } from '#domain/money/books/write-journal.ts'
import { escaped } from '#papers/escaped.ts'
import type { Register } from '#regulations/register.ts'

// What stands on the balance goes over to the next year; the rest begins at nought.
const balance: ReadonlySet<AccountKey> = new Set([
  ...(['debtors', 'bank', 'online', 'unallocated', 'vat'] as const),
])

const journals = [
  { id: 'VRK', name: 'Verkoop', type: 'S', of: ['invoice', 'credit-note'] },
  {
    id: 'BNK',
    name: 'Bank',
    type: 'B',
    of: ['payment', 'reversal', 'refund', 'undone-refund'],
  },
  {
    id: 'MEM',
    name: 'Memoriaal',
    type: 'M',
    of: ['settlement', 'undone-settlement', 'write-off'],
  },
] as const

/**
 * The books of a year as an XML Auditfile Financieel 3.2, in parts: the accounts, what they began with, and every entry. Whose
 * an invoice is stands there by the number of the registration or the name of the organisation.
 */
export async function* writeAuditFile(
  within: Within,
  register: Register,
  { year, made }: { readonly year: Period; readonly made: Temporal.PlainDate },
): AsyncGenerator<string> {
  const accounts = accountsOf(register)
  const { organisation } = register
  const opening = (
    await within((context) => turnovers(context, { last: year.first.subtract({ days: 1 }) }))
  ).flatMap(({ account, debitCents, creditCents }) => {
    const cents = debitCents - creditCents
    return balance.has(account) && cents !== 0 ? [{ account, cents }] : []
  })
  // What was earned and lost before stands in the capital, which is not among the accounts of Peil.
  const capital = -opening.reduce((sum, { cents }) => sum + cents, 0)
  const all = await within((context) => turnovers(context, year))
  yield [
    '<?xml version="1.0" encoding="UTF-8"?>\n<auditfile xmlns="http://www.auditfiles.nl/XAF/3.2">',
    '<header>',
    e('fiscalYear', String(year.first.year)),
    e('startDate', year.first.toString()),
    e('endDate', year.last.toString()),
    e('curCode', 'EUR'),
    e('dateCreated', made.toString()),
    e('softwareDesc', 'Peil'),
    '</header><company>',
    e('companyIdent', organisation.kvk),
    e('companyName', organisation.foundation),
    e('taxRegistrationCountry', 'NL'),
    e('taxRegIdent', organisation.vatNumber ?? organisation.rsin ?? 'onbekend'),
    '<generalLedger>',
    ...[
      ...Object.entries(accounts),
      ...(capital === 0 ? [] : [[capitalKey, capitalAccount] as const]),
    ].map(
      ([key, { code, name }]) =>
        `<ledgerAccount>${e('accID', code)}${e('accDesc', name)}${e('accTp', key === capitalKey || balance.has(key as AccountKey) ? 'B' : 'P')}</ledgerAccount>`,
    ),
    '</generalLedger><periods>',
    ...months(year).map(
      ({ name, first, last }) =>
        `<period>${e('periodNumber', String(first.month))}${e('periodDesc', name)}${e('startDatePeriod', first.toString())}${e('endDatePeriod', last.toString())}</period>`,
    ),
    '</periods>',
    openingOf(
      [
        ...opening.map(({ account, cents }) => ({ code: accounts[account].code, cents })),
        ...(capital === 0 ? [] : [{ code: capitalAccount.code, cents: capital }]),
      ],
      year,
    ),
    '<transactions>',
    e('linesCount', String(sumOf(all, ({ lines }) => lines))),
    e('totalDebit', amountOf(sumOf(all, ({ debitCents }) => debitCents))),
    e('totalCredit', amountOf(sumOf(all, ({ creditCents }) => creditCents))),
  ].join('')
  for (const { id, name, type, of } of journals) {
    yield `<journal>${e('jrnID', id)}${e('desc', name)}${e('jrnTp', type)}`
    let entry: JournalLine[] = []
    for await (const lines of linesOf(within, year, of)) {
      const parts: string[] = []
      for (const line of lines) {
        if (entry[0] !== undefined && entry[0].entry !== line.entry) {
          parts.push(transactionOf(entry, accounts))
          entry = []
        }
        entry.push(line)
      }
      yield parts.join('')
    }
    yield `${entry.length === 0 ? '' : transactionOf(entry, accounts)}</journal>`
  }
  yield '</transactions></company></auditfile>\n'
}

const capitalKey = 'capital'
const capitalAccount = { code: '0500', name: 'Eigen vermogen (resultaat van eerdere jaren)' }

function months(year: Period): readonly Period[] {
  return Array.from({ length: 12 }, (_, at) =>
    periodOf(`${year.id}-${String(at + 1).padStart(2, '0')}`),
  ).filter((one) => one !== undefined)
}

function openingOf(
  lines: readonly { readonly code: string; readonly cents: number }[],
  year: Period,
): string {
  const total = amountOf(lines.reduce((sum, { cents }) => sum + Math.max(cents, 0), 0))
  return [
    '<openingBalance>',
    e('opBalDate', year.first.toString()),
    e('linesCount', String(lines.length)),
    e('totalDebit', total),
    e('totalCredit', total),
    ...lines.map(
      ({ code, cents }, at) =>
        `<obLine>${e('nr', String(at + 1))}${e('accID', code)}${amounts(cents)}</obLine>`,
    ),
    '</openingBalance>',
  ].join('')
}

function transactionOf(
  lines: readonly JournalLine[],
  accounts: ReturnType<typeof accountsOf>,
): string {
  const [first] = lines
  if (first === undefined) return ''
  return [
    '<transaction>',
    // Thirty-two signs of the id, as there may be no more than thirty-five.
    e('nr', first.entry.replaceAll('-', '')),
    e('desc', describe(first)),
    e('periodNumber', String(Number(first.bookedOn.slice(5, 7)))),
    e('trDt', first.bookedOn),
    ...lines.map((line) =>
      [
        '<trLine>',
        e('nr', String(line.id)),
        e('accID', accounts[line.account].code),
        e('docRef', line.document),
        e('effDate', line.bookedOn),
        e('desc', [describe(line), line.relation].filter(Boolean).join(', ')),
        amounts(line.debitCents - line.creditCents),
        line.invoiceNumber === '' ? '' : e('invRef', line.invoiceNumber),
        '</trLine>',
      ].join(''),
    ),
    '</transaction>',
  ].join('')
}

function sumOf<Each>(of: readonly Each[], value: (each: Each) => number): number {
  return of.reduce((sum, each) => sum + value(each), 0)
}

function amounts(cents: number): string {
  return `${e('amnt', amountOf(Math.abs(cents)))}${e('amntTp', cents < 0 ? 'C' : 'D')}`
}

function amountOf(cents: number): string {
  return (cents / 100).toFixed(2)
}

function e(name: string, text: string): string {
  return `<${name}>${escaped(text.replace(unwritable, ''))}</${name}>`
}

const unwritable = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
