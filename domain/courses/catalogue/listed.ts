import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import type { CourseForm, CourseLanguage } from '#domain/courses/course/course.ts'
import type { Cents, HeldLabel } from '#engine'

/** A course as it stands in the catalogue, with what is searched in it. Days are texts, as they are only compared. */
export interface Listed {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly summary: string
  readonly form: CourseForm
  readonly language: CourseLanguage
  readonly audiences: readonly string[]
  readonly professions: readonly string[]
  readonly themes: readonly string[]
  readonly price: Cents | undefined
  /** Who gives it; empty where that is a professional. */
  readonly provider: string
  readonly reviewOn: string
  readonly changedOn: string
  /** What its form, its themes and for whom it is are called, as people type that too. */
  readonly called: string
  /** Those that take place, by their first day. */
  readonly editions: readonly ListedEdition[]
  /** What was decided comes before what counts by a label. */
  readonly counts: readonly ListedCounts[]
  /** How many rated it, and how many stars that is together. */
  readonly rated: { readonly ratings: number; readonly stars: number }
}

export interface ListedEdition {
  readonly sequence: number
  readonly first: string
  readonly last: string
  /** How many days it has, the first and the last among them. */
  readonly days: number
  readonly online: boolean
  readonly place: string
  /** Null where it is that of the course. */
  readonly price: Cents | null
}

/**
 * What it counts for in a register, from which day up to and including which: by a decision, or by a label where no
 * decision says it.
 */
export interface ListedCounts {
  readonly register: string
  readonly first: string
  readonly last: string
  readonly counts: readonly Counts[]
  /** The same text for whatever counts the same. */
  readonly alike: string
  /** By which label it is accredited; undefined where the register decided it. Nothing is counted where nobody said how long it takes. */
  readonly label?: HeldLabel
}

/** What somebody looks for. Of each sort of thing any will do; what is of different sorts has to be true together. */
export interface Wanted {
  readonly text: string
  readonly forms: readonly CourseForm[]
  readonly themes: readonly string[]
  /** Themes by which somebody learns what they want to learn, beside those that they chose. */
  readonly answers?: readonly string[]
  readonly audiences: readonly string[]
  readonly professions: readonly string[]
  readonly languages: readonly string[]
  /** Only what counts as accredited in this register. */
  readonly accredited: boolean
  /** In cents; 0 for what is free. */
  readonly atMost: number | undefined
  /** Days as texts, up to and including the last. */
  readonly from: string | undefined
  readonly until: string | undefined
  readonly where:
    | { readonly is: 'online' }
    | { readonly is: 'place'; readonly place: string }
    | undefined
}

export const orders = ['best', 'date', 'price', 'title'] as const

export type Order = (typeof orders)[number]

/** What was found: a course with the edition that comes first of those that were looked for. */
export interface FoundCourse {
  readonly course: Listed
  readonly next: ListedEdition | undefined
  /** What holds of it in the register on that day. */
  readonly counts: ListedCounts | undefined
  /** How much it fills of what somebody lacks, as it was given; 0 where nothing was. */
  readonly fills: number
}

export interface FoundCourses {
  readonly found: readonly FoundCourse[]
  readonly total: number
  readonly page: number
  readonly pages: number
  /** The words that nothing had as they were typed, and what was looked for in their place. */
  readonly read: readonly { readonly typed: string; readonly as: string }[]
}
