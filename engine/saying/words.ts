import { isSingular } from '#language/numbers.ts'
import type { Dossier } from '../dossier.ts'
import type { Amount } from '../quantity.ts'
import { formatAmount, nothing } from '../quantity.ts'
import type { Measure, SecondUnit } from '../terms.ts'

/** The words of a register that the engine's sentences need. */
export type Words = {
  readonly address: 'je' | 'u'
  /** counted stands after a number: 1 uur, 96 uur, de uren; 1 punt, 40 punten, de punten. */
  readonly unit: { readonly one: string; readonly many: string; readonly counted: string }
  /** Whoever decides, as sentences call it: "de commissie". */
  readonly committee: string
  /** Who decides on applications of a kind in its place, where that is another body. */
  readonly deciders?: Readonly<Record<Dossier['kind'], string>>
  /** What is granted for a while: "voorlopig geregistreerd", "de voorlopige registratie". */
  readonly temporary: { readonly certified: string; readonly the: string }
}

/** An amount with the register's unit: "1 uur", "96 uur", "40 punten". */
export function inUnit(amount: Amount, words: { readonly unit: Omit<SecondUnit, 'many'> }): string {
  return `${formatAmount(amount)} ${isSingular(amount) ? words.unit.one : words.unit.counted}`
}

/** An amount in what a norm or cap is in: the register's unit, the second one, or things. */
export function inMeasure(
  amount: Amount,
  measure: Measure,
  {
    regulation,
    words,
  }: { readonly regulation: { readonly secondUnit?: SecondUnit }; readonly words: Words },
): string {
  switch (measure) {
    case 'amount':
      return inUnit(amount, words)
    case 'second-unit':
      return inUnit(amount, { unit: regulation.secondUnit ?? words.unit })
    case 'things':
      return formatAmount(amount)
  }
}

/** An amount as the subject of "tellen": "96 uur telt", "40 punten tellen", "1 punt telt". */
export function thatCounts(amount: Amount, words: Pick<Words, 'unit'>): string {
  const { counted, many } = words.unit
  const plural = counted === many && !isSingular(amount)
  return `${inUnit(amount, words)} ${plural ? 'tellen' : 'telt'}`
}

/**
 * What there is against what is asked: "30 van 40 punten, 10 te weinig", "102 uur (nodig: 96)". `what`
 * stands after the unit: " voor lezen".
 */
export function figuresInWords(
  figures: { readonly reached: Amount; readonly required: Amount; readonly provisional?: Amount },
  inItsUnit: (amount: Amount) => string,
  what = '',
): string {
  const { reached, required, provisional = nothing } = figures
  const awaited = provisional > 0 ? [`${formatAmount(provisional)} nog te beoordelen`] : []
  const notes = reached > required ? [`nodig: ${formatAmount(required)}`, ...awaited] : awaited
  const between = notes.length === 0 ? '' : ` (${notes.join('; ')})`
  const missing = (required - reached) as Amount
  const short = missing > 0 ? `, ${formatAmount(missing)} te weinig` : ''
  const amounts =
    reached > required ? inItsUnit(reached) : `${formatAmount(reached)} van ${inItsUnit(required)}`
  return `${amounts}${what}${between}${short}`
}
