import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ModdleElement } from 'dmn-moddle'
import { DmnModdle } from 'dmn-moddle'
import { evaluate, unaryTest } from 'feelin'
import type { DecisionTable, IndicatorAnswers } from '#engine'
import { compileTable, decide, decideMany } from '#engine'
import * as fc from '#testing/random-cases.ts'
import { everyCase, soundTable } from '#testing/random-tables.ts'
import type { Norm } from '../load.ts'
import { loadNorms, readNorm } from '../load.ts'
import { tableOf } from '../table.ts'
import { bringTableIn } from './bring-table-in.ts'
import { readDmn } from './read-dmn.ts'
import { writeDmn } from './write-dmn.ts'

const jeugd = (await loadNorms()).get('jeugd')?.[0]
assert.ok(jeugd)
const resting = { source: 'proposal', article: 'voorstel' }
const next = Temporal.PlainDate.from('2027-01-01')

async function xmlOf(norm: Parameters<typeof writeDmn>[0]): Promise<string> {
  const written = await writeDmn(norm)
  assert.ok(written.outcome === 'written', JSON.stringify(written))
  return written.xml
}

const xml = await xmlOf(jeugd)

/** The youth norm with another table, as a norm that would be written for it. */
function normWith(table: DecisionTable): Norm {
  assert.ok(jeugd)
  const { indicators, hitPolicy, rules, outcomes } = table
  return {
    ...jeugd,
    indicators: indicators.map(({ id, options }) => ({
      ...jeugd.indicators[0]!,
      id,
      ...(options && { options: options.map((option) => ({ id: option, label: option })) }),
    })),
    outcomes: outcomes.map((id) => jeugd.outcomes.find((one) => one.id === id)!),
    table: {
      hitPolicy,
      rules: rules.map(({ id, when, outcome }) => ({
        ...jeugd.table.rules[0]!,
        id,
        when: Object.fromEntries(Object.entries(when).map(([name, cell]) => [name, [...cell]])),
        outcome: outcome as 'registered',
      })),
    },
    compiled: compileTable(table),
  }
}

/** A table of DMN as others decide by it: each cell by feelin, and the hit policy as DMN says it. */
class Elsewhere {
  readonly #inputs: readonly string[]
  readonly #rules: readonly { readonly cells: readonly string[]; readonly outcome: unknown }[]
  readonly #policy: string
  readonly #order: readonly unknown[]
  readonly #tried = new Map<string, boolean>()

  constructor(table: ModdleElement) {
    const list = (element: ModdleElement, name: string) => (element[name] ?? []) as ModdleElement[]
    const text = (element: unknown) => (element as { text: string }).text
    this.#inputs = list(table, 'input').map(({ inputExpression }) => text(inputExpression))
    this.#policy = String(table.hitPolicy)
    this.#order = evaluate(`[${text(list(table, 'output')[0]!.outputValues)}]`).value as unknown[]
    this.#rules = list(table, 'rule').map((rule) => ({
      cells: list(rule, 'inputEntry').map(text),
      outcome: evaluate(text(list(rule, 'outputEntry')[0])).value,
    }))
  }

  static async read(written: string): Promise<Elsewhere> {
    const { rootElement, warnings } = await new DmnModdle().fromXML(written)
    assert.deepEqual(warnings, [])
    const elements = rootElement.drgElement as readonly ModdleElement[]
    const decision = elements.find(({ $type }) => $type === 'dmn:Decision')
    return new Elsewhere(decision?.decisionLogic as ModdleElement)
  }

  decide(answers: IndicatorAnswers): unknown {
    const context = Object.fromEntries(
      Object.entries(answers).map(([id, answer]) => [id.replaceAll('-', '_'), answer]),
    )
    const hits = this.#rules
      .filter(({ cells }) =>
        cells.every((cell, at) => {
          const value = evaluate(this.#inputs[at]!, context).value
          const key = `${cell} ${String(value)}`
          const known = this.#tried.get(key) ?? unaryTest(cell, { '?': value }).value === true
          this.#tried.set(key, known)
          return known
        }),
      )
      .map(({ outcome }) => outcome)
    switch (this.#policy) {
      case 'UNIQUE':
        assert.equal(hits.length, 1)
        return hits[0]
      case 'ANY':
        assert.equal(new Set(hits).size, 1)
        return hits[0]
      case 'FIRST':
        return hits[0]
      default:
        return this.#order.find((outcome) => hits.includes(outcome))
    }
  }
}

