import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import * as fs from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect as connectTo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pg from 'pg'
import pino from 'pino'
import type { Connection } from '#db/connection.ts'
import { asApp, embeddedOptions, open } from '#db/connection.ts'
import type { Embedded } from '#db/embedded.ts'
import { startEmbedded } from '#db/embedded.ts'
import { limitsOf } from '#db/limits.ts'
import { lockNumbers } from '#db/lock-numbers.ts'
import { migrate } from '#db/migrate.ts'
import { approveAgreement } from '#domain/certification/agreement/approve-agreement.ts'
import { openQueue } from '#jobs/queue.ts'
import { makeApp } from '#server/app.ts'
import { isReady, lookAfter } from '#server/health.ts'
import { importAtStart } from '#server/import-registers.ts'
import { keepPace } from '#server/pace.ts'
import { troubleOf } from '#server/trouble.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { strikeAll } from '#testing/clusters.ts'
import { formsIn, idsOf, withOtherIds } from '#testing/forms.ts'
import { newcomer } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { hiddenIn, pdf, wordsOf } from '#testing/portfolio.ts'
import { pagesFor, registerOf } from '#testing/read-every-page.ts'

// What goes wrong around Peil, made on purpose: nobody loses what they typed or chose, it is done once
// when all is well again, and Peil finds its way back by itself.

const home = fs.mkdtempSync(path.join(os.tmpdir(), `peil-test-${process.pid}-faults-`))
const silent = pino({ level: 'silent' })
const activities = '/krsd/mijn/activiteiten'

// With a server of its own, that can be stopped and started.
const start = () => startEmbedded(home, { durable: false, onDeath: () => undefined })
let server: Embedded = await start()
await ask('create role register_owner login superuser', 'postgres')
await ask('create database peil owner register_owner', 'postgres')
const connection: Connection = open(
  'server',
  'a server that comes and goes',
  { ...embeddedOptions(server.host, 'peil', 'faults'), user: 'register_owner' },
  { limits: limitsOf({ PEIL_CONNECTIONS: '9', PEIL_WAIT_SECONDS: '1', PEIL_LOCK_SECONDS: '1' }) },
)
await migrate(connection.pool)
await importAtStart(connection.db)
const peil = await testPlatform({ connection })
const { platform } = peil
const { pool } = connection
// The tests say themselves which requests fail.
const app = makeApp(platform, () => healthNow(), silent, { ready: () => isReady(connection) })
let farid: CastProfessional

before(async () => {
  await (await openQueue(connection, silent)).stop()
  farid = await professional(peil, {
    email: 'farid@voorbeeld.nl',
    firstName: 'Farid',
    lastName: 'El Amrani',
  })
})

after(async () => {
  // Whatever failed half-way.
  for (const place of ['small', 'tried']) spawnSync('umount', ['-q', path.join(home, place)])
  await connection.stop()
  await server.stop()
  fs.rmSync(home, { recursive: true, force: true })
})

async function healthNow() {
  const { healthy, parts } = await lookAfter({ connection, platform, directory: home })
  return { healthy, facts: { parts } }
}

/** Asks the server something beside Peil. */
async function ask(question: string, database = 'peil'): Promise<pg.QueryResult> {
  const client = await beside(database)
  try {
    return await client.query(question)
  } finally {
    await client.end()
  }
}

