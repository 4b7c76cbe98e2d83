import { newCertificateCode } from '#domain/certification/certificate/certificate.ts'
import { certificateData, markOf } from '#domain/certification/certificate/issue-certificate.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { labelOfCategory } from '#domain/platform/register/label-of-category.ts'
import type { Period } from '#engine'
import { asDecidedByBody } from '#regulations/bodies.ts'

/**
 * Issues a certificate for a period that was given by hand, on the decision of a body, with the letter
 * about that. It takes the place of what the registration has for days of that period. Gives the ids of the papers that are to come.
 */
export async function issueByHand(
  context: Context,
  member: Member,
  given: {
    readonly byHandId: string
    readonly period: Period
    readonly decidedBy: string
    readonly letterId: string
  },
): Promise<readonly string[]> {
  const { db, register, today } = context
  const { byHandId, period, decidedBy, letterId } = given
  const { registrationId, personId, name, temporary } = member
  const code = newCertificateCode()
  const [first, last] = [period.first.toString(), period.last.toString()]
  const category =
    member.category === undefined ? {} : { category: labelOfCategory(register, member.category) }
  const mark = markOf(context, { last: period.last, temporary, ...category })
  const data = certificateData(context, asDecidedByBody(register, decidedBy), {
    name,
    registrationNumber: member.number ?? '',
    decidedOn: today.toString(),
    first,
    last,
    code,
    temporary,
    ...category,
  })
  const [documentId, pictureId, svg, png] = await issuePapers(
    context,
    personId,
    { kind: 'certificate', data },
    { kind: 'certificate-picture', data },
    { kind: 'mark-svg', register: register.id, data: mark },
    { kind: 'mark-png', register: register.id, data: mark },
  )
  const replaced = await db
    .updateTable('certificate')
    .where('registration_id', '=', registrationId)
    .where('withdrawn_on', 'is', null)
    .where('replaced_on', 'is', null)
    .where('valid_last', '>=', first)
    .set({ replaced_on: today.toString() })
    .returning('id')
    .execute()
  const { id } = await db
    .insertInto('certificate')
    .values({
      register: register.id,
      registration_id: registrationId,
      by_hand_id: byHandId,
      code,
      name,
      issued_on: today.toString(),
      decided_on: today.toString(),
      valid_first: first,
      valid_last: last,
      document_id: documentId,
      letter_id: letterId,
      mark_svg_id: svg,
      mark_png_id: png,
      picture_id: pictureId,
      category: member.category ?? null,
      temporary,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'certificate',
    id,
    action: 'issue',
    facts: {
      byHand: byHandId,
      validFirst: first,
      validLast: last,
      documentId,
      letterId,
      replaces: replaced.map((one) => one.id),
    },
  })
  return [documentId, pictureId]
}
