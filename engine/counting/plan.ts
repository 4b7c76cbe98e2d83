import type { CompiledRegulation } from '../compile.ts'
import type { Dossier } from '../dossier.ts'
import { limitedBy, restsOf } from '../limits.ts'
import { normsOf } from '../norms.ts'
import type {
  Cap,
  Condition,
  Enough,
  Lapse,
  Minimum,
  Norm,
  Regulation,
  Requirement,
} from '../regulation.ts'
import type { Selector } from '../terms.ts'
import type { Signature, Signatures } from './signatures.ts'
import { matches, noSignatures } from './signatures.ts'

/** The norms that hold for one sort of dossier, with their minima numbered. */
export type Plan = {
  readonly norms: readonly PlannedNorm[]
  /** The minima, each a leaf of the tree of its norm, and behind each what its limits leave of it. */
  readonly leaves: readonly Leaf[]
  /** For each leaf the id of its norm. */
  readonly normOfLeaf: readonly string[]
  readonly caps: readonly Cap[]
  /** What some activities, or a surplus, count only with. */
  readonly gates: readonly Gate[]
  /** What lapses some time after it was done. */
  readonly lapses: readonly Lapse[]
  /** Whether a leaf or a cap is reckoned per year or per day, so that the day matters. */
  readonly dated: boolean
  /** Whether a cap goes by activity. */
  readonly capsEach: boolean
  /** Whether a leaf counts things. */
  readonly things: boolean
  readonly signatures: Signatures
  /** The classes of signatures that touch the same leaves and caps, in order of appearance. */
  readonly classes: Row[]
  /** For each signature its class. */
  readonly classOf: number[]
}

/** What counts only with enough of one's own: some activities, or what a former period left over. */
export type Gate = {
  /** The id of a threshold, or 'carry-over'. */
  readonly id: string
  readonly of: Selector | 'surplus'
  readonly onlyWith: Enough
}

/** A minimum; or one over a rest of it, which then is asked less what the limits allow. */
export type Leaf = Minimum & {
  /** The value of a fact for which it is asked. */
  readonly value?: string
  readonly restOf?: { readonly leaf: number; readonly limits: readonly number[] }
}

export type PlannedNorm = {
  readonly norm: Norm
  readonly node: Node
  /** What it asks under the variants of which nobody knows whether they hold. */
  readonly possible: readonly { readonly variant: string; readonly node: Node }[]
}

/** Which variant holds, and which go before it that may hold, as what decides so is not known. */
export type Variants = { readonly held?: string | undefined; readonly possible: readonly string[] }

/** What a norm asks, as a tree with its minima and conditions as leaves. */
export type Node =
  | { readonly is: 'leaf'; readonly leaf: number; readonly years?: number }
  | { readonly is: 'condition'; readonly condition: Condition }
  /** Of one-of at least one of them, or so many. */
  | { readonly is: 'one-of'; readonly atLeast?: number; readonly of: readonly Node[] }
  | { readonly is: 'each-of'; readonly of: readonly Node[] }

/** Which leaves and which caps of a plan a class touches, and whether it is of a surplus. */
export type Row = {
  readonly leaves: readonly number[]
  readonly caps: readonly number[]
  /** The caps per activity, in the order of the file. */
  readonly each: readonly Cap[]
  /** The gates that it has to pass, and those that it helps to open. */
  readonly gates: readonly number[]
  readonly feeds: readonly number[]
  /** The rules by which it lapses; a surplus does not. */
  readonly lapses: readonly number[]
  readonly surplus: boolean
}

/** What is remembered of a regulation while it lives: its plans, and the signatures that were met. */
type Prepared = {
  readonly signatures: Signatures
  readonly plans: Map<string, Plan>
  /** The facts for each value of which something is asked. */
  readonly repeating: readonly string[]
}

const prepared = new WeakMap<CompiledRegulation, Prepared>()

// More than a register can have; attributes that no form offers must not fill the memory.
const mostSignatures = 10_000

