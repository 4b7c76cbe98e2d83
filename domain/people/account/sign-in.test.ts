import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSecondFactor } from '#domain/people/account/check-second-factor.ts'
import { createAccount } from '#domain/people/account/create-account.ts'
import { inviteStaff } from '#domain/people/account/invite-staff.ts'
import { acceptInvitation } from '#domain/people/account/join-staff.ts'
import {
  requestNewPassword,
  requestSignInLink,
} from '#domain/people/account/request-sign-in-link.ts'
import { codeAt } from '#domain/people/account/second-factor.ts'
import {
  prepareSecondFactor,
  renewRecoveryCodes,
  setUpSecondFactor,
} from '#domain/people/account/set-up-second-factor.ts'
import { signIn } from '#domain/people/account/sign-in.ts'
import { setNewPassword, signInByLink } from '#domain/people/account/sign-in-by-link.ts'
import { startSession } from '#domain/people/account/start-session.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

// The ways in, as use cases: what each leaves behind.

const peil = await testPlatform()
const nobody = { kind: 'visitor' } as const
const device = { clientAddress: '127.0.0.1', userAgent: '' }
const password = 'drie groene fietsen'

const made = (email: string, typed: { readonly password?: string } = {}) =>
  peil.act(nobody, (context) => createAccount(context, { email, ...typed }))

const enter = (name: string, typed: string) =>
  peil.act(nobody, (context) => signIn(context, { name, password: typed, ...device }))

/** The secret of the link in the newest mail of a kind. */
async function mailed(kind: string): Promise<string> {
  const { body_text } = await peil.platform.db
    .selectFrom('mail_message')
    .where('kind', '=', kind)
    .select('body_text')
    .orderBy('id', 'desc')
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
  const asked = { email, clientAddress: '127.0.0.2' }
  await peil.act(nobody, (context) => requestSignInLink(context, asked))
  const link = await mailed('sign-in-link')
  const byLink = () => peil.act(nobody, (context) => signInByLink(context, link, ''))
  assert.equal((await byLink()).outcome, 'signed-in')
  assert.equal((await byLink()).outcome, 'used')
  await assertRecorded(peil, 'account', 'sign-in-by-link', accountId)
  await peil.act(nobody, (context) => requestNewPassword(context, asked))
  const reset = await mailed('new-password')
  const chosen = 'vier blauwe fietsen'
  await peil.act(nobody, (context) => setNewPassword(context, reset, chosen, ''))
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
  const secret = async () =>
    (
      await peil.platform.db
        .selectFrom('account')
        .where('id', '=', accountId)
        .select('totp_secret')
        .executeTakeFirstOrThrow()
    ).totp_secret ?? ''
  const first = await secret()
  // A secret that waits for its first code stays, and that it stays is no change.
  await peil.act(nobody, (context) => prepareSecondFactor(context, accountId))
  assert.equal(await secret(), first)
  const typed = { accountId, userAgent: '', sessionToken: joined.token }
  const step = Math.floor(Temporal.Now.instant().epochMilliseconds / 30_000)
  const setUp = await peil.act(nobody, (context) =>
    setUpSecondFactor(context, { ...typed, code: codeAt(first, step) }),
  )
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
  const [fresh = ''] = await peil.act(nobody, (context) => renewRecoveryCodes(context, accountId))
  assert.equal((await tryCode(fresh)).outcome, 'verified')
  await assertRecorded(peil, 'account', 'use-recovery-code', accountId)
  assert.deepEqual(await recordsOf(accountId), [
    'create',
    'join-staff',
    'prepare-second-factor',
    'set-up-second-factor',
    'renew-recovery-codes',
    'renew-recovery-codes',
    'renew-recovery-codes',
    'use-recovery-code',
  ])
})
