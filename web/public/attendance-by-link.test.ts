import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { enterAttendance, listEntries } from '#domain/learning/attendance-list/entries.ts'
import { askTrainer, makeSlideLink } from '#domain/learning/attendance-list/links.ts'
import { listAttendanceDeliveries, listRows } from '#domain/learning/attendance-list/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import { usualLookups } from '#domain/platform/look-up/limit-lookups.ts'
import { hundredthsOf } from '#engine'
import { colleague, professional } from '#testing/cast.ts'
import { checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn } from '#testing/portfolio.ts'

// The page on which a trainer signs for who was there.

const peil = await testPlatform()

test('nobody is ticked beforehand, each can have hours of their own, and who comes later is not refused', async () => {
  await peil.setToday('2026-11-20')
  for (const lastName of ['Amrani', 'Bos', 'Cools']) {
    const email = `${lastName.toLowerCase()}@voorbeeld.nl`
    await professional(peil, { email, firstName: 'Test', lastName })
  }
  const who = { email: 'mila@brug.example', firstName: 'Mila', lastName: 'Bos' }
  const mila = await colleague(peil, who, [])
  const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
  const register = peil.platform.registers.get('krsd') ?? assert.fail()
  const at = <Result>(work: (context: Context) => Promise<Result>) =>
    inRegister(peil.platform, { register, organisation: school }, mila.actor, work)
  const edition = await peil.act(mila.actor, async (context) => {
    const owner = { is: 'organisation', id: school } as const
    const reviewOn = Temporal.PlainDate.from('2027-12-31')
    const facts = courseFacts({ studyLoad: hundredthsOf(800), reviewOn })
    const made = await makeCourse(context, owner, facts)
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    const days = [Temporal.PlainDate.from('2026-11-19')]
    const added = await addEdition(context, owner, made.id, editionFacts({ days }))
    return added.outcome === 'added' ? added.id : assert.fail(added.outcome)
  })
  const of = { organisationId: school, editionId: edition }
  const enter = (number: string, surname: string) =>
    at((context) => enterAttendance(context, of, [{ number, surname }], true))
  await enter('KRSD-1', 'Amrani')
  await enter('KRSD-2', 'Bos')
  await enter('KRSD-9', 'Afwezig')
  await at((context) =>
    askTrainer(context, of, { name: 'Teun Trainer', email: 'teun@trainer.example' }),
  )
  const { link, entries } = await at(async (context) => {
    const row = await context.db
      .selectFrom('mail_message')
      .where('to_address', '=', 'teun@trainer.example')
      .select('body_text')
      .executeTakeFirstOrThrow()
    const found = /\/krsd\/deelname\/tekenen\/[\w-]+/.exec(row.body_text ?? '')?.[0] ?? ''
    return { link: found, entries: await listEntries(context, edition) }
  })
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
  assert.match(await signed.text(), /schreef zich nog\s+1 deelnemer op/)
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

  // From one address no more than a room full of people, so that nobody fills the list with names that are not there.
  const made = await at((context) => makeSlideLink(context, of))
  const slide = new URL(made?.url ?? assert.fail()).pathname
  const form = await (await peil.get(slide)).text()
  for (let nth = 0; nth < usualLookups.slide; nth += 1) {
    const typed = { nummer: `KRSD-${100 + nth}`, achternaam: 'Bedacht' }
    const answer = await peil.post(slide, { ...fieldsIn(form, slide), ...typed })
    assert.match(await answer.text(), /Opgeschreven/)
  }
  const typed = { nummer: 'KRSD-999', achternaam: 'Teveel' }
  const answer = await (await peil.post(slide, { ...fieldsIn(form, slide), ...typed })).text()
  assert.match(answer, /Er schrijven zich hier nu veel mensen op/)
  assert.match(answer, /value="Teveel"/, 'what was typed is still there')
  const listed = await at((context) => listEntries(context, edition))
  assert.ok(listed.every(({ surname }) => surname !== 'Teveel'))
})
