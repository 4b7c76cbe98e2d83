import { formatDay } from '#language/days.ts'
import { formatChoice, formatList } from '#language/lists.ts'
import { sentenceCase, withinSentence } from '#language/sentences.ts'
import type { Degree, Wish } from './counting/allocation.ts'
import type { NormFinding } from './assessment.ts'
import type { CompiledRegulation, Node, PlannedNorm } from './compile.ts'
import type { Dossier } from './dossier.ts'
import type { PartOfTime, Stretch } from './counting/stretches.ts'
import type { Amount } from './quantity.ts'
import { formatAmount, nothing } from './quantity.ts'
import type { Condition, Minimum, Norm } from './regulation.ts'
import type { ConditionFinding } from './requirements/condition.ts'
import { yesOrNo } from './requirements/condition.ts'
import type { Standing } from './standing.ts'
import { bestOf, rankOf, worstOf } from './standing.ts'
import { figuresInWords, inUnit } from './saying/words.ts'

/** A norm held against what counts. */
export type WeighedNorm = {
  readonly norm: Norm
  readonly standing: Standing
  readonly measure: NormFinding['measure']
  readonly required: number
  readonly counted: number
  readonly provisional: number
  readonly shortfall: number
  /** What is to be said about conditions, and about years that fall short. */
  readonly remarks: readonly string[]
  /** The finding of a sole condition that counts, such as hours of work; it takes the head's place. */
  readonly head?: string
  /** A minimum that asks less of this person, with the days of which it asks anything. */
  readonly reduced?: { readonly whole: Amount; readonly part: PartOfTime }
  /** The minima of this way, each by itself, where they are more than one. */
  readonly minima?: readonly Share[]
  /** The other ways in which the norm could have been met, where none is. */
  readonly others?: readonly WeighedNorm[]
  /** It is not met, and nobody has stated what decides whether it applies. */
  readonly inDoubt?: true
}

/** How far one of several minima is reached. */
export type Share = {
  readonly minimum: Minimum
  readonly reached: Amount
  readonly required: Amount
}

type Reached = { readonly approved: number; readonly claimed: number }

/** How a person's judgement and the regulation's mildness turn a bare standing into the norm's. */
export type Settle = (standing: Standing) => Standing

/** The ways in which a norm can be met, for the allocation and for the finding. */
export type Ways = {
  readonly wish: (open: readonly boolean[], settle: Settle) => Wish
  readonly weigh: (
    reached: readonly Reached[],
    open: readonly boolean[],
    settle: Settle,
  ) => WeighedNorm
}

/** One way to meet a norm: all of its goals and all of its conditions. */
type Way = {
  readonly goals: readonly number[]
  readonly conditions: readonly ConditionFinding[]
}

/** Writes out the alternatives of a norm, with its conditions weighed and its goals numbered. */
export function waysOf(
  planned: PlannedNorm,
  stretches: readonly Stretch[],
  weighed: (condition: Condition) => ConditionFinding,
): Ways {
  const minima = minimaOf(planned)
  const ways = expand(planned.node, stretches, weighed)
  const fixed = (way: Way) => worstOf(way.conditions.map((condition) => condition.standing))
  const unreached = (way: Way, open: readonly boolean[]): Standing => {
    if (way.goals.length === 0) return fixed(way)
    const waits = way.goals.every((goal) => open[goal] || stretches[goal]?.required === 0)
    return worstOf([fixed(way), waits ? 'for-the-committee' : 'not-met'])
  }
  return {
    wish: (open, settle) => {
      const floors = ways.map((way) => settle(unreached(way, open)))
      const standing = bestOf(floors)
      const shown = ways[floors.indexOf(standing)]
      const failing = standing === 'not-met' || standing === 'for-the-committee'
      const counting = ways.filter((way) => way.goals.length > 0)
      return {
        ways: counting,
        floor: { standing, short: failing && shown !== undefined ? shown.goals : [] },
        standing: (degree: Degree, at) => {
          const way = counting[at]
          const own = way === undefined ? standing : settle(worstOf([fixed(way), degree]))
          return bestOf([standing, own])
        },
      }
    },
    weigh: (reached, open, settle) => {
      const results = ways.map((way) =>
        weighWay(planned.norm, way, minima, stretches, reached, open, settle),
      )
      const shown = results.reduce((best, each) =>
        rankOf(each.standing) > rankOf(best.standing) ? each : best,
      )
      const others = results.filter((each) => each !== shown)
      return shown.standing === 'not-met' && others.length > 0 ? { ...shown, others } : shown
    },
  }
}

/**
 * Applies what people decided about a norm, where the regulation leaves it to people, and where it
 * is in doubt whether the norm applies at all.
 */
