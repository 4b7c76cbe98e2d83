import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import pino from 'pino'
import { asApp } from '#db/connection.ts'
import { freshDatabase } from '#testing/database.ts'
import type { Queue } from './queue.ts'
import { openQueue } from './queue.ts'

const connection = await freshDatabase()
const { db } = connection
const job = {
  name: 'deliver-mail',
  data: { mailId: '0197fd7e-0000-7000-8000-000000000000' },
} as const

let queue: Queue

before(async () => {
  queue = await openQueue(connection, pino({ level: 'silent' }))
})
after(() => queue.stop())

async function waiting(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from pgboss.job where name = 'deliver-mail'`.execute(db)
  return rows[0]?.count ?? 0
}

test('a job is there when the change that causes it is, and not when that is taken back', async () => {
  await assert.rejects(
    asApp(db, { register: 'krsd' }, async (transaction) => {
      await queue.enqueue(transaction, job)
      throw new Error('taken back')
    }),
    /taken back/,
  )
  assert.equal(await waiting(), 0)
  await asApp(db, { register: 'krsd' }, (transaction) => queue.enqueue(transaction, job))
  assert.equal(await waiting(), 1)
})

test('a request reads and changes no jobs, of whichever register', async () => {
  const { rows } = await sql<{ name: string }>`
    select oid::regclass::text as name from pg_class
    where relnamespace = 'pgboss'::regnamespace and relkind in ('r', 'p')`.execute(db)
  assert.ok(rows.length > 5)
  for (const { name } of rows) {
    const statements = [`delete from ${name}`, `truncate ${name}`]
    if (name !== 'pgboss.queue') statements.push(`select * from ${name}`)
    for (const statement of statements) await refused(statement)
  }
  await refused('select data from pgboss.job')
  await refused(`update pgboss.job set data = '{}'`)
  await refused(`update pgboss.queue set retry_limit = 0`)
})

async function refused(statement: string): Promise<void> {
  await assert.rejects(
    asApp(db, { register: 'krsd' }, (transaction) => sql.raw(statement).execute(transaction)),
    /permission denied/,
    statement,
  )
}
