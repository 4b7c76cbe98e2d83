import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Activity, Dossier } from '#engine'
import { applicableVersion, assess, emptyDossier, hundredthsOf, kindOn } from '#engine'
import { withAdditions } from './addition.ts'
import type { RegisterFiles } from './load.ts'
import { compileRegister, loadRegisters, pinnedVersion, readRegisterFolder } from './load.ts'
import { MistakenFile } from './mistakes.ts'

const files = await readRegisterFolder('regulations/lklr')
const day = (text: string) => Temporal.PlainDate.from(text)

/** The LKLR with these additions, each of which says only what differs. */
function withFiles(...additions: readonly (readonly [string, string])[]): RegisterFiles {
  return {
    ...files,
    additions: additions.map(([name, rest]) => ({
      name: `additions/${name}.yaml`,
      file: `additions/${name}.yaml`,
      text: [
        'register: lklr',
        'version: 2018-01-01',
        `from: ${name.slice(0, 10)}`,
        rest,
        'decided: { by: De commissie, on: 2019-12-01, in: Notulen }',
      ].join('\n'),
    })),
  }
}

const versionsOf = (of: RegisterFiles) => compileRegister(of).versions
const namesOf = (of: RegisterFiles) =>
  versionsOf(of).map(({ regulation }) => regulation.version.toString())

const feedback = (from: string, each: number) =>
  [`${from}-feedback`, `kind: { id: feedback }\neach: ${each}`] as const
const rayondag = (from: string) =>
  [`${from}-rayondag`, 'kind: { id: rayondag, label: Rayondag, like: training }\neach: 3'] as const

function done(completedOn: string, kind: string): Activity {
  return {
    id: `${kind}-${completedOn}`,
    kind,
    title: kind,
    completedOn: day(completedOn),
    details: {},
    attributes: {},
    state: 'claimed',
  }
}

test('each day on which something is added makes a version, with all that was added before', () => {
  const of = withFiles(rayondag('2020-01-01'), feedback('2021-01-01', 4))
  assert.deepEqual(namesOf(of), ['2016-01-01', '2018-01-01', '2020-01-01', '2021-01-01'])
  const last = versionsOf(of).at(-1)?.regulation ?? assert.fail()
  assert.deepEqual(
    last.basedOn?.additions.map(({ kind, isNew, each }) => [kind, isNew, each]),
    [
      ['rayondag', true, 300],
      ['feedback', false, 400],
    ],
  )
  assert.equal(last.earlyApplication, undefined)
})

test('two additions of one day make one version', () => {
  const of = withFiles(rayondag('2020-01-01'), feedback('2020-01-01', 4))
  assert.deepEqual(namesOf(of), ['2016-01-01', '2018-01-01', '2020-01-01'])
})

test('a new kind has the groups and the evidence of the one that it is like, and asks no hours', () => {
  const kinds = versionsOf(withFiles(rayondag('2020-01-01'))).at(-1)?.kinds
  const [like, kind] = [kinds?.get('training'), kinds?.get('rayondag')]
  assert.deepEqual(kind?.groups, like?.groups)
  assert.deepEqual(kind?.evidence, like?.evidence)
  assert.deepEqual(
    kind?.fields.map(({ id }) => id),
    ['provider'],
  )
})

test('a value that is changed again leaves each time what it was', () => {
  const compiled = versionsOf(withFiles(feedback('2020-01-01', 4), feedback('2021-01-01', 6))).at(
    -1,
  )
  const kind = compiled?.kinds.get('feedback') ?? assert.fail()
  const by = (on: string) => {
    const { value } = kindOn(kind, day(on))
    return value.by === 'thing' ? value.each : value.by
  }
  assert.deepEqual(['2019-12-31', '2020-01-01', '2020-12-31', '2021-01-01'].map(by), [
    'committee',
    400,
    400,
    600,
  ])
  assert.equal(kindOn(kind, undefined), kind)
})

