import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import type { Server, Socket } from 'node:net'
import { connect as connectTo, createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase } from '#testing/database.ts'
import { connect } from './connection.ts'
import { DatabaseUnavailable } from './embedded-programs.ts'
import { NoWritableHost, newest, readAddress, urlAt } from './hosts.ts'
import { keepListening } from './listen.ts'
import { lagIn, positionOf } from './replica.ts'
import { isConfirmedTwice } from './synchronous.ts'

// Which of several hosts is used. With servers that die and take over it is tried in e2e/failover.test.ts.

const { options } = await freshDatabase()
const folder = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-hosts-`))
const doors: Door[] = []
after(async () => {
  for (const door of doors) await door.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

/** Another way to the server of the tests, which can be closed. */
interface Door {
  readonly host: string
  /** How many lines there are through it. */
  readonly open: () => number
  close(): Promise<void>
}

async function door(name: string): Promise<Door> {
  const host = path.join(folder, name)
  fs.mkdirSync(host, { recursive: true })
  const lines = new Set<Socket>()
  const server: Server = createServer((line) => {
    const there = connectTo(path.join(String(options.host), `.s.PGSQL.${options.port}`))
    for (const [one, other] of [
      [line, there],
      [there, line],
    ] as const) {
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
      one.pipe(other)
    }
    lines.add(line)
    line.on('close', () => lines.delete(line))
  })
  await new Promise<void>((done) => {
    server.listen(path.join(host, '.s.PGSQL.5432'), done)
  })
  const close = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      for (const line of lines) line.destroy()
    })
  const made = { host, open: () => lines.size, close }
  doors.push(made)
  return made
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((done) => setTimeout(done, 5))
}

test('several hosts are named as libpq names them, and one as ever', () => {
  const read = (url: string) => readAddress(url, 'DATABASE_URL')
  const of = (url: string) => read(url).hosts.map(({ host, port }) => `${host}:${port}`)
  assert.deepEqual(of('postgres://peil:x@db.example.nl/peil'), ['db.example.nl:5432'])
  assert.deepEqual(of('postgres://peil:x@a:5433,b/peil'), ['a:5433', 'b:5432'])
  assert.deepEqual(of('postgresql://[2001:db8::1]:5433,[2001:db8::2]/peil'), [
    '2001:db8::1:5433',
    '2001:db8::2:5432',
  ])
  assert.deepEqual(of('postgres:///peil?host=/tmp/a,/tmp/b&port=6000'), [
    '/tmp/a:6000',
    '/tmp/b:6000',
  ])
  assert.deepEqual(of('postgres://u@/peil?host=a,b&port=6000,6001'), ['a:6000', 'b:6001'])
  const one = 'postgres://peil:x%40y@db.example.nl:5433/peil?sslmode=verify-full'
  assert.equal(read(one).url, one)
  const { url } = read(
    'postgres://peil:x%40y@a,b:6001/peil?target_session_attrs=read-write&sslmode=verify-full',
  )
  assert.equal(url, 'postgres://peil:x%40y@localhost/peil?sslmode=verify-full&host=a&port=5432')
  assert.match(urlAt(url, { host: '/tmp/a b', port: 6001 }), /host=%2Ftmp%2Fa%20b&port=6001$/)
  for (const wrong of ['mysql://a/b', 'postgres://a:1,b:2,c/d?port=1,2']) {
    assert.throws(() => read(wrong), DatabaseUnavailable)
  }
  assert.throws(
    () => read('postgres://a,b/peil?target_session_attrs=standby'),
    /target_session_attrs=standby.*read-write/,
  )
})

test('of hosts that may be written the one that was promoted last is used, and two ways to one do not take turns', () => {
  const host = (name: string) => ({ host: name, port: 5432 })
  const [a, b, c] = [host('a'), host('b'), host('c')]
  const seen = [
    { host: a, timeline: 1 },
    { host: b, timeline: undefined },
    { host: c, timeline: 3 },
  ]
  assert.equal(newest(seen, a)?.host, c)
  assert.equal(newest(seen.slice(0, 2), c)?.host, a)
  assert.equal(newest([{ host: b, timeline: undefined }], b), undefined)
  const ways = [
    { host: a, timeline: 3 },
    { host: c, timeline: 3 },
  ]
  assert.equal(newest(ways, c)?.host, c)
})

test('how far a replica is behind is known by what the first had written when, and not where nothing was written', () => {
  const mark = (at: number, position: string) => ({ at, position: positionOf(position) })
  const marks = [
    mark(1000, '0/FFFFFF00'),
    mark(2000, '1/10'),
    mark(3000, '1/10'),
    mark(4000, '1/20'),
  ]
  const lag = (repeated: string) => lagIn(marks, positionOf(repeated))
  assert.equal(lag('1/20'), 0)
  assert.equal(lag('2/0'), 0)
  assert.equal(lag('1/1F'), 1000)
  assert.equal(lag('1/F'), 3000)
  assert.equal(lag('0/FFFFFEFF'), undefined)
  assert.equal(lagIn([], 5n), undefined)
})

test('whoever asks goes to the host that may be written, also when that becomes another one', async () => {
  const [one, other] = [await door('one'), await door('other')]
  await other.close()
  const url = `postgres://${options.user}@/${options.database}?host=${one.host},${other.host}&target_session_attrs=read-write`
  const connection = await connect({ DATABASE_URL: url, PEIL_WAIT_SECONDS: '1' })
  const { db } = connection
  // That a second server need not have what is written is said, unless whoever runs Peil wants it so.
  assert.equal(await isConfirmedTwice(connection), false)
  const byOne = await connect({ DATABASE_URL: url, PEIL_CONFIRMED_BY: 'one' })
  assert.equal(await isConfirmedTwice(byOne), undefined)
  await byOne.stop()
  await assert.rejects(
    connect({ DATABASE_URL: url, PEIL_CONFIRMED_BY: 'three' }),
    /neither one nor two/,
  )
  const heard: string[] = []
  let there = 0
  const listening = keepListening(connection.options, 'peil_hosts', {
    hear: (payload) => heard.push(payload),
    there: () => {
      there += 1
    },
    broke: () => undefined,
  })
  await until(() => there === 1)
  await sql`select 1`.execute(db)
  assert.ok(one.open() > 0)
  // One is gone, and nobody has taken over yet.
  await one.close()
  await assert.rejects(sql`select 1`.execute(db))
  // Of each host is said why, such as a certificate that is not trusted.
  await assert.rejects(sql`select 1`.execute(db), (error) => {
    assert.ok(error instanceof NoWritableHost)
    assert.match(
      error.message,
      /may be written \(\S+ does not answer: [^;]+; \S+ does not answer: /,
    )
    return true
  })
  const [again] = [await door('other')]
  await sql`select 1`.execute(db)
  assert.ok(again.open() > 0)
  await until(() => there === 2)
  await sql`select pg_notify('peil_hosts', 'to whoever listens')`.execute(db)
  await until(() => heard.length === 1)
  // A server that takes nothing any more is no mistake of whoever writes, and its connection is not used again.
  const pid = sql<{ pid: number }>`select pg_backend_pid() as pid`
  const refused = await db.connection().execute(async (line) => {
    const { rows } = await pid.execute(line)
    await sql`set default_transaction_read_only = on`.execute(line)
    await assert.rejects(sql`create table of_nobody ()`.execute(line), NoWritableHost)
    return rows[0]?.pid
  })
  const next = await Promise.all([1, 2, 3].map(() => pid.execute(db)))
  assert.ok(next.every(({ rows }) => rows[0]?.pid !== refused))
  // A transaction that was asked only to read, and writes, is a mistake as ever.
  await assert.rejects(
    db
      .transaction()
      .setAccessMode('read only')
      .execute((line) => sql`create table of_nobody ()`.execute(line)),
    /read-only transaction/,
  )
  await listening.stop()
  await connection.stop()
})
