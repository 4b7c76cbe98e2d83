import { toDecimal } from './quantity.ts'
import type {
  ExplainedCut,
  ExplainedLimit,
  ExplainedSurplus,
  ExplainedValuation,
  Explanation,
} from './saying/explanation.ts'

/** The answer as the command line and the API give it: decimals, days as ISO text. */
export type AssessmentJson = ReturnType<typeof toJson>

/** Writes an assessment in words as plain JSON. */
export function toJson(assessment: Explanation) {
  return {
    outcome: assessment.outcome,
    sentence: assessment.sentence,
    regulation: assessment.regulation,
    on: assessment.on.toString(),
    window: {
      first: assessment.window.first.toString(),
      last: assessment.window.last.toString(),
      article: assessment.window.article,
      text: assessment.window.text,
    },
    ...(assessment.variant === undefined ? {} : { variant: assessment.variant }),
    missed: assessment.missed,
    ...(assessment.exemption === undefined ? {} : { exemption: assessment.exemption }),
    ...(assessment.dispensed === undefined ? {} : { dispensed: assessment.dispensed }),
    ...(assessment.temporary === undefined
      ? {}
      : { temporary: temporaryJson(assessment.temporary) }),
    ...(assessment.nextPeriod === undefined
      ? {}
      : { nextPeriod: nextPeriodJson(assessment.nextPeriod) }),
    norms: assessment.norms.map((norm) => ({
      id: norm.id,
      article: norm.article,
      source: norm.source,
      label: norm.label,
      asks: norm.asks,
      outcome: norm.outcome,
      ...(norm.inDoubt === undefined ? {} : { inDoubt: norm.inDoubt }),
      measure: norm.measure,
      required: toDecimal(norm.required),
      counted: toDecimal(norm.counted),
      provisional: toDecimal(norm.provisional),
      shortfall: toDecimal(norm.shortfall),
      text: norm.text,
      withPlanned: {
        counted: toDecimal(norm.withPlanned.counted),
        planned: toDecimal(norm.withPlanned.planned),
        shortfall: toDecimal(norm.withPlanned.shortfall),
      },
      ...(norm.limits.length === 0 ? {} : { limits: norm.limits.map(limitJson) }),
    })),
    activities: assessment.activities.map((activity) => ({
      id: activity.id,
      state: activity.state,
      claimed: toDecimal(activity.claimed),
      awarded: toDecimal(activity.awarded),
      counted: toDecimal(activity.counted),
      ...(activity.valuation === undefined ? {} : { valuation: valuationJson(activity.valuation) }),
      things: {
        awarded: toDecimal(activity.things.awarded),
        counted: toDecimal(activity.things.counted),
        cuts: activity.things.cuts.map(cutJson),
      },
      ...(activity.second === undefined
        ? {}
        : {
            second: {
              awarded: toDecimal(activity.second.awarded),
              counted: toDecimal(activity.second.counted),
              cuts: activity.second.cuts.map(cutJson),
            },
          }),
      countsFor: activity.countsFor,
      ...(activity.countsUntil === undefined
        ? {}
        : { countsUntil: activity.countsUntil.toString() }),
      cuts: activity.cuts.map(cutJson),
      ...(activity.label === undefined ? {} : { label: activity.label }),
    })),
    thresholds: assessment.thresholds.map((threshold) => ({
      ...threshold,
      required: toDecimal(threshold.required),
      counted: toDecimal(threshold.counted),
      provisional: toDecimal(threshold.provisional),
    })),
    ...(assessment.surplus === undefined ? {} : { surplus: surplusJson(assessment.surplus) }),
  }
}

function surplusJson({ carriedIn, left }: ExplainedSurplus) {
  return {
    carriedIn: carriedIn.map((each) => ({
      ...each,
      amount: toDecimal(each.amount),
      counted: toDecimal(each.counted),
    })),
    left: left.map((each) => ({
      ...each,
      amount: toDecimal(each.amount),
      provisional: toDecimal(each.provisional),
    })),
  }
}

function limitJson({ there, counted, text }: ExplainedLimit) {
  return { there: toDecimal(there), counted: toDecimal(counted), text }
}

function temporaryJson({
  standing,
  open,
  period,
  article,
  text,
}: NonNullable<Explanation['temporary']>) {
  const { first, last } = period
  return { standing, open, first: first.toString(), last: last.toString(), article, text }
}

function nextPeriodJson({ period, monthsUsed, text }: NonNullable<Explanation['nextPeriod']>) {
  return { first: period.first.toString(), last: period.last.toString(), monthsUsed, text }
}

function valuationJson({ text, article, limit }: ExplainedValuation) {
  return { text, article, ...(limit === undefined ? {} : { limit: toDecimal(limit) }) }
}

function cutJson({ by, amount, article, text }: ExplainedCut) {
  return { by, amount: toDecimal(amount), article, text }
}
