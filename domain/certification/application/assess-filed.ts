import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { DossierApplication } from '#domain/dossier/dossier/queries.ts'
import type { Assessment, CompiledRegulation, Dossier, Move } from '#engine'
import { assess, assessAsMove, withMove } from '#engine'

/** What an application asks: an admission or a renewal, a change of category, or both at once. */
export type Asked = Pick<DossierApplication, 'kind' | 'move'>

/** The change of category that an application asks for, if it does. */
export function moveOf(
  { regulation }: CompiledRegulation,
  asked: Pick<Asked, 'move'> | undefined,
): Move | undefined {
  return regulation.moves.find(({ id }) => id === asked?.move)
}

/** Holds the dossier of an application against what it asks: the norms, a change of category, or both. */
export function assessFiled(
  compiled: CompiledRegulation,
  asked: Asked | undefined,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Assessment {
  const move = moveOf(compiled, asked)
  if (move === undefined) return assess(compiled, dossier, on)
  if (asked?.kind === 'move') return assessAsMove(compiled, move, dossier, on)
  return withMove(compiled, assess(compiled, dossier, on), move, dossier)
}

/** The same of what was loaded of it. */
export function assessLoaded(
  { compiled, standing }: Pick<LoadedDossier, 'compiled' | 'standing'>,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Assessment {
  return assessFiled(compiled, standing.application, dossier, on)
}
