import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { sql } from 'kysely'
import { adviseApplication } from '#domain/certification/application/advise-application.ts'
import { readDossier } from '#domain/certification/application/application.ts'
import { claimsToJudge, findingOf } from '#domain/certification/application/filed-claims.ts'
import { findApplication, findSnapshot } from '#domain/certification/application/queries.ts'
import { supplementApplication } from '#domain/certification/application/supplement-application.ts'
import { supplementedAmong, supplementsTo } from '#domain/certification/application/supplements.ts'
import { listWork } from '#domain/certification/work-queue/list-work.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { claimOpenness } from '#domain/dossier/statement/openness.ts'
import { removeProof } from '#domain/dossier/statement/remove-proof.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, file, judge, passOn, professional, proofOf, stated } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { pdf, textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// What comes with an application after it was sent, as long as the committee does not have it.

const peil = await testPlatform({ register: 'clientondersteuners' })
const today = '2026-09-01'
const later = '2026-09-03'
const base = '/clientondersteuners/mijn/certificering'
const day = Temporal.PlainDate.from
const system = { kind: 'system', task: 'test' } as const
let sanne: CastAccount
const members: CastAccount[] = []
let count = 0

const cv: Stated = {
  member: 'document',
  kind: 'curriculum-vitae',
  issuedOn: day('2026-08-20'),
  details: {},
}

before(async () => {
  await peil.setToday(today)
  const names = { firstName: 'Sanne', lastName: 'Bakker' }
  sanne = await colleague(peil, { email: 'sanne@voorbeeld.nl', ...names }, ['secretariat'])
  for (const firstName of ['Tom', 'Marieke']) {
    const email = `${firstName.toLowerCase()}@voorbeeld.nl`
    members.push(await colleague(peil, { email, firstName, lastName: 'Lid' }, ['committee']))
  }
})

async function sent() {
  count += 1
  const who = await professional(peil, {
    email: `kim${count}@voorbeeld.nl`,
    firstName: 'Kim',
    lastName: 'de Wit',
  })
  const say = (what: Stated) => stated(peil, who, what, today)
  await say({ member: 'category', category: 'junior' })
  const vog = await say({
    member: 'document',
    kind: 'vog',
    issuedOn: day('2026-08-01'),
    details: { profile: '85' },
  })
  await say({ member: 'fact', fact: 'listed-diploma', value: true })
  await say({ member: 'fact', fact: 'graduated-on', value: day('1993-06-25') })
  return { who, vog: vog.claim, proof: vog.proof, applicationId: await file(peil, who, today) }
}

const supplement = (
  who: CastProfessional,
  applicationId: string,
  more: Partial<Parameters<typeof supplementApplication>[1]>,
  on = later,
) =>
  peil.act(
    who.actor,
    (context) =>
      supplementApplication(context, {
        registrationId: who.registrationId,
        applicationId,
        files: [],
        at: undefined,
        activities: [],
        claims: [],
        ...more,
      }),
    on,
  )

const found = (applicationId: string) =>
  peil.act(system, async (context) => {
    const all = await supplementsTo(context, applicationId)
    return all.map(({ what, about, name, on, isNew }) => [
      what,
      about.id,
      name,
      on.toString(),
      isNew,
    ])
  })

test('a file and a document come with an application, and what was signed stays as it was', async () => {
  const { who, vog, proof, applicationId } = await sent()
  const signed = await peil.act(system, (context) => findSnapshot(context, applicationId))
  const { claim } = await stated(peil, who, cv, later)
  const added = await supplement(who, applicationId, {
    files: [await proofOf(peil, cv, 'een tweede bladzijde')],
    at: vog,
    claims: [claim],
  })
  assert.equal(added.outcome === 'added' && added.count, 2)
  assert.deepEqual(
    new Set(await found(applicationId)),
    new Set([
      ['claim', claim, '', later, true],
      ['file', vog, 'stuk.pdf', later, true],
    ]),
  )
  const after = await peil.act(system, (context) => findSnapshot(context, applicationId))
  assert.deepEqual(
    JSON.stringify([after.claims, after.declared]),
    JSON.stringify([signed.claims, signed.declared]),
  )
  await assertRecorded(peil, 'application', 'supplement', applicationId)
  const { rows: mails } = await sql<{ body_text: string }>`select body_text from mail_message
    where account_id = ${who.accountId} and kind = 'application-added-to'`.execute(peil.platform.db)
  assert.equal(mails.length, 1)
  assert.match(mails[0]?.body_text ?? '', /Toegevoegd op: 3 september 2026/)
  assert.match(mails[0]?.body_text ?? '', /Toegevoegd: cv en stuk\.pdf/i)
  // Neither what was sent nor what was added can be taken away.
  for (const id of [vog, claim]) {
    const open = await peil.act(who.actor, (context) => claimOpenness(context, { id }))
    assert.equal(open.is, 'in-application')
  }
  const gone = await peil.act(who.actor, (context) =>
    removeProof(context, who.registrationId, proof),
  )
  assert.notEqual(gone.outcome, 'removed')
})

