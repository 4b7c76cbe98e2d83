import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { serve } from '@hono/node-server'
import pino from 'pino'
import type { Page } from 'playwright-core'
import { makeApp } from '#server/app.ts'
import {
  axe,
  clickThrough,
  inBrowser,
  noBrowser,
  sidewaysScroll,
  signInAs,
  withAxe,
} from '#testing/browser.ts'
import { newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { withSecondFactor } from '#testing/second-factor.ts'

// A stranger becomes a candidate, in a real browser without JavaScript; the back office does its
// part in between, in a window of its own.

const skip = noBrowser()
const silent = pino({ level: 'silent' })
const peil = await testPlatform()
const site = inBrowser(peil)

/** A window without JavaScript, as wide as asked. */
const open = (options: { width?: number; cookie?: string } = {}) =>
  site.open({ ...options, javaScript: false })

const heading = (page: Page) => page.locator('h1').innerText()
const press = (page: Page, name: string) =>
  clickThrough(page.locator('main').getByRole('button', { name, exact: true }))

/** The link of the newest mail of a kind. */
async function mailedLink(to: string, kind: string): Promise<string> {
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', to)
    .where('kind', '=', kind)
    .select('body_text')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  const link = /https?:\/\/\S+/.exec(mail.body_text)?.[0] ?? ''
  return link.replace(peil.platform.origin, site.base)
}

const shots = process.env.PEIL_SCREENSHOTS
const shoot = async (page: Page, name: string) => {
  assert.equal(await sidewaysScroll(page), 0, `${name} scrolls sideways`)
  if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true })
}

