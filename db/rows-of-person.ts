import type { RawBuilder, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Personal, Table, Ways } from '#db/personal.ts'
import { personal } from '#db/personal.ts'
import type { Database } from '#db/schema.ts'

/** Everybody and everything that is one person here: their accounts and persons, merged ones as well. */
export interface OnePerson {
  readonly accounts: readonly string[]
  readonly persons: readonly string[]
}

/** A row of a table as JSON, by the names of its columns. */
export type JsonRow = Readonly<Record<string, unknown>>

/** The accounts and persons that turned out to be the one to whom an account belongs. */
export async function onePerson(db: Transaction<Database>, accountId: string): Promise<OnePerson> {
  const { rows: accounts } = await sql<{ id: string }>`
    with recursive own (id) as (
      select id from account where id = ${accountId}
      union select a.id from account a join own on a.merged_into = own.id
    ) select id from own`.execute(db)
  const ids = accounts.map(({ id }) => id)
  const { rows: persons } = await sql<{ id: string }>`
    with recursive own (id) as (
      select id from person where account_id = any(${ids})
      union select p.id from person p join own on p.merged_into = own.id
    ) select id from own`.execute(db)
  return { accounts: ids, persons: persons.map(({ id }) => id) }
}

/**
 * The rows of a table that are somebody's, of those that this transaction may see, without the columns
 * that do not go in an export. Things are the ids of whatever there is of them, for records that name those.
 */
export async function rowsOfPerson(
  db: Transaction<Database>,
  table: Table,
  whose: OnePerson & { readonly things: readonly string[] },
): Promise<readonly JsonRow[]> {
  const of = known(table)
  const { rows } = await sql<{ row: JsonRow }>`
    select to_json(r) as row from ${sql.table(table)} r where ${isOf(table, 'r', whose)}`.execute(
    db,
  )
  return rows.map(({ row }) => only(row, (column) => of.without?.[column] === undefined))
}

/** The rows of a table in which somebody took part beside whose they are: only what is theirs as well. */
export async function rowsOfParty(
  db: Transaction<Database>,
  table: Table,
  whose: OnePerson,
): Promise<readonly JsonRow[]> {
  const { parties } = known(table)
  if (parties === undefined) return []
  const all = { ...whose, things: [] }
  const { rows } = await sql<{ row: JsonRow }>`
    select to_json(r) as row from ${sql.table(table)} r
    where ${reached(parties.ways, 'r', { whose: all, asParty: true })}
      and not (${isOf(table, 'r', all)})`.execute(db)
  return rows.map(({ row }) => only(row, (column) => parties.theirs.includes(column)))
}

// As JSON, and not as jsonb, a row keeps the order of its columns.
function only(row: JsonRow, isIn: (column: string) => boolean): JsonRow {
  return Object.fromEntries(Object.entries(row).filter(([column]) => isIn(column)))
}

function known(table: Table): Personal {
  const of = personal[table]
  if (!('whose' in of)) throw new Error(`${table} holds nothing of people`)
  return of
}

interface All extends OnePerson {
  readonly things: readonly string[]
}

function isOf(table: Table, alias: string, whose: All): RawBuilder<boolean> {
  if (table === 'account') return sql`${sql.ref(`${alias}.id`)} = any(${whose.accounts}::uuid[])`
  if (table === 'person') return sql`${sql.ref(`${alias}.id`)} = any(${whose.persons}::uuid[])`
  // What leads to another row of the same table is the same person's.
  const ways = Object.entries(known(table).whose).filter(([, to]) => to !== table)
  return reached(Object.fromEntries(ways), alias, { whose, asParty: false })
}

function reached(
  ways: Ways,
  alias: string,
  { whose, asParty }: { readonly whose: All; readonly asParty: boolean },
): RawBuilder<boolean> {
  const each = Object.entries(ways).map(([column, to]) => {
    const ref = sql.ref(`${alias}.${column}`)
    if (to === 'anything') return sql<boolean>`${ref}::text = any(${whose.things}::text[])`
    if (to === 'account') return sql<boolean>`${ref} = any(${whose.accounts}::uuid[])`
    if (to === 'person') return sql<boolean>`${ref} = any(${whose.persons}::uuid[])`
    const [table, same] = typeof to === 'string' ? [to, { [column]: 'id' }] : [to.table, to.same]
    const other = `${alias}_${column}`
    const on = Object.entries(same).map(
      ([here, there]) =>
        sql<boolean>`${sql.ref(`${other}.${there}`)} = ${sql.ref(`${alias}.${here}`)}`,
    )
    // Whoever took part in what a row is of, took part in the row.
    const parties = asParty ? known(table).parties?.ways : undefined
    const its =
      parties === undefined
        ? isOf(table, other, whose)
        : reached(parties, other, { whose, asParty })
    return sql<boolean>`exists (select from ${sql.table(table)} as ${sql.ref(other)}
      where ${sql.join(on, sql` and `)} and ${its})`
  })
  return sql<boolean>`(${sql.join(each, sql` or `)})`
}
