import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { rateCourse } from '#domain/learning/rating/rate-course.ts'
import { beginMember } from '#domain/organisations/member/begin-member.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, professional } from '#testing/cast.ts'
import { checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { clock } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// What who followed a course thinks of it, sends of it to a colleague, and chooses of it for a goal.

const today = '2022-12-09'
let peil: TestPlatform
let mila: CastAccount
let organisation: string
let number: string
let courseId: string
let editionId = ''
const people: CastProfessional[] = []

before(async () => {
  peil = await testPlatform()
  await peil.setToday(today)
  mila = await colleague(
    peil,
    { email: 'mila@aanbieder.example', firstName: 'Mila', lastName: 'Bos' },
    [],
  )
  organisation = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
  for (const firstName of ['Lonneke', 'Farid', 'Judith', 'Rina', 'Noor', 'Tim']) {
    people.push(
      await professional(peil, {
        email: `${firstName.toLowerCase()}@voorbeeld.nl`,
        ...{ firstName, lastName: 'de Wit', since: '2021-04-01' },
      }),
    )
  }
  await peil.act(
    mila.actor,
    async (context) => {
      const owner = { is: 'organisation', id: organisation } as const
      const made = await makeCourse(context, owner, courseFacts({ themes: ['moral-judgement'] }))
      if (made.outcome !== 'made') throw new Error(made.outcome)
      ;({ number, id: courseId } = made)
      await publishCourse(context, owner, made.id)
      const added = await addEdition(context, owner, made.id, editionFacts())
      if (added.outcome === 'added') editionId = added.id
    },
    today,
  )
})

const page = async (path: string, who?: CastAccount) => {
  const answer = await peil.get(path, who?.cookie)
  return { status: answer.status, text: wordsOf(await answer.text()) }
}
const courseOf = (who?: CastAccount) => page(`/krsd/opleidingen/${number}`, who)
const rate = (who: CastAccount, sterren: string, tekst = '') =>
  peil.post(`/krsd/mijn/opleidingen/${number}/beoordelen`, { sterren, tekst }, who.cookie)

/** Their organisation says that they were there. */
const attended = ({ personId, registrationId }: CastProfessional) =>
  peil.act(clock, async (context) => {
    await byHand(context)
    await actForOrganisation(context, organisation)
    await sql`with delivery as (
        insert into attendance_delivery (organisation_id, edition_id, kept_in, origin, state, delivered_on)
        values (${organisation}, ${editionId}, 'krsd', 'one', 'done', ${today}::date) returning id
      ) insert into attendance (organisation_id, edition_id, delivery_id, row, person_id, registration_id,
        hours, entered_on, state)
      select ${organisation}, ${editionId}, id, 1, ${personId}, ${registrationId}, 700, ${today}::date,
        'left-out' from delivery`.execute(context.db)
  })

test('whoever did not follow a course says nothing of it', async () => {
  const [lonneke] = people as [CastProfessional]
  const id = await activity(peil, lonneke, {
    title: 'Passend',
    claimed: 700,
    completedOn: '2022-11-01',
  })
  await peil.act(clock, async (context) => {
    await byHand(context)
    await sql`update activity set course_id = ${courseId} where id = ${id}`.execute(context.db)
  })
  // That it was entered is not that it counted.
  assert.doesNotMatch((await courseOf(lonneke)).text, /Zeg wat je ervan vond/)
  assert.equal((await rate(lonneke, '5')).status, 303)
  const count = await peil.platform.db.selectFrom('course_rating').select('stars').execute()
  assert.deepEqual(count, [])
  const who = { registrationId: lonneke.registrationId, personId: lonneke.personId }
  const done = await peil.act(lonneke.actor, (context) =>
    rateCourse(context, who, number, { stars: 5, line: '' }),
  )
  assert.equal(done.outcome, 'not-allowed')
})

test('nor does whoever acts for its provider, though they followed it', async () => {
  const rick = await professional(peil, {
    ...{ email: 'rick@voorbeeld.nl', firstName: 'Rick', lastName: 'Bakker', since: '2021-04-01' },
  })
  await attended(rick)
  assert.match((await courseOf(rick)).text, /Zeg wat je ervan vond/)
  await peil.act(clock, async (context) => {
    await byHand(context)
    await actForOrganisation(context, organisation)
    const { accountId } = rick
    await beginMember(context, { organisationId: organisation, accountId, roles: ['reader'] })
  })
  assert.doesNotMatch((await courseOf(rick)).text, /Zeg wat je ervan vond/)
  const tried = await rate(rick, '5')
  assert.equal(tried.status, 303)
  const count = await peil.platform.db.selectFrom('course_rating').select('stars').execute()
  assert.deepEqual(count, [])
})

test('who followed it rates it once, and it is shown from five on, to its provider as one figure', async () => {
  for (const person of people.slice(0, 5)) await attended(person)
  const [first, ...others] = people.slice(0, 5) as [CastProfessional, ...CastProfessional[]]
  assert.match((await courseOf(first)).text, /nog te weinig beoordelingen.*Zeg wat je ervan vond/)
  assert.equal((await rate(first, '')).status, 422)
  assert.equal((await rate(first, '1', 'Te kort.')).status, 303)
  await Promise.all([rate(first, '3', 'Te kort.'), rate(first, '3', 'Te kort.')])
  await assertRecorded(peil, 'registration', 'rate-course', first.registrationId)
  for (const one of others.slice(0, 3)) await rate(one, '4', 'Goed.')
  assert.doesNotMatch((await courseOf()).text, /van 5, door/)
  await rate(others[3] as CastProfessional, '5', '<b>Aanrader</b>')
  const shown = await courseOf(first)
  assert.match(
    shown.text,
    /4 van 5, door 5 mensen die dit volgden\. Wat ze erover schreven <b>Aanrader<\/b> Melden ?: <b>Aanrader<\/b> Goed\. Melden ?: Goed\. .* Te kort\. Melden ?: Te kort\. Jij gaf 3 van 5/,
  )
  const visitor = await courseOf()
  assert.match(visitor.text, /4 van 5, door 5 mensen/)
  assert.doesNotMatch(visitor.text, /Aanrader/)
  assert.match((await page('/krsd/opleidingen')).text, /4 van 5, door 5 mensen/)
  const provider = await page(`/krsd/organisaties/${organisation}/opleidingen/${courseId}`, mila)
  assert.match(provider.text, /Beoordeling 4 van 5, door 5 mensen/)
  assert.doesNotMatch(provider.text, /Aanrader|Te kort/)
})

test('what somebody wrote is reported without naming them, taken away by a back office, and can come back', async () => {
  const [lonneke] = people as [CastProfessional]
  const tim = people[5] as CastProfessional
  await attended(tim)
  await rate(tim, '2', 'De trainer is een prutser.')
  // It comes into sight with what four others wrote, or wrote anew.
  for (const one of people.slice(0, 4)) {
    assert.doesNotMatch((await courseOf(lonneke)).text, /prutser/)
    await rate(one, one === lonneke ? '3' : '4', 'Nog eens bekeken.')
  }
  const sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  const html = await (await peil.get(`/krsd/opleidingen/${number}`, lonneke.cookie)).text()
  const path =
    /prutser\.[\s\S]*?href="(\/krsd\/mijn\/opleidingen\/[^"]*\/melden)"/.exec(html)?.[1] ?? ''
  const form = await page(path, lonneke)
  assert.match(form.text, /De trainer is een prutser\..*Wie dit schreef, hoort niet van wie/)
  assert.doesNotMatch(form.text, /Tim/)
  // One's own is not reported, and nothing without a reason.
  assert.equal((await page(path, tim)).status, 404)
  assert.equal((await peil.post(path, { reden: '' }, lonneke.cookie)).status, 422)
  // A second time it is said that it was reported already.
  for (const status of [303, 409]) {
    const sent = await peil.post(path, { reden: 'Dit is schelden.' }, lonneke.cookie)
    assert.equal(sent.status, status)
  }
  await assertRecorded(peil, 'meeting-place', 'report')
  const reports = await peil.platform.db.selectFrom('meeting_report').select('id').execute()
  assert.equal(reports.length, 1)
  const office = `/krsd/werk/ontmoetingsplek/${reports[0]?.id}`
  assert.match((await page('/krsd/werk', sanne)).text, /melding over wat iemand schreef/)
  const seen = (await page(office, sanne)).text
  assert.match(seen, /de schrijver bij ‘Passend onderwijs’.*De trainer is een prutser\./)
  assert.doesNotMatch(seen, /Tim/)
  const settle = {
    _once: crypto.randomUUID(),
    ...{ uitkomst: 'rating-hidden', toelichting: 'Schelden mag niet.' },
  }
  assert.equal((await peil.post(office, settle, sanne.cookie)).status, 303)
  await assertRecorded(peil, 'registration', 'hide-rating', tim.registrationId)
  const shown = await courseOf(lonneke)
  // The figure moves on at the tenth.
  assert.match(shown.text, /door 5 mensen die dit volgden.*Aanrader/)
  assert.doesNotMatch(shown.text, /prutser/)
  const mails = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', 'in', ['report-settled', 'taken-out-of-sight'])
    .orderBy('created_at')
    .orderBy('id')
    .select(['to_address', 'body_text'])
    .execute()
  assert.deepEqual(
    mails.map(({ to_address }) => to_address),
    ['lonneke@voorbeeld.nl', 'tim@voorbeeld.nl'],
  )
  assert.doesNotMatch(mails[0]?.body_text ?? '', /Tim/)
  assert.doesNotMatch(mails[1]?.body_text ?? '', /Lonneke|Dit is schelden/)
  assert.match(mails[1]?.body_text ?? '', /Schelden mag niet\.[\s\S]*> De trainer is een prutser/)
  // Said again it stays away, and its author can object once, which a colleague answers.
  await rate(tim, '3', 'De trainer is een prutser.')
  assert.doesNotMatch((await courseOf(lonneke)).text, /prutser/)
  const own = await (await peil.get(`/krsd/opleidingen/${number}`, tim.cookie)).text()
  assert.match(wordsOf(own), /De tekst bij je beoordeling is weggehaald.*Schelden mag niet\./)
  const object = /href="(\/krsd\/mijn\/ontmoeten\/bezwaar\/[^"]*)"/.exec(own)?.[1] ?? ''
  const sent = await peil.post(object, { bezwaar: 'Dat vond ik echt.' }, tim.cookie)
  assert.equal(sent.status, 303)
  const answer = {
    _once: crypto.randomUUID(),
    ...{ uitkomst: 'restored', toelichting: 'Het is een mening.' },
  }
  assert.equal((await peil.post(office, answer, sanne.cookie)).status, 303)
  await assertRecorded(peil, 'registration', 'show-rating', tim.registrationId)
  assert.match((await courseOf(lonneke)).text, /De trainer is een prutser/)
  assert.doesNotMatch((await courseOf(tim)).text, /is weggehaald/)
})

