import type { Words } from './compile.ts'
import type { DetailValue } from './dossier.ts'
import type { Amount } from './quantity.ts'
import type { Kind } from './regulation.ts'

/** What an activity is worth by the rule of its kind, and how that was worked out. */
export type ActivityValue =
  | {
      readonly is: 'valued'
      readonly amount: Amount
      readonly by: 'stated-load' | 'spent' | 'guideline' | 'fixed' | 'claimed'
      /** How it was worked out, in plain Dutch: "Lesuren 6 + zelfstudie 2 = 8 uur." */
      readonly text: string
      readonly article: string
      /** Set when the claim is above the rule's own figure: ask for a reason, do not refuse. */
      readonly reminder?: Reminder
    }
  | { readonly is: 'for-the-committee'; readonly text: string; readonly article: string }
  | { readonly is: 'incomplete'; readonly text: string; readonly missing: readonly string[] }

export type Reminder = {
  readonly by: 'above-stated-load' | 'above-guideline'
  readonly figure: Amount
  readonly text: string
}

/**
 * Values an activity by its kind's rule. The fields are the details of the form: stated-load,
 * contact-hours, self-study-hours, test-hours, hours, half-days, days, count, words, test-passed.
 * claimed is what the person says it took, where that was asked.
 */
export declare function valueActivity(
  kind: Kind,
  fields: Readonly<Record<string, DetailValue>>,
  words: Words,
  claimed?: Amount,
): ActivityValue
