import type {
  AssessmentFigures,
  CompiledRegulation,
  Dossier,
  NormFigures,
  Outcome,
  Regulation,
} from '#engine'
import { assess, explain, formatAmount, inMeasure, isMeasure } from '#engine'
import { formatChoice, formatList } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import { explainRegulation } from './explain/explain-regulation.ts'
import { secondInWords, valuationInWords } from './explain/kinds.ts'
import { capLine, lapseLine, requirementInWords, thresholdLine } from './explain/norms.ts'
import { conditionInWords } from './requirements/conditions.ts'

/** What changes between two versions, in words. */
export function compareRegulations(old: CompiledRegulation, next: CompiledRegulation): string[] {
  return [
    ...compareLists(
      'Norm',
      { old, next },
      ({ norms }) => norms,
      (norm, of) => {
        const rule = requirementInWords(norm.requires, of)
        const when =
          norm.when === undefined
            ? ''
            : `, alleen bij ${conditionInWords(norm.when, of.regulation)}`
        const instead = Object.entries(norm.instead).map(
          ([id, requirement]) =>
            `; ${variantInWords(id, of)}: ${requirementInWords(requirement, of)}`,
        )
        return `${rule}${when}${instead.join('')}${scopeInWords(norm, of)}`
      },
    ),
    ...compareLists(
      'Plafond',
      { old, next },
      ({ caps }) => caps,
      (cap, of) => capLine(cap, of),
    ),
    ...compareLists(
      'Drempel',
      { old, next },
      ({ thresholds }) => thresholds,
      (each, of) => thresholdLine(each, of),
    ),
    ...compareLists(
      'Wat vervalt',
      { old, next },
      ({ lapses }) => lapses,
      (each, of) => lapseLine(each, of.regulation),
    ),
    ...compareLists(
      'Soort activiteit',
      { old, next },
      ({ kinds }) => kinds,
      (kind, of) => kindInWords(kind, of),
    ),
    ...compareLists(
      'Bijzonder geval',
      { old, next },
      ({ variants }) => variants,
      (each, of) => conditionInWords(each.when, of.regulation),
    ),
    ...compareLists(
      'Categorie',
      { old, next },
      ({ categories }) => categories,
      (category, of) =>
        category.admission
          .map((each) => `${each.label}: ${conditionInWords(each.requires, of.regulation)}`)
          .join('; ') || 'zonder eisen voor toelating',
    ),
    ...compareUnit(old, next),
    ...compareSections(old, next),
  ]
}

/** What a variant is called, within a sentence. */
function variantInWords(id: string, { regulation }: CompiledRegulation): string {
  const label = regulation.variants.find((each) => each.id === id)?.label ?? id
  return withinSentence(label)
}

/** For whom a norm holds, where that is not everybody. */
function scopeInWords(
  { appliesTo, categories }: Regulation['norms'][number],
  { regulation }: CompiledRegulation,
): string {
  const kinds = { first: 'een eerste aanvraag', renewal: 'een verlenging' } as const
  const held = (categories ?? []).map(
    (id) => regulation.categories.find((each) => each.id === id)?.label ?? id,
  )
  return [
    ...(appliesTo.length === 1 ? appliesTo.map((kind) => `, alleen bij ${kinds[kind]}`) : []),
    ...(held.length === 0 ? [] : [`, alleen voor ${formatList(held)}`]),
  ].join('')
}

/** All that a kind says about what it is worth and what proves it. */
function kindInWords(kind: Regulation['kinds'][number], of: CompiledRegulation): string {
  const groups = kind.groups.map(
    (id) => of.regulation.groups.find((group) => group.id === id)?.label ?? id,
  )
  const accreditation = {
    possible: 'kan geaccrediteerd zijn',
    'by-decision': 'geaccrediteerd door een besluit',
    none: '',
  }[kind.accreditation]
  return [
    kind.rule.replace(/[.]$/, ''),
    `gerekend: ${valuationInWords(kind, of)}`,
    secondInWords(kind, of),
    groups.length === 0 ? '' : `hoort bij ${formatList(groups)}`,
    `bewijs: ${formatChoice(kind.evidence.accepted.map(({ label, signed }) => `${label}${signed ? ' (met handtekening)' : ''}`))}`,
    kind.fields.length === 0 ? '' : `vragen: ${kind.fields.map((each) => each.label).join(', ')}`,
    accreditation,
    kind.referee ? 'met een referent' : '',
  ]
    .filter((part) => part !== '')
    .join('; ')
}

