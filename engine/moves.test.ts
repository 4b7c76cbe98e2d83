import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minimumOf, normOf, plainRegulation, words } from '#testing/generate-regulation.ts'
import type { Dossier, Move, Regulation } from './index.ts'
import { assess, assessMove, compileRegulation, emptyDossier, withMove } from './index.ts'

// From junior to senior, with a certificate; a senior must be experienced.

const on = Temporal.PlainDate.from('2026-06-01')
const held = {
  first: Temporal.PlainDate.from('2024-01-01'),
  last: Temporal.PlainDate.from('2024-12-31'),
}
const move: Move = {
  id: 'naar-senior',
  article: 'artikel 1',
  from: ['junior'],
  to: 'senior',
  text: 'Met een certificaat.',
  requires: { kind: 'fact', fact: 'certificate', is: true },
  admission: 'asked',
  period: 'unchanged',
}
const regulation: Regulation = {
  ...plainRegulation,
  norms: [normOf('total', minimumOf(1000))],
  categories: [
    { id: 'junior', label: 'Junior', text: 'Junior.', admission: [] },
    {
      id: 'senior',
      label: 'Senior',
      text: 'Senior.',
      admission: [
        {
          id: 'ervaren',
          article: 'artikel 1',
          label: 'Ervaring',
          text: 'Ervaren.',
          requires: { kind: 'fact', fact: 'experienced', is: true },
        },
      ],
    },
  ],
  moves: [move],
}
const compiled = compileRegulation(regulation, words)
const dossierOf = (facts: Dossier['facts'], more: Partial<Dossier> = {}): Dossier => ({
  ...emptyDossier,
  kind: 'renewal',
  category: 'junior',
  period: held,
  facts,
  ...more,
})
const all = { certificate: true, experienced: true }

test('a move asks what it asks itself and the criteria of the category, unless it waives those', () => {
  const standing = (facts: Dossier['facts'], more: Partial<Move> = {}) =>
    assessMove(compiled, { ...move, ...more }, dossierOf(facts), on).standing
  assert.equal(standing(all), 'met')
  assert.equal(standing({ certificate: true, experienced: false }), 'not-met')
  assert.equal(standing({ certificate: false, experienced: true }), 'not-met')
  assert.equal(standing({ certificate: true }, { admission: 'waived' }), 'met')
})

test('the period goes on as it was, or gets its full length from where it began', () => {
  const days = (period: Move['period'], more: Partial<Dossier> = {}) => {
    const found = assessMove(compiled, { ...move, period }, dossierOf(all, more), on).period
    return found === undefined ? undefined : `${found.first} ${found.last}`
  }
  assert.equal(days('unchanged'), '2024-01-01 2024-12-31')
  assert.equal(days('from-original-start'), '2024-01-01 2026-12-31')
  const { period: _, ...without } = dossierOf(all)
  assert.equal(assessMove(compiled, move, without, on).period, undefined)
})

test('a renewal with a move is as good as the worse of the two; who need do nothing still must meet the move', () => {
  const together = (facts: Dossier['facts'], more: Partial<Regulation> = {}) => {
    const made = compileRegulation({ ...regulation, ...more }, words)
    const dossier = dossierOf(facts)
    const renewal = assess(made, dossier, on)
    return [renewal.outcome, withMove(made, renewal, move, dossier).outcome]
  }
  const none = { certificate: false, experienced: true }
  assert.deepEqual(together(all), ['not-met', 'not-met'])
  assert.deepEqual(together(all, { norms: [] }), ['met', 'met'])
  assert.deepEqual(together(none, { norms: [] }), ['met', 'not-met'])
  const exemptions = [
    {
      id: 'ervaren',
      article: 'artikel 1',
      text: 'Wie ervaren is, hoeft niets.',
      when: { kind: 'fact', fact: 'experienced', is: true } as const,
    },
  ]
  assert.deepEqual(together(all, { exemptions }), ['exempt', 'exempt'])
  assert.deepEqual(together(none, { exemptions }), ['exempt', 'not-met'])
  const temporary: Regulation['temporary'] = {
    article: 'artikel 1',
    text: 'Een jaar.',
    length: Temporal.Duration.from('P1Y'),
    open: ['total'],
    appliesTo: ['renewal'],
    shortensNext: false,
  }
  assert.deepEqual(together(all, { temporary }), ['temporary', 'temporary'])
  assert.deepEqual(together(none, { temporary }), ['temporary', 'not-met'])
})
