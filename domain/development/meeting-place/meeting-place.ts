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
  readonly members: readonly { readonly registrationId: string; readonly name: string }[]
}

/** How often somebody can ask for contact, write, and begin a group in one day: nobody is flooded. */
export const mostADayHere = { asked: 10, written: 60, begun: 3 }

/** How many people a page shows; there is no count of all. */
export const shownAtOnce = 20

export const longestOfProfile = 600
export const longestMessage = 3000
