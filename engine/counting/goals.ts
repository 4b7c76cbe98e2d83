import type { Minimum } from '../regulation.ts'
import type { Period } from '../terms.ts'
import type { Goal } from './allocation.ts'
import type { Counting, Portion } from './counting.ts'
import type { Entry } from './entries.ts'
import type { Node, Plan } from './plan.ts'
import { rowAt } from './plan.ts'

/** The stretches of the minima as goals, each with the portions that reach it. */
export function goalsOf(
  { plan, rows, stretches, period }: Counting,
  entries: readonly Entry[],
  portions: readonly Portion[],
): Goal[] {
  const items: number[][] = stretches.map(() => [])
  const ofLeaf: number[][] = plan.leaves.map(() => [])
  stretches.forEach((stretch, at) => {
    ofLeaf[stretch.leaf]?.push(at)
  })
  portions.forEach((portion, item) => {
    const entry = entries[portion.entry]
    if (entry === undefined) return
    for (const leaf of rowAt(rows, entry.signature).leaves) {
      const minimum = plan.leaves[leaf]
      if (minimum === undefined || (minimum.in === 'things') !== portion.things) continue
      for (const at of ofLeaf[leaf] ?? []) {
        const year = stretches[at]?.year
        if (year === undefined || fallsIn(year, entry.day, minimum, period)) items[at]?.push(item)
      }
    }
  })
  return stretches.map((stretch, at) => ({
    required: stretch.required,
    items: items[at] ?? [],
    weight: plan.leaves[stretch.leaf]?.in === 'things' ? 100 : 1,
  }))
}

/** Whether a day counts for a year; what came before the period belongs to its first year. */
function fallsIn(year: Period, day: Temporal.PlainDate, minimum: Minimum, period: Period): boolean {
  const early =
    minimum.each === 'registration-year' &&
    year.first.equals(period.first) &&
    Temporal.PlainDate.compare(day, period.first) < 0
  return early || holdsDay(year, day)
}

function holdsDay({ first, last }: Period, day: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(first, day) <= 0 && Temporal.PlainDate.compare(day, last) <= 0
}

/** Which norms an entry serves that counts; entries that are alike share one list. */
export function servedNorms({
  plan,
  rows,
  stretches,
  period,
}: Counting): (entry: Entry, amount: boolean, things: boolean) => readonly string[] {
  const normOf = normsOfLeaves(plan)
  const lists = new Map<string, readonly string[]>()
  const none: readonly string[] = []
  return (entry, amount, things) => {
    if (!amount && !things) return none
    const key = `${entry.signature}|${amount}|${things}|${plan.dated ? entry.day.toString() : ''}`
    const known = lists.get(key)
    if (known !== undefined) return known
    const norms = [...rowAt(rows, entry.signature).leaves].filter((leaf) => {
      const minimum = plan.leaves[leaf]
      if (minimum === undefined || !(minimum.in === 'things' ? things : amount)) return false
      return stretches.some(
        ({ leaf: own, year }) =>
          own === leaf && (year === undefined || fallsIn(year, entry.day, minimum, period)),
      )
    })
    const list = [...new Set(norms.flatMap((leaf) => normOf[leaf] ?? []))]
    lists.set(key, list)
    return list
  }
}

function normsOfLeaves(plan: Plan): string[] {
  const norms: string[] = []
  const visit = (node: Node, norm: string): void => {
    if (node.is === 'leaf') norms[node.leaf] = norm
    if (node.is === 'one-of' || node.is === 'each-of') {
      for (const part of node.of) visit(part, norm)
    }
  }
  for (const { norm, node, possible } of plan.norms) {
    for (const each of [node, ...possible.map((other) => other.node)]) visit(each, norm.id)
  }
  return norms
}
