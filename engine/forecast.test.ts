import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  activityOf,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import type { Dossier } from './index.ts'
import {
  assess,
  compileRegulation,
  emptyDossier,
  explainForecast,
  forecast,
  pace,
} from './index.ts'
import { sayPace } from './saying/forecast.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const on = day('2026-12-01')

function foreseen(before: string, more: Partial<Dossier>) {
  const norms = [normOf('Totaal', minimumOf(1000))]
  const activities = [activityOf('a', 1000, { completedOn: day('2026-12-20'), state: 'planned' })]
  const dossier: Dossier = {
    ...emptyDossier,
    kind: 'renewal',
    period: { first: day('2024-01-01'), last: day('2026-12-31') },
    activities,
    ...more,
  }
  const compiled = compileRegulation({ ...plainRegulation, norms }, words)
  return explainForecast(compiled, forecast(compiled, dossier, { on, before: day(before) }))
}

test('a year that is over asks for no pace: only what was done then helps', () => {
  const norms = [normOf('Elk jaar', minimumOf(1000, 'everything', { each: 'calendar-year' }))]
  const { lookBack: _, ...period } = plainRegulation.period
  const paced = (done: readonly string[], last = '2027-12-31') => {
    const dossier: Dossier = {
      ...emptyDossier,
      kind: 'renewal',
      period: { first: day('2025-01-01'), last: day(last) },
      activities: done.map((text, at) => activityOf(`a${at}`, 1000, { completedOn: day(text) })),
    }
    const compiled = compileRegulation({ ...plainRegulation, period, norms }, words)
    const [only] = pace(assess(compiled, dossier, on), day('2027-12-01'))
    return [only?.shortfall, only?.perMonth, only === undefined ? '' : sayPace(compiled, only)]
  }
  assert.deepEqual(paced(['2026-03-01', '2026-05-01']), [
    2000,
    84,
    'Elk jaar: van 1 januari 2025 tot en met 31 december 2025 is het 10 uur te weinig, en dat is voorbij: alleen wat toen is gedaan, helpt nog. Elk jaar: nog 10 uur vóór 1 december 2027, dat is 0,84 uur per maand.',
  ])
  assert.deepEqual(paced(['2025-03-01', '2026-05-01']), [
    1000,
    84,
    'Elk jaar: het tempo daarvoor is 0,84 uur per maand.',
  ])
  assert.deepEqual(paced(['2026-03-01'], '2026-12-31'), [
    1000,
    0,
    'Elk jaar: van 1 januari 2025 tot en met 31 december 2025 is het 10 uur te weinig, en dat is voorbij: alleen wat toen is gedaan, helpt nog.',
  ])
})

test('what is planned in time is enough', () => {
  assert.equal(foreseen('2026-12-21', {}).outcome, 'met-with-planned')
})

test('who has enough today needs nothing more, and what waits for approval is told as that', () => {
  const enough = (state: 'approved' | 'claimed') => {
    const { outcome, metOn, needed } = foreseen('2026-12-31', {
      activities: [
        activityOf('a', 1000, { completedOn: on, state }),
        activityOf('b', 1000, { completedOn: day('2026-12-20'), state: 'planned' }),
      ],
    })
    return [outcome, metOn?.toString(), needed]
  }
  assert.deepEqual(enough('approved'), ['already-met', '2026-12-01', []])
  assert.deepEqual(enough('claimed'), ['undetermined', '2026-12-01', []])
})

test('what is needed is told by its day, whatever it is called, and of two that do only the first', () => {
  const planned = (id: string, completedOn: string, hours = 500) =>
    activityOf(id, hours, { completedOn: day(completedOn), state: 'planned' })
  const needed = (...activities: Dossier['activities']) =>
    foreseen('2026-12-31', { activities }).needed
  const [early, late] = [planned('z', '2026-12-10'), planned('a', '2026-12-20')]
  assert.deepEqual(needed(late, early), ['z', 'a'])
  assert.deepEqual(needed(early, late), ['z', 'a'])
  const same = '2026-12-10'
  assert.deepEqual(needed(planned('b', same, 1000), planned('a', same, 1000)), ['a'])
})

test('what is planned after the application is said to come too late, not to be enough', () => {
  const { outcome, text } = foreseen('2026-12-31', { submittedOn: on })
  assert.equal(outcome, 'not-met-with-planned')
  assert.equal(
    text,
    'Met wat gepland is, is het op 31 december 2026 nog niet genoeg. Wat gepland is op 20 december 2026, komt na 1 december 2026, de laatste dag die meetelt.',
  )
})

test('what is planned on the day itself or later is said to come too late', () => {
  const { outcome, text } = foreseen('2026-12-20', {})
  assert.equal(outcome, 'not-met-with-planned')
  assert.match(text, /gepland is op 20 december 2026, is niet vóór 20 december 2026 gedaan/)
  assert.doesNotMatch(text, /is het genoeg/)
})

test('what comes too late is still to be done, however much of it is planned', () => {
  const activities = [
    activityOf('a', 300, { completedOn: day('2026-12-10'), state: 'planned' }),
    activityOf('b', 400, { completedOn: day('2026-12-20'), state: 'planned' }),
  ]
  assert.equal(
    foreseen('2026-12-15', { activities }).text,
    'Met wat gepland is, is het op 15 december 2026 nog niet genoeg. Wat gepland is op 20 december 2026, is niet vóór 15 december 2026 gedaan. Totaal: nog 7 uur vóór 15 december 2026, dat is 7 uur per maand.',
  )
  const enough = [{ ...activities[0], completedOn: day('2026-12-20'), claimed: 1000 }] as never
  assert.match(
    foreseen('2026-12-15', { activities: enough }).text,
    /Totaal: het tempo daarvoor is 10 uur per maand\.$/,
  )
})

test('what drops out of the look-back before the day is still to be done', () => {
  const norms = [normOf('Totaal', minimumOf(1000))]
  const compiled = compileRegulation({ ...plainRegulation, norms }, words)
  const activities = [
    activityOf('old', 500, { completedOn: day('2023-06-01') }),
    activityOf('new', 500, { completedOn: day('2027-02-01'), state: 'planned' }),
  ]
  const dossier: Dossier = { ...emptyDossier, activities }
  const found = forecast(compiled, dossier, { on, before: day('2027-03-01') })
  assert.equal(found.outcome, 'not-met-with-planned')
  assert.equal(
    explainForecast(compiled, found).text,
    'Met wat gepland is, is het op 1 maart 2027 nog niet genoeg. Totaal: het tempo daarvoor is 1,67 uur per maand.',
  )
})

test('only what is missing has a pace, spread over the months that have begun', () => {
  const norms = [normOf('Totaal', minimumOf(1000)), normOf('Gehaald', minimumOf(600))]
  const compiled = compileRegulation({ ...plainRegulation, norms }, words)
  const activities = [activityOf('a', 600, { completedOn: on })]
  const assessment = assess(compiled, { ...emptyDossier, activities }, on)
  const paceBefore = (before: string) =>
    pace(assessment, day(before)).map((each) => sayPace(compiled, each))
  assert.deepEqual(paceBefore('2027-03-01'), ['Totaal: het tempo daarvoor is 1,34 uur per maand.'])
  assert.deepEqual(paceBefore('2027-03-02'), ['Totaal: het tempo daarvoor is 1 uur per maand.'])
  assert.deepEqual(paceBefore('2026-12-01'), ['Totaal: er is geen tijd meer vóór 1 december 2026.'])
})
