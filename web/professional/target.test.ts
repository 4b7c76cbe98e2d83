import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { doDueWork } from '#domain/due-work.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { activity, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { hiddenIn, textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// Before a first certification somebody sets themselves a day, and sees whether they get there.

const peil = await testPlatform()
const today = '2026-03-01'
const path = '/krsd/mijn/streefdatum'
let lonneke: CastProfessional

before(async () => {
  await peil.setToday(today)
  lonneke = await professional(peil, {
    email: 'lonneke@voorbeeld.nl',
    firstName: 'Lonneke',
    lastName: 'van der Meer',
    since: '2026-01-01',
  })
  await activity(peil, lonneke, {
    title: 'Stage',
    kind: 'supervising',
    claimed: 6000,
    completedOn: '2026-02-01',
  })
})

async function choose(day: string, who = lonneke) {
  const [year = '', month = '', date = ''] = day.split('-')
  const html = await (await peil.get(path, who.cookie)).text()
  return peil.post(
    path,
    {
      ...hiddenIn(html, path),
      'streefdatum-dag': date,
      'streefdatum-maand': month,
      'streefdatum-jaar': year,
    },
    who.cookie,
  )
}

const portfolio = async () => textOf(await peil.get('/krsd/mijn', lonneke.cookie))

test('a day is set, refused where it is not ahead, and taken away', async () => {
  assert.match(await portfolio(), /Kies een streefdatum voor je eerste certificering/)
  const past = await choose(today)
  assert.equal(past.status, 422)
  assert.match(await past.text(), /href="#streefdatum[^"]*"[^>]*>Kies een datum die nog komt/)
  assert.equal((await choose('2026-09-01')).status, 303)
  await assertRecorded(peil, 'registration', 'set-target')
  assert.match(await portfolio(), /Je streefdatum is 1 september 2026/)
  assert.equal((await choose('')).status, 303)
  assert.match(await portfolio(), /Kies een streefdatum/)
})

test('the portfolio says whether what is planned is enough by that day', async () => {
  await choose('2026-09-01')
  assert.match(await portfolio(), /Met wat gepland is, is het op 1 september 2026 nog niet genoeg/)
  await activity(peil, lonneke, {
    title: 'Geaccrediteerde training',
    claimed: 3600,
    accredited: true,
    completedOn: '2026-08-01',
    state: 'planned',
  })
  assert.match(await portfolio(), /Ja, je haalt het vóór 1 september 2026/)
  // A day before what is planned is too early for it.
  await choose('2026-07-01')
  assert.match(await portfolio(), /op 1 juli 2026 nog niet genoeg/)
})

test('whoever set a day is reminded as long before as the register says, once each time', async () => {
  await choose('2026-09-01')
  const system = { kind: 'system', task: 'test' } as const
  const mails = async () =>
    (
      await peil.platform.db
        .selectFrom('mail_message')
        .where('to_address', '=', 'lonneke@voorbeeld.nl')
        .where('kind', '=', 'target-reminder')
        .orderBy('created_at')
        .orderBy('id')
        .select(['written_on', 'body_text'])
        .execute()
    ).map(({ written_on, body_text }) => [written_on, /Ja, je haalt het/.test(body_text)])
  for (const on of ['2026-05-31', '2026-06-01', '2026-06-02', '2026-08-01', '2026-08-01']) {
    await peil.act(system, doDueWork, on)
  }
  assert.deepEqual(await mails(), [
    ['2026-06-01', true],
    ['2026-08-01', true],
  ])
  await assertRecorded(peil, 'registration', 'remind-target')
})

test('whoever is certified has a period, and no day of their own', async () => {
  const farid = await professional(peil, {
    email: 'farid@voorbeeld.nl',
    firstName: 'Farid',
    lastName: 'El Amrani',
    status: 'certified',
    since: '2023-02-01',
    validFirst: '2025-04-01',
    validLast: '2028-03-31',
  })
  const led = await peil.get(path, farid.cookie)
  assert.equal(led.headers.get('location'), '/krsd/mijn')
  assert.doesNotMatch(await textOf(await peil.get('/krsd/mijn', farid.cookie)), /treefdatum/)
})
