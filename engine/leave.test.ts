import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minimumOf, normOf, plainRegulation, words } from '#testing/generate-regulation.ts'
import * as fc from '#testing/random-cases.ts'
import type { GrantedLeave, LeaveSort } from './index.ts'
import { assess, compileRegulation, emptyDossier, joined, lastWithLeave } from './index.ts'

// Leave that was granted asks less, moves the end or dispenses, and each of its days does so once.

const day = (text: string) => Temporal.PlainDate.from(text)
const span = (text: string) => Temporal.Duration.from(text)
const { compare } = Temporal.PlainDate
const period = { first: day('2024-06-01'), last: day('2029-05-31') }

const sortOf = (id: string, more: Partial<LeaveSort>): LeaveSort => ({
  id,
  label: id,
  article: 'artikel 1',
  text: `Verlof ${id}.`,
  does: 'nothing',
  granted: 'by-decision',
  proof: 'none',
  ...more,
})
const leaveSorts = [
  sortOf('ill', { does: 'extends', atMost: span('P12M') }),
  sortOf('away', { does: 'extends' }),
  sortOf('less', { does: 'reduces', atLeast: span('P1M') }),
  sortOf('free', { does: 'dispenses', from: ['sharing'], atLeast: span('P3M') }),
]
const leave = (sort: string, first: string, last: string) => ({
  sort,
  first: day(first),
  last: day(last),
})
const ends = (...granted: readonly GrantedLeave[]) =>
  lastWithLeave({ leaveSorts }, period, granted).toString()

const compiled = compileRegulation(
  {
    ...plainRegulation,
    leaveSorts,
    proRata: {
      article: 'artikel 1',
      text: 'Naar rato.',
      joinedLater: false,
      by: 'month',
      rounding: 'hundredth-down',
    },
    norms: [
      normOf('total', minimumOf(16_000, 'everything', { proRata: true })),
      normOf('sharing', minimumOf(2000, 'sharing')),
    ],
  },
  words,
)
const normsWith = (...grantedLeave: readonly GrantedLeave[]) => {
  const dossier = { ...emptyDossier, kind: 'renewal', period, grantedLeave } as const
  const { norms, dispensed } = assess(compiled, dossier, day('2026-06-01'))
  return { asked: Object.fromEntries(norms.map(({ id, required }) => [id, required])), dispensed }
}

test('a period ends as much later as leave lasts, by months and days, at most so much, each day once', () => {
  assert.equal(ends(), '2029-05-31')
  assert.equal(ends(leave('ill', '2026-01-01', '2026-06-30')), '2029-11-30')
  assert.equal(ends(leave('ill', '2026-01-01', '2026-01-10')), '2029-06-10')
  assert.equal(ends(leave('ill', '2025-01-01', '2026-01-31')), '2030-05-31', 'a year at most')
  const overlapping = [
    leave('ill', '2026-01-01', '2026-03-31'),
    leave('ill', '2026-03-01', '2026-06-30'),
  ]
  assert.equal(ends(...overlapping), '2029-11-30')
  assert.equal(
    ends(leave('ill', '2026-01-01', '2026-03-31'), leave('away', '2026-03-01', '2026-06-30')),
    '2029-11-30',
  )
  assert.equal(
    ends(leave('ill', '2024-01-01', '2024-06-30')),
    '2029-06-30',
    'what lies before it is not of it',
  )
  assert.equal(
    ends(leave('ill', '2029-05-31', '2029-08-30')),
    '2029-08-31',
    'it begins on the last day',
  )
  assert.equal(
    ends(leave('ill', '2029-06-01', '2029-08-31')),
    '2029-05-31',
    'it begins a day too late',
  )
  assert.equal(ends(leave('less', '2026-01-01', '2026-06-30')), '2029-05-31')
})

test('leave asks less from its length on, and dispenses from the norms that it names', () => {
  assert.deepEqual(normsWith().asked, { total: 16_000, sharing: 2000 })
  assert.deepEqual(normsWith(leave('less', '2026-01-01', '2026-06-30')).asked.total, 14_400)
  assert.equal(normsWith(leave('less', '2026-01-01', '2026-01-30')).asked.total, 16_000)
  const adjoining = [
    leave('less', '2026-01-01', '2026-01-15'),
    leave('less', '2026-01-16', '2026-01-31'),
  ]
  assert.equal(normsWith(...adjoining).asked.total, Math.floor((16_000 * 59) / 60))
  const { asked, dispensed } = normsWith(leave('free', '2026-01-01', '2026-03-31'))
  assert.deepEqual(asked, { total: 16_000 })
  assert.deepEqual(
    dispensed?.map(({ norm, sort }) => [norm, sort]),
    [['sharing', 'free']],
  )
  assert.equal(normsWith(leave('free', '2026-01-01', '2026-03-30')).dispensed, undefined)
  assert.equal(
    normsWith(leave('free', '2020-01-01', '2020-03-31')).dispensed,
    undefined,
    'another period',
  )
})

const spells = fc.array(
  fc
    .record({
      sort: fc.constantFrom('ill', 'away', 'less', 'free', 'unknown'),
      from: fc.integer({ min: -400, max: 2300 }),
      days: fc.integer({ min: 0, max: 900 }),
    })
    .map(({ sort, from, days }): GrantedLeave => {
      const first = period.first.add({ days: from })
      return { sort, first, last: first.add({ days }) }
    }),
  { maxLength: 6 },
)

test('whatever leave there is, no norm is less than nothing or more than all, and no period shorter or longer than the leave', () => {
  fc.assert(
    fc.property(spells, (granted) => {
      const { total = -1 } = normsWith(...granted).asked
      assert.ok(total >= 0 && total <= 16_000, `${total}`)
      const last = lastWithLeave({ leaveSorts }, period, granted)
      assert.ok(compare(last, period.last) >= 0)
      const whole = joined(granted.filter(({ sort }) => sort === 'ill' || sort === 'away'))
      // Months are not all as long: a spell may come to three days more at its new place.
      const days = whole.reduce((sum, spell) => sum + spell.first.until(spell.last).days + 4, 0)
      assert.ok(period.last.until(last).days <= days + 3, `${last}`)
      assert.equal(
        lastWithLeave({ leaveSorts }, period, granted.toReversed()).toString(),
        last.toString(),
      )
    }),
    { numRuns: 600 },
  )
})
