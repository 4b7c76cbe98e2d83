import type { Owner } from '#domain/courses/course/course.ts'
import { mostEditions } from '#domain/courses/course/course.ts'
import {
  changeCourse,
  makeCourse,
  mostCourses,
  publishCourse,
  withdrawCourse,
} from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { importLifecycle } from '#domain/learning/course-import/course-import.ts'
import type { Plan, Step, There } from '#domain/learning/course-import/plan-import.ts'
import { planImport } from '#domain/learning/course-import/plan-import.ts'
import { findImport, importDrafts } from '#domain/learning/course-import/queries.ts'
import { keepPlan, thereOf } from '#domain/learning/course-import/take-import.ts'
import { cancelWithEnrolled, changeWithEnrolled } from '#domain/learning/enrolment/end-enrolment.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type TakenOver =
  | { readonly outcome: 'done' }
  /** Somebody changed courses meanwhile: what it would do now is written down anew, to be looked at. */
  | { readonly outcome: 'changed-meanwhile' }
  /** It was dealt with already. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'too-many' | 'not-allowed' }

/** What whoever hands an import in chooses. */
export interface Chosen {
  /** Offers what is new at once. */
  readonly publish: boolean
  /** Takes what is no longer in it out of what is offered. */
  readonly withGone: boolean
}

/** Takes over what an import says, but for the rows that are wrong: all of it, or nothing. */
export async function takeOver(
  context: Context,
  organisationId: string,
  id: string,
  chosen: Chosen,
): Promise<TakenOver> {
  const { db, today } = context
  const acting = await actFor(context, organisationId, 'keep-courses', { lock: true })
  if (acting.outcome !== 'acting') return { outcome: 'not-allowed' }
  const found = await findImport(context, organisationId, id, { lock: true })
  if (found?.state !== 'checked') return { outcome: 'stale' }
  const there = await thereOf(context, organisationId, found.madeBy)
  const drafts = await importDrafts(context, id)
  const plan = planImport(drafts, there)
  if (plan.mark !== found.plan) {
    await keepPlan(context, { organisationId, id }, plan, drafts)
    await record(context, { noun: 'course-import', id, action: 'check' })
    return { outcome: 'changed-meanwhile' }
  }
  if (isTooMuch(plan, there)) return { outcome: 'too-many' }
  await carryOut(context, { is: 'organisation', id: organisationId }, plan, chosen)
  await db
    .updateTable('course_import')
    .set({ state: importLifecycle.checked['take-over'], settled_on: today.toString() })
    .where('id', '=', id)
    .execute()
  const facts = { organisation: organisationId, ...found.counts, ...chosen }
  await record(context, { noun: 'course-import', id, action: 'take-over', facts })
  return { outcome: 'done' }
}

/** Lays an import aside: nothing of it was taken over. */
export async function discardImport(
  context: Context,
  organisationId: string,
  id: string,
): Promise<'discarded' | 'stale'> {
  const { db, today } = context
  const found = await findImport(context, organisationId, id, { lock: true })
  if (found?.state !== 'checked' && found?.state !== 'reading') return 'stale'
  await db.deleteFrom('course_import_row').where('import_id', '=', id).execute()
  await db
    .updateTable('course_import')
    .set({ state: importLifecycle[found.state].discard, settled_on: today.toString() })
    .where('id', '=', id)
    .execute()
  await record(context, { noun: 'course-import', id, action: 'discard' })
  return 'discarded'
}

function isTooMuch({ rows }: Plan, { courses, editions }: There): boolean {
  const steps = rows.flatMap((row) => row.steps)
  const made = steps.filter(({ does }) => does === 'make').length
  if (courses.length + made > mostCourses) return true
  const counts = new Map<string, number>()
  for (const { courseId } of editions) counts.set(courseId, (counts.get(courseId) ?? 0) + 1)
  for (const step of steps) {
    if (step.does === 'add-edition') counts.set(step.of, (counts.get(step.of) ?? 0) + 1)
  }
  return [...counts.values()].some((count) => count > mostEditions)
}

async function carryOut(
  context: Context,
  owner: Owner,
  { rows }: Plan,
  { publish, withGone }: Chosen,
): Promise<void> {
  const made = new Map<string, string>()
  for (const { does, steps } of rows) {
    if (does === 'wrong' || (does === 'gone' && !withGone)) continue
    for (const step of steps) await carry(context, owner, step, made)
  }
  if (!publish) return
  for (const id of made.values()) {
    const { outcome } = await publishCourse(context, owner, id)
    if (outcome !== 'published') throw new Error(`${id}: ${outcome}`)
  }
}

// What was compared in this transaction cannot be otherwise: whatever else comes of it rolls all of it back.
async function carry(
  context: Context,
  owner: Owner,
  step: Step,
  made: Map<string, string>,
): Promise<void> {
  const unexpected = (outcome: string): never => {
    throw new Error(`${step.does}: ${outcome}`)
  }
  switch (step.does) {
    case 'make': {
      const done = await makeCourse(context, owner, step.facts)
      if (done.outcome !== 'made') return unexpected(done.outcome)
      made.set(step.key, done.id)
      return nameOwn(context, 'course', done.id, step.code)
    }
    case 'change': {
      const { id, version } = step.course
      const done = await changeCourse(context, owner, id, { facts: step.facts, version })
      if (done.outcome !== 'changed' && done.outcome !== 'unchanged')
        return unexpected(done.outcome)
      return nameOwn(context, 'course', id, step.code)
    }
    case 'add-edition': {
      const course = made.get(step.of) ?? step.of
      const done = await addEdition(context, owner, course, step.facts)
      if (done.outcome === 'added') return nameOwn(context, 'edition', done.id, step.code)
      return done.outcome === 'same'
        ? nameOwn(context, 'edition', done.edition.id, step.code)
        : unexpected(done.outcome)
    }
    case 'change-edition': {
      const { id, version } = step.edition
      const change = { id, version, facts: step.facts }
      const done = await changeWithEnrolled(context, owner, step.course, change)
      if (done.outcome !== 'changed' && done.outcome !== 'unchanged')
        return unexpected(done.outcome)
      return nameOwn(context, 'edition', id, step.code)
    }
    case 'withdraw': {
      const done = await withdrawCourse(context, owner, step.course.id)
      if (done.outcome !== 'withdrawn') unexpected(done.outcome)
      return
    }
    case 'cancel-edition': {
      const { id, version } = step.edition
      const reason = 'Staat niet meer in het aanbod van de aanbieder.'
      const done = await cancelWithEnrolled(context, owner, step.course, { id, version, reason })
      if (done.outcome !== 'cancelled') unexpected(done.outcome)
    }
  }
}

async function nameOwn(
  { db }: Context,
  table: 'course' | 'edition',
  id: string,
  code: string,
): Promise<void> {
  if (code === '') return
  await db.updateTable(table).set({ own_code: code }).where('id', '=', id).execute()
}
