import type { Dossier } from '../dossier.ts'
import { normsOf } from '../norms.ts'
import type { Cap, Condition, Minimum, Norm, Regulation, Requirement } from '../regulation.ts'
import type { Signature } from './signatures.ts'
import { matches } from './signatures.ts'

/** The norms that hold for one dossier, with their minima numbered. */
export type Plan = {
  readonly norms: readonly PlannedNorm[]
  /** The minima, each a leaf of the tree of its norm. */
  readonly leaves: readonly Minimum[]
  readonly caps: readonly Cap[]
  /** Whether a leaf or a cap is reckoned per year or per day, so that the day matters. */
  readonly dated: boolean
}

export type PlannedNorm = {
  readonly norm: Norm
  readonly node: Node
  /** What it asks under the variants of which nobody knows whether they hold. */
  readonly possible: readonly { readonly variant: string; readonly node: Node }[]
}

/** Which variant holds, and which go before it that may hold, as what decides so is not known. */
export type Variants = { readonly held?: string | undefined; readonly possible?: readonly string[] }

/** What a norm asks, as a tree with its minima and conditions as leaves. */
export type Node =
  | { readonly is: 'leaf'; readonly leaf: number }
  | { readonly is: 'condition'; readonly condition: Condition }
  | { readonly is: 'one-of' | 'each-of'; readonly of: readonly Node[] }

/** Which leaves and which caps of a plan a signature touches. */
export type Row = { readonly leaves: Int32Array; readonly caps: Int32Array }

/** The norms and caps for this dossier under a variant; `holds` says which norms apply. */
export function planFor(
  regulation: Regulation,
  dossier: Pick<Dossier, 'kind' | 'category'>,
  { held, possible = [] }: Variants,
  holds: (condition: Condition, norm: Norm) => boolean,
): Plan {
  const leaves: Minimum[] = []
  const nodeOf = (requirement: Requirement): Node => {
    switch (requirement.kind) {
      case 'minimum':
        leaves.push(requirement)
        return { is: 'leaf', leaf: leaves.length - 1 }
      case 'one-of':
      case 'each-of':
        return { is: requirement.kind, of: requirement.of.map(nodeOf) }
      default:
        return { is: 'condition', condition: requirement }
    }
  }
  const norms = normsOf(regulation, dossier)
    .filter((norm) => norm.when === undefined || holds(norm.when, norm))
    .map((norm): PlannedNorm => {
      const instead = held === undefined ? undefined : norm.instead[held]
      return {
        norm,
        node: nodeOf(instead ?? norm.requires),
        possible: possible.flatMap((variant) => {
          const other = norm.instead[variant]
          return other === undefined ? [] : [{ variant, node: nodeOf(other) }]
        }),
      }
    })
  const { caps } = regulation
  const dated =
    leaves.some((leaf) => leaf.each !== 'window') ||
    caps.some((cap) => cap.each !== 'window' && cap.each !== 'activity')
  return { norms, leaves, caps, dated }
}

/** For each signature which leaves and caps of a plan it touches. */
export function rowsOf({ leaves, caps }: Plan, signatures: readonly Signature[]): readonly Row[] {
  return signatures.map((signature) => ({
    leaves: Int32Array.from(
      leaves.flatMap((leaf, at) => (matches(leaf.of, signature) ? [at] : [])),
    ),
    caps: Int32Array.from(caps.flatMap((cap, at) => (matches(cap.of, signature) ? [at] : []))),
  }))
}

/** The row of a signature by its number; throws for a number that was never given. */
export function rowAt(rows: readonly Row[], signature: number): Row {
  const row = rows[signature]
  if (row === undefined) throw new Error(`There is no signature ${signature}`)
  return row
}
