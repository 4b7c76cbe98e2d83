import type { Dossier } from '../dossier.ts'
import type { Condition, Regulation } from '../regulation.ts'
import { lookAt } from './look.ts'
import type { Asker, Wanted } from './question.ts'

/**
 * What may be shown at a first application and only then, because a variant or an exemption of a
 * renewal looks for it at the start of the period.
 */
export function offeredAtTheStart(
  { norms, variants, exemptions }: Regulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): readonly Wanted[] {
  if (dossier.kind !== 'first') return []
  const renewed = norms.filter(({ appliesTo }) => appliesTo.includes('renewal'))
  const lower = variants.filter(({ id }) => renewed.some(({ instead }) => id in instead))
  return [
    ...lower.map(({ id, when }) => ({ by: { is: 'variant', id } as const, when })),
    ...exemptions.map(({ id, when }) => ({ by: { is: 'exemption', id } as const, when })),
  ].flatMap(({ by, when }) => wantedAtTheStart(when, by, dossier, on))
}

function wantedAtTheStart(
  condition: Condition,
  by: Asker,
  dossier: Dossier,
  on: Temporal.PlainDate,
): readonly Wanted[] {
  switch (condition.kind) {
    case 'all-of':
    case 'any-of':
      return condition.of.flatMap((part) => wantedAtTheStart(part, by, dossier, on))
    case 'holding': {
      if (!condition.at.includes('period-start')) return []
      const atStart: Condition = { ...condition, at: ['period-start'] }
      const look = lookAt(atStart, { dossier, on, asking: by.id })
      return look.is === 'open' ? look.questions.map((ways) => ({ urgency: 'may', by, ways })) : []
    }
    default:
      return []
  }
}
