import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto'
import pg from 'pg'
import type { DatabaseOptions } from './client.ts'
import { DatabaseClient } from './client.ts'
import { asUrl } from './hosts.ts'
import type { DatabaseLimits } from './limits.ts'
import { lockNumbers } from './lock-numbers.ts'
import { rollBack } from './roll-back.ts'

// Who connects while Peil runs. The owner makes the tables and these roles at the start, and then leaves:
// what was injected into a question could become whoever is connected, and that is nobody who owns anything.
// What is asked for by requests connects as a login that can only be `peil_app`, for which row-level security
// holds; what nobody asked for, as sealing and sending mail, as one that can only be `peil_housekeeping`, which sees
// every register. Neither may change a table, switch anything off or make a function.

/** How to connect as each of the two. */
export interface Logins {
  readonly web: DatabaseOptions
  readonly work: DatabaseOptions
}

export type PreparedLogins =
  | { readonly outcome: 'ready'; readonly logins: Logins }
  /** They cannot be made or used here: everything goes on as the owner, which can become `peil_app`. */
  | { readonly outcome: 'as-owner'; readonly why: string }

/** The roles with which the two connect to a database, and what each of them becomes. */
interface Names {
  readonly web: string
  readonly work: string
}

/**
 * Makes the roles of a database as its owner, or finds them, and gives how to connect as each. The password
 * follows from the owner's, so that every process knows it and nothing has to be kept.
 */
export async function prepareLogins(
  pool: pg.Pool,
  options: DatabaseOptions,
  limits: Pick<DatabaseLimits, 'waitSeconds'>,
  /** After what they are called; after the database unless told otherwise. */
  base?: string,
): Promise<PreparedLogins> {
  const owner = await ownerOf(pool, options)
  const called = base ?? owner.database
  const names = { web: nameOf(called, 'web'), work: nameOf(called, 'work') }
  const password = (name: string) =>
    owner.password === ''
      ? ''
      : createHmac('sha256', owner.password).update(`peil login ${name}`).digest('base64url')
  const config = (name: string): DatabaseOptions => ({
    ...options,
    ...(options.connectionString !== undefined && {
      connectionString: withLogin(options.connectionString, name, password(name)),
    }),
    user: name,
    password: password(name),
  })
  const logins = { web: config(names.web), work: config(names.work) }
  try {
    if (!(await isPrepared(pool, names))) await makeRoles(pool, names)
    for (const name of [names.web, names.work]) {
      if (await mayConnect(config(name), limits)) continue
      await givePassword(pool, name, password(name))
      const again = await whyNot(config(name), limits)
      if (again !== undefined) throw again
    }
    return { outcome: 'ready', logins }
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || !mayNot.has(error.code ?? '')) throw error
    return { outcome: 'as-owner', why: error.message }
  }
}

// No right to make roles or to hand them out; no such way to connect; a wrong password.
const mayNot: ReadonlySet<string> = new Set(['42501', '28000', '28P01', '0LP01', '42704'])

async function ownerOf(
  pool: pg.Pool,
  options: pg.ClientConfig,
): Promise<{ readonly database: string; readonly password: string }> {
  const { rows } = await pool.query<{ name: string }>('select current_database() as name')
  const client = new pg.Client(options)
  const { password } = client
  return { database: rows[0]?.name ?? '', password: typeof password === 'string' ? password : '' }
}

/** The name of the role with which one of the two connects. */
function nameOf(database: string, what: keyof Names): string {
  const name = `${database}_${what}`
  if (Buffer.byteLength(name) <= 63) return name
  return `peil_${createHash('sha256').update(database).digest('hex').slice(0, 16)}_${what}`
}

/** The same URL with another login in it. */
export function withLogin(connectionString: string, name: string, password: string): string {
  const url = asUrl(connectionString)
  url.username = name
  url.password = password
  url.searchParams.delete('user')
  url.searchParams.delete('password')
  return url.href
}

async function mayConnect(
  config: DatabaseOptions,
  limits: Pick<DatabaseLimits, 'waitSeconds'>,
): Promise<boolean> {
  return (await whyNot(config, limits)) === undefined
}

