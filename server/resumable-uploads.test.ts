import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { serve } from '@hono/node-server'
import { countAttempt } from '#domain/people/account/count-attempt.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { hiddenIn, pdf, textOf } from '#testing/portfolio.ts'

// A large file comes ahead of its form, over a real connection that is cut off now and then.

let peil: TestPlatform
let farid: CastProfessional
let judith: CastProfessional
let server: ReturnType<typeof serve>
let address: string
const file = Buffer.from(await pdf('bewijs.pdf', 'een lang verslag '.repeat(40_000)).arrayBuffer())

before(async () => {
  peil = await testPlatform()
  farid = await professional(peil, {
    email: 'farid@voorbeeld.nl',
    firstName: 'Farid',
    lastName: 'El Amrani',
  })
  judith = await professional(peil, {
    email: 'judith@voorbeeld.nl',
    firstName: 'Judith',
    lastName: 'Bakker',
  })
  server = serve({ fetch: peil.app.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
after(() => new Promise((resolve) => server.close(resolve)))

const offered = { 'tus-resumable': '1.0.0' }

function ask(method: string, path: string, who: CastProfessional | undefined, headers = {}) {
  const cookie = who === undefined ? {} : { cookie: who.cookie }
  return fetch(`${address}${path}`, { method, headers: { ...offered, ...cookie, ...headers } })
}

async function begin(who: CastProfessional, bytes = file.length, name = 'verslag.pdf') {
  const metadata = `filename ${Buffer.from(name).toString('base64')}`
  const headers = { 'upload-length': String(bytes), 'upload-metadata': metadata }
  const answer = await ask('POST', '/krsd/bestanden', who, headers)
  assert.equal(answer.status, 201)
  return answer.headers.get('location') ?? ''
}

async function goOn(who: CastProfessional, path: string, offset: number, bytes: Uint8Array) {
  return fetch(`${address}${path}`, {
    method: 'PATCH',
    headers: {
      ...offered,
      cookie: who.cookie,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
    },
    body: new Uint8Array(bytes),
  })
}

async function arrived(who: CastProfessional, path: string): Promise<number> {
  const answer = await ask('HEAD', path, who)
  assert.equal(answer.status, 200)
  return Number(answer.headers.get('upload-offset'))
}

async function cutOffAfter(bytes: number, who: CastProfessional, path: string): Promise<void> {
  const { port } = new URL(address)
  const socket = connect(Number(port), '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(
    `PATCH ${path} HTTP/1.1\r\nhost: localhost\r\ncookie: ${who.cookie}\r\ntus-resumable: 1.0.0\r\n` +
      `upload-offset: 0\r\ncontent-type: application/offset+octet-stream\r\ncontent-length: ${file.length}\r\n\r\n`,
  )
  socket.write(file.subarray(0, bytes))
  const lies = join(peil.platform.incoming, path.split('/').at(-1) ?? '')
  while ((await stat(lies)).size < bytes) await new Promise((resolve) => setImmediate(resolve))
  socket.destroy()
}

async function handIn(who: CastProfessional, fields: Record<string, string>): Promise<Response> {
  const path = '/krsd/mijn/activiteiten'
  const html = await (await peil.get(`${path}?soort=training`, who.cookie)).text()
  const answers = { ...hiddenIn(html, path), kind: 'training', intent: 'insturen', ...fields }
  return peil.post(path, { ...answers, leeg: new File([], '') }, who.cookie)
}

async function evidenceOf(title: string) {
  return peil.platform.db
    .selectFrom('activity')
    .innerJoin('evidence', 'evidence.activity_id', 'activity.id')
    .innerJoin('document', 'document.id', 'evidence.document_id')
    .where('activity.title', '=', title)
    .select(['document.name', 'document.size', 'document.sha256'])
    .execute()
}

test('what was cut off goes on where it stopped, and comes with its form', async () => {
  const path = await begin(farid)
  await cutOffAfter(200_000, farid, path)
  const offset = await arrived(farid, path)
  assert.equal(offset, 200_000)
  const rest = await goOn(farid, path, offset, file.subarray(offset))
  assert.equal(rest.status, 204)
  const id = path.split('/').at(-1) ?? ''
  const answer = await handIn(farid, {
    title: 'Onderbroken',
    intent: 'concept',
    _arrived: `evidence:${id}`,
  })
  assert.equal(answer.status, 303, await textOf(answer))
  const sha256 = createHash('sha256').update(file).digest('hex')
  assert.deepEqual(await evidenceOf('Onderbroken'), [
    { name: 'verslag.pdf', size: file.length, sha256 },
  ])
  // It was taken: it is not there twice.
  assert.equal((await ask('HEAD', path, farid)).status, 404)
  const again = await handIn(farid, { title: 'Nog een keer', _arrived: `evidence:${id}` })
  assert.equal(again.status, 422)
  assert.match(await textOf(again), /bewaren we niet meer\. Kies het bestand opnieuw/)
})

test('half a file is no file: the form says so and keeps what was typed', async () => {
  const path = await begin(farid)
  assert.equal((await goOn(farid, path, 0, file.subarray(0, 1000))).status, 204)
  const id = path.split('/').at(-1) ?? ''
  const answer = await handIn(farid, { title: 'Half aangekomen', _arrived: `evidence:${id}` })
  assert.equal(answer.status, 422)
  const html = await answer.text()
  assert.match(html, /bewaren we niet meer/)
  assert.match(html, /value="Half aangekomen"/)
  // It still waits for its rest.
  assert.equal(await arrived(farid, path), 1000)
})

test('what comes ahead is inspected as what comes with its form', async () => {
  const bytes = Buffer.from('MZ een programma dat verslag.pdf heet')
  const path = await begin(farid, bytes.length)
  await goOn(farid, path, 0, bytes)
  const id = path.split('/').at(-1) ?? ''
  const answer = await handIn(farid, { title: 'Vermomd', _arrived: `evidence:${id}` })
  assert.equal(answer.status, 422)
  assert.match(await textOf(answer), /‘verslag\.pdf’ is geen PDF, JPG of PNG/)
})

test('nobody sees, adds to, removes or uses the file of somebody else', async () => {
  const path = await begin(farid)
  await goOn(farid, path, 0, file)
  for (const method of ['HEAD', 'DELETE']) {
    assert.equal((await ask(method, path, judith)).status, 404, method)
  }
  assert.equal((await goOn(judith, path, 0, file)).status, 404)
  const id = path.split('/').at(-1) ?? ''
  const answer = await handIn(judith, { title: 'Van een ander', _arrived: `evidence:${id}` })
  assert.equal(answer.status, 422)
  assert.equal(await arrived(farid, path), file.length)
  assert.equal((await ask('DELETE', path, farid)).status, 204)
})

test('only who has signed in may send, and from our own pages', async () => {
  const length = { 'upload-length': '10' }
  assert.equal((await ask('POST', '/krsd/bestanden', undefined, length)).status, 401)
  for (const headers of [{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'cross-site' }]) {
    const answer = await ask('POST', '/krsd/bestanden', farid, { ...length, ...headers })
    assert.equal(answer.status, 403)
    assert.equal(answer.headers.get('access-control-allow-origin'), null)
  }
  assert.equal((await ask('POST', '/nobody/bestanden', farid, length)).status, 404)
  for (const id of ['%2e%2e%2fkeys', 'a'.repeat(32), 'a'.repeat(5000), '%00']) {
    const answer = await ask('HEAD', `/krsd/bestanden/${id}`, farid)
    assert.ok([400, 404].includes(answer.status), `${id}: ${answer.status}`)
  }
})

test('more than a file may hold is refused before it comes, and more than a day may bring too', async () => {
  const tooLarge = await ask('POST', '/krsd/bestanden', farid, { 'upload-length': '30000000' })
  assert.equal(tooLarge.status, 413)
  const { db } = peil.platform
  const who = judith.actor.accountId
  const most = 2_000
  const sent = { what: 'upload', who, most, minutes: 24 * 60, times: most - 1 }
  await db.transaction().execute((transaction) => countAttempt(transaction, sent))
  const headers = { 'upload-length': '1000000' }
  assert.equal((await ask('POST', '/krsd/bestanden', judith, headers)).status, 201)
  assert.equal((await ask('POST', '/krsd/bestanden', judith, headers)).status, 429)
})

test('what nobody finishes is gone after a day', async () => {
  const path = await begin(farid)
  const id = path.split('/').at(-1) ?? ''
  const { incoming } = peil.platform
  assert.ok((await readdir(incoming)).includes(id))
  const made = JSON.parse(await readFile(join(incoming, `${id}.json`), 'utf8'))
  made.creation_date = '2020-01-01T00:00:00.000Z'
  await writeFile(join(incoming, `${id}.json`), JSON.stringify(made))
  await begin(farid)
  assert.ok(!(await readdir(incoming)).includes(id))
})
