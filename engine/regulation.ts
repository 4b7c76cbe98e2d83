import type { Bound } from './bound.ts'
import type { Amount } from './quantity.ts'
import type { SimpleCondition } from './requirements/kinds.ts'
import type {
  Asking,
  Fact,
  Field,
  LabelScope,
  Measure,
  Option,
  SecondUnit,
  Selector,
  Statable,
  WorkProperty,
} from './terms.ts'

/** A category of earlier versions, and whether whoever is still in it may enter activities. */
export type FormerCategory = Option & { readonly entersActivities?: boolean }

/** What one version of a regulation says: the content of regulations/<register>/<first day>.yaml. */
export type Regulation = {
  readonly register: string
  /** The first day on which this version is in force; also its name. */
  readonly version: Temporal.PlainDate
  readonly title: string
  /** What it is made of where it is no file by itself: a version, and what was added to that since. */
  readonly basedOn?: {
    readonly version: Temporal.PlainDate
    readonly additions: readonly Addition[]
  }
  readonly sources: Readonly<Record<string, Source>>
  readonly unit: 'hour' | 'point'
  /** What norms and caps may be in beside the unit, with its words, such as contact hours. */
  readonly secondUnit?: SecondUnit
  /** Which moment of a dossier decides the version that applies to it. */
  readonly pinned: 'candidacy' | 'period-start' | 'submission'
  readonly earlyApplication?: EarlyApplication
  readonly transition?: Transition
  readonly period: PeriodRules
  readonly facts: readonly Fact[]
  /** The documents and declarations that norms name, with the words for them. */
  readonly documents: readonly DocumentKind[]
  readonly declarations: readonly Statable[]
  /** Who may have to make a declaration, where norms ask it of somebody; named as a dossier does. */
  readonly declarers: readonly Option[]
  /** Registers elsewhere that norms name, with the words for them. */
  readonly registers: readonly Statable[]
  /** How a spell of work is asked, and how leave is. */
  readonly work?: Asking
  readonly leave?: Asking
  /** The sorts of leave that are asked for apart from an application, and what each does. */
  readonly leaveSorts: readonly LeaveSort[]
  /** Above so many hours a week, the work of all jobs together becomes a question; absent: 48. */
  readonly mostHoursPerWeek?: Amount
  /** The roles in which work can be done, where norms tell them apart. */
  readonly workRoles: readonly Option[]
  /** What a spell of work can be, by what was answered about it, where norms ask for that. */
  readonly workProperties: readonly WorkProperty[]
  readonly attributes: readonly Attribute[]
  readonly groups: readonly Group[]
  /** What one can enter; empty where the register asks no activities. */
  readonly kinds: readonly Kind[]
  /** Categories of registration (In opleiding, Junior, Senior); empty where there is only one. */
  readonly categories: readonly Category[]
  /** Categories of earlier versions in which people may still be, and from which they can move. */
  readonly formerCategories: readonly FormerCategory[]
  readonly moves: readonly Move[]
  /** Personal circumstances under which other figures hold. The first that applies is taken. */
  readonly variants: readonly Variant[]
  readonly exemptions: readonly Exemption[]
  /** Who falls short of some norms only, may be registered for a while. */
  readonly temporary?: TemporaryRule
  readonly norms: readonly Norm[]
  readonly caps: readonly Cap[]
  readonly thresholds: readonly Threshold[]
  readonly lapses: readonly Lapse[]
  readonly carryOver: CarryOver
  readonly proRata?: ProRata
  readonly labels: readonly AcceptedLabel[]
  /** Absent: no label is held against a day, and what somebody says of it stands. */
  readonly labelsAsk?: LabelsAsk
  readonly accreditedByDecision: readonly AccreditedByDecision[]
  readonly accreditationText?: string
  readonly singleUse: 'per-register' | 'none'
  readonly evidence: EvidenceRules
  readonly referee: RefereeRules
  /** The lists by which others confirm whole years of a kind, such as a membership. */
  readonly lists: readonly ConfirmingList[]
  /** How the professional tests their own activities; absent: they do not. */
  readonly selfTest?: SelfTest
  readonly review: ReviewRules
  readonly committee: CommitteeRules
  readonly public: readonly PublicField[]
}

export type DocumentKind = Statable & {
  /** Whose digital signature is on the original, by the id of a signer of the register. */
  readonly signedBy?: string
}

export type Source = {
  readonly title: string
  /** The articles or chapters that it has, so that a wrong reference is found. */
  readonly articles: readonly string[]
  /** The day on which somebody last compared this file with the source. */
  readonly compared: Temporal.PlainDate
  readonly note?: string
}

