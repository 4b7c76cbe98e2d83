import type { Cap, Condition, Dossier, Minimum, Regulation, Requirement, Selector } from '#engine'

/**
 * A second, slow evaluator, written from the definitions and sharing no code with the engine: it
 * tries every possible way to count and keeps the best. It knows personal periods, a look-back by
 * calendar year, minima, caps, alternatives, facts and questions, known or not: what generated regulations use.
 */
export type ReferenceAnswer = {
  readonly outcome: string
  readonly norms: readonly {
    readonly id: string
    readonly outcome: string
    readonly counted: number
    readonly provisional: number
    readonly shortfall: number
  }[]
  /** Per activity: hundredths counted and things counted. */
  readonly counted: ReadonlyMap<string, { readonly amount: number; readonly things: number }>
}

type World = Readonly<Record<string, boolean>>

type Thing = {
  id: string
  day: string
  tags: { kind: string; groups: readonly string[]; attributes: Readonly<Record<string, unknown>> }
  approved: boolean
  amount: number
  things: number
  unvalued: boolean
}

/** Counts a dossier by trying everything. */
export function evaluateSlowly(regulation: Regulation, dossier: Dossier): ReferenceAnswer {
  const submitted = dossier.submittedOn
  if (submitted === undefined) throw new Error('The reference wants a submission')
  const first =
    dossier.period?.first ?? Temporal.PlainDate.from({ year: submitted.year - 3, month: 1, day: 1 })
  const last =
    dossier.period !== undefined && dossier.period.last.toString() < submitted.toString()
      ? dossier.period.last
      : submitted
  const frame = dossier.period ?? { first, last }
  const list: Thing[] = []
  for (const activity of dossier.activities) {
    if (activity.state === 'planned' || activity.state === 'rejected') continue
    const date = activity.completedOn.toString()
    if (date < first.toString() || date > last.toString()) continue
    const kind = regulation.kinds.find((each) => each.id === activity.kind)
    const tags = {
      kind: activity.kind,
      groups: kind?.groups ?? [],
      attributes: activity.attributes,
    }
    let amount: number = activity.claimed ?? 0
    let things = (activity.count ?? 100) / 100
    for (const cap of regulation.caps) {
      if (cap.each !== 'activity' || !isIn(cap.of, tags)) continue
      if (cap.in === 'amount') amount = Math.min(amount, cap.atMost)
      else things = Math.min(things, cap.atMost / 100)
    }
    const unvalued = kind?.value.by === 'committee' && activity.claimed === undefined
    list.push({
      id: activity.id,
      day: date,
      tags,
      approved: activity.state === 'approved',
      amount,
      things,
      unvalued,
    })
  }
  list.sort((a, b) => (a.id < b.id ? -1 : 1))

  // What is not known is tried both ways: facts that were not given, answers that nobody gave yet.
  const answered = dossier.judgements.find((each) => each.on === 'spread')
  const holdsIf = (condition: Condition, asSaid: boolean, asStated: World): boolean => {
    switch (condition.kind) {
      case 'fact':
        return (dossier.facts[condition.fact] ?? asStated[condition.fact]) === condition.is
      case 'question':
        return answered === undefined ? asSaid : answered.outcome === 'met'
      case 'not':
        return !holdsIf(condition.of, asSaid, asStated)
      case 'all-of':
        return condition.of.every((part) => holdsIf(part, asSaid, asStated))
      case 'any-of':
        return condition.of.some((part) => holdsIf(part, asSaid, asStated))
      default:
        throw new Error(`The reference does not know ${condition.kind}`)
    }
  }
  const worlds: readonly World[] = [true, false].flatMap((certificate) =>
    [true, false].map((experienced) => ({ certificate, experienced })),
  )
  const surely = (condition: Condition, said: boolean) =>
    worlds.every((world) => holdsIf(condition, said, world))
  const answerTo = (condition: Condition): string => {
    if (surely(condition, true) && surely(condition, false)) return 'met'
    return surely(condition, true) || surely(condition, false) ? 'for-the-committee' : 'not-met'
  }
  // A norm that may or may not apply is at worst in doubt; one that surely does not is gone.
  const applying = regulation.norms.flatMap((norm) => {
    const { when } = norm
    if (when === undefined) return [{ norm, doubt: 'not-met' }]
    const possible = worlds.some((world) =>
      [true, false].some((said) => holdsIf(when, said, world)),
    )
    if (!possible) return []
    const answer = answerTo(when)
    const doubts: Record<string, string> = { met: 'not-met', 'not-met': 'undetermined' }
    return [{ norm, doubt: doubts[answer] ?? answer }]
  })

  const wantsThings = JSON.stringify(applying).includes('"in":"things"')
  let best: { score: number[]; amounts: number[]; things: number[] } | undefined
  const amounts = list.map(() => 0)
  const things = list.map(() => 0)
  const visit = (at: number): void => {
    if (!capsHold(regulation.caps, list, amounts, things, frame.first.toString(), at)) return
    if (at === list.length * 2) {
      const score = scoreOf(amounts, things)
      if (best === undefined || isLess(score, best.score)) {
        best = { score, amounts: [...amounts], things: [...things] }
      }
      return
    }
    const forThings = at >= list.length
    const item = list[at % Math.max(1, list.length)]
    if (item === undefined) return
    const most = forThings ? (wantsThings ? item.things : 0) : item.amount
    const slots = forThings ? things : amounts
    const place = forThings ? at - list.length : at
    // An item that no cap holds always counts in full: trying less can only be worse.
    const free = !regulation.caps.some(
      (cap) =>
        cap.each !== 'activity' &&
        cap.in === (forThings ? 'things' : 'amount') &&
        isIn(cap.of, item.tags),
    )
    for (let value = free ? most : 0; value <= most; value++) {
      slots[place] = value
      visit(at + 1)
    }
    slots[place] = 0
  }

  const scoreOf = (a: readonly number[], t: readonly number[]): number[] => {
    const norms = judge(a, t)
    const number = (outcome: string) => norms.filter((norm) => norm.outcome === outcome).length
    const failing = norms.map((norm) =>
      norm.outcome === 'not-met' || norm.outcome === 'for-the-committee' ? norm.short : 0,
    )
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
    const approved = total(
      list.map((each, at) => (each.approved ? (a[at] ?? 0) + (t[at] ?? 0) : 0)),
    )
    return [
      number('not-met'),
      number('for-the-committee'),
      number('undetermined'),
      ...failing,
      -total(a),
      -total(t),
      -approved,
      ...a.map((value) => -value),
      ...t.map((value) => -value),
    ]
  }

  const judge = (a: readonly number[], t: readonly number[]) =>
    applying.map(({ norm, doubt }) => {
      const ways = waysOf(norm.requires).map((parts) => {
        const leaves = parts.flatMap((part) => (part.kind === 'minimum' ? leavesOf(part) : []))
        const conditions = parts.flatMap((part) =>
          part.kind === 'minimum' ? [] : [part as Condition],
        )
        const figures = leaves.map((leaf) => measure(leaf, a, t))
        const standings = [
          ...figures.map((figure) => figure.outcome),
          ...conditions.map((each) => answerTo(each)),
        ]
        const worst = order.find((each) => standings.includes(each)) ?? 'met'
        const softened =
          worst === 'not-met' && norm.otherwise !== undefined ? 'for-the-committee' : worst
        const outcome = order.indexOf(doubt) > order.indexOf(softened) ? doubt : softened
        return {
          outcome,
          figures,
          conditions,
          short: figures.reduce((sum, each) => sum + each.shortfall, 0),
        }
      })
      const bestOutcome = order.findLast((each) => ways.some((way) => way.outcome === each))
      const shown = ways.find((way) => way.outcome === bestOutcome)
      if (shown === undefined) throw new Error('A norm has at least one way')
      return { id: norm.id, ...shown }
    })

  const measure = (leaf: Leaf, a: readonly number[], t: readonly number[]) => {
    const byThing = leaf.minimum.in === 'things'
    const scale = byThing ? 100 : 1
    let approved = 0
    let claimed = 0
    let open = false
    list.forEach((each, at) => {
      if (!isIn(leaf.minimum.of, each.tags)) return
      if (each.unvalued) open = true
      if (leaf.first !== undefined && (each.day < leaf.first || each.day > (leaf.last ?? '')))
        return
      const value = ((byThing ? t[at] : a[at]) ?? 0) * scale
      if (each.approved) approved += value
      else claimed += value
    })
    const required: number = leaf.minimum.atLeast
    const shortfall = Math.max(0, required - approved - claimed)
    const outcome =
      approved >= required
        ? 'met'
        : shortfall === 0
          ? 'undetermined'
          : open
            ? 'for-the-committee'
            : 'not-met'
    return { outcome, required, approved, claimed, shortfall, byThing }
  }

  type Leaf = { minimum: Minimum; first?: string; last?: string }

  const leavesOf = (minimum: Minimum): Leaf[] => {
    if (minimum.each === 'window') return [{ minimum }]
    const leaves: Leaf[] = []
    const start =
      minimum.each === 'calendar-year'
        ? Temporal.PlainDate.from({ year: frame.first.year, month: 1, day: 1 })
        : frame.first
    for (let year = 0; year < 10; year++) {
      const from = start.add({ years: year })
      const until = start.add({ years: year + 1 }).subtract({ days: 1 })
      const whole =
        from.toString() >= frame.first.toString() && until.toString() <= frame.last.toString()
      if (whole) leaves.push({ minimum, first: from.toString(), last: until.toString() })
    }
    return leaves
  }

  visit(0)
  const found = best as { amounts: number[]; things: number[] } | undefined
  if (found === undefined) throw new Error('Counting nothing must be possible')
  const norms = judge(found.amounts, found.things).map((norm) => ({
    id: norm.id,
    ...shownFigures(norm),
  }))
  return {
    outcome: order.find((each) => norms.some((norm) => norm.outcome === each)) ?? 'met',
    norms,
    counted: new Map(
      list.map((each, at) => [
        each.id,
        { amount: found.amounts[at] ?? 0, things: wantsThings ? (found.things[at] ?? 0) * 100 : 0 },
      ]),
    ),
  }
}

