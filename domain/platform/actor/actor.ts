/** What a role may do is data of the routes; a role belongs to one register. */
export type Role = 'secretariat' | 'committee' | 'chair' | 'administrator' | 'board'

/** Every role, in the order in which people are invited to them. */
export const allRoles = [
  'secretariat',
  'committee',
  'chair',
  'board',
  'administrator',
] as const satisfies readonly Role[]

/** A seat whose term is over, or has not begun: its role does not hold today. Days in ISO text. */
export interface OutOfTerm {
  readonly role: Role
  readonly body: string
  readonly first: string | null
  readonly last: string | null
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
      /** The roles in this register, empty for a professional. */
      readonly roles: readonly Role[]
      /** The seats in this register that do not hold today; absent where there are none. */
      readonly outOfTerm?: readonly OutOfTerm[] | undefined
      readonly personId: string | undefined
      readonly registrationId: string | undefined
      /** Without one that runs: the last that ended, to be read and no longer written. */
      readonly endedRegistrationId?: string | undefined
      /** How this session was authenticated, for the evidence of a signature. */
      readonly authenticatedBy: 'password' | 'link' | 'demo'
      readonly secondFactor: boolean
    }
  | { readonly kind: 'referee'; readonly requestId: string }
  | { readonly kind: 'system'; readonly task: string }

/** The account that acts, if one does. */
export function accountIdOf(actor: Actor): string | undefined {
  return actor.kind === 'account' ? actor.accountId : undefined
}
