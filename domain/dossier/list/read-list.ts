/** One line of a list: who it is about and which years. */
export interface ListLine {
  /** In the text, the heading being 1. */
  readonly line: number
  readonly number: string
  readonly name: string
  readonly email: string
  readonly years: readonly number[]
  readonly role: string
}

/** A line that cannot be read, and why. */
export interface UnreadLine {
  readonly line: number
  readonly text: string
  readonly why: 'no-year' | 'bad-year' | 'nobody' | 'no-role'
}

export type ReadList =
  | {
      readonly outcome: 'read'
      readonly lines: readonly ListLine[]
      readonly unread: readonly UnreadLine[]
    }
  /** There is no heading with a year and a number, name or address. */
  | { readonly outcome: 'no-heading' }
  | { readonly outcome: 'empty' }
  | { readonly outcome: 'too-long' }

/** How many lines a list can have. */
export const mostLines = 2000

const headings = {
  number: /^(registratie|lid)?(nummer|nr)$/,
  name: /^(volledige)?naam$/,
  email: /^e?mail(adres)?$/,
  year: /^(jaar|jaren|lidmaatschapsja(ar|ren))$/,
  role: /^(rol|functie)$/,
} as const

/** Reads a list as text: a heading and a line for each person, with semicolons, commas or tabs between. */
export function readList(
  text: string,
  { lastYear, withRole }: { readonly lastYear: number; readonly withRole: boolean },
): ReadList {
  const all = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  const filled = all
    .map((content, index) => ({ line: index + 1, content }))
    .filter(({ content }) => content.trim() !== '')
  const [heading, ...rest] = filled
  if (heading === undefined) return { outcome: 'empty' }
  if (rest.length > mostLines) return { outcome: 'too-long' }
  const separator = [';', '\t', ','].find((one) => heading.content.includes(one)) ?? ';'
  const names = cellsOf(heading.content, separator).map((cell) =>
    cell.toLowerCase().replace(/[^a-z]/g, ''),
  )
  const at = (heads: RegExp) => names.findIndex((name) => heads.test(name))
  const columns = {
    number: at(headings.number),
    name: at(headings.name),
    email: at(headings.email),
    year: at(headings.year),
    role: at(headings.role),
  }
  const somebody = [columns.number, columns.name, columns.email].some((place) => place >= 0)
  if (columns.year < 0 || !somebody || (withRole && columns.role < 0)) {
    return { outcome: 'no-heading' }
  }
  if (rest.length === 0) return { outcome: 'empty' }
  const lines: ListLine[] = []
  const unread: UnreadLine[] = []
  for (const { line, content } of rest) {
    const cells = cellsOf(content, separator)
    const of = (place: number) => (place < 0 ? '' : (cells[place] ?? ''))
    const read = {
      line,
      number: of(columns.number),
      name: of(columns.name),
      email: of(columns.email).toLowerCase(),
      role: of(columns.role),
    }
    const years = yearsIn(of(columns.year), lastYear)
    if (read.number === '' && read.name === '' && read.email === '') {
      unread.push({ line, text: content, why: 'nobody' })
    } else if (years === undefined || years.length === 0) {
      const why = of(columns.year) === '' ? 'no-year' : 'bad-year'
      unread.push({ line, text: content, why })
    } else if (withRole && read.role === '') {
      unread.push({ line, text: content, why: 'no-role' })
    } else lines.push({ ...read, years })
  }
  return { outcome: 'read', lines, unread }
}

// A cell between quotes may hold the separator, and a quote that is written twice.
function cellsOf(line: string, separator: string): readonly string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  for (let at = 0; at < line.length; at += 1) {
    const character = line.charAt(at)
    if (quoted && character === '"' && line.charAt(at + 1) === '"') {
      cell += '"'
      at += 1
    } else if (character === '"') quoted = !quoted
    else if (character === separator && !quoted) {
      cells.push(cell.trim())
      cell = ''
    } else cell += character
  }
  return [...cells, cell.trim()]
}

// "2024", "2021-2024", or "2021, 2023 en 2024"; undefined where a year cannot be meant.
function yearsIn(text: string, lastYear: number): readonly number[] | undefined {
  const years = new Set<number>()
  for (const part of text
    .split(/\s*(?:,|;|\ben\b|\+)\s*|\s+(?=\d{4})/)
    .filter((one) => one !== '')) {
    const [, from, to = from] = /^(\d{4})(?:\s*(?:-|–|t\/m)\s*(\d{4}))?$/.exec(part.trim()) ?? []
    if (from === undefined || to === undefined) return undefined
    const [first, last] = [Number(from), Number(to)]
    if (first < 1950 || last > lastYear || first > last) return undefined
    for (let year = first; year <= last; year += 1) years.add(year)
  }
  return [...years].toSorted()
}
