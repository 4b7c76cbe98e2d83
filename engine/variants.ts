import type { Assessment } from './assessment.ts'
import type { CompiledRegulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import { isNear, weighCondition } from './requirements/condition.ts'

/** The variants that a part of the dossier speaks for and that do not hold, with what is not there. */
export function missedVariants(
  { regulation }: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Assessment['missed'] {
  const missed: Assessment['missed'][number][] = []
  for (const { id, when } of regulation.variants) {
    const circumstances = { dossier, on, asking: id }
    const found = weighCondition(when, circumstances)
    // The first that holds is applied; those after it would not have been.
    if (found.standing === 'met') return missed
    if (isNear(when, circumstances)) missed.push({ id, found })
  }
  return missed
}
