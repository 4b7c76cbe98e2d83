import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition, cancelEdition, changeEdition } from '#domain/courses/course/keep-edition.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import { planCourse } from '#domain/learning/choice/plan-course.ts'
import { remindCourses } from '#domain/learning/choice/remind-courses.ts'
import { enrol } from '#domain/learning/enrolment/enrol.ts'
import { forgetEnrolments } from '#domain/learning/enrolment/forget-enrolments.ts'
import { ownNumbers } from '#domain/learning/enrolment/own-numbers.ts'
import { tellPlanned } from '#domain/learning/enrolment/tell-planned.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { clock } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// Somebody wants to come, agrees to what their provider hears, and can take that back.

const today = '2022-12-09'
let peil: TestPlatform
let mila: CastAccount
let lonneke: CastProfessional
let farid: CastProfessional
let organisation: string
let number: string
let courseId: string
const editions: string[] = []
const day = (text: string) => Temporal.PlainDate.from(text)

before(async () => {
  peil = await testPlatform()
  await peil.setToday(today)
  mila = await colleague(
    peil,
    { email: 'mila@aanbieder.example', firstName: 'Mila', lastName: 'Bos' },
    [],
  )
  organisation = await checkedProvider(peil, 'Academie De Brug', [[mila, ['manager']]])
  const people = ['Lonneke', '=HYPERLINK("http://x")'].map((lastName, at) =>
    professional(peil, {
      email: `deelnemer${at}@voorbeeld.nl`,
      firstName: at === 0 ? 'Lonneke' : 'Farid',
      lastName: at === 0 ? 'de Wit' : lastName,
      since: '2022-04-01',
    }),
  )
  lonneke = (await people[0]) as CastProfessional
  farid = (await people[1]) as CastProfessional
  await peil.act(
    mila.actor,
    async (context) => {
      const owner = { is: 'organisation', id: organisation } as const
      const made = await makeCourse(context, owner, courseFacts())
      if (made.outcome !== 'made') throw new Error(made.outcome)
      ;({ number, id: courseId } = made)
      await publishCourse(context, owner, made.id)
      for (const facts of [
        { places: 1 },
        { days: [day('2023-03-07')] },
        { days: [day('2023-04-04')], enrols: false },
        { days: [day('2022-12-09')] },
      ]) {
        const added = await addEdition(context, owner, made.id, editionFacts(facts))
        if (added.outcome === 'added') editions.push(added.id)
      }
    },
    today,
  )
})

const here = (edition: number, word = 'aanmelden') =>
  `/krsd/mijn/opleidingen/${number}/${edition}/${word}`
const enrolOne = (who: CastAccount, edition: number, said: Readonly<Record<string, string>>) =>
  peil.post(here(edition), said, who.cookie)
const read = async (path: string, who?: CastAccount) => {
  const answer = await peil.get(path, who?.cookie)
  return { status: answer.status, text: wordsOf(await answer.text()) }
}
const ofProvider = (edition: number, rest = '') =>
  `/krsd/organisaties/${organisation}/aanmeldingen/${editions[edition - 1]}${rest}`
const numberOf = async (who: CastProfessional) => {
  const page = await (await peil.get('/krsd/mijn', who.cookie)).text()
  return /KRSD-\d+/.exec(page)?.[0] ?? ''
}
const mails = async (kind: string) => {
  const rows = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', kind)
    .select(['to_address', 'body_text'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ to_address, body_text }) => [to_address, body_text] as const)
}

test('nothing is passed on without saying what goes to whom and agreeing to that', async () => {
  const asked = await read(here(1), lonneke)
  assert.match(asked.text, /Aanbieder Academie De Brug Dit geven we door Lonneke de Wit/)
  assert.match(asked.text, /Ik vind het goed dat Academie De Brug mijn naam en deze/)
  const krsd = await numberOf(lonneke)
  for (const said of [
    {},
    { nummers: krsd },
    { akkoord: 'ja' },
    { akkoord: 'ja', nummers: 'X-1' },
  ]) {
    assert.equal((await enrolOne(lonneke, 1, said)).status, 422, JSON.stringify(said))
  }
  assert.match((await read(ofProvider(1), mila)).text, /Er zijn nog geen aanmeldingen/)
})

