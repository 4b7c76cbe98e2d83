import { newCertificateCode } from '#domain/certification/certificate/certificate.ts'
import { certificateData } from '#domain/certification/certificate/issue-certificate.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'

/**
 * Issues the certificates of somebody anew under another name: those that hold or will hold, and one
 * that holds until a renewal is decided. Each gets a code of its own; of the old one the check page
 * says that it was replaced. Gives the ids of the papers that are to come.
 */
export async function reissueCertificates(
  context: Context,
  member: Member,
  name: string,
): Promise<readonly string[]> {
  const { db, today } = context
  const held = await db
    .selectFrom('certificate')
    .innerJoin('registration', 'registration.id', 'certificate.registration_id')
    .innerJoin('decision', 'decision.id', 'certificate.decision_id')
    .innerJoin('application', 'application.id', 'decision.application_id')
    .where('certificate.registration_id', '=', member.registrationId)
    .where('certificate.withdrawn_on', 'is', null)
    .where('certificate.replaced_on', 'is', null)
    .where(({ eb, or, and, ref }) =>
      or([
        eb('certificate.valid_last', '>=', today.toString()),
        and([
          eb('registration.status', '=', 'renewal-pending'),
          eb('certificate.valid_last', '=', ref('registration.valid_last')),
        ]),
      ]),
    )
    .selectAll('certificate')
    .select(['decision.decided_on', 'application.kind'])
    .orderBy('certificate.valid_first')
    .execute()
  const papers: string[] = []
  for (const { decided_on, kind, ...old } of held) {
    const code = newCertificateCode()
    const data = certificateData(context, kind, {
      name,
      registrationNumber: member.number ?? '',
      decidedOn: decided_on,
      first: old.valid_first,
      last: old.valid_last,
      code,
      temporary: old.temporary,
      ...(old.category === null
        ? {}
        : { category: labelOfCategory(context.register, old.category) }),
    })
    const [documentId, pictureId] = await issuePapers(
      context,
      member.personId,
      { kind: 'certificate', data },
      { kind: 'certificate-picture', data },
    )
    papers.push(documentId, pictureId)
    await db
      .updateTable('certificate')
      .where('id', '=', old.id)
      .set({ replaced_on: today.toString() })
      .execute()
    const { id: replaced, ...same } = old
    const { id } = await db
      .insertInto('certificate')
      .values({
        ...same,
        code,
        name,
        issued_on: today.toString(),
        document_id: documentId,
        picture_id: pictureId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await record(context, {
      noun: 'certificate',
      id,
      action: 'issue-anew',
      facts: { replaces: replaced, documentId },
    })
  }
  return papers
}
