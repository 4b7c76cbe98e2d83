import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pino from 'pino'
import { Turns } from '#domain/platform/turn/turns.ts'
import { listenToNews } from '#server/news.ts'
import { resumableUploads } from '#server/resumable-uploads.ts'
import { uploadLocks } from '#server/upload-locks.ts'
import { professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { hiddenIn } from '#testing/portfolio.ts'

// What each of several processes on one database and one folder would otherwise know for itself alone. With real
// processes it is tried in e2e/several-processes.test.ts.

let peil: TestPlatform
let folder: string
before(async () => {
  peil = await testPlatform()
  folder = await mkdtemp(path.join(os.tmpdir(), 'peil-test-several-'))
})
after(() => rm(folder, { recursive: true, force: true }))

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await pause(10)
}

test('what somebody has in hand is counted over all processes, until their process is gone', async () => {
  const { db } = peil.platform
  const [here, there] = [new Turns(db), new Turns(db)]
  const two = { what: 'form', who: 'farid', most: 2 }
  const all = await Promise.all([here, there, here, there].map((turns) => turns.take(two)))
  const taken = all.filter((turn) => turn !== undefined)
  assert.equal(taken.length, 2)
  assert.ok(await there.take({ ...two, who: 'judith' }))
  for (const turn of taken) await turn.end()
  assert.ok(await here.take(two))
  assert.ok(await there.take(two))
  assert.equal(await here.take(two), undefined)
  // One process says that it goes on; the other has not for more than a minute.
  const longAgo = async () => {
    await sql`update turn set seen_at = seen_at - interval '2 minutes'`.execute(db)
  }
  await longAgo()
  await there.goOn()
  assert.ok(await here.take(two))
  assert.equal(await here.take(two), undefined)
  // What does not go on gives way to another within its own time, and knows so when it goes on after all.
  let goesOn = false
  const soon = { what: 'form', who: 'lonneke', most: 1, silence: 6, goesOn: () => goesOn }
  const halfWay = await here.take(soon)
  assert.equal(await there.take(soon), undefined)
  await sql`update turn set seen_at = seen_at - interval '7 seconds'`.execute(db)
  await here.goOn()
  assert.ok(await there.take({ ...soon, goesOn: () => true }))
  goesOn = true
  await here.goOn()
  assert.equal(halfWay?.isLost(), true)
  const kept = await sql<{ key: string }>`select key from turn`.execute(db)
  assert.ok(kept.rows.every(({ key }) => !/farid|judith/.test(key)))
  // Whoever waits for a turn has it as soon as the one before ends.
  const one = { what: 'inspection', who: 'farid', most: 1 }
  const order: string[] = []
  const { promise: ended, resolve: end } = Promise.withResolvers<void>()
  const first = here.inTurn(one, async () => {
    order.push('first begins')
    await ended
    order.push('first ends')
  })
  await until(() => order.length === 1)
  const second = there.inTurn(one, async () => {
    order.push('second')
  })
  end()
  await Promise.all([first, second])
  assert.deepEqual(order, ['first begins', 'first ends', 'second'])
})

