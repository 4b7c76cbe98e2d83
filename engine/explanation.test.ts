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
import type {
  Amount,
  Condition,
  Dossier,
  Explanation,
  Kind,
  Regulation,
  Valuation,
  Words,
} from './index.ts'
import { compileRegulation, emptyDossier, toJson, valueActivity, valueInWords } from './index.ts'

// What people read. Whether it is right is for the other tests; here it must say all of it, once.

const day = (text: string) => Temporal.PlainDate.from(text)
const span = (text: string) => Temporal.Duration.from(text)
const amount = (value: number) => (value * 100) as Amount
const on = day('2026-06-01')
const completedOn = day('2026-05-01')

function assessed(
  more: Partial<Regulation>,
  dossier: Partial<Dossier>,
  speaking: Words = words,
): Explanation {
  return explained(
    compileRegulation({ ...plainRegulation, ...more }, speaking),
    { ...emptyDossier, submittedOn: on, ...dossier },
    on,
  )
}

function textOf(...asked: Parameters<typeof assessed>): string {
  return assessed(...asked).norms[0]?.text ?? ''
}

test('an amount is told against what is asked, also where there is more of it', () => {
  const norms = [normOf('Totaal', minimumOf(1000))]
  const told = (approved: number, claimed = 0) =>
    textOf(
      { norms },
      {
        activities: [
          activityOf('a', approved, { completedOn }),
          activityOf('b', claimed, { completedOn, state: 'claimed' }),
        ],
      },
    )
  assert.equal(told(1000), 'Totaal: 10 van 10 uur.')
  assert.equal(told(1050), 'Totaal: 10,5 uur (nodig: 10).')
  assert.equal(told(950), 'Totaal: 9,5 van 10 uur, 0,5 te weinig.')
  assert.equal(told(500, 500), 'Totaal: 10 van 10 uur (5 nog te beoordelen).')
  assert.equal(told(900, 500), 'Totaal: 14 uur (nodig: 10; 5 nog te beoordelen).')
})

test('things are told without a unit, and what is missing with how many it should be', () => {
  const norms = [normOf('Zittingen', minimumOf(900, 'everything', { in: 'things' }))]
  const { sentence, norms: found } = assessed(
    { norms },
    { activities: [activityOf('a', 100, { completedOn, count: amount(7) })] },
  )
  assert.equal(found[0]?.text, 'Zittingen: 7 van 9, 2 te weinig.')
  assert.equal(sentence, 'Je hebt nog 2 van de 9 voor ‘Zittingen’ nodig.')
})

test('a heading within a sentence keeps the capitals of an abbreviation', () => {
  const norms = [
    normOf('A2', minimumOf(900)),
    normOf('VOG', minimumOf(100)),
    normOf('Reflectie', minimumOf(100)),
  ]
  const claimed = { state: 'claimed' } as const
  assert.equal(
    assessed({ norms }, { activities: [activityOf('a', 1000, { completedOn, ...claimed })] })
      .sentence,
    'Als alles wordt goedgekeurd, voldoe je aan alle normen. Nog te beoordelen voor: A2, VOG en reflectie.',
  )
})

test('work is told once, with what an interruption takes away and when it was', () => {
  const requires: Condition = {
    kind: 'work',
    measure: 'hours',
    atLeast: amount(2080),
    within: span('P5Y'),
    voidAfterGapOf: span('P1Y'),
  }
  const spell = (first: string, last: string, hours: number) => ({
    first: day(first),
    last: day(last),
    hours: amount(hours),
  })
  const work = [spell('2022-01-01', '2022-12-31', 1040), spell('2024-03-01', '2025-12-31', 1500)]
  assert.equal(
    textOf({ norms: [normOf('Werkervaring', requires)] }, { work }),
    'Werkervaring: 1.500 van 2.080 uur werkervaring in de laatste 5 jaar, 580 te weinig, tot en met 1 juni 2026. Er is niet gewerkt van 1 januari 2023 tot en met 29 februari 2024. Dat is langer dan 1 jaar, en daarom telt niet wat ervoor was: 1.040 uur werkervaring.',
  )
  const months: Condition = { ...requires, measure: 'months', atLeast: amount(12) }
  assert.equal(
    textOf({ norms: [normOf('Ervaring', months)] }, { work: [work[0]!] }),
    'Ervaring: 0 van 12 maanden werkervaring in de laatste 5 jaar, 12 te weinig, tot en met 1 juni 2026. Er is niet gewerkt van 1 januari 2023 tot en met 1 juni 2026. Dat is langer dan 1 jaar, en daarom telt niet wat ervoor was: 12 maanden werkervaring.',
  )
  // What lies before the window was lost already, so that the interruption takes nothing away.
  const old = [spell('2019-01-01', '2020-12-31', 999), spell('2025-01-01', '2026-05-31', 3000)]
  assert.equal(
    textOf({ norms: [normOf('Werkervaring', requires)] }, { work: old }),
    'Werkervaring: 3.000 uur werkervaring in de laatste 5 jaar (nodig: 2.080), tot en met 1 juni 2026.',
  )
  const weekly: Condition = { kind: 'work', measure: 'hours-per-week-now', atLeast: amount(12) }
  assert.equal(
    textOf(
      { norms: [normOf('Nu werkzaam', weekly)] },
      { work: [{ first: day('2025-01-01'), hoursPerWeek: amount(36) }] },
    ),
    'Nu werkzaam: 36 uur per week (nodig: 12), op 1 juni 2026.',
  )
})

