import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Amount, Cents } from '#engine'

/** Where a course stands: being made, offered, or offered no more. */
export type CourseState = 'draft' | 'published' | 'withdrawn'

export type CourseEvent = 'publish' | 'withdraw'

/** What was offered once stays readable, as portfolios name it; it can be offered again. */
export const courseLifecycle = {
  draft: { publish: 'published', withdraw: 'withdrawn' },
  published: { withdraw: 'withdrawn' },
  withdrawn: { publish: 'published' },
} as const satisfies Lifecycle<CourseState, CourseEvent>

/** What there is to learn from, and what each is called. */
export const courseForms = {
  course: 'Training of opleiding',
  workshop: 'Workshop',
  congress: 'Congres of studiedag',
  webinar: 'Webinar',
  'e-learning': 'E-learning',
  podcast: 'Podcast',
  tool: 'Hulpmiddel',
  'competence-scan': 'Competentiescan',
  'in-company': 'Training bij een werkgever',
  'practice-programme': 'Praktijkprogramma',
  'by-professional': 'Scholing door een professional',
} as const satisfies Readonly<Record<string, string>>

export type CourseForm = keyof typeof courseForms

/** What there is without a day and a place: whoever wants it takes it when they want. */
export const anyTimeForms: readonly CourseForm[] = [
  'e-learning',
  'podcast',
  'tool',
  'competence-scan',
]

/** The languages in which courses are given here, as tags of BCP 47. */
export const courseLanguages = {
  nl: 'Nederlands',
  en: 'Engels',
  fr: 'Frans',
  de: 'Duits',
  ar: 'Arabisch',
  tr: 'Turks',
  pl: 'Pools',
  uk: 'Oekraïens',
} as const satisfies Readonly<Record<string, string>>

export type CourseLanguage = keyof typeof courseLanguages

/** Whose a course is: an organisation's, or a professional's who gives it. */
export type Owner =
  | { readonly is: 'organisation'; readonly id: string }
  | { readonly is: 'person'; readonly id: string }

/** What is said of a course. */
export interface CourseFacts {
  readonly title: string
  readonly summary: string
  readonly form: CourseForm
  readonly language: CourseLanguage
  /** The ids that registers have for them: see `offerOf`. */
  readonly audiences: readonly string[]
  readonly professions: readonly string[]
  readonly themes: readonly string[]
  /** 0 for free; undefined where it is to be asked. */
  readonly price: Cents | undefined
  readonly studyLoad: Amount | undefined
  /** With https:// before it, or empty. */
  readonly link: string
  /** From that day on it is stale, until somebody looked at it again. */
  readonly reviewOn: Temporal.PlainDate
  /** The account of who keeps it; undefined where they are gone. */
  readonly keptBy: string | undefined
}

/** A course as it is known. */
export interface Course extends CourseFacts {
  readonly id: string
  /** OPL-000012. */
  readonly number: string
  /** Undefined where the professional who gave it was erased. */
  readonly owner: Owner | undefined
  readonly state: CourseState
  readonly publishedOn: Temporal.PlainDate | undefined
  readonly withdrawnOn: Temporal.PlainDate | undefined
  readonly madeOn: Temporal.PlainDate
  readonly changedOn: Temporal.PlainDate
  readonly version: number
}

/** What is said of one time at which a course is given. */
export interface EditionFacts {
  /** In their order, each once. */
  readonly days: readonly Temporal.PlainDate[]
  /** HH:MM on each of its days; empty where it is not said. */
  readonly begins: string
  readonly ends: string
  readonly online: boolean
  /** A town; empty where it is online only. */
  readonly place: string
  readonly venue: string
  /** Undefined where it is that of the course. */
  readonly price: Cents | undefined
  readonly link: string
  /** Whether whoever wants to come says so here; left out: they do, where an organisation gives it. */
  readonly enrols?: boolean
  /** For how many there is room; undefined where there is no limit. */
  readonly places?: number | undefined
}

/** One time at which a course is given. */
export interface Edition extends EditionFacts {
  readonly id: string
  readonly courseId: string
  /** OPL-000012-3. */
  readonly number: string
  readonly sequence: number
  readonly cancelledOn: Temporal.PlainDate | undefined
  readonly cancelledReason: string
  readonly version: number
}

/** How many editions one course can have, and days one of them. */
export const mostEditions = 500
export const mostDays = 60

/** Whether nobody looked in time whether it still holds: it is then not offered any more. */
export function isStale(
  { reviewOn }: Pick<Course, 'reviewOn'>,
  today: Temporal.PlainDate,
): boolean {
  return Temporal.PlainDate.compare(reviewOn, today) < 0
}

/** Whether it stands among what is offered today: somebody gives it, and looked in time whether it still holds. */
export function isOffered(
  course: Pick<Course, 'state' | 'reviewOn' | 'owner'>,
  today: Temporal.PlainDate,
): boolean {
  return course.state === 'published' && course.owner !== undefined && !isStale(course, today)
}

/** The number of a course, or of an edition behind it, however it was typed; undefined for what is none. */
export function readCourseNumber(
  typed: string,
): { readonly course: string; readonly edition: number | undefined } | undefined {
  const parts = /^(?:opl[\s.\-–_]*)?(\d{1,9})(?:\s*[-–/]\s*(\d{1,4}))?$/i.exec(typed.trim())
  if (parts === null) return undefined
  const [, digits = '', edition] = parts
  const number = digits.replace(/^0+(?=\d)/, '')
  return {
    course: `OPL-${number.padStart(6, '0')}`,
    edition: edition === undefined ? undefined : Number(edition),
  }
}
