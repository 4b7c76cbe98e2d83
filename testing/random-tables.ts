import type { DecisionTable, HitPolicy, Indicator, IndicatorAnswer, TableRule } from '#engine'
import { answersTo } from '#engine'
import * as fc from './random-cases.ts'

// Made-up decision tables, and the cases that there are: small enough that a test can try every one of them.

const policies = ['unique', 'any', 'first', 'priority'] as const
const outcomes = ['registered', 'under-responsibility', 'not-registered'] as const

/** The cases of a table: every combination of answers. */
export function everyCase(
  indicators: readonly Indicator[],
): readonly Readonly<Record<string, IndicatorAnswer>>[] {
  return indicators.reduce<readonly Readonly<Record<string, IndicatorAnswer>>[]>(
    (cases, indicator) =>
      cases.flatMap((one) =>
        answersTo(indicator).map((answer) => ({ ...one, [indicator.id]: answer })),
      ),
    [{}],
  )
}

/** Whether a rule applies to a case of which everything is known. */
export function applies(
  { when }: TableRule,
  answers: Readonly<Record<string, IndicatorAnswer>>,
): boolean {
  return Object.entries(when).every(([id, some]) => {
    const answer = answers[id]
    return answer !== undefined && some.includes(answer)
  })
}

const indicators = fc
  .array(fc.option(fc.integer({ min: 2, max: 4 }), { nil: undefined }), {
    minLength: 2,
    maxLength: 6,
  })
  .map((sizes) =>
    sizes.map((size, at): Indicator => {
      const id = `indicator-${at + 1}`
      return size === undefined
        ? { id }
        : { id, options: Array.from({ length: size }, (_, option) => `option-${option + 1}`) }
    }),
  )

/** Any table, which may leave cases open, contradict itself or have rules that never apply. */
export const anyTable: fc.Arbitrary<DecisionTable> = indicators.chain((asked) =>
  fc.record({
    indicators: fc.constant(asked),
    outcomes: fc.constant(outcomes),
    hitPolicy: fc.constantFrom<HitPolicy>(...policies),
    rules: fc
      .array(fc.tuple(whenOf(asked), fc.constantFrom(...outcomes)), { minLength: 1, maxLength: 12 })
      .map((rules) =>
        rules.map(([when, outcome], at): TableRule => ({ id: `rule-${at + 1}`, when, outcome })),
      ),
  }),
)

/** A table without mistakes but for rules that never apply: every case has one outcome. */
export const soundTable: fc.Arbitrary<DecisionTable> = anyTable.chain((table) => {
  const { hitPolicy, rules } = table
  if (hitPolicy === 'first' || hitPolicy === 'priority') {
    // What no other rule says, the last one does.
    return fc.constantFrom(...outcomes).map((outcome) => ({
      ...table,
      rules: [...rules, { id: 'otherwise', when: {}, outcome }],
    }))
  }
  return partitionOf(table.indicators, 3).map((parts) => ({
    ...table,
    rules: parts.flatMap(({ when, outcome }, at): TableRule[] => {
      const rule = { id: `rule-${at + 1}`, when, outcome }
      // With any the same may be said twice.
      return hitPolicy === 'any' && at % 3 === 0
        ? [rule, { ...rule, id: `again-${at + 1}` }]
        : [rule]
    }),
  }))
})

function whenOf(asked: readonly Indicator[]): fc.Arbitrary<TableRule['when']> {
  return fc
    .tuple(...asked.map((indicator) => fc.option(someOf(indicator), { nil: undefined, freq: 1 })))
    .map((cells) =>
      Object.fromEntries(
        cells.flatMap((cell, at) => (cell === undefined ? [] : [[asked[at]?.id ?? '', cell]])),
      ),
    )
}

function someOf(indicator: Indicator): fc.Arbitrary<readonly IndicatorAnswer[]> {
  const all = answersTo(indicator)
  return fc.subarray([...all], { minLength: 1, maxLength: all.length })
}

interface Part {
  readonly when: TableRule['when']
  readonly outcome: string
}

// The cases, split by one indicator after another into parts that have nothing in common.
function partitionOf(asked: readonly Indicator[], deep: number): fc.Arbitrary<readonly Part[]> {
  const leaf = fc
    .constantFrom(...outcomes)
    .map((outcome): readonly Part[] => [{ when: {}, outcome }])
  const [first, ...others] = asked
  if (first === undefined || deep === 0) return leaf
  const split = fc
    .tuple(...answersTo(first).map(() => partitionOf(others, deep - 1)))
    .map((parts) =>
      parts.flatMap((within, at) =>
        within.map(({ when, outcome }) => ({
          when: { [first.id]: [answersTo(first)[at] as IndicatorAnswer], ...when },
          outcome,
        })),
      ),
    )
  return fc.oneof({ weight: 1, arbitrary: leaf }, { weight: 4, arbitrary: split })
}
