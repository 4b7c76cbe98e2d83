import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from '#testing/random-cases.ts'
import { anyTable, applies, everyCase, soundTable } from '#testing/random-tables.ts'
import type { DecisionTable, IndicatorAnswers } from '../index.ts'
import {
  boxOf,
  compileTable,
  decide,
  decideMany,
  everything,
  findOutside,
  meet,
  notKnown,
  spaceOf,
  TooTangled,
} from '../index.ts'
import { answersInBox } from './box.ts'

const { CASES } = process.env
const runs = (usual: number) => ({ numRuns: CASES === undefined ? usual : Number(CASES) })

const yesNo = (...ids: readonly string[]) => ids.map((id) => ({ id }))
const outcomes = ['registered', 'under-responsibility', 'not-registered']

const byPriority = compileTable({
  indicators: [
    ...yesNo('crisis', 'risk', 'practical'),
    { id: 'place', options: ['home', 'school'] },
  ],
  outcomes,
  hitPolicy: 'priority',
  rules: [
    { id: 'practical', when: { practical: [true] }, outcome: 'not-registered' },
    { id: 'crisis', when: { crisis: [true] }, outcome: 'registered' },
    { id: 'risk', when: { risk: [true], place: ['home'] }, outcome: 'registered' },
    { id: 'otherwise', when: {}, outcome: 'under-responsibility' },
  ],
})

describe('a case is decided', () => {
  const none = { crisis: false, risk: false, practical: false, place: 'home' }

  test('by every rule that leads to the outcome that goes first, and what those ask', () => {
    assert.deepEqual(decide(byPriority, { ...none, crisis: true, risk: true, practical: true }), {
      is: 'decided',
      outcome: 'registered',
      by: ['crisis', 'risk'],
      because: ['crisis', 'risk', 'place'],
    })
    assert.deepEqual(decide(byPriority, none), {
      is: 'decided',
      outcome: 'under-responsibility',
      by: ['otherwise'],
      because: [],
    })
  })

  test('by the rule that stands first, where that is the hit policy', () => {
    const first = compileTable({ ...byPriority.table, hitPolicy: 'first' })
    assert.deepEqual(decide(first, { ...none, crisis: true, risk: true, practical: true }), {
      is: 'decided',
      outcome: 'not-registered',
      by: ['practical'],
      because: ['practical'],
    })
  })

  test('where something is not known, as long as it makes no difference', () => {
    assert.deepEqual(decide(byPriority, { crisis: true }), {
      is: 'decided',
      outcome: 'registered',
      by: ['crisis'],
      because: ['crisis'],
    })
    assert.deepEqual(decide(byPriority, { crisis: false, risk: false, practical: false }), {
      is: 'decided',
      outcome: 'under-responsibility',
      by: ['otherwise'],
      because: [],
    })
  })

  test('not where it does: then it says what is still to be known', () => {
    assert.deepEqual(decide(byPriority, { crisis: false, practical: false }), {
      is: 'open',
      outcomes: ['registered', 'under-responsibility'],
      asks: ['risk', 'place'],
    })
    // What is no answer is not known.
    const odd = { ...none, crisis: 'yes', constructor: true } as IndicatorAnswers
    assert.deepEqual(decide(byPriority, odd), {
      is: 'open',
      outcomes: ['registered', 'under-responsibility'],
      asks: ['crisis'],
    })
  })

  test('many at once, and what is not known of one is said of that one', () => {
    const deciding = decideMany(byPriority, [
      { ...none, crisis: true },
      none,
      { crisis: true },
      { ...none, place: 'nowhere' },
      { ...none, practical: true },
    ])
    assert.deepEqual(
      [...deciding].map((at) => (at === notKnown ? undefined : byPriority.rules[at]?.rule.id)),
      ['crisis', 'otherwise', undefined, undefined, 'otherwise'],
    )
  })
})

test('a table with more answers than fit in one whole number decides the same', () => {
  const indicators = yesNo(...Array.from({ length: 40 }, (_, at) => `i-${at}`))
  const compiled = compileTable({
    indicators,
    outcomes,
    hitPolicy: 'first',
    rules: [
      { id: 'last', when: { 'i-39': [true] }, outcome: 'registered' },
      { id: 'otherwise', when: {}, outcome: 'not-registered' },
    ],
  })
  const answers = Object.fromEntries(indicators.map(({ id }) => [id, id === 'i-39']))
  assert.equal(decide(compiled, answers).is, 'decided')
  assert.deepEqual([...decideMany(compiled, [answers, { ...answers, 'i-39': false }])], [0, 1])
})