test('what the back office found is found anew with a new file, and it sees that something came', async () => {
  const { who, vog, applicationId } = await sent()
  const waiting = async () => (await peil.act(sanne.actor, listWork)).supplemented
  const before = await waiting()
  const check = async () => {
    const { application } = (await peil.act(system, (context) =>
      findApplication(context, applicationId),
    )) ?? { application: { version: 0 } }
    return peil.act(sanne.actor, (context) =>
      adviseApplication(context, {
        applicationId,
        version: application.version,
        advice: new Map(),
        claims: new Map([[vog, { inOrder: true, reason: 'Gezien aan de balie.' }]]),
        note: '',
        checklist: [],
      }),
    )
  }
  const finding = () =>
    peil.act(system, async (context) => {
      const loaded = await loadDossier(context, who.registrationId, applicationId)
      const claim = claimsToJudge(loaded).find(({ id }) => id === vog)
      return claim && findingOf(claim, applicationId)?.inOrder
    })
  await check()
  assert.equal(await finding(), true)
  await supplement(who, applicationId, { files: [await proofOf(peil, cv, 'beter')], at: vog })
  assert.equal(await finding(), undefined)
  assert.equal(await waiting(), before + 1)
  const queue = await textOf(await peil.get('/clientondersteuners/werk/aanvragen', sanne.cookie))
  assert.match(queue, /Nieuw toegevoegd/)
  const page = await textOf(
    await peil.get(`/clientondersteuners/werk/aanvragen/${applicationId}`, sanne.cookie),
  )
  assert.match(
    page,
    /Nieuw sinds de laatste controle ‘stuk\.pdf’ bij VOG , op 3 september 2026 nieuw/,
  )
  assert.match(page, /later een bestand bij/)
  await check()
  assert.equal(await waiting(), before)
  const among = await peil.act(system, (context) => supplementedAmong(context, [applicationId]))
  assert.equal(among.size, 0)
  assert.equal((await found(applicationId))[0]?.[4], false)
})

test('once the committee has it nothing can be added, and what came before is judged', async () => {
  const { who, vog, applicationId } = await sent()
  const { claim } = await stated(peil, who, cv, later)
  await supplement(who, applicationId, { claims: [claim] })
  await passOn(peil, sanne.actor, applicationId, later)
  const files = [await proofOf(peil, cv, 'te laat')]
  const late = await supplement(who, applicationId, { files, at: vog })
  assert.deepEqual(late, { outcome: 'closed', status: 'with-committee' })
  assert.equal((await found(applicationId)).length, 1)
  const page = await textOf(await peil.get(`${base}/${applicationId}`, who.cookie))
  assert.match(page, /De registratiecommissie heeft uw aanvraag sinds 3 september 2026/)
  assert.match(page, /Neem contact op met het bureau/)
  assert.match(page, /Na het insturen toegevoegd Cv, op 3 september 2026/)
  assert.doesNotMatch(page, /Iets toevoegen aan uw aanvraag/)
  const there = await peil.get(`${base}/${applicationId}/toevoegen`, who.cookie)
  assert.equal(there.headers.get('location'), `${base}/${applicationId}`)
  for (const member of members) await judge(peil, member, applicationId, later)
  const { dossier } = await peil.act(system, ({ db }) =>
    db
      .selectFrom('decision')
      .where('application_id', '=', applicationId)
      .select('dossier')
      .executeTakeFirstOrThrow(),
  )
  const kinds = readDossier(dossier).documents.map(({ kind }) => kind)
  assert.deepEqual(kinds, ['vog', 'curriculum-vitae'])
})

test('on the page one reads until when, adds with a file, and loses nothing that was chosen wrong', async () => {
  const { who, vog, applicationId } = await sent()
  const here = `${base}/${applicationId}`
  const status = await textOf(await peil.get(here, who.cookie))
  assert.match(status, /Tot de registratiecommissie die heeft, kunt u er nog aan toevoegen/)
  await stated(peil, who, cv, today)
  const form = await textOf(await peil.get(`${here}/toevoegen`, who.cookie))
  assert.match(form, /Cv \(van 20 augustus 2026\) Opgegeven op 1 september 2026/)
  const nothing = await peil.post(`${here}/toevoegen`, {}, who.cookie)
  assert.equal(nothing.status, 422)
  assert.match(await textOf(nothing), /Kies wat u toevoegt/)
  const lost = await peil.post(`${here}/toevoegen`, { bestand: pdf('vog.pdf') }, who.cookie)
  assert.equal(lost.status, 422)
  const again = await lost.text()
  assert.match(again, /Kies waar het bestand bij hoort/)
  assert.match(again, /vog\.pdf/)
  const kept = /name="_kept" value="([^"]*)"/.exec(again)?.[1] ?? ''
  const done = await peil.post(`${here}/toevoegen`, { _kept: kept, bij: vog }, who.cookie)
  assert.equal(done.headers.get('location'), here)
  assert.match(
    await textOf(await peil.get(here, who.cookie)),
    /Na het insturen toegevoegd ‘vog\.pdf’ bij VOG/,
  )
  const other = (await sent()).who
  assert.equal((await peil.get(`${here}/toevoegen`, other.cookie)).status, 404)
})
