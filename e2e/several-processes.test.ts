import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { connect as connectTo } from 'node:net'
import path from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pino from 'pino'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import {
  changeOrganisation,
  organisationFacts,
} from '#domain/platform/register/change-organisation.ts'
import type { Queue } from '#jobs/queue.ts'
import { openQueue } from '#jobs/queue.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { root } from '#testing/imports.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { hiddenIn, pdf } from '#testing/portfolio.ts'
import type { RunningPeil } from '#testing/running-peil.ts'
import { startPeil } from '#testing/running-peil.ts'

// Two web servers and two workers as they run for real, on one database and one folder.

const activities = '/krsd/mijn/activiteiten'
const came: { readonly to: string; readonly id: string | undefined }[] = []
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData: (stream, session, done) => {
    const parts: Buffer[] = []
    stream.on('data', (part: Buffer) => parts.push(part))
    stream.on('end', async () => {
      const { messageId } = await PostalMime.parse(Buffer.concat(parts))
      came.push({ to: session.envelope.rcptTo[0]?.address ?? '', id: messageId })
      done()
    })
  },
})
// A line breaks where a worker is killed.
mailServer.on('error', () => undefined)
let peil: TestPlatform
let queue: Queue
let farid: CastProfessional
let web: readonly [RunningPeil, RunningPeil]
let workers: readonly [RunningPeil, RunningPeil]

before(async () => {
  await new Promise<void>((done) => {
    mailServer.listen(0, '127.0.0.1', done)
  })
  peil = await testPlatform()
  farid = await professional(peil, {
    email: 'farid@voorbeeld.nl',
    firstName: 'Farid',
    lastName: 'El Amrani',
  })
  const { host, database, user } = peil.connection.options
  const env = {
    DATABASE_URL: `postgres://${user}@/${database}?host=${encodeURIComponent(String(host))}`,
    PEIL_DATA: path.dirname(peil.platform.incoming),
    PEIL_DEMO: 'off',
    PEIL_ORIGIN: 'http://peil.test',
    SMTP_URL: `smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`,
    PORT: '0',
  }
  const start = (file: string) =>
    startPeil([process.execPath, '--import', 'tsx', file], { cwd: root, env })
  // All at the same moment, on a database in which the queue has yet to be made.
  const [one, other, first, second] = await Promise.all([
    start('main.ts'),
    start('main.ts'),
    start('worker.ts'),
    start('worker.ts'),
  ])
  web = [one, other]
  workers = [first, second]
  queue = await openQueue(peil.connection, pino({ level: 'silent' }), { listens: false })
})
after(async () => {
  await queue?.stop()
  const codes = await Promise.all([...(web ?? []), ...(workers ?? [])].map((one) => one.stop()))
  await new Promise<void>((done) => mailServer.close(() => done()))
  // One of them was killed by its test.
  assert.deepEqual(codes, [0, 0, null, 0])
})

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += 20) {
    assert.ok(waited < 60_000, `after a minute it is still not so: ${isSo}`)
    await pause(20)
  }
}

async function get(at: RunningPeil, address: string): Promise<Response> {
  const headers = { cookie: farid.cookie }
  return fetch(`${at.address}${address}`, { headers, redirect: 'manual' })
}

async function send(at: RunningPeil, address: string, fields: Record<string, string | File>) {
  const body = new FormData()
  for (const [name, value] of Object.entries(fields)) body.append(name, value)
  const headers = { cookie: farid.cookie, origin: 'http://peil.test' }
  return fetch(`${at.address}${address}`, { method: 'POST', headers, body, redirect: 'manual' })
}

/** The form for a training, as this process shows it. */
async function training(at: RunningPeil) {
  const html = await (await get(at, `${activities}?soort=training`)).text()
  return { ...hiddenIn(html, activities), kind: 'training', intent: 'concept' }
}

async function titled(title: string) {
  const { db } = peil.platform
  return db.selectFrom('activity').where('title', '=', title).select('id').execute()
}

test('a form that two processes get at the same moment is done once', async () => {
  const form = { ...(await training(web[0])), title: 'Op twee plaatsen' }
  const answers = await Promise.all(
    [web[0], web[1], web[0], web[1]].map((at) => send(at, activities, form)),
  )
  const places = new Set(answers.map((answer) => answer.headers.get('location')))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303, 303, 303],
  )
  assert.equal(places.size, 1)
  assert.equal((await titled('Op twee plaatsen')).length, 1)
})

