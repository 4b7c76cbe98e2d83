import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { checkSecondFactor } from '#domain/people/account/check-second-factor.ts'
import { hideFactors, secretsInUse } from '#domain/people/account/hide-factors.ts'
import { codeAt, stepAt } from '#domain/people/account/second-factor.ts'
import { putNewKey, SecretsKeyRefused } from '#domain/platform/secret/secrets.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'
import { codeFor, secretFor, withSecondFactor } from '#testing/second-factor.ts'

// What lies in the database is of no use to whoever has only that.

const peil = await testPlatform()
const { db, secrets } = peil.platform
const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-secrets-'))
after(() => rmSync(folder, { recursive: true }))

const kept = async (accountId: string) =>
  (
    await db
      .selectFrom('account')
      .where('id', '=', accountId)
      .select('totp_secret')
      .executeTakeFirstOrThrow()
  ).totp_secret ?? ''
const half = (email: string) => peil.signIn(email, ['secretariat'], { secondFactor: false })
const tryCode = async (email: string, code: string, of = peil.platform) => {
  const { accountId, cookie } = await half(email)
  const sessionToken = cookie.replace('peil=', '')
  const typed = { accountId, sessionToken, code, userAgent: '', clientAddress: '203.0.113.7' }
  const checked = await peil.act(clock, (context) =>
    checkSecondFactor({ ...context, platform: of }, typed),
  )
  return checked.outcome
}

test('the secret of an app is encrypted for its account alone, and recovery codes are hashed slowly', async () => {
  const email = 'sanne@voorbeeld.nl'
  const { accountId, cookie } = await peil.signIn(email, ['secretariat'])
  const { recoveryCodes } = await withSecondFactor(peil, email, { accountId, cookie })
  const secret = await secretFor(peil, email)
  assert.match(secret, /^[A-Z2-7]{32}$/)
  const hidden = await kept(accountId)
  assert.match(hidden, /^v1\.[0-9a-f]{8}\.[\w-]{80}$/)
  assert.notEqual(secrets.hide(secret, 'x'), secrets.hide(secret, 'x'))
  // Beside another account it opens no more, and neither does what was changed in it.
  assert.equal(secrets.show(hidden, 'second factor of somebody else'), undefined)
  for (const wrong of [`${hidden.slice(0, -2)}AA`, hidden.slice(0, 40), 'v1', '', secret]) {
    assert.equal(secrets.show(wrong, `second factor of ${accountId}`), undefined, wrong)
  }
  const hashes = await db
    .selectFrom('recovery_code')
    .where('account_id', '=', accountId)
    .select('code_hash')
    .execute()
  assert.equal(hashes.length, 10)
  for (const { code_hash } of hashes)
    assert.match(code_hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  const [first = ''] = recoveryCodes
  assert.equal(await tryCode(email, ` ${first.toUpperCase()} `), 'verified')
  assert.equal(await tryCode(email, first), 'wrong-code')
  assert.equal(await tryCode(email, await codeFor(peil, email)), 'verified')
})

test('what was there before is hidden at the start, once, and goes on working', async () => {
  const email = 'eerder@voorbeeld.nl'
  const { accountId } = await half(email)
  const plain = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
  await db
    .updateTable('account')
    .where('id', '=', accountId)
    .set({ totp_secret: plain, totp_confirmed_at: Temporal.Now.instant().toString() })
    .execute()
  const fast = createHash('sha256').update('recovery code abcdefghjk').digest('hex')
  await db.insertInto('recovery_code').values({ account_id: accountId, code_hash: fast }).execute()
  const [one, other] = await Promise.all([hideFactors(db, secrets), hideFactors(db, secrets)])
  assert.deepEqual([one.hidden + other.hidden, one.lost + other.lost], [1, 0])
  await assertRecorded(peil, 'account', 'hide-second-factor', accountId)
  assert.notEqual(await kept(accountId), plain)
  assert.deepEqual(await hideFactors(db, secrets), { hidden: 0, lost: 0 })
  assert.equal(await tryCode(email, codeAt(plain, stepAt(Temporal.Now.instant()))), 'verified')
  assert.equal(await tryCode(email, 'abcde-fghjk'), 'verified')
})

test('another key hides anew what is there, and a running Peil goes on with the file as it is then', async () => {
  const first = await secretsInUse({}, folder, (await testPlatform()).platform.db)
  const file = path.join(folder, 'keys', 'secrets.key')
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const hidden = first.hide('tekst', 'iets')
  putNewKey(folder)
  const next = await secretsInUse({}, folder, (await testPlatform()).platform.db)
  assert.equal(next.show(hidden, 'iets'), 'tekst')
  assert.notEqual(next.prefix, first.prefix)
  assert.equal(first.show(next.hide('later', 'iets'), 'iets'), 'later')
  const [newest = '', older = ''] = readFileSync(file, 'utf8').trim().split('\n')
  const given = await secretsInUse({ PEIL_SECRETS_KEY: `${newest},${older}` }, '', db).catch(
    (error) => error,
  )
  // Neither is the key of the factors in this database.
  assert.ok(given instanceof SecretsKeyRefused)
  assert.match(given.message, /PEIL_SECRETS_KEY does not open/)
  writeFileSync(file, 'geen sleutel\n')
  await assert.rejects(secretsInUse({}, folder, db), SecretsKeyRefused)
  rmSync(file)
  await assert.rejects(secretsInUse({}, folder, db), /is gone: it was in .*secrets\.key/)
})

test('where the key is lost, no code is right and a recovery code is; and the record says so', async () => {
  const email = 'kwijt@voorbeeld.nl'
  const { accountId, cookie } = await peil.signIn(email, ['secretariat'])
  const { recoveryCodes } = await withSecondFactor(peil, email, { accountId, cookie })
  const secret = await secretFor(peil, email)
  const other = await secretsInUse({}, folder, (await testPlatform()).platform.db)
  // Nothing is given up that nobody said was lost.
  assert.equal((await hideFactors(db, other)).lost, 0)
  assert.equal((await hideFactors(db, other, { lost: true })).lost, 3)
  await assertRecorded(peil, 'account', 'lose-second-factor', accountId)
  const of = { ...peil.platform, secrets: other }
  const code = codeAt(secret, stepAt(Temporal.Now.instant()) + 1)
  assert.equal(await tryCode(email, code, of), 'wrong-code')
  assert.equal(await tryCode(email, recoveryCodes[3] ?? '', of), 'verified')
  await secretsInUse({}, folder, db)
  const { rows } = await sql<{ one: string }>`select distinct totp_secret as one from account
    where totp_secret is not null`.execute(db)
  assert.deepEqual(rows, [{ one: 'lost' }])
})
