import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { readSnapshot } from '#domain/certification/application/application.ts'
import { filedActivities } from '#domain/certification/application/queries.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import { replayDecisions } from '#domain/certification/committee/replay-decisions.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, file, judge, passOn, professional } from '#testing/cast.ts'
import { withMadeUpVersion } from '#testing/made-up-version.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { portfolioOf, textOf } from '#testing/portfolio.ts'

// A register that asks six hours in the room beside ten hours in all: what is filled in, advised,
// judged, awarded and told is told in both.

const today = '2026-09-01'
let peil: TestPlatform
let sanne: CastAccount
let farid: CastProfessional
const members: CastAccount[] = []
let applicationId = ''
let [course, day] = ['', '']

const training = {
  id: 'training',
  label: 'Training',
  hint: 'Een training.',
  article: 'hoofdstuk 2',
  rule: 'Neem de studiebelasting over.',
  value: { by: 'hours', article: 'hoofdstuk 2' },
  inSecondUnit: { by: 'field', field: 'in-the-room' },
  fields: [
    { id: 'provider', type: 'text', label: 'Wie gaf het?', required: true },
    { id: 'stated-load', type: 'hours', label: 'Studiebelasting' },
    { id: 'in-the-room', type: 'hours', label: 'Uren in de zaal' },
  ],
  evidence: { accepted: [{ id: 'proof', label: 'Bewijs' }] },
}

const norm = (id: string, label: string, requires: object) => {
  return { id, article: 'hoofdstuk 2', source: 'booklet', label, text: `${label}.`, requires }
}

before(async () => {
  peil = await testPlatform()
  await withMadeUpVersion(peil, {
    secondUnit: { one: 'contactuur', many: 'contacturen' },
    attributes: [],
    accreditedByDecision: [],
    labels: [],
    groups: [],
    kinds: [training],
    norms: [
      norm('total', 'Totaal', { kind: 'minimum', atLeast: 10 }),
      norm('contact', 'Contact', { kind: 'minimum', atLeast: 6, in: 'second-unit' }),
    ],
  })
  await peil.setToday(today)
  const names = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...names }, ['secretariat'])
  for (const firstName of ['Tom', 'Marieke']) {
    const email = `${firstName.toLowerCase()}@voorbeeld.nl`
    members.push(await colleague(peil, { email, firstName, lastName: 'Lid' }, ['committee']))
  }
  farid = await professional(peil, {
    email: 'farid@voorbeeld.nl',
    firstName: 'Farid',
    lastName: 'El Amrani',
  })
})

const page = async (path: string, who: CastAccount) => {
  const answer = await peil.get(path, who.cookie)
  assert.equal(answer.status, 200, path)
  return (await textOf(answer)).replaceAll('\u00a0', ' ')
}

const claims = () =>
  peil.platform.db
    .selectFrom('activity_claim')
    .innerJoin('activity', 'activity.id', 'activity_claim.activity_id')
    .orderBy('activity.title')
    .select(['activity.title', 'state', 'claimed', 'claimed_second', 'awarded', 'awarded_second'])
    .execute()

test('what is filled in at an activity is claimed in both units, and shown in both', async () => {
  const portfolio = portfolioOf(peil, farid.cookie)
  const filled = { 'detail-provider': 'De Opleider', 'detail-stated-load': '8' }
  await portfolio.handIn('training', {
    ...filled,
    title: 'Cursus',
    on: '1 3 2026',
    'detail-in-the-room': '5',
  })
  await portfolio.handIn('training', {
    ...filled,
    title: 'Dag',
    on: '2 4 2026',
    'detail-in-the-room': '1,5',
  })
  assert.deepEqual(
    (await claims()).map((one) => [one.title, one.claimed, one.claimed_second]),
    [
      ['Cursus', 800, 500],
      ['Dag', 800, 150],
    ],
  )
  course = await portfolio.idOf('Cursus')
  day = await portfolio.idOf('Dag')
  const shown = await page(`/krsd/mijn/activiteiten/${course}`, farid)
  assert.match(shown, /Contacturen ingediend 5 contacturen Contacturen die meetellen 5 contacturen/)
  const check = await page('/krsd/mijn/certificering/controleren', farid)
  assert.match(check, /Contacturen.*Cursus 8 uur 5 contacturen/)
  const made = await peil.get('/krsd/mijn/portfolio.pdf', farid.cookie)
  assert.equal(made.status, 200)
})

