// Files as banks send them, for tests: CAMT.053 of ISO 20022, of which each test says what differs.

/** One transaction of a statement. Days are ISO text, amounts are in cents. */
export interface MadeTransaction {
  readonly cents: number
  readonly day?: string
  readonly debit?: boolean
  readonly reversal?: boolean
  /** Pending at the bank. */
  readonly pending?: boolean
  readonly bankReference?: string
  readonly entryReference?: string
  readonly endToEnd?: string
  readonly payerName?: string
  readonly payerIban?: string
  /** A structured reference. */
  readonly reference?: string
  readonly words?: string
  readonly currency?: string
  /** The transactions of a batch, of which this is the whole. */
  readonly batch?: readonly Omit<MadeTransaction, 'batch' | 'day' | 'debit'>[]
}

/** One statement of an account. */
export interface MadeStatement {
  readonly id?: string
  readonly sequence?: string
  readonly iban: string
  readonly first: string
  readonly last?: string
  /** Left out where it is null; made to fit where it is not said. */
  readonly opening?: number | null
  readonly closing?: number | null
  readonly currency?: string
  readonly transactions: readonly MadeTransaction[]
}

/** How a file is written. */
export interface MadeFile {
  readonly version?: '02' | '08'
  /** Before the names of elements, as some banks do. */
  readonly prefix?: string
  /** Between the declaration and the document. */
  readonly before?: string
}

/** A CAMT.053 with these statements. */
export function camtFile(statements: readonly MadeStatement[], how: MadeFile = {}): string {
  const { version = '02', prefix = '', before = '' } = how
  const named = (name: string) => (prefix === '' ? name : `${prefix}:${name}`)
  const el = (name: string, inside: string, attributes = '') =>
    `<${named(name)}${attributes}>${inside}</${named(name)}>`
  const writer = writerOf(el, version)
  const namespace = `xmlns${prefix === '' ? '' : `:${prefix}`}`
  const body = el(
    'BkToCstmrStmt',
    el('GrpHdr', el('MsgId', 'M1') + el('CreDtTm', '2026-11-05T06:00:00')) +
      statements.map(writer).join('\n'),
  )
  return `<?xml version="1.0" encoding="UTF-8"?>\n${before}${el(
    'Document',
    body,
    ` ${namespace}="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"`,
  )}\n`
}

type Element = (name: string, inside: string, attributes?: string) => string

function writerOf(el: Element, version: '02' | '08') {
  const amount = (cents: number, currency: string) =>
    el(
      'Amt',
      `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`,
      ` Ccy="${currency}"`,
    )
  const way = (debit: boolean) => el('CdtDbtInd', debit ? 'DBIT' : 'CRDT')
  const party = (name: string) => (version === '08' ? el('Pty', el('Nm', name)) : el('Nm', name))
  const balance = (kind: string, cents: number, day: string, currency: string) =>
    el(
      'Bal',
      el('Tp', el('CdOrPrtry', el('Cd', kind))) +
        amount(Math.abs(cents), currency) +
        way(cents < 0) +
        el('Dt', el('Dt', day)),
    )
  const detail = (one: MadeTransaction, currency: string, inBatch: boolean) => {
    const refs =
      (inBatch && one.bankReference ? el('AcctSvcrRef', one.bankReference) : '') +
      el('EndToEndId', escaped(one.endToEnd ?? 'NOTPROVIDED'))
    const parties =
      (one.payerName === undefined ? '' : el('Dbtr', party(escaped(one.payerName)))) +
      (one.payerIban === undefined ? '' : el('DbtrAcct', el('Id', el('IBAN', one.payerIban))))
    const words =
      (one.words === undefined ? '' : el('Ustrd', escaped(one.words))) +
      (one.reference === undefined
        ? ''
        : el(
            'Strd',
            el(
              'CdtrRefInf',
              el('Tp', el('CdOrPrtry', el('Cd', 'SCOR'))) + el('Ref', escaped(one.reference)),
            ),
          ))
    return el(
      'TxDtls',
      el('Refs', refs) +
        (inBatch
          ? version === '08'
            ? amount(one.cents, currency)
            : el('AmtDtls', el('TxAmt', amount(one.cents, currency)))
          : '') +
        (parties === '' ? '' : el('RltdPties', parties)) +
        (words === '' ? '' : el('RmtInf', words)),
    )
  }
  return (statement: MadeStatement): string => {
    const { iban, first, last = first, transactions, currency = 'EUR' } = statement
    const { id = `${iban}-${first}`, sequence = '' } = statement
    const sum = transactions
      .filter(({ pending }) => pending !== true)
      .reduce((all, { cents, debit }) => all + (debit === true ? -cents : cents), 0)
    const opening = statement.opening === undefined ? 100_000 : statement.opening
    const closing = statement.closing === undefined ? (opening ?? 0) + sum : statement.closing
    const entries = transactions.map((one) => {
      const said = one.currency ?? currency
      const status = one.pending === true ? 'PDNG' : 'BOOK'
      return el(
        'Ntry',
        (one.entryReference === undefined ? '' : el('NtryRef', one.entryReference)) +
          amount(one.cents, said) +
          way(one.debit === true) +
          (one.reversal === true ? el('RvslInd', 'true') : '') +
          el('Sts', version === '08' ? el('Cd', status) : status) +
          el('BookgDt', el('Dt', one.day ?? first)) +
          el('ValDt', el('Dt', one.day ?? first)) +
          (one.bankReference === undefined ? '' : el('AcctSvcrRef', one.bankReference)) +
          el('BkTxCd', el('Prtry', el('Cd', '541'))) +
          el(
            'NtryDtls',
            (one.batch === undefined ? '' : el('Btch', el('NbOfTxs', String(one.batch.length)))) +
              (one.batch ?? [one])
                .map((part) => detail(part, said, one.batch !== undefined))
                .join(''),
          ),
      )
    })
    return el(
      'Stmt',
      el('Id', escaped(id)) +
        (sequence === '' ? '' : el('ElctrncSeqNb', sequence)) +
        el('CreDtTm', `${last}T23:00:00+01:00`) +
        el('FrToDt', el('FrDtTm', `${first}T00:00:00`) + el('ToDtTm', `${last}T23:59:59`)) +
        el('Acct', el('Id', el('IBAN', iban)) + el('Ccy', currency)) +
        (opening === null ? '' : balance('OPBD', opening, first, currency)) +
        (closing === null ? '' : balance('CLBD', closing, last, currency)) +
        entries.join('\n'),
    )
  }
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
