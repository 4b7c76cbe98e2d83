import type { Member } from '#domain/people/registration/queries.ts'
import { isOver } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * The number of an earlier registration of the same person that goes along to the one with which they
 * come back, where the register keeps numbers; undefined where there is none to take.
 */
export async function takeNumberAlong(
  context: Context,
  { personId, registrationId }: Pick<Member, 'personId' | 'registrationId'>,
): Promise<number | undefined> {
  const { db, register } = context
  if (register.procedures.comingBack.number === 'new') return undefined
  const before = await db
    .selectFrom('registration')
    .where('register', '=', register.id)
    .where('person_id', '=', personId)
    .where('id', '!=', registrationId)
    .where('status', 'in', [...isOver])
    .where('number', 'is not', null)
    .where('merged_into', 'is', null)
    .select(['id', 'number'])
    .orderBy('ended_on', 'desc')
    .forUpdate()
    .executeTakeFirst()
  if (before?.number == null) return undefined
  await db
    .updateTable('registration')
    .where('id', '=', before.id)
    .set((eb) => ({ number: null, version: eb('version', '+', 1) }))
    .execute()
  await record(context, {
    noun: 'registration',
    id: before.id,
    action: 'give-number-on',
    facts: { to: registrationId, number: before.number },
  })
  return before.number
}
