import { workbook } from '#testing/workbook.ts'
import type { Chance } from './chance.ts'
import type { HostileFile } from './files.ts'

// Lists that nobody means to send to say who was at a course, or what a provider offers: not a table, enormous once they
// are unpacked, in another encoding, ragged, or with what a spreadsheet would run. What stands where a number should is
// none, so that none of them has to wait for the next day. The same seed gives the same files.

/** Makes one of them. */
export async function hostileList(chance: Chance): Promise<HostileFile> {
  const [what, make] = chance.of(Object.entries(kinds))
  const content = await make(chance)
  return { what, name: Buffer.from(chance.of(names)), content }
}

/** What a program may send in the place of a list, as JSON or as what is none. */
export function hostileJson(chance: Chance): { readonly what: string; readonly body: string } {
  const [what, make] = chance.of(Object.entries(programs))
  return { what, body: make(chance) }
}

const heading = 'registratienummer;achternaam;uren'
const megabyte = 1024 * 1024

const names = [
  'lijst.xlsx',
  'lijst.csv',
  'lijst.txt',
  'aanbod.json',
  '=cmd|calc.xlsx',
  '../../../../etc/passwd',
  `${'x'.repeat(3000)}.csv`,
  'lijst\u202evsc.exe',
  '<img src=x onerror=alert(1)>.csv',
  '',
]

const cells = [
  '<script>alert(1)</script>',
  '=HYPERLINK("http://127.0.0.1:9/x";"klik")',
  "=cmd|' /C calc'!A1",
  '@SUM(1+1)*cmd',
  '+1+1',
  '-1-x',
  '\t=1+1',
  "'; drop table attendance_row; --",
  'x'.repeat(5000),
  '\u202e\u0007\u001b[31m',
  '\u0000',
  '🚲👩‍👩‍👧‍👦ﷺ'.repeat(30),
  '1e309',
  '-99999999999999999999',
  '9999-99-99x',
  '__proto__',
  'NaN',
  '{{7*7}}%s%n',
  '"',
  '',
]

