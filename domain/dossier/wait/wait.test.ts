import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { listWork } from '#domain/certification/work-queue/list-work.ts'
import { state } from '#domain/dossier/statement/state.ts'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import { askAfterWaits } from '#domain/dossier/wait/ask-after-waits.ts'
import { beginWait } from '#domain/dossier/wait/begin-wait.ts'
import { openWaits, waitsOf } from '#domain/dossier/wait/queries.ts'
import type { CastAccount, CastProfessional } from '#testing/cast.ts'
import { colleague, professional, proofOf, proofsOf } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded, byHand } from '#testing/records.ts'

// Somebody who graduated a short while ago, of whom DUO has no extract yet.

const here = '/clientondersteuners'
const system = { kind: 'system', task: 'test' } as const
const graduated = '2026-07-07'
const day = Temporal.PlainDate.from
let peil: TestPlatform
let sanne: CastAccount
let people = 0

before(async () => {
  peil = await testPlatform({ register: 'clientondersteuners' })
  sanne = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
})

const once = () => ({ _once: crypto.randomUUID() })

async function states(who: CastProfessional, stated: Stated): Promise<void> {
  const { registrationId } = who
  const files =
    stated.member === 'document' ? [await proofOf(peil, stated)] : await proofsOf(peil, stated)
  const done = await peil.act(who.actor, (context) =>
    state(context, { registrationId, stated, files }),
  )
  assert.equal(done.outcome, 'stated')
}

const fact = (id: string, value: boolean | Temporal.PlainDate): Stated => ({
  member: 'fact',
  fact: id,
  value,
})

/** Somebody with a listed diploma of 7 July 2026, who wants to be Junior. */
async function graduate(today: string): Promise<CastProfessional> {
  people += 1
  await peil.setToday(today)
  const who = await professional(peil, {
    email: `pas${people}@voorbeeld.nl`,
    firstName: 'Noor',
    lastName: `Prins${people}`,
  })
  await states(who, { member: 'category', category: 'junior' })
  await states(who, fact('listed-diploma', true))
  await states(who, fact('graduated-on', day(graduated)))
  return who
}

const begins = (who: CastProfessional, document = 'duo-extract') =>
  peil.act(who.actor, (context) =>
    beginWait(context, { registrationId: who.registrationId, document }),
  )

const waits = (who: CastProfessional) =>
  peil.act(who.actor, (context) => waitsOf(context, who.registrationId))

const read = async (path: string, cookie: string) =>
  (await textOf(await peil.get(`${here}${path}`, cookie))).replaceAll('\u00a0', ' ')

const extract: Stated = {
  member: 'document',
  kind: 'duo-extract',
  issuedOn: day('2026-08-20'),
  details: {},
}

const mailsTo = (who: CastProfessional) =>
  peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'wait-over')
    .where('account_id', '=', who.accountId)
    .select('body_text')
    .execute()

