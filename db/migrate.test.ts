import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase } from '#testing/database.ts'
import { ruledFrom, whatBreaks } from '#testing/migration-rules.ts'
import { asApp } from './connection.ts'
import { MigrationRefused, migrate, readMigrations } from './migrate.ts'

const { db, pool } = await freshDatabase()
const first = { name: '990_first.sql', sql: 'create table first (id int)', hash: 'a' }
const broken = { name: '991_broken.sql', sql: 'create table third (id int); select 1/0', hash: 'b' }

test('a database that is up to date is left as it is', async () => {
  assert.deepEqual(await migrate(pool), [])
})

test('a new migration is applied once, also when two processes start together', async () => {
  const all = [...readMigrations(), first]
  const applied = await Promise.all([migrate(pool, all), migrate(pool, all)])
  assert.deepEqual(applied.flat(), ['990_first.sql'])
})

test('a migration leaves what runs already be, or says that it does not', () => {
  const ofRule = readMigrations().filter(({ name }) => Number.parseInt(name, 10) >= ruledFrom)
  for (const { name, sql: text } of ofRule) assert.deepEqual(whatBreaks(text), [], name)
  const breaks = [
    'drop table meeting;',
    'alter table person drop column city;',
    'alter table person\n  rename column city to town;',
    'alter table person add column title text not null;',
    'alter table person alter column city set not null;',
    'alter table person alter column version type bigint;',
    'alter table person add column tag uuid default gen_random_uuid();',
    'alter table person add constraint p check (version > 0);',
    'create index person_city on person (city);',
    "update person set city = '';",
    'lock table person;',
    'revoke select on person from peil_app;',
    '-- It is quick.\ndrop function old();',
  ]
  for (const text of breaks) {
    assert.equal(whatBreaks(text).length, 1, text)
    assert.deepEqual(
      whatBreaks(`-- breaks: nobody has asked for it since 0.2.0\n${text}`),
      [],
      text,
    )
  }
  const fine = [
    'create table note (id uuid primary key, text text not null);\ncreate index note_text on note (text);',
    'alter table person add column title text;',
    "alter table person add column title text not null default '';",
    'alter table person add constraint p check (version > 0) not valid;',
    "update person set city = '' where id = 'x';",
    'do $$\nbegin\n  execute $x$ drop table meeting $x$;\nend $$;\ngrant select on note to peil_app;',
  ]
  for (const text of fine) assert.deepEqual(whatBreaks(text), [], text)
})

test('migrations are applied in the order of their numbers', (t) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-test-migrations-'))
  t.after(() => rmSync(folder, { recursive: true }))
  const inOrder = ['2_b.sql', '999_a.sql', '1000_a.sql', '1000_b.sql', '10000_a.sql']
  for (const name of [...inOrder, 'README.md']) writeFileSync(path.join(folder, name), '')
  assert.deepEqual(
    readMigrations(folder).map(({ name }) => name),
    inOrder,
  )
  writeFileSync(path.join(folder, 'a.sql'), '')
  assert.throws(() => readMigrations(folder), /a\.sql starts with no number/)
})

test('a migration that was changed afterwards is refused by name', async () => {
  await assert.rejects(migrate(pool, [...readMigrations(), { ...first, hash: 'other' }]), {
    message: /990_first\.sql was changed after it had been applied/,
  })
})

test('a database that is newer than the program is refused', async () => {
  await assert.rejects(migrate(pool, readMigrations()), /newer than this version of Peil/)
})

test('a migration that fails leaves nothing behind', async () => {
  await assert.rejects(migrate(pool, [...readMigrations(), first, broken]), MigrationRefused)
  const found = await sql<{ there: unknown }>`select to_regclass('third') as there`.execute(db)
  assert.equal(found.rows[0]?.there, null)
})

test('requests run as a role that owns nothing and sees only its register', async () => {
  const seen = await asApp(db, { register: 'krsd', account: 'a' }, async (transaction) => {
    const { rows } = await sql<Record<string, string>>`select current_user as role,
      current_setting('peil.register') as register,
      current_setting('peil.account') as account`.execute(transaction)
    return rows[0]
  })
  assert.deepEqual({ ...seen }, { role: 'peil_app', register: 'krsd', account: 'a' })
})

test('what a transaction was told is forgotten when it ends', async () => {
  await asApp(db, { register: 'krsd' }, async () => undefined)
  await db.connection().execute(async (connection) => {
    const { rows } = await sql<{ register: string | null; role: string }>`
      select nullif(current_setting('peil.register', true), '') as register,
      current_user as role`.execute(connection)
    assert.equal(rows[0]?.register, null)
    assert.notEqual(rows[0]?.role, 'peil_app')
  })
})

test('a request that only reads cannot write', async () => {
  const writing = asApp(db, { readOnly: true }, (transaction) =>
    transaction.deleteFrom('person').execute(),
  )
  await assert.rejects(writing, /read-only transaction/)
})

test('days and moments arrive as ISO text and counts as numbers', async () => {
  const { rows } = await sql`select date '2023-02-28' as day,
    timestamptz '2023-02-28 12:00:00.5+01' as moment,
    9007199254740991::int8 as count,
    array[date '2023-02-28'] as days,
    array[timestamptz '2023-02-28 12:00+01'] as moments,
    array[5::int8] as counts,
    array[]::date[] as none`.execute(db)
  assert.deepEqual(rows[0], {
    day: '2023-02-28',
    moment: '2023-02-28T11:00:00.5Z',
    count: 9007199254740991,
    days: ['2023-02-28'],
    moments: ['2023-02-28T11:00:00Z'],
    counts: [5],
    none: [],
  })
  await assert.rejects(sql`select 9007199254740993::int8`.execute(db), RangeError)
})
