import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Amount, Dossier, Regulation } from '#engine'
import { compileRegulation, emptyDossier, toJson } from '#engine'
import { explained } from '#testing/explained.ts'
import {
  activityOf,
  assessedOn,
  dossiers,
  normOf,
  plainRegulation,
  regulations,
  words,
} from '#testing/generate-regulation.ts'
import * as fc from '#testing/random-cases.ts'
import { readDossier } from './dossier.ts'
import { loadRegisters } from './load.ts'
import { writeDossier } from './write-dossier.ts'

const registers = await loadRegisters()
const scale = { most: 1200, activities: 12 }

// A regulation that knows one of everything that a dossier may hold.
const knowing: Partial<Regulation> = {
  facts: [
    ...plainRegulation.facts,
    { id: 'since', type: 'day', label: 'Sinds' },
    { id: 'size', type: 'number', label: 'Omvang' },
    {
      id: 'sector',
      type: 'choice',
      label: 'Sector',
      options: [
        { id: 'youth', label: 'Jeugd' },
        { id: 'work', label: 'Werk' },
      ],
    },
    {
      id: 'areas',
      type: 'several',
      label: 'Gebieden',
      options: [
        { id: 'learning', label: 'Leren' },
        { id: 'sharing', label: 'Delen' },
      ],
    },
  ],
  documents: [{ id: 'vog', label: 'Vog' }],
  declarations: [{ id: 'truthful', label: 'Naar waarheid' }],
  categories: [{ id: 'senior', label: 'Senior', text: 'Senior.', admission: [] }],
}
const asked = normOf('asked', { kind: 'question', question: 'spread', text: 'Is het verspreid?' })

const day = fc
  .integer({ min: 0, max: 4000 })
  .map((days) => Temporal.PlainDate.from('2015-01-01').add({ days }))
const amount = fc.integer({ min: 0, max: 1_000_000_000 }).map((value) => value as Amount)
const word = fc.constantFrom('Café', '<b>', ' ’s avonds'.trim(), '"', '\\', '🙂', 'a\nb')
const period = fc
  .tuple(day, fc.integer({ min: 0, max: 900 }))
  .map(([first, days]) => ({ first, last: first.add({ days }) }))
const state = fc.constantFrom('claimed', 'approved', 'rejected')
const some = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { maxLength: 2 })
const maybe = { requiredKeys: [] as [] }

const beside = fc.record(
  {
    registeredOn: day,
    previousSubmittedOn: day,
    decidedOn: fc.constant(Temporal.PlainDate.from('2022-12-20')),
    appliesEarly: fc.boolean(),
    category: fc.constant('senior'),
    holdings: some(
      fc.record(
        { register: fc.constant('skj'), first: day, last: day },
        { requiredKeys: ['register', 'first'] },
      ),
    ),
    documents: some(
      fc.record(
        { kind: fc.constant('vog'), issuedOn: day, state },
        { requiredKeys: ['kind', 'issuedOn'] },
      ),
    ),
    work: some(
      fc
        .tuple(fc.record({ period, state }), amount, fc.boolean(), fc.boolean())
        .map(([{ period: spell, state: of }, size, weekly, open]) => ({
          first: spell.first,
          ...(open ? {} : { last: spell.last }),
          ...(weekly ? { hoursPerWeek: size } : { hours: size }),
          state: of,
        })),
    ),
    leave: some(period),
    declarations: some(
      fc.record({ id: fc.constant('truthful'), on: day, by: word }, { requiredKeys: ['id', 'on'] }),
    ),
    surplus: fc.record({ total: amount, training: amount, accredited: amount }, maybe),
  },
  maybe,
)
const facts = fc.record(
  {
    since: day,
    size: amount,
    sector: fc.constantFrom('youth', 'work'),
    areas: fc.constantFrom(['learning'], ['sharing'], ['learning', 'sharing']),
  },
  maybe,
)
const details = fc.record({ 'contact-hours': amount, days: amount, hours: amount }, maybe)