describe('a table goes out as DMN and comes in again', () => {
  test('as it was, word for word', async () => {
    const read = await readDmn(xml, 'jeugd.dmn', jeugd)
    assert.ok(read.outcome === 'read', JSON.stringify(read))
    assert.equal(read.hitPolicy, 'priority')
    assert.deepEqual(read.outcomes, ['registered', 'under-responsibility', 'not-registered'])
    assert.deepEqual(
      read.rules,
      jeugd.table.rules.map((rule) => ({ ...rule })),
    )
    const made = bringTableIn(jeugd, read, next)
    assert.equal(made.replace('version: 2027-01-01', 'version: 2026-01-01'), jeugd.text)
  })

  test('with one cell changed, as a new version in which nothing else changed', async () => {
    const drawn = changed(xml, 'cell-other-work-mbo-level', 'true')
      .replace('>Werk', '>Werk')
      .replace('id="rule-other-work"', 'id="DecisionRule_0a1b2c3"')
    const open = await readDmn(drawn, 'drawn.dmn', jeugd)
    assert.ok(open.outcome === 'refused')
    assert.match(
      open.mistakes.map(({ message }) => message).join(),
      /^er is geen regel voor .*practical-support nee.*mbo-level nee.*a gap/,
    )
    const mended = changed(drawn, 'cell-other-work-mbo-level', '-')
    const read = await readDmn(mended, 'drawn.dmn', jeugd)
    assert.ok(read.outcome === 'read', JSON.stringify(read))
    const made = readNorm(bringTableIn(jeugd, read, next), 'jeugd/2027-01-01.yaml')
    assert.equal(made.version.toString(), '2027-01-01')
    assert.deepEqual(
      made.table.rules.filter((rule, at) => !isDeepEqual(rule, jeugd.table.rules[at])),
      [
        {
          ...jeugd.table.rules[11],
          id: 'rule-12',
          when: { 'predictable-and-safe': true, 'practical-support': false },
        },
      ],
    )
    const before = decide(jeugd.compiled, mboTask)
    const after = decide(made.compiled, mboTask)
    assert.deepEqual(
      [before, after].map((one) => one.is === 'decided' && one.outcome),
      ['not-registered', 'under-responsibility'],
    )
  })

  test('of any made-up table', async () => {
    await fc.assert(
      fc.asyncProperty(soundTable, async (table) => {
        const norm = normWith(table)
        const read = await readDmn(await xmlOf(norm), 'made-up.dmn', norm)
        // Rules that can never apply are told of: they are no mistake of what writes or reads.
        if (read.outcome === 'refused') {
          for (const { message } of read.mistakes) assert.match(message, /\(never applies\)$/)
          return
        }
        const again = { ...table, outcomes: read.outcomes, hitPolicy: read.hitPolicy }
        const rules = read.rules.map(({ id, when, outcome }) => ({
          id,
          outcome,
          when: Object.fromEntries(Object.entries(when).map(([name, one]) => [name, [one].flat()])),
        }))
        const all = everyCase(table.indicators)
        const said = (one: DecisionTable) => {
          const compiled = compileTable(one)
          return [...decideMany(compiled, all)].map((at) => compiled.rules[at]?.rule)
        }
        assert.deepEqual(
          said({ ...again, rules }).map((rule) => [rule?.id, rule?.outcome]),
          said(table).map((rule) => [rule?.id, rule?.outcome]),
        )
      }),
      { numRuns: 40 },
    )
  })
})

const mboTask = {
  ...Object.fromEntries(jeugd.indicators.map(({ id }) => [id, false])),
  'predictable-and-safe': true,
  'mbo-level': true,
}

function isDeepEqual(one: unknown, other: unknown): boolean {
  try {
    assert.deepEqual(one, other)
    return true
  } catch {
    return false
  }
}

/** The XML with another text in the element of this id. */
function changed(from: string, id: string, text: string): string {
  const pattern = new RegExp(`(id="${id}"[^>]*>\\s*<dmn:text>)[^<]*`)
  assert.match(from, pattern)
  return from.replace(pattern, (_, before: string) => before + text)
}

test('the youth norm is decided alike here and by feelin, in every case that there is', async () => {
  const elsewhere = await Elsewhere.read(xml)
  const all = everyCase(jeugd.indicators.map(({ id }) => ({ id })))
  const every = process.env.CASES === undefined ? 23 : 1
  const some = all.filter((_, at) => at % every === 0)
  assert.ok(some.length > 300)
  const found = [...decideMany(jeugd.compiled, some)]
  assert.deepEqual(
    some.map((one) => elsewhere.decide(one)),
    found.map((at) => jeugd.compiled.rules[at]?.rule.outcome),
  )
})

