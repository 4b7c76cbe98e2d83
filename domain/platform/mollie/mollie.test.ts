import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { mollieBy } from '#domain/platform/mollie/mollie.ts'
import { MollieRefused, molliesOf } from '#domain/platform/mollie/mollie-of.ts'
import { mollieKey, startMollie } from '#testing/mollie-server.ts'

const server = await startMollie()
const mollie = mollieBy(mollieKey, { base: server.url })
const toAsk = {
  cents: 12_405,
  description: 'Factuur KF-0001',
  redirectUrl: 'https://peil.test/krsd/betaling/1',
  webhookUrl: 'https://peil.test/krsd/mollie',
  ours: '1',
}

test('what is asked is what Mollie describes, and the same asked twice is made once', async () => {
  const made = await mollie.ask(toAsk)
  assert.equal(made.outcome, 'answered')
  if (made.outcome !== 'answered') return
  const { payment } = made
  assert.equal(payment.cents, 12_405)
  assert.equal(payment.currency, 'EUR')
  assert.equal(payment.ours, '1')
  assert.equal(payment.status, 'open')
  assert.equal(payment.checkoutUrl, `${server.url}/krsd/demo/bank/${payment.id}`)
  const { headers, body } = server.asked.at(-1) ?? assert.fail()
  assert.equal(headers['idempotency-key'], '1')
  assert.deepEqual(body?.amount, { currency: 'EUR', value: '124.05' })
  const again = await mollie.ask(toAsk)
  assert.deepEqual(again, made)
  server.madeUp.settle(payment.id, 'paid')
  const found = await mollie.find(payment.id)
  assert.equal(found.outcome === 'answered' && found.payment.status, 'paid')
  assert.equal(found.outcome === 'answered' && found.payment.payer.iban, 'NL02ABNA0123456789')
})

test('whatever else is answered is not believed', async () => {
  const good = {
    resource: 'payment',
    id: 'tr_one',
    status: 'paid',
    amount: { currency: 'EUR', value: '1.00' },
    _links: {},
  }
  const answers: readonly (readonly [string, number, string | object, string])[] = [
    ['not JSON', 200, '<html>', 'unavailable'],
    ['nothing', 200, '', 'unavailable'],
    ['a list', 200, [], 'unavailable'],
    ['another thing', 200, { ...good, resource: 'order' }, 'unavailable'],
    ['an id of another kind', 200, { ...good, id: '../payments' }, 'unavailable'],
    [
      'an amount as a figure',
      200,
      { ...good, amount: { currency: 'EUR', value: 1 } },
      'unavailable',
    ],
    [
      'an amount with a point less',
      200,
      { ...good, amount: { currency: 'EUR', value: '100' } },
      'unavailable',
    ],
    ['far too much', 200, { ...good, metadata: 'x'.repeat(300_000) }, 'unavailable'],
    ['a key that is not taken', 401, {}, 'key-refused'],
    ['one that is unknown', 404, {}, 'unknown'],
    ['too many', 429, {}, 'unavailable'],
    ['broken', 503, '<html>', 'unavailable'],
    ['what is not taken', 422, { detail: 'The amount is too low' }, 'refused'],
  ]
  for (const [what, status, body, outcome] of answers) {
    const said = typeof body === 'string' ? body : JSON.stringify(body)
    server.fault = (answer) => answer.writeHead(status).end(said)
    assert.equal((await mollie.find('tr_one')).outcome, outcome, what)
  }
  server.fault = (answer) => answer.writeHead(302, { location: '/elsewhere' }).end()
  const before = server.asked.length
  assert.equal((await mollie.find('tr_one')).outcome, 'unavailable')
  assert.equal(server.asked.length, before + 1, 'the key goes nowhere else')
  server.fault = (answer) => answer.destroy()
  assert.equal((await mollie.find('tr_one')).outcome, 'unavailable')
  server.fault = (answer) =>
    answer.writeHead(200).end(JSON.stringify({ ...good, metadata: 1, details: 7 }))
  const bare = await mollie.find('tr_one')
  assert.equal(bare.outcome === 'answered' && bare.payment.ours, undefined)
  server.fault = (answer) =>
    answer
      .writeHead(200)
      .end(
        JSON.stringify({ ...good, _links: { checkout: { href: 'https://elsewhere.test/pay' } } }),
      )
  const led = await mollie.find('tr_one')
  assert.equal(
    led.outcome === 'answered' && led.payment.checkoutUrl,
    undefined,
    'no page elsewhere',
  )
  server.fault = undefined
  const asked = server.asked.length
  assert.equal((await mollie.find('../profiles')).outcome, 'unknown')
  assert.equal(server.asked.length, asked, 'what is no id of a payment is not asked')
})

test('each register has its own key, by name or in a file, and a mistake tells no key', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'peil-mollie-'))
  after(() => rmSync(folder, { recursive: true }))
  const file = path.join(folder, 'key')
  writeFileSync(file, `${mollieKey}\n`)
  const own = molliesOf({ MOLLIE_API_KEY_KRSD: mollieKey })
  assert.notEqual(own('krsd'), undefined)
  assert.equal(own('lklr'), undefined)
  assert.equal(molliesOf({})('krsd'), undefined)
  const all = molliesOf({ MOLLIE_API_KEY_FILE: file })
  assert.notEqual(all('lklr'), undefined)
  const refused = (env: Readonly<Record<string, string>>) => {
    try {
      molliesOf(env)
    } catch (error) {
      assert.ok(error instanceof MollieRefused)
      return error.message
    }
    return assert.fail()
  }
  const secret = 'live_a secret that is none'
  assert.ok(!refused({ MOLLIE_API_KEY: secret }).includes('secret'))
  assert.match(refused({ MOLLIE_API_KEY_FILE: path.join(folder, 'none') }), /cannot be read/)
  assert.match(refused({ PEIL_MOLLIE_URL: 'http://mollie.example' }), /https/)
})
