import { earlyApplicationOf } from '#domain/dossier/coming-version/coming-version.ts'
import { findStanding } from '#domain/dossier/dossier/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { comingVersion } from '#regulations/load.ts'

/**
 * Asks that the version that comes is applied from now on, or takes that back: what somebody has, and
 * what they apply with, is held against it. An application that was sent keeps its version.
 */
export async function askEarly(
  context: Context,
  registrationId: string,
  wanted: boolean,
): Promise<{ readonly outcome: 'changed' | 'unchanged' | 'closed' }> {
  const { db, register, today } = context
  const member = await findMember(context, registrationId, { lock: true })
  const coming = comingVersion(register, today)
  const standing = await findStanding(context, registrationId)
  if (member === undefined || coming === undefined || standing === undefined) {
    return { outcome: 'closed' }
  }
  const early = earlyApplicationOf(context, coming, standing.appliesEarly)
  if (early === undefined || early.state === 'not-yet' || standing.application !== undefined) {
    return { outcome: 'closed' }
  }
  if (standing.appliesEarly === wanted) return { outcome: 'unchanged' }
  const version = coming.regulation.version.toString()
  await db
    .updateTable('registration')
    .set((eb) => ({ early_version: wanted ? version : null, version: eb('version', '+', 1) }))
    .where('id', '=', registrationId)
    .execute()
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: wanted ? 'ask-early' : 'stop-early',
    facts: { version },
  })
  return { outcome: 'changed' }
}
