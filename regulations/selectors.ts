import type { Regulation, Selector } from '#engine'
import { matches } from '#engine'

// With more yes-or-no attributes than this, trying every combination would take too long.
const mostAttributes = 10

/** Whether every activity that one selector takes in is also taken in by another. */
export function subsetOf(regulation: Regulation, part: Selector, whole: Selector): boolean {
  if (whole === 'everything') return true
  const names = [...new Set([...attributesIn(part), ...attributesIn(whole)])]
  if (names.length > mostAttributes) return false
  const combinations = names.reduce<Record<string, string | boolean>[]>(
    (done, name) =>
      done.flatMap((each) =>
        valuesOf(regulation, name).map((value) => ({ ...each, [name]: value })),
      ),
    [{}],
  )
  return regulation.kinds.every((kind) =>
    combinations.every((attributes) => {
      const granted = regulation.accreditedByDecision
        .filter((decision) => decision.kind === kind.id)
        .map((decision) => [decision.attribute, true] as const)
      const signature = {
        kind: kind.id,
        groups: kind.groups,
        attributes: { ...attributes, ...Object.fromEntries(granted) },
      }
      return !matches(part, signature) || matches(whole, signature)
    }),
  )
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
  if (attribute === undefined) return [false]
  if (attribute.type === 'yes-no') return [false, true]
  return [false, ...(attribute.options ?? []).map((option) => option.id)]
}
