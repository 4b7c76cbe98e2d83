import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { z } from 'zod'
import { normSchema } from '#norms/json-schema.ts'
import { loadNorms } from '#norms/load.ts'
import { normFile } from '#norms/norm.ts'
import { printSchemas } from '../scripts/print-schemas.ts'
import { additionFile } from './addition.ts'
import { answerFor, assessmentAnswer } from './answer.ts'
import { dossierFile } from './dossier.ts'
import type { Format } from './json-schema.ts'
import { formatNames, jsonSchemaOf } from './json-schema.ts'
import { loadRegisters, readRegisterFolders } from './load.ts'
import { matchDossier } from './match-dossier.ts'
import { sourceOf } from './mistakes.ts'
import { registerFile } from './register.ts'
import { versionFile } from './version.ts'

type Json = Readonly<Record<string, unknown>>

// A validator of others, that stumbles over whatever is doubtful in a schema too.
const ajv = new Ajv2020({ strict: true })
ajv.addFormat('date', (text: string) => {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() === text
  } catch {
    return false
  }
})

type Name = Format | 'norm'

const names: readonly Name[] = [...formatNames, 'norm']
const schemas = Object.fromEntries(
  names.map((name) => [name, plain(name === 'norm' ? normSchema() : jsonSchemaOf(name))]),
) as Record<Name, Json>
const accepts = Object.fromEntries(
  names.map((name) => [name, ajv.compile(schemas[name])]),
) as Record<Name, ReturnType<typeof ajv.compile>>
const own: Readonly<Record<Name, z.ZodType>> = {
  norm: normFile,
  regulation: versionFile,
  register: registerFile,
  addition: additionFile,
  dossier: dossierFile,
  answer: assessmentAnswer,
}

/** Whether Peil takes it. What an answer has too much, Peil leaves out. */
function takes(name: Name, value: unknown): boolean {
  const { success, data } = own[name].safeParse(value)
  return success && (name !== 'answer' || isDeepStrictEqual(data, value))
}

const testRegisters = new URL('../testing/registers', import.meta.url).pathname
const files = [...(await readRegisterFolders()), ...(await readRegisterFolders(testRegisters))]
// The smallest first, so that a key is tried where that takes least time.
const versions = files
  .flatMap((one) => one.versions)
  .toSorted((one, other) => one.text.length - other.text.length)
  .map(contentOf)
const registers = files.map((one) => contentOf(one.register))
const addition = {
  register: 'krsd',
  version: '2021-01-01',
  from: '2026-01-01',
  kind: { id: 'regional-day', label: 'Regiodag', like: 'peer-consultation' },
  each: 3,
  decided: { by: 'De commissie', on: '2025-11-12', in: 'Verslag van 12 november 2025' },
}
const dossier = {
  kind: 'renewal',
  period: { first: '2024-01-01', last: '2026-12-31' },
  facts: {},
  documents: [{ kind: 'vog', issuedOn: '2026-06-01', state: 'claimed' }],
  work: [{ first: '2023-01-01', hoursPerWeek: '24', details: { place: 'Voorbeeldstad' } }],
  judgements: [{ on: 'a', outcome: 'approved', awarded: 6 }],
  surplus: { total: '3,5' },
  activities: [
    {
      id: 'a',
      kind: 'training',
      title: 'Cursus',
      completedOn: '2026-02-01',
      hours: 8,
      attributes: { accredited: true },
      details: { 'contact-hours': '6,5' },
      state: 'claimed',
    },
  ],
}
const answers = await someAnswers()
const norms = [...(await loadNorms()).values()].flat()
const samples: Readonly<Record<Name, readonly unknown[]>> = {
  norm: norms.map(({ text, norm }) => contentOf({ text, file: `${norm}.yaml` })),
  regulation: versions,
  register: registers,
  addition: [addition],
  dossier: [dossier, ...versions.flatMap(dossiersOf)],
  answer: answers,
}

for (const name of names) {
  describe(`the schema of ${name}`, () => {
    test('is one of draft 2020-12 with an address of its own', () => {
      assert.equal(ajv.validateSchema(schemas[name]), true, ajv.errorsText())
      assert.equal(schemas[name].$schema, 'https://json-schema.org/draft/2020-12/schema')
      assert.match(String(schemas[name].$id), new RegExp(`/${name}\\.schema\\.json$`))
    })

    test('says of every key what it does', () => {
      const keys = [...keysIn(schemas[name])]
      assert.ok(keys.length > 10)
      const silent = keys.filter(
        ([key, { description = '' }]) =>
          typeof description !== 'string' ||
          description.length < 10 ||
          description.length > 260 ||
          !/[.:})\]”"]$/.test(description) ||
          spoken(description) === spoken(key),
      )
      assert.deepEqual(silent, [])
    })

    test('takes what Peil takes', () => {
      assert.ok(samples[name].length > 0)
      for (const sample of samples[name]) {
        accepts[name](sample)
        assert.deepEqual(accepts[name].errors ?? [], [])
        assert.equal(takes(name, sample), true)
      }
    })

    test('asks the same keys as Peil, and knows no others', () => {
      const tried = new Set<string>()
      for (const sample of samples[name]) {
        for (const { place, spoil, what } of variants(sample)) {
          if (tried.has(place)) continue
          tried.add(place)
          const spoiled = spoil()
          const [theirs, ours] = [accepts[name](spoiled), takes(name, spoiled)]
          if (theirs === ours || (theirs && spans(what))) continue
          assert.equal(theirs, ours, `${name}: ${place}`)
        }
      }
      assert.ok(tried.size > 10)
    })
  })
}

