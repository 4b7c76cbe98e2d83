import type { Condition, Regulation } from '#engine'
import type { Path, Say } from '../mistakes.ts'

/** The facts, categories, documents and declarations of a condition are there. */
export function checkCondition(
  condition: Condition,
  regulation: Regulation,
  path: Path,
  say: Say,
): void {
  const fact = (id: string, types: readonly string[], key: string) => {
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
  switch (condition.kind) {
    case 'fact': {
      const found = fact(condition.fact, ['yes-no', 'choice'], 'fact')
      const isYesNo = typeof condition.is === 'boolean'
      if (found?.type === 'yes-no' && !isYesNo)
        say([...path, 'is'], 'schrijf true of false (true or false)')
      if (
        found?.type === 'choice' &&
        !found.options?.some((option) => option.id === condition.is)
      ) {
        say([...path, 'is'], `geen mogelijkheid van ${condition.fact} (not one of its options)`)
      }
      return
    }
    case 'fact-at-least':
      fact(condition.fact, ['number'], 'fact')
      return
    case 'fact-day':
      fact(condition.fact, ['day'], 'fact')
      return
    case 'work':
      checkWork(condition, path, say)
      if (condition.after !== undefined) fact(condition.after, ['day'], 'after')
      return
    case 'category':
      condition.is.forEach((category, at) => {
        if (!regulation.categories.some((each) => each.id === category)) {
          say([...path, 'is', at], `onbekende categorie ${category} (unknown category)`)
        }
      })
      return
    case 'all-of':
    case 'any-of':
      condition.of.forEach((part, at) => {
        checkCondition(part, regulation, [...path, 'of', at], say)
      })
      return
    case 'not':
      checkCondition(condition.of, regulation, [...path, 'of'], say)
      return
    case 'document':
      if (!regulation.documents.some((each) => each.id === condition.document)) {
        say(
          [...path, 'document'],
          `${condition.document} staat niet bij documents (unknown document)`,
        )
      }
      return
    case 'declaration':
      if (!regulation.declarations.some((each) => each.id === condition.declaration)) {
        say(
          [...path, 'declaration'],
          `${condition.declaration} staat niet bij declarations (unknown declaration)`,
        )
      }
      return
    case 'holding':
    case 'question':
      return
  }
}

/** More work than the time back from submission holds. */
function checkWork(
  { measure, atLeast, within }: Condition & { readonly kind: 'work' },
  path: Path,
  say: Say,
): void {
  const end = Temporal.PlainDate.from('2004-12-31')
  const first = within === undefined ? undefined : end.subtract(within)
  const spell = first?.until(end, { largestUnit: 'months' })
  const most = {
    hours: (first?.until(end).days ?? Number.POSITIVE_INFINITY) * 24,
    months: spell === undefined ? Number.POSITIVE_INFINITY : spell.months,
    'hours-per-week-now': 7 * 24,
  }[measure]
  if (atLeast > most * 100) {
    say([...path, 'atLeast'], 'zoveel past niet in die tijd (more than that time holds)')
  }
}
