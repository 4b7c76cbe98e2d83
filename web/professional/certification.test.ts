import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { applicationsOf } from '#domain/certification/application/queries.ts'
import { returnApplication } from '#domain/certification/application/return-application.ts'
import { removeEvidence } from '#domain/dossier/evidence/remove-evidence.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, enough, file, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf } from '#testing/portfolio.ts'

const peil = await testPlatform()
const today = '2026-11-20'
const base = '/krsd/mijn/certificering'
const check = `${base}/controleren`
let sanne: CastAccount
let count = 0

before(async () => {
  await peil.setToday(today)
  sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
})

async function somebody(facts: Partial<Parameters<typeof professional>[1]> = {}) {
  count += 1
  const email = `farid${count}@voorbeeld.nl`
  return professional(peil, { email, firstName: 'Farid', lastName: 'El Amrani', ...facts })
}

async function ready(facts: Partial<Parameters<typeof professional>[1]> = {}) {
  const who = await somebody(facts)
  const ids = await enough(peil, who, '2026-05-01')
  return { who, ...ids }
}

const body = async (response: Response) => (await response.text()).replaceAll('&#39;', '’')
const get = async (path: string, { cookie }: { readonly cookie: string }) =>
  body(await peil.get(path, cookie))

/** The hidden field with what stood on the check page. */
async function seen(who: CastProfessional): Promise<string> {
  const html = await get(check, who)
  return /name="gezien" value="([^"]*)"/.exec(html)?.[1] ?? ''
}

async function returned(asks: 'file' | 'words' = 'words') {
  const { who, other, accredited } = await ready()
  const applicationId = await file(peil, who, today)
  await peil.act(
    sanne.actor,
    (context) =>
      returnApplication(context, applicationId, 1, [
        { item: 'activity', activity: other, question: 'Wie waren de stagiaires?', asks },
      ]),
    today,
  )
  return { who, applicationId, other, accredited }
}

test('what was taken away or changed after a return is shown to whoever looks at it', async () => {
  const { who, applicationId, other } = await returned('file')
  const sent = () => get(`/krsd/werk/aanvragen/${applicationId}`, sanne)
  assert.doesNotMatch(await sent(), /Weggehaald na het insturen|Bij het insturen/)
  const { id: evidenceId } = await peil.platform.db
    .selectFrom('evidence')
    .where('activity_id', '=', other)
    .select('id')
    .executeTakeFirstOrThrow()
  const removed = await peil.act(
    who.actor,
    (context) => removeEvidence(context, who.registrationId, other, evidenceId),
    today,
  )
  assert.equal(removed.outcome, 'removed')
  await peil.platform.db
    .updateTable('activity_claim')
    .set({ claimed: 100 })
    .where('activity_id', '=', other)
    .execute()
  const page = (await sent()).replaceAll('\u00a0', ' ')
  const [, href = ''] = /Weggehaald na het insturen: <a href="([^"]*)"/.exec(page) ?? []
  assert.equal((await peil.get(href, sanne.cookie)).status, 200)
  assert.match(page.replaceAll(/<[^>]*>/g, ' '), /Bij het insturen: ingediend was \S+ uur/)
})

test('a portfolio that is short does not offer applying, and says what is missing', async () => {
  const who = await somebody()
  await activity(peil, who, {
    title: 'Opleiding',
    claimed: 2300,
    completedOn: '2026-01-01',
    accredited: true,
  })
  await activity(peil, who, { title: 'Stage', claimed: 10_000, completedOn: '2026-01-01' })
  const html = await get(base, who)
  assert.match(html, /Je kunt nog niet aanvragen/)
  assert.match(html, /1 geaccrediteerd uur/)
  assert.doesNotMatch(html, /Controleren en insturen/)
  const redirected = await peil.get(check, who.cookie)
  assert.equal(redirected.headers.get('location'), base)
})

