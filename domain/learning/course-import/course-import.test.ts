import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { publishCourse } from '#domain/courses/course/keep-course.ts'
import { coursesOf, editionsOf } from '#domain/courses/course/queries.ts'
import { readImport } from '#domain/learning/course-import/read-import.ts'
import { actForOrganisation } from '#domain/platform/context/act-for-organisation.ts'
import { fetchPublic, isPublic } from '#domain/platform/outgoing/fetch-public.ts'
import type { CastAccount } from '#testing/cast.ts'
import { colleague } from '#testing/cast.ts'
import { checkedProvider } from '#testing/courses.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'
import { workbook } from '#testing/workbook.ts'

// A provider brings in what it offers: by a list, and by the Open Education API on this machine.

const today = '2022-12-09'
let peil: TestPlatform
let mila: CastAccount
let organisation: string
const owner = () => ({ is: 'organisation', id: organisation }) as const

before(async () => {
  peil = await testPlatform({ env: { PEIL_OUTGOING: 'anywhere' } })
  await peil.setToday(today)
  mila = await colleague(
    peil,
    { email: 'mila@aanbieder.example', firstName: 'Mila', lastName: 'Bos' },
    [],
  )
  organisation = await checkedProvider(peil, 'Academie De Brug', [[mila, ['applicant']]])
})

const base = () => `/krsd/organisaties/${organisation}/aanbod`
const heading = 'Code;Naam;Samenvatting;Vorm;Prijs;Code uitvoering;Dagen;Van;Tot;Plaats;Online'
const file = (contents: string | Buffer, name = 'aanbod.csv') => new File([contents as never], name)

async function send(contents: string | Buffer, name?: string): Promise<string> {
  const answer = await peil.post(
    base(),
    { doe: 'bestand', bestand: file(contents, name) },
    mila.cookie,
  )
  assert.equal(answer.status, 303)
  const path = answer.headers.get('location') ?? ''
  assert.match(await read(path), /Wordt gelezen/)
  await readImport(peil.platform, {
    ...{ register: 'krsd', organisationId: organisation },
    importId: path.split('/').at(-1) ?? '',
  })
  return path
}
const read = async (path: string) => wordsOf(await (await peil.get(path, mila.cookie)).text())
const settle = async (path: string, said: Readonly<Record<string, string>>) => {
  const answer = await peil.post(path, said, mila.cookie)
  assert.equal(answer.status, 303)
  return read(path)
}
const offered = () =>
  peil.act(mila.actor, async (context) => {
    await actForOrganisation(context, organisation)
    const courses = await coursesOf(context, owner())
    const editions = await editionsOf(
      context,
      courses.map(({ id }) => id),
    )
    return { courses, editions }
  })

