import type {
  GoalEvent,
  GoalStatus,
  RemindEvery,
} from '#domain/development/development-plan/plan.ts'
import { goalLifecycle, mostGoals } from '#domain/development/development-plan/plan.ts'
import { plansOf } from '#domain/development/development-plan/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

/** What somebody writes of their plan as a whole. */
export interface PlanFacts {
  readonly madeWith: string
  readonly first: Temporal.PlainDate
  readonly last: Temporal.PlainDate
  readonly note: string
  readonly remindMonths: RemindEvery
}

export type WrittenPlan = 'written' | 'stale' | 'last-too-early'

/** Begins a development plan, or changes the one that runs. The version is that which was seen, 0 where there was none. */
export async function writePlan(
  context: Context,
  registrationId: string,
  { madeWith, first, last, note, remindMonths }: PlanFacts,
  version: number,
): Promise<WrittenPlan> {
  if (Temporal.PlainDate.compare(last, first) <= 0) return 'last-too-early'
  const { db, register } = context
  await lock(context, registrationId)
  const { running } = await plansOf(context, registrationId)
  if ((running?.version ?? 0) !== version) return 'stale'
  const values = {
    made_with: madeWith,
    first_on: first.toString(),
    last_on: last.toString(),
    note,
    remind_months: remindMonths,
  }
  const { id } = await (running === undefined
    ? db
        .insertInto('development_plan')
        .values({ ...values, register: register.id, registration_id: registrationId })
        .returning('id')
        .executeTakeFirstOrThrow()
    : db
        .updateTable('development_plan')
        .where('id', '=', running.id)
        .set((query) => ({ ...values, version: query('version', '+', 1) }))
        .returning('id')
        .executeTakeFirstOrThrow())
  // What somebody means to learn is nobody else's: the record says that it was written.
  await record(context, {
    noun: 'development-plan',
    id,
    action: running === undefined ? 'begin' : 'change',
    facts: { registration: registrationId, last: last.toString(), remind: remindMonths },
  })
  return 'written'
}

/** Ends the plan that runs; it stays to be read. */
export async function endPlan(
  context: Context,
  registrationId: string,
  version: number,
): Promise<'ended' | 'stale'> {
  await lock(context, registrationId)
  const { running } = await plansOf(context, registrationId)
  if (running === undefined || running.version !== version) return 'stale'
  await context.db
    .updateTable('development_plan')
    .where('id', '=', running.id)
    .set((query) => ({ ended_on: context.today.toString(), version: query('version', '+', 1) }))
    .execute()
  await record(context, {
    noun: 'development-plan',
    id: running.id,
    action: 'end',
    facts: { registration: registrationId },
  })
  return 'ended'
}

/** What somebody writes of one goal. */
export interface GoalFacts {
  readonly competence: string | undefined
  readonly text: string
  readonly learning: string
  readonly byOn: Temporal.PlainDate | undefined
}

export type WrittenGoal = 'written' | 'stale' | 'too-many' | 'not-found'

/** Adds a goal to the plan that runs, or changes one of it. */
export async function writeGoal(
  context: Context,
  registrationId: string,
  { competence, text, learning, byOn }: GoalFacts,
  which: { readonly id: string; readonly version: number } | undefined,
): Promise<WrittenGoal> {
  const { db, register } = context
  await lock(context, registrationId)
  const { running } = await plansOf(context, registrationId)
  if (running === undefined) return 'not-found'
  const values = {
    competence: competence ?? null,
    text,
    learning,
    by_on: byOn?.toString() ?? null,
  }
  if (which === undefined) {
    if (running.goals.length >= mostGoals) return 'too-many'
    await db
      .insertInto('development_goal')
      .values({ ...values, register: register.id, plan_id: running.id, status: 'open' })
      .execute()
  } else {
    const goal = running.goals.find(({ id }) => id === which.id)
    if (goal === undefined) return 'not-found'
    if (goal.version !== which.version) return 'stale'
    await db
      .updateTable('development_goal')
      .where('id', '=', goal.id)
      .set((query) => ({ ...values, version: query('version', '+', 1) }))
      .execute()
  }
  await record(context, {
    noun: 'development-plan',
    id: running.id,
    action: which === undefined ? 'add-goal' : 'change-goal',
    facts: { registration: registrationId },
  })
  return 'written'
}

/** Says that a goal was reached or dropped, or takes it up again. */
export async function settleGoal(
  context: Context,
  registrationId: string,
  goalId: string,
  event: GoalEvent,
): Promise<'settled' | 'not-found'> {
  await lock(context, registrationId)
  const { running } = await plansOf(context, registrationId)
  const goal = running?.goals.find(({ id }) => id === goalId)
  if (running === undefined || goal === undefined) return 'not-found'
  const status = next<GoalStatus, GoalEvent>(goalLifecycle, goal.status, event)
  // Pressed twice, or in another window.
  if (status === undefined) return 'settled'
  await context.db
    .updateTable('development_goal')
    .where('id', '=', goalId)
    .set((query) => ({
      status,
      status_on: status === 'open' ? null : context.today.toString(),
      version: query('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'development-plan',
    id: running.id,
    action: `${event}-goal`,
    facts: { registration: registrationId, goal: goalId },
  })
  return 'settled'
}

/** Takes a goal out of the plan that runs. */
export async function removeGoal(
  context: Context,
  registrationId: string,
  goalId: string,
): Promise<'removed' | 'not-found'> {
  await lock(context, registrationId)
  const { running } = await plansOf(context, registrationId)
  if (running === undefined || !running.goals.some(({ id }) => id === goalId)) return 'not-found'
  await context.db.deleteFrom('development_goal').where('id', '=', goalId).execute()
  await record(context, {
    noun: 'development-plan',
    id: running.id,
    action: 'remove-goal',
    facts: { registration: registrationId, goal: goalId },
  })
  return 'removed'
}

// One at a time, so that two windows do not both write.
async function lock({ db }: Context, registrationId: string): Promise<void> {
  await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('id')
    .forUpdate()
    .executeTakeFirstOrThrow()
}
