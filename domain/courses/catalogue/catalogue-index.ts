import {
  bitsIn,
  lettersOf,
  likeness,
  mistakesBetween,
  mistakesIn,
  wordsIn,
  wordsSought,
} from '#domain/courses/catalogue/catalogue-words.ts'
import type { Sought } from '#domain/courses/catalogue/found-before.ts'
import { FoundBefore } from '#domain/courses/catalogue/found-before.ts'
import type {
  FoundCourse,
  FoundCourses,
  Listed,
  ListedCounts,
  ListedEdition,
  Order,
  Wanted,
} from '#domain/courses/catalogue/listed.ts'
import { anyTimeForms } from '#domain/courses/course/course.ts'

/** How many courses stand on a page, and how many pages there are at most. */
export const coursesOnPage = 20
const mostPages = 50

/** What a search is made with beside what is looked for. */
export interface Searching {
  readonly register: string
  readonly today: string
  readonly order: Order
  readonly page: number
  /** How much a course fills of what somebody lacks; absent for who is not known. */
  readonly fills?: ((counts: ListedCounts, then: CourseThen) => number) | undefined
}

/** Which course, by its id, and on which day as text. */
interface CourseThen {
  readonly course: string
  readonly day: string | undefined
}

/**
 * Everything that is offered, to be searched without asking the database: of each word and each choice the courses that
 * have it, by their places in one list.
 */
export class CatalogueIndex {
  private readonly places = new Map<string, number>()
  private readonly courses: (Listed | undefined)[] = []
  private readonly free: number[] = []
  // Of each word the places of the courses that have it, and how much it tells there: 2 in the title, 1 besides.
  private readonly words = new Map<string, Map<number, number>>()
  private readonly letters = new Map<string, number>()
  private readonly choices = new Map<string, Set<number>>()
  private readonly sought = new FoundBefore()
  private towns: { readonly today: string; readonly names: readonly string[] } | undefined

  /** How many courses it has. */
  get size(): number {
    return this.places.size
  }

  /** Every course in it, in no order. */
  all(): readonly Listed[] {
    return this.courses.filter((one) => one !== undefined)
  }

  /** The towns in which something is still to come, by the alphabet. */
  placesFrom(today: string): readonly string[] {
    if (this.towns?.today === today) return this.towns.names
    const found = new Set<string>()
    for (const course of this.courses) {
      for (const { place, last } of course?.editions ?? []) {
        if (place !== '' && last >= today) found.add(place)
      }
    }
    const names = [...found].toSorted((one, other) => one.localeCompare(other, 'nl'))
    this.towns = { today, names }
    return names
  }

  /** Puts a course in, in the place of what was known of it. */
  put(course: Listed): void {
    this.remove(course.id)
    const place = this.free.pop() ?? this.courses.length
    this.places.set(course.id, place)
    this.courses[place] = course
    for (const [word, weight] of weightsOf(course)) {
      const known = this.words.get(word)
      if (known === undefined) {
        this.words.set(word, new Map([[place, weight]]))
        this.letters.set(word, lettersOf(word))
      } else known.set(place, weight)
    }
    for (const choice of choicesOf(course)) {
      const known = this.choices.get(choice)
      if (known === undefined) this.choices.set(choice, new Set([place]))
      else known.add(place)
    }
    this.forget()
  }

  /** Takes a course out, where it is there. */
  remove(id: string): void {
    const place = this.places.get(id)
    const course = place === undefined ? undefined : this.courses[place]
    if (place === undefined || course === undefined) return
    for (const word of weightsOf(course).keys()) {
      const known = this.words.get(word)
      known?.delete(place)
      if (known?.size === 0) {
        this.words.delete(word)
        this.letters.delete(word)
      }
    }
    for (const choice of choicesOf(course)) this.choices.get(choice)?.delete(place)
    this.places.delete(id)
    this.courses[place] = undefined
    this.free.push(place)
    this.forget()
  }

  // What was found before may be otherwise by now.
  private forget(): void {
    this.sought.clear()
    this.towns = undefined
  }

