import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { buildDossier } from '#domain/dossier/dossier/dossier.ts'
import { compileRegulation } from '#engine'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { activity, colleague, enough, file, judge, passOn, professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, pdf, portfolioOf, textOf } from '#testing/portfolio.ts'
import { registerOf } from '#testing/read-every-page.ts'

// A register that wants to know more of an activity than its kind, and that has no labels: by its
// file alone.

const today = '2026-09-01'
let peil: TestPlatform
let sanne: CastAccount
const members: CastAccount[] = []
let people = 0

before(async () => {
  peil = await testPlatform({ inWriting: true })
  await peil.setToday(today)
  const plain = registerOf(peil, 'krsd')
  const [version] = plain.versions
  assert.ok(version)
  const regulation = {
    ...version.regulation,
    labels: [],
    attributes: [
      ...version.regulation.attributes,
      {
        id: 'delivery',
        label: 'Hoe was het?',
        hint: 'Kijk op het bewijs.',
        type: 'choice' as const,
        options: [
          { id: 'on-site', label: 'Op een plek' },
          { id: 'remote', label: 'Op afstand' },
        ],
      },
      { id: 'for-clients', label: 'Ging het over cliënten?', type: 'yes-no' as const },
    ],
  }
  const { registers } = peil.platform
  assert.ok(registers instanceof Map)
  registers.set('krsd', { ...plain, versions: [compileRegulation(regulation, version.words)] })
  const office = { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, office, ['secretariat'])
  for (const firstName of ['Tom', 'Marieke']) {
    const email = `${firstName.toLowerCase()}@voorbeeld.nl`
    members.push(await colleague(peil, { email, firstName, lastName: 'Lid' }, ['committee']))
  }
})

const somebody = (): Promise<CastProfessional> => {
  people += 1
  const email = `farid${people}@voorbeeld.nl`
  return professional(peil, { email, firstName: 'Farid', lastName: 'Aksoy', since: '2025-01-01' })
}

const training = {
  title: 'Schulden en regie',
  'detail-provider': 'De Opleider',
  'detail-stated-load': '8',
  on: '19 mei 2026',
  accredited: 'ja',
  confirmation: 'none',
}

test('what a regulation asks beside the kind is stated, kept when something is wrong, and shown', async () => {
  const farid = await somebody()
  const portfolio = portfolioOf(peil, farid.cookie)
  const sent = { ...training, evidence: pdf('bewijs.pdf') }
  const missing = await portfolio.send('training', sent, 'insturen')
  assert.equal(missing.status, 422)
  const html = await missing.text()
  assert.match(html, /href="#attribute-delivery"[^>]*>Kies een antwoord bij ‘Hoe was het\?’/)
  assert.match(html, /Kies een antwoord bij ‘Ging het over cliënten\?’/)
  assert.match(html, /Kijk op het bewijs/)
  assert.doesNotMatch(html, /Door wie of waarmee\?/)
  assert.match(html, /Nummer van de accreditatie/)
  const path = '/krsd/mijn/activiteiten'
  const id = /activiteiten\/([0-9a-f-]{36})/.exec(html)?.[1] ?? ''
  const filled = { 'attribute-delivery': 'remote', 'attribute-for-clients': 'ja' }
  const all = { ...filled, 'accreditation-number': 'ACC-2026-7' }
  const draft = id || (await portfolio.idOf(training.title))
  const doubted = await portfolio.edit(draft, all)
  assert.equal(doubted.status, 422)
  assert.match(await textOf(doubted), /Accreditatie onbekend/)
  const handed = await portfolio.edit(draft, { ...all, _acknowledged: 'label' })
  assert.equal(handed.status, 303, (await textOf(handed)).slice(0, 900))
  const page = await textOf(
    await peil.get(`${path}/${await portfolio.idOf(training.title)}`, farid.cookie),
  )
  assert.match(page, /Geaccrediteerd Ja, nummer ACC-2026-7, door De Opleider/)
  assert.match(page, /Hoe was het\? Op afstand/)
  assert.match(page, /Ging het over cliënten\? Ja/)
  const { dossier } = await peil.act(farid.actor, (context) =>
    loadDossier(context, farid.registrationId),
  )
  assert.deepEqual(dossier.activities[0]?.attributes, {
    accredited: true,
    delivery: 'remote',
    'for-clients': true,
  })
  // A kind that does not ask who gave it asks that of what is accredited.
  const unnamed = await portfolio.send(
    'other',
    {
      ...filled,
      title: 'Een studiereis',
      'detail-description': 'Een reis langs wijkteams.',
      'detail-hours': '6',
      on: '20 mei 2026',
      accredited: 'ja',
      confirmation: 'none',
      evidence: pdf('reis.pdf'),
    },
    'insturen',
  )
  assert.equal(unnamed.status, 422)
  const asked = await unnamed.text()
  assert.match(asked, /href="#accreditation-number"/)
  assert.match(asked, /Wie gaf de activiteit\?/)
  const trip = await portfolio.idOf('Een studiereis')
  const named = await portfolio.edit(trip, {
    'accreditation-provider': 'Stichting Reis',
    _acknowledged: 'label',
  })
  assert.equal(named.status, 303)
  const shown = await textOf(await peil.get(`${path}/${trip}`, farid.cookie))
  assert.match(shown, /Geaccrediteerd Ja, door Stichting Reis/)
})

