import type { MemberRole } from '#domain/organisations/member/capabilities.ts'
import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/** How it stands between somebody and an organisation: asked to act for it, acts for it, or no longer. */
export type MemberStatus = 'asked' | 'active' | 'refused' | 'withdrawn' | 'ended'

export type MemberEvent = 'grant' | 'refuse' | 'withdraw' | 'change' | 'remove' | 'leave'

/** Whoever signs an organisation up or takes an invitation begins as active. */
export const memberLifecycle = {
  asked: { grant: 'active', refuse: 'refused', withdraw: 'withdrawn' },
  active: { change: 'active', remove: 'ended', leave: 'ended' },
  refused: {},
  withdrawn: {},
  ended: {},
} as const satisfies Lifecycle<MemberStatus, MemberEvent>

/** Somebody who acts for an organisation, asked to, or did. */
export interface OrganisationMember {
  readonly id: string
  readonly organisationId: string
  readonly accountId: string
  readonly email: string
  /** The name of the person, or the address where it is not known. */
  readonly name: string
  readonly roles: readonly MemberRole[]
  readonly status: MemberStatus
  readonly note: string
  readonly askedOn: Temporal.PlainDate | undefined
  readonly since: Temporal.PlainDate | undefined
  /** Whether they have a second step, without which nobody acts for an organisation. */
  readonly secondFactor: boolean
  readonly version: number
}
