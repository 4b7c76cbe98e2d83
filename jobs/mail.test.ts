import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import pino from 'pino'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { MailKind } from '#domain/platform/message/mail-kinds.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import type { MailServer } from '#mail/transport.ts'
import { openMailServer } from '#mail/transport.ts'
import { testPlatform } from '#testing/platform.ts'
import type { Queue } from './queue.ts'
import { openQueue } from './queue.ts'

const peil = await testPlatform()
const { db } = peil.platform
/** The Message-ID of every text that came in, by whom it is for, in the order in which they came. */
const texts: { readonly to: string; readonly id: string | undefined }[] = []
/** The receivers at which the server stops answering: before the text, or after it. */
const silentAt = { receiver: new Set<string>(), text: new Set<string>() }
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  closeTimeout: 100,
  onRcptTo: ({ address }, _session, accept) => {
    if (!silentAt.receiver.has(address)) return accept()
    texts.push({ to: `${address} (only asked)`, id: undefined })
  },
  onData: (stream, session, done) => {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', async () => {
      const { messageId } = await PostalMime.parse(Buffer.concat(parts))
      const to = session.envelope.rcptTo[0]?.address ?? ''
      texts.push({ to, id: messageId })
      if (!silentAt.text.has(to)) done()
    })
  },
})
let url: string
/** What the worker that is killed would leave behind. */
const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-mail-worker-'))
let queue: Queue
let mailServer: MailServer | undefined
let platform: Platform

before(async () => {
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  url = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
  queue = await openQueue(peil.connection, pino({ level: 'silent' }))
  platform = { ...peil.platform, enqueue: queue.enqueue }
})
after(async () => {
  await queue.stop()
  mailServer?.close()
  rmSync(folder, { recursive: true, force: true })
  await new Promise<void>((done) => server.close(() => done()))
})

async function write(kind: MailKind, address: string): Promise<string> {
  return peil.act({ kind: 'visitor' }, (context) =>
    writeMessage({ ...context, platform }, kind, { name: '', address }, letter),
  )
}

const letter = { subject: 'KRSD: een brief', text: 'Een brief.', html: '<p>Een brief.</p>' }

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await pause(20)
}

const hasCome = (to: string, times = 1) => texts.filter((one) => one.to === to).length >= times

function rowOf(id: string) {
  return db
    .selectFrom('mail_message')
    .where('id', '=', id)
    .select([
      'cause',
      sql<boolean>`sent_at is not null`.as('sent'),
      sql<boolean>`unsure_at is not null`.as('unsure'),
      sql<boolean>`undelivered_at is not null`.as('undelivered'),
      sql<boolean>`due_at is not null or handed_at is not null`.as('open'),
    ])
    .executeTakeFirstOrThrow()
}

test('what a worker had in hand when it was killed is taken over, and goes twice only where that does no harm', async () => {
  const asked = 'voor@voorbeeld.nl'
  const letters = 'na@voorbeeld.nl'
  const invoices = 'factuur@voorbeeld.nl'
  silentAt.receiver.add(asked)
  for (const one of [letters, invoices]) silentAt.text.add(one)
  const before = await write('application-received', asked)
  const letterId = await write('application-refused', letters)
  const invoice = await write('invoice-sent', invoices)
  const { host, database } = peil.connection.options
  const worker = fork(
    new URL('../testing/mail-worker.ts', import.meta.url),
    [String(host), String(database), url, folder],
    { execArgv: ['--import', 'tsx'], env: { ...process.env, NODE_TEST_CONTEXT: undefined } },
  )
  await until(() => [`${asked} (only asked)`, letters, invoices].every((one) => hasCome(one)))
  worker.kill('SIGKILL')
  await once(worker, 'exit')
  // What was noted before the text went is there, though nobody could note anything afterwards.
  const noted = await db
    .selectFrom('mail_message')
    .where('id', 'in', [before, letterId, invoice])
    .orderBy('created_at')
    .orderBy('id')
    .select(sql<boolean>`handed_at is not null`.as('handed'))
    .execute()
  assert.deepEqual(
    noted.map(({ handed }) => handed),
    [false, true, true],
  )
  silentAt.receiver.clear()
  silentAt.text.clear()
  // As it is a minute later.
  await sql`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute',
    started_on = started_on - interval '1 minute' where state = 'active'`.execute(db)
  await sql`update mail_message set handed_at = handed_at - interval '1 minute'`.execute(db)
  mailServer = openMailServer({ SMTP_URL: url })
  await queue.work(platform, mailServer)
  const nothingOpen = async () => {
    const rows = await Promise.all([before, letterId, invoice].map(rowOf))
    return rows.every(({ open }) => !open)
  }
  await until(nothingOpen)
  const sent = { cause: null, sent: true, unsure: false, undelivered: false, open: false }
  assert.deepEqual(await rowOf(before), sent)
  assert.deepEqual(await rowOf(letterId), { ...sent, unsure: true })
  assert.deepEqual(await rowOf(invoice), {
    ...sent,
    ...{ cause: 'unsure', sent: false, undelivered: true },
  })
  const of = (to: string) => texts.filter((one) => one.to === to).map(({ id }) => id)
  assert.equal(of(asked).length, 1)
  assert.deepEqual(of(letters), [`<${letterId}@peil.example>`, `<${letterId}@peil.example>`])
  assert.equal(of(invoices).length, 1)
})

test('receivers that are slow hold nobody else, and what somebody waits for goes before a pile of invoices', async () => {
  // As many as there are connections, to places that take a mail and then say nothing.
  const slow = Array.from({ length: 10 }, (_, nth) => `traag-${nth}@traag.nl`)
  for (const one of slow) silentAt.text.add(one)
  const slowIds: string[] = []
  for (const one of slow) slowIds.push(await write('application-received', one))
  await until(() => slow.filter((one) => hasCome(one)).length === 4)
  const pile: string[] = []
  await peil.act({ kind: 'visitor' }, async (context) => {
    for (let nth = 0; nth < 60; nth += 1) {
      const address = `stapel-${nth}@voorbeeld.nl`
      pile.push(address)
      await writeMessage({ ...context, platform }, 'invoice-sent', { name: '', address }, letter)
    }
    const address = 'inlogger@voorbeeld.nl'
    await writeMessage({ ...context, platform }, 'sign-in-link', { name: '', address }, letter)
  })
  const begun = texts.length
  await until(() => pile.every((one) => hasCome(one)))
  const place = texts.slice(begun).findIndex(({ to }) => to === 'inlogger@voorbeeld.nl')
  assert.ok(place >= 0 && place < 10, `the link went after ${place} others`)
  // To the place that is slow no more went than half of the connections, so that it holds no others.
  assert.equal(slow.filter((one) => hasCome(one)).length, 4)
  for (const id of slowIds) assert.equal((await rowOf(id)).sent, false)
})