// From the worst to the best.
const order = ['not-met', 'for-the-committee', 'undetermined', 'met']

type Figures = {
  required: number
  approved: number
  claimed: number
  shortfall: number
  byThing: boolean
}

function shownFigures(norm: {
  readonly outcome: string
  readonly figures: readonly Figures[]
  readonly conditions: readonly Condition[]
}) {
  const { outcome, figures, conditions } = norm
  const [only] = figures
  if (figures.length === 1 && conditions.length === 0 && only !== undefined) {
    return { outcome, counted: only.approved, provisional: only.claimed, shortfall: only.shortfall }
  }
  // Figures of several parts are only compared in their outcome and their sum of shortfalls.
  const alike = conditions.length === 0 && new Set(figures.map((each) => each.byThing)).size < 2
  return {
    outcome,
    counted: Number.NaN,
    provisional: Number.NaN,
    shortfall: alike ? figures.reduce((sum, each) => sum + each.shortfall, 0) : Number.NaN,
  }
}

function waysOf(requirement: Requirement): Requirement[][] {
  if (requirement.kind === 'one-of') return requirement.of.flatMap(waysOf)
  if (requirement.kind === 'each-of') {
    let ways: Requirement[][] = [[]]
    for (const part of requirement.of) {
      ways = ways.flatMap((way) => waysOf(part).map((more) => [...way, ...more]))
    }
    return ways
  }
  return [[requirement]]
}

