import { createHash } from 'node:crypto'
import type { Course, CourseFacts, Edition, EditionFacts } from '#domain/courses/course/course.ts'
import { readCourseNumber } from '#domain/courses/course/course.ts'
import { fixedFacts } from '#domain/courses/course/keep-course.ts'
import type {
  CourseDraft,
  Does,
  DraftRow,
  EditionDraft,
  ImportMistake,
  Says,
} from '#domain/learning/course-import/course-import.ts'
import { centsOf } from '#engine'
import { formatDayShort } from '#language/days.ts'

/** What a provider has now, with what it calls each of it itself. */
export interface There {
  readonly courses: readonly (Course & { readonly ownCode: string })[]
  readonly editions: readonly (Edition & { readonly ownCode: string })[]
  readonly today: Temporal.PlainDate
  /** The courses that a register accredits as what they are, and the editions of which it was told who was there. */
  readonly accredited: ReadonlySet<string>
  readonly attended: ReadonlySet<string>
  /** Who keeps what is new. */
  readonly keptBy: string | undefined
}

/** What is done with a course and an edition of it. */
export type Step =
  | {
      readonly does: 'make'
      readonly key: string
      readonly facts: CourseFacts
      readonly code: string
    }
  | {
      readonly does: 'change'
      readonly course: Course
      readonly facts: CourseFacts
      readonly code: string
    }
  | {
      readonly does: 'add-edition'
      /** Of which course: its id, or the key of one that is new. */
      readonly of: string
      readonly facts: EditionFacts
      readonly code: string
    }
  | {
      readonly does: 'change-edition'
      readonly course: Course
      readonly edition: Edition
      readonly facts: EditionFacts
      readonly code: string
    }
  | { readonly does: 'withdraw'; readonly course: Course }
  | { readonly does: 'cancel-edition'; readonly course: Course; readonly edition: Edition }

/** A row with what it does, in the order of the file; behind it what is no longer in it. */
export interface PlannedRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly does: Does
  readonly says: readonly Says[]
  readonly mistakes: readonly ImportMistake[]
  readonly steps: readonly Step[]
}

/** What an import would do with what is there now. */
export interface Plan {
  readonly rows: readonly PlannedRow[]
  /** The same for the same that would be done. */
  readonly mark: string
}

/** Compares what was read with what is there; nothing is done. The same twice says that nothing changes. */
export function planImport(drafts: readonly DraftRow[], there: There): Plan {
  const planning = new Planning(there)
  const rows = drafts.map((draft) => planning.row(draft))
  const last = Math.max(0, ...drafts.map(({ row }) => row))
  const gone = planning.gone().map((one, at) => ({ ...one, row: last + 1 + at }))
  const all = [...rows, ...gone]
  // Without the order in which a database gives the parts of what it keeps.
  const told = all.map(({ row, does, says, mistakes }) => [
    ...[row, does, says],
    mistakes.map(({ column, is, given = '', against = '' }) => [column, is, given, against]),
  ])
  const mark = createHash('sha256').update(JSON.stringify(told)).digest('hex')
  return { rows: all, mark }
}

interface Known {
  readonly row: number
  readonly title: string
  readonly course: There['courses'][number] | undefined
  readonly key: string
}

class Planning {
  private readonly there: There
  private readonly seen = new Map<string, Known>()
  private readonly editionsSeen = new Map<string, number>()
  private readonly matched = new Set<string>()
  private readonly matchedEditions = new Set<string>()

  constructor(there: There) {
    this.there = there
  }

  row({ row, cells, course: draft, edition, mistakes: read }: DraftRow): PlannedRow {
    const mistakes = [...read]
    const base = { row, cells }
    const wrong = (): PlannedRow => ({ ...base, does: 'wrong', says: [], mistakes, steps: [] })
    if (draft === undefined) return wrong()
    const key = keyOf(draft)
    const known = this.seen.get(key)
    if (known !== undefined && draft.title !== '' && known.title !== draft.title) {
      mistakes.push({ column: 'naam', is: 'other-title', against: String(known.row) })
    }
    const course = known?.course ?? this.find(draft)
    if (course === undefined && known === undefined && draft.title === '') {
      mistakes.push({ column: 'naam', is: 'missing' })
    }
    if (edition !== undefined) {
      const same = `${key} ${edition.code === '' ? whenAndWhere(edition) : edition.code}`
      const before = this.editionsSeen.get(same)
      if (before !== undefined)
        mistakes.push({ column: 'dagen', is: 'twice', against: `${before}` })
      else this.editionsSeen.set(same, row)
      const where = saysWhere(edition) || (course && this.findEdition(course.id, edition))
      if (!where) mistakes.push({ column: 'plaats', is: 'no-place' })
    } else if (known !== undefined && mistakes.length === 0) {
      mistakes.push({ column: 'code', is: 'twice', against: String(known.row) })
    }
    if (course !== undefined && mistakes.length === 0) {
      if (known === undefined) mistakes.push(...this.fixedIn(draft, course))
      const there = edition && this.findEdition(course.id, edition)
      if (edition !== undefined && there !== undefined && this.there.attended.has(there.id)) {
        const moves = editionFactsOf(edition, there).days.join() !== there.days.join()
        if (moves) mistakes.push({ column: 'dagen', is: 'attended' })
      }
    }
    // What stands in a row that is wrong is there all the same, and not gone.
    if (course !== undefined) this.matched.add(course.id)
    if (mistakes.length > 0) {
      if (course !== undefined && edition !== undefined) {
        const there = this.findEdition(course.id, edition)
        if (there !== undefined) this.matchedEditions.add(there.id)
      }
      return wrong()
    }
    const steps: Step[] = []
    const says: Says[] = []
    if (known === undefined) {
      this.seen.set(key, { row, title: draft.title, course, key })
      this.ofCourse(draft, course, key, steps, says)
    }
    if (edition !== undefined) this.ofEdition(edition, course, key, steps, says)
    const does = says.some(({ is }) => is.startsWith('new'))
      ? 'new'
      : says.length > 0
        ? 'changed'
        : 'same'
    return { ...base, does, says, mistakes, steps }
  }

