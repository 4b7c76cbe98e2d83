import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccount } from '#domain/people/account/create-account.ts'
import { inviteFirstAdministrator } from '#domain/people/account/invite-first-administrator.ts'
import { inviteStaff } from '#domain/people/account/invite-staff.ts'
import { linkPaths } from '#domain/people/account/make-link.ts'
import { clock, newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { codeFor } from '#testing/second-factor.ts'
import { paths } from '#web/paths.ts'
import { safeReturn } from '#web/sign-in/return-path.ts'

const peil = await testPlatform()
const { db } = peil.platform
const password = 'drie groene fietsen'
const krsd = peil.platform.registers.get('krsd') ?? assert.fail()

const account = (email: string) =>
  peil.act(clock, (context) => createAccount(context, { email, password }))
const signIn = (naam: string, wachtwoord: string, more: Record<string, string> = {}) =>
  peil.post('/krsd/inloggen', { naam, wachtwoord, ...more })
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith('peil='))
    ?.split(';')[0] ?? ''
const browserOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith('peil-aanvraag='))
    ?.split(';')[0] ?? ''
const location = (response: Response) => response.headers.get('location') ?? ''
const newestMail = (to: string) =>
  db
    .selectFrom('mail_message')
    .where('to_address', '=', to)
    .select(['kind', 'body_text'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
const linkTo = async (to: string) => {
  const text = (await newestMail(to))?.body_text ?? ''
  return (/https?:\/\/\S+/.exec(text)?.[0] ?? '').replace(peil.platform.origin, '')
}
const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

test('an address is the same with what cannot be seen in it', async () => {
  await account('onzichtbaar@voorbeeld.nl')
  for (const hidden of ['\u200b', '\u200e', '\u2060', '\u00ad', '\u202c']) {
    const signed = await signIn(`onzicht${hidden}baar@voorbeeld.nl${hidden}`, password)
    assert.equal(signed.status, 303, JSON.stringify(hidden))
    assert.notEqual(cookieOf(signed), '')
  }
  await peil.post('/krsd/aanmelden/account', {
    'e-mail': 'mailto:jan@voorbeeld.nl\u200b',
    wachtwoord: password,
  })
  assert.equal((await newestMail('jan@voorbeeld.nl'))?.kind, 'confirm-account')
  const double = { 'e-mail': 'jan@voorbeeld..nl', wachtwoord: password }
  assert.equal((await peil.post('/krsd/aanmelden/account', double)).status, 422)
})

test('an account is asked for, confirmed by a button, and signed in', async () => {
  const asked = await peil.post('/krsd/aanmelden/account', {
    'e-mail': ' Nieuw@Voorbeeld.nl',
    wachtwoord: password,
  })
  assert.equal(asked.status, 303)
  const link = await linkTo('nieuw@voorbeeld.nl')
  // Opening the link does nothing, however often a mail program does so.
  assert.equal((await peil.get(link)).status, 200)
  assert.equal((await peil.get(link)).status, 200)
  assert.equal((await signIn('nieuw@voorbeeld.nl', password)).status, 422)
  const browser = browserOf(asked)
  assert.doesNotMatch(await (await peil.get(link, browser)).text(), /wachtwoord/)
  const confirmed = await peil.post(link, {}, browser)
  assert.equal(location(confirmed), '/krsd/aanmelden/taken')
  assert.equal((await peil.get('/krsd/aanmelden/taken', cookieOf(confirmed))).status, 200)
  assert.equal((await peil.post(link, {})).status, 410)
  assert.equal((await signIn('nieuw@voorbeeld.nl', password)).status, 303)
})

test('the answer is the same for an address that is known; only the mail tells', async () => {
  await account('bestaat@voorbeeld.nl')
  const ask = (email: string) =>
    peil.post('/krsd/aanmelden/account', { 'e-mail': email, wachtwoord: 'een heel ander woord' })
  const [known, unknown] = [await ask('bestaat@voorbeeld.nl'), await ask('bestaan@voorbeeld.nl')]
  assert.equal(known.status, unknown.status)
  assert.equal(location(known), location(unknown))
  assert.equal((await newestMail('bestaat@voorbeeld.nl'))?.kind, 'account-exists')
  assert.equal((await newestMail('bestaan@voorbeeld.nl'))?.kind, 'confirm-account')
  // The password of the account did not change.
  assert.equal((await signIn('bestaat@voorbeeld.nl', 'een heel ander woord')).status, 422)
  assert.equal((await signIn('bestaat@voorbeeld.nl', password)).status, 303)
})

test('nobody prepares an account for somebody else: the first that is confirmed counts', async () => {
  const ask = (wachtwoord: string) =>
    peil.post('/krsd/aanmelden/account', { 'e-mail': 'slachtoffer@voorbeeld.nl', wachtwoord })
  await ask('van de aanvaller zelf')
  const attackers = await linkTo('slachtoffer@voorbeeld.nl')
  const mine = browserOf(await ask('van mijzelf alleen'))
  await peil.post(await linkTo('slachtoffer@voorbeeld.nl'), {}, mine)
  assert.equal((await peil.post(attackers, {})).status, 404)
  assert.equal((await signIn('slachtoffer@voorbeeld.nl', 'van de aanvaller zelf')).status, 422)
  assert.equal((await signIn('slachtoffer@voorbeeld.nl', 'van mijzelf alleen')).status, 303)
})

test('a link that is opened in another browser brings no password: one is chosen there', async () => {
  const email = 'telefoon@voorbeeld.nl'
  const asked = await peil.post('/krsd/aanmelden/account', {
    'e-mail': email,
    wachtwoord: 'van de aanvaller zelf',
  })
  const link = await linkTo(email)
  for (const browser of [undefined, 'peil-aanvraag=', 'peil-aanvraag=something-else']) {
    assert.match(await (await peil.get(link, browser)).text(), /name="wachtwoord"/)
    const refused = await peil.post(link, {}, browser)
    assert.equal(refused.status, 422)
    assert.deepEqual(
      refused.headers.getSetCookie().filter((cookie) => cookie.startsWith('peil=')),
      [],
    )
  }
  const confirmed = await peil.post(link, { wachtwoord: 'van mijzelf alleen' })
  assert.equal(location(confirmed), '/krsd/aanmelden/taken')
  assert.equal((await signIn(email, 'van de aanvaller zelf')).status, 422)
  assert.equal((await signIn(email, 'van mijzelf alleen')).status, 303)
  assert.equal((await peil.post(link, {}, browserOf(asked))).status, 410)
})

test('writing a number in other ways gives no more attempts', async () => {
  await newcomer(peil, 'nullen@voorbeeld.nl', '2026-03-10', 'approved')
  await account('nullen@voorbeeld.nl')
  const { number } = await db
    .selectFrom('registration')
    .innerJoin('person', 'person.id', 'registration.person_id')
    .innerJoin('account', 'account.id', 'person.account_id')
    .where('account.email', '=', 'nullen@voorbeeld.nl')
    .select('registration.number')
    .executeTakeFirstOrThrow()
  for (let zeros = 0; zeros < 8; zeros += 1) {
    const name = `KRSD-${'0'.repeat(zeros)}${number}`
    assert.match(await (await signIn(name, 'helemaal fout')).text(), /horen niet bij elkaar/)
  }
  const answer = await signIn('nullen@voorbeeld.nl', password)
  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /te vaak geprobeerd/)
})

test('one signs in with an address or a number, however it is typed', async () => {
  const who = await newcomer(peil, 'nummer@voorbeeld.nl', '2026-03-10', 'approved')
  await account('nummer@voorbeeld.nl')
  const { number } = await peil.act(clock, (context) =>
    context.db
      .selectFrom('registration')
      .where('id', '=', who.registrationId)
      .select('number')
      .executeTakeFirstOrThrow(),
  )
  const names = ['NUMMER@voorbeeld.nl ', `KRSD-00000${number}`, `krsd ${number}`, `${number}`]
  for (const name of names) assert.equal((await signIn(name, password)).status, 303, name)
  assert.equal((await signIn('KRSD-999999', password)).status, 422)
})

test('after eight wrong passwords one has to wait, also with the right one', async () => {
  await account('raden@voorbeeld.nl')
  for (let turn = 0; turn < 8; turn += 1) {
    const wrong = await signIn('raden@voorbeeld.nl', `poging nummer ${turn}`)
    assert.match(await wrong.text(), /horen niet bij elkaar/)
  }
  const waiting = await signIn('raden@voorbeeld.nl', password)
  assert.equal(waiting.status, 422)
  assert.match(await waiting.text(), /te vaak geprobeerd. Wacht \d+\sminu/)
})

test('what was typed stays, but never the password', async () => {
  const page = await (await signIn('iemand@voorbeeld.nl', 'mijn geheime woord')).text()
  assert.match(page, /value="iemand@voorbeeld.nl"/)
  assert.doesNotMatch(page, /mijn geheime woord/)
  assert.match(page, /<title>Fout: /)
})

test('after signing in one goes back, but only within this register', () => {
  const safe = (typed: string) => safeReturn(krsd, typed)
  assert.equal(safe('/krsd/mijn?bewaard=1'), '/krsd/mijn?bewaard=1')
  assert.equal(safe('/krsd'), '/krsd')
  const elsewhere = [
    '',
    'https://elders.example/krsd',
    '//elders.example/krsd',
    '/\\elders.example',
    '/krsd/../lklr',
    '/krsdx',
    '/lklr/mijn',
    'krsd/mijn',
    'javascript:alert(1)',
    '/krsd/mijn\r\nset-cookie: x=1',
    '/krsd/inloggen?terug=/krsd/inloggen',
    '/krsd/uitloggen',
  ]
  for (const typed of elsewhere) assert.equal(safe(typed), undefined, typed)
})

test('a form that was sent after the session ended is filled again after signing in', async () => {
  const who = await newcomer(peil, 'bewaard@voorbeeld.nl', '2026-03-10')
  await account('bewaard@voorbeeld.nl')
  const before = cookieOf(await signIn('bewaard@voorbeeld.nl', password))
  await db.updateTable('session').set({ ended_at: new Date().toISOString() }).execute()
  const sent = await peil.post('/krsd/mijn/gegevens/werk', { werkgever: 'Nieuwe baas' }, before)
  const back = new URL(location(sent), 'http://x').searchParams.get('terug') ?? ''
  assert.match(back, /^\/krsd\/mijn\/gegevens\/werk\?bewaard=/)
  const again = await signIn('bewaard@voorbeeld.nl', password, { terug: back })
  assert.equal(location(again), back)
  const page = await (await peil.get(back, cookieOf(again))).text()
  assert.match(page, /value="Nieuwe baas"/)
  assert.ok(who.registrationId)
})

test('a mailed link signs in once, and goes back', async () => {
  await account('link@voorbeeld.nl')
  const asked = await peil.post('/krsd/inloggen/link', {
    'e-mail': 'link@voorbeeld.nl',
    terug: '/krsd/mijn/berichten',
  })
  assert.equal(location(asked), '/krsd/inloggen/verstuurd')
  const unknown = await peil.post('/krsd/inloggen/link', { 'e-mail': 'niemand@voorbeeld.nl' })
  assert.equal(location(unknown), location(asked))
  const browser = browserOf(asked)
  assert.notEqual(browser, browserOf(unknown))
  const link = await linkTo('link@voorbeeld.nl')
  assert.match(await (await peil.get(link, browser)).text(), /logt in als <strong>link@/)
  const entered = await peil.post(link, {}, browser)
  // The secret has done its work.
  assert.equal(browserOf(entered), 'peil-aanvraag=')
  assert.equal(location(entered), '/krsd/mijn/berichten')
  assert.equal((await peil.get('/krsd/mijn/berichten', cookieOf(entered))).status, 200)
  assert.equal((await peil.post(link, {})).status, 410)
})

test('a link that is opened elsewhere asks for the code of the browser that asked', async () => {
  const email = 'doorgestuurd@voorbeeld.nl'
  await account(email)
  for (const [path, mayGoOn] of [
    ['/krsd/inloggen/link', {}],
    ['/krsd/inloggen/wachtwoord-vergeten', { wachtwoord: 'vier natte tuinstoelen' }],
  ] as const) {
    const browser = browserOf(await peil.post(path, { 'e-mail': email }))
    // Asked once more, the browser keeps what it has.
    assert.equal(browserOf(await peil.post(path, { 'e-mail': email }, browser)), browser)
    const shown = await (await peil.get('/krsd/inloggen/verstuurd', browser)).text()
    const code = (/<strong class="nowrap">(\d{3} \d{3})</.exec(shown)?.[1] ?? '').replace(' ', '')
    assert.doesNotMatch(await (await peil.get('/krsd/inloggen/verstuurd')).text(), /nowrap/)
    const link = await linkTo(email)
    const page = await (await peil.get(link)).text()
    assert.match(page, /in een andere browser aangevraagd/)
    assert.doesNotMatch(page, new RegExp(email))
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    for (const [typed, says] of [
      [undefined, /Vul de zes cijfers in/],
      [wrong, /Deze code klopt niet/],
      ['9'.repeat(300), /Deze code klopt niet/],
    ] as const) {
      const refused = await peil.post(link, { ...mayGoOn, ...(typed && { code: typed }) })
      assert.equal(refused.status, 422)
      assert.match(await refused.text(), says)
      assert.equal(cookieOf(refused), '')
    }
    // Whoever got hold of it cannot make it theirs by asking for another.
    const thief = browserOf(await peil.post(path, { 'e-mail': email }))
    assert.notEqual(await linkTo(email), link)
    assert.equal((await peil.post(link, mayGoOn, thief)).status, 422)
    const entered = await peil.post(link, { ...mayGoOn, code: ` ${code} ` })
    assert.equal(entered.status, 303)
    assert.equal((await peil.get('/krsd/mijn/beveiliging', cookieOf(entered))).status, 200)
    assert.equal((await peil.post(link, mayGoOn, browser)).status, 410)
  }
})

test('a link that has expired says so', async () => {
  await account('verlopen@voorbeeld.nl')
  await peil.post('/krsd/inloggen/link', { 'e-mail': 'verlopen@voorbeeld.nl' })
  const link = await linkTo('verlopen@voorbeeld.nl')
  const past = new Date(Date.now() - 1000).toISOString()
  await db
    .updateTable('one_time_link')
    .where('email', '=', 'verlopen@voorbeeld.nl')
    .set({ expires_at: past })
    .execute()
  assert.equal((await peil.get(link)).status, 410)
  const tried = await peil.post(link, {})
  assert.equal(tried.status, 410)
  assert.match(await tried.text(), /verlopen/)
})

test('an invitation that does not work says who gives another, and offers none itself', async () => {
  for (const [path, who] of [
    ['/krsd/inloggen/uitnodiging/niets', /Vraag wie je uitnodigde om een nieuwe uitnodiging/],
    ['/clientondersteuners/inloggen/uitnodiging/niets', /Vraag wie u uitnodigde/],
    ['/krsd/eerste-beheerder/niets', /Start Peil dus opnieuw/],
  ] as const) {
    const answer = await peil.get(path)
    assert.equal(answer.status, 404, path)
    const html = await answer.text()
    assert.match(html, who, path)
    assert.doesNotMatch(html, /Een nieuwe link aanvragen/, path)
  }
})

test('a new password ends every other session', async () => {
  await account('vergeten@voorbeeld.nl')
  const before = cookieOf(await signIn('vergeten@voorbeeld.nl', password))
  const asked = { 'e-mail': 'vergeten@voorbeeld.nl' }
  const browser = browserOf(await peil.post('/krsd/inloggen/wachtwoord-vergeten', asked))
  const link = await linkTo('vergeten@voorbeeld.nl')
  assert.equal((await peil.post(link, { wachtwoord: 'kort' }, browser)).status, 422)
  const named = await peil.post(link, { wachtwoord: 'ben het vergeten 7' }, browser)
  assert.match(await named.text(), /niet je naam of je e-mailadres/)
  const chosen = await peil.post(link, { wachtwoord: 'vier natte tuinstoelen' }, browser)
  assert.equal(chosen.status, 303)
  assert.equal((await peil.get('/krsd/mijn/beveiliging', cookieOf(chosen))).status, 200)
  assert.equal((await peil.get('/krsd/mijn/beveiliging', before)).status, 303)
  assert.equal((await signIn('vergeten@voorbeeld.nl', password)).status, 422)
  assert.equal((await newestMail('vergeten@voorbeeld.nl'))?.kind, 'password-changed')
})

test('a browser is known after signing in, and then goes on whatever others try', async () => {
  await account('toestel@voorbeeld.nl')
  const kept = (response: Response) =>
    response.headers.getSetCookie().find((cookie) => cookie.startsWith('peil-toestel=')) ?? ''
  const refused = await signIn('toestel@voorbeeld.nl', 'van een ander')
  assert.equal(kept(refused), '')
  const device = kept(await signIn('toestel@voorbeeld.nl', password))
  assert.match(
    device,
    /^peil-toestel=[\w-]{43}; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/,
  )
  for (let times = 0; times < 8; times += 1) await signIn('toestel@voorbeeld.nl', 'van een ander')
  assert.match(await (await signIn('toestel@voorbeeld.nl', password)).text(), /te vaak geprobeerd/)
  const typed = { naam: 'toestel@voorbeeld.nl', wachtwoord: password }
  const here = await peil.post('/krsd/inloggen', typed, device.split(';')[0])
  assert.equal(here.status, 303)
  assert.equal(kept(here).split(';')[0], device.split(';')[0])
})

test('signing out ends the session, and another device can be ended from here', async () => {
  await account('apparaten@voorbeeld.nl')
  const here = cookieOf(await signIn('apparaten@voorbeeld.nl', password))
  const there = cookieOf(await signIn('apparaten@voorbeeld.nl', password))
  const page = await (await peil.get('/krsd/mijn/beveiliging', here)).text()
  const other = hidden(page, 'sessie')
  await peil.post('/krsd/mijn/beveiliging/sessies', { sessie: other }, here)
  assert.equal((await peil.get('/krsd/mijn/beveiliging', there)).status, 303)
  assert.equal((await peil.get('/krsd/mijn/beveiliging', here)).status, 200)
  await peil.post('/krsd/uitloggen', {}, here)
  assert.equal((await peil.get('/krsd/mijn/beveiliging', here)).status, 303)
  const one = cookieOf(await signIn('apparaten@voorbeeld.nl', password))
  const entered = await signIn('apparaten@voorbeeld.nl', password)
  const two = cookieOf(entered)
  // A browser keeps the session as long as one can last.
  assert.match(entered.headers.getSetCookie().join(), /peil=[\w-]{43}; Max-Age=2592000;/)
  const out = await peil.post('/krsd/mijn/beveiliging/sessies', { sessie: 'alle' }, one)
  assert.match(out.headers.getSetCookie().join(), /peil=; Max-Age=0;/)
  for (const cookie of [one, two]) {
    assert.equal((await peil.get('/krsd/mijn/beveiliging', cookie)).status, 303)
  }
})

test('signing in once more ends the session that the browser had, and no other', async () => {
  await account('opnieuw@voorbeeld.nl')
  await account('andere-rol@voorbeeld.nl')
  const elsewhere = cookieOf(await signIn('opnieuw@voorbeeld.nl', password))
  const first = cookieOf(await signIn('opnieuw@voorbeeld.nl', password))
  const again = (naam: string, cookie: string) =>
    peil.post('/krsd/inloggen', { naam, wachtwoord: password }, cookie)
  const statusOf = async (cookie: string) =>
    (await peil.get('/krsd/mijn/beveiliging', cookie)).status
  assert.equal((await again('opnieuw@voorbeeld.nl', `${first}x`)).status, 303)
  assert.equal(
    (
      await peil.post(
        '/krsd/inloggen',
        { naam: 'opnieuw@voorbeeld.nl', wachtwoord: 'van een ander' },
        first,
      )
    ).status,
    422,
  )
  assert.equal(await statusOf(first), 200)
  const second = cookieOf(await again('opnieuw@voorbeeld.nl', first))
  assert.deepEqual([await statusOf(first), await statusOf(second)], [303, 200])
  // Also when it is somebody else who signs in there.
  const third = cookieOf(await again('andere-rol@voorbeeld.nl', second))
  assert.deepEqual([await statusOf(second), await statusOf(third)], [303, 200])
  assert.equal(await statusOf(elsewhere), 200)
})

test('nobody ends the session of somebody else', async () => {
  await account('mijn-sessie@voorbeeld.nl')
  const mine = cookieOf(await signIn('mijn-sessie@voorbeeld.nl', password))
  const { id } = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .where('account.email', '=', 'mijn-sessie@voorbeeld.nl')
    .select('session.id')
    .executeTakeFirstOrThrow()
  const other = await peil.signIn('ander@voorbeeld.nl')
  await peil.post('/krsd/mijn/beveiliging/sessies', { sessie: id }, other.cookie)
  assert.equal((await peil.get('/krsd/mijn/beveiliging', mine)).status, 200)
})

const codeOf = (email: string, offset = 0, cookie?: string) => codeFor(peil, email, offset, cookie)

test('staff are invited, set up a second step, and cannot go without it', async () => {
  const email = 'sanne@krsd.nl'
  await peil.act(clock, (context) =>
    inviteStaff(context, { email, role: 'member', body: 'back-office' }),
  )
  const link = await linkTo(email)
  assert.equal((await peil.get(link)).status, 200)
  assert.equal((await peil.post(link, { wachtwoord: 'kort' })).status, 422)
  const joined = await peil.post(link, { wachtwoord: password })
  const first = cookieOf(joined)
  assert.match(location(joined), /tweede-stap/)
  assert.match(location(await peil.get('/krsd/werk', first)), /tweede-stap/)
  const setUp = '/krsd/inloggen/tweede-stap-instellen'
  assert.match(await (await peil.get(setUp, first)).text(), /<svg/)
  assert.equal((await peil.post(setUp, { code: '000000' }, first)).status, 422)
  const done = await peil.post(setUp, { code: await codeOf(email, -1, first) }, first)
  const codes = [...(await done.text()).matchAll(/<li>([a-z2-9]{5}-[a-z2-9]{5})<\/li>/g)]
  assert.equal(codes.length, 10)
  const second = cookieOf(done)
  assert.equal((await peil.get('/krsd/werk', second)).status, 200)
  // The session of before has ended: a second step gives a new token.
  assert.equal((await peil.get('/krsd/mijn/beveiliging', first)).status, 303)

  // Neither a password nor a mailed link is enough.
  const by = cookieOf(await signIn(email, password, { terug: '/krsd/werk/zoeken' }))
  assert.match(location(await peil.get('/krsd/werk', by)), /tweede-stap/)
  const browser = browserOf(await peil.post('/krsd/inloggen/link', { 'e-mail': email }))
  const byLink = cookieOf(await peil.post(await linkTo(email), {}, browser))
  assert.match(location(await peil.get('/krsd/werk', byLink)), /tweede-stap/)

  // A code works once, also for another session.
  const code = await codeOf(email)
  const step = '/krsd/inloggen/tweede-stap'
  const entered = await peil.post(step, { code, terug: '/krsd/werk/zoeken' }, by)
  assert.equal(location(entered), '/krsd/werk/zoeken')
  assert.equal((await peil.post(step, { code }, byLink)).status, 422)
  const recovery = codes[0]?.[1]?.toUpperCase() ?? ''
  assert.equal((await peil.post(step, { code: recovery }, byLink)).status, 303)
  const later = cookieOf(await signIn(email, password))
  assert.equal((await peil.post(step, { code: recovery }, later)).status, 422)
})

test('the first administrator is made by the printed link, once', async () => {
  const invited = await inviteFirstAdministrator(db)
  assert.equal(invited.outcome, 'invited')
  if (invited.outcome !== 'invited') return
  const link = paths.firstAdministrator('krsd', invited.token)
  assert.equal((await peil.get(link)).status, 200)
  await account('bezet@voorbeeld.nl')
  const typed = { 'e-mail': 'bezet@voorbeeld.nl', wachtwoord: password }
  assert.match(await (await peil.post(link, typed)).text(), /al een account met dit adres/)
  const made = await peil.post(link, { ...typed, 'e-mail': 'bo@krsd.nl' })
  assert.equal(made.status, 303)
  assert.match(location(await peil.get('/krsd/beheer', cookieOf(made))), /tweede-stap/)
  assert.equal((await peil.post(link, { ...typed, 'e-mail': 'ba@krsd.nl' })).status, 410)
  assert.equal((await inviteFirstAdministrator(db)).outcome, 'there-is-one')
})

test('every mailed link leads to its page', () => {
  const page = {
    'confirm-email': paths.confirmEmail('krsd', 't'),
    'sign-in': paths.signInByLink('krsd', 't'),
    'reset-password': paths.newPassword('krsd', 't'),
    'first-administrator': paths.firstAdministrator('krsd', 't'),
    'invite-staff': paths.staffInvitation('krsd', 't'),
    'change-email': paths.confirmNewEmail('krsd', 't'),
    'sign-in-again': paths.signInAgainByLink('krsd', 't'),
    'stop-reset': paths.stopReset('krsd', 't'),
    'join-organisation': paths.joinOrganisation('krsd', 't'),
    'inspect-allocations': paths.inspection('krsd', 't'),
  }
  for (const [purpose, path] of Object.entries(linkPaths)) {
    assert.equal(page[purpose as keyof typeof page], `/krsd/${path}/t`)
  }
})

test('a session that is used lasts longer', async () => {
  await account('schuift@voorbeeld.nl')
  const cookie = cookieOf(await signIn('schuift@voorbeeld.nl', password))
  const mine = () =>
    db
      .selectFrom('session')
      .innerJoin('account', 'account.id', 'session.account_id')
      .where('account.email', '=', 'schuift@voorbeeld.nl')
      .select(['session.expires_at', 'session.last_seen_at'])
      .executeTakeFirstOrThrow()
  const hours = (from: string, until: string) =>
    Math.round(Temporal.Instant.from(from).until(until).total('hours'))
  const earlier = Temporal.Now.instant().subtract({ hours: 11 })
  await db
    .updateTable('session')
    .set({ last_seen_at: earlier.toString(), expires_at: earlier.add({ hours: 12 }).toString() })
    .execute()
  await peil.get('/krsd/mijn/beveiliging', cookie)
  const after = await mine()
  assert.equal(hours(after.last_seen_at, after.expires_at), 12)
  assert.equal(hours(earlier.toString(), after.last_seen_at), 11)
})
