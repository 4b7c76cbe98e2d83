import type { Degree, Wish } from './allocation.ts'
import type { NormFinding } from './assessment.ts'
import type { CompiledRegulation, Node, PlannedNorm } from './compile.ts'
import type { Dossier } from './dossier.ts'
import type { Stretch } from './goals.ts'
import type { Amount } from './quantity.ts'
import { formatAmount, nothing } from './quantity.ts'
import type { Condition, Minimum, Norm } from './regulation.ts'
import type { ConditionFinding } from './requirements/condition.ts'
import { yesOrNo } from './requirements/condition.ts'
import type { Standing } from './standing.ts'
import { bestOf, rankOf, worstOf } from './standing.ts'
import { dayInWords, inUnit, listInWords } from './words.ts'

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
  /** What a minimum over the whole period asks of somebody who is there all of it, where that is more. */
  readonly whole?: Amount
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
  const shrunk =
    only !== undefined &&
    parts.length === 1 &&
    only.minimum.each === 'window' &&
    only.required < only.minimum.atLeast
      ? only.minimum.atLeast
      : undefined
  return {
    norm,
    standing,
    ...figures,
    ...(shrunk === undefined ? {} : { whole: shrunk }),
    ...(shares.length === 0 ? {} : { minima: shares }),
    remarks: [...told.map((condition) => condition.text), ...years],
  }
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
  const remark =
    missing > 0 && year !== undefined
      ? `Van ${dayInWords(year.first)} tot en met ${dayInWords(year.last)}: ${formatAmount((missing * scale) as Amount)} te weinig.`
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
  const rule = compiled.regulation.proRata
  if (now.whole !== undefined && rule !== undefined) {
    const whole = unitOf(compiled, now)(now.whole)
    sentences.push(`Voor een hele periode is dat ${whole}. ${rule.text} (${rule.article})`)
  }
  const others = (now.others ?? []).map((other) => wayInWords(compiled, other))
  if (others.length > 0) sentences.push(`Het kan ook zo: ${listInWords(others, 'of')}.`)
  const judged = dossier.judgements.findLast((each) => each.on === now.norm.id)
  if (
    judged?.reason !== undefined &&
    now.remarks.every((remark) => !remark.includes(judged.reason ?? ''))
  ) {
    sentences.push(`De commissie: ${judged.reason}`)
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

function headOf(compiled: CompiledRegulation, now: WeighedNorm): string {
  const { label } = now.norm
  if (now.measure === 'yes-no') {
    const verdicts: Readonly<Record<Standing, string>> = {
      met: 'in orde.',
      'not-met': 'nog niet in orde.',
      undetermined: 'wacht nog op een oordeel.',
      'for-the-committee': 'de commissie beslist.',
    }
    return `${label}: ${verdicts[now.standing]}`
  }
  const unit = unitOf(compiled, now)
  const { minima = [] } = now
  if (minima.length > 1) {
    // Added up, one thing that serves two minima would be told twice.
    const each = minima.map((share) => shareInWords(compiled, share))
    return `${label}: ${listInWords(each)}.`
  }
  const total = (now.counted + now.provisional) as Amount
  const awaited =
    now.provisional > 0 ? ` (${formatAmount(now.provisional as Amount)} nog te beoordelen)` : ''
  const figures = `${label}: ${formatAmount(total)} van ${unit(now.required as Amount)}${awaited}`
  if (now.shortfall > 0) return `${figures}, ${formatAmount(now.shortfall as Amount)} tekort.`
  return `${figures}.`
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
  const remarks = way.remarks.map((remark) =>
    remark.replace(/[.]$/, '').replace(/^\p{Lu}(?=\p{Ll}| )/u, (letter) => letter.toLowerCase()),
  )
  return [...shares, ...remarks].join('; ')
}

/** "22 van 24 uur uit video", with what is missing. */
function shareInWords(
  { regulation, words }: CompiledRegulation,
  { minimum, reached, required }: Share,
): string {
  const unit = minimum.in === 'things' ? formatAmount(required) : inUnit(required, words)
  const { of } = minimum
  const named = [...regulation.kinds, ...regulation.groups, ...regulation.attributes].find(
    (each) => each.id === of,
  )
  const what = named === undefined ? '' : ` voor ${named.label.toLowerCase()}`
  const missing = required - reached
  const short = missing > 0 ? `, ${formatAmount(missing as Amount)} tekort` : ''
  return `${formatAmount(reached)} van ${unit}${what}${short}`
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
