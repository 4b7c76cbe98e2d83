import { confirmLocked } from '#domain/certification/death/confirm-death.ts'
import type { DeathFacts } from '#domain/certification/death/death.ts'
import { findDeath, runningDeathOf } from '#domain/certification/death/queries.ts'
import { findMemberToEnd } from '#domain/certification/validity/end-registration.ts'
import { askSecondLook } from '#domain/people/staff/ask-second-look.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type ReportedDeath = {
  readonly outcome: /** A colleague has to look too. */
    | 'reported'
    | 'confirmed'
    | 'already'
    | 'ahead'
    /** The letter would go to the address of whoever has died. */
    | 'own-address'
    | 'unknown'
}

/** The back office enters that somebody has died, as it was told. */
export async function reportDeath(
  context: Context,
  { registrationId, ...facts }: DeathFacts & { readonly registrationId: string },
): Promise<ReportedDeath> {
  const { db, register, today, actor } = context
  const member = await findMemberToEnd(context, registrationId)
  if (member === undefined) return { outcome: 'unknown' }
  if ((await runningDeathOf(context, registrationId)) !== undefined) return { outcome: 'already' }
  if (Temporal.PlainDate.compare(facts.diedOn, today) > 0) return { outcome: 'ahead' }
  const email = facts.toldEmail.trim().toLowerCase()
  if (email !== '' && email === member.email.toLowerCase()) return { outcome: 'own-address' }
  const { id } = await db
    .insertInto('death')
    .values({
      register: register.id,
      registration_id: registrationId,
      person_id: member.personId,
      status: 'reported',
      died_on: facts.diedOn.toString(),
      told_by: facts.toldBy,
      told_name: facts.toldName,
      told_email: email,
      told_address: facts.toldAddress,
      seen_how: facts.seenHow,
      entered_by: accountIdOf(actor) ?? null,
      entered_on: today.toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'death',
    id,
    action: 'report',
    facts: { registration: registrationId, toldBy: facts.toldBy, seenHow: facts.seenHow },
  })
  if (register.procedures.death.secondPair) {
    await askSecondLook(context, 'death', [{ registrationId }])
    return { outcome: 'reported' }
  }
  const death = await findDeath(context, id, { lock: true })
  if (death !== undefined) await confirmLocked(context, death, member)
  return { outcome: 'confirmed' }
}
