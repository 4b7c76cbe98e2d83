import type { Condition } from '../regulation.ts'
import type { Standing } from '../standing.ts'
import { bestOf, worstOf } from '../standing.ts'
import type {
  Ask,
  Circumstances,
  ConditionFigures,
  ConditionKind,
  Naming,
  NotGiven,
} from './condition-kind.ts'
import { labelOf, yesOrNo } from './condition-kind.ts'
import type { Found, SimpleCondition } from './kinds.ts'
import { kinds } from './kinds.ts'

type Name = SimpleCondition['kind']

type Named<Kind extends Name> = SimpleCondition & { readonly kind: Kind }

// A kind whose condition goes by another name than it is listed under, does not fit this.
const named: { readonly [Kind in Name]: ConditionKind<Named<Kind>, Found<Kind>> } = kinds

/** A condition held against a dossier: where it stands, its figures, and what was found. */
export type ConditionFinding = ConditionFigures & { readonly because: Because }

/** What was found of a condition, or of those parts of it that settle the matter. */
export type Because =
  | { readonly kind: 'together'; readonly of: readonly Because[] }
  | { readonly [Kind in Name]: BecauseOf<Kind> }[Name]

type BecauseOf<Kind extends Name> = {
  readonly kind: Kind
  readonly condition: Named<Kind>
  readonly found: Found<Kind> | NotGiven
}

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
      // Of several ways that hold, rather one by which there is nothing to show, whatever their order.
      const reached = parts.filter((part) => part.standing === 'met')
      const told = reached.find(({ because }) => restsOnNone(because)) ?? reached[0]
      if (told !== undefined) return told
      const any = combined(waysToTell(condition.of, parts, circumstances), standing)
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
      return { ...yesOrNo(standing === 'met'), standing, because: part.because }
    }
    default:
      return weighKind(condition.kind, condition, circumstances)
  }
}

// Of several ways, those that lead furthest: where that is no other, not one that a stated fact closes, and
// rather one that somebody is on.
function waysToTell(
  of: readonly Condition[],
  parts: readonly ConditionFinding[],
  circumstances: Circumstances,
): readonly ConditionFinding[] {
  const ways = of.flatMap((way, place) => {
    const part = parts[place]
    return part === undefined ? [] : [{ way, part }]
  })
  const best = bestOf(parts.map(({ standing }) => standing))
  const furthest = ways.filter(({ part }) => part.standing === best)
  const open = furthest.filter(({ part }) => !isClosed(part.because))
  const left = open.length > 0 ? open : furthest
  const begun = left.filter(({ way }) => isNear(way, circumstances))
  return (begun.length > 0 ? begun : left).map(({ part }) => part)
}

// Whether something was stated that speaks against it: what is missing beside that does not help.
function isClosed(because: Because): boolean {
  switch (because.kind) {
    case 'together':
      return because.of.some(isClosed)
    case 'fact':
    case 'fact-day':
    case 'fact-at-least':
    case 'category':
      return !isNotGiven(because.found)
    case 'work-stated':
      return !isNotGiven(because.found) && because.found.is === 'stated'
    default:
      return false
  }
}

/** Whether a condition holds by what somebody does not have: then there is nothing to show. */
export function restsOnNone(because: Because): boolean {
  switch (because.kind) {
    case 'together':
      return because.of.every(restsOnNone)
    case 'fact':
      return 'value' in because.found && because.found.value === false
    case 'work-stated':
      return !isNotGiven(because.found) && because.found.is === 'none'
    default:
      return false
  }
}

function weighKind<Kind extends Name>(
  kind: Kind,
  condition: Named<Kind>,
  circumstances: Circumstances,
): ConditionFinding {
  const { found, ...figures } = kindOf(kind).weigh(condition, circumstances)
  const because: BecauseOf<Kind> = { kind, condition, found }
  // The union of all kinds holds this one; the compiler does not see that of a kind left open.
  return { ...figures, because: because as Because }
}

/** What was found of a condition, in plain Dutch. */
export function sayCondition(because: Because, naming: Naming): string {
  if (because.kind !== 'together') return sayKind(because.kind, because, naming)
  return [...new Set(because.of.map((part) => sayCondition(part, naming)))].join(' ')
}

function sayKind<Kind extends Name>(
  kind: Kind,
  because: { readonly condition: SimpleCondition; readonly found: unknown },
  naming: Naming,
): string {
  const { condition, found } = because as BecauseOf<Kind>
  if (!isNotGiven(found)) return kindOf(kind).say(condition, found, naming)
  const label =
    found.fact === undefined ? 'Categorie' : labelOf(naming.regulation.facts, found.fact)
  return `${label}: niet opgegeven.`
}

function isNotGiven(found: unknown): found is NotGiven {
  return typeof found === 'object' && found !== null && 'is' in found && found.is === 'not-given'
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

/** What nobody has stated of a condition by itself; undefined where something was found of it. */
export function notGivenOf(because: Because): NotGiven | undefined {
  if (because.kind === 'together') return undefined
  return isNotGiven(because.found) ? because.found : undefined
}

/** Whether what is missing for a condition can no longer be given, as its moment has gone by. */
export function isPast(condition: SimpleCondition, circumstances: Circumstances): boolean {
  return kindOf(condition.kind).isPast?.(condition, circumstances) ?? false
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
export function doubtOf(finding: ConditionFigures): Standing | undefined {
  if (finding.standing === 'met') return undefined
  return finding.unknown && finding.standing === 'not-met' ? 'undetermined' : finding.standing
}

function kindOf<Kind extends Name>(name: Kind): ConditionKind<Named<Kind>, Found<Kind>> {
  return named[name]
}

function combined(parts: readonly ConditionFinding[], standing: Standing): ConditionFinding {
  const short = parts.filter((part) => part.standing !== 'met')
  const shown = standing === 'met' ? parts : short
  const because: Because = { kind: 'together', of: shown.map((part) => part.because) }
  return { ...yesOrNo(standing === 'met'), standing, because }
}
