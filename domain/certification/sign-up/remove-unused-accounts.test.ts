import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { removeLapsedAccounts } from '#domain/certification/sign-up/remove-lapsed-accounts.ts'
import { removeUnusedAccounts } from '#domain/certification/sign-up/remove-unused-accounts.ts'
import { saveSignUpDraft } from '#domain/certification/sign-up/save-sign-up-draft.ts'
import { withdrawRegistration } from '#domain/certification/validity/withdraw-registration.ts'
import { createAccount } from '#domain/people/account/create-account.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { colleague, professional } from '#testing/cast.ts'
import { newcomer } from '#testing/people.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'

// An account with which nobody signs up goes after six weeks, with two warnings.

const system = { kind: 'system', task: 'test' } as const
let peil: TestPlatform

before(async () => {
  peil = await testPlatform()
})

const open = async (email: string, on: string) =>
  (await peil.act(system, (context) => createAccount(context, { email }), on)).accountId

const morning = (on: string) =>
  peil.act(
    system,
    async (context) => {
      await removeLapsedAccounts(context)
      await removeUnusedAccounts(context)
    },
    on,
  )

const isThere = async (id: string) =>
  (await peil.platform.db
    .selectFrom('account')
    .where('id', '=', id)
    .select('id')
    .executeTakeFirst()) !== undefined

const warnings = async (email: string) => {
  const rows = await peil.platform.db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .where('kind', '=', 'account-unused')
    .select('subject')
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ subject }) => subject.replaceAll('\u00a0', ' '))
}

test('two warnings come on their days, and it goes after six weeks, not a day before', async () => {
  const email = 'ongebruikt@voorbeeld.nl'
  const id = await open(email, '2026-03-02')
  await morning('2026-03-29')
  assert.deepEqual(await warnings(email), [])
  await morning('2026-03-30')
  await morning('2026-03-31')
  assert.deepEqual(await warnings(email), ['KRSD: je account wordt verwijderd op 13 april 2026'])
  await morning('2026-04-09')
  await morning('2026-04-12')
  assert.equal((await warnings(email)).length, 2)
  assert.ok(await isThere(id))
  await morning('2026-04-13')
  assert.ok(!(await isThere(id)))
  await assertRecorded(peil, 'account', 'remove-unused', id)
  assert.deepEqual(await warnings(email), [], 'its mails go with it')
})

test('typing something begins the term anew, signing in does not', async () => {
  const email = 'typt@voorbeeld.nl'
  const id = await open(email, '2026-03-02')
  await morning('2026-03-30')
  await peil.act(
    system,
    (context) => saveSignUpDraft(context, id, 'person', { voornaam: ['Nora <b>'] }),
    '2026-04-01',
  )
  const { cookie } = await peil.signIn(email)
  await peil.setToday('2026-04-02')
  const tasks = await (await peil.get('/krsd/aanmelden/taken', cookie)).text()
  assert.match(tasks.replaceAll('\u00a0', ' '), /account op 13 mei 2026/)
  const kept = await peil.get('/krsd/aanmelden/ingevuld.txt', cookie)
  assert.equal(kept.headers.get('content-type'), 'text/plain; charset=utf-8')
  assert.match(await kept.text(), /voornaam: Nora <b>/)
  await morning('2026-04-14')
  assert.ok(await isThere(id))
  await morning('2026-04-29')
  assert.equal((await warnings(email)).length, 2, 'warned anew')
  await morning('2026-05-13')
  assert.ok(!(await isThere(id)))
})

test('whoever is registered, in whatever register, or works for one keeps theirs', async () => {
  const who = await professional(peil, {
    email: 'erin@voorbeeld.nl',
    firstName: 'Erin',
    lastName: 'Blijft',
  })
  const staff = await colleague(
    peil,
    { email: 'sanne@voorbeeld.nl', firstName: 'Sanne', lastName: 'Bakker' },
    ['secretariat'],
  )
  const elsewhere = await open('elders@voorbeeld.nl', '2026-03-02')
  const { id: person } = await peil.platform.db
    .insertInto('person')
    .values({ account_id: elsewhere, first_name: 'El', last_name: 'Ders' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await peil.platform.db
    .insertInto('registration')
    .values({
      register: 'lklr',
      person_id: person,
      status: 'signed-up',
      regulation_version: '2020-01-01',
      signed_up_on: '2026-03-02',
    })
    .execute()
  for (const { accountId } of [who, staff]) {
    await peil.platform.db
      .updateTable('account')
      .set({ opened_in: 'krsd', unused_since: '2026-03-02' })
      .where('id', '=', accountId)
      .execute()
  }
  await morning('2027-01-01')
  for (const id of [who.accountId, staff.accountId, elsewhere]) assert.ok(await isThere(id))
})

test('whoever left before anything began goes after the same term, with the same warnings', async () => {
  const email = 'bedacht@voorbeeld.nl'
  const joined = await newcomer(peil, email, '2026-03-02')
  const { registrationId } = joined
  await peil.act(
    system,
    async (context) => {
      const member = await findMember(context, registrationId)
      const version = member?.version ?? 0
      const done = await withdrawRegistration(context, { registrationId, version })
      assert.equal(done.outcome, 'withdrawn')
    },
    '2026-03-10',
  )
  await morning('2026-04-07')
  await morning('2026-04-17')
  assert.equal((await warnings(email)).length, 2)
  await morning('2026-04-20')
  assert.ok(await isThere(joined.accountId))
  await morning('2026-04-21')
  assert.ok(!(await isThere(joined.accountId)))
  await assertRecorded(peil, 'registration', 'remove-data', registrationId)
})
