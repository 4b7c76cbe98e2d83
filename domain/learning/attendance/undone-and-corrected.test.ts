import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { sealOf } from '#domain/certification/merge/merge.ts'
import { mergePeople, weighProposed } from '#domain/certification/merge/merge-people.ts'
import { proposeMerge } from '#domain/certification/merge/propose-merge.ts'
import { findMerge } from '#domain/certification/merge/queries.ts'
import { weighMerge } from '#domain/certification/merge/weigh-merge.ts'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition, cancelEdition, changeEdition } from '#domain/courses/course/keep-edition.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { withdrawActivity } from '#domain/dossier/portfolio/withdraw-activity.ts'
import {
  answerContest,
  contestAttendance,
  decideContest,
} from '#domain/learning/attendance/contest.ts'
import { placeLeftOut } from '#domain/learning/attendance/place-left-out.ts'
import { findAttendance, listContests } from '#domain/learning/attendance/queries.ts'
import { takeOutAttendance } from '#domain/learning/attendance/take-out-attendance.ts'
import { deliverFile, deliverRows } from '#domain/learning/attendance-list/deliver.ts'
import { handInList, withdrawDelivery } from '#domain/learning/attendance-list/hand-in.ts'
import { findAttendanceDelivery, listRows } from '#domain/learning/attendance-list/queries.ts'
import { runList, storeAttendance } from '#domain/learning/attendance-list/run-list.ts'
import { listToldEditions } from '#domain/learning/attendance-list/told-edition.ts'
import { planCourse } from '#domain/learning/choice/plan-course.ts'
import { seeLabel } from '#domain/organisations/label/see-label.ts'
import { mergeOrganisations } from '#domain/organisations/merge/merge-organisations.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { hundredthsOf } from '#engine'
import type { CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { doneIn } from '#testing/other-registers.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded, byHand } from '#testing/records.ts'
import { untilOneWaits } from '#testing/waits.ts'

// What was told of who was there, and is taken back, corrected, left out at first, or goes on for another organisation.

const peil = await testPlatform()
const today = '2026-11-20'
const day = (text: string) => Temporal.PlainDate.from(text)
const system = { kind: 'system', task: 'test' } as const
const krsd = peil.platform.registers.get('krsd') ?? assert.fail()
const mila = await colleague(
  peil,
  { email: 'mila@brug.example', firstName: 'Mila', lastName: 'Bos' },
  [],
)
const sanne = await colleague(
  peil,
  { email: 'sanne@peil.example', firstName: 'Sanne', lastName: 'Vos' },
  ['secretariat'],
)
const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
const people = new Map<string, CastProfessional>()
let numbers = 0

async function somebody(lastName: string): Promise<CastProfessional & { number: string }> {
  const name = { firstName: 'Test', lastName }
  const one = await professional(peil, {
    email: `${lastName.toLowerCase()}@voorbeeld.nl`,
    ...name,
    since: '2025-01-15',
  })
  people.set(lastName, one)
  numbers += 1
  return { ...one, number: `KRSD-${String(numbers).padStart(6, '0')}` }
}

const at = <Result>(work: (context: Context) => Promise<Result>, organisation = school) =>
  inRegister(peil.platform, { register: krsd, organisation }, mila.actor, work)

async function giveCourse(title: string, days: readonly string[], organisation = school) {
  const owner = { is: 'organisation', id: organisation } as const
  return peil.act(mila.actor, async (context) => {
    const facts = courseFacts({ title, studyLoad: hundredthsOf(800), reviewOn: day('2027-12-31') })
    const made = await makeCourse(context, owner, facts)
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    const added = await addEdition(context, owner, made.id, editionFacts({ days: days.map(day) }))
    if (added.outcome !== 'added') return assert.fail(JSON.stringify(added))
    return { id: made.id, number: made.number, edition: added.id }
  })
}

const running = (deliveryId: string, organisationId = school) => ({
  ...{ platform: peil.platform, register: krsd, organisationId, deliveryId },
})

async function told(
  editionId: string,
  rows: readonly (readonly string[])[],
  organisation = school,
) {
  const of = { organisationId: organisation, editionId }
  const heading = ['registratienummer', 'achternaam', 'aanwezig', 'uren']
  const list = { origin: 'pasted', heading, rows, bySurname: true } as const
  const done = await at((context) => deliverRows(context, of, list), organisation)
  return done.outcome === 'delivered' ? done.id : assert.fail(done.outcome)
}

async function placed(editionId: string, rows: readonly (readonly string[])[]) {
  const id = await told(editionId, rows)
  const handed = await at((context) => handInList(context, school, id, 'all'))
  assert.equal(handed.outcome, 'handed-in')
  await runList(running(id))
  return id
}

const portfolio = async ({ registrationId }: CastProfessional, title: string) => {
  const all = await peil.act(system, (context) => findActivities(context, registrationId))
  return all.find((one) => one.title === title)
}

const lastMail = (address: string, kind: string) =>
  peil.act(system, async ({ db }) => {
    const { rows } = await sql<{ body_text: string }>`
      select body_text from mail_message where to_address = ${address} and kind = ${kind}
      order by id desc limit 1`.execute(db)
    return rows[0]?.body_text ?? ''
  })

before(async () => {
  await peil.setToday(today)
})

test('a plan that a list entered is a draft again when the list is taken back', async () => {
  const farid = await somebody('Amrani')
  const made = await giveCourse('Passend onderwijs', ['2026-11-12'])
  await accredited(peil, made.id, { amount: 800, first: '2026-01-01', last: '2028-12-31' })
  await peil.setToday('2026-11-10')
  const planned = await peil.act(farid.actor, (context) =>
    planCourse(context, farid.registrationId, { number: made.number, sequence: 1 }),
  )
  assert.equal(planned.outcome, 'planned')
  await peil.setToday(today)
  const id = await placed(made.edition, [[farid.number, 'Amrani']])
  const stands = await portfolio(farid, 'Passend onderwijs')
  assert.deepEqual([stands?.state, stands?.attended?.proves], ['entered', true])
  await at((context) => withdrawDelivery(context, school, id))
  await runList(running(id))
  const left = await portfolio(farid, 'Passend onderwijs')
  assert.deepEqual([left?.id, left?.state, left?.attended], [stands?.id, 'draft', undefined])
})

test('what somebody wrote in a draft stays when the organisation tells the hours', async () => {
  const vera = await somebody('Verwey')
  const made = await giveCourse('Gesprekken', ['2026-11-13'])
  await accredited(peil, made.id, { amount: 800, first: '2026-01-01', last: '2028-12-31' })
  await peil.setToday('2026-11-10')
  await peil.act(vera.actor, (context) =>
    planCourse(context, vera.registrationId, { number: made.number, sequence: 1 }),
  )
  await peil.setToday(today)
  await peil.act(vera.actor, async ({ db }) => {
    await byHand({ db })
    await sql`update activity set title = 'Gesprekken, met mijn team',
      form = jsonb_set(form, '{typed,referee-name}', '"Rik Raad"')`.execute(db)
  })
  await placed(made.edition, [[vera.number, 'Verwey']])
  const stands = await portfolio(vera, 'Gesprekken, met mijn team')
  assert.deepEqual(
    [stands?.state, stands?.form.typed['referee-name'], stands?.accredited, stands?.claimed],
    ['entered', 'Rik Raad', true, 800],
  )
})

test('other hours reach what was joined too, and the letter says where they could not', async () => {
  const ruben = await somebody('Bakker')
  const made = await giveCourse('Rouw', ['2026-11-14'])
  await accredited(peil, made.id, { amount: 800, first: '2026-01-01', last: '2028-12-31' })
  await peil.setToday('2026-11-10')
  await peil.act(ruben.actor, (context) =>
    planCourse(context, ruben.registrationId, { number: made.number, sequence: 1 }),
  )
  await peil.setToday(today)
  await placed(made.edition, [[ruben.number, 'Bakker']])
  const stands = (await portfolio(ruben, 'Rouw')) ?? assert.fail()
  const differs = async (hours: number) => {
    const said = {
      wrong: 'other-hours',
      hours: hundredthsOf(hours),
      reason: 'Ik ging weg.',
    } as const
    await peil.act(ruben.actor, (context) => contestAttendance(context, ruben, stands.id, said))
    const [contest] = await at((context) =>
      listContests(context, { organisation: school, state: 'asked' }),
    )
    return contest?.id ?? assert.fail('no contest')
  }
  const first = await differs(600)
  await at((context) => answerContest(context, school, first, { agrees: true, answer: '' }))
  assert.equal((await portfolio(ruben, 'Rouw'))?.claimed, 600)
  const answered = () => lastMail('bakker@voorbeeld.nl', 'attendance-contest-answered')
  assert.match(await answered(), /is aangepast/)
  assert.doesNotMatch(await answered(), /blijft/)
  // What was judged stays, and that is said.
  await peil.act(system, async ({ db }) => {
    await byHand({ db })
    await sql`update activity_claim set state = 'approved' where activity_id = ${stands.id}`.execute(
      db,
    )
  })
  const second = await differs(400)
  await at((context) => answerContest(context, school, second, { agrees: true, answer: '' }))
  assert.equal((await portfolio(ruben, 'Rouw'))?.claimed, 600)
  assert.match(await answered(), /Bij KRSD blijft de activiteit zoals die was/)
  // Nobody answers themselves for the organisation, and nobody decides who works for it.
  const third = await differs(200)
  const itself = await inRegister(
    peil.platform,
    { register: krsd, organisation: school },
    ruben.actor,
    (context) => answerContest(context, school, third, { agrees: true, answer: '' }),
  )
  assert.equal(itself.outcome, 'own')
  await at((context) => answerContest(context, school, third, { agrees: false, answer: 'Nee.' }))
  const decided = { outcome: 'stands', hours: undefined, reason: 'De lijst klopt.' } as const
  const by = async (actor: typeof mila.actor) =>
    (await peil.act(actor, (context) => decideContest(context, third, decided))).outcome
  assert.deepEqual([await by(mila.actor), await by(sanne.actor)], ['own', 'decided'])
})

test('who had no portfolio gets the hours once it opens', async () => {
  const wim = await somebody('Weg')
  const status = (to: string, approved: string | null) =>
    peil.act(system, async ({ db }) => {
      await byHand({ db })
      await sql`update registration set status = ${to}, approved_on = ${approved}, candidate_on = ${approved}
        where id = ${wim.registrationId}`.execute(db)
    })
  await status('signed-up', null)
  const made = await giveCourse('Later open', ['2026-11-15'])
  await placed(made.edition, [[wim.number, 'Weg']])
  const due = () => peil.act({ kind: 'system', task: 'daily' }, placeLeftOut)
  await due()
  assert.equal(await portfolio(wim, 'Later open'), undefined)
  await status('candidate', '2026-11-18')
  await due()
  await due()
  assert.equal((await portfolio(wim, 'Later open'))?.attended?.hours, 800)
  assert.match(await lastMail('weg@voorbeeld.nl', 'attendance-placed'), /Later open/)
})

test('who is said not to have been there after hours were told of them, is a mistake', async () => {
  const saar = await somebody('Smit')
  const made = await giveCourse('Aanwezig', ['2026-11-16'])
  await placed(made.edition, [[saar.number, 'Smit', 'ja', '4']])
  const id = await told(made.edition, [[saar.number, 'Smit', 'nee', '']])
  const [row] = await at((context) => listRows(context, id, { most: 1 }))
  assert.deepEqual([row?.state, row?.mistakes.map(({ is }) => is)], ['wrong', ['told-present']])
})

test('the columns are found below a title and below what Excel says of the separator', async () => {
  const noor = await somebody('Noort')
  const made = await giveCourse('Titel erboven', ['2026-11-17'])
  const line = `${noor.number};Noort;7,5\r\n`
  for (const [contents, is] of [
    [`sep=;\r\nnummer;achternaam;uren\r\n${line}`, ['checked', 1, 0]],
    [`Deelnemers, 17 november 2026\r\n\r\nnummer;achternaam;uren\r\n${line}`, ['checked', 1, 0]],
    [`"Academie; groep 1";\r\nnummer;achternaam;uren\r\n${line}`, ['checked', 1, 0]],
    [`Deelnemers\r\nnummer;uren\r\n${line}`, ['unreadable', 0, 0]],
  ] as const) {
    const bytes = Buffer.from(contents)
    const fileKey = await peil.platform.files.put(
      Readable.from([bytes]),
      'application/octet-stream',
      bytes.length,
    )
    const file = {
      ...{ name: 'lijst.csv', mediaType: 'text/csv', size: bytes.length, fileKey },
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }
    const of = { organisationId: school, editionId: made.edition }
    const done = await at((context) => deliverFile(context, of, file))
    const id = done.outcome === 'delivered' ? done.id : assert.fail(done.outcome)
    await runList(running(id))
    const found = await at((context) => findAttendanceDelivery(context, school, id))
    assert.deepEqual([found?.state, found?.counts.ready, found?.counts.wrong], is, contents)
  }
})

const contests = (attendanceId: string) =>
  at(async ({ db }) => {
    const { rows } = await sql<{ id: string; state: string; outcome: string | null }>`
      select id, state, outcome from attendance_contest where attendance_id = ${attendanceId}
      order by created_at`.execute(db)
    return rows
  })

const toldOf = (editionId: string) =>
  at(async ({ db }) => {
    const { rows } = await sql<{ id: string; activity_id: string; state: string }>`
      select id, activity_id, state from attendance where edition_id = ${editionId}
      order by created_at`.execute(db)
    return rows
  })

const notThere = { wrong: 'not-there', hours: undefined, reason: 'Ik was ziek.' } as const

test('what is taken back while somebody contests it leaves nothing that waits for an answer', async () => {
  const daan = await somebody('Kramer')
  const made = await giveCourse('Tegelijk', ['2026-11-12'])
  await placed(made.edition, [[daan.number, 'Kramer']])
  const [stands] = await toldOf(made.edition)
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: out, resolve: isOut } = Promise.withResolvers<void>()
  const taking = at(async (context) => {
    await takeOutAttendance(context, stands?.id ?? '')
    isOut()
    await held
  })
  await out
  const saying = peil.act(daan.actor, (context) =>
    contestAttendance(context, daan, stands?.activity_id ?? '', notThere),
  )
  await untilOneWaits(peil.platform.db)
  letGo()
  await taking
  assert.deepEqual(await saying, { outcome: 'not-found' })
  assert.deepEqual(await contests(stands?.id ?? ''), [])
})