test('what a process changes of a register, its texts or the clock, the others hear', async () => {
  const { connection, platform } = peil
  let heard = 0
  const other = {
    ...platform,
    registers: Object.assign(Object.create(platform.registers), {
      lookAgainSoon: () => {
        heard += 1
      },
    }) as typeof platform.registers,
  }
  const news = listenToNews(connection, other, pino({ level: 'silent' }))
  // Once when the line is there.
  await until(() => heard === 1)
  const changes = [
    `update platform set clock_shift_days = clock_shift_days`,
    `insert into register_file select * from register_file where false`,
    `insert into regulation_version select * from regulation_version where false`,
    `insert into regulation_addition select * from regulation_addition where false`,
    `insert into register_text select * from register_text where false`,
    `insert into register_organisation select * from register_organisation where false`,
  ]
  for (const [at, change] of changes.entries()) {
    await connection.pool.query(change)
    await until(() => heard === at + 2)
  }
  // A line that broke is there again, and what was missed is looked up.
  await connection.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity
    where query = 'listen "peil_news"' and datname = current_database()`)
  await until(() => heard > changes.length + 1)
  await news.stop()
  const { rows } = await connection.pool.query(`select from pg_stat_activity
    where query = 'listen "peil_news"' and datname = current_database()`)
  assert.equal(rows.length, 0)
})

test('of one large file one process writes at a time, and whoever is gone holds nobody up', async () => {
  const never = new AbortController().signal
  const id = randomUUID().replaceAll('-', '')
  const here = uploadLocks(folder).newLock(id)
  const there = uploadLocks(folder).newLock(id)
  let asked = 0
  await here.lock(never, async () => {
    asked += 1
    if (asked === 1) await here.unlock()
  })
  // It is asked to let go, and does.
  await there.lock(never, () => undefined)
  assert.equal(asked, 1)
  const gaveUp = new AbortController()
  const third = uploadLocks(folder)
    .newLock(id)
    .lock(gaveUp.signal, () => undefined)
  gaveUp.abort()
  await assert.rejects(third)
  await there.unlock()
  // Of a process that is gone the file stays, and nobody touches it.
  const left = path.join(folder, `${id}.held`)
  await writeFile(left, '')
  const before = new Date(0)
  await utimes(left, before, before)
  const last = uploadLocks(folder, { silence: 300 }).newLock(id)
  await last.lock(never, () => undefined)
  await last.unlock()
  assert.deepEqual(
    (await readdir(folder)).filter((name) => name.includes('held')),
    [],
  )
})

test('what somebody leaves to wait for its form is counted over all processes', async () => {
  const [here, there] = [resumableUploads(folder), resumableUploads(folder)]
  const file = (bytes: number) => ({
    name: 'bewijs.pdf',
    bytes,
    open: async () => Readable.from([Buffer.alloc(bytes)]),
  })
  const most = 10 * 20 * 1024 * 1024
  const id = (await here.leave('farid', file(1_000_000))) ?? ''
  assert.match(id, /^[0-9a-f]{32}$/)
  assert.equal(await there.leave('farid', { ...file(1), bytes: most }), undefined)
  assert.ok(await there.leave('judith', file(1_000)))
  const taken = await there.take('farid', id, path.join(folder, 'taken'))
  assert.equal(taken?.bytes, 1_000_000)
})

test('a process of the version before goes on while tables grow, and says that Peil is updated where they shrink', async () => {
  const farid = await professional(peil, {
    email: 'farid@voorbeeld.nl',
    firstName: 'Farid',
    lastName: 'El Amrani',
  })
  const { pool } = peil.connection
  const home = '/krsd/mijn/activiteiten'
  // What it asks was prepared before.
  for (let times = 0; times < 3; times += 1) {
    assert.equal((await peil.get(home, farid.cookie)).status, 200)
  }
  const statuses = new Set<number>()
  let growing = true
  const asking = [0, 1, 2].map(async () => {
    while (growing) statuses.add((await peil.get(home, farid.cookie)).status)
  })
  for (const table of [
    'account',
    'person',
    'registration',
    'activity',
    'activity_claim',
    'session',
  ]) {
    await pool.query(
      `alter table ${table} add column of_later text, add column kept text not null default ''`,
    )
  }
  await pool.query('create table of_later (id uuid primary key)')
  growing = false
  await Promise.all(asking)
  // What was prepared on a connection is prepared anew: that is said once, and never as a mistake.
  assert.deepEqual(
    [...statuses].filter((status) => status !== 200 && status !== 503),
    [],
  )
  let status = 0
  for (let times = 0; times < 30 && status !== 200; times += 1) {
    ;({ status } = await peil.get(home, farid.cookie))
  }
  assert.equal(status, 200)
  const html = await (await peil.get(`${home}?soort=training`, farid.cookie)).text()
  const form = {
    ...hiddenIn(html, home),
    kind: 'training',
    intent: 'concept',
    title: 'Geschreven terwijl er werd bijgewerkt',
  }
  await pool.query('alter table activity rename column title to headline')
  // Without a newer Peil it is a mistake of ours.
  assert.equal((await peil.get(home, farid.cookie)).status, 500)
  await pool.query(`insert into applied_migration (name, hash) values ('9999_of_later.sql', 'x')`)
  const answer = await peil.get(home, farid.cookie)
  assert.equal(answer.status, 503)
  assert.ok(answer.headers.get('retry-after'))
  assert.match(await answer.text(), /wordt op dit moment bijgewerkt/)
  const sent = await peil.post(home, form, farid.cookie)
  assert.equal(sent.status, 503)
  assert.match(await sent.text(), /Geschreven terwijl er werd bijgewerkt/)
})
