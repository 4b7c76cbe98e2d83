import { buffer } from 'node:stream/consumers'
import yazl from 'yazl'

/** What stands in a cell: a text, a number, a yes or a no, or a formula with what it came to. */
export type Cell =
  | string
  | number
  | boolean
  | { readonly formula: string; readonly came: string }
  | undefined

/** A workbook of Excel with one sheet, or with more of which the first can be seen. */
export async function workbook(
  rows: readonly (readonly Cell[])[],
  {
    sheets = 1,
    from1904 = false,
    more = {},
  }: {
    readonly sheets?: number
    readonly from1904?: boolean
    /** Parts that come in the place of those that are made. */
    readonly more?: Readonly<Record<string, string | Buffer>>
  } = {},
): Promise<Buffer> {
  const texts: string[] = []
  const sheet = rows.map((cells, index) => {
    const written = cells.map((cell, column) =>
      cellXml(cell, `${letter(column)}${index + 1}`, texts),
    )
    return `<row r="${index + 1}">${written.join('')}</row>`
  })
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1)
  const parts: Record<string, string | Buffer> = {
    '[Content_Types].xml': '<?xml version="1.0"?><Types/>',
    'xl/workbook.xml': `<?xml version="1.0"?><workbook xmlns:r="r"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${numbers
      .map((nth) => `<sheet name="Blad${nth}" sheetId="${nth}" r:id="rId${nth}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<?xml version="1.0"?><Relationships>${numbers
      .map((nth) => `<Relationship Id="rId${nth}" Target="worksheets/sheet${nth}.xml"/>`)
      .join('')}</Relationships>`,
    'xl/sharedStrings.xml': `<?xml version="1.0"?><sst>${texts
      .map((text) => `<si><t>${escaped(text)}</t></si>`)
      .join('')}</sst>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet><sheetData>${sheet.join('')}</sheetData></worksheet>`,
    ...more,
  }
  for (const nth of numbers.slice(1)) {
    parts[`xl/worksheets/sheet${nth}.xml`] ??= '<worksheet><sheetData/></worksheet>'
  }
  const zip = new yazl.ZipFile()
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return buffer(zip.outputStream)
}

function cellXml(cell: Cell, at: string, texts: string[]): string {
  switch (typeof cell) {
    case 'undefined':
      return ''
    case 'number':
      return `<c r="${at}"><v>${cell}</v></c>`
    case 'boolean':
      return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`
    case 'string':
      return `<c r="${at}" t="s"><v>${texts.push(cell) - 1}</v></c>`
    default:
      return `<c r="${at}" t="str"><f>${escaped(cell.formula)}</f><v>${escaped(cell.came)}</v></c>`
  }
}

function letter(column: number): string {
  return String.fromCharCode(65 + column)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
