import type {
  Amount,
  CompiledRegulation,
  Condition,
  Minimum,
  Norm,
  Outcome,
  Regulation,
  Requirement,
  Selector,
} from '#engine'
import { assess, formatAmount, toJson } from '#engine'
import { readDossier } from './dossier.ts'
import type { Mistake } from './mistakes.ts'
import { subsetOf } from './selectors.ts'

/** How many norms one version may have. */
export const mostNorms = 1_000

type Path = readonly (string | number)[]

/** Checks what a version file refers to, and whether it contradicts itself. */
export function checkRegulation(regulation: Regulation): Mistake[] {
  if (regulation.norms.length > mostNorms) {
    return [
      {
        path: ['norms'],
        message: 'een reglement heeft hoogstens 1.000 normen (at most 1,000 norms)',
      },
    ]
  }
  const mistakes: Mistake[] = []
  const say = (path: Path, message: string) => mistakes.push({ path, message })
  checkIds(regulation, say)
  checkPeriod(regulation, say)
  checkKinds(regulation, say)
  checkNorms(regulation, say)
  checkCategories(regulation, say)
  checkReview(regulation, say)
  checkArticles(regulation, say)
  if (mistakes.length === 0) checkContradictions(regulation, say)
  return mistakes
}

export type ExampleResult = {
  readonly norm: string
  readonly title: string
  readonly path: Path
  /** What differs from what was expected; empty when the example holds. */
  readonly differences: readonly string[]
}

/** Runs every example of every norm, as a test of the file. */
export function runExamples(compiled: CompiledRegulation): ExampleResult[] {
  return compiled.regulation.norms.flatMap((norm, at) =>
    norm.examples.map((example, number) => {
      const path = ['norms', at, 'examples', number]
      return {
        norm: norm.id,
        title: example.title,
        path,
        differences: runExample(compiled, norm, example),
      }
    }),
  )
}

function runExample(
  compiled: CompiledRegulation,
  norm: Norm,
  { dossier, on, expect }: Norm['examples'][number],
): string[] {
  const read = readDossier(dossier, compiled)
  if (read.is === 'mistaken') {
    return read.mistakes.map(({ path, message }) => `dossier.${path.join('.')}: ${message}`)
  }
  const day = on ?? read.dossier.submittedOn
  if (day === undefined) return ['geef een dag: on of submittedOn (which day?)']
  const answer = toJson(assess(compiled, read.dossier, day))
  const finding = answer.norms.find((each) => each.id === (expect.norm ?? norm.id))
  const pairs: readonly (readonly [string, unknown, unknown])[] = [
    ['outcome', expect.outcome, finding?.outcome],
    ['counted', amountOf(expect.counted), finding?.counted],
    ['provisional', amountOf(expect.provisional), finding?.provisional],
    ['shortfall', amountOf(expect.shortfall), finding?.shortfall],
    ['whole', expect.whole, answer.outcome satisfies Outcome],
  ]
  return pairs.flatMap(([name, expected, found]) =>
    expected === undefined || expected === found
      ? []
      : [`${name}: verwacht ${expected}, gevonden ${found ?? 'niets'} (expected, found)`],
  )
}

function amountOf(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value / 100
}

type Say = (path: Path, message: string) => void

const reserved = [
  'everything',
  'total',
  'carry-over',
  'planned',
  'rejected',
  'window',
  'valuation',
  'decision',
]

function checkIds(regulation: Regulation, say: Say): void {
  const tags = new Map<string, string>()
  const lists = [
    ['kinds', regulation.kinds],
    ['groups', regulation.groups],
    ['attributes', regulation.attributes],
  ] as const
  for (const [name, list] of lists) {
    list.forEach((each, at) => {
      const path = [name, at, 'id']
      const before = tags.get(each.id)
      if (before !== undefined) {
        say(
          path,
          `de naam ${each.id} is al een van ${before}; kinds, groups en attributes delen hun namen (used twice)`,
        )
      }
      if (reserved.includes(each.id) && each.id === 'everything') {
        say(path, `de naam ${each.id} heeft al een betekenis (reserved)`)
      }
      tags.set(each.id, name)
    })
  }
  const norms = new Set(regulation.norms.map((norm) => norm.id))
  const ruleLists = [
    ['norms', regulation.norms],
    ['caps', regulation.caps],
    ['variants', regulation.variants],
    ['exemptions', regulation.exemptions],
    ['facts', regulation.facts],
    ['documents', regulation.documents],
    ['declarations', regulation.declarations],
    ['categories', regulation.categories],
    ['moves', regulation.moves],
  ] as const
  for (const [name, list] of ruleLists) {
    const own = new Set<string>()
    list.forEach((each, at) => {
      if (own.has(each.id))
        say([name, at, 'id'], `de naam ${each.id} staat er twee keer (used twice)`)
      own.add(each.id)
      if (name === 'caps' && norms.has(each.id)) {
        say([name, at, 'id'], `een norm en een plafond heten allebei ${each.id} (used twice)`)
      }
      if (name === 'caps' && reserved.includes(each.id)) {
        say([name, at, 'id'], `de naam ${each.id} heeft al een betekenis (reserved)`)
      }
    })
  }
}

