import type { DecisionTable, IndicatorAnswer } from '#engine'
import { answersTo } from '#engine'
import type { Cell, NormFile, NormIndicator } from './norm.ts'

/** The table of a norm as the engine reads it: each cell as the answers that it takes in. */
export function tableOf({ indicators, outcomes, table }: NormFile): DecisionTable {
  const asked = indicators.map(indicatorOf)
  const byId = new Map(asked.map((one) => [one.id, one]))
  return {
    indicators: asked,
    outcomes: outcomes.map(({ id }) => id),
    hitPolicy: table.hitPolicy,
    rules: table.rules.map(({ id, when, outcome }) => ({
      id,
      outcome,
      when: Object.fromEntries(
        Object.entries(when).map(([name, cell]) => {
          const indicator = byId.get(name)
          return [name, indicator === undefined ? [] : answersIn(cell, answersTo(indicator))]
        }),
      ),
    })),
  }
}

/** An indicator as the engine reads it. */
export function indicatorOf({ id, options }: NormIndicator) {
  return options === undefined ? { id } : { id, options: options.map((option) => option.id) }
}

/** The answers out of all that a cell takes in. */
export function answersIn(cell: Cell, all: readonly IndicatorAnswer[]): readonly IndicatorAnswer[] {
  if (typeof cell !== 'object') return all.filter((one) => one === cell)
  if (Array.isArray(cell)) return all.filter((one) => cell.includes(one))
  const refused = [cell.not].flat()
  return all.filter((one) => !refused.includes(one))
}

/** The answers that a cell names, and where each stands in it. */
export function namedIn(
  cell: Cell,
): readonly (readonly [path: readonly (string | number)[], answer: IndicatorAnswer])[] {
  if (typeof cell !== 'object') return [[[], cell]]
  if (Array.isArray(cell)) return cell.map((one, at) => [[at], one])
  return Array.isArray(cell.not)
    ? cell.not.map((one, at) => [['not', at], one])
    : [[['not'], cell.not]]
}

/** These answers as they are written in a file: the shortest way. */
export function writeCell(
  answers: readonly IndicatorAnswer[],
): IndicatorAnswer | readonly IndicatorAnswer[] {
  const [only, ...others] = answers
  return only !== undefined && others.length === 0 ? only : answers
}
