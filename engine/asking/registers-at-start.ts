import type { Condition, Regulation, Requirement } from '../regulation.ts'

/** The registers elsewhere that something looks for at the start of a period: a figure, an exemption, a norm. */
export function registersAtStart({
  norms,
  variants,
  exemptions,
}: Pick<Regulation, 'norms' | 'variants' | 'exemptions'>): readonly string[] {
  const parts = [
    ...norms.flatMap(({ requires, when, instead }) => [
      requires,
      ...Object.values(instead),
      ...(when === undefined ? [] : [when]),
    ]),
    ...[...variants, ...exemptions].map(({ when }) => when),
  ]
  return [...new Set(parts.flatMap(lookedForAtStart))]
}

function lookedForAtStart(part: Requirement | Condition): readonly string[] {
  switch (part.kind) {
    case 'one-of':
    case 'each-of':
    case 'all-of':
    case 'any-of':
      return part.of.flatMap(lookedForAtStart)
    case 'not':
      return lookedForAtStart(part.of)
    case 'holding':
      return part.at.includes('period-start') ? [part.register] : []
    default:
      return []
  }
}
