import assert from 'node:assert/strict'
import { test } from 'node:test'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { withdrawActivity } from '#domain/dossier/portfolio/withdraw-activity.ts'
import { planCourse, plannedTimes } from '#domain/learning/choice/plan-course.ts'
import { searchCourses } from '#domain/learning/gap/search-courses.ts'
import { hundredthsOf } from '#engine'
import { colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'

// What somebody planned is known by its time, and brings nothing more to what they lack.

const today = '2023-12-09'

test('a time that is planned is found by its edition, fills no gap once more, and is free again when it is withdrawn', async () => {
  const peil = await testPlatform()
  await peil.setToday(today)
  const mila = await colleague(
    peil,
    { email: 'mila@aanbieder.example', firstName: 'Mila', lastName: 'Bos' },
    [],
  )
  const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['applicant']]])
  const owner = { is: 'organisation', id: school } as const
  const lonneke = await professional(peil, {
    ...{ email: 'lonneke@voorbeeld.nl', firstName: 'Lonneke', lastName: 'de Wit' },
    since: '2021-06-01',
  })
  const days = [['2024-01-10'], ['2024-02-14']].map((each) =>
    each.map((day) => Temporal.PlainDate.from(day)),
  )
  const course = await peil.act(mila.actor, async (context) => {
    const facts = courseFacts({
      ...{ title: 'Passend onderwijs', studyLoad: hundredthsOf(700) },
      reviewOn: Temporal.PlainDate.from('2024-12-31'),
    })
    const made = await makeCourse(context, owner, facts)
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    const editions = []
    for (const each of days) {
      const added = await addEdition(context, owner, made.id, editionFacts({ days: each }))
      editions.push(added.outcome === 'added' ? added.id : assert.fail(added.outcome))
    }
    return { ...made, editions }
  })
  const decided = { register: 'krsd', amount: 700, first: '2022-01-01', last: '2025-12-31' }
  await accredited(peil, course.id, decided)

  const { registrationId } = lonneke
  const planned = () =>
    peil.act(lonneke.actor, async (context) => [
      ...(await plannedTimes(context, registrationId, course.id)).keys(),
    ])
  const fills = () =>
    peil.act(lonneke.actor, async (context) => {
      const { found, gap } = await searchCourses(context, {
        registrationId,
        wanted: () => ({ wanted: anything, order: 'best', page: 1 }),
      })
      return { first: found.found[0]?.fills, planned: [...(gap?.planned ?? [])] }
    })
  const plan = (sequence: number) =>
    peil.act(lonneke.actor, (context) =>
      planCourse(context, registrationId, { number: course.number, sequence }),
    )

  assert.deepEqual(await planned(), [])
  // Seven hours to the whole and to what has to be accredited.
  assert.deepEqual(await fills(), { first: 1400, planned: [] })
  assert.deepEqual(await plan(2), { outcome: 'planned' })
  assert.deepEqual(await plan(2), { outcome: 'already' })
  assert.deepEqual(await planned(), [course.editions[1]])
  assert.deepEqual(await fills(), { first: 0, planned: [course.id] })
  await peil.act(lonneke.actor, async (context) => {
    const [activity] = await findActivities(context, registrationId)
    await withdrawActivity(context, registrationId, activity?.id ?? '')
  })
  assert.deepEqual(await planned(), [])
  assert.deepEqual(await fills(), { first: 1400, planned: [] })
})

const anything = {
  ...{ text: '', forms: [], themes: [], audiences: [], professions: [], languages: [] },
  ...{ accredited: false, atMost: undefined, from: undefined, until: undefined, where: undefined },
}
