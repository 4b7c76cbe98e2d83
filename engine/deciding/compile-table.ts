import type { Box, Space } from './box.ts'
import { boxOf, spaceOf } from './box.ts'
import type { DecisionTable, TableRule } from './decision-table.ts'

/** A table made ready, so that a case is decided by comparing whole numbers. Made once, when it is loaded. */
export interface CompiledTable {
  readonly table: DecisionTable
  readonly space: Space
  /** The rules in the order in which they are tried: the first that applies decides. */
  readonly rules: readonly CompiledRule[]
  /** Of each rule in that order the answers that it refuses, as bits: one after another. */
  readonly refused: Uint32Array
}

/** A rule, and the cases that lie in it. */
export interface CompiledRule {
  readonly rule: TableRule
  readonly box: Box
}

/** Makes a table ready. It is taken to be without mistakes: the checks of a norm see to that. */
export function compileTable(table: DecisionTable): CompiledTable {
  const space = spaceOf(table)
  const before = ({ outcome }: TableRule) =>
    table.hitPolicy === 'priority' ? table.outcomes.indexOf(outcome) : 0
  const rules = table.rules
    .toSorted((one, other) => before(one) - before(other))
    .map((rule): CompiledRule => ({ rule, box: boxOf(space, rule.when) }))
  const refused = new Uint32Array(rules.length * space.words)
  rules.forEach(({ box }, at) => {
    refused.set(
      box.map((word) => ~word),
      at * space.words,
    )
  })
  return { table, space, rules, refused }
}
