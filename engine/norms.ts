import type { Dossier } from './dossier.ts'
import { dispensations } from './leave.ts'
import type { Norm, Regulation, Requirement } from './regulation.ts'
import type { Measure } from './terms.ts'

/** Whether a register asks activities at all; one without kinds asks only papers, work and answers. */
export function asksActivities({ kinds }: Pick<Regulation, 'kinds'>): boolean {
  return kinds.length > 0
}

/** Whether somebody in a category enters activities: in one of before only where the regulation has that. */
export function entersActivities(
  { formerCategories }: Pick<Regulation, 'formerCategories'>,
  category: string | undefined,
): boolean {
  return formerCategories.find(({ id }) => id === category)?.entersActivities !== false
}

/** Whether a norm counts activities, in one of the units or in things. */
export function isMeasure(measure: string): measure is Measure {
  return measure === 'amount' || measure === 'second-unit' || measure === 'things'
}

/** Whether a register asks anything beside activities: facts, papers, work, a category. */
export function asksStatements(regulation: Regulation): boolean {
  const { facts, documents, declarations, registers, categories, work, leave } = regulation
  return (
    [facts, documents, declarations, registers, categories].some(({ length }) => length > 0) ||
    work !== undefined ||
    leave !== undefined
  )
}

/** What norms hold for: a sort of dossier, and whoever is dispensed from some by leave. */
type Sort = Pick<Dossier, 'kind' | 'category'> & Partial<Pick<Dossier, 'period' | 'grantedLeave'>>

/** The norms for a sort of dossier, in the order of the file; admission criteria come first. */
export function normsOf(regulation: Regulation, sort: Sort): readonly Norm[] {
  const category = regulation.categories.find((each) => each.id === sort.category)
  const source = Object.keys(regulation.sources)[0] ?? ''
  const criteria: readonly Norm[] =
    sort.kind === 'renewal' || category === undefined
      ? []
      : category.admission.map((criterion) => ({
          ...criterion,
          source,
          appliesTo: ['first'],
          instead: {},
          examples: [],
        }))
  const dispensed = new Set(
    dispensations(regulation, sort.grantedLeave ?? [], sort.period).map(({ norm }) => norm),
  )
  const norms = regulation.norms.filter(
    (norm) =>
      !dispensed.has(norm.id) &&
      norm.appliesTo.includes(sort.kind) &&
      (norm.categories === undefined ||
        (sort.category !== undefined && norm.categories.includes(sort.category))),
  )
  return [...criteria, ...norms]
}

/** Whether any norm that holds for a sort of dossier counts activities. */
export function countsActivities(regulation: Regulation, sort: Sort): boolean {
  return normsOf(regulation, sort).some(({ requires, instead }) =>
    [requires, ...Object.values(instead)].some(counts),
  )
}

function counts(requirement: Requirement): boolean {
  switch (requirement.kind) {
    case 'minimum':
      return true
    case 'one-of':
    case 'each-of':
      return requirement.of.some(counts)
    default:
      return false
  }
}

/** What a change of category asks of itself goes by this name. */
export const moveLabel = 'Andere categorie'

/** What a norm that holds for a sort of dossier is called. */
export function labelOfNorm(
  regulation: Regulation,
  sort: Pick<Dossier, 'kind' | 'category'>,
  id: string,
): string {
  return normsOf(regulation, sort).find((norm) => norm.id === id)?.label ?? id
}
