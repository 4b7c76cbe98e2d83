import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testPlatform } from '#testing/platform.ts'
import { paths } from '#web/paths.ts'

const peil = await testPlatform({ demo: true })
const parts = ['overzicht', 'formulier', 'werk', 'klaar'] as const
const read = async (deel: string, more: Readonly<Record<string, string>> = {}) => {
  const answer = await peil.get(paths.kit('krsd', { deel, ...more }))
  assert.ok([200, 422].includes(answer.status), `${deel}: ${answer.status}`)
  return answer.text()
}

test('the kit has no inline style, script or handler anywhere', async () => {
  for (const part of parts) {
    assert.doesNotMatch(await read(part), / style=| on\w+=|<style|<script(?! src)/, part)
  }
})

test('every id is there once, and labels and descriptions point at ids that are there', async () => {
  for (const part of parts) {
    const page = await read(part)
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1])
    assert.equal(new Set(ids).size, ids.length, part)
    for (const [, list] of page.matchAll(/ (?:for|aria-describedby)="([^"]+)"/g)) {
      for (const id of list?.split(' ') ?? []) assert.ok(ids.includes(id), `${part}: ${id}`)
    }
  }
})

test('the kit is shown in je and in u, in the light and in the dark', async () => {
  assert.match(await read('overzicht', { spreek: 'je' }), /Je hebt nog 15\smaanden/)
  assert.match(await read('overzicht', { spreek: 'u' }), /U hebt nog 15\smaanden/)
  assert.match(await read('werk', { kleur: 'donker' }), /<html lang="nl" class="[^"]*colours-dark"/)
  assert.match(await read('werk', { kleur: 'licht' }), /<html lang="nl" class="[^"]*colours-light"/)
  assert.doesNotMatch(await read('werk'), /colours-/)
})

test('the form of the kit came back with five errors', async () => {
  assert.match(await read('formulier'), /Pas 5 antwoorden aan/)
})
