import type { Change, CorrectionSubject } from '#domain/certification/correction/correction.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'

/** What was set right, when, by whom and why. */
export interface Correction {
  readonly id: string
  readonly subject: CorrectionSubject
  /** Of a name only that it changed. */
  readonly changes: readonly Change[]
  readonly reason: string
  readonly source: string
  readonly on: Temporal.PlainDate
  /** Who did it; undefined when their account is gone or has no name. */
  readonly by: string | undefined
}

/** What was set right of a registration, the newest first. */
export async function correctionsOf(
  { db }: Context,
  registrationId: string,
): Promise<readonly Correction[]> {
  const rows = await db
    .selectFrom('correction')
    .leftJoin('person', 'person.account_id', 'correction.corrected_by')
    .where('registration_id', '=', registrationId)
    .select(['correction.id', 'subject', 'changes', 'reason', 'source', 'corrected_on'])
    .select(['first_name', 'initials', 'name_prefix', 'last_name'])
    .orderBy('correction.created_at', 'desc')
    .orderBy('correction.id', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    subject: row.subject,
    changes: row.changes as readonly Change[],
    reason: row.reason,
    source: row.source,
    on: Temporal.PlainDate.from(row.corrected_on),
    by:
      row.last_name === null
        ? undefined
        : fullName({
            firstName: row.first_name ?? '',
            initials: row.initials ?? '',
            namePrefix: row.name_prefix ?? '',
            lastName: row.last_name,
          }),
  }))
}
