import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pino from 'pino'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { run as audit } from '#cli/audit.ts'
import type { Connection } from '#db/connection.ts'
import { connect } from '#db/connection.ts'
import { migrate } from '#db/migrate.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import type { Queue } from '#jobs/queue.ts'
import { openQueue } from '#jobs/queue.ts'
import { importAtStart } from '#server/import-registers.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import type { Cluster } from '#testing/clusters.ts'
import { follower, newCluster } from '#testing/clusters.ts'
import { root } from '#testing/imports.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import type { RunningPeil } from '#testing/running-peil.ts'
import { startPeil } from '#testing/running-peil.ts'

// Two web servers and a worker on a database that is on two servers, of which the second confirms what the first
// writes. The first one hangs, and later the other dies, in the middle of work.

const activities = '/krsd/mijn/activiteiten'
const folder = fs.mkdtempSync(`/tmp/peil-test-${process.pid}-failover-`)
fs.chmodSync(folder, 0o755)
const delivered = new Map<string, Set<string>>()
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, session, done) => {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', async () => {
      const { messageId } = await PostalMime.parse(Buffer.concat(parts))
      const to = session.envelope.rcptTo[0]?.address ?? ''
      delivered.set(to, (delivered.get(to) ?? new Set()).add(messageId ?? ''))
      done()
    })
  },
})
mailServer.on('error', () => undefined)
let clusters: { a: Cluster; b: Cluster }
const started: Cluster[] = []
let connection: Connection
let peil: TestPlatform
let queue: Queue
let cookies: readonly string[]
let web: readonly RunningPeil[] = []
let worker: RunningPeil | undefined
/** What the record says of the people whom the test put there by hand. */
let asItWas: readonly string[]
let env: Readonly<Record<string, string>>

before(async () => {
  await new Promise<void>((done) => {
    mailServer.listen(0, '127.0.0.1', done)
  })
  const a = await newCluster(folder, 'a')
  started.push(a)
  await a.start()
  await a.ask('create role owner login createrole')
  await a.ask('create database register owner owner')
  const b = await follower(folder, 'b', a)
  started.push(b)
  await b.start()
  clusters = { a, b }
  const url = `postgres://owner:geheim@/register?host=${a.host},${b.host}&target_session_attrs=read-write`
  connection = await connect({ DATABASE_URL: url })
  await migrate(connection.pool)
  await importAtStart(connection.db)
  peil = await testPlatform({ connection })
  const people: CastProfessional[] = []
  for (const firstName of ['Farid', 'Judith', 'Lonneke', 'Samira']) {
    const email = `${firstName.toLowerCase()}@voorbeeld.nl`
    people.push(await professional(peil, { email, firstName, lastName: 'El Amrani' }))
  }
  cookies = people.map(({ cookie }) => cookie)
  // The processes keep theirs apart from what the test takes away.
  const data = path.join(folder, 'peil')
  fs.cpSync(path.dirname(peil.platform.incoming), data, { recursive: true })
  env = {
    DATABASE_URL: url,
    DATABASE_REPLICA_URL: `postgres://owner:geheim@/register?host=${b.host}`,
    PEIL_DATA: data,
    PEIL_DEMO: 'off',
    PEIL_ORIGIN: 'http://peil.test',
    PEIL_LOG: 'warn',
    PEIL_REPLICA_LAG_SECONDS: '2',
    PEIL_STATEMENT_SECONDS: '4',
    SMTP_URL: `smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`,
    PORT: '0',
  }
  const start = (file: string) =>
    startPeil([process.execPath, '--import', 'tsx', file], { cwd: root, env })
  const [one, other, third] = await Promise.all([
    start('main.ts'),
    start('main.ts'),
    start('worker.ts'),
  ])
  web = [one, other]
  worker = third
  queue = await openQueue(connection, pino({ level: 'silent' }), { listens: false })
  asItWas = await verify()
})
after(async () => {
  for (const cluster of started) await cluster.strike('SIGCONT')
  await queue?.stop()
  const codes = await Promise.all([...web, ...(worker ? [worker] : [])].map((one) => one.stop()))
  await connection?.stop()
  for (const cluster of started) await cluster.stop()
  await new Promise<void>((done) => mailServer.close(() => done()))
  fs.rmSync(folder, { recursive: true, force: true })
  assert.deepEqual(codes, [0, 0, 0])
})

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += 20) {
    assert.ok(waited < 120_000, `after two minutes it is still not so: ${isSo}`)
    await pause(20)
  }
}

