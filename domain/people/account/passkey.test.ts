import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addPasskey, removePasskey } from '#domain/people/account/add-passkey.ts'
import { createAccount } from '#domain/people/account/create-account.ts'
import {
  askForPasskey,
  askToAdd,
  listPasskeys,
  passkeysAt,
} from '#domain/people/account/passkey.ts'
import {
  prepareSecondFactor,
  setUpSecondFactor,
} from '#domain/people/account/set-up-second-factor.ts'
import type { Own } from '#domain/people/account/sign-in-again.ts'
import {
  passSecondFactorByPasskey,
  signInAgainByPasskey,
  signInByPasskey,
} from '#domain/people/account/sign-in-by-passkey.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import { stepsOf } from '#domain/people/account/steps.ts'
import { takeOffSecondFactor } from '#domain/people/account/take-off-second-factor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Odd } from '#testing/authenticator.ts'
import { Authenticator } from '#testing/authenticator.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'
import { codeFor, withSecondFactor } from '#testing/second-factor.ts'

const origin = 'https://register.example'
const peil = await testPlatform()
const { db } = peil.platform
const from = { clientAddress: '203.0.113.9', userAgent: 'Mozilla/5.0 (Windows) Firefox/140.0' }

/** Does something where browsers make passkeys. */
const act = <Result>(work: (context: Context) => Promise<Result>) =>
  peil.act(clock, (context) => work({ ...context, platform: { ...context.platform, origin } }))
const orFail = <Value>(value: Value | undefined): Value => value ?? assert.fail('nothing was asked')

const askAdd = (id: string) =>
  act(async (context) => orFail(await askToAdd(context, { id, email: 'a@b.nl' })))
const askShow = (purpose: 'sign-in' | 'second-factor' | 'sign-in-again', id?: string) =>
  act(async (context) => orFail(await askForPasskey(context, purpose, id)))
const add = async (accountId: string, answer: string, name = 'Telefoon') =>
  (await act((context) => addPasskey(context, { accountId, name, answer }))).outcome
const signIn = (answer: string, clientAddress = from.clientAddress) =>
  act((context) => signInByPasskey(context, { ...from, clientAddress, answer }))

async function withPasskey(email: string, parts: Parameters<typeof peil.signIn>[1] = []) {
  const { accountId, cookie } = await peil.signIn(email, parts)
  const device = new Authenticator(origin)
  assert.equal(await add(accountId, device.make(await askAdd(accountId))), 'added')
  return { accountId, device, cookie, email }
}
const enter = async (device: Authenticator, odd: Odd = {}) =>
  (await signIn(device.show(await askShow('sign-in'), odd))).outcome
const ownOf = (accountId: string, cookie: string): Own => ({
  accountId,
  sessionToken: cookie.replace('peil=', ''),
  userAgent: from.userAgent,
})

test('passkeys are of use at the address where people reach Peil, and nowhere else', () => {
  const at = (typed: string) => passkeysAt({ origin: typed })?.name
  assert.equal(at('https://register.example'), 'register.example')
  assert.equal(at('https://register.example:8443'), 'register.example')
  assert.equal(at('http://localhost:3000'), 'localhost')
  for (const none of [
    'http://register.example',
    'https://192.0.2.1',
    'https://[::1]:3000',
    'http://peil.test',
  ]) {
    assert.equal(at(none), undefined, none)
  }
})

