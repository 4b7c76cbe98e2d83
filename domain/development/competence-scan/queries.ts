import type { DoneScan, Rating, Scan } from '#domain/development/competence-scan/scan.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** The scans of a registration: the draft, where there is one, and those that are done, the last first. */
export async function scansOf(
  { db }: Context,
  registrationId: string,
): Promise<{ readonly draft: Scan | undefined; readonly done: readonly DoneScan[] }> {
  const rows = await db
    .selectFrom('competence_scan')
    .where('registration_id', '=', registrationId)
    .select(['id', 'begun_on', 'done_on', 'ratings', 'note', 'version'])
    .orderBy('done_on', 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const scans = rows.map(
    (row): Scan => ({
      id: row.id,
      begunOn: Temporal.PlainDate.from(row.begun_on),
      doneOn: row.done_on === null ? undefined : Temporal.PlainDate.from(row.done_on),
      ratings: row.ratings as readonly Rating[],
      note: row.note,
      version: row.version,
    }),
  )
  return {
    draft: scans.find(({ doneOn }) => doneOn === undefined),
    done: scans.filter((scan): scan is DoneScan => scan.doneOn !== undefined),
  }
}
