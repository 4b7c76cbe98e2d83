import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { before, test } from 'node:test'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { deliverFile, deliverRows } from '#domain/learning/attendance-list/deliver.ts'
import {
  enterAttendance,
  listEntries,
  signForGroup,
} from '#domain/learning/attendance-list/entries.ts'
import { discardList, handInList } from '#domain/learning/attendance-list/hand-in.ts'
import { askTrainer, openLink } from '#domain/learning/attendance-list/links.ts'
import { findAttendanceDelivery, listRows } from '#domain/learning/attendance-list/queries.ts'
import { runList } from '#domain/learning/attendance-list/run-list.ts'
import { sendList } from '#domain/learning/attendance-list/send-list.ts'
import { makeSender } from '#domain/learning/attendance-list/senders.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { hundredthsOf } from '#engine'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn } from '#testing/portfolio.ts'

// Nobody tells of themselves that they were at a course, whichever way it is told: a colleague does.

const peil = await testPlatform()
const day = Temporal.PlainDate.from
const register = peil.platform.registers.get('krsd') ?? assert.fail()

// Rick enters attendance for the school and follows its courses; so does Mila, who is in no register.
let rick: CastProfessional
let mila: CastAccount
let school = ''
const numbers = new Map<string, string>()

before(async () => {
  await peil.setToday('2026-11-20')
  rick = await somebody('rick', 'Bakker')
  await somebody('farid', 'Amrani')
  const who = { email: 'mila@brug.example', firstName: 'Mila', lastName: 'Bos' }
  mila = await colleague(peil, who, [])
  school = await checkedProvider(peil, 'Academie De Brug', [
    [rick, ['recorder']],
    [mila, ['manager']],
  ])
})

async function somebody(key: string, lastName: string): Promise<CastProfessional> {
  const email = `${key}@voorbeeld.nl`
  const one = await professional(peil, { email, firstName: key, lastName })
  const row = await peil.act({ kind: 'system', task: 'test' }, ({ db }) =>
    db
      .selectFrom('registration')
      .where('id', '=', one.registrationId)
      .select('number')
      .executeTakeFirstOrThrow(),
  )
  numbers.set(key, `KRSD-${String(row.number).padStart(6, '0')}`)
  return one
}

const numberOf = (key: string) => numbers.get(key) ?? assert.fail(key)

const as = <Result>(who: Actor, work: (context: Context) => Promise<Result>) =>
  inRegister(peil.platform, { register, organisation: school }, who, work)

const visitor = <Result>(work: (context: Context) => Promise<Result>) =>
  inRegister(peil.platform, { register }, { kind: 'visitor' }, work)

const giveEdition = () =>
  peil.act(mila.actor, async (context) => {
    const owner = { is: 'organisation', id: school } as const
    const title = `Gesprekken voeren ${randomUUID()}`
    const facts = courseFacts({ title, studyLoad: hundredthsOf(800), reviewOn: day('2027-12-31') })
    const made = await makeCourse(context, owner, facts)
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    const days = [day('2026-11-19')]
    const added = await addEdition(context, owner, made.id, editionFacts({ days }))
    if (added.outcome !== 'added') return assert.fail(added.outcome)
    return { id: added.id, number: `${made.number}-1` }
  })

const both = () => [
  [numberOf('rick'), 'Bakker'],
  [numberOf('farid'), 'Amrani'],
]

const deliver = async (who: Actor, editionId: string) => {
  const done = await as(who, (context) =>
    deliverRows(
      context,
      { organisationId: school, editionId },
      {
        ...{ origin: 'pasted', heading: ['nummer', 'achternaam'], rows: both(), bySurname: true },
      },
    ),
  )
  return done.outcome === 'delivered' ? done.id : assert.fail(done.outcome)
}

const rowsOf = (id: string) =>
  as(mila.actor, async (context) => {
    const rows = await listRows(context, id, { most: 100 })
    return rows.map(({ state, mistakes }) => [state, ...mistakes.map(({ is }) => is)])
  })

const run = (deliveryId: string) =>
  runList({ platform: peil.platform, register, organisationId: school, deliveryId })

const there = (editionId: string) =>
  as(mila.actor, async ({ db }) => {
    const rows = await db
      .selectFrom('attendance')
      .where('edition_id', '=', editionId)
      .select('person_id')
      .execute()
    return rows.map(({ person_id }) => person_id === rick.personId)
  })

const ownApart = [['wrong', 'own'], ['ready']]

test('a row about whoever sends a list says that a colleague tells it, and the others go in', async () => {
  const edition = await giveEdition()
  const id = await deliver(rick.actor, edition.id)
  assert.deepEqual(await rowsOf(id), ownApart)
  const page = await peil.get(`/krsd/organisaties/${school}/lijsten/${id}`, rick.cookie)
  assert.match(await page.text(), /Niemand geeft de eigen deelname door\. Een collega kan dat doen/)
  await as(rick.actor, (context) => handInList(context, school, id, 'what-is-right'))
  await run(id)
  assert.deepEqual(await there(edition.id), [false])
  // A colleague sends the same list: who stood there already is not told twice.
  const again = await deliver(mila.actor, edition.id)
  assert.deepEqual(await rowsOf(again), [['ready'], ['known']])
  await as(mila.actor, (context) => handInList(context, school, again, 'all'))
  await run(again)
  assert.deepEqual((await there(edition.id)).toSorted(), [false, true])
  // What stands there already adds nothing, whoever sends it.
  assert.deepEqual(await rowsOf(await deliver(rick.actor, edition.id)), [['known'], ['known']])
})

