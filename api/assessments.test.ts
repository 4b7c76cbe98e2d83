import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LookupLimit, usualLookups } from '#domain/platform/look-up/limit-lookups.ts'
import { assessmentAnswer } from '#regulations/answer.ts'
import type { Register } from '#regulations/register.ts'
import { runPeil } from '#testing/command-line.ts'
import { testPlatform } from '#testing/platform.ts'
import { problem } from './answer.ts'
import { makeApi } from './api.ts'

const peil = await testPlatform()
const { registers } = peil.platform
const often = new LookupLimit(peil.platform.db, {
  perMinute: { ...usualLookups, assessment: 1e9 },
})
const api = makeApi(
  { ...peil.platform, lookups: often },
  { addressOf: () => '192.0.2.1', sessionCookie: 'peil' },
)

/** What the command line prints. */
async function printed(args: readonly string[], dossier: unknown): Promise<unknown> {
  const { stdout } = await runPeil(['assess', ...args, '--json', '-'], JSON.stringify(dossier))
  return JSON.parse(stdout)
}

function post(path: string, body?: BodyInit, headers: Readonly<Record<string, string>> = {}) {
  // A stream is sent while the answer is awaited, which fetch wants to be told.
  const request = { method: 'POST', headers, duplex: 'half', ...(body && { body }) }
  return api.request(path, request)
}

async function answered(path: string, dossier: unknown) {
  const answer = await post(path, JSON.stringify(dossier))
  assert.equal(answer.status, 200, await answer.clone().text())
  return answer.json()
}

/** What is said of a dossier or question that cannot be answered. */
async function refused(path: string, body: BodyInit | undefined, status: number) {
  const answer = await post(path, body)
  const content = await answer.text()
  assert.equal(answer.status, status, content)
  assert.doesNotMatch(content, /\\n\s+at /, 'no stack')
  assert.equal(answer.headers.get('content-type'), 'application/problem+json')
  assert.equal(answer.headers.get('access-control-allow-origin'), '*')
  return problem.strict().parse(JSON.parse(content))
}

const training = (id: string, more: object = {}) => ({
  id,
  kind: 'training',
  title: id,
  completedOn: '2022-03-01',
  hours: 20,
  state: 'approved',
  ...more,
})
const short = {
  kind: 'first',
  submittedOn: '2022-12-15',
  activities: [training('a', { attributes: { accredited: true } })],
}
const withPlanned = (planned: number) => ({
  kind: 'first',
  activities: Array.from({ length: planned }, (_, at) =>
    training(`a${at}`, { completedOn: '2023-02-01', state: 'planned' }),
  ),
})

/** A worked example of each of the first norms of each version; the command line takes its time. */
function examplesOf({ id, versions }: Register) {
  return versions.flatMap(({ regulation }) =>
    regulation.norms.slice(0, 4).flatMap(({ examples: [example] }, at) => {
      if (example?.on === undefined) return []
      const { on, dossier } = example
      return { id, version: regulation.version.toString(), on: on.toString(), dossier, at }
    }),
  )
}

describe('the same answer as the command line', { concurrency: 2 }, () => {
  for (const register of registers.values()) {
    test(`for the worked examples of ${register.id}`, async () => {
      const examples = examplesOf(register)
      assert.ok(examples.length >= 2)
      for (const { id, version, on, dossier, at } of examples) {
        const pinned = at % 2 === 0
        const query = pinned ? `?on=${on}&version=${version}` : `?on=${on}`
        assert.deepEqual(
          await answered(`/${id}/assessments${query}`, dossier),
          await printed(['--regulation', pinned ? `${id}@${version}` : id, '--on', on], dossier),
        )
      }
    })
  }

  test('also with a forecast, and without a day', async () => {
    const planned = {
      kind: 'first',
      activities: [
        training('a', { hours: 23, attributes: { accredited: true } }),
        training('b', { hours: 100 }),
        training('c', {
          hours: 2,
          attributes: { accredited: true },
          completedOn: '2023-02-01',
          state: 'planned',
        }),
      ],
    }
    const answer = await answered('/krsd/assessments?on=2022-12-15&before=2023-06-01', planned)
    assert.equal(answer.forecast.outcome, 'met-with-planned')
    assert.deepEqual(answer.forecast.needed, ['c'])
    const args = ['--regulation', 'krsd', '--on', '2022-12-15', '--before', '2023-06-01']
    assert.deepEqual(answer, await printed(args, planned))
    const today = await answered('/krsd/assessments', short)
    assert.equal(today.on, '2022-12-15')
    assert.deepEqual(today, await printed(['--regulation', 'krsd'], short))
  })
})

