import type { ModdleElement } from 'dmn-moddle'
import { DmnModdle } from 'dmn-moddle'
import type { IndicatorAnswer } from '#engine'
import { answersTo } from '#engine'
import type { PlacedMistake } from '#regulations/mistakes.ts'
import { id as idShape } from '#regulations/values.ts'
import { checkTable } from '../check/check-table.ts'
import type { NormFile, NormIndicator, OutcomeId } from '../norm.ts'
import { outcomeIds } from '../norm.ts'
import { indicatorOf, writeCell } from '../table.ts'
import { feelName, feelText } from './names.ts'
import type { PlaceInFile, Places } from './places.ts'
import { findPlaces } from './places.ts'
import { readCell } from './read-cell.ts'

/** A rule as it comes out of DMN, to be written in a norm. */
export interface DmnRule {
  readonly id: string
  readonly when: Readonly<Record<string, IndicatorAnswer | readonly IndicatorAnswer[]>>
  readonly outcome: OutcomeId
  readonly text: string
  readonly source: string
  readonly article: string
}

/** A table that was drawn elsewhere, or what of it cannot be said and where that stands in the file. */
export type ReadDmn =
  | {
      readonly outcome: 'read'
      readonly hitPolicy: NormFile['table']['hitPolicy']
      /** In the order in which they go before each other. */
      readonly outcomes: readonly OutcomeId[]
      readonly rules: readonly DmnRule[]
    }
  | { readonly outcome: 'refused'; readonly mistakes: readonly PlacedMistake[] }

/** What new rules rest on that name nothing themselves. */
export interface Resting {
  readonly source: string
  readonly article: string
}

// Ten times what a table of 1,000 rules over 60 indicators takes.
const mostCharacters = 100_000_000

/**
 * Reads a decision table of DMN (1.2 to 1.5) as the table of a norm. The indicators, the outcomes and their words
 * are those of the norm; what the table says that a norm cannot, is refused with its place.
 */
export async function readDmn(
  xml: string,
  file: string,
  norm: NormFile,
  resting?: Resting,
): Promise<ReadDmn> {
  const mistakes: PlacedMistake[] = []
  const say = ({ line, column }: PlaceInFile, message: string) =>
    mistakes.push({ file, line, column, message })
  const refused = (place: PlaceInFile, message: string): ReadDmn => {
    say(place, message)
    return { outcome: 'refused', mistakes }
  }
  if (xml.length > mostCharacters) return refused(top, 'dit bestand is te groot (too large)')
  const places = findPlaces(xml)
  if ('message' in places) return refused(places, places.message)
  const found = await tableIn(xml)
  if (found.outcome === 'wrong') return refused(places.decisions[found.at] ?? top, found.message)
  const reader = { norm, places, say, resting }
  const columns = readColumns(found.table, reader)
  const { hitPolicy, outcomes } = readPolicy(found.table, reader)
  const drawn = list(found.table, 'rule')
  const ids = idsOf(drawn)
  const rules = drawn.map((rule, at) => readRule({ rule, at, id: ids[at] ?? '' }, columns, reader))
  const whole = rules.filter((rule) => rule !== undefined)
  if (mistakes.length > 0 || hitPolicy === undefined || outcomes === undefined) {
    return { outcome: 'refused', mistakes }
  }
  checkWhole({ hitPolicy, outcomes, rules: whole }, reader)
  return mistakes.length > 0
    ? { outcome: 'refused', mistakes }
    : { outcome: 'read', hitPolicy, outcomes, rules: whole }
}

const top: PlaceInFile = { line: 1, column: 1 }

interface Reader {
  readonly norm: NormFile
  readonly places: Places
  readonly say: (place: PlaceInFile, message: string) => void
  readonly resting: Resting | undefined
}

type FoundTable =
  | { readonly outcome: 'found'; readonly table: ModdleElement }
  | { readonly outcome: 'wrong'; readonly message: string; readonly at: number }

// Between these versions a decision table did not change.
const versions =
  /https?:\/\/www\.omg\.org\/spec\/DMN\/(20180521|20191111|20211108|20230324)\/MODEL\//g

