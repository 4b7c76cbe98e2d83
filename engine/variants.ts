import type { Assessment } from './assessment.ts'
import { circumstancesOf } from './circumstances.ts'
import type { CompiledRegulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import { isNear, weighCondition } from './requirements/condition.ts'

/** The variants that a part of the dossier speaks for and that do not hold, with what is not there. */
export function missedVariants(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Assessment['missed'] {
  const missed: Assessment['missed'][number][] = []
  for (const { id, when } of compiled.regulation.variants) {
    const circumstances = circumstancesOf(compiled, dossier, on, id)
    const found = weighCondition(when, circumstances)
    // The first that holds is applied; those after it would not have been.
    if (found.standing === 'met') return missed
    if (isNear(when, circumstances)) missed.push({ id, found })
  }
  return missed
}