export type EarlyApplication = { readonly from: Temporal.PlainDate; readonly text: string }

export type Transition = {
  readonly article: string
  readonly text: string
  /** Dossiers whose pinning moment lies before the version, but that it takes over all the same. */
  readonly runningDossiers: 'keep-old' | 'take-new' | 'most-favourable'
}

/** A kind with its fixed value that was added to a version, or a fixed value for a kind that it has. */
export type Addition = {
  /** The first day on which it holds: activities of before keep what they were worth. */
  readonly from: Temporal.PlainDate
  readonly kind: string
  readonly label: string
  /** The version has no such kind itself. */
  readonly isNew: boolean
  /** What one is worth. */
  readonly each: Amount
  readonly decided: {
    readonly by: string
    readonly on: Temporal.PlainDate
    /** The document or the minutes in which it stands. */
    readonly in: string
  }
}

/** Validity and counting window are two things: see periods.ts. */
export type PeriodRules = {
  readonly article: string
  readonly shape: 'personal' | 'fixed-block' | 'calendar-year' | 'rolling'
  readonly length: Temporal.Duration
  /** The first day of some block; for shape 'fixed-block'. */
  readonly blockFirst?: Temporal.PlainDate
  readonly start: {
    readonly first: 'decision' | 'submission' | 'registration'
    /** More than one: the applicant chooses; the first is the default. */
    readonly renewal: readonly ('old-end' | 'submission' | 'decision')[]
  }
  /** The day to which the counting window is anchored; it is also its last day. */
  readonly anchor: 'submission' | 'decision' | 'period-end'
  /** How far back before the anchor a first application counts; absent: from registration. */
  readonly lookBack?: {
    readonly years: number
    readonly granularity: 'day' | 'calendar-year'
    readonly appliesTo: 'first' | 'both'
    readonly article: string
  }
  /** Nothing completed before this day counts, whatever the look-back says. */
  readonly countsFrom?: Temporal.PlainDate
  /** The counting opens on the day in a fact, or the day after it. */
  readonly opens?: {
    readonly fact: string
    readonly from: 'day' | 'day-after'
    readonly article: string
  }
  /** Where an activity between submission and decision counts. */
  readonly inBetween: 'next' | 'current'
  /** Whether a complete application in time keeps somebody registered until the decision. */
  readonly deemedValid: boolean
  /** How long before expiry a renewal may be applied for; absent: at any time. */
  readonly renewalFrom?: Temporal.Duration
}

/** A property of an activity beside its kind; independent of every other. */
export type Attribute = {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly type: 'yes-no' | 'choice'
  readonly options?: readonly Option[]
}

/** Kinds that a norm or cap takes together, such as A2 or reflection. */
export type Group = { readonly id: string; readonly label: string }

/** A kind of activity, with the form that asks for it and the rule that values it. */
export type Kind = {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly article: string
  readonly groups: readonly string[]
  /** The hour rule as the form shows it. */
  readonly rule: string
  readonly value: Valuation
  /** How activities of before a day are valued, the earliest first; absent: as all others. */
  readonly earlier?: readonly EarlierRule[]
  /** What an activity is worth in the second unit; absent: nothing. */
  readonly inSecondUnit?: SecondValuation
  readonly fields: readonly Field[]
  /** The form that is made of the answers to its fields; absent: none. */
  readonly form?: KindForm
  /** That it may be a series of meetings of a group, typed once for all; absent: it may not. */
  readonly series?: KindSeries
  readonly evidence: {
    readonly accepted: readonly EvidenceKind[]
    readonly preferred: readonly string[]
  }
  readonly accreditation: 'possible' | 'by-decision' | 'none'
  readonly referee: boolean
  /** How it is judged apart from an application; absent: it is not. */
  readonly interim?: Interim
}

/** That activities of a kind can be judged when they are done, before there is an application. */
export type Interim = {
  readonly article: string
  readonly text: string
  /** Whether what is granted may be granted as accredited. */
  readonly accredits: boolean
  /** How many members judge it; absent: as many as an application. */
  readonly members?: number
  /** How long after it was done the judgement may be asked; absent: always. */
  readonly within?: Temporal.Duration
}

/** That a kind may be a series of meetings of a group, set up by one of them and confirmed by the others. */
export type KindSeries = {
  readonly article: string
  readonly text: string
  /** How many of the others must confirm a meeting before that is proof; 0: nobody, and it is none. */
  readonly confirmedBy: number
  /** The field in which the group stands, filled in with the name of the series. */
  readonly group?: string
}

