import pg from 'pg'
import type { BackupPart } from './base-backup.ts'
import type { ServerProgram } from './server-programs.ts'
import { runOnServer } from './server-programs.ts'

// A copy of one database of a server that others look after, by its own pg_dump, and bringing it back.

/** What a dump needs that does not lie in its database. */
export interface DumpFacts {
  /** The role that owns the database's tables: policies and rights name it. */
  readonly owner: string
  /** The roles to which something of it is granted. */
  readonly roles: readonly string[]
}

/** The role that is asked cannot read every row of these tables, so that a dump would leave some out. */
export class RowsHidden extends Error {}

/** Asks the database as it was when the dump began. */
export type Ask = Pick<pg.ClientBase, 'query'>

// So much of it at a time is a file of the archive, as its length is not known beforehand, in bytes.
const pieceBytes = 16 * 1024 * 1024

/**
 * The parts of a dump of the database at a URL. `whenFixed` is called before the first of them, with the
 * moment up to which everything that was confirmed is in it, in ISO and by the database's clock, and with
 * a way to ask the database as it was then. Throws RowsHidden, and ProgramFailed.
 */
export async function* dumpOf(
  { url, program }: { readonly url: string; readonly program: ServerProgram },
  whenFixed: (moment: string, ask: Ask) => Promise<void>,
): AsyncGenerator<BackupPart> {
  const client = new pg.Client({ connectionString: url, application_name: 'peil backup' })
  // An end of the connection shows in the next question.
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('set statement_timeout to 0; set idle_in_transaction_session_timeout to 0')
    const now = await client.query<{ moment: string }>(
      `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as moment`,
    )
    await client.query('begin isolation level repeatable read read only')
    const { rows } = await client.query<{ snapshot: string }>(
      'select pg_export_snapshot() as snapshot',
    )
    await refuseHidden(client)
    await whenFixed(now.rows[0]?.moment ?? '', client)
    const args = [
      '--format=custom',
      // All of it is packed afterwards.
      '--compress=0',
      `--snapshot=${rows[0]?.snapshot ?? ''}`,
      // The owner of a database on a server of others has no right to pass by the policies, and need not.
      '--enable-row-security',
    ]
    let number = 0
    for await (const bytes of inPieces(runOnServer(program, args, url))) {
      number += 1
      const name = `dump/${String(number).padStart(8, '0')}`
      yield { name, bytes: bytes.length, contents: [bytes] }
    }
    await client.query('commit')
  } finally {
    await client.end()
  }
}

// What a policy hides from whoever dumps would be missing without a word.
async function refuseHidden(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select oid::regclass::text as name from pg_class
      where relkind in ('r', 'p') and row_security_active(oid) and not exists (
        select from pg_policy where polrelid = pg_class.oid and polpermissive
          and polcmd in ('r', '*') and pg_get_expr(polqual, polrelid) = 'true'
          and (0 = any(polroles) or (select oid from pg_roles where rolname = current_user) = any(polroles)))
      order by 1`,
  )
  if (rows.length > 0) throw new RowsHidden(rows.map(({ name }) => name).join(', '))
}

async function* inPieces(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let length = 0
  for await (const part of stream) {
    held.push(part)
    length += part.length
    if (length < pieceBytes) continue
    yield Buffer.concat(held)
    held = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(held)
}

/** What has to be there before a dump of this database can be brought back. */
export async function dumpFacts(ask: Ask): Promise<DumpFacts> {
  const { rows } = await ask.query<{ owner: string; roles: string[] }>(
    `select
      (select rolname from pg_roles where oid = relowner) as owner,
      array(select distinct rolname::text from pg_shdepend join pg_roles on pg_roles.oid = refobjid
        where refclassid = 'pg_authid'::regclass and pg_roles.oid <> relowner
          and dbid = (select oid from pg_database where datname = current_database())
        order by 1) as roles
      from pg_class where oid = 'applied_migration'::regclass`,
  )
  const [facts] = rows
  if (facts === undefined) throw new Error('the database has no table applied_migration')
  return facts
}

/** What stands in the way of bringing a dump back; nothing where it can be. */
export type Readiness =
  | { readonly outcome: 'ready' }
  | { readonly outcome: 'not-empty' }
  | { readonly outcome: 'other-owner'; readonly user: string }
  /** These roles are not there, and whoever asked may not make them. */
  | { readonly outcome: 'no-roles'; readonly roles: readonly string[] }

/** Looks whether a dump can be brought back into the database at a URL, and makes the roles that it needs. */
export async function prepareForDump(url: string, facts: DumpFacts): Promise<Readiness> {
  return asking(url, async (client) => {
    const { rows } = await client.query<{ user: string; tables: string }>(
      `select current_user as user, (select count(*) from pg_class
        join pg_namespace on pg_namespace.oid = relnamespace
        where relkind in ('r', 'p', 'v', 'm', 'S') and nspname !~ '^pg_' and nspname <> 'information_schema') as tables`,
    )
    const user = rows[0]?.user ?? ''
    if (Number(rows[0]?.tables) > 0) return { outcome: 'not-empty' }
    if (user !== facts.owner) return { outcome: 'other-owner', user }
    const known = await client.query<{ rolname: string }>('select rolname from pg_roles')
    const there = new Set(known.rows.map(({ rolname }) => rolname))
    const roles: string[] = []
    for (const role of facts.roles) {
      if (there.has(role)) continue
      const made = await client
        .query(`create role ${client.escapeIdentifier(role)} nologin noinherit`)
        .catch(() => undefined)
      if (made === undefined) roles.push(role)
    }
    return roles.length === 0 ? { outcome: 'ready' } : { outcome: 'no-roles', roles }
  })
}

/** Brings a dump back into an empty database, whole or not at all. Throws ProgramFailed. */
export async function bringBackDump(
  { url, program }: { readonly url: string; readonly program: ServerProgram },
  pieces: AsyncIterable<Buffer>,
): Promise<void> {
  const args = ['--format=custom', '--no-owner', '--exit-on-error', '--single-transaction']
  for await (const _ of runOnServer(program, args, url, pieces));
}

/** Which PostgreSQL answers at a URL, such as 18.4. */
export async function serverVersion(url: string): Promise<string> {
  return asking(url, async (client) => {
    const { rows } = await client.query<{ version: string }>(
      `select current_setting('server_version') as version`,
    )
    return /^\d+[\w.]*/.exec(rows[0]?.version ?? '')?.[0] ?? ''
  })
}

/** The names of the migrations that a database at a URL has. */
export async function migrationsAt(url: string): Promise<ReadonlySet<string>> {
  return asking(url, async (client) => {
    const { rows } = await client.query<{ name: string }>('select name from applied_migration')
    return new Set(rows.map(({ name }) => name))
  })
}

async function asking<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'peil restore' })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