test('a stranger signs up, signs, pays and is a candidate', {
  skip,
  timeout: 180_000,
}, async () => {
  const email = 'noor@voorbeeld.nl'
  const page = await open()
  await page.goto(`${site.base}/krsd/aanmelden`)
  assert.equal(await heading(page), 'Aanmelden bij het KRSD')
  await shoot(page, 'start')
  await page.getByRole('link', { name: 'Account maken' }).click()

  await page.getByLabel('E-mailadres').fill('noor')
  await page.getByLabel('Wachtwoord').fill('kort')
  await press(page, 'Account maken')
  assert.match(await page.title(), /^Fout: /)
  assert.equal(await page.getByLabel('E-mailadres').inputValue(), 'noor')
  await shoot(page, 'account-wrong')
  await page.getByLabel('E-mailadres').fill(' Noor@Voorbeeld.nl ')
  await page.getByLabel('Wachtwoord').fill('drie groene fietsen')
  await press(page, 'Account maken')
  assert.equal(await heading(page), 'Bevestig je e-mailadres')
  await shoot(page, 'account-mailed')

  const link = await mailedLink(email, 'confirm-account')
  await page.goto(link)
  // Opening the link twice does nothing: only the button confirms.
  await page.goto(link)
  await press(page, 'Ja, bevestigen')
  assert.equal(await heading(page), 'Aanmelden bij het KRSD')
  await shoot(page, 'tasks')

  await page.getByRole('link', { name: 'Je gegevens' }).click()
  await page.getByLabel('Voornaam').fill('Noor')
  await page.getByLabel('Postcode').fill('12')
  await press(page, 'Bewaren en verder')
  assert.match(await page.locator('.alert-error').innerText(), /Vul je achternaam in/)
  await shoot(page, 'person-wrong')
  // What was typed is kept, also with errors.
  await page.goto(`${site.base}/krsd/aanmelden/gegevens`)
  assert.equal(await page.getByLabel('Voornaam').inputValue(), 'Noor')
  await page.getByLabel('Voorletters').fill('N.')
  await page.getByLabel('Tussenvoegsel').fill('van den')
  await page.getByLabel('Achternaam').fill('Berg')
  await page.getByLabel('Straat').fill('Kerkstraat')
  await page.getByLabel('Huisnummer').fill('1 bis')
  await page.getByLabel('Postcode').fill('3511ap')
  await page.getByLabel('Woonplaats').fill('Utrecht')
  await shoot(page, 'person')
  await press(page, 'Bewaren en verder')

  await page.getByRole('link', { name: 'Je werk' }).click()
  await page.getByLabel('Leerplichtambtenaar').check()
  await page.getByLabel('Werkgever').fill('Gemeente Heideveld')
  await page.getByLabel('Gemeente of regio').fill('Heideveld')
  await page.getByLabel('Functie').fill('Leerplichtambtenaar')
  await shoot(page, 'work')
  await press(page, 'Bewaren en verder')

  await page.getByRole('link', { name: 'Verklaringen' }).click()
  await press(page, 'Bewaren en verder')
  assert.match(await page.title(), /^Fout: /)
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await shoot(page, 'declarations')
  await press(page, 'Bewaren en verder')

  await page.getByRole('link', { name: 'Controleren en insturen' }).click()
  await shoot(page, 'check')
  // "Wijzig" returns to the check page.
  await page.getByRole('link', { name: 'Wijzig Je werk' }).click()
  await page.getByLabel('Functie').fill('RMC-consulent')
  await press(page, 'Bewaren en verder')
  assert.equal(await heading(page), 'Controleren en insturen')
  assert.match(await page.locator('main').innerText(), /RMC-consulent/)
  await press(page, 'Aanmelding insturen')
  assert.equal(await heading(page), 'Je aanmelding is binnen')
  await shoot(page, 'sent')

  await page.getByRole('link', { name: 'Overeenkomst lezen en ondertekenen' }).click()
  await page.getByText('De overeenkomst wordt gemaakt.').first().waitFor()
  await shoot(page, 'agreement-coming')
  await peil.makePapers()
  // The page renews itself, without a script.
  await page.getByRole('button', { name: 'Ondertekenen' }).waitFor()
  await press(page, 'Ondertekenen')
  assert.match(await page.locator('.alert-error').innerText(), /Zet een vinkje/)
  await page.getByRole('checkbox').check()
  await page.getByLabel('Je voor- en achternaam').fill('Iemand Anders')
  await press(page, 'Ondertekenen')
  assert.match(await page.locator('.alert-error').innerText(), /Noor van den Berg/)
  assert.equal(await page.getByRole('checkbox').isChecked(), true)
  await shoot(page, 'sign-wrong')
  await page.getByLabel('Je voor- en achternaam').fill('Noor van den Berg')
  await press(page, 'Ondertekenen')
  assert.match(await page.locator('main').innerText(), /Wij zijn aan zet/)
  await shoot(page, 'tasks-signed')

  const office = await open({
    cookie: (await peil.signIn('sanne@krsd.nl', ['secretariat'])).cookie,
  })
  await office.goto(`${site.base}/krsd/werk`)
  await shoot(office, 'office')
  await office.getByRole('link', { name: 'Overeenkomsten' }).click()
  await shoot(office, 'office-agreements')
  await office.getByRole('link', { name: 'Noor van den Berg' }).click()
  await shoot(office, 'office-agreement')
  await press(office, 'Besluit opslaan')
  assert.match(await office.locator('.alert-error').innerText(), /Kies wat je besluit/)
  await office.getByLabel('Goedkeuren').check()
  await press(office, 'Besluit opslaan')
  assert.match(await office.locator('main').innerText(), /KRSD-000001/)

  await page.goto(`${site.base}/krsd/aanmelden/taken`)
  await shoot(page, 'tasks-approved')
  await page.getByRole('link', { name: 'Betalen' }).click()
  await page.getByText(/Factuur \S+ wordt gemaakt/).waitFor()
  await peil.makePapers()
  await page.getByRole('link', { name: 'Factuur openen (PDF)' }).waitFor()
  await shoot(page, 'pay')
  const text = await page.locator('main').innerText()
  const reference = /RF\d\d[ \w]+/.exec(text)?.[0] ?? ''
  assert.match(text, /€\s95,00/)

  await office.goto(`${site.base}/krsd/werk/betalingen`)
  await office.getByLabel('Betalingskenmerk, factuurnummer of naam').fill(reference)
  await office.getByRole('button', { name: 'Zoeken' }).click()
  await shoot(office, 'office-payments')
  await office.getByRole('link', { name: /KRSD-F/ }).click()
  await shoot(office, 'office-invoice')
  await press(office, 'Verder')
  assert.equal(await heading(office), 'Betaling boeken')
  await shoot(office, 'office-confirm')
  await press(office, 'Betaling boeken')
  assert.match(await office.locator('main').innerText(), /nu kandidaat/)

  await page.goto(`${site.base}/krsd/mijn/gegevens`)
  assert.match(await page.locator('main').innerText(), /Kandidaat/)
  await shoot(page, 'my-data')
  await page.goto(`${site.base}/krsd/mijn/facturen`)
  assert.match(await page.locator('main').innerText(), /Betaald/)
  await shoot(page, 'my-invoices')
  await page.goto(`${site.base}/krsd/mijn/berichten`)
  await shoot(page, 'my-messages')
  await page.getByRole('link', { name: /je bent kandidaat/ }).click()
  await shoot(page, 'my-message')
  await page.goto(`${site.base}/krsd/mijn/beveiliging`)
  await shoot(page, 'my-security')

  await office.goto(`${site.base}/krsd/werk/zoeken?zoek=berg`)
  await shoot(office, 'office-search')
  await office.getByRole('link', { name: 'Noor van den Berg' }).click()
  await shoot(office, 'office-file')

  // On a phone the same pages fit.
  const phone = await open({ width: 390 })
  await phone.goto(`${site.base}/krsd/inloggen`)
  await shoot(phone, 'phone-sign-in')
  await phone.getByLabel('E-mailadres').fill('krsd 1')
  await phone.getByLabel('Wachtwoord').fill('drie groene fietsen')
  await press(phone, 'Inloggen')
  for (const path of [
    'gegevens',
    'facturen',
    'berichten',
    'beveiliging',
    'gegevens/uitschrijven',
  ]) {
    await phone.goto(`${site.base}/krsd/mijn/${path}`)
    await shoot(phone, `phone-${path.replace('/', '-')}`)
  }
  await phone.goto(`${site.base}/krsd/aanmelden/overeenkomst`)
  await shoot(phone, 'phone-agreement')
})