test('a file is compared first: what is new, and what is wrong per row and in the own file', async () => {
  const list = [
    heading,
    'PO-1;Passend onderwijs;Wat de wet vraagt.;Training;€ 1.325,50;PO-1-a;07-02-2023;9.30;16.30;Heideveld;nee',
    'PO-1;Passend onderwijs;;;;PO-1-b;7 maart 2023;;;;ja',
    'W-1;=HYPERLINK("http://x");Kort.;Webinaar;duur;;;;;;',
    'W-2;Een goede brief;Schrijven.;webinar;gratis;;30-02-2023;;;;ja',
    'W-3;Zonder plaats;Kort.;workshop;12;;10-02-2023;25.00;;;',
  ].join('\r\n')
  const path = await send(Buffer.from(list.replace('€', '\x80'), 'latin1'))
  const page = await read(path)
  assert.match(page, /Zet nieuwe opleidingen meteen in het aanbod/)
  assert.match(page, /2 rijen met iets nieuws en 3 rijen met een fout Er is nog niets overgenomen/)
  assert.match(page, /Rij 4 .*‘Webinaar’ is geen vorm die hier bestaat.*‘duur’ is geen prijs/)
  assert.match(page, /Rij 5 .*‘30-02-2023’ is geen dag/)
  assert.match(page, /Rij 6 .*‘25.00’ is geen tijd.*Vul een plaats in/)
  assert.deepEqual((await offered()).courses, [])
  const mistakes = await (await peil.get(`${path}/fouten.csv`, mila.cookie)).text()
  assert.match(mistakes, /;Online;Fout\r\n/)
  assert.match(mistakes, /W-1;"'=HYPERLINK/)
  assert.doesNotMatch(mistakes, /\n=|;=/)
  const done = await settle(path, { doe: 'overnemen', aanbieden: 'ja' })
  assert.match(done, /Overgenomen 2 rijen met iets nieuws/)
  const { courses, editions } = await offered()
  assert.deepEqual(
    courses.map(({ title, state, price, form }) => [title, state, price, form]),
    [['Passend onderwijs', 'published', 132550, 'course']],
  )
  assert.deepEqual(
    editions.map(({ days, begins, place, online }) => [String(days), begins, place, online]),
    [
      ['2023-02-07', '09:30', 'Heideveld', false],
      ['2023-03-07', '', '', true],
    ],
  )
  const id = path.split('/').at(-1) ?? ''
  await assertRecorded(peil, 'course-import', 'begin', id)
  await assertRecorded(peil, 'course-import', 'check', id)
  await assertRecorded(peil, 'course-import', 'take-over', id)
  // Pressed twice it is done once.
  await settle(path, { doe: 'overnemen' })
  assert.equal((await offered()).courses.length, 1)
})

const right = [
  heading,
  'PO-1;Passend onderwijs;Wat de wet vraagt.;Training;1325,50;PO-1-a;07-02-2023;9.30;16.30;Heideveld;nee',
  'PO-1;Passend onderwijs;;;;PO-1-b;07-03-2023;;;;ja',
].join('\n')

test('the same file twice changes nothing', async () => {
  const before = await offered()
  assert.match(await read(await send(right)), /Er verandert niets .*2 rijen staan er al zo/)
  assert.deepEqual(await offered(), before)
})

test('what changed is named, and what is gone is taken out only where that is said', async () => {
  const changed = [
    heading,
    'PO-1;Passend onderwijs vandaag;Wat de wet vraagt.;Training;1.400;PO-1-a;08-02-2023;9.30;16.30;Waterstad;nee',
  ].join('\n')
  const path = await send(changed)
  const page = await read(path)
  assert.match(page, /1 rij met een wijziging en 1 niet meer in het bestand/)
  assert.match(
    page,
    /Opleiding OPL-\d+ verandert: naam \(‘Passend onderwijs’ wordt ‘Passend onderwijs vandaag’\) en prijs \(€ 1\.325,50 wordt € 1\.400,00\)\. Uitvoering OPL-\d+-1 verandert: dagen \(07-02-2023 wordt 08-02-2023\) en plaats \(Heideveld wordt Waterstad\)/,
  )
  assert.match(
    page,
    /Niet in het bestand Passend onderwijs Uitvoering OPL-\d+-2 staat er niet meer in/,
  )
  await settle(path, { doe: 'overnemen' })
  const kept = await offered()
  assert.equal(kept.courses[0]?.title, 'Passend onderwijs vandaag')
  assert.deepEqual(
    kept.editions.map(({ cancelledOn }) => cancelledOn),
    [undefined, undefined],
  )
  await settle(await send(changed), { doe: 'overnemen', weg: 'ja' })
  assert.deepEqual(
    (await offered()).editions.map(({ cancelledOn }) => cancelledOn?.toString()),
    [undefined, today],
  )
})

test('what somebody changed meanwhile is shown before anything is taken over', async () => {
  const path = await send(`${heading}\nN-1;Nieuw;Kort.;workshop;gratis;;;;;;`)
  const first = (await offered()).courses[0]
  const other = await send(`${heading}\nN-1;Nieuw;Kort.;workshop;gratis;;;;;;`)
  assert.match(await settle(path, { doe: 'overnemen' }), /Hiervan is niets overgenomen/)
  await peil.post(
    `/krsd/organisaties/${organisation}/opleidingen/${first?.id}/aanbod`,
    { doe: 'intrekken' },
    mila.cookie,
  )
  assert.match(await settle(other, { doe: 'overnemen' }), /Wat er verandert/)
  await settle(other, { doe: 'weg' })
  assert.match(await read(other), /Hiervan is niets overgenomen/)
  await assertRecorded(peil, 'course-import', 'discard')
  await peil.act(mila.actor, (context) => publishCourse(context, owner(), first?.id ?? ''))
})

test('what is no list, or is meant to wear Peil out, gets a clear answer', async () => {
  const bomb = `<?xml version="1.0"?><worksheet><sheetData>${' '.repeat(160_000_000)}</sheetData></worksheet>`
  for (const [what, contents, said] of [
    ['a PDF', '%PDF-1.7', /Dit is geen lijst/],
    ['nothing but a heading', heading, /geen rijen met opleidingen/],
    ['another list', 'a;b\n1;2', /geen kolom met de naam/],
    ['ten thousand sheets', await workbook([['x']], { sheets: 10_000 }), /te veel bladen/],
    [
      'a sheet of 160 MB',
      await workbook([], { more: { 'xl/worksheets/sheet1.xml': bomb } }),
      /te groot/,
    ],
    ['too many rows', `${heading}\n${'X;Titel;K;;;;;;;;\n'.repeat(2001)}`, /meer dan 2\.000 rijen/],
    ['JSON of something else', '{"hallo": [1, {"a": "b"}]}', /geen opleidingen in te vinden/],
    ['JSON that is broken', '{"items": [', /geen JSON/],
    ['JSON of great depth', '['.repeat(100_000), /geen JSON/],
  ] as const) {
    assert.match(await read(await send(contents)), said, what)
  }
  await assertRecorded(peil, 'course-import', 'give-up')
})

test('what nobody types is a mistake of its row, wherever it stands and wherever it is cut off', async () => {
  const columns = heading.split(';')
  const odd = [
    '\ud83d',
    `x${'🚲'.repeat(1200)}`,
    'x'.repeat(5000),
    '__proto__',
    '1e309',
    '\u202e\u0007',
    // Last, as what begins with it is no list.
    '\u0000',
  ]
  const lines = odd.flatMap((cell) =>
    columns.map((_, at) => columns.map((_, other) => (at === other ? cell : 'x')).join(';')),
  )
  for (const name of ['aanbod.csv', `${'🚲'.repeat(300)}.csv`]) {
    const page = await read(await send([heading, ...lines].join('\r\n'), name))
    assert.match(page, new RegExp(`${lines.length} rijen`))
  }
  const items = odd.map((text, nth) => ({
    courseId: `${nth}`,
    name: text,
    description: text,
    link: text,
  }))
  assert.match(await read(await send(JSON.stringify({ items }))), /rijen|opleidingen/)
})

test('a workbook of Excel is read as its makers typed it', async () => {
  const book = await workbook([
    ['Naam', 'Samenvatting', 'Uren', 'Datum', 'Van', 'Plaats', 'Plekken'],
    ['Schulden in gezinnen', 'Wat er speelt.', 7.5, 44973, 0.395833, 'Heideveld', 20],
  ])
  const path = await send(book, 'aanbod.xlsx')
  assert.match(await read(path), /1 rij met iets nieuws .*Nieuwe uitvoering op 16-02-2023/)
  await settle(path, { doe: 'overnemen' })
  const { courses, editions } = await offered()
  const course = courses.find(({ title }) => title === 'Schulden in gezinnen')
  assert.deepEqual([course?.studyLoad, course?.state], [750, 'draft'])
  const edition = editions.find(({ courseId }) => courseId === course?.id)
  assert.deepEqual(
    [String(edition?.days), edition?.begins, edition?.places],
    ['2023-02-16', '09:30', 20],
  )
})

test('a time is read as Excel keeps it, at noon too, and where it took 9.30 for a number', async () => {
  const times = [0.5, 9.3, 16.3, '9,30', 0.75, 10]
  const rows = times.map((van, at) => [`T-${at}`, `Tijd ${at}`, 44973, van, 'Heideveld'])
  const path = await send(
    await workbook([['Code', 'Naam', 'Datum', 'Van', 'Plaats'], ...rows]),
    'tijden.xlsx',
  )
  assert.match(await read(path), /6 rijen met iets nieuws/)
  await settle(path, { doe: 'overnemen' })
  const { courses, editions } = await offered()
  const begun = times.map((_, at) => {
    const course = courses.find(({ title }) => title === `Tijd ${at}`)
    return editions.find(({ courseId }) => courseId === course?.id)?.begins
  })
  assert.deepEqual(begun, ['12:00', '09:30', '16:30', '09:30', '18:00', '10:00'])
})

test('what a row leaves out of an edition stays as it was, and means the one of that day', async () => {
  const full = 'Naam;Dagen;Van;Tot;Plaats;Locatie;Code;Code uitvoering'
  const facts = '16-02-2023;9.30;16.30;Heideveld;De Kazerne;L-1;L-1-a'
  await settle(await send(`${full}\nLeeg laten;${facts}`), { doe: 'overnemen' })
  const edition = async () => {
    const { courses, editions } = await offered()
    const course = courses.find(({ title }) => title === 'Leeg laten')
    return editions
      .filter(({ courseId }) => courseId === course?.id)
      .map(({ days, begins, ends, place, venue }) => [String(days), begins, ends, place, venue])
  }
  const before = await edition()
  assert.deepEqual(before, [['2023-02-16', '09:30', '16:30', 'Heideveld', 'De Kazerne']])
  for (const list of [
    'Naam;Dagen;Plaats\nLeeg laten;16-02-2023;heideveld',
    'Naam;Dagen\nLeeg laten;16-02-2023',
    'Code;Code uitvoering;Dagen;Naam\nL-1;L-1-a;16-02-2023;Leeg laten',
  ]) {
    const path = await send(list)
    assert.match(await read(path), /1 rij staat er al zo/, list)
    await settle(path, { doe: 'weg' })
  }
  assert.deepEqual(await edition(), before)
  // Another day of it is told by its code, and keeps the rest; another place has no longer the same building.
  const moved = 'Code;Naam;Code uitvoering;Dagen;Plaats\nL-1;Leeg laten;L-1-a;17-02-2023;Waterstad'
  await settle(await send(moved), { doe: 'overnemen' })
  assert.deepEqual(await edition(), [['2023-02-17', '09:30', '16:30', 'Waterstad', '']])
  // Where only a time is new, nothing is asked about new courses.
  const time = await send('Naam;Dagen;Plaats\nLeeg laten;23-02-2023;Heideveld')
  assert.match(await read(time), /1 rij met iets nieuws/)
  assert.doesNotMatch(await read(time), /Zet nieuwe opleidingen/)
  await settle(time, { doe: 'weg' })
  // What is new has to say where it is.
  assert.match(await read(await send('Naam;Dagen\nLeeg laten;24-02-2023')), /Vul een plaats in/)
})

test('the row that stands in the empty list as an example is taken over by nobody', async () => {
  const template = await (await peil.get(`${base()}/lijst.csv`, mila.cookie)).text()
  const page = await read(await send(template))
  assert.match(
    page,
    /1 rij met een fout.*Dit is het voorbeeld uit de lege lijst\. Haal deze rij weg/,
  )
})

const servers: ReturnType<typeof createServer>[] = []
after(() => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done)
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const named = (value: string) => [
  { language: 'en-GB', value: 'Something else' },
  { language: 'nl-NL', value },
]
const course = {
  courseId: '123e4567-e89b-12d3-a456-426614174000',
  primaryCode: { codeType: 'courseCode', code: 'OE-1' },
  name: named('Morele oordeelsvorming'),
  description: named('**Wegen** wat [goed](https://x.example) is.'),
  teachingLanguage: 'nld',
  studyLoad: { studyLoadUnit: 'sbu', value: 8 },
  link: 'https://academie.example/moreel',
}
const fifth = {
  offeringId: '223e4567-e89b-12d3-a456-426614174000',
  primaryCode: { codeType: 'offeringCode', code: 'OE-1-a' },
  ...{ startDate: '2023-03-02', endDate: '2023-03-09', modeOfDelivery: ['situated'] },
  addresses: [{ addressType: 'teaching', street: 'Brugweg', streetNumber: '1', city: 'Waterstad' }],
  priceInformation: [{ costType: 'total costs', amount: '340.84', currency: 'EUR' }],
  maxNumberStudents: 12,
}
const sixth = {
  courseOfferingId: '323e4567-e89b-12d3-a456-426614174000',
  primaryCode: { codeType: 'offeringCode', code: 'OE-1-b' },
  startDateTime: '2023-04-03T09:30:00+02:00',
  endDateTime: '2023-04-03T16:00:00+02:00',
  modesOfDelivery: ['online'],
}

/** An address as version 5 or 6 has it, with two pages of courses. */
const educationApi =
  (version: 5 | 6): RequestListener =>
  (request, response) => {
    const url = new URL(request.url ?? '', 'http://x')
    const items = (all: readonly unknown[], hasNextPage = false) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ pageSize: 100, pageNumber: 1, hasNextPage, items: all }))
    const page = url.searchParams.get('pageNumber')
    if (url.pathname === '/ooapi/courses') {
      const other = {
        ...course,
        courseId: 'tweede',
        primaryCode: { code: 'OE-2' },
        name: named('Tweede'),
      }
      return page === '1' ? items([course], true) : items([other])
    }
    const [, of, word] = /^\/ooapi\/courses\/([^/]+)\/([a-z-]+)$/.exec(url.pathname) ?? []
    if (word === (version === 5 ? 'offerings' : 'course-offerings')) {
      if (of !== course.courseId || page !== '1') return items([])
      return items(version === 5 ? [fifth] : [fifth, sixth])
    }
    response.writeHead(404).end()
  }

