import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { before, describe, test } from 'node:test'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { sql } from 'kysely'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition, cancelEdition, changeEdition } from '#domain/courses/course/keep-edition.ts'
import { findActivities, findActivity } from '#domain/dossier/activity/queries.ts'
import {
  answerContest,
  contestAttendance,
  decideContest,
} from '#domain/learning/attendance/contest.ts'
import { contestsWaiting, listContests } from '#domain/learning/attendance/queries.ts'
import { remindContests } from '#domain/learning/attendance/remind-contests.ts'
import { bearsSurname } from '#domain/learning/attendance/surname.ts'
import { deliverFile, deliverRows } from '#domain/learning/attendance-list/deliver.ts'
import {
  enterAttendance,
  listEntries,
  removeEntries,
  signForGroup,
} from '#domain/learning/attendance-list/entries.ts'
import {
  discardList,
  handInList,
  withdrawDelivery,
} from '#domain/learning/attendance-list/hand-in.ts'
import { nearTo } from '#domain/learning/attendance-list/judge-rows.ts'
import {
  askTrainer,
  endLink,
  listLinks,
  makeSlideLink,
  openLink,
} from '#domain/learning/attendance-list/links.ts'
import { findAttendanceDelivery, listRows } from '#domain/learning/attendance-list/queries.ts'
import { dayTyped, readHeading, readRow } from '#domain/learning/attendance-list/read-row.ts'
import { remindAttendance } from '#domain/learning/attendance-list/remind-attendance.ts'
import { runList } from '#domain/learning/attendance-list/run-list.ts'
import {
  giveToken,
  listSenders,
  makeSender,
  readPublicKey,
  senderOf,
  withdrawSender,
} from '#domain/learning/attendance-list/senders.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { hundredthsOf } from '#engine'
import type { CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { forgetDue } from '#testing/forget-due.ts'
import { actIn, alsoIn, doneIn } from '#testing/other-registers.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { workbook } from '#testing/workbook.ts'

// A provider tells who was at a course: what is read, what is wrong, and where it comes to stand.

const peil = await testPlatform()
const today = '2026-11-20'
const day = (text: string) => Temporal.PlainDate.from(text)
const mila = await colleague(
  peil,
  { email: 'mila@brug.example', firstName: 'Mila', lastName: 'Bos' },
  [],
)
const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
const other = await checkedProvider(peil, 'Opleidingshuis', [[mila, ['manager']]])

const krsd = peil.platform.registers.get('krsd')
assert.ok(krsd)

/** As somebody of the provider, in the register on whose pages they are. */
const at = <Result>(work: (context: Context) => Promise<Result>, organisation = school) =>
  inRegister(peil.platform, { register: krsd, organisation }, mila.actor, work)

const registers = [...peil.platform.registers.values()]
const people = new Map<string, CastProfessional & { number: string }>()
let course = { id: '', number: '' }
let edition = ''

async function somebody(
  key: string,
  name: { firstName: string; lastName: string; namePrefix?: string },
) {
  const one = await professional(peil, {
    email: `${key}@voorbeeld.nl`,
    ...name,
    since: '2025-01-15',
  })
  people.set(key, { ...one, number: await numberOf('krsd', one.registrationId) })
}

const numberOf = (register: string, id: string) =>
  actIn(peil, register, { kind: 'system', task: 'test' }, async ({ db }) => {
    const row = await db
      .selectFrom('registration')
      .where('id', '=', id)
      .select('number')
      .executeTakeFirst()
    return `${register.toUpperCase()}-${String(row?.number ?? '').padStart(6, '0')}`
  })

const person = (key: string) => people.get(key) ?? assert.fail(key)

async function giveCourse(title: string, days: readonly string[], organisation = school) {
  const owner = { is: 'organisation', id: organisation } as const
  return peil.act(mila.actor, async (context) => {
    const made = await makeCourse(
      context,
      owner,
      courseFacts({ title, studyLoad: hundredthsOf(800), reviewOn: day('2027-12-31') }),
    )
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    const added = await addEdition(context, owner, made.id, editionFacts({ days: days.map(day) }))
    if (added.outcome !== 'added') return assert.fail(JSON.stringify(added))
    return { id: made.id, number: made.number, edition: added.id }
  })
}

before(async () => {
  await peil.setToday(today)
  await somebody('farid', { firstName: 'Farid', lastName: 'Amrani', namePrefix: 'El' })
  await somebody('lonneke', { firstName: 'Lonneke', lastName: 'Berg', namePrefix: 'van den' })
  await somebody('judith', { firstName: 'Judith', lastName: 'Çelik-de Boer' })
  await somebody('hidden', { firstName: 'Vera', lastName: 'Verborgen' })
  await somebody('left', { firstName: 'Wim', lastName: 'Weg' })
  const made = await giveCourse('Passend onderwijs', ['2026-11-12'])
  course = { id: made.id, number: made.number }
  edition = made.edition
  await accredited(peil, course.id, { amount: 800, first: '2026-01-01', last: '2028-12-31' })
  await accredited(peil, course.id, {
    register: 'lklr',
    amount: 800,
    first: '2026-01-01',
    last: '2028-12-31',
  })
})

const of = () => ({ organisationId: school, editionId: edition })

async function sent(contents: Buffer | string, name = 'lijst.csv', editionId = edition) {
  const bytes = Buffer.from(contents)
  const key = await peil.platform.files.put(
    Readable.from([bytes]),
    'application/octet-stream',
    bytes.length,
  )
  const stored = await peil.platform.files.get(key)
  const { createHash } = await import('node:crypto')
  const sha256 = createHash('sha256')
    .update(stored === undefined ? '' : await buffer(stored))
    .digest('hex')
  const file = {
    name,
    mediaType: 'application/octet-stream',
    size: bytes.length,
    sha256,
    fileKey: key,
  }
  const done = await at((context) =>
    deliverFile(context, { organisationId: school, editionId }, file),
  )
  return done.outcome === 'delivered' ? done.id : assert.fail(done.outcome)
}

const running = (deliveryId: string) => ({
  platform: peil.platform,
  register: krsd,
  organisationId: school,
  deliveryId,
})

const found = async (id: string) =>
  (await at((context) => findAttendanceDelivery(context, school, id))) ?? assert.fail()

const rowsOf = (id: string) =>
  at(async (context) => {
    const rows = await listRows(context, id, { most: 100 })
    return rows.map(({ row, state, mistakes }) => [row, state, ...mistakes.map(({ is }) => is)])
  })

const inPortfolio = (register: string, registrationId: string) =>
  actIn(peil, register, { kind: 'system', task: 'test' }, (context) =>
    findActivities(context, registrationId),
  )

const mailsTo = async (address: string, kind: string) => {
  return peil.act({ kind: 'system', task: 'test' }, async ({ db }) => {
    const { rows } = await sql<{ subject: string; body_text: string }>`
      select subject, body_text from mail_message where to_address = ${address} and kind = ${kind}`.execute(
      db,
    )
    return rows
  })
}

describe('what is read of a row', () => {
  const asked = {
    registers,
    hours: hundredthsOf(800),
    mostHours: hundredthsOf(800),
    days: [day('2026-11-12')],
    period: undefined,
    from1904: false,
    bySurname: true,
  }
  const columns = readHeading(['Reg.nr', 'Achternaam', 'Aanwezig?', 'Aantal uren', 'Datum'])
  const read = (...cells: string[]) => readRow(cells, columns, asked)

  test('a registration number in whatever way it is typed', () => {
    for (const typed of [
      'KRSD-004217',
      'krsd4217',
      'KRSD 00 42 17',
      'krsd.004.217',
      'Krsd_4217',
      'nr. KRSD-4217',
      'KRSD\u2011004217',
      ' KRSD-004217\u200b',
      "'KRSD-004217",
      'KRSD/004217',
    ]) {
      assert.deepEqual(read(typed, 'Bos').meant, [{ register: 'krsd', number: 4217 }], typed)
    }
    // Without its prefix, and without the noughts that a spreadsheet takes away, it may be of any register.
    for (const typed of ['004217', '4217', '4217,0', '4.217']) {
      assert.deepEqual(
        read(typed, 'Bos').meant.map(({ number }) => number),
        registers.map(() => 4217),
        typed,
      )
    }
    const mistakes = (...cells: string[]) => read(...cells).mistakes.map(({ is }) => is)
    assert.deepEqual(mistakes('', 'Bos'), ['no-number'])
    assert.deepEqual(mistakes('geen idee', 'Bos'), ['not-a-number'])
    assert.deepEqual(mistakes('4,2E+03', 'Bos'), ['shortened-number'])
    assert.deepEqual(mistakes('KRSD-1', ''), ['no-surname'])
    assert.deepEqual(mistakes(`KRSD-1${'1'.repeat(300)}`, 'Bos'), ['too-long'])
    // Text that keeps a careless expression busy for years.
    assert.deepEqual(mistakes(`${'a'.repeat(199)}!`, `${'a '.repeat(99)}!`), ['not-a-number'])
  })

  test('hours, and days as people and Excel write them', () => {
    const hours = (typed: string, present = '') => {
      const row = read('KRSD-1', 'Bos', present, typed)
      return row.mistakes[0]?.is ?? row.hours
    }
    assert.deepEqual(
      ['', '4', '7,5', '7.5', '2 uur', '1 ,5', '8'].map((typed) => hours(typed)),
      [800, 400, 750, 750, 200, 150, 800],
    )
    for (const unclear of ['1 30', '1:30', '1.500', 'vier', '-4', '1½']) {
      assert.equal(hours(unclear), 'unclear-hours', unclear)
    }
    assert.deepEqual(
      [hours('9'), hours('0'), hours('4', 'nee'), hours('', 'nee')],
      ['too-many-hours', 'no-hours', 'absent-with-hours', undefined],
    )
    for (const typed of [
      '12-11-2026',
      '12/11/2026',
      '12.11.26',
      '2026-11-12',
      '2026-11-12T00:00:00',
      '12 november 2026',
      '12 nov. 2026',
      '12-nov-26',
      'do 12 november 2026',
      'donderdag 12-11-2026',
      '46338',
      '46338,0',
    ]) {
      assert.equal(dayTyped(typed)?.toString(), '2026-11-12', typed)
    }
    assert.equal(dayTyped('44876', true)?.toString(), '2026-11-12')
    for (const none of ['', 'morgen', '31-02-2026', '12', '99999'])
      assert.equal(dayTyped(none), undefined, none)
    assert.deepEqual(
      read('KRSD-1', 'Bos', '', '', '13-11-2026').mistakes.map(({ is }) => is),
      ['other-day'],
    )
  })

  test('a surname in whatever way people write it', () => {
    const berg = { namePrefix: 'van den', lastName: 'Berg' }
    for (const typed of [
      'Berg',
      'van den Berg',
      'Berg, van den',
      'v.d. Berg',
      'VAN DEN BERG',
      'L. van den Berg',
      'vandenberg',
    ]) {
      assert.equal(bearsSurname(typed, berg), true, typed)
    }
    const boer = { namePrefix: '', lastName: 'Çelik-de Boer' }
    for (const typed of ['celik', 'Çelik', 'Celik - de Boer', 'de Boer'])
      assert.equal(bearsSurname(typed, boer), true, typed)
    for (const typed of ['', 'van den', 'Bergsma', 'B', '=HYPERLINK("http://x")'])
      assert.equal(bearsSurname(typed, berg), false, typed)
    assert.ok(
      nearTo(421).includes(4217) && nearTo(4217).includes(421) && nearTo(4271).includes(4217),
    )
    assert.ok(!nearTo(4217).includes(4217) && !nearTo(1234).includes(4321))
  })
})

describe('a list that is sent', () => {
  test('is checked before anything is handed in, and says what is wrong and nothing about anybody', async () => {
    const [farid, lonneke, judith] = [person('farid'), person('lonneke'), person('judith')]
    const digits = Number(lonneke.number.slice(5))
    const list = [
      'Registratienummer;Achternaam;Aanwezig;Uren;Opmerking',
      `${farid.number};el amrani;ja;8;`,
      `krsd ${digits};Berg, v.d.;ja;4;ging eerder weg`,
      `${judith.number};Celik;nee;;`,
      `${farid.number};El Amrani;ja;8;twee keer`,
      `${judith.number};Jansen;ja;8;andere naam`,
      'KRSD-999999;Jansen;ja;8;bestaat niet',
      `KRSD-${judith.number.slice(5)}1;Çelik-de Boer;ja;8;een cijfer te veel`,
      '=HYPERLINK("http://x.nl");=1+1;ja;8;',
    ].join('\r\n')
    const id = await sent(list)
    assert.equal(await runList(running(id)), 'done')
    const delivery = await found(id)
    assert.equal(delivery.state, 'checked')
    assert.deepEqual(delivery.counts, { ready: 2, wrong: 5, known: 0, absent: 1 })
    assert.equal(delivery.hours, 1200)
    assert.deepEqual(await rowsOf(id), [
      [2, 'ready'],
      [3, 'ready'],
      [4, 'absent'],
      [5, 'wrong', 'twice'],
      [6, 'wrong', 'unknown'],
      [7, 'wrong', 'unknown'],
      [8, 'wrong', 'unknown'],
      [9, 'wrong', 'not-a-number'],
    ])
    const rows = await at((context) => listRows(context, id, { most: 100 }))
    const said = (row: number) => rows.find((one) => one.row === row)?.mistakes[0]
    // Whether the number is somebody else's or nobody's, the same is said.
    assert.deepEqual({ ...said(6), given: '' }, { ...said(7), given: '' })
    assert.deepEqual(said(8)?.suggestion, { number: judith.number, surname: 'Çelik-de Boer' })
    assert.equal(
      await mailsTo('mila@brug.example', 'attendance-checked').then((all) => all.length),
      1,
    )
    assert.equal((await inPortfolio('krsd', farid.registrationId)).length, 0)
    // It has to be said that the others go in without what is wrong.
    assert.equal(
      (await at((context) => handInList(context, school, id, 'all'))).outcome,
      'has-mistakes',
    )
    assert.equal((await at((context) => discardList(context, school, id))).outcome, 'discarded')
    assert.equal((await at((context) => handInList(context, school, id, 'all'))).outcome, 'late')
    await assertRecorded(peil, 'attendance', 'discard', id)
  })

  test('of somebody whom nobody may find no number is suggested', async () => {
    const hidden = person('hidden')
    await peil.act({ kind: 'system', task: 'test' }, ({ db }) =>
      db.deleteFrom('public_entry').where('registration_id', '=', hidden.registrationId).execute(),
    )
    const id = await sent(
      `nummer;achternaam\r\n${hidden.number}1;Verborgen\r\n${hidden.number};Verborgen`,
    )
    await runList(running(id))
    const rows = await at((context) => listRows(context, id, { most: 10 }))
    assert.deepEqual(
      rows.map(({ state, mistakes }) => [state, mistakes[0]?.suggestion]),
      [
        ['wrong', undefined],
        ['ready', undefined],
      ],
    )
    await at((context) => discardList(context, school, id))
  })

  test('that is laid aside while it is read, leaves no file', async () => {
    const id = await sent(`nummer;achternaam\r\nKRSD-1;Bos`)
    const { db } = peil.platform
    const kept = await db
      .selectFrom('attendance_delivery as d')
      .innerJoin('document', 'document.id', 'd.document_id')
      .where('d.id', '=', id)
      .select(['document.id', 'document.file_key'])
      .executeTakeFirstOrThrow()
    assert.equal((await at((context) => discardList(context, school, id))).outcome, 'discarded')
    await assertRecorded(peil, 'evidence', 'remove', kept.id)
    const documents = await db
      .selectFrom('document')
      .where('id', '=', kept.id)
      .select('id')
      .execute()
    assert.deepEqual(documents, [])
    const left = await db.selectFrom('file_to_remove').select('file_key').execute()
    assert.ok(left.some(({ file_key }) => file_key === kept.file_key))
    assert.equal(await runList(running(id)), 'done')
  })

  test('that is no list gets a clear answer', async () => {
    const table: readonly (readonly [Buffer | string, string])[] = [
      ['%PDF-1.7', 'no-table'],
      ['', 'empty'],
      ['naam;uren\r\nBos;8', 'no-number-column'],
      ['nummer;uren\r\nKRSD-1;8', 'no-surname-column'],
      ['nummer;achternaam\r\n', 'no-rows'],
      [`nummer;achternaam\r\n"${'x'.repeat(1_100_000)}`, 'row-too-long'],
      [await workbook([['x']], { sheets: 10_000 }), 'too-many-sheets'],
    ]
    for (const [contents, problem] of table) {
      const id = await sent(contents)
      await runList(running(id))
      const delivery = await found(id)
      assert.deepEqual([delivery.state, delivery.problem], ['unreadable', problem])
    }
  })
})

describe('what was handed in', () => {
  let delivery = ''
  let ruben: CastProfessional
  let rubenThere: CastProfessional

  before(async () => {
    await somebody('ruben', { firstName: 'Ruben', lastName: 'Bakker' })
    ruben = person('ruben')
    ruben = { ...ruben, actor: { ...ruben.actor, registers: ['krsd', 'lklr'] } }
    rubenThere = await alsoIn(peil, 'lklr', ruben, { since: '2025-02-01' })
    await byHandLeft()
  })

  const byHandLeft = () =>
    peil.act({ kind: 'system', task: 'test' }, async (context) => {
      await byHand(context)
      await context.db
        .updateTable('registration')
        .set({ status: 'withdrawn', ended_on: '2026-01-01', end_reason: 'own-request' })
        .where('id', '=', person('left').registrationId)
        .execute()
    })

  test('stands in each register of whoever was there, once, with its proof, and they are told once', async () => {
    const own = await doneIn(peil, 'krsd', person('lonneke'), {
      title: 'Passend  Onderwijs',
      on: '2026-11-12',
      details: { provider: 'Academie de brug', 'stated-load': hundredthsOf(800) },
    })
    const book = await workbook([
      ['Registratienummer', 'Achternaam', 'Aanwezig', 'Uren', 'Datum'],
      [Number(ruben ? person('ruben').number.slice(5) : 0), 'Bakker', true, 8, 46338],
      [person('farid').number, 'El Amrani', 'ja', 4, '12-11-2026'],
      [person('lonneke').number, 'Van den Berg', 'x', undefined, undefined],
      [person('left').number, 'Weg', 'ja', 8, undefined],
    ])
    delivery = await sent(book, 'lijst.xlsx')
    await runList(running(delivery))
    assert.deepEqual((await found(delivery)).counts, { ready: 4, wrong: 0, known: 0, absent: 0 })
    assert.equal(
      (await at((context) => handInList(context, school, delivery, 'all'))).outcome,
      'handed-in',
    )
    assert.equal(await runList(running(delivery)), 'done')
    const done = await found(delivery)
    assert.deepEqual([done.state, done.placed], ['done', 4])

    const [here] = await inPortfolio('krsd', ruben.registrationId)
    const [there] = await inPortfolio('lklr', rubenThere.registrationId)
    assert.equal(here?.id, there?.id)
    for (const one of [here, there]) {
      assert.deepEqual(
        [
          one?.state,
          one?.kind,
          one?.claimed,
          one?.accredited,
          one?.attended?.organisation,
          one?.attended?.proves,
        ],
        ['entered', 'training', 800, true, 'Academie De Brug', true],
      )
    }
    const [partly] = await inPortfolio('krsd', person('farid').registrationId)
    assert.deepEqual(
      [partly?.state, partly?.claimed, partly?.attended?.hours],
      ['entered', 400, 400],
    )
    const mine = await inPortfolio('krsd', person('lonneke').registrationId)
    assert.deepEqual(
      mine.map(({ id, attended }) => [id, attended?.joined, attended?.proves]),
      [[own, true, true]],
    )
    assert.equal((await inPortfolio('krsd', person('left').registrationId)).length, 0)
    const told = await mailsTo('ruben@voorbeeld.nl', 'attendance-placed')
    assert.equal(told.length, 1)
    assert.match(told[0]?.body_text ?? '', /KRSD en LKLR/)
    assert.match(
      (await mailsTo('lonneke@voorbeeld.nl', 'attendance-placed'))[0]?.body_text ?? '',
      /telt één keer/,
    )
  })

  test('adds nothing when the same is sent again, also where other hours are said', async () => {
    const rows = (hours: string) =>
      `nummer;achternaam;uren\r\n${person('farid').number};Amrani;${hours}\r\n${person('judith').number};Çelik;`
    const same = await sent(rows('4'))
    await runList(running(same))
    assert.deepEqual(await rowsOf(same), [
      [2, 'known'],
      [3, 'ready'],
    ])
    const others = await sent(rows('6'))
    await runList(running(others))
    assert.deepEqual(await rowsOf(others), [
      [2, 'wrong', 'other-hours'],
      [3, 'ready'],
    ])
    // Two people hand the two in at once.
    for (const id of [same, others]) {
      await at((context) => handInList(context, school, id, 'what-is-right'))
    }
    await Promise.all([runList(running(same)), runList(running(others)), runList(running(same))])
    assert.equal((await inPortfolio('krsd', person('judith').registrationId)).length, 1)
    assert.equal((await mailsTo('judith@voorbeeld.nl', 'attendance-placed')).length, 1)
  })

  test('is contested by whom it is about, answered, and decided where they differ', async () => {
    const farid = person('farid')
    const [activity] = await inPortfolio('krsd', farid.registrationId)
    const contest = (hours: number) =>
      peil.act(farid.actor, (context) =>
        contestAttendance(context, farid, activity?.id ?? '', {
          wrong: 'other-hours',
          hours: hundredthsOf(hours),
          reason: 'Ik bleef de hele dag.',
        }),
      )
    assert.equal((await contest(800)).outcome, 'contested')
    assert.equal((await contest(800)).outcome, 'already')
    const stranger = person('judith')
    const tried = await peil.act(stranger.actor, (context) =>
      contestAttendance(context, stranger, activity?.id ?? '', {
        wrong: 'not-there',
        hours: undefined,
        reason: 'x',
      }),
    )
    assert.equal(tried.outcome, 'not-found')
    const [mail] = await mailsTo('mila@brug.example', 'attendance-contested')
    assert.match(mail?.body_text ?? '', new RegExp(`${farid.number} El Amrani is het niet eens`))
    const asked = await at((context) =>
      listContests(context, { organisation: school, state: 'asked' }),
    )
    assert.deepEqual(
      asked.map(({ named }) => named),
      [`${farid.number} El Amrani`],
    )
    const id = asked[0]?.id ?? ''
    const answer = { agrees: false, answer: 'Om twaalf uur ging hij weg.' }
    assert.equal(
      (await at((context) => answerContest(context, other, id, answer), other)).outcome,
      'not-found',
    )
    assert.equal(
      (await at((context) => answerContest(context, school, id, answer))).outcome,
      'answered',
    )
    assert.equal(
      (await at((context) => answerContest(context, school, id, answer))).outcome,
      'late',
    )
    const decided = await peil.act({ kind: 'system', task: 'test' }, (context) =>
      decideContest(context, id, {
        outcome: 'changed',
        hours: hundredthsOf(600),
        reason: 'De lijst van de zaal.',
      }),
    )
    assert.equal(decided.outcome, 'decided')
    // That is the last word on it.
    assert.equal((await contest(800)).outcome, 'decided')
    const now = await peil.act({ kind: 'system', task: 'test' }, (context) =>
      findActivity(context, farid.registrationId, activity?.id ?? ''),
    )
    assert.deepEqual([now?.claimed, now?.attended?.hours, now?.attended?.proves], [600, 600, true])
    assert.equal((await mailsTo('farid@voorbeeld.nl', 'attendance-contest-decided')).length, 1)
    await assertRecorded(peil, 'attendance', 'decide')
    // Where the organisation agrees, it is done at once.
    const [mine] = await inPortfolio('krsd', stranger.registrationId)
    await peil.act(stranger.actor, (context) =>
      contestAttendance(context, stranger, mine?.id ?? '', {
        wrong: 'not-there',
        hours: undefined,
        reason: 'Ik was ziek.',
      }),
    )
    const [next] = await at((context) =>
      listContests(context, { organisation: school, state: 'asked' }),
    )
    await at((context) =>
      answerContest(context, school, next?.id ?? '', { agrees: true, answer: '' }),
    )
    assert.equal((await inPortfolio('krsd', stranger.registrationId)).length, 0)
  })

  test('is decided by the back office where the organisation does not answer within three weeks', async () => {
    const lonneke = person('lonneke')
    const [mine] = await inPortfolio('krsd', lonneke.registrationId)
    const contested = await peil.act(lonneke.actor, (context) =>
      contestAttendance(context, lonneke, mine?.id ?? '', {
        wrong: 'other-hours',
        hours: hundredthsOf(600),
        reason: 'Ik ging om drie uur weg.',
      }),
    )
    assert.equal(contested.outcome, 'contested')
    const counted: unknown[] = []
    for (const on of ['2026-11-26', '2026-11-27', '2026-12-04', '2026-12-11', '2026-12-12']) {
      await peil.setToday(on)
      for (let times = 0; times < 2; times += 1) {
        await peil.act({ kind: 'system', task: 'daily' }, remindContests)
      }
      const state = await at(async (context) => {
        const asked = await listContests(context, { organisation: school, state: 'asked' })
        return asked.length
      })
      const reminded = await mailsTo('mila@brug.example', 'attendance-contest-reminder')
      counted.push([reminded.length, state])
    }
    assert.deepEqual(counted, [
      [0, 1],
      [1, 1],
      [2, 1],
      [2, 1],
      [2, 0],
    ])
    for (const address of ['lonneke@voorbeeld.nl', 'mila@brug.example']) {
      assert.equal((await mailsTo(address, 'attendance-contest-passed')).length, 1, address)
    }
    const [waits] = await peil.act({ kind: 'system', task: 'test' }, (context) =>
      listContests(context, { register: 'krsd', state: 'differs' }),
    )
    const id = waits?.id ?? ''
    assert.equal(waits?.passedOn?.toString(), '2026-12-12')
    const { oldest } = await peil.act({ kind: 'system', task: 'test' }, contestsWaiting)
    assert.equal(oldest?.toString(), '2026-12-12')
    const late = { agrees: false, answer: 'Te laat.' }
    assert.equal((await at((context) => answerContest(context, school, id, late))).outcome, 'late')
    await peil.setToday('2026-12-04')
    await assertRecorded(peil, 'attendance', 'remind-contest')
    await assertRecorded(peil, 'attendance', 'pass-contest')
  })

  test('can be taken back as a whole for fourteen days', async () => {
    await peil.setToday('2026-12-05')
    assert.equal(
      (await at((context) => withdrawDelivery(context, school, delivery))).outcome,
      'too-late',
    )
    await peil.setToday('2026-12-04')
    assert.equal(
      (await at((context) => withdrawDelivery(context, school, delivery))).outcome,
      'withdrawing',
    )
    assert.equal(await runList(running(delivery)), 'done')
    assert.equal((await found(delivery)).state, 'withdrawn')
    assert.equal((await inPortfolio('krsd', ruben.registrationId)).length, 0)
    assert.equal((await inPortfolio('lklr', rubenThere.registrationId)).length, 0)
    const [own] = await inPortfolio('krsd', person('lonneke').registrationId)
    assert.deepEqual([own?.state, own?.attended], ['entered', undefined])
    // Who was there hears it once, and what was said against it waits for nobody any more.
    const told = await mailsTo('ruben@voorbeeld.nl', 'attendance-taken-out')
    assert.match(told[0]?.body_text ?? '', /niet meer in je portfolio/)
    assert.equal(told.length, 1)
    const [hers] = await mailsTo('lonneke@voorbeeld.nl', 'attendance-taken-out')
    assert.match(hers?.body_text ?? '', /zelf had ingevoerd, blijft staan/)
    const waiting = await peil.act({ kind: 'system', task: 'test' }, (context) =>
      listContests(context, { register: 'krsd', state: 'differs' }),
    )
    assert.deepEqual(waiting, [])
    // What was taken back can be told again.
    const again = await sent(`nummer;achternaam\r\n${person('ruben').number};Bakker`)
    await runList(running(again))
    assert.deepEqual(await rowsOf(again), [[2, 'ready']])
    await at((context) => discardList(context, school, again))
    await peil.setToday(today)
  })
})

test('what an accreditation says it counts for is all there, each as an activity of its own', async () => {
  const made = await giveCourse('Reflecteren', ['2026-11-10'])
  const counts = [
    { kind: 'training', amount: 600, attributes: ['accredited'] },
    { kind: 'workshop', amount: 200, attributes: [] },
  ]
  await accredited(peil, made.id, { counts, first: '2026-01-01', last: '2028-12-31' })
  await somebody('sam', { firstName: 'Sam', lastName: 'Deelen' })
  await somebody('saar', { firstName: 'Saar', lastName: 'Eerder' })
  const [sam, saar] = [person('sam'), person('saar')]
  // Saar had entered the smaller part herself.
  const own = await doneIn(peil, 'krsd', saar, {
    title: 'Reflecteren',
    kind: 'workshop',
    on: '2026-11-10',
    details: { provider: 'Academie de brug', 'contact-hours': hundredthsOf(200) },
  })
  const delivery = await sent(
    `nummer;achternaam;uren\r\n${sam.number};Deelen;4\r\n${saar.number};Eerder;`,
    'lijst.csv',
    made.edition,
  )
  await runList(running(delivery))
  await at((context) => handInList(context, school, delivery, 'all'))
  await runList(running(delivery))
  const stands = async (whose: CastProfessional) =>
    (await inPortfolio('krsd', whose.registrationId))
      .map(({ kind, claimed, accredited: yes, attended }) => [
        ...[kind, claimed, yes, attended?.joined, attended?.proves],
      ])
      .toSorted()
  // Half of the hours is half of each.
  assert.deepEqual(await stands(sam), [
    ['training', 300, true, false, true],
    ['workshop', 100, false, false, true],
  ])
  assert.deepEqual(await stands(saar), [
    ['training', 600, true, false, true],
    ['workshop', 200, false, true, true],
  ])
  const [told] = await mailsTo('sam@voorbeeld.nl', 'attendance-placed')
  assert.match(told?.body_text ?? '', /Register: KRSD\n/)
  // Other hours are other hours of each, by whichever of them it is said.
  const portion = (await inPortfolio('krsd', sam.registrationId)).find(
    ({ kind }) => kind === 'workshop',
  )
  assert.match(portion?.title ?? '', /^Reflecteren \(workshop/)
  await peil.act(sam.actor, (context) =>
    contestAttendance(context, sam, portion?.id ?? '', {
      wrong: 'other-hours',
      hours: hundredthsOf(800),
      reason: 'Ik was er de hele dag.',
    }),
  )
  const [contest] = await at((context) =>
    listContests(context, { organisation: school, state: 'asked' }),
  )
  const agreed = { agrees: true, answer: '' }
  await at((context) => answerContest(context, school, contest?.id ?? '', agreed))
  assert.deepEqual(
    (await stands(sam)).map(([, claimed]) => claimed),
    [600, 200],
  )
  await at((context) => withdrawDelivery(context, school, delivery))
  await runList(running(delivery))
  assert.deepEqual(await stands(sam), [])
  const [left, other] = await inPortfolio('krsd', saar.registrationId)
  assert.deepEqual([left?.id, left?.attended, other], [own, undefined, undefined])
})

test('what began while an accreditation held counts whole, though that ended between its days', async () => {
  const one = await giveCourse('Twee dagen', ['2026-11-10', '2026-11-17'])
  await accredited(peil, one.id, { amount: 800, first: '2026-01-01', last: '2026-11-12' })
  const judith = person('judith')
  const id = await sent(`nummer;achternaam\r\n${judith.number};Celik`, 'l.csv', one.edition)
  await runList(running(id))
  await at((context) => handInList(context, school, id, 'all'))
  await runList(running(id))
  const there = await inPortfolio('krsd', judith.registrationId)
  const stands = there.find(({ title }) => title === 'Twee dagen')
  assert.deepEqual(
    [stands?.accredited, stands?.byDecision, stands?.claimed, stands?.completedOn?.toString()],
    [true, true, 800, '2026-11-17'],
  )
  // On which days that was is settled by it, and what else is said of the edition is not.
  const owner = { is: 'organisation', id: school } as const
  const facts = editionFacts({ days: [day('2026-11-10'), day('2026-11-18')] })
  const outcomes = await peil.act(mila.actor, async (context) => [
    (await changeEdition(context, owner, one.edition, { facts, version: 1 })).outcome,
    (await cancelEdition(context, owner, one.edition, { reason: 'Toch niet.', version: 1 }))
      .outcome,
    (
      await changeEdition(context, owner, one.edition, {
        facts: { ...facts, days: [day('2026-11-10'), day('2026-11-17')], venue: 'Zaal 2' },
        version: 1,
      })
    ).outcome,
  ])
  assert.deepEqual(outcomes, ['attended', 'attended', 'changed'])
})

describe('what is typed or pasted', () => {
  test('is checked at once, and a number alone will do where it has its register', async () => {
    const done = await at((context) =>
      deliverRows(context, of(), {
        origin: 'pasted',
        heading: ['registratienummer', 'achternaam'],
        rows: [[person('lonneke').number], ['12345'], [person('farid').number, 'Jansen']],
        bySurname: false,
      }),
    )
    const id = done.outcome === 'delivered' ? done.id : assert.fail(done.outcome)
    assert.equal((await found(id)).state, 'checked')
    assert.deepEqual(await rowsOf(id), [
      [1, 'ready'],
      [2, 'wrong', 'no-register'],
      [3, 'wrong', 'unknown'],
    ])
    await at((context) => discardList(context, school, id))
  })

  test('is only of an edition of one’s own that has begun, within two months', async () => {
    const list = {
      origin: 'one',
      heading: ['nummer'],
      rows: [[person('farid').number]],
      bySurname: false,
    } as const
    const tried = async (on: string, organisation = school) => {
      await peil.setToday(on)
      const done = await at(
        (context) => deliverRows(context, { ...of(), organisationId: organisation }, list),
        organisation,
      )
      await peil.setToday(today)
      return done.outcome
    }
    assert.equal(await tried('2026-11-11'), 'not-yet')
    assert.equal(await tried('2026-11-12'), 'delivered')
    assert.equal(await tried('2027-01-12'), 'delivered')
    assert.equal(await tried('2027-01-13'), 'too-late')
    // What was checked in time and left lying can not be handed in any more.
    const left = await at((context) => deliverRows(context, of(), list))
    const id = left.outcome === 'delivered' ? left.id : assert.fail(left.outcome)
    await peil.setToday('2027-01-13')
    assert.equal(
      (await at((context) => handInList(context, school, id, 'all'))).outcome,
      'too-late',
    )
    await peil.setToday(today)
    await at((context) => discardList(context, school, id))
    assert.equal(await tried('2026-11-12', other), 'not-found')
  })
})

test('an organisation is reminded after one, fifteen and thirty days, once each', async () => {
  const made = await giveCourse('Signalen zien', ['2026-11-02'])
  await accredited(peil, made.id, { amount: 400, first: '2026-01-01', last: '2028-12-31' })
  const mails = async (on: string) => {
    await peil.setToday(on)
    for (let times = 0; times < 2; times += 1) {
      await peil.act({ kind: 'system', task: 'daily' }, remindAttendance)
    }
    const sent = await mailsTo('mila@brug.example', 'attendance-reminder')
    return sent.filter(({ subject }) => subject.includes('Signalen zien')).length
  }
  const counted: number[] = []
  for (const on of [
    '2026-11-02',
    '2026-11-03',
    '2026-11-16',
    '2026-11-17',
    '2026-12-02',
    '2026-12-20',
  ]) {
    counted.push(await mails(on))
  }
  assert.deepEqual(counted, [0, 1, 1, 2, 3, 3])
  await peil.setToday(today)
})

describe('a link to an edition', () => {
  test('lets those who are there say so, and a trainer sign for them', async () => {
    const made = await giveCourse('Gesprekken voeren', ['2026-11-19'])
    const here = { organisationId: school, editionId: made.edition }
    const slide = await at((context) => makeSlideLink(context, here))
    const token = slide?.url.split('/').at(-1) ?? ''
    const visitor = <Result>(work: (context: Context) => Promise<Result>) =>
      inRegister(peil.platform, { register: krsd }, { kind: 'visitor' }, work)
    const enter = (number: string, surname: string) =>
      visitor(async (context) => {
        const link = await openLink(context, 'participants', token)
        if (link === undefined) return undefined
        return enterAttendance(context, here, [{ number, surname }], true)
      })
    const farid = person('farid')
    assert.equal((await enter(farid.number, 'El Amrani'))?.entered, 1)
    for (const [number, surname] of [
      [farid.number.toLowerCase(), 'el amrani'],
      [`reg.nr. ${Number(farid.number.slice(5))}`, 'Amrani'],
      [farid.number.replace('-', ' '), 'Farid Él Amrani'],
    ] as const) {
      assert.equal((await enter(number, surname))?.entered, 0, number)
    }
    // The same number is somebody else's in another register, and another name may be who it is meant for.
    for (const [number, surname] of [
      [farid.number.replace('KRSD', 'LKLR'), 'El Amrani'],
      [farid.number, 'Anders'],
    ] as const) {
      assert.equal((await enter(number, surname))?.entered, 1, number)
    }
    await at(async (context) => {
      const others = (await listEntries(context, made.edition)).filter(
        ({ number, surname }) => number.startsWith('LKLR') || surname === 'Anders',
      )
      await removeEntries(
        context,
        made.edition,
        others.map(({ id }) => id),
      )
    })
    // Whether a number is anybody's is not told here.
    assert.equal((await enter('KRSD-999999', 'Niemand'))?.entered, 1)
    assert.equal((await enter(person('lonneke').number, 'Berg'))?.entered, 1)
    assert.equal(
      await visitor((context) => openLink(context, 'trainer', token)),
      undefined,
      'a slide is not signed by',
    )
    const asked = await at((context) =>
      askTrainer(context, here, { name: 'Teun Trainer', email: 'teun@trainer.example' }),
    )
    assert.equal(asked.outcome, 'asked')
    const [mail] = await mailsTo('teun@trainer.example', 'attendance-trainer')
    const reached = async () => {
      const links = await at((context) => listLinks(context, made.edition))
      return links.map(({ kind, refusesMail }) => [kind, refusesMail])
    }
    assert.deepEqual((await reached()).toSorted(), [
      ['participants', false],
      ['trainer', false],
    ])
    const mailIs = (cause: 'refused' | null) =>
      peil.platform.db
        .updateTable('mail_message')
        .set({ cause })
        .where('kind', '=', 'attendance-trainer')
        .execute()
    await mailIs('refused')
    assert.deepEqual((await reached()).toSorted(), [
      ['participants', false],
      ['trainer', true],
    ])
    await mailIs(null)
    const signing = /deelname\/tekenen\/([\w-]+)/.exec(mail?.body_text ?? '')?.[1] ?? ''
    const signed = await visitor(async (context) => {
      const link = (await openLink(context, 'trainer', signing)) ?? assert.fail()
      const entries = await listEntries(context, made.edition)
      const there = entries.filter(({ surname }) => surname !== 'Berg')
      const present = new Map(there.map(({ id }) => [id, undefined]))
      // Meanwhile somebody writes themselves up, who does not stand on the page that is signed.
      await enterAttendance(context, here, [{ number: '77', surname: 'Later' }], true)
      const shown = new Set(entries.map(({ id }) => id))
      return signForGroup(context, link, { name: 'Teun Trainer', present, shown })
    })
    if (signed.outcome !== 'signed') return assert.fail(signed.outcome)
    assert.equal(await runList(running(signed.deliveryId)), 'done')
    const done = await found(signed.deliveryId)
    assert.deepEqual(
      [done.state, done.name, done.counts.ready, done.counts.wrong],
      ['done', 'Teun Trainer', 1, 1],
    )
    const titles = await inPortfolio('krsd', farid.registrationId)
    assert.ok(titles.some(({ title }) => title === 'Gesprekken voeren'))
    // Who was refused is off the list, and who came later waits, until the organisation takes them off.
    const waiting = await at((context) => listEntries(context, made.edition))
    assert.deepEqual([signed.waiting, ...waiting.map(({ surname }) => surname)], [1, 'Later'])
    await enter('78', 'Onbekend')
    const others = await at((context) =>
      removeEntries(context, made.edition, [waiting[0]?.id ?? '']),
    )
    const rest = await at((context) => removeEntries(context, made.edition, 'by-participant'))
    assert.deepEqual([others.removed, rest.removed], [1, 1])
    assert.equal((await at((context) => listEntries(context, made.edition))).length, 0)
    // Whoever enters attendance hears what has to be mended, and that the rest was placed.
    const mended = await mailsTo('mila@brug.example', 'attendance-checked')
    assert.match(mended.at(-1)?.body_text ?? '', /Teun Trainer tekende voor 2 deelnemers\. 1 rij/)
    const placed = await mailsTo('mila@brug.example', 'attendance-done')
    assert.match(placed.at(-1)?.body_text ?? '', /1 deelnemer voor wie Teun Trainer tekende/)
    const [link] = await at((context) => listLinks(context, made.edition))
    for (const one of await at((context) => listLinks(context, made.edition))) {
      await at((context) => endLink(context, one.id))
    }
    assert.ok(link)
    assert.equal(await enter(farid.number, 'Amrani'), undefined)
    await assertRecorded(peil, 'attendance', 'link')
    await assertRecorded(peil, 'attendance', 'end-link')
    await assertRecorded(peil, 'attendance', 'enter')
    await assertRecorded(peil, 'attendance', 'sign')
    await assertRecorded(peil, 'attendance', 'remove-entries')
    // Ninety days after all that, nobody can find who it was.
    const left = () =>
      at(async ({ db }) => {
        const { rows } = await sql<{ entries: number; links: number }>`
          select (select count(*)::int from attendance_entry where edition_id = ${made.edition}) as entries,
            (select count(*)::int from attendance_link where edition_id = ${made.edition}) as links`.execute(
          db,
        )
        return [rows[0]?.entries, rows[0]?.links]
      })
    const forgotten: unknown[] = []
    await at((context) =>
      enterAttendance(context, here, [{ number: '79', surname: 'Wacht' }], false),
    )
    for (const on of ['2027-02-17', '2027-02-18', '2027-04-18', '2027-04-19']) {
      await peil.setToday(on)
      await peil.act({ kind: 'system', task: 'daily' }, (context) =>
        forgetDue(context, 'attendance-lists'),
      )
      forgotten.push([on, ...(await left())])
    }
    await peil.setToday(today)
    assert.deepEqual(forgotten, [
      ['2027-02-17', 4, 2],
      ['2027-02-18', 1, 0],
      ['2027-04-18', 1, 0],
      ['2027-04-19', 0, 0],
    ])
  })
})

describe('a program of a provider', () => {
  const asProgram = <Result>(work: (context: Context) => Promise<Result>) =>
    inRegister(peil.platform, { register: krsd }, { kind: 'visitor' }, work)
  const expiresOn = day('2027-01-31')

  test('comes in by a key of which only the hash is kept, until it ends or is withdrawn', async () => {
    const scopes = ['attendance:write'] as const
    const asked = { name: 'Leeromgeving', scopes, expiresOn, publicKey: undefined }
    const made = await at((context) => makeSender(context, school, asked))
    const key = made.key ?? assert.fail()
    const { rows } = await at((context) =>
      sql<{ all: string }>`select s::text as all from attendance_sender s`.execute(context.db),
    )
    assert.ok(!rows.some(({ all }) => all.includes(key.slice(-40))))
    const comes = (bearer: string) => asProgram((context) => senderOf(context, bearer))
    assert.deepEqual(await comes(key), {
      id: made.id,
      organisationId: school,
      scopes: ['attendance:write'],
    })
    for (const other of [
      '',
      'x',
      `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`,
      key.slice(5),
    ]) {
      assert.equal(await comes(other), undefined, other)
    }
    await peil.setToday('2027-02-01')
    assert.equal(await comes(key), undefined)
    await peil.setToday(today)
    assert.equal(
      (await at((context) => withdrawSender(context, other, made.id), other)).outcome,
      'not-found',
    )
    assert.equal(
      (await at((context) => withdrawSender(context, school, made.id))).outcome,
      'withdrawn',
    )
    assert.equal(await comes(key), undefined)
    assert.equal((await at((context) => listSenders(context, school)))[0]?.hint, key.slice(-4))
    await assertRecorded(peil, 'attendance', 'make-sender', made.id)
    await assertRecorded(peil, 'attendance', 'use-sender', made.id)
    await assertRecorded(peil, 'attendance', 'withdraw-sender', made.id)
  })

  test('comes in by a key pair: what it signs is meant for here, short-lived and taken once', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const jwk = await exportJWK(publicKey)
    assert.equal(await readPublicKey(JSON.stringify(await exportJWK(privateKey))), undefined)
    assert.equal(await readPublicKey('{"kty":"oct","k":"AAAA"}'), undefined)
    const read = (await readPublicKey(JSON.stringify(jwk))) ?? assert.fail()
    const scopes = ['attendance:write', 'attendance:read'] as const
    const { id } = await at((context) =>
      makeSender(context, school, { name: 'LMS', scopes, expiresOn, publicKey: read }),
    )
    const audience = ['https://peil.example/api/v1/token']
    const shown = (claims: Record<string, unknown> = {}, key = privateKey) =>
      new SignJWT({ jti: randomUUID(), ...claims })
        .setProtectedHeader({ alg: 'ES256' })
        .setIssuer(id)
        .setSubject(id)
        .setAudience(String(claims.aud ?? audience[0]))
        .setExpirationTime(String(claims.until ?? '2 minutes'))
        .sign(key)
    const give = (assertion: string, scope?: string) =>
      asProgram((context) => giveToken(context, { clientId: id, assertion, audience, scope }))
    const good = await shown()
    const given = await give(good, 'attendance:read')
    if (given.outcome !== 'given') return assert.fail(given.outcome)
    const sender = await asProgram((context) => senderOf(context, given.token))
    assert.deepEqual(sender, { id, organisationId: school, scopes: ['attendance:read'] })
    const stranger = await generateKeyPair('ES256')
    for (const [what, assertion] of [
      ['the same again', good],
      ['for somewhere else', await shown({ aud: 'https://elders.example' })],
      ['that was over', await shown({ until: '-5 minutes' })],
      ['for a day', await shown({ until: '1 day' })],
      ['of another key', await shown({}, stranger.privateKey)],
      ['that is none', 'a.b.c'],
    ] as const) {
      assert.equal((await give(assertion)).outcome, 'invalid-client', what)
    }
    assert.equal((await give(await shown(), 'everything')).outcome, 'invalid-scope')
    await at((context) => withdrawSender(context, school, id))
    assert.equal(await asProgram((context) => senderOf(context, given.token)), undefined)
  })
})

test('what was typed is forgotten after ninety days, and everything that is done leaves a record', async () => {
  const id = await sent(`nummer;achternaam\r\n${person('judith').number};Çelik`)
  await runList(running(id))
  await peil.setToday('2027-03-01')
  await peil.act({ kind: 'system', task: 'daily' }, (context) =>
    forgetDue(context, 'attendance-lists'),
  )
  assert.equal((await rowsOf(id)).length, 0)
  assert.equal((await found(id)).state, 'discarded')
  await peil.setToday(today)
  await assertRecorded(peil, 'attendance', 'answer')
  await assertRecorded(peil, 'attendance', 'check')
  await assertRecorded(peil, 'attendance', 'contest')
  await assertRecorded(peil, 'attendance', 'correct')
  await assertRecorded(peil, 'attendance', 'deliver')
  await assertRecorded(peil, 'attendance', 'end')
  await assertRecorded(peil, 'attendance', 'end-check')
  await assertRecorded(peil, 'attendance', 'end-withdrawal')
  await assertRecorded(peil, 'attendance', 'forget')
  await assertRecorded(peil, 'attendance', 'give-up')
  await assertRecorded(peil, 'attendance', 'hand-in')
  await assertRecorded(peil, 'attendance', 'leave-out')
  await assertRecorded(peil, 'attendance', 'place')
  await assertRecorded(peil, 'attendance', 'read')
  await assertRecorded(peil, 'attendance', 'remind')
  await assertRecorded(peil, 'attendance', 'store')
  await assertRecorded(peil, 'attendance', 'take-out')
  await assertRecorded(peil, 'attendance', 'withdraw')
})
