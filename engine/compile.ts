import type { Dossier } from './dossier.ts'
import type {
  Cap,
  Condition,
  Kind,
  Minimum,
  Norm,
  Regulation,
  Requirement,
  Selector,
} from './regulation.ts'

/** The words of a register that the engine's sentences need. */
export type Words = {
  readonly address: 'je' | 'u'
  /** counted stands after a number: 1 uur, 96 uur, de uren; 1 punt, 40 punten, de punten. */
  readonly unit: { readonly one: string; readonly many: string; readonly counted: string }
  /** Whoever decides, as sentences call it: "de commissie". */
  readonly committee: string
}

/** A regulation made ready once, to assess many dossiers with. */
export type CompiledRegulation = {
  readonly regulation: Regulation
  readonly words: Words
  readonly kinds: ReadonlyMap<string, Kind>
  /** Attributes that a kind has by decision of the register, by the kind's id. */
  readonly granted: ReadonlyMap<string, readonly string[]>
  readonly lexicon: Lexicon
}

/** What a selector can see of an activity. Activities with the same tags share a signature. */
export type Signature = {
  readonly kind: string
  readonly groups: readonly string[]
  readonly attributes: Readonly<Record<string, string | boolean>>
}

/** Signatures and plans that were met before, numbered in order of appearance. */
export type Lexicon = {
  readonly signatures: Signature[]
  readonly numbers: Map<string, number>
  readonly plans: Map<string, Plan>
}

/** The norms that hold for one sort of dossier, with their minima numbered as goals. */
export type Plan = {
  readonly norms: readonly PlannedNorm[]
  readonly leaves: readonly Minimum[]
  readonly caps: readonly Cap[]
  /** Per signature: which leaves and which caps it touches; filled as signatures appear. */
  readonly rows: Row[]
  /** Whether a leaf or a cap is reckoned per year or per day, so that the day matters. */
  readonly dated: boolean
}

export type PlannedNorm = {
  readonly norm: Norm
  readonly requires: Requirement
  readonly node: Node
}

export type Node =
  | { readonly is: 'leaf'; readonly leaf: number }
  | { readonly is: 'condition'; readonly condition: Condition }
  | { readonly is: 'one-of' | 'each-of'; readonly of: readonly Node[] }

export type Row = { readonly leaves: Int32Array; readonly caps: Int32Array }

/** Makes a regulation ready; done once, when it is loaded. */
export function compileRegulation(regulation: Regulation, words: Words): CompiledRegulation {
  const granted = new Map<string, string[]>()
  for (const { kind, attribute } of regulation.accreditedByDecision) {
    granted.set(kind, [...(granted.get(kind) ?? []), attribute])
  }
  return {
    regulation,
    words,
    kinds: new Map(regulation.kinds.map((kind) => [kind.id, kind])),
    granted,
    lexicon: { signatures: [], numbers: new Map(), plans: new Map() },
  }
}

// Signatures come from people's activities, so their number has no bound of its own.
const mostSignatures = 100_000
const mostPlans = 1_000

/** Forgets signatures when too many were met; only between dossiers, as numbers become void. */
export function tidyLexicon({ lexicon }: CompiledRegulation): void {
  if (lexicon.signatures.length < mostSignatures) return
  lexicon.signatures.length = 0
  lexicon.numbers.clear()
  lexicon.plans.clear()
}

/** The number of the signature of an activity of this kind with these attributes. */
export function signatureOf(
  compiled: CompiledRegulation,
  kind: string,
  attributes: Readonly<Record<string, string | boolean>>,
): number {
  let key = kind
  for (const { id } of compiled.regulation.attributes) {
    const value = attributes[id]
    if (value !== undefined && value !== false) key += `|${id}=${value}`
  }
  const known = compiled.lexicon.numbers.get(key)
  if (known !== undefined) return known
  const groups = compiled.kinds.get(kind)?.groups ?? []
  const all: Record<string, string | boolean> = { ...attributes }
  for (const id of compiled.granted.get(kind) ?? []) all[id] = true
  return remember(compiled, key, { kind, groups, attributes: all })
}

/** The signature of what a former period left over, known by one tag only, or by none. */
export function surplusSignature(compiled: CompiledRegulation, tag: string | undefined): number {
  const key = `surplus:${tag ?? ''}`
  const known = compiled.lexicon.numbers.get(key)
  if (known !== undefined) return known
  const isAttribute = compiled.regulation.attributes.some((attribute) => attribute.id === tag)
  const isGroup = compiled.regulation.groups.some((group) => group.id === tag)
  return remember(compiled, key, {
    kind: tag === undefined || isAttribute || isGroup ? '' : tag,
    groups:
      tag === undefined || isAttribute
        ? []
        : isGroup
          ? [tag]
          : (compiled.kinds.get(tag)?.groups ?? []),
    attributes: tag !== undefined && isAttribute ? { [tag]: true } : {},
  })
}