test('who agrees is on the list of the provider once, and both get a mail', async () => {
  const krsd = await numberOf(lonneke)
  const said = { akkoord: 'ja', nummers: krsd }
  const both = await Promise.all([enrolOne(lonneke, 1, said), enrolOne(lonneke, 1, said)])
  assert.deepEqual(
    both.map(({ status }) => status),
    [303, 303],
  )
  await assertRecorded(peil, 'registration', 'enrol', lonneke.registrationId)
  const list = await read(ofProvider(1), mila)
  assert.match(
    list.text,
    new RegExp(`1 aanmelding, van 1 plek: deze uitvoering is vol.*Lonneke de Wit ${krsd}`),
  )
  const [[to, text] = ['', '']] = await mails('enrolment-received')
  assert.equal(to, 'mila@aanbieder.example')
  assert.match(text, /Er is nu 1 aanmelding/)
  assert.doesNotMatch(text, /Lonneke/)
  const [confirmed] = await mails('enrolment-confirmed')
  assert.match(confirmed?.[1] ?? '', new RegExp(`Lonneke de Wit en ${krsd}`))
  assert.match((await read(`/krsd/opleidingen/${number}`, lonneke)).text, /Aangemeld Afmelden/)
  assert.match(
    (await read('/krsd/mijn/opleidingen', lonneke)).text,
    /Academie De Brug kent je naam/,
  )
})

test('full, over, cancelled and elsewhere are said, also to who comes by an old link', async () => {
  const said = { akkoord: 'ja', nummers: await numberOf(farid) }
  const page = await read(`/krsd/opleidingen/${number}`, farid)
  assert.match(page.text, /Deze uitvoering is vol\. Op de wachtlijst/)
  for (const edition of [3, 4]) {
    assert.equal((await peil.get(here(edition), farid.cookie)).status, 303, String(edition))
    assert.equal((await enrolOne(farid, edition, said)).status, 303)
  }
  // Who did not know that it became full is asked whether they want to wait, and nothing is passed on.
  const late = await enrolOne(farid, 1, said)
  assert.equal(late.status, 409)
  assert.match(wordsOf(await late.text()), /De laatste plek is net vergeven/)
  assert.equal((await peil.get(here(9), farid.cookie)).status, 404)
  assert.equal((await enrolOne(farid, 2, said)).status, 303)
  const rows = await peil.platform.db.selectFrom('enrolment').select('edition_id').execute()
  assert.deepEqual(
    rows.map(({ edition_id }) => edition_id).toSorted(),
    [editions[0], editions[1]].toSorted(),
  )
})

test('the list is a file in which nothing runs, and of another organisation there is none', async () => {
  const file = await peil.get(ofProvider(2, '/lijst.csv'), mila.cookie)
  const text = await file.text()
  assert.match(text, /Registratienummer;Achternaam;Naam;Andere nummers;Aangemeld\r\n/)
  assert.match(text, /;"'=HYPERLINK\(""http:\/\/x""\)";/)
  assert.equal((await peil.get(ofProvider(1), lonneke.cookie)).status, 404)
})

test('the form that tells who was there begins with who enrolled', async () => {
  await peil.setToday('2023-03-08')
  const path = `/krsd/organisaties/${organisation}/deelname/${editions[1]}`
  const page = await read(path, mila)
  assert.match(page.text, /Wie zich aanmeldden Wie waren erbij\? Farid =HYPERLINK/)
  const { id } = await peil.platform.db
    .selectFrom('enrolment')
    .where('edition_id', '=', editions[1] ?? '')
    .select('id')
    .executeTakeFirstOrThrow()
  const none = await peil.post(path, { doe: 'aangemeld' }, mila.cookie)
  assert.match(wordsOf(await none.text()), /Kies wie erbij waren/)
  const sent = await peil.post(path, { doe: 'aangemeld', erbij: id }, mila.cookie)
  const list = await read(sent.headers.get('location') ?? '', mila)
  assert.match(list.text, /1 deelnemer klaar om in te sturen/)
  await peil.setToday(today)
})

