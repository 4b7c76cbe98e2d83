import type { CompiledRegulation, Dossier } from '#engine'
import type { Register, Tariff } from './register.ts'

/** Reads, checks and compiles every register of a folder; throws with file, line and column. */
export declare function loadRegisters(folder?: string): Promise<ReadonlyMap<string, Register>>

/** The version that is in force on a day, or undefined before the first one. */
export declare function versionInForce(
  register: Register,
  on: Temporal.PlainDate,
): CompiledRegulation | undefined

/** The version with this first day (ISO), as pinned to an application or decision. */
export declare function pinnedVersion(
  register: Register,
  version: string,
): CompiledRegulation | undefined

/** The version that applies to a dossier, with the reason in plain Dutch. */
export declare function versionFor(
  register: Register,
  dossier: Dossier,
  on: Temporal.PlainDate,
): { readonly compiled: CompiledRegulation; readonly text: string } | undefined

/** The tariff on a day, or undefined before the first one. */
export declare function tariffOn(register: Register, on: Temporal.PlainDate): Tariff | undefined