async function fetched(address: string, limits?: Parameters<typeof readImport>[2]) {
  const answer = await peil.post(base(), { doe: 'adres', adres: address }, mila.cookie)
  const path = answer.headers.get('location') ?? ''
  assert.match(await read(path), /Wordt opgehaald/)
  const importId = path.split('/').at(-1) ?? ''
  const job = { register: 'krsd', organisationId: organisation, importId }
  await readImport(peil.platform, job, limits)
  await readImport(peil.platform, job, limits)
  return path
}

test('the Open Education API of version 5 and of 6 is read page by page, and known again', async () => {
  const five = await fetched(`${await serve(educationApi(5))}/ooapi/`)
  assert.match(await read(five), /2 rijen met iets nieuws/)
  await settle(five, { doe: 'overnemen', aanbieden: 'ja' })
  const { courses, editions } = await offered()
  const made = courses.find(({ title }) => title === 'Morele oordeelsvorming')
  assert.deepEqual(
    [made?.summary, made?.studyLoad, made?.link],
    ['Wegen wat goed is.', 800, 'https://academie.example/moreel'],
  )
  const edition = editions.find(({ courseId }) => courseId === made?.id)
  assert.deepEqual(
    [edition?.days.map(String), edition?.place, edition?.venue, edition?.price, edition?.places],
    [['2023-03-02', '2023-03-09'], 'Waterstad', 'Brugweg 1', 34084, 12],
  )
  const six = await fetched(`${await serve(educationApi(6))}/ooapi/courses`)
  assert.match(await read(six), /1 rij met iets nieuws .*Nieuwe uitvoering op 03-04-2023/)
  const inFile = JSON.stringify({ courses: [{ ...course, offerings: [fifth] }] })
  assert.match(await read(await send(inFile, 'aanbod.json')), /1 rij staat er al zo/)
})

