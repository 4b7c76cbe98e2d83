import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'

const { act, get } = await testPlatform()

before(() =>
  act({ kind: 'visitor' }, async (context) => {
    await byHand(context)
    const rows = [
      { number: 1, status: 'certified', shielded: false },
      { number: 2, status: 'expired', shielded: false },
      { number: 3, status: 'certified', shielded: true },
    ] as const
    for (const row of rows) {
      const person = await context.db
        .insertInto('person')
        .values({ first_name: 'Farid', name_prefix: 'El', last_name: 'Amrani', city: 'Utrecht' })
        .returning('id')
        .executeTakeFirstOrThrow()
      const { id } = await context.db
        .insertInto('registration')
        .values({
          ...row,
          register: context.register.id,
          person_id: person.id,
          regulation_version: '2021-01-01',
          signed_up_on: '2024-01-01',
          approved_on: '2024-01-10',
          candidate_on: '2024-01-15',
          valid_first: '2024-02-01',
          valid_last: '2027-01-31',
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await publishEntry(context, id)
    }
  }),
)

const ask = (path: string) => get(`/api/v1/${path}`)

test('a registration gives what everybody may see, and nothing else', async () => {
  const answer = await ask('krsd/registrations/KRSD-000001')
  assert.equal(answer.status, 200)
  assert.deepEqual(await answer.json(), {
    register: 'krsd',
    number: 'KRSD-000001',
    name: 'Farid El Amrani',
    status: 'certified',
    statusLabel: 'Gecertificeerd',
    category: null,
    validUntil: '2027-01-31',
    temporary: false,
  })
})

test('a number may be typed in many ways', async () => {
  for (const typed of ['1', '000001', 'krsd-1', 'krsd%200001']) {
    assert.equal((await ask(`krsd/registrations/${typed}`)).status, 200, typed)
  }
})

test('who has expired, who is shielded and who does not exist look the same', async () => {
  const answers = await Promise.all(
    [2, 3, 999_999].map(async (number) => {
      const answer = await ask(`krsd/registrations/${number}`)
      return `${answer.status} ${await answer.text()}`
    }),
  )
  assert.equal(new Set(answers).size, 1)
  assert.match(answers[0] ?? '', /^404 .*not-found/)
})

test('what is no number, and what is no register, is said', async () => {
  const typed = [
    'abc',
    '12345678901',
    '1;drop table person',
    '%F0%9F%98%80',
    `9${'9'.repeat(5000)}`,
  ]
  for (const number of typed) {
    const answer = await ask(`krsd/registrations/${encodeURIComponent(number)}`)
    assert.equal(answer.status, 400, number.slice(0, 20))
  }
  assert.equal((await ask('nope/registrations/1')).status, 404)
  assert.equal((await ask('nothing/here')).status, 404)
})

test('the description names the path and every field', async () => {
  const answer = await ask('openapi.json')
  assert.equal(answer.status, 200)
  const text = await answer.text()
  for (const word of ['/{register}/registrations/{number}', 'validUntil', 'statusLabel', '3.1.0']) {
    assert.ok(text.includes(word), word)
  }
})

test('too many look-ups from one address are refused for a minute', async () => {
  const statuses: number[] = []
  // A minute may begin anew while we count, so that twice the share is asked for and more.
  for (let times = 0; times < 250; times += 1) {
    statuses.push((await ask('krsd/registrations/1')).status)
  }
  assert.ok(statuses.includes(429))
})
