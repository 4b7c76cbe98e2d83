import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { plainPdf } from '#domain/demo/cast/plain-proof.ts'
import { signUpOrganisation } from '#domain/organisations/sign-up/sign-up-organisation.ts'
import { inBrowser, look, noBrowser, readText } from '#testing/browser.ts'
import { activity, colleague, enough, file, passOn, professional } from '#testing/cast.ts'
import { testPlatform } from '#testing/platform.ts'

// A label of a provider, from whoever states it to whoever judges an hour by it.

const skip = noBrowser()
const peil = await testPlatform()
const today = '2026-11-20'
await peil.setToday(today)
const site = inBrowser(peil)

const colleagueOf = (name: string, roles: Parameters<typeof colleague>[2]) =>
  colleague(
    peil,
    { email: `${name.toLowerCase()}@voorbeeld.nl`, firstName: name, lastName: 'Visser' },
    roles,
  )
const farid = await professional(peil, {
  email: 'farid@voorbeeld.nl',
  firstName: 'Farid',
  lastName: 'El Amrani',
})
const mila = await colleagueOf('Mila', [])
const sanne = await colleagueOf('Sanne', ['secretariat'])
const tom = await colleagueOf('Tom', ['committee'])
const facts = {
  ...{ name: 'Trainingsbureau Molenbeek', tradeNames: [], kinds: ['provider' as const] },
  ...{ kvk: undefined, street: 'Weg', houseNumber: '1', postcode: '1234 AB', city: 'Molenbeek' },
  ...{ website: '', mailDomain: '', contactEmail: 'a@voorbeeld.nl', contactPhone: '' },
}
const signedUp = await peil.act(
  mila.actor,
  (context) => signUpOrganisation(context, { facts, files: [], isNoneOf: [] }),
  today,
)
const provider = signedUp.outcome === 'signed-up' ? signedUp.id : ''

async function fillDay(page: Page, name: string, [d, m, y]: readonly string[]): Promise<void> {
  for (const [part, value] of [
    ['dag', d],
    ['maand', m],
    ['jaar', y],
  ] as const) {
    await page.locator(`[name="${name}-${part}"]`).fill(value ?? '')
  }
}

test('a provider states a label on a telephone without scripts, and the back office sees it', {
  skip,
}, async () => {
  const page = await site.open({ cookie: mila.cookie, width: 390, javaScript: false })
  page.setDefaultTimeout(15_000)
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  await page.goto(`${site.base}/krsd/organisaties/${provider}`)
  await page.getByRole('link', { name: 'Keurmerken' }).click()
  assert.match(await look(page, 'keurmerken-leeg-390', false), /Nog geen keurmerk/)
  await page.getByRole('link', { name: 'Keurmerk opgeven' }).click()
  await press('Opgeven')
  assert.match(await look(page, 'keurmerk-fouten-390', false), /Kies welk keurmerk het is/)
  await page.getByLabel('CRKBO').check()
  await page.getByLabel('Instelling').check()
  await page.getByLabel('Nummer', { exact: false }).first().fill('B-103')
  await fillDay(page, 'geldig-vanaf', ['1', '10', '2024'])
  await fillDay(page, 'geldig-tot', ['30', '9', '2026'])
  await page.setInputFiles('[name="bewijs"]', {
    ...{ name: 'crkbo.pdf', mimeType: 'application/pdf' },
    buffer: plainPdf(['Bewijs']),
  })
  await press('Opgeven')
  const list = await look(page, 'keurmerken-390', false)
  assert.match(list, /CRKBO \(instelling\)/)
  assert.match(list, /Nog niet gezien/)

  const office = await site.open(sanne)
  office.setDefaultTimeout(15_000)
  await office.goto(`${site.base}/krsd/werk`)
  await office
    .getByRole('link', { name: /Keurmerken/ })
    .first()
    .click()
  await look(office, 'keurmerken-werk')
  await office.getByRole('link', { name: 'CRKBO (instelling)' }).click()
  await look(office, 'keurmerk-werk')
  await office.getByLabel('Gezien, zoals hieronder staat').check()
  await office.getByRole('button', { name: 'Vastleggen' }).click()
  assert.match(await look(office, 'keurmerken-gezien'), /Alles is gezien/)
})