export function settledStanding(
  norm: Norm,
  dossier: Dossier,
  holds: (condition: Condition) => boolean,
  doubt: Standing | undefined,
): Settle {
  const { otherwise } = norm
  const mild = otherwise !== undefined && (otherwise.when === undefined || holds(otherwise.when))
  const judgement = dossier.judgements.findLast((each) => each.on === norm.id)
  const settled = (standing: Standing) => {
    const softened = standing === 'not-met' && mild ? 'for-the-committee' : standing
    if (softened !== 'for-the-committee' || judgement === undefined) return softened
    return judgement.outcome === 'met' || judgement.outcome === 'approved' ? 'met' : 'not-met'
  }
  // What is met is met whether the norm applies or not; what is not, depends on whether it does.
  return doubt === undefined ? settled : (standing) => bestOf([settled(standing), doubt])
}

/** The finding as everybody sees it, with its text in plain Dutch. */
export function findingOf(
  compiled: CompiledRegulation,
  dossier: Dossier,
  now: WeighedNorm,
  later: WeighedNorm,
): NormFinding {
  const { norm } = now
  const reached = now.counted + now.provisional
  const reachedLater = later.counted + later.provisional
  const planned = Math.max(0, reachedLater - reached)
  return {
    id: norm.id,
    article: norm.article,
    source: compiled.regulation.sources[norm.source]?.title ?? norm.source,
    label: norm.label,
    asks: norm.text,
    outcome: now.standing,
    measure: now.measure,
    required: now.required as Amount,
    counted: now.counted as Amount,
    provisional: now.provisional as Amount,
    shortfall: now.shortfall as Amount,
    text: textOf(compiled, dossier, now, later, planned),
    ...(now.inDoubt ? { inDoubt: true } : {}),
    withPlanned: {
      counted: reachedLater as Amount,
      planned: planned as Amount,
      shortfall: later.shortfall as Amount,
    },
  }
}

function minimaOf(planned: PlannedNorm): ReadonlyMap<number, Minimum> {
  const minima = new Map<number, Minimum>()
  const visit = (node: Node, requirement: PlannedNorm['requires']): void => {
    if (node.is === 'leaf' && requirement.kind === 'minimum') minima.set(node.leaf, requirement)
    if (node.is === 'condition' || node.is === 'leaf') return
    if (requirement.kind !== 'one-of' && requirement.kind !== 'each-of') return
    node.of.forEach((part, at) => {
      const inner = requirement.of[at]
      if (inner !== undefined) visit(part, inner)
    })
  }
  visit(planned.node, planned.requires)
  return minima
}

function expand(
  node: Node,
  stretches: readonly Stretch[],
  weighed: (condition: Condition) => ConditionFinding,
): Way[] {
  switch (node.is) {
    case 'leaf':
      return [
        {
          goals: stretches.flatMap((stretch, at) => (stretch.leaf === node.leaf ? [at] : [])),
          conditions: [],
        },
      ]
    case 'condition':
      return [{ goals: [], conditions: [weighed(node.condition)] }]
    case 'one-of':
      return node.of.flatMap((part) => expand(part, stretches, weighed))
    case 'each-of':
      return node.of
        .map((part) => expand(part, stretches, weighed))
        .reduce(
          (done, next) =>
            done.flatMap((way) =>
              next.map((more) => ({
                goals: [...way.goals, ...more.goals],
                conditions: [...way.conditions, ...more.conditions],
              })),
            ),
          [{ goals: [], conditions: [] } as Way],
        )
  }
}

function weighWay(
  norm: Norm,
  way: Way,
  minima: ReadonlyMap<number, Minimum>,
  stretches: readonly Stretch[],
  reached: readonly Reached[],
  open: readonly boolean[],
  settle: Settle,
): WeighedNorm {
  const parts = way.goals.map((goal) => weighGoal(goal, minima, stretches, reached, open))
  const standing = settle(
    worstOf([
      ...parts.map((part) => part.standing),
      ...way.conditions.map((condition) => condition.standing),
    ]),
  )
  const figures = figuresOf(standing, parts, way.conditions)
  const short = way.conditions.filter((condition) => condition.standing !== 'met')
  const told = standing === 'met' ? way.conditions : short
  const years = parts.flatMap((part) => (part.remark === undefined ? [] : [part.remark]))
  const shares = sharesOf(way, minima, stretches, parts)
  const [only] = shares
  const [goal] = way.goals
  const part = goal === undefined ? undefined : stretches[goal]?.part
  const alone = parts.length === 1 && only?.minimum.each === 'window'
  const head = parts.length === 0 ? soleFigures(way.conditions) : undefined
  const remarks = head === undefined ? told.map((condition) => condition.text) : []
  return {
    norm,
    standing,
    ...figures,
    ...(head === undefined ? {} : { head }),
    ...(alone && part !== undefined ? { reduced: { whole: only.minimum.atLeast, part } } : {}),
    ...(shares.length === 0 ? {} : { minima: shares }),
    remarks: [...remarks, ...years],
  }
}

