import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { EditionFacts, Owner } from '#domain/courses/course/course.ts'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { findCourse, findEdition } from '#domain/courses/course/queries.ts'
import { changeWithEnrolled } from '#domain/learning/enrolment/end-enrolment.ts'
import { settleWaiting } from '#domain/learning/enrolment/settle-waiting.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { clock } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// Of what is full whoever wants to come waits, and is offered a place in turn; and a professional who gives something
// themselves has people enrol as an organisation does.

const today = '2022-12-09'
const day = (text: string) => Temporal.PlainDate.from(text)
let peil: TestPlatform
let mila: CastAccount
let school: string
const people: CastProfessional[] = []

before(async () => {
  peil = await testPlatform()
  await peil.setToday(today)
  mila = await colleague(
    peil,
    { email: 'mila@aanbieder.example', firstName: 'Mila', lastName: 'Bos' },
    [],
  )
  school = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
  for (const firstName of ['Aad', 'Bea', 'Cor', 'Dirk']) {
    people.push(
      await professional(peil, {
        ...{ email: `${firstName.toLowerCase()}@voorbeeld.nl`, firstName, lastName: 'Visser' },
        since: '2022-04-01',
      }),
    )
  }
})

interface Given {
  readonly owner: Owner
  readonly by: CastAccount
  readonly course: string
  readonly number: string
  readonly edition: string
}

async function give(owner: Owner, by: CastAccount, facts: Partial<EditionFacts>): Promise<Given> {
  return peil.act(
    by.actor,
    async (context) => {
      const title = `Cursus ${Math.abs(facts.places ?? 0)} ${owner.is}`
      const made = await makeCourse(context, owner, courseFacts({ title }))
      if (made.outcome !== 'made') return assert.fail(made.outcome)
      await publishCourse(context, owner, made.id)
      const added = await addEdition(context, owner, made.id, editionFacts(facts))
      if (added.outcome !== 'added') return assert.fail(added.outcome)
      return { owner, by, course: made.id, number: made.number, edition: added.id }
    },
    today,
  )
}

const here = ({ number }: Given, word: string) => `/krsd/mijn/opleidingen/${number}/1/${word}`
const read = async (path: string, who?: CastAccount) => {
  const answer = await peil.get(path, who?.cookie)
  return { status: answer.status, text: wordsOf(await answer.text()) }
}
const numberOf = async (who: CastProfessional) => {
  const page = await (await peil.get('/krsd/mijn', who.cookie)).text()
  return /KRSD-\d+/.exec(page)?.[0] ?? ''
}
async function enrols(given: Given, who: CastProfessional): Promise<number> {
  const form = await (await peil.get(here(given, 'aanmelden'), who.cookie)).text()
  const waits = form.includes('name="wachtlijst" value="ja"') ? { wachtlijst: 'ja' } : {}
  const said = { akkoord: 'ja', nummers: await numberOf(who), ...waits }
  return (await peil.post(here(given, 'aanmelden'), said, who.cookie)).status
}
const answers = async (given: Given, who: CastProfessional, antwoord: 'ja' | 'nee') =>
  (await peil.post(here(given, 'plek'), { antwoord }, who.cookie)).status
const mailsTo = async (address: string) => {
  const rows = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', address)
    .where('kind', 'like', 'en%')
    .orderBy('created_at')
    .orderBy('id')
    .select(['kind', 'body_text'])
    .execute()
  return rows
}
const kindsTo = async (address: string) => (await mailsTo(address)).map(({ kind }) => kind)
const states = async ({ edition }: Given) => {
  const rows = await peil.platform.db
    .selectFrom('enrolment as n')
    .innerJoin('registration as r', 'r.id', 'n.registration_id')
    .innerJoin('person as p', 'p.id', 'r.person_id')
    .where('n.edition_id', '=', edition)
    .orderBy('n.id')
    .select(['p.first_name', 'n.state', 'n.ended_by', 'n.offered_until'])
    .execute()
  return rows.map((one) =>
    [one.first_name, one.ended_by ?? one.state, one.offered_until].filter(Boolean).join(' '),
  )
}