/** The signatures that were met of a regulation; their numbers hold for all of its plans. */
export function signaturesOf(compiled: CompiledRegulation): Signatures {
  return preparedOf(compiled).signatures
}

function preparedOf(compiled: CompiledRegulation): Prepared {
  const known = prepared.get(compiled)
  if (known !== undefined && known.signatures.met.length < mostSignatures) return known
  const fresh: Prepared = {
    signatures: noSignatures(compiled),
    plans: new Map(),
    repeating: repeatingFacts(compiled.regulation),
  }
  prepared.set(compiled, fresh)
  return fresh
}

function repeatingFacts({ norms }: Regulation): readonly string[] {
  const found = new Set<string>()
  const visit = (requirement: Requirement): void => {
    if (requirement.kind === 'one-of' || requirement.kind === 'each-of') requirement.of.map(visit)
    if (requirement.kind === 'minimum' && requirement.forEach !== undefined) {
      found.add(requirement.forEach)
    }
  }
  for (const { requires, instead } of norms) [requires, ...Object.values(instead)].map(visit)
  return [...found]
}

/** What decides the norms and how often they ask: the sort of a dossier, and facts. */
type Sort = Pick<Dossier, 'kind' | 'category' | 'facts'> &
  Partial<Pick<Dossier, 'period' | 'grantedLeave'>>

/**
 * The norms and caps for this sort of dossier under some variants, worked out once for each sort.
 * `holds` says which norms apply.
 */
export function planFor(
  compiled: CompiledRegulation,
  sort: Sort,
  variants: Variants,
  holds: (condition: Condition, norm: Norm) => boolean,
): Plan {
  const { plans, signatures, repeating } = preparedOf(compiled)
  const norms = normsOf(compiled.regulation, sort).filter(
    (norm) => norm.when === undefined || holds(norm.when, norm),
  )
  const known = compiled.regulation.categories.some(({ id }) => id === sort.category)
  const key = JSON.stringify([
    sort.kind,
    known ? sort.category : null,
    variants.held,
    variants.possible,
    norms.map((norm) => norm.id),
    repeating.map((fact) => sort.facts[fact]),
  ])
  const plan =
    plans.get(key) ?? planOf(compiled.regulation, norms, { ...variants, ...sort }, signatures)
  plans.set(key, plan)
  return plan
}

function gatesOf({ thresholds, carryOver }: Regulation): readonly Gate[] {
  const own = thresholds.map(({ id, of, onlyWith }): Gate => ({ id, of, onlyWith }))
  return carryOver.rule === 'none' || carryOver.onlyWith === undefined
    ? own
    : [...own, { id: 'carry-over', of: 'surplus', onlyWith: carryOver.onlyWith }]
}

/** Whether what a class of activities, or a surplus, brings in reaches a minimum. */
function reaches(met: Signature, { of, surplus }: Minimum): boolean {
  return met.surplus === undefined || surplus === undefined
    ? matches(of, met)
    : surplus.includes(met.surplus)
}