test('the description of an answer has every field that the engine gives, and no other', async () => {
  const answers = [await answered('/krsd/assessments?before=2023-06-01', withPlanned(2))]
  for (const { id, on, dossier } of [...registers.values()].flatMap(examplesOf)) {
    answers.push(await answered(`/${id}/assessments?on=${on}`, dossier))
  }
  // What the schema does not know it leaves out, so that a field too many is seen as well.
  for (const answer of answers) assert.deepEqual(assessmentAnswer.parse(answer), answer)
  assert.ok('forecast' in answers[0])
})

describe('what is wrong is said', () => {
  const dossier = JSON.stringify(short)

  test('an unknown register or version', async () => {
    assert.equal((await refused('/chess/assessments', dossier, 404)).error, 'unknown-register')
    const { detail } = await refused('/krsd/assessments?version=1999-01-01', dossier, 404)
    assert.match(detail, /geen versie "1999-01-01"; er is 2021-01-01/)
    const early = JSON.stringify({ ...short, submittedOn: '2000-01-01' })
    assert.equal((await refused('/krsd/assessments', early, 400)).error, 'unknown-version')
  })

  test('a day that does not exist, and a parameter that there is not', async () => {
    for (const [query, said] of [
      ['on=2022-02-30', /on: "2022-02-30" is geen dag/],
      ['before=tomorrow', /before: "tomorrow" is geen dag/],
      ['on=', /on: "" is geen dag/],
      ['day=2022-02-01', /geen parameter "day"; er is on, before, version/],
      ['on=2022-02-01&on=2022-02-02', /on één keer/],
      ['on=x&before=2022-02-30&day=1', /on: "x".*before: "2022-02-30".*"day"/],
      [`${'x'.repeat(5000)}=1`, /geen parameter "x{40}…"/],
    ] as const) {
      const { error, detail } = await refused(`/krsd/assessments?${query}`, dossier, 400)
      assert.equal(error, 'wrong-query')
      assert.match(detail, said)
    }
  })

  test('a body that is no JSON', async () => {
    const bodies: readonly (BodyInit | undefined)[] = [
      undefined,
      '',
      'kind: first',
      '{"kind":',
      new Uint8Array([0x22, 0xff, 0x22]),
      '['.repeat(100_000),
    ]
    for (const body of bodies) {
      assert.equal((await refused('/krsd/assessments', body, 400)).error, 'not-json')
    }
  })

  test('JSON that is no dossier', async () => {
    for (const body of [
      'null',
      '[]',
      '1',
      '"first"',
      '{}',
      `${'['.repeat(9000)}${']'.repeat(9000)}`,
    ]) {
      assert.equal((await refused('/krsd/assessments', body, 400)).error, 'wrong-dossier', body)
    }
  })

  test('every mistake with where it stands and how to mend it', async () => {
    const wrong = {
      kind: 'first',
      submittedOn: '2022-02-30',
      activities: [training('a', { hours: 1.125 }), training('b', { state: 'done' })],
      'a/b~c': 1,
    }
    const { mistakes } = await refused('/krsd/assessments', JSON.stringify(wrong), 400)
    const said = Object.fromEntries(
      mistakes?.map(({ pointer, message }) => [pointer, message]) ?? [],
    )
    assert.match(said['/submittedOn'] ?? '', /2022-02-30 is geen bestaande dag: schrijf jjjj-mm-dd/)
    assert.match(said['/activities/0/hours'] ?? '', /hoogstens twee decimalen/)
    assert.match(said['/activities/1/state'] ?? '', /kies uit planned, claimed, approved, rejected/)
    assert.match(said['/a~1b~0c'] ?? '', /onbekend/)
    const unknown = { ...short, activities: [training('a', { kind: 'chess', hours: 1 })] }
    const second = await refused('/krsd/assessments', JSON.stringify(unknown), 400)
    assert.equal(second.mistakes?.[0]?.pointer, '/activities/0/kind')
    // One language a message.
    assert.match(
      second.mistakes?.[0]?.message ?? '',
      /^onbekend soort chess; bekend: training[^()]*$/,
    )
    assert.equal(second.mistakes?.[0]?.english, 'unknown kind')
  })

  test('a hundred mistakes are listed, and the rest is counted', async () => {
    const activities = Array.from({ length: 150 }, (_, at) => training(`a${at}`, { kind: 'chess' }))
    const body = JSON.stringify({ ...short, activities })
    const { detail, mistakes, more } = await refused('/krsd/assessments', body, 400)
    assert.match(detail, /150 fouten/)
    assert.deepEqual([mistakes?.length, more], [100, 50])
    const long = { ...short, activities: [training('a', { kind: 'x'.repeat(50_000) })] }
    const cut = await refused('/krsd/assessments', JSON.stringify(long), 400)
    assert.ok((cut.mistakes?.[0]?.message.length ?? 0) < 600)
  })
})