test('an answer and a list that is taken back at once wait for each other', async () => {
  const iris = await somebody('Postma')
  const made = await giveCourse('Antwoord', ['2026-11-12'])
  await placed(made.edition, [[iris.number, 'Postma']])
  const [stands] = await toldOf(made.edition)
  await peil.act(iris.actor, (context) =>
    contestAttendance(context, iris, stands?.activity_id ?? '', notThere),
  )
  const [contest] = await contests(stands?.id ?? '')
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  const { promise: locked, resolve: isLocked } = Promise.withResolvers<void>()
  const taking = at(async (context) => {
    await findAttendance(context, { id: stands?.id ?? '' }, { lock: true })
    isLocked()
    await held
    await takeOutAttendance(context, stands?.id ?? '')
  })
  await locked
  const answering = at((context) =>
    answerContest(context, school, contest?.id ?? '', { agrees: true, answer: '' }),
  )
  await untilOneWaits(peil.platform.db)
  letGo()
  await taking
  assert.deepEqual(await answering, { outcome: 'late' })
  assert.deepEqual(
    (await contests(stands?.id ?? '')).map(({ state, outcome }) => [state, outcome]),
    [['ended', 'removed']],
  )
})

test('of whom it was found that they were not there, that is not told away again', async () => {
  const bas = await somebody('Vonk')
  const made = await giveCourse('Niet geweest', ['2026-11-12'])
  await placed(made.edition, [[bas.number, 'Vonk']])
  const waits = await told(made.edition, [[bas.number, 'Vonk', 'ja', '4']])
  const [stands] = await toldOf(made.edition)
  await peil.act(bas.actor, (context) =>
    contestAttendance(context, bas, stands?.activity_id ?? '', notThere),
  )
  const [contest] = await contests(stands?.id ?? '')
  const differs = { agrees: false, answer: 'Jawel.' }
  await at((context) => answerContest(context, school, contest?.id ?? '', differs))
  const decision = { outcome: 'removed', hours: undefined, reason: 'Hij was ziek.' } as const
  await peil.act(sanne.actor, (context) => decideContest(context, contest?.id ?? '', decision))
  const again = await told(made.edition, [[bas.number, 'Vonk']])
  const rowsOf = (id: string) =>
    at(async (context) => {
      const rows = await listRows(context, id, { most: 5 })
      return rows.map(({ state, mistakes }) => [state, ...mistakes.map(({ is }) => is)])
    })
  assert.deepEqual(await rowsOf(again), [['wrong', 'found-absent']])
  const handed = await at((context) => handInList(context, school, waits, 'what-is-right'))
  assert.equal(handed.outcome, 'nothing-ready')
})

