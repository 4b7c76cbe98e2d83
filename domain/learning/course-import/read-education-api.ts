import type { CourseForm, CourseLanguage } from '#domain/courses/course/course.ts'
import { courseLanguages } from '#domain/courses/course/course.ts'
import type {
  CourseDraft,
  DraftRow,
  EditionDraft,
  ImportMistake,
} from '#domain/learning/course-import/course-import.ts'
import { readWebsite } from '#domain/organisations/organisation/organisation.ts'
import { tidyTown } from '#domain/people/person/tidy-address.ts'
import { centsOf, hundredthsOf, parseAmount } from '#engine'
import { withoutInvisible } from '#language/typed.ts'

// Courses and programmes with their offerings as the Open Education API has them, of version 5 or 6: what the two
// call otherwise is looked for by both names.

/** What a file or an address gives: lists of courses and of offerings, in whatever of them they come. */
export interface EducationItems {
  readonly educations: readonly Item[]
  readonly offerings: readonly Item[]
}

export type Item = Readonly<Record<string, unknown>>

/** The columns under which its rows stand in a preview and in the file with what is wrong. */
export const educationHeading = ['code', 'naam', 'code uitvoering', 'dagen', 'van', 'tot', 'plaats']

/**
 * The courses and offerings in JSON: an answer with `items`, a list, or an object with a list of each. Undefined
 * where there are none of them.
 */
export function educationItemsIn(json: unknown): EducationItems | undefined {
  const found = { educations: [] as Item[], offerings: [] as Item[] }
  for (const item of itemsIn(json, 3)) {
    if (isOffering(item)) found.offerings.push(item)
    else if (idOf(item) !== '') {
      found.educations.push(item)
      for (const [name, value] of Object.entries(item)) {
        if (!/offerings$/i.test(name)) continue
        for (const offering of itemsIn(value, 1)) {
          found.offerings.push({ ...offering, courseId: idOf(item) })
        }
      }
    }
  }
  return found.educations.length === 0 ? undefined : found
}

function itemsIn(json: unknown, depth: number): readonly Item[] {
  if (depth < 0) return []
  if (Array.isArray(json)) return json.filter(isItem)
  if (!isItem(json)) return []
  if (idOf(json) !== '' || isOffering(json)) return [json]
  return Object.values(json).flatMap((value) =>
    Array.isArray(value) || isItem(value) ? itemsIn(value, depth - 1) : [],
  )
}

function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isOffering(item: Item): boolean {
  return ['offeringId', 'courseOfferingId', 'programOfferingId', 'programmeOfferingId'].some(
    (name) => text(item[name]) !== '',
  )
}

/** The id of a course or a programme; empty where it has none. */
export function idOf(item: Item): string {
  return text(item.courseId) || text(item.programmeId) || text(item.programId)
}

/** Whether it is a programme, which has other addresses than a course. */
export function isProgramme(item: Item): boolean {
  return text(item.courseId) === ''
}

/** Its rows, as those of a list: one for each offering, and one for what has none. */
export function educationRows({ educations, offerings }: EducationItems): readonly DraftRow[] {
  const rows: DraftRow[] = []
  const seen = new Set<string>()
  for (const education of educations) {
    const id = idOf(education)
    // Pages of an answer can overlap.
    if (seen.has(id)) continue
    seen.add(id)
    const own = offerings.filter((offering) => ofWhich(offering) === id)
    for (const offering of own.length === 0 ? [undefined] : own) {
      const mistakes: ImportMistake[] = []
      const course = courseIn(education, mistakes)
      const edition = offering && editionIn(offering, mistakes)
      rows.push({
        row: rows.length + 1,
        cells: [
          course.code,
          course.title,
          edition?.code ?? (offering === undefined ? '' : codeOf(offering)),
          edition?.days.join(', ') ?? '',
          edition?.begins ?? '',
          edition?.ends ?? '',
          edition?.place ?? '',
        ],
        ...{ course, edition, mistakes },
      })
    }
  }
  return rows
}

