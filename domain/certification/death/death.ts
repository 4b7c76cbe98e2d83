import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * How it stands with a report that somebody has died. Nothing follows from a report until it is
 * confirmed, by another where the register wants that; a mistake is undone within a term.
 */
export type DeathStatus = 'reported' | 'confirmed' | 'rejected' | 'undone'

export type DeathEvent = 'confirm' | 'reject' | 'undo'

export const deathLifecycle = {
  reported: { confirm: 'confirmed', reject: 'rejected' },
  confirmed: { undo: 'undone' },
  rejected: {},
  undone: {},
} as const satisfies Lifecycle<DeathStatus, DeathEvent>

/** Who told it: somebody close, an employer, somebody else, or another register of this installation. */
export type ToldBy = 'relative' | 'employer' | 'other' | 'register'

/** What the back office enters. No document is asked for. */
export interface DeathFacts {
  readonly diedOn: Temporal.PlainDate
  readonly toldBy: Exclude<ToldBy, 'register'>
  readonly toldName: string
  /** Where the letter goes: by mail, or on paper, or nowhere where both are empty. */
  readonly toldEmail: string
  readonly toldAddress: string
  /** "Rouwkaart gezien", "Teruggebeld": in words. */
  readonly seenHow: string
}

/** A report that somebody has died. */
export interface Death extends Omit<DeathFacts, 'toldBy'> {
  readonly id: string
  readonly registrationId: string
  readonly personId: string
  readonly status: DeathStatus
  readonly toldBy: ToldBy
  readonly enteredBy: string | undefined
  readonly enteredOn: Temporal.PlainDate
  readonly confirmedOn: Temporal.PlainDate | undefined
  readonly letterId: string | undefined
  readonly reason: string
  readonly version: number
}

/** The last day on which what was confirmed can be undone. */
export function lastDayToUndo(confirmedOn: Temporal.PlainDate, term: Temporal.Duration) {
  return confirmedOn.add(term)
}

/** The first day without the dossier: when the term of the register is over, and a mistake can no longer be undone. */
export function goesOn(
  confirmedOn: Temporal.PlainDate,
  { kept, undo }: { readonly kept: Temporal.Duration; readonly undo: Temporal.Duration },
): Temporal.PlainDate {
  const after = lastDayToUndo(confirmedOn, undo).add({ days: 1 })
  const term = confirmedOn.add(kept)
  return Temporal.PlainDate.compare(term, after) < 0 ? after : term
}
