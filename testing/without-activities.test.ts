import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { before, describe, test } from 'node:test'
import { parse, stringify } from 'yaml'
import type { CompiledRegulation } from '#engine'
import { assess, emptyDossier, forecast } from '#engine'
import { findIdle } from '#regulations/check/find-idle.ts'
import { explainRegulation } from '#regulations/explain/explain-regulation.ts'
import { compileSource } from '#regulations/load.ts'
import { sourceOf } from '#regulations/mistakes.ts'
import type { Register } from '#regulations/register.ts'
import { professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { newcomersTo, readsNone, registerOf } from '#testing/read-every-page.ts'

// A register that asks only a declaration and an answer: no page, paper or answer speaks of
// activities where there are none.

/** The manual's file without kinds, as the regulation of the KRSD. */
async function withoutKinds(words: CompiledRegulation['words']): Promise<CompiledRegulation> {
  const manual = await readFile(new URL('../regulations/README.md', import.meta.url), 'utf8')
  const blocks = [...manual.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = '']) => text)
  const [smallest = '', ...others] = blocks
  const block = others.find((text) => text.includes('kinds: []'))
  assert.ok(block)
  const { kinds: _, ...file } = { ...parse(smallest), ...parse(block) }
  const content = { ...file, register: 'krsd', version: '2021-01-01' }
  const source = sourceOf(stringify(content, { aliasDuplicateObjects: false }), 'manual')
  return { ...compileSource(source), words }
}

describe('a regulation without kinds', () => {
  test('is complete, has nothing idle and is told without a word of activities', async () => {
    const [words] = [(await krsd()).versions[0]?.words]
    assert.ok(words)
    const compiled = await withoutKinds(words)
    assert.deepEqual(findIdle(compiled.regulation), [])
    const told = explainRegulation(compiled)
    assert.ok(told.every(({ title }) => !/Soorten|Overschot|Plafonds/.test(title)))
    assert.doesNotMatch(told.flatMap(({ lines }) => lines).join('\n'), /activiteit|bewijsstuk/i)
  })

  test('has no days that count, and a forecast without a plan', async () => {
    const words = (await krsd()).versions[0]?.words
    assert.ok(words)
    const compiled = await withoutKinds(words)
    const on = Temporal.PlainDate.from('2026-06-01')
    assert.equal(assess(compiled, emptyDossier, on).window.text, '')
    const plan = forecast(compiled, emptyDossier, { on, before: on.add({ years: 1 }) })
    assert.match(plan.text, /^Aan de normen is nog niet voldaan/)
    assert.deepEqual([plan.needed, plan.paces], [[], []])
  })
})

let peil: TestPlatform
let register: Register

function krsd(): Promise<Register> {
  return Promise.resolve(register)
}

before(async () => {
  peil = await testPlatform()
  const plain = registerOf(peil, 'krsd')
  const [version] = plain.versions
  assert.ok(version)
  const { costExample: _, ...rest } = plain
  register = { ...rest, versions: [version] }
  const compiled = await withoutKinds(version.words)
  register = { ...rest, versions: [compiled] }
  const { registers } = peil.platform
  assert.ok(registers instanceof Map)
  registers.set('krsd', register)
})

test('no page adds activities, counts no hours and shows no empty list', async () => {
  const who = await professional(peil, {
    email: 'conny@voorbeeld.nl',
    firstName: 'Conny',
    lastName: 'Bos',
    since: '2025-04-01',
  })
  const portfolio = await (await peil.get('/krsd/mijn', who.cookie)).text()
  assert.match(portfolio, /Dit register vraagt geen activiteiten/)
  assert.match(portfolio, /beroepscode|professional code/)
  const form = await peil.get('/krsd/mijn/activiteiten', who.cookie)
  assert.equal(form.status, 303)
  assert.match(form.headers.get('location') ?? '', /\/krsd\/mijn$/)
  const sent = await peil.post('/krsd/mijn/activiteiten', { intent: 'soort' }, who.cookie)
  assert.equal(sent.status, 303)
  const pdf = await peil.get('/krsd/mijn/portfolio.pdf', who.cookie)
  assert.equal(pdf.status, 200)
  const wrong =
    /Activiteiten? toevoegen|activiteiten toevoegen|activiteiten? meetel|\b0 (?:uur|punten)\b|Soort activiteit|Interne fout|nog leeg|Uren en normen|gepland is|Zo tellen we/
  await readsNone(peil, register, wrong, {
    ...(await newcomersTo(peil, register)),
    'conny@voorbeeld.nl': [],
  })
})
