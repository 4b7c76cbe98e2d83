import type {
  Activity,
  Amount,
  Cap,
  Dossier,
  Kind,
  Minimum,
  Norm,
  Period,
  Regulation,
  Selector,
  Signature,
} from '#engine'
import {
  assess,
  compileRegulation,
  countingWindow,
  emptyDossier,
  firstNotOlder,
  matches,
  nextPeriod,
  yearFrom,
} from '#engine'
import { signaturesOf } from '../selectors.ts'

/**
 * Whether minima leave room for each other under the caps: somebody who does more than enough of
 * everything, on every day that counts, meets them all. The engine itself finds how to count it.
 */
export function haveRoom(
  regulation: Regulation,
  kind: Dossier['kind'],
  minima: readonly Minimum[],
  caps: readonly Cap[],
): boolean {
  if (minima.length === 0) return true
  const limits = minima.flatMap((minimum) => minimum.limits ?? [])
  const rules = [...minima, ...limits, ...caps, ...regulation.lapses]
  const signatures = signaturesOf(
    regulation,
    rules.map((each) => each.of),
  )
  // With too many attributes to try them all, nothing is said.
  if (signatures === undefined) return true
  const { dossier, on } = wholePeriod(regulation, kind)
  const bare = bareRegulation(regulation, minima)
  const counting = countingWindow(compileRegulation(bare, words), dossier, on)
  const lapsed = regulation.lapses.map(({ after }) => firstNotOlder(on, after))
  const begun = dossier.period?.first ?? counting.first
  const cells = cellsOf(counting, begun, { rules: [...minima, ...caps], starts: lapsed })
  const tried = compileRegulation({ ...bare, caps: capsPerCell(caps, cells) }, words)
  const activities = abundance(differing(signatures, rules, bare), cells, minima)
  const { norms } = assess(tried, { ...dossier, activities }, on)
  return norms.every((norm) => norm.outcome === 'met')
}

const words = {
  address: 'je',
  unit: { one: 'uur', many: 'uren', counted: 'uur' },
  committee: 'de commissie',
  temporary: { certified: 'voorlopig geregistreerd', the: 'de voorlopige registratie' },
} as const

/** An attribute that tells the engine in which part of the window an activity lies. */
const place = 'place-in-the-window'

/** The detail that says what an activity is worth in the second unit. */
const ofSecond = 'of-second'

type Cell = Period & { readonly name: string; readonly days: number }

/**
 * A dossier with a whole period, in years in which the regulation has long been in force. A
 * personal period begins in the middle of a year, so that it holds no more calendar years than any.
 */
function wholePeriod(
  { period: rules, version }: Regulation,
  kind: Dossier['kind'],
): { readonly dossier: Dossier; readonly on: Temporal.PlainDate } {
  const since = Math.max(version.year, rules.countsFrom?.year ?? 0) + 20
  const period = nextPeriod(firstDay(rules, since), rules.length)
  const on = period.last
  const dossier: Dossier = { ...emptyDossier, kind, submittedOn: on, decidedOn: on }
  return { dossier: kind === 'first' ? dossier : { ...dossier, period }, on }
}

function firstDay(
  { shape, blockFirst, length }: Regulation['period'],
  year: number,
): Temporal.PlainDate {
  if (shape === 'calendar-year') return new Temporal.PlainDate(year, 1, 1)
  if (shape !== 'fixed-block' || blockFirst === undefined) return new Temporal.PlainDate(year, 7, 2)
  let first = blockFirst
  while (first.year < year) first = nextPeriod(first, length).last.add({ days: 1 })
  return first
}

/** The regulation with nothing in it but these minima; what an activity is worth is no matter. */
function bareRegulation(regulation: Regulation, minima: readonly Minimum[]): Regulation {
  const { proRata: _, ...rest } = regulation
  // Whoever was there all the time could do most.
  const { opens: __, ...period } = regulation.period
  const [source = ''] = Object.keys(regulation.sources)
  return {
    ...rest,
    period,
    categories: [],
    variants: [],
    exemptions: [],
    caps: [],
    // Whoever does more than enough of everything, has what anything counts only with.
    thresholds: [],
    carryOver: { rule: 'none', text: '' },
    attributes: [...regulation.attributes, { id: place, label: '', type: 'choice' }],
    kinds: regulation.kinds.map(
      (kind): Kind => ({
        ...kind,
        value: { by: 'hours', each: 100 as Amount, article: '', precedence: ['spent'] },
        ...(kind.inSecondUnit === undefined
          ? {}
          : { inSecondUnit: { by: 'field', field: ofSecond, each: 100 as Amount } }),
      }),
    ),
    norms: minima.map(
      (minimum, at): Norm => ({
        id: `minimum-${at}`,
        article: '',
        source,
        label: '',
        text: '',
        appliesTo: ['first', 'renewal'],
        requires: { ...minimum, proRata: false },
        instead: {},
        examples: [],
      }),
    ),
  }
}

