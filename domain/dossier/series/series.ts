import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'
import type { Amount, Kind } from '#engine'

export type MemberStatus = 'asked' | 'takes-part' | 'declined' | 'left' | 'removed'

export type MemberEvent = 'ask' | 'answer' | 'decline' | 'leave' | 'remove' | 'forget'

/** The lifecycle of somebody in a group. What they said of a meeting stays when they leave. */
export const memberLifecycle = {
  asked: {
    ask: 'asked',
    answer: 'takes-part',
    decline: 'declined',
    remove: 'removed',
    forget: 'removed',
  },
  'takes-part': { ask: 'takes-part', answer: 'takes-part', leave: 'left', forget: 'removed' },
  declined: { ask: 'asked', forget: 'removed' },
  left: { ask: 'asked', forget: 'removed' },
  removed: {},
} as const satisfies Lifecycle<MemberStatus, MemberEvent>

/** How many people one group can have, beside who set it up. */
export const mostMembers = 30

/** How many meetings one series can have. */
export const mostMeetings = 60

/** How many series one registration can set up on one day, and how many people it can ask. */
export const mostADay = { series: 10, asked: 60 }

/** The most hours of one meeting, and of the meetings of one week. */
export const mostHours = { meeting: 2400, week: 4800 }

/** Somebody in a group. */
export interface SeriesMember {
  readonly id: string
  readonly name: string
  /** Where they were named by it, and it is public. */
  readonly number: string | undefined
  /** For writing to them: nobody else in the group sees it. */
  readonly email: string
  readonly registrationId: string | undefined
  readonly accountId: string | undefined
  /** Whether they set the series up. */
  readonly setUp: boolean
  readonly status: MemberStatus
  readonly askedOn: Temporal.PlainDate
  /** They were written to, and their address refuses it. */
  readonly refusesMail: boolean
}

/** A day on which the group comes together. */
export interface SeriesMeeting {
  readonly id: string
  readonly heldOn: Temporal.PlainDate
  /** Undefined where the kind asks no hours. */
  readonly hours: Amount | undefined
  /** Of which what is said of it is: after a change everything is said anew. */
  readonly revision: number
  readonly cancelledOn: Temporal.PlainDate | undefined
  /** What the group wrote of it together; empty where nobody did yet. */
  readonly report: string
}

/** What somebody says of a meeting. */
export interface Presence {
  readonly meetingId: string
  readonly memberId: string
  readonly revision: number
  readonly present: boolean
  /** The others who were not there, by their ids as members. */
  readonly absent: readonly string[]
  readonly answeredOn: Temporal.PlainDate
}

/** A series of meetings of a group. */
export interface Series {
  readonly id: string
  /** The registration of who set it up; undefined once that is gone. */
  readonly registrationId: string | undefined
  readonly kind: string
  readonly title: string
  readonly setUpOn: Temporal.PlainDate
  readonly endedOn: Temporal.PlainDate | undefined
  readonly version: number
  readonly members: readonly SeriesMember[]
  /** In the order of their days. */
  readonly meetings: readonly SeriesMeeting[]
  readonly presences: readonly Presence[]
}

/** What the group says of whether somebody was at a meeting. */
export interface Word {
  /** What they say themselves; undefined when they have yet to answer. */
  readonly says: 'present' | 'absent' | undefined
  readonly confirmed: readonly { readonly name: string; readonly on: Temporal.PlainDate }[]
  /** Who was there and says that they were not. */
  readonly denied: readonly string[]
  /** Who has yet to answer. */
  readonly waiting: readonly string[]
}

/** What the group says of one member at one meeting, of the meeting as it is now. */
export function wordOf(series: Series, meeting: SeriesMeeting, memberId: string): Word {
  const confirmed: { name: string; on: Temporal.PlainDate }[] = []
  const denied: string[] = []
  const waiting: string[] = []
  for (const other of series.members) {
    if (other.id === memberId) continue
    const said = presenceOf(series, meeting, other.id)
    const { name } = other
    if (said === undefined) {
      if (series.endedOn === undefined && isIn(other)) waiting.push(name)
    } else if (said.present && said.absent.includes(memberId)) denied.push(name)
    else if (said.present) confirmed.push({ name, on: said.answeredOn })
  }
  const own = presenceOf(series, meeting, memberId)
  const says = own === undefined ? undefined : own.present ? 'present' : 'absent'
  return { says, confirmed, denied, waiting }
}

/** What a member said of a meeting as it is now. */
export function presenceOf(
  { presences }: Series,
  { id, revision }: SeriesMeeting,
  memberId: string,
): Presence | undefined {
  return presences.find(
    (one) => one.meetingId === id && one.memberId === memberId && one.revision === revision,
  )
}

/** Whether anybody confirmed a meeting as it is now; who set it up confirms nothing by their own word. */
export function isConfirmed(
  { members, presences }: Series,
  { id, revision }: SeriesMeeting,
): boolean {
  const others = new Set(members.flatMap((one) => (one.setUp ? [] : [one.id])))
  return presences.some(
    (one) =>
      one.meetingId === id && one.revision === revision && one.present && others.has(one.memberId),
  )
}

/** Whether somebody is in the group: asked, or taking part. */
export function isIn({ status }: Pick<SeriesMember, 'status'>): boolean {
  return status === 'asked' || status === 'takes-part'
}

/** The meetings that have been and of which this member has yet to say whether they were there. */
export function meetingsToConfirm(
  series: Series,
  memberId: string,
  today: Temporal.PlainDate,
): readonly SeriesMeeting[] {
  const member = series.members.find(({ id }) => id === memberId)
  if (series.endedOn !== undefined || member === undefined || !isIn(member)) return []
  return meetingsToAnswer(series, today).filter(
    (meeting) => presenceOf(series, meeting, memberId) === undefined,
  )
}

/** The meetings that have been, and so can be confirmed. */
export function meetingsToAnswer(
  { meetings }: Series,
  today: Temporal.PlainDate,
): readonly SeriesMeeting[] {
  return meetings.filter(
    ({ heldOn, cancelledOn }) =>
      cancelledOn === undefined && Temporal.PlainDate.compare(heldOn, today) <= 0,
  )
}

/** The field of a kind that holds the hours of a meeting, where it asks any. */
export function hoursFieldOf({ fields }: Pick<Kind, 'fields'>): string | undefined {
  return ['contact-hours', 'hours'].find((id) => fields.some((field) => field.id === id))
}

/** A member as the group may know them: the second of a name, and whose number is public, told apart. */
export function calledIn({ members }: Pick<Series, 'members'>, member: SeriesMember): string {
  const { id, name, number } = member
  if (number !== undefined) return `${name} (${number})`
  const namesakes = members.filter((one) => one.name === name && one.number === undefined)
  const place = namesakes.findIndex((one) => one.id === id)
  return place > 0 ? `${name} (${place + 1}e met deze naam)` : name
}
