import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import yazl from 'yazl'
import { UnreadableBankFile } from '#domain/money/bank-statement/bank-statement.ts'
import { readBankFile } from '#domain/money/bank-statement/read-bank-file.ts'
import type { CamtPart, CamtTransaction } from '#domain/money/bank-statement/read-camt.ts'
import type { MadeFile, MadeStatement } from '#testing/bank-file.ts'
import { camtFile } from '#testing/bank-file.ts'

const iban = 'NL02ABNA0123456789'

async function read(contents: string | Buffer, most?: number): Promise<readonly CamtPart[]> {
  const file = { name: 'a.xml', open: async () => Readable.from([Buffer.from(contents)]) }
  return Array.fromAsync(readBankFile(file, { iban, currency: 'EUR' }, most))
}

const transactionsOf = (parts: readonly CamtPart[]): readonly CamtTransaction[] =>
  parts.flatMap((part) => (part.is === 'transaction' ? [part.transaction] : []))

/** Why it cannot be read, and where. */
async function problemOf(contents: string | Buffer, most?: number): Promise<string> {
  try {
    await read(contents, most)
  } catch (error) {
    if (error instanceof UnreadableBankFile) return error.message
    throw error
  }
  return 'read'
}

const usual: MadeStatement = {
  ...{ id: 'S-1', sequence: '17', iban, first: '2026-11-03' },
  transactions: [
    {
      ...{ cents: 9500, bankReference: 'BANK-0001', payerName: 'Hr J. de Vries & Zn' },
      ...{ payerIban: 'NL91ABNA0417164300', reference: 'RF18KRSDF000001', words: 'Contributie' },
    },
    { cents: 1234, debit: true, words: 'Huur' },
    { cents: 9500, debit: true, reversal: true, endToEnd: 'E-1' },
    { cents: 50, pending: true },
  ],
}

const hows: readonly MadeFile[] = [
  { version: '02' },
  { version: '08' },
  { version: '02', prefix: 'ns2' },
  { version: '08', prefix: 'camt' },
]
for (const how of hows) {
  test(`a statement is read as .001.${how.version}${how.prefix ? ` with names of ${how.prefix}` : ''}`, async () => {
    const parts = await read(camtFile([usual], how))
    const [first] = parts
    assert.deepEqual(first, {
      is: 'statement',
      statement: {
        ...{ name: 'S-1', sequence: '17', account: iban, first: '2026-11-03', last: '2026-11-03' },
        opening: { cents: 100_000, on: '2026-11-03' },
        closing: { cents: 98_766, on: '2026-11-03' },
      },
    })
    assert.deepEqual(
      parts.map(({ is }) => is),
      ['statement', 'transaction', 'transaction', 'transaction', 'pending', 'end'],
    )
    const [credit, debit, reversal] = transactionsOf(parts)
    assert.deepEqual(credit, {
      ...{ day: '2026-11-03', cents: 9500, credit: true, reversal: false },
      ...{ bankReference: 'BANK-0001', endToEnd: '', payerName: 'Hr J. de Vries & Zn' },
      ...{ payerIban: 'NL91ABNA0417164300', reference: 'RF18KRSDF000001', words: 'Contributie' },
    })
    assert.deepEqual([debit?.credit, debit?.reversal, debit?.words], [false, false, 'Huur'])
    assert.deepEqual(
      [reversal?.credit, reversal?.reversal, reversal?.endToEnd],
      [false, true, 'E-1'],
    )
  })

  test(`a batch of .001.${how.version}${how.prefix ?? ''} is what is in it, as long as that adds up`, async () => {
    const batch = [
      { cents: 9500, bankReference: 'P-1', words: 'een' },
      { cents: 4000, bankReference: 'P-2', words: 'twee' },
    ]
    const of = (cents: number) => ({
      ...usual,
      transactions: [{ cents, bankReference: 'BATCH-0001', batch }],
    })
    const whole = transactionsOf(await read(camtFile([of(13_500)], how)))
    assert.deepEqual(
      whole.map(({ cents, bankReference, words }) => [cents, bankReference, words]),
      [
        [9500, 'BATCH-0001 P-1', 'een'],
        [4000, 'BATCH-0001 P-2', 'twee'],
      ],
    )
    // A cent that is not accounted for keeps it together.
    const off = transactionsOf(await read(camtFile([of(13_501)], how)))
    assert.deepEqual(
      off.map(({ cents, words }) => [cents, words]),
      [[13_501, 'een twee']],
    )
  })
}