test('who comes to what is full waits in turn, is offered the place that comes free, and loses it after its term', async () => {
  const [aad, bea, cor, dirk] = people as [
    CastProfessional,
    CastProfessional,
    CastProfessional,
    CastProfessional,
  ]
  const given = await give({ is: 'organisation', id: school }, mila, {
    ...{ days: [day('2023-02-07')], places: 1 },
  })
  const list = `/krsd/organisaties/${school}/aanmeldingen/${given.edition}`
  for (const who of [aad, bea, cor]) assert.equal(await enrols(given, who), 303)
  assert.deepEqual(await states(given), ['Aad enrolled', 'Bea waiting', 'Cor waiting'])
  await assertRecorded(peil, 'registration', 'wait-for-place', bea.registrationId)
  assert.match(
    (await mailsTo('cor@voorbeeld.nl'))[0]?.body_text ?? '',
    /op de wachtlijst, als nummer 2/,
  )
  // Its provider sees who waits, in order; whoever looks for a place how many do.
  const seen = (await read(list, mila)).text
  assert.match(seen, /1 aanmelding, van 1 plek: deze uitvoering is vol.*Aad Visser/)
  assert.match(seen, /Wachtlijst, in volgorde .*Bea Visser KRSD-\d+ .* Wacht Cor Visser .* Wacht/)
  assert.match(
    (await read(`/krsd/opleidingen/${given.number}`, dirk)).text,
    /Deze uitvoering is vol\. Er wachten 2 mensen op een plek\. Op de wachtlijst/,
  )
  assert.match(
    (await read('/krsd/mijn/opleidingen', bea)).text,
    /Op de wachtlijst Niet meer wachten/,
  )
  assert.equal(await answers(given, bea, 'ja'), 303, 'nothing was offered yet')
  assert.deepEqual(await states(given), ['Aad enrolled', 'Bea waiting', 'Cor waiting'])

  await peil.post(here(given, 'afmelden'), {}, aad.cookie)
  assert.deepEqual(await states(given), ['Aad person', 'Bea offered 2022-12-12', 'Cor waiting'])
  await assertRecorded(peil, 'registration', 'offer-place', bea.registrationId)
  assert.match(
    (await mailsTo('bea@voorbeeld.nl')).at(-1)?.body_text ?? '',
    /Laat uiterlijk 12 december 2022 weten of je komt/,
  )
  // Who left and comes back stands behind who waits.
  assert.equal(await enrols(given, aad), 303)
  assert.match((await read('/krsd/mijn/opleidingen', bea)).text, /Plek vrij Antwoord uiterlijk 12/)
  await peil.act(clock, settleWaiting, '2022-12-12')
  assert.equal((await states(given))[1], 'Bea offered 2022-12-12')
  await peil.act(clock, settleWaiting, '2022-12-13')
  await peil.act(clock, settleWaiting, '2022-12-13')
  assert.deepEqual(await states(given), [
    ...['Aad person', 'Bea unanswered', 'Cor offered 2022-12-16', 'Aad waiting'],
  ])
  await assertRecorded(peil, 'registration', 'end-waiting', bea.registrationId)
  assert.deepEqual(await kindsTo('bea@voorbeeld.nl'), [
    ...['enrolment-waits', 'enrolment-offered', 'enrolment-wait-ended'],
  ])
  await peil.setToday('2022-12-13')
  assert.equal(await answers(given, bea, 'ja'), 303, 'too late')
  assert.equal(await answers(given, cor, 'ja'), 303)
  await assertRecorded(peil, 'registration', 'accept-place', cor.registrationId)
  assert.deepEqual(await kindsTo('cor@voorbeeld.nl'), [
    ...['enrolment-waits', 'enrolment-offered', 'enrolment-confirmed'],
  ])
  // Room for one more is offered at once; who does not want it leaves it to the next, or to nobody.
  const more = await peil.act(mila.actor, async (context) => {
    const edition = (await findEdition(context, given.edition)) ?? assert.fail()
    const course = (await findCourse(context, given.course)) ?? assert.fail()
    const facts = { ...edition, places: 2 }
    const change = { id: edition.id, facts, version: edition.version }
    return changeWithEnrolled(context, given.owner, course, change)
  })
  assert.equal(more.outcome, 'changed')
  assert.equal((await states(given)).at(-1), 'Aad offered 2022-12-16')
  assert.equal(await answers(given, aad, 'nee'), 303)
  assert.equal((await states(given)).at(-1), 'Aad person')
  assert.match((await read(list, mila)).text, /1 aanmelding, van 2 plekken\./)
  // Of who does not wait any more nothing is left.
  const left = await peil.platform.db
    .selectFrom('enrolment')
    .where('edition_id', '=', given.edition)
    .where('ended_on', 'is not', null)
    .select(['name', 'surname', 'numbers'])
    .distinct()
    .execute()
  assert.deepEqual(left, [{ name: '', surname: '', numbers: [] }])
  await peil.setToday(today)
})

