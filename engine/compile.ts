import type { Kind, Regulation } from './regulation.ts'
import type { Words } from './saying/words.ts'

/** A regulation made ready once, to assess many dossiers with; it never changes. */
export type CompiledRegulation = {
  readonly regulation: Regulation
  readonly words: Words
  readonly kinds: ReadonlyMap<string, Kind>
  /** Attributes that a kind has by decision of the register, by the kind's id. */
  readonly granted: ReadonlyMap<string, readonly string[]>
}

/** Makes a regulation ready; done once, when it is loaded. */
export function compileRegulation(regulation: Regulation, words: Words): CompiledRegulation {
  const granted = new Map<string, string[]>()
  for (const { kind, attribute } of regulation.accreditedByDecision) {
    granted.set(kind, [...(granted.get(kind) ?? []), attribute])
  }
  return {
    regulation,
    words,
    kinds: new Map(regulation.kinds.map((kind) => [kind.id, kind])),
    granted,
  }
}
