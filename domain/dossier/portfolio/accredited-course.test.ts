import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import {
  accreditationOfActivity,
  accreditationsOfActivities,
} from '#domain/dossier/activity/course-of-activity.ts'
import { enterActivity } from '#domain/dossier/portfolio/enter-activity.ts'
import { openActivity } from '#domain/dossier/portfolio/open-activity.ts'
import { hundredthsOf } from '#engine'
import { colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts } from '#testing/courses.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'

// What somebody followed counts by what the register decided of the course on its own day.

const peil = await testPlatform()
const mila = await colleague(
  peil,
  { email: 'mila@aanbieder.example', firstName: 'Mila', lastName: 'Bos' },
  [],
)
const nadia = await professional(peil, {
  email: 'nadia@voorbeeld.nl',
  firstName: 'Nadia',
  lastName: 'Bakker',
})
const school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
const { id: course, number } = await peil.act(
  mila.actor,
  async (context) => {
    const owner = { is: 'organisation', id: school } as const
    const made = await makeCourse(context, owner, courseFacts())
    assert.ok(made.outcome === 'made')
    await publishCourse(context, owner, made.id)
    return made
  },
  '2022-12-01',
)
const held = await accredited(peil, course, {
  ...{ amount: 700, first: '2022-01-01', last: '2025-12-31' },
})

const enter = (on: string, hours = 800, label?: string) =>
  peil.act(
    nadia.actor,
    async (context) => {
      const id = randomUUID()
      const opened = await openActivity(context, nadia.registrationId, {
        ...{ id, version: undefined, files: [] },
      })
      assert.ok(opened.outcome === 'open')
      const kind = opened.open.loaded.compiled.regulation.kinds.find((one) => one.id === 'training')
      const done = await enterActivity(
        opened.open,
        {
          ...{ kind, title: `Passend onderwijs ${on}`, completedOn: Temporal.PlainDate.from(on) },
          details: { provider: 'Academie De Brug', 'stated-load': hundredthsOf(hours) },
          ...{ accredited: true, label, accreditation: { number, provider: '' }, attributes: {} },
          ...{ evidenceKinds: [], confirmation: 'self' },
          referee: { name: '', email: '', relation: '' },
          selfSign: { reason: 'De trainer is weg.', declared: true },
        },
        {
          intent: 'hand-in',
          acknowledged: new Set(['duplicate', 'above-the-rule', 'proof', 'label']),
        },
      )
      const claim = await context.db
        .selectFrom('activity_claim as c')
        .innerJoin('activity as a', 'a.id', 'c.activity_id')
        .where('c.activity_id', '=', id)
        .select(['c.accredited', 'c.claimed', 'c.accreditation_id', 'a.course_id'])
        .executeTakeFirst()
      return { outcome: done.outcome, claim, id }
    },
    '2025-06-01',
  )

test('the hours and that they are accredited are those of the decision on the day, and need no label', async () => {
  const { outcome, claim } = await enter('2024-05-14')
  assert.equal(outcome, 'entered')
  assert.deepEqual(claim, {
    ...{ accredited: true, claimed: 700, accreditation_id: held, course_id: course },
  })
  // Who was there for a part of it claims less.
  assert.equal((await enter('2024-05-13', 350)).claim?.claimed, 350)
  // Before it held, a label is asked as for anything else.
  assert.equal((await enter('2021-12-31')).outcome, 'incomplete')
})

test('taken back, it counts for what was followed until the day before, and for nothing from that day on', async () => {
  await peil.act(clock, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('accreditation')
      .where('id', '=', held)
      .set({ ended_from: '2024-05-15', ended_on: '2024-05-15', ended_reason: 'De docent is weg.' })
      .execute()
  })
  const before = await enter('2024-05-14', 600)
  assert.equal(before.claim?.accreditation_id, held)
  const shown = await peil.act(nadia.actor, (context) =>
    accreditationOfActivity(context, before.id),
  )
  assert.equal(shown?.course, number)
  assert.equal((await enter('2024-05-15')).outcome, 'incomplete')
  // With a label it can be claimed: then somebody looks whether that held.
  const after = await enter('2024-05-15', 800, 'crkbo')
  assert.deepEqual(
    [after.outcome, after.claim?.accreditation_id, after.claim?.course_id],
    ['entered', null, course],
  )
  const decided = await peil.act(nadia.actor, (context) =>
    accreditationsOfActivities(context, [before.id, after.id]),
  )
  assert.deepEqual([...decided.keys()], [before.id])
})
