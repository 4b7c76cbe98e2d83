import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { deliverFile } from '#domain/learning/attendance-list/deliver.ts'
import { handInList } from '#domain/learning/attendance-list/hand-in.ts'
import { findAttendanceDelivery } from '#domain/learning/attendance-list/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { colleague } from '#testing/cast.ts'
import { checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'

// Whoever works on a list is killed twenty times, while it is read, stored and put into portfolios.

const people = 6000
const placed = 120
const kills = 20

const peil = await testPlatform()

test('a list that is killed at twenty moments goes on each time: nothing is doubled, nothing lost', async () => {
  await peil.setToday('2026-11-20')
  const who = { email: 'mila@brug.example', firstName: 'Mila', lastName: 'Bos' }
  const mila = await colleague(peil, who, [])
  const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
  const editions = await peil.act(mila.actor, async (context) => {
    const owner = { is: 'organisation', id: school } as const
    const facts = courseFacts({ reviewOn: Temporal.PlainDate.from('2027-12-31') })
    const made = await makeCourse(context, owner, facts)
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    const ids: string[] = []
    for (const day of ['2026-11-12', '2026-11-13']) {
      const given = editionFacts({ days: [Temporal.PlainDate.from(day)] })
      const added = await addEdition(context, owner, made.id, given)
      ids.push(added.outcome === 'added' ? added.id : '')
    }
    return ids
  })
  await peil.act({ kind: 'system', task: 'test' }, async (context) => {
    await byHand(context)
    await sql`with p as (insert into person (first_name, last_name)
        select 'Anna', 'Proef' from generate_series(1, ${people}) returning id)
      insert into registration (register, person_id, number, status, regulation_version, signed_up_on, approved_on,
        candidate_on)
      select 'krsd', id, row_number() over (), 'candidate', '2021-01-01', '2025-01-01', '2025-01-01', '2025-01-01'
      from p`.execute(context.db)
  })
  const register = peil.platform.registers.get('krsd') ?? assert.fail()
  const at = <Result>(work: (context: Context) => Promise<Result>) =>
    inRegister(peil.platform, { register, organisation: school }, mila.actor, work)
  const deliver = async (editionId: string, count: number) => {
    const rows = Array.from({ length: count }, (_, nth) => `KRSD-${nth + 1};Proef;ja;4\r\n`)
    const bytes = Buffer.from(`registratienummer;achternaam;aanwezig;uren\r\n${rows.join('')}`)
    const fileKey = await peil.platform.files.put(Readable.from([bytes]), 'text/csv', bytes.length)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const file = { name: 'lijst.csv', mediaType: 'text/csv', size: bytes.length, sha256, fileKey }
    const done = await at((context) =>
      deliverFile(context, { organisationId: school, editionId }, file),
    )
    return done.outcome === 'delivered' ? done.id : assert.fail(done.outcome)
  }
  const found = (id: string) => at((context) => findAttendanceDelivery(context, school, id))
  const { host, database } = peil.connection.options
  const folder = path.dirname(peil.platform.incoming)
  const work = (id: string) =>
    fork(
      new URL('../../../testing/list-worker.ts', import.meta.url),
      [String(host), String(database), folder, school, id],
      { execArgv: ['--import', 'tsx'], env: { ...process.env, NODE_TEST_CONTEXT: undefined } },
    )
  // A linear congruential generator: other moments each time, and the same in each run.
  let seed = 7
  const moment = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    return (seed / 2 ** 31) * most
  }
  const killAt = async (id: string, most: number) => {
    const worker = work(id)
    await once(worker, 'message')
    await pause(moment(most))
    worker.kill('SIGKILL')
    await once(worker, 'exit')
  }
  const finish = async (id: string) => {
    const worker = work(id)
    const [code] = await once(worker, 'exit')
    assert.equal(code, 0)
  }
  const large = await deliver(editions[0] ?? '', people)
  for (let nth = 0; nth < kills / 2; nth += 1) {
    await killAt(large, 400)
    const now = await found(large)
    // The provider sees where it stands.
    assert.ok(now?.state === 'reading' || now?.state === 'checked')
    const kept = Object.values(now.counts).reduce((sum, count) => sum + count, 0)
    assert.ok(Math.abs(now.read - kept / people) <= 0.02, `${now.read} of ${kept}`)
  }
  await finish(large)
  assert.deepEqual((await found(large))?.counts, { ready: people, wrong: 0, known: 0, absent: 0 })
  const small = await deliver(editions[1] ?? '', placed)
  await finish(small)
  await at((context) => handInList(context, school, small, 'all'))
  for (let nth = 0; nth < kills / 2; nth += 1) await killAt(small, 600)
  await finish(small)
  const done = await found(small)
  assert.deepEqual([done?.state, done?.placed], ['done', placed])
  const { rows } = await peil.act({ kind: 'system', task: 'test' }, ({ db }) =>
    sql<{ claims: number; people: number }>`select count(*)::int as claims,
      count(distinct person_id)::int as people from activity_claim where state = 'entered'`.execute(
      db,
    ),
  )
  assert.deepEqual(rows[0], { claims: placed, people: placed })
})