test('the pages of the back office and of one’s own data read well, light and dark', {
  skip,
  timeout: 120_000,
}, async () => {
  const today = Temporal.Now.plainDateISO('Europe/Amsterdam').toString()
  const who = await newcomer(peil, 'donker@voorbeeld.nl', today, 'signed')
  const other = await newcomer(peil, 'betaald@voorbeeld.nl', today, 'approved')
  await peil.makePapers()
  const unsigned = await newcomer(peil, 'papier@voorbeeld.nl', today)
  const signing = await peil.signIn('papier@voorbeeld.nl')
  const office = await peil.signIn('sanne@krsd.nl', ['secretariat'])
  const own = await peil.signIn('betaald@voorbeeld.nl')
  const visits = [
    { cookie: office.cookie, path: 'werk' },
    { cookie: office.cookie, path: 'werk/overeenkomsten' },
    { cookie: office.cookie, path: `werk/overeenkomsten/${who.agreementId}` },
    { cookie: office.cookie, path: `werk/overeenkomsten/${unsigned.agreementId}/ontvangst` },
    { cookie: office.cookie, path: 'werk/betalingen' },
    { cookie: office.cookie, path: `werk/betalingen/${other.invoiceId}` },
    { cookie: office.cookie, path: 'werk/zoeken?zoek=amrani' },
    { cookie: office.cookie, path: `werk/dossiers/${other.registrationId}` },
    { cookie: own.cookie, path: 'aanmelden/taken' },
    { cookie: own.cookie, path: 'aanmelden/betalen' },
    { cookie: own.cookie, path: 'aanmelden/overeenkomst' },
    { cookie: signing.cookie, path: 'aanmelden/overeenkomst/papier' },
    { cookie: own.cookie, path: 'mijn/gegevens' },
    { cookie: own.cookie, path: 'mijn/streefdatum' },
    { cookie: own.cookie, path: 'mijn/gegevens/persoonlijk' },
    { cookie: own.cookie, path: 'mijn/gegevens/uitschrijven' },
    { cookie: own.cookie, path: 'mijn/facturen' },
    { cookie: own.cookie, path: 'mijn/berichten' },
    { cookie: own.cookie, path: 'mijn/beveiliging' },
  ]
  // Every page once, in turns by day and by night.
  for (const [index, { cookie, path }] of visits.entries()) {
    const scheme = index % 2 === 0 ? 'dark' : 'light'
    const page = await site.open({ cookie, scheme })
    await page.goto(`${site.base}/krsd/${path}`)
    assert.deepEqual(await axe(page), [], `${path}, ${scheme}`)
    await shoot(page, `${scheme}-${path.replace(/\W+/g, '-').slice(0, 30)}`)
    await page.context().close()
  }
})

test('the pages of signing up and signing in have no accessibility faults', { skip }, async () => {
  const who = await peil.signIn('axe@voorbeeld.nl')
  const page = await site.open()
  const paths = ['aanmelden', 'aanmelden/account', 'aanmelden/account/verstuurd', 'inloggen']
  for (const path of [...paths, 'inloggen/link', 'inloggen/wachtwoord-vergeten']) {
    await page.goto(`${site.base}/krsd/${path}`)
    assert.deepEqual(await axe(page), [], path)
  }
  await signInAs(page.context(), who.cookie, site.base)
  const own = ['taken', 'gegevens', 'werk', 'verklaringen']
  for (const path of own) {
    await page.goto(`${site.base}/krsd/aanmelden/${path}`)
    assert.deepEqual(await axe(page), [], path)
  }
})

