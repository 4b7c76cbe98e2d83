import type { EvidenceFile } from '#domain/dossier/activity/queries.ts'
import type { Amount, DetailValue, Dossier, FactValue } from '#engine'
import type { Decided } from '#regulations/bodies.ts'

/** Where a claim stands in its register; expired is what was in order and has had its time. */
export type ClaimState = 'claimed' | 'approved' | 'rejected' | 'expired'

/** What was asked beside what the engine reads: the function, a number, the name of a school. */
export type StatedDetails = Readonly<Record<string, DetailValue>>

/**
 * Something that is stated beside activities, as the dossier knows it. A document, a spell of work, a
 * registration elsewhere and leave are the person's; the others are answers to one register.
 */
export type Stated =
  | { readonly member: 'category'; readonly category: string }
  | {
      readonly member: 'fact'
      readonly fact: string
      readonly value: FactValue
      /** Absent where nothing was asked beside it. */
      readonly details?: StatedDetails
    }
  | {
      readonly member: 'declaration'
      readonly declaration: string
      readonly on: Temporal.PlainDate
      readonly by?: string
    }
  | { readonly member: 'surplus'; readonly of: string; readonly amount: Amount }
  | {
      readonly member: 'document'
      readonly kind: string
      readonly issuedOn: Temporal.PlainDate
      readonly details: StatedDetails
    }
  | {
      readonly member: 'work'
      readonly first: Temporal.PlainDate
      readonly last?: Temporal.PlainDate
      readonly hours?: Amount
      readonly hoursPerWeek?: Amount
      readonly role?: string
      readonly details: StatedDetails
    }
  | {
      readonly member: 'holding'
      readonly register: string
      readonly first: Temporal.PlainDate
      readonly last?: Temporal.PlainDate
      readonly details: StatedDetails
    }
  | {
      readonly member: 'leave'
      readonly first: Temporal.PlainDate
      readonly last: Temporal.PlainDate
      readonly details: StatedDetails
    }

export type StatedMember = Stated['member']

/** What a registration relies on, with what its register found of it and the files that show it. */
export interface Claim {
  readonly id: string
  readonly stated: Stated
  readonly state: ClaimState
  readonly statedOn: Temporal.PlainDate
  readonly judgedOn: Temporal.PlainDate | undefined
  /** Whose finding stands; absent as long as nothing was found. */
  readonly judgedAs?: 'back-office' | 'committee'
  /** The kind of the application in which the committee did, by which its body is known. */
  readonly judgedIn?: Decided
  /** The name of whoever of the back office found it so; absent for the committee, when they are gone or have given none. */
  readonly judgedBy?: string
  /** Why it was not found in order. */
  readonly reason: string
  /** The day on which it was withdrawn or replaced; absent while it stands. */
  readonly endedOn: Temporal.PlainDate | undefined
  readonly replacedBy: string | undefined
  /** The claim with which it began, of which it and others took the place in turn; its own id if none. */
  readonly beganWith: string
  /** The applications that it is or was part of, and whether it was added after a return. */
  readonly applications: readonly ClaimPlace[]
  readonly proofs: readonly EvidenceFile[]
  /** The files that showed it and were destroyed once it had been checked. */
  readonly destroyed: readonly DestroyedFile[]
  /** The files that were taken away after it had been filed; whoever judges that application still sees them. */
  readonly removed: readonly Pick<DestroyedFile, 'id' | 'name'>[]
  /** The originals of its kind that come, came or went by post. */
  readonly originals: readonly ClaimOriginal[]
  /** What others were asked to state about it, and not asked back. */
  readonly statements: readonly ClaimStatement[]
  readonly version: number
}

/** An original as far as it can show a claim. */
export interface ClaimOriginal {
  readonly status: string
  /** Whether it was found in order, and the day that was read on it; absent until somebody looked. */
  readonly inOrder: boolean | undefined
  readonly issuedOn: Temporal.PlainDate | undefined
}

/** What somebody else was asked to state about a claim; absent answers can come until it expires. */
export interface ClaimStatement {
  readonly answer: 'confirmed' | 'declined' | undefined
  readonly expiresOn: Temporal.PlainDate
}

/** What is left of a file that is not kept. */
export interface DestroyedFile {
  readonly id: string
  readonly name: string
  readonly on: Temporal.PlainDate
}

