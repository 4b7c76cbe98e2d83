import { formatDay } from '#language/days.ts'
import { formatChoice, formatList } from '#language/lists.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import { asksOfRequirement } from '../asking/norms-that-ask.ts'
import type {
  Assessment,
  MinimumFinding,
  NormFinding,
  ShortYear,
  WayFinding,
} from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import { limitedBy } from '../limits.ts'
import { moveLabel, normsOf } from '../norms.ts'
import type { Amount } from '../quantity.ts'
import { formatAmount } from '../quantity.ts'
import type { Norm, ProRata } from '../regulation.ts'
import type { ConditionFinding } from '../requirements/condition.ts'
import { restsOnNone, sayCondition } from '../requirements/condition.ts'
import { labelOf } from '../requirements/condition-kind.ts'
import type { Standing } from '../standing.ts'
import type { ExplainedLimit, ExplainedNorm } from './explanation.ts'
import { limitInWords } from './limit.ts'
import { ofWhat } from './selector.ts'
import { figuresInWords, inMeasure, thatCounts } from './words.ts'

/** A norm with what it asks and how it stands, in plain Dutch. */
export function explainNorm(
  compiled: CompiledRegulation,
  sort: Assessment['sort'],
  found: NormFinding,
): ExplainedNorm {
  const { regulation } = compiled
  const norm =
    found.misplaced === undefined
      ? normsOf(regulation, sort).find((each) => each.id === found.id)
      : undefined
  const told = norm ?? moveNorm(compiled, found) ?? categoryNorm(compiled, found)
  const { id, outcome, measure, required, counted, provisional, shortfall, withPlanned } = found
  return {
    id,
    article: told.article,
    source: regulation.sources[told.source]?.title ?? told.source,
    label: told.label,
    asks: told.text,
    outcome,
    measure,
    required,
    counted,
    provisional,
    shortfall,
    ...textsOf(compiled, told, found),
    limits: found.minima.flatMap((minimum) => limitsInWords(compiled, minimum)),
    ...(found.inDoubt ? { inDoubt: true } : {}),
    withPlanned,
  }
}

/** What is said of a norm, whether it is one of the regulation or asks for a category. */
type Told = Pick<Norm, 'article' | 'source' | 'label' | 'text' | 'otherwise' | 'whenShort'> & {
  readonly requires?: Norm['requires']
  /** What is wrong with the category. */
  readonly remarks?: readonly string[]
}

// A change of category stands among the norms of its application.
function moveNorm({ regulation }: CompiledRegulation, { id }: NormFinding): Told | undefined {
  const move = regulation.moves.find((each) => each.id === id)
  if (move === undefined) return undefined
  const { article, text } = move
  return { article, text, label: moveLabel, source: Object.keys(regulation.sources)[0] ?? '' }
}

function categoryNorm({ regulation }: CompiledRegulation, { misplaced }: NormFinding): Told {
  const [category] = regulation.categories
  const id = misplaced?.is === 'former' ? misplaced.id : ''
  const former = regulation.formerCategories.find((each) => each.id === id)
  const move = regulation.moves.find((each) => each.from.includes(id))
  return {
    article: move?.article ?? category?.admission[0]?.article ?? regulation.period.article,
    source: Object.keys(regulation.sources)[0] ?? '',
    label: 'Categorie',
    text: 'De aanvraag noemt een categorie.',
    remarks:
      former === undefined
        ? ['Er is nog geen categorie gekozen.']
        : [
            `De categorie ${former.label} is er niet meer.`,
            ...(move === undefined ? [] : [move.text]),
          ],
  }
}

function textsOf(
  compiled: CompiledRegulation,
  norm: Told,
  found: NormFinding,
): Pick<ExplainedNorm, 'text' | 'remark'> {
  const head = headOf(compiled, norm, found)
  const told: string[] = []
  const remarks = [...(norm.remarks ?? []), ...doubtfulRemarks(compiled, found)]
  told.push(...remarks)
  told.push(...reductionOf(compiled, norm, found))
  // Of many ways a few are enough to see that there are others.
  const others = (found.others ?? []).slice(0, 3).map((other) => wayInWords(compiled, other))
  if (others.length > 0) told.push(`Het kan ook zo: ${formatChoice(others)}.`)
  const { reason, withPlanned } = found
  if (reason !== undefined && remarks.every((remark) => !remark.includes(reason))) {
    // The board names itself in its ground.
    told.push(
      norm.otherwise?.decides === 'board'
        ? reason
        : `${sentenceCase(compiled.words.committee)}: ${reason}`,
    )
  }
  if (found.outcome === 'for-the-committee' && norm.otherwise !== undefined) {
    told.push(norm.otherwise.text)
  }
  if (found.outcome === 'not-met' && norm.whenShort !== undefined) told.push(norm.whenShort)
  const planned: string[] = []
  if (withPlanned.planned > 0 && found.shortfall > 0) {
    const { counted, shortfall } = withPlanned
    const left = shortfall > 0 ? `, nog ${formatAmount(shortfall)} te gaan` : ''
    planned.push(`Met wat gepland is, wordt het ${formatAmount(counted)}${left}.`)
  }
  // That a document has yet to be looked at says by itself that the norm has.
  const said = found.outcome === 'undetermined' && told[0]?.startsWith('Nog te controleren: ')
  return {
    text: [said ? `${norm.label}:` : head, ...told, ...planned].join(' '),
    // Several minima make one sum that tells little: each is told with its own.
    remark: [...(found.minima.length > 1 ? [head] : []), ...told].join(' '),
  }
}