test('a passkey is added in the browser, and signs in as both steps, beside what needs no script', {
  skip,
  timeout: 120_000,
}, async () => {
  const email = 'sanne.sleutel@voorbeeld.nl'
  const { accountId, cookie } = await peil.signIn(email, ['secretariat'])
  await withSecondFactor(peil, email, { accountId, cookie })
  // Passkeys are bound to a name, which browsers let this machine have without encryption.
  const health = async () => ({ healthy: true, facts: {} })
  let here = ''
  const away = serve({
    fetch: withAxe((request: Request) =>
      makeApp({ ...peil.platform, origin: here }, health, silent).fetch(request),
    ),
    port: 0,
    hostname: '127.0.0.1',
  })
  if (!away.listening) await new Promise((ready) => away.once('listening', ready))
  here = `http://localhost:${(away.address() as AddressInfo).port}`
  const context = await site.browser.newContext({ viewport: { width: 390, height: 800 } })
  try {
    const { cookie: own } = await peil.signIn(email)
    await signInAs(context, own, here)
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text())
    })
    const device = await context.newCDPSession(page)
    await device.send('WebAuthn.enable')
    const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
        ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
      },
    })
    const verified = (isUserVerified: boolean) =>
      device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })

    await page.goto(`${here}/krsd/mijn/beveiliging`)
    await page.getByRole('link', { name: 'Voeg een toegangssleutel toe' }).click()
    assert.deepEqual(await axe(page), [])
    await shoot(page, 'passkey-add')
    await page.getByLabel('Hoe noem je deze toegangssleutel?').fill('Mijn telefoon')
    await press(page, 'Toevoegen')
    assert.match(await page.locator('main').innerText(), /‘Mijn telefoon’ is toegevoegd/)
    assert.deepEqual(await axe(page), [])
    await shoot(page, 'passkey-listed')

    await context.clearCookies()
    await page.goto(`${here}/krsd/inloggen?terug=/krsd/werk`)
    assert.deepEqual(await axe(page), [])
    await shoot(page, 'passkey-sign-in')
    // Somebody who takes their finger off is told, and can try again.
    await verified(false)
    await page.getByRole('button', { name: 'Inloggen met een toegangssleutel' }).press('Enter')
    await page.getByText('Het is niet gelukt, of je brak het af').waitFor()
    await verified(true)
    await press(page, 'Inloggen met een toegangssleutel')
    assert.equal(new URL(page.url()).pathname, '/krsd/werk')

    // After a password it is the second step.
    const half = await peil.signIn(email, [], { secondFactor: false })
    await context.clearCookies()
    await signInAs(context, half.cookie, here)
    await page.goto(`${here}/krsd/werk`)
    assert.equal(await heading(page), 'Tweede stap')
    assert.deepEqual(await axe(page), [])
    await press(page, 'Gebruik een toegangssleutel')
    assert.equal(new URL(page.url()).pathname, '/krsd/werk')

    // And when it is asked once more who it is, and it goes.
    await peil.platform.db
      .updateTable('session')
      .where('account_id', '=', accountId)
      .set({ created_at: Temporal.Now.instant().subtract({ minutes: 20 }).toString() })
      .execute()
    await page.goto(`${here}/krsd/mijn/beveiliging`)
    await page.getByRole('link', { name: 'Verwijder Mijn telefoon' }).click()
    assert.equal(await heading(page), 'Bevestig dat jij het bent')
    assert.deepEqual(await axe(page), [])
    await shoot(page, 'passkey-again')
    await press(page, 'Gebruik een toegangssleutel')
    await press(page, 'Verwijderen')
    assert.match(await page.locator('main').innerText(), /is verwijderd/)
    assert.deepEqual(complaints, [])

    // Without JavaScript nothing of it is offered, and the rest is there.
    const plain = await site.browser.newContext({ javaScriptEnabled: false })
    const calm = await plain.newPage()
    await calm.goto(`${here}/krsd/inloggen`)
    assert.equal(await calm.getByText('toegangssleutel').isVisible(), false)
    assert.equal(await calm.getByLabel('Wachtwoord').isVisible(), true)
    await plain.close()
  } finally {
    await context.close()
    await new Promise((done) => away.close(done))
  }
})