function ofWhich(offering: Item): string {
  for (const name of ['course', 'programme', 'program']) {
    const value = offering[name]
    if (isItem(value) && idOf(value) !== '') return idOf(value)
    if (text(value) !== '') return text(value)
  }
  return idOf(offering)
}

function courseIn(item: Item, mistakes: ImportMistake[]): CourseDraft {
  const title = cut(worded(item.name), 200)
  if (title === '') mistakes.push({ column: 'naam', is: 'missing' })
  const modes = modesOf(item)
  const language = languageOf(item)
  const load = loadOf(item)
  const link = readWebsite(text(item.link).slice(0, 400))
  const summary = cut(plain(worded(item.description)), 2000)
  const form = formOf(modes)
  return {
    code: cut(codeOf(item) || idOf(item), 200),
    title,
    ...(summary === '' ? {} : { summary }),
    ...(form === undefined ? {} : { form }),
    ...(language === undefined ? {} : { language }),
    ...(load === undefined ? {} : { studyLoad: load }),
    ...(link === undefined ? {} : { link }),
  }
}

function editionIn(item: Item, mistakes: ImportMistake[]): EditionDraft | undefined {
  const starts = momentOf(item, 'start')
  const ends = momentOf(item, 'end')
  const wrong = (column: string, is: ImportMistake['is'], given = '') => {
    mistakes.push({ column, is, ...(given === '' ? {} : { given: given.slice(0, 100) }) })
    return undefined
  }
  if (starts === undefined) {
    const given = text(item.startDate) || text(item.startDateTime)
    return wrong('dagen', given === '' ? 'missing' : 'not-a-day', given)
  }
  const last = ends !== undefined && ends.day >= starts.day ? ends : undefined
  const { city, venue } = addressOf(item)
  const modes = modesOf(item)
  const online = modes.some((mode) => /online|distance|remote/.test(mode))
  if (city === '' && !online) return wrong('plaats', 'no-place')
  const price = priceOf(item)
  const most = Number(item.maxNumberStudents)
  const link = readWebsite(text(item.link).slice(0, 400))
  const sameDay = last === undefined || last.day === starts.day
  return {
    code: cut(codeOf(item) || offeringId(item), 200),
    // Of what lies between the first and the last day nothing is said.
    days: sameDay ? [starts.day] : [starts.day, last.day],
    begins: starts.time,
    ends: sameDay && (last?.time ?? '') > starts.time ? (last?.time ?? '') : '',
    ...{ online, place: tidyTown(cut(city, 100)), venue: cut(venue, 200) },
    ...(price === undefined ? {} : { price }),
    ...(link === undefined ? {} : { link }),
    ...(Number.isSafeInteger(most) && most > 0 && most < 1_000_000 ? { places: most } : {}),
  }
}

function offeringId(item: Item): string {
  return (
    text(item.offeringId) ||
    text(item.courseOfferingId) ||
    text(item.programOfferingId) ||
    text(item.programmeOfferingId)
  )
}

function codeOf(item: Item): string {
  const { primaryCode } = item
  return isItem(primaryCode) ? text(primaryCode.code) : text(primaryCode)
}

// In Dutch where that is there, and else in whatever language comes first.
function worded(value: unknown): string {
  if (!Array.isArray(value)) return text(value)
  const all = value.filter(isItem)
  const dutch = all.find(({ language }) => text(language).toLowerCase().startsWith('nl'))
  return text((dutch ?? all[0])?.value)
}