async function beside(database = 'peil'): Promise<pg.Client> {
  const client = new pg.Client({ ...embeddedOptions(server.host, database, 'another') })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

type Fields = Readonly<Record<string, string | File>>

async function get(address: string, cookie = farid.cookie): Promise<Response> {
  return app.request(`http://peil.test${address}`, { headers: { cookie } })
}

async function send(address: string, fields: Fields, cookie = farid.cookie): Promise<Response> {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  const headers = { cookie, origin: 'http://peil.test' }
  const withFile = Object.values(fields).some((value) => typeof value !== 'string')
  const plain = new URLSearchParams(Object.entries(fields).map(([k, v]) => [k, String(v)]))
  return app.request(`http://peil.test${address}`, {
    method: 'POST',
    headers,
    body: withFile ? body : plain,
  })
}

const anActivity = (title: string): Record<string, string> => ({
  _id: randomUUID(),
  _idempotency: randomUUID(),
  kind: 'training',
  title,
  remark: 'Eerste regel "met" <tekens> &\r\ntweede regel',
  intent: 'concept',
})

/** The page that says that it cannot be done now, with the form in it as a browser would send it again. */
async function notNow(answer: Response): Promise<{ fields: Record<string, string>; html: string }> {
  const html = await answer.text()
  assert.equal(answer.status, 503, wordsOf(html).slice(0, 500))
  assert.ok(Number(answer.headers.get('retry-after')) > 0)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  const fields = Object.fromEntries(
    Object.entries(hiddenIn(html, activities)).map(([name, value]) => [
      name,
      value
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&quot;', '"')
        .replaceAll('&#39;', "'")
        .replaceAll('&amp;', '&'),
    ]),
  )
  return { fields, html }
}

/** Sends the form of such a page until it is done, and once more; expects that it was done once. */
async function doneOnce(fields: Fields, title: string, files: number): Promise<void> {
  const first = await send(activities, fields)
  assert.equal(first.status, 303, wordsOf(await first.clone().text()).slice(0, 800))
  const { _arrived, ...again } = fields
  if (_arrived === undefined) {
    const second = await send(activities, again)
    assert.equal(second.headers.get('location'), first.headers.get('location'))
  }
  const { rows } = await ask(
    `select count(distinct a.id)::int as activities, count(e.id)::int as files from activity a
       left join evidence e on e.activity_id = a.id where a.title = '${title}'`,
  )
  assert.deepEqual(rows, [{ activities: 1, files }])
}

test('a database that is away: everything says so, and what was sent is done when it is back', async () => {
  assert.equal((await get('/krsd/mijn')).status, 200)
  assert.deepEqual(await (await get('/readyz')).json(), { status: 'ok' })
  const well = await get('/healthz')
  assert.equal(well.status, 200, await well.clone().text())
  const sent = { ...anActivity('Weg en terug'), evidence: pdf('bewijs.pdf', 'weg') }
  const plain = anActivity('Zonder bestand')
  await server.stop()

  const page = await get('/krsd/mijn?deel=1')
  assert.match((await notNow(page)).html, /href="\/krsd\/mijn\?deel=1"/)
  const other = await app.request('http://peil.test/api/v1/krsd/registrations/1')
  assert.equal(other.status, 503)
  assert.ok(Number(other.headers.get('retry-after')) > 0)
  assert.equal(other.headers.get('content-type'), 'application/problem+json')
  const health = await get('/healthz')
  assert.equal(health.status, 503)
  const { parts } = (await health.json()) as { parts: Record<string, { status: string }> }
  assert.deepEqual(
    Object.entries(parts).map(([name, { status }]) => `${name} ${status}`),
    ['database fails', 'disk ok', 'files ok', 'mail fails', 'jobs fails', 'key fails'],
  )
  assert.equal((await get('/readyz')).status, 503)
  assert.equal((await get('/assets/does-not-exist.css')).status, 404)

  const withFile = await notNow(await send(activities, sent))
  assert.match(withFile.html, /bewijs\.pdf/)
  assert.match(withFile.html, /Eerste regel/)
  assert.match(withFile.fields._arrived ?? '', /^evidence:[0-9a-f]{32}$/)
  // Once more while it is still away: the file waits on.
  const still = await notNow(await send(activities, withFile.fields))
  const without = await notNow(await send(activities, plain))
  assert.deepEqual(without.fields, plain)
  // Whom this process never saw chooses the file again; what they typed is there.
  const stranger = await notNow(await send(activities, sent, 'peil=somebody'))
  assert.equal(stranger.fields._arrived, undefined)
  assert.match(stranger.html, /<input[^>]*name="evidence"[^>]*type="file"/)
  assert.equal(stranger.fields.title, 'Weg en terug')
  const signIn = await send('/krsd/inloggen', {
    naam: 'farid@voorbeeld.nl',
    wachtwoord: 'geheim 123',
  })
  const signInPage = await signIn.text()
  assert.equal(signIn.status, 503)
  assert.match(signInPage, /value="farid@voorbeeld\.nl"/)
  assert.match(signInPage, /<input[^>]*name="wachtwoord"[^>]*type="password"/)
  assert.doesNotMatch(signInPage, /geheim 123/)

  server = await start()
  await doneOnce(still.fields, 'Weg en terug', 1)
  await doneOnce(without.fields, 'Zonder bestand', 0)
  assert.equal((await get('/healthz')).status, 200)
  assert.equal((await get('/readyz')).status, 200)
})

test('a database that hangs: whoever waits is told so and loses nothing, work that may take long goes on, and all of it comes back', async () => {
  assert.equal((await get('/krsd/mijn')).status, 200)
  const other = await beside()
  await other.query(
    'begin; lock table activity in access exclusive mode; select pg_advisory_lock(7)',
  )
  const backends = async () => {
    const { rows } = await ask(`select pid from pg_stat_activity
      where application_name = 'faults' and wait_event_type = 'Lock'`)
    return rows.length
  }
  // One form is in the middle of its transaction, and so is work for which nobody waits.
  const patient = asApp(connection.db, { register: 'krsd', patient: true }, (db) =>
    sql`select pg_advisory_xact_lock(7)`.execute(db),
  )
  while ((await backends()) < 1) await pause(10)
  const sent = { ...anActivity('Hangt half'), evidence: pdf('hangt.pdf', 'hangt') }
  const inTheMiddle = send(activities, sent)
  while ((await backends()) < 2) await pause(10)
  strikeAll(server.pid, 'SIGSTOP')
  try {
    const half = await notNow(await inTheMiddle)
    const plain = await notNow(await send(activities, anActivity('Hangt')))
    const withFile = await notNow(
      await send(activities, { ...anActivity('Hangt ook'), evidence: pdf('ook.pdf', 'ook') }),
    )
    await notNow(await get('/krsd/mijn'))
    await notNow(await get('/krsd', ''))
    const health = await get('/healthz')
    assert.equal(health.status, 503)
    const { parts } = (await health.json()) as { parts: Record<string, { status: string }> }
    assert.equal(parts.database?.status, 'fails')
    assert.equal((await get('/readyz')).status, 503)
    strikeAll(server.pid, 'SIGCONT')
    while ((await get('/readyz')).status !== 200) await pause(10)
    await other.end()
    await patient
    await doneOnce(half.fields, 'Hangt half', 1)
    await doneOnce(plain.fields, 'Hangt', 0)
    await doneOnce(withFile.fields, 'Hangt ook', 1)
    assert.equal((await get('/healthz')).status, 200)
  } finally {
    strikeAll(server.pid, 'SIGCONT')
  }
})

test('one process of the database that hangs holds nobody longer than a question may take', async () => {
  const line = open(
    'server',
    'of which one process hangs',
    { ...embeddedOptions(server.host, 'peil', 'faults-one'), user: 'register_owner' },
    { limits: { ...limitsOf({ PEIL_CONNECTIONS: '9' }), statementSeconds: 1 } },
  )
  const hangs = asApp(line.db, {}, async (db) => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)
    const [{ pid } = { pid: 0 }] = rows
    process.kill(pid, 'SIGSTOP')
    return sql`select 1`.execute(db).finally(() => process.kill(pid, 'SIGCONT'))
  })
  await assert.rejects(hangs, (error) => troubleOf(error) === 'away')
  await asApp(line.db, {}, (db) => sql`select 1`.execute(db))
  await line.stop()
})

