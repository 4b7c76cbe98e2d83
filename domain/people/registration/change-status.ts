import type { Member } from '#domain/people/registration/queries.ts'
import type {
  RegistrationEvent,
  RegistrationStatus,
} from '#domain/people/registration/registration.ts'
import { registrationLifecycle } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'

/** What may change together with a status. */
export interface AlongWithStatus {
  readonly number?: number
  readonly regulation_version?: string
  readonly approved_on?: string
  readonly candidate_on?: string | null
  readonly held_status?: string | null
  readonly suspended_last?: string | null
  readonly ends_after?: string | null
  readonly valid_first?: string
  readonly valid_last?: string
  readonly unmoved_last?: string | null
  readonly moved_last?: string | null
  readonly counted_until?: string
  readonly category?: string | null
  readonly temporary_kind?: 'first' | 'renewal' | null
  readonly full_first?: string | null
  readonly full_last?: string | null
  readonly ended_on?: string | null
  readonly end_reason?: 'own-request' | 'not-paid' | 'decision' | 'death' | null
}

/**
 * Leads a registration, which the caller has locked, to the status that an event leads to, and
 * brings the public register up to date. A release, that somebody turns out to live, or a
 * removal that does not hold, leads back to the status that was held. Gives
 * undefined, and changes nothing, when the event may not happen in this status.
 */
export async function changeStatus(
  context: Context,
  member: Pick<Member, 'registrationId' | 'status' | 'heldStatus'>,
  event: RegistrationEvent,
  along: AlongWithStatus = {},
): Promise<RegistrationStatus | undefined> {
  const target = next(registrationLifecycle, member.status, event)
  if (target === undefined) return undefined
  const status = leadsBack.has(event) ? (member.heldStatus ?? target) : target
  await context.db
    .updateTable('registration')
    .where('id', '=', member.registrationId)
    .set((eb) => ({ ...along, status, version: eb('version', '+', 1) }))
    .execute()
  await publishEntry(context, member.registrationId)
  return status
}

const leadsBack: ReadonlySet<RegistrationEvent> = new Set(['release', 'undo-death', 'reinstate'])
