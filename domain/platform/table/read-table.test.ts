import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { test } from 'node:test'
import { promisify } from 'node:util'
import yauzl from 'yauzl'
import { csvLine, typedCell } from '#domain/platform/table/csv.ts'
import { openTable, UnreadableTable } from '#domain/platform/table/read-table.ts'
import { workbookOf } from '#domain/platform/table/write-xlsx.ts'
import { workbook } from '#testing/workbook.ts'

const fileOf = (contents: Buffer | string) => ({
  name: 'lijst',
  open: async () => Readable.from([Buffer.from(contents)]),
})

const utf16 = (text: string, big: boolean) => {
  const little = Buffer.from(`\uFEFF${text}`, 'utf16le')
  return big ? little.swap16() : little
}

async function readAll(contents: Buffer | string) {
  const table = await openTable(fileOf(contents))
  try {
    const rows: (readonly [number, ...string[]])[] = []
    let last = 0
    for await (const { row, cells, read } of table.rows()) {
      assert.ok(read >= last && read <= 1, `${read} comes after ${last}`)
      last = read
      rows.push([row, ...cells])
    }
    return rows
  } finally {
    table.close()
  }
}

const why = async (contents: Buffer | string) => {
  try {
    await readAll(contents)
  } catch (error) {
    if (error instanceof UnreadableTable) return error.why
    throw error
  }
  return undefined
}

test('a list is read as people save it: whatever stands between cells, in whatever encoding', async () => {
  const expected = [
    [1, 'Registratienummer', 'Achternaam', 'Uren'],
    [2, 'KRSD-000001', 'Çelik; de "jonge"', '7,5'],
    [4, '42', 'Müller', '4'],
  ]
  const cells = (mark: string) =>
    [
      `Registratienummer${mark}Achternaam${mark}Uren`,
      `KRSD-000001${mark}"Çelik; de ""jonge"""${mark}"7,5"`,
      '',
      `42${mark}Müller${mark}4`,
      '',
    ].join('\r\n')
  for (const mark of [';', ',', '\t']) {
    const text = cells(mark)
    for (const [written, contents] of [
      ['utf-8', text],
      ['utf-8 with a mark', `\uFEFF${text}`],
      ['windows-1252', Buffer.from(text, 'latin1')],
      ['utf-16le', utf16(text, false)],
      ['utf-16be', utf16(text, true)],
    ] as const) {
      assert.deepEqual(await readAll(contents), expected, `${written} with ${JSON.stringify(mark)}`)
    }
  }
})

test('of a workbook the first sheet is read: texts, numbers, yes and no, and what a formula came to', async () => {
  const book = await workbook([
    ['Registratienummer', 'Achternaam', 'Aanwezig', 'Uren', 'Datum'],
    [4217, 'El Amrani', true, 7.5, 46338],
    [],
    [
      'KRSD-000001',
      { formula: 'HYPERLINK("http://x.nl")', came: 'De Vries & zn' },
      false,
      undefined,
      4.217e3,
    ],
  ])
  assert.deepEqual(await readAll(book), [
    [1, 'Registratienummer', 'Achternaam', 'Aanwezig', 'Uren', 'Datum'],
    [2, '4217', 'El Amrani', 'ja', '7,5', '46338'],
    [4, 'KRSD-000001', 'De Vries & zn', 'nee', '', '4217'],
  ])
  const old = await openTable(fileOf(await workbook([['x']], { from1904: true })))
  assert.equal(old.from1904, true)
  old.close()
})

