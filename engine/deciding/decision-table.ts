/** What is asked of a case: yes or no, or one of its options where it has those. */
export interface Indicator {
  readonly id: string
  /** The answers that there are; yes and no without them. */
  readonly options?: readonly string[]
}

/** The answer to one indicator: `true` is yes, or the option that was chosen. */
export type IndicatorAnswer = boolean | string

/** What was answered, by the id of the indicator; what is not there is not known. */
export type IndicatorAnswers = Readonly<Record<string, IndicatorAnswer>>

/**
 * What happens where several rules apply (the hit policies of DMN that give one answer).
 * `unique`: that never happens. `any`: they all lead to the same. `first`: the one that stands first holds.
 * `priority`: the one holds that leads to the outcome that stands first among the outcomes.
 */
export type HitPolicy = 'unique' | 'any' | 'first' | 'priority'

/** One line of a table: with these answers, this outcome. */
export interface TableRule {
  readonly id: string
  /** The answers with which it applies, by indicator; an indicator that is not named may have any answer. */
  readonly when: Readonly<Record<string, readonly IndicatorAnswer[]>>
  readonly outcome: string
}

/** A decision as a table: of every case it says one outcome. */
export interface DecisionTable {
  readonly indicators: readonly Indicator[]
  /** In the order in which they go before each other, where the hit policy is `priority`. */
  readonly outcomes: readonly string[]
  readonly hitPolicy: HitPolicy
  readonly rules: readonly TableRule[]
}

/** The answers that an indicator can have, in their order. */
export function answersTo({ options }: Indicator): readonly IndicatorAnswer[] {
  return options ?? yesAndNo
}

const yesAndNo = [true, false] as const
