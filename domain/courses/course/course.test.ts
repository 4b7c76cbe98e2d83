import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { holdsOn, lastDayOf } from '#domain/courses/accreditation/accreditation.ts'
import { accreditationOn, accreditationsOf } from '#domain/courses/accreditation/queries.ts'
import type { Owner } from '#domain/courses/course/course.ts'
import { isOffered, readCourseNumber } from '#domain/courses/course/course.ts'
import {
  changeCourse,
  makeCourse,
  publishCourse,
  withdrawCourse,
} from '#domain/courses/course/keep-course.ts'
import { addEdition, cancelEdition, changeEdition } from '#domain/courses/course/keep-edition.ts'
import {
  coursesOf,
  editionsOf,
  findCourse,
  findCourseByNumber,
  findEdition,
} from '#domain/courses/course/queries.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { hundredthsOf } from '#engine'
import type { CastAccount } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

// What there is to learn from: whose it is, who sees it when, and what it counts for on which day.

const peil = await testPlatform()
const person = (name: string) =>
  colleague(peil, { email: `${name}@aanbieder.example`, firstName: name, lastName: 'Bos' }, [])
const mila = await person('mila')
const rob = await person('rob')
const stranger = await person('vreemd')
const nadia = await professional(peil, {
  email: 'nadia@voorbeeld.nl',
  firstName: 'Nadia',
  lastName: 'Bakker',
})
const school = await checkedProvider(peil, 'Academie De Brug', [
  [mila, ['applicant']],
  [rob, ['recorder']],
])
const owner: Owner = { is: 'organisation', id: school }
const as = <Result>(
  who: CastAccount,
  work: (context: Context) => Promise<Result>,
  today = '2022-12-15',
) => peil.act(who.actor, work, today)
const day = (text: string) => Temporal.PlainDate.from(text)

