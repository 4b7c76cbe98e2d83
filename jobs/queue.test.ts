import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import pino from 'pino'
import { asApp } from '#db/connection.ts'
import { testPlatform } from '#testing/platform.ts'
import type { Queue } from './queue.ts'
import { openQueue } from './queue.ts'

const { connection, platform } = await testPlatform()
const { db } = connection
const job = {
  name: 'deliver-mail',
  data: { mailId: '0197fd7e-0000-7000-8000-000000000000' },
  urgency: 'ordinary',
  domain: 'voorbeeld.nl',
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

test('what waits is taken up many at a time, and what fails takes no other along', async () => {
  const none = '0197fd7e-0000-7000-8000-000000000000'
  for (let nth = 0; nth < 12; nth += 1) {
    const papers = nth === 3 ? ['this is no paper'] : [none]
    const data = { register: 'krsd', papers }
    await asApp(db, { register: 'krsd' }, (transaction) =>
      queue.enqueue(transaction, { name: 'make-papers', data }),
    )
  }
  await queue.work(platform, undefined)
  while ((await states()).some(({ state }) => state === 'created' || state === 'active')) {
    await new Promise((done) => setTimeout(done, 20))
  }
  const after = await states()
  assert.deepEqual(
    after.map(({ state }) => state),
    [...Array(3).fill('completed'), 'retry', ...Array(8).fill('completed')],
  )
  assert.match(after[3]?.output ?? '', /invalid input syntax for type uuid/)
  assert.equal(new Set(after.map(({ taken }) => taken)).size, 2)
})

test('what a visitor asked for by mail is answered, and soon forgotten', async () => {
  const email = 'gevraagd@voorbeeld.nl'
  await db.insertInto('account').values({ email }).execute()
  for (const address of ['niemand@voorbeeld.nl', email]) {
    const asked = { wanted: 'sign-in', email: address, browser: '0a', code: '0b' } as const
    await asApp(db, { register: 'krsd' }, (transaction) =>
      queue.enqueue(transaction, { name: 'answer-by-mail', data: { register: 'krsd', asked } }),
    )
  }
  const answers = () =>
    sql<{ state: string; deletion: number }>`select state, deletion_seconds as deletion
      from pgboss.job where name = 'answer-by-mail'`.execute(db)
  while ((await answers()).rows.some(({ state }) => state !== 'completed')) {
    await new Promise((done) => setTimeout(done, 20))
  }
  assert.deepEqual((await answers()).rows, Array(2).fill({ state: 'completed', deletion: 60 }))
  // When it was done tells nothing: nobody is woken for it.
  const { rows } = await sql<{ notify: boolean }>`
    select notify from pgboss.queue where name = 'answer-by-mail'`.execute(db)
  assert.deepEqual(rows, [{ notify: false }])
  const mails = () => db.selectFrom('mail_message').select(['kind', 'to_address']).execute()
  assert.deepEqual(await mails(), [{ kind: 'sign-in-link', to_address: email }])
  // A process that ends before the queue heard that it was done leaves the job: it comes again, and mails nothing.
  await sql`update pgboss.job set state = 'created', completed_on = null, start_after = now()
    where name = 'answer-by-mail'`.execute(db)
  while ((await answers()).rows.some(({ state }) => state !== 'completed')) {
    await new Promise((done) => setTimeout(done, 20))
  }
  assert.deepEqual(await mails(), [{ kind: 'sign-in-link', to_address: email }])
})

async function states() {
  const { rows } = await sql<{ state: string; taken: string; output: string | null }>`
    select state, started_on::text as taken, output::text from pgboss.job
    where name = 'make-papers' order by created_on`.execute(db)
  return rows
}

test('whoever falls silent with work in hand is followed within a minute', async () => {
  const { rows } = await sql<{ name: string; silence: number | null; pause: number }>`
    select name, heartbeat_seconds as silence, retry_delay as pause from pgboss.queue
    where retry_limit > 0 and name not like '\\_\\_%' order by name`.execute(db)
  const followed =
    'answer-by-mail attendance bank-file course-import daily deliver-mail every-morning make-papers make-personal-export'
  const names = [
    ...followed.split(' '),
    'move-clock',
    'online-payment',
    'read-delivery',
    'take-over',
  ]
  assert.deepEqual(
    rows.map(({ name }) => name),
    names,
  )
  for (const { name, silence, pause } of rows) {
    // It is looked for every ten seconds, a pause may be drawn twice as long, and a queue is polled every two.
    assert.ok((silence ?? Number.POSITIVE_INFINITY) + 10 + 2 * pause + 2 <= 60, name)
    // Somebody who is busy, and says so every five seconds, may be late three times.
    assert.ok((silence ?? 0) >= 15, name)
  }
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
