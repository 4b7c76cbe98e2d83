import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { answerReturn } from '#domain/certification/application/answer-return.ts'
import { filedActivities, findApplication } from '#domain/certification/application/queries.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import { commitSeeds } from '#domain/certification/sample/commit-seeds.ts'
import { byLot } from '#domain/certification/sample/sample.ts'
import type { CastAccount } from '#testing/cast.ts'
import { activity, colleague, file, judge, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// A renewal in the LKLR: 160 points, 40 of them accredited, 40 of them A2, of which a part is read.

const peil = await testPlatform({ register: 'lklr' })
const today = '2026-11-20'
let sanne: CastAccount
let tom: CastAccount
let marieke: CastAccount
let people = 0

before(async () => {
  await peil.setToday(today)
  const of = (name: string, roles: Parameters<typeof colleague>[2]) =>
    colleague(peil, { email: `${name}@voorbeeld.nl`, firstName: name, lastName: 'Visser' }, roles)
  sanne = await of('sanne', ['secretariat'])
  tom = await of('tom', ['committee'])
  marieke = await of('marieke', ['committee'])
})

/** An application with the committee: 170 points in eight lines, of which the first few are drawn. */
async function passedOn(drawn: number) {
  people += 1
  const who = await professional(peil, {
    email: `farid${people}@voorbeeld.nl`,
    firstName: 'Farid',
    lastName: 'El Amrani',
    status: 'certified',
    since: '2022-01-01',
    validFirst: '2022-01-01',
    validLast: '2026-12-31',
  })
  const claim = (claimed: number, more: Partial<Parameters<typeof activity>[2]>) =>
    activity(peil, who, { title: 'Scholing', claimed, completedOn: '2025-06-01', ...more })
  const lines = [
    await claim(4000, { title: 'Vakopleiding', accredited: true }),
    await claim(4000, { title: 'Intervisie', kind: 'peer-consultation' }),
  ]
  for (const month of [1, 2, 3, 4, 5, 6]) {
    lines.push(await claim(1500, { title: `Les ${month}`, completedOn: `2024-0${month}-01` }))
  }
  const applicationId = await file(peil, who, today)
  await passOn(peil, sanne.actor, applicationId, today)
  // What was drawn is made the same each time; that it is drawn rightly has its own tests.
  await sql`update application_activity set advice = 'approve',
    looked_because = case when activity_id = any(${lines.slice(0, drawn)}::uuid[])
      then array['sampled'] else array[]::text[] end
    where application_id = ${applicationId}`.execute(peil.platform.db)
  const path = `/lklr/commissie/aanvragen/${applicationId}`
  await peil.post(`${path}/inzage`, {}, tom.cookie)
  return { applicationId, who, lines, path }
}

const approved = (ids: readonly string[]) =>
  Object.fromEntries(
    ids.flatMap((id) => [
      [`oordeel-${id}`, 'approve'],
      [`accreditatie-${id}`, 'recognised'],
    ]),
  )
const rejected = (...ids: readonly string[]) =>
  Object.fromEntries(
    ids.flatMap((id) => [
      [`oordeel-${id}`, 'reject'],
      [`reden-${id}`, 'Past niet bij de criteria.'],
    ]),
  )
const fails = { geheel: 'fails', reden: 'Er zijn te weinig punten.', actie: 'oordelen' }

test('two who come first in a quarter in the same second find one seed, also on its last day', async () => {
  const seeds = () =>
    peil.platform.db
      .selectFrom('sample_seed')
      .where('quarter', 'like', '203%')
      .orderBy('quarter')
      .select(['quarter', 'committed_on'])
      .execute()
  const commit = () => peil.act(byLot, commitSeeds, '2030-12-31')
  await Promise.all([commit(), commit(), commit()])
  assert.deepEqual(await seeds(), [
    { quarter: '2030-Q4', committed_on: '2030-12-31' },
    { quarter: '2031-Q1', committed_on: '2030-12-31' },
  ])
  const promised = await peil.platform.db
    .selectFrom('audit_record')
    .where('noun', '=', 'sample')
    .where('action', '=', 'commit')
    .where('record_id', 'like', '203%')
    .select('record_id')
    .execute()
  assert.equal(promised.length, 2)
})

test('a sampled line that fails counts for nothing, and the dossier is reckoned again', async () => {
  const { applicationId, lines } = await passedOn(5)
  const line = lines[2] ?? ''
  const reject = {
    [line]: { outcome: 'rejected', amount: undefined, reason: 'Geen bewijs.' },
  } as const
  // 1 of 5 is 20 per cent, which is not above 25.
  assert.equal(
    (await judge(peil, tom, applicationId, today, reject, 'meets')).outcome,
    'inconsistent',
  )
  assert.equal((await judge(peil, tom, applicationId, today, reject, 'fails')).outcome, 'judged')
  assert.equal(
    (await judge(peil, marieke, applicationId, today, reject, 'fails')).outcome,
    'decided',
  )
  const decision = await peil.act(sanne.actor, (context) => findDecision(context, applicationId))
  assert.equal(decision?.outcome, 'refused')
  const total = decision?.assessment.norms.find(({ id }) => id === 'total')
  // 170 points, less the 15 of this line.
  assert.deepEqual([total?.counted, total?.shortfall], [15500, 500])
})

test('above the share of failures all lines are read: the file says so, and none is approved unread', async () => {
  const { applicationId, lines, path } = await passedOn(2)
  assert.equal((await judge(peil, marieke, applicationId, today)).outcome, 'judged')
  const page = await textOf(await peil.get(path, tom.cookie))
  assert.match(page, /in de steekproef/)
  assert.doesNotMatch(page, /alle activiteiten gelezen/)
  const [first = '', ...others] = lines
  const sent = await peil.post(
    path,
    { ...approved(others), ...rejected(first), ...fails },
    tom.cookie,
  )
  assert.equal(sent.headers.get('location')?.split('?')[0], path)
  await assertRecorded(peil, 'application', 'read-all', applicationId)
  const html = await (await peil.get(path, tom.cookie)).text()
  assert.match(
    html,
    /worden alle activiteiten gelezen: van de steekproef is meer dan 25% afgewezen/,
  )
  // The one that was looked at keeps its judgement, the ones that were not have to be judged.
  assert.match(html, new RegExp(`name="oordeel-${first}"[^>]*value="reject"[^>]*checked`))
  for (const id of lines.slice(2)) {
    assert.doesNotMatch(html, new RegExp(`name="oordeel-${id}"[^>]*checked`))
  }
  assert.doesNotMatch(html, /value="zonder-bijzonderheden"/)
  // What the other member found without reading all of it no longer counts.
  const after = await peil.post(
    path,
    { ...approved(others), ...rejected(first), ...fails },
    tom.cookie,
  )
  assert.equal(after.status, 303)
  const again = await textOf(await peil.get(path, marieke.cookie))
  assert.match(again, /alle activiteiten gelezen/)
  const reject = { [first]: { outcome: 'rejected', amount: undefined, reason: 'Nee.' } } as const
  const judged = await judge(peil, marieke, applicationId, today, reject, 'fails')
  assert.equal(judged.outcome, 'decided')
})

test('what is looked at for a risk is named as that, and not as a sample', async () => {
  const { applicationId, path } = await passedOn(0)
  await sql`update application_activity set looked_because = array['first-of-kind', 'over-stated-load']
    where application_id = ${applicationId}`.execute(peil.platform.db)
  const page = await textOf(await peil.get(path, tom.cookie))
  assert.match(page, /risico: eerste van deze soort/)
  assert.match(page, /risico: boven de studiebelasting/)
  assert.doesNotMatch(page, /in de steekproef(?! vielen)/)
})

test('how large the sample is, and what is read beside it, is published', async () => {
  const page = await textOf(await peil.get('/lklr/reglement'))
  assert.match(page, /De steekproef is 20% van de activiteiten in een aanvraag/)
  assert.match(page, /altijd nagekeken wat boven de studiebelasting ligt of de eerste activiteit/)
  assert.match(page, /meer dan 25% van de activiteiten in de steekproef/)
})

test('a supplement may be asked: what is added is drawn too, and members judge anew', async () => {
  const { applicationId, who, path } = await passedOn(5)
  assert.equal((await judge(peil, tom, applicationId, today)).outcome, 'judged')
  const added = await activity(peil, who, {
    title: 'Later gevolgd',
    claimed: 1000,
    completedOn: '2026-10-01',
  })
  const before = await drawnIn(applicationId)
  const office = `/lklr/werk/aanvragen/${applicationId}`
  assert.match(
    await textOf(await peil.get(office, sanne.cookie)),
    /Geef de aanvraag terug met vragen/,
  )
  const found = await peil.act(sanne.actor, (context) => findApplication(context, applicationId))
  const asked = await peil.post(
    `${office}/aanvulling`,
    {
      vraag: 'add-activities',
      'tekst-add-activities': 'Er valt een activiteit af.',
      actie: 'teruggeven',
      _version: String(found?.application.version),
    },
    sanne.cookie,
  )
  assert.equal(asked.status, 303)
  await assertRecorded(peil, 'application', 'return', applicationId)
  // It is the applicant's now, and no member's.
  assert.equal((await peil.get(path, tom.cookie)).status, 404)
  const { registrationId } = who
  const answers = [{ item: 'add-activities', answer: 'Ik heb er een toegevoegd.' }]
  const answered = await peil.act(
    who.actor,
    (context) => answerReturn(context, { registrationId, applicationId, answers, add: [added] }),
    today,
  )
  assert.equal(answered.outcome, 'answered')
  await passOn(peil, sanne.actor, applicationId, today)
  const after = await drawnIn(applicationId)
  assert.notEqual(after.get(added), undefined)
  for (const [id, looked] of before) assert.deepEqual(after.get(id), looked)
  assert.equal((await judge(peil, marieke, applicationId, today)).outcome, 'judged')
  assert.equal((await judge(peil, tom, applicationId, today)).outcome, 'decided')
})

async function drawnIn(applicationId: string) {
  const filed = await peil.act(sanne.actor, (context) => filedActivities(context, applicationId))
  return new Map([...filed].map(([id, { looked }]) => [id, looked]))
}
