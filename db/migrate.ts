import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import type { Covers } from './covers.ts'
import { coversBefore, settleCovers } from './covers.ts'
import { endlessBounds } from './limits.ts'
import { lockNumbers } from './lock-numbers.ts'
import { within } from './pulse.ts'
import { rollBack } from './roll-back.ts'

/** Why the database cannot be brought up to date, in one line that is meant to be printed. */
export class MigrationRefused extends Error {}

export interface Migration {
  readonly name: string
  readonly sql: string
  readonly hash: string
}

/** The migrations of this version of Peil, in the order in which they are applied. */
export function readMigrations(
  folder = path.join(import.meta.dirname, 'migrations'),
): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql'))
  // By number, as 1000 comes after 990; two with the same number by name.
  names.sort((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1))
  return names.map((name) => {
    const sql = readFileSync(path.join(folder, name), 'utf8')
    return { name, sql, hash: createHash('sha256').update(sql).digest('hex') }
  })
}

/** The first version of PostgreSQL that has all that Peil asks of it. */
const oldestServer = 18

/** Throws MigrationRefused where the server is of a version that lacks what Peil asks of it. */
export async function requireNewEnough(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string; major: number }>(
    `select current_setting('server_version') as version,
      current_setting('server_version_num')::int / 10000 as major`,
  )
  const [found] = rows
  if (found === undefined || found.major >= oldestServer) return
  throw new MigrationRefused(
    `The database is PostgreSQL ${found.version}, and Peil needs ${oldestServer} or later. ` +
      'Upgrade the server, or leave DATABASE_URL out and Peil brings one of its own.',
  )
}

function numberOf(name: string): number {
  const number = /^\d+(?=_)/.exec(name)?.[0]
  if (number === undefined) throw new MigrationRefused(`Migration ${name} starts with no number.`)
  return Number(number)
}

// Two processes that start at once migrate one after the other.
const lock = lockNumbers.migrate

/**
 * Brings the database up to date as its owner, each migration in its own transaction, and returns
 * the names of those that were applied. Throws MigrationRefused when the database has a migration
 * that this version does not have, or has in other words.
 */
export async function migrate(
  pool: pg.Pool,
  migrations: readonly Migration[] = readMigrations(),
): Promise<readonly string[]> {
  return within(endlessBounds, () => migrateWithin(pool, migrations))
}

async function migrateWithin(
  pool: pg.Pool,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  const client = await pool.connect()
  try {
    // Of two processes that start at once one waits as long as the other takes.
    await client.query('set statement_timeout to 0; set lock_timeout to 0')
    await client.query('select pg_advisory_lock($1)', [lock])
    // Whoever asks for a table after this does, waits behind it: so it does not wait for long itself.
    await client.query(`set lock_timeout to '2min'`)
    await client.query(`create table if not exists applied_migration (
      name text primary key,
      hash text not null,
      applied_at timestamptz not null default now()
    )`)
    const { rows } = await client.query<{ name: string; hash: string }>(
      'select name, hash from applied_migration order by name',
    )
    const pending = whatIsPending(migrations, rows)
    // Nothing is looked at where nothing is done: what that costs grows with the database.
    const covers = pending.length === 0 ? undefined : await coversBefore(client)
    for (const migration of pending) await apply(client, migration, covers)
    if (pending.length > 0) await letOwnerReadAll(client)
    return pending.map(({ name }) => name)
  } finally {
    const given = await client
      .query('select pg_advisory_unlock($1)', [lock])
      .then(() => client.query('reset statement_timeout; reset lock_timeout'))
      .catch(() => undefined)
    client.release(given === undefined)
  }
}

// Row-level security holds for the owner too where that is no superuser, and a backup is made by the owner:
// whatever table a migration makes, it may be read as a whole.
async function letOwnerReadAll(client: pg.PoolClient): Promise<void> {
  await client.query(
    `do $$ begin
      if to_regproc('let_owner_read') is null then return; end if;
      perform let_owner_read(pg_class.oid::regclass) from pg_class
        where relkind in ('r', 'p') and relforcerowsecurity and relowner = current_user::regrole;
    end $$`,
  )
}

function whatIsPending(
  migrations: readonly Migration[],
  applied: readonly { name: string; hash: string }[],
): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]))
  for (const { name, hash } of applied) {
    const migration = known.get(name)
    if (!migration) {
      throw new MigrationRefused(
        `The database is newer than this version of Peil: it has migration ${name}, which this ` +
          'version does not know. Start the version that made it, or a later one.',
      )
    }
    if (migration.hash !== hash) {
      throw new MigrationRefused(
        `Migration ${name} was changed after it had been applied. Migrations are never changed: ` +
          'put the change in a new one. A database for trying out can simply be thrown away.',
      )
    }
  }
  const done = new Set(applied.map(({ name }) => name))
  return migrations.filter(({ name }) => !done.has(name))
}

async function apply(
  client: pg.PoolClient,
  migration: Migration,
  covers: Covers | undefined,
): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    if (covers !== undefined) await settleCovers(client, migration.name, covers)
    await client.query('insert into applied_migration (name, hash) values ($1, $2)', [
      migration.name,
      migration.hash,
    ])
    await client.query('commit')
  } catch (error) {
    await rollBack(client)
    const why = error instanceof Error ? error.message : String(error)
    throw new MigrationRefused(`Migration ${migration.name} failed: ${why}`, { cause: error })
  }
}
