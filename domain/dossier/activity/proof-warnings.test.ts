import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ProofWarning } from '#domain/dossier/activity/proof-warnings.ts'
import { overStatedLoad, proofWarnings } from '#domain/dossier/activity/proof-warnings.ts'
import { hundredthsOf } from '#engine'

const day = (text: string) => Temporal.PlainDate.from(text)

const kind = {
  fields: [{ id: 'begun-on', type: 'day', label: 'Eerste dag', required: false }],
  evidence: {
    accepted: [
      { id: 'certificate', label: 'Bewijs van deelname', signed: true },
      { id: 'report', label: 'Verslag', signed: false },
    ],
    preferred: [],
  },
} as const

type Reading = { readonly days: readonly string[]; readonly signed: 'yes' | 'no' | 'unclear' }

const file = (name: string, reading?: Reading) => ({
  id: name,
  name,
  mediaType: 'application/pdf',
  size: 1,
  sha256: `hash of ${name}`,
  addedOn: day('2026-06-01'),
  reading,
})

function found(
  files: readonly ReturnType<typeof file>[],
  given: { details?: Record<string, number | string>; shown?: string } = {},
  others: Parameters<typeof proofWarnings>[2] = [],
): readonly ProofWarning['is'][] {
  const activity = {
    id: 'mine',
    completedOn: day('2026-05-19'),
    form: { typed: { 'evidence-kind': given.shown ?? '' }, details: given.details ?? {} },
    evidence: files,
  }
  return proofWarnings(activity as never, kind as never, others).map(({ is }) => is)
}

const signed = 'yes' as const

test('a proof that names no day, or another, is a question; a photo is not', () => {
  assert.deepEqual(found([file('a', { days: [], signed })]), ['no-day'])
  assert.deepEqual(found([file('a', { days: ['2026-05-18'], signed })]), ['other-day'])
  assert.deepEqual(found([file('a', { days: ['2026-05-20'], signed })]), ['other-day'])
  assert.deepEqual(found([file('a', { days: ['2026-05-19'], signed })]), [])
  assert.deepEqual(found([file('a', { days: ['2026-05-30', '2026-05-19'], signed })]), [])
  assert.deepEqual(found([file('a')]), [])
})

test('a day between the first and the last day of what took longer is one of its days', () => {
  const details = { 'begun-on': '2026-05-01' }
  assert.deepEqual(found([file('a', { days: ['2026-05-01'], signed })], { details }), [])
  assert.deepEqual(found([file('a', { days: ['2026-04-30'], signed })], { details }), ['other-day'])
})

test('a signature is missed where what the files show has one, and none can be it', () => {
  const days = ['2026-05-19']
  const plain = file('a', { days, signed: 'no' })
  assert.deepEqual(found([plain], { shown: 'certificate' }), ['not-signed'])
  assert.deepEqual(found([plain], { shown: 'report' }), [])
  assert.deepEqual(found([plain], { shown: 'certificate,report' }), [])
  assert.deepEqual(found([plain]), [])
  for (const other of [
    file('b', { days, signed }),
    file('b', { days, signed: 'unclear' }),
    file('b'),
  ]) {
    assert.deepEqual(found([plain, other], { shown: 'certificate' }), [])
  }
})

test('the same file at another activity of this person is named with it', () => {
  const other = { id: 'other', title: 'Cursus', evidence: [file('a')] } as never
  assert.deepEqual(found([file('a')], {}, [other]), ['same-file'])
  assert.deepEqual(found([file('b')], {}, [other]), [])
  const itself = { id: 'mine', title: 'Zelf', evidence: [file('a')] } as never
  assert.deepEqual(found([file('a')], {}, [itself]), [])
})

test('an hour more than the stated load is told, the same is not', () => {
  const load = (spent: number) =>
    overStatedLoad({ 'stated-load': hundredthsOf(800), 'contact-hours': hundredthsOf(spent) })
  assert.equal(load(800), undefined)
  assert.deepEqual(load(801), { spent: 801, stated: 800 })
  assert.equal(overStatedLoad({ 'contact-hours': hundredthsOf(800) }), undefined)
})
