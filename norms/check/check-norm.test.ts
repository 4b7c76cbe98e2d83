import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import type { DecisionTable } from '#engine'
import { MistakenFile } from '#regulations/mistakes.ts'
import * as fc from '#testing/random-cases.ts'
import { anyTable, applies, everyCase } from '#testing/random-tables.ts'
import { readNorm } from '../load.ts'
import { checkTable } from './check-table.ts'
import { findIdle } from './find-idle.ts'

const text = await readFile(new URL('../jeugd/2026-01-01.yaml', import.meta.url), 'utf8')

function messagesOf(changed: string): readonly string[] {
  assert.notEqual(changed, text, 'the change must change something')
  try {
    readNorm(changed, 'file.yaml')
  } catch (error) {
    assert.ok(error instanceof MistakenFile, String(error))
    return error.message.split('\n')
  }
  return []
}

const replacements: readonly (readonly [name: string, from: string, to: string, told: RegExp])[] = [
  [
    'an unknown key',
    'hitPolicy: priority',
    'hitPolicy: priority\n  hobby: chess',
    /:\d+:\d+ table\.hobby: .*unknown key/,
  ],
  [
    'an unknown hit policy',
    'hitPolicy: priority',
    'hitPolicy: collect',
    /table\.hitPolicy: .*unique, any, first, priority/,
  ],
  [
    'an unknown indicator in a rule',
    'when: { crisis: true }',
    'when: { krisis: true }',
    /table\.rules\.1\.when\.krisis: onbekende indicator krisis: zet hem bij indicators.*unknown indicator/,
  ],
  [
    'an unknown indicator in an example',
    '      unsafe-surroundings: true\n',
    '      unsafe: true\n',
    /examples\.0\.answers\.unsafe: .*unknown indicator/,
  ],
  [
    'an answer that the indicator does not have',
    'when: { crisis: true }',
    'when: { crisis: maybe }',
    /table\.rules\.1\.when\.crisis: crisis kent dit antwoord niet; kies uit true, false.*unknown answer/,
  ],
  [
    'a cell that takes in nothing',
    'when: { crisis: true }',
    'when: { crisis: { not: [true, false] } }',
    /table\.rules\.1\.when\.crisis: .*never applies/,
  ],
  [
    'an unknown outcome',
    'outcome: not-registered\n      text: De situatie is voorspelbaar en veilig, en het gaat',
    'outcome: nobody\n      text: De situatie is voorspelbaar en veilig, en het gaat',
    /table\.rules\.12\.outcome: .*registered, under-responsibility, not-registered/,
  ],
  [
    'a wrong article reference',
    'article: artikel 5.1.1\n',
    'article: artikel 9\n',
    /unless\.article: artikel 9 .*wrong article reference/,
  ],
  [
    'an unknown source',
    'source: decree',
    'source: degree',
    /unless\.source: onbekende bron degree.*unknown source/,
  ],
  [
    'a rule that stands there twice',
    'id: mbo-level\n      when',
    'id: crisis\n      when',
    /table\.rules\.13\.id: .*used twice/,
  ],
  [
    'an indicator that stands there twice',
    'id: crisis\n    dimension',
    'id: danger-to-life\n    dimension',
    /indicators\.1\.id: .*used twice/,
  ],
  [
    'a register that qualifies and supports',
    'register: krsd',
    'register: skj',
    /supports\.0\.register: .*used twice/,
  ],
  [
    'a ground that stands there twice',
    'id: trust',
    'id: other-register',
    /unless\.heads\.1\.grounds\.0\.id: .*used twice/,
  ],
  [
    'an outcome that is missing',
    '  - id: not-registered\n    label',
    '  - id: registered\n    label',
    /outcomes: ontbreekt: not-registered.*missing/,
  ],
  [
    'a head of the exception that is missing',
    '    - id: necessary',
    '    - id: not-worse',
    /unless\.heads: ontbreekt: necessary/,
  ],
  [
    'nobody who answers for registration',
    '  - for: registration',
    '  - for: norm',
    /answerable: ontbreekt: registration/,
  ],
  [
    'a day that does not exist',
    'version: 2026-01-01',
    'version: 2026-02-30',
    /version: .*no such day/,
  ],
  [
    'an adoption after the first day',
    'is: proposal\n',
    'is: adopted\n  by: Het bestuur\n  on: 2026-01-02\n',
    /adoption\.on: .*adopted after its first day/,
  ],
  [
    'an adoption by nobody',
    'is: proposal\n',
    'is: adopted\n  on: 2025-12-01\n',
    /adoption\.by: .*missing/,
  ],
  [
    'a growth path that is over',
    'until: 2027-12-31',
    'until: 2025-12-31',
    /growthPath\.sectors\.0\.until: .*over before it begins/,
  ],
  [
    'an example without an expectation',
    'expect:\n      outcome: registered\n      by: [unsafe-surroundings, high-risk, not-predictable, decisive-say]',
    'expect: {}',
    /examples\.0\.expect: .*one of the two/,
  ],
  [
    'answers that contradict nothing',
    '{ crisis: true, predictable-and-safe: true }',
    '{ crisis: true }',
    /notTogether\.1\.answers: .*name two at least/,
  ],
  [
    'an address that is not safe',
    'lookUp: https://skjeugd.nl',
    'lookUp: http://skjeugd.nl',
    /registers\.0\.lookUp: .*https/,
  ],
  [
    'a case without a rule',
    'when: { predictable-and-safe: false }',
    'when: { predictable-and-safe: false, crisis: false, practical-support: true }',
    /table\.rules: er is geen regel voor .*predictable-and-safe nee.*voeg een regel toe met when: \{ .*predictable-and-safe: false.*\(a gap\)/,
  ],
  [
    'a rule that others always go before',
    'when: { predictable-and-safe: true, mbo-level: true }',
    'when: { crisis: true, mbo-level: true }',
    /table\.rules\.13: deze regel kan nooit gelden: regels naar een uitkomst die voorgaat.*crisis.*never applies/,
  ],
]

describe('a mistake in a norm is told with its place and how to mend it', () => {
  for (const [name, from, to, told] of replacements) {
    test(name, () => {
      assert.ok(text.includes(from), from)
      const messages = messagesOf(text.replace(from, to))
      assert.ok(
        messages.some((message) => told.test(message)),
        messages.join('\n') || 'nothing was said',
      )
    })
  }

  test('a dimension of which nothing is asked', () => {
    const changed = text.replaceAll(/^ {4}dimension: task$/gm, '    dimension: work')
    assert.match(messagesOf(changed).join('\n'), /dimensions\.3: .*nothing to ask/)
  })

  test('a file that is too large', () => {
    assert.match(messagesOf(`${text}#${'x'.repeat(1_000_000)}`).join(), /too large/)
  })
})

function told(table: DecisionTable): readonly string[] {
  const messages: string[] = []
  checkTable(table, (path, message) => messages.push(`${path.join('.')} ${message}`))
  return messages
}

const yesNo = (...ids: readonly string[]) => ids.map((id) => ({ id }))
const outcomes = ['registered', 'under-responsibility', 'not-registered']

describe('what is wrong with a table', () => {
  const rules = [
    { id: 'one', when: { a: [true] }, outcome: 'registered' },
    { id: 'two', when: { b: [true] }, outcome: 'not-registered' },
    { id: 'rest', when: { a: [false], b: [false] }, outcome: 'under-responsibility' },
  ]
  const table = { indicators: yesNo('a', 'b', 'c'), outcomes, rules }

  test('with unique no two rules apply at once', () => {
    assert.deepEqual(told({ ...table, hitPolicy: 'unique' }), [
      'table.rules.1 deze regel en one gelden allebei voor a ja, b ja; bij unique geldt er altijd maar één: maak ze verschillend, of kies een andere hitPolicy (an overlap)',
    ])
  })

  test('with any they may, where they lead to the same', () => {
    assert.match(
      told({ ...table, hitPolicy: 'any' }).join(),
      /hier naar registered en not-registered/,
    )
    const same = rules.map((rule) => ({ ...rule, outcome: 'registered' }))
    assert.deepEqual(told({ ...table, rules: same, hitPolicy: 'any' }), [])
  })

  test('with first they may, and what stands below decides the rest', () => {
    assert.deepEqual(told({ ...table, hitPolicy: 'first' }), [])
    const last = { id: 'last', when: { a: [true], c: [true] }, outcome: 'not-registered' }
    assert.deepEqual(told({ ...table, rules: [...rules, last], hitPolicy: 'first' }), [
      'table.rules.3 deze regel kan nooit gelden: de regels erboven gaan voor (one, two): zet hem hoger, of laat hem weg (never applies)',
    ])
  })

  test('with priority the order of the rules is nothing to it', () => {
    assert.deepEqual(told({ ...table, rules: rules.toReversed(), hitPolicy: 'priority' }), [])
  })

  test('that nothing is said of a case is told for as many cases at once as can be', () => {
    assert.deepEqual(told({ ...table, rules: rules.slice(0, 2), hitPolicy: 'first' }), [
      'table.rules er is geen regel voor a nee, b nee: voeg een regel toe met when: { a: false, b: false } (a gap)',
    ])
    const places = [{ id: 'place', options: ['home', 'school', 'street'] }]
    const home = { id: 'home', when: { place: ['home'] }, outcome: 'registered' }
    assert.deepEqual(told({ indicators: places, outcomes, hitPolicy: 'first', rules: [home] }), [
      'table.rules er is geen regel voor place school of street: voeg een regel toe met when: { place: [school, street] } (a gap)',
    ])
  })

  test('a table of 500 rules is checked whole, and its one hole found', () => {
    const indicators = yesNo(...Array.from({ length: 9 }, (_, at) => `i-${at}`))
    const all = everyCase(indicators).map((answers, at) => ({
      id: `rule-${at}`,
      when: Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, [answer]])),
      outcome: outcomes[at % 3] ?? '',
    }))
    assert.equal(all.length, 512)
    const whole = { indicators, outcomes, rules: all, hitPolicy: 'unique' } as const
    assert.deepEqual(told(whole), [])
    const [gap, ...others] = told({ ...whole, rules: all.toSpliced(300, 1) })
    assert.deepEqual(others, [])
    assert.match(gap ?? '', /er is geen regel voor i-0 nee, i-1 ja, i-2 ja/)
  })

  test('one that takes too long to look through is told so, and not half of it', () => {
    const messages: string[] = []
    checkTable({ ...table, hitPolicy: 'first' }, (_, message) => messages.push(message), {
      parts: 2,
    })
    assert.equal(messages.length, 1)
    assert.match(messages.join(), /te verstrengeld om helemaal na te gaan/)
  })
})

