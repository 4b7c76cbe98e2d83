import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  activityOf,
  assessedOn,
  dossiers,
  normOf,
  plainRegulation,
  regulations,
  variedDossiers,
  variedRegulations,
  words,
} from '#testing/generate-regulation.ts'
import * as fc from '#testing/random-cases.ts'
import { evaluateSlowly } from '#testing/reference-evaluator.ts'
import type {
  Amount,
  Asked,
  Condition,
  Dossier,
  FactValue,
  Norm,
  Question,
  Regulation,
  Requirement,
  ToAsk,
} from '../index.ts'
import {
  asksOf,
  assess,
  compileRegulation,
  countingWindow,
  emptyDossier,
  whatToAsk,
} from '../index.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const span = (text: string) => Temporal.Duration.from(text)

const { CASES } = process.env
const runs = (usual: number) => ({ numRuns: CASES === undefined ? usual : Number(CASES) })
const scale = { most: 3, activities: 4 }
const mostSteps = 40

/** What somebody says to each question in turn: yes or no where a fact is asked, and else they give it. */
type Answers = { readonly yes: readonly boolean[]; readonly ways: readonly number[] }

const answers: fc.Arbitrary<Answers> = fc.record({
  yes: fc.array(fc.boolean(), { minLength: mostSteps, maxLength: mostSteps }),
  ways: fc.array(fc.nat({ max: 5 }), { minLength: mostSteps, maxLength: mostSteps }),
})

/** Answers what is asked one by one, until nothing that is needed is asked any more. */
function answerAll(regulation: Regulation, begun: Dossier, { yes, ways }: Answers) {
  const compiled = compileRegulation(regulation, words)
  let dossier = begun
  let isDone = false
  for (let step = 0; step < mostSteps; step++) {
    const asked = whatToAsk(compiled, dossier, assessedOn)
    const needed = neededOf(asked)
    const more = needed.find(({ ways }) => !ways.every(asksActivities))
    // What caps or limits keep too low no activities mend: they are done once.
    const next: Question | undefined = more ?? (isDone ? undefined : needed[0])
    if (next === undefined) return { dossier, asked }
    const way: readonly Asked[] = next.ways[(ways[step] ?? 0) % next.ways.length] ?? []
    assert.ok(way.length > 0, 'a way asks something')
    for (const each of way) {
      if (each.what === 'activities' && isDone) continue
      isDone ||= each.what === 'activities'
      dossier = withAnswer(regulation, dossier, each, yes[step] ?? true)
    }
  }
  return assert.fail('it goes on asking')
}

function neededOf({ questions }: ToAsk): readonly Question[] {
  return questions.filter(({ urgency }) => urgency === 'now')
}

function asksActivities(way: readonly Asked[]): boolean {
  return way.some(({ what }) => what === 'activities')
}

function withAnswer(regulation: Regulation, dossier: Dossier, asked: Asked, yes: boolean): Dossier {
  switch (asked.what) {
    case 'fact': {
      assert.equal(dossier.facts[asked.fact], undefined, 'what was stated is not asked again')
      const type = regulation.facts.find(({ id }) => id === asked.fact)?.type
      const values = {
        day: day(yes ? '2010-01-01' : '2022-12-01'),
        number: (yes ? 100 : 50) as Amount,
        'yes-no': yes,
        choice: yes,
        several: yes ? ['learning'] : ['learning', 'online'],
      }
      const value = values[type ?? 'yes-no']
      return { ...dossier, facts: { ...dossier.facts, [asked.fact]: value } }
    }
    case 'document': {
      const given = {
        kind: asked.document,
        issuedOn: assessedOn,
        state: yes ? 'approved' : 'claimed',
      }
      return {
        ...dossier,
        documents: [...dossier.documents, given as Dossier['documents'][number]],
      }
    }
    case 'declaration': {
      const made = { id: asked.declaration, on: assessedOn, ...(asked.by && { by: asked.by }) }
      return { ...dossier, declarations: [...dossier.declarations, made] }
    }
    case 'holding':
      return {
        ...dossier,
        holdings: [...dossier.holdings, { register: asked.register, first: day('2000-01-01') }],
      }
    case 'work':
      return {
        ...dossier,
        work: [...dossier.work, { first: day('2000-01-01'), hoursPerWeek: 4000 } as never],
      }
    case 'refresher':
      return { ...dossier, activities: [...dossier.activities, ...again(dossier)] }
    case 'activities':
      return { ...dossier, activities: [...dossier.activities, ...plenty(regulation, dossier)] }
    case 'category':
      return assert.fail('there are no categories')
  }
}

