import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import type { Database } from '#db/schema.ts'
import { freshDatabase } from '#testing/database.ts'

const { db } = await freshDatabase()

before(async () => {
  for (const register of ['krsd', 'lklr']) {
    await asApp(db, { register }, (transaction) =>
      transaction.insertInto('number_series').values({ register, series: 'x', last: 1 }).execute(),
    )
  }
})

const read = { register: 'krsd', readOnly: true } as const

test('a reader sees its own register only, as the role that owns nothing', async () => {
  for (const register of ['krsd', 'lklr', 'krsd', 'nobody']) {
    const seen = await asApp(db, { register, readOnly: true }, async (reader) => {
      const rows = await reader.selectFrom('number_series').select('register').execute()
      const role = await sql<{ role: string }>`select current_user as role`.execute(reader)
      return [role.rows[0]?.role, ...rows.map((row) => row.register)]
    })
    assert.deepEqual(seen, register === 'nobody' ? ['peil_app'] : ['peil_app', register])
  }
})

test('a reader cannot write', async () => {
  const writing = asApp(db, read, (reader) =>
    reader.updateTable('number_series').set({ last: 2 }).execute(),
  )
  await assert.rejects(writing, /read-only transaction/)
})

test('a reader sees at once what was written, and asks the same question again and again', async () => {
  const last = () =>
    asApp(db, read, (reader) =>
      reader
        .selectFrom('number_series')
        .where('series', '=', 'x')
        .select('last')
        .executeTakeFirstOrThrow(),
    )
  for (let number = 1; number <= 8; number += 1) {
    await asApp(db, { register: 'krsd' }, (transaction) =>
      transaction.updateTable('number_series').set({ last: number }).execute(),
    )
    assert.equal((await last()).last, number)
  }
})

test('after a question that fails a reader answers the next one', async () => {
  const failing = asApp(db, read, (reader) => sql`select 1 / 0`.execute(reader))
  await assert.rejects(failing, /division by zero/)
  const rows = await asApp(db, read, (reader) =>
    reader.selectFrom('number_series').select('series').execute(),
  )
  assert.equal(rows.length, 1)
})

test('many readers at once each get their own register', async () => {
  const seen = await Promise.all(
    Array.from({ length: 60 }, async (_, index) => {
      const register = index % 2 === 0 ? 'krsd' : 'lklr'
      const rows = await asApp(db, { register, readOnly: true }, (reader) =>
        reader.selectFrom('number_series').select('register').execute(),
      )
      return rows.length === 1 && rows[0]?.register === register
    }),
  )
  assert.ok(seen.every(Boolean))
})

test('however many registers are asked for, the connections stay within the bound', async () => {
  const registers = Array.from({ length: 40 }, (_, index) => `register-${index}`)
  await Promise.all(
    registers.map((register) =>
      asApp(db, { register, readOnly: true }, (reader) => sql`select 1`.execute(reader)),
    ),
  )
  const { rows } = await sql<{ open: number }>`
    select count(*) as open from pg_stat_activity where datname = current_database()`.execute(db)
  assert.ok((rows[0]?.open ?? 0) <= 24, `${rows[0]?.open}`)
})

test('a reader that was given back answers nothing more, whoever has its connection now', async () => {
  let kept: Transaction<Database> | undefined
  await asApp(db, read, async (reader) => {
    kept = reader
  })
  const late = asApp(db, { register: 'lklr', readOnly: true }, async () =>
    kept?.selectFrom('number_series').selectAll().execute(),
  )
  await assert.rejects(late)
})
