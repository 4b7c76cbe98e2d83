import type { CompiledRegulation } from '../compile.ts'
import type { Selector } from '../terms.ts'

/** What a selector can see of an activity. Activities with the same tags share a signature. */
export type Signature = {
  readonly kind: string
  readonly groups: readonly string[]
  readonly attributes: Readonly<Record<string, string | boolean>>
  /** It is of amounts in the second unit. */
  readonly second?: true
  /** What it stands under, where it is what a former period left over. */
  readonly surplus?: string
}

/** The signatures that were met, numbered in order of appearance. */
export type Signatures = {
  readonly compiled: CompiledRegulation
  readonly met: Signature[]
  /** For activities, those in the second unit, and what former periods left over. */
  readonly activities: Branch
  readonly second: Branch
  readonly surplus: Map<string, number>
}

/** Branches by the kind, and then by each attribute in the order of the file; at its end a number. */
type Branch = { readonly next: Map<string | boolean, Branch>; number?: number }

/** No signatures yet. */
export function noSignatures(compiled: CompiledRegulation): Signatures {
  return {
    compiled,
    met: [],
    activities: { next: new Map() },
    second: { next: new Map() },
    surplus: new Map(),
  }
}

/** The number of the signature of an activity of this kind with these attributes, or of its second unit. */
export function signatureOf(
  signatures: Signatures,
  kind: string,
  attributes: Readonly<Record<string, string | boolean>>,
  second = false,
): number {
  const { compiled } = signatures
  let branch = branchFor(second ? signatures.second : signatures.activities, kind)
  for (const { id } of compiled.regulation.attributes) {
    branch = branchFor(branch, attributes[id] ?? false)
  }
  if (branch.number !== undefined) return branch.number
  const groups = compiled.kinds.get(kind)?.groups ?? []
  const all: Record<string, string | boolean> = { ...attributes }
  for (const id of compiled.granted.get(kind) ?? []) all[id] = true
  const found = { kind, groups, attributes: all, ...(second ? { second } : {}) }
  branch.number = remember(signatures, found)
  return branch.number
}

function branchFor({ next }: Branch, by: string | boolean): Branch {
  const known = next.get(by)
  if (known !== undefined) return known
  const branch: Branch = { next: new Map() }
  next.set(by, branch)
  return branch
}

/** The signature of what a former period left over under a tag, which it keeps, or only comes from. */
export function surplusSignature(signatures: Signatures, from: string, keeps: boolean): number {
  const key = `${from}${keeps ? '' : '|total'}`
  const known = signatures.surplus.get(key)
  if (known !== undefined) return known
  const number = remember(signatures, taggedSurplus(signatures.compiled, from, keeps))
  signatures.surplus.set(key, number)
  return number
}

/** A surplus as selectors see it: with its tag where it keeps that, or else as of no kind at all. */
function taggedSurplus(compiled: CompiledRegulation, from: string, keeps: boolean): Signature {
  const tag = keeps && from !== 'total' ? from : undefined
  const isAttribute = compiled.regulation.attributes.some((attribute) => attribute.id === tag)
  const isGroup = compiled.regulation.groups.some((group) => group.id === tag)
  return {
    kind: tag === undefined || isAttribute || isGroup ? '' : tag,
    groups:
      tag === undefined || isAttribute
        ? []
        : isGroup
          ? [tag]
          : (compiled.kinds.get(tag)?.groups ?? []),
    attributes: tag !== undefined && isAttribute ? { [tag]: true } : {},
    surplus: from,
  }
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

function remember({ met }: Signatures, signature: Signature): number {
  return met.push(signature) - 1
}

function isList(selector: Selector): selector is readonly string[] {
  return Array.isArray(selector)
}
