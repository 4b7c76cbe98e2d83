import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import type { CourseFacts, EditionFacts, Owner } from '#domain/courses/course/course.ts'
import { makeCourse, publishCourse } from '#domain/courses/course/keep-course.ts'
import { addEdition } from '#domain/courses/course/keep-edition.ts'
import { findCourse } from '#domain/courses/course/queries.ts'
import { remindCourses } from '#domain/learning/choice/remind-courses.ts'
import { centsOf } from '#engine'
import { clientAddress } from '#server/client-address.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, professional } from '#testing/cast.ts'
import { accredited, checkedProvider, courseFacts, editionFacts } from '#testing/courses.ts'
import { useUp } from '#testing/lookups.ts'
import { clock } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'
import { calendarOf } from '#web/courses/calendar.ts'

// What there is to learn from, as everybody finds it, and what it does for whoever has signed in.

const today = '2022-12-09'
let peil: TestPlatform
let mila: CastAccount
let lonneke: CastProfessional
let owner: Owner
const numbers = new Map<string, string>()
const day = (text: string) => Temporal.PlainDate.from(text)

async function offer(
  facts: Partial<CourseFacts>,
  editions: readonly Partial<EditionFacts>[] = [],
): Promise<string> {
  return peil.act(
    mila.actor,
    async (context) => {
      const made = await makeCourse(context, owner, courseFacts(facts))
      if (made.outcome !== 'made') throw new Error(made.outcome)
      await publishCourse(context, owner, made.id)
      for (const edition of editions) {
        await addEdition(context, owner, made.id, editionFacts(edition))
      }
      const course = await findCourse(context, made.id)
      numbers.set(course?.title ?? '', made.number)
      return made.id
    },
    today,
  )
}

before(async () => {
  peil = await testPlatform()
  await peil.setToday(today)
  mila = await colleague(
    peil,
    { email: 'mila@aanbieder.example', firstName: 'Mila', lastName: 'Bos' },
    [],
  )
  owner = {
    is: 'organisation',
    id: await checkedProvider(peil, 'Academie De Brug', [[mila, ['applicant']]]),
  }
  lonneke = await professional(peil, {
    email: 'lonneke@voorbeeld.nl',
    firstName: 'Lonneke',
    lastName: 'de Wit',
    since: '2022-04-01',
  })
  const passend = await offer({ title: 'Passend onderwijs' }, [
    { days: [day('2023-02-07'), day('2023-02-14')], venue: 'De Kazerne; zaal 2, boven' },
    { days: [day('2023-03-07')], online: true, place: '' },
  ])
  await accredited(peil, passend, { amount: 700, first: '2022-01-01', last: '2025-12-31' })
  await accredited(peil, passend, {
    ...{ amount: 800, first: '2022-01-01', last: '2025-12-31', register: 'lklr' },
  })
  await offer(
    {
      title: 'Positioneren </script><script>alert(1)</script>',
      ...{ form: 'webinar', price: centsOf(0), summary: 'Sterk staan in het overleg.' },
    },
    [{ days: [day('2023-01-10')], online: true, place: '' }],
  )
  await offer({ title: 'Van gisteren', reviewOn: day('2022-12-08') })
})

const page = async (path: string, who?: CastAccount) => {
  const answer = await peil.get(path, who?.cookie)
  return { status: answer.status, html: await answer.text() }
}

