/** What somebody shows of themselves to colleagues of the same register. */
export interface ProfileFacts {
  readonly region: string
  readonly themes: readonly string[]
  /** What others can come to them for. */
  readonly offers: string
  /** What they look for. */
  readonly seeks: string
}

/** The profile of somebody, as colleagues see it: a name, and nothing by which they are reached. */
export interface Profile extends ProfileFacts {
  readonly id: string
  readonly registrationId: string
  readonly name: string
  readonly hidden: boolean
  readonly version: number
}

export type ContactStatus = 'asked' | 'accepted' | 'declined' | 'ended'

/** Contact between two, as one of them sees it. */
export interface Contact {
  readonly id: string
  readonly otherId: string
  readonly otherName: string
  /** Whether it was the other who asked. */
  readonly asksMe: boolean
  readonly status: ContactStatus
  readonly statusOn: Temporal.PlainDate
}

/** Something that was written. */
export interface PlaceMessage {
  readonly id: string
  readonly authorId: string
  readonly authorName: string
  readonly text: string
  readonly writtenOn: Temporal.PlainDate
  readonly hidden: boolean
}

/** A group of colleagues about a theme. */
export interface Group {
  readonly id: string
  readonly name: string
  readonly theme: string
  readonly about: string
  /** Without whom the reader keeps away, and who keeps the reader away. */
  readonly members: readonly { readonly registrationId: string; readonly name: string }[]
  /** Whether the reader wants a mail when something new was written; undefined for who is not in it. */
  readonly mails: boolean | undefined
}

/** What a report can be about; a rating is what somebody wrote about a course. */
export type Reported = 'profile' | 'message' | 'group' | 'rating'

/** What came of a report. */
export type ReportOutcome =
  | 'nothing'
  | 'message-hidden'
  | 'profile-hidden'
  | 'group-ended'
  | 'rating-hidden'

/**
 * How often somebody can ask for contact, write, begin a group and report in one day: nobody is flooded.
 * Of what is written no more than a part can go to one colleague, who gets a mail of each.
 */
export const mostADayHere = {
  asked: 10,
  written: 60,
  writtenToOne: 20,
  begun: 3,
  reported: 10,
}

/** How many groups somebody can be in. */
export const mostGroups = 20

/** How long somebody does not ask a colleague again whom they asked before, whatever became of it. */
export const askAgainAfter = { months: 3 }

/** How many people a page shows; there is no count of all. */
export const shownAtOnce = 20

/** How many messages a page shows; those before them stand on the page before it. */
export const messagesAtOnce = 50

export const longestOfProfile = 600
export const longestObjection = 2000
export const longestMessage = 3000
