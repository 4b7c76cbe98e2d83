import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { cleanEnvironment } from '#db/embedded-programs.ts'
import type { Migration } from '#db/migrate.ts'
import { readMigrations } from '#db/migrate.ts'

// A PostgreSQL server of the system, with all of its programs; the embedded one brings no pg_dump.

/** Says how to get what a test needs that is left out without it. */
export const howToInstall =
  'apt install postgresql brings the server with which this is tried (PEIL needs no such thing itself)'

/** The folder with the programs of the newest server that the system has; undefined where there is none. */
export function systemPrograms(): string | undefined {
  const root = '/usr/lib/postgresql'
  const majors = fs.existsSync(root) ? fs.readdirSync(root).map(Number) : []
  return majors
    .toSorted((one, other) => other - one)
    .map((major) => path.join(root, String(major), 'bin'))
    .find((folder) =>
      ['postgres', 'pg_dump'].every((name) => fs.existsSync(path.join(folder, name))),
    )
}

/** A server that runs in a folder, with an owner who is no superuser and as many databases as were asked. */
export interface SystemServer {
  readonly host: string
  url(database: string): string
  stop(): Promise<void>
}

/** Starts the server of these programs in a folder that everybody can reach, as a user that may do nothing. */
export async function startSystemServer(
  programs: string,
  folder: string,
  databases: readonly string[],
): Promise<SystemServer> {
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  fs.mkdirSync(folder, { mode: 0o755 })
  if (nobody.uid !== undefined) fs.chownSync(folder, nobody.uid, nobody.gid)
  const files = path.join(folder, 'data')
  const how = { ...nobody, cwd: '/', env: cleanEnvironment } as const
  const asSuperuser = ['-U', 'postgres', '-A', 'trust', '-N', '--encoding=UTF8', '--locale=C']
  execFileSync(path.join(programs, 'initdb'), ['-D', files, ...asSuperuser], { ...how })
  const settings = [`unix_socket_directories=${folder}`, 'listen_addresses=', 'fsync=off']
  const child = spawn(
    path.join(programs, 'postgres'),
    ['-D', files, ...settings.flatMap((setting) => ['-c', setting])],
    { ...how, stdio: 'ignore' },
  )
  const stop = async () => {
    if (child.exitCode !== null) return
    child.kill('SIGINT')
    await once(child, 'exit')
  }
  try {
    await prepare(folder, databases)
  } catch (error) {
    await stop()
    throw error
  }
  return { host: folder, url: (name) => `postgres://owner:geheim@/${name}?host=${folder}`, stop }
}

async function prepare(host: string, databases: readonly string[]): Promise<void> {
  const as = (database: string) => ({ host, port: 5432, user: 'postgres', database, ssl: false })
  const client = await connected(as('postgres'))
  await client.query('create role owner login createrole')
  const { rows } = await client.query<{ major: number }>(
    `select current_setting('server_version_num')::int / 10000 as major`,
  )
  for (const name of databases) await client.query(`create database ${name} owner owner`)
  await client.end()
  if ((rows[0]?.major ?? 0) >= 18) return
  for (const name of databases) {
    const inside = await connected(as(name))
    await inside.query(whatOlderOnesLack)
    await inside.end()
  }
}

async function connected(options: pg.ClientConfig): Promise<pg.Client> {
  for (let round = 0; ; round += 1) {
    const client = new pg.Client(options)
    // Why it ended is told by whoever ended it.
    client.on('error', () => undefined)
    try {
      await client.connect()
      return client
    } catch (error) {
      if (round === 400) throw error
      await pause(25)
    }
  }
}

// Peil asks for 18. To try what the system's own programs do, an older server is given what it lacks of that.
const whatOlderOnesLack = `
  set allow_system_table_mods = on;
  create function pg_catalog.uuidv7() returns uuid language sql as 'select gen_random_uuid()';
  create function pg_catalog.had_role(name, name, text) returns boolean
    language internal stable strict as 'pg_has_role_name_name';
  create or replace function pg_catalog.pg_has_role(name, name, text) returns boolean language sql stable
    as $$ select pg_catalog.had_role($1, $2, case lower($3) when 'set' then 'member' else $3 end) $$`

/** The migrations, without the one right that only 17 and later know. */
export function migrationsForOlder(): readonly Migration[] {
  return readMigrations().map(({ sql, ...rest }) => ({
    ...rest,
    sql: sql.replaceAll(/^grant maintain on [^;]*;/gm, ''),
  }))
}
