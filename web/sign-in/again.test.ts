import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAccount } from '#domain/people/account/create-account.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'
import { codeFor, withSecondFactor } from '#testing/second-factor.ts'
import { readNotice } from '#web/notice.ts'
import { routes } from '#web/routes.ts'

// What only the holder of an account may do is asked of them once more, ten minutes after they signed in.

const peil = await testPlatform({ demo: true })
const { db } = peil.platform
const password = 'drie groene fietsen'
const again = '/krsd/inloggen/bevestigen'
const newEmail = '/krsd/mijn/beveiliging/e-mailadres'
const staff = '/krsd/beheer/gebruikers'

const location = (response: Response) => response.headers.get('location') ?? ''
const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith('peil='))
    ?.split(';')[0] ?? ''
const tokenOf = (cookie: string) => cookie.replace('peil=', '')
const backOf = (response: Response) =>
  new URL(location(response), 'http://x').searchParams.get('terug') ?? ''

/** Lets so many minutes pass since somebody signed in. */
const passed = (accountId: string, minutes: number) =>
  db
    .updateTable('session')
    .where('account_id', '=', accountId)
    .set({ created_at: Temporal.Now.instant().subtract({ minutes }).toString() })
    .execute()
const withPassword = async (email: string, parts: Parameters<typeof peil.signIn>[1] = []) => {
  const signedIn = await peil.signIn(email, parts)
  await peil.act(clock, (context) => createAccount(context, { email, password }))
  return signedIn
}
const linkTo = async (to: string) => {
  const { body_text } = await db
    .selectFrom('mail_message')
    .where('to_address', '=', to)
    .where('kind', '=', 'sign-in-again')
    .select('body_text')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  return (/https?:\/\/\S+/.exec(body_text)?.[0] ?? '').replace(peil.platform.origin, '')
}

test('after ten minutes the password is asked, and the page that was wanted opens with another session', async () => {
  const { accountId, cookie } = await withPassword('even-weg@voorbeeld.nl')
  await passed(accountId, 9)
  assert.equal((await peil.get(newEmail, cookie)).status, 200)
  await passed(accountId, 10)
  const led = await peil.get(newEmail, cookie)
  assert.equal(led.status, 303)
  assert.equal(backOf(led), newEmail)
  // Everything else stays as it was.
  assert.equal((await peil.get('/krsd/mijn/beveiliging', cookie)).status, 200)
  const page = await (await peil.get(location(led), cookie)).text()
  assert.match(page, /current-password/)
  assert.match(page, /Laat je een link mailen/)
  const typed = { terug: newEmail, met: 'wachtwoord' }
  const wrong = await peil.post(again, { ...typed, wachtwoord: 'van een ander' }, cookie)
  assert.equal(wrong.status, 422)
  assert.match(await textOf(wrong), /Dit is niet je wachtwoord/)
  const right = await peil.post(again, { ...typed, wachtwoord: password }, cookie)
  assert.equal(location(right), newEmail)
  await assertRecorded(peil, 'account', 'sign-in-again', accountId)
  const fresh = cookieOf(right)
  assert.notEqual(tokenOf(fresh), tokenOf(cookie))
  assert.equal((await peil.get(newEmail, fresh)).status, 200)
  assert.match(location(await peil.get('/krsd/mijn/beveiliging', cookie)), /inloggen\?terug/)
  assert.deepEqual(
    peil.noted.filter(({ account }) => account === accountId).map(({ event }) => event),
    ['sign-in-again-failed', 'signed-in-again'],
  )
  // Whoever comes back to the question with a session that is fresh is led on.
  assert.equal(location(await peil.get(location(led), fresh)), newEmail)
})

