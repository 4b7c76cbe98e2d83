import type {
  Cap,
  CompiledRegulation,
  Enough,
  Lapse,
  Minimum,
  Norm,
  Regulation,
  Requirement,
  Threshold,
} from '#engine'
import {
  boundInWords,
  entersActivities,
  formatAmount,
  inMeasure,
  inUnit,
  limitInWords,
  ofWhat,
  selectorInWords,
} from '#engine'
import { formatChoice, formatList } from '#language/lists.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import { labelIn } from '../requirements/condition-shape.ts'
import type { Join } from '../requirements/conditions.ts'
import {
  amongOthers,
  conditionAmong,
  conditionInWords,
  joinOf,
} from '../requirements/conditions.ts'

/** A norm with what it counts, for whom, and its examples. */
export function normLines(norm: Norm, compiled: CompiledRegulation): string[] {
  const { regulation } = compiled
  const who = [
    ...(norm.appliesTo.length === 1
      ? [norm.appliesTo[0] === 'first' ? 'eerste aanvraag' : 'verlenging']
      : []),
    ...(norm.categories ?? []).map(
      (id) => regulation.categories.find((each) => each.id === id)?.label ?? id,
    ),
  ]
  const scope = who.length === 0 ? '' : ` [${who.join(', ')}]`
  return [
    `${norm.label}${scope}: ${norm.text} (${norm.article})`,
    `  Telt als: ${requirementInWords(norm.requires, compiled)}.`,
    ...(norm.when === undefined
      ? []
      : [`  Geldt alleen bij: ${conditionInWords(norm.when, regulation)}.`]),
    ...Object.entries(norm.instead).map(([id, requirement]) => {
      const variant = regulation.variants.find((each) => each.id === id)?.label ?? id
      return `  ${variant}: ${requirementInWords(requirement, compiled)}.`
    }),
    ...otherwiseLines(norm, regulation),
    ...(norm.remark === undefined ? [] : [`  ${norm.remark}`]),
    ...norm.examples.map((example) => `  Voorbeeld: ${example.title}.`),
  ]
}

function otherwiseLines({ otherwise }: Norm, regulation: Regulation): string[] {
  if (otherwise === undefined) return []
  const who =
    otherwise.when === undefined ? '' : ` (${conditionInWords(otherwise.when, regulation)})`
  const board =
    otherwise.decides === 'board'
      ? ' Daarover beslist wie ook beslist waar het reglement niets zegt, na advies.'
      : ''
  return [`  Bij een tekort${who}: ${otherwise.text}${board}`]
}

/** What a norm asks, in words made from the data: what the rule does, whatever its text says. */
export function requirementInWords(requirement: Requirement, compiled: CompiledRegulation): string {
  const { regulation } = compiled
  switch (requirement.kind) {
    case 'minimum': {
      const amount = boundInWords(requirement, (least) =>
        inMeasure(least, requirement.in, compiled),
      )
      const { years } = requirement
      const each = {
        window: '',
        'calendar-year':
          years === undefined ? ' in elk kalenderjaar' : ` in minstens ${years} kalenderjaren`,
        'registration-year':
          years === undefined
            ? ' in elk registratiejaar'
            : ` in minstens ${years} registratiejaren`,
      }[requirement.each]
      const share = `${proportionInWords(requirement, compiled)}${requirement.proRata ? ', naar rato' : ''}`
      const within = (requirement.limits ?? []).map((limit) =>
        limitInWords(limit, requirement.in, compiled),
      )
      const limits = within.length === 0 ? '' : `, waarvan ${formatList(within)}`
      return `${amount}${ofWhat(requirement.of, regulation, requirement.in)}${forEachInWords(requirement, regulation)}${each}${limits}${share}${surplusInWords(requirement, regulation)}`
    }
    case 'one-of': {
      const { of, atLeast = 1 } = requirement
      return atLeast === 1
        ? formatChoice(of.map((part) => requirementAmong('one', part, compiled)))
        : `${atLeast} van deze ${of.length}: ${formatList(of.map((part) => requirementAmong('some', part, compiled)))}`
    }
    case 'each-of':
      return formatList(requirement.of.map((part) => requirementAmong('all', part, compiled)))
    default:
      return conditionInWords(requirement, regulation)
  }
}

function requirementAmong(join: Join, part: Requirement, compiled: CompiledRegulation): string {
  return amongOthers(join, joinOfRequirement(part), requirementInWords(part, compiled))
}

function joinOfRequirement(requirement: Requirement): Join | undefined {
  switch (requirement.kind) {
    case 'minimum':
      return undefined
    case 'one-of':
    case 'each-of': {
      const { kind, of } = requirement
      if (kind === 'one-of' && (requirement.atLeast ?? 1) > 1) return 'some'
      const [only] = of
      if (only !== undefined && of.length === 1) return joinOfRequirement(only)
      return kind === 'each-of' ? 'all' : 'one'
    }
    default:
      return joinOf(requirement)
  }
}

/** That it is asked for each value of a fact. */
function forEachInWords({ forEach }: Minimum, { facts }: Regulation): string {
  return forEach === undefined ? '' : ` voor elk van ‘${labelIn(facts, forEach)}’`
}

/** That less is asked of whom a number is smaller, and how that is rounded. */
function proportionInWords(
  { inProportion, in: measure }: Minimum,
  compiled: CompiledRegulation,
): string {
  if (inProportion === undefined) return ''
  const { fact, whole, rounding, floor } = inProportion
  const label = withinSentence(labelIn(compiled.regulation.facts, fact))
  const rounded = {
    'hundredth-down': '',
    'whole-down': ', naar beneden afgerond op helen',
    'whole-up': ', naar boven afgerond op helen',
  }[rounding]
  const least =
    floor === undefined ? '' : `, niet minder dan ${inMeasure(floor, measure, compiled)}`
  return `, naar evenredigheid van ${label} (alles bij ${formatAmount(whole)})${rounded}${least}`
}