test('who takes it back is on no list, and there is a place again', async () => {
  const done = await peil.post(here(1, 'afmelden'), {}, lonneke.cookie)
  assert.equal(done.status, 303)
  await assertRecorded(peil, 'registration', 'withdraw-enrolment', lonneke.registrationId)
  assert.match((await read(ofProvider(1), mila)).text, /Er zijn nog geen aanmeldingen/)
  assert.match((await mails('enrolment-withdrawn'))[0]?.[1] ?? '', /Iemand heeft zich afgemeld/)
  const row = await peil.platform.db
    .selectFrom('enrolment')
    .where('edition_id', '=', editions[0] ?? '')
    .select(['name', 'surname', 'numbers'])
    .executeTakeFirstOrThrow()
  assert.deepEqual(row, { name: '', surname: '', numbers: [] })
  const again = { akkoord: 'ja', nummers: await numberOf(farid) }
  assert.equal((await enrolOne(farid, 1, again)).status, 303)
  assert.match((await read(ofProvider(1), mila)).text, /1 aanmelding, van 1 plek/)
})

test('who enrolled hears of another day and of an edition that does not take place, and is then forgotten', async () => {
  const edit = `/krsd/organisaties/${organisation}/opleidingen/${courseId}/uitvoering/${editions[0]}`
  // Where it is given cannot be left out, and the form does not say that it can.
  assert.doesNotMatch((await read(edit, mila)).text, /Plaats \(niet verplicht\)/)
  const moved = await peil.post(
    edit,
    {
      ...{ dagen: '8 2 2023', van: '9.30', tot: '16.30', waar: 'place', plaats: 'Heideveld' },
      ...{ aanmelden: 'here', plekken: '1', _version: '1' },
    },
    mila.cookie,
  )
  assert.equal(moved.status, 303)
  assert.match((await mails('edition-moved'))[0]?.[1] ?? '', /8 februari 2023/)
  await peil.post(`${edit}/vervallen`, { reden: 'De trainer is ziek.', _version: '2' }, mila.cookie)
  const [[to, text] = ['', '']] = await mails('edition-cancelled')
  assert.equal(to, 'deelnemer1@voorbeeld.nl')
  assert.match(text, /De trainer is ziek/)
  await assertRecorded(peil, 'course', 'end-enrolments', courseId)
  assert.match(
    (await read(`/krsd/opleidingen/${number}`)).text,
    /Gaat niet door De trainer is ziek/,
  )
})

