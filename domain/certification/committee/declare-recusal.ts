import { approachFile } from '#domain/certification/committee/open-file.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type Recused =
  | { readonly outcome: 'recused' }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'no-reason' }
  /** They stepped back before, or the rules had kept them from it already. */
  | { readonly outcome: 'already' }
  | { readonly outcome: 'decided' }

/**
 * A member steps back from a file because of an interest. What they found of it before no longer
 * counts.
 */
export async function declareRecusal(
  context: Context,
  applicationId: string,
  memberId: string,
  reason: string,
): Promise<Recused> {
  const approached = await approachFile(context, applicationId, memberId, { lock: true })
  if (approached.outcome === 'not-found') return { outcome: 'not-found' }
  if (approached.outcome === 'conflict') return { outcome: 'already' }
  if (approached.file.application.status !== 'with-committee') return { outcome: 'decided' }
  if (reason.trim() === '') return { outcome: 'no-reason' }
  const { db, register, today } = context
  await db
    .insertInto('recusal')
    .values({
      register: register.id,
      application_id: applicationId,
      member_id: memberId,
      reason: reason.trim(),
      declared_on: today.toString(),
    })
    .execute()
  for (const table of ['judgement', 'judgement_draft'] as const) {
    await db
      .deleteFrom(table)
      .where('application_id', '=', applicationId)
      .where('member_id', '=', memberId)
      .execute()
  }
  await record(context, {
    noun: 'application',
    id: applicationId,
    action: 'recuse',
    facts: { member: memberId, reason: reason.trim() },
  })
  return { outcome: 'recused' }
}
