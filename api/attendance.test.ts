import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import pino from 'pino'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition, changeEdition } from '#domain/courses/course/keep-edition.ts'
import { makeSender } from '#domain/learning/attendance-list/senders.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { usualLookups } from '#domain/platform/look-up/limit-lookups.ts'
import { makeApp } from '#server/app.ts'
import type { CastAccount } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'

// A program of a provider tells who was at a course.

const peil = await testPlatform()
const day = Temporal.PlainDate.from
const keys = new Map<string, string>()
let edition = ''
let anyTime = ''
let school = ''
let mila: CastAccount

before(async () => {
  await peil.setToday('2026-11-20')
  for (const [firstName, lastName] of [
    ['Farid', 'Amrani'],
    ['Judith', 'Bos'],
    ['Kees', 'Cools'],
  ] as const) {
    const email = `${firstName.toLowerCase()}@voorbeeld.nl`
    await professional(peil, { email, firstName, lastName })
  }
  const who = { email: 'mila@brug.example', firstName: 'Mila', lastName: 'Bos' }
  mila = await colleague(peil, who, [])
  school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
  const other = await checkedProvider(peil, 'Opleidingshuis', [[mila, ['manager']]])
  await peil.act(mila.actor, async (context) => {
    const owner = { is: 'organisation', id: school } as const
    const made = await makeCourse(context, owner, courseFacts({ reviewOn: day('2027-12-31') }))
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    await addEdition(context, owner, made.id, editionFacts({ days: [day('2026-11-12')] }))
    edition = `${made.number}-1`
  })
  await peil.act(mila.actor, async (context) => {
    const owner = { is: 'organisation', id: school } as const
    const facts = courseFacts({ form: 'e-learning', title: 'Thuis', reviewOn: day('2027-12-31') })
    const made = await makeCourse(context, owner, facts)
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    anyTime = made.number
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
  const elsewhere = await inRegister(
    peil.platform,
    { register, organisation: other },
    mila.actor,
    (own) =>
      makeSender(own, other, {
        ...{ name: 'Elders', scopes: ['attendance:write', 'attendance:read'] },
        ...{ expiresOn: day('2027-01-01'), publicKey: undefined },
      }),
  )
  keys.set('elsewhere', elsewhere.key ?? '')
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
  // A stream is sent while the answer is awaited, which fetch wants to be told.
  const duplex = sent instanceof ReadableStream ? { duplex: 'half' } : {}
  const response = await app.request(`http://peil.test/api/v1/krsd/${path}`, {
    method,
    ...duplex,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(idempotency === '' ? {} : { 'idempotency-key': idempotency }),
    },
    ...(sent === undefined ? {} : { body: bodyOf(sent) }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

const bodyOf = (sent: unknown) =>
  typeof sent === 'string' || sent instanceof ReadableStream ? sent : JSON.stringify(sent)

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

test('a key is of one list, also where it comes several times at once, and what was only checked is handed in later', async () => {
  const [write, read] = [keys.get('attendance:write'), keys.get('attendance:read')]
  const participants = [{ number: 'krsd 2', surname: 'Bos', hours: 4 }]
  const list = { edition, participants }
  const send = (sent: object, key: string) => ask('POST', 'attendance-lists', write, sent, key)
  const together = await Promise.all([1, 2, 3].map(() => send(list, 'race')))
  assert.deepEqual(
    together.map(({ status }) => status),
    [200, 200, 200],
  )
  const [id, ...others] = new Set(together.map(({ body }) => body.id))
  assert.deepEqual(others, [])
  for (const other of [
    { ...list, participants: [{ number: 'krsd 2', surname: 'Heel Anders' }] },
    { ...list, participants: [...participants, { number: 'krsd 1', surname: 'Amrani' }] },
    { ...list, edition: edition.replace(/1$/, '2') },
  ]) {
    const refused = await send(other, 'race')
    assert.deepEqual([refused.status, refused.body.error], [422, 'other-content'])
  }
  const again = await send({ ...list, edition: edition.toLowerCase() }, 'race')
  assert.deepEqual([again.body.id, again.body.state], [id, 'checked'])
  const submit = (of: unknown, key = write) => ask('POST', `attendance-lists/${of}/submission`, key)
  assert.equal((await submit(id, read)).status, 403)
  assert.equal((await submit('01990000-0000-7000-8000-000000000000')).status, 404)
  for (const _ of ['at first', 'once more']) {
    const { status, body } = await submit(id)
    assert.deepEqual([status, body.state, body.ready], [200, 'running', 1])
  }
  const wrong = await send({ ...list, participants: [{ number: '9', surname: 'Niemand' }] }, 'd')
  assert.equal((await submit(wrong.body.id)).status, 409)
  // With the same key it is handed in too.
  const later = { edition, participants: [{ number: 'krsd 3', surname: 'Cools', hours: 4 }] }
  assert.equal((await send(later, 'later')).body.state, 'checked')
  assert.equal((await send({ ...later, handIn: true }, 'later')).body.state, 'running')
})

test('a program of another organisation comes to no list and no edition, and its own keys do not meet', async () => {
  const [write, elsewhere] = [keys.get('attendance:write'), keys.get('elsewhere')]
  const list = { edition, participants: [{ number: 'krsd 1', surname: 'Amrani', hours: 4 }] }
  const own = await ask('POST', 'attendance-lists', write, list, 'shared')
  for (const [what, asked] of [
    ['its list', ask('GET', `attendance-lists/${own.body.id}`, elsewhere)],
    ['handing it in', ask('POST', `attendance-lists/${own.body.id}/submission`, elsewhere)],
    ['its edition, by the same key', ask('POST', 'attendance-lists', elsewhere, list, 'shared')],
  ] as const) {
    assert.equal((await asked).status, 404, what)
  }
})

test('a list that was checked and can be handed in no more says why: it is too late, or the edition was moved', async () => {
  const write = keys.get('attendance:write')
  const send = async (key: string, surname: string, number: string) => {
    const participants = [{ number, surname, hours: 3, day: '2026-11-19' }]
    const sent = { edition: own.number, participants }
    const { body } = await ask('POST', 'attendance-lists', write, sent, key)
    assert.deepEqual([body.state, body.ready], ['checked', 1])
    return () => ask('POST', `attendance-lists/${body.id}/submission`, write)
  }
  const owner = { is: 'organisation', id: school } as const
  const own = await peil.act(mila.actor, async (context) => {
    const facts = courseFacts({ title: 'Verzet', reviewOn: day('2027-12-31') })
    const made = await makeCourse(context, owner, facts)
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    const days = [day('2026-11-19')]
    const added = await addEdition(context, owner, made.id, editionFacts({ days }))
    if (added.outcome !== 'added') return assert.fail(added.outcome)
    return { id: added.id, number: `${made.number}-1` }
  })
  const submit = await send('te laat', 'Bos', 'krsd 2')
  await peil.setToday('2027-01-20')
  // Its key would have ended by then.
  await extend()
  const late = await submit()
  assert.deepEqual([late.status, late.body.error], [400, 'wrong-query'])
  assert.match(JSON.stringify(late.body), /termijn van twee maanden is voorbij/)
  await peil.setToday('2026-11-20')
  await peil.act(mila.actor, (context) =>
    changeEdition(context, owner, own.id, {
      facts: editionFacts({ days: [day('2026-11-18')] }),
      version: 1,
    }),
  )
  const moved = await submit()
  assert.deepEqual([moved.status, moved.body.error], [409, 'not-allowed'])
  assert.match(JSON.stringify(moved.body), /De uitvoering is gewijzigd/)
})

const extend = () =>
  peil.act({ kind: 'system', task: 'test' }, async (context) => {
    await byHand(context)
    await actForOrganisation(context, school)
    await context.db
      .updateTable('attendance_sender')
      .set({ expires_on: '2027-06-01' })
      .where('organisation_id', '=', school)
      .execute()
  })

test('text with halves of characters or none that can be kept is a mistake in its row, never a fault', async () => {
  const write = keys.get('attendance:write')
  const participants = [
    { number: 'x\ud800', surname: 'Bos' },
    { number: 'krsd 1', surname: 'A\udfff' },
    { number: 'krsd 2\u0000', surname: 'Bos\u0000' },
  ]
  const { status, body } = await ask(
    'POST',
    'attendance-lists',
    write,
    { edition, participants },
    'ill-formed',
  )
  assert.deepEqual([status, body.wrong], [200, 3])
  assert.match(JSON.stringify(body.rows), /x\ufffd/)
})

test('whoever has no key that may is read nothing of, nobody more than the limit, and no address too often', async () => {
  const [write, read] = [keys.get('attendance:write'), keys.get('attendance:read')]
  const large = () => {
    let sent = 0
    const body = new ReadableStream({
      pull(sender) {
        sent += 1
        if (sent > 200) sender.close()
        else sender.enqueue(new Uint8Array(100_000).fill(0x20))
      },
    })
    return { body, sent: () => sent }
  }
  peil.noted.length = 0
  for (const [what, path, key, status, most] of [
    ['no key', 'attendance-lists', undefined, 401, 2],
    ['a key that only reads', 'attendance-lists', read, 403, 2],
    ['a key that may', 'attendance-lists', write, 413, 8],
    ['a token', 'token', undefined, 413, 3],
  ] as const) {
    const { body, sent } = large()
    const answer = await ask('POST', path, key, body, 'large')
    assert.equal(answer.status, status, what)
    assert.ok(sent() <= most, `${what}: ${sent()}`)
  }
  assert.equal((await ask('GET', 'attendance-lists/x', `${write}x`)).status, 401)
  const unknown =
    'grant_type=client_credentials&client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
  assert.equal((await ask('POST', 'token', undefined, unknown)).status, 401)
  assert.deepEqual(
    peil.noted,
    ['nothing', 'key', 'proof'].map((by) => ({ event: 'program-refused', register: 'krsd', by })),
  )
  assert.equal((await ask('POST', 'attendance-lists', write, '\ud800', 'text')).status, 400)
  const often = await testPlatform()
  let asked = 0
  let last = 200
  while (last !== 429 && asked < 200) {
    const path = ['attendance-lists', 'token'][asked % 2]
    const { app: there } = often
    last = (await there.request(`/api/v1/krsd/${path}`, { method: 'POST' })).status
    asked += 1
  }
  assert.equal(asked, usualLookups.program + 1)
})

test('of an e-learning each has a day of their own, by the number of the course', async () => {
  const write = keys.get('attendance:write')
  const sent = (participants: readonly object[], key: string) =>
    ask('POST', 'attendance-lists', write, { edition: anyTime, participants }, key)
  const { status, body } = await sent(
    [
      { number: 'krsd 1', surname: 'Amrani', hours: 2, day: '2026-03-04' },
      { number: 'krsd 2', surname: 'Bos', hours: 2, day: '2026-11-20' },
      { number: 'krsd 3', surname: 'Cools', hours: 2 },
      { number: 'krsd 3', surname: 'Cools', hours: 2, day: '2026-11-21' },
      { number: 'krsd 3', surname: 'Cools', hours: 2, day: '2025-12-31' },
    ],
    'thuis',
  )
  assert.equal(status, 200, JSON.stringify(body))
  const rows = body.rows as { state: string; mistakes: string[] }[]
  assert.deepEqual(
    rows.map(({ state }) => state),
    ['ready', 'ready', 'wrong', 'wrong', 'wrong'],
  )
  assert.match(rows[2]?.mistakes[0] ?? '', /datum in waarop de deelnemer klaar was/)
  assert.match(rows[3]?.mistakes[0] ?? '', /van 1 januari 2026 tot en met 20 november 2026/)
  const last = await sent(
    [{ number: 'krsd 3', surname: 'Cools', hours: 2, day: '2025-12-30' }],
    'x',
  )
  // Of the year before, the two months are over.
  assert.equal(last.status, 400)
  const again = await sent(
    [{ number: 'krsd 3', surname: 'Cools', day: '2026-01-02', hours: 1 }],
    'y',
  )
  assert.deepEqual([again.status, again.body.ready], [200, 1])
})