/** A form, as a paper, out of what somebody answered to the questions of a kind. */
export type KindForm = {
  readonly title: string
  /** As which evidence it goes along. */
  readonly evidence: string
  /** With these fields answered it is proof by itself; without any it only goes along. */
  readonly needs: readonly string[]
}

/** The rule of a kind for activities of before a day. */
export type EarlierRule = Pick<Kind, 'rule' | 'value'> & { readonly before: Temporal.PlainDate }

export type EvidenceKind = {
  readonly id: string
  readonly label: string
  /** Whether there should be a signature on it; without one there is a warning, no refusal. */
  readonly signed: boolean
}

/**
 * How an activity becomes an amount. The fields that a rule reads have fixed ids: stated-load,
 * contact-hours, self-study-hours, test-hours, hours, half-days, days, count, words, test-passed.
 */
export type Valuation = {
  readonly article: string
  /** Nothing is earned unless this yes-or-no field is yes, such as test-passed. */
  readonly onlyWith?: string
  /** Less than this is worth nothing, and is no thing; not where the committee says what it is. */
  readonly atLeast?: Amount
  readonly atMost?: Amount
} & (
  | {
      readonly by: 'hours'
      /** The amount for one hour. */
      readonly each: Amount
      /** Only whole steps count: 100 is whole hours, 50 half hours; absent: every hundredth. */
      readonly step?: Amount
      readonly precedence: readonly ('stated-load' | 'spent' | 'guideline')[]
      readonly guideline?: { readonly halfDay: Amount; readonly day: Amount }
    }
  | { readonly by: 'thing'; readonly each: Amount }
  | { readonly by: 'words'; readonly each: Amount; readonly words: number }
  | { readonly by: 'membership-year'; readonly each: Amount }
  | { readonly by: 'committee' }
)

/** How an activity becomes an amount of the second unit. */
export type SecondValuation = {
  readonly atMost?: Amount
} & (
  | {
      /** `each` for what is filled in at this field of hours or whole numbers. */
      readonly by: 'field'
      readonly field: string
      readonly each: Amount
    }
  /** `each` for one of the unit that it is awarded, or for a thing. */
  | { readonly by: 'unit' | 'thing'; readonly each: Amount }
)

/** What can be true of a dossier without counting activities. */
export type Condition =
  | SimpleCondition
  | { readonly kind: 'all-of'; readonly of: readonly Condition[] }
  | { readonly kind: 'any-of'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }

/** What a norm asks. */
export type Requirement = Minimum | Condition | Alternative

export type Minimum = Bound & {
  readonly kind: 'minimum'
  readonly of: Selector
  readonly in: Measure
  /** Over the counting window, or in each year of it. */
  readonly each: 'window' | 'calendar-year' | 'registration-year'
  /** In how many of those years at least; absent: in each. */
  readonly years?: number
  readonly proRata: boolean
  /**
   * It is asked for each value of this fact: of the activities of the kind, group or attribute that
   * the value is named after.
   */
  readonly forEach?: string
  /** Less is asked of whom a fact is smaller than the number of whom all is asked. */
  readonly inProportion?: InProportion
  /** The surplus that it accepts, by what that stands under; absent: what `of` takes in. */
  readonly surplus?: readonly string[]
  /** What counts for this minimum only up to so much; for others it counts as ever. */
  readonly limits?: readonly Limit[]
}

/** A limit within one minimum: of these activities so many at most, or a share of what counts for it. */
export type Limit = { readonly of: Selector } & (
  | { readonly atMost: Amount }
  | { readonly atMostShare: Share }
  | { readonly atLeastShare: Share }
)

/** A part of a whole: one of two is half. More than nothing, and less than all. */
export type Share = { readonly parts: number; readonly of: number }

/** A minimum that grows with a number that somebody states, such as a part-time share. */
export type InProportion = {
  readonly fact: string
  /** The number of whom all is asked; of who has more, no more is. */
  readonly whole: Amount
  readonly rounding: ProRata['rounding']
  /** The least that is asked of anybody. */
  readonly floor?: Amount
}

/** Alternatives and conjunctions in which activities are counted. */
export type Alternative = {
  readonly kind: 'one-of' | 'each-of'
  /** How many of them, for one-of; absent: one. */
  readonly atLeast?: number
  readonly of: readonly Requirement[]
}

