import type { CourseForm, CourseLanguage } from '#domain/courses/course/course.ts'
import { courseForms, courseLanguages, mostDays } from '#domain/courses/course/course.ts'
import type { Named, Offer } from '#domain/courses/course/offer.ts'
import { dayTyped } from '#domain/learning/attendance-list/read-row.ts'
import type {
  CourseDraft,
  DraftRow,
  EditionDraft,
  ImportMistake,
} from '#domain/learning/course-import/course-import.ts'
import { readWebsite } from '#domain/organisations/organisation/organisation.ts'
import { tidyTown } from '#domain/people/person/tidy-address.ts'
import { typedCell } from '#domain/platform/table/csv.ts'
import type { Amount, Cents } from '#engine'
import { centsOf, parseAmount } from '#engine'
import { withoutInvisible } from '#language/typed.ts'

/** The columns of a list of courses, each with what it is called in the list that can be downloaded, in its order. */
export const importColumns = {
  code: 'code',
  title: 'naam',
  summary: 'samenvatting',
  form: 'vorm',
  language: 'taal',
  audiences: 'voor wie',
  professions: 'beroepen',
  themes: 'onderwerpen',
  price: 'prijs',
  studyLoad: 'studiebelasting',
  link: 'link',
  editionCode: 'code uitvoering',
  days: 'dagen',
  begins: 'van',
  ends: 'tot',
  place: 'plaats',
  online: 'online',
  venue: 'locatie',
  places: 'plekken',
} as const

export type ImportColumn = keyof typeof importColumns

/** The row that stands in the list that can be downloaded, to see how: in the order of the columns. */
export const exampleRow: Readonly<Record<ImportColumn, string>> = {
  code: 'PO-1',
  title: 'Passend onderwijs',
  summary: 'Wat de wet vraagt van school en gemeente.',
  form: 'Training',
  language: 'Nederlands',
  audiences: 'Ervaren professionals',
  professions: '',
  themes: 'Passend onderwijs',
  price: '325',
  studyLoad: '7',
  link: 'www.voorbeeld.nl/passend',
  editionCode: 'PO-1-voorjaar',
  days: '12-11-2026; 19-11-2026',
  begins: '9.30',
  ends: '16.30',
  place: 'Heideveld',
  online: 'nee',
  venue: 'De Kazerne',
  places: '20',
}

const headings: Readonly<Record<ImportColumn, RegExp>> = {
  code: /^(?:eigen)?(?:opleidings?|cursus)?(?:code|nummer|nr|id)$/,
  title: /^(?:naam|titel|opleiding|cursus|training|naamopleiding|title|name)$/,
  summary: /^(?:samenvatting|omschrijving|beschrijving|inhoud|description|summary)$/,
  form: /^(?:vorm|soort|type|werkvorm)$/,
  language: /^(?:taal|voertaal|language)$/,
  audiences: /^(?:voorwie|doelgroep(?:en)?)$/,
  professions: /^(?:beroep(?:en)?|functies?)$/,
  themes: /^(?:onderwerp(?:en)?|themas?)$/,
  price: /^(?:prijs|kosten|bedrag|price)$/,
  studyLoad: /^(?:studiebelasting|uren|studieuren|duur|sbu)$/,
  link: /^(?:link|url|website|webadres)$/,
  editionCode: /^(?:code|nummer|id)?(?:uitvoerings?|editie)(?:code|nummer|nr|id)?$/,
  days: /^(?:dag(?:en)?|datum|data|datums|startdatum|dates?)$/,
  begins: /^(?:van|begin(?:t|tijd)?|start(?:tijd)?)$/,
  ends: /^(?:tot|einde?|eindtijd|eindigt)$/,
  place: /^(?:plaats|stad|woonplaats|city)$/,
  online: /^online$/,
  venue: /^(?:locatie|gebouw|zaal|adres|venue)$/,
  places: /^(?:(?:aantal)?(?:plekken|plaatsen)|maximum|maxdeelnemers|capaciteit)$/,
}

export type ImportPlaces = Readonly<Partial<Record<ImportColumn, number>>>

/** Which columns a heading has, whatever their order and whatever else is in it. */
export function readImportHeading(cells: readonly string[]): ImportPlaces {
  const places: Partial<Record<ImportColumn, number>> = {}
  for (const [at, cell] of cells.entries()) {
    const bare = withoutInvisible(cell.slice(0, 200))
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z]/g, '')
    for (const [column, names] of Object.entries(headings) as [ImportColumn, RegExp][]) {
      if (places[column] === undefined && names.test(bare)) places[column] = at
    }
  }
  return places
}

