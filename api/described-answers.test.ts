import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import pino from 'pino'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { makeSender } from '#domain/learning/attendance-list/senders.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { makeApp } from '#server/app.ts'
import { colleague, professional } from '#testing/cast.ts'
import { checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { useUp } from '#testing/lookups.ts'
import { testPlatform } from '#testing/platform.ts'

// What the interface answers to programs of providers, held against its own description: each answer that it
// describes is given, and each that is given is described.

const peil = await testPlatform({ unknownRowsADay: 2 })
const day = Temporal.PlainDate.from
const app = makeApp(
  peil.platform,
  async () => ({ healthy: true, facts: {} }),
  pino({ level: 'silent' }),
)
const base = 'http://peil.test/api/v1'
const keys: Record<string, string> = {}
const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
let client = ''
let edition = ''
let coming = ''
let past = ''

interface Described {
  readonly description: string
  readonly headers?: Readonly<Record<string, { readonly required?: boolean; schema: object }>>
  readonly content?: Readonly<Record<string, { readonly schema: object }>>
}

interface Description {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { responses: Readonly<Record<string, Described>> }>>>
  >
  readonly components: object
}

const description = (await (await app.request(`${base}/openapi.json`)).json()) as Description
const ajv = new Ajv2020({ strict: false, formats: { date: isDay, uuid: isUuid } })
ajv.addSchema({ $id: 'peil', components: description.components })

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text)
}

function isUuid(text: string): boolean {
  return /^[0-9a-f-]{36}$/.test(text)
}

const seen = new Map<string, Set<string>>()

/** Holds an answer against what is described of it; gives its status. */
async function conforms(method: string, path: string, answer: Response): Promise<number> {
  const { responses } = description.paths[path]?.[method] ?? assert.fail(`${method} ${path}`)
  const status = String(answer.status)
  const at = `${method} ${path}: ${status}`
  const said = responses[status] ?? assert.fail(`${at} is not described`)
  const type = answer.headers.get('content-type') ?? ''
  const described = said.content?.[type] ?? assert.fail(`${at} as ${type} is not described`)
  const resolved = JSON.parse(
    JSON.stringify(described.schema).replaceAll('"#/components', '"peil#/components'),
  )
  const body = await answer.json()
  assert.ok(ajv.validate(resolved, body), `${at}: ${ajv.errorsText()} ${JSON.stringify(body)}`)
  for (const [name, { required, schema }] of Object.entries(said.headers ?? {})) {
    const value = answer.headers.get(name)
    if (required === true) assert.notEqual(value, null, `${at}: no ${name}`)
    const read = /"integer"/.test(JSON.stringify(schema)) ? Number(value) : value
    if (value !== null) assert.ok(ajv.validate(schema, read), `${at}: ${name} is ${value}`)
  }
  const key = `${method} ${path}`
  seen.set(key, (seen.get(key) ?? new Set()).add(status))
  return answer.status
}

before(async () => {
  await peil.setToday('2026-11-20')
  await professional(peil, { email: 'farid@voorbeeld.nl', firstName: 'Farid', lastName: 'Amrani' })
  const who = { email: 'mila@brug.example', firstName: 'Mila', lastName: 'Bos' }
  const mila = await colleague(peil, who, [])
  const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
  await peil.act(mila.actor, async (context) => {
    const owner = { is: 'organisation', id: school } as const
    const made = await makeCourse(context, owner, courseFacts({ reviewOn: day('2027-12-31') }))
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    for (const on of ['2026-11-12', '2026-12-12', '2026-01-12']) {
      await addEdition(context, owner, made.id, editionFacts({ days: [day(on)] }))
    }
    edition = `${made.number}-1`
    coming = `${made.number}-2`
    past = `${made.number}-3`
  })
  const register = peil.platform.registers.get('krsd') ?? assert.fail()
  const jwk = { ...(await exportJWK(publicKey)), alg: 'ES256' }
  for (const [name, scopes, key] of [
    ['write', ['attendance:write'], undefined],
    ['read', ['attendance:read'], undefined],
    ['pair', ['attendance:read'], jwk],
  ] as const) {
    const sender = { name, scopes, expiresOn: day('2027-01-01'), publicKey: key }
    const made = await inRegister(
      peil.platform,
      { register, organisation: school },
      mila.actor,
      (own) => makeSender(own, school, sender),
    )
    keys[name] = made.key ?? ''
    if (key !== undefined) client = made.id
  }
})