test('nor do they tell it of themselves by the form for one participant or by a file', async () => {
  const edition = await giveEdition()
  const form = `/krsd/organisaties/${school}/deelname/${edition.id}`
  const shown = await (await peil.get(form, rick.cookie)).text()
  const sent = { nummer: numberOf('rick'), achternaam: 'Bakker', uren: '', doe: 'een' }
  const done = await peil.post(form, { ...fieldsIn(shown, form), ...sent }, rick.cookie)
  const list = done.headers.get('location') ?? assert.fail()
  const answer = await (await peil.get(list, rick.cookie)).text()
  assert.match(answer, /Er is niets om in te sturen/)
  assert.match(answer, /Niemand geeft de eigen deelname door/)

  const bytes = Buffer.from(
    `nummer;achternaam\n${both()
      .map((row) => row.join(';'))
      .join('\n')}`,
  )
  const fileKey = await peil.platform.files.put(Readable.from([bytes]), 'text/csv', bytes.length)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const file = { name: 'l.csv', mediaType: 'text/csv', size: bytes.length, sha256, fileKey }
  const taken = await as(rick.actor, (context) =>
    deliverFile(context, { organisationId: school, editionId: edition.id }, file),
  )
  const id = taken.outcome === 'delivered' ? taken.id : assert.fail(taken.outcome)
  await run(id)
  assert.deepEqual(await rowsOf(id), ownApart)
})

test('nor do they hand in a list in which a colleague put them', async () => {
  const edition = await giveEdition()
  const id = await deliver(mila.actor, edition.id)
  assert.deepEqual(await rowsOf(id), [['ready'], ['ready']])
  const page = `/krsd/organisaties/${school}/lijsten/${id}`
  assert.match(
    await (await peil.get(page, rick.cookie)).text(),
    /2 deelnemers klaar om in te sturen/,
  )
  assert.equal((await peil.post(page, { doe: 'alles' }, rick.cookie)).status, 303)
  const again = await (await peil.get(page, rick.cookie)).text()
  assert.match(again, /1 goed, 1 fout[\s\S]*Niemand geeft de eigen deelname door/)
  assert.deepEqual(await rowsOf(id), ownApart)
  const delivery = await as(rick.actor, (context) => findAttendanceDelivery(context, school, id))
  assert.deepEqual([delivery?.counts.ready, delivery?.counts.wrong, delivery?.hours], [1, 1, 800])
  await as(mila.actor, (context) => discardList(context, school, id))
})

test('a program that sends for the organisation is no colleague of who enters for it', async () => {
  const edition = await giveEdition()
  const sender = await as(rick.actor, (context) =>
    makeSender(context, school, {
      ...{ name: 'Leeromgeving', scopes: ['attendance:write'], publicKey: undefined },
      expiresOn: day('2027-01-01'),
    }),
  )
  const sent = await as({ kind: 'system', task: 'attendance-sender' }, (context) =>
    sendList(
      context,
      { id: sender.id, organisationId: school, scopes: ['attendance:write'] },
      {
        ...{ edition: edition.number, key: 'a', handIn: true },
        participants: both().map(([number = '', surname = '']) => ({
          ...{ number, surname, present: '', hours: '', day: '' },
        })),
      },
    ),
  )
  if (sent.outcome !== 'there') return assert.fail(sent.outcome)
  assert.deepEqual(await rowsOf(sent.delivery.id), ownApart)
})

const signs = async (
  editionId: string,
  { asked, trainer }: { readonly asked: Actor; readonly trainer: string },
) => {
  const here = { organisationId: school, editionId }
  const token = await as(asked, async (context) => {
    const people = both().map(([number = '', surname = '']) => ({ number, surname }))
    await enterAttendance(context, here, people, true)
    await askTrainer(context, here, { name: 'Teun', email: trainer })
    const { body_text: text } = await context.db
      .selectFrom('mail_message')
      .where('kind', '=', 'attendance-trainer')
      .orderBy('created_at', 'desc')
      .select('body_text')
      .executeTakeFirstOrThrow()
    return /deelname\/tekenen\/([\w-]+)/.exec(text ?? '')?.[1] ?? ''
  })
  const signed = await visitor(async (context) => {
    const link = (await openLink(context, 'trainer', token)) ?? assert.fail()
    const entries = await listEntries(context, editionId)
    const present = new Map(entries.map(({ id }) => [id, undefined]))
    return signForGroup(context, link, { name: 'Teun', present, shown: new Set(present.keys()) })
  })
  if (signed.outcome !== 'signed') return assert.fail(signed.outcome)
  const rows = await rowsOf(signed.deliveryId)
  return rows.toSorted((one, other) => other.length - one.length)
}

test('whoever signs as a trainer does not sign for themselves, nor for who made the link', async () => {
  for (const [asked, trainer, expected] of [
    [mila.actor, 'teun@trainer.example', [['ready'], ['ready']]],
    // They have the link mailed to themselves, at another spelling of their address.
    [mila.actor, 'Rick+trainer@voorbeeld.nl', ownApart],
    // Or have it mailed to whoever they like.
    [rick.actor, 'vriend@trainer.example', ownApart],
  ] as const) {
    const { id } = await giveEdition()
    assert.deepEqual(await signs(id, { asked, trainer }), expected, trainer)
  }
})

test('and the database refuses what passes the page', async () => {
  const edition = await giveEdition()
  const id = await deliver(mila.actor, edition.id)
  for (const action of ['hand-in', 'sign']) {
    const handling = (who: Actor) =>
      as(who, (context) => record(context, { noun: 'attendance', id, action }))
    await assert.rejects(handling(rick.actor), /nobody handles what is their own/, action)
    await handling(mila.actor)
  }
})
