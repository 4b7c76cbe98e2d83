import { openNameChange } from '#domain/certification/name-change/queries.ts'
import { isSameName } from '#domain/people/person/person.ts'
import { nameColumns } from '#domain/people/person/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { PersonName } from '#language/names.ts'

export type AskedNameChange =
  | { readonly outcome: 'asked' }
  /** It is the name that the register has already. */
  | { readonly outcome: 'same-name' }
  | { readonly outcome: 'unknown' }

/**
 * Asks for another name in the register and on the certificate, with the reason. What was asked
 * before and waits for its answer is asked no more.
 */
export async function askNameChange(
  context: Context,
  asked: { readonly registrationId: string; readonly name: PersonName; readonly reason: string },
): Promise<AskedNameChange> {
  const { db, register, today } = context
  const { registrationId, name, reason } = asked
  const member = await findMember(context, registrationId, { lock: true })
  if (member === undefined) return { outcome: 'unknown' }
  if (isSameName(member.person, name)) return { outcome: 'same-name' }
  const facts = { ...nameColumns(name), reason, asked_on: today.toString() }
  const open = await openNameChange(context, registrationId)
  const { id } = await (open === undefined
    ? db
        .insertInto('name_change')
        .values({
          register: register.id,
          registration_id: registrationId,
          status: 'asked',
          ...facts,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
    : db
        .updateTable('name_change')
        .where('id', '=', open.id)
        .set((eb) => ({ ...facts, version: eb('version', '+', 1) }))
        .returning('id')
        .executeTakeFirstOrThrow())
  await record(context, {
    noun: 'name-change',
    id,
    action: 'ask',
    facts: { registration: registrationId, reason },
  })
  return { outcome: 'asked' }
}
