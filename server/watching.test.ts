import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import pino from 'pino'
import { readFigures } from '#domain/platform/alarm/figures.ts'
import { findTroubles } from '#domain/platform/alarm/find-troubles.ts'
import { noteAlarms } from '#domain/platform/alarm/note-alarms.ts'
import { noteBackup } from '#domain/platform/alarm/note-backup.ts'
import { deliverMessage } from '#domain/platform/message/deliver-message.ts'
import { holdAfterRestore, restoredMark } from '#domain/platform/message/hold-mail.ts'
import { releaseKept } from '#domain/platform/message/release-kept.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { openQueue } from '#jobs/queue.ts'
import { watch } from '#jobs/watch.ts'
import { makeApp } from '#server/app.ts'
import { lookAfter } from '#server/health.ts'
import { MetricsRefused, makeMetrics, serveMetrics } from '#server/metrics.ts'
import { requestFields } from '#server/request-log.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { hiddenIn, textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// Who runs a Peil sees what is wrong with it, since when, and what each request was.

let peil: TestPlatform
let cookie: string
let folder: string
const page = '/krsd/beheer/alarm'
before(async () => {
  peil = await testPlatform()
  ;({ cookie } = await peil.signIn('beheer@voorbeeld.nl', ['administrator']))
  // The tables of the queue, which are counted too.
  const silent = pino({ level: 'silent' })
  await (await openQueue(peil.connection, silent, { listens: false })).stop()
  folder = await mkdtemp(path.join(os.tmpdir(), 'peil-test-watching-'))
})
after(() => rm(folder, { recursive: true, force: true }))

async function letters(): Promise<
  readonly { to_address: string; subject: string; body_text: string }[]
