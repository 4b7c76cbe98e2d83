import type { Amount } from '../quantity.ts'
import { allocate } from './allocate.ts'
import type { Allocated, Wish } from './allocation.ts'
import type { BinnedCap } from './caps.ts'
import { binsOf, capEach } from './caps.ts'
import type { Count, Counting, EntryShare, Portion } from './counting.ts'
import type { Entry } from './entries.ts'
import { goalsOf } from './goals.ts'
import type { Plan } from './plan.ts'
import { rowAt } from './plan.ts'

/** Which stretches wait for somebody to say what an activity is worth. */
export function openStretches(
  { rows, stretches }: Counting,
  entries: readonly Entry[],
): readonly boolean[] {
  const waiting = new Set(
    entries.flatMap((entry) => (entry.unvalued ? [...rowAt(rows, entry.signature).leaves] : [])),
  )
  return stretches.map((stretch) => waiting.has(stretch.leaf))
}

/** Counts entries in the way that is the most favourable to what the norms wish for. */
export function count(
  counting: Counting,
  entries: readonly Entry[],
  wishes: readonly Wish[],
): Count {
  const capped = capEach(counting, entries)
  const portions = portionsOf(counting.plan, entries, capped)
  const goals = goalsOf(counting, entries, portions)
  const bins = binsOf(counting, entries, portions)
  const allocated = allocate({ items: portions, bins, goals, wishes })
  const reached = goals.map((goal) => {
    let approved = 0
    let claimed = 0
    let undecided = 0
    for (const item of goal.items) {
      const counted = allocated.counted[item] ?? 0
      if (portions[item]?.approved) approved += counted
      else if (portions[item]?.undecided) undecided += counted
      else claimed += counted
    }
    return { approved, claimed, undecided }
  })
  return { reached, shares: sharesOf(capped, portions, bins, allocated) }
}

function portionsOf(
  plan: Plan,
  entries: readonly Entry[],
  capped: readonly EntryShare[],
): readonly Portion[] {
  const order = entries
    .map((_, at) => at)
    .filter((at) => entries[at]?.counts === 'approved' || entries[at]?.counts === 'claimed')
    .toSorted((a, b) => ((entries[a]?.id ?? '') < (entries[b]?.id ?? '') ? -1 : 1))
  const portion = (entry: number, things: boolean): Portion => ({
    entry,
    size: capped[entry]?.[things ? 'things' : 'amount'] ?? 0,
    approved: entries[entry]?.counts === 'approved',
    ...(entries[entry]?.undecided ? { undecided: true } : {}),
    things,
  })
  const amounts = order.map((entry) => portion(entry, false))
  const wantsThings = plan.leaves.some((leaf) => leaf.in === 'things')
  return wantsThings ? [...amounts, ...order.map((entry) => portion(entry, true))] : amounts
}

function sharesOf(
  capped: readonly EntryShare[],
  portions: readonly Portion[],
  bins: readonly BinnedCap[],
  { counted, cuts }: Allocated,
): readonly EntryShare[] {
  const shares = capped.map((entry) => ({
    amount: 0,
    things: 0,
    cuts: [...entry.cuts],
    thingCuts: [...entry.thingCuts],
  }))
  portions.forEach((portion, item) => {
    const share = shares[portion.entry]
    if (share !== undefined) share[portion.things ? 'things' : 'amount'] = counted[item] ?? 0
  })
  for (const { item, bin, amount } of cuts) {
    const portion = portions[item]
    const by = bins[bin]?.by
    const share = portion === undefined ? undefined : shares[portion.entry]
    if (portion === undefined || by === undefined || share === undefined) continue
    if (portion.things) share.thingCuts.push({ ...by, amount: (amount * 100) as Amount })
    else share.cuts.push({ ...by, amount: amount as Amount })
  }
  return shares
}
