import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { noBrowser } from '#testing/browser.ts'
import { activity } from '#testing/cast.ts'
import {
  category,
  did,
  diploma,
  seniorFor5Years,
  start,
  statesAnew,
  vog,
} from '#testing/client-support.ts'
import type { Traveller } from '#testing/journey.ts'
import {
  apply,
  decided,
  follow,
  give,
  go,
  letter,
  openStage,
  publicly,
  said,
  send,
  signUp,
} from '#testing/journey.ts'

// What the regulation of the Cliëntondersteuners says of people, lived through the screen by each of
// them, from signing up to the decision. Years of activities, and what a journey has in common with
// another, come in by the use cases. More of them, for `npm run test:long`, are in more-journeys.test.ts
// and in in-training.test.ts.

const skip = noBrowser()
const stage = await openStage('clientondersteuners')
const { peil } = stage

/** Announces that the original of the VOG comes by post; gives the number on the sheet that goes along. */
async function sendsByPost(who: Traveller): Promise<string> {
  await go(who, '/mijn/dossier')
  await follow(who, 'Stuur het origineel per post')
  await send(who, 'Aanmelden en voorblad maken', { 'Doet u een retourenvelop bij?': 'Nee' })
  return /Nummer (P\d+)/.exec(await said(who))?.[1] ?? assert.fail(await said(who))
}

/** The back office receives it, finds it in order and destroys it. */
async function receives(number: string, issuedOn: string): Promise<void> {
  const office = await stage.office()
  await go(office, `/werk/post?zoek=${number}`)
  await send(office, 'Is binnen')
  await send(office, 'Opslaan', {
    'Is het origineel in orde?': 'In orde',
    'Welke datum van afgifte staat erop?': issuedOn,
  })
  await send(office, 'Opslaan', { 'Wat is er met het origineel gebeurd?': 'Vernietigd' })
}

describe('from signing up to the decision', { skip }, () => {
  // Article 4 under c, example Hollander: 100 accredited, 30 reflection, 75 others; reflection is 10 short.
  test('mw. Hollander has 205 points, and is refused since 10 of reflection are missing', async () => {
    const who = await seniorFor5Years(stage, ['Hanneke', 'Hollander'])
    await did(stage, who, { accredited: 100, reflection: 30, other: 75 })
    await statesAnew(stage, who)
    await go(who, '/mijn/certificering')
    assert.match(await said(who), /U kunt nog niet aanvragen/)
    assert.match(await said(who), /Reflectie[\s\S]*30 van 40 punten[\s\S]*10/)
    // What she thought to be supervision is none for the committee.
    await activity(peil, who, {
      title: 'Gesprekken met een collega',
      kind: 'supervision',
      claimed: 1500,
      completedOn: '2030-05-01',
    })
    const id = await apply(who)
    await decided(stage, who, {
      whole: 'Voldoet niet',
      rejected: ['Gesprekken met een collega'],
    })
    const words = await letter(who, id)
    assert.match(words, /Reflectie.*30.*40.*10 te weinig/)
    const page = await said(who)
    assert.match(page, /afgewezen/)
    assert.match(page, /Reflectie[\s\S]*30 van 40 punten/)
    assert.match(page, /205 van 160 punten/)
    const api = new URL('/api/v1/clientondersteuners/assessment', who.home).href
    const { norms } = (await (await who.page.request.get(api)).json()) as {
      readonly norms: readonly { readonly id: string; readonly shortfall: number | null }[]
    }
    assert.equal(norms.find((norm) => norm.id === 'reflection')?.shortfall, 10)
  })

  // Article 1: a VOG is not older than 12 months on the day of the application.
  test('a VOG of 12 months passes, a day older does not', async () => {
    await peil.setToday(start)
    const who = await signUp(stage, 'Anouk', 'Smeets')
    await give(who, 'Kies een categorie', category('Junior'))
    await give(who, "Een van de genoemde hbo-diploma's", diploma)
    await give(who, 'Datum van het diploma', {
      'Op welke datum is uw diploma afgegeven?': '1995-07-01',
    })
    await give(who, 'VOG', vog('2025-08-31'))
    await go(who, '/mijn/certificering')
    assert.match(await said(who), /U kunt nog niet aanvragen/)
    assert.match(
      await said(who),
      /Te oud: de VOG, van 31 augustus 2025\. Op 1 september 2026 is dat ouder dan 12 maanden\./,
    )
    await give(who, 'VOG', vog('2025-09-01'))
    const sheet = await sendsByPost(who)
    const id = await apply(who)
    await receives(sheet, '2025-09-01')
    await decided(stage, who)
    await go(who, `/mijn/certificering/${id}`)
    assert.match(await said(who), /U bent geregistreerd/)
    assert.match(await publicly(stage, who), /Junior/)
    await go(who, '/mijn/dossier')
    assert.match(await said(who), /Vernietigd op 1 september 2026/)
  })
})