test('made-up tables are decided alike here and by feelin', async () => {
  let decided = 0
  const wanted = Number(process.env.CASES ?? 400)
  await fc.assert(
    fc.asyncProperty(soundTable, fc.nat(), async (table, from) => {
      if (decided >= wanted) return
      const elsewhere = await Elsewhere.read(await xmlOf(normWith(table)))
      const compiled = compileTable(table)
      const all = everyCase(table.indicators)
      const some = Array.from(
        { length: Math.min(10, all.length) },
        (_, at) => all[(from + at * 7) % all.length]!,
      )
      const found = [...decideMany(compiled, some)].map((at) => compiled.rules[at]?.rule.outcome)
      assert.deepEqual(
        some.map((one) => elsewhere.decide(one)),
        found,
      )
      decided += some.length
    }),
    { numRuns: Math.ceil(wanted / 5) },
  )
  assert.ok(decided >= wanted * 0.9, String(decided))
})

describe('FEEL that says the same in another way is read as what it says', () => {
  for (const [written, answers] of [
    ['true', true],
    ['not(false)', true],
    ['? = true', true],
    ['!= false', true],
    ['', undefined],
    ['true, false', undefined],
  ] as const) {
    test(written === '' ? 'nothing' : written, async () => {
      // Elsewhere a rule is in the way of none: crisis is asked by one rule alone.
      const read = await readDmn(changed(xml, 'cell-crisis-crisis', written), 'a.dmn', jeugd)
      if (answers === undefined) {
        // Then the rule takes in all there is, and those behind it never apply.
        assert.ok(read.outcome === 'refused')
        assert.match(read.mistakes[0]?.message ?? '', /never applies/)
        return
      }
      assert.ok(read.outcome === 'read', JSON.stringify(read))
      assert.deepEqual(read.rules[1]?.when, { crisis: answers })
    })
  }

  test('of an indicator with options', async () => {
    const norm = normWith({
      indicators: [{ id: 'place', options: ['home', 'school', 'street'] }],
      outcomes: ['registered', 'under-responsibility', 'not-registered'],
      hitPolicy: 'unique',
      rules: [
        { id: 'one', when: { place: ['home'] }, outcome: 'registered' },
        { id: 'two', when: { place: ['school', 'street'] }, outcome: 'not-registered' },
      ],
    })
    const written = await xmlOf(norm)
    for (const cell of ['"school","street"', 'not("home")', '!= "home"']) {
      const read = await readDmn(changed(written, 'cell-two-place', cell), 'a.dmn', norm)
      assert.ok(read.outcome === 'read', JSON.stringify(read))
      assert.deepEqual(read.rules[1]?.when, { place: ['school', 'street'] })
    }
  })
})

