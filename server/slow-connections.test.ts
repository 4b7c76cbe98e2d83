import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'
import { storeDocument } from '#testing/store-document.ts'

// Whoever sends or reads slowly, by a bad line or on purpose, keeps nobody else waiting: a
// connection of the database is only taken when everything has come in, and given back before the
// answer goes out. What is not even a whole head of a request never reaches the site: Node ends it.

const peil = await testPlatform()
/** How many requests the site has in hand, from those that say that they are slow. */
let begun = 0
const server = serve({
  fetch: (request) => {
    if (request.headers.has('x-slow')) begun += 1
    return peil.app.fetch(request)
  },
  port: 0,
  hostname: '127.0.0.1',
})
const sockets: Socket[] = []
const many = 200
let port = 0
let cookie = ''
let farid: CastProfessional

before(async () => {
  if (!server.listening) await once(server, 'listening')
  port = (server.address() as AddressInfo).port
  farid = await professional(peil, {
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

/** Begins a request, and gives the connection when all that is sent of it has gone out. */
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
      'X-Slow: yes',
      '',
      '',
    ],
    body,
  )

/** Waits until the site has this many slow requests in hand. */
async function inHand(count: number): Promise<void> {
  for (let waited = 0; begun < count; waited += 10) {
    assert.ok(waited < 30_000, `only ${begun} of ${count} slow requests have begun`)
    await pause(10)
  }
}

// Far longer than a page takes, far shorter than somebody slow may take.
const soon = () => AbortSignal.timeout(20_000)

/** A document of Farid's that fills every buffer on its way; gives its address. */
async function largeDocument(): Promise<string> {
  const id = await peil.act(farid.actor, async (context) => {
    await byHand(context)
    return storeDocument(context, {
      kind: 'evidence',
      personId: farid.personId,
      name: 'groot.pdf',
      mediaType: 'application/pdf',
      content: new Uint8Array(16_000_000),
    })
  })
  return `/krsd/mijn/documenten/${id}`
}

async function others(): Promise<void> {
  const base = `http://127.0.0.1:${port}`
  const pages = ['/krsd', '/krsd/mijn', '/krsd/inloggen']
  const answers = await Promise.all(
    [...pages, ...pages, ...pages, ...pages, ...pages].map((path) =>
      fetch(`${base}${path}`, { headers: { cookie }, redirect: 'manual', signal: soon() }),
    ),
  )
  for (const answer of answers) assert.ok([200, 303].includes(answer.status), `${answer.status}`)
  const saved = await fetch(`${base}/krsd/mijn/activiteiten`, {
    method: 'POST',
    headers: { cookie, origin: base },
    redirect: 'manual',
    signal: soon(),
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
  await inHand(many)
  await others()
})

test('two hundred half files keep nobody waiting', async () => {
  const start =
    '--x\r\nContent-Disposition: form-data; name="evidence"; filename="a.pdf"\r\n\r\n%PDF-1.7'
  for (let i = 0; i < many; i += 1) {
    await form('/krsd/mijn/activiteiten', 'multipart/form-data; boundary=x', start)
  }
  await inHand(2 * many)
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

test('thirty who do not read what they asked for keep nobody waiting', async () => {
  const large = await largeDocument()
  for (let i = 0; i < 30; i += 1) {
    const head = [`GET ${large} HTTP/1.1`, 'Host: peil.test', `Cookie: ${cookie}`, 'X-Slow: yes']
    const socket = await begin([...head, '', ''])
    socket.pause()
  }
  await inHand(2 * many + 30)
  await others()
})
