import { listAgreements } from '#domain/certification/agreement/queries.ts'
import { agreementContent } from '#domain/certification/agreement/send-agreement.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'

/**
 * Makes an agreement that has not been signed yet once more, after the name or address in it
 * changed. Its number and its last day stay as they were; who had it open is told to look again.
 */
export async function renewUnsignedAgreement(
  context: Context,
  registrationId: string,
): Promise<{ readonly outcome: 'renewed' | 'none-unsigned' }> {
  const member = await findMember(context, registrationId, { lock: true })
  const [latest] = await listAgreements(context, registrationId)
  if (member === undefined || latest?.status !== 'sent') return { outcome: 'none-unsigned' }
  const content = agreementContent(context, member, {
    number: latest.number,
    madeOn: context.today,
    signBefore: latest.signBefore,
  })
  const [documentId] = await issuePapers(context, member.personId, {
    kind: 'agreement',
    data: content,
  })
  await context.db
    .updateTable('agreement')
    .where('id', '=', latest.id)
    .set((eb) => ({
      document_id: documentId,
      content: JSON.stringify(content),
      version: eb('version', '+', 1),
    }))
    .execute()
  await record(context, { noun: 'agreement', id: latest.id, action: 'make-anew' })
  return { outcome: 'renewed' }
}
