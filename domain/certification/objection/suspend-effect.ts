import type { Objection } from '#domain/certification/objection/queries.ts'
import { awaitObjection } from '#domain/certification/validity/await-objection.ts'
import { endProtection } from '#domain/certification/validity/expire-registrations.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Lets what was decided wait for the outcome of an objection that suspends it: whom a renewal was refused
 * after their last day, is certified again until then.
 */
export async function suspendEffect(
  context: Context,
  { id, suspends, registrationId }: Pick<Objection, 'id' | 'suspends' | 'registrationId'>,
): Promise<void> {
  if (suspends) await awaitObjection(context, registrationId, id)
}

/** Lets what was decided have its effect after all, now that the objection to it has ended. */
export async function resumeEffect(
  context: Context,
  { suspends, registrationId }: Pick<Objection, 'suspends' | 'registrationId'>,
): Promise<void> {
  if (suspends) await endProtection(context, registrationId)
}
