// What regulations and dossiers both speak of.

/** Both days belong to it. */
export type Period = { readonly first: Temporal.PlainDate; readonly last: Temporal.PlainDate }

/** A moment of a dossier on which something must be so. */
export type Moment = (typeof moments)[number]

export const moments = ['period-start', 'period-end', 'submission', 'now'] as const

/** Whether a name is that of a moment, where the name of a fact may stand too. */
export function isMoment(name: string): name is Moment {
  return moments.some((moment) => moment === name)
}

/** Something that is asked of a person once: a yes or no, a day, a number, one or more of several. */
export type Fact = {
  readonly id: string
  readonly type: 'yes-no' | 'day' | 'number' | 'choice' | 'several'
  readonly label: string
  readonly options?: readonly Option[]
  readonly asked?: Asking
}

/** A name with the words for it. */
export type Option = { readonly id: string; readonly label: string }

/** Whether amounts of the unit or of the second unit are added up, or things counted. */
export type Measure = 'amount' | 'second-unit' | 'things'

/** `counted` stands after a number: "1 contactuur", "6 contacturen". */
export type SecondUnit = { readonly one: string; readonly many: string; readonly counted: string }

/** Something of a spell of work that is known by what was answered about it, such as its level. */
export type WorkProperty = Option & {
  /** The words for work that has it not: "niet op hbo-niveau"; `label` is "op hbo-niveau". */
  readonly without: string
  /** It has it by one of these answers. */
  readonly anyOf: readonly { readonly field: string; readonly is: string | boolean }[]
}

/** Something that is stated beside activities: its name, and how it is asked. */
export type Statable = Option & { readonly asked?: Asking }

/** A page elsewhere: what it is called, and its address, which begins with https:// or http://. */
export type Link = { readonly label: string; readonly address: string }

/** How something is asked of people who have to state it. */
export type Asking = {
  /** Above the answers, in place of the label. */
  readonly question?: string
  readonly hint?: string
  /** What the explanatory notes say of it, in paragraphs. */
  readonly explanation: readonly string[]
  /** Where more of it is found, or where it is had from. */
  readonly links: readonly Link[]
  /** What is asked beside it, such as the name of the school. */
  readonly fields: readonly Field[]
  /** Files that show it; absent where the regulation does not say: then a document needs one. */
  readonly proof?: { readonly label?: string; readonly required: boolean }
  /** Who else can state it, once and without an account; only of documents. */
  readonly from?: StatedByAnother
  /** Of a document whose original is to be seen: what is said beside its post, and whether it may go back. */
  readonly original?: { readonly note?: string; readonly returned: boolean }
  /** Of a document: the ways in which it is shown, of which one whole one is enough; absent: as stated. */
  readonly shown?: readonly ShownWay[]
  /** Of a document whose files are destroyed once it was checked: only what was stated stays. */
  readonly keeps?: 'details'
  /** Of a document that a colleague gives, who is found in this register and says so themselves. */
  readonly colleague?: Colleague
  /** Of a document that is filled in and signed here, and of which Peil makes the paper. */
  readonly signHere?: SignedHere
  /** Of a document that comes so long after a day: until then somebody may let their dossier wait for it. */
  readonly follows?: Following
  /** What a yes means, of a yes or no: "vrijstelling van masterclass 2". */
  readonly yesMeans?: string
  /** Of a declaration that promises something: by when, counted from the admission. */
  readonly within?: Temporal.Duration
  /** Of a declaration that promises several things, which stand in its question at `{parts}`. */
  readonly parts?: readonly PromisedPart[]
  /** Of a fact that is a day: whether that may lie ahead; else it has been. */
  readonly ahead?: boolean
}

/** One of the things that are promised: only with a yes to one fact, and not with a yes to any of others. */
export type PromisedPart = {
  readonly label: string
  readonly when?: string
  readonly unless: readonly string[]
}

/** What a document is shown by: its original that came, a file, or what somebody else states about it. */
export type ShownBy = 'original' | 'file' | 'statement'

/** A way in which a document is shown: all of this together. */
export type ShownWay = {
  readonly by: readonly ShownBy[]
  /** Whether it may be sent in while the original is on its way, or the statement awaited. */
  readonly underWay: boolean
}

/** That a document comes some time after a day that was stated. */
export type Following = {
  /** The fact that is that day. */
  readonly after: string
  /** Within this time after it the document may not be there yet. */
  readonly within: Temporal.Duration
  /** Why it takes so long. */
  readonly text: string
}

/** What stands on a document that is filled in and signed here. */
export type SignedHere = {
  /** Above it: "Verzoek categorie In opleiding". */
  readonly title: string
  /** What one signs, beside what was filled in. */
  readonly paragraphs: readonly string[]
  /** The declarations that are made with it. */
  readonly declarations: readonly string[]
  /** The facts that have to be stated before, and stand on it. */
  readonly facts: readonly string[]
  /** The documents that go along, of which it says whether they are there. */
  readonly documents: readonly string[]
  /** The work that stands on it: all that has these properties; absent: none. */
  readonly work?: readonly string[]
  /** The document of the colleague who signs it too. */
  readonly with?: string
}

/** Somebody in the same register who takes something on for a professional, such as supervision. */
export type Colleague = {
  /** What they are to the professional: "supervisor". */
  readonly who: string
  /** The categories that they may be in; absent: whoever is registered may. */
  readonly categories?: readonly string[]
  /** What they say that they will do. */
  readonly text: string
  /** The categories of who has to have one as long as they are in them; empty: only to apply. */
  readonly whileIn: readonly string[]
}

/** What somebody else, such as an employer, states about a document, or in its place. */
export type StatedByAnother = {
  /** Who: "uw werkgever". */
  readonly who: string
  /** What they put their name under. */
  readonly text: string
  /** Whether it stands beside the document, or is the document. */
  readonly gives: 'confirmation' | 'document'
  /** The work that is laid before them: all that has these properties; absent: all. Only where it is the document. */
  readonly work?: readonly string[]
}

/** A question of a form in a version file. */
export type Field = {
  readonly id: string
  readonly type: 'text' | 'long-text' | 'hours' | 'whole-number' | 'day' | 'yes-no' | 'choice'
  readonly label: string
  readonly hint?: string
  readonly required: boolean
  readonly options?: readonly Option[]
  /** What is accepted of a text without more: one of these stands in it. Else people look at it. */
  readonly accepts?: readonly string[]
  /** How many digits a text is, and nothing else. */
  readonly digits?: number
  /** It must be there as well, unless another field says one of these. */
  readonly neededUnless?: { readonly field: string; readonly is: readonly string[] }
}

/** Which activities: everything; an id of a kind, group or yes-no attribute; any of several. */
export type Selector =
  | 'everything'
  | string
  | readonly string[]
  | { readonly attribute: string; readonly is: string | boolean }
  | { readonly allOf: readonly Selector[] }
  | { readonly anyOf: readonly Selector[] }
  | { readonly not: Selector }

/** Something that was done: when, and whether people approved it already. */
export type Done = { readonly on: Temporal.PlainDate; readonly approved: boolean }

/** What a label can be about: who gives it, or what is given. */
export type LabelScope = 'institution' | 'teacher' | 'course' | 'programme' | 'level'