test('an application is sent once, also when the form is sent twice', async () => {
  const { who } = await ready()
  const fields = {
    gezien: await seen(who),
    akkoord: 'ja',
    _idempotency: '0198c0de-0000-7000-8000-000000000001',
  }
  const [first, second] = await Promise.all([
    peil.post(check, fields, who.cookie),
    peil.post(check, { ...fields, _idempotency: '' }, who.cookie),
  ])
  assert.deepEqual([first.status, second.status], [303, 303])
  const again = await peil.post(check, fields, who.cookie)
  assert.equal(again.status, 303)
  const all = await peil.act(who.actor, (context) => applicationsOf(context, who.registrationId))
  assert.equal(all.length, 1)
})

test('without the declaration nothing is sent, and the period stays chosen', async () => {
  const { who } = await ready({
    status: 'certified',
    validFirst: '2024-03-01',
    validLast: '2027-02-28',
    countedUntil: '2024-01-10',
  })
  const fields = { gezien: await seen(who), periode: 'submission' }
  const response = await peil.post(check, fields, who.cookie)
  assert.equal(response.status, 422)
  const html = await body(response)
  assert.match(html, /<title>Fout: /)
  assert.match(html, /href="#akkoord"/)
  assert.match(html, /value="submission" checked/)
})

test('what changed since the check page was opened is shown, and nothing is sent', async () => {
  const { who } = await ready()
  const was = await seen(who)
  await activity(peil, who, { title: 'Er <b>bij</b>', claimed: 400, completedOn: '2026-06-01' })
  const response = await peil.post(check, { gezien: was, akkoord: 'ja' }, who.cookie)
  assert.equal(response.status, 409)
  assert.match(await body(response), /Erbij gekomen: Er &lt;b&gt;bij&lt;\/b&gt;/)
})

test('a norm that is no longer met at sending is explained with the activity that changed', async () => {
  const { who, other } = await ready()
  const was = await seen(who)
  await peil.platform.db
    .updateTable('activity_claim')
    .set({ claimed: 7100 })
    .where('activity_id', '=', other)
    .execute()
  const response = await peil.post(check, { gezien: was, akkoord: 'ja' }, who.cookie)
  assert.equal(response.status, 409)
  const html = await body(response)
  assert.match(html, /Je aanvraag is niet ingestuurd/)
  assert.match(html, /Gewijzigd: Begeleiden van twee stagiaires/)
  assert.match(html, /1\suur/)
})

test('hostile and enormous answers on the check page get a clear answer', async () => {
  const { who } = await ready()
  for (const gezien of [
    '',
    "'; drop table application; --",
    '<script>',
    'x'.repeat(50_000),
    'a:b:c',
  ]) {
    const response = await peil.post(check, { gezien, akkoord: 'ja' }, who.cookie)
    assert.equal(response.status, 409, gezien.slice(0, 20))
  }
})

test('a return is answered where it is asked; what is missing is said at its field', async () => {
  const { who, applicationId, other } = await returned()
  const path = `${base}/${applicationId}/aanvulling`
  const html = await get(path, who)
  assert.match(html, /Wie waren de stagiaires\?/)
  assert.match(html, /18\sdecember 2026/)
  const empty = await peil.post(path, { [`antwoord-${other}`]: '  ' }, who.cookie)
  assert.equal(empty.status, 422)
  const long = await peil.post(path, { [`antwoord-${other}`]: '🙂'.repeat(2000) }, who.cookie)
  assert.equal(long.status, 422)
  assert.match(await body(long), /tekens te lang/)
  const answered = await peil.post(path, { [`antwoord-${other}`]: 'Twee van de hbo.' }, who.cookie)
  assert.equal(answered.headers.get('location'), `${base}/${applicationId}`)
  const twice = await peil.post(path, { [`antwoord-${other}`]: 'Nog eens.' }, who.cookie)
  assert.equal(twice.status, 409)
  assert.match(await body(twice), /Nog eens\./)
})

