import type { Misplaced, NormFinding, WayFinding } from '../assessment.ts'
import type { Amount } from '../quantity.ts'
import type { ConditionFinding } from '../requirements/condition.ts'

/** A norm held against what counts. */
export type WeighedNorm = {
  readonly id: string
  readonly way: WayFinding
  /** The other ways in which the norm could have been met, where none is. */
  readonly others?: readonly WayFinding[]
  /** It is not settled whether the norm applies, with what its condition found. */
  readonly doubt?: ConditionFinding
  /** The variant whose figure it is, where it is not settled whether that holds. */
  readonly variant?: string
  /** The fact on whose day the counting opens, where it is open only as nobody has stated that. */
  readonly unopened?: string
  readonly misplaced?: Misplaced
}

/** A norm as it stands now, with how it stands once the planned activities are done. */
export function findingOf(
  { id, way, others, doubt, variant, unopened, misplaced }: WeighedNorm,
  later: { readonly counted: number; readonly shortfall: number },
  reason: string | undefined,
): NormFinding {
  const reached = way.counted + way.provisional
  return {
    id,
    ...way,
    withPlanned: {
      counted: later.counted as Amount,
      planned: Math.max(0, later.counted - reached) as Amount,
      shortfall: later.shortfall as Amount,
    },
    ...(doubt === undefined ? {} : { doubt }),
    ...(variant === undefined ? {} : { variant }),
    ...(unopened === undefined ? {} : { unopened }),
    ...((doubt === undefined && unopened === undefined) || way.outcome === 'met'
      ? {}
      : { inDoubt: true }),
    ...(others === undefined ? {} : { others }),
    ...(reason === undefined ? {} : { reason }),
    ...(misplaced === undefined ? {} : { misplaced }),
  }
}
