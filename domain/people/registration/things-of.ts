import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** A column by which the rows of a table hang on those of another, and go with them. */
interface Hanging {
  readonly table: string
  readonly column: string
  readonly on: string
  /** Rows of this table have an id of their own, on which others may hang in turn. */
  readonly hasId: boolean
}

/** Everything that hangs on a registration: each thing by its id, and the documents of it. */
export interface ThingsOf {
  readonly ids: readonly string[]
  readonly documents: readonly string[]
}

/**
 * Finds everything in this register that goes when a registration does, as the database knows it: a table that
 * is added later counts too. What somebody did, which is theirs and not of the register, comes with it.
 */
export async function thingsOfRegistration(
  { db }: Pick<Context, 'db'>,
  registrationId: string,
): Promise<ThingsOf> {
  const hanging = await hangingIn(db)
  const columns = await columnsOfDocuments(db)
  const found = new Set([registrationId])
  const documents = new Set<string>()
  let edge: ReadonlyMap<string, readonly string[]> = new Map([
    ['registration', [registrationId]],
    ['activity', await activitiesOf(db, registrationId)],
  ])
  for (const id of edge.get('activity') ?? []) found.add(id)
  while (edge.size > 0) {
    const next = new Map<string, string[]>()
    for (const [on, ids] of edge) {
      for (const { column } of columns.filter(({ table }) => table === on)) {
        for (const id of await referred(db, on, column, ids)) documents.add(id)
      }
      for (const { table, column, hasId } of hanging.filter((one) => one.on === on)) {
        if (!hasId) {
          // What has no id of its own has no record of its own either, but may show a document.
          for (const { column: shown } of columns.filter((one) => one.table === table)) {
            for (const id of await shownBeside(db, table, { column, shown }, ids)) documents.add(id)
          }
          continue
        }
        for (const id of await hangingOn(db, table, column, ids)) {
          if (found.has(id)) continue
          found.add(id)
          next.set(table, [...(next.get(table) ?? []), id])
        }
      }
    }
    edge = next
  }
  for (const id of documents) found.add(id)
  return { ids: [...found], documents: [...documents] }
}

/** Every column that refers to a document, as the database knows them: one that is added later counts too. */
export async function columnsOfDocuments(
  db: Transaction<Database>,
): Promise<readonly { readonly table: string; readonly column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select t.relname as table, a.attname as column from pg_constraint c
    join pg_class t on t.oid = c.conrelid
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'document'::regclass
    order by t.relname, a.attname`.execute(db)
  return rows
}

// Every foreign key of one column that takes its rows along.
async function hangingIn(db: Transaction<Database>): Promise<readonly Hanging[]> {
  const { rows } = await sql<Hanging>`
    select c.conrelid::regclass::text as "table", a.attname as "column",
      c.confrelid::regclass::text as "on",
      exists (select from pg_attribute i where i.attrelid = c.conrelid and i.attname = 'id'
        and i.atttypid = 'uuid'::regtype) as "hasId"
    from pg_constraint c
    cross join unnest(c.conkey, c.confkey) as k(from_column, to_column)
    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.from_column
    join pg_attribute b on b.attrelid = c.confrelid and b.attnum = k.to_column and b.attname = 'id'
    where c.contype = 'f' and c.confdeltype = 'c'
      and c.conrelid not in ('public_entry'::regclass)
    order by 1, 2`.execute(db)
  return rows
}

async function activitiesOf(
  db: Transaction<Database>,
  registrationId: string,
): Promise<readonly string[]> {
  const rows = await db
    .selectFrom('activity_claim')
    .where('registration_id', '=', registrationId)
    .select('activity_id')
    .execute()
  return rows.map(({ activity_id }) => activity_id)
}

async function hangingOn(
  db: Transaction<Database>,
  table: string,
  column: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ${sql.table(table)} where ${sql.ref(column)} = any(${ids}::uuid[])`.execute(db)
  return rows.map(({ id }) => id)
}

async function referred(
  db: Transaction<Database>,
  table: string,
  column: string,
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select ${sql.ref(column)} as id from ${sql.table(table)}
    where id = any(${ids}::uuid[]) and ${sql.ref(column)} is not null`.execute(db)
  return rows.map(({ id }) => id)
}

async function shownBeside(
  db: Transaction<Database>,
  table: string,
  { column, shown }: { readonly column: string; readonly shown: string },
  ids: readonly string[],
): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`
    select ${sql.ref(shown)} as id from ${sql.table(table)}
    where ${sql.ref(column)} = any(${ids}::uuid[]) and ${sql.ref(shown)} is not null`.execute(db)
  return rows.map(({ id }) => id)
}
