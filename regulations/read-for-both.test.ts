import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Regulation } from '#engine'
import { compileRegulation } from '#engine'
import { minimumOf, normOf, plainRegulation, words } from '#testing/generate-regulation.ts'
import { compareFor } from './compare.ts'
import { matchDossier } from './match-dossier.ts'
import { readForBoth } from './read-for-both.ts'

const total = normOf('total', minimumOf(1000))
const compile = (more: Partial<Regulation>) =>
  compileRegulation({ ...plainRegulation, norms: [total], ...more }, words)
const [training, ...others] = plainRegulation.kinds
const old = compile({ documents: [{ id: 'vog', label: 'VOG' }] })
const next = compile({
  kinds: [...others, { ...training!, id: 'course', groups: [] }],
  facts: [{ id: 'certificate', type: 'day', label: 'C' }],
  attributes: [],
  norms: [total, normOf('new', minimumOf(200, 'course'))],
})
const activity = (id: string, kind: string, more: object = {}) => ({
  id,
  kind,
  title: `Titel ${id}`,
  completedOn: '2022-06-01',
  hours: 10,
  state: 'approved',
  ...more,
})
const on = Temporal.PlainDate.from('2022-12-15')

test('what only one version knows does not count for the other, and is named', () => {
  const read = readForBoth(
    {
      kind: 'first',
      facts: { certificate: true, experienced: false },
      documents: [{ kind: 'vog', issuedOn: '2022-01-01' }],
      surplus: { accredited: 2 },
      judgements: [{ on: 'a', outcome: 'approved', awarded: 9 }],
      activities: [
        activity('a', 'training', { attributes: { accredited: true } }),
        activity('b', 'course'),
        activity('c', 'workshop', { attributes: { accredited: true } }),
      ],
    },
    old,
    next,
  )
  assert.ok(read.is === 'read')
  assert.deepEqual(read.old.leftOut, ['activiteit "Titel b" (soort course)'])
  assert.deepEqual(read.next.leftOut, [
    'feit certificate',
    'feit experienced',
    'activiteit "Titel a" (soort training)',
    'accredited bij activiteit "Titel c"',
    'document vog',
    'overschot accredited',
    'het oordeel over a',
  ])
  assert.deepEqual(
    read.next.dossier.activities.map(({ id }) => id),
    ['b', 'c'],
  )
  const effect = compareFor(old, next, { old: read.old.dossier, next: read.next.dossier }, on)
  assert.equal(effect.outcome, 'blijft voldoet')
  assert.deepEqual(effect.differences, ['new: nieuw; voldoet'])
  const back = compareFor(next, old, { old: read.next.dossier, next: read.old.dossier }, on)
  assert.deepEqual(back.differences, ['new: vervalt; was: voldoet'])
})

test('what neither version knows is a mistake, once', () => {
  const mistaken: readonly (readonly [object, string])[] = [
    [{ activities: [activity('a', 'chess')] }, 'activities.0.kind'],
    [
      { activities: [activity('a', 'training', { details: { moves: 3 } })] },
      'activities.0.details.moves',
    ],
    [{ facts: { height: 180 } }, 'facts.height'],
    [{ activities: [activity('a', 'workshop', { hours: -1 })] }, 'activities.0.hours'],
    [{ judgements: [{ on: 'nobody', outcome: 'met' }] }, 'judgements.0.on'],
  ]
  for (const [part, path] of mistaken) {
    const read = readForBoth({ kind: 'first', ...part }, old, next)
    assert.ok(read.is === 'mistaken')
    assert.deepEqual(
      read.mistakes.map((mistake) => mistake.path.join('.')),
      [path],
    )
  }
})

