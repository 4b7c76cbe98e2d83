import type { Amount, Condition, Fact, FactValue, Regulation } from '#engine'
import type { Place } from './condition-shape.ts'
import { labelIn } from './condition-shape.ts'
import type { Literal, Supposed } from './literal.ts'

// What the kinds of condition that ask for a fact have in common.

/** Says where a fact is not known, or of another type than the condition can hold. */
export function checkFact(
  id: string,
  type: Fact['type'] | readonly Fact['type'][],
  { regulation, path, say }: Place,
  key = 'fact',
): Fact | undefined {
  const types = typeof type === 'string' ? [type] : type
  const found = regulation.facts.find((each) => each.id === id)
  if (found === undefined) say([...path, key], `onbekend feit ${id} (unknown fact)`)
  else if (!types.includes(found.type)) {
    say(
      [...path, key],
      `feit ${id} is van de soort ${found.type}, niet ${types.join(' of ')} (wrong type)`,
    )
  }
  return found
}

/** The question behind a fact, between quotes. */
export function factInWords(id: string, { facts }: Regulation): string {
  return `"${labelIn(facts, id)}"`
}

/** Whether there is a value of a fact for which everything is so that is supposed of it. */
export function factFits(fact: string, { regulation, literals }: Supposed): boolean {
  const same = literals.filter(({ condition }) => 'fact' in condition && condition.fact === fact)
  return valuesOf(regulation, fact, same).some((value) =>
    same.every((each) => isTrueOf(value, each.condition) === each.holds),
  )
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
    case 'several':
      return setsOf(
        fact.options?.map((option) => option.id) ?? [],
        literals.flatMap(({ condition }) => (condition.kind === 'fact' ? [condition.is] : [])),
      )
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

/** Sets of options that hold each of some or not, and are never empty. */
function setsOf(
  options: readonly string[],
  named: readonly (string | boolean)[],
): readonly (readonly string[])[] {
  const other = options.find((each) => !named.includes(each))
  const sets: (readonly string[])[] = [other === undefined ? [] : [other]]
  for (const each of options.filter((option) => named.includes(option))) {
    sets.push(...sets.map((set) => [...set, each]))
  }
  return sets.filter((set) => set.length > 0)
}

function isTrueOf(value: FactValue, condition: Condition): boolean {
  switch (condition.kind) {
    case 'fact':
      return Array.isArray(value) ? value.includes(condition.is) : value === condition.is
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
