import { circumstancesOf } from '../circumstances.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Dossier } from '../dossier.ts'
import type { Condition } from '../regulation.ts'
import type { Circumstances } from '../requirements/condition-kind.ts'
import { lookAt } from './look.ts'
import type { Asker, Wanted } from './question.ts'

/**
 * What may be shown at a first application and only then, because a variant or an exemption of a
 * renewal looks for it at the start of the period.
 */
export function offeredAtTheStart(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): readonly Wanted[] {
  const { norms, variants, exemptions } = compiled.regulation
  if (dossier.kind !== 'first') return []
  const renewed = norms.filter(({ appliesTo }) => appliesTo.includes('renewal'))
  const lower = variants.filter(({ id }) => renewed.some(({ instead }) => id in instead))
  return [
    ...lower.map(({ id, when }) => ({ by: { is: 'variant', id } as const, when })),
    ...exemptions.map(({ id, when }) => ({ by: { is: 'exemption', id } as const, when })),
  ].flatMap(({ by, when }) =>
    wantedAtTheStart(when, by, (asking) => circumstancesOf(compiled, dossier, on, asking)),
  )
}

function wantedAtTheStart(
  condition: Condition,
  by: Asker,
  circumstances: (asking: string) => Circumstances,
): readonly Wanted[] {
  switch (condition.kind) {
    case 'all-of':
    case 'any-of':
      return condition.of.flatMap((part) => wantedAtTheStart(part, by, circumstances))
    case 'holding': {
      if (!condition.at.includes('period-start')) return []
      const atStart: Condition = { ...condition, at: ['period-start'] }
      const look = lookAt(atStart, circumstances(by.id))
      return look.is === 'open' ? look.questions.map((ways) => ({ urgency: 'may', by, ways })) : []
    }
    default:
      return []
  }
}
