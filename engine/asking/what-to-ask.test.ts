import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  activityOf,
  assessedOn,
  minimumOf,
  normOf,
  plainRegulation,
  words,
} from '#testing/generate-regulation.ts'
import type { Amount, Condition, Dossier, Regulation, Requirement } from '../index.ts'
import { compileRegulation, emptyDossier, sayToAsk, whatToAsk } from '../index.ts'
import type { Moment } from '../terms.ts'

// What lowers a norm, what makes it go away and what people decide, each by itself.

const certified: Condition = { kind: 'fact', fact: 'certificate', is: true }
const experienced: Condition = { kind: 'fact', fact: 'experienced', is: true }
const paper: Condition = { kind: 'document', document: 'paper' }
const judged: Condition = { kind: 'question', question: 'q', text: 'Is het genoeg?' }
const day = (text: string) => Temporal.PlainDate.from(text)

function asked(more: Partial<Regulation>, dossier: Partial<Dossier> = {}) {
  const compiled = compileRegulation({ ...plainRegulation, ...more }, words)
  const found = whatToAsk(
    compiled,
    { ...emptyDossier, submittedOn: assessedOn, ...dossier },
    assessedOn,
  )
  return {
    questions: found.questions.map(
      ({ urgency, ways, for: by }) =>
        `${urgency} ${ways.map((way) => way.map((each) => ('fact' in each ? each.fact : each.what)).join(' + ')).join(' | ')} (${by.map(({ id }) => id).join(', ')})`,
    ),
    impossible: found.impossible.map(({ of }) => of.id),
    awaited: found.awaited.map(({ id }) => id),
    said: sayToAsk(compiled, found),
  }
}

const exemptions = [{ id: 'free', article: 'artikel 2', text: 'Vrijgesteld.', when: experienced }]
const facts = (certificate: boolean) => ({ facts: { certificate } })

test('an exemption is offered where a norm is not met, and needed where it cannot be met', () => {
  const norms = [normOf('certified', certified), normOf('paper', paper)]
  const open = asked({ norms, exemptions })
  assert.equal(open.said.questions[0]?.text, 'Certificaat: ja of nee?')
  assert.deepEqual(open.questions, [
    'now certificate (certified)',
    'now document (paper)',
    'may experienced (free)',
  ])
  assert.equal(
    open.said.questions[2]?.why,
    'Het hoeft niet. Het kan helpen bij: Vrijstelling (artikel 2).',
  )
  const ended = asked({ norms, exemptions }, facts(false))
  assert.deepEqual([ended.questions, ended.impossible], [['now experienced (free)'], ['certified']])
  const free = asked({ norms, exemptions }, { facts: { certificate: false, experienced: true } })
  assert.deepEqual([free.questions, free.impossible], [[], []])
  const documents = [{ kind: 'paper', issuedOn: assessedOn }]
  const met = asked({ norms, exemptions }, { ...facts(true), documents })
  assert.deepEqual(met.questions, [], 'who meets all needs no exemption')
})

const variants = [
  { id: 'lower', article: 'artikel 2', label: 'Lager', text: 'Lager.', when: experienced },
]

test('what may stay open in a registration for a while ends nothing but others that may', () => {
  const rule = {
    article: 'artikel 3',
    text: 'Voorlopig.',
    length: Temporal.Duration.from('P1Y'),
    open: ['certified', 'experienced'],
    appliesTo: ['first'] as const,
    shortensNext: false,
  }
  const norms = [
    normOf('certified', certified),
    normOf('experienced', experienced),
    normOf('paper', paper),
  ]
  const found = (more: Partial<Regulation>, dossier: Partial<Dossier> = {}) => {
    const { questions, impossible } = asked({ norms, ...more }, { ...facts(false), ...dossier })
    return [questions, impossible]
  }
  assert.deepEqual(found({}), [[], ['certified']])
  assert.deepEqual(found({ temporary: rule }), [['now document (paper)'], ['certified']])
  const without = { temporary: { ...rule, open: ['experienced'] } }
  assert.deepEqual(found(without), [[], ['certified']], 'it must be met')
  const held = { temporary: { first: day('2021-01-01'), last: day('2021-12-31') } }
  assert.deepEqual(found({ temporary: rule }, held), [[], ['certified']], 'it is given once')
  const renewal = { kind: 'renewal' } as const
  assert.deepEqual(found({ temporary: rule }, renewal), [[], ['certified']])
  const norm = normOf('hours', minimumOf(1000), { instead: { lower: minimumOf(500) } })
  const helped = found({ temporary: rule, variants, norms: [...norms, norm] })
  assert.deepEqual(helped, [
    ['now document (paper)', 'now activities (hours)', 'may experienced (lower)'],
    ['certified'],
  ])
  assert.deepEqual(found({ temporary: rule, exemptions }), [
    ['now experienced (free)', 'now document (paper)'],
    ['certified'],
  ])
})

