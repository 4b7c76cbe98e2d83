import { readFileSync, writeFileSync } from 'node:fs'
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type pg from 'pg'
import { coverAnew } from './covers.ts'
import type { Migration } from './migrate.ts'
import { migrate, readMigrations } from './migrate.ts'
import { rollBack } from './roll-back.ts'

// A database as text that any PostgreSQL can take in: what is in each table, with the migrations that
// made those tables. Every line is a name, a tab and JSON.

/** A file of the file store, by the key under which rows refer to it. */
export interface SnapshotFile {
  readonly key: string
  readonly content: Buffer
}

/** What stands above a snapshot. */
export interface SnapshotHead<About> {
  /** The names of the migrations that made its tables. */
  readonly migrations: readonly string[]
  readonly about: About
}

export interface Snapshot<About> extends SnapshotHead<About> {
  /** The rows of a table, in parts, each as a JSON array. */
  readonly rows: Iterable<readonly [table: string, rows: string]>
  readonly files: Iterable<SnapshotFile>
}

// What belongs to one installation or to one moment: sessions, links, and what seals and covers the audit
// record.
const leftOut = new Set([
  'applied_migration',
  'session',
  'throttle',
  'turn',
  'alarm',
  'watch',
  'form_submission',
  'kept_form',
  'recovery_code',
  'factor_reset',
  'passkey',
  'known_device',
  'audit_leaf',
  'audit_node',
  'audit_checkpoint',
  'audit_covering',
  'audit_cover',
])

const inOnePart = 1000

/** Writes a database into a file, with the files that its rows refer to. As its owner. */
export async function writeSnapshot(
  pool: pg.Pool,
  file: string,
  { about, files }: { readonly about: object; readonly files: AsyncIterable<SnapshotFile> },
): Promise<{ readonly bytes: number; readonly rows: number }> {
  const applied = await pool.query<{ name: string }>('select name from applied_migration')
  const migrations = applied.rows.map(({ name }) => name)
  const lines = [line('#head', JSON.stringify({ migrations, about }))]
  let rows = 0
  for (const table of await tablesOf(pool)) {
    for (let offset = 0; ; offset += inOnePart) {
      // By their place: an order that is there, and that costs nothing.
      const part = await pool.query<{ rows: string | null; count: number }>(
        `select json_agg(part)::text as rows, count(*)::int as count from
          (select * from ${quoted(table)} order by ctid limit ${inOnePart} offset ${offset}) as part`,
      )
      const [found] = part.rows
      if (found === undefined || found.rows === null) break
      rows += found.count
      lines.push(line(table, found.rows.replaceAll('\n', ' ')))
      if (found.count < inOnePart) break
    }
  }
  for await (const { key, content } of files) {
    lines.push(line('#file', JSON.stringify([key, content.toString('latin1')])))
  }
  const { ZSTD_c_compressionLevel: level, ZSTD_c_windowLog: window } = constants
  const packed = zstdCompressSync(lines.join(''), { params: { [level]: 19, [window]: 27 } })
  writeFileSync(file, packed)
  return { bytes: packed.length, rows }
}

function line(name: string, json: string): string {
  return `${name}\t${json}\n`
}

/** Reads a snapshot; its rows and files as they are walked through. */
export function readSnapshot<About>(file: string): Snapshot<About> {
  const window = constants.ZSTD_d_windowLogMax
  const text = zstdDecompressSync(readFileSync(file), { params: { [window]: 27 } }).toString('utf8')
  const end = text.indexOf('\n')
  // Our own JSON, as written above.
  const head = JSON.parse(text.slice(text.indexOf('\t') + 1, end)) as SnapshotHead<About>
  return {
    ...head,
    rows: {
      *[Symbol.iterator]() {
        for (const [name, json] of linesAfter(text, end)) {
          if (!name.startsWith('#')) yield [name, json] as const
        }
      },
    },
    files: {
      *[Symbol.iterator]() {
        for (const [name, json] of linesAfter(text, end)) {
          if (name !== '#file') continue
          const [key, content] = JSON.parse(json) as [string, string]
          yield { key, content: Buffer.from(content, 'latin1') }
        }
      },
    },
  }
}

function* linesAfter(text: string, from: number): Generator<readonly [name: string, json: string]> {
  for (let begin = from + 1; begin < text.length; ) {
    const end = text.indexOf('\n', begin)
    const tab = text.indexOf('\t', begin)
    yield [text.slice(begin, tab), text.slice(tab + 1, end)]
    begin = end + 1
  }
}

/** Why a snapshot cannot be put into this database. */
export class SnapshotRefused extends Error {}

/**
 * Puts a snapshot into an empty database, as its owner: the tables as they were when it was made, what
 * was in them, and then the migrations that came since, as with every database of an earlier version.
 */
export async function restoreRows(
  pool: pg.Pool,
  { migrations, rows }: Pick<Snapshot<unknown>, 'migrations' | 'rows'>,
): Promise<void> {
  await migrate(pool, known(migrations))
  const client = await pool.connect()
  try {
    await client.query('begin')
    // What was checked when it was made is not checked again; only a superuser may say so.
    await client.query(`set local session_replication_role = replica`)
    await client.query(`set local synchronous_commit = off`)
    const columns = new Map<string, string>()
    for (const [table, json] of rows) {
      const named = columns.get(table) ?? (await emptied(client, table))
      columns.set(table, named)
      await client.query(
        `insert into ${quoted(table)} (${named}) overriding system value
          select ${named} from json_populate_recordset(null::${quoted(table)}, $1)`,
        [json],
      )
    }
    await countOn(client, [...columns.keys()])
    await coverAnew(client, 'snapshot')
    await client.query('commit')
  } catch (error) {
    await rollBack(client)
    if (error instanceof Error && 'code' in error && error.code === '42501') {
      throw new SnapshotRefused(
        'The lived-in demo is put into the database by a superuser, which the user of DATABASE_URL ' +
          'is not. Leave DATABASE_URL out to use the embedded database.',
      )
    }
    throw error
  } finally {
    client.release()
  }
  await migrate(pool)
  await pool.query('analyze')
}

function known(names: readonly string[]): readonly Migration[] {
  const all = readMigrations()
  const made = new Set(names)
  const here = all.filter(({ name }) => made.has(name))
  if (here.length === made.size) return here
  throw new SnapshotRefused('The lived-in demo was made by a later version of Peil than this one.')
}

// What a migration put into a table comes back with the snapshot. Gives the columns that are stored.
async function emptied(client: pg.PoolClient, table: string): Promise<string> {
  await client.query(`delete from ${quoted(table)}`)
  const { rows } = await client.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'
      order by ordinal_position`,
    [table],
  )
  return rows.map(({ name }) => quoted(name)).join(', ')
}

// Numbers that the database gives out go on after the last one.
async function countOn(client: pg.PoolClient, tables: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string; sequence: string }>(
    `select c.table_name as table, c.column_name as column,
        pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) as sequence
      from information_schema.columns c
      where c.table_schema = 'public' and c.table_name = any($1)
        and pg_get_serial_sequence(quote_ident(c.table_name), c.column_name) is not null`,
    [tables],
  )
  for (const { table, column, sequence } of rows) {
    await client.query(
      `select setval($1, greatest(coalesce((select max(${quoted(column)}) from ${quoted(table)}), 0), 1))`,
      [sequence],
    )
  }
}

async function tablesOf(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by tablename`,
  )
  return rows.map(({ name }) => name).filter((name) => !leftOut.has(name))
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