test('of made-up tables exactly that is told which is wrong when every case is tried', () => {
  fc.assert(
    fc.property(anyTable, (table) => {
      const cases = everyCase(table.indicators)
      const hits = cases.map((one) => table.rules.filter((rule) => applies(rule, one)))
      const messages = told(table)
      const gap = hits.some((rules) => rules.length === 0)
      assert.equal(
        messages.some((one) => one.endsWith('(a gap)')),
        gap,
      )
      const overlap = hits.some((rules) =>
        table.hitPolicy === 'unique'
          ? rules.length > 1
          : table.hitPolicy === 'any' && new Set(rules.map(({ outcome }) => outcome)).size > 1,
      )
      assert.equal(
        messages.some((one) => one.endsWith('(an overlap)')),
        overlap,
      )
      if (table.hitPolicy === 'unique' || table.hitPolicy === 'any') return
      const rank = (outcome: string) => table.outcomes.indexOf(outcome)
      const reached = new Set(
        hits.flatMap((rules) => {
          const best = Math.min(...rules.map(({ outcome }) => rank(outcome)))
          return table.hitPolicy === 'first'
            ? rules.slice(0, 1).map(({ id }) => id)
            : rules.filter(({ outcome }) => rank(outcome) === best).map(({ id }) => id)
        }),
      )
      assert.deepEqual(
        table.rules.flatMap((_, at) =>
          messages.some(
            (one) => one.startsWith(`table.rules.${at} `) && one.endsWith('(never applies)'),
          )
            ? [at]
            : [],
        ),
        table.rules.flatMap(({ id }, at) => (reached.has(id) ? [] : [at])),
      )
    }),
    { numRuns: Number(process.env.CASES ?? 200) },
  )
})

