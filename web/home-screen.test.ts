import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'

let peil: TestPlatform

before(async () => {
  peil = await testPlatform()
})

test('each register can be put on a home screen under its own name, and begins at the portfolio', async () => {
  const expected = new Map([
    ['krsd', 'KRSD'],
    ['lklr', 'LKLR'],
  ])
  for (const [register, name] of expected) {
    const page = await (await peil.get(`/${register}`)).text()
    const path = /<link rel="manifest" href="([^"]*)"/.exec(page)?.[1] ?? ''
    const answer = await peil.get(path)
    assert.equal(answer.status, 200)
    assert.match(answer.headers.get('content-type') ?? '', /^application\/manifest\+json/)
    const manifest = await answer.json()
    assert.equal(manifest.short_name, name)
    assert.equal(manifest.start_url, `/${register}/mijn`)
    for (const { src, sizes } of manifest.icons) {
      const icon = Buffer.from(await (await peil.get(src)).arrayBuffer())
      assert.equal(icon.toString('latin1', 1, 4), 'PNG')
      assert.equal(`${icon.readUInt32BE(16)}x${icon.readUInt32BE(20)}`, sizes)
    }
    for (const { url } of [...manifest.shortcuts, { url: manifest.start_url }]) {
      assert.equal((await peil.get(url)).status, 303, 'it asks to sign in')
    }
  }
  assert.equal((await peil.get('/nobody/app.webmanifest')).status, 404)
  assert.equal((await peil.get('/nobody/icoon-192.png')).status, 404)
})

test('each register has the icon in its own colour', async () => {
  const icons = await Promise.all(
    ['krsd', 'lklr', 'clientondersteuners'].map(async (register) =>
      Buffer.from(await (await peil.get(`/${register}/icoon-192.png`)).arrayBuffer()).toString(
        'hex',
      ),
    ),
  )
  assert.equal(new Set(icons).size, 3)
})
