import type { Kysely, Transaction } from 'kysely'
import { CompiledQuery, sql } from 'kysely'
import type { Asked, DifferingRow } from '#db/covers.ts'
import { coveredTables, differingRows } from '#db/covers.ts'
import type { Database } from '#db/schema.ts'

/** The record that vouches for how a row was when it was written last. */
export interface Vouching {
  readonly register: string
  readonly noun: string
  readonly recordId: string
  readonly action: string
  readonly actor: string
  /** A moment as ISO text. */
  readonly at: string
}

/** Something in a table that no record vouches for as it is. */
export interface RowDifference {
  readonly table: string
  /** Undefined where it is said of the table as a whole. */
  readonly key?: string
  readonly how:
    | DifferingRow['how']
    /** What is kept of it was changed, or an earlier state of it brought back with the row. */
    | 'cover-changed'
    /** It changed in a transaction that left no record. */
    | 'unrecorded'
    /** Changes of the table are not watched any more. */
    | 'unwatched'
  /** The columns that are others now, as far as that can be told. */
  readonly columns?: readonly string[]
  readonly vouching?: Vouching
}

export interface RowsVerdict {
  readonly tables: number
  readonly rows: number
  readonly differences: readonly RowDifference[]
}

// Of one table and of one kind; whoever finds a hundred knows enough.
const most = 100

/**
 * Holds every row of every covered table against what the record says of it: of a change, a removal or
 * an addition that was made otherwise the table, the row and, as far as can be told, the columns are
 * named, with the record that vouches for how it was. That what is kept of the rows is what was sealed,
 * `verifyAudit` says.
 */
export async function verifyRows(db: Kysely<Database>): Promise<RowsVerdict> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (transaction) => {
      await sql`select set_config('timezone', 'UTC', true), set_config('bytea_output', 'hex', true)`.execute(
        transaction,
      )
      const asked = askedOf(transaction)
      const tables = await coveredTables(asked)
      const found: Found[] = []
      for (const table of tables) {
        if (!table.watched) found.push({ table: table.table, how: 'unwatched' })
        if (table.keyColumns.length === 0) continue
        for (const row of await differingRows(asked, table, most)) {
          found.push({ table: table.table, ...row })
        }
      }
      found.push(...(await changedCovers(transaction)), ...(await unrecorded(transaction)))
      const { rows } = await sql<{ rows: number }>`
        select count(*) as rows from audit_cover where hash is not null`.execute(transaction)
      return {
        tables: tables.length,
        rows: rows[0]?.rows ?? 0,
        differences: await withVouching(transaction, found),
      }
    })
}

type Found = Omit<RowDifference, 'vouching'> & { readonly covering?: number | undefined }

function askedOf(transaction: Transaction<Database>): Asked {
  return {
    query: async <Row>(text: string, values: unknown[] = []) =>
      transaction.executeQuery(CompiledQuery.raw(text, values)) as Promise<{ rows: Row[] }>,
  }
}

// What is kept of a row is what its last change left of it.
async function changedCovers(transaction: Transaction<Database>): Promise<readonly Found[]> {
  const { rows } = await sql<{ table: string; key: string; covering: number | null }>`
    with last as (
      select distinct on (c.of_table, row.key) c.of_table, row.key, row.hash, c.seq
      from audit_covering c, unnest(c.keys, c.hashes) as row (key, hash)
      order by c.of_table, row.key, c.seq desc
    )
    select of_table as "table", key, last.seq as covering
    from last full join audit_cover cover using (of_table, key)
    where last.hash is distinct from cover.hash or last.seq is distinct from cover.covering
    order by of_table, key limit ${most}`.execute(transaction)
  return rows.map(({ table, key, covering }) => ({
    ...{ table, key, how: 'cover-changed' },
    covering: covering ?? undefined,
  }))
}

// What changed in transactions of which no record is sealed or waits to be.
async function unrecorded(transaction: Transaction<Database>): Promise<readonly Found[]> {
  const { rows } = await sql<{ table: string; key: string }>`
    select c.of_table as "table", row.key
    from audit_covering c, unnest(c.keys) as row (key)
    where not exists (select from audit_leaf where audit_leaf.batch = c.batch)
      and not exists (select from audit_pending where audit_pending.batch = c.batch)
    group by c.of_table, row.key order by 1, 2 limit ${most}`.execute(transaction)
  return rows.map((row) => ({ ...row, how: 'unrecorded' }))
}

// Of the covers, the record with which they were sealed; of what is not sealed yet, the last one of its
// transaction.
async function withVouching(
  transaction: Transaction<Database>,
  found: readonly Found[],
): Promise<readonly RowDifference[]> {
  const numbers = found.map(({ covering }) => covering).filter((number) => number !== undefined)
  const { rows } = await sql<Vouching & { covering: number }>`
    select c.seq as covering, r.register, r.noun, r.record_id as "recordId", r.action, r.actor, r.at
    from audit_covering c
    join lateral (
      select seq from audit_leaf where audit_leaf.batch = c.batch
      union all
      select max(seq) from audit_pending where audit_pending.batch = c.batch
    ) told on told.seq is not null
    join audit_record r on r.seq = told.seq
    where c.seq = any(${numbers}::bigint[])`.execute(transaction)
  const vouching = new Map(rows.map(({ covering, ...record }) => [covering, record]))
  return found.map(({ covering, ...difference }) => {
    const record = covering === undefined ? undefined : vouching.get(covering)
    return record === undefined ? difference : { ...difference, vouching: record }
  })
}