describe('a course of an organisation', () => {
  let id = ''
  let number = ''

  test('is made by whoever may, with a number that stays its own however it is typed', async () => {
    for (const who of [rob, stranger]) {
      const tried: string = await as(who, async (context) => {
        return (await makeCourse(context, owner, courseFacts())).outcome
      })
      assert.equal(tried, 'not-allowed')
    }
    const made = await as(mila, (context) => makeCourse(context, owner, courseFacts()))
    assert.equal(made.outcome, 'made')
    if (made.outcome !== 'made') return
    ;({ id, number } = made)
    await assertRecorded(peil, 'course', 'make', id)
    assert.match(number, /^OPL-\d{6}$/)
    const digits = String(Number(number.slice(4)))
    for (const typed of [
      number,
      number.toLowerCase(),
      `opl ${digits}`,
      digits,
      ` OPL.${digits} `,
    ]) {
      assert.deepEqual(readCourseNumber(typed), { course: number, edition: undefined }, typed)
    }
    assert.deepEqual(readCourseNumber(`${number}-12`), { course: number, edition: 12 })
    assert.deepEqual(readCourseNumber('OPL-12345678'), {
      course: 'OPL-12345678',
      edition: undefined,
    })
    for (const typed of ['', 'OPL', 'KRSD-000012', '12a', '1-2-3', '-3']) {
      assert.equal(readCourseNumber(typed), undefined, typed)
    }
  })

  test('is seen by nobody else until it is offered, and stays to be found after that', async () => {
    const seen = (who: CastAccount) => as(who, (context) => findCourse(context, id))
    assert.equal(await seen(stranger), undefined)
    const inside = await as(rob, async (context) => {
      await actForOrganisation(context, school)
      return coursesOf(context, owner)
    })
    assert.deepEqual(
      inside.map((one) => one.number),
      [number],
    )
    const publish = () => as(mila, (context) => publishCourse(context, owner, id))
    const both = await Promise.all([publish(), publish()])
    assert.deepEqual(both.map(({ outcome }) => outcome).toSorted(), ['published', 'stale'])
    await assertRecorded(peil, 'course', 'publish', id)
    assert.equal((await seen(stranger))?.title, 'Passend onderwijs')
    // What nobody looked at in time leaves the offer by itself.
    const course = await as(stranger, (context) => findCourse(context, id))
    assert.ok(course && isOffered(course, day('2023-12-31')))
    assert.ok(course && !isOffered(course, day('2024-01-01')))
    const version = course?.version ?? 0
    const review = (on: string, at: number) =>
      as(mila, (context) =>
        changeCourse(context, owner, id, {
          facts: courseFacts({ reviewOn: day(on) }),
          version: at,
        }),
      )
    assert.equal((await review('2022-12-01', version)).outcome, 'changed')
    await assertRecorded(peil, 'course', 'change', id)
    assert.equal((await review('2023-12-31', version)).outcome, 'stale')
    assert.equal((await review('2022-12-01', version + 1)).outcome, 'unchanged')
    const withdrawn = await as(mila, (context) => withdrawCourse(context, owner, id))
    assert.equal(withdrawn.outcome, 'withdrawn')
    await assertRecorded(peil, 'course', 'withdraw', id)
    assert.equal(
      (await as(mila, (context) => publishCourse(context, owner, id))).outcome,
      'to-review',
    )
    assert.equal((await seen(stranger))?.state, 'withdrawn')
    assert.equal((await review('2023-12-31', version + 2)).outcome, 'changed')
    assert.equal((await publish()).outcome, 'published')
  })

  test('has editions, each once, by its number', async () => {
    const add = (said: Parameters<typeof editionFacts>[0] = {}) =>
      as(mila, (context) => addEdition(context, owner, id, editionFacts(said)))
    const twice = await Promise.all([add(), add()])
    assert.deepEqual(twice.map(({ outcome }) => outcome).toSorted(), ['added', 'same'])
    const days = [day('2023-03-01'), day('2023-03-08'), day('2023-03-15')]
    const added = await add({ days, online: true, place: '' })
    assert.equal(added.outcome === 'added' && added.number, `${number}-2`)
    await assertRecorded(peil, 'course', 'add-edition', id)
    for (const who of [rob, stranger]) {
      const tried: string = await as(who, async (context) => {
        return (await addEdition(context, owner, id, editionFacts())).outcome
      })
      assert.equal(tried, 'not-allowed')
    }
    const found = await as(stranger, (context) => findCourseByNumber(context, `${number}-2`))
    assert.deepEqual(found?.edition?.days.map(String), days.map(String))
    const edition = found?.edition?.id ?? ''
    const facts = editionFacts({ days: days.slice(1), online: true, place: '' })
    const change = (version: number) =>
      as(mila, (context) => changeEdition(context, owner, edition, { facts, version }))
    assert.equal((await change(1)).outcome, 'changed')
    assert.equal((await change(1)).outcome, 'stale')
    assert.equal((await change(2)).outcome, 'unchanged')
    await assertRecorded(peil, 'course', 'change-edition', id)
    const cancel = (reason: string) =>
      as(mila, (context) => cancelEdition(context, owner, edition, { reason, version: 2 }))
    assert.equal((await cancel(' ')).outcome, 'no-reason')
    assert.equal((await cancel('Te weinig deelnemers.')).outcome, 'cancelled')
    await assertRecorded(peil, 'course', 'cancel-edition', id)
    const all = await as(stranger, (context) => editionsOf(context, [id]))
    assert.deepEqual(
      all.map((one) => [one.number, one.cancelledReason]),
      [
        [`${number}-1`, ''],
        [`${number}-2`, 'Te weinig deelnemers.'],
      ],
    )
    assert.equal((await as(stranger, (context) => findEdition(context, 'geen')))?.id, undefined)
  })

  test('counts in each register on the days on which that holds, to the day', async () => {
    await accredited(peil, id, { amount: 800, first: '2022-01-01', last: '2022-12-31' })
    const at = await accredited(peil, id, { amount: 700, first: '2023-01-01', last: '2026-12-31' })
    await accredited(peil, id, {
      ...{ register: 'lklr', amount: 800, first: '2023-02-08', last: '2026-12-31' },
    })
    const counts = async (register: string, on: string) => {
      const found = await as(stranger, (context) =>
        accreditationOn(context, { course: id, register, day: day(on) }),
      )
      return found?.counts[0]?.amount
    }
    assert.equal(await counts('krsd', '2021-12-31'), undefined)
    assert.equal(await counts('krsd', '2022-01-01'), 800)
    assert.equal(await counts('krsd', '2022-12-31'), 800)
    assert.equal(await counts('krsd', '2023-01-01'), 700)
    assert.equal(await counts('lklr', '2023-02-07'), undefined)
    assert.equal(await counts('lklr', '2023-02-08'), 800)
    assert.equal(await counts('clientondersteuners', '2023-02-08'), undefined)
    const [found] = (await as(stranger, (context) => accreditationsOf(context, [id]))).filter(
      (one) => one.id === at,
    )
    assert.ok(found)
    const ended = {
      ...found,
      ended: { from: day('2024-05-01'), reason: 'De inhoud is veranderd.', replacedBy: undefined },
    }
    assert.ok(holdsOn(ended, day('2024-04-30')))
    assert.ok(!holdsOn(ended, day('2024-05-01')))
    assert.equal(lastDayOf(ended).toString(), '2024-04-30')
    assert.equal(lastDayOf(found).toString(), '2026-12-31')
  })

  test('stays what it was accredited as for as long as that counts somewhere', async () => {
    const change = async (said: Parameters<typeof courseFacts>[0], today?: string) => {
      const version = (await as(mila, (context) => findCourse(context, id)))?.version ?? 0
      const wanted = { facts: courseFacts(said), version }
      return as(mila, (context) => changeCourse(context, owner, id, wanted), today)
    }
    for (const [said, fixed] of [
      [{ title: 'Yoga' }, ['title']],
      [{ form: 'webinar' }, ['form']],
      [{ studyLoad: hundredthsOf(100) }, ['studyLoad']],
      [{ title: 'Yoga', studyLoad: undefined, summary: 'Anders.' }, ['title', 'studyLoad']],
    ] as const) {
      assert.deepEqual(await change(said), { outcome: 'accredited', fixed: [...fixed] })
    }
    assert.equal((await change({ summary: 'Anders gezegd.' })).outcome, 'changed')
    // Once nothing counts any more it may be something else.
    assert.equal((await change({ title: 'Yoga' }, '2027-01-01')).outcome, 'changed')
    assert.equal((await change({ title: 'Passend onderwijs' }, '2027-01-02')).outcome, 'changed')
  })
})

