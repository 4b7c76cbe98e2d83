import assert from 'node:assert/strict'
import { test } from 'node:test'
import type {
  Amount,
  Cap,
  Condition,
  Dossier,
  Move,
  Regulation,
  Requirement,
  Selector,
} from '#engine'
import { assess, compileRegulation, emptyDossier } from '#engine'
import {
  activityOf,
  capOf,
  minimumOf,
  normOf,
  plainRegulation,
  regulations,
  words,
} from '#testing/generate-regulation.ts'
import * as fc from '#testing/random-cases.ts'
import { checkPossible } from './check-possible.ts'
import { checkRegulation } from './check-regulation.ts'

const scale = { most: 1, activities: 0 }

// A period from the middle of a year holds two whole calendar years and three years of its own.
const lastDay = Temporal.PlainDate.from('2023-07-01')
const certified: Condition = { kind: 'fact', fact: 'certificate', is: true }

/** Generated regulations, half of them with other figures for who has a certificate. */
const varied: fc.Arbitrary<Regulation> = fc
  .tuple(regulations(scale), regulations(scale), fc.boolean())
  .map(([generated, other, withVariant]) => {
    // Caps of a day and of an activity have tests of their own: they need a dossier too large here.
    const wide = generated.caps.filter(({ each }) => each !== 'day' && each !== 'activity')
    const regulation = { ...generated, caps: wide }
    if (!withVariant) return regulation
    const norms = regulation.norms.map((norm, at) => {
      const requires = other.norms[at]?.requires
      return requires === undefined ? norm : { ...norm, instead: { special: requires } }
    })
    const special = { id: 'special', article: 'artikel 1', label: 'S', text: 'S.', when: certified }
    return { ...regulation, norms, variants: [special] }
  })

type World = {
  readonly certificate: boolean
  readonly experienced: boolean
  readonly spread: boolean
}

const sides = [true, false]
const worlds: readonly World[] = sides.flatMap((certificate) =>
  sides.flatMap((experienced) => sides.map((spread) => ({ certificate, experienced, spread }))),
)

/** Somebody of whom this is true, and who did a great deal of everything in every part of a year. */
function tireless(regulation: Regulation, kind: Dossier['kind'], world: World): Dossier {
  const { spread, ...facts } = world
  const parts = [2020, 2021, 2022, 2023].flatMap((year) => [`${year}-02-01`, `${year}-08-01`])
  const activities = parts.flatMap((part) =>
    regulation.kinds.flatMap(({ id }) =>
      sides.flatMap((accredited) =>
        sides.map((online) =>
          activityOf(`${part}-${id}-${accredited}-${online}`, 40, {
            kind: id,
            completedOn: Temporal.PlainDate.from(part),
            count: 1200 as Amount,
            attributes: { accredited, online },
          }),
        ),
      ),
    ),
  )
  return {
    ...emptyDossier,
    kind,
    submittedOn: lastDay,
    ...(kind === 'renewal'
      ? {
          period: {
            first: Temporal.PlainDate.from('2020-07-02'),
            last: lastDay,
          },
        }
      : {}),
    facts,
    judgements: [{ on: 'spread', outcome: spread ? 'met' : 'not-met' }],
    activities,
  }
}

function holds(condition: Condition, world: World): boolean {
  switch (condition.kind) {
    case 'fact':
      return world[condition.fact as 'certificate' | 'experienced'] === condition.is
    case 'question':
      return world.spread
    case 'not':
      return !holds(condition.of, world)
    case 'all-of':
      return condition.of.every((part) => holds(part, world))
    case 'any-of':
      return condition.of.some((part) => holds(part, world))
    default:
      throw new Error(`No generated regulation has ${condition.kind}`)
  }
}