// That one of two keys must be there, a schema of this sort does not say; Peil does.
function spans(what: string): boolean {
  return /\.(atLeast|hours|hoursPerWeek|email)$/.test(what)
}

const spoils: Readonly<Record<Name, readonly (readonly [place: string, value: unknown])[]>> = {
  norm: [
    ['version', '1 januari 2026'],
    ['norm', 'Twee Woorden'],
    ['adoption', { is: 'perhaps', text: 'Misschien.' }],
    ['adoption', { is: 'adopted', text: 'Vastgesteld.' }],
    ['indicators', []],
    ['indicators/0/dimension', 'feeling'],
    ['indicators/0/options', [{ id: 'one', label: 'Eén' }]],
    ['outcomes/0/id', 'maybe'],
    ['table/hitPolicy', 'collect'],
    ['table/rules/0/when', { crisis: [] }],
    ['table/rules/0/when', { crisis: 3 }],
    ['registers/0/lookUp', 'http://skj.example'],
    ['tables', []],
  ],
  regulation: [
    ['version', '1 januari 2021'],
    ['version', '2021-02-30'],
    ['unit', 'euro'],
    ['norms', []],
    ['norms/0/requires/kind', 'maximum'],
    ['norms/0/requires/atLeast', -1],
    ['norms/0/requires/limits', []],
    ['kinds/0/value/by', 'magic'],
    ['kinds/0/id', 'Twee Woorden'],
    ['committee/members', 0],
    ['review/samplePercentage', 101],
    ['period', undefined],
    ['nomrs', []],
  ],
  register: [
    ['id', 'Met Spaties'],
    ['number/width', 3],
    ['brand/light/accent', 'blue'],
    ['address', 'jij'],
    ['statuses/certified/tone', 'pink'],
    ['statuses/expired', undefined],
    ['statuses/retired', { label: 'Weg', tone: 'grey', public: false, meaning: 'Weg.' }],
    ['bodies/0/may', ['sleep']],
    ['terms/committee/months', [13]],
    ['tariffs', 95],
    ['organisation/bank/iban', undefined],
  ],
  addition: [
    ['each', 'three'],
    ['kind/id', 'Regional Day'],
    ['decided/on', '12 November 2025'],
    ['decided', undefined],
    ['until', '2027-01-01'],
  ],
  dossier: [
    ['kind', 'second'],
    ['period/last', undefined],
    ['activities/0/state', 'done'],
    ['activities/0/completedOn', 'yesterday'],
    ['activities/0/hours', '8 hours'],
    ['judgements/0/outcome', 'fine'],
    ['facts', { constructor: true }],
    ['documents', {}],
  ],
  answer: [
    ['outcome', 'good'],
    ['sentence', undefined],
    ['norms/0/counted', 'many'],
    ['window/first', '1 januari'],
    ['verdict', 'met'],
  ],
}

test('each schema refuses what Peil refuses', () => {
  for (const name of names) {
    for (const [place, value] of spoils[name]) {
      const spoiled = put(samples[name][0], place.split('/'), value)
      assert.equal(takes(name, spoiled), false, `${name}: ${place} by Peil`)
      assert.equal(accepts[name](spoiled), false, `${name}: ${place}`)
    }
  }
})

test('the files of the registers and the norms lead an editor to the schema that lies beside them', async () => {
  for (const { register, versions: own } of await readRegisterFolders()) {
    for (const [name, { file, text }] of [
      ['register', register] as const,
      ...own.map((one) => ['regulation', one] as const),
    ]) {
      const [first = ''] = text.split('\n')
      assert.equal(first, `# yaml-language-server: $schema=../schemas/${name}.schema.json`, file)
    }
  }
  for (const { text, norm } of norms) {
    const [first = ''] = text.split('\n')
    assert.equal(first, '# yaml-language-server: $schema=../schemas/norm.schema.json', norm)
  }
  for (const [name, text] of printSchemas()) {
    const kept = await readFile(new URL(`../${name}`, import.meta.url), 'utf8')
    assert.ok(kept === text, `${name}: run node --import tsx scripts/print-schemas.ts`)
  }
})

