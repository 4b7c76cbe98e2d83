import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import type { CastAccount } from '#testing/cast.ts'
import { activity, colleague, file, judge, passOn, professional, stated } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'

// A register that admits people by their profession alone, from the first question to the certificate.

const today = '2026-09-01'
let peil: TestPlatform
let sanne: CastAccount
const members: CastAccount[] = []

before(async () => {
  peil = await testPlatform({ register: 'lklr' })
  await peil.setToday(today)
  const names = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...names }, ['secretariat'])
  for (const firstName of ['Tom', 'Marieke', 'Aylin']) {
    const email = `${firstName.toLowerCase()}@voorbeeld.nl`
    members.push(await colleague(peil, { email, firstName, lastName: 'Lid' }, ['committee']))
  }
})

test('who works in the profession is admitted; activities are left for the renewal', async () => {
  const who = await professional(peil, {
    email: 'lea@voorbeeld.nl',
    firstName: 'Lea',
    lastName: 'Plicht',
  })
  const left = await activity(peil, who, {
    title: 'Rayondag',
    claimed: 400,
    completedOn: '2026-06-01',
  })
  const prepare = () =>
    peil.act(who.actor, (context) => prepareApplication(context, who.registrationId), today)
  const early = (await prepare()).hindrance
  assert.equal(early?.is, 'not-met')
  assert.match(early?.is === 'not-met' ? early.missing.join() : '', /niet opgegeven/)
  await stated(peil, who, { member: 'fact', fact: 'works-in-profession', value: true }, today)
  const ready = await prepare()
  assert.equal(ready.hindrance, undefined)
  assert.deepEqual(ready.contents.goesIn, [])
  const id = await file(peil, who, today)
  const check = await textOf(await peil.get(`/lklr/werk/aanvragen/${id}`, sanne.cookie))
  assert.match(check, /Opgaven \(1\)/)
  assert.doesNotMatch(check, /Activiteiten \(|bewijs/)
  await passOn(peil, sanne.actor, id, today)
  for (const member of members) {
    await judge(peil, member, id, today)
    const path = `/lklr/commissie/aanvragen/${id}`
    assert.doesNotMatch(await textOf(await peil.get(path, member.cookie)), /Activiteiten \(/)
  }
  const decision = await peil.act(sanne.actor, (context) => findDecision(context, id), today)
  assert.equal(decision?.outcome, 'granted')
  const row = await peil.platform.db
    .selectFrom('certificate')
    .innerJoin('activity_claim as ac', 'ac.registration_id', 'certificate.registration_id')
    .where('ac.activity_id', '=', left)
    .select(['certificate.code', 'certificate.category', 'ac.used_by'])
    .executeTakeFirstOrThrow()
  assert.deepEqual([row.category, row.used_by], [null, null])
  const page = await textOf(await peil.get(`/lklr/certificaat/${row.code}`))
  assert.match(page, /Lea Plicht/)
  assert.doesNotMatch(page, /Categorie/)
  await peil.makePapers()
})