test('a course goes to a colleague by name, and they take their address off', async () => {
  const [lonneke] = people as [CastProfessional]
  const send = (email: string, bericht = '') =>
    peil.post(
      `/krsd/mijn/opleidingen/${number}/doorsturen`,
      { naam: 'Rina', 'e-mail': email, bericht },
      lonneke.cookie,
    )
  assert.equal((await send('geen adres')).status, 422)
  assert.equal((await send('a@werk.example', 'Zie www.slecht.example')).status, 422)
  const known = await send('farid@voorbeeld.nl', 'Iets voor ons?')
  const unknown = await send('onbekend@werk.example', 'Iets voor ons?')
  assert.deepEqual(
    [known.status, known.headers.get('location')],
    [unknown.status, unknown.headers.get('location')],
  )
  await assertRecorded(peil, 'registration', 'send-course-tip', lonneke.registrationId)
  const mails = () =>
    peil.platform.db
      .selectFrom('mail_message')
      .where('kind', '=', 'course-tip')
      .select(['to_address', 'body_text', 'account_id'])
      .orderBy('created_at')
      .orderBy('id')
      .execute()
  const [first, second] = await mails()
  assert.deepEqual(
    [first?.to_address, second?.to_address, first?.account_id],
    ['farid@voorbeeld.nl', 'onbekend@werk.example', null],
  )
  assert.match(
    first?.body_text ?? '',
    /^Beste Rina,[\s\S]*Lonneke de Wit denkt[\s\S]*Iets voor ons\?/,
  )
  const stop = /\/krsd\/opleidingen\/tip\/[\w-]{43}/.exec(second?.body_text ?? '')?.[0] ?? ''
  // Looking at the page, as programs that read mail do, takes nothing off.
  assert.equal((await peil.get(stop)).status, 200)
  await send('onbekend@werk.example')
  assert.equal((await mails()).length, 3)
  assert.equal((await peil.post(stop, {})).status, 200)
  assert.equal((await send('Onbekend@werk.example')).status, 303)
  assert.equal((await mails()).length, 3)
  // One address gets three in a week, and somebody sends ten in a day.
  for (let times = 0; times < 3; times += 1) await send('farid@voorbeeld.nl')
  assert.equal(
    (await mails()).filter(({ to_address }) => to_address === 'farid@voorbeeld.nl').length,
    3,
  )
  for (let nth = 0; nth < 3; nth += 1) await send(`nummer${nth}@werk.example`)
  const last = await send('laatste@werk.example')
  assert.match(wordsOf(await last.text()), /al tien keer iets doorgestuurd/)
  assert.equal((await peil.get('/krsd/opleidingen/tip/niets')).status, 404)
})