test('back office and committee see and judge it, and what is refused counts as nothing', async () => {
  const farid = await somebody()
  const { accredited, other } = await enough(peil, farid, '2026-03-01')
  const extra = await activity(peil, farid, {
    title: 'Studiedag',
    claimed: 400,
    completedOn: '2026-03-02',
  })
  await peil.platform.db
    .updateTable('activity_claim')
    .set({ attributes: JSON.stringify({ delivery: 'remote', 'for-clients': false }) })
    .where('activity_id', '=', extra)
    .execute()
  const id = await file(peil, farid, today)
  const office = `/krsd/werk/aanvragen/${id}`
  const html = await (await peil.get(office, sanne.cookie)).text()
  assert.match(html, /Hoe was het\?/)
  assert.match(html, /Hoe was het\?: Op afstand/)
  // What somebody says is not so, cannot be refused.
  assert.doesNotMatch(html, /Ging het over cliënten\?: /)
  const approve = (one: string) => ({ [`oordeel-${one}`]: 'approve' })
  const advice = {
    ...approve(accredited),
    ...approve(other),
    ...approve(extra),
    [`accreditatie-${accredited}`]: 'recognised',
    [`kenmerk-niet-${extra}`]: 'delivery',
    _version: '1',
    actie: 'bewaren',
  }
  const unexplained = await peil.post(office, advice, sanne.cookie)
  assert.equal(unexplained.status, 422)
  const again = await unexplained.text()
  assert.match(again, new RegExp(`href="#kenmerk-reden-${extra}"`))
  assert.match(again, /Leg bij ‘Studiedag’ uit wat er niet klopt/)
  assert.equal(fieldsIn(again, office)[`kenmerk-niet-${extra}`], 'delivery')
  const why = 'Op het bewijs staat een zaal.'
  const given = { ...advice, [`kenmerk-reden-${extra}`]: why }
  assert.equal((await peil.post(office, given, sanne.cookie)).status, 303)
  const kept = await textOf(await peil.get(office, sanne.cookie))
  assert.match(kept, /Goedgekeurd, niet alle kenmerken erkend/i)
  assert.match(kept, /Op het bewijs staat een zaal/)
  await passOn(peil, sanne.actor, id, today)
  const refused = {
    outcome: 'approved',
    amount: undefined,
    reason: '',
    attributes: { refused: ['delivery', 'for-clients'], reason: why },
  } as const
  for (const member of members) {
    await judge(peil, member, id, today, { [extra]: refused })
  }
  const stands = await peil.act(
    farid.actor,
    (context) => loadDossier(context, farid.registrationId, id),
    today,
  )
  const found = stands.activities.find((one) => one.id === extra)
  assert.deepEqual([found?.state, found?.attributesRefused], ['approved', ['delivery']])
  assert.equal(found?.attributesRefusedReason, why)
  const dossier = buildDossier(stands.standing, stands.activities)
  assert.deepEqual(dossier.activities.find((one) => one.id === extra)?.attributes, {
    'for-clients': false,
    accredited: false,
  })
  const page = await textOf(await peil.get(`/krsd/mijn/activiteiten/${extra}`, farid.cookie))
  assert.match(page, /Op afstand, maar niet erkend/)
  assert.match(page, /erkent niet alles wat is opgegeven: ‘Op het bewijs staat een zaal\.’/)
  await peil.makePapers()
})
