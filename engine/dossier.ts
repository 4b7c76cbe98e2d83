import type { Amount } from './quantity.ts'
import type { LabelScope, Period } from './terms.ts'

/** What is known about one professional, for one application. */
export type Dossier = {
  readonly kind: 'first' | 'renewal'
  /** The period of validity that a renewal extends. Absent for a first application. */
  readonly period?: Period
  /** The days for which somebody is registered for a while, to make up for what was open. */
  readonly temporary?: Period
  readonly registeredOn?: Temporal.PlainDate
  /** The day of submission of this application; absent while it is being built up. */
  readonly submittedOn?: Temporal.PlainDate
  /** The day of submission of the application before this one that was granted. */
  readonly previousSubmittedOn?: Temporal.PlainDate
  /** The last day that counted for that application: the last of the window of its assessment. */
  readonly countedUntil?: Temporal.PlainDate
  readonly decidedOn?: Temporal.PlainDate
  /** Asks for a version that may be applied before it is in force. */
  readonly appliesEarly?: boolean
  /** The category of registration held or asked for. */
  readonly category?: string
  readonly facts: Readonly<Record<string, FactValue>>
  readonly holdings: readonly Holding[]
  readonly documents: readonly Document[]
  readonly work: readonly WorkSpell[]
  readonly leave: readonly Period[]
  /** Leave that the register decided on apart from an application, by its sort. */
  readonly grantedLeave: readonly GrantedLeave[]
  readonly declarations: readonly Declaration[]
  readonly judgements: readonly Judgement[]
  /** What a former period left over, by the id of a kind, group or attribute, or 'total'. */
  readonly surplus: Readonly<Record<string, Amount>>
  readonly activities: readonly Activity[]
}

/** A list is of a fact with several values, in the order of its options. */
export type FactValue = string | boolean | Temporal.PlainDate | Amount | readonly string[]

/** A registration elsewhere, with the days between which it was shown to be valid. */
export type Holding = {
  readonly register: string
  readonly first: Temporal.PlainDate
  readonly last?: Temporal.PlainDate
  /**
   * Whether it was checked when the period that is renewed was given, here or elsewhere: what was not seen
   * then, is not shown by a day that is stated later. Absent where nobody kept it; then the days say so.
   */
  readonly checkedAtStart?: boolean
}

export type Document = {
  readonly kind: string
  readonly issuedOn: Temporal.PlainDate
  /** Absent means approved; unshown is what was stated, and not shown in a way that is accepted. */
  readonly state?: 'claimed' | 'approved' | 'rejected' | 'unshown'
}

/** Work between two days, in total hours or in hours a week. */
export type WorkSpell = {
  readonly first: Temporal.PlainDate
  /** Absent while it still goes on. */
  readonly last?: Temporal.PlainDate
  readonly hours?: Amount
  readonly hoursPerWeek?: Amount
  /** In which role, where the regulation tells roles apart. */
  readonly role?: string
  /** What was answered about it, as far as the properties of work ask for that. */
  readonly details?: Readonly<Record<string, string | boolean>>
  readonly state?: 'claimed' | 'approved' | 'rejected'
}

/** Leave that was granted, in a sort of the regulation. */
export type GrantedLeave = Period & { readonly sort: string }

export type Declaration = {
  readonly id: string
  readonly on: Temporal.PlainDate
  readonly by?: string
}

/** What a person decided about an activity, a norm or a question; an input, never a patch. */
export type Judgement = {
  readonly on: string
  readonly outcome: 'approved' | 'rejected' | 'met' | 'not-met'
  /** For an activity: the amount that was awarded, where it differs from what was claimed. */
  readonly awarded?: Amount
  /** The same in the second unit, where that is not what the rule of its kind says. */
  readonly awardedSecond?: Amount
  readonly reason?: string
}

export type CountedState = 'planned' | 'claimed' | 'approved' | 'rejected'

export type Activity = {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly completedOn: Temporal.PlainDate
  /** Hours or points as claimed; absent where the kind's rule makes them from the details. */
  readonly claimed?: Amount
  /** The number of things, in hundredths: one book is 100. Absent means one. */
  readonly count?: Amount
  readonly attributes: Readonly<Record<string, string | boolean>>
  readonly details: Readonly<Record<string, DetailValue>>
  /** By what it is accredited, where it is claimed to be. */
  readonly accreditation?: Accreditation
  readonly state: CountedState
  /** The decision in which it counted before, in this register: then it does not count again. */
  readonly usedIn?: string
  /** Added after submission because the register asked for it: then it counts for this one. */
  readonly supplement?: boolean
}

/** By what an activity is accredited: a label that somebody holds, or a decision of the register. */
export type Accreditation = {
  /** The label that is claimed, by its id in the regulation. */
  readonly label?: string
  readonly byDecision?: boolean
  /** What is known of that label with whoever gave it, whatever its days. */
  readonly held: readonly HeldLabel[]
}

/** A label as it is known: what it is about, its days, and the day on which somebody saw it. */
export type HeldLabel = {
  readonly label: string
  readonly scope: LabelScope
  /** Absent: it held from before anything was kept. */
  readonly first?: Temporal.PlainDate
  /** Absent: it has no last day yet. */
  readonly last?: Temporal.PlainDate
  /** Absent: it was stated, and nobody has seen it. */
  readonly seenOn?: Temporal.PlainDate
  /** Where several are called as whoever gave it, and nobody said which: who of them holds it, of how many. */
  readonly among?: { readonly holder: string; readonly of: number }
}

/** Hours are amounts; whole numbers are amounts too (three is 300). */
export type DetailValue = string | boolean | Amount

/** A dossier with nothing in it, to build upon. */
export const emptyDossier: Dossier = {
  kind: 'first',
  facts: {},
  holdings: [],
  documents: [],
  work: [],
  leave: [],
  grantedLeave: [],
  declarations: [],
  judgements: [],
  surplus: {},
  activities: [],
}

/** The day of submission, or the given day while it is still to come. */
export function submissionDay(dossier: Dossier, on: Temporal.PlainDate): Temporal.PlainDate {
  return dossier.submittedOn ?? on
}