test('a table in the hands of somebody else: a request waits for a second only, and loses nothing', async () => {
  const other = await beside()
  await other.query('begin; lock table activity in access exclusive mode')
  const sent = { ...anActivity('Op slot'), evidence: pdf('slot.pdf', 'slot') }
  const kept = await notNow(await send(activities, sent))
  assert.match(kept.fields._arrived ?? '', /^evidence:/)
  const plain = await notNow(await send(activities, anActivity('Op slot zonder')))
  assert.match((await notNow(await get('/krsd/mijn'))).html, /Probeer het opnieuw/)
  await other.end()
  await doneOnce(kept.fields, 'Op slot', 1)
  await doneOnce(plain.fields, 'Op slot zonder', 0)
})

test('connections that are cut in the middle of a form: it can be sent again, and is done once', async () => {
  const other = await beside()
  await other.query('begin; lock table activity in access exclusive mode')
  const sent = { ...anActivity('Afgebroken'), evidence: pdf('af.pdf', 'af') }
  const sending = send(activities, sent)
  for (let waiting = 0; waiting === 0; await pause(10)) {
    const { rows } = await ask(`select pid from pg_stat_activity
      where application_name = 'faults' and wait_event_type = 'Lock'`)
    waiting = rows.length
    for (const { pid } of rows) await ask(`select pg_terminate_backend(${pid})`)
  }
  const kept = await notNow(await sending)
  await other.end()
  await doneOnce(kept.fields, 'Afgebroken', 1)
})