test('of two lists that were checked, the second says what the first told before it goes in', async () => {
  const [eva, jan, kees] = [
    await somebody('Groen'),
    await somebody('Haas'),
    await somebody('Ivens'),
  ]
  const made = await giveCourse('Twee lijsten', ['2026-11-12'])
  const first = await told(made.edition, [
    [eva.number, 'Groen', 'ja', '4'],
    [jan.number, 'Haas', 'ja', '4'],
  ])
  const second = await told(made.edition, [
    [eva.number, 'Groen', 'ja', '6'],
    [jan.number, 'Haas', 'ja', '4'],
    [kees.number, 'Ivens', 'ja', '8'],
  ])
  await at((context) => handInList(context, school, first, 'all'))
  // Not stored yet, and told all the same.
  const handIn = (which: 'all' | 'what-is-right') =>
    at((context) => handInList(context, school, second, which))
  assert.equal((await handIn('all')).outcome, 'has-mistakes')
  const counted = async () => {
    const found = await at((context) => findAttendanceDelivery(context, school, second))
    return [found?.counts.ready, found?.counts.wrong, found?.counts.known, found?.hours]
  }
  assert.deepEqual(await counted(), [1, 1, 1, 800])
  assert.equal((await handIn('what-is-right')).outcome, 'handed-in')
  await runList(running(first))
  await runList(running(second))
  assert.deepEqual(await counted(), [1, 1, 1, 800])
  assert.equal((await portfolio(eva, 'Twee lijsten'))?.attended?.hours, 400)
})