/** Whether tireless people exist who meet everything, in every case that the regulation speaks of. */
function everybodyCan(regulation: Regulation): boolean {
  const compiled = compileRegulation(regulation, words)
  const whens = regulation.norms.flatMap(({ when }) => (when === undefined ? [] : [when]))
  return (['first', 'renewal'] as const).every((kind) => {
    const met = worlds.filter((world) => {
      const dossier = tireless(regulation, kind, world)
      return assess(compiled, dossier, lastDay).outcome === 'met'
    })
    const groups =
      regulation.variants.length === 0
        ? [worlds]
        : sides.map((side) => worlds.filter((world) => world.certificate === side))
    return groups.every((group) =>
      [undefined, ...whens].every((when) => {
        const meant = when === undefined ? group : group.filter((world) => holds(when, world))
        return meant.length === 0 || meant.some((world) => met.includes(world))
      }),
    )
  })
}

const messagesOf = (regulation: Regulation) =>
  checkRegulation(regulation).map(({ message }) => message)

// What is refused although somebody could meet it: its writer meant something else.
const meaningless = /larger than the whole|limit of nothing|share of itself|nothing at most/

/** The same without limits of which the check says that they are none. */
function withRealLimits(regulation: Regulation): Regulation {
  if (!messagesOf(regulation).some((message) => meaningless.test(message))) return regulation
  return {
    ...regulation,
    norms: regulation.norms.map((norm) => ({
      ...norm,
      requires: withoutLimits(norm.requires),
      instead: Object.fromEntries(
        Object.entries(norm.instead).map(([id, other]) => [id, withoutLimits(other)]),
      ),
    })),
  }
}

function withoutLimits(requires: Requirement): Requirement {
  if (requires.kind === 'minimum') {
    const { limits: _, ...rest } = requires
    return rest
  }
  const some = requires.kind === 'one-of' || requires.kind === 'each-of'
  return some ? { ...requires, of: requires.of.map(withoutLimits) } : requires
}

test('what passes can be met by somebody, and what can be met by everybody passes', () => {
  let [passed, refused] = [0, 0]
  fc.assert(
    fc.property(varied.map(withRealLimits), (regulation) => {
      const messages = messagesOf(regulation)
      if (messages.some((message) => meaningless.test(message))) return
      const impossible = messages.length > 0
      assert.equal(everybodyCan(regulation), !impossible, messages.join('\n'))
      if (impossible) refused++
      else passed++
    }),
    { numRuns: 150 },
  )
  assert.ok(passed > 20 && refused > 20, `${passed} passed, ${refused} refused`)
})

const half = { parts: 1, of: 2 }
const amountOf = (hundredths: number) => hundredths as Amount
const uncertified: Condition = { kind: 'not', of: certified }
const special = { id: 'special', article: 'artikel 1', label: 'S', text: 'S.', when: certified }
const category = (id: string) => ({ id, label: id, text: id, admission: [] })
const most = (atMost: number, of: Selector = 'training', each: Cap['each'] = 'window') =>
  capOf('most', atMost, of, each)
const criterion = {
  id: 'diploma',
  article: 'artikel 1',
  label: 'D',
  text: 'D.',
  requires: certified,
}
const twoCategories = {
  categories: [category('junior'), { ...category('senior'), admission: [criterion] }],
}
const move = (requires: Condition): Move => ({
  id: 'to-senior',
  article: 'artikel 1',
  from: ['junior'],
  to: 'senior',
  text: 'T.',
  requires,
  admission: 'asked',
  period: 'unchanged',
})
const training = (atLeast: number) => minimumOf(atLeast, 'training')

