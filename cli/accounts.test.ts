import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { testPlatform } from '#testing/platform.ts'
import { assertRecorded } from '#testing/records.ts'
import { codeFor, withSecondFactor } from '#testing/second-factor.ts'
import { runAccounts } from './accounts.ts'
import { WrongInput } from './command.ts'

const peil = await testPlatform()
const { db } = peil.platform
const { options } = peil.connection
const env = {
  DATABASE_URL: `postgres://${options.user}@/${options.database}?host=${options.host}`,
  PEIL_DATA: path.dirname(peil.platform.incoming),
}
const elsewhere = mkdtempSync(path.join(os.tmpdir(), 'peil-accounts-'))
after(() => rmSync(elsewhere, { recursive: true }))

async function accounts(args: readonly string[], more: Record<string, string> = {}) {
  const said: string[] = []
  const out = { write: (text: string) => said.push(text) }
  const terminal = { input: process.stdin, out, error: out }
  const status = await runAccounts(args, terminal, { ...env, ...more })
  assert.equal(status, 0)
  return said.join('')
}
const refused = (args: readonly string[], why: RegExp, more: Record<string, string> = {}) =>
  assert.rejects(
    accounts(args, more),
    (error) => error instanceof WrongInput && why.test(error.message),
  )

test('a running Peil goes on with what another key hides, and only what is lost is given up', async () => {
  const email = 'sleutel@voorbeeld.nl'
  const session = await peil.signIn(email, ['secretariat'])
  const { cookie } = await withSecondFactor(peil, email, session)
  const code = await codeFor(peil, email)
  assert.match(await accounts(['rotate-key']), /Opnieuw versleuteld: 1\. Niet meer te openen: 0/)
  await assertRecorded(peil, 'account', 'hide-second-factor', session.accountId)
  assert.equal(await codeFor(peil, email), code)
  assert.match(
    await accounts(['rotate-key'], { PEIL_SECRETS_KEY: Buffer.alloc(32).toString('base64') }),
    /PEIL_SECRETS_KEY=[\w+/]{43}=,/,
  )
  await refused(['rotate-key'], /is gone: it was in/, { PEIL_DATA: elsewhere })
  const lost = await accounts(['rotate-key', '--lost'], { PEIL_DATA: elsewhere })
  assert.match(lost, /Opnieuw versleuteld: 0\. Niet meer te openen: 1/)
  await assertRecorded(peil, 'account', 'lose-second-factor', session.accountId)
  assert.equal((await peil.get('/krsd/werk', cookie)).status, 200)
})

test('where there are no two, a lost second factor is taken off on the server, with its reason', async () => {
  const email = 'enige@voorbeeld.nl'
  const session = await peil.signIn(email, ['administrator'])
  const { cookie } = await withSecondFactor(peil, email, session)
  const reset = ['reset-second-factor', email]
  await refused(reset, /--reason/)
  await refused([...reset, '--reason', ' '], /--reason/)
  await refused(['reset-second-factor', 'niemand@voorbeeld.nl', '--reason', 'x'], /no account/)
  await refused(['reset-second-factor', 'geen adres', '--reason', 'x'], /no account/)
  await refused(['iets-anders'], /--help/)
  await refused(['rotate-key', '--onbekend'], /--help/)
  const said = await accounts([...reset, '--reason', 'teruggebeld'])
  assert.match(said, /is eraf, en alle sessies zijn beëindigd/)
  await assertRecorded(peil, 'account', 'reset-second-factor', session.accountId)
  const away = await peil.get('/krsd/beheer', cookie)
  assert.match(away.headers.get('location') ?? '', /inloggen\?terug/)
  const mails = await db
    .selectFrom('mail_message')
    .where('to_address', '=', email)
    .select(['kind', 'register'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  assert.deepEqual(mails[0], { kind: 'factor-changed', register: 'krsd' })
  await refused([...reset, '--reason', 'nog eens'], /no second factor/)
})