describe('the catalogue', () => {
  test('shows to everybody what is offered, when, where, for how much and what it counts', async () => {
    const { html } = await page('/krsd/opleidingen')
    const words = wordsOf(html)
    assert.match(words, /2 opleidingen/)
    assert.match(
      words,
      /Passend onderwijs.*van Academie De Brug.*7 en 14 februari 2023 in Heideveld · € 325,00.*7 uur, geaccrediteerd/,
    )
    assert.match(words, /10 januari 2023, online · Gratis.*Niet geaccrediteerd/)
    assert.doesNotMatch(words, /Van gisteren|ontbrekende/)
    assert.match(wordsOf((await page('/lklr/opleidingen')).html), /8 punten, geaccrediteerd/)
  })

  test('keeps what was chosen in the address, and offers to take each of it away', async () => {
    const found = await page(
      '/krsd/opleidingen?zoek=pasend&telt=ja&waar=in%3AHeideveld&vorm=nonsens',
    )
    const words = wordsOf(found.html)
    assert.match(words, /1 opleiding /)
    assert.match(words, /Er is niets met ‘pasend’. We zochten op ‘passend’./)
    assert.match(found.html, /href="\/krsd\/opleidingen\?waar=in%3AHeideveld&amp;telt=ja"/)
    assert.match(found.html, /href="\/krsd\/opleidingen\?zoek=pasend&amp;telt=ja"/)
    assert.match(found.html, /<option value="in:Heideveld" selected/)
    const none = await page('/krsd/opleidingen?zoek=passend&prijs=0&wanneer=2023-02')
    assert.match(wordsOf(none.html), /Geen opleidingen met deze filters.*Haal alle filters weg/)
    assert.match(none.html, /href="\/krsd\/opleidingen\?zoek=passend&amp;wanneer=2023-02"/)
    const wrong = await page('/krsd/opleidingen?pagina=-3&sorteer=__proto__&wanneer=altijd')
    assert.match(wordsOf(wrong.html), /2 opleidingen/)
  })

  test('says of a course what it counts in each register, and gives its days to calendars', async () => {
    const number = numbers.get('Passend onderwijs') ?? ''
    const { html } = await page(`/krsd/opleidingen/${number}`)
    const words = wordsOf(html)
    assert.match(words, /7 uur geaccrediteerd.* voor het KRSD, geldig tot en met 31 december 2025/)
    assert.match(words, /8 punten geaccrediteerd, bij- en nascholing \(A1\) voor het LKLR/)
    assert.match(words, /Telt niet als geaccrediteerd bij/)
    const calendar = await peil.get(`/krsd/opleidingen/${number}/1/agenda.ics`)
    assert.equal(calendar.headers.get('content-type'), 'text/calendar; charset=utf-8')
    const lines = (await calendar.text()).replaceAll('\r\n ', '').split('\r\n')
    assert.deepEqual(
      lines.filter((line) => /^(DTSTART;|LOCATION)/.test(line)),
      [
        'DTSTART;TZID=Europe/Amsterdam:20230207T093000',
        'LOCATION:De Kazerne\\; zaal 2\\, boven\\, Heideveld',
        'DTSTART;TZID=Europe/Amsterdam:20230214T093000',
        'LOCATION:De Kazerne\\; zaal 2\\, boven\\, Heideveld',
      ],
    )
    assert.equal((await page(`/krsd/opleidingen/${number}/9/agenda.ics`)).status, 404)
    assert.equal((await page('/krsd/opleidingen/OPL-999999')).status, 404)
  })

  test('tells search engines the same as data, which cannot become part of the page', async () => {
    const [, data = ''] =
      /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(
        (await page(`/krsd/opleidingen/${numbers.get('Passend onderwijs')}`)).html,
      ) ?? []
    const course = JSON.parse(data)
    assert.equal(course['@type'], 'Course')
    assert.equal(course.provider.name, 'Academie De Brug')
    assert.deepEqual(
      course.hasCourseInstance.map((one: Record<string, unknown>) => [
        one.courseMode,
        one.startDate,
        one.endDate,
      ]),
      [
        ['Onsite', '2023-02-07', '2023-02-14'],
        ['Online', '2023-03-07', '2023-03-07'],
      ],
    )
    const title = [...numbers.keys()].find((one) => one.startsWith('Positioneren')) ?? ''
    const { html } = await page(`/krsd/opleidingen/${numbers.get(title)}`)
    assert.equal([...html.matchAll(/<script>alert/g)].length, 0)
    const [, odd = ''] =
      /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(html) ?? []
    assert.equal(JSON.parse(odd).name, title)
  })

  test('can be followed as a feed', async () => {
    const answer = await peil.get('/krsd/opleidingen/nieuws.atom?vorm=webinar')
    assert.equal(answer.headers.get('content-type'), 'application/atom+xml; charset=utf-8')
    const feed = await answer.text()
    assert.equal([...feed.matchAll(/<entry>/g)].length, 1)
    assert.match(feed, /<title>Positioneren &lt;\/script&gt;/)
    assert.match(feed, /Sterk staan in het overleg/)
    // What XML has no place for would make the feed unreadable for everybody.
    await peil.platform.db
      .updateTable('course')
      .where('title', 'like', 'Positioneren%')
      .set({ summary: 'Sterk staan in het overleg\uffff \u0001' })
      .execute()
    const again = await (await peil.get('/krsd/opleidingen/nieuws.atom?vorm=webinar')).text()
    assert.match(again, /Sterk staan in het overleg /)
    assert.ok(!again.includes('\uffff') && !again.includes('\u0001'))
  })

  test('writes nothing into a calendar that begins a line of its own', () => {
    const entry = {
      ...{ uid: '1@peil', day: day('2023-02-07'), begins: '', ends: '', place: '', url: 'x:' },
      ...{ title: 'Een\rEND:VEVENT', text: 'Twee\r\nEND:VEVENT\u2028END:VEVENT\u0007' },
    }
    const lines = calendarOf(
      'Naam\nEND:VCALENDAR',
      [entry],
      Temporal.Instant.from('2022-12-09T10:00:00Z'),
    )
      .replaceAll('\r\n ', '')
      .split('\r\n')
    assert.deepEqual(
      lines.filter((line) => /^(?:X-WR|SUMMARY|DESCRIPTION|END)/.test(line)),
      [
        'X-WR-CALNAME:Naam\\nEND:VCALENDAR',
        'SUMMARY:Een\\nEND:VEVENT',
        'DESCRIPTION:Twee\\nEND:VEVENT\\nEND:VEVENT',
        ...['END:VEVENT', 'END:VCALENDAR'],
      ],
    )
    assert.ok(lines.every((line) => !/[\r\n]/.test(line)))
  })
})

