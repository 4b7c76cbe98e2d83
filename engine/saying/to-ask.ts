import { formatChoice, formatList } from '#language/lists.ts'
import { withinSentence } from '#language/sentences.ts'
import { spanInWords } from '#language/spans.ts'
import type { Asked, Asker, DeadEnd, Question } from '../asking/question.ts'
import type { ToAsk } from '../asking/what-to-ask.ts'
import type { CompiledRegulation } from '../compile.ts'
import { normsOf } from '../norms.ts'
import type { ConditionFinding } from '../requirements/condition.ts'
import { sayCondition } from '../requirements/condition.ts'
import { labelOf, momentInWords, registerLabel } from '../requirements/condition-kind.ts'
import { declarerInWords } from '../requirements/declaration.ts'
import { shareInWords } from './norm.ts'

/** What is still asked of somebody, in plain Dutch. */
export type SaidToAsk = {
  readonly questions: readonly SaidQuestion[]
  readonly impossible: readonly SaidDeadEnd[]
  readonly awaited: readonly NamedAsker[]
}

export type SaidQuestion = Pick<Question, 'urgency'> & {
  /** What is asked, in a sentence: "Nodig: de VOG, bij de aanvraag hoogstens 12 maanden oud." */
  readonly text: string
  /** What wants it, with where that stands: "Voor: VOG (artikel 1)." */
  readonly why: string
  /** What was found of what is there already and is not enough, or no good. */
  readonly found: readonly string[]
  readonly for: readonly NamedAsker[]
  readonly ways: readonly (readonly SaidThing[])[]
}

/** One thing that is asked; text stands within a sentence, and is a question where a fact is asked. */
export type SaidThing = {
  readonly what: Asked['what']
  readonly id?: string
  readonly text: string
}

/** What cannot be met any more, and what made it so. */
export type SaidDeadEnd = NamedAsker & { readonly text: string }

/** What wants something, by its name in the regulation. */
export type NamedAsker = Asker & { readonly label: string; readonly article?: string }

/** Says what is still asked and why, for je and u alike. */
export function sayToAsk(compiled: CompiledRegulation, toAsk: ToAsk): SaidToAsk {
  const named = (asker: Asker) => nameOf(compiled, toAsk.sort, asker)
  return {
    questions: toAsk.questions.map((question) => sayQuestion(compiled, question, named)),
    impossible: toAsk.impossible.map((end) => sayDeadEnd(compiled, end, named(end.of))),
    awaited: toAsk.awaited.map(named),
  }
}

function sayQuestion(
  compiled: CompiledRegulation,
  { urgency, for: askers, ways }: Question,
  named: (asker: Asker) => NamedAsker,
): SaidQuestion {
  const said = ways.map((way) => way.map((asked) => sayAsked(compiled, asked)))
  const by = askers.map(named)
  const why = formatList(by.map(withArticle))
  return {
    urgency,
    text: questionInWords(urgency, said),
    why: urgency === 'now' ? `Voor: ${why}.` : `Het hoeft niet. Het kan helpen bij: ${why}.`,
    found: [...new Set(ways.flat().flatMap((asked) => foundOf(compiled, asked)))],
    for: by,
    ways: said,
  }
}

function questionInWords(
  urgency: Question['urgency'],
  ways: readonly (readonly SaidThing[])[],
): string {
  const [first = []] = ways
  if (ways.length === 1 && first.every(isQuestion)) return first.map(({ text }) => text).join(' ')
  const list = ways.map((way) => formatList(way.map(({ text }) => text)))
  const head = urgency === 'now' ? 'Nodig' : 'Kan ook'
  return ways.length === 1
    ? `${head}: ${list.join('')}.`
    : `${head}, één hiervan is genoeg: ${list.join('; of ')}.`
}

function isQuestion({ what }: SaidThing): boolean {
  return what === 'fact' || what === 'category'
}

function sayAsked(compiled: CompiledRegulation, asked: Asked): SaidThing {
  const { what } = asked
  const { regulation } = compiled
  switch (what) {
    case 'fact':
      return { what, id: asked.fact, text: factInWords(compiled, asked.fact) }
    case 'category': {
      const labels = regulation.categories.map(({ label }) => label)
      return { what, text: `Welke categorie: ${formatChoice(labels)}?` }
    }
    case 'document': {
      const name = labelOf(regulation.documents, asked.document)
      return { what, id: asked.document, text: [name, ...agesOf(asked.findings)].join(', ') }
    }
    case 'declaration': {
      const by = asked.by === undefined ? '' : ` van ${declarerInWords(asked.by, regulation)}`
      const label = labelOf(regulation.declarations, asked.declaration)
      return { what, id: asked.declaration, text: `de verklaring${by}: ${label}` }
    }
    case 'holding':
      return {
        what,
        id: asked.register,
        text: holdingInWords(compiled, asked.register, asked.findings),
      }
    case 'work':
      return { what, text: 'opgave van werk' }
    case 'refresher':
      return { what, text: refresherInWords(compiled, asked.findings) }
    case 'activities':
      return {
        what,
        text: `activiteiten (${formatList(
          asked.findings.flatMap(({ minima }) =>
            minima.map((share) => shareInWords(compiled, share)),
          ),
        )})`,
      }
  }
}