test('a list is of the edition as it is when it goes in, and of what goes in the days stay', async () => {
  const owner = { is: 'organisation', id: school } as const
  const lies = await somebody('Meijer')
  const made = await giveCourse('Verzet', ['2026-11-12', '2026-11-13'])
  const heading = ['registratienummer', 'achternaam', 'datum']
  const list = { origin: 'pasted', heading, bySurname: true } as const
  const of = { organisationId: school, editionId: made.edition }
  const rows = [[lies.number, 'Meijer', '12-11-2026']]
  const done = await at((context) => deliverRows(context, of, { ...list, rows }))
  const id = done.outcome === 'delivered' ? done.id : assert.fail(done.outcome)
  const move = (version: number, ...days: readonly string[]) =>
    peil.act(mila.actor, (context) =>
      changeEdition(context, owner, made.edition, {
        ...{ facts: editionFacts({ days: days.map(day) }), version },
      }),
    )
  const handIn = () => at((context) => handInList(context, school, id, 'all'))
  // To another day, and to one that is yet to come.
  assert.equal((await move(1, '2026-11-16')).outcome, 'changed')
  assert.equal((await handIn()).outcome, 'moved')
  assert.equal((await move(2, '2026-12-24')).outcome, 'changed')
  assert.equal((await handIn()).outcome, 'moved')
  assert.equal((await move(3, '2026-11-12')).outcome, 'changed')
  assert.equal((await handIn()).outcome, 'handed-in')
  // It is on its way, and not in any portfolio yet.
  assert.equal((await move(4, '2026-11-17')).outcome, 'attended')
  const off = await peil.act(mila.actor, (context) =>
    cancelEdition(context, owner, made.edition, { reason: 'Ziek.', version: 4 }),
  )
  assert.equal(off.outcome, 'attended')
})

