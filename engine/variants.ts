import type { MissedVariant } from './assessment.ts'
import type { CompiledRegulation } from './compile.ts'
import type { Dossier } from './dossier.ts'
import { isNear, weighCondition } from './requirements/condition.ts'

/** The variants that a part of the dossier speaks for and that do not hold, with what is not there. */
export function missedVariants(
  { regulation, words }: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): readonly MissedVariant[] {
  const missed: MissedVariant[] = []
  for (const { id, label, article, when } of regulation.variants) {
    const circumstances = { regulation, words, dossier, on, asking: id }
    const found = weighCondition(when, circumstances)
    // The first that holds is applied; those after it would not have been.
    if (found.standing === 'met') return missed
    if (isNear(when, circumstances)) missed.push({ id, label, article, text: found.text })
  }
  return missed
}