test('a workbook that is written is read as it was, with every cell a text', async () => {
  const rows = [
    { row: 1, cells: ['Registratienummer', 'Achternaam', 'Uren', 'Fout'] },
    { row: 3, cells: ['004217', '=HYPERLINK("http://x.nl";"Çelik & <zn>")', '7,5', ''] },
    { row: 4, cells: ['\u0001+1', ' @x ', '', 'Vul een\nnummer in. \ud800'] },
    { row: 5, cells: Array.from({ length: 30 }, (_, at) => String(at)) },
  ]
  const written = await buffer(workbookOf('Deel/nemers', rows))
  assert.deepEqual(await readAll(written), [
    [1, 'Registratienummer', 'Achternaam', 'Uren', 'Fout'],
    [3, '004217', '=HYPERLINK("http://x.nl";"Çelik & <zn>")', '7,5'],
    [4, '+1', '@x', '', 'Vul een\nnummer in. \ufffd'],
    [5, ...(rows[3]?.cells ?? [])],
  ])
  const sheet = await partOf(written, 'xl/worksheets/sheet1.xml')
  assert.doesNotMatch(sheet, /<f|t="(?!inlineStr)/)
  assert.equal(sheet.match(/<c /g)?.length, sheet.match(/ s="1"/g)?.length)
  assert.match(await partOf(written, 'xl/styles.xml'), /numFmtId="49"[^>]*quotePrefix="1"/)
  await assert.rejects(buffer(workbookOf('x', failing())), /broke off/)
})

async function* failing() {
  yield { row: 1, cells: ['x'] }
  throw new Error('broke off')
}

// A part of a workbook as it is written.
async function partOf(book: Buffer, name: string): Promise<string> {
  const zip = await fromBuffer(book, { lazyEntries: true })
  return new Promise((resolve, reject) => {
    zip.on('error', reject)
    zip.on('entry', (entry: yauzl.Entry) => {
      if (entry.fileName !== name) return zip.readEntry()
      zip.openReadStream(entry, (error, stream) => {
        if (error) reject(error)
        else resolve(text(stream))
      })
    })
    zip.readEntry()
  })
}

const fromBuffer = promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)

test('a row that is too wide is cut off, and of a cell that is too long the beginning is kept', async () => {
  const wide = Array.from({ length: 300 }, (_, at) => String(at))
  const [fromBook] = await readAll(await workbook([wide]))
  const [fromText] = await readAll(wide.join(';'))
  assert.deepEqual(fromBook, [1, ...wide.slice(0, 100)])
  assert.deepEqual(fromText, fromBook)
  const [[, kept] = []] = await readAll(
    await workbook([[`${'x'.repeat(9_999)}\u{1f6b2}${'y'.repeat(9_000)}`]]),
  )
  assert.equal(kept, `${'x'.repeat(9_999)}\ufffd`)
})

