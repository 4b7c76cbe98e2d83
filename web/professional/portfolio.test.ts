import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { CastProfessional } from '#testing/cast.ts'
import { professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { portfolioOf } from '#testing/portfolio.ts'

const today = '2022-12-09'

let peil: TestPlatform

before(async () => {
  peil = await testPlatform()
  await peil.setToday(today)
})

/** Somebody who became a candidate in the spring of 2022. */
function candidate(firstName: string): Promise<CastProfessional> {
  const email = `${firstName.toLowerCase()}@voorbeeld.nl`
  return professional(peil, { email, firstName, lastName: 'de Wit', since: '2022-04-01' })
}

test('a portfolio with characters that no font shows is a PDF all the same', async () => {
  const judith = await candidate('Judith')
  await portfolioOf(peil, judith.cookie).handIn('training', {
    title: 'Cursus 🎓 en 🧠, stap 1️⃣ ✅ ሰላም',
    on: '10 11 2021',
    'detail-provider': 'De Opleider 👨‍👩‍👧',
    'detail-stated-load': '2',
    accredited: 'nee',
  })
  const made = await peil.get('/krsd/mijn/portfolio.pdf', judith.cookie)
  assert.equal(made.status, 200)
  assert.match(Buffer.from(await made.arrayBuffer()).toString('latin1', 0, 8), /^%PDF-/)
  // What was typed is not lost.
  assert.match(await (await peil.get('/krsd/mijn', judith.cookie)).text(), /Cursus 🎓 en 🧠/)
})

describe('the portfolio of Lonneke in December 2022', () => {
  test('shows 50 of 96 and 46 to go, and 57 and 39 with the course that she has planned', async () => {
    const lonneke = await candidate('Lonneke')
    const portfolio = portfolioOf(peil, lonneke.cookie)
    await portfolio.handIn('general-meeting-workshop', {
      title: 'Twee workshops op de Algemene Vergadering',
      on: '19 mei 2022',
      'detail-provider': 'Ingrado',
      'detail-contact-hours': '4',
    })
    await portfolio.handIn('training', {
      title: 'Training Morele oordeelsvorming',
      on: '10 11 2021',
      'detail-provider': 'De Opleider',
      'detail-stated-load': '8',
      accredited: 'nee',
    })
    await portfolio.handIn('supervising', {
      title: 'Twee stagiaires',
      on: '30 06 2020',
      'detail-supervised': 'Twee stagiaires van de hogeschool',
      'detail-contact-hours': '10',
    })
    await portfolio.plan('training', {
      title: 'Passend Onderwijs',
      on: '7 februari 2023',
      'detail-provider': 'De Opleider',
      'detail-stated-load': '7',
    })
    await portfolio.handIn('training', {
      title: 'Online MAS-training',
      on: '13 4 2021',
      'detail-provider': 'De Opleider',
      'detail-stated-load': '4',
      accredited: 'nee',
    })
    await portfolio.handIn('boa-training', {
      title: 'BOA-bijscholing',
      on: '28 11 2022',
      'detail-provider': 'De Opleider',
      'detail-contact-hours': '24',
    })
    const text = await portfolio.text()
    assert.match(text, /Je hebt nog 46 uur nodig\. Met wat gepland is: totaal nog 39\./)
    assert.match(text, /50 van 96 uur Ingestuurd 7 gepland/)
    assert.doesNotMatch(text, /46 te weinig/, 'each figure once')
    assert.match(text, /24 van 24 uur/)
  })
})
