import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seedDemo } from '#domain/demo/cast/seed-demo.ts'
import type { Register } from '#regulations/register.ts'
import { testPlatform } from '#testing/platform.ts'
import { everybody, newcomersTo, readsNone, registerOf } from '#testing/read-every-page.ts'

// A register says "je" or "u", and says it everywhere. Every page that can be reached by following
// links, and every answer to a form that was sent empty, is read for words of the other form.

const informal = /\b(je|jij|jou|jouw|jezelf|jijzelf|jullie)\b/i
const informals = new RegExp(informal, 'gi')
// A verb before “je” loses its t: “hebt je” comes of a sentence that was written for “u”.
const formal =
  /\b(u|uw|uzelf)\b|(?:^\s*|\b(?:dan|daarna|tot dan) )(hebt|kunt|bent|wilt|zult|denkt|bedenkt|haalt) je\b/i

test('a register that says “u” never says “je”: its public pages and its newcomers', async () => {
  const peil = await testPlatform({ demo: true })
  const register = registerOf(peil, 'clientondersteuners')
  await readsNone(peil, register, informal, await newcomersTo(peil, register))
})

test('the KRSD never says “u”', async () => {
  const peil = await testPlatform({ cast: true })
  await readsNone(peil, registerOf(peil, 'krsd'), formal, await everybody(peil))
})

// The KRSD has people with applications and decisions; here it says "u", except in the texts of its
// own files, which are the register's to write: its pages address nobody here, the rest is left out.
test('the same people in a register that says “u” never read “je”', async () => {
  const peil = await testPlatform({ demo: true })
  const krsd = registerOf(peil, 'krsd')
  const inFormal: Register = {
    ...krsd,
    address: 'u',
    texts: krsd.texts.map((text) => ({
      ...text,
      paragraphs: text.paragraphs.map((words) => words.replaceAll(informals, 'men')),
    })),
    versions: krsd.versions.map((version) => ({
      ...version,
      words: { ...version.words, address: 'u' },
    })),
  }
  const registers = peil.platform.registers
  assert.ok(registers instanceof Map)
  registers.set('krsd', inFormal)
  await seedDemo(peil.platform)
  await readsNone(peil, inFormal, informal, await everybody(peil))
})
