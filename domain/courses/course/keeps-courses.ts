import type { Owner } from '#domain/courses/course/course.ts'
import { actFor } from '#domain/organisations/member/act-for.ts'
import type { Capability } from '#domain/organisations/member/capabilities.ts'
import { actAsOwner } from '#domain/platform/context/act-as-owner.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Goes on for whoever gives courses, where who acts may do this for them: for an organisation by their role, and
 * for a professional who is that themselves. What is theirs is seen from here on in this transaction.
 */
export async function keepsCourses(
  context: Context,
  owner: Owner,
  capability: Extract<Capability, 'keep-courses' | 'ask-accreditation'>,
): Promise<boolean> {
  if (owner.is === 'organisation') {
    const acting = await actFor(context, owner.id, capability, { lock: true })
    return acting.outcome === 'acting'
  }
  const { actor } = context
  if (actor.kind !== 'account' || actor.personId !== owner.id) return false
  await actAsOwner(context)
  return true
}

/** The columns that say whose something is. */
export function ownerColumns(owner: Owner) {
  return {
    organisation_id: owner.is === 'organisation' ? owner.id : null,
    person_id: owner.is === 'person' ? owner.id : null,
  }
}