test('a part of a point is singular, and no points at all are plural', () => {
  const compiled = compileRegulation(
    { ...plainRegulation, norms: [normOf('Totaal', minimumOf(1000))] },
    { ...words, unit: { one: 'punt', many: 'punten', counted: 'punten' } },
  )
  const told = (approved: number) => {
    const activities = [activityOf('a', approved, { completedOn })]
    return explained(compiled, { ...emptyDossier, submittedOn: on, activities }, on).sentence
  }
  assert.equal(told(950), 'Je hebt nog 0,5 punt nodig.')
  assert.equal(told(900), 'Je hebt nog 1 punt nodig.')
  assert.equal(told(899), 'Je hebt nog 1,01 punten nodig.')
})

test('whoever is asked for less reads for which days, and why', () => {
  const proRata = {
    article: 'artikel 1',
    text: 'Naar rato.',
    joinedLater: true,
    leaveFrom: span('P30D'),
    rounding: 'whole-down',
  } as const
  const norms = [normOf('Totaal', minimumOf(9650, 'everything', { proRata: true }))]
  const period = { first: day('2024-01-01'), last: day('2026-12-31') }
  const renewal = { kind: 'renewal', period, submittedOn: day('2026-12-01') } as const
  const leave = [{ first: day('2025-03-01'), last: day('2025-04-30') }]
  assert.equal(
    textOf({ norms, proRata }, { ...renewal, registeredOn: day('2024-07-01'), leave }),
    'Totaal: 0 van 75 uur, 75 te weinig. Voor een hele periode is dat 96,5 uur. Van de 1096 dagen tellen er 853: niet van 1 januari 2024 tot en met 30 juni 2024 (vóór de inschrijving) en van 1 maart 2025 tot en met 30 april 2025 (verlof). 96,5 uur × 853 van 1096 dagen = 75 uur (naar beneden afgerond). Naar rato.',
    'the norm names its own article elsewhere',
  )
  const elsewhere = { ...proRata, article: 'artikel 2' }
  assert.match(
    textOf({ norms, proRata: elsewhere }, { ...renewal, leave }),
    /Naar rato\. \(artikel 2\)$/,
  )
  assert.equal(
    textOf({ norms, proRata }, renewal),
    'Totaal: 0 van 96,5 uur, 96,5 te weinig.',
    'nothing is rounded for whoever is there all the time',
  )
  const yearly = [
    normOf('Jaarlijks', minimumOf(1000, 'everything', { proRata: true, each: 'calendar-year' })),
  ]
  assert.match(
    textOf({ norms: yearly, proRata }, { ...renewal, registeredOn: day('2024-07-01') }),
    /Van 1 januari 2024 tot en met 31 december 2024: 5 te weinig, van 5\. Van 1 januari 2025 tot en met 31 december 2025: 10 te weinig\./,
  )
})

test('no whole period is told of where every year has its own minimum', () => {
  const proRata = {
    article: 'artikel 1',
    text: 'Naar rato.',
    joinedLater: true,
    leaveFrom: span('P30D'),
    rounding: 'whole-down',
  } as const
  const first = { first: day('2024-01-01'), last: day('2024-12-31') }
  const told = (each: 'window' | 'calendar-year') =>
    textOf(
      {
        norms: [normOf('Deel', minimumOf(1000, 'everything', { proRata: true, each }))],
        proRata,
      },
      {
        kind: 'renewal',
        period: first,
        submittedOn: day('2024-12-31'),
        registeredOn: day('2024-07-01'),
      },
    )
  assert.match(told('window'), /Voor een hele periode is dat 10 uur\./)
  assert.doesNotMatch(told('calendar-year'), /hele periode/)
})

test('a variant that was just missed stands in the answer, also in JSON', () => {
  const norms = [normOf('Totaal', minimumOf(1000))]
  const variants = [
    {
      id: 'elders',
      article: 'artikel 1',
      label: 'Ook elders geregistreerd',
      text: 'Minder.',
      when: { kind: 'holding', register: 'skj', at: ['period-start', 'submission', 'now'] },
    },
  ] as const
  const period = { first: day('2024-01-01'), last: day('2026-12-31') }
  const renewal = { kind: 'renewal', period } as const
  const holding = { register: 'skj', first: day('2025-01-01') }
  const missed = assessed({ norms, variants }, { ...renewal, holdings: [holding] })
  assert.deepEqual(toJson(missed).missed, [
    {
      id: 'elders',
      label: 'Ook elders geregistreerd',
      article: 'artikel 1',
      text: 'Een registratie bij SKJ is niet aangetoond bij het begin van de periode (1 januari 2024).',
    },
  ])
  const whole = { register: 'skj', first: day('2023-01-01') }
  const held = assessed({ norms, variants }, { ...renewal, holdings: [whole] })
  assert.equal(held.variant?.id, 'elders')
  assert.deepEqual(held.missed, [])
  assert.deepEqual(assessed({ norms, variants }, renewal).missed, [], 'nothing speaks for it')
})

