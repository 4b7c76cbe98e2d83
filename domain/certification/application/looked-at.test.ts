import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whyLookedAt } from '#domain/certification/application/looked-at.ts'
import type { ReviewRules } from '#engine'

const review: ReviewRules = {
  article: 'vraag 9',
  application: 'all',
  lines: 'sample',
  samplePercentage: 20,
  selfSigned: 'all',
  text: 'Een deel wordt nagekeken.',
}
const plain = { drawn: false, risks: [] }
const drawn = { drawn: true, risks: [] }

test('the committee looks at what is drawn, and at what is self-signed whatever the draw', () => {
  assert.deepEqual(whyLookedAt(plain, true, review), [])
  assert.deepEqual(whyLookedAt(drawn, true, review), ['sampled'])
  const signed = { drawn: false, risks: ['self-signed'] } as const
  assert.deepEqual(whyLookedAt(signed, true, review), ['self-signed'])
  assert.deepEqual(whyLookedAt({ ...signed, drawn: true }, true, review), [
    'sampled',
    'self-signed',
  ])
  assert.deepEqual(whyLookedAt(signed, true, { ...review, selfSigned: 'sample' }), [])
})

test('a risk is looked at where the regulation names it, and is never the sample', () => {
  const risky = { drawn: false, risks: ['over-stated-load', 'first-of-kind'] } as const
  assert.deepEqual(whyLookedAt(risky, true, review), [])
  assert.deepEqual(whyLookedAt(risky, true, { ...review, risks: ['over-stated-load'] }), [
    'over-stated-load',
  ])
  assert.deepEqual(whyLookedAt(risky, true, { ...review, risks: ['first-of-kind'] }), [
    'first-of-kind',
  ])
})

test('where every line is looked at, nothing is a sample', () => {
  assert.deepEqual(whyLookedAt(drawn, true, { ...review, lines: 'all' }), ['all'])
})

test('outside a sample of the applications only the risks are left', () => {
  const ofApplications: ReviewRules = { ...review, application: 'sample', lines: 'all' }
  assert.deepEqual(whyLookedAt(drawn, true, ofApplications), ['sampled'])
  assert.deepEqual(whyLookedAt({ ...drawn, risks: ['self-signed'] }, false, ofApplications), [
    'self-signed',
  ])
})
