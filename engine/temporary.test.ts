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
import type { Activity, Dossier, Regulation } from './index.ts'
import {
  assess,
  compileRegulation,
  countingWindow,
  emptyDossier,
  forecast,
  mayApply,
  periodAfterDecision,
  toJson,
} from './index.ts'
import { nextPeriodInWords } from './saying/next-period.ts'

// Who is short of peer consultation only, is registered for a year to make up for it.

const day = (text: string) => Temporal.PlainDate.from(text)
const on = day('2022-12-15')
const rule: NonNullable<Regulation['temporary']> = {
  article: 'artikel 1',
  text: 'Wie alleen intervisie mist, haalt die in.',
  length: Temporal.Duration.from('P12M'),
  open: ['Intervisie'],
  appliesTo: ['first', 'renewal'],
  shortensNext: true,
}
const { lookBack: _, ...period } = plainRegulation.period
const norms = [
  normOf('Totaal', minimumOf(2000, 'training')),
  normOf('Intervisie', minimumOf(800, 'workshop')),
]
const compiled = (more: Partial<Regulation> = {}) =>
  compileRegulation({ ...plainRegulation, norms, temporary: rule, ...more }, words)
const dossierOf = (activities: readonly Activity[], more: Partial<Dossier> = {}): Dossier => ({
  ...emptyDossier,
  submittedOn: on,
  activities,
  ...more,
})
const enough = activityOf('a', 2000)
const answer = (activities: readonly Activity[], more: Partial<Dossier> = {}) =>
  explained(compiled(), dossierOf(activities, more), on)
const days = (found: { readonly period: { readonly first: unknown; readonly last: unknown } }) =>
  `${found.period.first} ${found.period.last}`

test('who falls short of what may be open only, can be registered for a while, from the decision', () => {
  const found = answer([enough, activityOf('b', 300, { kind: 'workshop' })], {
    decidedOn: day('2023-01-10'),
  })
  assert.equal(found.outcome, 'temporary')
  assert.equal(
    found.sentence,
    'Je kunt voor 12 maanden voorlopig geregistreerd worden: van 10 januari 2023 tot en met 9 januari 2024. Je hebt nog 5 uur voor ‘Intervisie’ nodig.',
  )
  assert.deepEqual(toJson(found).temporary, {
    standing: 'met',
    open: ['Intervisie'],
    first: '2023-01-10',
    last: '2024-01-09',
    article: 'artikel 1',
    text: 'Wie alleen intervisie mist, haalt die in.',
  })
})

test('what must be met decides: short is no, and what waits for a judgement is awaited', () => {
  assert.equal(answer([activityOf('a', 1999)]).outcome, 'not-met')
  assert.equal(answer([activityOf('a', 1999)]).temporary, undefined)
  const waiting = answer([activityOf('a', 2000, { state: 'claimed' })])
  assert.equal(waiting.outcome, 'undetermined')
  assert.equal(waiting.temporary?.standing, 'undetermined')
  assert.equal(
    waiting.sentence,
    'Als alles wordt goedgekeurd, kun je voor 12 maanden voorlopig geregistreerd worden. Nog te beoordelen voor: totaal. Je hebt nog 8 uur voor ‘Intervisie’ nodig.',
  )
})

test('open is only what is not met, and what was found not met by people comes before what is awaited', () => {
  const two = { ...rule, open: ['Lezing', 'Intervisie', 'Lesgeven'] }
  const norms = [
    normOf('Totaal', minimumOf(2000, 'training')),
    normOf('Lezing', minimumOf(100, 'training')),
    normOf('Intervisie', minimumOf(800, 'workshop')),
    normOf('Lesgeven', minimumOf(500, 'teaching')),
  ]
  const claimed = activityOf('b', 800, { kind: 'workshop', state: 'claimed' })
  const found = assess(compiled({ norms, temporary: two }), dossierOf([enough, claimed]), on)
  assert.deepEqual(found.temporary?.open, ['Lesgeven', 'Intervisie'])
})

test('who meets all is not registered for a while, nor who was so before', () => {
  const all = [enough, activityOf('b', 800, { kind: 'workshop' })]
  assert.equal(answer(all).outcome, 'met')
  assert.equal(answer(all).temporary, undefined)
  const held = { first: day('2022-01-10'), last: day('2023-01-09') }
  assert.equal(answer([enough], { temporary: held }).outcome, 'not-met')
})