test('a period of the length that only one version gives is read as it is', () => {
  const longer = compile({
    period: { ...plainRegulation.period, length: Temporal.Duration.from('P5Y') },
  })
  const period = { first: '2020-01-01', last: '2022-12-31' }
  const read = readForBoth({ kind: 'renewal', period }, old, longer)
  assert.ok(read.is === 'read')
  assert.equal(read.next.dossier.period?.last.toString(), '2022-12-31')
  const never = { first: '2020-01-01', last: '2021-12-31' }
  assert.equal(readForBoth({ kind: 'renewal', period: never }, old, longer).is, 'mistaken')
})

test('each norm that changes is told both ways, with what falls short', () => {
  const stricter = compile({ norms: [normOf('total', minimumOf(1250))] })
  const read = readForBoth(
    { kind: 'first', activities: [activity('a', 'training')] },
    old,
    stricter,
  )
  assert.ok(read.is === 'read')
  const [one, other] = [read.old.dossier, read.next.dossier]
  const there = compareFor(old, stricter, { old: one, next: other }, on)
  assert.equal(there.outcome, 'voldoet wordt voldoet niet')
  assert.deepEqual(there.differences, ['total: voldoet wordt voldoet niet (2,5 uur te weinig)'])
  const back = compareFor(stricter, old, { old: other, next: one }, on)
  assert.equal(back.outcome, 'voldoet niet wordt voldoet')
  assert.deepEqual(back.differences, ['total: voldoet niet (2,5 uur te weinig) wordt voldoet'])
})

test('a transition holds a dossier against either version, and says what the one that applies does not know', () => {
  const version = (text: string, more: Partial<Regulation>) =>
    compile({ version: Temporal.PlainDate.from(text), pinned: 'period-start', ...more })
  const facts: Regulation['facts'] = [{ id: 'old-fact', type: 'yes-no', label: 'Oud' }]
  const kinds = [...others, { ...training!, id: 'course' }]
  const dossier = {
    kind: 'renewal',
    period: { first: '2021-01-01', last: '2023-12-31' },
    submittedOn: '2023-12-31',
    facts: { 'old-fact': true },
    activities: [activity('a', 'training'), activity('b', 'workshop')],
  }
  const matched = (
    runningDossiers: 'keep-old' | 'take-new' | 'most-favourable',
    atLeast: number,
    more: object = {},
  ) => {
    const transition = { article: 'artikel 1', text: 'Overgang.', runningDossiers }
    const versions = [
      version('2020-01-01', { facts }),
      version('2022-01-01', {
        facts: [],
        kinds,
        transition,
        norms: [normOf('total', minimumOf(atLeast))],
      }),
    ]
    const chosen = { is: 'register', versions } as const
    return matchDossier({ ...dossier, ...more }, chosen, undefined, on)
  }
  const favourable = matched('most-favourable', 1000)
  assert.ok(favourable.is === 'matched')
  assert.equal(favourable.compiled.regulation.version.toString(), '2022-01-01')
  assert.match(
    favourable.why,
    /kent niet, en telt niet mee: feit old-fact en activiteit "Titel a" \(soort training\)\.$/,
  )
  assert.deepEqual(favourable.dossier.facts, {})
  const old = matched('most-favourable', 1100)
  assert.ok(old.is === 'matched')
  assert.equal(old.compiled.regulation.version.toString(), '2020-01-01', 'the old one knows both')
  assert.deepEqual(old.dossier.facts, { 'old-fact': true })
  assert.doesNotMatch(old.why, /kent niet/)
  const taken = matched('take-new', 1100)
  assert.ok(taken.is === 'matched')
  assert.equal(taken.compiled.regulation.version.toString(), '2022-01-01')
  const neither = matched('most-favourable', 1000, { facts: { nothing: true } })
  assert.ok(neither.is === 'mistaken')
  assert.match(neither.mistakes[0]?.message ?? '', /onbekend feit nothing/)
  assert.equal(matched('keep-old', 1000).is, 'matched')
  const course = { activities: [activity('a', 'course')] }
  assert.equal(matched('keep-old', 1000, course).is, 'mistaken', 'only the old one applies')
  assert.equal(matched('take-new', 1000, course).is, 'matched')
})
