import type { CompiledRegulation } from '../compile.ts'
import type { Dossier } from '../dossier.ts'
import type { Amount } from '../quantity.ts'
import { nothing } from '../quantity.ts'
import type { WeighedNorm } from './weighed-norm.ts'

/**
 * Where a register has categories, a first application must name one before it can be held to it;
 * and nobody can get or renew a registration in a category of former versions.
 */
export function misplacedCategory(
  { regulation }: CompiledRegulation,
  dossier: Dossier,
): WeighedNorm | undefined {
  const former = regulation.formerCategories.find((each) => each.id === dossier.category)
  const unchosen =
    regulation.categories.length > 0 && dossier.kind === 'first' && dossier.category === undefined
  if (former === undefined && !unchosen) return undefined
  const one = 100 as Amount
  return {
    id: 'category',
    misplaced: former === undefined ? { is: 'unchosen' } : { is: 'former', id: former.id },
    way: {
      outcome: 'not-met',
      measure: 'yes-no',
      required: one,
      counted: nothing,
      provisional: nothing,
      shortfall: one,
      minima: [],
      shortYears: [],
      conditions: [],
    },
  }
}
