import type { Amount } from './quantity.ts'
import { formatAmount } from './quantity.ts'

/** A least that is asked. "More than 16" is the next quantity that there is: 16.01, or 17 things. */
export type Bound = {
  readonly atLeast: Amount
  /** Where the regulation says "more than", with the amount that is just too little. */
  readonly moreThan?: Amount
}

/** What is asked, as the regulation puts it: "minstens 96 uur", "meer dan 16 uur". */
export function boundInWords(
  { atLeast, moreThan }: Bound,
  inItsUnit: (amount: Amount) => string = formatAmount,
): string {
  return moreThan === undefined
    ? `minstens ${inItsUnit(atLeast)}`
    : `meer dan ${inItsUnit(moreThan)}`
}
