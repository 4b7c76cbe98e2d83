import { formatDay } from '#language/days.ts'
import type { Assessment } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Dispensation } from '../leave.ts'
import { labelOfNorm } from '../norms.ts'
import { sayCondition } from '../requirements/condition.ts'
import { explainActivity } from './activity.ts'
import type { Explanation } from './explanation.ts'
import { nextPeriodInWords } from './next-period.ts'
import { explainNorm } from './norm.ts'
import { sentenceOf } from './sentence.ts'
import { explainSurplus } from './surplus.ts'
import { explainThreshold } from './threshold.ts'
import { windowInWords } from './window.ts'

/**
 * Puts an assessment into plain Dutch, as the register speaks, naming who decides on dossiers of its
 * kind. `version` is the version of the regulation that the assessment was made with.
 */
export function explain(version: CompiledRegulation, assessment: Assessment): Explanation {
  const { words } = version
  const committee = words.deciders?.[assessment.sort.kind] ?? words.committee
  const compiled = { ...version, words: { ...words, committee } }
  const { regulation } = compiled
  const { outcome, on, window, activities, temporary, nextPeriod } = assessment
  const { temporary: rule } = regulation
  const norms = assessment.norms.map((norm) => explainNorm(compiled, assessment.sort, norm))
  const variant = regulation.variants.find((each) => each.id === assessment.variant?.id)
  const exemption = regulation.exemptions.find((each) => each.id === assessment.exemption?.id)
  const told = activities.map((activity) => explainActivity(compiled, assessment, activity))
  const { surplus, dispensed } = assessment
  return {
    outcome,
    sentence: exemption?.text ?? sentenceOf(compiled, assessment, norms),
    regulation: assessment.regulation,
    on,
    window: { ...window, text: windowInWords(compiled, window) },
    ...(variant === undefined ? {} : { variant: named(variant) }),
    missed: assessment.missed.flatMap(({ id, found }) => {
      const missed = regulation.variants.find((each) => each.id === id)
      if (missed === undefined) return []
      const { label, article } = missed
      return [{ id, label, article, text: sayCondition(found.because, compiled) }]
    }),
    ...(exemption === undefined ? {} : { exemption: named(exemption) }),
    ...(dispensed === undefined
      ? {}
      : { dispensed: dispensed.map((each) => dispensation(compiled, assessment, each)) }),
    ...(temporary === undefined || rule === undefined
      ? {}
      : { temporary: { ...temporary, article: rule.article, text: rule.text } }),
    ...(nextPeriod === undefined
      ? {}
      : { nextPeriod: { ...nextPeriod, text: nextPeriodInWords(compiled, nextPeriod) } }),
    norms,
    activities: told,
    thresholds: assessment.thresholds.map((each) => explainThreshold(compiled, assessment, each)),
    ...(surplus === undefined
      ? {}
      : { surplus: explainSurplus(compiled, assessment, surplus, told) }),
  }
}

function dispensation(
  { regulation }: CompiledRegulation,
  { sort: of }: Assessment,
  { norm, sort, first, last }: Dispensation,
) {
  const label = labelOfNorm(regulation, of, norm)
  const { article = '' } = regulation.leaveSorts.find(({ id }) => id === sort) ?? {}
  const text = `${label}: hoeft niet, door verlof van ${formatDay(first)} tot en met ${formatDay(last)}.`
  return { id: norm, label, article, text }
}

function named<Item extends Named>({ id, article, text }: Item): Named {
  return { id, article, text }
}

type Named = { readonly id: string; readonly article: string; readonly text: string }