function contentOf({ text, file }: { readonly text: string; readonly file: string }): Json {
  return sourceOf(text, file).content as Json
}

/** The dossiers of the examples of a version. */
function dossiersOf(version: Json): readonly unknown[] {
  const norms = version.norms as readonly { readonly examples?: readonly { dossier: unknown }[] }[]
  return norms.flatMap(({ examples = [] }) => examples.map((example) => example.dossier))
}

/** Answers to the first dossiers of each register, and to leave that dispenses from a norm. */
async function someAnswers(): Promise<readonly unknown[]> {
  const loaded = [...(await loadRegisters()), ...(await loadRegisters(testRegisters))]
  const today = Temporal.PlainDate.from('2026-06-01')
  const found = loaded.flatMap(([id, { versions: all }]) => {
    const content = versions.filter(({ register }) => register === id)
    const given = content.flatMap(dossiersOf).slice(0, 12)
    return given.flatMap((one) => {
      const match = matchDossier(one, { is: 'register', versions: all }, undefined, today)
      return match.is === 'matched' ? [plain(answerFor(match, today.add({ years: 2 })))] : []
    })
  })
  const dispensed = new Map(loaded).get('buurtgidsen')
  assert.ok(dispensed)
  const [sort] = dispensed.versions[0]!.regulation.leaveSorts.filter(
    ({ does }) => does === 'dispenses',
  )
  const leave = { sort: sort?.id, first: '2024-06-01', last: '2025-12-31' }
  const period = { first: '2024-01-01', last: '2028-12-31' }
  const away = { kind: 'renewal', period, grantedLeave: [leave] }
  const match = matchDossier(
    away,
    { is: 'version', compiled: dispensed.versions[0]! },
    undefined,
    today,
  )
  assert.ok(match.is === 'matched', JSON.stringify(match))
  const answer = plain(answerFor(match, undefined)) as Json
  assert.ok(Array.isArray(answer.dispensed) && answer.dispensed.length > 0)
  return [...found, answer]
}

interface Variant {
  /** Where, without the numbers in lists, and what was done there: one of each is tried. */
  readonly place: string
  readonly spoil: () => unknown
  readonly what: string
}

/** The same without one key, for each key; and with one that nobody knows, for each object. */
function* variants(sample: unknown): Generator<Variant> {
  for (const { path, keys } of objectsIn(sample, [])) {
    const at = path.map((step) => (typeof step === 'number' ? '[]' : `.${step}`)).join('')
    // A dossier in an example is checked by the examples themselves.
    if (at.includes('.dossier')) continue
    const kind = String(at === '' ? '' : (valueAt(sample, path) as Json).kind)
    for (const key of keys) {
      const what = `${at}.${key}`
      const spoil = () => put(sample, [...path, key], undefined)
      yield { place: `${what} of ${kind} left out`, spoil, what }
    }
    const spoil = () => put(sample, [...path, 'nobody-knows'], {})
    yield { place: `${at} of ${kind} with more`, spoil, what: `${at}.nobody-knows` }
  }
}

function* objectsIn(
  value: unknown,
  path: readonly (string | number)[],
): Generator<{ readonly path: readonly (string | number)[]; readonly keys: readonly string[] }> {
  if (typeof value !== 'object' || value === null) return
  if (!Array.isArray(value)) yield { path, keys: Object.keys(value) }
  for (const [key, inner] of Object.entries(value)) {
    yield* objectsIn(inner, [...path, Array.isArray(value) ? Number(key) : key])
  }
}

function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce(
    (now, step) => (now as Readonly<Record<string | number, unknown>>)[step],
    value,
  )
}

/** A copy with something else at a place; undefined takes it away. */
function put(value: unknown, [step, ...rest]: readonly (string | number)[], to: unknown): unknown {
  if (step === undefined) return to
  if (Array.isArray(value)) {
    return value.map((each, at) => (at === Number(step) ? put(each, rest, to) : each))
  }
  const made: Record<string, unknown> = { ...(value as Json) }
  const inner = put(made[step], rest, to)
  if (inner === undefined) delete made[step]
  else made[step] = inner
  return made
}

/** Every key of every object in a schema. */
function* keysIn(schema: unknown): Generator<readonly [key: string, value: Json]> {
  if (typeof schema !== 'object' || schema === null) return
  for (const [keyword, inner] of Object.entries(schema)) {
    if (keyword === 'properties') yield* Object.entries(inner as Readonly<Record<string, Json>>)
    const parts = /^(?:properties|\$defs)$/.test(keyword) ? Object.values(inner) : [inner]
    for (const part of parts) {
      if (Array.isArray(part)) for (const each of part) yield* keysIn(each)
      else yield* keysIn(part)
    }
  }
}

function spoken(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z]/g, '')
}

function plain(value: object): Json {
  return JSON.parse(JSON.stringify(value))
}
