import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { serve } from '@hono/node-server'
import { professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

// Whoever sends slowly, by a bad line or on purpose, keeps nobody else waiting: a connection of the
// database is only taken when everything has come in.

const peil = await testPlatform()
const server = serve({ fetch: peil.app.fetch, port: 0, hostname: '127.0.0.1' })
const sockets: Socket[] = []
const many = 200
let port = 0
let cookie = ''

before(async () => {
  if (!server.listening) await once(server, 'listening')
  port = (server.address() as AddressInfo).port
  const farid = await professional(peil, {
    email: 'farid@voorbeeld.nl',
    firstName: 'Farid',
    lastName: 'El Amrani',
  })
  cookie = farid.cookie
})

after(async () => {
  for (const socket of sockets) socket.destroy()
  await new Promise((done) => server.close(done))
})

/** Begins a request, and gives the connection when the server has all that was sent. */
async function begin(head: readonly string[], body = ''): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
  sockets.push(socket)
  // The server ends them all when the tests are over.
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  await new Promise<void>((done) => {
    socket.write(`${head.join('\r\n')}${body}`, () => done())
  })
  return socket
}

const form = (path: string, type: string, body: string) =>
  begin(
    [
      `POST ${path} HTTP/1.1`,
      'Host: peil.test',
      `Cookie: ${cookie}`,
      'Sec-Fetch-Site: same-origin',
      `Content-Type: ${type}`,
      'Content-Length: 100000',
      '',
      '',
    ],
    body,
  )

async function others(): Promise<void> {
  const base = `http://127.0.0.1:${port}`
  const pages = ['/krsd', '/krsd/mijn', '/krsd/inloggen']
  const answers = await Promise.all(
    [...pages, ...pages, ...pages, ...pages, ...pages].map((path) =>
      fetch(`${base}${path}`, { headers: { cookie }, redirect: 'manual' }),
    ),
  )
  for (const answer of answers) assert.ok([200, 303].includes(answer.status), `${answer.status}`)
  const saved = await fetch(`${base}/krsd/mijn/activiteiten`, {
    method: 'POST',
    headers: { cookie, origin: base },
    redirect: 'manual',
    body: new URLSearchParams({
      _id: crypto.randomUUID(),
      kind: 'training',
      title: 'Ondertussen',
      intent: 'concept',
    }),
  })
  assert.equal(saved.status, 303)
}

test('two hundred half forms keep nobody waiting', async () => {
  const type = 'application/x-www-form-urlencoded'
  for (let i = 0; i < many / 2; i += 1) {
    await form('/krsd/inloggen', type, 'naam=f')
    await form('/krsd/mijn/activiteiten', type, 'title=half')
  }
  await others()
})

test('two hundred half files keep nobody waiting', async () => {
  const start =
    '--x\r\nContent-Disposition: form-data; name="evidence"; filename="a.pdf"\r\n\r\n%PDF-1.7'
  for (let i = 0; i < many; i += 1) {
    await form('/krsd/mijn/activiteiten', 'multipart/form-data; boundary=x', start)
  }
  await others()
})

test('two hundred half requests keep nobody waiting', async () => {
  for (let i = 0; i < many; i += 1) await begin(['GET /krsd HTTP/1.1', 'Host: peil.test', 'X-'])
  await others()
})

test('when they break off, nothing of them is left', async () => {
  for (const socket of sockets.splice(0)) {
    socket.destroy()
    await once(socket, 'close')
  }
  await others()
  const keys: string[] = []
  for await (const key of peil.platform.files.list(Temporal.Now.instant().add({ hours: 1 }))) {
    keys.push(key)
  }
  assert.deepEqual(keys, [])
  const { count } = await peil.platform.db
    .selectFrom('activity')
    .where('title', '!=', 'Ondertussen')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  assert.equal(count, 0)
})