> {
  return peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'alarm')
    .select(['to_address', 'subject', 'body_text'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** As it would be so many minutes later. */
async function later(minutes: number): Promise<void> {
  for (const column of ['began_at', 'ended_at', 'told_at', 'told_end_at', 'seen_at']) {
    await sql`update alarm set ${sql.id(column)} = ${sql.id(column)} - make_interval(mins => ${minutes})`.execute(
      peil.platform.db,
    )
  }
}

test('an alarm is told once it has lasted, and its end once it is over; what comes and goes is told once', async () => {
  const { platform } = peil
  await noteAlarms(platform, [{ kind: 'disk' }])
  assert.deepEqual(await letters(), [])
  assert.match(await textOf(await peil.get(page, cookie)), /De schijf is bijna vol/)
  await later(6)
  await Promise.all([
    noteAlarms(platform, [{ kind: 'disk' }, { kind: 'backup', amount: 8 }]),
    noteAlarms(platform, [{ kind: 'disk' }, { kind: 'backup', amount: 8 }]),
  ])
  const [began, ...others] = await letters()
  assert.deepEqual(others, [])
  assert.equal(began?.to_address, 'beheer@voorbeeld.nl')
  assert.match(began?.subject ?? '', /alarm: De schijf is bijna vol/)
  // It comes and goes: nobody hears of that.
  for (let times = 0; times < 3; times += 1) {
    await noteAlarms(platform, [])
    await later(10)
    await noteAlarms(platform, [{ kind: 'disk' }])
    await later(10)
  }
  assert.equal((await letters()).length, 1)
  const text = await textOf(await peil.get(page, cookie))
  assert.match(text, /De schijf is bijna vol/)
  assert.match(text, /Wat voorbij is/)
  await noteAlarms(platform, [])
  await later(31)
  await noteAlarms(platform, [])
  const [, ended, ...more] = await letters()
  assert.deepEqual(more, [])
  assert.match(ended?.subject ?? '', /alarm voorbij: De schijf is bijna vol/)
  // Of the next one of that kind nothing is told within some hours.
  await noteAlarms(platform, [{ kind: 'disk' }])
  await later(10)
  await noteAlarms(platform, [{ kind: 'disk' }])
  assert.equal((await letters()).length, 2)
  await later(4 * 60)
  await noteAlarms(platform, [{ kind: 'disk' }])
  assert.equal((await letters()).length, 3)
  await noteAlarms(platform, [])
})

test('what is wrong is found: no backup for so many days, damaged files, due work, undelivered mail', async () => {
  const { db } = peil.platform
  const found = async (backupAlarmDays = 7, demo = false) =>
    findTroubles(db, await readFigures(db), { demo, backupAlarmDays })
  assert.deepEqual(await found(), [])
  await sql`update watch set began_at = now() - interval '7 days'`.execute(db)
  assert.deepEqual(await found(), [{ kind: 'backup', amount: 7 }])
  assert.deepEqual(await found(8), [])
  assert.deepEqual(await found(0), [])
  assert.deepEqual(await found(7, true), [])
  await noteBackup(db, Temporal.Now.instant().subtract({ hours: 49 }))
  assert.deepEqual(await found(2), [{ kind: 'backup', amount: 2 }])
  assert.deepEqual(await found(3), [])
  for (const task of ['checkFiles', 'remindInvoices', 'remindExpiry']) {
    await sql`insert into left_undone (register, task, whose, reason, since, last_tried)
      values ('krsd', ${task}, '', 'x', '2026-11-01', '2026-11-01')`.execute(db)
  }
  await sql`insert into mail_message (register, kind, to_address, subject, body_text, body_html,
      written_on, undelivered_at) values ('krsd', 'alarm', 'x@voorbeeld.nl', '', '', '', '2026-11-01', now())`.execute(
    db,
  )
  assert.deepEqual(await found(3), [
    { kind: 'damaged-files', amount: 1 },
    { kind: 'due-work', amount: 2 },
    { kind: 'undelivered-mail', amount: 1 },
  ])
  await watch(peil.platform, async () => [{ kind: 'key' }])
  const text = await textOf(await peil.get(page, cookie))
  for (const title of [
    'Het logboek wordt niet verzegeld',
    '1 bestand is weg of beschadigd',
    '2 taken zijn niet gelukt',
    '1 e-mail kwam niet aan',
  ]) {
    assert.ok(text.includes(title), title)
  }
  assert.ok(!text.includes('staat stil'))
  await sql`update watch set looked_at = now() - interval '11 minutes'`.execute(db)
  assert.match(await textOf(await peil.get(page, cookie)), /Het werk op de achtergrond staat stil/)
  assert.match(await textOf(await peil.get('/krsd/beheer', cookie)), /Er zijn 5 dingen mis/)
  await sql`delete from left_undone`.execute(db)
  await sql`delete from mail_message`.execute(db)
})

test('no mail leaves a Peil that was put back, until its administrator lets it, with what waited or without', async () => {
  const { platform } = peil
  const { db } = platform
  const sent: string[] = []
  const deliver = async ({ to }: { readonly to: string }) => {
    sent.push(to)
    return { outcome: 'sent', messageId: '<x>' } as const
  }
  const letter = { subject: 'Een brief', text: 'Een brief.', html: '<p>Een brief.</p>' }
  const write = (address: string) =>
    peil.act({ kind: 'visitor' }, (context) =>
      writeMessage(context, 'application-received', { name: '', address }, letter),
    )
  for (const drop of [false, true]) {
    sent.length = 0
    const before = await write('ervoor@voorbeeld.nl')
    await holdAfterRestore(db, folder)
    await writeFile(path.join(folder, restoredMark), '')
    await holdAfterRestore(db, folder)
    assert.ok(!existsSync(path.join(folder, restoredMark)))
    const since = await write('erna@voorbeeld.nl')
    for (const id of [before, since]) {
      assert.deepEqual(await deliverMessage(platform, id, deliver), { outcome: 'kept' })
    }
    await releaseKept(platform)
    await watch(platform, async () => [])
    const answer = await peil.get(page, cookie)
    const html = await answer.text()
    assert.match(html, /Er gaat geen e-mail weg/)
    assert.match(html, /Er wachten nu 2 e-mails/)
    const fields = { ...hiddenIn(html, page), mail: drop ? 'niet' : 'alles' }
    assert.equal((await peil.post(page, fields, cookie)).status, 303)
    if (drop) await assertRecorded(peil, 'mail', 'drop-held', 'krsd')
    else await assertRecorded(peil, 'mail', 'release-held', 'krsd')
    await releaseKept(platform)
    for (const id of [before, since]) await deliverMessage(platform, id, deliver)
    assert.deepEqual(
      sent,
      drop ? ['erna@voorbeeld.nl'] : ['ervoor@voorbeeld.nl', 'erna@voorbeeld.nl'],
    )
    await watch(platform, async () => [])
    assert.match(await textOf(await peil.get(page, cookie)), /Er is niets mis/)
    await sql`update alarm set told_end_at = now() where ended_at is not null`.execute(db)
  }
})

test('a request has an id: in its answer, on the page that says what went wrong, and in every line about it', async () => {
  const lines: Record<string, unknown>[] = []
  const log = pino(
    { level: 'debug', mixin: requestFields },
    { write: (line: string) => lines.push(JSON.parse(line)) },
  )
  const { pool, db } = peil.connection
  const metrics = makeMetrics({ pool, figures: () => readFigures(db) })
  const secret = 'geheim-4711'
  const health = async () => ({ healthy: true, facts: {} })
  const app = makeApp(peil.platform, health, log, { metrics })
  app.get('/krsd/breekt/:id', () => {
    throw new Error('It breaks.')
  })
  const get = (address: string) =>
    app.request(`http://peil.test${address}`, {
      headers: { cookie, 'x-forwarded-for': '203.0.113.9' },
    })
  const broken = await get(`/krsd/breekt/${secret}`)
  const id = broken.headers.get('x-request-id') ?? ''
  assert.match(id, /^[2-9A-Z]{10}$/)
  assert.equal(broken.status, 500)
  assert.ok((await broken.text()).includes(id))
  const about = lines.filter(({ request }) => request === id)
  assert.deepEqual(
    about.map(({ msg }) => msg),
    ['a request failed', 'request'],
  )
  await get('/krsd/beheer/alarm')
  await get('/healthz')
  await get(`/krsd/nergens/${secret}`)
  const { msg, time, pid, hostname, level, milliseconds, request, ...facts } =
    lines.find(({ page: asked }) => asked === '/:register/beheer/alarm') ?? {}
  assert.deepEqual(facts, { method: 'GET', page: '/:register/beheer/alarm', status: 200 })
  assert.ok(request !== id && Number(milliseconds) >= 0)
  assert.equal(lines.find(({ page: asked }) => asked === '/healthz')?.level, 20)
  const text = await metrics.text()
  assert.match(
    text,
    /peil_request_seconds_count\{method="GET",page="\/:register\/beheer\/alarm",status="200"\} 1/,
  )
  assert.match(text, /peil_request_seconds_count\{method="GET",page="elsewhere",status="404"\} 1/)
  for (const of of [
    'mail_waiting',
    'due_work_failed',
    'files_damaged',
    'backup_age_seconds',
    'alarms',
  ]) {
    assert.match(text, new RegExp(`peil_figure\\{of="${of}"\\} \\d`))
  }
  assert.match(text, /peil_database_connections\{state="open"\} \d/)
  assert.match(text, /nodejs_eventloop_lag_p99_seconds \d/)
  // Neither the log nor the metrics know who asked, or what for.
  for (const told of [text, JSON.stringify(lines.map(({ err, ...line }) => line))]) {
    assert.doesNotMatch(told, /geheim|203\.0\.113|voorbeeld\.nl|beheer@/)
  }
})

test('the metrics are on an address of their own, and nowhere else', async () => {
  const { pool } = peil.connection
  const away = async () => Promise.reject(new Error('The database is away.'))
  const served = await serveMetrics(makeMetrics({ pool, figures: away }), '0')
  const answer = await fetch(served.address)
  assert.equal(answer.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8')
  assert.match(await answer.text(), /peil_figures_failed_total 1/)
  assert.equal((await fetch(new URL('/', served.address))).status, 404)
  assert.equal((await fetch(served.address, { method: 'POST' })).status, 404)
  const taken = new URL(served.address).port
  await assert.rejects(serveMetrics(makeMetrics({ pool, figures: away }), taken), MetricsRefused)
  await assert.rejects(serveMetrics(makeMetrics({ pool, figures: away }), 'ergens'), MetricsRefused)
  await served.stop()
  for (const address of ['/metrics', '/krsd/metrics']) {
    assert.equal((await peil.get(address, cookie)).status, 404)
  }
})

test('work that a crash broke off is an alarm where nobody does it again, and none where the next comes soon', async () => {
  const { db } = peil.platform
  const jobs = async () => {
    const looked = { connection: peil.connection, platform: peil.platform, directory: folder }
    return (await lookAfter(looked)).parts.jobs.status
  }
  const failed = (name: string, retries: number) =>
    sql`insert into pgboss.job (name, state, retry_limit, completed_on)
      values (${name}, 'failed', ${retries}, now())`.execute(db)
  await failed('wake-mail', 0)
  assert.equal(await jobs(), 'ok')
  await failed('daily', 8)
  assert.equal(await jobs(), 'fails')
  await sql`delete from pgboss.job where state = 'failed'`.execute(db)
})
