import type { Dossier } from './dossier.ts'
import type { Amount } from './quantity.ts'
import type { Minimum } from './regulation.ts'

/** What a minimum in proportion to a fact asks of somebody, and of which number that is. */
export type Proportion = {
  /** In hundredths. */
  readonly asked: number
  /** What was stated; absent where nobody stated it, so that all is asked. */
  readonly value?: Amount
}

/** What a minimum asks in proportion to what was stated, at most all and no less than its floor. */
export function proportionOf(
  { atLeast, in: measure, inProportion }: Minimum,
  { facts }: Pick<Dossier, 'facts'>,
): Proportion {
  if (inProportion === undefined) return { asked: atLeast }
  const { fact, whole, rounding, floor = 0 } = inProportion
  const value = facts[fact]
  if (typeof value !== 'number') return { asked: atLeast }
  if (value >= whole) return { asked: atLeast, value }
  const step = rounding === 'hundredth-down' && measure !== 'things' ? 1 : 100
  const steps = (atLeast * value) / (whole * step)
  const share = (rounding === 'whole-up' ? Math.ceil(steps) : Math.floor(steps)) * step
  return { asked: Math.min(atLeast, Math.max(floor, share)), value }
}
