import { canStillBeSigned } from '#domain/certification/agreement/agreement.ts'
import { findAgreement } from '#domain/certification/agreement/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

export type AnnouncedOnPaper =
  | { readonly outcome: 'announced' }
  | { readonly outcome: 'already-signed' }
  | { readonly outcome: 'too-late' }
  | { readonly outcome: 'unknown' }

/**
 * Says that the agreement that its signer signed by hand comes by post, so that the back office waits for
 * it. It signs nothing: the day on which the paper is there does. Said once more it stays as it was.
 */
export async function announceOnPaper(
  context: Context,
  agreementId: string,
): Promise<AnnouncedOnPaper> {
  const { db, actor, today } = context
  const agreement = await findAgreement(context, agreementId, { lock: true })
  const member = agreement && (await findMember(context, agreement.registrationId))
  if (member === undefined || agreement === undefined) return { outcome: 'unknown' }
  if (actor.kind !== 'account' || actor.accountId !== member.accountId) {
    return { outcome: 'unknown' }
  }
  const { status, signBefore, announcedOn } = agreement
  if (status === 'signed' || status === 'approved') return { outcome: 'already-signed' }
  if (status !== 'sent' || !canStillBeSigned(signBefore, today)) return { outcome: 'too-late' }
  if (announcedOn !== undefined) return { outcome: 'announced' }
  await db
    .updateTable('agreement')
    .where('id', '=', agreementId)
    .set({ announced_on: today.toString() })
    .execute()
  await record(context, { noun: 'agreement', id: agreementId, action: 'announce' })
  return { outcome: 'announced' }
}