const whole = fc
  .record({
    dossier: dossiers(scale),
    beside,
    facts,
    details,
    title: word,
    usedIn: word,
    reason: word,
  })
  .map(({ dossier, ...more }): Dossier => {
    const [first, ...rest] = dossier.activities
    const { period: _, ...withoutPeriod } = dossier
    const changed = first && {
      ...first,
      details: more.details,
      title: more.title,
      usedIn: more.usedIn,
      supplement: true,
    }
    return {
      ...(dossier.kind === 'first' ? withoutPeriod : dossier),
      ...(more.beside as Partial<Dossier>),
      facts: { ...dossier.facts, ...more.facts } as Dossier['facts'],
      judgements: [
        ...dossier.judgements,
        ...(changed === undefined
          ? []
          : [
              {
                on: changed.id,
                outcome: 'approved' as const,
                awarded: 125 as Amount,
                reason: more.reason,
              },
            ]),
      ],
      activities: changed === undefined ? rest : [changed, ...rest],
    }
  })

test('what is written is read as the same dossier, and assessed as the same', () => {
  fc.assert(
    fc.property(
      regulations(scale),
      fc.constantFrom<'hour' | 'point'>('hour', 'point'),
      whole,
      (regulation, unit, dossier) => {
        const norms = [...regulation.norms, asked]
        const compiled = compileRegulation({ ...regulation, ...knowing, unit, norms }, words)
        const read = readDossier(overTheWire(writeDossier(dossier, compiled)), compiled)
        assert.ok(read.is === 'read', JSON.stringify(read))
        assert.equal(plain(read.dossier), plain(dossier))
        assert.deepEqual(
          toJson(explained(compiled, read.dossier, assessedOn)),
          toJson(explained(compiled, dossier, assessedOn)),
        )
      },
    ),
    { numRuns: 300 },
  )
})

test('every worked example of every register is written and read as it was', () => {
  let examples = 0
  for (const compiled of [...registers.values()].flatMap(({ versions }) => versions)) {
    for (const { dossier } of compiled.regulation.norms.flatMap((norm) => norm.examples)) {
      const first = readDossier(dossier, compiled)
      assert.ok(first.is === 'read', JSON.stringify(first))
      const read = readDossier(overTheWire(writeDossier(first.dossier, compiled)), compiled)
      assert.ok(read.is === 'read', JSON.stringify(read))
      assert.equal(plain(read.dossier), plain(first.dossier))
      examples += 1
    }
  }
  assert.ok(examples > 40)
})

test('what the regulation knows nothing of is not taken along', () => {
  const compiled = compileRegulation({ ...plainRegulation, norms: [asked] }, words)
  const dossier: Dossier = {
    ...emptyDossier,
    declarations: [{ id: 'visible', on: assessedOn }],
    activities: [
      activityOf('a', 150, {
        attributes: { online: true, colour: 'red' },
        details: { 'contact-hours': 150 as Amount, provider: 'De Opleider' },
      }),
    ],
  }
  const written = writeDossier(dossier, compiled)
  assert.deepEqual(written.declarations, [])
  assert.deepEqual(written.activities?.[0]?.attributes, { online: true })
  assert.deepEqual(written.activities?.[0]?.details, { 'contact-hours': 1.5 })
  assert.equal(readDossier(written, compiled).is, 'read')
})

const overTheWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** As text with its keys in order, since days are deep-equal to each other and keys have no order. */
function plain(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
}

test('several values of a fact are options of it, kept in the order of the regulation', () => {
  const compiled = compileRegulation({ ...plainRegulation, ...knowing }, words)
  const read = (areas: unknown) => {
    const found = readDossier({ kind: 'first', facts: { areas } }, compiled)
    return found.is === 'read' ? found.dossier.facts.areas : found.mistakes.map(messageOf)
  }
  assert.deepEqual(read(['sharing', 'learning', 'sharing']), ['learning', 'sharing'])
  const refused = [
    'schrijf een lijst met een of meer van learning, sharing (not a list of its options)',
  ]
  assert.deepEqual(read([]), refused)
  assert.deepEqual(read(['learning', 'chess']), refused)
  assert.deepEqual(read('learning'), refused)
  assert.deepEqual(read('chess'), refused)
})

const messageOf = ({ message }: { readonly message: string }) => message
