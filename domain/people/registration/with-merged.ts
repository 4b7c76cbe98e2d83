import type { Context } from '#domain/platform/context/context.ts'

/** A registration, and those that went on in it: what somebody may read as their own here. */
export async function withMerged(
  { db }: Pick<Context, 'db'>,
  registrationId: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('registration')
    .where('merged_into', '=', registrationId)
    .orderBy('ended_on', 'desc')
    .select('id')
    .execute()
  return [registrationId, ...rows.map(({ id }) => id)]
}
