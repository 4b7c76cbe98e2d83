import { formatChoice, formatTogether } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import type { Regulation } from '../regulation.ts'
import type { Measure, Selector } from '../terms.ts'

/** The activities of a minimum or a cap, behind its amount. */
export function ofWhat(selector: Selector, regulation: Regulation, measure: Measure): string {
  if (selector === 'everything') return measure === 'things' ? ' activiteiten' : ''
  const words = selectorInWords(selector, regulation)
  return measure === 'things' ? ` × ${words}` : ` uit ${words}`
}

/** Which activities a selector takes in. */
export function selectorInWords(selector: Selector, regulation: Regulation): string {
  if (typeof selector === 'string') {
    const lists = [regulation.kinds, regulation.groups, regulation.attributes] as const
    const found = lists.flatMap((list) => list.filter((each) => each.id === selector))[0]
    return found === undefined ? selector : withinSentence(found.label)
  }
  if (Array.isArray(selector)) {
    return formatChoice(selector.map((part: string) => selectorInWords(part, regulation)))
  }
  if ('attribute' in selector) {
    const attribute = regulation.attributes.find((each) => each.id === selector.attribute)
    const option = attribute?.options?.find((each) => each.id === selector.is)?.label
    const value =
      typeof selector.is === 'boolean' ? (selector.is ? 'ja' : 'nee') : (option ?? selector.is)
    const name = attribute === undefined ? selector.attribute : withinSentence(attribute.label)
    return `${name}: ${value}`
  }
  if ('allOf' in selector) {
    return formatTogether(selector.allOf.map((part) => selectorInWords(part, regulation)))
  }
  if ('anyOf' in selector) {
    return formatChoice(selector.anyOf.map((part) => selectorInWords(part, regulation)))
  }
  return 'not' in selector ? `alles behalve ${selectorInWords(selector.not, regulation)}` : ''
}
