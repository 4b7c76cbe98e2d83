import assert from 'node:assert/strict'
import { test } from 'node:test'
import { explained } from '#testing/explained.ts'
import {
  activityOf,
  capOf,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import type {
  Activity,
  Amount,
  Condition,
  Dossier,
  ExplainedNorm,
  Explanation,
  FactValue,
  Regulation,
} from '../index.ts'
import { compileRegulation, emptyDossier } from '../index.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const span = (text: string) => Temporal.Duration.from(text)
const amount = (value: number) => (value * 100) as Amount
const on = day('2026-06-01')

const facts: Regulation['facts'] = [
  { id: 'certificate', type: 'yes-no', label: 'Certificaat' },
  { id: 'level', type: 'choice', label: 'Niveau', options: [{ id: 'hbo', label: 'Hbo' }] },
  { id: 'years', type: 'number', label: 'Jaren' },
  { id: 'graduated-on', type: 'day', label: 'Diploma' },
]

function assessed(more: Partial<Regulation>, dossier: Partial<Dossier>): Explanation {
  const regulation = { ...plainRegulation, facts, ...more }
  return explained(
    compileRegulation(regulation, words),
    { ...emptyDossier, submittedOn: on, ...dossier },
    on,
  )
}

function find(requires: Condition, dossier: Partial<Dossier>): ExplainedNorm {
  const [norm] = assessed({ norms: [normOf('norm', requires)] }, dossier).norms
  assert.ok(norm)
  return norm
}

test('a fact must be as asked; not given is not shown', () => {
  const yes: Condition = { kind: 'fact', fact: 'certificate', is: true }
  assert.equal(find(yes, { facts: { certificate: true } }).outcome, 'met')
  assert.equal(find(yes, { facts: { certificate: false } }).outcome, 'not-met')
  assert.equal(find(yes, {}).outcome, 'not-met')
  const no: Condition = { kind: 'not', of: yes }
  assert.equal(find(no, { facts: { certificate: false } }).outcome, 'met')
  assert.equal(find(no, {}).outcome, 'not-met')
  assert.match(find(no, {}).text, /Certificaat: niet opgegeven/)
})

test('what was stated is said in the words of the register', () => {
  const own: Regulation['facts'] = [
    ...facts,
    {
      id: 'subjects',
      type: 'choice',
      label: 'Vakken',
      options: [
        { id: 'care', label: 'Zorg' },
        { id: 'law', label: 'Recht' },
      ],
    },
  ]
  const textOf = (fact: string, value: FactValue) => {
    const norms = [normOf('norm', { kind: 'fact', fact, is: 'other' })]
    return assessed({ facts: own, norms }, { facts: { [fact]: value } }).norms[0]?.text
  }
  assert.equal(textOf('certificate', true), 'norm: nog niet in orde. Certificaat: ja.')
  assert.equal(textOf('level', 'hbo'), 'norm: nog niet in orde. Niveau: Hbo.')
  assert.equal(textOf('years', amount(2.5)), 'norm: nog niet in orde. Jaren: 2,5.')
  assert.equal(
    textOf('subjects', ['care', 'law']),
    'norm: nog niet in orde. Vakken: Zorg en Recht.',
  )
})

test('what nobody has stated exempts nobody and lets no norm go away', () => {
  const yes: Condition = { kind: 'fact', fact: 'certificate', is: true }
  const old: Condition = { kind: 'fact-at-least', fact: 'years', atLeast: amount(3) }
  const no: Condition = { kind: 'not', of: yes }
  const norms = [normOf('all', minimumOf(1000))]
  const exempt = (when: Condition, given: Dossier['facts']) =>
    assessed(
      { norms, exemptions: [{ id: 'e', article: 'artikel 1', text: 'Vrij.', when }] },
      { facts: given },
    ).outcome
  assert.equal(exempt(no, { certificate: false }), 'exempt')
  assert.equal(exempt(no, { certificate: true }), 'not-met')
  assert.equal(exempt(no, {}), 'not-met')
  const both: Condition = { kind: 'not', of: { kind: 'all-of', of: [yes, old] } }
  assert.equal(exempt(both, {}), 'not-met')
  assert.equal(exempt(both, { certificate: true }), 'not-met', 'the other part is not known')
  assert.equal(exempt(both, { certificate: false }), 'exempt', 'one part settles it')
  const either: Condition = { kind: 'not', of: { kind: 'any-of', of: [yes, old] } }
  assert.equal(exempt(either, { certificate: false }), 'not-met')
  assert.equal(exempt(either, { certificate: false, years: amount(2) }), 'exempt')
  assert.equal(exempt({ kind: 'not', of: no }, {}), 'not-met')
  const asking: Condition = { kind: 'question', question: 'spread', text: 'Verspreid?' }
  const neither = (kind: 'all-of' | 'any-of') =>
    find({ kind: 'not', of: { kind, of: [yes, asking] } }, {}).outcome
  assert.equal(neither('all-of'), 'for-the-committee', 'people can still settle it')
  assert.equal(neither('any-of'), 'not-met', 'people cannot settle it alone')

  const asked = (when: Condition, given: Dossier['facts'], hoursDone = 0) =>
    assessed(
      { norms: [normOf('all', minimumOf(1000), { when })] },
      {
        facts: given,
        activities: [activityOf('a', hoursDone, { completedOn: day('2026-01-01') })],
      },
    ).norms[0]
  for (const when of [yes, no]) {
    const open = asked(when, {})
    assert.deepEqual([open?.outcome, open?.shortfall], ['undetermined', 1000])
    assert.match(open?.text ?? '', /Of deze norm geldt, .* Certificaat: niet opgegeven\./)
    assert.equal(asked(when, {}, 1000)?.outcome, 'met')
  }
  assert.equal(asked(yes, { certificate: true })?.outcome, 'not-met')
  assert.equal(asked(yes, { certificate: false }), undefined)
})

test('a number is enough when it is exactly what is asked', () => {
  const three: Condition = { kind: 'fact-at-least', fact: 'years', atLeast: amount(3) }
  assert.equal(find(three, { facts: { years: amount(3) } }).outcome, 'met')
  assert.equal(find(three, { facts: { years: 299 as Amount } }).outcome, 'not-met')
})

test('a day lies after and before, not on', () => {
  const between: Condition = {
    kind: 'fact-day',
    fact: 'graduated-on',
    after: day('2020-01-01'),
    before: day('2021-01-01'),
  }
  const outcomeOn = (text: string) =>
    find(between, { facts: { 'graduated-on': day(text) } }).outcome
  assert.deepEqual(['2020-01-01', '2020-01-02', '2020-12-31', '2021-01-01'].map(outcomeOn), [
    'not-met',
    'met',
    'met',
    'not-met',
  ])
})

test('a registration elsewhere holds on its first and last day', () => {
  const held: Condition = { kind: 'holding', register: 'skj', at: ['submission'] }
  const outcomeOf = (first: string, last: string) =>
    find(held, { holdings: [{ register: 'skj', first: day(first), last: day(last) }] }).outcome
  assert.equal(outcomeOf('2026-06-01', '2026-06-01'), 'met')
  assert.equal(outcomeOf('2026-06-02', '2027-01-01'), 'not-met')
  assert.equal(outcomeOf('2025-01-01', '2026-05-31'), 'not-met')
  const elsewhere = { holdings: [{ register: 'big', first: on, last: on }] }
  assert.equal(find(held, elsewhere).outcome, 'not-met', 'of another register it says nothing')
})

test('a document of the last day of a month keeps to the end of a shorter one', () => {
  const vog: Condition = { kind: 'document', document: 'vog', notOlderThan: span('P6M') }
  const outcomeOf = (issued: string, submitted: string) =>
    find(vog, { submittedOn: day(submitted), documents: [{ kind: 'vog', issuedOn: day(issued) }] })
      .outcome
  assert.equal(outcomeOf('2025-08-31', '2026-02-28'), 'met')
  assert.equal(outcomeOf('2025-08-31', '2026-03-01'), 'not-met')
  assert.equal(outcomeOf('2025-08-28', '2026-02-28'), 'met')
  assert.equal(outcomeOf('2025-08-27', '2026-02-28'), 'not-met')
})

test('a document that is dated later is called so, not missing', () => {
  const vog: Condition = { kind: 'document', document: 'vog' }
  const textOf = (...issued: string[]) =>
    find(vog, { documents: issued.map((text) => ({ kind: 'vog', issuedOn: day(text) })) }).text
  assert.match(
    textOf('2026-06-02'),
    / Te laat: .*, van 2 juni 2026\. Dat is later dan 1 juni 2026\./,
  )
  assert.match(textOf('2026-06-01'), / Goedgekeurd: .*, van 1 juni 2026\./)
  assert.match(textOf(), / Nog niet toegevoegd: /)
})

test('sentences about a document hold for one and for several', () => {
  const label = 'de jaarlijkse zelfevaluaties'
  const textOf = (issued?: string, state?: 'claimed' | 'rejected') => {
    const requires: Condition = { kind: 'document', document: 'own', notOlderThan: span('P1Y') }
    const regulation = {
      norms: [normOf('norm', requires)],
      documents: [{ id: 'own', label }],
    }
    const documents =
      issued === undefined
        ? []
        : [{ kind: 'own', issuedOn: day(issued), ...(state === undefined ? {} : { state }) }]
    const [norm] = assessed(regulation, { documents }).norms
    return norm?.text
  }
  assert.equal(textOf('2026-03-03'), `norm: Goedgekeurd: ${label}, van 3 maart 2026.`)
  assert.equal(textOf(), `norm: Nog niet toegevoegd: ${label}.`)
  assert.equal(textOf('2026-03-03', 'rejected'), `norm: Afgekeurd: ${label}, van 3 maart 2026.`)
  assert.equal(
    textOf('2026-03-03', 'claimed'),
    `norm: Nog te controleren: ${label}, van 3 maart 2026.`,
  )
  assert.equal(
    textOf('2026-06-02'),
    `norm: Te laat: ${label}, van 2 juni 2026. Dat is later dan 1 juni 2026.`,
  )
  assert.equal(
    textOf('2025-03-03'),
    `norm: Te oud: ${label}, van 3 maart 2025. Op 1 juni 2026 is dat ouder dan 1 jaar.`,
  )
})

test('a document that is still looked at leaves it open, a rejected one does not count', () => {
  const vog: Condition = { kind: 'document', document: 'vog' }
  const outcomeOf = (state: 'claimed' | 'rejected') =>
    find(vog, { documents: [{ kind: 'vog', issuedOn: day('2026-01-01'), state }] }).outcome
  assert.equal(outcomeOf('claimed'), 'undetermined')
  assert.equal(outcomeOf('rejected'), 'not-met')
})

test('a declaration counts from the day on which it was made, and by whom it was asked', () => {
  const declared: Condition = { kind: 'declaration', declaration: 'code', by: 'supervisor' }
  const outcomeOf = (text: string, by: string) =>
    find(declared, { declarations: [{ id: 'code', on: day(text), by }] }).outcome
  assert.equal(outcomeOf('2026-06-01', 'supervisor'), 'met')
  assert.equal(outcomeOf('2026-06-02', 'supervisor'), 'not-met')
  assert.equal(outcomeOf('2026-06-01', 'somebody'), 'not-met')
  const textOf = (...declarations: Dossier['declarations']) => find(declared, { declarations }).text
  assert.match(textOf(), /De verklaring van "supervisor" ontbreekt nog\.$/)
  assert.match(textOf({ id: 'code', on, by: 'supervisor' }), /Verklaard op 1 juni 2026\.$/)
  assert.match(
    textOf({ id: 'code', on, by: 'somebody' }),
    /van "supervisor" ontbreekt nog\. Die er is, is van "somebody"\./,
  )
  const [named] = assessed(
    {
      norms: [normOf('norm', declared)],
      declarers: [
        { id: 'supervisor', label: 'De supervisor' },
        { id: 'somebody', label: 'de werkgever' },
      ],
    },
    { declarations: [{ id: 'code', on, by: 'somebody' }] },
  ).norms
  assert.match(
    named?.text ?? '',
    /De verklaring van de supervisor ontbreekt nog\. Die er is, is van de werkgever\.$/,
  )
})

const hours = (atLeast: number, more: object = {}): Condition => ({
  kind: 'work',
  measure: 'hours',
  atLeast: amount(atLeast),
  ...more,
})

test('work counts by the day, both days included, and only inside its window', () => {
  const week = { first: day('2026-05-26'), last: day('2026-06-01'), hoursPerWeek: amount(16) }
  assert.equal(find(hours(16), { work: [week] }).outcome, 'met')
  assert.equal(find(hours(16.01), { work: [week] }).outcome, 'not-met')
  const within = hours(1, { within: span('P5Y') })
  const one = (text: string) =>
    find(within, { work: [{ first: day(text), last: day(text), hours: amount(1) }] }).outcome
  assert.equal(one('2021-06-02'), 'met')
  assert.equal(one('2021-06-01'), 'not-met')
  assert.equal(one('2026-06-02'), 'not-met')
})

test('hours over a stretch count for the part that lies in the window', () => {
  const work = [{ first: day('2021-05-23'), last: day('2021-06-11'), hours: amount(40) }]
  assert.equal(find(hours(20, { within: span('P5Y') }), { work }).counted, 2000)
})

test('only weeks of enough hours count, of all jobs together, and weeks of fewer are an interruption', () => {
  const rule = hours(1, { fromHoursPerWeek: amount(16) })
  const job = (first: string, last: string, weekly: number) => ({
    first: day(first),
    last: day(last),
    hoursPerWeek: amount(weekly),
  })
  const two = [job('2024-01-01', '2024-01-14', 8), job('2024-01-08', '2024-01-21', 8)]
  assert.equal(find(rule, { work: two }).counted, 1600, 'only the week of both')
  assert.equal(find(rule, { work: [job('2024-01-01', '2024-01-07', 15.99)] }).counted, 0)
  const void2 = { ...rule, voidAfterGapOf: span('P2Y') } as Condition
  const work = [job('2020-01-01', '2020-12-31', 16), job('2021-01-01', '2026-06-01', 15)]
  assert.equal(find(void2, { work }).counted, 0)
})

test('a single day, and hours over a stretch, have hours a week too', () => {
  const rule = hours(1, { fromHoursPerWeek: amount(16) })
  const monday = { first: day('2024-01-01'), last: day('2024-01-01') }
  const counted = (work: Dossier['work'][number]) => find(rule, { work: [work] }).counted
  assert.equal(counted({ ...monday, hoursPerWeek: amount(21) }), 300, 'a seventh of the week')
  assert.equal(counted({ ...monday, hours: amount(3) }), 300, '3 hours on one day are 21 a week')
  assert.equal(counted({ ...monday, hours: amount(2) }), 0, '2 hours on one day are 14 a week')
  const fortnight = { first: day('2024-01-01'), last: day('2024-01-14') }
  assert.equal(counted({ ...fortnight, hours: amount(32) }), 3200)
  assert.equal(counted({ ...fortnight, hours: amount(31.99) }), 0)
  assert.equal(counted(fortnight), 0, 'of a job without hours nothing is known')
})

test('work counts in the roles that are asked, up to the day that is named', () => {
  const spell = (role: string | undefined, first: string, last: string) => ({
    first: day(first),
    last: day(last),
    hours: amount(10),
    ...(role === undefined ? {} : { role }),
  })
  const asMediator = hours(10, { roles: ['mediator'] })
  const counted = (role?: string) =>
    find(asMediator, { work: [spell(role, '2024-01-01', '2024-01-07')] }).counted
  assert.deepEqual([counted('mediator'), counted('clerk'), counted()], [1000, 0, 0])

  const until = hours(10, { until: 'graduated-on', within: span('P1Y') })
  const facts = { 'graduated-on': day('2022-06-30') }
  const inTime = (last: string) =>
    find(until, { facts, work: [spell(undefined, last, last)] }).counted
  assert.deepEqual(
    ['2021-06-30', '2021-07-01', '2022-06-30', '2022-07-01'].map(inTime),
    [0, 1000, 1000, 0],
  )
  assert.equal(
    find(until, { work: [] }).text,
    'norm: 0 van 10 uur, 10 te weinig. Diploma: niet opgegeven.',
  )
})

test('of a window that is not over yet nobody has worked the days to come', () => {
  const rule = hours(1, { until: 'period-end', within: span('P1Y') })
  const period = { first: day('2024-01-01'), last: day('2026-12-31') }
  const work = [{ first: day('2026-05-26'), hoursPerWeek: amount(10) }]
  assert.equal(find(rule, { kind: 'renewal', period, work }).counted, 1000)
})

test('work before graduation does not count', () => {
  const after = hours(1, { after: 'graduated-on' })
  const facts = { 'graduated-on': day('2024-07-01') }
  const one = (text: string) =>
    find(after, { facts, work: [{ first: day(text), last: day(text), hours: amount(1) }] }).outcome
  assert.equal(one('2024-07-01'), 'not-met')
  assert.equal(one('2024-07-02'), 'met')
})

test('an interruption makes earlier work void when it is longer, not when it is just as long', () => {
  const rule = hours(50, { voidAfterGapOf: span('P2Y') })
  const counted = (back: string) =>
    find(rule, {
      work: [
        { first: day('2020-01-01'), last: day('2022-01-01'), hours: amount(100) },
        { first: day(back), hours: amount(10) },
      ],
    }).counted
  assert.equal(counted('2024-01-02'), 11_000)
  assert.equal(counted('2024-01-03'), 1000)
  assert.equal(counted('2026-06-01'), 1000, 'work that begins on the day itself is work')
  assert.equal(counted('2026-06-02'), 0)
  const idle = (until: string) =>
    find(rule, { work: [{ first: day('2020-01-01'), last: day(until), hours: amount(100) }] })
      .counted
  assert.equal(idle('2024-06-01'), 10_000)
  assert.equal(idle('2024-05-31'), 0, 'an interruption that lasts until now counts too')
})

test('months are counted once where spells overlap', () => {
  const months: Condition = { kind: 'work', measure: 'months', atLeast: amount(12) }
  const spell = (first: string, last: string) => ({
    first: day(first),
    last: day(last),
    hours: amount(1),
  })
  const counted = (...work: Dossier['work']) => find(months, { work }).counted
  assert.equal(counted(spell('2025-01-01', '2025-12-31')), 1200)
  assert.equal(counted(spell('2025-01-01', '2025-12-30')), 1100, 'eleven months and thirty days')
  assert.equal(counted(spell('2024-06-03', '2026-06-01')), 2300, 'the last month wants the 2nd')
  assert.equal(counted(spell('2024-06-02', '2026-06-01')), 2400)
  assert.equal(counted(spell('2025-01-31', '2025-02-27')), 0)
  assert.equal(counted(spell('2025-01-31', '2025-02-28')), 100, 'the end of a shorter month')
  assert.equal(
    counted(spell('2025-01-01', '2025-02-20'), spell('2025-04-01', '2025-05-20')),
    200,
    'twenty days and twenty days are no month',
  )
  assert.equal(counted(spell('2025-01-01', '2025-02-20'), spell('2025-02-21', '2025-03-31')), 300)
  assert.equal(counted(spell('2025-01-01', '2025-12-29')), 1100)
  assert.equal(counted(spell('2025-01-01', '2025-09-30'), spell('2025-06-01', '2025-12-31')), 1200)
})

test('months, an interruption and leave are reckoned alike from 29 February', () => {
  const gap = { first: day('2020-02-29'), last: day('2022-02-28') }
  const rule = hours(1, { voidAfterGapOf: span('P2Y') })
  const before = { first: day('2019-01-01'), last: gap.first.subtract({ days: 1 }) }
  const counted = (back: string) =>
    find(rule, {
      work: [
        { ...before, hours: amount(100) },
        { first: day(back), hours: amount(10) },
      ],
    }).counted
  assert.equal(counted('2022-03-01'), 11_000, 'exactly two years are not more than two years')
  assert.equal(counted('2022-03-02'), 1000)
  const months: Condition = { kind: 'work', measure: 'months', atLeast: amount(24) }
  const worked = (last: string) =>
    find(months, { work: [{ first: gap.first, last: day(last), hours: amount(1) }] }).counted
  assert.deepEqual([worked('2022-02-27'), worked('2022-02-28')], [2300, 2400])
  const proRata = {
    article: 'artikel 1',
    text: 'Verlof.',
    joinedLater: false,
    leaveFrom: span('P2Y'),
    rounding: 'hundredth-down',
  } as const
  const reduced = (last: string) => {
    const [norm] = assessed(
      { norms: [normOf('all', minimumOf(10_000, 'everything', { proRata: true }))], proRata },
      {
        kind: 'renewal',
        period: { first: day('2020-01-01'), last: day('2022-12-31') },
        leave: [{ first: gap.first, last: day(last) }],
      },
    ).norms
    return (norm?.required ?? 0) < 10_000
  }
  assert.deepEqual([reduced('2022-02-27'), reduced('2022-02-28')], [false, true])
})

test('a job of no hours makes no month and does not end an interruption', () => {
  const months: Condition = { kind: 'work', measure: 'months', atLeast: amount(24) }
  const job = (first: string, last: string, more: object) => ({
    first: day(first),
    last: day(last),
    ...more,
  })
  for (const none of [{ hours: amount(0) }, { hoursPerWeek: amount(0) }]) {
    const work = [
      job('2019-01-01', '2020-12-31', { hoursPerWeek: amount(36) }),
      job('2021-01-01', '2024-12-31', none),
      job('2025-01-01', '2026-06-01', { hoursPerWeek: amount(36) }),
    ]
    assert.equal(find(months, { work }).counted, 4100, 'two years, and seventeen months')
    const found = find({ ...months, voidAfterGapOf: span('P2Y') } as Condition, { work })
    assert.equal(found.counted, 1700)
    assert.match(found.text, /niet gewerkt van 1 januari 2021 tot en met 31 december 2024/)
  }
})

test('hours a week now are those of the jobs that go on', () => {
  const now: Condition = { kind: 'work', measure: 'hours-per-week-now', atLeast: amount(16) }
  const job = (last: string, hoursPerWeek: number) => ({
    first: day('2025-01-01'),
    last: day(last),
    hoursPerWeek: amount(hoursPerWeek),
  })
  assert.equal(find(now, { work: [job('2026-06-01', 16)] }).outcome, 'met')
  assert.equal(find(now, { work: [job('2026-06-01', 15.99)] }).outcome, 'not-met')
  assert.equal(find(now, { work: [job('2026-05-31', 36)] }).outcome, 'not-met')
  const claimed = { ...job('2026-06-01', 16), state: 'claimed' } as const
  assert.equal(find(now, { work: [claimed] }).outcome, 'undetermined')
})

test('any-of takes the best and all-of the worst, with what is awaited between', () => {
  const parts: Condition[] = [
    { kind: 'fact', fact: 'certificate', is: true },
    { kind: 'question', question: 'spread', text: 'Verspreid?' },
  ]
  assert.equal(find({ kind: 'any-of', of: parts }, {}).outcome, 'for-the-committee')
  assert.equal(find({ kind: 'all-of', of: parts }, {}).outcome, 'not-met')
  assert.equal(find({ kind: 'any-of', of: parts }, { facts: { certificate: true } }).outcome, 'met')
})

test('of what may be one or the other, only what holds is told', () => {
  const either: Condition = {
    kind: 'any-of',
    of: [
      { kind: 'fact', fact: 'certificate', is: true },
      { kind: 'fact-at-least', fact: 'years', atLeast: amount(3) },
    ],
  }
  const text = (given: Dossier['facts']) => find(either, { facts: given }).text
  assert.doesNotMatch(text({ certificate: true, years: amount(2) }), /Jaren/)
  assert.match(text({ certificate: false, years: amount(2) }), /Certificaat.*Jaren/)
})

test('of several ways the one is told that somebody is on, and none that what they stated closes', () => {
  const certificate: Condition = { kind: 'fact', fact: 'certificate', is: true }
  const paper = (id: string): Condition => ({ kind: 'document', document: id })
  const textOf = (requires: Condition, dossier: Partial<Dossier>) => {
    const documents = ['one', 'two', 'other'].map((id) => ({ id, label: id }))
    return assessed({ norms: [normOf('norm', requires)], documents }, dossier).norms[0]?.text
  }
  const has = (id: string, state?: 'claimed') => ({
    kind: id,
    issuedOn: day('2026-01-01'),
    ...(state === undefined ? {} : { state }),
  })
  const ways: Condition = {
    kind: 'any-of',
    of: [
      paper('other'),
      {
        kind: 'all-of',
        of: [paper('one'), { kind: 'any-of', of: [paper('two'), certificate] }],
      },
    ],
  }
  assert.equal(
    textOf(ways, { facts: { certificate: false }, documents: [has('one')] }),
    'norm: nog niet in orde. Nog niet toegevoegd: two.',
    'the other way is not begun, and a fact that was stated closes the exemption',
  )
  assert.equal(
    textOf(ways, { documents: [has('other', 'claimed')] }),
    'norm: Nog te controleren: other, van 1 januari 2026.',
    'what waits to be looked at is enough by itself',
  )
  assert.equal(
    textOf(ways, { facts: { certificate: false } }),
    'norm: nog niet in orde. Nog niet toegevoegd: other. Nog niet toegevoegd: one. Nog niet toegevoegd: two.',
    'who has not begun sees every way',
  )
  const papers: Condition = {
    kind: 'any-of',
    of: [{ kind: 'not', of: certificate }, paper('one')],
  }
  assert.equal(
    textOf(papers, { facts: { certificate: false } }),
    'norm: hoeft niet. Certificaat: nee.',
  )
  assert.equal(
    textOf({ kind: 'not', of: certificate }, { facts: { certificate: false } }),
    'norm: in orde. Certificaat: nee.',
    'a norm that asks no paper is met',
  )
})

test('a minimum in every registration year takes what came before the period into its first year', () => {
  const yearly = normOf('yearly', minimumOf(200, 'everything', { each: 'registration-year' }))
  const period = { first: day('2023-03-01'), last: day('2026-02-28') }
  const activities = ['2023-01-15', '2024-03-01', '2026-02-28'].map((text, at) =>
    activityOf(`a${at}`, 200, { completedOn: day(text) }),
  )
  const renewal = {
    kind: 'renewal',
    period,
    previousSubmittedOn: day('2022-12-31'),
    submittedOn: day('2026-02-28'),
    activities,
  } as const
  assert.equal(assessed({ norms: [yearly] }, renewal).outcome, 'met')
  const lastDay = activities.map((each) =>
    each.id === 'a1' ? { ...each, completedOn: day('2024-02-29') } : each,
  )
  const short = assessed({ norms: [yearly] }, { ...renewal, activities: lastDay })
  assert.deepEqual([short.outcome, short.norms[0]?.shortfall], ['not-met', 200])
  assert.match(
    short.norms[0]?.text ?? '',
    /Van 1 maart 2024 tot en met 28 februari 2025: 2 te weinig/,
  )
})

test('a first application in a running block is asked only for the years that are over', () => {
  const { lookBack: _, ...personal } = plainRegulation.period
  const period = {
    ...personal,
    shape: 'fixed-block',
    blockFirst: day('2024-01-01'),
    length: span('P4Y'),
  } as const
  const requiredOn = (submitted: string, proRata = false) => {
    const yearly = normOf(
      'yearly',
      minimumOf(36_500, 'everything', { each: 'calendar-year', proRata }),
    )
    return assessed({ period, norms: [yearly] }, { submittedOn: day(submitted) }).norms[0]?.required
  }
  assert.equal(requiredOn('2026-06-01'), 73_000)
  assert.equal(requiredOn('2026-12-30'), 73_000)
  assert.equal(requiredOn('2026-12-31'), 109_500)
  assert.equal(requiredOn('2025-01-01'), 36_500)
  const none = normOf('yearly', minimumOf(100, 'everything', { each: 'calendar-year' }))
  const early = assessed({ period, norms: [none] }, { submittedOn: day('2024-06-01') })
  assert.equal(early.outcome, 'met', 'no year is over')
  // 1 January up to and including 1 June are 152 of the 365 days of 2026; 2024 has 366.
  assert.equal(requiredOn('2026-06-01', true), 73_000 + 15_200)
  const renewal = assessed(
    { period, norms: [normOf('yearly', minimumOf(100, 'everything', { each: 'calendar-year' }))] },
    {
      kind: 'renewal',
      period: { first: day('2024-01-01'), last: day('2027-12-31') },
      submittedOn: day('2027-06-01'),
    },
  )
  assert.equal(renewal.norms[0]?.required, 400, 'a renewal is held to its whole period')
})

test('caps hold to the hundredth: in all, a year, a day and an activity', () => {
  const norms = [normOf('all', minimumOf(100_000))]
  const counted = (
    each: 'window' | 'calendar-year' | 'day' | 'activity',
    days: readonly string[],
  ) => {
    const activities = days.map((text, at) => activityOf(`a${at}`, 400, { completedOn: day(text) }))
    const found = assessed({ norms, caps: [capOf('cap', 600, 'everything', each)] }, { activities })
    return found.activities.map((activity) => activity.counted)
  }
  assert.deepEqual(counted('window', ['2025-01-01', '2026-01-01']), [400, 200])
  assert.deepEqual(
    counted('calendar-year', ['2025-12-31', '2026-01-01', '2026-02-01']),
    [400, 400, 200],
  )
  assert.deepEqual(counted('day', ['2025-01-01', '2025-01-01', '2025-01-02']), [400, 200, 400])
  assert.deepEqual(counted('activity', ['2025-01-01']), [400])
  const large = activityOf('large', 601, { completedOn: day('2026-01-01') })
  const found = assessed(
    { norms, caps: [capOf('cap', 600, 'everything', 'activity')] },
    { activities: [large] },
  )
  assert.deepEqual([found.activities[0]?.counted, found.activities[0]?.cuts[0]?.amount], [600, 1])
})

test('where a cap must take something, it takes what the norms can best do without', () => {
  const norms = [normOf('all', minimumOf(1000)), normOf('accredited', minimumOf(600, 'accredited'))]
  const activities = [
    activityOf('a', 1000, { completedOn: day('2026-01-01') }),
    activityOf('b', 600, { completedOn: day('2026-01-01'), attributes: { accredited: true } }),
  ]
  const found = assessed({ norms, caps: [capOf('cap', 1000, 'everything')] }, { activities })
  assert.equal(found.outcome, 'met')
  assert.deepEqual(
    found.activities.map((activity) => activity.counted),
    [400, 600],
  )
})

test('a surplus is carried over up to its cap, as what it was or only to the total', () => {
  const norms = [
    normOf('all', minimumOf(2000)),
    normOf('accredited', minimumOf(2000, 'accredited')),
  ]
  const carryOver = { rule: 'capped', atMost: amount(10), text: 'Hoogstens 10.' } as const
  const counted = (counts: 'same' | 'total', surplus: Dossier['surplus']) =>
    assessed({ norms, carryOver: { ...carryOver, counts } }, { surplus }).norms.map(
      (norm) => norm.counted,
    )
  assert.deepEqual(counted('same', { accredited: amount(12) }), [1000, 1000])
  assert.deepEqual(counted('total', { accredited: amount(12) }), [1000, 0])
  assert.deepEqual(counted('same', { total: amount(9.99) }), [999, 0])
})

test('a surplus at somebody’s discretion waits for that person', () => {
  const norms = [normOf('all', minimumOf(1000))]
  const carryOver = { rule: 'discretion', counts: 'same', text: 'Het bestuur beslist.' } as const
  const outcomeOf = (judgements: Dossier['judgements']) =>
    assessed({ norms, carryOver }, { surplus: { total: amount(10) }, judgements }).outcome
  assert.equal(outcomeOf([]), 'for-the-committee')
  assert.equal(outcomeOf([{ on: 'carry-over', outcome: 'approved' }]), 'met')
  assert.equal(outcomeOf([{ on: 'carry-over', outcome: 'rejected' }]), 'not-met')
  const none = { rule: 'none', text: 'Er gaat niets mee.' } as const
  const approved: Dossier['judgements'] = [{ on: 'carry-over', outcome: 'approved' }]
  for (const judgements of [[], approved]) {
    const given = { surplus: { total: amount(10) }, judgements }
    assert.equal(
      assessed({ norms, carryOver: none }, given).outcome,
      'not-met',
      'nobody may say so',
    )
  }
})

test('a surplus that somebody let go says who decided so, and why', () => {
  const discretion = { rule: 'discretion', counts: 'same', text: 'Het bestuur beslist.' } as const
  const reasonOf = (carryOver: Regulation['carryOver'], judgements: Dossier['judgements']) =>
    assessed(
      { norms: [normOf('all', minimumOf(1000))], carryOver },
      { surplus: { total: amount(10) }, judgements },
    ).activities.flatMap(({ cuts }) => cuts.map(({ text }) => text))
  const refused = { on: 'carry-over', outcome: 'not-met', reason: 'Te oud.' } as const
  assert.deepEqual(reasonOf(discretion, [refused]), [
    'De commissie besloot dat dit niet meegaat. Te oud.',
  ])
  assert.deepEqual(reasonOf({ rule: 'none', text: 'Niets gaat mee.' }, [refused]), [
    'Niets gaat mee.',
  ])
})

test('the norm shrinks by the days of leave that is long enough', () => {
  const norms = [normOf('all', minimumOf(36_500, 'everything', { proRata: true }))]
  const proRata = {
    article: 'artikel 1',
    text: 'Verlof.',
    joinedLater: true,
    leaveFrom: span('P3M'),
    rounding: 'hundredth-down',
  } as const
  const period = { first: day('2025-01-01'), last: day('2025-12-31') }
  const requiredWith = (...leave: Dossier['leave']) =>
    assessed({ norms, proRata }, { kind: 'renewal', period, submittedOn: day('2025-12-31'), leave })
      .norms[0]?.required
  const spell = (first: string, last: string) => ({ first: day(first), last: day(last) })
  const required = (first: string, last: string) => requiredWith(spell(first, last))
  assert.equal(required('2025-03-01', '2025-05-31'), 36_500 - 9200)
  assert.equal(required('2025-03-01', '2025-05-30'), 36_500)
  assert.equal(required('2024-11-01', '2025-01-31'), 36_500 - 3100, 'only the days in the period')
  const march = spell('2025-03-01', '2025-04-15')
  assert.equal(
    requiredWith(spell('2025-04-16', '2025-05-31'), march),
    36_500 - 9200,
    'spells that follow upon each other are one',
  )
  assert.equal(requiredWith(march, spell('2025-04-01', '2025-05-31')), 36_500 - 9200)
  assert.equal(requiredWith(march, spell('2025-04-17', '2025-05-31')), 36_500, 'a day between')
})

test('for who joined later the norm is smaller, and what was done before does not count', () => {
  const norms = [normOf('all', minimumOf(36_500, 'everything', { proRata: true }))]
  const proRata = {
    article: 'artikel 1',
    text: 'Later begonnen.',
    joinedLater: true,
    rounding: 'hundredth-down',
  } as const
  const activities = ['2025-03-31', '2025-04-01'].map((text, at) =>
    activityOf(`a${at}`, 200, { completedOn: day(text) }),
  )
  const renewal = {
    kind: 'renewal',
    period: { first: day('2025-01-01'), last: day('2025-12-31') },
    registeredOn: day('2025-04-01'),
    submittedOn: day('2025-12-31'),
    activities,
  } as const
  const figures = (more: Partial<Regulation>, dossier: Partial<Dossier>) => {
    const [norm] = assessed({ norms, ...more }, { ...renewal, ...dossier }).norms
    return [norm?.required, norm?.counted]
  }
  assert.deepEqual(figures({ proRata }, {}), [36_500 - 9000, 200])
  assert.deepEqual(figures({ proRata: { ...proRata, joinedLater: false } }, {}), [36_500, 400])
  assert.deepEqual(figures({ proRata }, { previousSubmittedOn: day('2025-03-30') }), [27_500, 400])
  const { lookBack: _, ...personal } = plainRegulation.period
  const block = {
    ...personal,
    shape: 'fixed-block',
    blockFirst: day('2025-01-01'),
    length: span('P1Y'),
  } as const
  const { period: __, ...rest } = renewal
  const first = (more: Partial<Regulation>) => {
    const [norm] = assessed({ norms, proRata, ...more }, { ...rest, kind: 'first' }).norms
    return [norm?.required, norm?.counted]
  }
  assert.deepEqual(first({ period: block }), [27_500, 200])
  const rolling = { ...personal, shape: 'rolling', length: span('P1Y') } as const
  assert.deepEqual(first({ period: rolling }), [27_500, 200])
  const { lookBack } = plainRegulation.period
  assert.ok(lookBack)
  assert.equal(first({ period: { ...block, lookBack } })[1], 400, 'a look-back says so')
})

test('a cap per day gives the accredited hours way, up to exactly what the norm asks', () => {
  const days = ['2026-01-05', '2026-01-06']
  const activities = days.flatMap((text, at) => [
    activityOf(`${at}-a`, 400, { completedOn: day(text) }),
    activityOf(`${at}-b`, 400, { completedOn: day(text), attributes: { accredited: true } }),
  ])
  const outcomeOf = (atLeast: number) =>
    assessed(
      {
        norms: [
          normOf('all', minimumOf(1200)),
          normOf('accredited', minimumOf(atLeast, 'accredited')),
        ],
        caps: [capOf('day', 600, 'everything', 'day')],
      },
      { activities },
    )
  const exactly = outcomeOf(800)
  assert.equal(exactly.outcome, 'met')
  assert.deepEqual(
    exactly.activities.map((activity) => activity.counted),
    [200, 400, 200, 400],
  )
  const less = outcomeOf(700)
  assert.deepEqual(
    less.activities.map((activity) => activity.counted),
    [300, 300, 200, 400],
    'the lowest id first',
  )
  const more = outcomeOf(801)
  assert.deepEqual([more.outcome, more.norms[1]?.shortfall], ['not-met', 1])
})

test('by month, only whole months that were missed make a norm smaller, from the threshold', () => {
  const rule = {
    article: 'artikel 1',
    text: 'Per maand.',
    joinedLater: true,
    joinedLaterFrom: span('P3M'),
    leaveFrom: span('P1M'),
    by: 'month',
    rounding: 'hundredth-down',
  } as const
  const norms = [normOf('norm', minimumOf(3600, 'everything', { proRata: true }))]
  const period = { first: day('2024-01-01'), last: day('2026-12-31') }
  const found = (more: Partial<Dossier>) =>
    assessed({ norms, proRata: rule }, { kind: 'renewal', period, ...more }).norms[0]
  const asked = (registeredOn: string) => found({ registeredOn: day(registeredOn) })?.required
  assert.deepEqual(
    ['2024-03-31', '2024-04-01', '2024-04-30', '2024-05-01'].map(asked),
    [3600, 3300, 3300, 3200],
  )
  const leave = [{ first: day('2025-01-10'), last: day('2025-03-09') }]
  assert.equal(found({ leave })?.required, 3400)
  assert.match(found({ leave })?.text ?? '', /Van de 36 maanden tellen er 34: niet van 10 januari/)
})

test('a refresher is never longer ago than it may be, on no day since the application before', () => {
  const every: Condition = { kind: 'refresher', of: 'training', every: span('P2Y') }
  const renewal: Partial<Dossier> = {
    kind: 'renewal',
    period: { first: day('2023-06-01'), last: day('2026-05-31') },
  }
  const done = (...days: readonly string[]) => ({
    activities: days.map((each, at) => activityOf(`a${at}`, 100, { completedOn: day(each) })),
  })
  const of = (more: Partial<Dossier>) => find(every, { ...renewal, ...more })
  assert.equal(of(done('2022-06-01', '2024-06-02')).outcome, 'met')
  assert.equal(of(done('2022-06-01', '2024-06-03')).outcome, 'not-met')
  assert.equal(of(done('2021-06-01', '2023-06-01', '2025-06-01')).outcome, 'met')
  assert.equal(of(done('2021-05-31', '2023-06-02', '2025-06-01')).outcome, 'not-met')
  assert.equal(of(done('2023-06-01', '2024-05-31')).outcome, 'not-met')
  assert.equal(of(done('2023-06-01', '2025-06-01', '2026-06-02')).outcome, 'met')
  assert.equal(of({}).text, 'norm: nog niet in orde. Nog niet gedaan.')
  assert.equal(
    of(done('2022-06-01', '2024-07-01')).text,
    'norm: nog niet in orde. Het laatst gedaan op 1 juli 2024; dat mag hoogstens 2 jaar geleden zijn. Te lang geleden was het van 2 juni 2024 tot en met 30 juni 2024.',
  )
  assert.match(of(done('2023-06-01')).text, /Te lang geleden was het sinds 2 juni 2025\.$/)
  assert.match(of(done('2023-06-01', '2025-06-01')).text, /goed tot en met 1 juni 2027\.$/)
})

test('a refresher goes by the application before, and at a first application by the day itself', () => {
  const every: Condition = { kind: 'refresher', of: 'training', every: span('P2Y') }
  const done = (...days: readonly string[]) => ({
    activities: days.map((each, at) => activityOf(`a${at}`, 100, { completedOn: day(each) })),
  })
  const renewal: Partial<Dossier> = {
    kind: 'renewal',
    period: { first: day('2023-06-01'), last: day('2026-05-31') },
    ...done('2023-05-01', '2025-05-01'),
  }
  assert.equal(find(every, renewal).outcome, 'met')
  assert.equal(
    find(every, { ...renewal, previousSubmittedOn: day('2023-04-30') }).outcome,
    'not-met',
  )
  assert.equal(find(every, { ...renewal, previousSubmittedOn: day('2023-05-01') }).outcome, 'met')
  const late = { ...renewal, ...done('2024-05-01', '2026-05-01') }
  assert.equal(find(every, late).outcome, 'not-met')
  assert.equal(find(every, { ...late, registeredOn: day('2024-05-01') }).outcome, 'met')
  assert.equal(find(every, done('2019-01-01', '2024-06-01')).outcome, 'met')
  assert.equal(find(every, done('2019-01-01', '2024-05-31')).outcome, 'not-met')
})

test('a refresher waits for who judges it, and what is rejected or earned nothing is none', () => {
  const every: Condition = { kind: 'refresher', of: 'training', every: span('P2Y') }
  const one = (more: Partial<Activity>, judged: Dossier['judgements'] = []) =>
    find(every, {
      activities: [activityOf('a', 100, { completedOn: day('2025-06-01'), ...more })],
      judgements: judged,
    })
  assert.equal(one({ state: 'claimed' }).outcome, 'undetermined')
  assert.match(one({ state: 'claimed' }).text, /Dat wordt nog beoordeeld\.$/)
  assert.equal(one({ state: 'claimed' }, [{ on: 'a', outcome: 'approved' }]).outcome, 'met')
  assert.equal(one({}, [{ on: 'a', outcome: 'rejected' }]).outcome, 'not-met')
  assert.equal(one({ state: 'planned' }).outcome, 'not-met')
  assert.equal(one({ usedIn: 'before' }).outcome, 'met')
  const [training, ...others] = plainRegulation.kinds
  assert.ok(training)
  const tested = { ...training, value: { ...training.value, onlyWith: 'passed' } }
  const after = (passed: boolean) =>
    assessed(
      { kinds: [tested, ...others], norms: [normOf('norm', every)] },
      {
        activities: [activityOf('a', 100, { completedOn: day('2025-06-01'), details: { passed } })],
      },
    ).outcome
  assert.equal(after(true), 'met')
  assert.equal(after(false), 'not-met')
})
