import type { ActivityFinding, LeftOver, SurplusFinding } from '../assessment.ts'
import type { Entry } from '../counting/entries.ts'
import type { Signature } from '../counting/signatures.ts'
import { matches } from '../counting/signatures.ts'
import type { Amount } from '../quantity.ts'
import { nothing } from '../quantity.ts'
import type { CarryOver, Regulation } from '../regulation.ts'
import type { Prepared } from './prepare.ts'
import type { Answer } from './weigh-portfolio.ts'

/** What came along from a former period and counted, and what is left for the next. */
export function surplusFinding(
  prepared: Prepared,
  answer: Answer,
  entries: readonly Entry[],
  activities: readonly ActivityFinding[],
): SurplusFinding | undefined {
  const { dossier, compiled } = prepared
  const { carryOver } = compiled.regulation
  const tags = Object.keys(dossier.surplus)
  if (carryOver.rule === 'none' && tags.length === 0) return undefined
  const undecided = prepared.surplus === 'for-the-committee'
  const found = new Map(activities.map((each) => [each.id, each]))
  return {
    carriedIn: tags.toSorted().map((tag) => {
      const id = `surplus:${tag}`
      const { claimed = nothing, counted = nothing } = found.get(id) ?? {}
      return { id, tag, amount: claimed, counted, ...(undecided ? { undecided } : {}) }
    }),
    left: carryOver.rule === 'none' ? [] : leftOver(prepared, answer, entries, activities),
  }
}

type Rule = CarryOver & { readonly rule: 'capped' | 'discretion' }

/**
 * What is left of one's own activities once every norm has what it asks, by what it stands under:
 * first in the order of the rule. What came along is used first, and does not go along again.
 */
function leftOver(
  prepared: Prepared,
  answer: Answer,
  entries: readonly Entry[],
  activities: readonly ActivityFinding[],
): readonly LeftOver[] {
  const { compiled } = prepared
  const { carryOver } = compiled.regulation
  if (carryOver.rule === 'none') return []
  const own = ofOneself(prepared, entries, activities)
  const tags = tagsOf(compiled.regulation, carryOver)
  const sure = shareOut(prepared, answer, tags, { own, rule: carryOver, claimed: false })
  const likely = shareOut(prepared, answer, tags, { own, rule: carryOver, claimed: true })
  return tags.flatMap((tag, at) => {
    const amount = (sure[at] ?? 0) as Amount
    const provisional = Math.max(0, (likely[at] ?? 0) - amount) as Amount
    return amount + provisional === 0 ? [] : [{ tag, amount, provisional }]
  })
}

type Own = {
  readonly signature: Signature
  readonly counted: number
  readonly approved: boolean
  readonly leaves: readonly number[]
}

/** What counts of one's own activities, the latest first, as those are the ones that are over. */
function ofOneself(
  { plan }: Prepared,
  entries: readonly Entry[],
  activities: readonly ActivityFinding[],
): readonly Own[] {
  return entries
    .flatMap((entry, at) => {
      const signature = plan.signatures.met[entry.signature]
      const { counted = nothing, state } = activities[at] ?? {}
      if (signature === undefined || signature.surplus !== undefined || counted === 0) return []
      const leaves = plan.classes[plan.classOf[entry.signature] ?? -1]?.leaves ?? []
      return [{ signature, counted, approved: state === 'approved', leaves, day: entry.day }]
    })
    .toSorted((a, b) => Temporal.PlainDate.compare(b.day, a.day))
}

/** Under what a surplus may go along: as the rule says, or else what minima ask, and the total. */
function tagsOf({ kinds, groups, attributes, norms }: Regulation, rule: Rule): readonly string[] {
  if (rule.of !== undefined) return rule.of
  const named = new Set([...kinds, ...groups, ...attributes].map(({ id }) => id))
  const asked = norms.flatMap(({ requires }) =>
    requires.kind === 'minimum' && typeof requires.of === 'string' && named.has(requires.of)
      ? [requires.of]
      : [],
  )
  return [...new Set([...asked, 'total'])]
}

function shareOut(
  prepared: Prepared,
  answer: Answer,
  tags: readonly string[],
  {
    own,
    rule,
    claimed,
  }: { readonly own: readonly Own[]; readonly rule: Rule; readonly claimed: boolean },
): readonly number[] {
  const over = excessOf(prepared, answer, claimed)
  const pool = own
    .filter(({ approved }) => approved || claimed)
    .map(({ signature, counted, leaves: reached }) => ({
      signature,
      counted,
      leaves: reached.filter((leaf) => over.has(leaf)),
    }))
  let room = rule.atMost ?? Number.POSITIVE_INFINITY
  return tags.map((tag) => {
    let left = 0
    for (const each of pool) {
      const { signature, leaves } = each
      // What no norm asks is no surplus of anything.
      if (leaves.length === 0 || (tag !== 'total' && !matches(tag, signature))) continue
      const part = Math.min(each.counted, room, ...leaves.map((leaf) => over.get(leaf) ?? 0))
      for (const leaf of leaves) over.set(leaf, (over.get(leaf) ?? 0) - part)
      each.counted -= part
      room -= part
      left += part
    }
    return left
  })
}

/** By how much each minimum that is asked is exceeded; one of every year, over its years. */
function excessOf(
  { plan, norms, stretches }: Prepared,
  { way, now }: Answer,
  claimed: boolean,
): Map<number, number> {
  const over = new Map<number, number>()
  norms.forEach(({ ways }, at) => {
    for (const goal of ways[way[at] ?? 0]?.goals ?? []) {
      const { leaf = -1, required = 0 } = stretches[goal] ?? {}
      if (plan.leaves[leaf]?.in !== 'amount') continue
      const reached = (now.approved[goal] ?? 0) + (claimed ? (now.claimed[goal] ?? 0) : 0)
      over.set(leaf, (over.get(leaf) ?? 0) + Math.max(0, reached - required))
    }
  })
  return over
}
