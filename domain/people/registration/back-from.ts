import type { Context } from '#domain/platform/context/context.ts'

/**
 * From when somebody who was removed by a decision can sign up again; undefined where they can today,
 * or were never removed. A removal that was decided and not undone counts too where they left at their own
 * request while it waited for an objection: leaving does not shorten the term.
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
    .where(({ eb, or, exists, selectFrom }) => {
      const standing = selectFrom('measure')
        .whereRef('measure.registration_id', '=', 'registration.id')
        .where('measure.kind', '=', 'removal')
        .where('measure.status', '=', 'decided')
        .where('measure.undone_on', 'is', null)
        // What was decided later on the same verdict takes its place.
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('measure as later')
                .whereRef('later.verdict_id', '=', 'measure.verdict_id')
                .whereRef('later.created_at', '>', 'measure.created_at')
                .where('later.status', '=', 'decided')
                .where('later.undone_on', 'is', null)
                .select('later.id'),
            ),
          ),
        )
        .select('measure.id')
      return or([eb('registration.status', '=', 'removed'), exists(standing)])
    })
    .select(({ fn }) => fn.max('registration.ended_on').as('ended_on'))
    .executeTakeFirst()
  if (row?.ended_on == null) return undefined
  const from = Temporal.PlainDate.from(row.ended_on).add(term)
  return Temporal.PlainDate.compare(today, from) < 0 ? from : undefined
}
