import type { CompiledRegulation, Dossier, Explanation } from '#engine'
import { assess, explain } from '#engine'

/** What a page shows of a dossier: its assessment, put into words. */
export function explained(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Explanation {
  return explain(compiled, assess(compiled, dossier, on))
}
