import {
  atRegistration,
  otherRegistrations,
} from '#domain/people/registration/own-registrations.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** A number of somebody in a register, as it is written. */
export interface OwnNumber {
  readonly register: string
  /** What the register is called. */
  readonly called: string
  readonly number: string
}

/**
 * The registration numbers of whoever acts, that of this register first; a registration that ended has none to pass
 * on. The context sees as their owner.
 */
export async function ownNumbers(
  context: Context,
  registrationId: string,
): Promise<readonly OwnNumber[]> {
  const here = await numberOf(context, registrationId)
  const found = here === undefined ? [] : [here]
  for (const own of await otherRegistrations(context)) {
    if (own.ended) continue
    const there = await atRegistration(context, own, (context) =>
      numberOf(context, own.registrationId),
    )
    if (there !== undefined) found.push(there)
  }
  return found
}

async function numberOf(context: Context, registrationId: string): Promise<OwnNumber | undefined> {
  const { register } = context
  const member = await findMember(context, registrationId)
  if (member?.number === undefined) return undefined
  return { register: register.id, called: register.called, number: member.number }
}
