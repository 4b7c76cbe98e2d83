import type { CompiledRegulation } from './compile.ts'
import { doneOf } from './counting/entries.ts'
import { signaturesOf } from './counting/plan.ts'
import type { Dossier } from './dossier.ts'
import type { Circumstances } from './requirements/condition-kind.ts'

/** What conditions of a regulation are held against: a dossier on a day, for what asks them. */
export function circumstancesOf(
  compiled: CompiledRegulation,
  dossier: Dossier,
  on: Temporal.PlainDate,
  asking: string,
): Circumstances {
  const done = (of: Parameters<Circumstances['done']>[0]) =>
    doneOf(signaturesOf(compiled), dossier, of)
  const { workProperties } = compiled.regulation
  return { dossier, on, asking, done, workProperties }
}
