import {
  changeBelow,
  isProtected,
  lastDay,
  statusBelow,
} from '#domain/certification/validity/expire-registrations.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Certifies somebody again until the outcome of an objection that suspends the refusal by which their
 * certification ended; below a hold or a suspension that stands meanwhile.
 */
export async function awaitObjection(
  context: Context,
  registrationId: string,
  objectionId: string,
): Promise<void> {
  const member = await findMember(context, registrationId, { lock: true })
  const last = await lastDay(context, registrationId)
  if (member === undefined || last === undefined) return
  if (!(await isProtected(context, registrationId, last))) return
  const status = await changeBelow(context, member, 'await-objection')
  if (status === undefined) return
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'await-objection',
    facts: { objection: objectionId, from: statusBelow(member), to: status },
  })
}
