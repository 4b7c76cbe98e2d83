import { recount } from '#domain/dossier/portfolio/recount-elsewhere.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Takes along what somebody did, and had not counted yet, to the registration with which they come back: by
 * the version of the regulation that holds for it. What counted stays with the registration that ended,
 * and so does what was judged as it was judged.
 */
export async function takeActivitiesAlong(
  context: Context,
  { personId, registrationId }: Pick<Member, 'personId' | 'registrationId'>,
): Promise<void> {
  const { db, register } = context
  const free = await db
    .selectFrom('activity_claim')
    .innerJoin('registration', 'registration.id', 'activity_claim.registration_id')
    .where('activity_claim.register', '=', register.id)
    .where('activity_claim.person_id', '=', personId)
    .where('activity_claim.registration_id', '<>', registrationId)
    .where('activity_claim.used_by', 'is', null)
    .where('activity_claim.withdrawn_at', 'is', null)
    .where('registration.status', 'in', [...isOver])
    .orderBy('activity_claim.id')
    .select(['activity_claim.activity_id', 'activity_claim.state', 'registration.id as from'])
    .forUpdate('activity_claim')
    .execute()
  for (const { activity_id: id, state, from } of free) {
    await db
      .updateTable('activity_claim')
      .where('activity_id', '=', id)
      .where('register', '=', register.id)
      .set((eb) => ({ registration_id: registrationId, version: eb('version', '+', 1) }))
      .execute()
    await record(context, {
      noun: 'activity',
      id,
      action: 'take-along',
      facts: { from, to: registrationId },
    })
    if (!judged.has(state)) await recount(context, registrationId, id)
  }
}

const judged: ReadonlySet<string> = new Set(['approved', 'partly', 'rejected'])
