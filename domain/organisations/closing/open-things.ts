import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * What keeps an organisation open, by its table: as long as there is one of these, it is not closed, since somebody
 * counts on it. What else leads to an organisation tells what was, and stays.
 */
export const opening = {
  course: "state = 'published'",
  accreditation_part: "status in ('handed-in', 'asked', 'complete')",
} as const satisfies Readonly<Record<string, string>>

export type OpenThing = keyof typeof opening

/** How many of each there are, in a transaction that acts for the organisation; of which there are none is left out. */
export async function openThings(
  { db }: Pick<Context, 'db'>,
  organisationId: string,
): Promise<readonly { readonly thing: OpenThing; readonly count: number }[]> {
  const found: { thing: OpenThing; count: number }[] = []
  for (const [thing, condition] of Object.entries(opening)) {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count
      from ${sql.table(thing)} where organisation_id = ${organisationId}
      and ${sql.raw(condition)}`.execute(db)
    const count = rows[0]?.count ?? 0
    if (count > 0) found.push({ thing: thing as OpenThing, count })
  }
  return found
}