describe('whoever graduated less than 8 weeks ago', () => {
  test('may let the application wait until the weeks are over, and goes on with the rest', async () => {
    const noor = await graduate('2026-08-31')
    assert.match(
      await read('/mijn/dossier/opgeven/feit/in-duo', noor.cookie),
      /Is het uittreksel van DUO er nog niet\?.*6 tot 8 weken.*tot 1 september 2026/,
    )
    const sent = await peil.post(
      `${here}/mijn/dossier/opgeven/feit/in-duo`,
      { ...once(), 'nog-niet': 'duo-extract' },
      noor.cookie,
    )
    assert.equal(sent.status, 303)
    assert.equal(sent.headers.get('location'), `${here}/mijn/dossier`)
    const [one, ...more] = await waits(noor)
    assert.deepEqual(more, [])
    assert.equal(one?.until.toString(), '2026-09-01')
    await assertRecorded(peil, 'wait', 'begin', one.id)
    const dossier = await read('/mijn/dossier', noor.cookie)
    assert.match(dossier, /aanvraag wacht tot 1 september 2026 op het uittreksel van DUO/)
    assert.match(dossier, /VOG Nodig volgens artikel 1/, 'the rest is asked')
    assert.doesNotMatch(dossier, /Staat uw diploma in/)
    assert.match(
      await read('/werk/wachten', sanne.cookie),
      /Noor Prins1 Uittreksel van DUO .*Wacht tot 1 september 2026/,
    )
    const file = await read(`/werk/dossiers/${noor.registrationId}`, sanne.cookie)
    assert.match(file, /Wacht op een stuk Uittreksel van DUO\. Wacht tot 1 september 2026/)
    assert.match(file, /Opgegeven .*hbo-diploma.*Datum van het diploma 7 juli 2026/)
    const hindrance = await peil.act(
      noor.actor,
      async (context) => (await prepareApplication(context, noor.registrationId)).hindrance?.is,
    )
    assert.notEqual(hindrance, undefined, 'without it nothing is sent in')
    assert.deepEqual(await begins(noor), { outcome: 'waits', until: day('2026-09-01') })
    assert.equal((await waits(noor)).length, 1, 'said twice it waits once')
  })

  test('is asked again on the day itself, once, and the back office sees who has not answered', async () => {
    const noor = await graduate('2026-08-30')
    await begins(noor)
    await peil.act(system, askAfterWaits, '2026-08-31')
    assert.deepEqual(await mailsTo(noor), [])
    await peil.setToday('2026-09-01')
    await peil.act(system, askAfterWaits, '2026-09-01')
    await peil.act(system, askAfterWaits, '2026-09-02')
    const [one] = await waits(noor)
    assert.equal(one?.askedOn?.toString(), '2026-09-01')
    await assertRecorded(peil, 'wait', 'ask', one.id)
    const [mail, ...more] = await mailsTo(noor)
    assert.deepEqual(more, [])
    assert.match(mail?.body_text ?? '', /wachtte op het uittreksel van DUO/)
    const dossier = await read('/mijn/dossier', noor.cookie)
    assert.match(dossier, /Staat uw diploma in/)
    assert.doesNotMatch(dossier, /aanvraag wacht tot/)
    assert.match(await read('/werk', sanne.cookie), /opnieuw gevraagd naar een stuk/)
    assert.match(
      await read('/werk/wachten', sanne.cookie),
      /Noor Prins2 .*Opnieuw gevraagd op 1 september 2026/,
    )
    const before = await peil.act(sanne.actor, listWork)
    await states(noor, fact('in-duo', true))
    const after = await peil.act(sanne.actor, listWork)
    assert.equal(after.waits.count, before.waits.count - 1, 'the answer closes the task')
    assert.doesNotMatch(await read('/werk/wachten', sanne.cookie), /Prins2/)
  })

  test('may add the extract earlier: then nothing is asked again', async () => {
    const noor = await graduate('2026-08-20')
    await states(noor, fact('in-duo', true))
    await begins(noor)
    await states(noor, extract)
    assert.deepEqual(await waits(noor), [])
    await peil.act(system, askAfterWaits, '2026-09-01')
    assert.deepEqual(await mailsTo(noor), [])
  })

  test('is not asked again once the diploma has another date', async () => {
    const noor = await graduate('2026-08-20')
    await begins(noor)
    assert.equal((await waits(noor)).length, 1)
    await states(noor, { member: 'fact', fact: 'graduated-on', value: day('1995-07-07') })
    assert.deepEqual(await waits(noor), [], 'another day is something else')
  })

  test('ends without a word where the norms ask the document no more', async () => {
    const noor = await graduate('2026-08-20')
    await begins(noor)
    const [one] = await waits(noor)
    // As if it was asked in a category that they left since.
    await peil.act(system, async (context) => {
      await byHand(context)
      const { db } = context
      await db
        .updateTable('wait')
        .set({ document: 'kvk-extract' })
        .where('id', '=', one?.id ?? '')
        .execute()
    })
    await peil.act(system, askAfterWaits, '2026-09-01')
    assert.deepEqual(await waits(noor), [])
    assert.deepEqual(await mailsTo(noor), [])
    await assertRecorded(peil, 'wait', 'end', one?.id)
  })

  test('may not wait once the weeks are over, nor for what nobody waits for', async () => {
    const noor = await graduate('2026-09-01')
    assert.doesNotMatch(await read('/mijn/dossier/opgeven/feit/in-duo', noor.cookie), /nog niet\?/)
    assert.deepEqual(await begins(noor), { outcome: 'may-not' })
    const early = await graduate('2026-08-31')
    for (const document of ['vog', 'nothing', '<script>']) {
      assert.deepEqual(await begins(early, document), { outcome: 'may-not' })
    }
    assert.deepEqual(
      await peil
        .act(sanne.actor, openWaits)
        .then((all) => all.filter(({ name }) => name === `Noor Prins${people}`)),
      [],
    )
  })
})

test('whoever turns out to have graduated on another day, waits no longer, or as long as that day says', async () => {
  const noor = await graduate('2026-08-01')
  assert.equal((await begins(noor)).outcome, 'waits')
  await states(noor, fact('graduated-on', day('2019-07-07')))
  assert.deepEqual(await waits(noor), [])
  assert.equal((await begins(noor)).outcome, 'may-not')
  await states(noor, fact('graduated-on', day('2026-07-20')))
  const again = await begins(noor)
  assert.equal(again.outcome === 'waits' && again.until.toString(), '2026-09-14')
})