/** One dossier under both versions. */
export type Effect = {
  readonly old: AssessmentFigures
  readonly next: AssessmentFigures
  /** The outcome under both, in words. */
  readonly outcome: string
  /** Whether the outcome or any norm is another. */
  readonly differs: boolean
  /** Each norm that changes, comes or goes, in words. */
  readonly differences: readonly string[]
}

/** Assesses a dossier under both versions and says what differs. */
export function compareFor(
  old: CompiledRegulation,
  next: CompiledRegulation,
  dossiers: { readonly old: Dossier; readonly next: Dossier },
  on: Temporal.PlainDate,
): Effect {
  const before = explain(old, assess(old, dossiers.old, on))
  const after = explain(next, assess(next, dossiers.next, on))
  const [was, is] = [outcomeInWords(before.outcome, old), outcomeInWords(after.outcome, next)]
  const removed = before.norms
    .filter((norm) => !after.norms.some((each) => each.id === norm.id))
    .map((norm) => `${norm.label}: vervalt; was: ${standingOf(norm, old)}`)
  const differences = after.norms.flatMap((norm) => {
    const earlier = before.norms.find((each) => each.id === norm.id)
    if (earlier === undefined) return [`${norm.label}: nieuw; ${standingOf(norm, next)}`]
    const [one, other] = [standingOf(earlier, old), standingOf(norm, next)]
    return one === other ? [] : [`${norm.label}: ${one} wordt ${other}`]
  })
  return {
    old: before,
    next: after,
    outcome: was === is ? `blijft ${is}` : `${was} wordt ${is}`,
    differs: was !== is || differences.length + removed.length > 0,
    differences: [...differences, ...removed],
  }
}

/** What became of a norm, with what falls short of it. */
function standingOf(
  { outcome, measure, shortfall }: NormFigures,
  compiled: CompiledRegulation,
): string {
  const found = outcomeInWords(outcome, compiled)
  if (shortfall === 0 || measure === 'yes-no') return found
  const short = isMeasure(measure)
    ? inMeasure(shortfall, measure, compiled)
    : formatAmount(shortfall)
  return `${found} (${short} te weinig)`
}

function outcomeInWords(outcome: Outcome, { words }: CompiledRegulation): string {
  return {
    met: 'voldoet',
    'not-met': 'voldoet niet',
    undetermined: 'nog niet te bepalen',
    'for-the-committee': `${words.committee} beslist`,
    exempt: 'vrijgesteld',
    temporary: 'voorlopig geregistreerd',
  }[outcome]
}

function compareLists<Each extends { readonly id: string; readonly label: string }>(
  name: string,
  { old, next }: { readonly old: CompiledRegulation; readonly next: CompiledRegulation },
  listed: (regulation: Regulation) => readonly Each[],
  inWords: (each: Each, of: CompiledRegulation) => string,
): string[] {
  const [before, after] = [listed(old.regulation), listed(next.regulation)]
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
  'Welke versie geldt',
  'De periode',
  'Vrijstelling',
  'Voorlopig',
  'Van categorie veranderen',
  'Geaccrediteerd',
  'Overschot',
  'Naar rato',
  'Bewijs en beoordeling',
  'Openbaar',
]

/** The unit is told in every line above; by itself it stands nowhere. */
function compareUnit(old: CompiledRegulation, next: CompiledRegulation): string[] {
  const words = { hour: 'uren', point: 'punten' } as const
  const [was, is] = [old.regulation.unit, next.regulation.unit]
  const second = (of: CompiledRegulation) => of.regulation.secondUnit?.many ?? 'geen'
  const [before, after] = [second(old), second(next)]
  return [
    ...(was === is ? [] : [`Eenheid verandert. Was: ${words[was]}. Wordt: ${words[is]}`]),
    ...(before === after ? [] : [`Tweede eenheid verandert. Was: ${before}. Wordt: ${after}`]),
  ]
}

function compareSections(old: CompiledRegulation, next: CompiledRegulation): string[] {
  const [before, after] = [explainRegulation(old), explainRegulation(next)]
  return otherSections.flatMap((title) => {
    const was = before.find((section) => section.title === title)?.lines ?? []
    const is = after.find((section) => section.title === title)?.lines ?? []
    return [
      ...was
        .filter((line) => !is.includes(line))
        .map((line) => `${title}, vervalt: ${line.trim()}`),
      ...is.filter((line) => !was.includes(line)).map((line) => `${title}, erbij: ${line.trim()}`),
    ]
  })
}
