import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition, cancelEdition } from '#domain/courses/course/keep-edition.ts'
import { endProposals } from '#domain/employers/proposal/end-proposals.ts'
import { coursesForTeam } from '#domain/employers/proposal/propose-course.ts'
import { ownProposals } from '#domain/employers/proposal/queries.ts'
import { stopSight } from '#domain/employers/sight/give-sight.ts'
import { seeNames } from '#domain/employers/sight/see-people.ts'
import { planCourse } from '#domain/learning/choice/plan-course.ts'
import { setReminders } from '#domain/learning/choice/remind-courses.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { hundredthsOf } from '#engine'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { checkedEmployer, gaveSight, staffOf, teamOf } from '#testing/employers.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// Lonneke's team and Passend onderwijs: an employer proposes a course, and each plans it for themselves or does not.

const peil = await testPlatform()
await peil.setToday('2024-01-15')
const { db } = peil.platform
const staff = (name: string) => staffOf(peil, name)
const [mila, carla, elsa] = [await staff('Mila'), await staff('Carla'), await staff('Elsa')]
const id = await checkedEmployer(peil, 'Gemeente Heideveld', [
  [mila, ['employer', 'manager']],
  [carla, ['coordinator']],
  [elsa, ['coordinator']],
])
const team = await teamOf(peil, id, mila, { name: 'Leerplicht', coordinators: [carla] })
const joins = (name: string) =>
  professional(peil, {
    ...{ email: `${name.toLowerCase()}@gmail.com`, firstName: name, lastName: 'de Wit' },
    since: '2021-06-01',
  })
const people = new Map<string, CastProfessional>()
const sights = new Map<string, string>()
const course = { number: '', owner: '', editions: [] as string[] }
const base = `/krsd/organisaties/${id}/teams/${team}`

const who = (name: string) => people.get(name) ?? assert.fail(name)
const sightOf = (name: string) => sights.get(name) ?? assert.fail(name)
const page = async (path: string, cookie: string) =>
  wordsOf(await (await peil.get(path, cookie)).text())
const waits = (name: string, on?: string) =>
  peil.act(who(name).actor, (context) => ownProposals(context, who(name).registrationId), on)
const propose = (names: readonly string[], more: Readonly<Record<string, string>> = {}) =>
  peil.post(
    `${base}/opleidingen/${course.number}`,
    { uitvoering: '1', wie: names.map(sightOf), woord: 'Samen naar Passend onderwijs', ...more },
    carla.cookie,
  )
const inside = <Result>(work: (context: Context) => Promise<Result>) =>
  peil.act(clock, async (context) => {
    await actForOrganisation(context, id)
    return work(context)
  })
const answer = async (name: string, said: 'ja' | 'nee') => {
  const [one] = await waits(name)
  if (one === undefined) return assert.fail(`nothing waits for ${name}`)
  const sent = { antwoord: said, _version: String(one.version) }
  const response = await peil.post(`/krsd/mijn/voorstellen/${one.id}`, sent, who(name).cookie)
  assert.equal(response.status, 303)
  return one.id
}
const planned = async (name: string) => {
  const rows = await db
    .selectFrom('activity as a')
    .innerJoin('activity_claim as c', 'c.activity_id', 'a.id')
    .where('c.registration_id', '=', who(name).registrationId)
    .where('c.state', '=', 'planned')
    .select(['a.title', 'a.edition_id'])
    .execute()
  return rows
}

before(async () => {
  const teacher = await staff('Tess')
  const school = await checkedProvider(peil, 'Academie De Brug', [[teacher, ['applicant']]])
  const owner = { is: 'organisation', id: school } as const
  await peil.act(teacher.actor, async (context) => {
    const made = await makeCourse(
      context,
      owner,
      courseFacts({
        ...{ title: 'Passend onderwijs', studyLoad: hundredthsOf(700) },
        reviewOn: Temporal.PlainDate.from('2024-12-31'),
      }),
    )
    if (made.outcome !== 'made') return assert.fail(made.outcome)
    await publishCourse(context, owner, made.id)
    for (const on of ['2024-02-14', '2024-03-20']) {
      const days = [Temporal.PlainDate.from(on)]
      const added = await addEdition(context, owner, made.id, editionFacts({ days }))
      course.editions.push(added.outcome === 'added' ? added.id : assert.fail(added.outcome))
    }
    Object.assign(course, { number: made.number, id: made.id, owner: school })
    return undefined
  })
  const { id: made } = await db
    .selectFrom('course')
    .where('number', '=', course.number)
    .select('id')
    .executeTakeFirstOrThrow()
  const decided = { register: 'krsd', amount: 700, first: '2022-01-01', last: '2025-12-31' }
  await accredited(peil, made, decided)
  for (const [name, level] of [
    ['Lonneke', 'learning'],
    ['Kim', 'norms'],
    ['Noor', 'status'],
    ['Ria', 'norms'],
  ] as const) {
    const one = await joins(name)
    people.set(name, one)
    sights.set(name, await gaveSight(peil, one, { organisationId: id, teamId: team, level }))
  }
})

test('for whom it fills something is a count over those who let norms be seen', async () => {
  const text = await page(`${base}/opleidingen?zoek=passend`, carla.cookie)
  assert.match(text, /Passend onderwijs .* 3 van de 3/)
  assert.doesNotMatch(text, /Lonneke|Kim|Noor/)
  const nothing = await page(`${base}/opleidingen?zoek=zeilmakerij`, carla.cookie)
  assert.match(nothing, /Geen opleiding gevonden/)
  // What somebody planned was not given, and changes nothing but the norms themselves.
  const { found } = await inside(async (context) => {
    const all = await seeNames(context, id, { seen: 'all', teamId: team })
    const status = all.filter(({ level }) => level === 'status')
    return coursesForTeam(context, status, { text: 'passend', page: 1 })
  })
  assert.deepEqual(found[0]?.fillsFor, { of: 0, people: 0 })
})

