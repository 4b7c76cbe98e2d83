import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from 'kysely'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition, cancelEdition } from '#domain/courses/course/keep-edition.ts'
import { carryOnLists } from '#domain/learning/attendance-list/carry-on-lists.ts'
import { deliverFile } from '#domain/learning/attendance-list/deliver.ts'
import { forgetLists } from '#domain/learning/attendance-list/forget-lists.ts'
import { handInList } from '#domain/learning/attendance-list/hand-in.ts'
import { findAttendanceDelivery } from '#domain/learning/attendance-list/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { daily } from '#jobs/daily.ts'
import { readTheImport } from '#jobs/read-import.ts'
import { runAttendance } from '#jobs/run-attendance.ts'
import { colleague, professional } from '#testing/cast.ts'
import { checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// What a provider and an administrator see of work on a list that fails for a reason that nobody foresaw.

const peil = await testPlatform({ env: { PEIL_OUTGOING: 'anywhere' } })
const { db } = peil.platform
const who = { email: 'mila@brug.example', firstName: 'Mila', lastName: 'Bos' }
const mila = await colleague(peil, who, [])
const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
const bo = await peil.signIn('bo@voorbeeld.nl', ['administrator'])
let edition = ''
let off = ''

const at = <Result>(work: (context: Context) => Promise<Result>) =>
  inRegister(peil.platform, { register: krsd, organisation: school }, mila.actor, work)

before(async () => {
  await peil.setToday('2026-11-20')
  await professional(peil, { email: 'amrani@voorbeeld.nl', firstName: 'Test', lastName: 'Amrani' })
  await peil.act(mila.actor, async (context) => {
    const owner = { is: 'organisation', id: school } as const
    const reviewOn = Temporal.PlainDate.from('2027-12-31')
    const made = await makeCourse(context, owner, courseFacts({ reviewOn }))
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    const add = async (day: string) => {
      const facts = editionFacts({ days: [Temporal.PlainDate.from(day)] })
      const added = await addEdition(context, owner, made.id, facts)
      return added.outcome === 'added' ? added.id : assert.fail(added.outcome)
    }
    edition = await add('2026-11-12')
    off = await add('2026-11-13')
  })
})

beforeEach(() => {
  peil.jobs.length = 0
})

const contents = Buffer.from('nummer;achternaam;uren\r\nKRSD-1;Amrani;4')

async function sent(of = edition) {
  const fileKey = await peil.platform.files.put(Readable.from([contents]), '', contents.length)
  const sha256 = createHash('sha256').update(contents).digest('hex')
  const file = { name: 'l.csv', mediaType: 'text/csv', size: contents.length, sha256, fileKey }
  const done = await at((context) =>
    deliverFile(context, { organisationId: school, editionId: of }, file),
  )
  return { fileKey, id: done.outcome === 'delivered' ? done.id : assert.fail(done.outcome) }
}

const found = (id: string) =>
  at(async (context) => (await findAttendanceDelivery(context, school, id)) ?? assert.fail())
const run = (id: string, isLast = true) =>
  runAttendance(peil.platform, { register: 'krsd', organisationId: school, deliveryId: id }, isLast)
const undone = () =>
  db.selectFrom('left_undone').select(['task', 'whose', 'reason', 'tries']).execute()
const pageOf = (id: string) => `/krsd/organisaties/${school}/lijsten/${id}`
const read = async (path: string, cookie = mila.cookie) =>
  wordsOf(await (await peil.get(path, cookie)).text())
const jobs = () => peil.jobs.filter(({ name }) => name === 'attendance').length
const mails = () =>
  db
    .selectFrom('mail_message')
    .where('kind', '=', 'attendance-checked')
    .where('body_text', 'like', '%ging iets mis in Peil%')
    .select('id')
    .execute()

test('a list of which the file is gone says so to its provider and to the administrator, and goes on when it is back', async () => {
  const { id, fileKey } = await sent()
  await peil.platform.files.remove(fileKey)
  // As long as it is tried again nobody is bothered.
  await assert.rejects(run(id, false), /is er niet meer/)
  assert.equal((await found(id)).brokenOffOn, undefined)
  await assert.rejects(run(id), /is er niet meer/)
  await assert.rejects(run(id), /is er niet meer/)
  assert.equal((await found(id)).brokenOffOn?.toString(), '2026-11-20')
  assert.match(await read(pageOf(id)), /Er ging iets mis in Peil .* Opnieuw proberen/)
  assert.match(await read(`/krsd/organisaties/${school}`), /Met een lijst van .* ging iets mis/)
  assert.equal((await mails()).length, 1)
  const [listed, ...others] = await undone()
  assert.deepEqual(
    [listed?.task, listed?.whose, listed?.tries, others],
    ['carryOnLists', id, 1, []],
  )
  const left = await read('/krsd/beheer/niet-gelukt', bo.cookie)
  assert.match(left, /Een lijst van een aanbieder verwerken/)
  await assertRecorded(peil, 'attendance', 'break-off', id)
  // The next morning it is tried again, and stays listed until that came to something.
  await peil.setToday('2026-11-21')
  peil.jobs.length = 0
  await daily(peil.platform, { register: 'krsd' })
  assert.equal(jobs(), 1)
  assert.deepEqual(
    (await undone()).map(({ tries }) => tries),
    [2],
  )
  await assert.rejects(run(id))
  const key = await peil.platform.files.put(Readable.from([contents]), '', contents.length)
  await db.updateTable('document').set({ file_key: key }).where('file_key', '=', fileKey).execute()
  peil.jobs.length = 0
  const again = await peil.post(pageOf(id), { doe: 'verder' }, mila.cookie)
  assert.equal(again.status, 303)
  assert.equal(jobs(), 1)
  await run(id, false)
  const { state, brokenOffOn, counts } = await found(id)
  assert.deepEqual([state, brokenOffOn, counts.ready], ['checked', undefined, 1])
  assert.deepEqual(await undone(), [])
  await assertRecorded(peil, 'attendance', 'go-on', id)
  await peil.setToday('2026-11-20')
})

test('a statement that fails while portfolios are filled leaves what was done, and is tried again every morning', async () => {
  const { id } = await sent()
  await run(id)
  await at((context) => handInList(context, school, id, 'all'))
  await sql`create function fails() returns trigger language plpgsql as
    $$ begin raise exception 'stuk voor de proef'; end $$`.execute(db)
  await sql`create trigger fails before insert on activity for each row
    execute function fails()`.execute(db)
  await assert.rejects(run(id), /stuk voor de proef/)
  const broken = await found(id)
  assert.deepEqual([broken.state, broken.brokenOffOn?.toString()], ['running', '2026-11-20'])
  assert.doesNotMatch(await read(pageOf(id)), /Annuleren/)
  peil.jobs.length = 0
  await peil.act({ kind: 'system', task: 'daily' }, carryOnLists)
  assert.equal(jobs(), 1)
  await sql`drop trigger fails on activity`.execute(db)
  await run(id)
  const done = await found(id)
  assert.deepEqual([done.state, done.placed, done.brokenOffOn], ['done', 1, undefined])
  assert.deepEqual(await undone(), [])
})

test('a list that nobody has in hand goes on the next morning, also where nothing was noted', async () => {
  const { id } = await sent()
  await peil.act({ kind: 'system', task: 'daily' }, carryOnLists)
  assert.equal(jobs(), 1, 'the job of its delivery')
  await peil.setToday('2026-11-21')
  await peil.act({ kind: 'system', task: 'daily' }, carryOnLists)
  assert.equal(jobs(), 2)
  assert.deepEqual(await undone(), [])
  // One that stays broken is laid aside when its rows would go.
  await db.updateTable('document').set({ file_key: 'weg' }).where('name', '=', 'l.csv').execute()
  await assert.rejects(run(id))
  await peil.setToday('2027-03-01')
  await at((context) => forgetLists(context, [`list/${id}`], id))
  const { state, brokenOffOn } = await found(id)
  assert.deepEqual([state, brokenOffOn], ['discarded', undefined])
  await daily(peil.platform, { register: 'krsd' })
  assert.deepEqual(await undone(), [])
  await peil.setToday('2026-11-20')
})

test('of an edition that is off, and of a file with a virus, a list ends with why', async () => {
  const { id } = await sent(off)
  await peil.act(mila.actor, (context) =>
    cancelEdition(context, { is: 'organisation', id: school }, off, {
      ...{ reason: 'Te weinig deelnemers.', version: 1 },
    }),
  )
  await run(id)
  assert.deepEqual(
    [(await found(id)).state, (await found(id)).problem],
    ['unreadable', 'no-edition'],
  )
  const infected = await sent()
  const scanned = (virus: string | null) =>
    sql`insert into unscanned_file (file_key, virus) values (${infected.fileKey}, ${virus})
      on conflict (file_key) do update set virus = ${virus}`.execute(db)
  await scanned(null)
  peil.jobs.length = 0
  await run(infected.id)
  // It is taken up again a minute later.
  assert.deepEqual(peil.jobs, [
    {
      name: 'attendance',
      data: { register: 'krsd', organisationId: school, deliveryId: infected.id },
      after: 60,
    },
  ])
  await scanned('Eicar')
  await run(infected.id)
  assert.equal((await found(infected.id)).problem, 'has-virus')
})

test('an address of which the answer cannot be kept is given up, and the administrator sees why', async () => {
  const server = createServer((_, response) => {
    response.end(JSON.stringify([{ courseId: 'x', name: 'Rouw', primaryCode: { code: 'x' } }]))
  })
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  after(() => server.close())
  const adres = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const path = `/krsd/organisaties/${school}/aanbod`
  const answer = await peil.post(path, { doe: 'adres', adres }, mila.cookie)
  const page = answer.headers.get('location') ?? ''
  const importId = page.split('/').at(-1) ?? ''
  await sql`create trigger fails before insert on course_import_row for each row
    execute function fails()`.execute(db)
  const asked = { register: 'krsd', organisationId: school, importId }
  await assert.rejects(readTheImport(peil.platform, asked, false), /stuk voor de proef/)
  assert.match(await read(page), /Wordt opgehaald/)
  await assert.rejects(readTheImport(peil.platform, asked, true), /stuk voor de proef/)
  assert.match(await read(page), /Er ging iets mis in Peil.* Opnieuw proberen/)
  assert.deepEqual(
    (await undone()).map(({ whose }) => whose),
    [importId],
  )
})