test('an address that answers nonsense, without end or not at all is given up with why', async () => {
  const endless = await serve((_, response) => {
    response.writeHead(200)
    // In turns of their own, so that who asks in this same process gets to read.
    const more = (error?: Error | null) => {
      if (error || response.destroyed) return
      setImmediate(() => response.write('[{"courseId": "x"},'.repeat(5000), more))
    }
    more()
  })
  let page = 0
  const pages = await serve((_, response) => {
    page += 1
    const items = [{ ...course, courseId: `c${page}` }]
    response.end(JSON.stringify({ hasNextPage: true, items }))
  })
  const small = { seconds: 20, bytes: 1_000_000, pages: 5, educations: 100 }
  for (const [what, address, said, limits] of [
    ['nothing there', await serve((_, r) => r.writeHead(404).end()), /niets te vinden/, small],
    ['refusing', await serve((_, r) => r.writeHead(403).end()), /weigert/, small],
    ['no JSON', await serve((_, r) => r.end('<html>')), /geen JSON/, small],
    ['another JSON', await serve((_, r) => r.end('{"items": 3}')), /geen opleidingen/, small],
    ['endless', endless, /geen einde/, small],
    ['endless pages', pages, /geen einde/, small],
    [
      'round in a circle',
      await serve((_, r) => r.writeHead(302, { location: '/' }).end()),
      /weigert/,
      small,
    ],
    [
      'silent',
      await serve(async (_, r) => {
        await pause(60_000, undefined, { ref: false })
        r.end()
      }),
      /duurt te lang/,
      { ...small, seconds: 1 },
    ],
    ['nobody', 'http://127.0.0.1:9', /geen antwoord/, small],
  ] as const) {
    assert.match(await read(await fetched(address, limits)), said, what)
  }
})

