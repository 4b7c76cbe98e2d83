import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explained } from '#testing/explained.ts'
import {
  activityOf,
  assessedOn,
  dossiers,
  minimumOf,
  normOf,
  plainRegulation,
  regulations,
  words,
} from '#testing/generate-regulation.ts'
import * as fc from '#testing/random-cases.ts'
import type { Amount, Dossier, Explanation, Regulation } from './index.ts'
import { compileRegulation, emptyDossier, toJson } from './index.ts'

// Larger than what the reference evaluator can try: many activities, hours with fractions.
const scale = { most: 1200, activities: 30 }
const runs = { numRuns: 300 }

const ranks = {
  'not-met': 0,
  'for-the-committee': 1,
  undetermined: 2,
  met: 3,
  temporary: 0,
  exempt: 4,
}

function answer(regulation: Regulation, dossier: Dossier): Explanation {
  return explained(compileRegulation(regulation, words), dossier, assessedOn)
}

test('the order in which activities were entered makes no difference', () => {
  const shuffled = dossiers(scale).chain((dossier) =>
    fc.tuple(
      fc.constant(dossier),
      fc.shuffledSubarray([...dossier.activities], { minLength: dossier.activities.length }),
    ),
  )
  fc.assert(
    fc.property(regulations(scale), shuffled, (regulation, [dossier, activities]) => {
      const one = toJson(answer(regulation, dossier))
      const other = toJson(answer(regulation, { ...dossier, activities }))
      const byId = (of: typeof one) => of.activities.toSorted((a, b) => (a.id < b.id ? -1 : 1))
      assert.deepEqual({ ...one, activities: byId(one) }, { ...other, activities: byId(other) })
    }),
    runs,
  )
})

test('one more approved activity never makes the outcome worse', () => {
  const kind = fc.constantFrom('training', 'workshop', 'teaching')
  const extra = fc
    .record({
      kind,
      claimed: fc.integer({ min: 0, max: 1200 }),
      accredited: fc.boolean(),
      online: fc.boolean(),
    })
    .map(({ accredited, online, claimed, kind }) =>
      // An id before and an id after all others: neither may matter.
      activityOf(claimed % 2 === 0 ? 'a-first' : 'z-last', claimed, {
        kind,
        attributes: { accredited, online },
      }),
    )
  fc.assert(
    fc.property(regulations(scale), dossiers(scale), extra, (regulation, dossier, more) => {
      const before = answer(regulation, dossier)
      const after = answer(regulation, { ...dossier, activities: [...dossier.activities, more] })
      assert.ok(ranks[after.outcome] >= ranks[before.outcome])
    }),
    runs,
  )
})

test('what counts is what was claimed less what the cuts explain, and never more than awarded', () => {
  fc.assert(
    fc.property(regulations(scale), dossiers(scale), (regulation, dossier) => {
      const rules = new Set([
        'window',
        'planned',
        'rejected',
        ...regulation.caps.map((cap) => cap.id),
      ])
      const found = answer(regulation, dossier)
      for (const activity of found.activities) {
        const cut = activity.cuts.reduce((sum, each) => sum + each.amount, 0)
        assert.equal(activity.claimed, activity.counted + cut)
        assert.ok(activity.counted <= activity.awarded)
        const { things } = activity
        const taken = things.cuts.reduce((sum, each) => sum + each.amount, 0)
        // A norm that may not apply asks for no things where it does not.
        const certain = regulation.norms.filter((norm) => norm.when === undefined)
        if (activity.cuts.length === 0 && JSON.stringify(certain).includes('"things"')) {
          assert.equal(things.awarded, things.counted + taken)
        }
        for (const each of activity.cuts) {
          assert.ok(rules.has(each.by), each.by)
          assert.notEqual(each.text, '')
        }
        const named = activity.cuts.map((each) => each.by)
        assert.equal(new Set(named).size, named.length, 'no rule is named twice')
      }
    }),
    runs,
  )
})

