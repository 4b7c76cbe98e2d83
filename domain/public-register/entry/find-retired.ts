import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import type { PublicEntry } from '#domain/public-register/entry/public-register.ts'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'
import { findEntry } from '#domain/public-register/entry/queries.ts'

/** What an address or a number of which the register shows nobody, was. */
export type Retired =
  /** It went on in another registration of the same person, which is shown. */
  | { readonly outcome: 'moved'; readonly entry: PublicEntry; readonly number: number | undefined }
  /** It was somebody's and is of nobody any more, for good. */
  | { readonly outcome: 'gone' }
  /** There never was such a one, or it is not shown: nobody can tell the difference. */
  | { readonly outcome: 'unknown' }

/**
 * What became of an address in the public register, or of a number, of which it shows nobody. Of whoever
 * is kept out of sight the answer is that there never was one.
 */
export async function findRetired(context: Context, which: string | number): Promise<Retired> {
  const { db, register } = context
  const found =
    typeof which === 'number'
      ? sql`r.number = ${which}`
      : sql`public_entry_id(r.id) = ${which} and r.status in ('withdrawn', 'removed', 'deceased')`
  const { rows } = await sql<{
    id: string
    number: number | null
    over: boolean
    out: boolean
    merged: boolean
  }>`
    select coalesce(n.id, r.id) as id, coalesce(n.number, r.number) as number,
      coalesce(n.status, r.status) in ('withdrawn', 'removed', 'deceased') as over,
      r.shielded or coalesce(n.shielded, false) as out, n.id is not null as merged
    from registration r left join registration n on n.id = r.merged_into
    where r.register = ${register.id} and ${found}`.execute(db)
  const [row] = rows
  if (row === undefined || row.out) return { outcome: 'unknown' }
  if (row.merged) {
    const entry = await findEntry(context, publicEntryId(row.id))
    if (entry !== undefined) return { outcome: 'moved', entry, number: row.number ?? undefined }
  }
  return { outcome: row.over ? 'gone' : 'unknown' }
}