interface Sent {
  readonly key?: string | undefined
  readonly idempotency?: string
  readonly body?: string | object
  readonly register?: string
  readonly query?: string
  readonly id?: string
}

function ask(method: string, path: string, sent: Sent = {}): Promise<Response> {
  const { key, idempotency, body, register = 'krsd', query = '', id = '' } = sent
  const place = path.replace('{register}', register).replace('{id}', id)
  return Promise.resolve(
    app.request(`${base}${place}${query}`, {
      method: method.toUpperCase(),
      headers: {
        ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
        ...(idempotency === undefined ? {} : { 'idempotency-key': idempotency }),
      },
      ...(body === undefined
        ? {}
        : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  )
}

const lists = '/{register}/attendance-lists'
const list = '/{register}/attendance-lists/{id}'
const submission = '/{register}/attendance-lists/{id}/submission'
const token = '/{register}/token'
const none = '01990000-0000-7000-8000-000000000000'

let proofs = 0
function proof() {
  proofs += 1
  return new SignJWT({})
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(client)
    .setSubject(client)
    .setAudience(`${peil.platform.origin}/api/v1/krsd/token`)
    .setIssuedAt()
    .setExpirationTime('2m')
    .setJti(`proof ${proofs}`)
    .sign(privateKey)
}

const asking = (more: Readonly<Record<string, string>>) =>
  new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_id: client,
    ...more,
  }).toString()

describe('what programs of providers are answered', () => {
  test('where lists are sent', async () => {
    const { write, read } = keys
    const participants = [{ number: 'krsd 1', surname: 'Amrani', hours: 4 }]
    const nobody = { number: 'KRSD-99', surname: 'Niemand' }
    const right = { edition, participants }
    const of = async (status: number, sent: Sent) =>
      assert.equal(await conforms('post', lists, await ask('post', lists, sent)), status)
    await of(200, { key: write, idempotency: 'a', body: right })
    await of(200, { key: write, idempotency: 'b', body: { edition, participants: [nobody] } })
    // Who it is comes before what is wrong with what was sent.
    await of(401, { body: '{' })
    await of(401, { key: `${write}x`, query: '?x=1', body: '{' })
    await of(403, { key: read, body: '{' })
    await of(400, { key: write, body: right })
    await of(400, { key: write, idempotency: 'c', body: '{' })
    await of(400, { key: write, idempotency: 'c', query: '?x=1', body: right })
    await of(400, { key: write, idempotency: 'c', body: { edition, participants: [{}] } })
    await of(400, { key: write, idempotency: 'c', body: { ...right, edition: coming } })
    await of(400, { key: write, idempotency: 'c', body: { ...right, edition: past } })
    await of(404, { key: write, idempotency: 'c', body: { ...right, edition: 'OPL-9-9' } })
    await of(404, { key: write, register: 'geen', body: right })
    await of(413, { key: write, idempotency: 'c', body: ' '.repeat(513 * 1024) })
    await of(422, { key: write, idempotency: 'a', body: { edition, participants: [nobody] } })
  })

  test('where a list is read and handed in, also one that waits and one that broke off', async () => {
    const { write, read } = keys
    const send = async (idempotency: string, participants: readonly object[]) => {
      const sent = { key: write, idempotency, body: { edition, participants } }
      const answer = await ask('post', lists, sent)
      return (await answer.json()) as { id: string; state: string; waitsUntil?: string }
    }
    const right = { number: 'krsd 1', surname: 'Amrani', hours: 4 }
    const wrong = await send('wrong', [{ number: 'x', surname: 'Y' }])
    const checked = await send('checked', [right])
    const of = async (path: typeof list | typeof submission, status: number, sent: Sent) => {
      const method = path === list ? 'get' : 'post'
      assert.equal(await conforms(method, path, await ask(method, path, sent)), status)
    }
    await of(list, 200, { key: read, id: checked.id })
    await of(list, 400, { key: read, id: checked.id, query: '?x=1' })
    await of(list, 401, { id: checked.id, query: '?x=1' })
    await of(list, 403, { key: write, id: checked.id })
    await of(list, 404, { key: read, id: none })
    await of(submission, 409, { key: write, id: wrong.id })
    await of(submission, 200, { key: write, id: checked.id })
    await of(submission, 400, { key: write, id: checked.id, query: '?x=1' })
    await of(submission, 401, { id: checked.id })
    await of(submission, 403, { key: read, id: checked.id })
    await of(submission, 404, { key: write, id: none })
    const nobody = { number: 'KRSD-98', surname: 'Niemand' }
    const waits = await send('waits', [nobody, nobody, right])
    assert.deepEqual([waits.state, waits.waitsUntil], ['reading', '2026-11-21'])
    await of(list, 200, { key: read, id: waits.id })
    await of(submission, 200, { key: write, id: waits.id })
    await peil.platform.db
      .updateTable('attendance_delivery')
      .set({ broken_off_on: '2026-11-20' })
      .where('id', '=', waits.id)
      .execute()
    const broken = await ask('get', list, { key: read, id: waits.id })
    assert.equal(((await broken.clone().json()) as { state: string }).state, 'broken-off')
    assert.equal(await conforms('get', list, broken), 200)
  })

  test('where a token is asked', async () => {
    const of = async (status: number, sent: Sent) =>
      assert.equal(await conforms('post', token, await ask('post', token, sent)), status)
    await of(200, { body: asking({ client_assertion: await proof() }) })
    await of(400, { body: 'grant_type=password' })
    const more = { client_assertion: await proof(), scope: 'attendance:write' }
    await of(400, { body: asking(more) })
    await of(401, { body: asking({ client_assertion: 'x' }) })
    await of(404, { body: asking({}), register: 'geen' })
    await of(413, { body: ' '.repeat(17 * 1024) })
  })

  test('by another method, which says which it takes', async () => {
    for (const [path, method, allow] of [
      [lists, 'get', 'POST'],
      [list, 'post', 'GET, HEAD'],
      [list, 'delete', 'GET, HEAD'],
      [submission, 'get', 'POST'],
      [token, 'get', 'POST'],
      ['/{register}/registrations/1', 'post', 'GET, HEAD'],
      ['/{register}/sample', 'put', 'GET, HEAD'],
      ['/{register}/assessments', 'get', 'POST, OPTIONS'],
      ['/{register}/dossier', 'post', 'GET, HEAD'],
      ['/openapi.json', 'post', 'GET, HEAD'],
    ] as const) {
      const answer = await ask(method, path, { id: none })
      assert.equal(answer.status, 405, `${method} ${path}`)
      assert.equal(answer.headers.get('allow'), allow, `${method} ${path}`)
      assert.equal(answer.headers.get('content-type'), 'application/problem+json')
    }
  })

  test('too often, and by then every answer that is described was given', async () => {
    for (const [method, path] of [
      ['post', lists],
      ['get', list],
      ['post', submission],
      ['post', token],
    ] as const) {
      // One address, here that of nobody, has one share of all of them.
      useUp(peil.platform.lookups, 'program', 'unknown')
      const refused = await ask(method, path, { id: none, key: 'nobody' })
      assert.equal(await conforms(method, path, refused), 429)
    }
    for (const [method, path] of [
      ['post', lists],
      ['get', list],
      ['post', submission],
      ['post', token],
    ] as const) {
      const described = Object.keys(description.paths[path]?.[method]?.responses ?? {})
      const given = [...(seen.get(`${method} ${path}`) ?? [])]
      assert.deepEqual(given.toSorted(), described.toSorted(), `${method} ${path}`)
    }
  })
})