test('a large file of which half came to one process goes on at the other, and comes with a form there', async () => {
  const file = Buffer.from(await pdf('a.pdf', 'een lang verslag '.repeat(40_000)).arrayBuffer())
  const offered = { cookie: farid.cookie, 'tus-resumable': '1.0.0' }
  const begun = await fetch(`${web[0].address}/krsd/bestanden`, {
    method: 'POST',
    headers: {
      ...offered,
      'upload-length': String(file.length),
      'upload-metadata': `filename ${Buffer.from('verslag.pdf').toString('base64')}`,
    },
  })
  assert.equal(begun.status, 201)
  const place = begun.headers.get('location') ?? ''
  const id = place.split('/').at(-1) ?? ''
  // The line to the first one hangs: it still has the file in hand when its sender goes on elsewhere.
  const { port } = new URL(web[0].address)
  const hanging = connectTo(Number(port), '127.0.0.1')
  hanging.on('error', () => undefined)
  hanging.write(
    `PATCH ${place} HTTP/1.1\r\nhost: localhost\r\ncookie: ${farid.cookie}\r\ntus-resumable: 1.0.0\r\n` +
      `upload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\ncontent-length: ${file.length}\r\n\r\n`,
  )
  hanging.write(file.subarray(0, 200_000))
  const { incoming } = peil.platform
  await until(async () => (await readdir(incoming)).includes(`${id}.held`))
  const there = await fetch(`${web[1].address}${place}`, { method: 'HEAD', headers: offered })
  const offset = Number(there.headers.get('upload-offset'))
  assert.ok(offset > 0 && offset <= 200_000, String(offset))
  const rest = await fetch(`${web[1].address}${place}`, {
    method: 'PATCH',
    headers: {
      ...offered,
      'upload-offset': String(offset),
      'content-type': 'application/offset+octet-stream',
    },
    body: new Uint8Array(file.subarray(offset)),
  })
  assert.equal(rest.status, 204)
  hanging.destroy()
  const form = { ...(await training(web[1])), title: 'Onderbroken', leeg: new File([], '') }
  const answer = await send(web[1], activities, { ...form, _arrived: `evidence:${id}` })
  assert.equal(answer.status, 303)
  const [activity] = await titled('Onderbroken')
  const stored = await peil.platform.db
    .selectFrom('evidence')
    .innerJoin('document', 'document.id', 'evidence.document_id')
    .where('evidence.activity_id', '=', activity?.id ?? '')
    .select('document.size')
    .execute()
  assert.deepEqual(stored, [{ size: file.length }])
  assert.deepEqual(
    (await readdir(incoming)).filter((name) => /held|wanted/.test(name)),
    [],
  )
})

test('one person sends four forms with files at once to all of them together, and not a fifth', async () => {
  const sending = (at: RunningPeil) => {
    const line = connectTo(Number(new URL(at.address).port), '127.0.0.1')
    line.on('error', () => undefined)
    line.write(
      `POST ${activities} HTTP/1.1\r\nhost: localhost\r\ncookie: ${farid.cookie}\r\n` +
        'content-type: multipart/form-data; boundary=grens\r\ncontent-length: 5000000\r\n\r\n' +
        '--grens\r\ncontent-disposition: form-data; name="evidence"; filename="a.pdf"\r\n\r\n' +
        'x'.repeat(600_000),
    )
    return line
  }
  const lines = [web[0], web[0], web[1], web[1]].map(sending)
  const inHand = async () =>
    (await peil.connection.pool.query(`select from turn where key like 'form:%'`)).rowCount
  await until(async () => (await inHand()) === 4)
  const fields = { ...(await training(web[1])), evidence: pdf('a.pdf', 'x'.repeat(400_000)) }
  const fifth = await send(web[1], activities, fields)
  assert.equal(fifth.status, 413)
  assert.match(await fifth.text(), /nu al 4 formulieren met bestanden/)
  for (const line of lines) line.destroy()
  await until(async () => (await inHand()) === 0)
  const title = 'Daarna'
  assert.equal((await send(web[0], activities, { ...fields, title })).status, 303)
})