test('a variant is offered where it brings a norm nearer, and not where it asks as much', () => {
  const hours = (atLeast: number, other: number) =>
    asked({
      variants,
      norms: [normOf('hours', minimumOf(atLeast), { instead: { lower: minimumOf(other) } })],
    }).questions
  assert.deepEqual(hours(1000, 500), ['now activities (hours)', 'may experienced (lower)'])
  assert.deepEqual(hours(1000, 1000), ['now activities (hours)'])
  assert.deepEqual(hours(1000, 2000), ['now activities (hours)'])
})

test('a variant that may ask more than there is, has to be settled', () => {
  const norms = [normOf('hours', minimumOf(1000), { instead: { lower: minimumOf(2000) } })]
  const activities = [activityOf('a', 1500)]
  assert.deepEqual(asked({ norms, variants }, { activities }).questions, [
    'now experienced (hours)',
  ])
  const enough = [activityOf('a', 2000)]
  assert.deepEqual(asked({ norms, variants }, { activities: enough }).questions, [])
})

test('a norm that cannot be met is no dead end where a variant may hold that it can be met by', () => {
  const norms = [normOf('certified', certified, { instead: { lower: paper } })]
  const found = asked({ norms, variants }, facts(false))
  assert.deepEqual([found.questions, found.impossible], [['now experienced (lower)'], []])
})

test('a variant that cannot hold any more saves nobody, and one that is met by what there is does', () => {
  const norms = [normOf('certified', certified, { instead: { lower: paper } })]
  const without = { facts: { certificate: false, experienced: false } }
  const found = asked({ norms, variants }, without)
  assert.deepEqual([found.questions, found.impossible], [[], ['certified']])
  const hours = [normOf('hours', minimumOf(1000), { instead: { lower: minimumOf(500) } })]
  const activities = [activityOf('a', 600)]
  assert.deepEqual(asked({ norms: hours, variants }, { activities }).questions, [
    'now activities (hours)',
    'may experienced (lower)',
  ])
})

test('of hours that wait for a judgement no more hours are asked', () => {
  const norms = [normOf('hours', minimumOf(1000)), normOf('paper', paper)]
  const activities = [activityOf('a', 1000, { state: 'claimed' })]
  assert.deepEqual(asked({ norms }, { activities }).questions, ['now document (paper)'])
  const either: Requirement = { kind: 'one-of', of: [minimumOf(1000), certified] }
  const one = [normOf('either', either), normOf('paper', paper)]
  assert.deepEqual(asked({ norms: one }, { activities }).questions, ['now document (paper)'])
})

test('of years of which some are asked, those are named in which least is missing', () => {
  const norms = [
    normOf('years', minimumOf(1000, 'everything', { each: 'calendar-year', years: 1 })),
  ]
  const missing = (...done: readonly (readonly [string, number])[]) => {
    const activities = done.map(([on, amount], at) =>
      activityOf(`a${at}`, amount, { completedOn: day(on) }),
    )
    const compiled = compileRegulation({ ...plainRegulation, norms }, words)
    const dossier = { ...emptyDossier, submittedOn: assessedOn, activities }
    return whatToAsk(compiled, dossier, assessedOn).questions.flatMap(({ ways }) =>
      ways
        .flat()
        .flatMap(({ findings }) =>
          findings.map((found) => ('shortfall' in found ? found.shortfall : undefined)),
        ),
    )
  }
  assert.deepEqual(missing(['2020-05-01', 400], ['2021-05-01', 700]), [300])
  assert.deepEqual(missing(['2020-05-01', 700], ['2021-05-01', 400]), [300])
  assert.deepEqual(missing(['2021-05-01', 400]), [600])
})

test('what cannot be met says only what stands in the way, not when it is asked', () => {
  const norms = [normOf('experienced', experienced, { when: certified })]
  const { impossible } = asked({ norms }, { facts: { certificate: true, experienced: false } }).said
  assert.deepEqual(
    impossible.map(({ text }) => text),
    ['experienced: dat kan zo niet. Ervaren: nee.'],
  )
})

test('whether a norm applies is asked first, and what it asks only if it does', () => {
  const norms = [normOf('paper', paper, { when: certified })]
  assert.deepEqual(asked({ norms }).questions, ['now certificate (paper)'])
  assert.deepEqual(asked({ norms }, facts(true)).questions, ['now document (paper)'])
  assert.deepEqual(asked({ norms }, facts(false)).questions, [])
  const documents = [{ kind: 'paper', issuedOn: assessedOn }]
  assert.deepEqual(asked({ norms }, { documents }).questions, [], 'then it makes no difference')
})

test('whether a norm is for somebody’s category is asked while nobody knows their category', () => {
  const when: Condition = { kind: 'category', is: ['senior'] }
  const norms = [normOf('paper', paper, { when })]
  assert.deepEqual(asked({ norms }).questions, ['now category (paper)'])
  assert.deepEqual(asked({ norms }, { category: 'senior' }).questions, ['now document (paper)'])
  assert.deepEqual(asked({ norms }, { category: 'junior' }).questions, [])
})

