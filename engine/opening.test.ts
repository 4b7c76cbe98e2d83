import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explained } from '#testing/explained.ts'
import {
  activityOf,
  assessedOn,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import type { Dossier, Explanation, Norm, Regulation } from './index.ts'
import { compileRegulation, emptyDossier, forecast, whatToAsk } from './index.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const { lookBack: _, ...period } = plainRegulation.period

function opening(from: 'day' | 'day-after', ...norms: readonly Norm[]): Regulation {
  return {
    ...plainRegulation,
    period: { ...period, opens: { fact: 'graduated', from, article: 'artikel 1' } },
    facts: [{ id: 'graduated', type: 'day', label: 'Diploma' }],
    norms,
  }
}

const total = normOf('total', minimumOf(1000))
const done = (on: string) => activityOf('a', 1000, { completedOn: day(on) })

function found(regulation: Regulation, more: Partial<Dossier>): Explanation {
  const dossier = { ...emptyDossier, submittedOn: assessedOn, ...more }
  return explained(compileRegulation(regulation, words), dossier, assessedOn)
}

test('the counting opens on the day that was stated, or the day after it', () => {
  const facts = { graduated: day('2022-01-10') }
  const outcome = (from: 'day' | 'day-after', on: string) =>
    found(opening(from, total), { facts, activities: [done(on)] }).outcome
  assert.equal(outcome('day', '2022-01-09'), 'not-met')
  assert.equal(outcome('day', '2022-01-10'), 'met')
  assert.equal(outcome('day-after', '2022-01-10'), 'not-met')
  assert.equal(outcome('day-after', '2022-01-11'), 'met')
  const { window } = found(opening('day-after', total), { facts })
  assert.match(
    window.text,
    /^Activiteiten van 11 januari 2022 .* De telling begint op de dag na ‘Diploma’\.$/,
  )
})

test('of two days that open the counting the later is told; of two that are the same, that of all', () => {
  const regulation = opening('day', total)
  const both = (countsFrom: string) => {
    const { window } = found(
      { ...regulation, period: { ...regulation.period, countsFrom: day(countsFrom) } },
      { facts: { graduated: day('2022-01-10') } },
    )
    return [window.first.toString(), window.opens.is]
  }
  assert.deepEqual(both('2022-01-09'), ['2022-01-10', 'fact'])
  assert.deepEqual(both('2022-01-10'), ['2022-01-10', 'counts-from'])
  assert.deepEqual(both('2022-01-11'), ['2022-01-11', 'counts-from'])
})

test('a day before the period changes nothing', () => {
  const facts = { graduated: day('2010-01-10') }
  const { window } = found(opening('day', total), { facts })
  assert.equal(window.first.toString(), '2019-12-16')
})

test('while it is not stated nothing is met, what is too little is not, and it is asked', () => {
  const regulation = opening('day', total)
  const open = found(regulation, { activities: [done('2022-01-10')] })
  assert.equal(open.outcome, 'undetermined')
  assert.equal(open.window.awaits, 'graduated')
  assert.equal(
    open.window.text,
    'De telling begint op de dag van ‘Diploma’. Die is nog niet opgegeven.',
  )
  assert.equal(open.norms[0]?.inDoubt, true)
  assert.match(open.norms[0]?.text ?? '', /Vanaf welke dag .* Diploma: niet opgegeven\.$/)
  assert.equal(
    open.sentence,
    'Nog niet bekend is vanaf welke dag activiteiten tellen. Vul aan wat ontbreekt.',
  )
  assert.equal(found(regulation, {}).outcome, 'not-met')
  const compiled = compileRegulation(regulation, words)
  const dossier = { ...emptyDossier, activities: [done('2022-01-10')] }
  const { questions } = whatToAsk(compiled, dossier, assessedOn)
  assert.deepEqual(
    questions.map(({ ways }) => ways.map((way) => way.map(({ what }) => what))),
    [[['fact']]],
  )
  const plan = forecast(compiled, dossier, { on: assessedOn, before: day('2023-06-01') })
  assert.equal(plan.outcome, 'not-met-with-planned')
})

test('a norm of every year is held open, as the years before that day are not asked', () => {
  const yearly = opening(
    'day',
    normOf('yearly', minimumOf(1000, 'everything', { each: 'calendar-year' })),
  )
  const activities = [done('2021-06-01')]
  assert.equal(found(yearly, { activities }).outcome, 'undetermined')
  const known = (graduated: string) =>
    found(yearly, { activities, facts: { graduated: day(graduated) } }).outcome
  assert.equal(known('2021-01-01'), 'met')
  assert.equal(known('2019-12-31'), 'not-met')
})

test('the day is asked where it decides what is asked next, and not before there is enough', () => {
  const asks = (regulation: Regulation) => {
    const dossier = { ...emptyDossier, submittedOn: assessedOn }
    const { questions } = whatToAsk(compileRegulation(regulation, words), dossier, assessedOn)
    return questions.flatMap(({ ways }) =>
      ways.map((way) => way.map((each) => ('fact' in each ? each.fact : each.what)).join(' + ')),
    )
  }
  assert.deepEqual(asks(opening('day', total)), ['activities'])
  const yearly = minimumOf(1000, 'everything', { each: 'calendar-year' })
  assert.deepEqual(asks(opening('day', normOf('yearly', yearly))), ['graduated'])
  const certified = { kind: 'fact', fact: 'certificate', is: true } as const
  const nothing = normOf('none', { kind: 'each-of', of: [minimumOf(0), certified] })
  const plain = opening('day', nothing)
  const facts = [...plain.facts, { id: 'certificate', type: 'yes-no', label: 'Papier' } as const]
  assert.deepEqual(asks({ ...plain, facts }), ['certificate'])
  // No calendar year is over yet, so that none is asked.
  const years = normOf('years', { kind: 'each-of', of: [yearly, certified] })
  const { lookBack: _, ...own } = plain.period
  const period = { ...own, shape: 'calendar-year', length: Temporal.Duration.from('P1Y') } as const
  assert.deepEqual(asks({ ...plain, facts, period, norms: [years] }), ['certificate'])
})

test('what asks nothing of activities does not wait for it', () => {
  const nothing = opening('day', normOf('none', minimumOf(0)))
  assert.equal(found(nothing, {}).outcome, 'met')
})