test('a goal has courses, and the catalogue answers its competence', async () => {
  const [lonneke] = people as [CastProfessional]
  const day = (name: string, [d, m, y]: readonly string[]) => ({
    ...{ [`${name}-dag`]: d ?? '', [`${name}-maand`]: m ?? '', [`${name}-jaar`]: y ?? '' },
  })
  await peil.post(
    '/krsd/mijn/ontwikkeling/plan/wijzigen',
    {
      ...{ madeWith: 'mijn leidinggevende', herinnering: '0', _version: '0' },
      ...day('begin', ['9', '12', '2022']),
      ...day('eind', ['9', '12', '2024']),
    },
    lonneke.cookie,
  )
  await peil.post(
    '/krsd/mijn/ontwikkeling/plan/doelen',
    {
      ...{ text: 'Beter afwegen', competentie: 'judging', learning: '' },
      ...day('klaar', ['1', '6', '2023']),
    },
    lonneke.cookie,
  )
  const plan = await (await peil.get('/krsd/mijn/ontwikkeling/plan', lonneke.cookie)).text()
  assert.match(plan, /href="\/krsd\/opleidingen\?competentie=judging"/)
  const answer = await page('/krsd/opleidingen?competentie=judging', lonneke)
  assert.match(answer.text, /1 opleiding .*Passend onderwijs/)
  assert.match((await page('/krsd/opleidingen?competentie=laws')).text, /Geen opleidingen met deze/)
  const html = await (await peil.get(`/krsd/opleidingen/${number}`, lonneke.cookie)).text()
  const doel = /<option value="([0-9a-f-]{36})"[^>]*>Beter afwegen/.exec(html)?.[1] ?? ''
  const choose = (intent: string, goal = doel) =>
    peil.post(`/krsd/mijn/opleidingen/${number}/doel`, { doel: goal, intent }, lonneke.cookie)
  await Promise.all([choose('kiezen'), choose('kiezen')])
  const chosen = await page('/krsd/mijn/ontwikkeling/plan', lonneke)
  assert.match(chosen.text, /Beter afwegen.*Passend onderwijs Weghalen/)
  const { id } = await peil.platform.db
    .selectFrom('development_plan')
    .select('id')
    .executeTakeFirstOrThrow()
  await assertRecorded(peil, 'development-plan', 'choose-course', id)
  const other = people[1] as CastProfessional
  const stolen = await peil.post(
    `/krsd/mijn/opleidingen/${number}/doel`,
    { doel, intent: 'weghalen' },
    other.cookie,
  )
  assert.equal(stolen.status, 404)
  await choose('weghalen')
  await assertRecorded(peil, 'development-plan', 'drop-course', id)
  assert.doesNotMatch((await page('/krsd/mijn/ontwikkeling/plan', lonneke)).text, /Weghalen/)
  // The day of the goal stands in their own calendar.
  const made = await peil.post('/krsd/mijn/opleidingen', { intent: 'adres' }, lonneke.cookie)
  const address = /\/krsd\/agenda\/[\w-]{43}\/agenda\.ics/.exec(await made.text())?.[0] ?? ''
  const calendar = await (await peil.get(address)).text()
  assert.match(calendar, /DTSTART;VALUE=DATE:20230601\r\n[\s\S]*?SUMMARY:Doel: Beter afwegen/)
  assert.match(calendar, /SUMMARY:Laatste dag van het ontwikkelplan/)
})

test('what is shown moves on by five at a time, so that nobody reckons out what one more said', async () => {
  const [first, , , , , sixth] = people as CastProfessional[]
  assert.ok(first !== undefined && sixth !== undefined)
  await rate(sixth, '1')
  await rate(first, '1')
  assert.match((await courseOf()).text, /4 van 5, door 5 mensen/)
  // Four more people, and with the first of them all five say what has become of it.
  const sums = () =>
    peil.platform.db.selectFrom('course_rating_sum').select(['ratings', 'stars']).execute()
  assert.deepEqual(await sums(), [{ ratings: 5, stars: 20 }])
  for (let nth = 7; nth <= 10; nth += 1) {
    const email = `beoordelaar${nth}@voorbeeld.nl`
    const one = await professional(peil, { email, firstName: 'Nog', lastName: 'Iemand' })
    await attended(one)
    await rate(one, '2')
  }
  assert.deepEqual(await sums(), [{ ratings: 10, stars: 27 }])
})
