import type { Regulation, Selector } from '#engine'
import type { Path, Say } from '../mistakes.ts'

/** The kinds, groups and attributes of a selector are there. */
export function checkSelector(
  selector: Selector,
  regulation: Regulation,
  path: Path,
  say: Say,
): void {
  if (typeof selector === 'string') {
    const known =
      selector === 'everything' ||
      regulation.kinds.some((kind) => kind.id === selector) ||
      regulation.groups.some((group) => group.id === selector) ||
      regulation.attributes.some((each) => each.id === selector && each.type === 'yes-no')
    if (!known)
      say(
        path,
        `${selector} is geen soort, groep of ja-nee-eigenschap (unknown kind, group or attribute)`,
      )
    return
  }
  if (Array.isArray(selector)) {
    selector.forEach((part: string, at) => {
      checkSelector(part, regulation, [...path, at], say)
    })
    return
  }
  if ('attribute' in selector) {
    const attribute = regulation.attributes.find((each) => each.id === selector.attribute)
    if (attribute === undefined) {
      say([...path, 'attribute'], `onbekende eigenschap ${selector.attribute} (unknown attribute)`)
    } else if (
      attribute.type === 'choice' &&
      selector.is !== false &&
      !attribute.options?.some((option) => option.id === selector.is)
    ) {
      say([...path, 'is'], `geen mogelijkheid van ${selector.attribute} (not one of its options)`)
    }
    return
  }
  if ('allOf' in selector) {
    selector.allOf.forEach((part, at) => {
      checkSelector(part, regulation, [...path, 'allOf', at], say)
    })
  } else if ('anyOf' in selector) {
    selector.anyOf.forEach((part, at) => {
      checkSelector(part, regulation, [...path, 'anyOf', at], say)
    })
  } else if ('not' in selector) checkSelector(selector.not, regulation, [...path, 'not'], say)
}