test('a passkey is added with a name, told, and signs in as both steps at once', async () => {
  const { accountId, device, email } = await withPasskey('farid@voorbeeld.nl')
  await assertRecorded(peil, 'account', 'add-passkey', accountId)
  const mail = await db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .select(['kind', 'body_text'])
    .executeTakeFirstOrThrow()
  assert.equal(mail.kind, 'factor-changed')
  assert.match(mail.body_text, /‘Telefoon’/)
  peil.noted.length = 0
  const entered = await signIn(device.show(await askShow('sign-in')))
  if (entered.outcome !== 'signed-in') return assert.fail(entered.outcome)
  assert.equal(entered.accountId, accountId)
  await assertRecorded(peil, 'account', 'sign-in-by-passkey', accountId)
  const noted = { event: 'signed-in', register: 'krsd', account: accountId, by: 'passkey' }
  assert.deepEqual(peil.noted, [noted])
  const security = await peil.get('/krsd/mijn/beveiliging', `peil=${entered.token}`)
  assert.match(await security.text(), /Met een toegangssleutel/)
  const [one] = await act((context) => listPasskeys(context.db, accountId))
  assert.equal(one?.name, 'Telefoon')
  assert.notEqual(one?.lastUsedAt, undefined)
  // Whoever works for the register needs no code beside it.
  const staff = await withPasskey('sanne@voorbeeld.nl', ['secretariat'])
  const at = await signIn(staff.device.show(await askShow('sign-in')))
  if (at.outcome !== 'signed-in') return assert.fail(at.outcome)
  assert.equal((await peil.get('/krsd/werk', `peil=${at.token}`)).status, 200)
  const own = await (await peil.get('/krsd/mijn/beveiliging', `peil=${at.token}`)).text()
  assert.match(own, /Je toegangssleutel is je tweede stap\./)
  // The one of before is asked for by its name, so that a device makes no second.
  const again = await askAdd(accountId)
  assert.deepEqual(
    again.excludeCredentials?.map(({ id }) => id),
    [device.id],
  )
})

test('what a browser brings is refused unless it answers our question, here, once, with the finger on it', async () => {
  const { accountId, device } = await withPasskey('precies@voorbeeld.nl')
  const other = await withPasskey('ander@voorbeeld.nl')
  const oddities: readonly Odd[] = [
    { origin: 'https://register.example.kwaad.example' },
    { origin: 'http://register.example' },
    { rpId: 'kwaad.example' },
    { userVerified: false },
    { userPresent: false },
    { type: 'webauthn.create' },
    { signWith: other.device },
    { userHandle: Buffer.from(other.accountId).toString('base64url') },
  ]
  for (const [at, odd] of oddities.entries()) {
    const asked = device.show(await askShow('sign-in'), odd)
    const tried = await signIn(asked, `203.0.113.${100 + at}`)
    assert.equal(tried.outcome, 'refused', JSON.stringify(odd))
  }
  // Without a name behind it the account follows from the passkey.
  assert.equal(await enter(device, { userHandle: undefined }), 'signed-in')
  const answered = device.show(await askShow('sign-in'))
  assert.equal((await signIn(answered)).outcome, 'signed-in')
  assert.equal((await signIn(answered)).outcome, 'refused')
  const both = device.show(await askShow('sign-in'))
  const outcomes = (await Promise.all([signIn(both), signIn(both)])).map(({ outcome }) => outcome)
  assert.deepEqual(outcomes.sort(), ['refused', 'signed-in'])
  // A question for something else, of somebody else, of another Peil, or of nobody.
  for (const challenge of [
    (await askShow('second-factor', accountId)).challenge,
    (await askAdd(accountId)).challenge,
    Buffer.from('x'.repeat(80)).toString('base64url'),
    '',
  ]) {
    assert.equal((await signIn(device.show({ challenge }))).outcome, 'refused')
  }
  assert.equal(await enter(new Authenticator(origin)), 'refused')
  for (const nonsense of [
    '',
    'null',
    '{}',
    '[]',
    '{"id":1}',
    `"${'x'.repeat(30_000)}"`,
    '{"id":"a"',
  ]) {
    assert.equal((await signIn(nonsense, '203.0.113.77')).outcome, 'refused', nonsense.slice(0, 20))
  }
  assert.equal(await enter(device), 'signed-in')
})

