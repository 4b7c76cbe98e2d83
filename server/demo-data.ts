import * as fs from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import type { Connection } from '#db/connection.ts'
import { lockNumbers } from '#db/lock-numbers.ts'

export interface Preparation {
  /** Puts the demo's data in as it is, tables included, if nothing is in the database yet. */
  restore(load: () => Promise<void>): Promise<void>
  /** Loads the demo's data into the tables, if nothing is in the database yet. */
  fill(load: () => Promise<void>): Promise<void>
  /** Lets other processes start. */
  stop(): Promise<void>
}

/**
 * Keeps other processes from migrating and filling the same database at the same time. A demo whose
 * loading was broken off is thrown away, so that it is never half there.
 */
export async function prepareDatabase(
  connection: Connection,
  directory: string,
): Promise<Preparation> {
  const embedded = connection.kind === 'embedded'
  const own = connection.options.database
  // The lock must not be in the database that may be thrown away.
  const options = embedded ? { ...connection.options, database: 'postgres' } : connection.options
  const client = new pg.Client(options)
  client.on('error', () => undefined)
  await client.connect()
  await client.query('select pg_advisory_lock($1)', [lockNumbers.prepare])
  const unfinished = path.join(directory, 'demo-unfinished')
  if (embedded && own !== undefined && fs.existsSync(unfinished)) {
    const name = client.escapeIdentifier(own)
    await client.query(`drop database if exists ${name} with (force)`)
    await client.query(`create database ${name}`)
    fs.rmSync(unfinished)
  }
  let held: Promise<void> | undefined
  const stop = () => {
    held ??= client.end()
    return held
  }
  const noted = async (load: () => Promise<void>) => {
    if (embedded) fs.writeFileSync(unfinished, '')
    await load()
    const now = Temporal.Now.instant().toString()
    await connection.db.updateTable('platform').set({ demo_seeded_at: now }).execute()
    fs.rmSync(unfinished, { force: true })
  }
  const restore = async (load: () => Promise<void>) => {
    if (!(await hasTables(connection)) || (await isEmpty(connection))) await noted(load)
  }
  const fill = async (load: () => Promise<void>) => {
    if (await isEmpty(connection)) await noted(load)
  }
  return { restore, fill, stop }
}

async function hasTables({ pool }: Connection): Promise<boolean> {
  const { rows } = await pool.query<{ there: boolean }>(
    `select to_regclass('public.platform') is not null as there`,
  )
  return rows[0]?.there ?? false
}

async function isEmpty({ db }: Connection): Promise<boolean> {
  const platform = await db
    .selectFrom('platform')
    .select('demo_seeded_at')
    .executeTakeFirstOrThrow()
  const account = await db.selectFrom('account').select('id').limit(1).executeTakeFirst()
  return platform.demo_seeded_at === null && account === undefined
}
