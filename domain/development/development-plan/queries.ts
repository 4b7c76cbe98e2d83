import type {
  DevelopmentPlan,
  Goal,
  RemindEvery,
} from '#domain/development/development-plan/plan.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** The plans of a registration: the one that runs, and those that are over, the last first. */
export async function plansOf(
  { db }: Context,
  registrationId: string,
): Promise<{
  readonly running: DevelopmentPlan | undefined
  readonly earlier: readonly DevelopmentPlan[]
}> {
  const rows = await db
    .selectFrom('development_plan')
    .where('registration_id', '=', registrationId)
    .select(['id', 'made_with', 'first_on', 'last_on', 'note', 'remind_months', 'ended_on'])
    .select('version')
    .orderBy('first_on', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const goals = await db
    .selectFrom('development_goal as g')
    .innerJoin('development_plan as p', 'p.id', 'g.plan_id')
    .where('p.registration_id', '=', registrationId)
    .select(['g.id', 'g.plan_id', 'g.competence', 'g.text', 'g.learning', 'g.by_on', 'g.status'])
    .select(['g.status_on', 'g.version'])
    .orderBy('g.created_at')
    .orderBy('g.id')
    .execute()
  const plans = rows.map(
    (row): DevelopmentPlan => ({
      id: row.id,
      madeWith: row.made_with,
      first: Temporal.PlainDate.from(row.first_on),
      last: Temporal.PlainDate.from(row.last_on),
      note: row.note,
      remindMonths: row.remind_months as RemindEvery,
      endedOn: day(row.ended_on),
      version: row.version,
      goals: goals
        .filter(({ plan_id }) => plan_id === row.id)
        .map(
          (goal): Goal => ({
            id: goal.id,
            competence: goal.competence ?? undefined,
            text: goal.text,
            learning: goal.learning,
            byOn: day(goal.by_on),
            status: goal.status,
            statusOn: day(goal.status_on),
            version: goal.version,
          }),
        ),
    }),
  )
  return {
    running: plans.find(({ endedOn }) => endedOn === undefined),
    earlier: plans.filter(({ endedOn }) => endedOn !== undefined),
  }
}

function day(text: string | null): Temporal.PlainDate | undefined {
  return text === null ? undefined : Temporal.PlainDate.from(text)
}