/** The norms and caps for this sort of dossier under a variant; `holds` says which norms apply. */
export function planFor(
  compiled: CompiledRegulation,
  sort: Pick<Dossier, 'kind' | 'category'>,
  variant: string | undefined,
  holds: (condition: Condition, norm: Norm) => boolean,
): Plan {
  const norms = normsOf(compiled.regulation, sort).filter(
    (norm) => norm.when === undefined || holds(norm.when, norm),
  )
  const conditional = norms.flatMap((norm) => (norm.when === undefined ? [] : [norm.id]))
  const key = [sort.kind, sort.category ?? '', variant ?? '', ...conditional].join('|')
  const { plans } = compiled.lexicon
  const known = plans.get(key)
  if (known !== undefined) return known
  const plan = makePlan(norms, compiled.regulation.caps, variant)
  if (plans.size >= mostPlans) plans.clear()
  plans.set(key, plan)
  return plan
}

/** Which leaves and caps of a plan a signature touches. */
export function rowOf(compiled: CompiledRegulation, plan: Plan, number: number): Row {
  const known = plan.rows[number]
  if (known !== undefined) return known
  const signature = compiled.lexicon.signatures[number]
  if (signature === undefined) throw new Error(`There is no signature ${number}`)
  const touched = (each: { readonly of: Selector }) => matches(each.of, signature)
  const row = {
    leaves: Int32Array.from(plan.leaves.flatMap((leaf, at) => (touched(leaf) ? [at] : []))),
    caps: Int32Array.from(plan.caps.flatMap((cap, at) => (touched(cap) ? [at] : []))),
  }
  plan.rows[number] = row
  return row
}

/** Whether a selector takes in activities with this signature. */
export function matches(selector: Selector, signature: Signature): boolean {
  if (selector === 'everything') return true
  if (typeof selector === 'string') {
    return (
      signature.kind === selector ||
      signature.groups.includes(selector) ||
      signature.attributes[selector] === true
    )
  }
  if (isList(selector)) return selector.some((part) => matches(part, signature))
  if ('attribute' in selector) {
    return (signature.attributes[selector.attribute] ?? false) === selector.is
  }
  if ('allOf' in selector) return selector.allOf.every((part) => matches(part, signature))
  if ('anyOf' in selector) return selector.anyOf.some((part) => matches(part, signature))
  return !matches(selector.not, signature)
}

/** The norms for a sort of dossier, in the order of the file; admission criteria come first. */
export function normsOf(
  regulation: Regulation,
  sort: Pick<Dossier, 'kind' | 'category'>,
): readonly Norm[] {
  const category = regulation.categories.find((each) => each.id === sort.category)
  const source = Object.keys(regulation.sources)[0] ?? ''
  const criteria: readonly Norm[] =
    sort.kind === 'renewal' || category === undefined
      ? []
      : category.admission.map((criterion) => ({
          ...criterion,
          source,
          appliesTo: ['first'],
          instead: {},
          examples: [],
        }))
  const norms = regulation.norms.filter(
    (norm) =>
      norm.appliesTo.includes(sort.kind) &&
      (norm.categories === undefined ||
        (sort.category !== undefined && norm.categories.includes(sort.category))),
  )
  return [...criteria, ...norms]
}

function remember(compiled: CompiledRegulation, key: string, signature: Signature): number {
  const { signatures, numbers } = compiled.lexicon
  const number = signatures.length
  signatures.push(signature)
  numbers.set(key, number)
  return number
}

function makePlan(norms: readonly Norm[], caps: readonly Cap[], variant: string | undefined): Plan {
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
  const planned = norms.map((norm) => {
    const requires = (variant === undefined ? undefined : norm.instead[variant]) ?? norm.requires
    return { norm, requires, node: nodeOf(requires) }
  })
  const dated =
    leaves.some((leaf) => leaf.each !== 'window') ||
    caps.some((cap) => cap.each !== 'window' && cap.each !== 'activity')
  return { norms: planned, leaves, caps, rows: [], dated }
}

function isList(selector: Selector): selector is readonly string[] {
  return Array.isArray(selector)
}