// Why one cannot connect so; what has to do with anything else is thrown.
async function whyNot(
  config: DatabaseOptions,
  { waitSeconds }: Pick<DatabaseLimits, 'waitSeconds'>,
): Promise<pg.DatabaseError | undefined> {
  const client = new DatabaseClient({ ...config, connectionTimeoutMillis: waitSeconds * 1000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return undefined
  } catch (error) {
    if (error instanceof pg.DatabaseError && mayNot.has(error.code ?? '')) return error
    throw error
  } finally {
    await client.end()
  }
}

// The password itself stands in no statement, as statements are logged.
async function givePassword(pool: pg.Pool, name: string, password: string): Promise<void> {
  if (password === '') return
  const salt = randomBytes(16)
  const rounds = 4096
  const salted = pbkdf2Sync(password, salt, rounds, 32, 'sha256')
  const key = (what: string) => createHmac('sha256', salted).update(what).digest()
  const stored = createHash('sha256').update(key('Client Key')).digest('base64')
  const verifier = `SCRAM-SHA-256$${rounds}:${salt.toString('base64')}$${stored}:${key('Server Key').toString('base64')}`
  await pool.query(`alter role ${quoted(name)} password '${verifier}'`)
}

function quoted(name: string): string {
  return pg.escapeIdentifier(name)
}

// Whether nothing is missing: the roles, what they may become, and what `peil_housekeeping` sees and may write.
async function isPrepared(pool: pg.Pool, names: Names): Promise<boolean> {
  const { rows } = await pool.query<{ complete: boolean }>(
    `select
      (select count(*) from pg_roles where rolname in ($1, $2, 'peil_housekeeping') and not rolsuper
        and not rolinherit) = 3
      and (select count(*) from pg_auth_members m join pg_roles r on r.oid = m.roleid
        join pg_roles w on w.oid = m.member
        where (w.rolname, r.rolname) in (($1, 'peil_app'), ($2, 'peil_housekeeping')) and m.set_option) >= 2
      and not has_database_privilege('peil_app', current_database(), 'temporary')
      and not exists (select from pg_class c
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
        and (not exists (select from aclexplode(c.relacl) a where a.grantee = w.oid
            and a.privilege_type = 'SELECT')
          or (c.relrowsecurity and not exists (select from pg_policy p
            where p.polrelid = c.oid and p.polname = 'work_of_any_register'))))
      as complete
    from (select coalesce((select oid from pg_roles where rolname = 'peil_housekeeping'), 0) as oid) w`,
    [names.web, names.work],
  )
  return rows[0]?.complete ?? false
}

async function makeRoles(pool: pg.Pool, names: Names): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [lockNumbers.logins])
    await ensureRole(client, 'peil_housekeeping', 'nologin')
    for (const [name, becomes] of [
      [names.web, 'peil_app'],
      [names.work, 'peil_housekeeping'],
    ] as const) {
      await ensureRole(client, name, 'login')
      await client.query(
        `grant ${becomes} to ${quoted(name)} with inherit false, set true;
        alter role ${quoted(name)} set role to ${becomes}`,
      )
    }
    await client.query(letWork)
    await client.query('commit')
  } catch (error) {
    await rollBack(client)
    throw error
  } finally {
    client.release()
  }
}

// Roles are of all databases of a server: another one may make the same at this moment.
async function ensureRole(
  client: pg.PoolClient,
  name: string,
  may: 'login' | 'nologin',
): Promise<void> {
  await client.query(`do $$ begin
    if not exists (select from pg_roles where rolname = ${pg.escapeLiteral(name)}) then
      begin
        create role ${quoted(name)} ${may} noinherit;
      exception when duplicate_object or unique_violation then null;
      end;
    end if;
  end $$`)
}

// What `peil_housekeeping` may: read and write the rows of every register, and of the record only add. Functions that
// requests may use, it may too. Nobody but the owner makes anything here, not even for the time of a connection.
const letWork = `
  grant usage on schema public to peil_housekeeping;
  grant select, insert, update, delete on all tables in schema public to peil_housekeeping;
  grant usage, select on all sequences in schema public to peil_housekeeping;
  revoke update, delete on audit_record, audit_leaf, audit_node, audit_checkpoint, audit_facts,
    audit_covering, audit_erasure from peil_housekeeping;
  revoke insert, update, delete on applied_migration, audit_cover, audit_covering, audit_erasure
    from peil_housekeeping;
  do $$
  declare
    found record;
  begin
    for found in select c.oid::regclass as name from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relrowsecurity
        and not exists (select from pg_policy p
          where p.polrelid = c.oid and p.polname = 'work_of_any_register')
    loop
      execute format('create policy work_of_any_register on %s to peil_housekeeping
        using (true) with check (true)', found.name);
    end loop;
    for found in select p.oid::regprocedure as name from pg_proc p
      where p.pronamespace = 'public'::regnamespace
        and has_function_privilege('peil_app', p.oid, 'execute')
        and not has_function_privilege('peil_housekeeping', p.oid, 'execute')
    loop
      execute format('grant execute on function %s to peil_housekeeping', found.name);
    end loop;
    execute format('revoke temporary on database %I from public', current_database());
  end
  $$;`

/** Lets what nobody asked for do the jobs of the queue, whose tables the owner makes. */
export async function letWorkTheQueue(pool: pg.Pool): Promise<void> {
  await pool.query(`grant usage on schema pgboss to peil_housekeeping;
    grant select, insert, update, delete on all tables in schema pgboss to peil_housekeeping;
    grant usage, select on all sequences in schema pgboss to peil_housekeeping;
    grant execute on all functions in schema pgboss to peil_housekeeping`)
}
