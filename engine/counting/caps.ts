import type { CapCut } from '../assessment.ts'
import type { Amount } from '../quantity.ts'
import type { Cap } from '../regulation.ts'
import type { Period } from '../terms.ts'
import type { Bin } from './allocation.ts'
import type { Counting, EntryShare, Portion } from './counting.ts'
import type { Entry } from './entries.ts'
import { rowAt } from './plan.ts'
import { yearsOf } from './stretches.ts'

/** A sum that may not be larger than its limit, and the cap that says so. */
export type BinnedCap = Bin & {
  readonly by: { readonly by: 'cap'; readonly cap: string } | { readonly by: 'surplus-cap' }
}

/** Caps per activity, which no other activity can change: what they leave of each entry. */
export function capEach(
  { plan, rows }: Counting,
  entries: readonly Entry[],
): readonly EntryShare[] {
  const each = plan.caps.map((cap) => cap.each === 'activity')
  return entries.map((entry): EntryShare => {
    let amount: number = entry.awarded
    let things = entry.things
    const cuts: CapCut[] = []
    const thingCuts: CapCut[] = []
    const counting = entry.counts === 'approved' || entry.counts === 'claimed'
    if (counting && each.includes(true)) {
      for (const index of rowAt(rows, entry.signature).caps) {
        const cap = plan.caps[index]
        if (cap === undefined || !each[index]) continue
        if (cap.in === 'things') {
          const most = Math.floor(cap.atMost / 100)
          if (things > most) thingCuts.push(byCap(cap, (things - most) * 100))
          things = Math.min(things, most)
        } else if (amount > cap.atMost) {
          cuts.push(byCap(cap, amount - cap.atMost))
          amount = cap.atMost
        }
      }
    }
    return { amount, things, cuts, thingCuts }
  })
}

/** The caps over several activities: one bin for each cap and, where it says so, year or day. */
export function binsOf(
  { regulation, plan, rows, period }: Counting,
  entries: readonly Entry[],
  portions: readonly Portion[],
): readonly BinnedCap[] {
  const bins = new Map<string, BinnedCap & { items: number[] }>()
  const { carryOver } = regulation
  portions.forEach((portion, item) => {
    const entry = entries[portion.entry]
    if (entry === undefined) return
    const put = (key: string, by: BinnedCap['by'], limit: number) => {
      const bin = bins.get(key) ?? { by, limit, items: [] }
      bin.items.push(item)
      bins.set(key, bin)
    }
    for (const index of rowAt(rows, entry.signature).caps) {
      const cap = plan.caps[index]
      if (cap === undefined || cap.each === 'activity' || (cap.in === 'things') !== portion.things)
        continue
      const limit = portion.things ? Math.floor(cap.atMost / 100) : cap.atMost
      // The file's order decides which of two full caps is named as the reason.
      put(
        `${String(index).padStart(4, '0')}|${stretchName(cap, entry.day, period)}`,
        { by: 'cap', cap: cap.id },
        limit,
      )
    }
    if (entry.surplus && carryOver.rule !== 'none' && carryOver.atMost !== undefined) {
      put('surplus', { by: 'surplus-cap' }, carryOver.atMost)
    }
  })
  return [...bins].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, bin]) => bin)
}

function byCap({ id }: Cap, amount: number): CapCut {
  return { by: 'cap', cap: id, amount: amount as Amount }
}

function stretchName(cap: Cap, day: Temporal.PlainDate, period: Period): string {
  switch (cap.each) {
    case 'window':
    case 'activity':
      return ''
    case 'day':
      return day.toString()
    case 'calendar-year':
      return String(day.year)
    case 'registration-year':
      // What came before the period belongs to its first year, as it does for a minimum.
      if (Temporal.PlainDate.compare(day, period.first) < 0) return '1'
      return String(yearsOf('registration-year', { first: period.first, last: day }).length)
  }
}