export type Norm = {
  readonly id: string
  readonly article: string
  readonly source: string
  /** A word or two for a bar or a table: "Geaccrediteerd". */
  readonly label: string
  /** What it asks, in plain Dutch. */
  readonly text: string
  /** The words after the number that is missing: "geaccrediteerd uur", "geaccrediteerde uren". */
  readonly missing?: { readonly one: string; readonly many: string }
  /** Added to the finding when it falls short. */
  readonly whenShort?: string
  readonly appliesTo: readonly ('first' | 'renewal')[]
  readonly categories?: readonly string[]
  readonly when?: Condition
  readonly requires: Requirement
  /** Other figures under a variant, by the id of the variant. */
  readonly instead: Readonly<Record<string, Requirement>>
  /** Where a shortfall is not a refusal but a matter for people. */
  readonly otherwise?: {
    readonly when?: Condition
    readonly text: string
    /** The board, after the advice of the committee; the committee itself when absent. */
    readonly decides?: 'committee' | 'board'
  }
  readonly remark?: string
  readonly examples: readonly Example[]
}

/** A dossier in short beside the article; it runs as a test. */
export type Example = {
  readonly title: string
  readonly dossier: unknown
  readonly on?: Temporal.PlainDate
  readonly expect: {
    readonly outcome?: string
    readonly norm?: string
    readonly counted?: Amount
    readonly provisional?: Amount
    readonly shortfall?: Amount
    readonly whole?: string
  }
}

export type Cap = {
  readonly id: string
  readonly article: string
  readonly source: string
  readonly label: string
  readonly text: string
  readonly of: Selector
  readonly atMost: Amount
  readonly in: Measure
  readonly each: 'window' | 'calendar-year' | 'registration-year' | 'day' | 'activity'
}

/** What must be there of one's own, as it was awarded, before any cap takes something away. */
export type Enough = Bound & { readonly of: Selector }

/** Activities that count only for whoever has enough of others. */
export type Threshold = {
  readonly id: string
  readonly article: string
  readonly source: string
  readonly label: string
  readonly text: string
  readonly of: Selector
  readonly onlyWith: Enough
}

/** Activities that lapse some time after they were done, reckoned on the day of submission. */
export type Lapse = {
  readonly id: string
  readonly article: string
  readonly source: string
  readonly label: string
  readonly text: string
  readonly of: Selector
  /** How old they may be; on the same day so much later they still count. */
  readonly after: Temporal.Duration
}

export type Variant = {
  readonly id: string
  readonly article: string
  readonly label: string
  readonly text: string
  readonly when: Condition
  /** What whoever checks or judges activities asks themselves when it holds, of each of them. */
  readonly forReview?: string
}

export type Exemption = {
  readonly id: string
  readonly article: string
  readonly text: string
  readonly when: Condition
}

/** A registration for a while, to make up for what may still be open. */
export type TemporaryRule = {
  readonly article: string
  readonly text: string
  readonly length: Temporal.Duration
  /** The norms and criteria that may still be open; all others must be met. */
  readonly open: readonly string[]
  readonly appliesTo: readonly ('first' | 'renewal')[]
  /** Its months are taken off the full period that follows. */
  readonly shortensNext: boolean
}

export type Category = {
  readonly id: string
  readonly label: string
  readonly text: string
  readonly admission: readonly Criterion[]
  /** What is asked of who has been in it for so long; nothing follows from it by itself. */
  readonly followUp?: FollowUpRule
}

/** A question to who has been in a category for so long, and a task for the back office. */
export type FollowUpRule = {
  readonly article: string
  /** How long after the category was granted it is asked. */
  readonly after: Temporal.Duration
  /** To be answered with yes or not yet: "Hebt u de masterclasses gevolgd?". */
  readonly question: string
  /** What was to be done by then. */
  readonly text: string
  /** The change of category that somebody can ask once it is done. */
  readonly move?: string
}

export type Criterion = {
  readonly id: string
  readonly article: string
  readonly label: string
  readonly text: string
  readonly requires: Condition
}

/** A change of category. */
export type Move = {
  readonly id: string
  readonly article: string
  readonly from: readonly string[]
  readonly to: string
  readonly text: string
  readonly requires?: Condition
  /** Whether the criteria of the category that it leads to are asked. */
  readonly admission: 'asked' | 'waived'
  /** What happens with the period: it goes on, or gets this length from its original first day. */
  readonly period: 'unchanged' | 'from-original-start'
}

export type CarryOver = {
  readonly article?: string
  readonly text: string
} & (
  | { readonly rule: 'none' }
  | {
      readonly rule: 'capped' | 'discretion'
      readonly atMost?: Amount
      /** Only the surplus of these kinds, groups or attributes; absent: all. */
      readonly of?: readonly string[]
      /** 'same': it keeps what it was, also for minima; 'total': it only adds to what counts all. */
      readonly counts: 'same' | 'total'
      readonly when?: Condition
      /** A surplus counts only for whoever has enough of this of their own. */
      readonly onlyWith?: Enough
    }
)