/** Each sort of activity, twice a year for as long as a refresher may look back. */
function again(dossier: Dossier): Dossier['activities'] {
  const days = Array.from({ length: 16 }, (_, at) => assessedOn.subtract({ months: 6 * at }))
  return days.flatMap((completedOn, at) =>
    differing(`again-${dossier.activities.length}-${at}`, 10, completedOn).map((each) => ({
      ...each,
      details: { passed: true },
    })),
  )
}

/** Enough of everything, in every half year of the window. */
function plenty(regulation: Regulation, dossier: Dossier): Dossier['activities'] {
  const { first, last } = countingWindow(compileRegulation(regulation, words), dossier, assessedOn)
  const days = Array.from({ length: 14 }, (_, at) => first.add({ months: 6 * at })).filter(
    (each) => Temporal.PlainDate.compare(each, last) <= 0,
  )
  return days.flatMap((completedOn, at) => differing(`more-${at}`, 1000, completedOn))
}

/** One activity of each kind and with each attribute or without it. */
function differing(
  id: string,
  claimed: number,
  completedOn: Temporal.PlainDate,
): Dossier['activities'] {
  return ['training', 'workshop', 'teaching'].flatMap((kind) =>
    [true, false].flatMap((accredited) =>
      [true, false].map((online) =>
        activityOf(`${id}-${kind}-${accredited}-${online}`, claimed, {
          kind,
          completedOn,
          count: 1000 as never,
          attributes: { accredited, online },
        }),
      ),
    ),
  )
}

function endsWell(regulation: Regulation, dossier: Dossier, said: Answers): void {
  const { asked, dossier: ended } = answerAll(regulation, dossier, said)
  const { outcome, temporary } = assess(compileRegulation(regulation, words), ended, assessedOn)
  const open = mayStayOpen(regulation, ended)
  const stuck = asked.impossible.some(({ of }) => !open.includes(of.id))
  const left = neededOf(asked)
  if (left.length > 0) {
    assert.ok(left.every(({ ways }) => ways.every(asksActivities)))
    return
  }
  // Nobody who can still be registered for a while is left without a question.
  if (outcome === 'not-met') assert.ok(stuck || asked.awaited.length > 0)
  if (outcome === 'undetermined') assert.ok(asked.awaited.length > 0, 'somebody has to say so')
  // What cannot be met may still be what is open in a registration for a while.
  if (asked.impossible.length > 0) assert.ok(outcome === 'not-met' || temporary !== undefined)
}

test('whoever answers what is asked, is done after a few steps, or reads that it is impossible', () => {
  const plain = fc.property(regulations(scale), dossiers(scale), answers, endsWell)
  fc.assert(plain, runs(150))
  const varied = fc.property(variedRegulations(scale), variedDossiers(scale), answers, endsWell)
  fc.assert(varied, runs(150))
})

/** The norms that may stay open in a registration for a while, where one can still be given. */
function mayStayOpen({ temporary }: Regulation, dossier: Dossier): readonly string[] {
  if (temporary === undefined || dossier.temporary !== undefined) return []
  return temporary.appliesTo.includes(dossier.kind) ? temporary.open : []
}

/** What a norm asks with some of what is to be done as if it were done: minima and refreshers. */
function reached(requirement: Requirement, which: number): readonly [Requirement, number] {
  switch (requirement.kind) {
    case 'minimum':
      return [which & 1 ? { ...requirement, atLeast: 0 as never } : requirement, which >> 1]
    case 'refresher':
      return [which & 1 ? { kind: 'all-of', of: [] } : requirement, which >> 1]
    case 'one-of':
    case 'each-of': {
      let left = which
      const of = requirement.of.map((part) => {
        const [made, rest] = reached(part, left)
        left = rest
        return made
      })
      return [{ ...requirement, of }, left]
    }
    default:
      return [requirement, which]
  }
}

const stated = [undefined, true, false] as const
// Before everything, after the submission, and after the decision, until which something may count.
const days = [undefined, day('2010-01-01'), day('2022-12-16'), day('2023-02-01')] as const
const areas = [undefined, ['learning'], ['sharing', 'online']] as const
const judged = [undefined, 'met', 'not-met'] as const

