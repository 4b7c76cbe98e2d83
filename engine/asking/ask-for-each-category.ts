import type { CompiledRegulation } from '../compile.ts'
import type { Dossier } from '../dossier.ts'
import type { ToAsk } from './what-to-ask.ts'
import { whatToAsk } from './what-to-ask.ts'

/** Whether somebody can be admitted to a category now, and what is still missing for it. */
export type CategoryToAsk = ToAsk & { readonly category: string }

/** Holds one dossier against the admission to every category, in the order of the file. */
export function askForEachCategory(
  compiled: CompiledRegulation,
  { period: _, ...dossier }: Dossier,
  on: Temporal.PlainDate,
): readonly CategoryToAsk[] {
  return compiled.regulation.categories.map(({ id: category }) => ({
    category,
    ...whatToAsk(compiled, { ...dossier, kind: 'first', category }, on),
  }))
}