test('what somebody typed with a mistake is recognised, and what is another course or time is not', async () => {
  const made = await giveCourse('Passend onderwijs in de wijk', ['2026-11-10'])
  const another = await peil.act(mila.actor, (context) =>
    addEdition(
      context,
      { is: 'organisation', id: school },
      made.id,
      editionFacts({ days: [day('2026-11-03')] }),
    ),
  )
  assert.equal(another.outcome, 'added')
  const given = 'academie de brug'
  const courseOf = (id: string, number: string) =>
    peil.act(system, async ({ db }) => {
      await byHand({ db })
      await sql`update activity_claim set accreditation_number = ${number}
        where activity_id = ${id}`.execute(db)
    })
  for (const [at, said, stands] of [
    // Mistyped, by the same organisation on the same day.
    ['Aarts', { title: 'Pasend onderwijs in de wijk', on: '2026-11-10', given }, 1],
    ['Bakx', { title: 'Pasend onderwijs in de wijk', on: '2026-11-10', given: 'Een ander' }, 2],
    ['Claes', { title: 'Samen werken in de wijk', on: '2026-11-10', given }, 2],
    ['Dekker', { title: 'Pasend onderwijs in de wijk', on: '2026-11-09', given }, 2],
    // The number says which course it was; a day off is a mistake, and the day of another time is not.
    ['Evers', { title: 'Iets', on: '2026-11-11', given, number: made.number }, 1],
    ['Faber', { title: 'Iets', on: '2026-11-03', given, number: made.number }, 2],
    ['Gaal', { title: 'Iets', on: '2026-11-10', given, number: `${made.number}-2` }, 2],
  ] as const) {
    const who = await somebody(at)
    const id = await doneIn(peil, 'krsd', who, {
      ...{ title: said.title, on: said.on },
      details: { provider: said.given, 'stated-load': hundredthsOf(800) },
    })
    if ('number' in said) await courseOf(id, said.number)
    await placed(made.edition, [[who.number, at]])
    const all = await peil.act(system, (context) => findActivities(context, who.registrationId))
    assert.equal(all.length, stands, at)
  }
})