describe('what a norm cannot say is refused, with its place', () => {
  const at = (from: string, part: string) => from.slice(0, from.indexOf(part)).split('\n').length
  const refusals: readonly (readonly [string, (from: string) => string, RegExp, string?])[] = [
    [
      'a function',
      (from) => changed(from, 'cell-crisis-crisis', 'now() = now()'),
      /^regel 2, crisis: .*kan in een norm niet worden gezegd/,
      'id="cell-crisis-crisis"',
    ],
    [
      'another variable',
      (from) => changed(from, 'cell-crisis-crisis', 'high_risk'),
      /^regel 2, crisis: high_risk kan in een norm niet/,
      'id="cell-crisis-crisis"',
    ],
    [
      'a number',
      (from) => changed(from, 'cell-crisis-crisis', '&gt; 3'),
      /^regel 2, crisis: /,
      'id="cell-crisis-crisis"',
    ],
    [
      'in',
      (from) => changed(from, 'cell-crisis-crisis', '? in (true)'),
      /^regel 2, crisis: in kan in een norm niet/,
      'id="cell-crisis-crisis"',
    ],
    [
      'an interval',
      (from) => changed(from, 'cell-crisis-crisis', '[1..3]'),
      /^regel 2, crisis: /,
      'id="cell-crisis-crisis"',
    ],
    [
      'an answer that there is none of',
      (from) => changed(from, 'cell-crisis-crisis', '"soms"'),
      /^regel 2, crisis: "soms" is hier geen antwoord/,
      'id="cell-crisis-crisis"',
    ],
    [
      'no answer at all',
      (from) => changed(from, 'cell-crisis-crisis', 'not(true, false)'),
      /^regel 2, crisis: .*geen enkel antwoord/,
      'id="cell-crisis-crisis"',
    ],
    [
      'what is no FEEL',
      (from) => changed(from, 'cell-crisis-crisis', 'not('),
      /^regel 2, crisis: .*geen FEEL/,
      'id="cell-crisis-crisis"',
    ],
    [
      'an outcome that there is none of',
      (from) => changed(from, 'outcome-crisis', '"maybe"'),
      /^regel 2: "maybe" is geen uitkomst/,
      'id="outcome-crisis"',
    ],
    [
      'an unknown column',
      (from) => changed(from, 'expression-crisis', 'krisis'),
      /^kolom 2: onbekende indicator krisis/,
      'id="column-crisis"',
    ],
    [
      'a column twice',
      (from) => changed(from, 'expression-crisis', 'high_risk'),
      /^kolom 4: high_risk staat er twee keer/,
      'id="column-high-risk"',
    ],
    [
      'a column of another type',
      (from) =>
        from
          .replace(
            'id="expression-crisis" typeRef="boolean"',
            'id="expression-crisis" typeRef="number"',
          )
          .replace(
            'typeRef="boolean" id="expression-crisis"',
            'typeRef="number" id="expression-crisis"',
          ),
      /^kolom 2: crisis is boolean, niet number/,
      'id="column-crisis"',
    ],
    [
      'a hit policy with more answers',
      (from) => from.replace('hitPolicy="PRIORITY"', 'hitPolicy="COLLECT"'),
      /^hit policy COLLECT/,
      'id="table-jeugd"',
    ],
    [
      'rules in an order',
      (from) => from.replace('hitPolicy="PRIORITY"', 'hitPolicy="RULE ORDER"'),
      /^hit policy RULE ORDER/,
      'id="table-jeugd"',
    ],
    [
      'a sum',
      (from) => from.replace('hitPolicy="PRIORITY"', 'hitPolicy="PRIORITY" aggregation="SUM"'),
      /of telt antwoorden op/,
      'id="table-jeugd"',
    ],
    [
      'outcomes of another order than there are',
      (from) => changed(from, 'values-of-the-outcome', '"registered"'),
      /^de uitkomsten zijn/,
      'id="column-of-the-outcome"',
    ],
    [
      'no order of the outcomes',
      (from) => from.replace(/<dmn:outputValues[\s\S]*?<\/dmn:outputValues>/, ''),
      /^bij PRIORITY staat bij de uitkomst/,
      'id="column-of-the-outcome"',
    ],
    [
      'two outputs',
      (from) =>
        from.replace(
          '<dmn:annotation name',
          '<dmn:output id="more" name="more" /><dmn:annotation name',
        ),
      /één uitkomst, hier staan er 2/,
      'id="more"',
    ],
    [
      'an output for all other cases',
      (from) =>
        from.replace(
          '</dmn:outputValues>',
          '</dmn:outputValues><dmn:defaultOutputEntry><dmn:text>"registered"</dmn:text></dmn:defaultOutputEntry>',
        ),
      /schrijf die als een regel/,
      'id="column-of-the-outcome"',
    ],
    [
      'a cell too few',
      (from) =>
        from.replace(/<dmn:inputEntry id="cell-crisis-mbo-level">[\s\S]*?<\/dmn:inputEntry>/, ''),
      /^regel 2: 12 cellen bij 13 kolommen/,
      'id="rule-crisis"',
    ],
    [
      'a rule without a reason',
      (from) =>
        from.replace(
          '<dmn:description>In een crisis is een geregistreerde professional nodig.</dmn:description>',
          '',
        ),
      /^regel 2: de reden ontbreekt/,
      'id="rule-crisis"',
    ],
    [
      'a rule that rests on a source that is not there',
      (from) =>
        from.replace(
          /(id="rule-crisis"[\s\S]*?<dmn:annotationEntry>\s*<dmn:text>)proposal/,
          '$1elsewhere',
        ),
      /^regel 2: onbekende bron elsewhere/,
      'id="rule-crisis"',
    ],
    [
      'a rule twice',
      (from) => from.replace('id="rule-crisis"', 'id="rule-high-risk"'),
      /^de id rule-high-risk staat er twee keer/,
    ],
    [
      'a rule that can never apply',
      (from) =>
        changed(
          changed(from, 'cell-mbo-level-crisis', 'true'),
          'cell-mbo-level-predictable-and-safe',
          '-',
        ),
      /^regel 14: deze regel kan nooit gelden/,
      'id="rule-mbo-level"',
    ],
    [
      'two decisions',
      (from) =>
        from.replace(
          '</dmn:definitions>',
          '<dmn:decision id="other" name="Other" /></dmn:definitions>',
        ),
      /meer dan één beslissing/,
      'id="other"',
    ],
    [
      'a decision that is no table',
      (from) =>
        from.replace(
          /<dmn:decisionTable[\s\S]*<\/dmn:decisionTable>/,
          '<dmn:literalExpression id="l"><dmn:text>1</dmn:text></dmn:literalExpression>',
        ),
      /geen tabel/,
      'id="decision-jeugd"',
    ],
    [
      'a decision that needs another',
      (from) =>
        from.replace(
          '<dmn:requiredInput href="#input-crisis" />',
          '<dmn:requiredDecision href="#other" />',
        ),
      /hangt af van een andere/,
      'id="decision-jeugd"',
    ],
    [
      'a function of its own',
      (from) =>
        from.replace(
          '</dmn:definitions>',
          '<dmn:businessKnowledgeModel id="b" name="B" /></dmn:definitions>',
        ),
      /BusinessKnowledgeModel kan in een norm niet/,
    ],
    [
      'an older DMN',
      (from) => from.replaceAll('DMN/20191111/MODEL/', 'DMN/20151101/dmn.xsd'),
      /geen DMN 1\.2, 1\.3, 1\.4 of 1\.5/,
    ],
    ['what is no DMN', () => '<a/>', /geen DMN/],
    ['what is no XML', (from) => from.slice(0, 2000), /geen XML/],
    [
      'names of its own',
      (from) => from.replace('?>', '?><!DOCTYPE a [<!ENTITY b "c">]>'),
      /DOCTYPE/,
    ],
    ['nothing', () => '', /./],
  ]
  for (const [name, change, told, marked] of refusals) {
    test(name, async () => {
      const drawn = change(xml)
      assert.notEqual(drawn, xml, 'the change must change something')
      const read = await readDmn(drawn, 'drawn.dmn', jeugd)
      assert.ok(read.outcome === 'refused', 'it was taken')
      const mistake = read.mistakes.find(({ message }) => told.test(message))
      assert.ok(mistake, read.mistakes.map(({ message }) => message).join('\n'))
      assert.equal(mistake.file, 'drawn.dmn')
      if (marked !== undefined) assert.equal(mistake.line, at(drawn, marked))
    })
  }

  test('a new rule says on what it rests, or is told', async () => {
    const bare = xml.replace(
      /(id="rule-crisis"[\s\S]*?)<dmn:annotationEntry>[\s\S]*?(<\/dmn:rule>)/,
      '$1$2',
    )
    const refused = await readDmn(bare, 'drawn.dmn', jeugd)
    assert.ok(refused.outcome === 'refused')
    assert.match(
      refused.mistakes[0]?.message ?? '',
      /^regel 2: waar deze regel op rust, staat er niet/,
    )
    const read = await readDmn(bare, 'drawn.dmn', jeugd, resting)
    assert.ok(read.outcome === 'read')
    assert.deepEqual([read.rules[1]?.source, read.rules[1]?.article], ['proposal', 'voorstel'])
  })

  test('and so is an indicator whose name DMN cannot have', async () => {
    for (const id of ['2-weeks', 'not']) {
      const norm = normWith({
        indicators: [{ id }],
        outcomes: ['registered', 'under-responsibility', 'not-registered'],
        hitPolicy: 'first',
        rules: [{ id: 'all', when: {}, outcome: 'registered' }],
      })
      const written = await writeDmn(norm)
      assert.ok(written.outcome === 'cannot-be-said')
      assert.deepEqual(written.mistakes[0]?.path, ['indicators', 0, 'id'])
    }
  })
})

test('newer versions of DMN are read as well, and the outcomes in another order', async () => {
  const newer = xml.replaceAll('DMN/20191111/MODEL/', 'DMN/20230324/MODEL/')
  const turned = changed(
    newer,
    'values-of-the-outcome',
    '"registered", "not-registered", "under-responsibility"',
  )
  assert.equal((await readDmn(newer, 'a.dmn', jeugd)).outcome, 'read')
  const read = await readDmn(turned, 'a.dmn', jeugd)
  // With the light outcomes the other way round, whoever is in training is led elsewhere.
  assert.ok(read.outcome === 'read', JSON.stringify(read))
  const made = readNorm(bringTableIn(jeugd, read, next), 'jeugd/2027-01-01.yaml')
  assert.deepEqual(
    made.outcomes.map(({ id }) => id),
    ['registered', 'not-registered', 'under-responsibility'],
  )
  const trainee = { ...mboTask, 'in-training': true }
  const decided = decide(made.compiled, trainee)
  assert.equal(decided.is === 'decided' && decided.outcome, 'not-registered')
  assert.equal(tableOf(made).outcomes[1], 'not-registered')
})