test('what only people can say is asked of nobody else: it is awaited, and what may follow is offered', () => {
  const open = asked({
    norms: [normOf('judged', judged), normOf('paper', paper, { when: judged })],
  })
  assert.deepEqual(open.questions, ['may document (paper)'])
  assert.deepEqual(open.awaited, ['judged', 'paper'])
})

test('a shortfall that people decide about is no dead end', () => {
  const otherwise = { text: 'Mensen beslissen.' }
  const always = asked({ norms: [normOf('certified', certified, { otherwise })] }, facts(false))
  assert.deepEqual([always.questions, always.impossible, always.awaited], [[], [], ['certified']])
  const perhaps = [
    normOf('certified', certified, { otherwise: { ...otherwise, when: experienced } }),
  ]
  const asking = asked({ norms: perhaps }, facts(false))
  assert.deepEqual([asking.questions, asking.impossible], [['now experienced (certified)'], []])
  const not = asked({ norms: perhaps }, { facts: { certificate: false, experienced: false } })
  assert.deepEqual([not.questions, not.impossible], [[], ['certified']])
})

test('what is needed anyway is no choice any more, and what two norms want is one question', () => {
  const other: Condition = { kind: 'document', document: 'other' }
  const either: Condition = { kind: 'any-of', of: [other, paper] }
  assert.deepEqual(asked({ norms: [normOf('either', either)] }).questions, [
    'now document | document (either)',
  ])
  assert.deepEqual(asked({ norms: [normOf('either', either), normOf('paper', paper)] }).questions, [
    'now document (either, paper)',
  ])
})

test('so many of several things are asked as the ways to choose them', () => {
  const of = (['a', 'b', 'c'] as const).map(
    (document): Condition => ({ kind: 'document', document }),
  )
  const norms = [normOf('two', { kind: 'one-of', atLeast: 2, of })]
  const two = 'document + document'
  assert.deepEqual(asked({ norms }).questions, [`now ${two} | ${two} | ${two} (two)`])
  const one = [{ kind: 'b', issuedOn: assessedOn, state: 'claimed' as const }]
  assert.deepEqual(asked({ norms }, { documents: one }).questions, [
    'now document | document (two)',
  ])
})

test('what a surplus hangs on is offered where something is left over and a norm falls short', () => {
  const carryOver: Regulation['carryOver'] = {
    rule: 'capped',
    counts: 'same',
    text: 'Een overschot gaat mee.',
    when: experienced,
  }
  const norms = [normOf('hours', minimumOf(1000))]
  const surplus = { total: 500 as Amount }
  assert.deepEqual(asked({ norms, carryOver }, { surplus }).questions, [
    'now activities (hours)',
    'may experienced (carry-over)',
  ])
  assert.deepEqual(asked({ norms, carryOver }).questions, ['now activities (hours)'])
})

test('a registration that was not shown when the period began cannot be shown at its start later', () => {
  const holding: Condition = { kind: 'holding', register: 'r', at: ['period-start', 'submission'] }
  const period = { first: day('2020-01-01'), last: day('2022-12-31') }
  const norms = [normOf('registered', holding)]
  const renewal = { kind: 'renewal', period } as const
  assert.deepEqual(asked({ norms }, renewal).impossible, ['registered'])
  const shown = { holdings: [{ register: 'r', first: day('2019-01-01'), last: day('2021-01-01') }] }
  assert.deepEqual(asked({ norms }, { ...renewal, ...shown }).questions, [
    'now holding (registered)',
  ])
  assert.deepEqual(asked({ norms }).questions, ['now holding (registered)'])
  const today = { first: assessedOn, last: day('2029-12-31') }
  assert.deepEqual(
    asked({ norms }, { ...renewal, period: today }).questions,
    ['now holding (registered)'],
    'on the first day itself it can still be shown',
  )
})

test('what a renewal looks for at the start is offered at a first application, and only what it looks for then', () => {
  const shownAt = (...at: readonly Moment[]): Regulation['variants'] => [
    {
      ...(variants[0] ?? assert.fail()),
      when: { kind: 'all-of', of: [{ kind: 'holding', register: 'r', at }] },
    },
  ]
  const hours = minimumOf(1000)
  const norms = [
    normOf('renewed', hours, { appliesTo: ['renewal'], instead: { lower: minimumOf(500) } }),
  ]
  const both = { norms, variants: shownAt('period-start', 'submission') }
  assert.deepEqual(asked(both).questions, ['may holding (lower)'])
  assert.deepEqual(asked({ norms, variants: shownAt('submission') }).questions, [])
  const done = {
    kind: 'renewal',
    period: { first: assessedOn, last: day('2025-12-14') },
    activities: [activityOf('a', 1000, { completedOn: assessedOn })],
  } as const
  assert.deepEqual(asked(both, done).questions, [], 'a renewal that is met asks nothing of it')
})
