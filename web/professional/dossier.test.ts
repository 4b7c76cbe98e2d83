import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { sql } from 'kysely'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { compileRegulation } from '#engine'
import { withinSentence } from '#language/sentences.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import { minimumOf, normOf } from '#testing/generate-regulation.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf } from '#testing/portfolio.ts'
import { byHand } from '#testing/records.ts'

const here = '/clientondersteuners/mijn/dossier'
let peil: TestPlatform
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  await peil.setToday('2026-09-01')
})

function somebody(): Promise<CastProfessional> {
  people += 1
  const email = `dossier${people}@voorbeeld.nl`
  return professional(peil, { email, firstName: 'Anouk', lastName: 'Jansen' })
}

async function read(path: string, who: CastProfessional): Promise<string> {
  const response = await peil.get(path, who.cookie)
  assert.equal(response.status, 200, path)
  return words(await response.text())
}

const words = (html: string) =>
  html
    .replaceAll(/<script[\s\S]*?<\/script>|<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll(/\s+/g, ' ')

const listed = () => ({
  value: 'ja',
  'detail-diploma': 'Maatschappelijk werk',
  'detail-school': 'Hogeschool Rivierenland',
  proof: png(),
})

const kvk = (number: string) => ({
  ...dayFields('issued-on', '2026-08-01'),
  'detail-kvk': number,
  proof: png(),
})

async function putIn(category: string, { registrationId }: CastProfessional): Promise<void> {
  await peil.act({ kind: 'system', task: 'test' }, async (context) => {
    await byHand(context)
    await context.db
      .updateTable('registration')
      .set({ category })
      .where('id', '=', registrationId)
      .execute()
  })
}

// What the page asks; below it stands what else one may state.
const asked = (page: string) => page.split('Iets anders opgeven')[0] ?? ''

type Fields = Readonly<Record<string, string | readonly string[] | File>>

async function send(path: string, fields: Fields, who: CastProfessional): Promise<Response> {
  return peil.post(path, { _once: crypto.randomUUID(), ...fields }, who.cookie)
}

/** States something and says where one is led. */
async function states(path: string, fields: Fields, who: CastProfessional): Promise<void> {
  const response = await send(`${here}/${path}`, fields, who)
  assert.equal(response.status, 303, words(await response.clone().text()))
  assert.equal(response.headers.get('location'), here)
}

const dayFields = (name: string, day: string) => {
  const [year = '', month = '', of = ''] = day.split('-')
  return { [`${name}-dag`]: of, [`${name}-maand`]: month, [`${name}-jaar`]: year }
}

// The smallest photo that there is.
const png = () =>
  new File(
    [
      Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    ],
    'vog.png',
    { type: 'image/png' },
  )

describe('my dossier', () => {
  test('takes a file away and keeps what was typed meanwhile', async () => {
    const anouk = await somebody()
    await states('opgeven/feit/listed-diploma', listed(), anouk)
    const { claim, proof } = await peil.platform.db
      .selectFrom('claim')
      .innerJoin('proof', 'proof.claim_id', 'claim.id')
      .where('claim.registration_id', '=', anouk.registrationId)
      .select(['claim.id as claim', 'proof.id as proof'])
      .executeTakeFirstOrThrow()
    const { proof: _, ...typed } = { ...listed(), 'detail-school': 'De Nieuwe Hogeschool' }
    const there = `${here}/opgeven/feit/listed-diploma?in=${claim}`
    for (const said of ['‘vog.png’ is verwijderd.', 'Dat bestand was al weg']) {
      const answer = await send(there, { ...typed, verwijder: proof }, anouk)
      assert.equal(answer.status, 200)
      const html = await answer.text()
      assert.match(html, /value="De Nieuwe Hogeschool"/)
      assert.ok(words(html).includes(said), said)
    }
    assert.match(await read(here, anouk), /Hogeschool Rivierenland/, 'it was not saved')
  })

  test('asks one thing after the other, and never what does not matter', async () => {
    const anouk = await somebody()
    assert.match(await read(here, anouk), /Kies een categorie/)
    await states('categorie', { category: 'junior' }, anouk)
    const first = await read(here, anouk)
    assert.match(first, /genoemde hbo-diploma/i)
    assert.doesNotMatch(asked(first), /DUO/)
    await states('opgeven/feit/listed-diploma', listed(), anouk)
    await states('opgeven/feit/graduated-on', dayFields('value', '1995-07-12'), anouk)
    const then = await read(here, anouk)
    assert.match(then, /VOG/)
    assert.doesNotMatch(asked(then), /DUO|opleiding tot cliëntondersteuner/i)
    await states(
      'opgeven/stuk/vog',
      { ...dayFields('issued-on', '2026-08-01'), 'detail-profile': '85', proof: png() },
      anouk,
    )
    const stated = await read(here, anouk)
    assert.match(
      stated,
      /Laat de VOG zien .*Stuur het origineel per post .*Het bestand is er\. Vraag uw werkgever om een verklaring/,
    )
    assert.doesNotMatch(stated, /Vraag uw registratie aan/i)
    await states('post/vog', { retourenvelop: 'nee' }, anouk)
    const done = await read(here, anouk)
    assert.match(done, /Vraag uw registratie aan/i)
    assert.doesNotMatch(done, /Laat de VOG zien|VOG laten zien|nog niet aangetoond/)
    assert.match(done, /vog\.png/)
    assert.match(done, /Screeningsprofiel: 85/)
    const portfolio = await read('/clientondersteuners/mijn', anouk)
    assert.match(portfolio, /Voor uw eerste registratie zijn geen punten nodig\./)
    assert.doesNotMatch(portfolio, /Activiteiten vanaf .* tellen mee/)
    assert.match(portfolio, /Uittreksel van DUO Opgegeven\. Datum van het diploma: 12 juli 1995\./)
    const certification = await read('/clientondersteuners/mijn/certificering', anouk)
    assert.match(certification, /Voor deze aanvraag zijn geen punten nodig\./)
    assert.doesNotMatch(certification, /Volgende vergadering/, 'it is decided by votes')
  })

  test('leads whoever has a category that is there no more to the one that takes its place', async () => {
    const anouk = await somebody()
    await putIn('basis', anouk)
    const page = await read(here, anouk)
    assert.match(page, /Vraag de categorie Junior aan De categorie Basis is er niet meer\./)
    assert.match(page, /Junior aanvragen/)
    assert.doesNotMatch(page, /kan dit niet/)
  })

  test('says at the field what is wrong, and keeps what was typed', async () => {
    const anouk = await somebody()
    const response = await send(
      `${here}/opgeven/stuk/vog`,
      { ...dayFields('issued-on', '2027-08-01'), 'detail-profile': '' },
      anouk,
    )
    assert.equal(response.status, 422)
    const html = await response.text()
    assert.match(html, /De datum op het stuk kan niet na vandaag liggen/)
    assert.match(html, /Vul ‘Screeningsprofiel’ in/)
    assert.match(html, /value="2027"/)
  })

  test('keeps a file that came while something else was wrong, for its owner alone, unless it is left out', async () => {
    const anouk = await somebody()
    const bram = await somebody()
    const there = `${here}/opgeven/stuk/kvk-extract`
    const once = await send(there, kvk('123'), anouk)
    assert.equal(once.status, 422)
    const html = await once.text()
    assert.match(words(html), /vog\.png is ontvangen, en hoeft niet opnieuw te worden gekozen/)
    const _kept = /name="_kept" value="([^"]*)"/.exec(html)?.[1] ?? ''
    const sha256 = /name="_niet"[^>]*value="([^"]*)"/.exec(html)?.[1] ?? ''
    const { proof: _, ...right } = kvk('12345678')
    assert.equal((await send(there, { ...right, _kept }, bram)).status, 422, 'it is not his')
    const without = await send(there, { ...right, _kept, _niet: sha256 }, anouk)
    assert.equal(without.status, 422)
    assert.match(words(await without.text()), /Kies een bestand/)
    // What is wrong once more takes nothing away, and what comes now stays beside it.
    const more = { ...right, 'detail-kvk': '1', proof: pdf('tweede.pdf'), _kept }
    assert.match(
      words(await (await send(there, more, anouk)).text()),
      /vog\.png is ontvangen[\s\S]*tweede\.pdf is ontvangen/,
    )
    await states('opgeven/stuk/kvk-extract', { ...right, _kept }, anouk)
    assert.match(await read(here, anouk), /vog\.png.*tweede\.pdf/)
    assert.equal((await send(there, { ...right, _kept }, anouk)).status, 422, 'it is used once')
  })

  test('warns of another profile, and asks what somebody does whose title is another', async () => {
    const anouk = await somebody()
    const vog = { ...dayFields('issued-on', '2026-08-01'), proof: png() }
    await states('opgeven/stuk/vog', { ...vog, 'detail-profile': '11 en 850' }, anouk)
    const warning = /Bij ‘Screeningsprofiel’ verwachten we 45, 84 of 85\. Het bureau kijkt/
    assert.match(await read(here, anouk), warning)
    const mira = await somebody()
    await states('opgeven/stuk/vog', { ...vog, 'detail-profile': 'Algemeen, 11 en 85.' }, mira)
    assert.doesNotMatch(await read(here, mira), warning)
    const title = async (said: string) => {
      const sent = { 'detail-job-title': said, 'detail-employer': 'Stichting Voorbeeld' }
      return words(await (await send(`${here}/opgeven/werk/nieuw`, sent, anouk)).text())
    }
    assert.match(await title('Consulent'), /Kies een antwoord bij ‘Bemiddelt u bij geschillen\?’\./)
    assert.match(await title('Consulent'), /Vul ‘Wat doet u in deze functie\?’ in\. Dat is nodig/)
    assert.doesNotMatch(await title('Clientondersteuner'), /Dat is nodig/)
  })

  test('a statement of one’s own has the work on it, and goes when that work changes', async () => {
    const anouk = await somebody()
    const sign = 'ondertekenen/own-work-statement'
    assert.match(await read(`${here}/${sign}`, anouk), /Eerst nog opgeven.*Werk als zelfstandige/)
    const tasks = ['advice', 'investigation', 'dispute', 'independent', 'strengthen']
    const job = (employment: string, hours: string) => ({
      ...dayFields('first', '2023-01-01'),
      going: 'ja',
      measure: 'week',
      'hours-per-week': hours,
      'detail-employer': employment === 'employed' ? 'Stichting In Dienst' : 'Praktijk Zelf',
      'detail-employment': employment,
      'detail-job-title': 'Cliëntondersteuner',
      'detail-hbo-level': 'ja',
      ...Object.fromEntries(tasks.map((task) => [`detail-task-${task}`, 'ja'])),
    })
    await states('opgeven/werk/nieuw', job('employed', '12'), anouk)
    await states('opgeven/werk/nieuw', job('self-employed', '16'), anouk)
    const form = await read(`${here}/${sign}`, anouk)
    assert.match(form, /16 uur per week.*Praktijk Zelf/)
    assert.doesNotMatch(form, /Stichting In Dienst/)
    await states(sign, { akkoord: 'ja', naam: 'Anouk Jansen' }, anouk)
    const { claims } = (
      await peil.act(anouk.actor, (context) => loadDossier(context, anouk.registrationId))
    ).standing
    const own = async () =>
      (
        await peil.act(anouk.actor, (context) => loadDossier(context, anouk.registrationId))
      ).dossier.documents.map(({ kind }) => kind)
    assert.deepEqual(await own(), ['own-work-statement'])
    const [employed, alone] = claims.filter(({ stated }) => stated.member === 'work')
    await states(`opgeven/werk/nieuw?in=${employed?.id}`, job('employed', '20'), anouk)
    assert.deepEqual(await own(), ['own-work-statement'], 'other work does not matter')
    await states(`opgeven/werk/nieuw?in=${alone?.id}`, job('self-employed', '20'), anouk)
    assert.deepEqual(await own(), [])
    await states('opgeven/stuk/kvk-extract', kvk('1234 56.78'), anouk)
    assert.match(await read(here, anouk), /KvK-nummer: 12345678/)
    for (const number of ['1234567', '123456789', 'abcdefgh']) {
      const wrong = await send(`${here}/opgeven/stuk/kvk-extract`, kvk(number), anouk)
      assert.match(words(await wrong.text()), /‘KvK-nummer’ een nummer van 8 cijfers/, number)
    }
  })

  test('asks whether work of more than 48 hours a week is right, and shows other things in groups', async () => {
    const anouk = await somebody()
    const more = {
      'detail-job-title': 'Ondersteuner',
      'detail-job-description': 'Ik sta mensen bij.',
      'detail-employment': 'employed',
      'detail-hbo-level': 'ja',
    }
    const tasks = ['advice', 'investigation', 'dispute', 'independent', 'strengthen']
    const ticked = Object.fromEntries(tasks.map((task) => [`detail-task-${task}`, 'ja']))
    const job = (employer: string, hours: string) => ({
      ...more,
      ...ticked,
      ...dayFields('first', '2024-01-01'),
      'detail-employer': employer,
      going: 'ja',
      measure: 'week',
      'hours-per-week': hours,
    })
    await states('opgeven/werk/nieuw', job('Stichting Een', '24'), anouk)
    await states('opgeven/werk/nieuw', job('Stichting Twee', '24'), anouk)
    assert.doesNotMatch(await read(here, anouk), /Klopt uw werk\?/)
    await states('opgeven/werk/nieuw', job('stichting een.', '8'), anouk)
    const page = await read(here, anouk)
    assert.match(page, /Klopt uw werk\? Samen 56 uur per week\?/)
    assert.match(page, /Twee keer hetzelfde werk\? Vanaf 1 januari 2024/)
    assert.match(page, /Iets anders opgeven Werk en verlof .*Registraties elders .*Stukken/)
  })

  test('holds no more than a page of it can show: then something has to go first', async () => {
    const anouk = await somebody()
    const leave = {
      ...dayFields('first', '2025-06-01'),
      ...dayFields('last', '2025-08-31'),
    }
    await states('opgeven/verlof/nieuw', leave, anouk)
    await peil.platform.db
      .insertInto('claim')
      .columns(['register', 'registration_id', 'member', 'subject', 'statement_id', 'stated_on'])
      .expression((eb) =>
        eb
          .selectFrom('claim')
          .innerJoin(sql<{ n: number }>`generate_series(2, 300)`.as('more'), (join) =>
            join.onTrue(),
          )
          .where('registration_id', '=', anouk.registrationId)
          .where('member', '=', 'leave')
          .select([
            'register',
            'registration_id',
            'member',
            'subject',
            'statement_id',
            'stated_on',
          ]),
      )
      .execute()
    const more = await send(`${here}/opgeven/verlof/nieuw`, leave, anouk)
    assert.deepEqual([more.status, more.headers.get('location')], [303, here])
    const standing = async () => {
      const { rows } = await peil.connection.pool.query(
        'select id from claim where registration_id = $1 and ended_on is null',
        [anouk.registrationId],
      )
      return rows.map(({ id }) => id)
    }
    const [one] = await standing()
    assert.equal((await standing()).length, 300)
    // What is there can still be changed, and taken away.
    await states(`opgeven/verlof/nieuw?in=${one}`, { ...leave, 'last-jaar': '2026' }, anouk)
    const [other] = await standing()
    await send(`${here}/${other}/intrekken`, {}, anouk)
    await states('opgeven/verlof/nieuw', { ...leave, 'first-jaar': '2024' }, anouk)
    assert.equal((await standing()).length, 300)
  })

  test('a form of what was changed or withdrawn meanwhile is of what there is now', async () => {
    const anouk = await somebody()
    const leave = (first: string) => ({
      ...dayFields('first', first),
      ...dayFields('last', '2025-08-31'),
    })
    await states('opgeven/verlof/nieuw', leave('2025-06-01'), anouk)
    const stated = async () => {
      const load = await peil.act(anouk.actor, (context) =>
        loadDossier(context, anouk.registrationId),
      )
      const standing = load.standing.claims.filter(({ endedOn }) => endedOn === undefined)
      return standing.map((claim) => ({
        id: claim.id,
        first: claim.stated.member === 'leave' ? claim.stated.first.toString() : '',
      }))
    }
    const [first] = await stated()
    // The form as it was opened, sent a second time: by who went back, or has it open twice.
    const same = `opgeven/verlof/nieuw?in=${first?.id}`
    await states(same, leave('2025-06-02'), anouk)
    await states(same, leave('2025-06-03'), anouk)
    const [last, ...others] = await stated()
    assert.deepEqual([last?.first, others.length], ['2025-06-03', 0])
    await Promise.all(['2025-06-04', '2025-06-05'].map((day) => states(same, leave(day), anouk)))
    const [now, ...more] = await stated()
    assert.equal(more.length, 0)
    await send(`${here}/${now?.id}/intrekken`, {}, anouk)
    assert.deepEqual(await stated(), [])
    const shown = await peil.get(`${here}/${same}`, anouk.cookie)
    assert.deepEqual([shown.status, shown.headers.get('location')], [303, here])
    await states(same, leave('2025-06-06'), anouk)
    assert.deepEqual(
      (await stated()).map((one) => one.first),
      ['2025-06-06'],
    )
    const strange = `${here}/opgeven/verlof/nieuw?in=${crypto.randomUUID()}`
    assert.equal((await send(strange, leave('2025-06-07'), anouk)).status, 404)
  })

  test('work is stated by the week or as a whole, and weighs in the dossier', async () => {
    const anouk = await somebody()
    const more = {
      'detail-employer': 'Stichting Voorbeeld',
      'detail-job-title': 'Cliëntondersteuner',
      'detail-employment': 'employed',
      'detail-hbo-level': 'ja',
      ...Object.fromEntries(
        ['advice', 'investigation', 'dispute', 'independent', 'strengthen'].map((task) => [
          `detail-task-${task}`,
          'ja',
        ]),
      ),
    }
    await states(
      'opgeven/werk/nieuw',
      {
        ...dayFields('first', '2022-09-01'),
        going: 'ja',
        measure: 'week',
        'hours-per-week': '16',
        ...more,
      },
      anouk,
    )
    await states(
      'opgeven/werk/nieuw',
      {
        ...dayFields('first', '2020-01-01'),
        going: 'nee',
        ...dayFields('last', '2021-12-31'),
        measure: 'total',
        hours: '1200',
        ...more,
      },
      anouk,
    )
    const page = await read(here, anouk)
    const nothing = { ...dayFields('first', '2022-09-01'), going: 'ja', ...more }
    for (const none of [
      { measure: 'week', 'hours-per-week': '0' },
      { measure: 'total', hours: '0' },
    ]) {
      const refused = await send(`${here}/opgeven/werk/nieuw`, { ...nothing, ...none }, anouk)
      assert.match(words(await refused.text()), /Hoeveel uur .*’ meer dan 0 in/)
    }
    assert.match(page, /16 uur per week, sinds 1 september 2022/)
    assert.match(page, /1\.?200 uur bij elkaar, van 1 januari 2020 tot en met 31 december 2021/)
  })

  test('several values of a fact are ticked, kept and asked for one by one', async () => {
    const all = peil.platform.registers
    const register = all.get('clientondersteuners')
    const [version] = register?.versions ?? []
    assert.ok(register && version && all instanceof Map)
    const { regulation, words: speech } = version
    const [first, second] = regulation.kinds
    assert.ok(first && second)
    const options = [first, second].map(({ id }, at) => ({ id, label: `Gebied ${at + 1}` }))
    const inEach = {
      ...regulation,
      categories: [],
      facts: [{ id: 'areas', type: 'several', label: 'Gebieden', options } as const],
      norms: [normOf('each', minimumOf(1000, 'everything', { forEach: 'areas' }))],
    }
    all.set(register.id, { ...register, versions: [compileRegulation(inEach, speech)] })
    try {
      const anouk = await somebody()
      assert.match(asked(await read(here, anouk)), /Gebieden/)
      const none = await send(`${here}/opgeven/feit/areas`, {}, anouk)
      assert.equal(none.status, 422)
      assert.match(words(await none.text()), /Kies er ten minste een/)
      await states('opgeven/feit/areas', { value: [second.id, first.id] }, anouk)
      assert.match(await read(here, anouk), /Gebieden.*Gebied 1 en Gebied 2/)
      const form = await (await peil.get(`${here}/opgeven/feit/areas`, anouk.cookie)).text()
      assert.equal(form.match(/<input[^>]*type="checkbox"[^>]*checked/g)?.length, 2)
      const { dossier } = await peil.act(anouk.actor, (context) =>
        loadDossier(context, anouk.registrationId),
      )
      assert.deepEqual(dossier.facts.areas, [first.id, second.id])
      assert.match(
        await read('/clientondersteuners/mijn', anouk),
        new RegExp(`0 van 10 punten voor ${withinSentence(first.label)}`),
      )
      assert.match(
        await read('/clientondersteuners/uren-en-normen', anouk),
        /10 punten voor elk van ‘Gebieden’/,
      )
    } finally {
      all.set(register.id, register)
    }
  })

  test('asks nothing for a renewal that is years away, and says what it will ask', async () => {
    people += 1
    const certified = (validLast: string) =>
      professional(peil, {
        email: `herregistratie${people}${validLast}@voorbeeld.nl`,
        firstName: 'Anouk',
        lastName: 'Jansen',
        status: 'certified',
        validFirst: '2021-09-01',
        validLast,
        countedUntil: '2021-08-01',
      })
    const early = await read(here, await certified('2027-09-02'))
    assert.match(
      early,
      /U hoeft nu niets op te geven\. Dit vragen we straks, bij de herregistratie/,
    )
    const late = await read(here, await certified('2027-09-01'))
    assert.doesNotMatch(late, /hoeft nu niets/)
    assert.match(asked(late), /Opgeven|Kiezen/)
  })

  test('for each category one sees whether one can be admitted, and what is missing', async () => {
    const anouk = await somebody()
    await states('opgeven/feit/listed-diploma', { value: 'nee' }, anouk)
    await states('opgeven/feit/evc', { value: 'nee' }, anouk)
    await states('opgeven/feit/other-diploma', { value: 'nee' }, anouk)
    await states('opgeven/feit/informal-care-broker-diploma', { value: 'nee' }, anouk)
    const page = await read(`${here}/categorie`, anouk)
    assert.match(page, /Diploma: dat kan zo niet\. Een van de genoemde hbo-diploma’s: nee\./)
  })

  test('of another category one reads which answer stands in the way, and where to change it', async () => {
    const anouk = await professional(peil, {
      email: 'nietafgerond@voorbeeld.nl',
      firstName: 'Anouk',
      lastName: 'Jansen',
      status: 'certified',
      validFirst: '2025-09-01',
      validLast: '2030-08-31',
      countedUntil: '2025-08-01',
    })
    await putIn('in-training', anouk)
    await states('opgeven/feit/listed-diploma', { value: 'nee' }, anouk)
    await states('opgeven/feit/evc', { value: 'nee' }, anouk)
    await states('opgeven/feit/training-finished', { value: 'nee' }, anouk)
    const move = `${here}/verandering/in-training-to-junior`
    const page = await read(move, anouk)
    assert.match(page, /Opleiding tot cliëntondersteuner afgerond: nee\./)
    assert.match(page, /Klopt een antwoord niet, of niet meer\?/)
    const html = await (await peil.get(move, anouk.cookie)).text()
    assert.match(html, /href="[^"]*\/opgeven\/feit\/training-finished"/)
    await states('opgeven/feit/training-finished', { value: 'ja' }, anouk)
    const asks = await read(move, anouk)
    assert.doesNotMatch(asks, /dat kan zo niet/)
    assert.match(asks, /We vragen nog:/)
  })

  test('for Senior 2,080 hours and 16 a week are just enough, and so are a VOG of 12 months and a statement of 6', async () => {
    const whole = {
      vog: '2025-09-01',
      statement: '2026-03-01',
      jobs: [
        ['8', 'Een'],
        ['8', 'Twee'],
      ],
    }
    const found = async (other: object, total?: string) => {
      const { vog, statement, jobs } = { ...whole, ...other }
      const anouk = await somebody()
      const at = (day: string) => ({ ...dayFields('issued-on', day), proof: png() })
      const tasks = ['advice', 'investigation', 'dispute', 'independent', 'strengthen']
      const job = (employer: string) => ({
        'detail-employer': employer,
        'detail-job-title': 'Cliëntondersteuner',
        'detail-employment': 'employed',
        'detail-hbo-level': 'ja',
        ...Object.fromEntries(tasks.map((task) => [`detail-task-${task}`, 'ja'])),
        ...dayFields('first', '2022-09-01'),
      })
      await states('opgeven/feit/listed-diploma', listed(), anouk)
      await states('opgeven/feit/graduated-on', dayFields('value', '1995-07-12'), anouk)
      for (const [hours = '', employer = ''] of jobs) {
        const week = { going: 'ja', measure: 'week', 'hours-per-week': hours }
        const since = total === undefined ? {} : dayFields('first', '2026-09-01')
        await states('opgeven/werk/nieuw', { ...job(employer), ...week, ...since }, anouk)
      }
      if (total !== undefined) {
        const all = {
          going: 'nee',
          measure: 'total',
          hours: total,
          ...dayFields('last', '2026-08-31'),
        }
        await states('opgeven/werk/nieuw', { ...job('Een'), ...all }, anouk)
      }
      await states('opgeven/stuk/vog', { ...at(vog), 'detail-profile': '85' }, anouk)
      await states('post/vog', { retourenvelop: 'nee' }, anouk)
      await states('opgeven/stuk/work-statement', at(statement), anouk)
      const page = await read(`${here}/categorie`, anouk)
      return page
        .slice(page.indexOf('Voor wie het diploma en de werkervaring heeft.') + 47)
        .split(' Verder')[0]
    }
    const enough = 'U hebt alles opgegeven. Het wordt gecontroleerd als u aanvraagt.'
    assert.equal(await found({}), enough)
    assert.equal(
      await found({
        jobs: [
          ['8', 'Een'],
          ['7,99', 'Twee'],
        ],
      }),
      'We vragen nog: werk.',
    )
    // Of two jobs of 8 hours that began today, each counts for 1,14.
    assert.equal(await found({}, '2077,72'), enough)
    assert.equal(await found({}, '2077,71'), 'We vragen nog: werk.')
    assert.equal(await found({ vog: '2025-08-31' }), 'We vragen nog: VOG.')
    assert.equal(
      await found({ statement: '2026-02-28' }),
      'We vragen nog: verklaring werkervaring.',
    )
  })

  test('what is stated in another tab is not sent along unseen, at an admission nor at a move', async () => {
    const check = '/clientondersteuners/mijn/certificering/controleren'
    const anouk = await somebody()
    await states('categorie', { category: 'junior' }, anouk)
    await states('opgeven/feit/listed-diploma', listed(), anouk)
    await states('opgeven/feit/graduated-on', dayFields('value', '1995-07-12'), anouk)
    const vog = { ...dayFields('issued-on', '2026-08-01'), 'detail-profile': '85', proof: png() }
    await states('opgeven/stuk/vog', vog, anouk)
    await states('post/vog', { retourenvelop: 'nee' }, anouk)
    const seen = async (path: string) => {
      const html = await (await peil.get(path, anouk.cookie)).text()
      const value = /name="gezien-dossier" value="([^"]*)"/.exec(html)?.[1]
      return { 'gezien-dossier': value ?? assert.fail(path), gezien: '', akkoord: 'ja' }
    }
    const saw = await seen(check)
    await states('opgeven/feit/graduated-on', dayFields('value', '1994-07-12'), anouk)
    const stale = await send(check, saw, anouk)
    const said = words(await stale.text())
    assert.match(said, /Uw dossier is intussen veranderd/)
    assert.match(said, /Nieuw of gewijzigd: datum van het diploma/)
    assert.match(said, /1 opgave staat er niet meer zo/)
    const { db } = peil.platform
    const filed = () =>
      db
        .selectFrom('application')
        .where('registration_id', '=', anouk.registrationId)
        .select(['id', 'kind'])
        .execute()
    assert.deepEqual(await filed(), [])
    assert.equal((await send(check, await seen(check), anouk)).status, 303)
    const [admission] = await filed()
    assert.equal(admission?.kind, 'first')
  })

  test('what the regulation does not know is not found, and nor is what is somebody else’s', async () => {
    const [anouk, judith] = [await somebody(), await somebody()]
    for (const path of ['opgeven/stuk/rijbewijs', 'opgeven/feit/vog', 'opgeven/onzin/vog']) {
      assert.equal((await peil.get(`${here}/${path}`, anouk.cookie)).status, 404, path)
    }
    await states('opgeven/feit/listed-diploma', listed(), anouk)
    const [claim] = await peil.platform.db
      .selectFrom('claim')
      .where('registration_id', '=', anouk.registrationId)
      .select('id')
      .execute()
    const path = `${here}/${claim?.id}/intrekken`
    assert.equal((await peil.get(path, judith.cookie)).status, 404)
    assert.equal((await send(path, {}, judith)).status, 404)
    assert.equal((await peil.get(path, anouk.cookie)).status, 200)
    assert.equal((await send(path, {}, anouk)).status, 303)
    assert.match(await read(here, anouk), /ingetrokken op/)
  })

  test('is stated in the place of something about the same only, whatever the address says', async () => {
    const anouk = await somebody()
    await states('opgeven/feit/listed-diploma', listed(), anouk)
    const [claim] = await peil.platform.db
      .selectFrom('claim')
      .where('registration_id', '=', anouk.registrationId)
      .select('id')
      .execute()
    const other = `${here}/opgeven/feit/other-diploma?in=${claim?.id}`
    assert.equal((await peil.get(other, anouk.cookie)).status, 404)
    const same = `${here}/opgeven/feit/listed-diploma?in=${claim?.id}`
    assert.equal((await peil.get(same, anouk.cookie)).status, 200)
  })

  test('shows what a former version asked, to be taken back and not to be changed', async () => {
    const anouk = await somebody()
    await states('opgeven/feit/listed-diploma', listed(), anouk)
    await states(
      'opgeven/verlof/nieuw',
      {
        ...dayFields('first', '2026-01-01'),
        ...dayFields('last', '2026-02-01'),
      },
      anouk,
    )
    const { db } = peil.platform
    await db
      .updateTable('claim')
      .set({ subject: 'of-a-former-version' })
      .where('registration_id', '=', anouk.registrationId)
      .where('member', '=', 'fact')
      .execute()
    assert.match(await read(here, anouk), /Dit wordt niet meer gevraagd\. Trek het in/)
    const { id } = await db
      .selectFrom('claim')
      .where('registration_id', '=', anouk.registrationId)
      .where('member', '=', 'fact')
      .select('id')
      .executeTakeFirstOrThrow()
    assert.equal((await send(`${here}/${id}/intrekken`, {}, anouk)).status, 303)
    assert.doesNotMatch(asked(await read(here, anouk)), /niet meer gevraagd/)
  })

  test('is of whoever has a registration, and of nobody else', async () => {
    const anouk = await somebody()
    await states('opgeven/feit/listed-diploma', listed(), anouk)
    const claim = await peil.platform.db
      .selectFrom('claim')
      .where('registration_id', '=', anouk.registrationId)
      .select('id')
      .executeTakeFirstOrThrow()
    const paths = ['', '/categorie', '/opgeven/feit/listed-diploma', `/${claim.id}/intrekken`]
    const others = [
      [undefined, 303],
      [(await peil.signIn('nieuw@voorbeeld.nl')).cookie, 404],
      [(await peil.signIn('bureau@voorbeeld.nl', ['secretariat'])).cookie, 404],
      [(await peil.signIn('lid@voorbeeld.nl', ['committee'])).cookie, 404],
      [(await peil.signIn('beheer@voorbeeld.nl', ['administrator'])).cookie, 404],
    ] as const
    for (const path of paths) {
      assert.equal((await peil.get(`${here}${path}`, anouk.cookie)).status, 200, path)
      for (const [cookie, status] of others) {
        assert.equal((await peil.get(`${here}${path}`, cookie)).status, status, path)
      }
    }
  })

  test('a register that asks nothing beside activities has no such page', async () => {
    const krsd = await testPlatform()
    const judith = await professional(krsd, {
      email: 'judith@voorbeeld.nl',
      firstName: 'Judith',
      lastName: 'Bos',
    })
    assert.equal((await krsd.get('/krsd/mijn/dossier', judith.cookie)).status, 404)
    assert.doesNotMatch(await (await krsd.get('/krsd/mijn', judith.cookie)).text(), /Mijn dossier/)
  })
})
