import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeOfBrowser } from '#domain/people/account/asking-browser.ts'
import { checkSecondFactor } from '#domain/people/account/check-second-factor.ts'
import { countAttempt } from '#domain/people/account/count-attempt.ts'
import { countTry } from '#domain/people/account/count-try.ts'
import { createAccount } from '#domain/people/account/create-account.ts'
import { inviteStaff } from '#domain/people/account/invite-staff.ts'
import { acceptInvitation } from '#domain/people/account/join-staff.ts'
import { rememberDevice } from '#domain/people/account/known-device.ts'
import {
  requestNewPassword,
  requestSignInLink,
} from '#domain/people/account/request-sign-in-link.ts'
import { codeAt, lostSecret } from '#domain/people/account/second-factor.ts'
import {
  prepareSecondFactor,
  renewRecoveryCodes,
  setUpSecondFactor,
} from '#domain/people/account/set-up-second-factor.ts'
import { passwordTries, signIn } from '#domain/people/account/sign-in.ts'
import { setNewPassword, signInByLink } from '#domain/people/account/sign-in-by-link.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'
import { secretFor } from '#testing/second-factor.ts'

// The ways in, as use cases: what each leaves behind.

const peil = await testPlatform()
const nobody = { kind: 'visitor' } as const
const device = { clientAddress: '127.0.0.1', userAgent: '' }
const password = 'drie groene fietsen'

const made = (email: string, typed: { readonly password?: string } = {}) =>
  peil.act(nobody, (context) => createAccount(context, { email, ...typed }))

const enter = (name: string, typed: string) =>
  peil.act(nobody, (context) => signIn(context, { name, password: typed, ...device }))

/** The secret of the link in the newest mail of a kind, or in one before that. */
async function mailed(kind: string, before = 0): Promise<string> {
  const { body_text } = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', kind)
    .select('body_text')
    .orderBy('id', 'desc')
    .offset(before)
    .executeTakeFirstOrThrow()
  return /\/([\w-]{43})\b/.exec(body_text)?.[1] ?? ''
}

const recordsOf = async (id: string) => {
  const rows = await peil.platform.db
    .selectFrom('audit_record')
    .where('record_id', '=', id)
    .select('action')
    .orderBy('seq')
    .execute()
  return rows.map(({ action }) => action)
}

test('an account is made once, and its password is changed only where there was none', async () => {
  const { accountId } = await made('farid@voorbeeld.nl')
  assert.equal((await enter('farid@voorbeeld.nl', password)).outcome, 'refused')
  assert.deepEqual(await made('farid@voorbeeld.nl', { password }), {
    outcome: 'existing',
    accountId,
  })
  await made('farid@voorbeeld.nl', { password: 'een ander wachtwoord' })
  assert.equal((await enter('farid@voorbeeld.nl', 'een ander wachtwoord')).outcome, 'refused')
  assert.equal((await enter('farid@voorbeeld.nl', password)).outcome, 'signed-in')
  assert.deepEqual(await recordsOf(accountId), ['create', 'change-password', 'sign-in'])
  await assertRecorded(peil, 'account', 'create', accountId)
  await assertRecorded(peil, 'account', 'sign-in', accountId)
})

test('a link signs in once, and a new password goes before the old one', async () => {
  const email = 'lonneke@voorbeeld.nl'
  const { accountId } = await made(email, { password })
  const asked = { email, clientAddress: '127.0.0.2', browser: 'of lonneke' }
  const here = { browser: asked.browser, userAgent: '' }
  await peil.act(nobody, (context) => requestSignInLink(context, asked))
  const link = await mailed('sign-in-link')
  const byLink = () => peil.act(nobody, (context) => signInByLink(context, link, here))
  assert.equal((await byLink()).outcome, 'signed-in')
  assert.equal((await byLink()).outcome, 'used')
  await assertRecorded(peil, 'account', 'sign-in-by-link', accountId)
  await peil.act(nobody, (context) => requestNewPassword(context, asked))
  const reset = await mailed('new-password')
  const chosen = 'vier blauwe fietsen'
  // Whoever was sent the mail on, with a browser that asked for something else, sets nothing.
  const elsewhere = { browser: 'of a stranger', userAgent: '', password: 'van een ander' }
  assert.deepEqual(await peil.act(nobody, (context) => setNewPassword(context, reset, elsewhere)), {
    ...{ outcome: 'needs-code', email },
  })
  await peil.act(nobody, (context) => setNewPassword(context, reset, { ...here, password: chosen }))
  assert.equal((await enter(email, password)).outcome, 'refused')
  assert.equal((await enter(email, chosen)).outcome, 'signed-in')
  await assertRecorded(peil, 'account', 'change-password', accountId)
})

