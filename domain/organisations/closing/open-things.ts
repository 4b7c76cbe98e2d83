import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * What keeps an organisation open, by its table: as long as there is one of these, it is not closed, since somebody
 * counts on it. Of each table that leads to an organisation this says what it is that runs, or that nothing of it
 * does: it tells what was, belongs to something else here, or ends with the organisation. The test of closing reads
 * the tables of the database, and fails for one that is not here.
 */
export const opening = {
  accreditation: undefined,
  accreditation_interest: undefined,
  accreditation_objection: "status = 'made'",
  accreditation_part: "status in ('handed-in', 'asked', 'complete')",
  accreditation_request: undefined,
  activity: undefined,
  attendance: undefined,
  attendance_assertion: undefined,
  attendance_contest: "state in ('asked', 'differs')",
  attendance_delivery: "state in ('reading', 'running', 'withdrawing')",
  attendance_entry: "state = 'waiting'",
  attendance_link: undefined,
  attendance_reminder: undefined,
  attendance_row: undefined,
  allocation: undefined,
  attendance_sender: undefined,
  attendance_token: undefined,
  course: "state = 'published'",
  // What it proposed can be accepted no more.
  course_proposal: undefined,
  course_import: undefined,
  course_import_row: undefined,
  // Who enrolled counts on a day that has yet to come, also of a course that is offered to nobody new.
  enrolment: `ended_on is null and exists (select from edition e
    where e.id = edition_id and e.last_day >= $today)`,
  // What is to be paid still, until it is paid or taken back.
  invoice: "status = 'open'",
  label: undefined,
  organisation_check: undefined,
  organisation_file: undefined,
  organisation_member: undefined,
  // What people let it see ends with it, and they hear of that.
  sight: undefined,
  team: undefined,
  team_coordinator: undefined,
} as const satisfies Readonly<Record<string, string | undefined>>

// Whose it is, where the table itself does not say so.
const whose: Readonly<Record<string, string>> = {
  accreditation_objection:
    '(select p.organisation_id from accreditation_part p where p.id = part_id)',
}

export type OpenThing = {
  [Table in keyof typeof opening]: (typeof opening)[Table] extends string ? Table : never
}[keyof typeof opening]

/** How many of each there are, in a transaction that acts for the organisation; of which there are none is left out. */
export async function openThings(
  { db, today }: Pick<Context, 'db' | 'today'>,
  organisationId: string,
): Promise<readonly { readonly thing: OpenThing; readonly count: number }[]> {
  const found: { thing: OpenThing; count: number }[] = []
  for (const [thing, condition] of Object.entries(opening)) {
    if (condition === undefined) continue
    const { rows } = await sql<{ count: number }>`select count(*)::int as count
      from ${sql.table(thing)} where ${sql.raw(whose[thing] ?? 'organisation_id')} = ${organisationId}
      and ${sql.raw(condition.replace('$today', `'${today}'::date`))}`.execute(db)
    const count = rows[0]?.count ?? 0
    if (count > 0) found.push({ thing: thing as OpenThing, count })
  }
  return found
}