test('a form that was sent too late comes back as it was typed, and does nothing until it is sent again', async () => {
  const { accountId, cookie } = await withPassword('bo@voorbeeld.nl', ['administrator'])
  await passed(accountId, 11)
  // To look is not what is asked for.
  assert.equal((await peil.get(staff, cookie)).status, 200)
  const invite = { doe: 'uitnodigen', email: 'nieuw@voorbeeld.nl', rol: 'member.back-office' }
  const led = await peil.post(staff, invite, cookie)
  const back = backOf(led)
  assert.match(back, /^\/krsd\/beheer\/gebruikers\?bewaard=/)
  const typed = { terug: back, wachtwoord: password }
  const confirmed = await peil.post(again, typed, cookie)
  assert.equal(location(confirmed), back)
  const fresh = cookieOf(confirmed)
  const page = await (await peil.get(back, fresh)).text()
  assert.match(page, /value="nieuw@voorbeeld\.nl"/)
  const invited = async () =>
    (
      await db
        .selectFrom('one_time_link')
        .where('purpose', '=', 'invite-staff')
        .selectAll()
        .execute()
    ).length
  assert.equal(await invited(), 0)
  assert.equal((await peil.post(staff, invite, fresh)).status, 303)
  assert.equal(await invited(), 1)
  // Nobody else finds it.
  const other = await peil.signIn('ba@voorbeeld.nl', ['administrator'])
  assert.doesNotMatch(await (await peil.get(back, other.cookie)).text(), /value="nieuw@/)
})

test('where one is signed in is ended by whoever shows that it is still they', async () => {
  const { accountId, cookie } = await withPassword('apparaat@voorbeeld.nl')
  const { cookie: elsewhere } = await peil.signIn('apparaat@voorbeeld.nl')
  await passed(accountId, 30)
  const security = '/krsd/mijn/beveiliging'
  const end = (with_: string) => peil.post(`${security}/sessies`, { sessie: 'andere' }, with_)
  assert.equal(backOf(await end(cookie)), security)
  assert.equal((await peil.get(security, elsewhere)).status, 200)
  const typed = { terug: security, wachtwoord: password }
  const fresh = cookieOf(await peil.post(again, typed, cookie))
  assert.equal(location(await end(fresh)), security)
  assert.equal((await peil.get(security, elsewhere)).status, 303)
})

test('what was typed as a password is kept nowhere', async () => {
  const { accountId, cookie } = await withPassword('kies@voorbeeld.nl')
  await passed(accountId, 30)
  const led = await peil.post(
    '/krsd/mijn/beveiliging/wachtwoord',
    { 'huidig-wachtwoord': password, wachtwoord: 'vier natte tuinstoelen' },
    cookie,
  )
  assert.match(backOf(led), /bewaard=/)
  const { fields } = await db
    .selectFrom('kept_form')
    .where('account_id', '=', accountId)
    .select('fields')
    .executeTakeFirstOrThrow()
  assert.deepEqual(fields, {})
  const fresh = cookieOf(
    await peil.post(again, { terug: backOf(led), wachtwoord: password }, cookie),
  )
  const elsewhere = await peil.signIn('kies@voorbeeld.nl')
  const chosen = { 'huidig-wachtwoord': password, wachtwoord: 'vier natte tuinstoelen' }
  const change = '/krsd/mijn/beveiliging/wachtwoord'
  // Whoever just signed in types the present one too.
  const { wachtwoord } = chosen
  for (const [present, said] of [
    ['', /Vul je huidige wachtwoord in/],
    ['een ander wachtwoord', /Dit is niet je wachtwoord/],
  ] as const) {
    const refused = await peil.post(change, { 'huidig-wachtwoord': present, wachtwoord }, fresh)
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), said)
  }
  assert.equal((await peil.post(change, chosen, fresh)).status, 303)
  await assertRecorded(peil, 'account', 'change-password', accountId)
  assert.equal((await peil.get('/krsd/mijn/beveiliging', fresh)).status, 200)
  assert.equal((await peil.get('/krsd/mijn/beveiliging', elsewhere.cookie)).status, 303)
})

