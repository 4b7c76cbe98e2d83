import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/** Takes the next number of a series of this register, without gaps. */
export async function nextNumber(
  context: Context,
  series:
    | 'registration'
    | 'agreement'
    | 'invoice'
    | 'credit-note'
    | 'application'
    | 'original'
    | 'ruling'
    | 'complaint'
    | 'objection'
    | 'verdict'
    | 'accreditation'
    | 'accreditation-objection',
): Promise<number> {
  const row = await context.db
    .insertInto('number_series')
    .values({ register: context.register.id, series, last: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['register', 'series'])
        .doUpdateSet({ last: sql<number>`number_series.last + 1` }),
    )
    .returning('last')
    .executeTakeFirstOrThrow()
  return row.last
}
