import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { before, describe, test } from 'node:test'
import { endRegistration } from '#domain/certification/validity/end-registration.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { activity } from '#testing/cast.ts'
import { clock, newcomer, somebody } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { readNotice } from '#web/notice.ts'
import type { Place } from '#web/site.ts'
import { site } from '#web/site.ts'

// Somebody whose registration ended still signs in, is told why, and reads what was theirs.

let peil: TestPlatform
let cookie: string
let registrationId: string
/** Their one activity. */
let training: string

before(async () => {
  peil = await testPlatform()
  const email = 'vertrokken@voorbeeld.nl'
  const joined = await newcomer(peil, email, '2026-01-05', 'candidate', somebody())
  registrationId = joined.registrationId
  const { id: personId } = await peil.platform.db
    .selectFrom('person')
    .where('account_id', '=', joined.accountId)
    .select('id')
    .executeTakeFirstOrThrow()
  cookie = (await peil.signIn(email)).cookie
  training = await activity(
    peil,
    { registrationId, personId },
    { title: 'Training gesprekken', claimed: 800, completedOn: '2026-02-03' },
  )
  const end = async () =>
    peil.act(
      clock,
      async (context) => {
        const member = await findMember(context, registrationId, { lock: true })
        return member !== undefined && endRegistration(context, member, 'not-paid')
      },
      '2026-11-20',
    )
  assert.ok(await end())
})

describe('an ended registration', () => {
  test('is told with its day, its reason and what can be done', async () => {
    const page = await peil.get('/krsd/mijn', cookie)
    assert.equal(page.status, 200)
    const html = await page.clone().text()
    const text = await textOf(page)
    assert.match(text, /Je registratie is op 20 november 2026 beëindigd/)
    assert.match(text, /Een factuur is na alle herinneringen niet betaald/)
    assert.match(html, /href="\/krsd\/aanmelden\/taken"/)
    assert.match(html, /href="\/krsd\/klacht-of-bezwaar"/)
    assert.match(html, /href="\/krsd\/contact"/)
    assert.match(text, /Training gesprekken/)
    assert.doesNotMatch(text, /Dit moet je nog doen|Activiteit toevoegen/)
  })

  test('leaves portfolio, invoices, data, messages and the export to be read', async () => {
    for (const path of [
      'mijn/facturen',
      'mijn/gegevens',
      'mijn/berichten',
      'mijn/certificering',
      'mijn/portfolio.pdf',
      'aanmelden/overeenkomst',
      `mijn/activiteiten/${training}`,
    ]) {
      assert.equal((await peil.get(`/krsd/${path}`, cookie)).status, 200, path)
    }
    const dossier = await peil.get('/api/v1/krsd/dossier', cookie)
    assert.equal(dossier.status, 200)
    assert.match(await dossier.text(), /Training gesprekken/)
  })

  test('lets nothing be changed', async () => {
    const page = await textOf(await peil.get(`/krsd/mijn/activiteiten/${training}`, cookie))
    assert.match(page, /Je registratie is beëindigd\. Je kunt deze activiteit nog lezen/)
    assert.doesNotMatch(page, /Kopie maken|Bewijsstuk toevoegen|Wijzigen|Intrekken/)
    // Whoever had a form open is told so, with what they wrote.
    for (const place of [`mijn/activiteiten/${training}`, 'mijn/gegevens/naam']) {
      const sent = await peil.post(`/krsd/${place}`, {}, cookie)
      assert.equal(sent.headers.get('location'), '/krsd/mijn', place)
    }
    const typed = { reden: 'Ik ben getrouwd en heet nu anders' }
    const told = await textOf(await peil.post('/krsd/mijn/gegevens/naam', typed, cookie))
    assert.match(told, /Je registratie is intussen beëindigd\. Er is niets opgeslagen/)
    assert.match(told, /Ik ben getrouwd en heet nu anders/)
  })

  test('leads who opens what only a registration has to what there still is, and says why', async () => {
    for (const place of [
      'mijn/activiteiten',
      'mijn/gegevens/naam',
      'mijn/verlof/vragen',
      'mijn/streefdatum',
      'mijn/niet-in-het-reglement',
      'aanmelden/nieuwe-overeenkomst',
    ]) {
      const led = await peil.get(`/krsd/${place}`, cookie)
      assert.equal(led.headers.get('location'), '/krsd/mijn', place)
      const said = readNotice(/peil-bericht=([^;]*)/.exec(led.headers.get('set-cookie') ?? '')?.[1])
      assert.equal(
        said?.text,
        'Je registratie is beëindigd. Die pagina is er daarom niet meer.',
        place,
      )
    }
  })

  test('takes what is owed, the forms of an objection, which is about what was decided before, takes sight back, and no others', async () => {
    const after = Object.entries<Place>(site).filter(([, { afterEnd }]) => afterEnd === true)
    assert.deepEqual(
      after.map(([name]) => name),
      [
        'payInvoice',
        'makeObjection',
        'addToObjection',
        'answerHearing',
        'withdrawObjection',
        'stopSight',
      ],
    )
    const nobodys = randomUUID()
    for (const [name, { path }] of after) {
      const at = path.replace(':about', 'application').replace(':id', nobodys)
      const sent = await peil.post(`/krsd${at}`, { gronden: 'Het klopt niet.' }, cookie)
      assert.equal(sent.status, 404, `${name} looks for what it is about`)
    }
    const other = await peil.post(`/krsd/mijn/activiteiten/${nobodys}`, {}, cookie)
    assert.equal(other.headers.get('location'), '/krsd/mijn')
  })

  test('is where its holder begins, and a page that is not there leaves them signed in', async () => {
    const begin = await peil.get('/krsd/inloggen', cookie)
    assert.equal(begin.headers.get('location'), '/krsd/mijn')
    for (const path of ['/krsd/bestaat-niet', '/krsd/werk']) {
      const page = await peil.get(path, cookie)
      assert.equal(page.status, 404, path)
      const html = await page.text()
      assert.match(html, /Farid El Amrani/, path)
      assert.match(html, /Uitloggen/, path)
    }
    assert.doesNotMatch(await (await peil.get('/krsd/bestaat-niet')).text(), /Uitloggen/)
  })
})

test('who has signed in still finds the register and how it works', async () => {
  const html = await (await peil.get('/krsd/mijn', cookie)).text()
  const foot = html.slice(html.indexOf('<footer'))
  assert.match(foot, /href="\/krsd\/register"/)
  assert.match(foot, /href="\/krsd\/hoe-werkt-het"/)
})