/** A cap in words, with its article. */
export function capLine(cap: Cap, compiled: CompiledRegulation): string {
  const amount = inMeasure(cap.atMost, cap.in, compiled)
  const each = {
    window: '',
    'calendar-year': ' in elk kalenderjaar',
    'registration-year': ' in elk registratiejaar',
    day: ' per dag',
    activity: ' per activiteit',
  }[cap.each]
  return `${cap.label}: ${cap.text} Hoogstens ${amount}${ofWhat(cap.of, compiled.regulation, cap.in)}${each}. (${cap.article})`
}

/** A threshold in words, with its article. */
export function thresholdLine(threshold: Threshold, compiled: CompiledRegulation): string {
  const { label, text, of, onlyWith, article } = threshold
  const what = selectorInWords(of, compiled.regulation)
  return `${label}: ${text} Wat telt uit ${what}, telt alleen met ${enoughInWords(onlyWith, compiled)}. (${article})`
}

/** What lapses when, with its article. */
export function lapseLine(
  { label, text, of, after, article }: Lapse,
  regulation: Regulation,
): string {
  const what = of === 'everything' ? 'Alles' : `Wat telt uit ${selectorInWords(of, regulation)}`
  return `${label}: ${text} ${what} vervalt ${spanInWords(after)} nadat het is gedaan, gerekend op de dag van de aanvraag. (${article})`
}

/** How much of one's own there must be. */
function enoughInWords(enough: Enough, { regulation, words }: CompiledRegulation): string {
  const amount = boundInWords(enough, (least) => inUnit(least, words))
  return `${amount}${ofWhat(enough.of, regulation, 'amount')} van de persoon zelf`
}

/** Which surplus a minimum accepts, where it says so itself. */
function surplusInWords({ surplus }: Minimum, regulation: Regulation): string {
  if (surplus === undefined) return ''
  if (surplus.length === 0) return ', zonder overschot'
  return `, met overschot uit ${formatList(surplus.map((tag) => tagInWords(tag, regulation)))}`
}

function tagInWords(tag: string, regulation: Regulation): string {
  return tag === 'total' ? 'het totaal' : selectorInWords(tag, regulation)
}

/** What is asked of who has been in a category for so long, as lines below it. */
export function followUpLines(
  { followUp }: Regulation['categories'][number],
  regulation: Regulation,
): string[] {
  if (followUp === undefined) return []
  const { after, question, text, article, move } = followUp
  const next = regulation.moves.find(({ id }) => id === move)
  const then = next === undefined ? '' : ` Wie ja zegt, kan dit aanvragen: ${next.text}`
  return [`- Na ${spanInWords(after)}: ${text} Dan wordt gevraagd: ${question} (${article})${then}`]
}

/** The documents that come some time after a day, and until when somebody may wait for them. */
export function followsLines({ documents, facts }: Regulation): string[] {
  return documents.flatMap(({ label, asked }) => {
    if (asked?.follows === undefined) return []
    const { after, within, text } = asked.follows
    const day = withinSentence(labelIn(facts, after))
    return [
      `${sentenceCase(label)}: tot ${spanInWords(within)} na ${day} kan een aanvraag daarop wachten. ${text}`,
    ]
  })
}

/** A change of category: from which to which, with what, and what becomes of the period. */
export function moveInWords(move: Regulation['moves'][number], regulation: Regulation): string {
  const label = (id: string) =>
    labelIn([...regulation.categories, ...regulation.formerCategories], id)
  const period = {
    unchanged: 'De periode blijft dezelfde.',
    'from-original-start': 'De periode krijgt de volle lengte vanaf de eerste dag.',
  }[move.period]
  const criteria = move.admission === 'waived' ? [] : [`alle criteria van ${label(move.to)}`]
  const own =
    move.requires === undefined
      ? []
      : criteria.length === 0
        ? [conditionInWords(move.requires, regulation)]
        : [conditionAmong('all', move.requires, regulation)]
  const asked = [...criteria, ...own]
  const how = asked.length === 0 ? 'zonder nieuwe criteria' : `met ${formatList(asked)}`
  const without = move.from.filter((id) => !entersActivities(regulation, id))
  const until =
    without.length === 0
      ? ''
      : ` Activiteiten invoeren kan in ${formatChoice(without.map(label))} niet, pas daarna.`
  return `Van ${formatChoice(move.from.map(label))} naar ${label(move.to)}: ${how}. ${period}${until}`
}

/** What becomes of a surplus. */
export function carryOverInWords(compiled: CompiledRegulation): string {
  const { regulation, words } = compiled
  const rule = regulation.carryOver
  if (rule.rule === 'none') return 'een overschot gaat niet mee'
  const of =
    rule.of === undefined
      ? ''
      : ` uit ${formatList(rule.of.map((tag) => tagInWords(tag, regulation)))}`
  const most = rule.atMost === undefined ? 'alles' : `hoogstens ${inUnit(rule.atMost, words)}`
  const counts =
    rule.counts === 'same' ? 'en houdt zijn eigenschappen' : 'en telt alleen voor het totaal'
  const when =
    rule.when === undefined ? '' : `, alleen bij ${conditionInWords(rule.when, regulation)}`
  const own =
    rule.onlyWith === undefined ? '' : `, alleen met ${enoughInWords(rule.onlyWith, compiled)}`
  const who = rule.rule === 'discretion' ? `, als ${words.committee} dat besluit` : ''
  return `${most}${of} gaat mee ${counts}${when}${own}${who}`
}
