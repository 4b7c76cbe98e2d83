import { both, boxOfAnswers, liesIn, meet } from './box.ts'
import type { CompiledRule, CompiledTable } from './compile-table.ts'
import type { IndicatorAnswers } from './decision-table.ts'
import { answersTo } from './decision-table.ts'
import { findOutside } from './find-outside.ts'

/** What a table says of a case, with the rules by which it says so. */
export type Decision =
  | {
      readonly is: 'decided'
      readonly outcome: string
      /** The rules that apply and lead to it, in the order of the table; one at least. */
      readonly by: readonly string[]
      /** What was answered that those rules ask of, in the order of the indicators. */
      readonly because: readonly string[]
    }
  | {
      /** What is not known yet makes a difference. */
      readonly is: 'open'
      /** The outcomes that can still come of it, in their own order; two at least. */
      readonly outcomes: readonly string[]
      /** The indicators that are not answered and that a rule asks of, in their order. */
      readonly asks: readonly string[]
    }

/**
 * Decides one case by a table without mistakes. What is not answered, or is no answer to its indicator, is not
 * known: where all that it can be leads to the same, that is the answer, else it says what has to be known.
 */
export function decide(compiled: CompiledTable, answers: IndicatorAnswers): Decision {
  const { space, table } = compiled
  const known = knownIn(compiled, answers)
  const region = boxOfAnswers(space, known)
  const { hits, near } = reached(compiled, region)
  const outcomes = table.outcomes.filter((one) => hits.some(({ rule }) => rule.outcome === one))
  const [outcome] = outcomes
  if (outcome === undefined) throw new Error('no rule of the table applies')
  if (outcomes.length > 1) {
    const asked = new Set(near.flatMap(({ rule }) => Object.keys(rule.when)))
    const asks = table.indicators.filter(({ id }) => asked.has(id) && !Object.hasOwn(known, id))
    return { is: 'open', outcomes, asks: asks.map(({ id }) => id) }
  }
  // Beside the one that decides, all that would have led there by themselves.
  const applying = compiled.rules.filter(
    ({ rule, box }) => rule.outcome === outcome && liesIn(region, box),
  )
  const leading = new Set(
    (table.hitPolicy === 'first' || applying.length === 0 ? hits : applying).map(
      ({ rule }) => rule,
    ),
  )
  const by = table.rules.filter((rule) => leading.has(rule))
  const asked = new Set(by.flatMap(({ when }) => Object.keys(when)))
  return {
    is: 'decided',
    outcome,
    by: by.map(({ id }) => id),
    because: table.indicators
      .filter(({ id }) => asked.has(id) && Object.hasOwn(known, id))
      .map(({ id }) => id),
  }
}

// What is said beside a known answer: what is none, is as if it had not been said.
function knownIn({ table }: CompiledTable, answers: IndicatorAnswers): IndicatorAnswers {
  const known = table.indicators.flatMap((indicator) => {
    const answer = Object.hasOwn(answers, indicator.id) ? answers[indicator.id] : undefined
    return answer !== undefined && answersTo(indicator).includes(answer)
      ? [[indicator.id, answer] as const]
      : []
  })
  return Object.fromEntries(known)
}

// The rules that decide somewhere in a region, and all that lie there and were tried.
function reached(
  { space, rules }: CompiledTable,
  region: Uint32Array,
): { readonly hits: readonly CompiledRule[]; readonly near: readonly CompiledRule[] } {
  const near: CompiledRule[] = []
  const hits: CompiledRule[] = []
  for (const one of rules) {
    if (!meet(space, region, one.box)) continue
    const before = near.map(({ box }) => box)
    if (findOutside(space, both(one.box, region), before) !== undefined) hits.push(one)
    near.push(one)
    if (liesIn(region, one.box)) break
  }
  return { hits, near }
}
