import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explained } from '#testing/explained.ts'
import {
  activityOf,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import type { Activity, Condition, Dossier, Minimum, Requirement } from './index.ts'
import { compileRegulation, emptyDossier, sayToAsk, whatToAsk } from './index.ts'

// Ten hours in each of the areas that somebody works in.

const on = Temporal.PlainDate.from('2022-12-15')
const areas = ['learning', 'sharing', 'online']

function compiled(requires: Requirement) {
  const options = areas.map((id) => ({ id, label: `Gebied ${id}` }))
  return compileRegulation(
    {
      ...plainRegulation,
      facts: [{ id: 'areas', type: 'several', label: 'Gebieden', options }],
      norms: [normOf('Gebieden', requires)],
    },
    words,
  )
}

const each = (more: Partial<Minimum> = {}) =>
  compiled(minimumOf(1000, 'everything', { forEach: 'areas', ...more }))

const dossierOf = (named: readonly string[] | undefined, activities: readonly Activity[] = []) =>
  ({
    ...emptyDossier,
    submittedOn: on,
    facts: named === undefined ? {} : { areas: named },
    activities,
  }) satisfies Dossier

const learning = (claimed: number) => activityOf('a', claimed)
const sharing = (claimed: number) => activityOf('b', claimed, { kind: 'teaching' })

test('it is asked for each value, and plenty for one hides no lack for another', () => {
  const found = (named: readonly string[]) => {
    const [norm] = explained(each(), dossierOf(named, [learning(1200), sharing(400)]), on).norms
    return [norm?.outcome, norm?.required, norm?.counted, norm?.shortfall]
  }
  assert.deepEqual(found(['learning']), ['met', 1000, 1200, 0])
  assert.deepEqual(found(['sharing']), ['not-met', 1000, 400, 600])
  assert.deepEqual(found(['learning', 'sharing']), ['not-met', 2000, 1400, 600])
  assert.deepEqual(found(['learning', 'sharing', 'online']), ['not-met', 3000, 1400, 1600])
})

test('an activity may serve several values, and one within other activities serves those alone', () => {
  const both = activityOf('a', 1000, { kind: 'workshop' })
  const outcome = (more: Partial<Minimum>) =>
    explained(each(more), dossierOf(['learning', 'sharing'], [both]), on).outcome
  assert.equal(outcome({}), 'met')
  assert.equal(outcome({ of: 'workshop' }), 'met')
  assert.equal(outcome({ of: 'accredited' }), 'not-met')
})

test('the answer says each value by itself, also where there is one', () => {
  const text = (named: readonly string[]) =>
    explained(each(), dossierOf(named, [learning(1200), sharing(400)]), on).norms[0]?.text
  assert.equal(
    text(['learning', 'sharing']),
    'Gebieden: 12 uur voor leren (nodig: 10) en 4 van 10 uur voor delen, 6 te weinig.',
  )
  assert.equal(text(['sharing']), 'Gebieden: 4 van 10 uur voor delen, 6 te weinig.')
})

test('what nobody stated is not met, and is asked before any activity', () => {
  const regulation = each()
  const begun = dossierOf(undefined, [learning(1200)])
  const [norm] = explained(regulation, begun, on).norms
  assert.deepEqual(
    [norm?.outcome, norm?.text],
    ['not-met', 'Gebieden: nog niet in orde. Gebieden: niet opgegeven.'],
  )
  const asked = (dossier: Dossier) =>
    sayToAsk(regulation, whatToAsk(regulation, dossier, on)).questions.map(({ text }) => text)
  assert.deepEqual(asked(begun), [
    'Gebieden: welke van Gebied learning, Gebied sharing en Gebied online?',
  ])
  assert.equal(asked(dossierOf(['learning', 'sharing'], [learning(1200)])).length, 1)
  assert.deepEqual(asked(dossierOf(['learning'], [learning(1200)])), [])
})

test('a condition holds for who has the value among theirs, and says which they have', () => {
  const condition: Condition = { kind: 'fact', fact: 'areas', is: 'online' }
  const found = (named: readonly string[]) => {
    const [norm] = explained(compiled(condition), dossierOf(named), on).norms
    return [norm?.outcome, norm?.text]
  }
  assert.deepEqual(found(['learning', 'online']), [
    'met',
    'Gebieden: in orde. Gebieden: Gebied learning en Gebied online.',
  ])
  assert.deepEqual(found(['learning']), [
    'not-met',
    'Gebieden: nog niet in orde. Gebieden: Gebied learning.',
  ])
})

test('each is asked what they stated themselves, also where it is one of several ways', () => {
  const regulation = compiled({
    kind: 'one-of',
    of: [
      { kind: 'fact', fact: 'certificate', is: true },
      minimumOf(1000, 'everything', { forEach: 'areas' }),
    ],
  })
  const required = (named: readonly string[]) =>
    explained(regulation, dossierOf(named, [learning(100)]), on).norms[0]?.required
  assert.deepEqual(
    [required(['learning']), required(['learning', 'sharing']), required(['sharing'])],
    [1000, 2000, 1000],
  )
})
