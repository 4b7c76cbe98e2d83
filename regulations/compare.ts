import type { Assessment, CompiledRegulation, Dossier } from '#engine'
import { assess, formatAmount } from '#engine'
import { capLine, conditionInWords, explainRegulation, requirementInWords } from './explain.ts'

/** What changes between two versions, in words. */
export function compareRegulations(old: CompiledRegulation, next: CompiledRegulation): string[] {
  return [
    ...compareLists(
      'Norm',
      old.regulation.norms,
      next.regulation.norms,
      (norm, of) => {
        const rule = requirementInWords(norm.requires, of)
        const when =
          norm.when === undefined
            ? ''
            : `, alleen bij ${conditionInWords(norm.when, of.regulation)}`
        const instead = Object.entries(norm.instead).map(
          ([id, requirement]) => `; ${id}: ${requirementInWords(requirement, of)}`,
        )
        const scope = [...norm.appliesTo, ...(norm.categories ?? [])].join(', ')
        return `${rule}${when}${instead.join('')} [${scope}]`
      },
      old,
      next,
    ),
    ...compareLists(
      'Plafond',
      old.regulation.caps,
      next.regulation.caps,
      (cap, of) => capLine(cap, of),
      old,
      next,
    ),
    ...compareLists(
      'Soort activiteit',
      old.regulation.kinds,
      next.regulation.kinds,
      (kind) => `${kind.rule} [${kind.groups.join(', ')}]`,
      old,
      next,
    ),
    ...compareLists(
      'Bijzonder geval',
      old.regulation.variants,
      next.regulation.variants,
      (each, of) => conditionInWords(each.when, of.regulation),
      old,
      next,
    ),
    ...compareLists(
      'Categorie',
      old.regulation.categories,
      next.regulation.categories,
      (category, of) =>
        category.admission
          .map((each) => `${each.label}: ${conditionInWords(each.requires, of.regulation)}`)
          .join('; '),
      old,
      next,
    ),
    ...compareSections(old, next),
  ]
}

/** One dossier under both versions. */
export type Effect = {
  readonly old: Assessment
  readonly next: Assessment
  /** In words, for whom it makes a difference; empty when it makes none. */
  readonly differences: readonly string[]
}

/** Assesses a dossier under both versions and says what differs. */
export function compareFor(
  old: CompiledRegulation,
  next: CompiledRegulation,
  dossiers: { readonly old: Dossier; readonly next: Dossier },
  on: Temporal.PlainDate,
): Effect {
  const before = assess(old, dossiers.old, on)
  const after = assess(next, dossiers.next, on)
  const differences: string[] = []
  if (before.outcome !== after.outcome) {
    differences.push(`${outcomeWords[before.outcome]} wordt ${outcomeWords[after.outcome]}`)
  }
  for (const norm of after.norms) {
    const was = before.norms.find((each) => each.id === norm.id)
    if (was === undefined) differences.push(`${norm.label}: nieuw, ${outcomeWords[norm.outcome]}`)
    else if (was.outcome !== norm.outcome || was.shortfall !== norm.shortfall) {
      differences.push(
        `${norm.label}: ${outcomeWords[was.outcome]} (${formatAmount(was.shortfall)} tekort) wordt ${outcomeWords[norm.outcome]} (${formatAmount(norm.shortfall)} tekort)`,
      )
    }
  }
  for (const was of before.norms) {
    if (!after.norms.some((each) => each.id === was.id)) differences.push(`${was.label}: vervalt`)
  }
  return { old: before, next: after, differences }
}

const outcomeWords = {
  met: 'voldoet',
  'not-met': 'voldoet niet',
  undetermined: 'nog niet te bepalen',
  'for-the-committee': 'de commissie beslist',
  exempt: 'vrijgesteld',
} as const

function compareLists<Each extends { readonly id: string; readonly label: string }>(
  name: string,
  before: readonly Each[],
  after: readonly Each[],
  inWords: (each: Each, of: CompiledRegulation) => string,
  old: CompiledRegulation,
  next: CompiledRegulation,
): string[] {
  const added = after
    .filter((each) => !before.some((was) => was.id === each.id))
    .map((each) => `${name} erbij: ${each.label}. ${inWords(each, next)}`)
  const removed = before
    .filter((was) => !after.some((each) => each.id === was.id))
    .map((was) => `${name} vervalt: ${was.label}. Was: ${inWords(was, old)}`)
  const changed = after.flatMap((each) => {
    const was = before.find((one) => one.id === each.id)
    if (was === undefined) return []
    const [a, b] = [inWords(was, old), inWords(each, next)]
    return a === b ? [] : [`${name} verandert: ${each.label}. Was: ${a}. Wordt: ${b}`]
  })
  return [...removed, ...added, ...changed]
}

const otherSections = [
  'De periode',
  'Vrijstelling',
  'Van categorie veranderen',
  'Geaccrediteerd',
  'Overschot',
  'Naar rato',
  'Bewijs en beoordeling',
  'Openbaar',
]

function compareSections(old: CompiledRegulation, next: CompiledRegulation): string[] {
  const [before, after] = [explainRegulation(old), explainRegulation(next)]
  return otherSections.flatMap((title) => {
    const was = before.find((section) => section.title === title)?.lines ?? []
    const is = after.find((section) => section.title === title)?.lines ?? []
    return [
      ...was.filter((line) => !is.includes(line)).map((line) => `${title}, vervalt: ${line}`),
      ...is.filter((line) => !was.includes(line)).map((line) => `${title}, erbij: ${line}`),
    ]
  })
}
