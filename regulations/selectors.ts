import type { Regulation, Selector, Signature } from '#engine'
import { matches } from '#engine'

// With more combinations of attributes than this, going through them all would take too long.
const mostCombinations = 2_000

/** Whether every activity that one selector takes in is also taken in by another. */
export function subsetOf(regulation: Regulation, part: Selector, whole: Selector): boolean {
  if (whole === 'everything') return true
  const signatures = signaturesOf(regulation, [part, whole])
  return (
    signatures?.every((signature) => !matches(part, signature) || matches(whole, signature)) ??
    false
  )
}

/** Whether there is an activity at all that a selector takes in. */
export function takesInAnything(regulation: Regulation, selector: Selector): boolean {
  return (
    signaturesOf(regulation, [selector])?.some((signature) => matches(selector, signature)) ?? true
  )
}

/** Whether a selector takes in any activity of a kind. */
export function takesInKind(regulation: Regulation, selector: Selector, kind: string): boolean {
  return (
    signaturesOf(regulation, [selector])?.some(
      (signature) => signature.kind === kind && matches(selector, signature),
    ) ?? true
  )
}

/**
 * Every sort of activity that selectors can tell apart: each kind with each combination of the
 * attributes that they name. Undefined where those are too many to go through.
 */
export function signaturesOf(
  regulation: Regulation,
  selectors: readonly Selector[],
): Signature[] | undefined {
  const names = [...new Set(selectors.flatMap(attributesIn))].filter((name) =>
    regulation.attributes.some((each) => each.id === name),
  )
  let combinations: Record<string, string | boolean>[] = [{}]
  for (const name of names) {
    const values = valuesOf(regulation, name)
    if (combinations.length * values.length > mostCombinations) return undefined
    combinations = combinations.flatMap((each) =>
      values.map((value) => ({ ...each, [name]: value })),
    )
  }
  return regulation.kinds.flatMap((kind) => {
    const granted = regulation.accreditedByDecision
      .filter((decision) => decision.kind === kind.id)
      .map((decision) => [decision.attribute, true] as const)
    return combinations.map((attributes) => ({
      kind: kind.id,
      groups: kind.groups,
      attributes: { ...attributes, ...Object.fromEntries(granted) },
    }))
  })
}

function attributesIn(selector: Selector): string[] {
  if (typeof selector === 'string') return [selector]
  if (Array.isArray(selector)) return selector
  if ('attribute' in selector) return [selector.attribute]
  if ('allOf' in selector) return selector.allOf.flatMap(attributesIn)
  if ('anyOf' in selector) return selector.anyOf.flatMap(attributesIn)
  return 'not' in selector ? attributesIn(selector.not) : []
}

function valuesOf(regulation: Regulation, name: string): (string | boolean)[] {
  const attribute = regulation.attributes.find((each) => each.id === name)
  if (attribute?.type === 'choice') {
    return [false, ...(attribute.options ?? []).map((option) => option.id)]
  }
  return [false, true]
}
