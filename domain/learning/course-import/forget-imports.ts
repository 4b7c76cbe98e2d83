import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * The imports of courses on pages of this register with rows, each with the day on which it was dealt with, or begun
 * where nobody did. See keptKinds; looked up as by who looks after all organisations.
 */
export function importsWithRows({ register }: Context): RawBuilder<unknown> {
  return sql`
    select i.id::text as id, i.id::text as whose, null::uuid as person,
      coalesce(i.settled_on, i.made_on) as base
    from course_import i
    where i.kept_in = ${register.id} and i.state <> 'reading'
      and exists (select from course_import_row r where r.import_id = i.id)`
}

/** Forgets the rows of these; the courses that came of them stay. Gives how many. */
export async function forgetImports(context: Context, ids: readonly string[]): Promise<number> {
  const { db, today } = context
  for (const id of ids) {
    await db.deleteFrom('course_import_row').where('import_id', '=', id).execute()
    const laidAside = await db
      .updateTable('course_import')
      .set((eb) => ({
        ...{ state: 'discarded', settled_on: today.toString(), version: eb('version', '+', 1) },
      }))
      .where('id', '=', id)
      .where('state', '=', 'checked')
      .returning('id')
      .executeTakeFirst()
    if (laidAside !== undefined)
      await record(context, { noun: 'course-import', id, action: 'discard' })
  }
  return ids.length
}
