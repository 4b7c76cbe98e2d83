import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minimumOf, normOf, plainRegulation } from '#testing/generate-regulation.ts'
import { normsThatAsk } from './asking/norms-that-ask.ts'
import type { Condition, Regulation } from './index.ts'
import { asksStatements, normsOf } from './norms.ts'

const without: Regulation = {
  ...plainRegulation,
  facts: [],
  documents: [],
  declarations: [],
  registers: [],
  categories: [],
  norms: [normOf('hours', minimumOf(1000))],
}
const named = { id: 'one', label: 'Een', article: 'artikel 1', text: 'Een.' }
const category = { ...named, public: true, open: true, admission: [], followUp: [] }
const span = Temporal.Duration.from('P1Y')

test('a register asks statements when it asks any of them, and none of itself', () => {
  assert.equal(asksStatements(without), false)
  assert.equal(asksStatements({ ...without, facts: plainRegulation.facts }), true)
  assert.equal(asksStatements({ ...without, documents: [named] }), true)
  assert.equal(asksStatements({ ...without, declarations: [named] }), true)
  assert.equal(asksStatements({ ...without, registers: [named] }), true)
  assert.equal(asksStatements({ ...without, leave: { minimum: span } as never }), true)
  assert.equal(asksStatements({ ...without, work: {} as never }), true)
  assert.equal(asksStatements({ ...without, categories: [category as never] }), true)
})

test('a norm for some categories holds for whoever is in one of them, and for nobody without one', () => {
  const norms = [
    normOf('all', minimumOf(1000)),
    normOf('senior', minimumOf(500), { categories: ['senior'] }),
  ]
  const held = (category?: string) =>
    normsOf(
      { ...without, norms },
      { kind: 'renewal', ...(category === undefined ? {} : { category }) },
    ).map(({ id }) => id)
  assert.deepEqual([held(), held('junior'), held('senior')], [['all'], ['all'], ['all', 'senior']])
})

test('a norm that wants nothing but activities asks nothing', () => {
  const paper: Condition = { kind: 'document', document: 'paper' }
  const norms = [...without.norms, normOf('paper', paper)]
  const ids = normsThatAsk({ ...without, norms }, { kind: 'renewal' }).map(({ id }) => id)
  assert.deepEqual(ids, ['paper'])
})
