import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import pino from 'pino'
import { securityEvents } from '#domain/platform/security-log/security-log.ts'
import { securityLogIn } from '#server/security-log.ts'
import { testPlatform } from '#testing/platform.ts'

test('every event is a line with its name, at a level of its own, and no more than ids', () => {
  const lines: Record<string, unknown>[] = []
  const log = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const note = securityLogIn(log)
  note({ event: 'signed-in', register: 'krsd', account: '0192', by: 'link' })
  note({ event: 'not-allowed', page: '/beheer', account: '0192' })
  const [first, second] = lines.map(({ time, ...line }) => line)
  const seen = { account: '0192', msg: 'security' }
  assert.deepEqual(first, {
    level: 30,
    security: 'signed-in',
    register: 'krsd',
    by: 'link',
    ...seen,
  })
  assert.deepEqual(second, { level: 40, security: 'not-allowed', page: '/beheer', ...seen })
})

test('whoever keeps watch reads of every event what it is', () => {
  const manual = readFileSync('docs/how-to/run-peil-for-real.md', 'utf8')
  const described = [...manual.matchAll(/^\| `([a-z-]+)` \| .+ \|.*\|$/gm)].map(([, name]) => name)
  for (const event of Object.keys(securityEvents)) {
    assert.equal(described.filter((name) => name === event).length, 1, event)
  }
})

test('what the gate refuses is noted with the page, without what stood in it', async () => {
  const peil = await testPlatform()
  const { accountId, cookie } = await peil.signIn('gewoon@voorbeeld.nl')
  await peil.get('/krsd/beheer', cookie)
  await peil.get('/krsd/beheer')
  await peil.get('/krsd/mijn/beveiliging', cookie)
  const seen = { register: 'krsd', account: accountId }
  assert.deepEqual(peil.noted, [{ event: 'not-allowed', ...seen, page: '/beheer' }])
  peil.noted.length = 0
  const elsewhere = { origin: 'https://kwaad.example', 'sec-fetch-site': 'cross-site' }
  await peil.app.request('http://peil.test/krsd/inloggen', { method: 'POST', headers: elsewhere })
  await peil.app.request('http://kwaad.example/krsd', {})
  assert.deepEqual(peil.noted, [
    { event: 'form-from-elsewhere', register: 'krsd', page: '/inloggen' },
    { event: 'name-refused' },
  ])
  peil.noted.length = 0
  const { cookie: farid, accountId: who } = await peil.signIn('bureau@voorbeeld.nl', [
    'secretariat',
  ])
  await peil.get('/krsd/werk/aanvragen/11111111-1111-4111-8111-111111111111', farid)
  const [nothing] = peil.noted
  assert.equal(nothing?.account, who)
  assert.doesNotMatch(JSON.stringify(peil.noted), /11111111|farid/)
})