test('two who turn out to be one were there once, and leave when either list is taken back', async () => {
  const tom = await colleague(
    peil,
    { email: 'tom@peil.example', firstName: 'Tom', lastName: 'Vis' },
    ['secretariat'],
  )
  const [noor, dubbel] = [await somebody('Noorman'), await somebody('Dubbel')]
  const made = await giveCourse('Als twee', ['2026-11-12'])
  const attributes = ['accredited']
  await accredited(peil, made.id, {
    counts: [
      { kind: 'training', amount: 600, attributes },
      { kind: 'workshop', amount: 200, attributes },
    ],
    ...{ first: '2026-01-01', last: '2028-12-31' },
  })
  const later = await giveCourse('Nog onderweg', ['2026-11-13'])
  const first = await placed(made.edition, [[noor.number, 'Noorman']])
  const second = await placed(made.edition, [[dubbel.number, 'Dubbel']])
  await placed(later.edition, [[noor.number, 'Noorman']])
  const onItsWay = await told(later.edition, [[dubbel.number, 'Dubbel']])
  await at((context) => handInList(context, school, onItsWay, 'all'))
  await storeAttendance(running(onItsWay))
  const pair = { stays: noor.registrationId, goes: dubbel.registrationId }
  const id = await peil.act(sanne.actor, async (context) => {
    const weighed = (await weighMerge(context, pair)) ?? assert.fail()
    const seen = sealOf([weighed.stays, weighed.goes])
    const asked = { ...pair, kept: [], reason: 'Zelfde persoon.', seen }
    const proposed = await proposeMerge(context, asked)
    return proposed.outcome === 'proposed' ? proposed.id : assert.fail(proposed.outcome)
  })
  const merged = await peil.act(tom.actor, async (context) => {
    const merge = (await findMerge(context, id)) ?? assert.fail()
    const weighed = (await weighProposed(context, merge)) ?? assert.fail()
    const seal = sealOf([weighed.stays, weighed.goes])
    return mergePeople(context, { id, version: merge.version, seal })
  })
  assert.equal(merged.outcome, 'merged')
  await runList(running(onItsWay))
  const stand = async () => {
    const all = await peil.act(system, (context) => findActivities(context, noor.registrationId))
    return all.map(({ title, claimed }) => [title, claimed])
  }
  const one = ['Nog onderweg', 800]
  const both = [['Als twee (workshop)', 200], ['Als twee', 600], one]
  assert.deepEqual((await stand()).toSorted(), both)
  // Somebody took a part of it away themselves, which keeps nothing of the rest.
  const portion = (await portfolio(noor, 'Als twee (workshop)')) ?? assert.fail()
  await peil.act(noor.actor, (context) =>
    withdrawActivity(context, noor.registrationId, portion.id),
  )
  for (const list of [first, second]) {
    await at((context) => withdrawDelivery(context, school, list))
    await runList(running(list))
  }
  assert.deepEqual(await stand(), [one])
  await assertRecorded(peil, 'activity', 'let-go', portion.id)
})

