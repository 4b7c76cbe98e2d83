import type { Dossier } from '../dossier.ts'
import type { Condition, Norm } from '../regulation.ts'
import type { Standing } from '../standing.ts'
import { bestOf } from '../standing.ts'

/** How a person's judgement and the regulation's mildness turn a bare standing into the norm's. */
export type Settle = (standing: Standing) => Standing

/**
 * Applies what people decided about a norm, where the regulation leaves it to people, and where it
 * is in doubt whether the norm applies at all.
 */
export function settleFor(
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
