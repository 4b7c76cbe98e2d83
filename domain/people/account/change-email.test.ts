import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inviteStaff } from '#domain/people/account/invite-staff.ts'
import { requestAccount } from '#domain/people/account/request-account.ts'
import {
  requestNewPassword,
  requestSignInLink,
} from '#domain/people/account/request-sign-in-link.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

const peil = await testPlatform()
const { db } = peil.platform
const page = '/krsd/mijn/beveiliging/e-mailadres'
const password = 'drie groene fietsen'

const mailsTo = async (to: string) => {
  const rows = await db
    .selectFrom('mail_message')
    .where('to_address', '=', to)
    .select(['kind', 'body_text'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows
}
const kindsTo = async (to: string) => (await mailsTo(to)).map(({ kind }) => kind)
const linkTo = async (to: string) => {
  const text = (await mailsTo(to)).at(-1)?.body_text ?? ''
  return (/https?:\/\/\S+/.exec(text)?.[0] ?? '').replace(peil.platform.origin, '')
}
const ask = (email: string, cookie: string) => peil.post(page, { 'e-mail': email }, cookie)
const emailOf = async (accountId: string) =>
  (
    await db
      .selectFrom('account')
      .where('id', '=', accountId)
      .select('email')
      .executeTakeFirstOrThrow()
  ).email

test('a new address counts once it is confirmed; both are told, and other sessions and links end', async () => {
  const { accountId, cookie } = await peil.signIn('oud@voorbeeld.nl')
  const { cookie: elsewhere } = await peil.signIn('oud@voorbeeld.nl')
  await peil.act({ kind: 'visitor' }, (context) =>
    requestSignInLink(context, {
      email: 'oud@voorbeeld.nl',
      clientAddress: '203.0.113.9',
      browser: 'b',
    }),
  )
  const signInLink = await linkTo('oud@voorbeeld.nl')
  assert.equal((await ask(' Nieuw@Voorbeeld.nl ', cookie)).status, 303)
  assert.equal(await emailOf(accountId), 'oud@voorbeeld.nl')
  assert.equal((await kindsTo('oud@voorbeeld.nl')).at(-1), 'email-change-asked')
  await assertRecorded(peil, 'account', 'ask-email-change', accountId)
  const link = await linkTo('nieuw@voorbeeld.nl')
  // Mail programs open links by themselves.
  assert.equal((await peil.get(link)).status, 200)
  assert.equal(await emailOf(accountId), 'oud@voorbeeld.nl')
  assert.equal((await peil.post(link, {}, cookie)).status, 303)
  assert.equal(await emailOf(accountId), 'nieuw@voorbeeld.nl')
  await assertRecorded(peil, 'account', 'change-email', accountId)
  for (const address of ['oud@voorbeeld.nl', 'nieuw@voorbeeld.nl']) {
    assert.equal((await kindsTo(address)).at(-1), 'email-changed')
  }
  assert.equal((await peil.get(page, cookie)).status, 200)
  assert.match((await peil.get(page, elsewhere)).headers.get('location') ?? '', /inloggen/)
  assert.equal((await peil.get(signInLink)).status, 404)
  assert.equal((await peil.post(link, {})).status, 410)
})

test('an address that is taken is answered in the same way, and its holder is told', async () => {
  const { cookie, accountId } = await peil.signIn('vrager@voorbeeld.nl')
  await peil.signIn('bezet@voorbeeld.nl')
  const [taken, free] = [
    await ask('bezet@voorbeeld.nl', cookie),
    await ask('vrij@voorbeeld.nl', cookie),
  ]
  assert.equal(taken.status, free.status)
  assert.equal(taken.headers.get('location'), free.headers.get('location'))
  assert.deepEqual(await kindsTo('bezet@voorbeeld.nl'), ['address-taken'])
  assert.deepEqual(await kindsTo('vrij@voorbeeld.nl'), ['change-email'])
  // Somebody else is quicker.
  const link = await linkTo('vrij@voorbeeld.nl')
  await peil.signIn('vrij@voorbeeld.nl')
  assert.equal((await peil.post(link, {})).status, 409)
  assert.equal(await emailOf(accountId), 'vrager@voorbeeld.nl')
})

test('only the last request counts, and nonsense is said at the field', async () => {
  const { cookie, accountId } = await peil.signIn('tweemaal@voorbeeld.nl')
  await ask('eerste@voorbeeld.nl', cookie)
  const first = await linkTo('eerste@voorbeeld.nl')
  await ask('tweede@voorbeeld.nl', cookie)
  assert.equal((await peil.post(first, {})).status, 404)
  assert.equal((await peil.post(await linkTo('tweede@voorbeeld.nl'), {})).status, 303)
  assert.equal(await emailOf(accountId), 'tweede@voorbeeld.nl')
  const { cookie: again } = await peil.signIn('tweede@voorbeeld.nl')
  for (const typed of [
    '',
    'geen adres',
    `${'x'.repeat(10_000)}@voorbeeld.nl`,
    'a@b.nl\r\nBcc: c@d.nl',
  ]) {
    const wrong = await ask(typed, again)
    assert.equal(wrong.status, 422, typed.slice(0, 20))
  }
  const own = await ask('tweede@voorbeeld.nl', again)
  assert.match(await textOf(own), /Dit is al je e-mailadres/)
})

test('who works for the register changes it too, and an invitation to the old address ends', async () => {
  const { cookie, accountId } = await peil.signIn('sanne@voorbeeld.nl', ['secretariat'])
  await peil.act(clock, (context) =>
    inviteStaff(context, { email: 'sanne@voorbeeld.nl', role: 'administrator', body: '' }),
  )
  const invitation = await linkTo('sanne@voorbeeld.nl')
  assert.equal((await peil.get(invitation)).status, 200)
  await ask('sanne.nieuw@voorbeeld.nl', cookie)
  await peil.post(await linkTo('sanne.nieuw@voorbeeld.nl'), {}, cookie)
  assert.equal(await emailOf(accountId), 'sanne.nieuw@voorbeeld.nl')
  assert.equal((await peil.get(invitation)).status, 404)
  assert.equal((await peil.get('/krsd/werk', cookie)).status, 200)
})

test('a new password ends the request for another address of whoever sat at the computer', async () => {
  const { cookie, accountId } = await peil.signIn('gekaapt@voorbeeld.nl')
  await ask('kaper@voorbeeld.nl', cookie)
  const link = await linkTo('kaper@voorbeeld.nl')
  await peil.act({ kind: 'visitor' }, (context) =>
    requestNewPassword(context, {
      email: 'gekaapt@voorbeeld.nl',
      clientAddress: '203.0.113.9',
      browser: 'b',
    }),
  )
  const reset = await linkTo('gekaapt@voorbeeld.nl')
  assert.equal((await peil.post(reset, { wachtwoord: password }, 'peil-aanvraag=b')).status, 303)
  assert.equal((await peil.post(link, {})).status, 404)
  assert.equal(await emailOf(accountId), 'gekaapt@voorbeeld.nl')
})

test('a link to make an account with the new address ends when another account has it', async () => {
  await peil.act({ kind: 'visitor' }, (context) =>
    requestAccount(context, {
      email: 'begonnen@voorbeeld.nl',
      password,
      clientAddress: '203.0.113.9',
      browser: 'een browser',
    }),
  )
  const begun = await linkTo('begonnen@voorbeeld.nl')
  assert.equal((await peil.get(begun)).status, 200)
  const { cookie, accountId } = await peil.signIn('eerder@voorbeeld.nl')
  await ask('begonnen@voorbeeld.nl', cookie)
  const link = await linkTo('begonnen@voorbeeld.nl')
  assert.equal((await peil.post(link, {}, cookie)).status, 303)
  assert.equal(await emailOf(accountId), 'begonnen@voorbeeld.nl')
  assert.equal((await peil.get(begun)).status, 404)
})

test('an account that was closed meanwhile gets no other address', async () => {
  const { cookie, accountId } = await peil.signIn('dicht@voorbeeld.nl')
  await ask('heropend@voorbeeld.nl', cookie)
  const link = await linkTo('heropend@voorbeeld.nl')
  await db
    .updateTable('account')
    .where('id', '=', accountId)
    .set({ closed_at: Temporal.Now.instant().toString() })
    .execute()
  assert.equal((await peil.post(link, {})).status, 404)
  assert.equal(await emailOf(accountId), 'dicht@voorbeeld.nl')
})

test('of two who confirm one address at once the first has it, and the other is told', async () => {
  const statuses = async (links: readonly string[]) => {
    const answers = await Promise.all(
      links.map((link) => peil.post(link, { wachtwoord: password, 'nieuw-wachtwoord': password })),
    )
    const found = await Promise.all(
      answers.map(async (answer) => ({ status: answer.status, text: await textOf(answer) })),
    )
    return found.toSorted((one, other) => one.status - other.status)
  }
  const request = (email: string) =>
    peil.act({ kind: 'visitor' }, (context) =>
      requestAccount(context, { email, password, clientAddress: '203.0.113.20', browser: 'x' }),
    )
  const links: string[] = []
  for (const _ of [1, 2]) {
    await request('samen@voorbeeld.nl')
    links.push(await linkTo('samen@voorbeeld.nl'))
  }
  const [confirmed, late] = await statuses(links)
  assert.equal(confirmed?.status, 303)
  assert.equal(late?.status, 410)
  assert.match(late?.text ?? '', /Deze link is al gebruikt/)
  const { cookie } = await peil.signIn('verhuist@voorbeeld.nl')
  await ask('gewild@voorbeeld.nl', cookie)
  const change = await linkTo('gewild@voorbeeld.nl')
  await request('gewild@voorbeeld.nl')
  const confirm = await linkTo('gewild@voorbeeld.nl')
  assert.notEqual(change, confirm)
  const [, other] = await statuses([change, confirm])
  assert.ok((other?.status ?? 500) < 500)
  const { count } = await db
    .selectFrom('account')
    .where('email', '=', 'gewild@voorbeeld.nl')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  assert.equal(Number(count), 1)
})