function lines(count: number, line: (nth: number) => string): string {
  return Array.from({ length: count }, (_, nth) => line(nth)).join('\r\n')
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`

/** Rows of as many cells as it comes to, up to so many bytes. */
function ragged(chance: Chance, bytes: number): Buffer {
  const some = Array.from({ length: 200 }, () =>
    Array.from({ length: chance.upTo(40) }, () => `geen nummer ${'y'.repeat(3000)}`).join(';'),
  ).join('\r\n')
  const times = Math.ceil(bytes / some.length)
  return Buffer.from(`${heading}\r\n${`${some}\r\n`.repeat(times)}`.slice(0, bytes))
}

// Made once: packing is what takes long.
let bomb: Promise<Buffer> | undefined
let wordBomb: Promise<Buffer> | undefined
let sheets: Promise<Buffer> | undefined

const row = '<row><c t="inlineStr"><is><t>geen nummer</t></is></c></row>'

const kinds: Readonly<Record<string, (chance: Chance) => Buffer | Promise<Buffer>>> = {
  'a workbook that unpacks to 200 MB': () => {
    const sheet = `<worksheet><sheetData>${row.repeat((200 * megabyte) / row.length)}</sheetData></worksheet>`
    bomb ??= workbook([], { more: { 'xl/worksheets/sheet1.xml': sheet } })
    return bomb
  },
  'a workbook of which the words unpack to 200 MB': () => {
    const words = `<sst><si><t>${'x'.repeat(200 * megabyte)}</t></si></sst>`
    wordBomb ??= workbook([['a']], { more: { 'xl/sharedStrings.xml': words } })
    return wordBomb
  },
  'a workbook of ten thousand sheets': () => {
    sheets ??= workbook([['registratienummer', 'achternaam']], { sheets: 10_000 })
    return sheets
  },
  'a workbook of formulas': (chance) =>
    workbook([
      ['registratienummer', 'achternaam', 'uren'],
      ...Array.from({ length: 50 }, () => [
        { formula: chance.of(cells), came: chance.of(cells) },
        chance.of(cells),
        { formula: 'WEBSERVICE("http://127.0.0.1:9/")', came: '4' },
      ]),
    ]),
  'a workbook with entities in entities': () => {
    const nine = Array.from(
      { length: 9 },
      (_, nth) => `<!ENTITY a${nth + 1} "${`&a${nth};`.repeat(10)}">`,
    )
    const sheet = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "lol">${nine.join('')}]><worksheet><sheetData><row><c t="inlineStr"><is><t>&a9;</t></is></c></row></sheetData></worksheet>`
    return workbook([], { more: { 'xl/worksheets/sheet1.xml': sheet } })
  },
  'a workbook that reads a file of the machine': () => {
    const sheet =
      '<!DOCTYPE x [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>'
    return workbook([], { more: { 'xl/worksheets/sheet1.xml': sheet } })
  },
  'a workbook with rows and cells that are nowhere': (chance) => {
    const at = chance.of(['99999999999', '-1', '0', 'x', '1048577', ''])
    const sheet = `<worksheet><sheetData><row r="${at}"><c r="ZZZZZZZ${at}" t="s"><v>${chance.of(['999999999', '-1', 'x', ''])}</v></c><c r="A1" t="${chance.of(['e', 'b', 'd', 'x'])}"><v>1e999</v></c></row></sheetData></worksheet>`
    return workbook([['a']], { more: { 'xl/worksheets/sheet1.xml': sheet } })
  },
  'a workbook of elements in elements': (chance) => {
    const deep = 1000 + chance.upTo(50_000)
    const sheet = `<worksheet>${'<a>'.repeat(deep)}${'</a>'.repeat(deep)}</worksheet>`
    return workbook([], { more: { 'xl/worksheets/sheet1.xml': sheet } })
  },
  'a workbook of which the sheets lie elsewhere': (chance) => {
    const target = chance.of(['../../../etc/passwd', 'http://127.0.0.1:9/x', '/dev/zero', '%00'])
    const relations = `<Relationships><Relationship Id="rId1" Target="${target}"/></Relationships>`
    return workbook([], { more: { 'xl/_rels/workbook.xml.rels': relations } })
  },
  'a workbook with a sheet of bytes': (chance) =>
    workbook([], { more: { 'xl/worksheets/sheet1.xml': chance.bytes(chance.upTo(5000)) } }),
  'a workbook with a program in it': () =>
    workbook([['registratienummer', 'achternaam']], {
      more: { 'xl/vbaProject.bin': Buffer.concat([Buffer.from('MZ'), Buffer.alloc(2000)]) },
    }),
  'a workbook that was cut off': async (chance) => {
    const whole = await workbook([['registratienummer', 'achternaam']])
    return whole.subarray(0, chance.upTo(whole.length))
  },
  'a workbook with some bytes changed': async (chance) => {
    const copy = Buffer.from(
      await workbook([
        ['registratienummer', 'achternaam'],
        ['x', 'y'],
      ]),
    )
    for (let times = 1 + chance.upTo(20); times > 0; times -= 1) {
      copy[chance.upTo(copy.length)] = chance.upTo(256)
    }
    return copy
  },
  'a workbook of before 2007': (chance) =>
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), chance.bytes(3000)]),
  'a table of what nobody types': (chance) =>
    Buffer.from(
      `${heading}\r\n${lines(200, () => [1, 2, 3].map(() => quoted(chance.of(cells))).join(';'))}`,
    ),
  'a table with names of columns that run': (chance) =>
    Buffer.from(
      `${[heading, ...cells.map(quoted)].join(';')}\r\n${lines(20, () => chance.of(cells))}`,
    ),
  'a table in UTF-16': (chance) => {
    const text = Buffer.from(`${heading}\r\nx;Smit;4`, 'utf16le')
    return chance.of([
      Buffer.concat([Buffer.from('fffe', 'hex'), text]),
      Buffer.concat([Buffer.from('feff', 'hex'), Buffer.from(text).swap16()]),
      text,
    ])
  },
  'a table in the letters of before Unicode': () =>
    Buffer.from(`${heading}\r\nx;Çelik-Müller;4\r\ny;Ø\u0081\u00ff;4`, 'latin1'),
  'a table of bytes': (chance) =>
    Buffer.concat([Buffer.from(`${heading}\r\n`), chance.bytes(chance.upTo(20_000))]),
  'a ragged table of 50 MB': (chance) => ragged(chance, 50 * megabyte),
  'a ragged table of 5 MB': (chance) => ragged(chance, 5 * megabyte),
  'a table of one line of 10 MB': () => Buffer.from('a;'.repeat(5 * megabyte)),
  'a table with a quote that is never closed': () =>
    Buffer.from(`${heading}\r\nx;"${'y\r\n'.repeat(megabyte)}`),
  'a table of a million empty lines': () => Buffer.from(`${heading}${'\r\n'.repeat(1_000_000)}`),
  'a table of ten thousand columns': () =>
    Buffer.from(`${heading}${';registratienummer'.repeat(10_000)}\r\n${';x'.repeat(10_000)}`),
  'a table of ten thousand wrong rows': (chance) =>
    Buffer.from(
      `${heading}\r\n${lines(10_000, (nth) => `geen ${nth};${chance.of(['a', '=1', ''])};x`)}`,
    ),
  'a table without names': (chance) => Buffer.from(lines(50, () => chance.of(cells))),
  'courses of what nobody types': (chance) =>
    Buffer.from(
      `naam;code;prijs;dagen;link\r\n${lines(100, () => Array.from({ length: 5 }, () => quoted(chance.of(cells))).join(';'))}`,
    ),
  'courses as JSON that lies deep': (chance) => {
    const deep = 1000 + chance.upTo(100_000)
    return Buffer.from(`${'['.repeat(deep)}${']'.repeat(deep)}`)
  },
  'a hundred thousand courses as JSON': () =>
    Buffer.from(
      `[${Array.from({ length: 100_000 }, (_, nth) => `{"courseId":"${nth}","name":"x"}`).join(',')}]`,
    ),
  'courses as JSON with names that mean something': () =>
    Buffer.from(
      '[{"__proto__":{"admin":true},"courseId":{"toString":1},"name":[{"value":null}],"offerings":{"0":1}}]',
    ),
  'courses as half JSON': (chance) =>
    Buffer.from('[{"courseId":"x","name":"y"},'.repeat(chance.upTo(50))),
  'a list that is a PDF': () => Buffer.from('%PDF-1.7\n%%EOF\n'),
  'a list that is a picture': () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
  'a list that is a page': () => Buffer.from('<!doctype html><table><tr><td>1</td></tr></table>'),
  'a list that is a program': () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5000)]),
  'a list of nothing': () => Buffer.alloc(0),
  'a list of noise': (chance) => chance.bytes(chance.upTo(50_000)),
}