/** What is to be said about conditions, and about years that fall short. */
function remarksOf(compiled: CompiledRegulation, way: WayFinding): readonly string[] {
  const said = (condition: ConditionFinding) => sayCondition(condition.because, compiled)
  const told =
    way.outcome === 'met'
      ? way.conditions
      : way.conditions.filter((condition) => condition.standing !== 'met')
  return [
    ...(soleFigures(way) === undefined ? told.map(said) : []),
    ...way.shortYears.map(shortYearInWords),
    ...way.minima.flatMap((minimum) => proportionInWords(compiled, minimum)),
    ...way.minima.flatMap((minimum) => limitsInWords(compiled, minimum).map(({ text }) => text)),
  ]
}

/** That a minimum asks a share of somebody, or all because nobody stated of which number that is. */
function proportionInWords(
  compiled: CompiledRegulation,
  { minimum, proportion, reached, required }: MinimumFinding,
): readonly string[] {
  const { inProportion, atLeast, in: measure } = minimum
  if (inProportion === undefined || proportion === undefined) return []
  const { fact, whole } = inProportion
  const label = compiled.regulation.facts.find(({ id }) => id === fact)?.label ?? fact
  const all = inMeasure(atLeast, measure, compiled)
  const { value, asked } = proportion
  if (value === undefined) {
    return reached >= required
      ? []
      : [`Niet opgegeven: ${withinSentence(label)}. Daarom wordt alles gevraagd: ${all}.`]
  }
  if (asked === atLeast) return []
  return [
    `${label}: ${formatAmount(value)} van ${formatAmount(whole)}, en daarom ${inMeasure(asked as Amount, measure, compiled)} in plaats van ${all}.`,
  ]
}

/** What there is of activities that count for a minimum only up to a limit, where that is more. */
function limitsInWords(
  compiled: CompiledRegulation,
  { minimum, limits }: MinimumFinding,
): readonly ExplainedLimit[] {
  const { regulation, words } = compiled
  const { in: measure } = minimum
  const unit = measure === 'second-unit' ? (regulation.secondUnit ?? words.unit) : words.unit
  return limits.flatMap(({ limit, there, counted }) => {
    const rule = minimum.limits?.[limit]
    if (rule === undefined || there <= counted) return []
    const all = `${inMeasure(there, measure, compiled)}${ofWhat(limitedBy(rule), regulation, measure)}`
    const some =
      measure === 'things'
        ? `${formatAmount(counted)} ${counted === 100 ? 'telt' : 'tellen'}`
        : thatCounts(counted, { unit })
    const text = `${all}, waarvan hier ${some}: ${limitInWords(rule, measure, compiled)}.`
    return [{ there, counted, text }]
  })
}

function doubtfulRemarks(compiled: CompiledRegulation, found: NormFinding): readonly string[] {
  const awaited =
    found.unopened === undefined
      ? []
      : [
          'Vanaf welke dag activiteiten tellen, staat nog niet vast.',
          `${labelOf(compiled.regulation.facts, found.unopened)}: niet opgegeven.`,
        ]
  const own = [...awaited, ...remarksOf(compiled, found)]
  if (found.doubt === undefined) return own
  const why = sayCondition(found.doubt.because, compiled)
  const variant = compiled.regulation.variants.find((each) => each.id === found.variant)
  if (variant !== undefined) {
    const figure = `Zoveel is nodig bij: ${variant.label}. Of dat zo is, staat nog niet vast.`
    return [...new Set([figure, why, ...own].filter(Boolean))]
  }
  // What decides whether it applies may be the very thing that it asks.
  return [...new Set(['Of deze norm geldt, staat nog niet vast.', why, ...own].filter(Boolean))]
}

/** The only condition of a way, where its sentence says it all: a figure that is known, or a document with its state. */
function soleFigures({ minima, conditions }: WayFinding): ConditionFinding | undefined {
  const [only, ...others] = conditions
  if (minima.length > 0 || only === undefined || others.length > 0) return undefined
  if (only.because.kind === 'document') return only
  return only.measure === 'yes-no' || only.unknown ? undefined : only
}

function shortYearInWords({ year, missing, asked }: ShortYear): string {
  const of = asked === undefined ? '' : `, van ${formatAmount(asked)}`
  return `Van ${formatDay(year.first)} tot en met ${formatDay(year.last)}: ${formatAmount(missing)} te weinig${of}.`
}

