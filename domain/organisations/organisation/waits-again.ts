import type {
  OrganisationEvent,
  OrganisationStatus,
} from '#domain/organisations/organisation/organisation.ts'
import { organisationLifecycle } from '#domain/organisations/organisation/organisation.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

/** What is written of an organisation that waits for a back office again from a day on. */
export function waitsAgain(from: OrganisationStatus, today: Temporal.PlainDate) {
  const status = next<OrganisationStatus, OrganisationEvent>(organisationLifecycle, from, 'hand-in')
  if (status === undefined) throw new Error(`an organisation that is ${from} cannot wait again`)
  return { status, waits_since: today.toString() }
}