test('what is taken back leaves a portfolio that is closed too', async () => {
  const puck = await somebody('Peters')
  const made = await giveCourse('Dicht', ['2026-11-12'])
  const planned = await giveCourse('Gepland en dicht', ['2026-11-19'])
  const chosen = { number: planned.number, sequence: 1 }
  for (const { id: of } of [made, planned]) {
    await accredited(peil, of, { amount: 800, first: '2026-01-01', last: '2028-12-31' })
  }
  await peil.setToday('2026-11-10')
  const plan = await peil.act(puck.actor, (context) =>
    planCourse(context, puck.registrationId, chosen),
  )
  assert.equal(plan.outcome, 'planned')
  await peil.setToday(today)
  const id = await placed(made.edition, [[puck.number, 'Peters']])
  const joined = await placed(planned.edition, [[puck.number, 'Peters']])
  assert.equal((await portfolio(puck, 'Gepland en dicht'))?.state, 'entered')
  const status = (to: string) =>
    peil.act(system, async ({ db }) => {
      await byHand({ db })
      await sql`update registration set status = ${to} where id = ${puck.registrationId}`.execute(
        db,
      )
    })
  await status('suspended')
  for (const list of [id, joined]) {
    await at((context) => withdrawDelivery(context, school, list))
    await runList(running(list))
  }
  await status('candidate')
  assert.equal(await portfolio(puck, 'Dicht'), undefined)
  // What they had planned themselves stays theirs, and nothing says any more that they were there.
  assert.equal((await portfolio(puck, 'Gepland en dicht'))?.state, 'draft')
})

test('a list goes on for the organisation into which the one that delivered it went', async () => {
  const lou = await somebody('Loos')
  const other = await checkedProvider(peil, 'Academie De Burg', [[mila, ['manager']]])
  const made = await giveCourse('Loopt nog', ['2026-11-18'], other)
  const id = await told(made.edition, [[lou.number, 'Loos']], other)
  await at((context) => handInList(context, other, id, 'all'), other)
  const merged = await peil.act(sanne.actor, async (context) => {
    const { rows } = await sql<{ id: string; version: number }>`
      select id, version from organisation where id = any(${[school, other]}::uuid[])`.execute(
      context.db,
    )
    const version = (of: string) => rows.find((one) => one.id === of)?.version ?? 0
    const versions = { stays: version(school), goes: version(other) }
    return mergeOrganisations(context, { stays: school, goes: other, reason: 'Dubbel.', versions })
  })
  assert.equal(merged.outcome, 'merged')
  assert.equal(await runList(running(id, other)), 'done')
  const found = await at((context) => findAttendanceDelivery(context, school, id))
  assert.equal(found?.state, 'done')
  assert.equal((await portfolio(lou, 'Loopt nog'))?.attended?.organisation, 'Academie De Brug')
})