describe('what never makes a difference is told and not refused', () => {
  const idle = (from: string, to: string) => {
    assert.ok(text.includes(from), from)
    return findIdle(readNorm(text.replace(from, to), 'file.yaml')).map(
      ({ path, message }) => `${path.join('.')} ${message}`,
    )
  }

  test('an indicator that no rule asks', () => {
    const extra =
      '  - { id: weather, dimension: work, label: Weer, question: Regent het?, text: Buiten., source: proposal, article: "voorstel, werk" }\n  - id: practical-support\n'
    assert.deepEqual(idle('  - id: practical-support\n', extra), [
      'indicators.8 geen regel vraagt naar weather (no rule asks it)',
    ])
  })

  test('a rule that says what another says already, and one that asks what contradicts itself', () => {
    const rule = (id: string, when: string) =>
      `    - { id: ${id}, when: ${when}, outcome: registered, text: Dan., source: proposal, article: voorstel }\n    - id: in-training\n`
    assert.deepEqual(
      idle('    - id: in-training\n', rule('again', '{ crisis: true, mbo-level: true }')),
      [
        'table.rules.10 again zegt niets dat crisis niet ook zegt (nothing that another rule does not say)',
      ],
    )
    const both = idle(
      '    - id: in-training\n',
      rule('both', '{ crisis: true, predictable-and-safe: true }'),
    )
    assert.ok(
      both.some((one) => /only where answers contradict each other/.test(one)),
      both.join(),
    )
  })
})