test('an expired label asks whoever enters the activity, and is found as they type', {
  skip,
}, async () => {
  const page = await site.open(farid)
  page.setDefaultTimeout(15_000)
  await page.goto(`${site.base}/krsd/mijn/activiteiten?soort=training`)
  await page.getByLabel('Naam van de activiteit').fill('Verzuim voorkomen')
  await page.getByLabel('Wie gaf het?').pressSequentially('molenbeek')
  await page.getByText('Trainingsbureau Molenbeek, Molenbeek').waitFor()
  await look(page, 'opleider-typen')
  await page.getByLabel('Trainingsbureau Molenbeek, Molenbeek').check()
  await fillDay(page, 'completed-on', ['21', '10', '2026'])
  await page.locator('[name="detail-stated-load"]').fill('8')
  await page.locator('[name="accredited"][value="ja"]').check()
  await page.getByLabel('CRKBO').check()
  await page.setInputFiles('[name="evidence"]', {
    ...{ name: 'bewijs.pdf', mimeType: 'application/pdf' },
    buffer: plainPdf(['Bewijs']),
  })
  await page.locator('[name="confirmation"][value="none"]').check()
  await page.getByRole('button', { name: 'Opslaan en insturen' }).click()
  const asked = await look(page, 'keurmerk-vraag')
  assert.match(asked, /verlopen: geldig tot en met 30-09-2026, 3 weken voor deze activiteit/)
  assert.match(asked, /een afdruk van het openbare register van het keurmerk/)
  const narrow = await site.open({ cookie: farid.cookie, width: 320 })
  await narrow.goto(page.url())
  await page.getByRole('button', { name: 'Toch insturen' }).click()
  await page.getByRole('link', { name: 'Verzuim voorkomen' }).click()
  const shown = await look(page, 'activiteit')
  assert.match(shown, /Keurmerk\s+Vraag CRKBO \(instelling\), verlopen/)
  await page.goto(`${site.base}/krsd/mijn`)
  assert.match(await look(page, 'portfolio'), /verlopen: geldig tot en met 30-09-2026/)
  // The same without scripts: a button looks who is called so.
  const plain = await site.open({ cookie: farid.cookie, width: 390, javaScript: false })
  await plain.goto(`${site.base}/krsd/mijn/activiteiten?soort=training`)
  await plain.getByLabel('Naam van de activiteit').fill('Nog een training')
  await plain.getByLabel('Wie gaf het?').fill('molenb')
  await plain.getByRole('button', { name: 'Zoek deze opleider' }).click()
  assert.match(await look(plain, 'opleider-390', false), /Trainingsbureau Molenbeek, Molenbeek/)
  assert.equal(await plain.getByLabel('Wie gaf het?').inputValue(), 'molenb')
})

test('who judges sees the question, can see a label themselves, and refuses the accreditation alone', {
  skip,
}, async () => {
  const who = await professional(peil, {
    email: 'judith@voorbeeld.nl',
    firstName: 'Judith',
    lastName: 'Vos',
  })
  await enough(peil, who, '2026-05-01')
  const given = { claimed: 400, accredited: true, completedOn: '2026-10-21' }
  await activity(peil, who, {
    ...given,
    ...{ title: 'Na het einde', provider: 'Trainingsbureau Molenbeek' },
  })
  await activity(peil, who, {
    ...{ ...given, claimed: 300, completedOn: '2026-10-22' },
    ...{ title: 'Nog onbekend', provider: 'Het Leerplein' },
  })
  const applicationId = await file(peil, who, today)
  const office = await site.open(sanne)
  office.setDefaultTimeout(15_000)
  await office.goto(`${site.base}/krsd/werk/aanvragen/${applicationId}`)
  await look(office, 'aanvraag-werk')
  const open = async (page: Page, title: string) => {
    const details = page.locator('.review-item > details', { hasText: title }).first()
    if ((await details.getAttribute('open')) === null)
      await details.locator('summary').first().click()
  }
  await open(office, 'Nog onbekend')
  const text = await readText(office.locator('body'))
  assert.match(text, /Na het einde\. [^\n]*keurmerk verlopen/)
  assert.match(text, /Nog onbekend\. [^\n]*keurmerk onbekend/)
  const item = office.locator('.review-item', { hasText: 'Nog onbekend' })
  await item.getByRole('link', { name: 'Leg het keurmerk vast' }).click()
  assert.equal(await office.locator('[name="houder"]').inputValue(), 'Het Leerplein')
  await look(office, 'keurmerk-vastleggen')
  await office.getByLabel('Instelling').check()
  await fillDay(office, 'geldig-tot', ['31', '12', '2027'])
  await office.getByRole('button', { name: 'Vastleggen' }).click()
  assert.match(await readText(office.locator('body')), /Het keurmerk is vastgelegd/)
  await open(office, 'Nog onbekend')
  const after = await readText(office.locator('.review-item', { hasText: 'Nog onbekend' }).first())
  assert.match(after, /CRKBO \(instelling\), geldig op 22-10-2026, gezien op 20-11-2026/)
  await look(office, 'aanvraag-gezien')

  // The committee: the hours stay, and are not accredited.
  await passOn(peil, sanne.actor, applicationId, today)
  const page = await site.open(tom)
  page.setDefaultTimeout(15_000)
  await page.goto(`${site.base}/krsd/commissie/aanvragen/${applicationId}`)
  await page.getByRole('button', { name: 'Ik heb geen band. Dossier openen' }).click()
  const judged = page.locator('.review-item', { hasText: 'Na het einde' }).first()
  await open(page, 'Na het einde')
  const asked = await readText(judged)
  assert.match(asked, /verlopen: geldig tot en met 30-09-2026, 3 weken voor deze activiteit/)
  assert.match(asked, /Klopt de accreditatie\?/)
  await look(page, 'commissie')
  await judged.getByLabel(/^Goedkeuren/).check()
  await judged.getByLabel('Nee, het telt niet als geaccrediteerd').check()
  await look(page, 'commissie-weigert')
})
