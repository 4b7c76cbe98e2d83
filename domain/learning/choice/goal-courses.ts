import { findCourseByNumber } from '#domain/courses/course/queries.ts'
import { plansOf } from '#domain/development/development-plan/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** How many courses somebody can choose for one goal. */
const mostForGoal = 20

export type ChosenForGoal = 'chosen' | 'dropped' | 'unchanged' | 'too-many' | 'not-found'

/** Chooses a course for a goal of the plan that runs. */
export async function chooseForGoal(
  context: Context,
  registrationId: string,
  goalId: string,
  number: string,
): Promise<ChosenForGoal> {
  const { db, register, today } = context
  const found = await findCourseByNumber(context, number)
  const { running } = await plansOf(context, registrationId)
  const goal = running?.goals.find(({ id }) => id === goalId)
  if (found === undefined || found.course.state !== 'published') return 'not-found'
  if (running === undefined || goal === undefined) return 'not-found'
  const chosen = (await coursesOfGoals(context, registrationId)).get(goalId) ?? []
  if (chosen.some((one) => one.number === found.course.number)) return 'unchanged'
  if (chosen.length >= mostForGoal) return 'too-many'
  const row = await db
    .insertInto('goal_course')
    .values({
      ...{ goal_id: goalId, register: register.id, course_id: found.course.id },
      chosen_on: today.toString(),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('goal_id')
    .executeTakeFirst()
  if (row === undefined) return 'unchanged'
  await note(context, running.id, 'choose-course', registrationId)
  return 'chosen'
}

/** Chooses it no longer. */
export async function dropFromGoal(
  context: Context,
  registrationId: string,
  goalId: string,
  number: string,
): Promise<ChosenForGoal> {
  const found = await findCourseByNumber(context, number)
  const { running } = await plansOf(context, registrationId)
  if (found === undefined || running?.goals.every(({ id }) => id !== goalId) !== false)
    return 'not-found'
  const row = await context.db
    .deleteFrom('goal_course')
    .where('goal_id', '=', goalId)
    .where('course_id', '=', found.course.id)
    .returning('goal_id')
    .executeTakeFirst()
  if (row === undefined) return 'unchanged'
  await note(context, running.id, 'drop-course', registrationId)
  return 'dropped'
}

// What somebody means to learn is nobody else's: the record does not say what they chose for which goal.
async function note(context: Context, planId: string, action: string, registration: string) {
  await record(context, { noun: 'development-plan', id: planId, action, facts: { registration } })
}

/** A course that was chosen for a goal. */
export interface GoalCourse {
  readonly number: string
  readonly title: string
}

/** What somebody chose, by the id of the goal. */
export async function coursesOfGoals(
  { db }: Pick<Context, 'db'>,
  registrationId: string,
): Promise<ReadonlyMap<string, readonly GoalCourse[]>> {
  const rows = await db
    .selectFrom('goal_course as k')
    .innerJoin('development_goal as g', 'g.id', 'k.goal_id')
    .innerJoin('development_plan as p', 'p.id', 'g.plan_id')
    .innerJoin('course as c', 'c.id', 'k.course_id')
    .where('p.registration_id', '=', registrationId)
    .select(['k.goal_id', 'c.number', 'c.title'])
    .orderBy('c.title')
    .orderBy('c.id')
    .execute()
  const found = new Map<string, GoalCourse[]>()
  for (const { goal_id, number, title } of rows) {
    found.set(goal_id, [...(found.get(goal_id) ?? []), { number, title }])
  }
  return found
}