test('an activity is worth what held on its own day, to the day', () => {
  const compiled = versionsOf(withFiles(rayondag('2020-01-01'))).at(-1) ?? assert.fail()
  const dossier = {
    ...renewing(),
    activities: [done('2019-12-31', 'rayondag'), done('2020-01-01', 'rayondag')],
  }
  const found = assess(compiled, dossier, day('2020-06-01')).activities
  assert.deepEqual(
    found.map(({ valuation, claimed }) => [valuation?.is, claimed]),
    [
      ['for-the-committee', 0],
      ['valued', hundredthsOf(300)],
    ],
  )
})

test('whoever is pinned to a version has what was added to it by the day of submission', () => {
  const versions = versionsOf(withFiles(rayondag('2020-01-01')))
  const dossier: Dossier = { ...renewing(), registeredOn: day('2019-01-01') }
  const on = (text: string) =>
    applicableVersion(versions, dossier, day(text))?.compiled.regulation.version.toString()
  assert.equal(on('2019-12-31'), '2018-01-01')
  assert.equal(on('2020-01-01'), '2020-01-01')
})

test('a next version says everything itself', () => {
  const [, second] = files.versions
  const next = {
    name: '2021-01-01.yaml',
    file: '2021-01-01.yaml',
    text: (second?.text ?? '').replace('version: 2018-01-01', 'version: 2021-01-01'),
  }
  const of = withFiles(rayondag('2020-01-01'), feedback('2021-06-01', 4))
  const names = namesOf({ ...of, versions: [...of.versions, next] })
  assert.deepEqual(names, ['2016-01-01', '2018-01-01', '2020-01-01', '2021-01-01'])
  const made = compileRegister({ ...of, versions: [...of.versions, next] })
  const kinds = pinnedVersion(made, '2021-01-01')?.kinds
  assert.equal(kinds?.has('rayondag'), false)
})

test('without additions the versions are those of the files', async () => {
  const register = (await loadRegisters()).get('lklr')
  assert.deepEqual(withAdditions(register?.versions ?? [], []), register?.versions)
})

describe('an addition is refused with its place', () => {
  const refused = (addition: readonly [string, string], message: RegExp) =>
    assert.throws(
      () => versionsOf(withFiles(addition)),
      (error) => {
        assert.ok(error instanceof MistakenFile)
        assert.match(error.message, message)
        assert.match(error.message, /^additions\/.*\.yaml:\d+:\d+ /)
        return true
      },
    )
  const cases: readonly (readonly [string, readonly [string, string], RegExp])[] = [
    ['of a kind that is not there', ['2020-01-01-x', 'kind: { id: x }\neach: 3'], /unknown kind/],
    [
      'like a kind that is not there',
      ['2020-01-01-x', 'kind: { id: x, label: X, like: y }\neach: 3'],
      /unknown kind/,
    ],
    [
      'new under the name of one that is there',
      ['2020-01-01-feedback', 'kind: { id: feedback, label: X, like: training }\neach: 3'],
      /there is such a kind/,
    ],
    ['worth nothing', ['2020-01-01-feedback', 'kind: { id: feedback }\neach: 0'], /more than/],
    [
      'half a new kind',
      ['2020-01-01-feedback', 'kind: { id: feedback, label: X }\neach: 3'],
      /label and like/,
    ],
    [
      'from before its version',
      ['2017-12-31-feedback', 'kind: { id: feedback }\neach: 3'],
      /begins after its version/,
    ],
    [
      'decided after its first day',
      ['2019-11-30-feedback', 'kind: { id: feedback }\neach: 3'],
      /decided after/,
    ],
    [
      'in a file of another name',
      ['2020-01-01-anders', 'kind: { id: feedback }\neach: 3'],
      /is to be called after/,
    ],
    ['with a word too many', ['2020-01-01-x', 'kinds: []'], /unknown key/],
  ]
  for (const [what, addition, message] of cases) {
    test(what, () => refused(addition, message))
  }
})

function renewing(): Dossier {
  return {
    ...emptyDossier,
    kind: 'renewal',
    period: { first: day('2018-03-01'), last: day('2023-02-28') },
  }
}