test('who planned it hears of another day and of an edition that does not take place, and their plan moves along', async () => {
  const owner = { is: 'organisation', id: organisation } as const
  const added = await peil.act(mila.actor, (context) =>
    addEdition(context, owner, courseId, editionFacts({ days: [day('2023-05-09')] })),
  )
  assert.ok(added.outcome === 'added')
  const sequence = Number(added.number.split('-').at(-1))
  const planned = await peil.act(farid.actor, (context) =>
    planCourse(context, farid.registrationId, { number, sequence }),
  )
  assert.equal(planned.outcome, 'planned')
  // Whoever took their enrolment back, and left it in their plan, hears it as well.
  const agreed = { akkoord: 'ja', nummers: await numberOf(lonneke) }
  assert.equal((await enrolOne(lonneke, sequence, agreed)).status, 303)
  const both = await peil.act(lonneke.actor, (context) =>
    planCourse(context, lonneke.registrationId, { number, sequence }),
  )
  assert.equal(both.outcome, 'planned')
  assert.equal((await peil.post(here(sequence, 'afmelden'), {}, lonneke.cookie)).status, 303)
  const stands = async () => {
    const all = await peil.act(farid.actor, (context) =>
      findActivities(context, farid.registrationId),
    )
    return all.map(({ state, completedOn }) => `${state} ${completedOn}`)
  }
  const told = async (to = 'deelnemer1@voorbeeld.nl') => {
    await peil.act(clock, tellPlanned, today)
    await peil.act(clock, tellPlanned, today)
    const rows = await peil.platform.db
      .selectFrom('mail_message')
      .where('kind', 'in', ['edition-moved', 'edition-cancelled'])
      .where('to_address', '=', to)
      .where('body_text', 'like', '%gepland in%')
      .orderBy('created_at')
      .orderBy('id')
      .select('kind')
      .execute()
    return rows.map(({ kind }) => kind)
  }
  assert.deepEqual(await told(), [])
  const facts = editionFacts({ days: [day('2023-05-16')] })
  const moved = await peil.act(mila.actor, (context) =>
    changeEdition(context, owner, added.id, { facts, version: 1 }),
  )
  assert.equal(moved.outcome, 'changed')
  assert.deepEqual(await told(), ['edition-moved'])
  assert.deepEqual(await stands(), ['planned 2023-05-16'])
  const cancelled = await peil.act(mila.actor, (context) =>
    cancelEdition(context, owner, added.id, { reason: 'De trainer is ziek.', version: 2 }),
  )
  assert.equal(cancelled.outcome, 'cancelled')
  assert.deepEqual(await told(), ['edition-moved', 'edition-cancelled'])
  assert.deepEqual(await told('deelnemer0@voorbeeld.nl'), ['edition-moved', 'edition-cancelled'])
  await assertRecorded(peil, 'activity', 'tell-planned')
  // Their calendar says so too, at whichever of its addresses it asks, and so do their own pages.
  const asked = await peil.post('/krsd/mijn/opleidingen', { intent: 'adres' }, farid.cookie)
  const feed = /\/krsd\/agenda\/[\w-]{43}\/agenda\.ics/.exec(await asked.text())?.[0] ?? ''
  for (const path of [feed, `/krsd/opleidingen/${number}/${sequence}/agenda.ics`]) {
    const calendar = await (await peil.get(path)).text()
    assert.match(
      calendar,
      /DTSTART;TZID=Europe\/Amsterdam:20230516[\s\S]*STATUS:CANCELLED\r\n/,
      path,
    )
  }
  assert.match((await read('/krsd/mijn', farid)).text, /Gaat niet door/)
  // Nobody is reminded of what does not take place.
  await peil.act(clock, remindCourses, '2023-05-10')
  const soon = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'course-reminder')
    .where('to_address', '=', 'deelnemer1@voorbeeld.nl')
    .select('id')
    .execute()
  assert.deepEqual(soon, [])
})

test('of whoever is not registered any more, the organisation hears nothing from then on', async () => {
  const owner = { is: 'organisation', id: organisation } as const
  const added = await peil.act(mila.actor, (context) =>
    addEdition(context, owner, courseId, editionFacts({ days: [day('2023-06-20')] })),
  )
  const edition = added.outcome === 'added' ? added : assert.fail(added.outcome)
  const gone = await professional(peil, {
    ...{ email: 'weg@voorbeeld.nl', firstName: 'Wim', lastName: 'Weg' },
  })
  const which = { number, sequence: Number(edition.number.split('-').at(-1)) }
  const enrolled = await peil.act(gone.actor, async (context) => {
    await actAsOwner(context)
    const own = await ownNumbers(context, gone.registrationId)
    const numbers = own.map(({ number }) => number)
    return enrol(context, gone.registrationId, which, { numbers, consent: true, waits: false })
  })
  assert.equal(enrolled.outcome, 'enrolled')
  await peil.act(clock, forgetEnrolments)
  const rows = () =>
    peil.platform.db
      .selectFrom('enrolment')
      .where('edition_id', '=', edition.id)
      .select(['ended_by', 'name', 'numbers'])
      .execute()
  assert.equal((await rows())[0]?.ended_by, null)
  await peil.act(clock, async ({ db }) => {
    await byHand({ db })
    await sql`update registration set status = 'withdrawn' where id = ${gone.registrationId}`.execute(
      db,
    )
  })
  await peil.act(clock, forgetEnrolments)
  assert.deepEqual(await rows(), [{ ended_by: 'registration', name: '', numbers: [] }])
})

test('when it can no longer be told who was there, nothing of who enrolled is left', async () => {
  const left = async (on: string) => {
    await peil.act(clock, forgetEnrolments, on)
    const rows = await peil.platform.db
      .selectFrom('enrolment')
      .where('edition_id', '=', editions[1] ?? '')
      .select(['ended_by', 'numbers'])
      .execute()
    return rows.map(({ ended_by, numbers }) => [ended_by, numbers.length])
  }
  assert.deepEqual(await left('2023-05-07'), [[null, 1]])
  assert.deepEqual(await left('2023-05-08'), [['term', 0]])
})