/** What somebody was told is done, and when. */
interface Ledger {
  readonly acknowledged: { readonly what: string; readonly at: number }[]
  /** How often they were told that it does not work just now. */
  refused: number
  readonly wrong: string[]
}

const newLedger = (): Ledger => ({ acknowledged: [], refused: 0, wrong: [] })
const last = ({ acknowledged }: Ledger) => acknowledged.at(-1)?.at ?? 0

/** Sends the form of an activity, and gives what came of it, with the page. */
async function send(at: RunningPeil, cookie: string, form: Readonly<Record<string, string>>) {
  const body = new FormData()
  for (const [key, value] of Object.entries(form)) body.append(key, value)
  const answer = await fetch(`${at.address}${activities}`, {
    ...{ method: 'POST', body, redirect: 'manual' },
    headers: { cookie, origin: 'http://peil.test' },
  })
  return { answer, text: await answer.text() }
}

/** The form of an activity, as its page makes it. */
function formOf(title: string): Readonly<Record<string, string>> {
  const made = { _id: randomUUID(), _idempotency: randomUUID() }
  return { kind: 'training', intent: 'concept', title, ...made }
}

/** Writes one activity after another at one web server, and sends each again until it is told that it is there. */
async function write(
  at: RunningPeil,
  cookie: string,
  name: string,
  stop: AbortSignal,
  ledger: Ledger,
) {
  for (let number = 0; !stop.aborted; number += 1) {
    const title = `${name} ${number}`
    const form = formOf(title)
    for (;;) {
      const { answer, text } = await send(at, cookie, form)
      if (answer.status === 303 && !/inloggen/.test(answer.headers.get('location') ?? '')) {
        ledger.acknowledged.push({ what: title, at: performance.now() })
        break
      }
      if (answer.status !== 503) {
        ledger.wrong.push(
          `${title}: ${answer.status} ${answer.headers.get('location')} ${text.slice(0, 500)}`,
        )
        return
      }
      // What was typed stands in the page, to be sent again.
      if (!answer.headers.has('retry-after') || !text.includes(title)) ledger.wrong.push(text)
      ledger.refused += 1
      await pause(50)
    }
  }
}

/** Reads the public register at one web server. */
async function read(at: RunningPeil, stop: AbortSignal, ledger: Ledger) {
  while (!stop.aborted) {
    const { status } = await fetch(`${at.address}/krsd`)
    if (status === 200) ledger.acknowledged.push({ what: 'read', at: performance.now() })
    else if (status === 503) ledger.refused += 1
    else ledger.wrong.push(`read: ${status}`)
    await pause(50)
  }
}

/** Writes a mail now and then, and notes those of which the database said that they are there. */
async function post(name: string, stop: AbortSignal, ledger: Ledger) {
  const letter = { subject: 'Een brief', text: 'Een brief.', html: '<p>Een brief.</p>' }
  for (let number = 0; !stop.aborted; number += 1) {
    const address = `${name}-${number}@voorbeeld.nl`
    const written = peil.act({ kind: 'visitor' }, async (context) => {
      const platform = { ...context.platform, enqueue: queue.enqueue }
      await writeMessage({ ...context, platform }, 'sign-in-link', { name: '', address }, letter)
    })
    await written.then(
      () => ledger.acknowledged.push({ what: address, at: performance.now() }),
      () => {
        ledger.refused += 1
      },
    )
    await pause(200)
  }
}

async function titlesAt(cluster: Cluster): Promise<readonly string[]> {
  const rows = await cluster.ask('select title from activity order by title', 'register')
  return rows.map(({ title }) => String(title))
}