/** The finding of the only condition of a way, where it counts something that is known. */
function soleFigures([only, ...others]: readonly ConditionFinding[]): string | undefined {
  if (only === undefined || others.length > 0 || only.measure === 'yes-no') return undefined
  return only.unknown ? undefined : only.text
}

/** The minima of a way, those of every year added up over the years. */
function sharesOf(
  way: Way,
  minima: ReadonlyMap<number, Minimum>,
  stretches: readonly Stretch[],
  parts: readonly Part[],
): Share[] {
  const shares = new Map<number, Share>()
  way.goals.forEach((goal, at) => {
    const { leaf = -1, year } = stretches[goal] ?? {}
    const minimum = minima.get(leaf)
    const part = parts[at]
    if (minimum === undefined || part === undefined) return
    const total = part.counted + part.provisional
    const before = shares.get(leaf)
    const useful = year === undefined ? total : Math.min(total, part.required)
    shares.set(leaf, {
      minimum,
      reached: ((before?.reached ?? 0) + useful) as Amount,
      required: ((before?.required ?? 0) + part.required) as Amount,
    })
  })
  return [...shares.values()]
}

type Part = Omit<WeighedNorm, 'norm' | 'remarks'> & { readonly remark?: string }

function weighGoal(
  goal: number,
  minima: ReadonlyMap<number, Minimum>,
  stretches: readonly Stretch[],
  reached: readonly Reached[],
  open: readonly boolean[],
): Part {
  const stretch = stretches[goal]
  const { approved, claimed } = reached[goal] ?? { approved: 0, claimed: 0 }
  const things = minima.get(stretch?.leaf ?? -1)?.in === 'things'
  const scale = things ? 100 : 1
  const required = stretch?.required ?? 0
  const missing = Math.max(0, required - approved - claimed)
  const year = stretch?.year
  // Where a part of a year is asked for less, that is said too.
  const asked =
    stretch?.part === undefined ? '' : `, van ${formatAmount((required * scale) as Amount)}`
  const remark =
    missing > 0 && year !== undefined
      ? `Van ${formatDay(year.first)} tot en met ${formatDay(year.last)}: ${formatAmount((missing * scale) as Amount)} te weinig${asked}.`
      : undefined
  return {
    standing:
      approved >= required
        ? 'met'
        : missing === 0
          ? 'undetermined'
          : open[goal]
            ? 'for-the-committee'
            : 'not-met',
    measure: things ? 'things' : 'amount',
    required: required * scale,
    counted: approved * scale,
    provisional: claimed * scale,
    shortfall: missing * scale,
    ...(remark === undefined ? {} : { remark }),
  }
}

/** The norm's figures: of its one part, of parts of one measure together, or simply yes or no. */
function figuresOf(
  standing: Standing,
  parts: readonly Part[],
  conditions: readonly ConditionFinding[],
): Pick<WeighedNorm, 'measure' | 'required' | 'counted' | 'provisional' | 'shortfall'> {
  const [part, ...others] = parts
  const [condition, ...more] = conditions
  if (part !== undefined && others.length === 0 && condition === undefined) {
    const { measure, required, counted, provisional, shortfall } = part
    return { measure, required, counted, provisional, shortfall }
  }
  if (
    part !== undefined &&
    condition === undefined &&
    others.every((each) => each.measure === part.measure)
  ) {
    // Of each part no more than it requires, so that one year's plenty hides no other's lack.
    const useful = parts.map((each) => Math.min(each.counted, each.required))
    return {
      measure: part.measure,
      required: sum(parts.map((each) => each.required)),
      counted: sum(useful),
      provisional: sum(
        parts.map((each, at) => Math.min(each.provisional, each.required - (useful[at] ?? 0))),
      ),
      shortfall: sum(parts.map((each) => each.shortfall)),
    }
  }
  if (condition !== undefined && part === undefined && more.length === 0) {
    const { measure, required, counted, provisional } = condition
    const shortfall = Math.max(0, required - counted - provisional)
    // Hours that fall short are shown also where people decide; a plain no is then not a shortfall.
    const none = standing === 'met' || (measure === 'yes-no' && standing !== 'not-met')
    return { measure, required, counted, provisional, shortfall: none ? 0 : shortfall }
  }
  const whole = yesOrNo(standing === 'met', '')
  const waits = standing === 'undetermined' ? whole.required : nothing
  return {
    measure: 'yes-no',
    required: whole.required,
    counted: whole.counted,
    provisional: waits,
    shortfall: standing === 'not-met' ? whole.required : 0,
  }
}