  /** One page of what was looked for, the best of it first. Pages count from 1; a page beyond the last is the first. */
  search(wanted: Wanted, searching: Searching): FoundCourses {
    const words = wordsSought(wanted.text).map((word) => this.seek(word))
    const sets = setsOf(wanted).map((choices) => this.withAny(choices))
    const asked = Number.isSafeInteger(searching.page) && searching.page > 1 ? searching.page : 1
    const most = Math.min(asked, mostPages) * coursesOnPage
    const best = new Best(most, compareBy(searching.order))
    let total = 0
    for (const [place, score] of this.candidates(words, sets)) {
      const course = this.courses[place]
      if (course === undefined || course.reviewOn < searching.today) continue
      const match = matched(course, wanted, searching)
      if (match === undefined) continue
      total += 1
      best.offer({ ...match, score })
    }
    const pages = Math.min(mostPages, Math.max(1, Math.ceil(total / coursesOnPage)))
    if (asked > pages) return this.search(wanted, { ...searching, page: 1 })
    const read = words.flatMap(({ typed, as }) => (as === undefined ? [] : [{ typed, as }]))
    return {
      found: best.sorted().slice((asked - 1) * coursesOnPage),
      ...{ total, page: asked, pages, read },
    }
  }

  // From the smallest set on, so that little is looked at.
  private *candidates(
    words: readonly Sought[],
    sets: readonly ReadonlySet<number>[],
  ): Generator<readonly [place: number, score: number]> {
    const keyed: readonly ReadonlyMap<number, number>[] = words.map(({ places }) => places)
    const [smallest] = [...keyed, ...sets].toSorted((one, other) => one.size - other.size)
    const from = smallest === undefined ? this.places.values() : smallest.keys()
    for (const place of from) {
      if (!sets.every((set) => set.has(place))) continue
      let score = 0
      let all = true
      for (const places of keyed) {
        const weight = places.get(place)
        if (weight === undefined) all = false
        else score += weight
      }
      if (all) yield [place, score]
    }
  }

  private withAny(choices: readonly string[]): ReadonlySet<number> {
    const sets = choices.map((choice) => this.choices.get(choice) ?? none)
    const [only] = sets
    if (sets.length === 1 && only !== undefined) return only
    return new Set(sets.flatMap((set) => [...set]))
  }

  private seek(typed: string): Sought {
    const known = this.sought.get(typed)
    if (known !== undefined) return known
    const found = this.written(typed) ?? this.mistyped(typed)
    this.sought.keep(found)
    return found
  }

  private written(typed: string): Sought | undefined {
    const places = new Map<number, number>()
    for (const [word, has] of this.words) {
      const alike = likeness(typed, word)
      if (alike > 0) addTo(places, has, alike)
    }
    return places.size === 0 ? undefined : { typed, places, as: undefined }
  }

  // The words with the fewest mistakes, and of those the one that most courses have is what is said to be meant.
  private mistyped(typed: string): Sought {
    const most = mistakesIn(typed)
    const mask = lettersOf(typed)
    let fewest = most + 1
    let meant: string[] = []
    for (const [word, letters] of most === 0 ? [] : this.letters) {
      if (bitsIn(mask & ~letters) > most) continue
      const mistakes = mistakesBetween(typed, word, Math.min(most, fewest))
      if (mistakes > most || mistakes > fewest) continue
      meant = mistakes < fewest ? [word] : [...meant, word]
      fewest = mistakes
    }
    const places = new Map<number, number>()
    for (const word of meant) addTo(places, this.words.get(word) ?? new Map(), 1)
    const count = (word: string) => this.words.get(word)?.size ?? 0
    const [as] = meant.toSorted((one, other) => count(other) - count(one) || (one < other ? -1 : 1))
    return { typed, places, as }
  }
}

const none: ReadonlySet<number> = new Set()

function addTo(places: Map<number, number>, has: ReadonlyMap<number, number>, alike: number) {
  for (const [place, weight] of has) {
    places.set(place, Math.max(places.get(place) ?? 0, alike * weight))
  }
}

function weightsOf(course: Listed): ReadonlyMap<string, number> {
  const { title, summary, provider, number, called } = course
  const besides = wordsIn(`${summary} ${called} ${provider} ${number.replace(/\D/g, '')}`)
  return new Map([
    ...besides.map((word) => [word, 1] as const),
    ...wordsIn(title).map((word) => [word, 2] as const),
  ])
}

function choicesOf(course: Listed): readonly string[] {
  return [
    `form:${course.form}`,
    `language:${course.language}`,
    ...course.themes.map((id) => `theme:${id}`),
    ...course.audiences.map((id) => `audience:${id}`),
    ...course.professions.map((id) => `profession:${id}`),
  ]
}

function setsOf(wanted: Wanted): readonly (readonly string[])[] {
  return [
    wanted.forms.map((id) => `form:${id}`),
    wanted.languages.map((id) => `language:${id}`),
    wanted.themes.map((id) => `theme:${id}`),
    (wanted.answers ?? []).map((id) => `theme:${id}`),
    wanted.audiences.map((id) => `audience:${id}`),
    wanted.professions.map((id) => `profession:${id}`),
  ].filter((choices) => choices.length > 0)
}