/** Says what a table says of a case in the simplest way. */
function slowly(table: DecisionTable, answers: IndicatorAnswers): string | undefined {
  const hits = table.rules.filter((rule) => applies(rule, answers))
  const [first] = hits
  return table.hitPolicy === 'priority'
    ? table.outcomes.find((outcome) => hits.some((rule) => rule.outcome === outcome))
    : first?.outcome
}

test('of made-up tables every case is decided as by trying each rule, one by one and many at once', () => {
  fc.assert(
    fc.property(soundTable, (table) => {
      const compiled = compileTable(table)
      const cases = everyCase(table.indicators)
      const expected = cases.map((one) => slowly(table, one))
      const many = decideMany(compiled, cases)
      assert.deepEqual(
        [...many].map((at) => compiled.rules[at]?.rule.outcome),
        expected,
      )
      cases.slice(0, 40).forEach((one, at) => {
        const found = decide(compiled, one)
        assert.ok(found.is === 'decided')
        assert.equal(found.outcome, expected[at])
        for (const id of found.by) {
          const rule = table.rules.find((each) => each.id === id)
          assert.ok(rule !== undefined && applies(rule, one) && rule.outcome === found.outcome)
        }
      })
    }),
    runs(60),
  )
})

test('with answers that are not known, the outcomes are those that can still come of it', () => {
  fc.assert(
    fc.property(soundTable, fc.infiniteStream(fc.boolean()), (table, draws) => {
      const compiled = compileTable(table)
      const [whole] = everyCase(table.indicators)
      const known = Object.fromEntries(
        Object.entries(whole ?? {}).filter(() => draws.next().value === true),
      )
      const possible = everyCase(table.indicators)
        .filter((one) => Object.entries(known).every(([id, answer]) => one[id] === answer))
        .map((one) => slowly(table, one))
      const found = decide(compiled, known)
      assert.deepEqual(
        found.is === 'decided' ? [found.outcome] : found.outcomes,
        table.outcomes.filter((outcome) => possible.includes(outcome)),
      )
      if (found.is === 'open') {
        // Once those are known, it is decided.
        const asked = Object.fromEntries(found.asks.map((id) => [id, whole?.[id] ?? true]))
        assert.equal(decide(compiled, { ...known, ...asked }).is, 'decided')
      }
    }),
    runs(80),
  )
})

describe('what a table leaves open', () => {
  test('is found exactly where trying every case finds it', () => {
    fc.assert(
      fc.property(anyTable, (table) => {
        const space = spaceOf(table)
        const boxes = table.rules.map(({ when }) => boxOf(space, when))
        const open = everyCase(table.indicators).filter(
          (one) => !table.rules.some((rule) => applies(rule, one)),
        )
        const found = findOutside(space, everything(space), boxes)
        assert.equal(found === undefined, open.length === 0)
        if (found === undefined) return
        const within = { id: '', when: answersInBox(space, found), outcome: '' }
        const told = everyCase(table.indicators).filter((one) => applies(within, one))
        assert.ok(told.length > 0)
        assert.deepEqual(
          told.filter((one) => !open.includes(one)),
          [],
        )
      }),
      runs(120),
    )
  })

  test('is found in 500 rules over 24 indicators, of which each names five', () => {
    const indicators = yesNo(...Array.from({ length: 24 }, (_, at) => `i-${at}`))
    const space = spaceOf({ indicators })
    let drawn = 7
    const draw = (below: number) => {
      drawn = (drawn * 48_271) % 2_147_483_647
      return drawn % below
    }
    const boxes = Array.from({ length: 500 }, () => {
      const named = new Set<number>()
      while (named.size < 5) named.add(draw(24))
      return boxOf(space, Object.fromEntries([...named].map((at) => [`i-${at}`, [draw(2) === 0]])))
    })
    // Some case at random lies in none of them, or they take in all of them: either is found, and each is checked.
    const gap = findOutside(space, everything(space), boxes)
    assert.ok(gap === undefined || boxes.every((box) => !meet(space, gap, box)))
    assert.equal(findOutside(space, everything(space), [...boxes, everything(space)]), undefined)
  })

  test('is not looked for without end: where it takes too long, that is said', () => {
    const indicators = yesNo('a', 'b', 'c', 'd')
    const space = spaceOf({ indicators })
    const boxes = indicators.map(({ id }) => boxOf(space, { [id]: [true] }))
    assert.ok(findOutside(space, everything(space), boxes, { parts: 9 }) !== undefined)
    assert.throws(() => findOutside(space, everything(space), boxes, { parts: 8 }), TooTangled)
  })
})
