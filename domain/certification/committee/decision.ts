import type { Grant, Whole } from '#domain/certification/committee/judgement.ts'
import { wholesLeft } from '#domain/certification/committee/judgement.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { statedLine } from '#domain/dossier/statement/in-words.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import type { Amount, Assessment, Explanation, NormFigures, Regulation } from '#engine'
import { formatAmount } from '#engine'
import { formatList } from '#language/lists.ts'
import { isSingular } from '#language/numbers.ts'

/** What the committee decided on an application. */
export type DecisionOutcome = 'granted' | 'refused'

/** A decision as it was made; it never changes afterwards. */
export interface Decision {
  readonly id: string
  readonly applicationId: string
  readonly outcome: DecisionOutcome
  /** Granted for a while, to make up for what was open. */
  readonly temporary: boolean
  readonly decidedOn: Temporal.PlainDate
  readonly validFirst: Temporal.PlainDate | undefined
  readonly validLast: Temporal.PlainDate | undefined
  readonly reason: string
  readonly assessment: Explanation
  readonly regulationVersion: string
  /** The last day on which an objection can be made. */
  readonly objectBefore: Temporal.PlainDate | undefined
  readonly documentId: string | undefined
  /** The day on which it was assessed: of a decision on an objection, that of the decision before. */
  readonly assessedOn: Temporal.PlainDate
}

/**
 * What the decision comes to by the assessment that was made again with what was granted. Only where
 * the regulation leaves it to people, their answer on the whole decides: whoever did not refuse
 * grants what can be granted.
 */
export function wholeDecided(
  assessment: Pick<Assessment, 'outcome' | 'temporary'>,
  voted: Whole,
): Whole {
  const [first = 'fails', ...others] = wholesLeft(assessment)
  return others.find((whole) => whole === voted) ?? first
}

/** Whether a norm holds in a decision that was made: what is neither met nor exempt does not. */
export function normHolds({ outcome }: Pick<NormFigures, 'outcome'>): boolean {
  return outcome === 'met' || outcome === 'exempt'
}

/** What somebody who is registered for a while must still do, each norm in a line: "Intervisie: 3 van 8 uur, 5 te weinig." */
export function openNorms({ norms, temporary }: Pick<Explanation, 'norms' | 'temporary'>) {
  return (temporary?.open ?? []).flatMap((open) => {
    const norm = norms.find(({ id }) => id === open)
    return norm === undefined ? [] : [norm.text]
  })
}

/** What was stated and not found in order, each in a line: "De VOG (1 mei 2026): niet in orde. Waarom." */
export function rejectedLines(
  claims: readonly Pick<Claim, 'id' | 'stated'>[],
  grants: ReadonlyMap<string, Grant>,
  regulation: Regulation,
): readonly string[] {
  return claims.flatMap(({ id, stated }) => {
    const grant = grants.get(id)
    if (grant?.outcome !== 'rejected') return []
    return [`${statedLine(regulation, stated)}: niet in orde. ${grant.reason}`.trim()]
  })
}

interface UnitWords {
  readonly one: string
  readonly counted: string
}

/**
 * What was not granted in full, each in a line, in both units where there are two: "Training X: 4 van
 * 8 punten en 3 van 6 contacturen toegekend. Waarom."
 */
export function grantLines(
  activities: readonly Pick<PortfolioActivity, 'id' | 'title' | 'claimed' | 'claimedSecond'>[],
  grants: ReadonlyMap<string, Grant>,
  { unit }: { readonly unit: UnitWords },
  regulation: Regulation,
): readonly string[] {
  const { secondUnit } = regulation
  const named = (refused: readonly string[]) =>
    regulation.attributes.flatMap(({ id, label }) => (refused.includes(id) ? [`‘${label}’`] : []))
  return activities.flatMap(({ id, title, claimed, claimedSecond }) => {
    const grant = grants.get(id)
    if (grant === undefined) return []
    const { accreditation, attributes } = grant
    const refused = [
      ...(accreditation?.recognised === false
        ? [
            `${title}: accreditatie niet erkend. ${accreditation.reason.trim()} Wat is toegekend, telt wel mee, maar niet als geaccrediteerd.`,
          ]
        : []),
      ...(attributes === undefined
        ? []
        : [`${title}: ${formatList(named(attributes.refused))} niet erkend. ${attributes.reason}`]),
    ]
    if (grant.outcome === 'approved') return refused
    const { amount, second } = grant
    const also =
      second === undefined || secondUnit === undefined
        ? ''
        : ` en ${partInWords(second, claimedSecond, secondUnit)}`
    const granted =
      grant.outcome === 'rejected' || amount === undefined
        ? 'niet toegekend.'
        : `${partInWords(amount, claimed, unit)}${also} toegekend.`
    return [`${title}: ${granted} ${grant.reason}`.trim(), ...refused]
  })
}

function partInWords(amount: Amount, claimed: Amount | undefined, unit: UnitWords): string {
  const of = claimed === undefined ? '' : ` van ${formatAmount(claimed)}`
  const word = isSingular(claimed ?? amount) ? unit.one : unit.counted
  return `${formatAmount(amount)}${of} ${word}`
}
