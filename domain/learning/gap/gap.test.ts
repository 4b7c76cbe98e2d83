import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Owner } from '#domain/courses/course/course.ts'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { searchCourses } from '#domain/learning/gap/search-courses.ts'
import { hundredthsOf } from '#engine'
import { colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'

// What a course brings to what somebody lacks, in each register as its own regulation counts it.

const today = '2023-12-09'

const cases = [
  { register: 'krsd', status: 'candidate' },
  { register: 'lklr', status: 'candidate' },
  // What is accredited is asked there of whoever renews.
  { register: 'clientondersteuners', status: 'certified' },
] as const

for (const { register, status } of cases) {
  describe(`in ${register}`, async () => {
    const peil = await testPlatform({ register })
    await peil.setToday(today)
    const mila = await colleague(
      peil,
      { email: 'mila@aanbieder.example', firstName: 'Mila', lastName: 'Bos' },
      [],
    )
    const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['applicant']]])
    const owner: Owner = { is: 'organisation', id: school }
    const somebody = await professional(peil, {
      ...{ email: 'iemand@voorbeeld.nl', firstName: 'Iemand', lastName: 'de Wit', status },
      ...{ since: '2021-06-01', validFirst: '2021-06-01', validLast: '2026-05-31' },
    })
    const offer = (title: string) =>
      peil.act(
        mila.actor,
        async (context) => {
          const facts = courseFacts({
            title,
            studyLoad: hundredthsOf(800),
            reviewOn: Temporal.PlainDate.from('2024-12-31'),
          })
          const made = await makeCourse(context, owner, facts)
          if (made.outcome !== 'made') throw new Error(made.outcome)
          await publishCourse(context, owner, made.id)
          return made.id
        },
        today,
      )
    const decided = { register, amount: 800, first: '2022-01-01', last: '2025-12-31' }
    await offer('Aaltje zonder besluit')
    await accredited(peil, await offer('Bram met uren alleen'), { ...decided, attributes: [] })
    await accredited(peil, await offer('Chris geaccrediteerd'), decided)

    test('what is not accredited fills no gap of what has to be, and what is comes first', async () => {
      const found = await peil.act(
        somebody.actor,
        async (context) => {
          const { found: page, gap } = await searchCourses(context, {
            registrationId: somebody.registrationId,
            wanted: () => ({ wanted: anything, order: 'best', page: 1 }),
          })
          const lacks = gap?.missing.map(({ norm }) => norm) ?? []
          assert.ok(lacks.includes('accredited') && lacks.includes('total'), lacks.join())
          return page.found.map(({ course, counts, next }) => ({
            title: course.title,
            fills:
              counts === undefined
                ? []
                : gap
                    ?.fills(counts.counts, {
                      course: course.id,
                      alike: counts.alike,
                      day: next?.first,
                    })
                    .filter(({ norm }) => norm === 'accredited' || norm === 'total')
                    .map(({ norm, fills }) => `${norm} ${fills}`)
                    .toSorted(),
          }))
        },
        today,
      )
      assert.deepEqual(found, [
        { title: 'Chris geaccrediteerd', fills: ['accredited 800', 'total 800'] },
        { title: 'Bram met uren alleen', fills: ['total 800'] },
        { title: 'Aaltje zonder besluit', fills: [] },
      ])
    })
  })
}

const anything = {
  ...{ text: '', forms: [], themes: [], audiences: [], professions: [], languages: [] },
  ...{ accredited: false, atMost: undefined, from: undefined, until: undefined, where: undefined },
}