test('a coordinator proposes it; each answers for themselves, and the employer sees how many', async () => {
  await peil.act(who('Ria').actor, (context) =>
    setReminders(context, who('Ria').registrationId, false),
  )
  for (const name of ['Lonneke', 'Kim', 'Noor']) {
    await peil.act(who(name).actor, (context) =>
      setReminders(context, who(name).registrationId, true),
    )
  }
  const nobody = await propose([])
  assert.match(wordsOf(await nobody.text()), /Kies ten minste één persoon/)
  assert.equal((await propose(['Lonneke', 'Kim', 'Noor', 'Ria'])).status, 303)
  await assertRecorded(peil, 'course-proposal', 'propose', (await waits('Lonneke'))[0]?.id ?? '')
  const mails = await db
    .selectFrom('mail_message')
    .where('kind', '=', 'course-proposed')
    .select('to_address')
    .orderBy('to_address')
    .execute()
  const to = mails.map(({ to_address }) => to_address.split('@')[0])
  assert.deepEqual(to, ['kim', 'lonneke', 'noor'], 'not whoever put such letters off')

  const home = await page('/krsd/mijn', who('Lonneke').cookie)
  assert.match(home, /Gemeente Heideveld stelt een opleiding voor: Passend onderwijs/)
  const [first] = await waits('Lonneke')
  const shown = await page(`/krsd/mijn/voorstellen/${first?.id}`, who('Lonneke').cookie)
  assert.match(shown, /Samen naar Passend onderwijs/)
  assert.match(shown, /7 uur|dekt|Dekt/)
  assert.match(shown, /ook dat je het bent/)
  // Nobody answers for somebody else.
  const other = await peil.get(`/krsd/mijn/voorstellen/${first?.id}`, who('Kim').cookie)
  assert.equal(other.status, 404)

  const accepted = await answer('Lonneke', 'ja')
  await assertRecorded(peil, 'course-proposal', 'accept', accepted)
  assert.deepEqual(await planned('Lonneke'), [
    { title: 'Passend onderwijs', edition_id: course.editions[0] },
  ])
  // Whoever planned another time of it has it once.
  await peil.act(who('Kim').actor, (context) =>
    planCourse(context, who('Kim').registrationId, { number: course.number, sequence: 2 }),
  )
  await answer('Kim', 'ja')
  assert.equal((await planned('Kim')).length, 1)
  const declined = await answer('Noor', 'nee')
  await assertRecorded(peil, 'course-proposal', 'decline', declined)
  assert.deepEqual(await planned('Noor'), [])

  const text = await page(base, carla.cookie)
  assert.match(text, /Passend onderwijs 14 februari 2024 2 van 4 Lonneke de Wit/)
  assert.doesNotMatch(text, /2 van 4 [^T]*Kim/)
  const log = await page(`/krsd/organisaties/${id}/logboek`, mila.cookie)
  assert.doesNotMatch(log, /doet (niet )?mee met een voorgestelde/)
  // Whoever coordinates no team proposes nothing to one.
  assert.equal((await peil.get(`${base}/opleidingen`, elsa.cookie)).status, 404)
})

test('who answered is not asked again; what is taken back waits for nobody, and a plan stays', async () => {
  await propose(['Lonneke', 'Kim', 'Noor', 'Ria'])
  assert.deepEqual(await waits('Noor'), [])
  const [open] = await waits('Ria')
  const back = await peil.post(
    `${base}/opleidingen`,
    { intrekken: course.editions[0] ?? '' },
    carla.cookie,
  )
  assert.equal(back.status, 303)
  await assertRecorded(peil, 'course-proposal', 'take-back', open?.id ?? '')
  assert.deepEqual(await waits('Ria'), [])
  assert.equal((await planned('Lonneke')).length, 1)
  await propose(['Ria'])
  assert.equal((await waits('Ria')).length, 1)
})

test('it ends at once with the sight or the edition, and the night writes that down', async () => {
  await propose(['Ria', 'Noor'], { uitvoering: '2' })
  assert.equal((await waits('Ria')).length, 2)
  await peil.act(who('Ria').actor, (context) =>
    stopSight(context, who('Ria').registrationId, sightOf('Ria')),
  )
  assert.deepEqual(await waits('Ria'), [])
  const [noors] = await waits('Noor')
  const tess = await db
    .selectFrom('account')
    .where('email', 'like', 'tess@%')
    .select('id')
    .executeTakeFirstOrThrow()
  const teacher = { ...mila.actor, accountId: tess.id }
  await peil.act(teacher, (context) =>
    cancelEdition(context, { is: 'organisation', id: course.owner }, course.editions[1] ?? '', {
      ...{ reason: 'Te weinig mensen.', version: 1 },
    }),
  )
  assert.deepEqual(await waits('Noor'), [])
  const gone = await peil.get(`/krsd/mijn/voorstellen/${noors?.id}`, who('Noor').cookie)
  assert.equal(gone.status, 404)
  await peil.act(clock, endProposals)
  const ended = await db
    .selectFrom('course_proposal')
    .where('state', '=', 'ended')
    .select('ended_by')
    .orderBy('ended_by')
    .execute()
  assert.deepEqual(
    ended.map(({ ended_by }) => ended_by),
    ['cancelled', 'cancelled', 'sight'],
  )
  await assertRecorded(peil, 'course-proposal', 'lapse', noors?.id ?? '')
})
