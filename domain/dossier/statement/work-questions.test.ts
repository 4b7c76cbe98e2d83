import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Stated } from '#domain/dossier/statement/statement.ts'
import type { WorkQuestion } from '#domain/dossier/statement/work-questions.ts'
import {
  workQuestions,
  workQuestionWords,
  workRemarks,
} from '#domain/dossier/statement/work-questions.ts'
import type { Field } from '#engine'
import { hundredthsOf } from '#engine'

const employer: Field = { id: 'employer', type: 'text', label: 'Werkgever', required: true }
const asking = { work: { explanation: [], links: [], fields: [employer] } }

function job(id: string, first: string, rest: object = {}, at = id) {
  const stated: Stated = {
    member: 'work',
    first: Temporal.PlainDate.from(first),
    hoursPerWeek: hundredthsOf(800),
    details: { employer: at },
    ...rest,
  }
  return { id, stated, state: 'claimed' as const, endedOn: undefined }
}

const hours = (count: number) => ({ hoursPerWeek: hundredthsOf(count * 100) })
const day = Temporal.PlainDate.from
const found = (questions: readonly WorkQuestion[]) =>
  questions.map(({ is, claims }) => [is, ...[...claims].sort()])

test('two jobs of 8 hours in the same weeks are 16, and no question', () => {
  assert.deepEqual(workQuestions(asking, [job('a', '2025-01-01'), job('b', '2025-01-01')]), [])
})

test('48 hours a week are no question, and an hour more is', () => {
  const of = (second: number) =>
    workQuestions(asking, [
      job('a', '2025-01-01', hours(24)),
      job('b', '2025-03-01', hours(second)),
    ])
  assert.deepEqual(of(24), [])
  const [question] = of(25)
  assert.ok(question?.is === 'too-many-hours')
  assert.equal(question.hoursPerWeek, 4900)
  assert.equal(question.first.toString(), '2025-03-01')
  assert.deepEqual(workRemarks(of(25), { id: 'a' }), ['samen 49 uur per week'])
  assert.match(workQuestionWords(question), /^Samen 49 uur per week\? .* vanaf 1 maart 2025/)
})

test('jobs after one another are not added up, and a regulation may draw the line elsewhere', () => {
  const jobs = [
    job('a', '2025-01-01', { ...hours(36), last: day('2025-02-28') }),
    job('b', '2025-03-01', hours(36)),
  ]
  assert.deepEqual(workQuestions(asking, jobs), [])
  const strict = { ...asking, mostHoursPerWeek: hundredthsOf(3500) }
  assert.deepEqual(found(workQuestions(strict, jobs)), [['too-many-hours', 'a']])
})

test('hours over a whole spell are spread over its weeks', () => {
  const spell = { hoursPerWeek: undefined, hours: hundredthsOf(50_000), last: day('2025-03-11') }
  assert.deepEqual(found(workQuestions(asking, [job('a', '2025-01-01', spell)])), [
    ['too-many-hours', 'a'],
  ])
})

test('one job stated twice is a question, however its employer is written', () => {
  const twice = [
    job('a', '2025-01-01', {}, 'Gemeente Heideveld'),
    job('b', '2025-06-01', {}, 'gemeente  heideveld.'),
    job('c', '2025-06-01', {}, 'Een ander'),
  ]
  assert.deepEqual(found(workQuestions(asking, twice)), [['twice', 'a', 'b']])
  assert.deepEqual(workRemarks(workQuestions(asking, twice), { id: 'c' }), [])
  const after = [
    job('a', '2025-01-01', { last: day('2025-05-31') }, 'Gemeente Heideveld'),
    job('b', '2025-06-01', {}, 'Gemeente Heideveld'),
  ]
  assert.deepEqual(workQuestions(asking, after), [])
})

test('where no employer is asked, the same hours from the same day are one job', () => {
  const none = { work: { explanation: [], links: [], fields: [] } }
  const same = [job('a', '2025-01-01'), job('b', '2025-01-01')]
  assert.deepEqual(found(workQuestions(none, same)), [['twice', 'a', 'b']])
  assert.deepEqual(workQuestions(none, [job('a', '2025-01-01'), job('b', '2025-01-02')]), [])
})

test('what was rejected or withdrawn asks nothing', () => {
  const [a, b] = [job('a', '2025-01-01', hours(40)), job('b', '2025-01-01', hours(40))]
  assert.deepEqual(workQuestions(asking, [a, { ...b, state: 'rejected' as const }]), [])
  assert.deepEqual(workQuestions(asking, [a, { ...b, endedOn: day('2025-02-01') }]), [])
})
