import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import {
  countEntries,
  enterAttendance,
  listEntries,
} from '#domain/learning/attendance-list/entries.ts'
import { askTrainer, makeSlideLink } from '#domain/learning/attendance-list/links.ts'
import { listAttendanceDeliveries, listRows } from '#domain/learning/attendance-list/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { hundredthsOf } from '#engine'
import type { CastAccount } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { useUp } from '#testing/lookups.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, wordsOf } from '#testing/portfolio.ts'

// The page on which a trainer signs for who was there.

const peil = await testPlatform()

let mila: CastAccount
let school = ''

const register = peil.platform.registers.get('krsd') ?? assert.fail()
const at = <Result>(work: (context: Context) => Promise<Result>) =>
  inRegister(peil.platform, { register, organisation: school }, mila.actor, work)

before(async () => {
  await peil.setToday('2026-11-20')
  const who = { email: 'mila@brug.example', firstName: 'Mila', lastName: 'Bos' }
  mila = await colleague(peil, who, [])
  school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
})

const giveEdition = (on: string) =>
  peil.act(mila.actor, async (context) => {
    const owner = { is: 'organisation', id: school } as const
    const reviewOn = Temporal.PlainDate.from('2027-12-31')
    const facts = courseFacts({ studyLoad: hundredthsOf(800), reviewOn })
    const made = await makeCourse(context, owner, facts)
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    const days = [Temporal.PlainDate.from(on)]
    const added = await addEdition(context, owner, made.id, editionFacts({ days }))
    return added.outcome === 'added' ? added.id : assert.fail(added.outcome)
  })

const linkOf = (of: { organisationId: string; editionId: string }, email: string) =>
  at(async (context) => {
    await askTrainer(context, of, { name: 'Teun Trainer', email })
    const row = await context.db
      .selectFrom('mail_message')
      .where('to_address', '=', email)
      .select('body_text')
      .executeTakeFirstOrThrow()
    return /\/krsd\/deelname\/tekenen\/[\w-]+/.exec(row.body_text ?? '')?.[0] ?? ''
  })

const slideOf = async (edition: string) => {
  const made = await at((context) =>
    makeSlideLink(context, { organisationId: school, editionId: edition }),
  )
  return new URL(made?.url ?? assert.fail()).pathname
}

test('nobody is ticked beforehand, each can have hours of their own, and who comes later is not refused', async () => {
  for (const lastName of ['Amrani', 'Bos', 'Cools']) {
    const email = `${lastName.toLowerCase()}@voorbeeld.nl`
    await professional(peil, { email, firstName: 'Test', lastName })
  }
  const edition = await giveEdition('2026-11-19')
  const of = { organisationId: school, editionId: edition }
  const enter = (number: string, surname: string) =>
    at((context) => enterAttendance(context, of, [{ number, surname }], true))
  await enter('KRSD-1', 'Amrani')
  await enter('KRSD-2', 'Bos')
  await enter('KRSD-9', 'Afwezig')
  const link = await linkOf(of, 'teun@trainer.example')
  const entries = await at((context) => listEntries(context, edition))
  const page = await (await peil.get(link)).text()
  assert.doesNotMatch(page, /<input[^>]*type="checkbox"[^>]*checked/)
  assert.match(page, /Uren van Amrani/)
  const idOf = (name: string) => entries.find(({ surname }) => surname === name)?.id ?? ''
  const [amrani, bos] = [idOf('Amrani'), idOf('Bos')]
  const fields = fieldsIn(page, link)
  const { getoond = '' } = fields
  assert.equal(getoond.split(' ').length, 3)
  const sign = (more: Record<string, string | string[]>) => peil.post(link, { ...fields, ...more })
  const ticked = { aanwezig: [amrani, bos], naam: 'Teun Trainer' }
  const many = await sign({ ...ticked, [`uren-${amrani}`]: '9' })
  assert.equal(many.status, 422)
  assert.match(await many.text(), /meer dan de 8\s+uur van deze opleiding/)
  await enter('KRSD-3', 'Cools')
  const signed = await sign({ ...ticked, [`uren-${amrani}`]: '3,5' })
  assert.match(await signed.text(), /Er\s+staat nog\s+1 deelnemer op de\s+lijst/)
  const told = await at(async (context) => {
    const [delivery] = await listAttendanceDeliveries(context, school)
    return listRows(context, delivery?.id ?? '', { most: 10 })
  })
  assert.deepEqual(
    told.map(({ cells, hours }) => [cells[1], hours]),
    [
      ['Amrani', 350],
      ['Bos', 800],
    ],
  )
  const waiting = await at((context) => listEntries(context, edition))
  assert.deepEqual(
    waiting.map(({ surname }) => surname),
    ['Cools'],
  )

  // From one address no more at once than in a hall of a large congress.
  const slide = await slideOf(edition)
  const form = await (await peil.get(slide)).text()
  const writeUp = async (achternaam: string) => {
    const typed = { nummer: 'KRSD-100', achternaam }
    return (await peil.post(slide, { ...fieldsIn(form, slide), ...typed })).text()
  }
  assert.match(await writeUp('Bedacht'), /Opgeschreven/)
  useUp(peil.platform.lookups, 'slide', 'unknown')
  const answer = await writeUp('Teveel')
  assert.match(answer, /Er schrijven zich hier nu veel mensen op/)
  assert.match(answer, /value="Teveel"/, 'what was typed is still there')
  const listed = await at((context) => listEntries(context, edition))
  assert.deepEqual(
    listed.map(({ surname }) => surname),
    ['Bedacht', 'Cools'],
  )
})