test('the application keeps both, and the back office advises about both', async () => {
  applicationId = await file(peil, farid, today)
  const { snapshot } = await peil.platform.db
    .selectFrom('application')
    .where('id', '=', applicationId)
    .select('snapshot')
    .executeTakeFirstOrThrow()
  const sent = readSnapshot(snapshot).activities.map((one) => [one.title, one.claimedSecond])
  assert.deepEqual(sent.toSorted(), [
    ['Cursus', 500],
    ['Dag', 150],
  ])
  const path = `/krsd/werk/aanvragen/${applicationId}`
  const work = await page(path, sanne)
  assert.match(work, /Cursus ?\. 8 uur en 5 contacturen/)
  assert.match(work, /Goedkeuren: 8 uur en 5 contacturen/)
  assert.match(work, /Hoeveel contacturen tellen mee\? Ingediend: 5 contacturen\./)
  const advice = {
    _version: '1',
    [`oordeel-${course}`]: 'partly',
    [`deel-${course}`]: '8',
    [`deel-twee-${course}`]: '4',
    [`reden-${course}`]: 'De lunch telt niet.',
    actie: 'bewaren',
  }
  const cookie = sanne.cookie
  const fields = async (changed: Readonly<Record<string, string>>) => {
    const html = await (await peil.get(path, cookie)).text()
    const version = /name="_version" value="(\d+)"/.exec(html)?.[1] ?? ''
    return { ...advice, _version: version, ...changed }
  }
  for (const [second, said] of [
    ['', 'hoeveel er meetelt'],
    ['6', 'niet meer in dan is ingediend'],
    ['5', 'minder in dan is ingediend'],
  ] as const) {
    const wrong = await peil.post(path, await fields({ [`deel-twee-${course}`]: second }), cookie)
    const text = await textOf(wrong)
    assert.match(text, new RegExp(said), second)
    // What was typed is still there.
    assert.match(text, /De lunch telt niet/)
  }
  assert.equal((await peil.post(path, await fields({}), cookie)).status, 303)
  const filed = await peil.act(sanne.actor, (context) => filedActivities(context, applicationId))
  const kept = filed.get(course)?.advice
  assert.deepEqual([kept?.advice, kept?.amount, kept?.second], ['partly', 800, 400])
  assert.match(await page(path, sanne), /Deels: 8 uur van 8 uur en 4 contacturen van 5 contacturen/)
})

test('the committee awards both, each by itself, and the decision counts and tells both', async () => {
  await passOn(peil, sanne.actor, applicationId, today)
  const [tom, marieke] = members
  assert.ok(tom && marieke)
  const reason = 'De lunch telt niet.'
  const less = { outcome: 'partly', amount: undefined, reason } as const
  const half = { [course]: { ...less, amount: 800, second: 400 } } as never
  const without = { [course]: { ...less, amount: 800 } } as never
  const incomplete = await judge(peil, tom, applicationId, today, without, 'fails')
  assert.deepEqual(incomplete.outcome === 'incomplete' && incomplete.problems, [
    { on: course, is: 'no-second' },
  ])
  const optimistic = await judge(peil, tom, applicationId, today, half, 'meets')
  assert.equal(optimistic.outcome, 'inconsistent')
  await peil.setToday(today)
  const path = `/krsd/commissie/aanvragen/${applicationId}`
  const judged = await peil.post(
    path,
    {
      [`oordeel-${course}`]: 'partly',
      [`deel-${course}`]: '8',
      [`deel-twee-${course}`]: '4',
      [`reden-${course}`]: reason,
      [`oordeel-${day}`]: 'approve',
      geheel: 'fails',
      reden: 'Er is een half contactuur te weinig.',
      actie: 'oordeel',
    },
    tom.cookie,
  )
  assert.equal(judged.status, 303, await textOf(judged))
  const own = await page(path, tom)
  assert.match(own, /Jouw oordeel: Deels: 8 uur van 8 uur en 4 contacturen van 5 contacturen/)
  // Who awards other hours in the room, awards something else.
  const other = { [course]: { ...less, amount: 800, second: 300 } } as never
  const divided = await judge(peil, marieke, applicationId, today, other, 'fails')
  assert.deepEqual(divided, { outcome: 'judged', still: 'divided' })
  const decided = await judge(peil, marieke, applicationId, today, half, 'fails')
  assert.equal(decided.outcome, 'decided')
  const decision = await peil.act(sanne.actor, (context) => findDecision(context, applicationId))
  const contact = decision?.assessment.norms.find(({ id }) => id === 'contact')
  assert.deepEqual([contact?.counted, contact?.shortfall], [550, 50])
  assert.deepEqual(
    (await claims()).map((one) => [one.title, one.state, one.awarded, one.awarded_second]),
    [
      ['Cursus', 'partly', 800, 400],
      ['Dag', 'approved', 800, 150],
    ],
  )
  const { content } = await peil.platform.db
    .selectFrom('paper_to_make')
    .where('document_id', '=', decision?.documentId ?? '')
    .select('content')
    .executeTakeFirstOrThrow()
  assert.match(
    JSON.stringify(content),
    /Cursus: 8 van 8 uur en 4 van 5 contacturen toegekend\. De lunch telt niet\./,
  )
  const told = await page(`/krsd/mijn/certificering/${applicationId}`, farid)
  assert.match(told, /Deels: 8 uur van 8 uur en 4 contacturen van 5 contacturen/)
  await peil.makePapers()
})

test('what was awarded in the second unit stays awarded in what follows, and in the API', async () => {
  const { dossier } = await peil.act(sanne.actor, (context) =>
    loadDossier(context, farid.registrationId),
  )
  const found = dossier.judgements.find(({ on }) => on === course)
  assert.deepEqual([found?.awarded, found?.awardedSecond], [800, 400])
  const answer = await peil.get('/api/v1/krsd/assessment', farid.cookie)
  const { activities } = await answer.json()
  const [first] = activities.filter(({ id }: { id: string }) => id === course)
  assert.deepEqual([first.awarded, first.second.awarded, first.second.counted], [8, 4, 4])
  const own = await (await peil.get('/api/v1/krsd/dossier', farid.cookie)).json()
  const said = own.judgements.find(({ on }: { on: string }) => on === course)
  assert.equal(Number(said.awardedSecond), 4)
  const register = peil.platform.registers.get('krsd') ?? assert.fail()
  const { decisions, differing } = await replayDecisions(peil.platform.db, register)
  assert.deepEqual([decisions, differing], [1, []])
})
