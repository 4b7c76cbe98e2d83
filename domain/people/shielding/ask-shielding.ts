import { findMember } from '#domain/people/registration/queries.ts'
import { hideOrShow } from '#domain/people/shielding/hide-or-show.ts'
import { findShielding, runningShieldingOf } from '#domain/people/shielding/queries.ts'
import type {
  ShieldingEvent,
  ShieldingFacts,
  ShieldingStatus,
} from '#domain/people/shielding/shielding.ts'
import { shieldingLifecycle } from '#domain/people/shielding/shielding.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

export type AskedShielding = {
  readonly outcome:
    | 'asked'
    /** It was asked before, or holds already. */
    | 'already'
    | 'unknown'
}

/**
 * Somebody asks to be kept out of sight. Where the register says so they are hidden from this moment on,
 * until the back office has decided.
 */
export async function askShielding(
  context: Context,
  { registrationId, ground, everywhere }: ShieldingFacts & { readonly registrationId: string },
): Promise<AskedShielding> {
  const { db, register, today } = context
  const member = await findMember(context, registrationId, { lock: true })
  if (member === undefined) return { outcome: 'unknown' }
  if ((await runningShieldingOf(context, registrationId)) !== undefined) {
    return { outcome: 'already' }
  }
  const { id } = await db
    .insertInto('shielding')
    .values({
      register: register.id,
      registration_id: registrationId,
      person_id: member.personId,
      status: 'asked',
      asked_by: 'person',
      ground,
      everywhere,
      hides: register.procedures.shielding.atOnce,
      asked_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  // Why stays out of the record, which more people read.
  await record(context, {
    noun: 'shielding',
    id,
    action: 'ask',
    facts: { registration: registrationId, everywhere },
  })
  await hideOrShow(context, member.personId)
  return { outcome: 'asked' }
}

export type WithdrawnShielding = { readonly outcome: 'withdrawn' | 'too-late' }

/** Takes back what was asked, as long as nobody has looked at it. */
export async function withdrawShielding(
  context: Context,
  registrationId: string,
): Promise<WithdrawnShielding> {
  const running = await runningShieldingOf(context, registrationId)
  if (running === undefined) return { outcome: 'too-late' }
  await findMember(context, registrationId, { lock: true })
  const locked = await findShielding(context, running.id, { lock: true })
  const status =
    locked && next<ShieldingStatus, ShieldingEvent>(shieldingLifecycle, locked.status, 'withdraw')
  if (status === undefined) return { outcome: 'too-late' }
  await context.db
    .updateTable('shielding')
    .where('id', '=', running.id)
    .set((eb) => ({
      status,
      hides: false,
      ended_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, {
    noun: 'shielding',
    id: running.id,
    action: 'withdraw',
    facts: { registration: registrationId },
  })
  await hideOrShow(context, running.personId)
  return { outcome: 'withdrawn' }
}