function checkPeriod({ period, version, earlyApplication }: Regulation, say: Say): void {
  if (period.shape === 'fixed-block' && period.blockFirst === undefined) {
    say(
      ['period'],
      'een vast blok heeft een eerste dag nodig: blockFirst (a fixed block needs its first day)',
    )
  }
  if (period.shape !== 'fixed-block' && period.blockFirst !== undefined) {
    say(
      ['period', 'blockFirst'],
      'alleen een vast blok heeft een eerste dag (only for fixed-block)',
    )
  }
  if (period.length.blank)
    say(['period', 'length'], 'een periode duurt minstens een dag (empty span)')
  if (
    earlyApplication !== undefined &&
    Temporal.PlainDate.compare(earlyApplication.from, version) >= 0
  ) {
    say(
      ['earlyApplication', 'from'],
      'vervroegde toepassing begint vóór de versie zelf (must be before the version)',
    )
  }
}

function checkKinds(regulation: Regulation, say: Say): void {
  const groups = new Set(regulation.groups.map((group) => group.id))
  regulation.kinds.forEach((kind, at) => {
    kind.groups.forEach((group, place) => {
      if (!groups.has(group))
        say(['kinds', at, 'groups', place], `onbekende groep ${group} (unknown group)`)
    })
    const accepted = new Set(kind.evidence.accepted.map((each) => each.id))
    kind.evidence.preferred.forEach((evidence, place) => {
      if (!accepted.has(evidence)) {
        say(
          ['kinds', at, 'evidence', 'preferred', place],
          `${evidence} staat niet bij accepted (not accepted)`,
        )
      }
    })
    const { onlyWith } = kind.value
    if (
      onlyWith !== undefined &&
      !kind.fields.some((field) => field.id === onlyWith && field.type === 'yes-no')
    ) {
      say(
        ['kinds', at, 'value', 'onlyWith'],
        `er is geen ja-neeveld ${onlyWith} (no such yes-no field)`,
      )
    }
    kind.fields.forEach((field, place) => {
      if (field.type === 'choice' && (field.options?.length ?? 0) === 0) {
        say(
          ['kinds', at, 'fields', place],
          'een keuze heeft mogelijkheden nodig: options (options are missing)',
        )
      }
    })
  })
  regulation.accreditedByDecision.forEach((decision, at) => {
    if (!regulation.kinds.some((kind) => kind.id === decision.kind)) {
      say(['accreditedByDecision', at, 'kind'], `onbekend soort ${decision.kind} (unknown kind)`)
    }
    if (!regulation.attributes.some((attribute) => attribute.id === decision.attribute)) {
      say(
        ['accreditedByDecision', at],
        `onbekende eigenschap ${decision.attribute} (unknown attribute)`,
      )
    }
  })
  ;[...regulation.attributes.entries()].forEach(([at, attribute]) => {
    if (attribute.type === 'choice' && (attribute.options?.length ?? 0) === 0) {
      say(['attributes', at], 'een keuze heeft mogelijkheden nodig: options (options are missing)')
    }
  })
}