/** Reads one row as people type it; nothing is compared yet. */
export function readImportRow(
  { row, cells }: { readonly row: number; readonly cells: readonly string[] },
  places: ImportPlaces,
  { offer, from1904 }: { readonly offer: Offer; readonly from1904: boolean },
): DraftRow {
  const reading = new Reading(cells, places)
  const title = reading.text('title', 200)
  const code = reading.text('code', 200)
  const course: CourseDraft = {
    code,
    title,
    ...reading.given('summary', reading.text('summary', 2000)),
    ...reading.given('form', reading.oneOf<CourseForm>('form', forms)),
    ...reading.given('language', reading.oneOf<CourseLanguage>('language', languages)),
    ...reading.given('audiences', reading.manyOf('audiences', offer.audiences)),
    ...reading.given('professions', reading.manyOf('professions', offer.professions)),
    ...reading.given('themes', reading.manyOf('themes', offer.themes)),
    ...reading.given('price', priceIn(reading)),
    ...reading.given('studyLoad', loadIn(reading)),
    ...reading.given('link', websiteIn(reading)),
  }
  if (title === '' && code === '') reading.wrong('title', 'missing')
  const edition = editionIn(reading, from1904)
  if (isExample(reading)) reading.wrong('code', 'example')
  return { row, cells, course, edition, mistakes: reading.mistakes }
}

// By what nobody else types: Excel may write its days, times and price in another way.
function isExample(reading: Reading): boolean {
  return (['code', 'title', 'summary', 'link', 'editionCode'] as const).every(
    (column) => reading.text(column) === exampleRow[column],
  )
}

/** One row while it is read, with what is wrong in it so far. */
class Reading {
  readonly mistakes: ImportMistake[] = []
  private readonly cells: readonly string[]
  private readonly places: ImportPlaces

  constructor(cells: readonly string[], places: ImportPlaces) {
    this.cells = cells
    this.places = places
  }

  wrong(
    column: ImportColumn,
    is: ImportMistake['is'],
    given?: string,
    against?: string,
  ): undefined {
    this.mistakes.push({
      column: importColumns[column],
      is,
      ...(given === undefined ? {} : { given: given.slice(0, 100) }),
      ...(against === undefined ? {} : { against }),
    })
    return undefined
  }

  text(column: ImportColumn, most = 200): string {
    const at = this.places[column]
    const cell = at === undefined ? '' : (this.cells[at] ?? '')
    if (cell.length > most) {
      this.wrong(column, 'too-long', undefined, String(most))
      return ''
    }
    return withoutInvisible(typedCell(cell)).replaceAll('\u00a0', ' ').trim()
  }

  /** A fact, where something was read of it. */
  given<Key extends string, Value>(
    key: Key,
    value: Value | undefined | '',
  ): { readonly [key in Key]?: Value } {
    return (value === undefined || value === '' ? {} : { [key]: value }) as {
      readonly [key in Key]?: Value
    }
  }

  oneOf<Id extends string>(column: ImportColumn, known: ReadonlyMap<string, Id>): Id | undefined {
    const typed = this.text(column)
    if (typed === '') return undefined
    const found = known.get(bare(typed))
    return found ?? this.wrong(column, 'unknown', typed)
  }

  manyOf(column: ImportColumn, named: readonly Named[]): readonly string[] | undefined {
    const typed = this.text(column, 2000)
    if (typed === '') return undefined
    const known = new Map(
      named.flatMap(({ id, label }) => [
        [bare(id), id],
        [bare(label), id],
      ]),
    )
    // A label can have a comma in it: as a whole it comes first.
    const parts = known.has(bare(typed)) ? [typed] : typed.split(/[,;|\n]/)
    const found = parts
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => known.get(bare(part)) ?? this.wrong(column, 'unknown', part))
    return [...new Set(found.filter((id) => id !== undefined))]
  }
}