test('a passkey that counts back was copied: it is refused, and whoever keeps watch is told', async () => {
  const { accountId, device } = await withPasskey('kopie@voorbeeld.nl')
  assert.equal(await enter(device, { counter: 7 }), 'signed-in')
  peil.noted.length = 0
  for (const counter of [7, 3])
    assert.equal(await enter(device, { counter }), 'refused', `${counter}`)
  assert.ok(
    peil.noted.some(({ event, account }) => event === 'passkey-copied' && account === accountId),
  )
  assert.equal(await enter(device, { counter: 8 }), 'signed-in')
})

test('making one is refused in the same ways, and of an account there are twenty at most', async () => {
  const { accountId } = await peil.signIn('maker@voorbeeld.nl')
  const other = await peil.signIn('niet-de-maker@voorbeeld.nl')
  const device = new Authenticator(origin)
  for (const odd of [
    { origin: 'https://kwaad.example' },
    { rpId: 'kwaad.example' },
    { userVerified: false },
  ]) {
    assert.equal(await add(accountId, device.make(await askAdd(accountId), odd)), 'refused')
  }
  assert.equal(await add(accountId, device.make(await askAdd(other.accountId))), 'refused')
  const answer = device.make(await askAdd(accountId))
  assert.equal(await add(accountId, answer), 'added')
  assert.equal(await add(accountId, answer), 'refused')
  assert.equal(await add(accountId, device.make(await askAdd(accountId))), 'known')
  assert.equal(await add(other.accountId, device.make(await askAdd(other.accountId))), 'known')
  for (let more = 1; more < 20; more += 1) {
    const one = new Authenticator(origin).make(await askAdd(accountId))
    assert.equal(await add(accountId, one), 'added')
  }
  const last = new Authenticator(origin).make(await askAdd(accountId))
  assert.equal(await add(accountId, last), 'too-many')
  assert.equal(await add(accountId, 'geen sleutel'), 'refused')
})

test('a passkey is a second step in the place of a code, within the same limits, of its account alone', async () => {
  const one = await withPasskey('stap@voorbeeld.nl', ['secretariat'])
  const other = await withPasskey('andermans@voorbeeld.nl')
  await withSecondFactor(peil, one.email, one)
  const half = await peil.signIn(one.email, [], { secondFactor: false })
  const own = ownOf(one.accountId, half.cookie)
  const step = (answer: string) =>
    act((context) => passSecondFactorByPasskey(context, { ...from, ...own, answer }))
  const ask = () => askShow('second-factor', one.accountId)
  assert.equal((await step(other.device.show(await ask()))).outcome, 'refused')
  await assertRecorded(peil, 'account', 'fail-second-factor', one.accountId)
  const told = await db
    .selectFrom('mail_message')
    .where('to_address', '=', one.email)
    .where('kind', '=', 'second-factor-failed')
    .select('id')
    .execute()
  assert.equal(told.length, 1)
  // To have it is enough beside the password; for signing in with it alone it is not.
  const passed = await step(one.device.show(await ask(), { userVerified: false }))
  if (passed.outcome !== 'signed-in') return assert.fail(passed.outcome)
  await assertRecorded(peil, 'account', 'use-passkey', one.accountId)
  assert.equal((await peil.get('/krsd/werk', `peil=${passed.token}`)).status, 200)
  const again = { ...from, ...ownOf(one.accountId, `peil=${passed.token}`) }
  const shown = one.device.show(await askShow('sign-in-again', one.accountId))
  const confirmed = await act((context) =>
    signInAgainByPasskey(context, { ...again, answer: shown }),
  )
  assert.equal(confirmed.outcome, 'signed-in')
  await assertRecorded(peil, 'account', 'sign-in-again', one.accountId)
  const wrong = other.device.show(await ask())
  for (let times = 0; times < 8; times += 1) await step(wrong)
  assert.equal((await step(wrong)).outcome, 'too-often')
})

