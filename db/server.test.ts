import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import * as fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import pg from 'pg'
import { verifierKey } from '#domain/platform/audit/checkpoint.ts'
import { record } from '#domain/platform/audit/record.ts'
import { verifyAudit } from '#domain/platform/audit/verify-audit.ts'
import { verifyRows } from '#domain/platform/audit/verify-rows.ts'
import { sealAll } from '#testing/seal-all.ts'
import { asApp, connect, embeddedOptions } from './connection.ts'
import { startEmbedded } from './embedded.ts'
import { migrate, requireNewEnough } from './migrate.ts'

// DATABASE_URL with an owner who is not a superuser, as on a server that others manage.

const home = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-server-`))
const server = await startEmbedded(home, { durable: false })
const administrator = new pg.Client(embeddedOptions(server.host, 'postgres', 'test'))
await administrator.connect()
await administrator.query('create role owner login createrole')
await administrator.query('create database register owner owner')
await administrator.end()
const url = `postgres://owner:secret@/register?host=${server.host}`
const connection = await connect({ DATABASE_URL: url })
after(async () => {
  await connection.stop()
  await server.stop()
  fs.rmSync(home, { recursive: true, force: true })
})

test('it says which database it uses, and never the password', () => {
  assert.equal(connection.kind, 'server')
  assert.equal(connection.describe, 'PostgreSQL server /register')
})

test('a server of the version that Peil asks for is taken', async () => {
  await requireNewEnough(connection.pool)
})

test('its owner needs no more than to own the database and to make roles', async () => {
  assert.ok((await migrate(connection.pool)).length > 0)
  const role = await asApp(connection.db, { register: 'krsd' }, async (transaction) => {
    const { rows } = await sql<{ role: string }>`select current_user as role`.execute(transaction)
    return rows[0]?.role
  })
  assert.equal(role, 'peil_app')
})

test('the owner seals and verifies the records of every register', async () => {
  const { db } = connection
  const today = Temporal.PlainDate.from('2022-12-01')
  for (const id of ['krsd', 'lklr']) {
    await asApp(db, { register: id }, (transaction) =>
      record(
        { db: transaction, register: { id }, actor: { kind: 'visitor' }, today },
        { noun: 'registration', id: 'r1', action: 'sign-up' },
      ),
    )
  }
  const key = generateKeyPairSync('ed25519').privateKey
  assert.equal(await sealAll(db, key), 2)
  const verdict = await verifyAudit(db, 'lklr', verifierKey('lklr', key))
  assert.deepEqual(verdict, { outcome: 'intact', size: 1, pending: 0, erased: 0 })
})

test('the owner sees every row that the record covers, and changes none that way', async () => {
  const { db, pool } = connection
  const today = Temporal.PlainDate.from('2022-12-01')
  for (const id of ['krsd', 'lklr']) {
    await asApp(db, { register: id }, async (transaction) => {
      await sql`insert into meeting (register, held_on) values (${id}, '2027-01-14')`.execute(
        transaction,
      )
      await record(
        { db: transaction, register: { id }, actor: { kind: 'visitor' }, today },
        { noun: 'meeting', id: 'm', action: 'plan' },
      )
    })
  }
  const { rows, differences } = await verifyRows(db)
  assert.deepEqual({ rows, differences }, { rows: 2, differences: [] })
  assert.equal((await pool.query('update meeting set version = 7')).rowCount, 0)
  await pool.query('alter table meeting disable row level security, disable trigger user')
  await pool.query(`update meeting set version = 7 where register = 'lklr'`)
  await pool.query('alter table meeting enable row level security, enable trigger user')
  const after = await verifyRows(db)
  assert.deepEqual(
    after.differences.map(({ table, how, columns }) => [table, how, columns]),
    [['meeting', 'changed', ['version']]],
  )
})

test('an address that is none is said to be none', async () => {
  await assert.rejects(
    connect({ DATABASE_URL: 'mysql://localhost/x' }),
    /is not a URL like postgres/,
  )
})
