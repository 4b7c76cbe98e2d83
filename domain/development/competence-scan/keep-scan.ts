import { scansOf } from '#domain/development/competence-scan/queries.ts'
import type { Rating } from '#domain/development/competence-scan/scan.ts'
import { ratingOf } from '#domain/development/competence-scan/scan.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** What somebody answered: by the id of the competence the place on the scale, and what they wrote beside it. */
export interface SaidOfSelf {
  readonly ratings: Readonly<Record<string, number | undefined>>
  readonly note: string
}

export type KeptScan =
  | { readonly outcome: 'kept' | 'done' }
  /** These competences have no answer yet. */
  | { readonly outcome: 'incomplete'; readonly missing: readonly string[] }
  /** Another window saved it meanwhile. */
  | { readonly outcome: 'stale' }
  /** The register has no competences. */
  | { readonly outcome: 'none' }

/**
 * Keeps what somebody answered as a draft, or as a scan that is done. The version is that of the draft that they
 * saw, 0 where there was none.
 */
export async function keepScan(
  context: Context,
  registrationId: string,
  said: SaidOfSelf,
  { version, done }: { readonly version: number; readonly done: boolean },
): Promise<KeptScan> {
  const { db, register, today } = context
  const { development } = register
  if (development === undefined) return { outcome: 'none' }
  // One at a time, so that two windows do not both begin one.
  await db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('id')
    .forUpdate()
    .executeTakeFirstOrThrow()
  const { draft } = await scansOf(context, registrationId)
  if ((draft?.version ?? 0) !== version) return { outcome: 'stale' }
  const ratings = development.competences.flatMap(({ id }): readonly Rating[] => {
    const rating = said.ratings[id]
    const made = rating === undefined ? undefined : ratingOf(development, id, rating)
    return made === undefined ? [] : [made]
  })
  const missing = development.competences
    .map(({ id }) => id)
    .filter((id) => !ratings.some(({ competence }) => competence === id))
  if (done && missing.length > 0) return { outcome: 'incomplete', missing }
  const values = {
    ratings: JSON.stringify(ratings),
    note: said.note,
    done_on: done ? today.toString() : null,
  }
  const { id } = await (draft === undefined
    ? db
        .insertInto('competence_scan')
        .values({
          ...values,
          register: register.id,
          registration_id: registrationId,
          begun_on: today.toString(),
        })
        .returning('id')
        .executeTakeFirstOrThrow()
    : db
        .updateTable('competence_scan')
        .where('id', '=', draft.id)
        .set((query) => ({ ...values, version: query('version', '+', 1) }))
        .returning('id')
        .executeTakeFirstOrThrow())
  // What somebody thinks of themselves is nobody else's: the record says that it was kept, and of how much.
  await record(context, {
    noun: 'competence-scan',
    id,
    action: done ? 'finish' : 'keep',
    facts: { registration: registrationId, answered: ratings.length },
  })
  return { outcome: done ? 'done' : 'kept' }
}

/** Takes a scan away, draft or done: it is of who made it, and of nobody else. */
export async function removeScan(
  context: Context,
  registrationId: string,
  id: string,
): Promise<'removed' | 'not-found'> {
  const gone = await context.db
    .deleteFrom('competence_scan')
    .where('id', '=', id)
    .where('registration_id', '=', registrationId)
    .returning('id')
    .executeTakeFirst()
  if (gone === undefined) return 'not-found'
  await record(context, {
    noun: 'competence-scan',
    id,
    action: 'remove',
    facts: { registration: registrationId },
  })
  return 'removed'
}