test('more statements in one file are each read, and a ZIP of files too', async () => {
  const next = { ...usual, id: 'S-2', first: '2026-11-04' }
  const both = await read(camtFile([usual, next]))
  assert.equal(both.filter(({ is }) => is === 'statement').length, 2)
  const zip = new yazl.ZipFile()
  zip.addBuffer(Buffer.from(camtFile([usual])), 'b.xml')
  zip.addBuffer(Buffer.from(camtFile([next])), 'map/a.XML')
  zip.addBuffer(Buffer.from('leesmij'), 'leesmij.txt')
  zip.end()
  const zipped = Buffer.concat(await Array.fromAsync(zip.outputStream as AsyncIterable<Buffer>))
  const parts = await read(zipped)
  assert.deepEqual(
    parts.flatMap((part) => (part.is === 'statement' ? [part.statement.name] : [])),
    ['S-1', 'S-2'],
  )
  assert.equal(await problemOf(zipped.subarray(0, zipped.length - 30)), 'no-zip')
})

const good = camtFile([usual])
const wrong: readonly (readonly [string, string | Buffer, RegExp])[] = [
  ['an empty file', '', /^empty$/],
  ['only spaces', '  \n ', /^empty$/],
  ['a list as CSV', 'datum;bedrag\n1;2', /^no-xml$/],
  ['a page of the web', '<!DOCTYPE html><html><body>Log in</body></html>', /^no-xml$/],
  ['a file that was cut off', good.slice(0, good.length - 200), /^broken/],
  ['an end that does not fit', good.replace('</Amt>', '</Bedrag>'), /^broken/],
  [
    'definitions and entities',
    camtFile([usual], { before: '<!DOCTYPE Document [<!ENTITY a "RF18KRSDF000001">]>' }),
    /^definitions$/,
  ],
  ['an entity that nobody defined', good.replace('Contributie', '&geheim;'), /^broken/],
  ['another account', camtFile([{ ...usual, iban: 'NL91ABNA0417164300' }]), /^other-account: NL91/],
  [
    'an account in another currency',
    camtFile([{ ...usual, currency: 'USD' }]),
    /^other-currency: USD/,
  ],
  [
    'one payment in another currency',
    camtFile([{ ...usual, transactions: [{ cents: 9500, currency: 'GBP' }] }]),
    /^other-currency: GBP/,
  ],
  ['an amount that is none', good.replace('>95.00<', '>95,00<'), /^no-amount: BANK-0001/],
  ['more than cents', good.replace('>95.00<', '>95.001<'), /^no-amount: BANK-0001/],
  [
    'a day that does not exist',
    good.replace('2026-11-03</Dt></BookgDt>', '2026-11-31</Dt></BookgDt>'),
    /^no-amount/,
  ],
  [
    'a report of the day (CAMT.052)',
    good.replaceAll('BkToCstmrStmt', 'BkToCstmrAcctRpt'),
    /^other-message: BkToCstmrAcctRpt/,
  ],
  ['another document', '<Invoice><ID>1</ID></Invoice>', /^other-message/],
  ['no statement in it', good.replace(/<Stmt>.*<\/Stmt>/s, ''), /^no-statement$/],
]
for (const [what, contents, why] of wrong) {
  test(`${what} is refused with why`, async () => {
    assert.match(await problemOf(contents), why)
  })
}

test('an encoding that the file names is read, and noughts behind the cents are none', async () => {
  const latin = good
    .replace('UTF-8', 'ISO-8859-1')
    .replace('Contributie', 'Café')
    .replace('>95.00<', '>95.00000<')
  const [credit] = transactionsOf(await read(Buffer.from(latin, 'latin1')))
  assert.deepEqual([credit?.words, credit?.cents], ['Café', 9500])
})

test('of a large file one entry is held at a time', async () => {
  const entry = camtFile([usual]).match(/<Ntry>.*?<\/Ntry>/s)?.[0] ?? ''
  const [head = '', tail = ''] = camtFile([{ ...usual, transactions: [] }]).split('</Stmt>')
  const piece = Buffer.from(entry.repeat(100))
  let ahead = 0
  let read = 0
  async function* pieces() {
    yield Buffer.from(head)
    for (let at = 0; at < 200; at += 1) {
      // Nobody asks for what comes far behind what was read.
      ahead = Math.max(ahead, at * 100 - read)
      yield piece
    }
    yield Buffer.from(`</Stmt>${tail}`)
  }
  const file = { name: 'a.xml', open: async () => Readable.from(pieces(), { highWaterMark: 1 }) }
  for await (const part of readBankFile(file, { iban, currency: 'EUR' })) {
    if (part.is === 'transaction') read += 1
  }
  assert.equal(read, 20_000)
  assert.ok(ahead <= 500, String(ahead))
})

test('more than so much is refused, also where a small ZIP unpacks to it', async () => {
  const zip = new yazl.ZipFile()
  const spaces = Buffer.alloc(200_000, ' ')
  zip.addBuffer(Buffer.concat([Buffer.from(good), spaces]), 'groot.xml')
  zip.end()
  const zipped = Buffer.concat(await Array.fromAsync(zip.outputStream as AsyncIterable<Buffer>))
  assert.ok(zipped.length < 10_000)
  assert.equal(await problemOf(zipped, 200_000 + good.length), 'read')
  assert.equal(await problemOf(zipped, 199_999), 'too-large')
})
