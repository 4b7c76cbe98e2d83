import type { CourseForm, CourseLanguage } from '#domain/courses/course/course.ts'
import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { WhyUnreadable } from '#domain/platform/table/read-table.ts'
import type { Amount, Cents } from '#engine'

/** How what a provider offers came in: a list, a file of the Open Education API, or the address of one. */
export type ImportOrigin = 'table' | 'education-api' | 'address'

/** Where an import stands: being read, not to be read, compared, taken over, or laid aside. */
export type ImportState = 'reading' | 'unreadable' | 'checked' | 'done' | 'discarded'

export type ImportEvent = 'read' | 'give-up' | 'take-over' | 'discard'

/** Nothing is taken over before somebody says so. */
export const importLifecycle = {
  reading: { read: 'checked', 'give-up': 'unreadable', discard: 'discarded' },
  unreadable: {},
  checked: { 'take-over': 'done', discard: 'discarded' },
  done: {},
  discarded: {},
} as const satisfies Lifecycle<ImportState, ImportEvent>

/** How many rows one import can have. */
export const mostImportRows = 2000

/** Why a file or an address cannot be read. */
export type ImportProblem =
  | WhyUnreadable
  | 'no-title-column'
  | 'too-many-rows'
  | 'no-rows'
  | 'no-json'
  /** It is JSON, and not of the Open Education API. */
  | 'no-courses'
  /** Something went wrong in Peil itself. */
  | 'broke-off'
  | OutgoingProblem

/** Why an address gave nothing that can be read. */
export type OutgoingProblem =
  | 'no-address'
  /** It leads into a network that is not open to everybody. */
  | 'not-public'
  | 'not-found'
  | 'refused'
  | 'too-slow'
  | 'too-much'
  | 'no-answer'

/** What is said of a course in a row; what is not said stays as it is. */
export interface CourseDraft {
  /** What its provider calls it; empty where it does not say. */
  readonly code: string
  readonly title: string
  readonly summary?: string
  readonly form?: CourseForm
  readonly language?: CourseLanguage
  readonly audiences?: readonly string[]
  readonly professions?: readonly string[]
  readonly themes?: readonly string[]
  /** Null where it is to be asked. */
  readonly price?: Cents | null
  readonly studyLoad?: Amount
  readonly link?: string
}

/** What is said of an edition in a row. Days are ISO text, as rows are kept as JSON. */
export interface EditionDraft {
  readonly code: string
  readonly days: readonly string[]
  readonly begins: string
  readonly ends: string
  readonly online: boolean
  readonly place: string
  readonly venue: string
  readonly price?: Cents
  readonly link?: string
  readonly places?: number
}

/** What is wrong in a row: the column by its name, and what is said of it. */
export interface ImportMistake {
  readonly column: string
  readonly is:
    | 'missing'
    | 'too-long'
    | 'unknown'
    | 'not-a-price'
    | 'not-an-amount'
    | 'not-a-day'
    | 'too-many-days'
    | 'not-a-time'
    | 'ends-first'
    | 'no-place'
    | 'not-a-number'
    | 'not-a-website'
    | 'other-title'
    | 'twice'
    | 'accredited'
    | 'attended'
    /** It is the row that stands in the list to be filled in, to see how. */
    | 'example'
  readonly given?: string
  /** What it could be, or the row that it is held against. */
  readonly against?: string
}

/** A row as it was read, before anything was compared. */
export interface DraftRow {
  /** In the file, the first being 1. */
  readonly row: number
  readonly cells: readonly string[]
  readonly course: CourseDraft | undefined
  readonly edition: EditionDraft | undefined
  readonly mistakes: readonly ImportMistake[]
}

/** What a row does with what is there. */
export type Does = 'new' | 'changed' | 'same' | 'gone' | 'wrong'

/** One thing that a row does, in a word that pages put into a sentence. */
export interface Says {
  readonly is:
    | 'new-course'
    | 'changed-course'
    | 'new-edition'
    | 'changed-edition'
    | 'gone-course'
    | 'gone-edition'
  /** The number of what is there, or of an edition its days. */
  readonly of: string
  /** Which facts are others, by the names of this code. */
  readonly changes: readonly string[]
  /** Of those of which that is short, what they were and become: cents, days as ISO text, or a text; empty where nothing. */
  readonly values?: Readonly<Record<string, readonly [was: string, becomes: string]>>
}

/** How many rows do what. */
export type ImportCounts = Readonly<Record<Does, number>>

/** An import as it is known. */
export interface CourseImport {
  readonly id: string
  readonly origin: ImportOrigin
  readonly name: string
  readonly state: ImportState
  readonly heading: readonly string[]
  readonly problem: ImportProblem | undefined
  readonly problemAt: string | undefined
  readonly counts: ImportCounts
  readonly madeOn: Temporal.PlainDate
  readonly settledOn: Temporal.PlainDate | undefined
  readonly version: number
}
