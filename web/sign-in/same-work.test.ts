import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { createAccount } from '#domain/people/account/create-account.ts'
import { clock } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'

// How long an answer takes tells nothing, where the same was done for it. What is done is looked at, and not
// the clock: which questions the database got, and which work was left for later.

const peil = await testPlatform({ answers: false })
const password = 'drie groene fietsen'

let asked: string[] | undefined
const { query } = pg.Client.prototype
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  const [first] = given
  asked?.push(typeof first === 'string' ? first : ((first as { text?: string }).text ?? 'other'))
  return Reflect.apply(query, this, given)
} as typeof query
after(() => {
  pg.Client.prototype.query = query
})

/** What was done to answer a form, and how it was answered. */
async function workFor(path: string, fields: Readonly<Record<string, string>>) {
  peil.jobs.length = 0
  asked = []
  const answer = await peil.post(path, fields)
  // Once a second is looked whether a register changed, whoever asks what.
  const questions = asked.filter((text) => !text.includes(' as stamp'))
  asked = undefined
  const jobs = peil.jobs.map(({ name, data }) => ({ name, keys: Object.keys(data) }))
  const page = answer.status === 303 ? answer.headers.get('location') : answer.status
  return { questions, jobs, page }
}

test('for an address that is known the same is done as for one that is not', async () => {
  await peil.act(clock, (context) =>
    createAccount(context, { email: 'bekend@voorbeeld.nl', password }),
  )
  await peil.act(clock, (context) => createAccount(context, { email: 'leeg@voorbeeld.nl' }))
  const forms = [
    ['/krsd/inloggen/link', 'e-mail', {}, 1],
    ['/krsd/inloggen/wachtwoord-vergeten', 'e-mail', {}, 1],
    ['/krsd/aanmelden/account', 'e-mail', { wachtwoord: password }, 1],
    ['/krsd/aanmelden/account/verstuurd', 'e-mail', {}, 1],
    ['/krsd/inloggen', 'naam', { wachtwoord: 'niet het goede' }, 0],
  ] as const
  for (const [path, field, more, jobs] of forms) {
    // What is looked up once, for all addresses, is looked up first.
    await workFor(path, { [field]: 'eerst@voorbeeld.nl', ...more })
    const known = await workFor(path, { [field]: 'bekend@voorbeeld.nl', ...more })
    assert.ok(known.questions.length > 3, path)
    assert.equal(known.jobs.length, jobs, path)
    for (const other of ['niemand@voorbeeld.nl', 'leeg@voorbeeld.nl']) {
      assert.deepEqual(await workFor(path, { [field]: other, ...more }), known, path)
    }
  }
  // A number of the register is no way round it.
  const number = (naam: string) => workFor('/krsd/inloggen', { naam, wachtwoord: 'niet het goede' })
  assert.deepEqual(await number('KRSD-000001'), await number('KRSD-999999'))
})
