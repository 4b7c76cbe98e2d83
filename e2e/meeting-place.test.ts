import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { tellGroups } from '#domain/development/meeting-place/tell-groups.ts'
import {
  clickThrough,
  inBrowser,
  look as lookAt,
  noBrowser,
  scriptlessAxe,
} from '#testing/browser.ts'
import type { CastProfessional } from '#testing/cast.ts'
import { colleague, professional } from '#testing/cast.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'

// Professionals who never met find each other, write, form a group, and report one who misbehaves: at a desk, on a
// telephone without JavaScript, in the dark, and with the keyboard alone.

const skip = noBrowser()
const peil = await testPlatform({ register: 'krsd' })
const site = inBrowser(peil)
const here = () => `${site.base}/krsd`

async function look(page: Page, name: string, scripts = true): Promise<string> {
  const text = await lookAt(page, `ontmoeten-${name}`, scripts)
  // Wherever somebody comes, nobody else's address is there.
  assert.doesNotMatch(await page.content(), /@geheim\.example/, `${name} shows an address`)
  return text
}

const press = (on: Page, name: string | RegExp) =>
  clickThrough(
    on.getByRole('button', { name, ...(typeof name === 'string' ? { exact: true } : {}) }),
  )

const follow = (on: Page, name: string | RegExp) => clickThrough(on.getByRole('link', { name }))

const enter = (on: Page) => Promise.all([on.waitForEvent('load'), on.keyboard.press('Enter')])

function someone(firstName: string, lastName: string): Promise<CastProfessional> {
  return professional(peil, {
    email: `${firstName.toLowerCase()}@geheim.example`,
    firstName,
    lastName,
    status: 'certified',
    since: '2024-01-10',
    validFirst: '2024-02-01',
    validLast: '2027-01-31',
  })
}

const mailsTo = async (kind: string) =>
  (
    await peil.platform.db
      .selectFrom('mail_message')
      .where('kind', '=', kind as 'contact-asked')
      .select(['to_address', 'body_text'])
      .orderBy('created_at')
      .orderBy('id')
      .execute()
  ).map(({ to_address, body_text }) => `${to_address}\n${body_text}`)