test('what one process changes of a register stands on the pages of the others', async () => {
  const register = peil.platform.registers.get('krsd')
  assert.ok(register)
  const facts = { ...organisationFacts(register), foundation: 'Stichting Overal Tegelijk' }
  await peil.act({ kind: 'system', task: 'test' }, (context) =>
    changeOrganisation(context, 0, facts),
  )
  for (const at of web) {
    await until(async () => /Overal Tegelijk/.test(await (await get(at, '/krsd/contact')).text()))
  }
})

test('two workers deliver each mail once, also when one of them is killed, and do due work once', async () => {
  const past = Temporal.Now.plainDateISO('Europe/Amsterdam').subtract({ days: 1 })
  const people = Array.from({ length: 12 }, (_, at) => `verloopt-${at}@voorbeeld.nl`)
  for (const email of people) {
    await professional(peil, {
      email,
      firstName: 'Voor',
      lastName: 'Bij',
      status: 'certified',
      since: past.subtract({ years: 3 }).toString(),
      validFirst: past.subtract({ years: 3 }).toString(),
      validLast: past.toString(),
    })
  }
  const { db } = peil.platform
  const letter = { subject: 'Een brief', text: 'Een brief.', html: '<p>Een brief.</p>' }
  const write = (address: string) =>
    peil.act({ kind: 'system', task: 'test' }, async (context) => {
      const platform = { ...context.platform, enqueue: queue.enqueue }
      await writeMessage({ ...context, platform }, 'sign-in-link', { name: '', address }, letter)
    })
  await db.transaction().execute(async (transaction) => {
    for (let times = 0; times < 2; times += 1) {
      await queue.enqueue(transaction, { name: 'daily', data: { register: 'krsd' } })
    }
  })
  const addresses = Array.from({ length: 40 }, (_, at) => `post-${at}@voorbeeld.nl`)
  for (const address of addresses.slice(0, 20)) await write(address)
  await until(() => came.length > 5)
  workers[0].child.kill('SIGKILL')
  for (const address of addresses.slice(20)) await write(address)
  const expired = async () =>
    (await db.selectFrom('registration').where('status', '=', 'expired').select('id').execute())
      .length
  // As it is within a minute: what it had in hand is taken over.
  await until(async () => {
    await peil.connection.pool.query(`update pgboss.job set
      heartbeat_on = heartbeat_on - interval '30 seconds' where name = 'daily' and state = 'active';
      update pgboss.job set start_after = now() where name = 'daily' and state = 'retry'`)
    return (await expired()) === people.length
  })
  const unsent = async () =>
    (await db.selectFrom('mail_message').where('sent_at', 'is', null).select('id').execute()).length
  await until(async () => (await unsent()) === 0)
  // What the one that was killed had in hand may have gone: that goes once more, as the same message.
  const inDoubt = await db
    .selectFrom('mail_message')
    .where('unsure_at', 'is not', null)
    .select('to_address')
    .execute()
  for (const address of addresses) {
    const ids = came.flatMap(({ to, id }) => (to === address ? [id] : []))
    assert.equal(new Set(ids).size, 1, address)
    if (ids.length > 1)
      assert.ok(
        inDoubt.some((one) => one.to_address === address),
        address,
      )
  }
  assert.ok(inDoubt.length < addresses.length / 2)
  // An invoice for each of three years, and that the registration ended: none of them twice.
  const kinds = await db
    .selectFrom('mail_message')
    .where('to_address', 'in', people)
    .select(['to_address', 'kind', 'subject', 'body_text'])
    .execute()
  assert.equal(new Set(kinds.map((one) => JSON.stringify(one))).size, kinds.length)
  assert.ok(kinds.length >= people.length)
})

test('whoever signs out at one is out at the other, and one that ends leaves nobody without an answer', async () => {
  assert.equal((await get(web[1], '/krsd/mijn')).status, 200)
  const html = await (await get(web[0], '/krsd/mijn')).text()
  const answer = await send(web[0], '/krsd/uitloggen', hiddenIn(html, '/krsd/uitloggen'))
  assert.equal(answer.status, 303)
  assert.equal((await get(web[1], '/krsd/mijn')).status, 303)
  assert.equal(await web[0].stop(), 0)
  assert.equal((await get(web[1], '/krsd')).status, 200)
})