test('no connection left, at the server or here: who waits is served when one comes free, or told so', async () => {
  // The server has none for us.
  await ask(`alter role register_owner nosuperuser connection limit 0`)
  await ask(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'faults'`,
  )
  const plain = anActivity('Vol')
  const kept = await notNow(await send(activities, plain))
  const waiting = get('/krsd/mijn')
  await ask(`alter role register_owner superuser connection limit -1`)
  assert.equal((await waiting).status, 200)
  await doneOnce(kept.fields, 'Vol', 0)
  // Here all that write are in use.
  const held = await Promise.all(Array.from({ length: 2 }, () => pool.connect()))
  const busy = await notNow(await send(activities, anActivity('Bezet')))
  assert.match(busy.html, /zo druk/)
  for (const client of held) client.release()
  await doneOnce(busy.fields, 'Bezet', 0)
  const { rows } = await ask(`select count(*)::int as open from pg_stat_activity
    where application_name = 'faults'`)
  assert.ok(rows[0].open <= 9, rows[0].open)
})

test('a place for files where nothing can be put: the file waits elsewhere, or is chosen again', async () => {
  const files = await platform.files.put(...oneByte())
  await platform.files.remove(files)
  const folder = path.join(path.dirname(platform.incoming), 'files')
  fs.renameSync(folder, `${folder}.aside`)
  fs.writeFileSync(folder, 'no folder')
  const kept = await notNow(
    await send(activities, { ...anActivity('Schijf'), evidence: pdf('schijf.pdf', 'schijf') }),
  )
  assert.match(kept.html, /niets nieuws bewaren/)
  const { parts } = (await healthNow()).facts
  assert.equal(parts.files.status, 'fails')
  assert.equal(parts.database.status, 'ok')
  // Nor where they would wait.
  fs.renameSync(platform.incoming, `${platform.incoming}.aside`)
  fs.writeFileSync(platform.incoming, 'no folder')
  const evidence = pdf('weg.pdf', 'weg')
  const lost = await notNow(await send(activities, { ...anActivity('Beide'), evidence }))
  assert.equal(lost.fields._arrived, undefined)
  assert.match(lost.html, /Kies opnieuw: weg\.pdf/)
  for (const place of [folder, platform.incoming]) {
    fs.rmSync(place)
    fs.renameSync(`${place}.aside`, place)
  }
  await doneOnce(kept.fields, 'Schijf', 1)
  await doneOnce({ ...lost.fields, evidence }, 'Beide', 1)
})

// A small disk of memory, which only root on Linux can mount; elsewhere the tests above and below have to do.
const isRoot = process.platform === 'linux' && process.getuid?.() === 0
const smallDisk = (at: string, ...more: string[]) =>
  spawnSync('mount', ['-t', 'tmpfs', '-o', `size=512k${more.join('')}`, 'tmpfs', at])
const tried = path.join(home, 'tried')
fs.mkdirSync(tried)
const canMount = isRoot && smallDisk(tried).status === 0
if (canMount) spawnSync('umount', [tried])

test('a disk that is full: an upload, a decision and a mail are whole or not there, and are done when there is room', {
  skip: !canMount && 'a small disk can only be mounted by root on Linux',
}, async () => {
  // Where files lie: there is room for a part of what comes.
  const folder = path.join(path.dirname(platform.incoming), 'files')
  assert.equal(smallDisk(folder).status, 0)
  const filler = Buffer.alloc(400 * 1024)
  fs.writeFileSync(path.join(folder, 'filler'), filler)
  const noise = randomBytes(150 * 1024).toString('hex')
  const evidence = pdf('vol.pdf', noise)
  const kept = await notNow(await send(activities, { ...anActivity('Bestand'), evidence }))
  assert.match(kept.html, /niets nieuws bewaren/)
  assert.deepEqual(fs.readdirSync(folder), ['filler'])
  spawnSync('umount', [folder])
  await doneOnce(kept.fields, 'Bestand', 1)

  // Where the database keeps its mails.
  const signed = await newcomer(peil, 'schijf-vol@voorbeeld.nl', today(), 'signed')
  const place = path.join(home, 'small')
  fs.mkdirSync(place)
  const { uid, gid } = fs.statSync(path.join(home, 'postgres'))
  assert.equal(smallDisk(place, `,uid=${uid},gid=${gid},mode=700`).status, 0)
  await ask(`create tablespace small location '${place}'`)
  await ask('alter table mail_message set tablespace small')
  const fill = (bytes: number) =>
    ask(`insert into mail_message (register, kind, to_address, subject, body_text, body_html, written_on)
      values ('krsd', 'filler', 'filler', '', (select string_agg(md5(random()::text), '')
        from generate_series(1, ${bytes} / 32)), '', now())`)
  for (const bytes of [7000, 1500, 320, 32]) {
    for (let full = false; !full; ) full = await fill(bytes).then(() => false, isFull)
  }
  const { agreementId } = signed
  const approve = () =>
    peil.act({ kind: 'system', task: 'test' }, (context) =>
      approveAgreement(context, { agreementId, version: 2 }),
    )
  const before = peil.jobs.length
  await assert.rejects(approve(), (error) => troubleOf(error) === 'full')
  const referee = {
    ...anActivity('Referent'),
    ...{ 'completed-on-dag': '1', 'completed-on-maand': '3', 'completed-on-jaar': '2025' },
    ...{ 'detail-provider': 'De Opleider', 'detail-stated-load': '8', accredited: 'nee' },
    ...{ confirmation: 'referee', 'referee-name': 'Petra Smit', 'referee-relation': 'manager' },
    ...{ 'referee-email': 'petra@werkgever.example', intent: 'insturen' },
  }
  const asked = await notNow(await send(activities, referee))
  const halves =
    await ask(`select (select count(*)::int from activity where title = 'Referent') as activities,
    (select count(*)::int from referee_request) as requests,
    (select status from agreement where id = '${agreementId}') as agreement,
    (select count(*)::int from invoice where registration_id = '${signed.registrationId}') as invoices`)
  assert.deepEqual(halves.rows, [{ activities: 0, requests: 0, agreement: 'signed', invoices: 0 }])
  assert.equal(peil.jobs.length, before)
  await ask(`delete from mail_message where kind = 'filler'`)
  await ask('alter table mail_message set tablespace pg_default')
  await ask('drop tablespace small')
  spawnSync('umount', [place])
  await doneOnce(asked.fields, 'Referent', 0)
  assert.equal((await approve()).outcome, 'approved')
})

function isFull(error: unknown): boolean {
  assert.ok(error instanceof pg.DatabaseError && error.code === '53100', String(error))
  return true
}

function today(): string {
  return Temporal.Now.plainDateISO('Europe/Amsterdam').toString()
}

function oneByte(): Parameters<typeof platform.files.put> {
  return [fs.createReadStream('/dev/null'), 'text/plain', 0]
}

test('half a form holds its connection no longer than the pace allows', async () => {
  const slow = createServer((request, response) => {
    request.resume().once('end', () => response.end('done'))
  })
  keepPace(slow, { milliseconds: 50, bytes: 1000 })
  slow.listen(0, '127.0.0.1')
  await once(slow, 'listening')
  const { port } = slow.address() as AddressInfo
  const socket = connectTo(port, '127.0.0.1')
  socket.on('error', () => undefined)
  const parts: Buffer[] = []
  socket.on('data', (part: Buffer) => parts.push(part))
  socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nnaam=f')
  await once(socket, 'close')
  assert.match(Buffer.concat(parts).toString(), /^HTTP\/1\.1 408 /)
  const whole = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    body: 'x'.repeat(50_000),
  })
  assert.equal(await whole.text(), 'done')
  slow.close()
})

test('each lock of the database is for one thing', () => {
  const numbers = Object.values(lockNumbers)
  assert.equal(new Set(numbers).size, numbers.length)
})

describe('what stands in the place of an id, in a field', () => {
  const staff = {
    sanne: ['secretariat'],
    aylin: ['committee', 'chair'],
    bo: ['administrator'],
  } as const
  let full: TestPlatform
  before(async () => {
    full = await testPlatform({ cast: true })
  })
  for (const name of ['lonneke', ...Object.keys(staff)]) {
    test(`of the forms that ${name} can reach, is not found and never breaks anything`, async () => {
      const { cookie } = await full.signIn(
        `${name}@voorbeeld.peil.example`,
        staff[name as keyof typeof staff] ?? [],
      )
      const ids = await idsOf(full)
      const shapes = new Set<string>()
      const broken: string[] = []
      for (const [page, html] of await pagesFor(full, registerOf(full, 'krsd'), cookie)) {
        for (const form of formsIn(html)) {
          const shape = `${form.action} ${form.fields.join(' ')}`.replace(
            /[0-9a-f]{8}-[0-9a-f-]{27}/g,
            '*',
          )
          if (/uitloggen|sessies|klok|\/demo|\/kit/.test(form.action) || shapes.has(shape)) continue
          shapes.add(shape)
          for (const id of ids) {
            const typed = withOtherIds(form, id)
            if (typed === undefined) continue
            const { status } = await full.post(form.action, typed, cookie)
            if (status >= 500) broken.push(`${page}: ${form.action}: ${id}: ${status}`)
          }
        }
      }
      assert.deepEqual(broken, [])
    })
  }
  test('also where no page puts one', async () => {
    const { cookie } = await full.signIn('bo@voorbeeld.peil.example', ['administrator'])
    for (const account of ['abc', '', randomUUID()]) {
      const answer = await full.post(
        '/krsd/beheer/gebruikers',
        { doe: 'intrekken', account, rol: 'administrator' },
        cookie,
      )
      assert.ok(answer.status < 500, `${account}: ${answer.status}`)
    }
  })
})