/** Everything goes on at both web servers while something befalls the server that leads. */
async function failover(
  name: string,
  to: Cluster,
  befalls: () => Promise<void>,
  comesBack?: () => Promise<void>,
): Promise<readonly number[]> {
  const stopping = new AbortController()
  const { signal } = stopping
  const writing = web.flatMap((at, server) =>
    cookies.map((cookie, who) => ({
      ledger: newLedger(),
      at,
      cookie,
      name: `${name} ${server} ${who}`,
    })),
  )
  const reading = web.map((at) => ({ ledger: newLedger(), at }))
  const posting = newLedger()
  const all = [
    ...writing.map((one) => write(one.at, one.cookie, one.name, signal, one.ledger)),
    ...reading.map((one) => read(one.at, signal, one.ledger)),
    post(name, signal, posting),
  ]
  const ledgers = [...writing, ...reading].map(({ ledger }) => ledger)
  const wrong = () => [...ledgers, posting].flatMap((ledger) => ledger.wrong)
  const everybody = async (isSo: (ledger: Ledger) => boolean) => {
    await until(() => wrong().length > 0 || [...ledgers, posting].every(isSo))
    if (wrong().length > 0) {
      console.log(
        wrong(),
        web.map((one) => one.output()),
      )
      stopping.abort()
    }
    assert.deepEqual(wrong(), [])
  }
  await everybody(({ acknowledged }) => acknowledged.length > 5)
  const befell = performance.now()
  await befalls()
  // It takes a while until somebody, or what watches over the servers, decides that the other one leads.
  await pause(7000)
  // Nobody waits for it without being told.
  if (name === 'hangt') await until(() => writing.every(({ ledger }) => ledger.refused > 0))
  const asked = performance.now()
  await to.promote()
  // From when it may be written. Whoever was told before that it is there was told so by it as well.
  const promoted = performance.now()
  await everybody((ledger) => last(ledger) > asked)
  const first = (ledger: Ledger) =>
    ledger.acknowledged.find(({ at }) => at > asked)?.at ?? Number.NaN
  const slowest = (of: readonly Ledger[]) =>
    `${(Math.max(0, ...of.map((one) => first(one) - promoted)) / 1000).toFixed(1)} s`
  const mailed = posting.acknowledged.find(({ at }) => at > asked)?.what ?? ''
  await until(() => delivered.has(mailed))
  const recovered = [
    `everybody wrote again ${slowest(writing.map(({ ledger }) => ledger))} after the other was promoted`,
    `read ${slowest(reading.map(({ ledger }) => ledger))}`,
    `mail arrived ${((performance.now() - promoted) / 1000).toFixed(1)} s`,
  ]
  const readMeanwhile = reading.map(
    ({ ledger }) => ledger.acknowledged.filter(({ at }) => at > befell + 3000 && at < asked).length,
  )
  await comesBack?.()
  stopping.abort()
  await Promise.all(all)
  const count = (of: (ledger: Ledger) => number) => ledgers.reduce((sum, one) => sum + of(one), 0)
  console.log(
    `${name}: ${recovered.join(', ')}; ${count((one) => one.acknowledged.length)} answers, ${count((one) => one.refused)} times 503, read while nobody led ${readMeanwhile.join(' and ')} times`,
  )
  assert.deepEqual(wrong(), [])
  assert.ok(count((one) => one.refused) > 0)
  // None of what anybody was told is there is lost, or there twice.
  const there = (await titlesAt(to)).filter((title) => title.startsWith(`${name} `))
  const told = writing.flatMap(({ ledger }) => ledger.acknowledged.map(({ what }) => what))
  assert.deepEqual(there, told.toSorted())
  await until(() => posting.acknowledged.every(({ what }) => delivered.has(what)))
  for (const { what } of posting.acknowledged) assert.equal(delivered.get(what)?.size, 1, what)
  return readMeanwhile
}

/** What `peil audit verify` finds, apart from how many records there are, once all of them are sealed. */
async function verify(): Promise<readonly string[]> {
  await until(async () => {
    const { rows } = await connection.pool.query('select from audit_pending')
    return rows.length === 0
  })
  let said = ''
  await audit(['verify'], { write: (part: string) => (said += part) }, env)
  assert.match(said, /^krsd: intact/m)
  return said
    .split('\n')
    .filter((line) => !/^\w+: intact, \d+ records, 0 with erased facts, 0 not/.test(line))
}