  // What was decided on stays as it is for as long as that counts.
  private fixedIn(draft: CourseDraft, course: There['courses'][number]): readonly ImportMistake[] {
    if (!this.there.accredited.has(course.id)) return []
    const facts = { ...factsOf(course), ...given(draft, course) }
    const columns = { title: 'naam', form: 'vorm', studyLoad: 'studiebelasting' }
    return fixedFacts.flatMap((one) =>
      facts[one] === course[one] ? [] : [{ column: columns[one], is: 'accredited' as const }],
    )
  }

  private find(draft: CourseDraft): There['courses'][number] | undefined {
    const { courses } = this.there
    const byCode = draft.code === '' ? undefined : courses.find((one) => one.ownCode === draft.code)
    if (byCode !== undefined) return byCode
    const number = readCourseNumber(draft.code)
    const byNumber = courses.find((one) => /opl/i.test(draft.code) && one.number === number?.course)
    if (byNumber !== undefined) return byNumber
    const title = draft.title.toLowerCase()
    return courses.find(
      (one) =>
        title !== '' &&
        one.title.toLowerCase() === title &&
        (one.ownCode === '' || draft.code === ''),
    )
  }

  private findEdition(courseId: string, draft: EditionDraft) {
    const own = this.there.editions.filter(
      (one) => one.courseId === courseId && one.cancelledOn === undefined,
    )
    const byCode = draft.code === '' ? undefined : own.find((one) => one.ownCode === draft.code)
    const exactly = own.find((one) => whenAndWhere(asDraft(one)) === whenAndWhere(draft))
    if (byCode !== undefined || exactly !== undefined) return byCode ?? exactly
    // A row that leaves the time or the place out means the one that is there on those days.
    const meant = own.filter(
      (one) =>
        (draft.code === '' || one.ownCode === '') &&
        whenAndWhere(asDraft(one)) === whenAndWhere(asFar(draft, one)),
    )
    return meant.length === 1 ? meant[0] : undefined
  }

  private ofCourse(
    draft: CourseDraft,
    course: There['courses'][number] | undefined,
    key: string,
    ...[steps, says]: [Step[], Says[]]
  ): void {
    const { today, keptBy } = this.there
    const code =
      readCourseNumber(draft.code) !== undefined && /opl/i.test(draft.code) ? '' : draft.code
    if (course === undefined) {
      const facts = {
        ...newFacts(today, keptBy),
        ...given(draft, undefined),
      }
      const summary = facts.summary === '' ? facts.title : facts.summary
      steps.push({ does: 'make', key, facts: { ...facts, summary }, code })
      says.push({ is: 'new-course', of: draft.title, changes: [] })
      return
    }
    const facts = { ...factsOf(course), ...given(draft, course) }
    const before = factsOf(course)
    const changes = changed(before, facts)
    const values = valuesOf(changes, before, facts)
    if (code !== '' && course.ownCode !== code) changes.push('code')
    if (changes.length === 0) return
    steps.push({ does: 'change', course, facts, code })
    says.push({ is: 'changed-course', of: course.number, changes, values })
  }

  private ofEdition(
    draft: EditionDraft,
    course: There['courses'][number] | undefined,
    key: string,
    ...[steps, says]: [Step[], Says[]]
  ): void {
    const there = course === undefined ? undefined : this.findEdition(course.id, draft)
    const facts = editionFactsOf(draft, there)
    const { code } = draft
    if (there === undefined || course === undefined) {
      steps.push({ does: 'add-edition', of: course?.id ?? key, facts, code })
      says.push({ is: 'new-edition', of: daysText(facts), changes: [] })
      return
    }
    this.matchedEditions.add(there.id)
    const before = editionFactsOf(asDraft(there), there)
    const changes = changed(before, facts)
    const values = valuesOf(changes, before, facts)
    if (code !== '' && there.ownCode !== code) changes.push('code')
    if (changes.length === 0) return
    steps.push({ does: 'change-edition', course, edition: there, facts, code })
    says.push({ is: 'changed-edition', of: there.number, changes, values })
  }

