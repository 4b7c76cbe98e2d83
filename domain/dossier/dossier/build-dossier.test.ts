import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { assessDossier } from '#testing/assess-dossier.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, enough, file, professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'

const today = '2026-09-01'

let peil: TestPlatform
let people = 0

before(async () => {
  peil = await testPlatform()
})

function somebody(facts: Partial<Parameters<typeof professional>[1]> = {}) {
  people += 1
  const email = `dossier${people}@voorbeeld.nl`
  return professional(peil, { email, firstName: 'Judith', lastName: 'Bos', ...facts })
}

function load(who: CastProfessional, day = today, application?: string) {
  return peil.act(
    who.actor,
    (context) => loadDossier(context, who.registrationId, application),
    day,
  )
}

function assessed(who: CastProfessional, day = today) {
  return peil.act(who.actor, (context) => assessDossier(context, who.registrationId), day)
}

async function change(who: CastProfessional, id: string, set: Readonly<Record<string, unknown>>) {
  const { db } = peil.platform
  await db
    .updateTable('activity_claim')
    .set(set)
    .where('activity_id', '=', id)
    .where('registration_id', '=', who.registrationId)
    .execute()
}

describe('the dossier of a candidate', () => {
  test('has what was handed in and what is planned, and no drafts', async () => {
    const judith = await somebody()
    const on = { claimed: 800, completedOn: '2026-03-01' }
    await activity(peil, judith, { title: 'Ingestuurd', ...on })
    await activity(peil, judith, { title: 'Wacht', ...on, state: 'awaiting-referee' })
    await activity(peil, judith, { title: 'Concept', ...on, state: 'draft' })
    await activity(peil, judith, {
      title: 'Gepland',
      claimed: 700,
      completedOn: '2026-12-01',
      state: 'planned',
    })
    const { dossier, compiled, versionText } = await load(judith)
    assert.equal(dossier.kind, 'first')
    assert.equal(dossier.period, undefined)
    assert.deepEqual(
      dossier.activities.map(({ title, state }) => [title, state]),
      [
        ['Ingestuurd', 'claimed'],
        ['Wacht', 'claimed'],
        ['Gepland', 'planned'],
      ],
    )
    assert.equal(compiled.regulation.version.toString(), '2021-01-01')
    assert.notEqual(versionText, '')
    const total = (await assessed(judith)).norms.find(({ id }) => id === 'total')
    assert.equal(total?.provisional, 1600)
    assert.equal(total?.withPlanned.counted, 2300)
  })

  test('a withdrawn activity is not there', async () => {
    const judith = await somebody()
    const id = await activity(peil, judith, {
      title: 'Weg',
      claimed: 800,
      completedOn: '2026-03-01',
    })
    await change(judith, id, { withdrawn_at: '2026-04-01T00:00:00Z' })
    assert.equal((await load(judith)).dossier.activities.length, 0)
  })

  test('what the committee found stays, also when it refused the whole', async () => {
    const judith = await somebody()
    const on = { claimed: 1200, completedOn: '2026-03-01' }
    const partly = await activity(peil, judith, { title: 'Deels', ...on })
    const rejected = await activity(peil, judith, { title: 'Niet', ...on })
    await activity(peil, judith, { title: 'Wel', ...on, state: 'approved' })
    await change(judith, partly, { state: 'partly', awarded: 900 })
    await change(judith, rejected, { state: 'rejected', awarded: 0 })
    const { dossier } = await load(judith)
    assert.deepEqual(
      dossier.judgements.map(({ outcome, awarded }) => [outcome, awarded]),
      [
        ['approved', 900],
        ['rejected', undefined],
        ['approved', 1200],
      ],
    )
    const total = (await assessed(judith)).norms.find(({ id }) => id === 'total')
    assert.equal(total?.counted, 2100)
    assert.equal(total?.provisional, 0)
  })

  test('a registration that does not exist is a mistake of ours', async () => {
    const judith = await somebody()
    const nobody = { ...judith, registrationId: '00000000-0000-0000-0000-000000000000' }
    await assert.rejects(load(nobody), /no registration/)
    await assert.rejects(load(judith, today, nobody.registrationId), /no application/)
  })
})

describe('the dossier of an application', () => {
  test('is what was filed, with its day; what is added later is left for the next', async () => {
    const judith = await somebody()
    await enough(peil, judith, '2026-03-01')
    const id = await file(peil, judith, today)
    await activity(peil, judith, { title: 'Later', claimed: 800, completedOn: '2026-08-30' })
    for (const { dossier } of [await load(judith), await load(judith, today, id)]) {
      assert.equal(dossier.submittedOn?.toString(), today)
      assert.deepEqual(dossier.activities.map(({ claimed }) => claimed).sort(), [2400, 7200])
    }
  })

  test('what was added because the register asked for it counts for it', async () => {
    const judith = await somebody()
    await enough(peil, judith, '2026-03-01')
    const application = await file(peil, judith, today)
    const later = { title: 'Aanvulling', claimed: 800, completedOn: '2026-09-10' }
    const added = await activity(peil, judith, later)
    await peil.platform.db
      .insertInto('application_activity')
      .values({
        register: 'krsd',
        application_id: application,
        activity_id: added,
        added_on: '2026-09-15',
      })
      .execute()
    const { dossier } = await load(judith, '2026-09-20')
    assert.equal(dossier.activities.find(({ id }) => id === added)?.supplement, true)
    const total = (await assessed(judith, '2026-09-20')).norms.find(({ id }) => id === 'total')
    assert.equal(total?.provisional, 10_400)
  })
})

describe('the dossier of a renewal', () => {
  const certified = {
    status: 'certified',
    validFirst: '2024-01-11',
    validLast: '2027-01-10',
    countedUntil: '2023-11-20',
  } as const

  test('counts from the day after the former submission, and nothing twice', async () => {
    const judith = await somebody(certified)
    const used = await activity(peil, judith, {
      title: 'Al gebruikt',
      claimed: 9600,
      completedOn: '2023-12-01',
      accredited: true,
    })
    await activity(peil, judith, { title: 'Te vroeg', claimed: 800, completedOn: '2023-11-20' })
    await activity(peil, judith, { title: 'Op tijd', claimed: 500, completedOn: '2023-11-21' })
    const former = await somebody()
    await enough(peil, former, '2026-03-01')
    await change(judith, used, { used_by: await file(peil, former, today) })
    const { dossier } = await load(judith)
    assert.equal(dossier.kind, 'renewal')
    assert.equal(dossier.period?.last.toString(), '2027-01-10')
    assert.equal(dossier.countedUntil?.toString(), '2023-11-20')
    const assessment = await assessed(judith)
    assert.equal(assessment.norms.find(({ id }) => id === 'total')?.provisional, 500)
  })

  test('who has expired applies as if for the first time', async () => {
    const judith = await somebody({ ...certified, status: 'expired', validLast: '2026-08-31' })
    const { dossier } = await load(judith)
    assert.equal(dossier.kind, 'first')
    assert.equal(dossier.period, undefined)
  })
})
