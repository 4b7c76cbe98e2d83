import type { WeighedDossier } from '../assess.ts'
import { circumstancesOf } from '../circumstances.ts'
import type { Norm } from '../regulation.ts'
import type { Standing } from '../standing.ts'
import { standings } from '../standing.ts'
import type { Look } from './look.ts'
import { all, atLeast, lookAt } from './look.ts'
import { lookAtNode } from './look-at-node.ts'
import type { Asker } from './question.ts'

/** What wants something, and what is still open of it. */
export type Looked = { readonly asker: Asker; readonly look: Look }

/** A norm that is not met. */
export type LookedNorm = Looked & {
  readonly norm: Norm
  readonly standing: Standing
  /** What may make a shortfall a matter for people. */
  readonly milder: readonly Look[]
  /** What is asked if the norm applies, where somebody else has to say whether it does. */
  readonly perhaps: readonly Look[]
}

/** Looks at every norm that holds and is not met. */
export function lookAtNorms(
  { prepared, answer }: WeighedDossier,
  on: Temporal.PlainDate,
): readonly LookedNorm[] {
  const { plan, dossier, compiled } = prepared
  return plan.norms.flatMap(({ norm, node, possible }, at): readonly LookedNorm[] => {
    const standing = standings[answer.standing[at] ?? 0] ?? 'not-met'
    if (standing === 'met') return []
    const circumstances = circumstancesOf(compiled, dossier, on, norm.id)
    const looked = (of: typeof node) => lookAtNode(of, prepared, answer, circumstances)
    const own = looked(node)
    // A figure that is not met is asked only once it is known that it holds.
    const stricter = possible.flatMap(({ variant, node: other }) => {
      const when = compiled.regulation.variants.find(({ id }) => id === variant)?.when
      const settled = own.is === 'met' || own.is === 'given'
      if (when === undefined || !settled) return []
      const opposite = lookAt(when, circumstancesOf(compiled, dossier, on, variant), true)
      return [atLeast(1, [opposite, looked(other)])]
    })
    const whole = all([own, ...stricter])
    const doubt = prepared.norms[at]?.doubt
    const applies =
      norm.when === undefined || doubt === undefined
        ? undefined
        : lookAt(norm.when, circumstances, true)
    const look = applies === undefined ? whole : atLeast(1, [applies, whole])
    const otherwise = norm.otherwise?.when
    const short = look.is === 'open' || look.is === 'refuted'
    const milder =
      otherwise === undefined || !short || standing !== 'not-met'
        ? []
        : [lookAt(otherwise, circumstances)]
    return [
      {
        asker: { is: 'norm', id: norm.id },
        norm,
        // Where a shortfall is no refusal, it is for people to decide.
        look: look.is === 'refuted' && standing !== 'not-met' ? { is: 'given' } : look,
        standing,
        milder,
        perhaps: applies?.is === 'given' ? [whole] : [],
      },
    ]
  })
}
