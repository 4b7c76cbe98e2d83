import type { Assessment } from '../assessment.ts'
import type { CompiledRegulation } from '../compile.ts'
import type { Dossier } from '../dossier.ts'
import type { Condition } from '../regulation.ts'
import type { Standing } from '../standing.ts'

/** Whether a surplus may be carried over: yes, no, or only if somebody says so. */
export function carryOverStanding(
  { regulation }: CompiledRegulation,
  dossier: Dossier,
  weigh: (condition: Condition) => Standing,
): Standing {
  const rule = regulation.carryOver
  if (rule.rule === 'none') return 'not-met'
  const when = rule.when === undefined ? 'met' : weigh(rule.when)
  if (rule.rule === 'capped' || when !== 'met') return when
  const judgement = dossier.judgements.findLast((each) => each.on === 'carry-over')
  if (judgement === undefined) return 'for-the-committee'
  return judgement.outcome === 'approved' || judgement.outcome === 'met' ? 'met' : 'not-met'
}

/** What people wrote who decided that a surplus does not go along, where that is theirs to say. */
export function refusedSurplus(
  { regulation }: CompiledRegulation,
  dossier: Dossier,
): Assessment['refusedSurplus'] {
  if (regulation.carryOver.rule !== 'discretion') return undefined
  const judgement = dossier.judgements.findLast((each) => each.on === 'carry-over')
  if (judgement?.outcome !== 'rejected' && judgement?.outcome !== 'not-met') return undefined
  return judgement.reason === undefined ? {} : { reason: judgement.reason }
}