/** Whether the caps hold for the items that were given a value, `until` of which are decided. */
function capsHold(
  caps: readonly Cap[],
  list: readonly Thing[],
  amounts: readonly number[],
  things: readonly number[],
  periodFirst: string,
  until: number,
): boolean {
  for (const cap of caps) {
    if (cap.each === 'activity') continue
    const sums = new Map<string, number>()
    list.forEach((each, at) => {
      if (!isIn(cap.of, each.tags)) return
      const decided = cap.in === 'amount' ? at < until : at + list.length < until
      if (!decided) return
      const value = cap.in === 'amount' ? (amounts[at] ?? 0) : (things[at] ?? 0) * 100
      const stretch = stretchOf(cap.each, each.day, periodFirst)
      sums.set(stretch, (sums.get(stretch) ?? 0) + value)
    })
    for (const sum of sums.values()) if (sum > cap.atMost) return false
  }
  return true
}

function stretchOf(each: Cap['each'], day: string, periodFirst: string): string {
  if (each === 'day') return day
  if (each === 'calendar-year') return day.slice(0, 4)
  if (each === 'registration-year') {
    let years = 0
    const first = Temporal.PlainDate.from(periodFirst)
    while (first.add({ years: years + 1 }).toString() <= day) years++
    return String(years)
  }
  return ''
}

function isIn(selector: Selector, tags: Thing['tags']): boolean {
  if (selector === 'everything') return true
  if (typeof selector === 'string') {
    return (
      tags.kind === selector || tags.groups.includes(selector) || tags.attributes[selector] === true
    )
  }
  if ('not' in selector) return !isIn(selector.not, tags)
  if ('allOf' in selector) return selector.allOf.every((each) => isIn(each, tags))
  if ('anyOf' in selector) return selector.anyOf.some((each) => isIn(each, tags))
  if ('attribute' in selector) return (tags.attributes[selector.attribute] ?? false) === selector.is
  return selector.some((each) => isIn(each, tags))
}

function isLess(a: readonly number[], b: readonly number[]): boolean {
  for (let at = 0; at < a.length; at++) {
    const [left, right] = [a[at] ?? 0, b[at] ?? 0]
    if (left !== right) return left < right
  }
  return false
}
