import type { Context } from '#domain/platform/context/context.ts'

/**
 * From when somebody who was removed by a decision can sign up again; undefined where they can today,
 * or were never removed.
 */
export async function backFrom(
  { db, register, today }: Context,
  accountId: string,
): Promise<Temporal.PlainDate | undefined> {
  const term = register.measures?.comeBack
  if (term === undefined) return undefined
  const row = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .where('person.account_id', '=', accountId)
    .where('registration.register', '=', register.id)
    .where('registration.status', '=', 'removed')
    .select(({ fn }) => fn.max('registration.ended_on').as('ended_on'))
    .executeTakeFirst()
  if (row?.ended_on == null) return undefined
  const from = Temporal.PlainDate.from(row.ended_on).add(term)
  return Temporal.PlainDate.compare(today, from) < 0 ? from : undefined
}