test('an e-learning counts on the day on which each was done with it', async () => {
  const kim = await somebody('Kuiper')
  const made = await peil.act(mila.actor, async (context) => {
    const owner = { is: 'organisation', id: school } as const
    const facts = courseFacts({ form: 'e-learning', title: 'Thuis leren' })
    const course = await makeCourse(context, owner, {
      ...facts,
      ...{ studyLoad: hundredthsOf(400), reviewOn: day('2027-12-31') },
    })
    if (course.outcome !== 'made') return assert.fail(course.outcome)
    await publishCourse(context, owner, course.id)
    return course.id
  })
  // It was accredited on that day, and not any more today.
  await accredited(peil, made, { amount: 400, first: '2026-01-01', last: '2026-06-30' })
  const [listed] = await at(async (context) => {
    const all = await listToldEditions(context, school)
    return all.filter(({ courseId }) => courseId === made)
  })
  assert.deepEqual([listed?.id, listed?.anyTime, listed?.told], [made, true, 0])
  const heading = ['registratienummer', 'achternaam', 'datum']
  const list = { origin: 'pasted', heading, bySurname: true } as const
  const rows = [[kim.number, 'Kuiper', '4 mrt 2026']]
  const of = { organisationId: school, editionId: made }
  const done = await at((context) => deliverRows(context, of, { ...list, rows }))
  const id = done.outcome === 'delivered' ? done.id : assert.fail(done.outcome)
  await at((context) => handInList(context, school, id, 'all'))
  await runList(running(id))
  const stands = await portfolio(kim, 'Thuis leren')
  assert.deepEqual(
    [
      stands?.completedOn?.toString(),
      stands?.accredited,
      stands?.claimed,
      stands?.attended?.proves,
    ],
    ['2026-03-04', true, 400, true],
  )
  const after = await at((context) => listToldEditions(context, school))
  const years = after.filter(({ courseId }) => courseId === made)
  assert.deepEqual(
    years.map(({ told: there, days }) => [there, days.map(String)]),
    [[1, ['2026-01-01', '2026-12-31']]],
  )
})

test('without a decision an e-learning is accredited by a label that held on the day of each', async () => {
  const [before, after] = [await somebody('Zomer'), await somebody('Winter')]
  const made = await peil.act(mila.actor, async (context) => {
    const owner = { is: 'organisation', id: school } as const
    const facts = courseFacts({ form: 'e-learning', title: 'Thuis met keurmerk' })
    const course = await makeCourse(context, owner, {
      ...facts,
      ...{ studyLoad: hundredthsOf(400), reviewOn: day('2027-12-31') },
    })
    if (course.outcome !== 'made') return assert.fail(course.outcome)
    await publishCourse(context, owner, course.id)
    return course.id
  })
  const facts = {
    ...{ kind: 'crkbo', scope: 'institution' as const, number: 'B-1', about: '' },
    ...{ first: day('2024-01-01'), last: day('2026-06-30') },
  }
  const seen = await peil.act(sanne.actor, async (context) => {
    await actForOrganisation(context, '*')
    const whose = { organisationId: school, name: '' }
    const how = { on: day(today), evidence: 'public-register', note: '', proof: undefined } as const
    return seeLabel(context, whose, { facts, ...how })
  })
  assert.equal(seen.outcome, 'seen')
  const heading = ['registratienummer', 'achternaam', 'datum']
  const list = { origin: 'pasted', heading, bySurname: true } as const
  const rows = [
    [before.number, 'Zomer', '30-6-2026'],
    [after.number, 'Winter', '1-7-2026'],
  ]
  const of = { organisationId: school, editionId: made }
  const done = await at((context) => deliverRows(context, of, { ...list, rows }))
  const id = done.outcome === 'delivered' ? done.id : assert.fail(done.outcome)
  await at((context) => handInList(context, school, id, 'all'))
  await runList(running(id))
  const accreditedFor = async (who: CastProfessional) =>
    (await portfolio(who, 'Thuis met keurmerk'))?.accredited
  assert.deepEqual([await accreditedFor(before), await accreditedFor(after)], [true, false])
})