/** Why less is asked of this person than of others, with the days. */
function reductionOf(compiled: CompiledRegulation, norm: Told, now: WayFinding): readonly string[] {
  const { proRata } = compiled.regulation
  if (now.reduced === undefined || proRata === undefined) return []
  const { whole, part } = now.reduced
  const why = { 'not-registered': 'vóór de inschrijving', leave: 'verlof' }
  const missed = part.missed.map(
    (spell) =>
      `van ${formatDay(spell.first)} tot en met ${formatDay(spell.last)} (${why[spell.why]})`,
  )
  return [
    `Voor een hele periode is dat ${unitOf(compiled, now)(whole)}.`,
    `Van de ${part.whole} ${part.in === 'days' ? 'dagen' : 'maanden'} ${part.asked === 1 ? 'telt' : 'tellen'} er ${part.asked}: niet ${formatList(missed)}.`,
    ...sumOf(now, now.reduced, proRata, unitOf(compiled, now)),
    // The norm's own article is shown beside this text.
    norm.article === proRata.article ? proRata.text : `${proRata.text} (${proRata.article})`,
  ]
}

/** The sum by which less is asked; none where more than a share is asked, which no sum gives. */
function sumOf(
  { required }: WayFinding,
  { whole, part }: NonNullable<WayFinding['reduced']>,
  { rounding }: ProRata,
  inUnits: (amount: Amount) => string,
): readonly string[] {
  const exact = (whole * part.asked) / part.whole
  if (rounding !== 'whole-up' && required > exact) return []
  const units = part.in === 'days' ? 'dagen' : 'maanden'
  const rounded =
    required === exact ? '' : ` (naar ${required < exact ? 'beneden' : 'boven'} afgerond)`
  return [
    `${inUnits(whole)} × ${part.asked} van ${part.whole} ${units} = ${inUnits(required)}${rounded}.`,
  ]
}

function headOf(compiled: CompiledRegulation, told: Told, now: NormFinding): string {
  const { label } = told
  const sole = soleFigures(now)
  if (sole !== undefined) return `${label}: ${sayCondition(sole.because, compiled)}`
  if (now.measure === 'yes-no') {
    const verdicts: Readonly<Record<Standing, string>> = {
      met: hasNothingToShow(compiled, told, now) ? 'hoeft niet.' : 'in orde.',
      'not-met': 'nog niet in orde.',
      // No judgement helps where nobody has said whether it applies.
      undetermined: now.inDoubt ? 'nog niet vast te stellen.' : 'nog te beoordelen.',
      'for-the-committee': `${compiled.words.committee} beslist.`,
    }
    return `${label}: ${verdicts[now.outcome]}`
  }
  const unit = unitOf(compiled, now)
  const { minima } = now
  if (minima.length > 1 || minima[0]?.value !== undefined) {
    // Added up, one thing that serves two minima would be told twice.
    const each = minima.map((share) => shareInWords(compiled, share))
    return `${label}: ${formatList(each)}.`
  }
  const { required, provisional } = now
  const figures = { reached: (now.counted + provisional) as Amount, required, provisional }
  return `${label}: ${figuresInWords(figures, unit)}.`
}

// Whether papers are asked of whoever has something that this person does not have.
function hasNothingToShow(
  { regulation }: CompiledRegulation,
  { requires }: Told,
  { conditions }: NormFinding,
): boolean {
  const asks = requires === undefined ? [] : asksOfRequirement(requires, regulation)
  return (
    asks.some(({ what }) => what === 'document' || what === 'declaration') &&
    conditions.length > 0 &&
    conditions.every(({ because }) => restsOnNone(because))
  )
}

/** Writes an amount of a norm's measure. */
function unitOf(compiled: CompiledRegulation, { measure }: WayFinding): (amount: Amount) => string {
  switch (measure) {
    case 'amount':
    case 'second-unit':
    case 'things':
      return (amount) => inMeasure(amount, measure, compiled)
    case 'work-hours':
      return (amount) => `${formatAmount(amount)} uur`
    case 'work-months':
      return (amount) => `${formatAmount(amount)} ${amount === 100 ? 'maand' : 'maanden'}`
    case 'hours-per-week':
      return (amount) => `${formatAmount(amount)} uur per week`
    case 'yes-no':
      return formatAmount
  }
}

/** Another way to meet a norm, and how far it is reached. */
function wayInWords(compiled: CompiledRegulation, way: WayFinding): string {
  const shares = way.minima.map((share) => shareInWords(compiled, share))
  const sole = soleFigures(way)
  const head = sole === undefined ? [] : [sayCondition(sole.because, compiled)]
  const told = [...head, ...remarksOf(compiled, way)]
  const remarks = told.map((remark) => withinSentence(remark.replace(/[.]$/, '')))
  return [...shares, ...remarks].join('; ')
}

/** "22 van 24 uur uit video", with what is missing. */
export function shareInWords(
  compiled: CompiledRegulation,
  { minimum, value, reached, required }: MinimumFinding,
): string {
  const { regulation } = compiled
  const unit = (amount: Amount) => inMeasure(amount, minimum.in, compiled)
  const of = value ?? minimum.of
  const named = [...regulation.kinds, ...regulation.groups, ...regulation.attributes].find(
    (each) => each.id === of,
  )
  const what = named === undefined ? '' : ` voor ${withinSentence(named.label)}`
  return figuresInWords({ reached, required }, unit, what)
}
