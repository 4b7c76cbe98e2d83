import { canStillBeSigned } from '#domain/certification/agreement/agreement.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Lets the agreements of a registration that ends lapse, also one that was signed and waits for the check. */
export async function lapseWithRegistration(
  context: Context,
  registrationId: string,
): Promise<void> {
  const lapsed = await context.db
    .updateTable('agreement')
    .where('registration_id', '=', registrationId)
    .where('status', 'in', ['sent', 'signed'])
    .set((eb) => ({ status: 'lapsed', version: eb('version', '+', 1) }))
    .returning('id')
    .execute()
  for (const { id } of lapsed) {
    const facts = { registration: registrationId }
    await record(context, { noun: 'agreement', id, action: 'lapse', facts })
  }
}

/**
 * Gives a registration that stands again the agreement that lapsed with it. Says whether one is there: of
 * which the last day has passed meanwhile, a new one is asked for.
 */
export async function restoreAgreement(context: Context, registrationId: string): Promise<boolean> {
  const latest = await context.db
    .selectFrom('agreement')
    .where('registration_id', '=', registrationId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .select(['id', 'status', 'signed_on', 'sign_before'])
    .executeTakeFirst()
  if (latest === undefined) return false
  if (latest.status !== 'lapsed') return latest.status === 'sent' || latest.status === 'signed'
  const signBefore = Temporal.PlainDate.from(latest.sign_before)
  if (latest.signed_on === null && !canStillBeSigned(signBefore, context.today)) return false
  const status = latest.signed_on === null ? 'sent' : 'signed'
  await context.db
    .updateTable('agreement')
    .where('id', '=', latest.id)
    .set((eb) => ({ status, version: eb('version', '+', 1) }))
    .execute()
  await record(context, {
    noun: 'agreement',
    id: latest.id,
    action: 'restore',
    facts: { registration: registrationId, status },
  })
  return true
}
