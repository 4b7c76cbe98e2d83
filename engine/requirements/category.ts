import { formatChoice } from '#language/lists.ts'
import type { ConditionKind } from './condition-kind.ts'
import { found, labelOf, notGiven } from './condition-kind.ts'

/** The category held or asked for is one of these. */
type CategoryCondition = { readonly kind: 'category'; readonly is: readonly string[] }

/** Holds the category of a dossier against those that are asked. */
export const category: ConditionKind<CategoryCondition, { readonly held: boolean }> = {
  weigh: ({ is }, { dossier }) => {
    if (dossier.category === undefined) return notGiven()
    const held = is.includes(dossier.category)
    return found(held, { held })
  },
  say: ({ is }, { held }, { regulation }) => {
    const asked = formatChoice(is.map((id) => labelOf(regulation.categories, id)))
    return held ? `Categorie ${asked}.` : `Geldt alleen voor ${asked}.`
  },
  asks: () => [{ what: 'category' }],
}