test('an invitation makes a colleague, who sets up a second factor and gets codes for without it', async () => {
  const email = 'sanne@voorbeeld.nl'
  await peil.act(nobody, (context) =>
    inviteStaff(context, { email, role: 'member', body: 'back-office' }),
  )
  await assertRecorded(peil, 'staff', 'invite')
  const token = await mailed('staff-invitation')
  const joined = await peil.act(nobody, (context) =>
    acceptInvitation(context, token, { password, userAgent: '' }),
  )
  assert.ok(joined.outcome === 'joined')
  const { accountId } = joined
  await assertRecorded(peil, 'account', 'join-staff', accountId)
  await assertRecorded(peil, 'account', 'prepare-second-factor', accountId)
  const secret = (token = joined.token) => secretFor(peil, email, `peil=${token}`)
  const first = await secret()
  peil.noted.length = 0
  // A secret that waits for its first code stays, and that it stays is no change.
  await peil.act(nobody, (context) => prepareSecondFactor(context, accountId))
  assert.equal(await secret(), first)
  // In another session it is another one, so that whoever only knows the password knows nothing of this one.
  const elsewhere = await secret('another')
  assert.notEqual(elsewhere, first)
  const typed = { accountId, ...device, sessionToken: joined.token }
  const step = Math.floor(Temporal.Now.instant().epochMilliseconds / 30_000)
  const withCode = (code: string) =>
    peil.act(nobody, (context) => setUpSecondFactor(context, { ...typed, code }))
  assert.equal((await withCode(codeAt(elsewhere, step))).outcome, 'wrong-code')
  const setUp = await withCode(codeAt(first, step))
  assert.ok(setUp.outcome === 'set-up')
  await assertRecorded(peil, 'account', 'set-up-second-factor', accountId)
  await peil.act(nobody, (context) => renewRecoveryCodes(context, accountId))
  await assertRecorded(peil, 'account', 'renew-recovery-codes', accountId)
  const [old = ''] = setUp.recoveryCodes
  const session = await peil.act(nobody, (context) =>
    startSession(context, { accountId, method: 'password', secondFactor: false, userAgent: '' }),
  )
  const tryCode = (code: string) =>
    peil.act(nobody, (context) =>
      checkSecondFactor(context, { ...typed, sessionToken: session, code }),
    )
  assert.equal((await tryCode(old)).outcome, 'wrong-code')
  await assertRecorded(peil, 'account', 'fail-second-factor', accountId)
  const told = () =>
    peil.platform.db
      .selectFrom('mail_message')
      .where('kind', '=', 'second-factor-failed')
      .select('to_address')
      .execute()
  // A browser that is not known: its holder is told at once, and not again within the hour.
  assert.deepEqual(await told(), [{ to_address: email }])
  assert.equal((await tryCode('000000')).outcome, 'wrong-code')
  assert.equal((await told()).length, 1)
  const [fresh = ''] = await peil.act(nobody, (context) => renewRecoveryCodes(context, accountId))
  assert.equal((await tryCode(fresh)).outcome, 'verified')
  await assertRecorded(peil, 'account', 'use-recovery-code', accountId)
  const seen = { register: 'krsd', account: accountId }
  assert.deepEqual(peil.noted, [
    { event: 'second-factor-failed', ...seen },
    { event: 'second-factor-failed', ...seen },
    { event: 'second-factor-passed', ...seen, by: 'recovery-code' },
  ])
  assert.deepEqual(await recordsOf(accountId), [
    'create',
    'join-staff',
    'prepare-second-factor',
    'set-up-second-factor',
    'renew-recovery-codes',
    'renew-recovery-codes',
    'fail-second-factor',
    'fail-second-factor',
    'renew-recovery-codes',
    'use-recovery-code',
  ])
})