function withFact(dossier: Dossier, fact: string, value: FactValue | undefined): Dossier {
  const { [fact]: _, ...facts } = dossier.facts
  return { ...dossier, facts: value === undefined ? facts : { ...facts, [fact]: value } }
}

/** The facts that conditions and minima look at, with what can be said of each. */
function valuesOf({
  facts,
}: Regulation): Readonly<Record<string, readonly (FactValue | undefined)[]>> {
  const repeats = facts.some(({ id }) => id === 'areas')
  return { certificate: stated, experienced: stated, ...(repeats ? { areas } : {}) }
}

/** Whether what is said of a fact can change how some norm stands, whatever comes of the rest. */
function matters({ temporary: _, ...regulation }: Regulation, dossier: Dossier, fact: string) {
  const possible = valuesOf(regulation)
  // Nor is it known what is said of the others that nobody stated yet.
  const worlds = Object.entries(possible).reduce<readonly Dossier[]>(
    (made, [name, values]) =>
      name === fact || dossier.facts[name] !== undefined
        ? made
        : made.flatMap((world) => values.map((value) => withFact(world, name, value))),
    [dossier],
  )
  // One that stands in a norm twice may be asked where thinking further would show that it need not.
  const twice = ({ instead, ...norm }: Norm) => {
    const named = regulation.variants.filter(({ id }) => instead[id] !== undefined)
    return JSON.stringify([norm, instead, named]).split(`"fact":"${fact}"`).length > 2
  }
  if (regulation.norms.some(twice)) return true
  return regulation.norms.some((norm) =>
    Array.from({ length: 16 }, (_, which) => which).some((which) => {
      const instead = Object.fromEntries(
        Object.entries(norm.instead).map(([id, each]) => [id, reached(each, which)[0]]),
      )
      const only = { ...norm, requires: reached(norm.requires, which)[0], instead }
      const alone = { ...regulation, norms: [only] }
      return worlds.some((world) =>
        judged.some((outcome) => {
          const judgements = outcome === undefined ? [] : [{ on: 'spread', outcome }]
          const values = fact === 'graduated' ? days : (possible[fact] ?? [])
          const outcomes = values.map(
            (said) => evaluateSlowly(alone, withFact({ ...world, judgements }, fact, said)).outcome,
          )
          return outcomes.some((each) => each !== outcomes[0])
        }),
      )
    }),
  )
}

test('a fact that can change nothing is not asked, by an evaluator that tries everything', () => {
  let tried = 0
  const small = { most: 3, activities: 2 }
  const isNeeded = (regulation: Regulation, dossier: Dossier) => {
    const compiled = compileRegulation(regulation, words)
    const toAsk = whatToAsk(compiled, dossier, assessedOn)
    // Once something cannot be met, the others that may stay open with it ask nothing more.
    const done = toAsk.impossible.length > 0 ? mayStayOpen(regulation, dossier) : []
    const norms = regulation.norms.filter(({ id }) => !done.includes(id))
    for (const { ways } of neededOf(toAsk)) {
      const [[asked] = []] = ways
      // A number says how much is asked, and not whether: engine/proportion.test.ts has when it is.
      if (asked?.what !== 'fact' || asked.fact === 'share') continue
      tried += 1
      assert.ok(matters({ ...regulation, norms }, dossier, asked.fact), asked.fact)
    }
  }
  fc.assert(fc.property(regulations(small), dossiers(small), isNeeded), runs(400))
  fc.assert(fc.property(variedRegulations(small), variedDossiers(small), isNeeded), runs(400))
  assert.ok(tried > 30, `only ${tried} facts were asked`)
})

const atoms: readonly Condition[] = [
  { kind: 'fact', fact: 'a', is: true },
  { kind: 'fact', fact: 'b', is: true },
  { kind: 'fact-day', fact: 'graduated', before: day('2015-01-01') },
  { kind: 'document', document: 'x', notOlderThan: span('P1Y') },
  { kind: 'document', document: 'y' },
  { kind: 'declaration', declaration: 'z', by: 'employer' },
  { kind: 'holding', register: 'r', at: ['submission'] },
  { kind: 'work', measure: 'hours', atLeast: 10_000 as never, after: 'since' },
  { kind: 'question', question: 'q', text: 'Is het genoeg?' },
  { kind: 'fact-at-least', fact: 'number', atLeast: 80 as never },
  { kind: 'refresher', of: 'accredited', every: span('P1Y') },
]

