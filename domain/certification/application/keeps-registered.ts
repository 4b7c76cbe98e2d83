import type { ApplicationTable } from '#db/schema.ts'
import type { Regulation } from '#engine'
import type { Register } from '#regulations/register.ts'

/**
 * Whether an application that was filed in time keeps somebody registered beyond the last day, until
 * the decision: where the regulation says so, and not one for another category in the same period.
 */
export function keepsRegistered(
  { period, moves }: Pick<Regulation, 'period' | 'moves'>,
  { kind, move }: { readonly kind: ApplicationTable['kind']; readonly move: string | undefined },
): boolean {
  return period.deemedValid && (kind !== 'move' || lengthening(moves).includes(move ?? ''))
}

/** The changes of category by which a period becomes longer, in any version of a register. */
export function lengtheningMoves({ versions }: Pick<Register, 'versions'>): readonly string[] {
  return [...new Set(versions.flatMap(({ regulation }) => lengthening(regulation.moves)))]
}

function lengthening(moves: Regulation['moves']): readonly string[] {
  return moves.filter(({ period }) => period !== 'unchanged').map(({ id }) => id)
}