function factInWords({ regulation }: CompiledRegulation, id: string): string {
  const fact = regulation.facts.find((each) => each.id === id)
  const label = fact?.label ?? id
  if (fact?.asked?.question !== undefined) return fact.asked.question
  switch (fact?.type) {
    case 'yes-no':
    case undefined:
      return `${label}: ja of nee?`
    case 'day':
      return `${label}: welke dag?`
    case 'number':
      return `${label}: hoeveel?`
    case 'choice':
      return `${label}: ${formatChoice((fact.options ?? []).map((option) => option.label))}?`
    case 'several':
      return `${label}: welke van ${formatList((fact.options ?? []).map((option) => option.label))}?`
  }
}

/** How old a document may be, by everything that wants it. */
function agesOf(findings: readonly ConditionFinding[]): readonly string[] {
  const ages = findings.flatMap(({ because }) => {
    if (because.kind !== 'document') return []
    const { notOlderThan, at = 'submission' } = because.condition
    if (notOlderThan === undefined) return []
    return [`${momentInWords[at]} hoogstens ${spanInWords(notOlderThan)} oud`]
  })
  return [...new Set(ages)]
}

/** What must be done again, by the norms that ask it. */
function refresherInWords(
  { regulation }: CompiledRegulation,
  findings: readonly ConditionFinding[],
): string {
  const asked = findings.flatMap(({ because }) => {
    if (because.kind !== 'refresher') return []
    const { of, every } = because.condition
    const named = [...regulation.kinds, ...regulation.groups, ...regulation.attributes].find(
      ({ id }) => id === of,
    )
    const what = named === undefined ? 'een activiteit' : withinSentence(named.label)
    return [`${what}, hoogstens ${spanInWords(every)} geleden`]
  })
  return formatList([...new Set(asked)])
}

function holdingInWords(
  { regulation }: CompiledRegulation,
  register: string,
  findings: readonly ConditionFinding[],
): string {
  const moments = findings.flatMap(({ because }) =>
    because.kind === 'holding' ? because.condition.at.map((moment) => momentInWords[moment]) : [],
  )
  return `een registratie bij ${registerLabel(regulation.registers, register)}, ${formatList([...new Set(moments)])}`
}

/** What is said of what is there; of what is simply not there nothing is said. */
function foundOf(compiled: CompiledRegulation, asked: Asked): readonly string[] {
  if (asked.what === 'activities') return []
  return asked.findings.flatMap((finding) =>
    isThere(finding) ? [sayCondition(finding.because, compiled)] : [],
  )
}

function isThere({ because, unknown }: ConditionFinding): boolean {
  if (unknown) return false
  switch (because.kind) {
    case 'document':
      return because.found.is !== 'missing' && because.found.is !== 'not-given'
    case 'declaration':
      return 'madeBy' in because.found
    case 'refresher':
      return 'last' in because.found
    default:
      return because.kind === 'work'
  }
}

function sayDeadEnd(
  compiled: CompiledRegulation,
  { of, because }: DeadEnd,
  named: NamedAsker,
): SaidDeadEnd {
  const why = because.map((each) => sayCondition(each, compiled))
  const text =
    of.is === 'category'
      ? `De categorie ${named.label} is er niet meer.`
      : [`${named.label}: dat kan zo niet.`, ...new Set(why)].join(' ')
  return { ...named, text }
}

function nameOf({ regulation }: CompiledRegulation, sort: ToAsk['sort'], asker: Asker): NamedAsker {
  const { categories, moves, period, carryOver } = regulation
  switch (asker.is) {
    case 'norm': {
      const norm = normsOf(regulation, sort).find(({ id }) => id === asker.id)
      return { ...asker, label: norm?.label ?? asker.id, ...articleOf(norm) }
    }
    case 'variant': {
      const variant = regulation.variants.find(({ id }) => id === asker.id)
      return { ...asker, label: variant?.label ?? asker.id, ...articleOf(variant) }
    }
    case 'exemption': {
      const exemption = regulation.exemptions.find(({ id }) => id === asker.id)
      return { ...asker, label: 'Vrijstelling', ...articleOf(exemption) }
    }
    case 'move': {
      const move = moves.find(({ id }) => id === asker.id)
      const to = move === undefined ? asker.id : labelOf(categories, move.to)
      return { ...asker, label: `Verandering naar ${to}`, ...articleOf(move) }
    }
    case 'carry-over':
      return { ...asker, label: 'Overschot', ...articleOf(carryOver) }
    case 'category': {
      const former = regulation.formerCategories.find(({ id }) => id === asker.id)
      const move = moves.find(({ from }) => from.includes(asker.id))
      const article = move?.article ?? categories[0]?.admission[0]?.article ?? period.article
      return { ...asker, label: former?.label ?? 'Categorie', article }
    }
  }
}

function articleOf(of: { readonly article?: string } | undefined): { readonly article?: string } {
  return of?.article === undefined ? {} : { article: of.article }
}

function withArticle({ label, article }: NamedAsker): string {
  return article === undefined ? label : `${label} (${article})`
}