async function tableIn(xml: string): Promise<FoundTable> {
  const wrong = (message: string, at = 0): FoundTable => ({ outcome: 'wrong', message, at })
  const read = await new DmnModdle()
    .fromXML(xml.replaceAll(versions, 'https://www.omg.org/spec/DMN/20191111/MODEL/'))
    .catch(() => undefined)
  if (read === undefined) return wrong('dit is geen DMN 1.2, 1.3, 1.4 of 1.5 (not DMN)')
  const [, twice] =
    read.warnings.map(({ message }) => /duplicate ID <([^>]*)>/.exec(message)).find(Boolean) ?? []
  if (twice !== undefined) return wrong(`de id ${twice} staat er twee keer (used twice)`)
  if (read.warnings.some(({ message }) => message.includes('unparsable'))) {
    return wrong('een deel van dit bestand is geen DMN die te lezen is (a part of it is not DMN)')
  }
  const elements = list(read.rootElement, 'drgElement')
  const odd = elements.find(({ $type }) => !plain.has($type))
  if (odd !== undefined) {
    return wrong(
      `${kindOf(odd)} kan in een norm niet worden gezegd: laat alleen de beslistabel staan (only one decision table)`,
    )
  }
  const decisions = elements.filter(({ $type }) => $type === 'dmn:Decision')
  const [decision, second] = decisions
  if (decision === undefined) return wrong('er staat geen beslissing in (no decision)')
  if (second !== undefined) {
    return wrong('er staat meer dan één beslissing in: een norm heeft één tabel (one decision)', 1)
  }
  if (list(decision, 'informationRequirement').some((one) => one.requiredDecision !== undefined)) {
    return wrong(
      'deze beslissing hangt af van een andere: een norm heeft één tabel (it needs another decision)',
    )
  }
  if (list(decision, 'knowledgeRequirement').length > 0) {
    return wrong(
      'deze beslissing rekent met een functie: dat kan in een norm niet (it needs a function)',
    )
  }
  const table = decision.decisionLogic as ModdleElement | undefined
  return table?.$type === 'dmn:DecisionTable'
    ? { outcome: 'found', table }
    : wrong('deze beslissing is geen tabel (no decision table)')
}

// What is drawn beside a table, and says nothing of what is decided.
const plain: ReadonlySet<string> = new Set(['dmn:Decision', 'dmn:InputData', 'dmn:KnowledgeSource'])

function kindOf({ $type }: ModdleElement): string {
  return $type.replace(/^.*:/, '')
}

function list(element: ModdleElement, name: string): readonly ModdleElement[] {
  return (element[name] as readonly ModdleElement[] | undefined) ?? []
}

function textOf(element: unknown): string {
  const { text } = (element ?? {}) as { readonly text?: unknown }
  return typeof text === 'string' ? text.trim() : ''
}

// Which indicator each column is about.
function readColumns(
  table: ModdleElement,
  { norm, places, say }: Reader,
): readonly (NormIndicator | undefined)[] {
  const known = norm.indicators.map(({ id }) => feelName(id)).join(', ')
  const seen = new Set<string>()
  return list(table, 'input').map((input, at) => {
    const place = places.inputs[at] ?? top
    const name = textOf(input.inputExpression)
    const indicator = norm.indicators.find(({ id }) => feelName(id) === name)
    const column = `kolom ${at + 1}`
    if (indicator === undefined) {
      say(
        place,
        `${column}: onbekende indicator ${name || 'zonder naam'}; bekend: ${known}. Beschrijf een nieuwe indicator eerst in de norm (unknown indicator)`,
      )
      return undefined
    }
    if (seen.has(indicator.id)) say(place, `${column}: ${name} staat er twee keer (used twice)`)
    seen.add(indicator.id)
    const { typeRef } = (input.inputExpression ?? {}) as { readonly typeRef?: unknown }
    const type = indicator.options === undefined ? 'boolean' : 'string'
    if (typeof typeRef === 'string' && typeRef.replace(/^.*:/, '') !== type) {
      say(place, `${column}: ${name} is ${type}, niet ${typeRef} (another type)`)
    }
    const values = textOf(input.inputValues)
    const all = answersTo(indicatorOf(indicator))
    const allowed = values === '' ? undefined : readCell(values, all)
    if (
      allowed !== undefined &&
      (allowed.outcome === 'wrong' || allowed.answers.length < all.length)
    ) {
      say(
        place,
        `${column}: de antwoorden op ${name} zijn die van de norm: ${all.map(String).join(', ')} (other answers)`,
      )
    }
    return indicator
  })
}

function readPolicy(
  table: ModdleElement,
  { norm, places, say }: Reader,
): {
  readonly hitPolicy: NormFile['table']['hitPolicy'] | undefined
  readonly outcomes: readonly OutcomeId[] | undefined
} {
  const at = places.tables[0] ?? top
  const written = typeof table.hitPolicy === 'string' ? table.hitPolicy : 'UNIQUE'
  const hitPolicy = policies.find((one) => one.toUpperCase() === written)
  if (hitPolicy === undefined || table.aggregation !== undefined) {
    say(
      at,
      `hit policy ${written} geeft meer dan één antwoord, of telt antwoorden op: kies UNIQUE, ANY, FIRST of PRIORITY (another hit policy)`,
    )
  }
  const outputs = list(table, 'output')
  const [output] = outputs
  const place = places.outputs[0] ?? at
  if (output === undefined || outputs.length > 1) {
    say(
      outputs.length > 1 ? (places.outputs[1] ?? place) : place,
      `een norm heeft één uitkomst, hier staan er ${outputs.length} (one output)`,
    )
    return { hitPolicy, outcomes: undefined }
  }
  if (output.defaultOutputEntry !== undefined) {
    say(
      place,
      'een uitkomst voor alle andere gevallen kan niet apart: schrijf die als een regel (a default output)',
    )
  }
  const values = textOf(output.outputValues)
  const order = values === '' ? undefined : values.split(',').map((one) => outcomeIn(one))
  if (order === undefined) {
    if (hitPolicy !== 'priority') return { hitPolicy, outcomes: norm.outcomes.map(({ id }) => id) }
    say(
      place,
      'bij PRIORITY staat bij de uitkomst in welke volgorde de uitkomsten gaan (no output values)',
    )
    return { hitPolicy, outcomes: undefined }
  }
  const known = order.filter((one) => one !== undefined)
  if (
    known.length < order.length ||
    outcomeIds.some((id) => !known.includes(id)) ||
    known.length > outcomeIds.length
  ) {
    const wanted = outcomeIds.map(feelText).join(', ')
    say(place, `de uitkomsten zijn ${wanted}, elk één keer; hier staat ${values} (other outputs)`)
    return { hitPolicy, outcomes: undefined }
  }
  return { hitPolicy, outcomes: known }
}