const programs: Readonly<Record<string, (chance: Chance) => string>> = {
  'a list as half JSON': () => '{"edition":"OPL-1-1","participants":[{"number":"x",',
  'a list as JSON that lies deep': (chance) => '['.repeat(1000 + chance.upTo(100_000)),
  'a list of a program of what nobody types': (chance) =>
    JSON.stringify({
      edition: chance.of([...cells, 'OPL-000001-1']).slice(0, 400),
      handIn: true,
      participants: Array.from({ length: 1 + chance.upTo(300) }, () => ({
        number: chance.of(cells).slice(0, 400),
        surname: chance.of(cells).slice(0, 400),
      })),
    }),
  'a list of a program with answers of other kinds': (chance) =>
    JSON.stringify({
      edition: chance.of([null, 1, [], {}]),
      participants: chance.of([null, {}, 'x', [null], [[]], [{ number: 1, surname: {} }]]),
      __proto__: { handIn: true },
    }),
  'a list of a program with numbers beyond measure': () =>
    `{"edition":"OPL-000001-1","participants":[{"number":"x","surname":"y","hours":${'9'.repeat(5000)},"day":"9999-99-99"}]}`,
  'a list of a program of more than may be': () => `{"edition":"${'x'.repeat(600_000)}"}`,
  'a list of a program with halves of letters': () =>
    '{"edition":"OPL-000001-1","participants":[{"number":"\\ud800","surname":"\\udfff\\u0000"}]}',
}
