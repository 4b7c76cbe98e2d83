import type { CompiledRegulation, Dossier } from '#engine'
import { applicableVersion } from '#engine'
import { formatList } from '#language/lists.ts'
import { readDossier } from './dossier.ts'
import type { Mistake } from './mistakes.ts'
import { readForBoth } from './read-for-both.ts'

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
  if (guess.beside !== undefined)
    return matchEither(input, versions, [guess.compiled, guess.beside], on)
  const read = readDossier(input, guess.compiled)
  if (read.is === 'mistaken') return read
  return {
    is: 'matched',
    compiled: guess.compiled,
    dossier: read.dossier,
    on,
    why: guess.text,
  }
}

/**
 * Reads a dossier that a transition may hold against either of two versions. What only one of them
 * knows is not there for the other, and the answer says so; what neither knows is a mistake.
 */
function matchEither(
  input: unknown,
  versions: readonly CompiledRegulation[],
  [one, other]: readonly [CompiledRegulation, CompiledRegulation],
  on: Temporal.PlainDate,
): Match {
  const read = readForBoth(input, one, other)
  if (read.is === 'mistaken') return read
  const readingFor = (compiled: CompiledRegulation) => (compiled === one ? read.old : read.next)
  const final = applicableVersion(
    versions,
    read.old.dossier,
    on,
    (compiled) => readingFor(compiled).dossier,
  )
  if (final === undefined) return { is: 'no-version', on }
  const { dossier, leftOut } = readingFor(final.compiled)
  const unknown =
    leftOut.length === 0 ? '' : ` Deze versie kent niet, en telt niet mee: ${formatList(leftOut)}.`
  return { is: 'matched', compiled: final.compiled, dossier, on, why: `${final.text}${unknown}` }
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