const policies = ['unique', 'any', 'first', 'priority'] as const

function outcomeIn(written: string): OutcomeId | undefined {
  return outcomeIds.find((id) => feelText(id) === written.trim())
}

function readRule(
  { rule, at, id }: { readonly rule: ModdleElement; readonly at: number; readonly id: string },
  columns: readonly (NormIndicator | undefined)[],
  { norm, places, say, resting }: Reader,
): DmnRule | undefined {
  const own = places.rules[at]
  const place = own?.at ?? top
  const called = `regel ${at + 1}`
  const cells = list(rule, 'inputEntry')
  if (cells.length !== columns.length) {
    say(
      place,
      `${called}: ${cells.length} cellen bij ${columns.length} kolommen (another number of cells)`,
    )
  }
  const when: Record<string, IndicatorAnswer | readonly IndicatorAnswer[]> = {}
  cells.forEach((cell, column) => {
    const indicator = columns[column]
    if (indicator === undefined) return
    const all = answersTo(indicatorOf(indicator))
    const read = readCell(textOf(cell), all)
    if (read.outcome === 'wrong') {
      say(own?.inputs[column] ?? place, `${called}, ${feelName(indicator.id)}: ${read.message}`)
    } else if (read.answers.length < all.length) when[indicator.id] = writeCell(read.answers)
  })
  const outputs = list(rule, 'outputEntry')
  const outcome = outcomeIn(textOf(outputs[0]))
  if (outcome === undefined || outputs.length !== 1) {
    const wanted = outcomeIds.map(feelText).join(', ')
    say(
      own?.outputs[0] ?? place,
      `${called}: ${textOf(outputs[0]) || 'niets'} is geen uitkomst van de norm; kies uit ${wanted} (unknown output)`,
    )
  }
  const text = typeof rule.description === 'string' ? rule.description.trim() : ''
  if (text === '') {
    say(
      place,
      `${called}: de reden ontbreekt: schrijf die bij Annotations, of als description (no reason)`,
    )
  }
  const remarked = list(rule, 'annotationEntry').map(textOf)
  const source = remarked[0] || resting?.source || ''
  const article = remarked[1] || resting?.article || ''
  if (source === '' || article === '') {
    say(
      place,
      `${called}: waar deze regel op rust, staat er niet: geef --source en --article voor nieuwe regels (no source)`,
    )
  } else if (!Object.hasOwn(norm.sources, source)) {
    say(
      place,
      `${called}: onbekende bron ${source}; bekend: ${Object.keys(norm.sources).join(', ')} (unknown source)`,
    )
  }
  if (outcome === undefined) return undefined
  return { id, when, outcome, text, source, article }
}

// A rule that was drawn elsewhere has a name that a program made up: it gets one by its place.
function idsOf(rules: readonly ModdleElement[]): readonly string[] {
  const own = rules.map(({ id = '' }) => {
    const name = id.replace(/^rule-/, '')
    return name !== id && idShape.safeParse(name).success ? name : undefined
  })
  const taken = new Set(own)
  return own.map((name, at) => {
    if (name !== undefined) return name
    let made = `rule-${at + 1}`
    while (taken.has(made)) made = `${made}-new`
    return made
  })
}

// What is wrong with the table as a table, told where it stands in the file.
function checkWhole(
  { hitPolicy, outcomes, rules }: Omit<Extract<ReadDmn, { outcome: 'read' }>, 'outcome'>,
  { norm, places, say }: Reader,
): void {
  if (rules.length === 0) {
    say(places.tables[0] ?? top, 'de tabel heeft geen regels (no rules)')
    return
  }
  const table = {
    indicators: norm.indicators.map(indicatorOf),
    outcomes,
    hitPolicy,
    rules: rules.map(({ id, when, outcome }) => ({
      id,
      outcome,
      when: Object.fromEntries(Object.entries(when).map(([name, cell]) => [name, [cell].flat()])),
    })),
  }
  checkTable(table, (path, message) => {
    const at = path[2]
    const place = typeof at === 'number' ? places.rules[at]?.at : places.tables[0]
    say(place ?? top, typeof at === 'number' ? `regel ${at + 1}: ${message}` : message)
  })
}