// For each account: what stands for each page to somebody who took the first step alone. `page` opens, `step` asks
// the second step, `app` sets one up.
const combinations = [
  // who, has,                      work,    own,    app,    passkey
  ['member', [], ['-', 'page', 'page', 'page']],
  ['member', ['app'], ['-', 'step', 'step', 'step']],
  ['member', ['passkey'], ['-', 'page', 'step', 'step']],
  ['member', ['app', 'passkey'], ['-', 'step', 'step', 'step']],
  ['staff', [], ['app', 'page', 'page', 'page']],
  ['staff', ['app'], ['step', 'step', 'step', 'step']],
  ['staff', ['passkey'], ['step', 'step', 'step', 'step']],
  ['staff', ['app', 'passkey'], ['step', 'step', 'step', 'step']],
  // Of another register: their passkey is no less the second step of there.
  ['staff elsewhere', [], ['-', 'page', 'page', 'page']],
  ['staff elsewhere', ['passkey'], ['-', 'step', 'step', 'step']],
] as const

test('who took the first step alone is asked for the second they have, before work and before another way in', async () => {
  const pages = [
    '/krsd/werk',
    '/krsd/mijn/beveiliging',
    '/krsd/inloggen/tweede-stap-instellen',
    '/krsd/mijn/beveiliging/toegangssleutel',
  ]
  const seen = async (page: string, cookie: string) => {
    const answer = await peil.get(page, cookie)
    const led = answer.headers.get('location') ?? ''
    if (answer.status === 404) return '-'
    if (answer.status === 200) return 'page'
    if (!/tweede-stap\?/.test(led)) return led
    const asked = await peil.get(led, cookie)
    return asked.status === 200 ? 'step' : 'app'
  }
  for (const [who, has, expected] of combinations) {
    const email = `${who.replace(' ', '-')}-${has.join('-') || 'niets'}@combinatie.voorbeeld.nl`
    const parts: Parameters<typeof peil.signIn>[1] = who === 'member' ? [] : ['secretariat']
    const register = who === 'staff elsewhere' ? 'lklr' : 'krsd'
    const { accountId, cookie } = await peil.signIn(email, parts, { register })
    const password = 'drie groene fietsen'
    await peil.act(clock, (context) => createAccount(context, { email, password }))
    const both = has.includes('app' as never)
      ? await withSecondFactor(peil, email, { accountId, cookie })
      : { cookie }
    if (has.includes('passkey' as never)) {
      const device = new Authenticator(origin)
      assert.equal(await add(accountId, device.make(await askAdd(accountId))), 'added')
    }
    for (const method of ['password', 'link', 'organisation'] as const) {
      const token = await act((context) =>
        startSession(context, { accountId, method, secondFactor: false, userAgent: '' }),
      )
      const half = `peil=${token}`
      const about = `${who} with ${has.join(' and ') || 'nothing'} by ${method}`
      assert.deepEqual(await Promise.all(pages.map((page) => seen(page, half))), expected, about)
    }
    // Signing in leads to it at once, and whoever took it comes everywhere.
    const entered = await peil.post('/krsd/inloggen', { naam: email, wachtwoord: password })
    const led = entered.headers.get('location') ?? ''
    if (who === 'staff') {
      assert.match(led, has.length === 0 ? /tweede-stap-instellen/ : /tweede-stap$/, email)
    }
    const whole = both.cookie
    assert.equal(await seen(pages[0] ?? '', whole), who === 'staff' ? 'page' : '-', email)
    assert.equal(await seen(pages[3] ?? '', whole), 'page', email)
  }
})