test('colleagues find each other, write without an address, and part', { skip }, async () => {
  await peil.setToday('2026-09-01')
  const [judith, lonneke, berber] = [
    await someone('Judith', 'Hoekstra'),
    await someone('Lonneke', 'van der Meer'),
    await someone('Berber', 'Bos'),
  ]
  const desk = await site.open({ cookie: judith.cookie, width: 1280 })

  // By consent, and nothing typed is lost when something is wrong with it.
  await desk.goto(`${here()}/mijn/ontwikkeling`)
  await follow(desk, 'Ontmoeten: collega’s en groepen')
  assert.match(await look(desk, 'uitleg'), /Niemand ziet een adres/)
  await follow(desk, 'Meedoen')
  await desk.getByLabel('Overijssel, Gelderland en Flevoland').check()
  await desk.getByLabel('Leerplicht en RMC').check()
  const markup = '<img src=x onerror="document.title=1"> **vet** & “aanhalingstekens”'
  await desk.getByLabel(/Waarvoor kunnen collega’s/).fill(markup)
  await desk.getByLabel('Wat zoek je?').fill('x'.repeat(10_000))
  await press(desk, 'Meedoen')
  const wrong = await look(desk, 'profiel-fout')
  assert.match(wrong, /hoogstens 600 tekens/)
  assert.match(wrong, /Zonder dit kun je niet meedoen/)
  assert.equal(await desk.getByLabel(/Waarvoor kunnen collega’s/).inputValue(), markup)
  await desk.getByLabel('Wat zoek je?').fill('Een intervisiegroep')
  await desk.getByLabel(/Laat mijn naam en dit profiel zien/).check()
  await press(desk, 'Meedoen')
  assert.match(await look(desk, 'niemand'), /Niemand gevonden/)

  // On a telephone, without a script.
  const phone = await site.open({ cookie: lonneke.cookie, width: 390, javaScript: false })
  const phoneAxe = await scriptlessAxe(phone)
  await phone.goto(`${here()}/mijn/ontmoeten/profiel`)
  await phone.getByLabel(/Waarvoor kunnen collega’s/).fill('Stagiaires begeleiden')
  await phone.getByLabel('Overijssel, Gelderland en Flevoland').check()
  await phone.getByLabel(/Laat mijn naam en dit profiel zien/).check()
  await look(phone, 'profiel-390', false)
  assert.deepEqual(await phoneAxe(), [])
  await press(phone, 'Meedoen')
  const found = await look(phone, 'gevonden-390', false)
  // What she wrote is text, whatever stands in it.
  assert.ok(found.includes(markup.split(' **')[0] ?? ''), found)
  assert.notEqual(await phone.title(), '1')

  await desk.goto(`${here()}/mijn/ontmoeten`)
  await desk.getByLabel('Woorden').fill('STAGIAIRE')
  await press(desk, 'Zoeken')
  assert.match(await look(desk, 'zoeken'), /Lonneke van der Meer[\s\S]*Biedt: Stagiaires/)
  await desk.getByLabel('Gebied').selectOption({ label: 'Utrecht' })
  await press(desk, 'Zoeken')
  assert.match(await look(desk, 'zoeken-niets'), /Niemand gevonden/)
  await desk.goto(`${here()}/mijn/ontmoeten`)
  await follow(desk, /^Contact vragen ?: Lonneke van der Meer/)
  await press(desk, 'Contact vragen')
  assert.match(await look(desk, 'vragen-fout'), /Schrijf een bericht/)
  await desk.getByLabel('Wat schrijf je aan Lonneke van der Meer?').fill('Mag ik je iets vragen?')
  await press(desk, 'Contact vragen')
  assert.match(await look(desk, 'gevraagd'), /Gevraagd[\s\S]*Mag ik je iets vragen/)
  const [asked] = await mailsTo('contact-asked')
  assert.match(asked ?? '', /^lonneke@geheim\.example\n[\s\S]*Mag ik je iets vragen\?/)
  assert.doesNotMatch(asked ?? '', /judith@/)

  // With the keyboard alone, small and in the dark.
  const small = await site.open({ cookie: lonneke.cookie, width: 320, scheme: 'dark' })
  await small.goto(`${here()}/mijn/ontmoeten`)
  assert.match(await look(small, 'wacht-320-donker'), /wacht sinds .* op je antwoord/)
  await small.getByRole('link', { name: 'Judith Hoekstra', exact: true }).focus()
  await enter(small)
  await look(small, 'antwoord-320-donker')
  await tabTo(small, 'Ja, contact')
  await enter(small)
  await small.getByLabel('Bericht aan Judith Hoekstra').focus()
  await small.keyboard.type('Natuurlijk.')
  await tabTo(small, 'Versturen')
  await enter(small)
  assert.match(await look(small, 'contact-320-donker'), /Natuurlijk\./)

  // A group, for who is in it.
  await desk.goto(`${here()}/mijn/ontmoeten`)
  await follow(desk, 'Groep beginnen')
  await press(desk, 'Groep beginnen')
  assert.match(await look(desk, 'groep-fout'), /Vul in hoe de groep heet/)
  await desk.getByLabel('Hoe heet de groep?').fill('Leerplicht oost')
  await desk.getByLabel('Waar is de groep voor?').fill('Vragen stellen en van elkaar leren.')
  await press(desk, 'Groep beginnen')
  const group = desk.url()
  await desk.getByLabel('Schrijf aan de groep').fill('Wie belt bij jullie de ouders?')
  await press(desk, 'Versturen')
  assert.match(await look(desk, 'groep'), /In deze groep: Judith Hoekstra\./)
  await small.goto(group)
  assert.doesNotMatch(await look(small, 'groep-erbuiten-320-donker'), /Judith|Wie belt/)
  await press(small, 'Meedoen met deze groep')
  assert.match(await look(small, 'groep-erin-320-donker'), /Wie belt bij jullie/)
  await small.getByLabel('Schrijf aan de groep').fill('De school.')
  await press(small, 'Versturen')
  await peil.act(clock, tellGroups, '2026-09-02')
  const morning = await mailsTo('written-in-group')
  assert.deepEqual(morning.map((mail) => mail.split('@')[0]).toSorted(), ['judith', 'lonneke'])
  await press(small, /^Uitzetten/)
  assert.match(await look(small, 'groep-zonder-mail'), /Er komt geen e-mail over deze groep/)

  // Somebody misbehaves in the group.
  const other = await site.open({ cookie: berber.cookie, width: 390 })
  await other.goto(`${here()}/mijn/ontmoeten/profiel`)
  await other.getByLabel('Wat zoek je?').fill('Klanten')
  await other.getByLabel(/Laat mijn naam en dit profiel zien/).check()
  await press(other, 'Meedoen')
  await other.goto(group)
  await press(other, 'Meedoen met deze groep')
  await other.getByLabel('Schrijf aan de groep').fill('Koop mijn cursus, of anders.')
  await press(other, 'Versturen')
  await desk.goto(group)
  await follow(desk, /Melden of op afstand houden ?: bericht van Berber/)
  await desk.getByLabel('Melden bij').check()
  await desk.getByLabel('Op afstand houden').check()
  await press(desk, 'Versturen')
  assert.match(await look(desk, 'melden-fout'), /Schrijf op wat er aan de hand is/)
  await desk.getByLabel('Wat is er aan de hand?').fill('Dit is reclame met een dreiging.')
  await press(desk, 'Versturen')
  assert.match(await look(desk, 'gemeld'), /Berber Bos is nu op afstand/)
  await desk.goto(group)
  assert.doesNotMatch(await look(desk, 'groep-zonder-berber'), /Berber|Koop mijn/)
  await other.goto(group)
  assert.doesNotMatch(await look(other, 'groep-zonder-judith-390'), /Judith|Wie belt/)

  const [sanne, joost] = [await colleagueCalled('Sanne'), await colleagueCalled('Joost')]
  const work = await site.open({ cookie: sanne, width: 1280 })
  await work.goto(`${here()}/werk/ontmoetingsplek`)
  await look(work, 'werk')
  await follow(work, 'Berber Bos')
  await press(work, 'Afhandelen')
  assert.match(await look(work, 'werk-melding-fout'), /Schrijf op waarom/)
  await work.getByLabel('Berber Bos uit de ontmoetingsplek halen').check()
  await work.getByLabel('Waarom?').fill('Reclame hoort hier niet, en dreigen ook niet.')
  await press(work, 'Afhandelen')
  assert.match((await mailsTo('report-settled'))[0] ?? '', /^judith@[\s\S]*Reclame hoort hier niet/)
  assert.match((await mailsTo('taken-out-of-sight'))[0] ?? '', /^berber@[\s\S]*Reclame hoort hier/)

  await other.goto(`${here()}/mijn/ontmoeten`)
  assert.match(await look(other, 'eruit-390'), /uit de ontmoetingsplek gehaald[\s\S]*Reclame hoort/)
  await follow(other, 'Je kunt bezwaar maken')
  await look(other, 'bezwaar-390')
  await other.getByLabel('Waarom ben je het er niet mee eens?').fill('Het was een grap.')
  await press(other, 'Bezwaar maken')
  assert.match(await look(other, 'bezwaar-gemaakt-390'), /Komt nog/)
  await work.goto(`${here()}/werk/ontmoetingsplek`)
  await follow(work, 'Berber Bos')
  assert.match(await look(work, 'werk-bezwaar-eigen'), /Een collega beantwoordt dit bezwaar/)
  const second = await site.open({ cookie: joost, width: 390 })
  await second.goto(work.url())
  await second.getByLabel('Berber Bos mag weer meedoen').check()
  await second.getByLabel('Waarom?').fill('Een waarschuwing is genoeg.')
  await look(second, 'werk-bezwaar-390')
  await press(second, 'Afhandelen')
  assert.match((await mailsTo('report-objection-answered'))[0] ?? '', /doet weer mee/)

  // Judith keeps her away still, lets her be found again, and leaves.
  await desk.goto(`${here()}/mijn/ontmoeten`)
  assert.doesNotMatch(await look(desk, 'nog-op-afstand'), /Contact vragen: Berber/)
  await desk.getByText('Collega’s op afstand (1)').click()
  await press(desk, /Niet meer op afstand houden/)
  assert.match(await look(desk, 'weer-te-zien'), /Berber Bos/)
  await follow(desk, 'Stoppen met de ontmoetingsplek')
  await look(desk, 'stoppen')
  await press(desk, 'Stoppen')
  assert.match(await look(desk, 'gestopt'), /doet niet meer mee/)
  await phone.goto(`${here()}/mijn/ontmoeten`)
  assert.doesNotMatch(await look(phone, 'zonder-judith-390', false), /Judith/)
})

async function colleagueCalled(firstName: string): Promise<string> {
  const email = `${firstName.toLowerCase()}@bureau.example`
  return (await colleague(peil, { email, firstName, lastName: 'Bureau' }, ['secretariat'])).cookie
}

/** Goes on with Tab until a button of this name has the focus, which can be seen. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let at = 0; at < 60; at += 1) {
    await page.keyboard.press('Tab')
    const label = await page.evaluate(() => document.activeElement?.textContent?.trim())
    if (label !== name) continue
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement as Element)
      return outlineStyle !== 'none' && outlineWidth !== '0px'
    })
    assert.ok(outline, `${name} has the focus and does not show it`)
    return
  }
  assert.fail(`with the keyboard nobody comes to ${name}`)
}
