import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import pino from 'pino'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { makeSender } from '#domain/learning/attendance-list/senders.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { makeApp } from '#server/app.ts'
import { colleague, professional } from '#testing/cast.ts'
import { checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'

// A program of a provider tells who was at a course.

const peil = await testPlatform()
const day = Temporal.PlainDate.from
const keys = new Map<string, string>()
let edition = ''

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
    await addEdition(context, owner, made.id, editionFacts({ days: [day('2026-11-12')] }))
    edition = `${made.number}-1`
  })
  const register = peil.platform.registers.get('krsd') ?? assert.fail()
  for (const scope of ['attendance:write', 'attendance:read'] as const) {
    const asked = {
      name: scope,
      scopes: [scope],
      expiresOn: day('2027-01-01'),
      publicKey: undefined,
    }
    const made = await inRegister(
      peil.platform,
      { register, organisation: school },
      mila.actor,
      (own) => makeSender(own, school, asked),
    )
    keys.set(scope, made.key ?? '')
  }
})

const app = makeApp(
  peil.platform,
  async () => ({ healthy: true, facts: {} }),
  pino({ level: 'silent' }),
)

async function ask(
  method: 'GET' | 'POST',
  path: string,
  key: string | undefined,
  sent?: unknown,
  idempotency = '',
) {
  const response = await app.request(`http://peil.test/api/v1/krsd/${path}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(idempotency === '' ? {} : { 'idempotency-key': idempotency }),
    },
    ...(sent === undefined ? {} : { body: typeof sent === 'string' ? sent : JSON.stringify(sent) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test('each row is answered, the same key does nothing twice, and a key may no more than its scopes', async () => {
  const [write, read] = [keys.get('attendance:write'), keys.get('attendance:read')]
  const list = {
    edition: edition.toLowerCase(),
    handIn: true,
    participants: [
      { number: 'krsd 1', surname: 'Amrani', hours: 4 },
      { number: 'KRSD-999', surname: 'Niemand' },
    ],
  }
  const first = await ask('POST', 'attendance-lists', write, list, 'a')
  assert.equal(first.status, 200)
  assert.deepEqual([first.body.state, first.body.ready, first.body.wrong], ['running', 1, 1])
  const rows = first.body.rows as { state: string; mistakes: string[] }[]
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['ready', 'wrong'],
  )
  assert.match(rows[1]?.mistakes[0] ?? '', /KRSD-999 met achternaam Niemand vinden we niet/)
  const again = await ask('POST', 'attendance-lists', write, list, 'a')
  assert.equal(again.body.id, first.body.id)
  const seen = await ask('GET', `attendance-lists/${first.body.id}`, read)
  assert.deepEqual([seen.status, seen.body.id], [200, first.body.id])
  for (const [what, status, asked] of [
    ['no key', 401, ask('POST', 'attendance-lists', undefined, list, 'b')],
    ['another key', 401, ask('POST', 'attendance-lists', `${write}x`, list, 'b')],
    ['a key that only reads', 403, ask('POST', 'attendance-lists', read, list, 'b')],
    ['a key that only writes', 403, ask('GET', `attendance-lists/${first.body.id}`, write)],
    ['no idempotency key', 400, ask('POST', 'attendance-lists', write, list)],
    ['no JSON', 400, ask('POST', 'attendance-lists', write, '{', 'c')],
    ['nobody', 400, ask('POST', 'attendance-lists', write, { edition, participants: [] }, 'c')],
    [
      'no edition',
      404,
      ask('POST', 'attendance-lists', write, { ...list, edition: 'OPL-9-9' }, 'c'),
    ],
    ['no token', 400, ask('POST', 'token', undefined, 'grant_type=password')],
  ] as const) {
    assert.equal((await asked).status, status, what)
  }
})