test('what is no list, or is made to wear Peil out, gets a clear answer', async () => {
  const long = 'x'.repeat(3_000_000)
  const cell = '<c><v>1</v></c>'
  const row = (inCell: string) => `<row><c t="str">${inCell}</c></row>`
  const sheet = (inside: string) =>
    workbook([], {
      more: {
        'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${inside}</sheetData></worksheet>`,
      },
    })
  // One text of ten thousand characters, in a cell of each of so many rows.
  const shared = (rows: number) =>
    workbook([['x'.repeat(10_000)], ['y']], {
      more: {
        'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${'<row><c t="s"><v>0</v></c></row>'.repeat(rows)}</sheetData></worksheet>`,
      },
    })
  const bomb = `<?xml version="1.0"?><worksheet><sheetData>${' '.repeat(160_000_000)}</sheetData></worksheet>`
  const lies = await workbook([['x'], ['y']])
  // The size that the entry of the sheet claims, in the directory at the end, is made smaller.
  const at = lies.lastIndexOf('xl/worksheets/sheet1.xml') - 46 + 24
  lies.writeUInt32LE(3, at)
  const laughs = `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`
  const table: readonly (readonly [string, Buffer | string, string | undefined])[] = [
    ['nothing', '', 'empty'],
    ['a PDF', '%PDF-1.7 …', 'no-table'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d', 'hex'), 'no-table'],
    ['a page of the web', '  <!DOCTYPE html><table>', 'no-table'],
    ['a program', Buffer.from('7f454c460201010000000000', 'hex'), 'no-table'],
    ['a workbook of before 2007', Buffer.from('d0cf11e0a1b11ae10000', 'hex'), 'old-workbook'],
    ['a ZIP that is broken', 'PK\x03\x04 and nothing else', 'no-workbook'],
    ['a document of Word', await workbook([], { more: { 'xl/workbook.xml': '<w/>' } }), 'no-sheet'],
    ['ten thousand sheets', await workbook([['x']], { sheets: 10_000 }), 'too-many-sheets'],
    ['a hundred sheets', await workbook([['x']], { sheets: 100 }), 'too-many-sheets'],
    ['a sheet that is larger than it says', lies, 'no-workbook'],
    [
      'a sheet of 160 MB in 160 kB',
      await workbook([], { more: { 'xl/worksheets/sheet1.xml': bomb } }),
      'too-large',
    ],
    [
      'texts that refer to each other',
      await workbook([], { more: { 'xl/worksheets/sheet1.xml': laughs } }),
      'no-workbook',
    ],
    [
      'a sheet that breaks off',
      await workbook([], { more: { 'xl/worksheets/sheet1.xml': '<worksheet><row>' } }),
      'no-workbook',
    ],
    ['elements twenty million deep', await sheet('<a>'.repeat(20_000_000)), 'no-workbook'],
    ['elements fifty deep', await sheet(`${'<a>'.repeat(50)}`), 'no-workbook'],
    ['eleven million elements', await sheet('<a/>'.repeat(11_000_000)), 'too-large'],
    ['a cell without an end', await sheet(row(`<v>${long}</v>`)), 'too-large'],
    ['an attribute without an end', await sheet(`<row a="${long}"/>`), 'too-large'],
    ['a name without an end', await sheet(`<${long}/>`), 'too-large'],
    ['a remark without an end', await sheet(`<!--${long}-->`), 'too-large'],
    [
      'a text in brackets without an end',
      await sheet(row(`<v><![CDATA[${long}]]></v>`)),
      'too-large',
    ],
    ['an instruction without an end', await sheet(`<?x ${long}?>`), 'too-large'],
    ['a text in all cells of all rows', await shared(6000), 'too-large'],
    [
      'a row beyond the last',
      await sheet('<row r="99999999999"><c><v>1</v></c></row>'),
      'no-workbook',
    ],
    [
      'a row just beyond the last',
      await sheet('<row r="1048577"><c><v>1</v></c></row>'),
      'no-workbook',
    ],
    ['the last row', await sheet('<row r="1048576"><c><v>1</v></c></row>'), undefined],
    ['a row before the first', await sheet('<row r="-5"><c><v>1</v></c></row>'), 'no-workbook'],
    ['row 0', await sheet('<row r="0"><c><v>1</v></c></row>'), 'no-workbook'],
    ['a row that is no number', await sheet('<row r="1e3"><c><v>1</v></c></row>'), 'no-workbook'],
    ['a row twice', await sheet(`<row r="2">${cell}</row><row r="2">${cell}</row>`), 'no-workbook'],
    [
      'rows the other way',
      await sheet(`<row r="3">${cell}</row><row r="2">${cell}</row>`),
      'no-workbook',
    ],
    [
      'a row without number on another',
      await sheet(`<row>${cell}</row><row r="1">${cell}</row>`),
      'no-workbook',
    ],
    ['a row in a row', await sheet(`<row>${cell}<row>${cell}</row></row>`), 'no-workbook'],
    ['a cell twice', await sheet('<row><c r="B1"><v>1</v></c><c r="B1"/></row>'), 'no-workbook'],
    [
      'a cell before another',
      await sheet('<row><c r="B1"><v>1</v></c><c r="A1"/></row>'),
      'no-workbook',
    ],
    ['a cell outside a row', await sheet(cell), 'no-workbook'],
    ['a quote that is never closed', `a;b\n"${'x'.repeat(1_100_000)}`, 'row-too-long'],
    ['one line of text', 'zomaar een zin', undefined],
  ]
  for (const [what, contents, expected] of table) assert.equal(await why(contents), expected, what)
})

test('what is written out can never run as a formula, and is read back as it was', () => {
  for (const typed of [
    '=HYPERLINK("http://x")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '＝1+1',
    '－1',
  ]) {
    const [written = ''] = csvLine([typed]).split('\r\n')
    assert.match(written, /^"?'/, typed)
    const cell = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written
    assert.equal(typedCell(cell), typed)
  }
})
