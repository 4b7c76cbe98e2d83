import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Register } from '#regulations/register.ts'
import { professional } from '#testing/cast.ts'
import type { TestPlatform } from '#testing/platform.ts'
import { testPlatform } from '#testing/platform.ts'
import { newcomersTo, readsNone, registerOf } from '#testing/read-every-page.ts'
import { withoutKinds } from '#testing/without-kinds.ts'

// A register that asks only a document and a declaration: no page speaks of activities where there
// are none.

let peil: TestPlatform
let register: Register

before(async () => {
  peil = await testPlatform()
  const plain = registerOf(peil, 'krsd')
  const [version] = plain.versions
  assert.ok(version)
  const { costExample: _, ...rest } = plain
  register = { ...rest, versions: [await withoutKinds(version.words)] }
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
  const norms = register.versions[0]?.regulation.norms ?? []
  assert.ok(norms.length > 0)
  for (const { label } of norms) assert.ok(portfolio.includes(label), label)
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
