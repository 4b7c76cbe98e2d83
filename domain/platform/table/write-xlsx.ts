import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'

/** A row as it is written in a sheet: where it stands, the first being 1, and its cells as text. */
export interface WrittenRow {
  readonly row: number
  readonly cells: readonly string[]
}

/**
 * A workbook of Excel with one sheet, written while its rows are still being made. Every cell is text and stays text,
 * also when somebody goes through it in Excel: nothing in it is taken for a formula, a number or a day.
 */
export function workbookOf(
  sheet: string,
  rows: Iterable<WrittenRow> | AsyncIterable<WrittenRow>,
): Readable {
  const zip = new ZipFile()
  const out = zip.outputStream as Readable
  zip.on('error', (error) => out.destroy(error))
  const options = { mtime: new Date('2000-01-01T12:00:00Z'), mode: 0o100644 }
  for (const [name, content] of Object.entries(partsOf(sheet))) {
    zip.addBuffer(Buffer.from(content), name, options)
  }
  const written = Readable.from(sheetOf(rows))
  written.on('error', (error) => out.destroy(error))
  out.on('close', () => written.destroy())
  zip.addReadStream(written, 'xl/worksheets/sheet1.xml', options)
  zip.end()
  return out
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const office = 'http://schemas.openxmlformats.org'
const main = `${office}/spreadsheetml/2006/main`
const relations = `${office}/officeDocument/2006/relationships`
const ofPackage = `${office}/package/2006`
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function partsOf(sheet: string): Readonly<Record<string, string>> {
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`
  const type = (part: string, of: string) =>
    `<Override PartName="${part}" ContentType="${spreadsheet}.${of}+xml"/>`
  return {
    '[Content_Types].xml': `${head}<Types xmlns="${ofPackage}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${type('/xl/workbook.xml', 'sheet.main')}${type('/xl/worksheets/sheet1.xml', 'worksheet')}${type('/xl/styles.xml', 'styles')}</Types>`,
    '_rels/.rels': `${head}<Relationships xmlns="${ofPackage}/relationships">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="${escaped(sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="${ofPackage}/relationships">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'styles', 'styles.xml')}</Relationships>`,
    // Number format 49 is text: what is typed over a cell stays text too.
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1" quotePrefix="1"/></cellXfs></styleSheet>`,
  }
}

async function* sheetOf(
  rows: Iterable<WrittenRow> | AsyncIterable<WrittenRow>,
): AsyncGenerator<string> {
  yield `${head}<worksheet xmlns="${main}"><sheetData>`
  for await (const { row, cells } of rows) {
    const written = cells.map((cell, column) =>
      cell === ''
        ? ''
        : `<c r="${lettersOf(column)}${row}" s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`,
    )
    yield `<row r="${row}">${written.join('')}</row>`
  }
  yield '</sheetData></worksheet>'
}

// Column 27 is AB.
function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + (column % 26))
  return column < 26 ? last : `${lettersOf(Math.floor(column / 26) - 1)}${last}`
}

// What XML knows no way to write is left out.
function escaped(text: string): string {
  return [...text.toWellFormed()]
    .filter((sign) => !/\p{Cc}|[\ufffe\uffff]/u.test(sign) || /[\t\n\r]/.test(sign))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
