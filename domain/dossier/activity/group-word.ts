import type { Amount, DetailValue } from '#engine'
import { hundredthsOf } from '#engine'

/** What a group says of an activity that was a meeting of its series. */
export interface GroupWord {
  readonly seriesId: string
  readonly title: string
  readonly kind: string
  readonly heldOn: Temporal.PlainDate
  /** Undefined where the kind asks no hours. */
  readonly hours: Amount | undefined
  /** How many must confirm before it is proof; 0: it never is. */
  readonly needed: number
  readonly confirmed: readonly { readonly name: string; readonly on: Temporal.PlainDate }[]
  /** Who says that they were not there. */
  readonly denied: readonly string[]
  /** Who has yet to answer. */
  readonly waiting: readonly string[]
  /** Whether enough confirm it, and it says the day and no more hours than they confirm. */
  readonly proves: boolean
}

/** The same as the database gives it. */
export interface StoredGroup {
  readonly series: string
  readonly title: string
  readonly kind: string
  readonly held_on: string
  readonly hours: number | null
  readonly needed: number
  readonly confirmed: readonly { readonly name: string; readonly on: string }[]
  readonly denied: readonly string[]
  readonly waiting: readonly string[]
}

/** An activity as far as a group can confirm it. */
export interface Confirmable {
  readonly kind: string | undefined
  readonly completedOn: Temporal.PlainDate | undefined
  readonly details: Readonly<Record<string, DetailValue>>
}

/** What the group says of an activity as it stands. */
export function groupWordOf(stored: StoredGroup, activity: Confirmable): GroupWord {
  const word = {
    seriesId: stored.series,
    title: stored.title,
    kind: stored.kind,
    heldOn: Temporal.PlainDate.from(stored.held_on),
    hours: stored.hours === null ? undefined : hundredthsOf(stored.hours),
    needed: stored.needed,
    confirmed: stored.confirmed.map(({ name, on }) => ({ name, on: Temporal.PlainDate.from(on) })),
    denied: stored.denied,
    waiting: stored.waiting,
  }
  return { ...word, proves: groupProves(word, activity) }
}

/** Whether what the group confirmed is what an activity says: its kind and day, and no more hours. */
export function groupProves(
  { kind, heldOn, hours, needed, confirmed }: Omit<GroupWord, 'proves'>,
  activity: Confirmable,
): boolean {
  if (needed === 0 || confirmed.length < needed) return false
  if (activity.kind !== kind || activity.completedOn?.equals(heldOn) !== true) return false
  const spent = activity.details['contact-hours'] ?? activity.details.hours
  return hours === undefined || (typeof spent === 'number' && spent <= hours)
}
