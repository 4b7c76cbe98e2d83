import type { Dossier } from '../dossier.ts'
import { submissionDay } from '../dossier.ts'
import type { Amount } from '../quantity.ts'
import { nothing } from '../quantity.ts'
import type { Words } from '../saying/words.ts'
import type { Standing } from '../standing.ts'
import type { Done, Fact, Moment, Option, Selector, WorkProperty } from '../terms.ts'

/**
 * A kind of condition: how it is held against a dossier, what must be known for that, and how what
 * was found is said. `Found` is what was found, as codes, days and numbers.
 */
export type ConditionKind<Condition, Found> = {
  readonly weigh: (condition: Condition, circumstances: Circumstances) => Weighed<Found>
  /** What was found, in one or two plain sentences. */
  readonly say: (condition: Condition, found: Found, naming: Naming) => string
  /** What has to be stated, or decided by people, before it can be answered. */
  readonly asks: (condition: Condition) => readonly Ask[]
  /** Whether something in the dossier speaks for it, if only at another moment; else when it is met. */
  readonly isNear?: (condition: Condition, dossier: Dossier) => boolean
  /** Whether what is missing can no longer be given, as its moment has gone by; else it always can. */
  readonly isPast?: (condition: Condition, circumstances: Circumstances) => boolean
}

/** What a condition is held against. */
export type Circumstances = {
  readonly dossier: Dossier
  readonly on: Temporal.PlainDate
  /** The id of the norm that asks, under which a person's judgement may be filed. */
  readonly asking: string
  /** What was done of some activities, whenever it was. */
  readonly done: (of: Selector) => readonly Done[]
  readonly workProperties: readonly WorkProperty[]
}

/** What it takes to say something: the words of the register, and what its regulation has names for. */
export type Naming = {
  readonly words: Words
  readonly regulation: {
    readonly facts: readonly Fact[]
    readonly documents: readonly Option[]
    readonly registers: readonly Option[]
    readonly declarers: readonly Option[]
    readonly categories: readonly Option[]
    readonly workRoles: readonly Option[]
    readonly workProperties: readonly WorkProperty[]
  }
}

/** One thing that a condition wants to know. */
export type Ask =
  | { readonly what: 'fact'; readonly fact: string }
  | { readonly what: 'holding'; readonly register: string }
  | { readonly what: 'category' }
  | { readonly what: 'document'; readonly document: string }
  | { readonly what: 'work' }
  | { readonly what: 'refresher'; readonly of: Selector }
  | { readonly what: 'declaration'; readonly declaration: string; readonly by?: string }
  | { readonly what: 'judgement'; readonly on: string }

/** Where a condition stands and its figures, in hundredths; a plain yes or no is one of one. */
export type ConditionFigures = {
  readonly standing: Standing
  readonly measure: 'yes-no' | 'work-hours' | 'work-months' | 'hours-per-week'
  readonly required: Amount
  readonly counted: Amount
  readonly provisional: Amount
  /** It rests on something that nobody has stated: not shown, but not untrue either. */
  readonly unknown?: true
}

/** The figures of a condition with what was found; nothing was found where nobody stated anything. */
export type Weighed<Found> = ConditionFigures & { readonly found: Found | NotGiven }

/** Nobody has stated what the condition asks: this fact, or else the thing that it is about. */
export type NotGiven = { readonly is: 'not-given'; readonly fact?: string }

const one = 100 as Amount

/** The figures of what is either so or not. */
export function yesOrNo(met: boolean): ConditionFigures {
  return {
    standing: met ? 'met' : 'not-met',
    measure: 'yes-no',
    required: one,
    counted: met ? one : nothing,
    provisional: nothing,
  }
}

/** It is so, or it is not, with what was found. */
export function found<Found>(met: boolean, what: Found): Weighed<Found> {
  return { ...yesOrNo(met), found: what }
}

/** What nobody has stated is not shown, and its opposite is not shown either. */
export function notGiven(fact?: string): ConditionFigures & {
  readonly found: NotGiven
  readonly unknown: true
} {
  const is = { is: 'not-given', ...(fact === undefined ? {} : { fact }) } as const
  return { ...yesOrNo(false), found: is, unknown: true }
}

/** The words of a regulation for something that it names, or else the name itself. */
export function labelOf(list: readonly Option[], id: string): string {
  return list.find((each) => each.id === id)?.label ?? id
}

/** A register elsewhere by its own name, "het SKJ"; one that the regulation has no words for by its letters. */
export function registerLabel(registers: readonly Option[], id: string): string {
  return registers.find((each) => each.id === id)?.label ?? id.toUpperCase()
}

/** The moments of a dossier, as a sentence names them. */
export const momentInWords: Readonly<Record<Moment, string>> = {
  'period-start': 'bij het begin van de periode',
  'period-end': 'aan het eind van de periode',
  submission: 'bij de aanvraag',
  now: 'op dit moment',
}

/** The day that a moment of a dossier falls on; a first period starts and ends at submission. */
export function dayOf(
  moment: Moment,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Temporal.PlainDate {
  switch (moment) {
    case 'period-start':
      return dossier.period?.first ?? dossier.registeredOn ?? submissionDay(dossier, on)
    case 'period-end':
      return dossier.period?.last ?? submissionDay(dossier, on)
    case 'submission':
      return submissionDay(dossier, on)
    case 'now':
      return on
  }
}