function checkNorms(regulation: Regulation, say: Say): void {
  const variants = new Set(regulation.variants.map((variant) => variant.id))
  const categories = new Set(regulation.categories.map((category) => category.id))
  regulation.norms.forEach((norm, at) => {
    if (regulation.sources[norm.source] === undefined) {
      say(['norms', at, 'source'], `onbekende bron ${norm.source} (unknown source)`)
    }
    checkRequirement(norm.requires, regulation, ['norms', at, 'requires'], say)
    for (const [variant, requirement] of Object.entries(norm.instead)) {
      const path = ['norms', at, 'instead', variant]
      if (!variants.has(variant)) say(path, `onbekende variant ${variant} (unknown variant)`)
      checkRequirement(requirement, regulation, path, say)
    }
    norm.categories?.forEach((category, place) => {
      if (!categories.has(category)) {
        say(
          ['norms', at, 'categories', place],
          `onbekende categorie ${category} (unknown category)`,
        )
      }
    })
    if (norm.when !== undefined) checkCondition(norm.when, regulation, ['norms', at, 'when'], say)
    if (norm.otherwise?.when !== undefined) {
      checkCondition(norm.otherwise.when, regulation, ['norms', at, 'otherwise', 'when'], say)
    }
  })
  regulation.caps.forEach((cap, at) => {
    if (regulation.sources[cap.source] === undefined) {
      say(['caps', at, 'source'], `onbekende bron ${cap.source} (unknown source)`)
    }
    checkSelector(cap.of, regulation, ['caps', at, 'of'], say)
    if (cap.in === 'things' && cap.atMost % 100 !== 0) {
      say(['caps', at, 'atMost'], 'dingen zijn heel: geen decimalen (things are whole)')
    }
  })
  regulation.variants.forEach((variant, at) => {
    checkCondition(variant.when, regulation, ['variants', at, 'when'], say)
  })
  regulation.exemptions.forEach((exemption, at) => {
    checkCondition(exemption.when, regulation, ['exemptions', at, 'when'], say)
  })
  const { carryOver } = regulation
  if (carryOver.rule !== 'none') {
    if (carryOver.when !== undefined)
      checkCondition(carryOver.when, regulation, ['carryOver', 'when'], say)
    carryOver.of?.forEach((tag, at) => {
      if (tag !== 'total') checkSelector(tag, regulation, ['carryOver', 'of', at], say)
    })
  }
}

function checkReview({ review }: Regulation, say: Say): void {
  if (review.samplePercentage !== undefined) return
  for (const what of ['application', 'lines', 'selfSigned'] as const) {
    if (review[what] !== 'sample') continue
    say(
      ['review', what],
      'een steekproef heeft een percentage nodig: samplePercentage (samplePercentage is missing)',
    )
  }
}

function checkCategories(regulation: Regulation, say: Say): void {
  const known = new Set(regulation.categories.map((category) => category.id))
  regulation.categories.forEach((category, at) => {
    category.admission.forEach((criterion, place) => {
      checkCondition(
        criterion.requires,
        regulation,
        ['categories', at, 'admission', place, 'requires'],
        say,
      )
    })
  })
  regulation.moves.forEach((move, at) => {
    if (!known.has(move.to))
      say(['moves', at, 'to'], `onbekende categorie ${move.to} (unknown category)`)
    if (move.requires !== undefined)
      checkCondition(move.requires, regulation, ['moves', at, 'requires'], say)
  })
}

function checkRequirement(
  requirement: Requirement,
  regulation: Regulation,
  path: Path,
  say: Say,
): void {
  switch (requirement.kind) {
    case 'minimum':
      checkSelector(requirement.of, regulation, [...path, 'of'], say)
      if (requirement.in === 'things' && requirement.atLeast % 100 !== 0) {
        say([...path, 'atLeast'], 'dingen zijn heel: geen decimalen (things are whole)')
      }
      if (requirement.proRata && regulation.proRata === undefined) {
        say([...path, 'proRata'], 'er is geen regel proRata in dit bestand (no proRata rule)')
      }
      return
    case 'one-of':
    case 'each-of':
      requirement.of.forEach((part, at) => {
        checkRequirement(part, regulation, [...path, 'of', at], say)
      })
      return
    default:
      checkCondition(requirement, regulation, path, say)
  }
}