/** Each sort of contradiction, with the least regulation that has it and one that just has not. */
const sorts: readonly (readonly [string, Partial<Regulation>, Partial<Regulation>, RegExp])[] = [
  [
    'a minimum above a cap on the same activities',
    { norms: [normOf('one', training(601))], caps: [most(600)] },
    { norms: [normOf('one', training(600))], caps: [most(600)] },
    /^6,01 voor one kan nooit door most \(hoogstens 6\) \(can never be met\)$/,
  ],
  [
    'such a minimum under a variant',
    {
      norms: [normOf('one', training(100), { instead: { special: training(601) } })],
      variants: [special],
      caps: [most(600)],
    },
    {
      norms: [normOf('one', training(100), { instead: { special: training(600) } })],
      variants: [special],
      caps: [most(600)],
    },
    /^6,01 voor one kan nooit door most/,
  ],
  [
    'such a minimum in every alternative',
    {
      norms: [normOf('one', { kind: 'one-of', of: [training(601), minimumOf(700, 'training')] })],
      caps: [most(600)],
    },
    {
      norms: [normOf('one', { kind: 'one-of', of: [training(601), minimumOf(700)] })],
      caps: [most(600)],
    },
    /^one kan nooit worden gehaald door most/,
  ],
  [
    'such a minimum in a part of a norm',
    {
      norms: [normOf('one', { kind: 'each-of', of: [training(601), certified] })],
      caps: [most(600)],
    },
    {
      norms: [normOf('one', { kind: 'each-of', of: [training(600), certified] })],
      caps: [most(600)],
    },
    /^one kan nooit worden gehaald door most/,
  ],
  [
    'a minimum of every year above a cap of the whole',
    {
      norms: [normOf('one', minimumOf(201, 'training', { each: 'registration-year' }))],
      caps: [most(600)],
    },
    {
      norms: [normOf('one', minimumOf(200, 'training', { each: 'registration-year' }))],
      caps: [most(600)],
    },
    /^2,01 in elk registratiejaar voor one kan nooit door most/,
  ],
  [
    'a minimum above what the days of a year let through',
    {
      norms: [normOf('one', minimumOf(36_700, 'training', { each: 'registration-year' }))],
      caps: [most(100, 'training', 'day')],
    },
    {
      norms: [normOf('one', minimumOf(36_500, 'training', { each: 'registration-year' }))],
      caps: [most(100, 'training', 'day')],
    },
    /^367 in elk registratiejaar voor one kan nooit door most \(hoogstens 1 op een dag\)/,
  ],
  [
    'a cap that lets nothing of any activity through',
    { norms: [normOf('one', training(1))], caps: [most(0, 'training', 'activity')] },
    { norms: [normOf('one', training(900))], caps: [most(1, 'training', 'activity')] },
    /^0,01 voor one kan nooit door most \(hoogstens 0 bij een activiteit\)/,
  ],
  [
    'minima of different activities that together exceed a cap',
    {
      norms: [normOf('one', training(301)), normOf('two', minimumOf(300, 'teaching'))],
      caps: [most(600, 'everything')],
    },
    {
      norms: [normOf('one', training(300)), normOf('two', minimumOf(300, 'teaching'))],
      caps: [most(600, 'everything')],
    },
    /^one en two kunnen nooit samen worden gehaald door most/,
  ],
  [
    'minima that exceed a cap in one category only',
    {
      categories: [category('junior'), category('senior')],
      norms: [
        normOf('one', training(301)),
        normOf('two', minimumOf(300, 'teaching'), { categories: ['senior'] }),
      ],
      caps: [most(600, 'everything')],
    },
    {
      categories: [category('junior'), category('senior')],
      norms: [
        normOf('one', training(301), { categories: ['junior'] }),
        normOf('two', minimumOf(300, 'teaching'), { categories: ['senior'] }),
      ],
      caps: [most(600, 'everything')],
    },
    /^one en two kunnen nooit samen worden gehaald door most/,
  ],
  [
    'a selector that no activity fits',
    { norms: [normOf('one', minimumOf(1, { allOf: ['training', 'teaching'] }))] },
    { norms: [normOf('one', minimumOf(1, { allOf: ['training', 'accredited'] }))] },
    /^0,01 voor one kan nooit \(can never be met\)$/,
  ],
  [
    'a fact that must be so and not so',
    { norms: [normOf('one', certified), normOf('two', uncertified)] },
    {
      norms: [
        normOf('one', certified, { appliesTo: ['first'] }),
        normOf('two', uncertified, { appliesTo: ['renewal'] }),
      ],
    },
    /^one en two kunnen nooit samen worden gehaald \(can never be met together\)$/,
  ],
  [
    'a norm for some that they cannot meet',
    { norms: [normOf('one', training(601), { when: certified })], caps: [most(600)] },
    { norms: [normOf('one', training(600), { when: certified })], caps: [most(600)] },
    /^6,01 voor one kan nooit door most/,
  ],
  [
    'days that leave no room between them',
    { norms: [normOf('one', between('2020-01-01', '2020-01-02'))] },
    { norms: [normOf('one', between('2020-01-01', '2020-01-03'))] },
    /^one kan nooit worden gehaald/,
  ],
  [
    'a limit that leaves too little of a minimum, as a cap holds the rest',
    {
      norms: [
        normOf(
          'one',
          minimumOf(600, 'everything', { limits: [{ of: 'training', atMost: amountOf(300) }] }),
        ),
      ],
      caps: [most(299, { not: 'training' })],
    },
    {
      norms: [
        normOf(
          'one',
          minimumOf(600, 'everything', { limits: [{ of: 'training', atMost: amountOf(300) }] }),
        ),
      ],
      caps: [most(300, { not: 'training' })],
    },
    /^6 voor one kan nooit door most/,
  ],
  [
    'a share that leaves too little of a minimum',
    {
      norms: [
        normOf(
          'one',
          minimumOf(600, 'everything', { limits: [{ of: 'training', atLeastShare: half }] }),
        ),
      ],
      caps: [most(299)],
    },
    {
      norms: [
        normOf(
          'one',
          minimumOf(600, 'everything', { limits: [{ of: 'training', atLeastShare: half }] }),
        ),
      ],
      caps: [most(300)],
    },
    /^6 voor one kan nooit door most/,
  ],
  [
    'a change of category with criteria that contradict it',
    { ...twoCategories, moves: [move(uncertified)] },
    { ...twoCategories, moves: [move(certified)] },
    /^niemand kan dit en de criteria van senior samen halen/,
  ],
]

