import type { CompiledRegulation } from '../compile.ts'
import type { Dossier } from '../dossier.ts'
import type { Norm } from '../regulation.ts'
import type { WeighedNorm } from './weighed-norm.ts'

/**
 * Where a register has categories, a first application must name one before it can be held to it;
 * and nobody can get or renew a registration in a category of former versions.
 */
export function misplacedCategory(
  { regulation }: CompiledRegulation,
  dossier: Dossier,
): WeighedNorm | undefined {
  const [category] = regulation.categories
  const former = regulation.formerCategories.find((each) => each.id === dossier.category)
  const unchosen =
    category !== undefined && dossier.kind === 'first' && dossier.category === undefined
  if (former === undefined && !unchosen) return undefined
  const move = regulation.moves.find((each) => each.from.includes(former?.id ?? ''))
  const norm: Norm = {
    id: 'category',
    article: move?.article ?? category?.admission[0]?.article ?? regulation.period.article,
    source: Object.keys(regulation.sources)[0] ?? '',
    label: 'Categorie',
    text: 'De aanvraag noemt een categorie.',
    appliesTo: ['first'],
    requires: { kind: 'category', is: regulation.categories.map((each) => each.id) },
    instead: {},
    examples: [],
  }
  const remarks =
    former === undefined
      ? ['Er is nog geen categorie gekozen.']
      : [
          `De categorie ${former.label} is er niet meer.`,
          ...(move === undefined ? [] : [move.text]),
        ]
  const figures = {
    measure: 'yes-no',
    required: 100,
    counted: 0,
    provisional: 0,
    shortfall: 100,
  } as const
  return { norm, standing: 'not-met', ...figures, remarks }
}