test('a large congress has room, a flood does not pass it, and the trainer takes many off at once', async () => {
  const edition = await giveEdition('2026-11-18')
  const of = { organisationId: school, editionId: edition }
  const enter = (surname: string, byParticipant = true) =>
    at((context) => enterAttendance(context, of, [{ number: '7', surname }], byParticipant))
  const flood = (from: number, upTo: number) =>
    at(async (context) => {
      await sql`insert into attendance_entry (organisation_id, edition_id, number, surname, key,
          by_participant, entered_on, state)
        select ${school}::uuid, ${edition}::uuid, n::text, 'Vloed ' || n, 'vloed ' || n, true,
          '2026-11-18', 'waiting'
        from generate_series(${from}::int, ${upTo}::int) n`.execute(context.db)
      await record(context, { noun: 'attendance', id: edition, action: 'enter' })
    })
  await flood(1, 5000)
  assert.equal((await enter('Laat')).outcome, 'entered')
  await flood(5001, 9999)
  assert.deepEqual(await enter('Teveel'), { outcome: 'full', entered: 0 })
  assert.equal((await enter('Laat')).outcome, 'entered', 'who is on it already hears that')
  // What others do takes no room of the organisation.
  assert.deepEqual(await enter('Aap', false), { outcome: 'entered', entered: 1 })

  const link = await linkOf(of, 'vera@trainer.example')
  const page = await (await peil.get(link)).text()
  assert.match(wordsOf(page), /Dit zijn er 200 van de 10\.001, op achternaam/)
  assert.equal([...page.matchAll(/<input[^>]*name="aanwezig"/g)].length, 200)
  const { getoond = '' } = fieldsIn(page, link)
  const left = async () => (await at((context) => countEntries(context, edition))).all
  const off = await peil.post(link, { ...fieldsIn(page, link), doe: 'weg', getoond })
  assert.equal(off.status, 303)
  assert.equal(await left(), 9801)
  // Where those of the next page do not belong there either.
  const next = await (await peil.get(link)).text()
  await peil.post(link, { ...fieldsIn(next, link), doe: 'deelnemers-weg' })
  assert.equal(await left(), 0, 'the one of the organisation stood on the first page')

  // Everybody in sight is one act, and what was shown is what is signed.
  for (const surname of ['Bos', 'Cools', 'Dam']) await enter(surname)
  const shown = await (await peil.get(link)).text()
  await enter('Aalders')
  const fields = { ...fieldsIn(shown, link), naam: 'Vera', iedereen: 'ja' }
  assert.match(
    wordsOf(await (await peil.post(link, fields)).text()),
    /3 deelnemers zijn doorgegeven/,
  )
  const waiting = await at((context) => listEntries(context, edition))
  assert.deepEqual(
    waiting.map(({ surname }) => surname),
    ['Aalders'],
  )
})