test('an address that leads into a network of its own is not asked', async () => {
  const asking = { reach: 'public', mostBytes: 1000, signal: AbortSignal.timeout(5000) } as const
  let asked = 0
  const here = await serve((_, response) => {
    asked += 1
    response.end('{}')
  })
  const port = new URL(here).port
  for (const [address, outcome] of [
    [`http://127.0.0.1:${port}`, 'no-address'],
    ['https://127.0.0.1', 'not-public'],
    ['https://[::1]', 'not-public'],
    ['https://[::ffff:10.0.0.1]', 'not-public'],
    ['https://169.254.169.254/latest', 'not-public'],
    ['https://localhost', 'not-public'],
    ['https://2130706433', 'not-public'],
    ['https://naam:geheim@voorbeeld.nl', 'no-address'],
    ['file:///etc/passwd', 'no-address'],
    ['geen adres', 'no-address'],
  ] as const) {
    assert.equal((await fetchPublic(address, asking)).outcome, outcome, address)
  }
  assert.equal(asked, 0)
  for (const [address, expected] of [
    ['93.184.216.34', true],
    ['100.64.0.1', false],
    ['192.168.1.1', false],
    ['2606:2800:220:1:248:1893:25c8:1946', true],
    ['fd00::1', false],
    ['fe80::1', false],
    ['2002:7f00:1::', false],
  ] as const) {
    assert.equal(isPublic(address), expected, address)
  }
})
