import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { before, test } from 'node:test'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { carryOnLists } from '#domain/learning/attendance-list/carry-on-lists.ts'
import { deliverFile, deliverRows } from '#domain/learning/attendance-list/deliver.ts'
import {
  enterAttendance,
  listEntries,
  signForGroup,
} from '#domain/learning/attendance-list/entries.ts'
import { discardList, handInList } from '#domain/learning/attendance-list/hand-in.ts'
import { askTrainer, openLink } from '#domain/learning/attendance-list/links.ts'
import { findAttendanceDelivery, listRows } from '#domain/learning/attendance-list/queries.ts'
import { handInOfProgram, sendList } from '#domain/learning/attendance-list/send-list.ts'
import { makeSender } from '#domain/learning/attendance-list/senders.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { hundredthsOf } from '#engine'
import { runAttendance } from '#jobs/run-attendance.ts'
import { colleague, professional } from '#testing/cast.ts'
import { checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// How often an organisation may send a number that is nobody's, or somebody's with another surname.

const most = 5
const peil = await testPlatform({ unknownRowsADay: most })
const who = { email: 'mila@brug.example', firstName: 'Mila', lastName: 'Bos' }
const mila = await colleague(peil, who, [])
const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
const other = await checkedProvider(peil, 'Opleidingshuis', [[mila, ['manager']]])
const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
const editions = new Map<string, string>()

const at = <Result>(work: (context: Context) => Promise<Result>, organisation = school) =>
  inRegister(peil.platform, { register: krsd, organisation }, mila.actor, work)
const of = (organisation = school) => ({
  organisationId: organisation,
  editionId: editions.get(organisation) ?? '',
})
const found = (id: string) =>
  at(async (context) => (await findAttendanceDelivery(context, school, id)) ?? assert.fail())
const states = async (id: string) =>
  (await at((context) => listRows(context, id, { most: 100 }))).map(({ state }) => state).join(' ')

before(async () => {
  await peil.setToday('2026-11-20')
  for (const lastName of ['Amrani', 'Bos', 'Cools']) {
    const email = `${lastName.toLowerCase()}@voorbeeld.nl`
    await professional(peil, { email, firstName: 'Test', lastName })
  }
  for (const organisation of [school, other]) {
    await peil.act(mila.actor, async (context) => {
      const owner = { is: 'organisation', id: organisation } as const
      const reviewOn = Temporal.PlainDate.from('2027-12-31')
      const facts = courseFacts({ studyLoad: hundredthsOf(800), reviewOn })
      const made = await makeCourse(context, owner, facts)
      if (made.outcome !== 'made') return assert.fail(made.outcome)
      await publishCourse(context, owner, made.id)
      const days = [Temporal.PlainDate.from('2026-11-12')]
      const added = await addEdition(context, owner, made.id, editionFacts({ days }))
      editions.set(organisation, added.outcome === 'added' ? added.id : '')
    })
  }
})

type Rows = readonly (readonly [number: string, surname: string])[]
const heading = ['registratienummer', 'achternaam']
const nobody: Rows[number] = ['KRSD-9999', 'Niemand']
const amrani: Rows[number] = ['KRSD-1', 'Amrani']
const bos: Rows[number] = ['KRSD-2', 'Bos']
const cools: Rows[number] = ['KRSD-3', 'Cools']

const paste = async (rows: Rows, organisation = school) => {
  const list = { origin: 'pasted', heading, rows, bySurname: true } as const
  const done = await at((context) => deliverRows(context, of(organisation), list), organisation)
  return done.outcome === 'delivered' ? done.id : assert.fail(done.outcome)
}

const send = async (rows: Rows) => {
  const text = [heading, ...rows].map((cells) => cells.join(';')).join('\r\n')
  const bytes = Buffer.from(text)
  const fileKey = await peil.platform.files.put(Readable.from([bytes]), 'text/csv', bytes.length)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { name: 'lijst.csv', mediaType: 'text/csv', size: bytes.length, sha256, fileKey }
  const done = await at((context) => deliverFile(context, of(), file))
  return done.outcome === 'delivered' ? done.id : assert.fail(done.outcome)
}

// What the queue does, once with each job.
const work = async () => {
  const waiting = peil.jobs.splice(0)
  for (const job of waiting) {
    if (job.name === 'attendance') await runAttendance(peil.platform, job.data)
  }
}

const mails = (kind: string) =>
  peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', kind)
    .select(['body_text', 'to_address'])
    .execute()

test('numbers of nobody are counted together, whichever way they come, and beyond the most nothing is said before the next day', async () => {
  peil.jobs.length = 0
  peil.noted.length = 0
  // The right surname of a number and a row that cannot be a number cost nothing.
  const typed = await paste([nobody, ['KRSD-1', 'Cools'], bos, ['geen nummer', 'Bos']])
  assert.deepEqual(
    [(await found(typed)).state, await states(typed)],
    ['checked', 'wrong wrong ready wrong'],
  )
  // Three are left: after the third it is not said whether the next is anybody's.
  const file = await send([bos, nobody, nobody, amrani, nobody, cools, nobody, nobody])
  await work()
  const reading = await found(file)
  assert.deepEqual(
    [reading.state, reading.waitsUntil?.toString(), await states(file)],
    ['reading', '2026-11-21', 'ready wrong wrong ready wrong'],
  )
  assert.deepEqual(
    peil.noted.map(({ event, of: whose }) => [event, whose]),
    [['rows-not-checked', school]],
  )
  // One participant who is right says as much as one who is wrong.
  const one = await paste([amrani])
  assert.deepEqual([(await found(one)).state, await states(one)], ['reading', ''])
  const page = await peil.get(`/krsd/organisaties/${school}/lijsten/${one}`, mila.cookie)
  const said = wordsOf(await page.text())
  assert.match(said, /Gaat verder op 21 november 2026/)
  assert.match(said, /5 rijen met een nummer dat we niet vinden/)
  assert.doesNotMatch(said, /Wordt gecontroleerd/)
  // A program is answered, and a trainer signs; what is right of that goes in once it was checked.
  const sender = await at((context) =>
    makeSender(context, school, {
      ...{ name: 'Leeromgeving', scopes: ['attendance:write'], publicKey: undefined },
      expiresOn: Temporal.PlainDate.from('2027-01-01'),
    }),
  )
  const acting = { id: sender.id, organisationId: school, scopes: [] }
  const participant = { number: 'KRSD-3', surname: 'Cools', present: '', hours: '', day: '' }
  const { number: edition } = await at(async ({ db }) => {
    const row = await db
      .selectFrom('edition as e')
      .innerJoin('course as c', 'c.id', 'e.course_id')
      .where('e.id', '=', of().editionId)
      .select('c.number')
      .executeTakeFirstOrThrow()
    return { number: `${row.number}-1` }
  })
  const program = (key: string, handIn: boolean) =>
    at((context) =>
      sendList(context, acting, { edition, key, handIn, participants: [participant] }),
    )
  const sent = await program('a', false)
  if (sent.outcome !== 'there') return assert.fail(sent.outcome)
  assert.deepEqual([sent.delivery.state, sent.rows], ['reading', []])
  const submitted = await at((context) => handInOfProgram(context, school, sent.delivery.id))
  assert.equal(submitted.outcome, 'there')
  assert.equal((await program('a', true)).outcome, 'there')
  await at((context) => askTrainer(context, of(), { name: 'Teun', email: 'teun@trainer.example' }))
  const [mail] = await mails('attendance-trainer')
  const token = /deelname\/tekenen\/([\w-]+)/.exec(mail?.body_text ?? '')?.[1] ?? ''
  const signed = await at(async (context) => {
    await enterAttendance(context, of(), [{ number: 'KRSD-2', surname: 'Bos' }], true)
    const entries = await listEntries(context, of().editionId)
    const present = new Map(entries.map(({ id }) => [id, undefined]))
    const link = (await openLink(context, 'trainer', token)) ?? assert.fail()
    return signForGroup(context, link, { name: 'Teun', present, shown: new Set() })
  })
  if (signed.outcome !== 'signed') return assert.fail(signed.outcome)
  assert.equal((await found(signed.deliveryId)).state, 'reading')
  // Another organisation is not held up.
  const theirs = await paste([nobody, amrani], other)
  const delivered = await at((context) => findAttendanceDelivery(context, other, theirs), other)
  assert.equal(delivered?.state, 'checked')

  // Nothing goes on before the day, whoever asks; what is laid aside does not go on at all.
  const asked = { register: 'krsd', organisationId: school, deliveryId: file }
  await runAttendance(peil.platform, asked)
  assert.equal((await found(file)).counts.wrong, 3)
  const given = await paste([cools])
  assert.equal((await at((context) => discardList(context, school, given))).outcome, 'discarded')
  await peil.act({ kind: 'system', task: 'daily' }, carryOnLists)
  assert.ok(peil.jobs.every(({ name }) => name !== 'attendance'))
  await peil.setToday('2026-11-21')
  await peil.act({ kind: 'system', task: 'daily' }, carryOnLists)
  await work()
  const all = await Promise.all([file, one, sent.delivery.id, signed.deliveryId].map(found))
  assert.deepEqual(
    all.map(({ state }) => state),
    ['checked', 'checked', 'running', 'running'],
  )
  assert.equal(await states(file), 'ready wrong wrong ready wrong ready wrong wrong')
  assert.equal(await states(one), 'ready')
  assert.ok(
    (await mails('attendance-checked')).some(({ body_text: text }) =>
      /De lijst is gecontroleerd: 1 deelnemer is goed/.test(text ?? ''),
    ),
  )
  await work()
  assert.equal((await found(signed.deliveryId)).state, 'done')
  await assertRecorded(peil, 'attendance', 'wait', file)
})

test('two lists at once have one most together', async () => {
  await peil.setToday('2026-11-22')
  const four = [nobody, nobody, nobody, nobody]
  const ids = await Promise.all([paste(four), paste(four)])
  const said = (await Promise.all(ids.map(states))).join(' ').split(' ')
  assert.equal(said.filter((state) => state === 'wrong').length, most)
})

test('what was sent on the last day on which it could, and had to wait, is handed in for a week yet', async () => {
  await peil.setToday('2027-01-12')
  await paste([nobody, nobody, nobody, nobody, nobody])
  const id = await paste([amrani, bos])
  await peil.setToday('2027-01-13')
  await peil.act({ kind: 'system', task: 'daily' }, carryOnLists)
  await work()
  const handIn = () => at((context) => handInList(context, school, id, 'what-is-right'))
  assert.equal((await found(id)).state, 'checked')
  await peil.setToday('2027-01-21')
  assert.equal((await handIn()).outcome, 'too-late')
  await peil.setToday('2027-01-20')
  assert.equal((await handIn()).outcome, 'handed-in')
})
