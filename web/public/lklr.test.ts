import assert from 'node:assert/strict'
import { test } from 'node:test'
import { activity, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'

// What the LKLR tells, and what its website told.

const peil = await testPlatform({ register: 'lklr' })

test('who has a question reads whom to call, and when', async () => {
  const page = await textOf(await peil.get('/lklr/contact'))
  assert.match(page, /030 123 45 67/)
  assert.match(page, /Op maandag en vrijdag van 9\.00 tot 12\.30 uur/)
  assert.match(page, /Van dinsdag tot en met donderdag van 9\.00 tot 15\.00 uur/)
})

test('the annex with fixed points is named, and that it is not there', async () => {
  const page = await textOf(await peil.get('/lklr/reglement'))
  assert.match(page, /Overzicht deskundigheid bevorderende activiteiten/)
  assert.match(page, /Die is er niet/)
})

test('before there is a registration activities are entered, and add up for A1 and A2', async () => {
  const who = await professional(peil, {
    email: 'farid@voorbeeld.nl',
    firstName: 'Farid',
    lastName: 'El Amrani',
  })
  const completedOn = '2026-06-01'
  await activity(peil, who, { title: 'Les', claimed: 1000, completedOn })
  await activity(peil, who, {
    title: 'Intervisie',
    kind: 'peer-consultation',
    claimed: 500,
    completedOn,
  })
  const page = await textOf(await peil.get('/lklr/mijn', who.cookie))
  assert.match(page, /Bij- en nascholing \(A1\) 10 punten/)
  assert.match(page, /Overige deskundigheidsbevordering \(A2\) 5 punten/)
})