test('a professional keeps what they give themselves, and nobody else does', async () => {
  const own: Owner = { is: 'person', id: nadia.personId }
  const make = (who: CastAccount) =>
    as(who, (context) => makeCourse(context, own, courseFacts({ form: 'by-professional' })))
  assert.equal((await make(mila)).outcome, 'not-allowed')
  const made = await make(nadia)
  assert.equal(made.outcome, 'made')
  if (made.outcome !== 'made') return
  assert.equal(await as(stranger, (context) => findCourse(context, made.id)), undefined)
  for (const whose of [own, owner]) {
    const tried: string = await as(mila, async (context) => {
      return (await publishCourse(context, whose, made.id)).outcome
    })
    assert.equal(tried, 'not-allowed')
  }
  // Whoever does not act for it does not get at what is of another, by no way.
  const written = await peil.act(stranger.actor, async (context) => {
    await actForOrganisation(context, school)
    const { numUpdatedRows } = await context.db
      .updateTable('course')
      .where('id', '=', made.id)
      .set({ title: 'Gekaapt' })
      .executeTakeFirst()
    return Number(numUpdatedRows)
  })
  assert.equal(written, 0)
  const put = peil.act(stranger.actor, async (context) => {
    await actForOrganisation(context, school)
    await context.db
      .insertInto('edition')
      .values({
        ...{ course_id: made.id, sequence: 9, days: ['2023-01-01'], first_day: '2023-01-01' },
        ...{ last_day: '2023-01-01', online: true, place: '', added_on: '2023-01-01' },
      })
      .execute()
  })
  await assert.rejects(put, /row-level security/)
})
