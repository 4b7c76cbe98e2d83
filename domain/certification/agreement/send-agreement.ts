import { lastDayToSign } from '#domain/certification/agreement/agreement.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister, mailRegister } from '#domain/platform/register/letterhead.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { agreementReady } from '#mail/agreement-ready.ts'
import type { AgreementData } from '#papers/agreement.ts'

export type SentAgreement =
  | {
      readonly outcome: 'sent'
      readonly agreementId: string
      readonly signBefore: Temporal.PlainDate
    }
  | { readonly outcome: 'not-now' }
  | { readonly outcome: 'unknown' }

/**
 * Makes the agreement of a registration from the register's text and mails it as a PDF. For a new
 * sign-up, and for somebody whose agreement lapsed and who asks for another.
 */
export async function sendAgreement(
  context: Context,
  registrationId: string,
): Promise<SentAgreement> {
  const member = await findMember(context, registrationId, { lock: true })
  if (member === undefined) return { outcome: 'unknown' }
  const status = await changeStatus(context, member, 'send-agreement')
  if (status === undefined) return { outcome: 'not-now' }
  const { agreementId, documentId, number, signBefore } = await makeNewAgreement(context, member)
  await writeMessage(
    context,
    'agreement-ready',
    { name: member.name, address: member.email, accountId: member.accountId },
    {
      ...agreementReady({
        register: mailRegister(context.platform, context.register),
        name: member.name,
        number,
        signBefore: signBefore.toString(),
      }),
      attached: [documentId],
    },
  )
  return { outcome: 'sent', agreementId, signBefore }
}

/** Makes a fresh agreement that waits for a signature, without a letter and without a status. */
export async function makeNewAgreement(
  context: Context,
  member: Member,
): Promise<{
  readonly agreementId: string
  readonly documentId: string
  readonly number: string
  readonly signBefore: Temporal.PlainDate
}> {
  const { register, today } = context
  const signBefore = lastDayToSign(today, register.terms.agreementTtl)
  const series = await nextNumber(context, 'agreement')
  const number = `${register.number.prefix}O-${String(series).padStart(register.number.width, '0')}`
  const content = agreementContent(context, member, { number, madeOn: today, signBefore })
  const [documentId] = await issuePapers(context, member.personId, {
    kind: 'agreement',
    data: content,
  })
  const { id } = await context.db
    .insertInto('agreement')
    .values({
      register: register.id,
      registration_id: member.registrationId,
      status: 'sent',
      regulation_version: member.regulationVersion,
      sent_on: today.toString(),
      sign_before: signBefore.toString(),
      document_id: documentId,
      number,
      content: JSON.stringify(content),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'agreement',
    id,
    action: 'send',
    facts: { registration: member.registrationId, number, signBefore: signBefore.toString() },
  })
  return { agreementId: id, documentId, number, signBefore }
}

/** The words of an agreement, as they are printed and shown. */
export function agreementContent(
  context: Context,
  member: Member,
  about: {
    readonly number: string
    readonly madeOn: Temporal.PlainDate
    readonly signBefore: Temporal.PlainDate
  },
): AgreementData {
  const { agreement } = context.register
  const sections = agreement.sections.map(({ title, paragraphs }) => ({
    heading: title,
    paragraphs,
  }))
  const [first, ...others] = sections
  return {
    register: documentRegister(context.platform, context.register),
    person: addresseeOf(member.person),
    title: agreement.title,
    number: about.number,
    textVersion: agreement.version.toString(),
    regulationVersion: member.regulationVersion,
    madeOn: about.madeOn.toString(),
    signBefore: about.signBefore.toString(),
    sections:
      first === undefined
        ? []
        : [
            { ...first, paragraphs: [agreement.intro, ...first.paragraphs] },
            ...others,
            { heading: 'Ingang', paragraphs: [agreement.closing] },
          ],
  }
}