function bare(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

const forms: ReadonlyMap<string, CourseForm> = new Map([
  ...(Object.entries(courseForms) as [CourseForm, string][]).flatMap(
    ([id, label]) =>
      [
        [bare(id), id],
        [bare(label), id],
      ] as const,
  ),
  ...(['training', 'cursus', 'opleiding', 'scholing', 'masterclass'] as const).map(
    (word) => [word, 'course'] as const,
  ),
  ...(['congres', 'studiedag', 'symposium'] as const).map((word) => [word, 'congress'] as const),
])

const languages: ReadonlyMap<string, CourseLanguage> = new Map(
  (Object.entries(courseLanguages) as [CourseLanguage, string][]).flatMap(([id, label]) => [
    [id, id],
    [bare(label), id],
  ]),
)

function priceIn(reading: Reading): Cents | null | undefined {
  const typed = reading.text('price').replace(/^(?:€|eur)\s*|(?:,|\.)-+$/gi, '')
  if (typed === '') return undefined
  if (/^(?:gratis|kosteloos)$/i.test(typed)) return centsOf(0)
  if (/^(?:op\s+)?aanvraag$/i.test(typed)) return null
  const read = parseAmount(typed.replace(/\.(?=\d{3}(?:,|$))/g, ''))
  return read.is === 'amount' && read.amount <= 9_999_900
    ? centsOf(read.amount)
    : reading.wrong('price', 'not-a-price', typed)
}

function loadIn(reading: Reading): Amount | undefined {
  const typed = reading.text('studyLoad').replace(/\s*(?:uur|uren|u)\.?$/i, '')
  if (typed === '') return undefined
  const read = parseAmount(typed)
  return read.is === 'amount' && read.amount > 0
    ? read.amount
    : reading.wrong('studyLoad', 'not-an-amount', typed)
}

function websiteIn(reading: Reading): string | undefined {
  const typed = reading.text('link', 400)
  return typed === ''
    ? undefined
    : (readWebsite(typed) ?? reading.wrong('link', 'not-a-website', typed))
}

function editionIn(reading: Reading, from1904: boolean): EditionDraft | undefined {
  const typed = reading.text('days', 2000)
  const code = reading.text('editionCode')
  const [begins, ends] = [timeIn(reading, 'begins'), timeIn(reading, 'ends')]
  const place = tidyTown(reading.text('place', 100))
  const online = yesIn(reading)
  const venue = reading.text('venue', 200)
  const places = placesIn(reading)
  if (typed === '') {
    const said = code !== '' || place !== '' || begins !== ''
    return said ? reading.wrong('days', 'missing') : undefined
  }
  const days = new Set<string>()
  for (const part of typed.split(/[;,|\n]|\s+en\s+/)) {
    if (part.trim() === '') continue
    const day = dayTyped(part.trim(), from1904)
    if (day === undefined) return reading.wrong('days', 'not-a-day', part.trim())
    days.add(day.toString())
  }
  if (days.size > mostDays) return reading.wrong('days', 'too-many-days', undefined, `${mostDays}`)
  if (begins !== '' && ends !== '' && ends <= begins) reading.wrong('ends', 'ends-first')
  return {
    ...{ code, begins, ends, online, place, venue },
    days: [...days].toSorted(),
    ...(places === undefined ? {} : { places }),
  }
}

// "9.30", "09:30 uur", "9u30", the part of a day as Excel has it, or "9,3": 9.30 that was taken for a number.
function timeIn(reading: Reading, column: 'begins' | 'ends'): string {
  const typed = reading.text(column)
  if (typed === '') return ''
  const part = /^0[.,]\d+$/.test(typed) ? Number(typed.replace(',', '.')) : undefined
  if (part !== undefined) {
    const minutes = Math.round(part * 24 * 60)
    return clock(Math.floor(minutes / 60), minutes % 60)
  }
  const parts =
    /^(\d{1,2})(?:\s*[.,:u]\s*(\d{2}))?(?:\s*uur)?$/i.exec(typed) ??
    /^(\d{1,2})[.,]([1-5])$/.exec(typed)
  const [hour, minute] = [Number(parts?.[1]), Number((parts?.[2] ?? '').padEnd(2, '0'))]
  if (parts === null || hour > 23 || minute > 59) {
    reading.wrong(column, 'not-a-time', typed)
    return ''
  }
  return clock(hour, minute)
}

function clock(hour: number, minute: number): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

function yesIn(reading: Reading): boolean {
  const typed = bare(reading.text('online'))
  if (['ja', 'j', 'yes', 'x', 'waar', 'true', '1', 'online'].includes(typed)) return true
  if (!['', 'nee', 'n', 'no', 'onwaar', 'false', '0'].includes(typed)) {
    reading.wrong('online', 'unknown', typed)
  }
  return false
}

function placesIn(reading: Reading): number | undefined {
  const typed = reading.text('places')
  if (typed === '') return undefined
  return /^[1-9]\d{0,5}$/.test(typed)
    ? Number(typed)
    : reading.wrong('places', 'not-a-number', typed)
}
