import type { Dossier } from '../dossier.ts'
import { submissionDay } from '../dossier.ts'
import type { Amount } from '../quantity.ts'
import { nothing } from '../quantity.ts'
import type { Words } from '../saying/words.ts'
import type { Standing } from '../standing.ts'
import type { Fact, Moment, Option } from '../terms.ts'

/** A kind of condition: how it is held against a dossier, and what must be known for that. */
export type ConditionKind<Condition> = {
  readonly weigh: (condition: Condition, circumstances: Circumstances) => ConditionFinding
  /** What has to be stated, or decided by people, before it can be answered. */
  readonly asks: (condition: Condition) => readonly Ask[]
  /** Whether something in the dossier speaks for it, if only at another moment; else when it is met. */
  readonly isNear?: (condition: Condition, dossier: Dossier) => boolean
}

/** What a condition is held against. */
export type Circumstances = {
  readonly regulation: Named
  readonly words: Words
  readonly dossier: Dossier
  readonly on: Temporal.PlainDate
  /** The id of the norm that asks, under which a person's judgement may be filed. */
  readonly asking: string
}

/** What a regulation has names for. */
type Named = {
  readonly facts: readonly Fact[]
  readonly documents: readonly Option[]
  readonly categories: readonly Option[]
}

/** One thing that a condition wants to know. */
export type Ask =
  | { readonly what: 'fact'; readonly fact: string }
  | { readonly what: 'holding'; readonly register: string }
  | { readonly what: 'category' }
  | { readonly what: 'document'; readonly document: string }
  | { readonly what: 'work' }
  | { readonly what: 'declaration'; readonly declaration: string }
  | { readonly what: 'judgement'; readonly on: string }

export type ConditionFinding = {
  readonly standing: Standing
  readonly text: string
  readonly measure: 'yes-no' | 'work-hours' | 'work-months' | 'hours-per-week'
  readonly required: Amount
  readonly counted: Amount
  readonly provisional: Amount
  /** It rests on something that nobody has stated: not shown, but not untrue either. */
  readonly unknown?: true
}

const one = 100 as Amount

/** A finding that is either so or not. */
export function yesOrNo(met: boolean, text: string): ConditionFinding {
  return {
    standing: met ? 'met' : 'not-met',
    text,
    measure: 'yes-no',
    required: one,
    counted: met ? one : nothing,
    provisional: nothing,
  }
}

/** What nobody has stated is not shown, and its opposite is not shown either. */
export function notGiven(label: string): ConditionFinding {
  return { ...yesOrNo(false, `${label}: niet opgegeven.`), unknown: true }
}

/** The words of a regulation for something that it names, or else the name itself. */
export function labelOf(list: readonly Option[], id: string): string {
  return list.find((each) => each.id === id)?.label ?? id
}

/** The day that a moment of a dossier falls on; the start of a first period is submission. */
export function dayOf(
  moment: Moment,
  dossier: Dossier,
  on: Temporal.PlainDate,
): Temporal.PlainDate {
  switch (moment) {
    case 'period-start':
      return dossier.period?.first ?? dossier.registeredOn ?? submissionDay(dossier, on)
    case 'submission':
      return submissionDay(dossier, on)
    case 'now':
      return on
  }
}