test('nothing counts twice in a register: not for one norm, and not in a second decision', () => {
  fc.assert(
    fc.property(dossiers(scale), (dossier) => {
      const regulation = { ...plainRegulation, norms: [normOf('all', minimumOf(100))] }
      const found = answer(regulation, dossier)
      const counted = found.activities.reduce((sum, activity) => sum + activity.counted, 0)
      const [norm] = found.norms
      assert.equal((norm?.counted ?? 0) + (norm?.provisional ?? 0), counted)
      const used = dossier.activities.map((activity) => ({ ...activity, usedIn: 'decision 1' }))
      const again = answer(regulation, { ...dossier, activities: used })
      assert.ok(again.activities.every((activity) => activity.counted === 0))
      const free = { ...regulation, singleUse: 'none' } as const
      const allowed = answer(free, { ...dossier, activities: used })
      assert.deepEqual(toJson(allowed).norms, toJson(found).norms)
    }),
    runs,
  )
})

test('a past decision recomputes to the same answer, whatever was assessed since', () => {
  fc.assert(
    fc.property(
      regulations(scale),
      dossiers(scale),
      dossiers(scale),
      (regulation, dossier, other) => {
        const compiled = compileRegulation(regulation, words)
        const then = JSON.stringify(toJson(explained(compiled, dossier, assessedOn)))
        explained(compiled, other, assessedOn)
        assert.equal(JSON.stringify(toJson(explained(compiled, dossier, assessedOn))), then)
        assert.equal(JSON.stringify(toJson(answer(regulation, dossier))), then)
      },
    ),
    runs,
  )
})

test('halves and hundredths are added up exactly', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9999 }), { maxLength: 60 }), (amounts) => {
      const sum = amounts.reduce((total, amount) => total + amount, 0)
      const dossier: Dossier = {
        ...emptyDossier,
        submittedOn: assessedOn,
        activities: amounts.map((amount, at) => activityOf(`a${at}`, amount)),
      }
      const [norm] = answer(
        { ...plainRegulation, norms: [normOf('all', minimumOf(sum))] },
        dossier,
      ).norms
      assert.equal(norm?.counted, sum)
      assert.equal(norm?.outcome, 'met')
    }),
    runs,
  )
})

test('exactly enough passes and a hundredth less fails, for every minimum', () => {
  const minima = fc.record({
    atLeast: fc.integer({ min: 1, max: 20_000 }),
    of: fc.constantFrom('everything', 'accredited', 'learning', 'training'),
    things: fc.boolean(),
  })
  fc.assert(
    fc.property(minima, ({ atLeast, of, things }) => {
      const required = things ? (1 + (atLeast % 9)) * 100 : atLeast
      const requires = minimumOf(required, of, { in: things ? 'things' : 'amount' })
      const regulation = { ...plainRegulation, norms: [normOf('norm', requires)] }
      const step = things ? 100 : 1
      const outcomeOf = (amount: number) =>
        answer(regulation, {
          ...emptyDossier,
          submittedOn: assessedOn,
          activities: [
            activityOf('a', amount, { count: amount as Amount, attributes: { accredited: true } }),
          ],
        }).outcome
      assert.equal(outcomeOf(required), 'met')
      assert.equal(outcomeOf(required - step), 'not-met')
      assert.equal(outcomeOf(required + step), 'met')
    }),
    runs,
  )
})

test('the explanation names the norms that fail, and no others', () => {
  fc.assert(
    fc.property(regulations(scale), dossiers(scale), (regulation, dossier) => {
      const found = answer(regulation, dossier)
      const worst = Math.min(3, ...found.norms.map((norm) => ranks[norm.outcome]))
      assert.equal(ranks[found.outcome], worst)
      for (const norm of found.norms) {
        if (norm.outcome === 'met' || (norm.outcome === 'undetermined' && !norm.inDoubt))
          assert.equal(norm.shortfall, 0)
        if (norm.outcome === 'not-met') assert.ok(norm.shortfall > 0)
        // Years of which too little counts are also told where people decide about the norm.
        assert.equal(
          /, [\d,]+ te weinig|nog niet in orde/.test(norm.text),
          norm.shortfall > 0,
          norm.text,
        )
        if (norm.measure === 'amount' || norm.measure === 'things') {
          assert.equal(norm.shortfall, Math.max(0, norm.required - norm.counted - norm.provisional))
        }
      }
      if (found.outcome !== 'not-met') return
      for (const norm of found.norms) {
        const named = found.sentence.includes(norm.label) || found.sentence.includes('uur')
        if (norm.outcome === 'not-met') assert.ok(named, found.sentence)
      }
    }),
    runs,
  )
})
