import type { Assessment } from './assessment.ts'
import type { CompiledRegulation } from './compile.ts'
import type { Dossier } from './dossier.ts'

/** Holds a dossier against every norm of a regulation, as on the given day. */
export declare function assess(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Assessment
