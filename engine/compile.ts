import type { Regulation } from './regulation.ts'

/** The words of a register that the engine's sentences need. */
export type Words = {
  readonly address: 'je' | 'u'
  readonly unit: { readonly one: string; readonly many: string }
}

/** A regulation made ready once, to assess many dossiers with. */
export type CompiledRegulation = {
  readonly regulation: Regulation
  readonly words: Words
}

/** Makes a regulation ready; done once, when it is loaded. */
export function compileRegulation(regulation: Regulation, words: Words): CompiledRegulation {
  return { regulation, words }
}