  /** What was imported before, is still offered or to come, and is not in the file. */
  gone(): readonly Omit<PlannedRow, 'row'>[] {
    const { courses, editions, today } = this.there
    const found: Omit<PlannedRow, 'row'>[] = []
    for (const course of courses) {
      const gone =
        course.ownCode !== '' && course.state === 'published' && !this.matched.has(course.id)
      if (gone) {
        found.push({
          ...{ cells: [course.ownCode, course.title], does: 'gone', mistakes: [] },
          says: [{ is: 'gone-course', of: course.number, changes: [] }],
          steps: [{ does: 'withdraw', course }],
        })
      }
      for (const edition of editions.filter(({ courseId }) => courseId === course.id)) {
        const first = edition.days[0] ?? today
        const stays =
          edition.ownCode === '' ||
          edition.cancelledOn !== undefined ||
          Temporal.PlainDate.compare(first, today) <= 0 ||
          this.matchedEditions.has(edition.id) ||
          course.state === 'withdrawn'
        if (stays) continue
        found.push({
          ...{ cells: [course.ownCode, course.title], does: 'gone', mistakes: [] },
          says: [{ is: 'gone-edition', of: edition.number, changes: [] }],
          steps: [{ does: 'cancel-edition', course, edition }],
        })
      }
    }
    return found
  }
}

function keyOf({ code, title }: CourseDraft): string {
  return code === '' ? `title ${title.toLowerCase()}` : `code ${code}`
}

function newFacts(today: Temporal.PlainDate, keptBy: string | undefined): CourseFacts {
  return {
    ...{ title: '', summary: '', form: 'course', language: 'nl', link: '' },
    ...{ audiences: [], professions: [], themes: [], price: undefined, studyLoad: undefined },
    reviewOn: today.add({ years: 1 }),
    keptBy,
  }
}

function factsOf(course: Course): CourseFacts {
  const { title, summary, form, language, audiences, professions, themes } = course
  const { price, studyLoad, link, reviewOn, keptBy } = course
  return {
    ...{ title, summary, form, language, audiences, professions, themes },
    ...{ price, studyLoad, link, reviewOn, keptBy },
  }
}

// What a row says; what it does not say stays as it is.
function given(draft: CourseDraft, course: Course | undefined): Partial<CourseFacts> {
  const { code: _, title, price, ...rest } = draft
  return {
    ...rest,
    ...(title === '' ? {} : { title }),
    ...(price === undefined ? {} : { price: price ?? undefined }),
    ...(course === undefined ? {} : { reviewOn: course.reviewOn }),
  } as Partial<CourseFacts>
}

// What a row says; what it does not say stays as it is.
function editionFactsOf(said: EditionDraft, there: Edition | undefined): EditionFacts {
  const draft = there === undefined ? said : asFar(said, there)
  return {
    days: draft.days.map((day) => Temporal.PlainDate.from(day)),
    ...{ begins: draft.begins, ends: draft.ends, online: draft.online, venue: draft.venue },
    place: draft.place,
    price: draft.price === undefined ? there?.price : centsOf(draft.price),
    link: draft.link ?? there?.link ?? '',
    enrols: there?.enrols ?? true,
    places: draft.places ?? there?.places,
  }
}

function saysWhere({ online, place }: EditionDraft): boolean {
  return online || place !== ''
}

// A row, with what it leaves out as it is there. A place that moves has another venue, and a beginning another end.
function asFar(draft: EditionDraft, there: Edition): EditionDraft {
  const when = draft.begins !== '' || draft.ends !== ''
  const where = saysWhere(draft)
  const moves = where && (draft.online !== there.online || !isSame(draft.place, there.place))
  return {
    ...draft,
    begins: when ? draft.begins : there.begins,
    ends: when ? draft.ends : there.ends,
    online: where ? draft.online : there.online,
    place: where ? draft.place : there.place,
    venue: draft.venue === '' && !moves ? there.venue : draft.venue,
  }
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}

function asDraft(edition: Edition): EditionDraft {
  const { days, begins, ends, online, place, venue } = edition
  return { code: '', days: days.map(String), ...{ begins, ends, online, place, venue } }
}

function whenAndWhere({ days, begins, online, place }: EditionDraft): string {
  return JSON.stringify([days, begins, online, place.toLowerCase()])
}

function changed(before: object, after: object): string[] {
  const [one, other] = [before, after] as [Record<string, unknown>, Record<string, unknown>]
  return Object.keys(other).filter((key) => textOf(one[key]) !== textOf(other[key]))
}

const told = ['title', 'price', 'days', 'begins', 'ends', 'place', 'places']

function valuesOf(changes: readonly string[], before: object, after: object): Says['values'] & {} {
  const [one, other] = [before, after] as [Record<string, unknown>, Record<string, unknown>]
  const text = (value: unknown) => (Array.isArray(value) ? value.join(' ') : textOf(value))
  return Object.fromEntries(
    changes
      .filter((key) => told.includes(key))
      .map((key) => [key, [text(one[key]), text(other[key])] as const]),
  )
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify(value.map(String))
  return value === undefined ? '' : String(value)
}

function daysText({ days }: EditionFacts): string {
  return days.map((day) => formatDayShort(day)).join(', ')
}