for (const [what, wrong, right, expected] of sorts) {
  test(`${what}: refused, and just not so is not`, () => {
    const base = { ...plainRegulation, norms: [normOf('none', minimumOf(0))] }
    const days = [{ id: 'graduated-on', type: 'day', label: 'D' }] as const
    const facts = [...plainRegulation.facts, ...days]
    const messages = messagesOf({ ...base, facts, ...wrong })
    assert.equal(messages.length, 1, messages.join('\n'))
    assert.match(messages[0] ?? '', expected)
    assert.deepEqual(messagesOf({ ...base, facts, ...right }), [])
  })

  test(`${what}: also found in any regulation`, () => {
    fc.assert(
      fc.property(regulations(scale), (regulation) => {
        fc.pre(messagesOf(regulation).length === 0)
        const days = [{ id: 'graduated-on', type: 'day', label: 'D' }] as const
        const planted: Regulation = {
          ...regulation,
          ...wrong,
          facts: [...regulation.facts, ...days],
          norms: [...regulation.norms, ...(wrong.norms ?? [])],
          caps: [...regulation.caps, ...(wrong.caps ?? [])],
        }
        const found: string[] = []
        checkPossible(planted, (_, message) => found.push(message))
        assert.match(found.join('\n'), /can never be met/)
      }),
      { numRuns: 5 },
    )
  })
}

test('what is impossible under one variant names it', () => {
  const messages = messagesOf({
    ...plainRegulation,
    norms: [
      normOf('one', training(400)),
      normOf('two', minimumOf(200, 'teaching'), { instead: { special: minimumOf(0, 'teaching') } }),
    ],
    variants: [special],
    caps: [most(500, 'everything')],
  })
  assert.deepEqual(messages, [
    'one en two kunnen nooit samen worden gehaald door most (hoogstens 5) (can never be met together)',
  ])
})

function between(after: string, before: string): Requirement {
  return {
    kind: 'fact-day',
    fact: 'graduated-on',
    after: Temporal.PlainDate.from(after),
    before: Temporal.PlainDate.from(before),
  }
}