function textOf(
  compiled: CompiledRegulation,
  dossier: Dossier,
  now: WeighedNorm,
  later: WeighedNorm,
  planned: number,
): string {
  const sentences = [headOf(compiled, now)]
  sentences.push(...now.remarks)
  sentences.push(...reductionOf(compiled, now))
  const others = (now.others ?? []).map((other) => wayInWords(compiled, other))
  if (others.length > 0) sentences.push(`Het kan ook zo: ${formatChoice(others)}.`)
  const judged = dossier.judgements.findLast((each) => each.on === now.norm.id)
  if (
    judged?.reason !== undefined &&
    now.remarks.every((remark) => !remark.includes(judged.reason ?? ''))
  ) {
    sentences.push(`${sentenceCase(compiled.words.committee)}: ${judged.reason}`)
  }
  if (now.standing === 'for-the-committee' && now.norm.otherwise !== undefined) {
    sentences.push(now.norm.otherwise.text)
  }
  if (now.standing === 'not-met' && now.norm.whenShort !== undefined) {
    sentences.push(now.norm.whenShort)
  }
  if (planned > 0 && now.shortfall > 0) {
    const reached = formatAmount((later.counted + later.provisional) as Amount)
    const left =
      later.shortfall > 0 ? `, nog ${formatAmount(later.shortfall as Amount)} te gaan` : ''
    sentences.push(`Met wat gepland is, wordt het ${reached}${left}.`)
  }
  return sentences.join(' ')
}

/** Why less is asked of this person than of others, with the days. */
function reductionOf(compiled: CompiledRegulation, now: WeighedNorm): readonly string[] {
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
    `Van de ${part.whole} dagen ${part.asked === 1 ? 'telt' : 'tellen'} er ${part.asked}: niet ${formatList(missed)}.`,
    // The norm's own article is shown beside this text.
    now.norm.article === proRata.article ? proRata.text : `${proRata.text} (${proRata.article})`,
  ]
}

function headOf(compiled: CompiledRegulation, now: WeighedNorm): string {
  const { label } = now.norm
  if (now.head !== undefined) return `${label}: ${now.head}`
  if (now.measure === 'yes-no') {
    const verdicts: Readonly<Record<Standing, string>> = {
      met: 'in orde.',
      'not-met': 'nog niet in orde.',
      // No judgement helps where nobody has said whether it applies.
      undetermined: now.inDoubt ? 'nog niet vast te stellen.' : 'wacht nog op een oordeel.',
      'for-the-committee': `${compiled.words.committee} beslist.`,
    }
    return `${label}: ${verdicts[now.standing]}`
  }
  const unit = unitOf(compiled, now)
  const { minima = [] } = now
  if (minima.length > 1) {
    // Added up, one thing that serves two minima would be told twice.
    const each = minima.map((share) => shareInWords(compiled, share))
    return `${label}: ${formatList(each)}.`
  }
  const figures = {
    reached: (now.counted + now.provisional) as Amount,
    required: now.required as Amount,
    provisional: now.provisional as Amount,
  }
  return `${label}: ${figuresInWords(figures, unit)}.`
}

/** Writes an amount of a norm's measure. */
function unitOf(
  { words }: CompiledRegulation,
  { measure }: WeighedNorm,
): (amount: Amount) => string {
  switch (measure) {
    case 'amount':
      return (amount) => inUnit(amount, words)
    case 'work-hours':
      return (amount) => `${formatAmount(amount)} uur`
    case 'work-months':
      return (amount) => `${formatAmount(amount)} ${amount === 100 ? 'maand' : 'maanden'}`
    case 'hours-per-week':
      return (amount) => `${formatAmount(amount)} uur per week`
    case 'things':
    case 'yes-no':
      return formatAmount
  }
}

/** Another way to meet a norm, and how far it is reached. */
function wayInWords(compiled: CompiledRegulation, way: WeighedNorm): string {
  const shares = (way.minima ?? []).map((share) => shareInWords(compiled, share))
  const told = way.head === undefined ? way.remarks : [way.head, ...way.remarks]
  const remarks = told.map((remark) => withinSentence(remark.replace(/[.]$/, '')))
  return [...shares, ...remarks].join('; ')
}

/** "22 van 24 uur uit video", with what is missing. */
function shareInWords(
  { regulation, words }: CompiledRegulation,
  { minimum, reached, required }: Share,
): string {
  const unit = minimum.in === 'things' ? formatAmount : (of: Amount) => inUnit(of, words)
  const { of } = minimum
  const named = [...regulation.kinds, ...regulation.groups, ...regulation.attributes].find(
    (each) => each.id === of,
  )
  const what = named === undefined ? '' : ` voor ${withinSentence(named.label)}`
  return figuresInWords({ reached, required }, unit, what)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