function checkCondition(condition: Condition, regulation: Regulation, path: Path, say: Say): void {
  const fact = (id: string, types: readonly string[], key: string) => {
    const found = regulation.facts.find((each) => each.id === id)
    if (found === undefined) say([...path, key], `onbekend feit ${id} (unknown fact)`)
    else if (!types.includes(found.type)) {
      say(
        [...path, key],
        `feit ${id} is van de soort ${found.type}, niet ${types.join(' of ')} (wrong type)`,
      )
    }
    return found
  }
  switch (condition.kind) {
    case 'fact': {
      const found = fact(condition.fact, ['yes-no', 'choice'], 'fact')
      const isYesNo = typeof condition.is === 'boolean'
      if (found?.type === 'yes-no' && !isYesNo)
        say([...path, 'is'], 'schrijf true of false (true or false)')
      if (
        found?.type === 'choice' &&
        !found.options?.some((option) => option.id === condition.is)
      ) {
        say([...path, 'is'], `geen mogelijkheid van ${condition.fact} (not one of its options)`)
      }
      return
    }
    case 'fact-at-least':
      fact(condition.fact, ['number'], 'fact')
      return
    case 'fact-day':
      fact(condition.fact, ['day'], 'fact')
      return
    case 'work':
      if (condition.after !== undefined) fact(condition.after, ['day'], 'after')
      return
    case 'category':
      condition.is.forEach((category, at) => {
        if (!regulation.categories.some((each) => each.id === category)) {
          say([...path, 'is', at], `onbekende categorie ${category} (unknown category)`)
        }
      })
      return
    case 'all-of':
    case 'any-of':
      condition.of.forEach((part, at) => {
        checkCondition(part, regulation, [...path, 'of', at], say)
      })
      return
    case 'not':
      checkCondition(condition.of, regulation, [...path, 'of'], say)
      return
    case 'document':
      if (!regulation.documents.some((each) => each.id === condition.document)) {
        say(
          [...path, 'document'],
          `${condition.document} staat niet bij documents (unknown document)`,
        )
      }
      return
    case 'declaration':
      if (!regulation.declarations.some((each) => each.id === condition.declaration)) {
        say(
          [...path, 'declaration'],
          `${condition.declaration} staat niet bij declarations (unknown declaration)`,
        )
      }
      return
    case 'holding':
    case 'question':
      return
  }
}

function checkSelector(selector: Selector, regulation: Regulation, path: Path, say: Say): void {
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

/** Every article must begin with the name of one that its sources have. */
function checkArticles(regulation: Regulation, say: Say): void {
  const known = Object.values(regulation.sources).flatMap((source) => source.articles)
  const visit = (value: unknown, path: Path): void => {
    if (Array.isArray(value)) {
      value.forEach((part, at) => {
        visit(part, [...path, at])
      })
    } else if (isPlain(value)) {
      for (const [key, part] of Object.entries(value)) {
        if (key === 'dossier') continue
        if (key === 'article' && typeof part === 'string') {
          if (!known.some((article) => refersTo(part, article))) {
            say(
              [...path, key],
              `${part} staat in geen bron; bekend: ${known.join(', ')} (wrong article reference)`,
            )
          }
        } else visit(part, [...path, key])
      }
    }
  }
  visit(regulation, [])
}

function refersTo(text: string, article: string): boolean {
  return text.startsWith(article) && !/^[\p{L}\p{N}]/u.test(text.slice(article.length))
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
  )
}

/** A part larger than the whole, and a cap or window below what a minimum asks of it. */
function checkContradictions(regulation: Regulation, say: Say): void {
  checkYears(regulation, say)
  for (const variant of [undefined, ...regulation.variants.map((each) => each.id)]) {
    const minima = regulation.norms.flatMap((norm, at) => {
      const instead = variant === undefined ? undefined : norm.instead[variant]
      const path: Path = [
        'norms',
        at,
        ...(instead === undefined ? ['requires'] : ['instead', variant ?? '']),
      ]
      return plainMinima(instead ?? norm.requires, path).map((each) => ({ ...each, norm }))
    })
    for (const part of minima) {
      for (const whole of minima) {
        if (part === whole || !comparable(part, whole)) continue
        if (
          part.minimum.atLeast > whole.minimum.atLeast &&
          !subsetOf(regulation, whole.minimum.of, part.minimum.of) &&
          subsetOf(regulation, part.minimum.of, whole.minimum.of)
        ) {
          say(
            [...part.path, 'atLeast'],
            `${formatAmount(part.minimum.atLeast)} voor ${part.norm.id} is meer dan de ${formatAmount(whole.minimum.atLeast)} van ${whole.norm.id}, waar het een deel van is (a part larger than the whole)`,
          )
        }
      }
      for (const cap of regulation.caps) {
        if (
          cap.each === 'window' &&
          part.minimum.each === 'window' &&
          cap.in === part.minimum.in &&
          cap.atMost < part.minimum.atLeast &&
          subsetOf(regulation, part.minimum.of, cap.of)
        ) {
          say(
            [...part.path, 'atLeast'],
            `${formatAmount(part.minimum.atLeast)} voor ${part.norm.id} kan nooit: door ${cap.id} telt hoogstens ${formatAmount(cap.atMost)} (can never be met)`,
          )
        }
      }
    }
  }
}

