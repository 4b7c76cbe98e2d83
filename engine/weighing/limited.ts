import type { Leaf } from '../counting/plan.ts'
import type { Stretch } from '../counting/stretches.ts'
import { limitedShare, mostWithin } from '../limits.ts'

/** A goal of a minimum with limits, and what lies outside them. */
export type Limited = {
  readonly whole: number
  readonly required: number
  readonly rests: readonly Rest[]
  /** For each limit the most that it lets count of so much in all. */
  readonly most: readonly ((all: number) => number)[]
}

type Rest = {
  readonly goal: number
  /** The places of the limits outside which it lies. */
  readonly outside: readonly number[]
  /** What those limits let count beside it: of what is required, and for ever the same. */
  readonly allowed: number
  readonly fixed: number
  /** The part of all that they leave to it; nothing where shares may be all there is. */
  readonly left: { readonly parts: number; readonly of: number }
}

/** How far a goal or a rest is reached. */
type Reached = (goal: number) => number

/** The rests of a goal, or undefined where its minimum has no limits. */
export function limitedOf(
  whole: number,
  minimum: Leaf | undefined,
  stretches: readonly Stretch[],
): Limited | undefined {
  const limits = minimum?.limits ?? []
  if (minimum === undefined || limits.length === 0) return undefined
  const required = stretches[whole]?.required ?? 0
  const most = limits.map((limit) => (all: number) => mostWithin(limit, all, minimum.in))
  const rests = stretches.flatMap(({ restOf }, goal): Rest[] => {
    if (restOf?.stretch !== whole) return []
    const among = restOf.limits.flatMap((at) => limits[at] ?? [])
    const sum = (of: (limit: (typeof among)[number]) => number) =>
      among.reduce((total, limit) => total + of(limit), 0)
    return [
      {
        goal,
        outside: restOf.limits,
        allowed: sum((limit) => mostWithin(limit, required, minimum.in)),
        fixed: sum((limit) => mostWithin(limit, 0, minimum.in)),
        left: among.map(limitedShare).reduce((left, share) => less(left, share), wholly),
      },
    ]
  })
  return { whole, required, rests, most }
}

const wholly = { parts: 1, of: 1 }

function less(share: Rest['left'], taken: Rest['left']): Rest['left'] {
  const parts = share.parts * taken.of - taken.parts * share.of
  return { parts: Math.max(0, parts), of: share.of * taken.of }
}

/**
 * What counts for a goal within its limits. As long as it falls short a share is one of what is
 * required, so that what is missing is what would be enough; and then of all that counts.
 */
export function withLimits({ whole, required, rests }: Limited, reached: Reached): number {
  let counted = reached(whole)
  for (const { goal, allowed } of rests) counted = Math.min(counted, reached(goal) + allowed)
  if (counted < required) return counted
  counted = reached(whole)
  for (const { goal, fixed, left } of rests) {
    if (left.parts === 0) continue
    counted = Math.min(counted, Math.floor(((reached(goal) + fixed) * left.of) / left.parts))
  }
  return counted
}

/** What there is within each limit, and what of it counts. */
export function withinLimits(
  limited: Limited,
  reached: Reached,
): readonly { readonly there: number; readonly counted: number }[] {
  const { whole, required, rests, most } = limited
  const all = Math.max(required, withLimits(limited, reached))
  return most.map((mostOf, at) => {
    const rest = rests.find(({ outside }) => outside.length === 1 && outside[0] === at)
    const there = reached(whole) - (rest === undefined ? 0 : reached(rest.goal))
    return { there, counted: Math.min(there, mostOf(all)) }
  })
}
