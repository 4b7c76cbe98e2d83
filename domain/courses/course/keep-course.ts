import { stillAccredited } from '#domain/courses/accreditation/queries.ts'
import type {
  Course,
  CourseEvent,
  CourseFacts,
  CourseState,
  Owner,
} from '#domain/courses/course/course.ts'
import { courseLifecycle, isStale } from '#domain/courses/course/course.ts'
import { keepsCourses, ownerColumns } from '#domain/courses/course/keeps-courses.ts'
import { findCourse } from '#domain/courses/course/queries.ts'
import { takeLabelsAlong } from '#domain/courses/course/take-labels-along.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

/** How many courses one provider can have, so that nobody fills the list. */
export const mostCourses = 2000

export type MadeCourse =
  | { readonly outcome: 'made'; readonly id: string; readonly number: string }
  | { readonly outcome: 'too-many' | 'not-allowed' }

/** Whoever keeps the courses of a provider makes one: a draft, with a number of its own from then on. */
export async function makeCourse(
  context: Context,
  owner: Owner,
  facts: CourseFacts,
): Promise<MadeCourse> {
  const { db, today } = context
  if (!(await keepsCourses(context, owner, 'keep-courses'))) return { outcome: 'not-allowed' }
  const { count } = await db
    .selectFrom('course')
    .where(owner.is === 'organisation' ? 'organisation_id' : 'person_id', '=', owner.id)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (count >= mostCourses) return { outcome: 'too-many' }
  const made = await db
    .insertInto('course')
    .values({
      ...columnsOf(facts),
      ...ownerColumns(owner),
      state: 'draft',
      made_on: today.toString(),
      changed_on: today.toString(),
    })
    .returning(['id', 'number'])
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'course',
    id: made.id,
    action: 'make',
    facts: { number: made.number, ...columnsOf(facts) },
  })
  return { outcome: 'made', ...made }
}

export type ChangedCourse =
  | { readonly outcome: 'changed' | 'unchanged' }
  /** Another changed it meanwhile. */
  | { readonly outcome: 'stale' }
  /** A register accredits it as what it is: another title, form or study load is another course. */
  | { readonly outcome: 'accredited'; readonly fixed: readonly FixedFact[] }
  | { readonly outcome: 'not-allowed' }

/** What of a course was decided on and stays as it is for as long as it counts somewhere. */
export const fixedFacts = ['title', 'form', 'studyLoad'] as const

export type FixedFact = (typeof fixedFacts)[number]

/**
 * Changes what is said of a course; what it counts for does not change with it, and what was decided on stays as it is
 * for as long as that counts.
 */
export async function changeCourse(
  context: Context,
  owner: Owner,
  id: string,
  { facts, version }: { readonly facts: CourseFacts; readonly version: number },
): Promise<ChangedCourse> {
  const { db, today } = context
  const course = await openCourse(context, owner, id)
  if (course === undefined) return { outcome: 'not-allowed' }
  if (course.version !== version) return { outcome: 'stale' }
  const [before, after] = [columnsOf(course), columnsOf(facts)]
  const changed = (Object.keys(after) as (keyof typeof after)[]).filter(
    (column) => JSON.stringify(before[column]) !== JSON.stringify(after[column]),
  )
  if (changed.length === 0) return { outcome: 'unchanged' }
  const fixed = fixedFacts.filter((one) => course[one] !== facts[one])
  if (fixed.length > 0 && (await stillAccredited(context, [id])).has(id))
    return { outcome: 'accredited', fixed }
  if (course.title !== facts.title) await takeLabelsAlong(context, course, facts.title)
  await db
    .updateTable('course')
    .where('id', '=', id)
    .set((eb) => ({ ...after, changed_on: today.toString(), version: eb('version', '+', 1) }))
    .execute()
  await record(context, {
    noun: 'course',
    id,
    action: 'change',
    facts: {
      number: course.number,
      ...Object.fromEntries(
        changed.map((column) => [column, { before: before[column], after: after[column] }]),
      ),
    },
  })
  return { outcome: 'changed' }
}

export type OfferedCourse =
  | { readonly outcome: 'published' | 'withdrawn' }
  /** Its review date has passed: look at it first. */
  | { readonly outcome: 'to-review' }
  /** It stands otherwise by now. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'not-allowed' }

/** Offers a course from today on. */
export async function publishCourse(
  context: Context,
  owner: Owner,
  id: string,
): Promise<OfferedCourse> {
  return settle(context, { owner, id }, 'publish')
}

/** Offers a course no more; who followed it keeps what it counted for. */
export async function withdrawCourse(
  context: Context,
  owner: Owner,
  id: string,
): Promise<OfferedCourse> {
  return settle(context, { owner, id }, 'withdraw')
}

async function settle(
  context: Context,
  { owner, id }: { readonly owner: Owner; readonly id: string },
  event: CourseEvent,
): Promise<OfferedCourse> {
  const { db, today } = context
  const course = await openCourse(context, owner, id)
  if (course === undefined) return { outcome: 'not-allowed' }
  const state = next<CourseState, CourseEvent>(courseLifecycle, course.state, event)
  if (state === undefined || state === 'draft') return { outcome: 'stale' }
  if (event === 'publish' && isStale(course, today)) return { outcome: 'to-review' }
  await db
    .updateTable('course')
    .where('id', '=', id)
    .set((eb) => ({
      state,
      ...(event === 'publish'
        ? { published_on: today.toString(), withdrawn_on: null }
        : { withdrawn_on: today.toString() }),
      changed_on: today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'course',
    id,
    action: event,
    facts: { number: course.number, title: course.title },
  })
  return { outcome: state }
}

/** A course that who acts keeps for its owner, locked; undefined where there is none or they do not. */
export async function openCourse(
  context: Context,
  owner: Owner,
  id: string,
): Promise<Course | undefined> {
  if (!(await keepsCourses(context, owner, 'keep-courses'))) return undefined
  const course = await findCourse(context, id, { lock: true })
  return course?.owner?.is === owner.is && course.owner.id === owner.id ? course : undefined
}

function columnsOf(facts: CourseFacts) {
  return {
    title: facts.title,
    summary: facts.summary,
    form: facts.form,
    language: facts.language,
    audiences: [...facts.audiences],
    professions: [...facts.professions],
    themes: [...facts.themes],
    price: facts.price ?? null,
    study_load: facts.studyLoad ?? null,
    link: facts.link,
    review_on: facts.reviewOn.toString(),
    owner_id: facts.keptBy ?? null,
  }
}