test('who still waits when it begins hears that, and who waits hears that it does not take place', async () => {
  const [aad, bea] = people as [CastProfessional, CastProfessional]
  const soon = await give({ is: 'organisation', id: school }, mila, {
    ...{ days: [day('2022-12-11')], places: 1 },
  })
  for (const who of [aad, bea]) assert.equal(await enrols(soon, who), 303)
  // An offer never holds on the first day itself.
  await peil.post(here(soon, 'afmelden'), {}, aad.cookie)
  assert.deepEqual(await states(soon), ['Aad person', 'Bea offered 2022-12-10'])
  assert.equal(await enrols(soon, aad), 303)
  await peil.act(clock, settleWaiting, '2022-12-11')
  assert.deepEqual(await states(soon), ['Aad person', 'Bea term', 'Aad term'])
  assert.equal((await kindsTo('aad@voorbeeld.nl')).at(-1), 'enrolment-wait-ended')
  const off = await give({ is: 'organisation', id: school }, mila, {
    ...{ days: [day('2023-03-07')], places: 1 },
  })
  for (const who of [aad, bea]) assert.equal(await enrols(off, who), 303)
  const path = `/krsd/organisaties/${school}/opleidingen/${off.course}/uitvoering/${off.edition}/vervallen`
  await peil.post(path, { reden: 'De trainer is ziek.', _version: '1' }, mila.cookie)
  assert.deepEqual(await states(off), ['Aad cancelled', 'Bea cancelled'])
  const cancelled = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'edition-cancelled')
    .where('to_address', '=', 'bea@voorbeeld.nl')
    .select('body_text')
    .executeTakeFirstOrThrow()
  assert.match(cancelled.body_text, /Je stond op de wachtlijst voor/)
})

test('at whoever nobody looked yet nobody enrols, by the page or past it', async () => {
  const [aad] = people as [CastProfessional]
  const given = await give({ is: 'organisation', id: school }, mila, {
    ...{ days: [day('2023-04-04')], places: 5 },
  })
  const stands = (status: 'waiting' | 'checked') =>
    peil.platform.db.updateTable('organisation').where('id', '=', school).set({ status }).execute()
  await stands('waiting')
  const page = await peil.get(here(given, 'aanmelden'), aad.cookie)
  assert.equal(page.status, 303)
  const said = { akkoord: 'ja', nummers: await numberOf(aad) }
  assert.equal((await peil.post(here(given, 'aanmelden'), said, aad.cookie)).status, 303)
  assert.deepEqual(await states(given), [])
  assert.match(
    (await read(`/krsd/opleidingen/${given.number}`, aad)).text,
    /Deze aanbieder is nog niet gecontroleerd. Tot dan kan aanmelden hier niet/,
  )
  await stands('checked')
  assert.equal(await enrols(given, aad), 303)
  assert.deepEqual(await states(given), ['Aad enrolled'])
})

test('what a professional gives themselves is enrolled for in the same way, and only they see who comes', async () => {
  const [aad, bea, cor, dirk] = people as [
    CastProfessional,
    CastProfessional,
    CastProfessional,
    CastProfessional,
  ]
  const given = await give({ is: 'person', id: dirk.personId }, dirk, {
    ...{ days: [day('2023-05-09')], places: 1 },
  })
  for (const who of [aad, bea]) assert.equal(await enrols(given, who), 303)
  assert.deepEqual(await states(given), ['Aad enrolled', 'Bea waiting'])
  const [told] = await mailsTo('dirk@voorbeeld.nl')
  assert.equal(told?.kind, 'enrolment-received')
  assert.doesNotMatch(told?.body_text ?? '', /Aad/)
  const list = `/krsd/mijn/scholing/${given.course}/aanmeldingen/${given.edition}`
  const seen = await read(list, dirk)
  assert.match(seen.text, /1 aanmelding, van 1 plek: deze uitvoering is vol.*Aad Visser KRSD-/)
  assert.match(seen.text, /Wachtlijst.*Bea Visser/)
  assert.match(
    (await read(`/krsd/mijn/scholing/${given.course}`, dirk)).text,
    /1 van 1, wachtlijst 1/,
  )
  const file = await (await peil.get(`${list}/lijst.csv`, dirk.cookie)).text()
  assert.match(file, /KRSD-\d+;Visser;Aad Visser;/)
  assert.equal((await read(list, cor)).status, 404)
  // It does not take place: who enrolled and who waits hear that from us.
  const off = `/krsd/mijn/scholing/${given.course}/uitvoering/${given.edition}/vervallen`
  const sent = await peil.post(off, { reden: 'Ik ben ziek.', _version: '1' }, dirk.cookie)
  assert.equal(sent.status, 303)
  assert.deepEqual(await states(given), ['Aad cancelled', 'Bea cancelled'])
})

test('two who want the last place at once: one has it, and the other is asked whether to wait', async () => {
  const [aad, bea] = people as [CastProfessional, CastProfessional]
  const given = await give({ is: 'organisation', id: school }, mila, {
    ...{ days: [day('2023-06-06')], places: 1 },
  })
  const said = await Promise.all(
    [aad, bea].map(async (who) => ({ akkoord: 'ja', nummers: await numberOf(who) })),
  )
  const sent = await Promise.all(
    [aad, bea].map((who, at) => peil.post(here(given, 'aanmelden'), said[at] ?? {}, who.cookie)),
  )
  assert.deepEqual(sent.map(({ status }) => status).toSorted(), [303, 409])
  assert.equal((await states(given)).length, 1)
})