test('without a password a link is mailed, which works once, for its own account, where that has signed in', async () => {
  const { accountId, cookie } = await peil.signIn('zonder@voorbeeld.nl')
  await passed(accountId, 20)
  const page = await (await peil.get(again, cookie)).text()
  assert.doesNotMatch(page, /current-password/)
  assert.match(page, /zonder@voorbeeld\.nl/)
  assert.equal((await peil.post(again, { terug: newEmail, met: 'link' }, cookie)).status, 303)
  const link = await linkTo('zonder@voorbeeld.nl')
  assert.match(location(await peil.get(link)), /\/krsd\/inloggen\?terug=/)
  const other = await peil.signIn('iemand-anders@voorbeeld.nl')
  assert.equal((await peil.post(link, {}, other.cookie)).status, 404)
  assert.equal((await peil.get(link, cookie)).status, 200)
  const confirmed = await peil.post(link, {}, cookie)
  assert.equal(location(confirmed), newEmail)
  const fresh = cookieOf(confirmed)
  assert.equal((await peil.get(newEmail, fresh)).status, 200)
  assert.equal((await peil.post(link, {}, fresh)).status, 410)
  // Six in a quarter of an hour are too many.
  for (let times = 0; times < 4; times += 1) await peil.post(again, { met: 'link' }, fresh)
  const limited = await peil.post(again, { met: 'link' }, fresh)
  const said = /peil-bericht=([^;]*)/.exec(limited.headers.get('set-cookie') ?? '')?.[1]
  assert.match(readNotice(said)?.text ?? '', /te vaak geprobeerd/)
})

test('whoever has a second step shows it by that, and never by a link in the mailbox beside it', async () => {
  const email = 'sanne@voorbeeld.nl'
  const signedIn = await peil.signIn(email, ['secretariat'])
  const { accountId } = signedIn
  const { cookie: session } = await withSecondFactor(peil, email, signedIn)
  await passed(accountId, 20)
  const asked = await peil.post(again, { terug: newEmail, met: 'link' }, session)
  assert.equal(asked.status, 422)
  assert.equal((await peil.post(again, { terug: newEmail, code: '000000' }, session)).status, 422)
  const typed = { terug: newEmail, code: await codeFor(peil, email) }
  const confirmed = await peil.post(again, typed, session)
  assert.equal(location(confirmed), newEmail)
  const fresh = cookieOf(confirmed)
  const codes = '/krsd/mijn/beveiliging/herstelcodes'
  assert.match(await textOf(await peil.get(codes, fresh)), /oude herstelcodes werken dan niet meer/)
  assert.equal((await peil.post(codes, {}, fresh)).status, 200)
  await passed(accountId, 20)
  assert.match(location(await peil.post(codes, {}, fresh)), /inloggen\/bevestigen/)
})

test('tries at the password are those of signing in', async () => {
  const { accountId, cookie } = await withPassword('raden@voorbeeld.nl')
  await passed(accountId, 20)
  const typed = { met: 'wachtwoord', wachtwoord: 'van een ander' }
  for (let times = 0; times < 8; times += 1) await peil.post(again, typed, cookie)
  assert.match(await textOf(await peil.post(again, typed, cookie)), /te vaak geprobeerd/)
  const naam = 'raden@voorbeeld.nl'
  const outside = await peil.post('/krsd/inloggen', { naam, wachtwoord: password })
  assert.match(await textOf(outside), /te vaak geprobeerd/)
})

test('where a person is made up for the demo, saying so is enough, and for nobody else', async () => {
  const { accountId, cookie } = await withPassword('farid@voorbeeld.nl')
  await passed(accountId, 20)
  assert.equal((await peil.post(again, { met: 'demo' }, cookie)).status, 422)
  await db
    .updateTable('session')
    .where('account_id', '=', accountId)
    .set({ method: 'demo' })
    .execute()
  const confirmed = await peil.post(again, { terug: newEmail }, cookie)
  assert.equal(location(confirmed), newEmail)
  assert.equal((await peil.get(newEmail, cookieOf(confirmed))).status, 200)
})

test('a page that asks for it can be opened, to be back on it', () => {
  const asks = routes.filter(({ recent }) => recent !== undefined)
  assert.ok(asks.length > 3)
  for (const { path } of asks) {
    assert.ok(
      routes.some((route) => route.path === path && route.method === 'GET'),
      path,
    )
  }
})