/** Minima marked proRata shrink with the part of the period that somebody missed. */
export type ProRata = {
  readonly article: string
  readonly text: string
  readonly joinedLater: boolean
  /** Joining at least this long after the first day counts as missed; absent: a day later. */
  readonly joinedLaterFrom?: Temporal.Duration
  /** Leave that somebody states counts as missed from this length; absent: what is stated makes no difference. */
  readonly leaveFrom?: Temporal.Duration
  /** What is missed: each day, when left out, or only whole months. */
  readonly by?: 'day' | 'month'
  readonly rounding: 'hundredth-down' | 'whole-down' | 'whole-up'
}

/** A sort of leave, asked by its days and nothing about anybody's health. */
export type LeaveSort = {
  readonly id: string
  readonly label: string
  readonly article: string
  readonly text: string
  readonly hint?: string
  /** How long it must last to do anything; spells of the sort that join are one. Absent: a day. */
  readonly atLeast?: Temporal.Duration
  /**
   * What it does: minima marked proRata are smaller for it, the period ends as much later, the norms of
   * `from` are not asked, or nothing but that it is known.
   */
  readonly does: 'reduces' | 'extends' | 'dispenses' | 'nothing'
  /** How much later a period ends by it at most; absent: by all of it. */
  readonly atMost?: Temporal.Duration
  readonly from?: readonly string[]
  /** By the statement of the person, or by the body that decides on leave. */
  readonly granted: 'by-statement' | 'by-decision'
  readonly proof: 'asked' | 'none'
  /** How long after its first day it can still be asked; absent: until the period ends. */
  readonly within?: Temporal.Duration
}

export type AcceptedLabel = {
  readonly id: string
  readonly label: string
  readonly note?: string
  /** With what it is about it counts; absent: with whatever it is about. */
  readonly scopes?: readonly LabelScope[]
}

/** From which day of an activity its label is held against that day. */
export type LabelsAsk = {
  readonly from: Temporal.PlainDate
  readonly article: string
  readonly text: string
}

export type AccreditedByDecision = {
  readonly kind: string
  /** The attribute that activities of this kind have by that decision. */
  readonly attribute: string
  readonly article: string
  readonly text: string
}

export type EvidenceRules = {
  readonly article: string
  readonly required: number
  readonly text: string
}

export type RefereeRules = {
  readonly article: string
  readonly roles: readonly Option[]
  readonly text: string
  readonly selfSign: {
    readonly allowed: boolean
    readonly reasonRequired: boolean
    readonly text: string
  }
}

/** A list that somebody else gives of who did something in which year. */
export type ConfirmingList = {
  readonly id: string
  readonly article: string
  readonly label: string
  /** Who gives it: "de BCMB". */
  readonly from: string
  readonly text: string
  /** The kind of activity of which it confirms years; its field `year` says which. */
  readonly confirms: string
  /** Only who stands on it in this role; absent: everybody. */
  readonly role?: string
}

/** The quality criteria against which professionals test their own activities. */
export type SelfTest = {
  readonly article: string
  readonly text: string
  /** What must be known of where the criteria come from, such as that they are a proposal. */
  readonly note?: string
  readonly criteria: readonly QualityCriterion[]
}

export type QualityCriterion = {
  readonly id: string
  /** What the activity must be or have, as a question to the professional. */
  readonly text: string
  readonly explanation?: string
  /** Which activities are tested against it. */
  readonly of: Selector
}

export type ReviewRules = {
  readonly article: string
  readonly application: 'all' | 'sample'
  readonly lines: 'all' | 'sample'
  readonly samplePercentage?: number
  readonly selfSigned: 'all' | 'sample'
  /** Above this percentage of rejections among the lines that were drawn, all lines are read. */
  readonly failureShare?: number
  /** What is looked at whatever the draw; what is signed by oneself is so by `selfSigned`. */
  readonly risks?: readonly ('over-stated-load' | 'first-of-kind')[]
  readonly text: string
}

export type CommitteeRules = {
  readonly article: string
  readonly members: number
  readonly tie: 'chair' | 'third-member'
  readonly conflicts: readonly ('referee' | 'employer' | 'municipality' | 'same-file')[]
  readonly rhythm: 'quarterly' | 'monthly' | 'as-needed'
  /** When a decision falls: when the meeting is held, or as soon as enough members judged. */
  readonly decides: 'in-the-meeting' | 'when-enough-votes'
  readonly text: string
}

export type PublicField = 'name' | 'status' | 'category' | 'valid-until' | 'number'
