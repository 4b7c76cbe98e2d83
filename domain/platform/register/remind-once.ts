import type { Context } from '#domain/platform/context/context.ts'

/**
 * Notes that a reminder about something is written, and says whether this is the first time: what
 * was noted before is not written again, however often the due work runs.
 */
export async function remindOnce(
  context: Context,
  subjectId: string,
  kind: string,
): Promise<boolean> {
  const noted = await context.db
    .insertInto('reminder')
    .values({
      register: context.register.id,
      subject_id: subjectId,
      kind,
      written_on: context.today.toString(),
    })
    .onConflict((conflict) => conflict.columns(['subject_id', 'kind']).doNothing())
    .returning('kind')
    .executeTakeFirst()
  return noted !== undefined
}

/**
 * Notes every step whose day has come and gives the last of them when it had not been noted yet:
 * after days without due work one reminder is written, not three. Undefined when nothing is due.
 */
export async function latestDueStep(
  context: Context,
  subjectId: string,
  kind: string,
  days: readonly { readonly step: number; readonly on: Temporal.PlainDate }[],
): Promise<number | undefined> {
  let latest: number | undefined
  for (const { step, on } of days) {
    if (Temporal.PlainDate.compare(on, context.today) > 0) break
    const first = await remindOnce(context, subjectId, `${kind}-${step}`)
    latest = first ? step : undefined
  }
  return latest
}
