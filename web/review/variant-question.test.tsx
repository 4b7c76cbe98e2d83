import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Regulation } from '#engine'
import { VariantQuestion } from './variant-question.tsx'

const variants: Regulation['variants'] = [
  {
    id: 'skj',
    article: 'artikel 4 onder c',
    label: 'Met een SKJ-registratie',
    text: 'Een lagere norm.',
    when: { kind: 'holding', register: 'skj', at: ['submission'] },
    forReview: 'Is dit van belang voor het vak?',
  },
]

test('under a variant that holds, its question is asked of each activity, with its article', async () => {
  const variant = { id: 'skj', text: 'Een lagere norm.', article: 'artikel 4 onder c' }
  const shown = String(await VariantQuestion({ assessment: { variant }, regulation: { variants } }))
  assert.match(shown, /Is dit van belang voor het vak\? \(artikel 4 onder c\)/)
})

test('where it does not hold, or asks nothing, nothing is shown', () => {
  assert.equal(VariantQuestion({ assessment: {}, regulation: { variants } }), null)
  const { forReview: _, ...silent } = variants[0]!
  const variant = { id: 'skj', text: '', article: '' }
  assert.equal(
    VariantQuestion({ assessment: { variant }, regulation: { variants: [silent] } }),
    null,
  )
})
