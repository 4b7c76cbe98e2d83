import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { publicEntryId } from '#domain/public-register/entry/public-register.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import type { StatusId } from '#regulations/register.ts'
import { testPlatform } from '#testing/platform.ts'
import { byHand } from '#testing/records.ts'
import { paths } from '#web/paths.ts'

const { act, get, platform, setToday } = await testPlatform()
const nobody = { kind: 'visitor' } as const

interface Someone {
  readonly name: string
  readonly status: StatusId
  readonly code?: string
  readonly withdrawnOn?: string
  readonly registeredUntil?: string
}

let number = 0

// Certificates run from 1 February 2025 to 31 January 2028.
async function register(someone: Someone): Promise<string> {
  number += 1
  return act(nobody, async ({ db, ...context }) => {
    await byHand({ db })
    const person = await db
      .insertInto('person')
      .values({ first_name: 'Test', last_name: someone.name })
      .returning('id')
      .executeTakeFirstOrThrow()
    const { id } = await db
      .insertInto('registration')
      .values({
        register: 'krsd',
        person_id: person.id,
        number,
        status: someone.status,
        regulation_version: '2021-01-01',
        signed_up_on: '2024-01-01',
        approved_on: '2024-01-10',
        candidate_on: '2024-01-15',
        valid_first: '2025-02-01',
        valid_last: someone.registeredUntil ?? '2028-01-31',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await publishEntry({ db, ...context }, id)
    if (someone.code === undefined) return id
    const application = await db
      .insertInto('application')
      .values({
        register: 'krsd',
        registration_id: id,
        kind: 'first',
        status: 'granted',
        regulation_version: '2021-01-01',
        submitted_on: '2025-01-01',
        submitted_at: '2025-01-01T12:00:00Z',
        snapshot: '{}',
        snapshot_hash: '',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const decision = await db
      .insertInto('decision')
      .values({
        register: 'krsd',
        application_id: application.id,
        outcome: 'granted',
        decided_on: '2025-02-01',
        dossier: '{}',
        assessment: '{}',
        regulation_version: '2021-01-01',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const document = await db
      .insertInto('document')
      .values({
        register: 'krsd',
        kind: 'certificate',
        name: 'certificaat.pdf',
        media_type: 'application/pdf',
        size: 1,
        sha256: '',
        file_key: id,
        made_on: '2025-02-01',
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await db
      .insertInto('certificate')
      .values({
        name: `Test ${someone.name}`,
        register: 'krsd',
        registration_id: id,
        decision_id: decision.id,
        code: someone.code,
        issued_on: '2025-02-01',
        valid_first: '2025-02-01',
        valid_last: '2028-01-31',
        document_id: document.id,
        letter_id: document.id,
        withdrawn_on: someone.withdrawnOn ?? null,
      })
      .execute()
    return id
  })
}

async function read(path: string): Promise<{ readonly status: number; readonly text: string }> {
  const answer = await get(path)
  // What screen readers and eyes get: the words, without the markup between them.
  const text = (await answer.text())
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('\u00a0', ' ')
    .replaceAll(/\s+/g, ' ')
  return { status: answer.status, text }
}

describe('the public pages', () => {
  const pages = [
    paths.home('krsd'),
    paths.howItWorks('krsd'),
    paths.hoursAndNorms('krsd'),
    paths.evidenceRules('krsd'),
    paths.costs('krsd'),
    paths.questions('krsd'),
    paths.regulation('krsd'),
    paths.regulationVersion('krsd', '2021-01-01'),
    paths.contact('krsd'),
    paths.complaint('krsd'),
    paths.accessibility('krsd'),
    paths.privacy('krsd'),
    paths.cookies('krsd'),
    paths.source('krsd'),
    paths.search('krsd'),
    paths.askCertificate('krsd'),
    ...['waarom', 'van-lklr-naar-krsd', 'krsd-of-skj', 'organisatie'].map((id) =>
      paths.registerText('krsd', id),
    ),
  ]

  test('each is there, and every link among them leads somewhere', async () => {
    const seen = new Set<string>()
    for (const path of pages) {
      const answer = await get(path)
      assert.equal(answer.status, 200, path)
      for (const [, href] of (await answer.text()).matchAll(/href="(\/[^"#?]*)/g)) {
        if (href !== undefined && !href.startsWith('/assets/')) seen.add(href)
      }
    }
    // Signing up and signing in have their own tests.
    const elsewhere = [paths.signUp('krsd'), paths.signIn('krsd'), paths.bringAlong('krsd')]
    for (const href of [...seen].filter((one) => !elsewhere.includes(one))) {
      assert.equal((await get(href)).status, 200, href)
    }
  })

  test('the words are the data of the register', async () => {
    const home = await read(paths.home('krsd'))
    assert.match(home.text, /in 3 jaar, gemiddeld 32 uur per jaar 96 uur/)
    assert.match(home.text, /per jaar; vaak betaalt je werkgever mee € 95/)
    const complaint = await read(paths.complaint('krsd'))
    assert.match(complaint.text, /binnen 6 weken na de dag van het besluit/)
    const norms = await read(paths.hoursAndNorms('krsd'))
    assert.match(
      norms.text,
      /De keurmerken zijn: CPION, van de cursus of opleiding NLQF, van de opleiding/,
    )
    assert.match(norms.text, /Een flink studieboek is 1 uur/)
    const regulation = await read(paths.regulation('krsd'))
    assert.match(regulation.text, /27 geaccrediteerd en 69 andere uren/)
  })

  test('the texts of the register say what it is about, and are found from other pages', async () => {
    const why = await get(paths.registerText('krsd', 'waarom'))
    const [general, own] = [...(await why.text()).matchAll(/<ol>(.*?)<\/ol>/gs)].map(
      ([, list]) => list?.match(/<li>/g)?.length,
    )
    assert.deepEqual([general, own], [6, 5])
    const over = await read(paths.registerText('krsd', 'van-lklr-naar-krsd'))
    assert.match(over.text, /In het KRSD heb je 96 uur nodig in 3 jaar/)
    assert.match(over.text, /Minstens 24 van die uren zijn geaccrediteerd\. De rest/)
    const links = async (path: string) =>
      [...(await (await get(path)).text()).matchAll(/krsd\/teksten\/([a-z-]+)/g)].map(
        ([, id]) => id,
      )
    assert.deepEqual(await links(paths.home('krsd')), ['waarom', 'van-lklr-naar-krsd'])
    assert.deepEqual(
      new Set(await links(paths.questions('krsd'))),
      new Set([
        ...['waarom', 'van-lklr-naar-krsd', 'organisatie', 'krsd-of-skj'],
        'accreditatiereglement',
      ]),
    )
    assert.ok((await links(paths.signUp('krsd'))).includes('krsd-of-skj'))
    // What belongs to the rules stands with them, and what explains the register does not.
    const rules = await links(paths.regulation('krsd'))
    assert.ok(rules.includes('beroepscode'))
    assert.ok(!rules.includes('krsd-of-skj'))
  })

  test('the time it takes is said as the booklet does: an hour once, and 35 hours a year', async () => {
    const { text } = await read(paths.questions('krsd'))
    assert.match(text, /ongeveer 1 uur, één keer\. Het formulier zelf kost ongeveer 15 minuten/)
    assert.match(text, /ongeveer 3 uur per jaar\. Samen is dat gemiddeld 35 uur per jaar/)
    const signUp = await read(paths.signUp('krsd'))
    assert.match(
      signUp.text,
      /ongeveer 15 minuten\. Reken met lezen, tekenen en betalen erbij op 1 uur/,
    )
    const lklr = await read(paths.questions('lklr'))
    assert.match(lklr.text, /Aanmelden kost ongeveer 15 minuten/)
  })

  test('who else can be asked stands with the contact', async () => {
    for (const path of [paths.contact('krsd'), paths.registerText('krsd', 'organisatie')]) {
      const { text } = await read(path)
      assert.match(text, /Ingrado .* E-mail ingrado@peil\.example/)
    }
  })

  test('what a declaration refers to is there, in every register', async () => {
    for (const { declarations } of platform.registers.values()) {
      for (const { href } of declarations.flatMap(({ links }) => links)) {
        assert.equal((await get(href)).status, 200, href)
      }
    }
    assert.equal((await get('/krsd/teksten/onbekend')).status, 404)
  })

  test('each norm of a regulation has a place of its own, to which its findings lead', async () => {
    for (const { id, versions } of platform.registers.values()) {
      for (const { regulation } of versions) {
        const page = await get(paths.regulationVersion(id, regulation.version.toString()))
        const html = await page.text()
        for (const norm of regulation.norms) {
          assert.ok(html.includes(`id="norm-${norm.id}"`), `${id} ${norm.id}`)
        }
        assert.match(html, /<h3>Overschot<\/h3>/, id)
        assert.doesNotMatch(html, /([^<>·]+) · \1</, `${id}: an article said twice`)
      }
    }
  })

  test('a version or a page that does not exist is not found', async () => {
    for (const path of ['/krsd/reglement/1999-01-01', '/krsd/reglement/x', '/krsd/bestaat-niet']) {
      assert.equal((await get(path)).status, 404, path)
    }
  })
})

describe('the search page', () => {
  before(async () => {
    await register({ name: 'Zoekbaar', status: 'certified' })
    await register({ name: 'Verlengend', status: 'renewal-pending' })
    await register({ name: 'Kandidaats', status: 'candidate' })
    await register({ name: 'Uitgeschrevene', status: 'withdrawn' })
  })

  test('shows name, status and validity, and never the number', async () => {
    const { status, text } = await read(paths.search('krsd', { naam: 'zoekbaar' }))
    assert.equal(status, 200)
    assert.match(text, /1 professional gevonden voor ‘zoekbaar’/)
    assert.match(text, /Test Zoekbaar Gecertificeerd Geldig tot en met 31 januari 2028/)
    assert.doesNotMatch(text.replace(/Bijvoorbeeld.*?’\./, ''), /KRSD-0/)
  })

  test('says until when somebody is certified whose renewal is being judged', async () => {
    const { text } = await read(paths.search('krsd', { naam: 'verlengend' }))
    assert.match(text, /Gecertificeerd, verlenging loopt Geldig tot het besluit over de verlenging/)
  })

  test('a candidate has no period, and who has left is not found', async () => {
    const candidate = await read(paths.search('krsd', { naam: 'kandidaats' }))
    assert.match(candidate.text, /Test Kandidaats Kandidaat/)
    assert.doesNotMatch(candidate.text, /Geldig tot/)
    const gone = await read(paths.search('krsd', { naam: 'uitgeschrevene' }))
    assert.match(gone.text, /Niemand gevonden voor ‘uitgeschrevene’/)
  })

  test('says at the field what is too short or too long, and keeps what was typed', async () => {
    for (const [typed, message] of [
      ['a', /Vul minstens 2 letters of cijfers in/],
      ['😀', /Vul minstens 2 letters of cijfers in/],
      ['x'.repeat(10_000), /te lang om op te zoeken/],
    ] as const) {
      const { status, text } = await read(paths.search('krsd', { naam: typed }))
      assert.equal(status, 422)
      assert.match(text, message)
      assert.match(text, /^\s*Fout: /)
    }
  })

  test('what is typed is shown as text', async () => {
    const answer = await get(paths.search('krsd', { naam: '<script>alert(1)</script>' }))
    assert.doesNotMatch(await answer.text(), /<script>alert/)
  })

  test('a person has a page of their own, under an address that tells nothing', async () => {
    const id = await register({ name: 'Eigenpagina', status: 'certified' })
    const { status, text } = await read(paths.publicRegistration('krsd', publicEntryId(id)))
    assert.equal(status, 200)
    assert.match(text, /Test Eigenpagina/)
    assert.match(text, /Geraadpleegd op/)
    for (const wrong of [id, publicEntryId('x'), 'x', "'; select 1"]) {
      const path = paths.publicRegistration('krsd', encodeURIComponent(wrong))
      assert.equal((await get(path)).status, 404, wrong)
    }
  })
})

describe('the front page', () => {
  test('finds somebody in whichever register they stand, and says in which', async () => {
    await register({ name: 'Overal', status: 'certified' })
    const { status, text } = await read('/?naam=overal')
    assert.equal(status, 200)
    assert.match(text, /Kwaliteitsregister Sociaal Domein Test Overal Gecertificeerd/)
    assert.doesNotMatch(text, /Landelijk Kwaliteitsregister/)
    assert.match((await read('/?naam=nergens')).text, /Niemand gevonden voor ‘nergens’/)
  })

  test('shows each register with its colour and for whom it is', async () => {
    const html = await (await get('/')).text()
    for (const [id, { name, audience, brand }] of platform.registers) {
      assert.ok(html.includes(`class="card register-card ${brand.tokenClass}"`), id)
      assert.ok(html.includes(`<a href="${paths.home(id)}">${name}</a>`), id)
      assert.ok(html.includes(audience), id)
    }
  })

  test('shows a few of many, and leads to the rest in the register’s own search', async () => {
    for (let each = 0; each < 6; each += 1) await register({ name: 'Velen', status: 'certified' })
    const { text } = await read('/?naam=velen')
    assert.equal(text.match(/Test Velen/g)?.length, 5)
    assert.match(text, /Alle 6 in dit register/)
  })

  test('says at the field what cannot be searched for, and shows what is typed as text', async () => {
    for (const typed of ['', 'a', 'x'.repeat(10_000)]) {
      const { status, text } = await read(`/?naam=${typed}`)
      assert.equal(status, 422)
      assert.match(text, /^\s*Fout: /)
    }
    const answer = await get(`/?naam=${encodeURIComponent('<script>alert(1)</script>')}`)
    assert.doesNotMatch(await answer.text(), /<script>alert/)
  })
})

describe('checking a certificate', () => {
  const check = (code: string) => read(paths.checkCertificate('krsd', code))

  test('a valid one shows name, number, register and validity, however the code is typed', async () => {
    await setToday('2026-11-21')
    await register({ name: 'Geldige', status: 'certified', code: 'AAAA-0000-1111-BBBB' })
    for (const code of ['AAAA-0000-1111-BBBB', 'aaaa0000 1111bbbb', 'aaaaoooolilibbbb']) {
      const { status, text } = await check(code)
      assert.equal(status, 200, code)
      assert.match(text, /Dit certificaat is geldig/)
      assert.match(text, /geldt tot en met 31 januari 2028/)
      assert.match(text, /Test Geldige/)
      assert.match(text, /KRSD-0000/)
    }
  })

  test('the last day is valid and the day after is not', async () => {
    await register({ name: 'Grens', status: 'certified', code: 'AAAA-0000-1111-BBB0' })
    await setToday('2028-01-31')
    assert.match((await check('AAAA-0000-1111-BBB0')).text, /Dit certificaat is geldig/)
    await setToday('2028-02-01')
    const after = await check('AAAA-0000-1111-BBB0')
    assert.match(after.text, /niet meer geldig.* gold tot en met 31 januari 2028/)
    await setToday('2026-11-21')
  })

  test('who applied in time for a renewal stays certified beyond the last day', async () => {
    await register({ name: 'Wacht', status: 'renewal-pending', code: 'AAAA-0000-1111-BBB1' })
    await setToday('2028-03-01')
    assert.match((await check('AAAA-0000-1111-BBB1')).text, /nog geldig.* vroeg op tijd/)
    await setToday('2026-11-21')
  })

  test('after a renewal the old certificate is replaced', async () => {
    await register({
      name: 'Opgevolgd',
      status: 'certified',
      code: 'AAAA-0000-1111-BBB2',
      registeredUntil: '2031-01-31',
    })
    await setToday('2028-03-01')
    assert.match((await check('AAAA-0000-1111-BBB2')).text, /Dit certificaat is vervangen/)
    await setToday('2026-11-21')
  })

  test('who has left, or stands still, has no valid certificate', async () => {
    await register({ name: 'Weg', status: 'withdrawn', code: 'AAAA-0000-1111-BBB3' })
    await register({ name: 'Stil', status: 'on-hold', code: 'AAAA-0000-1111-BBB4' })
    await register({
      name: 'Terug',
      status: 'certified',
      code: 'AAAA-0000-1111-BBB5',
      withdrawnOn: '2026-01-01',
    })
    assert.match((await check('AAAA-0000-1111-BBB3')).text, /niet meer geldig.* beëindigd/)
    assert.match((await check('AAAA-0000-1111-BBB4')).text, /geldt nu niet/)
    assert.match((await check('AAAA-0000-1111-BBB5')).text, /niet meer geldig/)
  })

  test('an unknown code and what is no code are told apart', async () => {
    const unknown = await check('ZZZZ-ZZZZ-ZZZZ-ZZZZ')
    assert.equal(unknown.status, 404)
    assert.match(unknown.text, /kennen geen certificaat met de code ZZZZ-ZZZZ-ZZZZ-ZZZZ/)
    const nonsense = await check('hallo')
    assert.equal(nonsense.status, 422)
    assert.match(nonsense.text, /Dit is geen code van een certificaat/)
  })

  test('the form leads to the address of the code', async () => {
    const answer = await get(`${paths.askCertificate('krsd')}?code=aaaa+0000`)
    assert.equal(answer.status, 303)
    assert.equal(answer.headers.get('location'), '/krsd/certificaat/aaaa%200000')
    const empty = await read(`${paths.askCertificate('krsd')}?code=`)
    assert.match(empty.text, /Vul de code in die op het certificaat staat/)
  })

  test('whoever guesses has to wait', async () => {
    const statuses: number[] = []
    for (let times = 0; times < 30; times += 1) {
      statuses.push((await check(`ZZZZ-ZZZZ-ZZZZ-00${String(times).padStart(2, '0')}`)).status)
    }
    assert.ok(statuses.includes(429))
  })
})

describe('what it costs', () => {
  const totals = (text: string) =>
    /(Met dit plan.*?) tijd in 3 jaar ([\d.,]+) uur kosten, met de jaarlijkse bijdrage (€ [\d.,]+).*?([\d.,]+) van 96 uur.*?([\d.,]+) van 24 uur/
      .exec(text)
      ?.slice(1)

  test('the example of the register: 102 hours, 98 points, 27 accredited, € 1,460, norm met', async () => {
    const { status, text } = await read(paths.costs('krsd'))
    assert.equal(status, 200)
    const expected = ['Met dit plan haal je de norm', '102', '€ 1.460,00', '98', '27']
    assert.deepEqual(totals(text), expected)
  })

  test('a plan with nothing in it says what is asked, and draws no empty tables', async () => {
    for (const [register, fee] of [
      ['lklr', /€ 375,00 in 5 jaar/],
      ['clientondersteuners', /€ 425,00 in 5 jaar/],
    ] as const) {
      const html = await (await get(paths.costs(register))).text()
      assert.doesNotMatch(html, /<table|>0<\/td>/, register)
      const { text } = await read(paths.costs(register))
      assert.match(text, fee)
      assert.match(text, /160/)
      assert.doesNotMatch(text, /nog niet|\b0 uur/, register)
    }
  })

  test('sending the example unchanged gives the same', async () => {
    const html = await (await get(paths.costs('krsd'))).text()
    const { text } = await read(`${paths.costs('krsd')}?${fieldsOf(html)}`)
    const expected = ['Met dit plan haal je de norm', '102', '€ 1.460,00', '98', '27']
    assert.deepEqual(totals(text), expected)
  })

  test('23 accredited and 100 others is more than enough, and 1 accredited hour short', async () => {
    const rows =
      'jaar-1=1&wat-1=Cursus&uren-1=23&punten-1=23&geaccrediteerd-1=ja&jaar-2=2&wat-2=Rest&uren-2=100&punten-2=100'
    const { text } = await read(`${paths.costs('krsd')}?${rows}`)
    assert.match(text, /Met dit plan haal je de norm nog niet/)
    assert.match(text, /123 van 96 uur Norm gehaald/)
    assert.match(text, /1 geaccrediteerd uur/)
    assert.match(text, /€ 285,00/)
  })

  test('a row can be added and removed without JavaScript', async () => {
    const one = 'jaar-1=1&wat-1=Cursus&uren-1=8&punten-1=8&kosten-1=%E2%82%AC+1.250%2C50'
    const added = await (await get(`${paths.costs('krsd')}?${one}&erbij=2`)).text()
    assert.match(added, /name="wat-2"/)
    assert.match(added, /name="jaar-2" value="2"/)
    assert.match(added, /value="Cursus"/)
    const removed = await read(`${paths.costs('krsd')}?${one}&weg=1`)
    assert.match(removed.text, /€ 285,00/)
    const whole = await read(`${paths.costs('krsd')}?${one}`)
    assert.match(whole.text, /€ 1\.535,50/)
  })

  test('what cannot be read is said at its field, and nothing typed is lost', async () => {
    const rows =
      'jaar-1=1&wat-1=&uren-1=veel&punten-1=-3&kosten-1=gratis&jaar-2=9&wat-2=' +
      `${'x'.repeat(101)}&uren-2=99999999&punten-2=1%2C234&kosten-2=1e9`
    const { status, text } = await read(`${paths.costs('krsd')}?${rows}`)
    assert.equal(status, 422)
    assert.match(text, /^\s*Fout: Wat kost het\?/)
    for (const message of [
      /Pas 8 antwoorden aan/,
      /Vul in wat je gaat doen/,
      /Vul de tijd in als getal/,
      /Vul de uren die meetellen in als getal/,
      /Vul de kosten in als bedrag/,
      /hoogstens 100 tekens/,
    ]) {
      assert.match(text, message)
    }
    const html = await (await get(`${paths.costs('krsd')}?${rows}`)).text()
    for (const typed of ['veel', 'gratis', '1e9', '1,234', 'x'.repeat(101)]) {
      assert.ok(html.includes(`value="${typed}"`), typed)
    }
  })

  test('a register that asks nothing at first plans for the renewal, by kind of activity', async () => {
    const row = (n: number, kind: string, points: number, accredited = false) =>
      `jaar-${n}=${n}&wat-${n}=Iets&soort-${n}=${kind}&uren-${n}=${points}&punten-${n}=${points}${accredited ? `&geaccrediteerd-${n}=ja` : ''}`
    const lklr = (others: number) => [
      row(1, 'training', 40, true),
      row(2, 'peer-consultation', others),
      row(3, 'training', 80),
    ]
    const met = await read(`${paths.costs('lklr')}?${lklr(40).join('&')}`)
    assert.match(met.text, /Met dit plan haal je de norm voor herregistratie\b(?! nog)/)
    const short = await read(`${paths.costs('lklr')}?${lklr(39).join('&')}`)
    assert.match(short.text, /Met dit plan haal je de norm voor herregistratie nog niet/)
    assert.match(short.text, /1 punt voor ‘A2’/)
  })

  test('where papers and work are asked too, a plan speaks of points and names the rest', async () => {
    const rows =
      'jaar-1=1&wat-1=Cursus&soort-1=training&punten-1=100&geaccrediteerd-1=ja&jaar-2=2&wat-2=Intervisie&soort-2=peer-consultation&punten-2=60'
    const { text } = await read(`${paths.costs('clientondersteuners')}?${rows}`)
    assert.match(text, /Met dit plan haalt u genoeg punten voor herregistratie/)
    assert.match(text, /Dit is ook nodig voor herregistratie .*16 uur per week.* VOG /)
  })

  test('a plan holds forty rows', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, index) => `jaar-${index + 1}=1&wat-${index + 1}=Iets&uren-${index + 1}=1`,
    ).join('&')
    assert.equal((await get(`${paths.costs('krsd')}?${rows}`)).status, 200)
    const { status, text } = await read(`${paths.costs('krsd')}?${rows}&erbij=1`)
    assert.equal(status, 422)
    assert.match(text, /Je plan heeft al 40 regels/)
  })
})

// The fields of the plan as a browser would send them.
function fieldsOf(html: string): string {
  const form = html.slice(html.indexOf('aria-label="Je plan"'))
  const query = new URLSearchParams()
  for (const [tag] of form.matchAll(/<input[^>]*>/g)) {
    const of = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
    const name = of('name')
    if (name === undefined) continue
    if (of('type') === 'checkbox' && !/\bchecked\b/.test(tag)) continue
    query.append(name, (of('value') ?? '').replaceAll('&#39;', "'").replaceAll('&amp;', '&'))
  }
  return query.toString()
}
