import type { Context } from '#domain/platform/context/context.ts'

/** From where something was taken over, and when. */
export interface TakenOverFrom {
  readonly source: string
  readonly on: Temporal.PlainDate
}

/** An activity that was taken over, with the decision on it there, if there was one. */
export interface TakenOverActivity extends TakenOverFrom {
  readonly decision:
    | { readonly on: Temporal.PlainDate; readonly by: string; readonly reason: string }
    | undefined
}

/** From where a row was taken over, where it was. */
export function takenOverFrom(row: {
  readonly source: string | null
  readonly taken_over_on: string | null
}): TakenOverFrom | undefined {
  const { source, taken_over_on: on } = row
  return source === null || on === null ? undefined : { source, on: Temporal.PlainDate.from(on) }
}

/** From where a registration was taken over, where it was. */
export async function originOf(
  { db }: Context,
  registrationId: string,
): Promise<TakenOverFrom | undefined> {
  const row = await db
    .selectFrom('taken_over')
    .where('subject_id', '=', registrationId)
    .select(['source', 'taken_over_on'])
    .executeTakeFirst()
  return row && takenOverFrom(row)
}