test('nobody locks out somebody else: a place waits for itself, and a browser that is known goes on', async () => {
  const email = 'bestookt@voorbeeld.nl'
  const { accountId } = await made(email, { password })
  const from = (clientAddress: string, typed: string, known?: string) =>
    peil.act(nobody, async (context) => {
      const name = email
      const where = { clientAddress, userAgent: '', device: known }
      const { outcome } = await signIn(context, { name, password: typed, ...where })
      return outcome
    })
  // The holder signed in before, here.
  const session = await peil.act(nobody, (context) =>
    startSession(context, { accountId, method: 'password', secondFactor: false, userAgent: '' }),
  )
  const remember = (device?: string) =>
    peil.act(nobody, ({ db }) => rememberDevice(db, session, device))
  const known = (await remember()) ?? ''
  assert.equal(await remember(known), known)
  assert.notEqual(await remember('put there by somebody else'), 'put there by somebody else')
  for (let times = 0; times < 8; times += 1) {
    assert.equal(await from('203.0.113.66', 'geraden'), 'refused')
  }
  assert.equal(await from('203.0.113.66', password), 'too-often')
  assert.equal(await from('203.0.113.67', password), 'signed-in')
  assert.equal(await from('203.0.113.66', password, known), 'signed-in')
  // Many places at once: then only a new browser waits, and a mailed link goes round it.
  for (let times = 0; times < 92; times += 1) await from(`198.51.100.${times}`, '')
  assert.equal(await from('203.0.113.68', password), 'too-often')
  assert.equal(await from('203.0.113.68', password, known), 'signed-in')
  for (let times = 0; times < 8; times += 1) {
    assert.equal(await from('203.0.113.68', 'geraden', known), 'refused')
  }
  assert.equal(await from('203.0.113.68', password, known), 'too-often')
  const noted = peil.noted.filter(({ account }) => account === accountId)
  const times = (event: string) => noted.filter((one) => one.event === event).length
  assert.equal(times('sign-in-limited'), 4)
  assert.equal(times('signed-in'), 3)
  assert.equal(times('sign-in-failed'), noted.length - 7)
  // However many passwords were guessed from a place, a link can be asked for there.
  for (let nth = 0; nth < 100; nth += 1) {
    const guessed = { ...passwordTries, account: `guessed ${nth}` }
    await peil.act(nobody, ({ db }) => countTry(db, guessed, { clientAddress: '203.0.113.69' }))
  }
  assert.equal(await from('203.0.113.69', password), 'too-often')
  for (const device of [undefined, known]) {
    const asked = { email: 'elders@voorbeeld.nl', clientAddress: '203.0.113.69', browser: 'own' }
    const { outcome } = await peil.act(nobody, (context) =>
      requestSignInLink(context, { ...asked, device }),
    )
    assert.equal(outcome, 'asked')
  }
  // Asking for links in somebody's name keeps no link from them.
  const ask = (clientAddress: string, browser = 'of others') =>
    peil.act(nobody, async (context) => {
      const { outcome } = await requestSignInLink(context, { email, clientAddress, browser })
      return outcome
    })
  for (let times = 0; times < 5; times += 1) assert.equal(await ask('203.0.113.66'), 'asked')
  assert.equal(await ask('203.0.113.66'), 'too-often')
  assert.deepEqual(peil.noted.at(-1), { event: 'mail-limited', register: 'krsd', by: 'sign-in' })
  for (let times = 0; times < 8; times += 1) assert.equal(await ask(`198.51.100.${times}`), 'asked')
  const linkMails = () =>
    peil.platform.db
      .selectFrom('mail_message')
      .where('to_address', '=', email)
      .where('kind', '=', 'sign-in-link')
      .select('id')
      .execute()
  assert.equal((await linkMails()).length, 10)
  const link = await mailed('sign-in-link')
  const entered = (browser: string, code?: string) =>
    peil.act(nobody, async (context) => {
      const { outcome } = await signInByLink(context, link, { browser, code, userAgent: '' })
      return outcome
    })
  // The links are of browsers of others; once its holder asks as well, they work in theirs.
  assert.equal(await entered('of the holder'), 'needs-code')
  assert.equal(await ask('203.0.113.80', 'of the holder'), 'asked')
  assert.equal((await linkMails()).length, 10)
  // In a third browser the code of one that asked is typed, and five may be tried.
  const codes = ['000000', '', codeOfBrowser('of a stranger'), '1'.repeat(6), '999999']
  for (const code of codes) assert.equal(await entered('of a stranger', code), 'wrong-code')
  assert.equal(await entered('of a stranger', codeOfBrowser('of the holder')), 'too-often')
  assert.equal(await entered('of the holder'), 'signed-in')
  const other = await mailed('sign-in-link', 1)
  const typed = { browser: undefined, code: ` ${codeOfBrowser('of the holder')} `, userAgent: '' }
  const byCode = await peil.act(nobody, (context) => signInByLink(context, other, typed))
  assert.equal(byCode.outcome, 'signed-in')
})

test('a browser is known when the second step is done, and not before', async () => {
  const { accountId } = await made('half@voorbeeld.nl', { password })
  await peil.platform.db
    .updateTable('account')
    .where('id', '=', accountId)
    .set({ totp_secret: lostSecret, totp_confirmed_at: Temporal.Now.instant().toString() })
    .execute()
  const remembered = (secondFactor: boolean) =>
    peil.act(nobody, async (context) => {
      const begun = { accountId, method: 'password', secondFactor, userAgent: '' } as const
      return rememberDevice(context.db, await startSession(context, begun), undefined)
    })
  assert.equal(await remembered(false), undefined)
  assert.equal((await remembered(true))?.length, 43)
})

test('attempts are counted over the time before each, and what may not be made is not counted', async () => {
  const at = (time: string) => Temporal.Instant.from(`2026-11-21T${time}Z`)
  const count = (time: string, times = 1) =>
    peil.act(nobody, ({ db }) =>
      countAttempt(db, { what: 'try', who: 'x', most: 4, minutes: 12, times }, at(time)),
    )
  const goOn = { outcome: 'go-on' }
  assert.deepEqual(await count('12:11:30', 3), goOn)
  assert.deepEqual(await count('12:12:10'), goOn)
  // The turn of a window of twelve minutes gives nothing new.
  assert.deepEqual(await count('12:12:20'), { outcome: 'too-often', minutes: 12 })
  assert.deepEqual(await count('12:23:59'), { outcome: 'too-often', minutes: 1 })
  assert.deepEqual(await count('12:24:00', 3), goOn)
  assert.deepEqual(await count('12:24:00', 5), { outcome: 'too-often', minutes: 13 })
})
