import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { asApp, connect, embeddedOptions, leaveOwner, open } from '#db/connection.ts'
import { startEmbedded } from '#db/embedded.ts'
import { lockNumbers } from '#db/lock-numbers.ts'
import { migrate } from '#db/migrate.ts'
import { extendSession } from '#domain/people/account/extend-session.ts'
import { inviteFirstAdministrator } from '#domain/people/account/invite-first-administrator.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import { scanWaiting } from '#domain/platform/file/scan-waiting.ts'
import { mailState } from '#domain/platform/message/mail-state.ts'
import { releaseKept } from '#domain/platform/message/release-kept.ts'
import { wakeMessages } from '#domain/platform/message/wake-messages.ts'
import { tidyUp } from '#jobs/tidy-up.ts'
import { importAtStart } from '#server/import-registers.ts'
import { newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { sealAll } from '#testing/seal-all.ts'
import { testLogins } from '#testing/server.ts'

// What was injected into a question can do what whoever is connected can, and no more.

/** What nobody who is connected may, but the owner. */
const owners = [
  'set role peil',
  'set role owner',
  'set session authorization peil',
  'alter table account disable row level security',
  'alter table audit_record disable trigger all',
  'alter table audit_record owner to current_user',
  'drop policy registration_register on registration',
  'delete from audit_record',
  `update audit_leaf set seq = 0`,
  'delete from audit_checkpoint',
  'delete from audit_facts',
  'delete from audit_cover',
  'delete from audit_erasure',
  'truncate account',
  'create table more (id int)',
  'create temporary table more (id int)',
  'create schema more',
  'create function more() returns int language sql as $$ select 1 $$',
  'create function pg_temp.more() returns int language sql as $$ select 1 $$',
  'create or replace function refuse_change() returns trigger language plpgsql as $$ begin return new; end $$',
  'create role more superuser',
  'alter role current_user superuser',
  'grant peil_housekeeping to current_user',
  `set session_replication_role to 'replica'`,
  `copy account to program 'cat'`,
  `select pg_read_file('/etc/passwd')`,
  `select lo_import('/etc/passwd')`,
  'delete from applied_migration',
]

const may =
  /permission denied|must be owner|does not exist|must be (a )?superuser|only roles with|must have|cannot be|is only ever added to/

async function refused(client: pg.Client, statement: string): Promise<void> {
  await client.query('begin')
  await assert.rejects(client.query(statement), may, statement)
  await client.query('rollback')
}

const peil = await testPlatform()
const { database = '', host = '' } = peil.connection.options
const logins = testLogins(host, database)
// What is of the database itself is not in the copy that a test gets.
await leaveOwner(peil.connection).then(({ connection }) => connection.release())

async function connected(as: pg.ClientConfig): Promise<pg.Client> {
  const client = new pg.Client(as)
  client.on('error', () => undefined)
  await client.connect()
  after(() => client.end())
  return client
}

test('a request is nobody who owns anything, and cannot become anybody else', async () => {
  await newcomer(peil, 'iemand@voorbeeld.nl', '2026-03-10')
  const client = await connected(logins.web)
  const seen = async () => {
    const { rows } = await client.query('select count(*)::int as n from registration')
    return rows[0].n
  }
  assert.equal(await seen(), 0)
  await client.query(`select set_config('peil.register', 'krsd', false)`)
  assert.equal(await seen(), 1)
  for (const statement of [...owners, 'set role peil_housekeeping', 'set role test_work']) {
    await refused(client, statement)
  }
  // Whoever takes the role off has less than with it, and whoever puts it back has the same.
  await client.query('set role none')
  for (const statement of ['select from registration', 'select from account', ...owners]) {
    await refused(client, statement)
  }
  await client.query('reset role')
  assert.equal((await client.query('select current_user as who')).rows[0].who, 'peil_app')
  await client.query(`select set_config('peil.register', '', false)`)
  assert.equal(await seen(), 0)
  // What it writes leaves a record or is not written.
  await client.query('begin')
  await client.query(`update account set email = 'ander@voorbeeld.nl'`)
  await assert.rejects(client.query('commit'), /without a record|record/)

  // The same over the connection that answers requests.
  for (const statement of ['reset role', 'reset session authorization']) {
    const who = await asApp(peil.platform.db, { register: 'krsd' }, async (db) => {
      await sql.raw(statement).execute(db)
      return sql<{ who: string; login: string }>`select current_user as who,
        session_user as login`.execute(db)
    })
    assert.deepEqual(who.rows, [{ who: 'peil_app', login: 'test_web' }])
  }
})

test('what nobody asked for sees every register and owns nothing', async () => {
  const client = await connected(logins.work)
  for (const statement of [...owners, 'set role peil_app', 'set role test_web']) {
    await refused(client, statement)
  }
  const { rows } = await client.query('select count(*)::int as n from registration')
  assert.equal(rows[0].n, 1)
  await client.query('set role none')
  for (const statement of ['select from registration', ...owners]) await refused(client, statement)
})

test('it does all that is done by itself', async () => {
  const working = open('embedded', 'test', peil.connection.options, { logins })
  after(() => working.stop())
  const { db } = working
  const platform = { ...peil.platform, db }
  await importAtStart(db)
  assert.equal((await inviteFirstAdministrator(db)).outcome, 'invited')
  const { accountId } = await peil.signIn('sessie@voorbeeld.nl')
  const token = await peil.act({ kind: 'visitor' }, (context) =>
    startSession(context, { accountId, method: 'password', secondFactor: false, userAgent: '' }),
  )
  await sql`update session set last_seen_at = now() - interval '1 hour'`.execute(peil.connection.db)
  await extendSession(db, token)
  const { fresh } = await peil.connection.db
    .selectFrom('session')
    .select(sql<boolean>`bool_or(last_seen_at > now() - interval '1 minute')`.as('fresh'))
    .executeTakeFirstOrThrow()
  assert.equal(fresh, true)
  assert.ok((await sealAll(db, platform.auditKey)) > 0)
  assert.equal((await mailState(db)).undelivered, 0)
  await releaseKept(platform)
  await wakeMessages(platform, async () => new Set())
  assert.equal(await scanWaiting(platform), 0)
  assert.equal((await tidyUp(platform)).outcome, 'swept')
  assert.deepEqual(await platform.registers.refresh(), [])
})

test('on a server that others manage they have a password that follows from the owner’s', async () => {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-logins-`))
  const server = await startEmbedded(home, { durable: false })
  after(async () => {
    await server.stop()
    fs.rmSync(home, { recursive: true, force: true })
  })
  const administrator = await connected(embeddedOptions(server.host, 'postgres', 'test'))
  await administrator.query(`create role owner login createrole password 'secret'`)
  await administrator.query('create database register owner owner')
  const rules = path.join(server.files, 'pg_hba.conf')
  fs.writeFileSync(rules, `local register all scram-sha-256\n${fs.readFileSync(rules, 'utf8')}`)
  await administrator.query('select pg_reload_conf()')
  const url = `postgres://owner:secret@/register?host=${server.host}`
  const owner = await connect({ DATABASE_URL: url })
  after(() => owner.stop())
  await migrate(owner.pool)
  const left = await leaveOwner(owner)
  assert.equal(left.why, undefined)
  after(() => left.connection.stop())
  await owner.release()
  const who = await sql<{ who: string }>`select session_user as who`.execute(left.connection.db)
  assert.deepEqual(who.rows, [{ who: 'register_work' }])
  const app = await asApp(left.connection.db, { register: 'krsd' }, (db) =>
    sql<{ who: string }>`select session_user as who`.execute(db),
  )
  assert.deepEqual(app.rows, [{ who: 'register_web' }])
  // Another process finds the same, and nobody connects with the owner's password or none.
  const again = await connect({ DATABASE_URL: url })
  after(() => again.stop())
  assert.equal((await leaveOwner(again)).why, undefined)
  for (const password of ['secret', '']) {
    const other = new pg.Client(`postgres://register_web:${password}@/register?host=${server.host}`)
    await assert.rejects(other.connect(), /password/)
  }
  // Where the owner may make no roles, everything goes on as before, and why is said.
  await administrator.query(`create role humble login password 'secret'`)
  await administrator.query('grant peil_app to humble')
  await administrator.query('create database humble owner humble')
  const humble = await connect({
    DATABASE_URL: url.replace('owner', 'humble').replace('/register', '/humble'),
  })
  after(() => humble.stop())
  await migrate(humble.pool)
  const stays = await leaveOwner(humble)
  assert.equal(stays.connection, humble)
  assert.match(stays.why ?? '', /permission denied to create role/)
  // Where the line breaks meanwhile, that is what is told, and not that nothing can be taken back on it.
  const holder = await connected(embeddedOptions(server.host, 'humble', 'test'))
  await holder.query('select pg_advisory_lock($1)', [lockNumbers.logins])
  const waits = assert.rejects(leaveOwner(humble), /terminating connection/)
  for (let ended = 0; ended === 0; ) {
    const { rowCount } = await holder.query(
      `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and not granted`,
    )
    ended = rowCount ?? 0
  }
  await waits
})
