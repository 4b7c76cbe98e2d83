import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changeOrganisation } from '#domain/platform/register/change-organisation.ts'
import { changeText } from '#domain/platform/register/change-text.ts'
import { documentRegister } from '#domain/platform/register/letterhead.ts'
import { clock, newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { fieldsIn, textOf, wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const { cookie } = await peil.signIn('bo@voorbeeld.nl', ['administrator'])
const organisation = '/krsd/beheer/organisatie'
const contactText = '/krsd/beheer/teksten/contact'

const formOf = async (path: string) => fieldsIn(await (await peil.get(path, cookie)).text(), path)
const read = async (path: string) => (await peil.get(path)).text()
const save = async (path: string, fields: Readonly<Record<string, string>>) =>
  peil.post(path, { ...(await formOf(path)), ...fields }, cookie)

test('what is set of the organisation stands on pages, in mails and on papers from then on', async () => {
  assert.doesNotMatch(await read('/krsd/contact'), /030 111 22 33/)
  const kept = await save(organisation, {
    organisatie: 'Stichting Nieuwe Naam',
    adres: 'Nieuwe Markt 5\r\nEtage 2',
    plaats: '3511 AB Utrecht',
    'e-mail': 'Bureau@Nieuw.example',
    telefoon: '030 111 22 33',
    openingstijden: 'Op werkdagen van 9.00 tot 12.00 uur.',
    website: 'https://nieuw.example/',
    kvk: '1234 5678',
  })
  assert.equal(kept.status, 303, await textOf(kept))
  await assertRecorded(peil, 'register', 'change-organisation', 'krsd')
  const contact = await read('/krsd/contact')
  for (const word of [
    'Stichting Nieuwe Naam',
    'Nieuwe Markt 5',
    'Etage 2',
    '030 111 22 33',
    'bureau@nieuw.example',
    'Op werkdagen van 9.00',
    '12345678',
  ]) {
    assert.ok(contact.includes(word), word)
  }
  assert.match(await read('/krsd/privacy'), /Stichting Nieuwe Naam/)
  await newcomer(peil, 'farid@voorbeeld.nl', '2026-03-10', 'approved')
  const mail = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', 'invoice-sent')
    .select('body_text')
    .executeTakeFirstOrThrow()
  assert.match(mail.body_text, /Stichting Nieuwe Naam\nNieuwe Markt 5\nEtage 2\n3511 AB Utrecht/)
  assert.match(mail.body_text, /bureau@nieuw\.example · 030 111 22 33/)
  const printed = await peil.act(clock, async ({ platform, register }) =>
    documentRegister(platform, register),
  )
  assert.equal(printed.website, 'nieuw.example')
  // The bank account is no question here, whatever is sent.
  await save(organisation, { iban: 'NL91ABNA0417164300' })
  assert.equal(printed.iban, 'NL02ABNA0123456789')
  // Another register keeps its own.
  assert.doesNotMatch(await read('/lklr/contact'), /Nieuwe Naam/)
})

test('what is wrong is said at the field, whatever was sent', async () => {
  const wrong = {
    organisatie: '',
    kvk: '1234',
    adres: 'een\ntwee\ndrie\nvier',
    plaats: 'x'.repeat(500),
    'e-mail': 'bureau@nieuw.example\r\nBcc: iedereen@elders.nl',
    telefoon: '<script>',
    website: 'javascript:alert(1)',
    openingstijden: 'x'.repeat(5000),
  }
  const answer = await save(organisation, wrong)
  assert.equal(answer.status, 422)
  const html = await answer.text()
  for (const field of Object.keys(wrong)) {
    assert.ok(html.includes(`href="#${field}"`), field)
    assert.ok(html.includes(`id="${field}-fout"`), field)
  }
  assert.doesNotMatch(html, /<script>/)
  assert.doesNotMatch(await read('/krsd/contact'), /vier/)
})

test('what was changed stays to be read, and the file can hold again', async () => {
  await save(organisation, { organisatie: 'Stichting Nieuwe Naam', telefoon: '030 765 43 21' })
  await save(organisation, { organisatie: 'Stichting Nog Nieuwer' })
  const changed = await textOf(await peil.get(organisation, cookie))
  assert.match(changed, /Eerdere wijzigingen.*bo@voorbeeld\.nl Naam: Stichting Nieuwe Naam/)
  assert.match(changed, /Telefoonnummer: 030 111 22 33/)
  const original = `${organisation}/origineel`
  const asked = await textOf(await peil.get(original, cookie))
  assert.match(asked, /Naam Stichting Kwaliteitsregister Sociaal Domein/)
  assert.equal((await peil.post(original, await formOf(original), cookie)).status, 303)
  await assertRecorded(peil, 'register', 'restore-organisation', 'krsd')
  assert.match(await read('/krsd/privacy'), /Stichting Kwaliteitsregister Sociaal Domein/)
  const restored = await textOf(await peil.get(organisation, cookie))
  assert.match(restored, /Dit komt weer uit het bestand van het register/)
  assert.match(restored, /zijn teruggezet\. Naam: Stichting Nog Nieuwer/)
  assert.equal((await peil.get(original, cookie)).status, 303)
  assert.equal((await peil.post(original, { _version: '1' }, cookie)).status, 303)
  assert.match(
    await textOf(await peil.get(organisation, cookie)),
    /Een collega wijzigde deze gegevens intussen|komt weer uit het bestand/,
  )
})

test('nobody overwrites what a colleague changed', async () => {
  const [first, second] = [await formOf(organisation), await formOf(organisation)]
  assert.equal((await peil.post(organisation, first, cookie)).status, 303)
  assert.equal((await peil.post(organisation, second, cookie)).status, 409)
  const [one, other] = [await formOf(contactText), await formOf(contactText)]
  assert.equal((await peil.post(contactText, one, cookie)).status, 303)
  assert.equal((await peil.post(contactText, other, cookie)).status, 409)
})

const ours =
  '# Zo bereikt {je|u} ons\n\nBel {back-office} tussen 9 en 12.\n\n{show contact-details}\n'

test('a text is looked at before it is kept, stands on its page, and its original comes back', async () => {
  const shown = await save(contactText, { tekst: ours, doe: 'voorbeeld' })
  assert.equal(shown.status, 200)
  const html = await shown.text()
  assert.match(html, /Zo bereikt je ons/)
  assert.match(html, /Bel het bedrijfsbureau tussen 9 en 12/)
  assert.match(html, /nog niet bewaard/)
  assert.ok(html.includes('{show contact-details}'))
  assert.doesNotMatch(await read('/krsd/contact'), /tussen 9 en 12/)
  // From the page of the example it is kept in one press.
  const kept = await peil.post(contactText, { ...fieldsIn(html, contactText), tekst: ours }, cookie)
  assert.equal(kept.status, 303, await textOf(kept))
  await assertRecorded(peil, 'register', 'change-text', 'contact')
  assert.match(await read('/krsd/contact'), /tussen 9 en 12/)
  assert.doesNotMatch(await read('/lklr/contact'), /tussen 9 en 12/)
  const original = `${contactText}/origineel`
  const restored = await peil.post(original, await formOf(original), cookie)
  assert.equal(restored.status, 303)
  await assertRecorded(peil, 'register', 'restore-text', 'contact')
  assert.doesNotMatch(await read('/krsd/contact'), /tussen 9 en 12/)
  assert.match(await read('/krsd/contact'), /Handig om te weten/)
})

test('what is not understood is refused with its line, and the page stays as it was', async () => {
  const before = await read('/krsd/contact')
  for (const [source, message] of [
    ['# Contact\n\nBel {nergens}.', /Regel 3: \{nergens\} is geen woord van Peil/],
    ['Zonder titel', /Regel 1: /],
    ['# Contact\n\n<script>alert(1)</script>', /Regel 3: /],
    ['# Contact\n\n[Klik](javascript:alert(1))', /Regel 3: /],
    ['# Contact\n\n{if renewal-from}\nnooit dicht', /heeft geen \{end\}/],
    [`# ${'{'.repeat(5000)}`, /Regel 1: /],
    ['', /Vul een tekst in/],
    ['# Lang\n\n'.padEnd(16_000, 'x'), /Gebruik hoogstens|te lang|hoogstens/],
  ] as const) {
    const answer = await save(contactText, { tekst: source })
    assert.equal(answer.status, 422, source.slice(0, 40))
    const html = await answer.text()
    const said = html
      .replaceAll(/<[^>]+>/g, '')
      .replaceAll('&#39;', "'")
      .replaceAll('&quot;', '"')
    assert.match(said, message)
    assert.ok(html.includes('id="tekst-fout"'), source.slice(0, 40))
  }
  assert.equal(await read('/krsd/contact'), before)
})

test('a text that a later Peil does not understand gives way to the original', async () => {
  await peil.act(clock, (context) => changeText(context, 'cookies', 0, '# Koekjes\n\n{weg}'))
  const page = await read('/krsd/cookies')
  assert.doesNotMatch(page, /Koekjes/)
  assert.match(page, /Cookies/)
})

test('two who change the organisation at once do not both think that they did', async () => {
  const facts = {
    foundation: 'Stichting Samen',
    address: ['Plein 1'],
    postalCodeAndCity: '1234 AB Stad',
    email: 'samen@voorbeeld.nl',
    website: 'samen.example',
    telephone: '',
    openingHours: '',
    kvk: '12345678',
  }
  const version = Number((await formOf(organisation))._version)
  const change = () => peil.act(clock, (context) => changeOrganisation(context, version, facts))
  const twice = await Promise.all([change(), change()])
  assert.deepEqual(twice.map(({ outcome }) => outcome).sort(), ['changed', 'stale'])
})

test('what cannot be printed is kept, and said at the field and when it was sent', async () => {
  const after = async (name: string) => {
    const kept = await save(organisation, { organisatie: name })
    assert.equal(kept.status, 303, await textOf(kept))
    const left = kept.headers.getSetCookie().map((each) => each.split(';')[0])
    const page = await peil.get(organisation, [cookie, ...left].join('; '))
    return wordsOf(await page.text())
  }
  const said = 'Deze tekens kunnen we niet afdrukken: 中 文. In brieven staat daar □.'
  assert.equal((await after('Stichting 中🫨 文')).split(said).length - 1, 2)
  assert.equal((await formOf(organisation)).organisatie, 'Stichting 中🫨 文')
  assert.doesNotMatch(await after('Stichting 🚲 محمد'), /afdrukken/)
})
