import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testPlatform } from '#testing/platform.ts'
import { wordsOf } from '#testing/portfolio.ts'

const peil = await testPlatform()

test('whoever wants to connect a system reads what there is, how to look somebody up, and how often', async () => {
  const page = await peil.get('/api')
  assert.equal(page.status, 200)
  const html = await page.text()
  const words = wordsOf(html)
  assert.match(words, /Koppelingen voor andere systemen/)
  assert.match(words, /curl http:\/\/peil\.test\/api\/v1\/[a-z]+\/registrations\/[A-Z]+-0*123/)
  assert.match(words, /120 per minuut/)
  assert.match(words, /20 per minuut/)
  for (const register of ['krsd', 'lklr', 'clientondersteuners'])
    assert.ok(words.includes(register))
  assert.ok(html.includes('href="/api/v1/openapi.json"'))
  const [, example = ''] =
    /curl http:\/\/peil\.test(\/api\/v1\/\S+\/registrations\/\S+)/.exec(words) ?? []
  assert.equal((await peil.get(example)).status, 404)
})

test('people find the page from the source page of a register and from the home of the installation', async () => {
  for (const path of ['/', '/krsd/broncode']) {
    assert.ok((await (await peil.get(path)).text()).includes('href="/api"'), path)
  }
  assert.ok([200, 301].includes((await peil.get('/api/')).status))
})
