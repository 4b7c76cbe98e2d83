import type { Minimum, Regulation, Requirement } from '#engine'
import { choicesOf } from '#engine'
import { isPossible } from '../requirements/conditions.ts'
import type { Literal, Situation } from '../requirements/literal.ts'

/** Something that must be so, or must not be so. A minimum is always asked, never denied. */
export type Goal = { readonly asks: Requirement; readonly holds: boolean }

// Beyond so many steps nothing is said: no alarm is better than a false or a slow one.
const mostSteps = 20_000

/**
 * Whether one person can do all of this at once: every way through alternatives is tried, with the
 * facts, documents and answers that it supposes, and `fits` says whether its minima go together.
 */
export function canBeMet(
  regulation: Regulation,
  situation: Situation,
  goals: readonly Goal[],
  fits: (minima: readonly Minimum[]) => boolean,
): boolean {
  let steps = 0
  const search = (
    left: readonly Goal[],
    literals: readonly Literal[],
    minima: readonly Minimum[],
  ): boolean => {
    steps += 1
    if (steps > mostSteps) return true
    const [goal, ...rest] = left
    if (goal === undefined) return fits(minima)
    const { asks, holds } = goal
    switch (asks.kind) {
      case 'minimum': {
        const { forEach, ...once } = asks
        if (forEach === undefined) return search(rest, literals, [...minima, asks])
        // Whoever has one value is asked the least; to have others too stands in the way of nothing.
        const fact = regulation.facts.find(({ id }) => id === forEach)
        return (fact?.options ?? []).some(({ id }) => {
          const has: Goal = { asks: { kind: 'fact', fact: forEach, is: id }, holds: true }
          const of = once.of === 'everything' ? id : { allOf: [once.of, id] }
          return search([has, { asks: { ...once, of }, holds: true }, ...rest], literals, minima)
        })
      }
      case 'not':
        return search([{ asks: asks.of, holds: !holds }, ...rest], literals, minima)
      case 'one-of':
      case 'any-of':
      case 'each-of':
      case 'all-of': {
        const parts = asks.of.map((part): Goal => ({ asks: part, holds }))
        // Not all of them is one not; not any of them is every one not.
        const everyOne = (asks.kind === 'each-of' || asks.kind === 'all-of') === holds
        if (everyOne) return search([...parts, ...rest], literals, minima)
        const least = 'atLeast' in asks ? asks.atLeast : undefined
        return choicesOf(parts, least ?? 1).some((chosen) =>
          search([...chosen, ...rest], literals, minima),
        )
      }
      default: {
        const all = [...literals, { condition: asks, holds }]
        const supposed = { regulation, situation, literals: all }
        return isPossible(asks, holds, supposed) && search(rest, all, minima)
      }
    }
  }
  return search(goals, [], [])
}