/** Conditions made of these, each of which stands in it once. */
function treeOf(of: readonly Condition[], size: number): fc.Arbitrary<Condition> {
  const joins = fc.array(
    fc.record({
      kind: fc.constantFrom<'all-of' | 'any-of'>('all-of', 'any-of'),
      three: fc.boolean(),
      opposite: fc.nat({ max: 4 }).map((drawn) => drawn === 0),
    }),
    { minLength: size, maxLength: size },
  )
  return fc
    .tuple(fc.shuffledSubarray([...of], { minLength: 1, maxLength: size }), joins)
    .map(([chosen, how]) => {
      let parts: readonly Condition[] = chosen
      for (const { kind, three, opposite } of how) {
        if (parts.length === 1) break
        const taken = three ? 3 : 2
        const whole: Condition = { kind, of: parts.slice(0, taken) }
        parts = [...parts.slice(taken), opposite ? { kind: 'not', of: whole } : whole]
      }
      return parts[0] ?? assert.fail('nothing to ask')
    })
}

const asking: fc.Arbitrary<Regulation> = fc
  .record({
    requires: fc.array(treeOf(atoms, 5), { minLength: 1, maxLength: 3 }),
    when: fc.option(
      treeOf(
        [
          { kind: 'fact', fact: 'c', is: true },
          { kind: 'document', document: 'v' },
        ],
        2,
      ),
      { nil: undefined },
    ),
    instead: fc.option(treeOf(atoms.slice(0, 5), 2), { nil: undefined }),
    variant: treeOf(
      [
        { kind: 'fact', fact: 'd', is: true },
        { kind: 'holding', register: 's', at: ['submission'] },
      ],
      2,
    ),
    exemption: fc.option(
      treeOf(
        [
          { kind: 'fact', fact: 'e', is: true },
          { kind: 'document', document: 'w' },
        ],
        2,
      ),
      { nil: undefined },
    ),
    mild: fc.nat({ max: 5 }),
    open: fc.option(fc.subarray(['norm-0', 'norm-1', 'norm-2']), { nil: undefined }),
  })
  .map(({ requires, when, instead, variant, exemption, mild, open }) => ({
    ...plainRegulation,
    ...(open === undefined
      ? {}
      : {
          temporary: {
            article: 'artikel 1',
            text: 'Voorlopig.',
            length: span('P6M'),
            open,
            appliesTo: ['first'] as const,
            shortensNext: true,
          },
        }),
    facts: [
      { id: 'number', type: 'number' as const, label: 'number' },
      ...['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, type: 'yes-no' as const, label: id })),
      ...['graduated', 'since'].map((id) => ({ id, type: 'day' as const, label: id })),
    ],
    norms: requires.map((each, at) =>
      normOf(`norm-${at}`, each, {
        ...(when !== undefined && at === 0 ? { when } : {}),
        ...(instead !== undefined && at === 0 ? { instead: { lower: instead } } : {}),
        ...(mild === at ? { otherwise: { text: 'Mensen beslissen.' } } : {}),
      }),
    ),
    variants: [
      { id: 'lower', article: 'artikel 1', label: 'Lager', text: 'Lager.', when: variant },
    ],
    exemptions:
      exemption === undefined
        ? []
        : [{ id: 'free', article: 'artikel 1', text: 'Vrij.', when: exemption }],
  }))

const yesOrNo = fc.constantFrom(undefined, undefined, true, false)
const someDay = fc.constantFrom(undefined, day('2010-01-01'), day('2022-06-01'))
const state = fc.constantFrom(undefined, undefined, 'claimed' as const, 'rejected' as const)

/** Dossiers in which something was stated and given already. */
const begun: fc.Arbitrary<Dossier> = fc
  .record({
    facts: fc.record({
      a: yesOrNo,
      b: yesOrNo,
      c: yesOrNo,
      d: yesOrNo,
      e: yesOrNo,
      graduated: someDay,
      since: someDay,
      number: fc.constantFrom(undefined, undefined, 50 as Amount, 100 as Amount),
    }),
    documents: fc.array(
      fc.record({
        kind: fc.constantFrom('v', 'w', 'x', 'y'),
        issuedOn: fc.constantFrom(day('2020-01-01'), day('2022-06-01'), day('2023-01-01')),
        state,
      }),
      { maxLength: 3 },
    ),
    worked: fc.boolean(),
    judged: fc.constantFrom(undefined, undefined, 'met' as const, 'not-met' as const),
    renewal: fc.boolean(),
  })
  .map(({ facts, documents, worked, judged: outcome, renewal }) => ({
    ...emptyDossier,
    kind: renewal ? 'renewal' : 'first',
    ...(renewal ? { period: { first: day('2020-01-01'), last: day('2022-12-31') } } : {}),
    submittedOn: assessedOn,
    facts: Object.fromEntries(
      Object.entries(facts).flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])),
    ),
    documents: documents.map(({ state: was, ...each }) =>
      was === undefined ? each : { ...each, state: was },
    ),
    work: worked ? [{ first: day('2022-12-01'), hoursPerWeek: 1000 as never }] : [],
    judgements: outcome === undefined ? [] : [{ on: 'q', outcome }],
  }))

