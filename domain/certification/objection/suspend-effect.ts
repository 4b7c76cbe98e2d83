import {
  planResumption,
  waitForObjection,
} from '#domain/certification/measure/wait-for-objection.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import { awaitObjection } from '#domain/certification/validity/await-objection.ts'
import { endProtection } from '#domain/certification/validity/expire-registrations.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Register } from '#regulations/register.ts'

/**
 * Whether what was decided waits for the outcome of an objection to it: where the register says so and the
 * objection is not late. What was set by hand has a ground that does not bear waiting: it goes on.
 */
export function waitsFor(
  { objection }: Pick<Register, 'objection'>,
  about: string,
  late: boolean,
): boolean {
  return objection.suspends && !late && about !== 'status-by-hand'
}

type Effect = Pick<Objection, 'suspends' | 'registrationId' | 'about' | 'aboutId'>

/**
 * Lets what was decided wait for the outcome of an objection that suspends it: whom a renewal was refused
 * after their last day, is certified again until then, and whoever was suspended or removed is what they
 * were.
 */
export async function suspendEffect(
  context: Context,
  { id, suspends, registrationId, about, aboutId }: Effect & Pick<Objection, 'id'>,
): Promise<void> {
  if (!suspends) return
  if (about === 'measure') await waitForObjection(context, aboutId, id)
  else await awaitObjection(context, registrationId, id)
}

/** What has its effect after all, now that the objection to it has ended; each in a sentence. */
export interface Resuming {
  readonly told: readonly string[]
  readonly apply: () => Promise<void>
}

/** Works out what of a decision has its effect after all now that the objection to it ends. */
export async function planResuming(
  context: Context,
  { suspends, registrationId, about, aboutId }: Effect,
): Promise<Resuming> {
  if (suspends && about === 'measure') return planResumption(context, aboutId)
  const apply = async () => {
    if (suspends) await endProtection(context, registrationId)
  }
  return { told: [], apply }
}