test('a file that is asked for comes on the same page, and without it the answer is not complete', async () => {
  const { who, applicationId, other } = await returned('file')
  const path = `${base}/${applicationId}/aanvulling`
  const html = await get(path, who)
  assert.match(html, new RegExp(`name="bestand-${other}" type="file"`))
  const words = await peil.post(path, { [`antwoord-${other}`]: 'Ik deed het erbij.' }, who.cookie)
  assert.equal(words.status, 422)
  assert.match(await body(words), new RegExp(`href="#bestand-${other}"`))
  const wrong = new File(['Geen pdf'], 'programma.txt', { type: 'text/plain' })
  const refused = await peil.post(path, { [`bestand-${other}`]: wrong }, who.cookie)
  assert.equal(refused.status, 422)
  const answered = await peil.post(path, { [`bestand-${other}`]: pdf('programma.pdf') }, who.cookie)
  assert.equal(answered.headers.get('location'), `${base}/${applicationId}`)
  const office = await get(`/krsd/werk/aanvragen/${applicationId}`, sanne)
  assert.match(office, /Toegevoegd: ‘programma\.pdf’/)
})

test('withdrawing asks first, and then leaves room for a new application', async () => {
  const { who } = await ready()
  const applicationId = await file(peil, who, today)
  const path = `${base}/${applicationId}/intrekken`
  assert.match(
    await get(path, who),
    /Wil je aanvraag <span class="nowrap">A-2026-\d{4}<\/span> intrekken\?/,
  )
  const withdrawn = await peil.post(path, {}, who.cookie)
  assert.equal(withdrawn.headers.get('location'), base)
  assert.match(await get(base, who), /Ingetrokken/)
  assert.match(await get(base, who), /Je kunt aanvragen/)
})

test('somebody else’s application is not found, on every page and for every form', async () => {
  const { applicationId } = await returned()
  const stranger = await somebody()
  for (const part of ['', '/aanvulling', '/intrekken']) {
    const path = `${base}/${applicationId}${part}`
    assert.equal((await peil.get(path, stranger.cookie)).status, 404, path)
    if (part !== '') assert.equal((await peil.post(path, {}, stranger.cookie)).status, 404, path)
    assert.equal((await peil.get(path, sanne.cookie)).status, 404, path)
  }
  for (const id of ['nee', '0198c0de-0000-7000-8000-000000000001', "1' or 1=1"]) {
    const path = `${base}/${encodeURIComponent(id)}`
    assert.equal((await peil.get(path, stranger.cookie)).status, 404, id)
  }
})

test('a mark is only there for a code that is known', async () => {
  for (const code of ['AAAA-AAAA-AAAA-AAAA', 'x', '%00', 'a'.repeat(300)]) {
    const response = await peil.get(`/krsd/certificaat/${code}/keurmerk.png`)
    assert.equal(response.status, 404, code)
  }
})

test('a day on which something was promised is not promised any more once it has passed', async () => {
  const { who } = await ready()
  const id = await file(peil, who, today)
  const pages = async () => [
    await get('/krsd/mijn', who),
    await get(base, who),
    await get(`${base}/${id}`, who),
  ]
  const [, own, one] = await pages()
  assert.match(own ?? '', /Verwacht uiterlijk op/)
  assert.match(one ?? '', /en stuurt die uiterlijk op/)
  assert.doesNotMatch(`${own}${one}`, /duurt langer/)
  await peil.setToday('2026-12-14')
  const [, later, still] = await pages()
  assert.match(later ?? '', /Had op [^<]* klaar moeten zijn/)
  assert.match(still ?? '', /gedaan moeten zijn/)
  for (const page of [later, still]) {
    assert.match(page ?? '', /Dit duurt langer dan we zeiden[\s\S]*href="\/krsd\/contact"/)
    assert.doesNotMatch(page ?? '', /Verwacht uiterlijk op|stuurt die uiterlijk op/)
  }
  await passOn(peil, sanne.actor, id, '2026-12-14')
  await peil.setToday('2027-06-14')
  for (const page of await pages()) {
    assert.match(page, /moeten (zijn|hebben)/)
    assert.doesNotMatch(page, /hoort het besluit uiterlijk/)
  }
  await peil.setToday(today)
})