function matched(
  course: Listed,
  wanted: Wanted,
  { register, today, fills }: Searching,
): FoundCourse | undefined {
  const next = nextOf(course, wanted, today)
  const anyTime = anyTimeForms.includes(course.form)
  if (next === undefined) {
    const { where, from, until } = wanted
    if (where?.is === 'place' || (where?.is === 'online' && !anyTime)) return undefined
    if ((from !== undefined || until !== undefined) && !anyTime) return undefined
  }
  const price = next?.price ?? course.price
  if (wanted.atMost !== undefined && (price === undefined || price > wanted.atMost))
    return undefined
  const counts = countsOn(course, register, next ?? today)
  if (wanted.accredited && !isAccredited(counts)) return undefined
  const then = { course: course.id, day: next?.first }
  const filled = counts === undefined ? 0 : (fills?.(counts, then) ?? 0)
  return { course, next, counts, fills: filled }
}

function nextOf(course: Listed, wanted: Wanted, today: string): ListedEdition | undefined {
  const from = wanted.from !== undefined && wanted.from > today ? wanted.from : today
  const { until, where } = wanted
  return course.editions.find(
    ({ first, online, place }) =>
      first >= from &&
      (until === undefined || first <= until) &&
      (where === undefined || (where.is === 'online' ? online : place === where.place)),
  )
}

/**
 * What a course counts for in a register on a day as text, or on the days of an edition: by what was decided for the
 * first of them, or else by a label that holds on the last. Undefined where it counts for nothing.
 */
export function countsOn(
  { counts }: Pick<Listed, 'counts'>,
  register: string,
  on: string | Pick<ListedEdition, 'first' | 'last'>,
): ListedCounts | undefined {
  const days = typeof on === 'string' ? { first: on, last: on } : on
  return counts.find((one) => {
    if (one.register !== register) return false
    const day = one.label === undefined ? days.first : days.last
    return one.first <= day && day <= one.last
  })
}

/** Whether anything of what it counts for is accredited. */
export function isAccredited(counts: ListedCounts | undefined): boolean {
  if (counts === undefined) return false
  if (counts.label !== undefined) return true
  return counts.counts.some(({ attributes }) => attributes.includes('accredited'))
}

interface Scored extends FoundCourse {
  readonly score: number
}

type Compare = (one: Scored, other: Scored) => number

// What fills most comes first, then what fits what was typed best, then what counts here at all.
function compareBy(order: Order): Compare {
  const { counts, date, price, title } = comparisons
  switch (order) {
    case 'best':
      return (one, other) =>
        other.fills - one.fills ||
        other.score - one.score ||
        counts(one, other) ||
        date(one, other) ||
        title(one, other)
    case 'date':
      return (one, other) => date(one, other) || title(one, other)
    case 'price':
      return (one, other) => price(one, other) || date(one, other) || title(one, other)
    case 'title':
      return title
  }
}

const late = '9999-99-99'
const comparisons = {
  counts: (one: Scored, other: Scored) =>
    Number(other.counts !== undefined) - Number(one.counts !== undefined),
  date: (one: Scored, other: Scored) => byText(one.next?.first ?? late, other.next?.first ?? late),
  price: (one: Scored, other: Scored) => priceOf(one) - priceOf(other),
  title: (one: Scored, other: Scored) =>
    byText(one.course.title.toLowerCase(), other.course.title.toLowerCase()) ||
    byText(one.course.id, other.course.id),
}

function priceOf({ course, next }: Scored): number {
  return next?.price ?? course.price ?? Number.MAX_SAFE_INTEGER
}

function byText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

/** Keeps the best of many, so that only those are put in order. */
class Best {
  private readonly most: number
  private readonly compare: Compare
  private kept: Scored[] = []
  private worst: Scored | undefined

  constructor(most: number, compare: Compare) {
    this.most = most
    this.compare = compare
  }

  offer(one: Scored): void {
    if (this.worst !== undefined && this.compare(one, this.worst) >= 0) return
    this.kept.push(one)
    if (this.kept.length >= this.most * 2) this.prune()
  }

  private prune(): void {
    this.kept = this.kept.sort(this.compare).slice(0, this.most)
    this.worst = this.kept[this.most - 1]
  }

  sorted(): readonly FoundCourse[] {
    return this.kept.sort(this.compare).slice(0, this.most)
  }
}