describe('nobody keeps the server busy', () => {
  test('the limits are met exactly, and one more is refused', async () => {
    const many = (count: number) => ({
      ...short,
      activities: Array.from({ length: count }, (_, at) => training(`a${at}`)),
    })
    await answered('/krsd/assessments', many(500))
    const { error, detail } = await refused('/krsd/assessments', JSON.stringify(many(501)), 400)
    assert.equal(error, 'too-many')
    assert.match(detail, /In "activities" staan 501 dingen; hoogstens 500/)
    const declared = Array.from({ length: 501 }, () => ({ id: 'x', on: '2022-01-01' }))
    const other = JSON.stringify({ ...short, declarations: declared })
    assert.match((await refused('/krsd/assessments', other, 400)).detail, /In "declarations" staan/)
  })

  test('a dossier of a few lists may be too much as a whole', async () => {
    const record = (keys: number) =>
      Object.fromEntries(Array.from({ length: keys }, (_, at) => [`a${at}`, 1]))
    const path = '/krsd/assessments'
    const body = (keys: number) => JSON.stringify({ ...short, surplus: record(keys) })
    assert.equal((await refused(path, body(14_000), 400)).error, 'wrong-dossier')
    assert.equal((await refused(path, body(15_000), 400)).error, 'too-many')
  })

  test('a long row of noughts is no amount, and is found to be none at once', async () => {
    const hours = `1.${'0'.repeat(200_000)}1`
    const body = JSON.stringify({ ...short, activities: [training('a', { hours })] })
    const { mistakes } = await refused('/krsd/assessments', body, 400)
    assert.match(mistakes?.[0]?.message ?? '', /hoogstens twee decimalen/)
  })

  test('of what is planned there may be more without a forecast than with one', async () => {
    await answered('/krsd/assessments?before=2023-06-01', withPlanned(20))
    const planned = JSON.stringify(withPlanned(21))
    const path = '/krsd/assessments?before=2023-06-01'
    assert.equal((await refused(path, planned, 400)).error, 'too-many')
    await answered('/krsd/assessments', withPlanned(21))
    const done = (count: number) => ({
      kind: 'first',
      activities: Array.from({ length: count }, (_, at) => training(`a${at}`)),
    })
    await answered(path, done(200))
    assert.equal((await refused(path, JSON.stringify(done(201)), 400)).error, 'too-many')
  })

  test('a body is not read beyond the limit, whatever its sender says of it', async () => {
    const most = 512 * 1024
    const padded = (bytes: number) => JSON.stringify(short).padEnd(bytes, ' ')
    assert.equal((await post('/krsd/assessments', padded(most))).status, 200)
    await refused('/krsd/assessments', padded(most + 1), 413)
    let sent = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(stream) {
        sent += 64 * 1024
        stream.enqueue(new Uint8Array(64 * 1024).fill(32))
      },
    })
    assert.equal((await refused('/krsd/assessments', endless, 413)).error, 'too-large')
    assert.ok(sent <= 2 * most, `${sent} bytes were taken`)
  })

  test('one address gets its share of a minute', async () => {
    const statuses: number[] = []
    // A minute may begin anew while we count, so that more than twice the share is asked for.
    for (let times = 0; times < 50; times += 1) {
      const answer = await peil.app.request('/api/v1/krsd/assessments', { method: 'POST' })
      statuses.push(answer.status)
      if (answer.status === 429) assert.equal(answer.headers.get('retry-after'), '60')
    }
    assert.equal(statuses[0], 400)
    assert.ok(statuses.includes(429))
  })
})

describe('who asks from where', () => {
  test('any website may ask, with any content type or none', async () => {
    for (const type of ['application/json', 'text/plain', 'application/vnd.peil+json; v=1']) {
      const answer = await post('/krsd/assessments', JSON.stringify(short), {
        'content-type': type,
        origin: 'https://elders.example',
      })
      assert.equal(answer.status, 200, type)
      assert.equal(answer.headers.get('access-control-allow-origin'), '*')
      assert.equal(answer.headers.get('access-control-allow-credentials'), null)
    }
    const bytes = new TextEncoder().encode(JSON.stringify(short))
    assert.equal((await post('/krsd/assessments', bytes)).status, 200)
  })

  test('a browser that asks first is told that it may', async () => {
    const answer = await api.request('/krsd/assessments', {
      method: 'OPTIONS',
      headers: { origin: 'https://elders.example', 'access-control-request-method': 'POST' },
    })
    assert.equal(answer.status, 204)
    assert.equal(answer.headers.get('access-control-allow-origin'), '*')
    assert.match(answer.headers.get('access-control-allow-methods') ?? '', /POST/)
    assert.match(answer.headers.get('access-control-allow-headers') ?? '', /content-type/)
  })

  test('another method is told which one', async () => {
    const answer = await api.request('/krsd/assessments')
    assert.equal(answer.status, 405)
    assert.match(answer.headers.get('allow') ?? '', /POST/)
  })
})