/** A claim's place in an application, with what the back office found of it there. */
export interface ClaimPlace {
  readonly id: string
  readonly supplement: boolean
  readonly finding?: ClaimFinding
  /** It was found in order there, by the committee where that judged it; absent where it was not. */
  readonly inOrder?: true
}

/** Whether the back office found a claim in order, and why not. */
export interface ClaimFinding {
  readonly inOrder: boolean
  readonly reason: string
}

/** What of a dossier is stated, rather than known to the register or judged by people. */
export type StatedPart = Pick<
  Dossier,
  'facts' | 'holdings' | 'documents' | 'work' | 'leave' | 'surplus'
> & {
  readonly category: string | undefined
  readonly declarations: Dossier['declarations']
}

/** What was answered beside what the engine reads. */
export function detailsOf(stated: Stated): StatedDetails {
  return 'details' in stated ? stated.details : {}
}

/** Under which subject a claim is filed: with one that stands, another of the same takes its place. */
export function subjectOf(stated: Stated): string {
  switch (stated.member) {
    case 'category':
      return stated.category
    case 'fact':
      return stated.fact
    case 'declaration':
      return stated.declaration
    case 'surplus':
      return stated.of
    case 'document':
      return stated.kind
    case 'work':
      return stated.role ?? ''
    case 'holding':
      return stated.register
    case 'leave':
      return ''
  }
}

/** Of these there is one answer at a time; of the others there may be several beside each other. */
export function isSingle({ member }: Pick<Stated, 'member'>): boolean {
  return ['category', 'fact', 'declaration', 'surplus'].includes(member)
}

/**
 * Whether one thing may take the place of another: something else about the same. Work may turn out to
 * have been in another role, and of categories there is one wish.
 */
export function mayReplace(before: Stated, stated: Stated): boolean {
  if (before.member !== stated.member) return false
  if (stated.member === 'work' || stated.member === 'category') return true
  return subjectOf(before) === subjectOf(stated)
}

/** How much can stand in one dossier: ten times what anybody has, so that a page of it can be made. */
export const mostClaims = 300

/** Whether the very same was stated, in whatever order its details are kept. */
export function isSameStated(one: Stated, other: Stated): boolean {
  return inOrder(one) === inOrder(other)
}

function inOrder(stated: Stated): string {
  const details = 'details' in stated ? sorted(stated.details ?? {}) : []
  const ordered = { ...stated, ...(details.length === 0 ? {} : { details }) }
  return JSON.stringify(sorted(ordered))
}

const sorted = (from: object) => Object.entries(from).sort(([a], [b]) => (a < b ? -1 : 1))

/**
 * What the claims come to in a dossier. What was not found in order shows nothing: a document or a
 * spell of work stays to be seen as such, a fact is as if nobody had stated it.
 */
export function statedPart(claims: readonly Claim[]): StatedPart {
  const facts: Record<string, FactValue> = {}
  const surplus: Record<string, Amount> = {}
  const holdings: Dossier['holdings'][number][] = []
  const documents: Dossier['documents'][number][] = []
  const work: Dossier['work'][number][] = []
  const leave: Dossier['leave'][number][] = []
  const declarations: Dossier['declarations'][number][] = []
  let category: string | undefined
  for (const { stated, state: found } of claims) {
    const holds = found === 'claimed' || found === 'approved'
    const state = holds ? found : 'rejected'
    switch (stated.member) {
      case 'category':
        if (holds) category = stated.category
        break
      case 'fact':
        if (holds) facts[stated.fact] = stated.value
        break
      case 'surplus':
        if (holds) surplus[stated.of] = stated.amount
        break
      case 'declaration': {
        const { declaration: id, on, by } = stated
        if (holds) declarations.push({ id, on, ...(by === undefined ? {} : { by }) })
        break
      }
      case 'document':
        documents.push({ kind: stated.kind, issuedOn: stated.issuedOn, state })
        break
      case 'work': {
        const { member: _, details: __, ...spell } = stated
        work.push({ ...spell, state })
        break
      }
      case 'holding': {
        const { register, first, last } = stated
        if (holds) holdings.push({ register, first, ...(last === undefined ? {} : { last }) })
        break
      }
      case 'leave':
        if (holds) leave.push({ first: stated.first, last: stated.last })
        break
    }
  }
  return { category, facts, surplus, holdings, documents, work, leave, declarations }
}
