import { createHash } from 'node:crypto'
import type { PersonFacts, WorkFacts } from '#domain/people/person/person.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { isOver, isSigningUp } from '#domain/people/registration/registration.ts'
import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** How it stands with merging two people that turn out to be one: asked by one, done by another. */
export type MergeStatus = 'proposed' | 'done' | 'refused' | 'withdrawn'

export type MergeEvent = 'confirm' | 'refuse' | 'withdraw'

export const mergeLifecycle = {
  proposed: { confirm: 'done', refuse: 'refused', withdraw: 'withdrawn' },
  // It is not undone: what was of two stands as of one.
  done: {},
  refused: {},
  withdrawn: {},
} as const satisfies Lifecycle<MergeStatus, MergeEvent>

/** What of the data of two people is chosen: of which of them it stays. */
export const choosable = ['account', 'name', 'address', 'phone', 'work'] as const

export type Choosable = (typeof choosable)[number]

/** In what two people look alike. */
export type Likeness = 'email' | 'phone' | 'home' | 'name' | 'number'

/** One registration, as far as a merge looks at it. */
export interface MergedRegistration {
  readonly id: string
  readonly number: string | undefined
  readonly status: RegistrationStatus
  readonly heldStatus: RegistrationStatus | undefined
  readonly signedUpOn: Temporal.PlainDate
  readonly validLast: Temporal.PlainDate | undefined
  readonly version: number
  /** Whether an application with it runs. */
  readonly applies: boolean
  readonly shielded: boolean
  /** It went on in another one already. */
  readonly merged: boolean
}

/** How much there is of somebody in this register. */
export interface Counts {
  readonly activities: number
  readonly files: number
  readonly statements: number
  readonly applications: number
  readonly certificates: number
  readonly invoices: number
  readonly openInvoices: number
}

/** One of two people who may be one. */
export interface Side {
  readonly personId: string
  /** The registration by which the back office knows them: the one that runs, or else the last. */
  readonly registrationId: string
  readonly name: string
  readonly person: PersonFacts
  readonly work: WorkFacts
  readonly accountId: string | undefined
  /** Empty where there is no account. */
  readonly email: string
  readonly version: number
  readonly registrations: readonly MergedRegistration[]
  readonly counts: Counts
}

/** What becomes of the registrations of two people in one register. */
export interface RegistrationPlan {
  /** The one that runs on; undefined where none runs. */
  readonly stays: MergedRegistration | undefined
  /** The one that ends, and whose number leads to the other. */
  readonly ends: MergedRegistration | undefined
  /** Both are certified, and one has to be ended first. */
  readonly bothCertified: boolean
}

/** Which registration runs on in a register: a certification before an application before how far it is. */
export function planOf(
  stays: readonly MergedRegistration[],
  goes: readonly MergedRegistration[],
): RegistrationPlan {
  const own = stays.find(({ status }) => !isOver.has(status))
  const other = goes.find(({ status }) => !isOver.has(status))
  if (own === undefined || other === undefined) {
    return { stays: own ?? other, ends: undefined, bothCertified: false }
  }
  const [mine, theirs] = [rankOf(own), rankOf(other)]
  const bothCertified = mine === ranks.certified && theirs === ranks.certified
  return theirs > mine
    ? { stays: other, ends: own, bothCertified }
    : { stays: own, ends: other, bothCertified }
}

const ranks = { certified: 4, applies: 3, takesPart: 2, approved: 1, signingUp: 0 } as const

// What is suspended or on hold holds on to what it stands for, and never goes by merging.
function rankOf({ status, heldStatus, applies }: MergedRegistration): number {
  const certified = [status, heldStatus].some(
    (one) => one === 'certified' || one === 'renewal-pending',
  )
  if (certified || status === 'suspended') return ranks.certified
  if (applies) return ranks.applies
  if (isSigningUp.has(status)) return ranks.signingUp
  return status === 'approved' ? ranks.approved : ranks.takesPart
}

/** By what it is known how two people stood when they were laid side by side. */
export function sealOf(
  sides: readonly Pick<Side, 'personId' | 'version' | 'registrations'>[],
): string {
  const stood = sides
    .toSorted((a, b) => (a.personId < b.personId ? -1 : 1))
    .map(({ personId, version, registrations }) => [
      personId,
      version,
      registrations.map(({ id, version: of, applies }) => [id, of, applies]),
    ])
  return createHash('sha256').update(JSON.stringify(stood)).digest('hex')
}
