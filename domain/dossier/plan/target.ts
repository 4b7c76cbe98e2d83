import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { latestDueStep } from '#domain/platform/register/remind-once.ts'

/** The day by which somebody wants to be certified for the first time; undefined where they set none. */
export async function findTarget(
  { db }: Context,
  registrationId: string,
): Promise<Temporal.PlainDate | undefined> {
  const row = await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('target_on')
    .executeTakeFirst()
  return row?.target_on == null ? undefined : Temporal.PlainDate.from(row.target_on)
}

export type SetTarget =
  | { readonly outcome: 'set' }
  /** A day that is not ahead. */
  | { readonly outcome: 'not-ahead' }

/** Sets the day by which somebody wants to be certified for the first time, or takes it away. */
export async function setTarget(
  context: Context,
  registrationId: string,
  target: Temporal.PlainDate | undefined,
): Promise<SetTarget> {
  if (target !== undefined && Temporal.PlainDate.compare(target, context.today) <= 0) {
    return { outcome: 'not-ahead' }
  }
  const before = await findTarget(context, registrationId)
  if (before?.toString() === target?.toString()) return { outcome: 'set' }
  await context.db
    .updateTable('registration')
    .set({ target_on: target?.toString() ?? null })
    .where('id', '=', registrationId)
    .execute()
  // Of what was due before it was set, nobody needs to be reminded.
  if (target !== undefined) await dueTargetStep(context, registrationId, target)
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'set-target',
    facts: { target: target?.toString() ?? null },
  })
  return { outcome: 'set' }
}

/** The reminder of a target that is due and was not written yet, in months before it. */
export function dueTargetStep(
  context: Context,
  registrationId: string,
  target: Temporal.PlainDate,
): Promise<number | undefined> {
  const steps = context.register.terms.targetReminderMonths
    .map((step) => ({ step, on: target.subtract({ months: step }) }))
    .toSorted((one, other) => Temporal.PlainDate.compare(one.on, other.on))
  return latestDueStep(context, registrationId, `target:${target}`, steps)
}
