import { formatChoice } from '#language/lists.ts'
import type { ConditionKind } from './condition-kind.ts'
import { labelOf, notGiven, yesOrNo } from './condition-kind.ts'

/** The category held or asked for is one of these. */
type CategoryCondition = { readonly kind: 'category'; readonly is: readonly string[] }

/** Holds the category of a dossier against those that are asked. */
export const category: ConditionKind<CategoryCondition> = {
  weigh: ({ is }, { regulation, dossier }) => {
    if (dossier.category === undefined) return notGiven('Categorie')
    const held = is.includes(dossier.category)
    const asked = formatChoice(is.map((id) => labelOf(regulation.categories, id)))
    return yesOrNo(held, held ? `Categorie ${asked}.` : `Geldt alleen voor ${asked}.`)
  },
  asks: () => [{ what: 'category' }],
}
