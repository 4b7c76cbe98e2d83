import type { Counts } from '#domain/courses/accreditation/accreditation.ts'
import type { Register } from '#regulations/register.ts'

/** What a member of the body that accredits finds of what is asked. */
export interface Finding {
  readonly outcome: 'grant' | 'refuse' | 'ask'
  readonly counts: readonly Counts[]
  /** The last day on which it would hold, where it is granted. */
  readonly last: Temporal.PlainDate | undefined
  readonly conditions: string
  readonly reason: string
}

/** The same with who found it. */
export interface MemberFinding extends Finding {
  readonly memberId: string
}

/** How many members have to find the same. */
export function neededFor({ accreditation }: Pick<Register, 'accreditation'>): number {
  return accreditation?.members ?? 1
}

export type Settled =
  | { readonly is: 'waiting'; readonly more: number }
  /** Enough members looked, and they do not find the same: the chair, or another member, decides. */
  | { readonly is: 'divided' }
  | { readonly is: 'settled'; readonly finding: Finding }

/**
 * What the members find together: as many as the register asks find the same. Where enough looked and they do not, what
 * the chair finds decides, or a further member who finds the same as one of them.
 */
export function settle(
  findings: readonly MemberFinding[],
  members: number,
  chairs: ReadonlySet<string>,
): Settled {
  const alike = [...Map.groupBy(findings, sameness).values()]
  const enough = alike.find((some) => some.length >= members)
  const [first] = enough ?? []
  if (enough !== undefined && first !== undefined) {
    return { is: 'settled', finding: { ...first, reason: reasonsOf(enough) } }
  }
  if (findings.length < members) return { is: 'waiting', more: members - findings.length }
  const chair = findings.length > members && findings.find(({ memberId }) => chairs.has(memberId))
  return chair ? { is: 'settled', finding: chair } : { is: 'divided' }
}

// What two members find is the same in all that is decided; their reasons may differ.
function sameness({ outcome, counts, last, conditions }: Finding): string {
  if (outcome !== 'grant') return outcome
  const lines = counts
    .map(({ kind, amount, attributes }) => [kind, amount, attributes.toSorted()])
    .toSorted((one, other) => (String(one) < String(other) ? -1 : 1))
  return JSON.stringify([outcome, lines, last?.toString(), conditions.trim()])
}

function reasonsOf(findings: readonly Finding[]): string {
  return [...new Set(findings.map(({ reason }) => reason.trim()))].join('\n\n')
}
