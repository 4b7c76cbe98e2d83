import type { Amount, Condition, FactValue, Minimum, Regulation, Requirement } from '#engine'

/** For whom norms are looked at: one kind of application, one category, one variant. */
export type Situation = {
  readonly kind: 'first' | 'renewal'
  readonly category?: string
  readonly variant?: string
}

/** Something that must be so, or must not be so. A minimum is always asked, never denied. */
export type Goal = { readonly asks: Requirement; readonly holds: boolean }

type Literal = { readonly condition: Condition; readonly holds: boolean }

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
      case 'minimum':
        return search(rest, literals, [...minima, asks])
      case 'not':
        return search([{ asks: asks.of, holds: !holds }, ...rest], literals, minima)
      case 'one-of':
      case 'any-of':
      case 'each-of':
      case 'all-of': {
        const parts = asks.of.map((part): Goal => ({ asks: part, holds }))
        // Not all of them is one not; not any of them is every one not.
        const everyOne = (asks.kind === 'each-of' || asks.kind === 'all-of') === holds
        return everyOne
          ? search([...parts, ...rest], literals, minima)
          : parts.some((part) => search([part, ...rest], literals, minima))
      }
      default: {
        const all = [...literals, { condition: asks, holds }]
        return isConsistent(regulation, situation, all) && search(rest, all, minima)
      }
    }
  }
  return search(goals, [], [])
}

/** Whether the last literal can be so beside the ones before it. */
function isConsistent(
  regulation: Regulation,
  situation: Situation,
  literals: readonly Literal[],
): boolean {
  const last = literals.at(-1)
  if (last === undefined) return true
  const { condition, holds } = last
  switch (condition.kind) {
    case 'category':
      return situation.category !== undefined && condition.is.includes(situation.category) === holds
    case 'fact':
    case 'fact-at-least':
    case 'fact-day': {
      const same = literals.filter(
        (each) => 'fact' in each.condition && each.condition.fact === condition.fact,
      )
      return valuesOf(regulation, condition.fact, same).some((value) =>
        same.every((each) => isTrueOf(value, each.condition) === each.holds),
      )
    }
    default: {
      const name = nameOf(condition)
      return literals.every((each) => each.holds === holds || nameOf(each.condition) !== name)
    }
  }
}

/** Conditions of the same name are the same question to the world. */
function nameOf(condition: Condition): string {
  return condition.kind === 'question'
    ? `question ${condition.question}`
    : JSON.stringify(condition)
}

/** The values of a fact that can make a difference: options, and both sides of every boundary. */
function valuesOf(
  { facts }: Regulation,
  name: string,
  literals: readonly Literal[],
): readonly FactValue[] {
  const fact = facts.find((each) => each.id === name)
  switch (fact?.type) {
    case 'yes-no':
      return [true, false]
    case 'choice':
      return fact.options?.map((option) => option.id) ?? []
    case 'number':
      return literals
        .flatMap(({ condition }) =>
          condition.kind === 'fact-at-least' ? [condition.atLeast - 1, condition.atLeast] : [],
        )
        .filter((value): value is Amount => value >= 0)
    case 'day': {
      const days = literals.flatMap(({ condition }) =>
        condition.kind === 'fact-day' ? [condition.after, condition.before] : [],
      )
      const known = days.filter((each) => each !== undefined)
      const around = known.flatMap((each) => [
        each.subtract({ days: 1 }),
        each,
        each.add({ days: 1 }),
      ])
      return around.length === 0 ? [Temporal.PlainDate.from('2000-01-01')] : around
    }
    case undefined:
      return []
  }
}

function isTrueOf(value: FactValue, condition: Condition): boolean {
  switch (condition.kind) {
    case 'fact':
      return value === condition.is
    case 'fact-at-least':
      return typeof value === 'number' && value >= condition.atLeast
    case 'fact-day': {
      if (!(value instanceof Temporal.PlainDate)) return false
      const { after, before } = condition
      return (
        (after === undefined || Temporal.PlainDate.compare(value, after) > 0) &&
        (before === undefined || Temporal.PlainDate.compare(value, before) < 0)
      )
    }
    default:
      return false
  }
}
