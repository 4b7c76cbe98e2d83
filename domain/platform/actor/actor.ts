/** What somebody is in a body of the register; who administers it or sees to the data of people sits in none. */
export type Role = 'member' | 'chair' | 'administrator' | 'privacy-officer'

/** A place in a body of one register: what somebody may do there is data of the body. */
export interface Seat {
  readonly role: Role
  /** The id of a body in register.yaml; empty is administration. */
  readonly body: string
}

/** A seat whose term is over, or has not begun: it does not hold today. Days in ISO text. */
export interface OutOfTerm extends Seat {
  readonly first: string | null
  readonly last: string | null
}

/** An organisation for which somebody acts. */
export interface ActedFor {
  readonly id: string
  readonly name: string
  /** Whether somebody looked who it is. */
  readonly checked: boolean
}

/** Who acts: a visitor, somebody with an account, a referee with a link, or Peil itself. */
export type Actor =
  | { readonly kind: 'visitor' }
  | {
      readonly kind: 'account'
      readonly accountId: string
      readonly email: string
      /** The name of the person, where it is known. */
      readonly name?: string | undefined
      /** The seats in this register that hold today, empty for a professional. */
      readonly seats: readonly Seat[]
      /** The seats in this register that do not hold today; absent where there are none. */
      readonly outOfTerm?: readonly OutOfTerm[] | undefined
      readonly personId: string | undefined
      /** The registers in which the person is or was registered, by id; left out where it is not known. */
      readonly registers?: readonly string[] | undefined
      readonly registrationId: string | undefined
      /** Without one that runs: the last that ended, to be read and no longer written. */
      readonly endedRegistrationId?: string | undefined
      /** The organisations for which they act, by name; left out where it is not known. */
      readonly organisations?: readonly ActedFor[] | undefined
      /** The id of that for which they act now; left out where they act for themselves. */
      readonly hat?: string | undefined
      /** How this session was authenticated, for the evidence of a signature. */
      readonly authenticatedBy: 'password' | 'link' | 'passkey' | 'organisation' | 'demo'
      readonly secondFactor: boolean
    }
  | { readonly kind: 'referee'; readonly requestId: string }
  | {
      readonly kind: 'system'
      readonly task: string
      /** The person for whom it is done, whose own things it sees in whatever register; with or without an account. */
      readonly personId?: string
    }

/** The account that acts, if one does. */
export function accountIdOf(actor: Actor): string | undefined {
  return actor.kind === 'account' ? actor.accountId : undefined
}