function planOf(
  regulation: Regulation,
  norms: readonly Norm[],
  { held, possible, facts }: Variants & Sort,
  signatures: Signatures,
): Plan {
  const { caps } = regulation
  const leaves: Leaf[] = []
  const normOfLeaf: string[] = []
  const nodeOf = (requirement: Requirement | Leaf, norm: Norm): Node => {
    switch (requirement.kind) {
      case 'minimum': {
        const { forEach, ...once } = requirement
        if (forEach !== undefined) {
          const values = facts[forEach]
          // As long as nobody has stated them, it is not known what is asked.
          if (!Array.isArray(values)) {
            return { is: 'condition', condition: { kind: 'fact', fact: forEach, is: '' } }
          }
          const of = (value: string): Selector =>
            once.of === 'everything' ? value : { allOf: [once.of, value] }
          const each = values.map((value: string): Leaf => ({ ...once, of: of(value), value }))
          return { is: 'each-of', of: each.map((one) => nodeOf(one, norm)) }
        }
        const leaf = leaves.length
        const rests = restsOf(requirement).map(
          (limits): Leaf => ({ ...requirement, restOf: { leaf, limits } }),
        )
        leaves.push(requirement, ...rests)
        normOfLeaf.push(norm.id, ...rests.map(() => norm.id))
        return {
          is: 'leaf',
          leaf,
          ...(requirement.years === undefined ? {} : { years: requirement.years }),
        }
      }
      case 'one-of':
      case 'each-of': {
        const { kind: is, of, atLeast } = requirement
        const parts = of.map((part) => nodeOf(part, norm))
        return { is, of: parts, ...(atLeast === undefined ? {} : { atLeast }) }
      }
      default:
        return { is: 'condition', condition: requirement }
    }
  }
  const planned = norms.map((norm): PlannedNorm => {
    const instead = held === undefined ? undefined : norm.instead[held]
    return {
      norm,
      node: nodeOf(instead ?? norm.requires, norm),
      possible: possible.flatMap((variant) => {
        const other = norm.instead[variant]
        return other === undefined ? [] : [{ variant, node: nodeOf(other, norm) }]
      }),
    }
  })
  const dated =
    leaves.some((leaf) => leaf.each !== 'window') ||
    caps.some((cap) => cap.each !== 'window' && cap.each !== 'activity')
  const things = leaves.some((leaf) => leaf.in === 'things')
  return {
    norms: planned,
    leaves,
    normOfLeaf,
    caps,
    gates: gatesOf(regulation),
    lapses: regulation.lapses,
    dated,
    capsEach: caps.some((cap) => cap.each === 'activity'),
    things,
    signatures,
    classes: [],
    classOf: [],
  }
}

/** Gives every signature that was met since the last time its class. */
export function classify(plan: Plan): void {
  const { met } = plan.signatures
  for (let number = plan.classOf.length; number < met.length; number++) {
    const signature = met[number]
    if (signature !== undefined) plan.classOf.push(classFor(plan, signature))
  }
}

function classFor(plan: Plan, met: Signature): number {
  // Amounts in the second unit stand beside those in the first, and neither is ever the other.
  const own = ({ in: measure }: Pick<Minimum, 'in'>) =>
    (measure === 'second-unit') === (met.second === true)
  const leaves = plan.leaves.flatMap((leaf, at) =>
    own(leaf) && reaches(met, leaf) && liesOutside(met, leaf) ? [at] : [],
  )
  const caps = plan.caps.flatMap((cap, at) => (own(cap) && matches(cap.of, met) ? [at] : []))
  const surplus = met.surplus !== undefined
  const gates = plan.gates.flatMap(({ of }, at) =>
    (of === 'surplus' ? surplus : !surplus && matches(of, met)) ? [at] : [],
  )
  const feeds = plan.gates.flatMap(({ onlyWith }, at) =>
    !surplus && !met.second && matches(onlyWith.of, met) ? [at] : [],
  )
  const lapses = plan.lapses.flatMap(({ of }, at) => (!surplus && matches(of, met) ? [at] : []))
  const key = keyOf({ leaves, caps, gates, feeds, lapses, surplus })
  const same = plan.classes.findIndex((row) => keyOf(row) === key)
  if (same !== -1) return same
  const each = caps.flatMap((cap) => plan.caps[cap] ?? []).filter((cap) => cap.each === 'activity')
  plan.classes.push({ leaves, caps, each, gates, feeds, lapses, surplus })
  return plan.classes.length - 1
}

/** Whether an activity lies outside the limits outside which a leaf is a rest. */
function liesOutside(met: Signature, { restOf, limits = [] }: Leaf): boolean {
  return (restOf?.limits ?? []).every((at) => {
    const limit = limits[at]
    return limit === undefined || !matches(limitedBy(limit), met)
  })
}

function keyOf({ leaves, caps, gates, feeds, lapses, surplus }: Omit<Row, 'each'>): string {
  return [leaves, caps, gates, feeds, lapses].map((list) => list.join(',')).join('|') + surplus
}
