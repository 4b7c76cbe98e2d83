import type { CompiledRegulation, Dossier } from '#engine'
import { applicableVersion } from '#engine'
import { readDossier } from './dossier.ts'
import type { Mistake } from './mistakes.ts'

/** A dossier with the version that applies to it. */
export type MatchedDossier = {
  readonly compiled: CompiledRegulation
  readonly dossier: Dossier
  /** The day of the assessment. */
  readonly on: Temporal.PlainDate
  /** Why this version applies, in plain Dutch. */
  readonly why: string
}

export type Match =
  | ({ readonly is: 'matched' } & MatchedDossier)
  | { readonly is: 'mistaken'; readonly mistakes: readonly Mistake[] }
  /** No version was in force yet on the day that decides. */
  | { readonly is: 'no-version'; readonly on: Temporal.PlainDate }

/** Which version to hold a dossier against: one that was chosen, or the one that applies. */
export type Versions =
  | { readonly is: 'version'; readonly compiled: CompiledRegulation }
  /** Oldest first. */
  | { readonly is: 'register'; readonly versions: readonly CompiledRegulation[] }

/**
 * Reads a dossier for the version that applies to it. The day of the assessment is the one that is
 * asked for, or else the day of submission, or else today.
 */
export function matchDossier(
  input: unknown,
  chosen: Versions,
  asked: Temporal.PlainDate | undefined,
  today: Temporal.PlainDate,
): Match {
  if (chosen.is === 'version') {
    const { compiled } = chosen
    const read = readDossier(input, compiled)
    if (read.is === 'mistaken') return read
    const { dossier } = read
    const on = asked ?? dossier.submittedOn ?? today
    return { is: 'matched', compiled, dossier, on, why: 'Deze versie is bij de vraag gekozen.' }
  }
  const { versions } = chosen
  const newest = versions.at(-1)
  if (newest === undefined) return { is: 'no-version', on: asked ?? today }
  // Which version applies depends on the dossier's days, so that those are read first.
  const dated = readDossier(daysIn(input), newest)
  if (dated.is === 'mistaken') {
    const whole = readDossier(input, newest)
    return whole.is === 'mistaken' ? whole : dated
  }
  const on = asked ?? dated.dossier.submittedOn ?? today
  const guess = applicableVersion(versions, dated.dossier, on)
  if (guess === undefined) return { is: 'no-version', on: dated.dossier.submittedOn ?? on }
  const read = readDossier(input, guess.compiled)
  if (read.is === 'mistaken') return read
  const final = applicableVersion(versions, read.dossier, on) ?? guess
  const again = final.compiled === guess.compiled ? read : readDossier(input, final.compiled)
  if (again.is === 'mistaken') return again
  return {
    is: 'matched',
    compiled: final.compiled,
    dossier: again.dossier,
    on,
    why: final.text,
  }
}

/** Only what decides which version applies. */
function daysIn(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input
  const { kind, period, registeredOn, submittedOn, appliesEarly } = input as Record<string, unknown>
  return Object.fromEntries(
    Object.entries({ kind, period, registeredOn, submittedOn, appliesEarly }).filter(
      ([, value]) => value !== undefined,
    ),
  )
}