/** The window in parts: each lies in one of the years that a rule speaks of, and has lapsed or not. */
function cellsOf(
  counting: Period,
  periodFirst: Temporal.PlainDate,
  {
    rules,
    starts: others,
  }: {
    readonly rules: readonly { readonly each: string }[]
    readonly starts: readonly Temporal.PlainDate[]
  },
): Cell[] {
  const starts = [
    counting.first,
    ...others.filter((day) => isBefore(counting.first, day) && !isBefore(counting.last, day)),
  ]
  const begin = (first: Temporal.PlainDate) => {
    for (let count = 0; ; count++) {
      const year = yearFrom(first, count).first
      if (isBefore(counting.last, year)) return
      if (isBefore(counting.first, year)) starts.push(year)
    }
  }
  if (rules.some((rule) => rule.each === 'calendar-year')) {
    begin(new Temporal.PlainDate(counting.first.year, 1, 1))
  }
  if (rules.some((rule) => rule.each === 'registration-year')) begin(periodFirst)
  const sorted = starts
    .toSorted(Temporal.PlainDate.compare)
    .filter((first, at, all) => at === 0 || !first.equals(all[at - 1] ?? ''))
  return sorted.map((first, at) => {
    const last = sorted[at + 1]?.subtract({ days: 1 }) ?? counting.last
    return { first, last, name: `cell-${at}`, days: first.until(last).days + 1 }
  })
}

function isBefore(one: Temporal.PlainDate, other: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(one, other) < 0
}

/**
 * A cap of every day lets through so many days' worth of a part of the window. A cap of every
 * activity lets through any amount, in so many activities, unless it lets through nothing.
 */
function capsPerCell(caps: readonly Cap[], cells: readonly Cell[]): Cap[] {
  return caps.flatMap((cap): Cap[] => {
    const most = cap.in === 'things' ? Math.floor(cap.atMost / 100) * 100 : cap.atMost
    if (cap.each === 'activity') return most === 0 ? [{ ...cap, each: 'window' }] : []
    if (cap.each !== 'day') return [cap]
    return cells.map(({ name, days }) => ({
      ...cap,
      id: `${cap.id}-${name}`,
      of: { allOf: [cap.of, { attribute: place, is: name }] },
      each: 'window',
      atMost: (most * days) as Amount,
    }))
  })
}

/** Of the activities that the rules cannot tell apart, one. */
function differing(
  signatures: readonly Signature[],
  rules: readonly { readonly of: Selector }[],
  { kinds }: Regulation,
): Signature[] {
  const inSecond = new Set(kinds.flatMap((kind) => (kind.inSecondUnit ? [kind.id] : [])))
  const seen = new Map<string, Signature>()
  for (const signature of signatures) {
    const key = rules.map((rule) => (matches(rule.of, signature) ? '1' : '0')).join('')
    if (key.includes('1')) seen.set(`${key}${inSecond.has(signature.kind)}`, signature)
  }
  return [...seen.values()]
}

function abundance(
  signatures: readonly Signature[],
  cells: readonly Cell[],
  minima: readonly Minimum[],
): Activity[] {
  const asked = (measure: Minimum['in']) =>
    minima.filter((each) => each.in === measure).reduce((sum, each) => sum + each.atLeast, 0)
  return cells.flatMap(({ first, name }) =>
    signatures.map(
      ({ kind, attributes }, at): Activity => ({
        id: `${name}-${at}`,
        kind,
        title: '',
        completedOn: first,
        claimed: asked('amount') as Amount,
        count: (Math.ceil(asked('things') / 100) * 100) as Amount,
        attributes: { ...attributes, [place]: name },
        details: { [ofSecond]: asked('second-unit') as Amount },
        state: 'approved',
      }),
    ),
  )
}