test('an activity says how it is valued, in the words of its own form, and what limits it', () => {
  const value: Valuation = {
    by: 'hours',
    each: amount(1),
    article: 'artikel 1',
    precedence: ['spent'],
    atMost: amount(5),
  }
  const kind: Kind = {
    ...plainRegulation.kinds[0]!,
    value,
    fields: [
      { id: 'contact-hours', type: 'hours', label: 'Uren begeleiding', required: true },
      { id: 'self-study-hours', type: 'hours', label: 'Hoeveel las je?', required: false },
    ],
  }
  const details = { 'contact-hours': amount(6), 'self-study-hours': amount(2) }
  const { claimed: _, ...unclaimed } = activityOf('a', 0, { kind: kind.id, details })
  const { activities } = toJson(
    assessed(
      { norms: [normOf('Totaal', minimumOf(100))], kinds: [kind] },
      { activities: [unclaimed] },
    ),
  )
  assert.deepEqual(activities[0]?.valuation, {
    text: 'Uren begeleiding 6 + zelfstudie 2 = 8 uur. Hoogstens 5 uur telt.',
    article: 'artikel 1',
    limit: 5,
  })
  const most = valueActivity(kind, { 'contact-hours': amount(5) })
  assert.deepEqual(
    [valueInWords(kind, most, words), most.is === 'valued' && most.limit],
    ['Uren begeleiding 5 = 5 uur.', undefined],
    'what stays exactly within the limit is not limited',
  )
})

test('what is planned for after the application does not come in time for it', () => {
  const norms = [normOf('Totaal', minimumOf(1000))]
  const activities = [activityOf('a', 1000, { state: 'planned', completedOn: day('2026-06-20') })]
  const later = assessed({ norms }, { activities }).norms[0]
  assert.equal(later?.text, 'Totaal: 0 van 10 uur, 10 te weinig.')
  assert.equal(later?.withPlanned.planned, 0)
  const compiled = compileRegulation({ ...plainRegulation, norms }, words)
  const [norm] = explained(compiled, { ...emptyDossier, activities }, on).norms
  assert.equal(norm?.text, 'Totaal: 0 van 10 uur, 10 te weinig. Met wat gepland is, wordt het 10.')
})

test('what is in doubt is told once, and not as a judgement that is awaited', () => {
  const yes: Condition = { kind: 'fact', fact: 'certificate', is: true }
  const text = textOf({ norms: [{ ...normOf('Certificaat', yes), when: yes }] }, {})
  assert.equal(
    text,
    'Certificaat: nog niet vast te stellen. Of deze norm geldt, staat nog niet vast. Certificaat: niet opgegeven.',
  )
})

test('whoever decides is called as the register calls them', () => {
  const speaking: Words = { ...words, address: 'u', committee: 'het bestuur' }
  const question: Condition = { kind: 'question', question: 'spread', text: 'Verspreid?' }
  const { sentence, norms } = assessed({ norms: [normOf('Spreiding', question)] }, {}, speaking)
  assert.equal(sentence, 'Het bestuur moet nog beslissen over: spreiding.')
  assert.equal(
    norms[0]?.text,
    'Spreiding: het bestuur beslist. Verspreid? Dat beoordeelt het bestuur; u hoeft daar niets voor te doen.',
  )
})

test('the sentence above the norms says what is missing, what is awaited and what plans will do', () => {
  const total = normOf('Totaal', minimumOf(1000))
  const reading = normOf('Lezen', minimumOf(500, 'training'))
  const sentenceOf = (norms: Regulation['norms'], ...activities: Dossier['activities']) =>
    explained(
      compileRegulation({ ...plainRegulation, norms }, words),
      { ...emptyDossier, activities },
      on,
    ).sentence
  const done = (id: string, hours: number, more: Partial<Dossier['activities'][number]> = {}) =>
    activityOf(id, hours * 100, { completedOn, ...more })
  assert.equal(sentenceOf([total]), 'Je hebt nog 10 uur nodig.')
  assert.equal(
    sentenceOf([total, normOf('Alles', minimumOf(1200))]),
    'Je hebt nog 10 uur voor ‘Totaal’ en 12 uur voor ‘Alles’ nodig.',
  )
  assert.equal(sentenceOf([total], done('a', 10)), 'Je voldoet aan alle normen.')
  assert.equal(
    sentenceOf([total], done('a', 10, { state: 'claimed' })),
    'Als alles wordt goedgekeurd, voldoe je aan alle normen. Nog te beoordelen voor: totaal.',
  )
  const planned = { state: 'planned', completedOn: day('2026-07-01') } as const
  assert.equal(
    sentenceOf([total, reading], done('a', 6, { kind: 'workshop' }), done('b', 4, planned)),
    'Je hebt nog 4 uur in totaal en 5 uur voor ‘Lezen’ nodig. Met wat gepland is: lezen nog 1.',
  )
})