describe('whoever has signed in', () => {
  test('sees first what fills what they lack, as the regulation counts it, and that change at once', async () => {
    const words = async () => wordsOf((await page('/krsd/opleidingen', lonneke)).html)
    const all = await words()
    assert.match(all, /Dekt 7 van je 96 ontbrekende uren/)
    assert.match(all, /Dekt 7 van je 24 ontbrekende geaccrediteerde uren/)
    assert.ok(all.indexOf('Passend onderwijs') < all.indexOf('Positioneren'))
    await activity(peil, lonneke, { title: 'Intervisie', claimed: 5000, completedOn: '2022-11-01' })
    assert.match(await words(), /Dekt 7 van je 46 ontbrekende uren/)
  })

  test('plans Passend onderwijs: 50 and 46 to go, and with it 57 and 39, once', async () => {
    const number = numbers.get('Passend onderwijs') ?? ''
    const plan = (sequence: string) =>
      peil.post(
        `/krsd/mijn/opleidingen/${number}`,
        { intent: 'plannen', uitvoering: sequence },
        lonneke.cookie,
      )
    const both = await Promise.all([plan('1'), plan('1')])
    assert.deepEqual(
      both.map(({ status }) => status),
      [303, 303],
    )
    const portfolio = wordsOf((await page('/krsd/mijn', lonneke)).html)
    assert.match(portfolio, /Je hebt nog 46 uur in totaal.*Met wat gepland is: totaal nog 39/)
    assert.match(portfolio, /Totaal 50 van 96 uur Ingestuurd 7 gepland/)
    const { rows } = await sql<{
      course: boolean
      edition: boolean
      accredited: boolean
      claimed: number
    }>`
      select a.course_id is not null as course, a.edition_id is not null as edition,
        c.accreditation_id is not null as accredited, c.claimed
      from activity a join activity_claim c on c.activity_id = a.id
      where c.registration_id = ${lonneke.registrationId} and c.state = 'planned'`.execute(
      peil.platform.db,
    )
    assert.deepEqual(rows, [{ course: true, edition: true, accredited: true, claimed: 700 }])
    // What is planned is not missing any more; the day after the last of it nothing can be planned.
    const catalogue = wordsOf((await page('/krsd/opleidingen', lonneke)).html)
    assert.match(catalogue, /Passend onderwijs.*Staat als gepland in je portfolio/)
    assert.doesNotMatch(catalogue, /Dekt 7 van je 39 ontbrekende uren/)
    await plan('9')
    assert.match(
      wordsOf((await page('/krsd/mijn/opleidingen', lonneke)).html),
      /Gepland Passend onderwijs ?, 14 februari 2023/,
    )
  })

  test('is asked nothing twice of what was followed, and it is known which course it was', async () => {
    const number = numbers.get('Passend onderwijs') ?? ''
    const course = async () => wordsOf((await page(`/krsd/opleidingen/${number}`, lonneke)).html)
    // What is planned was not followed yet.
    assert.match(await course(), /Heb je die al gevolgd\? Voeg toe aan je portfolio/)
    const path = `/krsd/mijn/activiteiten?gepland=nee&opleiding=${number}&uitvoering=1`
    const { html } = await page(path, lonneke)
    const typed = fieldsIn(html, '/krsd/mijn/activiteiten')
    assert.deepEqual(
      [
        typed.title,
        typed['detail-provider'],
        typed['detail-stated-load'],
        typed['completed-on-dag'],
        typed._course,
      ],
      ['Passend onderwijs', 'Academie De Brug', '7', '14', number],
    )
    const saved = await peil.post(
      '/krsd/mijn/activiteiten',
      { ...typed, intent: 'concept' },
      lonneke.cookie,
    )
    assert.equal(saved.status, 303)
    const found = await peil.platform.db
      .selectFrom('activity')
      .where('id', '=', typed._id ?? '')
      .select(['course_id', 'edition_id'])
      .executeTakeFirstOrThrow()
    assert.ok(found.course_id && found.edition_id)
    const there = await course()
    assert.match(there, /Deze opleiding staat in je portfolio/)
    assert.doesNotMatch(there, /Heb je die al gevolgd/)
  })

  test('is offered what they typed earlier to be joined, with no second one beside it', async () => {
    const like = await offer({ title: 'Omgaan met verzuim' }, [{ days: [day('2022-11-08')] }])
    await accredited(peil, like, { amount: 600, first: '2022-01-01', last: '2025-12-31' })
    const typed = (title: string, provider: string) =>
      activity(peil, lonneke, {
        ...{ title, completedOn: '2022-11-08', claimed: 800, kind: 'training' },
        ...{ provider, accredited: false },
      })
    const mine = await typed('Training omgaan met verzuim', 'academie de brug b.v.')
    const other = await typed('Omgaan met verzuim', 'Een ander')
    const path = `/krsd/mijn/activiteiten/${mine}`
    assert.match(wordsOf((await page(path, lonneke)).html), /Is dit ‘Omgaan met verzuim’\?/)
    const not = await page(`/krsd/mijn/activiteiten/${other}`, lonneke)
    assert.doesNotMatch(wordsOf(not.html), /Is dit ‘/)
    // Who says that it is another is not asked again.
    const twin = await typed('Omgaan met verzuim, een dag', 'Academie De Brug')
    const asked = `/krsd/mijn/activiteiten/${twin}`
    assert.match(wordsOf((await page(asked, lonneke)).html), /Is dit ‘Omgaan met verzuim’\?/)
    const question = (await page(`${asked}/opleiding`, lonneke)).html
    assert.match(wordsOf(question), /Ja, dit is dezelfde Nee, dit is iets anders Terug/)
    const no = { ...fieldsIn(question, `${asked}/opleiding`), doe: 'nee' }
    for (const _ of [1, 2]) {
      assert.equal((await peil.post(`${asked}/opleiding`, no, lonneke.cookie)).status, 303)
    }
    await assertRecorded(peil, 'activity', 'refuse-course', twin)
    assert.doesNotMatch(wordsOf((await page(asked, lonneke)).html), /Is dit ‘/)
    const { html } = await page(`${path}/opleiding`, lonneke)
    assert.match(wordsOf(html), /6 uur geaccrediteerd/)
    const form = fieldsIn(html, `${path}/opleiding`)
    const sent = await Promise.all(
      [1, 2].map(() => peil.post(`${path}/opleiding`, form, lonneke.cookie)),
    )
    assert.deepEqual(
      sent.map(({ status }) => status),
      [303, 303],
    )
    await assertRecorded(peil, 'activity', 'join-course', mine)
    const { rows } = await sql<{ title: string; claimed: number; accredited: boolean }>`
      select a.title, c.claimed, c.accredited from activity a
      join activity_claim c on c.activity_id = a.id where a.course_id = ${like}`.execute(
      peil.platform.db,
    )
    assert.deepEqual(rows, [
      { title: 'Training omgaan met verzuim', claimed: 600, accredited: true },
    ])
    assert.doesNotMatch(wordsOf((await page(path, lonneke)).html), /Is dit ‘/)
  })

  test('keeps a course, and keeps it no longer', async () => {
    const number = numbers.get('Passend onderwijs') ?? ''
    const send = (intent: string) =>
      peil.post(`/krsd/mijn/opleidingen/${number}`, { intent }, lonneke.cookie)
    await send('bewaren')
    await send('bewaren')
    const kept = async () => wordsOf((await page('/krsd/mijn/opleidingen', lonneke)).html)
    assert.match(await kept(), /Bewaard Passend onderwijs/)
    assert.match(
      wordsOf((await page(`/krsd/opleidingen/${number}`, lonneke)).html),
      /Niet meer bewaren/,
    )
    await send('weghalen')
    assert.match(await kept(), /Je hebt nog niets bewaard/)
    await assertRecorded(peil, 'registration', 'keep-course', lonneke.registrationId)
    await assertRecorded(peil, 'registration', 'drop-course', lonneke.registrationId)
  })

  test('reads their own dates at a secret address, until that is renewed or withdrawn', async () => {
    const send = (intent: string) => peil.post('/krsd/mijn/opleidingen', { intent }, lonneke.cookie)
    const address = async () => {
      const html = await (await send('adres')).text()
      return /\/krsd\/agenda\/[\w-]{43}\/agenda\.ics/.exec(html)?.[0] ?? ''
    }
    const first = await address()
    const calendar = await (await peil.get(first)).text()
    assert.match(calendar, /SUMMARY:Passend onderwijs\r\n/)
    assert.match(calendar, /DTSTART;TZID=Europe\/Amsterdam:20230207T093000/)
    const second = await address()
    assert.equal((await peil.get(first)).status, 404)
    assert.equal((await peil.get(second)).status, 200)
    await send('intrekken')
    assert.equal((await peil.get(second)).status, 404)
    await assertRecorded(peil, 'registration', 'renew-calendar', lonneke.registrationId)
    await assertRecorded(peil, 'registration', 'withdraw-calendar', lonneke.registrationId)
  })

  test('is reminded once before and once after what they planned, and not where they put that off', async () => {
    const due = async (on: string) => {
      await peil.act(clock, remindCourses, on)
      const rows = await peil.platform.db
        .selectFrom('mail_message')
        .where('kind', '=', 'course-reminder')
        .select('subject')
        .execute()
      return rows.map(({ subject }) => subject)
    }
    assert.deepEqual(await due('2023-02-06'), [])
    const soon = 'KRSD: je geplande opleiding is binnenkort'
    assert.deepEqual(await due('2023-02-07'), [soon])
    await assertRecorded(peil, 'activity', 'remind-planned')
    assert.deepEqual(await due('2023-02-08'), [soon])
    await peil.post('/krsd/mijn/opleidingen', { intent: 'uit' }, lonneke.cookie)
    await assertRecorded(peil, 'registration', 'set-course-reminders', lonneke.registrationId)
    assert.deepEqual(await due('2023-02-15'), [soon])
    const days = (vooraf: string, achteraf: string) =>
      peil.post('/krsd/mijn/opleidingen', { intent: 'dagen', vooraf, achteraf }, lonneke.cookie)
    await days('28', '7')
    assert.deepEqual(await due('2023-02-20'), [soon])
    // A day that cannot be chosen changes nothing.
    await days('5', '1')
    assert.deepEqual(await due('2023-02-21'), [soon, 'KRSD: je geplande opleiding is geweest'])
    assert.match(
      wordsOf((await page('/krsd/mijn/opleidingen', lonneke)).html),
      /Herinneringen.*4 weken ervoor.*1 week erna/,
    )
    // So it is for what no register accredits, in the catalogue or not, and for what is no course at all.
    const plan = { state: 'planned', accredited: false, claimed: 0 } as const
    const last = '2023-06-01'
    for (const kind of ['training', 'peer-consultation']) {
      await activity(peil, lonneke, { ...plan, title: `Eigen ${kind}`, kind, completedOn: last })
    }
    assert.deepEqual((await due('2023-05-05')).slice(2).sort(), [
      'KRSD: je geplande activiteit is binnenkort',
      soon,
    ])
  })
})

test('who looks very often has to wait a minute, and what was typed stays', async () => {
  useUp(
    peil.platform.lookups,
    'courses',
    clientAddress(undefined, undefined, () => false),
  )
  const { status, html } = await page('/krsd/opleidingen?zoek=gespreksvaard')
  assert.equal(status, 429)
  assert.match(wordsOf(html), /Je zoekt heel vaak achter elkaar/)
  assert.match(html, /value="gespreksvaard"/)
  assert.equal((await page('/krsd/opleidingen/nieuws.atom?zoek=x')).status, 429)
  // Without a question the page opens.
  assert.equal((await page('/krsd/opleidingen')).status, 200)
})