test('whoever has not signed in reads the public register from the replica, as long as that follows', async () => {
  const { a, b } = clusters
  const [at] = web
  assert.ok(at)
  const replica = async () => {
    const { parts } = (await (await fetch(`${at.address}/healthz`)).json()) as {
      parts: { replica?: { status: string; problem?: string } }
    }
    return parts.replica
  }
  await until(async () => (await replica())?.status === 'ok')
  const search = () => fetch(`${at.address}/krsd/register?naam=el+amrani`)
  assert.equal((await search()).status, 200)
  // It stops repeating what the first writes: it may not be read any more, and nobody notices.
  await b.ask('select pg_wal_replay_pause()')
  const noise = setInterval(
    () => void a.ask("select pg_logical_emit_message(true, '', '')", 'register'),
    500,
  )
  await until(
    async () => (await replica())?.problem === 'the replica is further behind than it may be',
  )
  clearInterval(noise)
  assert.equal((await search()).status, 200)
  await b.ask('select pg_wal_replay_resume()')
  await until(async () => (await replica())?.status === 'ok')
})

test('of a server that hangs nothing is lost, the other is found, and the first is not written when it comes back', async () => {
  const { a, b } = clusters
  await a.ask(`alter system set synchronous_standby_names = 'b'`)
  await a.ask('select pg_reload_conf()')
  await until(async () => {
    const [row] = await a.ask(
      `select count(*)::int as count from pg_stat_replication where sync_state = 'sync'`,
    )
    return row?.count === 1
  })
  const comesBack = async () => {
    await a.strike('SIGCONT')
    await pause(5000)
  }
  const read = await failover('hangt', b, () => a.strike('SIGSTOP'), comesBack)
  // While nobody led, the public register went on.
  assert.ok(read.every((times) => times > 0))
  // The first one may still be written, and nobody does.
  const [before] = await a.ask('select pg_is_in_recovery() as follows')
  assert.equal(before?.follows, false)
  assert.ok((await titlesAt(a)).length < (await titlesAt(b)).length)
  assert.deepEqual(await verify(), asItWas)
})

test('of a server that dies nothing is lost, and the one that followed it anew takes over', async () => {
  const { b } = clusters
  await clusters.a.strike('SIGKILL')
  const a = await follower(folder, 'a', b)
  started.push(a)
  await a.start()
  clusters = { a, b }
  await b.ask(`alter system set synchronous_standby_names = 'a'`)
  await b.ask('select pg_reload_conf()')
  await until(async () => {
    const [row] = await b.ask(
      `select count(*)::int as count from pg_stat_replication where sync_state = 'sync'`,
    )
    return row?.count === 1
  })
  await failover('sterft', a, () => b.strike('SIGKILL'))
  assert.deepEqual(await verify(), asItWas)
})

test('what the other server did not confirm nobody is told is done, and it is not done twice when it is sent again', async () => {
  const { a } = clusters
  const [at] = web
  const [cookie = ''] = cookies
  assert.ok(at)
  const waitFor = async (name: string) => {
    await a.ask(`alter system set synchronous_standby_names = '${name}'`)
    await a.ask('select pg_reload_conf()')
  }
  const waiting = async () => {
    const [row] = await a.ask(
      `select count(*)::int as count from pg_stat_activity where wait_event = 'SyncRep'`,
    )
    return Number(row?.count)
  }
  const there = async (title: string) => (await titlesAt(a)).filter((one) => one === title).length
  const endings: readonly (readonly [string, () => Promise<void>])[] = [
    ['Blijft wachten', async () => undefined],
    [
      'Wordt afgebroken',
      async () => {
        await until(async () => (await waiting()) > 0)
        await a.ask(
          `select pg_cancel_backend(pid) from pg_stat_activity where wait_event = 'SyncRep'`,
        )
      },
    ],
  ]
  for (const [title, ended] of endings) {
    await until(async () => (await send(at, cookie, formOf('Ervoor'))).answer.status === 303)
    await waitFor('nobody')
    const form = formOf(title)
    const sending = send(at, cookie, form)
    await ended()
    const sent = await sending
    assert.equal(sent.answer.status, 503)
    assert.match(sent.text, new RegExp(title))
    await waitFor('')
    await until(async () => (await send(at, cookie, form)).answer.status === 303)
    assert.equal(await there(title), 1)
  }
})