test('papers, work, registrations and facts are asked until all is there or it is impossible', () => {
  fc.assert(fc.property(asking, begun, answers, endsWell), runs(1500))
})

/** Everything that may come of a dossier: each thing that is not there yet, given or not. */
function* worlds(
  regulation: Regulation,
  dossier: Dossier,
  asked: readonly Asked[],
): Generator<Dossier> {
  const [next, ...rest] = asked
  if (next === undefined) {
    yield dossier
    return
  }
  yield* worlds(regulation, dossier, rest)
  yield* worlds(regulation, withAnswer(regulation, dossier, next, true), rest)
  if (next.what === 'fact') {
    yield* worlds(regulation, withAnswer(regulation, dossier, next, false), rest)
  }
}

test('of papers and facts alike, none is needed that can change nothing any more', () => {
  let tried = 0
  fc.assert(
    fc.property(asking, begun, (regulation, dossier) => {
      const all = { ...regulation, exemptions: [] }
      const toAsk = whatToAsk(compileRegulation(all, words), dossier, assessedOn)
      const done = toAsk.impossible.length > 0 ? mayStayOpen(regulation, dossier) : []
      for (const question of neededOf(toAsk)) {
        const [[asked] = []] = question.ways
        if (asked === undefined) continue
        tried += 1
        const changes = question.for.some(({ id }) => {
          const norm = regulation.norms.find((each) => each.id === id)
          // A variant is needed only where a norm cannot be met without it.
          if (norm === undefined) return true
          if (done.includes(id)) return false
          const { temporary: _, ...alone } = all
          const compiled = compileRegulation({ ...alone, norms: [norm] }, words)
          const outcomeOf = (of: Dossier) => assess(compiled, of, assessedOn).outcome
          const things = everythingAsked(norm, all).filter(
            (each) =>
              JSON.stringify({ ...each, findings: 0 }) !==
                JSON.stringify({ ...asked, findings: 0 }) &&
              (each.what !== 'fact' || dossier.facts[each.fact] === undefined),
          )
          for (const world of worlds(all, dossier, things)) {
            for (const outcome of judged) {
              const judgements =
                outcome === undefined ? world.judgements : [{ on: 'q', outcome } as const]
              const before = outcomeOf({ ...world, judgements })
              for (const said of [true, false]) {
                const after = withAnswer(all, { ...world, judgements }, asked, said)
                if (outcomeOf(after) !== before) return true
              }
            }
          }
          return false
        })
        assert.ok(changes, JSON.stringify(asked))
      }
    }),
    runs(300),
  )
  assert.ok(tried > 100, `only ${tried} things were asked`)
})

/** All that a norm may ever ask, with what the variant rests on that changes it. */
function everythingAsked(norm: Norm, { variants }: Regulation): readonly Asked[] {
  const conditions = [
    norm.requires as Condition,
    ...(norm.when === undefined ? [] : [norm.when]),
    ...Object.values(norm.instead).map((each) => each as Condition),
    ...(Object.keys(norm.instead).length === 0 ? [] : variants.map(({ when }) => when)),
  ]
  const asks = conditions
    .flatMap(asksOf)
    .flatMap((each): readonly Asked[] =>
      each.what === 'judgement' ? [] : [{ ...each, findings: [] }],
    )
  return asks.filter(
    (each, at) => asks.findIndex((other) => JSON.stringify(other) === JSON.stringify(each)) === at,
  )
}