// Descriptions may be Markdown: what marks headings, links and emphasis is left out.
function plain(markdown: string): string {
  return markdown
    .replace(/\[([^\][]{0,300})\]\([^()\s]{0,600}\)/g, '$1')
    .replace(/^#{1,6}\s+/gm, '')
    .replace(/[*_`]{1,3}/g, '')
    .trim()
}

function modesOf(item: Item): readonly string[] {
  const value = item.modesOfDelivery ?? item.modeOfDelivery
  const list = Array.isArray(value) ? value : [value]
  return list.map((mode) => text(mode).toLowerCase()).filter((mode) => mode !== '')
}

function formOf(modes: readonly string[]): CourseForm | undefined {
  if (modes.length === 0) return undefined
  const apart = modes.every((mode) => /^(?:online|distance-learning|distance learning)$/.test(mode))
  return apart ? 'e-learning' : undefined
}

const threeLetters: Readonly<Record<string, CourseLanguage>> = {
  ...{ nld: 'nl', dut: 'nl', eng: 'en', fra: 'fr', fre: 'fr', deu: 'de', ger: 'de' },
  ...{ ara: 'ar', tur: 'tr', pol: 'pl', ukr: 'uk' },
}

function languageOf(item: Item): CourseLanguage | undefined {
  const { teachingLanguages } = item
  const first = Array.isArray(teachingLanguages) ? teachingLanguages[0] : item.teachingLanguage
  const tag = text(first).toLowerCase().split('-')[0] ?? ''
  if (Object.hasOwn(courseLanguages, tag)) return tag as CourseLanguage
  return Object.hasOwn(threeLetters, tag) ? threeLetters[tag] : undefined
}

// In hours; what is said in points of study is not hours, and left out.
function loadOf(item: Item) {
  const { studyLoad } = item
  const all = (Array.isArray(studyLoad) ? studyLoad : [studyLoad]).filter(isItem)
  const hours = all.find(({ studyLoadUnit }) =>
    /^(?:sbu|contacttime|hour|hours)$/i.test(text(studyLoadUnit)),
  )
  const value = Number(hours?.value)
  return Number.isFinite(value) && value > 0 && value < 100_000
    ? hundredthsOf(Math.round(value * 100))
    : undefined
}

function priceOf(item: Item) {
  const { priceInformation } = item
  const all = (Array.isArray(priceInformation) ? priceInformation : []).filter(isItem)
  const one =
    all.find(({ costType }) => /total/i.test(text(costType))) ??
    all.find(({ currency }) => ['', 'EUR'].includes(text(currency)))
  if (one === undefined || !['', 'EUR'].includes(text(one.currency))) return undefined
  const read = parseAmount(text(one.amount))
  return read.is === 'amount' && read.amount <= 9_999_900 ? centsOf(read.amount) : undefined
}

function addressOf(item: Item): { readonly city: string; readonly venue: string } {
  const all = Array.isArray(item.addresses) ? item.addresses.filter(isItem) : []
  const one = all.find(({ city }) => text(city) !== '')
  if (one === undefined) return { city: '', venue: '' }
  const additional = worded(one.additional)
  const street = [text(one.street), text(one.streetNumber)].filter((part) => part !== '').join(' ')
  return {
    city: text(one.city),
    venue: [additional, street].filter((part) => part !== '').join(', '),
  }
}

// A day, or a moment as it is in the Netherlands.
function momentOf(item: Item, which: 'start' | 'end'): { day: string; time: string } | undefined {
  const typed = text(item[`${which}DateTime`]) || text(item[`${which}Date`])
  try {
    if (!typed.includes('T')) return { day: Temporal.PlainDate.from(typed).toString(), time: '' }
    const there = Temporal.Instant.from(typed).toZonedDateTimeISO('Europe/Amsterdam')
    const time = there.toPlainTime().toString({ smallestUnit: 'minute' })
    return { day: there.toPlainDate().toString(), time: time === '00:00' ? '' : time }
  } catch {
    return undefined
  }
}

function text(value: unknown): string {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' ? withoutInvisible(value).trim() : ''
}

function cut(value: string, most: number): string {
  return value.length <= most ? value : `${value.slice(0, most - 1).trimEnd()}…`
}