test('who works for a register keeps a second step, and nobody who knows their password alone changes it', async () => {
  const one = await withPasskey('houdt@voorbeeld.nl', ['secretariat'])
  const half = await peil.signIn(one.email, [], { secondFactor: false })
  const step = '/krsd/inloggen/tweede-stap'
  const page = wordsOf(await (await peil.get(step, half.cookie)).text())
  assert.match(page, /vragen we ook je toegangssleutel/)
  assert.doesNotMatch(page, /Code uit je app/)
  // Not by sending a form past the page either, in whatever order things came.
  await peil.act(clock, (context) => prepareSecondFactor(context, one.accountId))
  const own = { ...from, ...ownOf(one.accountId, half.cookie) }
  const code = await codeFor(peil, one.email, 0, half.cookie)
  const set = await act((context) => setUpSecondFactor(context, { ...own, code }))
  assert.equal(set.outcome, 'passkey-first')
  const sent = [
    ['/krsd/inloggen/tweede-stap-instellen', { code }],
    [step, { code }],
    ['/krsd/mijn/beveiliging/toegangssleutel-verwijderen', { sleutel: one.device.id }],
    ['/krsd/mijn/beveiliging/herstel-stoppen', {}],
  ] as const
  for (const [to, fields] of sent) {
    const led = (await peil.post(to, fields, half.cookie)).headers.get('location') ?? ''
    assert.match(led, /tweede-stap/, to)
  }
  const unchanged = await act(({ db }) => stepsOf(db, one.accountId))
  assert.deepEqual(unchanged, { hasApp: false, hasPasskey: true, works: true })
  // The last that they have goes only when there is another.
  const removing = { accountId: one.accountId, id: one.device.id }
  const remove = () => act((context) => removePasskey(context, removing))
  assert.deepEqual(await remove(), { outcome: 'last-step' })
  const kept = `/krsd/mijn/beveiliging/toegangssleutel-verwijderen?sleutel=${one.device.id}`
  assert.equal((await peil.get(kept, one.cookie)).status, 303)
  const { cookie } = await withSecondFactor(peil, one.email, one)
  // An app that is taken off leaves the passkey, by which they go on.
  const session = cookie.replace('peil=', '')
  const off = await act((context) =>
    takeOffSecondFactor(context, { accountId: one.accountId, session }),
  )
  assert.equal(off.outcome, 'set-up-anew')
  assert.equal((await peil.get('/krsd/werk', cookie)).status, 200)
  assert.deepEqual(await remove(), { outcome: 'last-step' })
  await withSecondFactor(peil, one.email, { accountId: one.accountId, cookie })
  assert.deepEqual(await remove(), { outcome: 'removed', name: 'Telefoon' })
})

test('tries at signing in with one are those of the password', async () => {
  const { device, email } = await withPasskey('vaak@voorbeeld.nl')
  for (let times = 0; times < 8; times += 1) await enter(device, { userVerified: false })
  assert.equal(await enter(device), 'too-often')
  const outside = await act((context) =>
    signInByPasskey(context, { ...from, clientAddress: '198.51.100.4', answer: '{}' }),
  )
  assert.equal(outside.outcome, 'refused')
  assert.ok(email)
})

test('it is removed by its holder and told, and goes with an account that is closed', async () => {
  const { accountId, device } = await withPasskey('weg@voorbeeld.nl')
  const other = await peil.signIn('niet-de-houder@voorbeeld.nl')
  const remove = (whose: string) =>
    act((context) => removePasskey(context, { accountId: whose, id: device.id }))
  assert.equal((await remove(other.accountId)).outcome, 'not-found')
  assert.deepEqual(await remove(accountId), { outcome: 'removed', name: 'Telefoon' })
  await assertRecorded(peil, 'account', 'remove-passkey', accountId)
  assert.equal((await remove(accountId)).outcome, 'not-found')
  assert.equal(await enter(device), 'refused')
  const closed = await withPasskey('dicht@voorbeeld.nl')
  await db
    .updateTable('account')
    .where('id', '=', closed.accountId)
    .set({ closed_at: Temporal.Now.instant().toString() })
    .execute()
  assert.equal(await enter(closed.device), 'refused')
})
