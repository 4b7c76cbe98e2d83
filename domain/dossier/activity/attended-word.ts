import type { Amount, DetailValue } from '#engine'
import { hundredthsOf } from '#engine'

/** What the organisation that gave something says of who was there. */
export interface AttendedWord {
  /** By which somebody who does not agree says so. */
  readonly id: string
  readonly organisation: string
  /** OPL-000012-3. */
  readonly edition: string
  readonly hours: Amount
  readonly enteredOn: Temporal.PlainDate
  /** It stood there before, as somebody had entered it themselves. */
  readonly joined: boolean
  readonly firstDay: Temporal.PlainDate
  readonly lastDay: Temporal.PlainDate
  /** The most hours or points that it confirms, by the organisation or the decision by which it counts. */
  readonly most: Amount
  /** Whether it confirms the activity as it stands. */
  readonly proves: boolean
}

/** An activity as far as it can be confirmed. */
export interface Attendable {
  readonly completedOn: Temporal.PlainDate | undefined
  readonly details: Readonly<Record<string, DetailValue>>
  /** What is claimed for it, in the register's unit. */
  readonly claimed: Amount | undefined
}

/** The same as the database gives it. */
export interface StoredAttended {
  readonly id: string
  readonly organisation: string
  readonly edition: string
  readonly hours: number
  readonly entered_on: string
  readonly joined: boolean
  readonly first_day: string
  readonly last_day: string
  /** The most that can be claimed by it, in hundredths. */
  readonly most: number
}

/** What the organisation says of an activity as it stands. */
export function attendedWordOf(stored: StoredAttended, activity: Attendable): AttendedWord {
  const { id, organisation, edition, joined } = stored
  const word = {
    ...{ id, organisation, edition, joined },
    hours: hundredthsOf(stored.hours),
    enteredOn: Temporal.PlainDate.from(stored.entered_on),
    firstDay: Temporal.PlainDate.from(stored.first_day),
    lastDay: Temporal.PlainDate.from(stored.last_day),
    most: hundredthsOf(stored.most),
  }
  return { ...word, proves: attendanceProves(word, activity) }
}

/** Whether what the organisation says is what an activity says: one of its days, and no more than it confirms. */
export function attendanceProves(
  { firstDay, lastDay, most }: Omit<AttendedWord, 'proves'>,
  { completedOn, details, claimed }: Attendable,
): boolean {
  if (completedOn === undefined) return false
  const { compare } = Temporal.PlainDate
  const onItsDays = compare(completedOn, firstDay) >= 0 && compare(completedOn, lastDay) <= 0
  return onItsDays && spentOn(details) <= most && (!isCounted(details) || (claimed ?? 0) <= most)
}

// Whether what it is worth is made of how many there were, of half-days, days, words or whatever else. What has a
// value of its own is worth that once, however long it took.
function isCounted(details: Attendable['details']): boolean {
  const once = Number(details.count ?? 0) <= 100
  return !once || ['half-days', 'days', 'words'].some((id) => Number(details[id] ?? 0) > 0)
}

function spentOn(details: Attendable['details']): number {
  const of = (id: string) => (typeof details[id] === 'number' ? Number(details[id]) : 0)
  const spent = of('contact-hours') + of('self-study-hours') + of('test-hours') + of('hours')
  return Math.max(of('stated-load'), spent)
}
