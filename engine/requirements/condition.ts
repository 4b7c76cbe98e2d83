import type { Condition } from '../regulation.ts'
import type { Standing } from '../standing.ts'
import { bestOf, worstOf } from '../standing.ts'
import type { Ask, Circumstances, ConditionFinding, ConditionKind } from './condition-kind.ts'
import { yesOrNo } from './condition-kind.ts'
import type { SimpleCondition } from './kinds.ts'
import { kinds } from './kinds.ts'

type Name = SimpleCondition['kind']

type Named<Kind extends Name> = SimpleCondition & { readonly kind: Kind }

// A kind whose condition goes by another name than it is listed under, does not fit this.
const named: { readonly [Kind in Name]: ConditionKind<Named<Kind>> } = kinds

/** Holds one condition against a dossier. */
export function weighCondition(
  condition: Condition,
  circumstances: Circumstances,
): ConditionFinding {
  switch (condition.kind) {
    case 'all-of': {
      const parts = condition.of.map((part) => weighCondition(part, circumstances))
      // One part that is surely not so settles it; else what is not given leaves it open.
      const refuted = parts.some((part) => part.standing === 'not-met' && !part.unknown)
      const all = combined(parts, worstOf(parts.map((part) => part.standing)))
      return !refuted && parts.some((part) => part.unknown) ? { ...all, unknown: true } : all
    }
    case 'any-of': {
      const parts = condition.of.map((part) => weighCondition(part, circumstances))
      const standing = bestOf(parts.map((part) => part.standing))
      const reached = parts.find((part) => part.standing === 'met')
      if (reached !== undefined) return reached
      const any = combined(parts, standing)
      return parts.some((part) => part.unknown) ? { ...any, unknown: true } : any
    }
    case 'not': {
      const negated = condition.of
      // What is not all is one not, so that an unknown part weighs the same on either side.
      if (negated.kind === 'not') return weighCondition(negated.of, circumstances)
      if (negated.kind === 'all-of' || negated.kind === 'any-of') {
        const of = negated.of.map((part): Condition => ({ kind: 'not', of: part }))
        const kind = negated.kind === 'all-of' ? 'any-of' : 'all-of'
        return weighCondition({ kind, of }, circumstances)
      }
      const part = weighCondition(negated, circumstances)
      if (part.unknown) return part
      const standing =
        part.standing === 'met' ? 'not-met' : part.standing === 'not-met' ? 'met' : part.standing
      return { ...yesOrNo(standing === 'met', part.text), standing }
    }
    default:
      return kindOf(condition.kind).weigh(condition, circumstances)
  }
}

/** Everything that a condition wants to know: what somebody has to state, or people to decide. */
export function asksOf(condition: Condition): readonly Ask[] {
  switch (condition.kind) {
    case 'all-of':
    case 'any-of':
      return condition.of.flatMap(asksOf)
    case 'not':
      return asksOf(condition.of)
    default:
      return kindOf(condition.kind).asks(condition)
  }
}

/** Whether something in the dossier speaks for a condition, if only at another moment. */
export function isNear(condition: Condition, circumstances: Circumstances): boolean {
  switch (condition.kind) {
    case 'all-of':
    case 'any-of':
      return condition.of.some((part) => isNear(part, circumstances))
    case 'not':
      return false
    default:
      return (
        kindOf(condition.kind).isNear?.(condition, circumstances.dossier) ??
        weighCondition(condition, circumstances).standing === 'met'
      )
  }
}

/**
 * How far it is uncertain whether a norm applies: undefined where its condition surely holds, not
 * met where it surely does not.
 */
export function doubtOf(finding: ConditionFinding): Standing | undefined {
  if (finding.standing === 'met') return undefined
  return finding.unknown && finding.standing === 'not-met' ? 'undetermined' : finding.standing
}

function kindOf<Kind extends Name>(name: Kind): ConditionKind<Named<Kind>> {
  return named[name]
}

function combined(parts: readonly ConditionFinding[], standing: Standing): ConditionFinding {
  const short = parts.filter((part) => part.standing !== 'met')
  const shown = standing === 'met' ? parts : short
  const texts = [...new Set(shown.map((part) => part.text))]
  return { ...yesOrNo(standing === 'met', texts.join(' ')), standing }
}
