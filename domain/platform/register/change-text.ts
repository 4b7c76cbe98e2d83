import { sql } from 'kysely'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { registerChanged } from '#domain/platform/context/current-register.ts'

export type ChangedText =
  | { readonly outcome: 'changed' }
  /** A colleague changed it meanwhile. */
  | { readonly outcome: 'stale' }

/**
 * Gives a register a text of its own, or its original back (`undefined`). Every change is a version,
 * so that what once stood there can be looked up. Whoever calls has seen that it can be shown.
 */
export async function changeText(
  context: Context,
  name: string,
  seen: number,
  source: string | undefined,
): Promise<ChangedText> {
  const { db, register, actor } = context
  const written = await db
    .insertInto('register_text')
    .columns(['register', 'name', 'version', 'source', 'changed_by'])
    .expression(
      sql`select ${register.id}, ${name}, ${seen + 1}::int, ${source ?? null}::text,
        ${actor.kind === 'account' ? actor.accountId : null}::uuid
        where ${seen}::int = (select coalesce(max(version), 0) from register_text
          where register = ${register.id} and name = ${name})`,
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('version')
    .executeTakeFirst()
  if (written === undefined) return { outcome: 'stale' }
  registerChanged(db)
  await record(context, {
    noun: 'register',
    id: name,
    action: source === undefined ? 'restore-text' : 'change-text',
    facts: { version: written.version },
  })
  return { outcome: 'changed' }
}

/** Where a text of a register stands: its version, since when, and whether it is the original. */
export interface TextVersion {
  readonly version: number
  readonly changedAt: string | undefined
  readonly original: boolean
}

/** The texts of a register that were ever changed on a page, by name. */
export async function textVersions(context: Context): Promise<ReadonlyMap<string, TextVersion>> {
  const rows = await context.db
    .selectFrom('register_text')
    .where('register', '=', context.register.id)
    .distinctOn('name')
    .select(['name', 'version', 'changed_at', sql<boolean>`source is null`.as('original')])
    .orderBy('name')
    .orderBy('version', 'desc')
    .execute()
  return new Map(
    rows.map(({ name, version, changed_at, original }) => [
      name,
      { version, changedAt: changed_at, original },
    ]),
  )
}