/** What a minimum of every year comes to over a whole period, and whether the window has the years. */
function checkYears(regulation: Regulation, say: Say): void {
  const { period } = regulation
  const minima = regulation.norms.flatMap((norm, at) =>
    plainMinima(norm.requires, ['norms', at, 'requires']).map((each) => ({ ...each, norm })),
  )
  for (const { minimum, path, norm } of minima) {
    if (minimum.each === 'window' || minimum.atLeast === 0) continue
    const years = yearsIn(regulation, minimum.each)
    const sum = minimum.atLeast * years
    const inAll = `${formatAmount(minimum.atLeast)} in elk van ${years} jaren is ${formatAmount(sum as Amount)} voor ${norm.id}`
    for (const whole of minima) {
      if (
        whole.minimum.each === 'window' &&
        whole.minimum.in === minimum.in &&
        whole.minimum.atLeast < sum &&
        whole.norm.when === undefined &&
        norm.when === undefined &&
        norm.appliesTo.some((kind) => whole.norm.appliesTo.includes(kind)) &&
        subsetOf(regulation, minimum.of, whole.minimum.of)
      ) {
        say(
          [...path, 'atLeast'],
          `${inAll}: meer dan de ${formatAmount(whole.minimum.atLeast)} van ${whole.norm.id}, waar het een deel van is (a part larger than the whole)`,
        )
      }
    }
    for (const cap of regulation.caps) {
      const most =
        cap.each === minimum.each
          ? cap.atMost * years
          : cap.each === 'window'
            ? cap.atMost
            : Number.POSITIVE_INFINITY
      if (cap.in === minimum.in && most < sum && subsetOf(regulation, minimum.of, cap.of)) {
        say(
          [...path, 'atLeast'],
          `${inAll}, maar door ${cap.id} telt hoogstens ${formatAmount(most as Amount)} (can never be met)`,
        )
      }
    }
    const { lookBack } = period
    const seen =
      lookBack === undefined || lookBack.appliesTo === 'first' || period.shape !== 'personal'
        ? years
        : lookBack.years + (lookBack.granularity === 'calendar-year' ? 1 : 0)
    if (seen < years && norm.appliesTo.includes('renewal')) {
      say(
        ['period', 'lookBack', 'years'],
        `${norm.id} vraagt iets in elk van ${years} jaren, maar er telt hoogstens ${seen} jaar terug mee (the window is shorter than the years asked)`,
      )
    }
  }
}

/** The whole years that every period has. */
function yearsIn({ period }: Regulation, each: 'calendar-year' | 'registration-year'): number {
  const { length, shape, blockFirst } = period
  const years = Math.floor((length.years * 12 + length.months) / 12)
  const onNewYear =
    shape === 'calendar-year' ||
    (shape === 'fixed-block' && blockFirst?.month === 1 && blockFirst.day === 1)
  return each === 'registration-year' || onNewYear ? years : Math.max(0, years - 1)
}

type Placed = { readonly minimum: Minimum; readonly path: Path; readonly norm: Norm }

function comparable(part: Placed, whole: Placed): boolean {
  const overlap = part.norm.appliesTo.some((kind) => whole.norm.appliesTo.includes(kind))
  const sameCase = part.norm.when === undefined && whole.norm.when === undefined && overlap
  return (
    sameCase &&
    part.minimum.in === whole.minimum.in &&
    part.minimum.each === 'window' &&
    whole.minimum.each === 'window' &&
    part.minimum.of !== whole.minimum.of
  )
}

/** The minima that hold whatever the alternatives. */
function plainMinima(requirement: Requirement, path: Path): { minimum: Minimum; path: Path }[] {
  if (requirement.kind === 'minimum') return [{ minimum: requirement, path }]
  if (requirement.kind !== 'each-of') return []
  return requirement.of.flatMap((part, at) => plainMinima(part, [...path, 'of', at]))
}