test('nobody is registered for a while who is exempt, or can be held to no category', () => {
  const exempt = compiled({
    exemptions: [
      {
        id: 'certificaat',
        article: 'artikel 1',
        text: 'Wie het certificaat heeft, hoeft niets.',
        when: { kind: 'fact', fact: 'certificate', is: true },
      },
    ],
  })
  const certified = assess(exempt, dossierOf([enough], { facts: { certificate: true } }), on)
  assert.deepEqual([certified.outcome, certified.temporary], ['exempt', undefined])
  assert.equal(assess(exempt, dossierOf([enough]), on).temporary?.standing, 'met')
  const placed = compiled({
    categories: [{ id: 'junior', label: 'Junior', text: 'Junior.', admission: [] }],
  })
  const nowhere = assess(placed, dossierOf([enough]), on)
  assert.deepEqual([nowhere.outcome, nowhere.temporary], ['not-met', undefined])
  const there = assess(placed, dossierOf([enough], { category: 'junior' }), on)
  assert.equal(there.temporary?.standing, 'met')
})

test('a rule for one kind of application leaves the other as it is', () => {
  const first = compiled({ temporary: { ...rule, appliesTo: ['first'] } })
  const held = { first: day('2020-01-01'), last: day('2022-12-31') }
  assert.equal(assess(first, dossierOf([enough]), on).outcome, 'temporary')
  const renewal = dossierOf([enough], { kind: 'renewal', period: held })
  assert.equal(assess(first, renewal, on).outcome, 'not-met')
  const found = assess(compiled(), renewal, on).temporary
  assert.equal(found && days(found), '2023-01-01 2023-12-31')
})

test('a forecast promises no more than it can come to', () => {
  const { submittedOn: __, ...open } = dossierOf([activityOf('a', 2000, { state: 'claimed' })])
  const found = forecast(compiled(), open, { on, before: day('2023-06-01') })
  assert.equal(found.outcome, 'not-met-with-planned')
})

test('the whole months of it are taken off the full period that follows', () => {
  const next = (decidedOn: string, more: Partial<Regulation> = {}) =>
    periodAfterDecision(compiled(more), {
      kind: 'first',
      submittedOn: day(decidedOn),
      decidedOn: day(decidedOn),
      temporary: { first: day('2023-01-10'), last: day('2024-01-09') },
    })
  // Ten months and nine days: ten months of the three years are gone.
  assert.equal(days(next('2023-11-19')), '2023-11-19 2026-01-18')
  assert.match(
    nextPeriodInWords(compiled(), next('2023-11-19')),
    /De 10 maanden van de voorlopige registratie zijn eraf gehaald\./,
  )
  assert.match(
    nextPeriodInWords(compiled(), next('2023-02-10')),
    /De 1 maand van de voorlopige registratie is eraf gehaald\./,
  )
  assert.equal(days(next('2023-11-10')), '2023-11-10 2026-01-09')
  assert.equal(days(next('2023-11-09')), '2023-11-09 2026-02-08')
  // No more than it lasted, however much later it is.
  assert.equal(days(next('2024-06-01')), '2024-06-01 2026-05-31')
  const whole = { temporary: { ...rule, shortensNext: false } }
  assert.equal(days(next('2023-11-19', whole)), '2023-11-19 2026-11-18')
})

test('a renewal goes on from it, and what is done in it still counts', () => {
  const held = {
    kind: 'renewal',
    period: { first: day('2020-01-01'), last: day('2022-12-31') },
    temporary: { first: day('2023-01-01'), last: day('2023-12-31') },
  } as const
  const personal = compiled({ period })
  const window = countingWindow(
    personal,
    { ...emptyDossier, ...held, submittedOn: day('2023-10-01') },
    day('2023-10-01'),
  )
  assert.equal(`${window.first} ${window.last}`, '2020-01-01 2023-10-01')
  const dossier = { ...emptyDossier, ...held }
  assert.equal(mayApply(personal, dossier, day('2023-12-31')).is, 'may-apply')
  assert.equal(mayApply(personal, dossier, day('2024-01-01')).is, 'expired')
  const { period: after } = periodAfterDecision(personal, {
    kind: 'renewal',
    submittedOn: day('2023-10-01'),
    decidedOn: day('2023-11-01'),
    oldPeriod: held.period,
    temporary: held.temporary,
  })
  assert.equal(`${after.first} ${after.last}`, '2024-01-01 2025-12-31')
})

test('the answer after it says how long the full period lasts, with the months that are gone', () => {
  const all = [enough, activityOf('b', 800, { kind: 'workshop' })]
  const held = { first: day('2022-01-10'), last: day('2023-01-09') }
  assert.equal(answer(all).nextPeriod, undefined)
  assert.equal(answer([enough], { temporary: held }).nextPeriod, undefined)
  assert.deepEqual(toJson(answer(all, { temporary: held })).nextPeriod, {
    first: '2022-12-15',
    last: '2025-01-14',
    monthsUsed: 11,
    text: 'Geldig van 15 december 2022 tot en met 14 januari 2025. De periode begint op de dag van het besluit. De 11 maanden van de voorlopige registratie zijn eraf gehaald. Activiteiten vanaf 16 december 2022 tellen voor de volgende aanvraag.',
  })
})
