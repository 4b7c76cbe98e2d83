import type { AgreementEvent, AgreementStatus } from '#domain/certification/agreement/agreement.ts'
import { agreementLifecycle, removalDay } from '#domain/certification/agreement/agreement.ts'
import { findAgreement } from '#domain/certification/agreement/queries.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { agreementLapsed } from '#mail/agreement-lapsed.ts'

/** Lets every agreement lapse whose last day to sign is over. */
export async function lapseAgreements(context: Context): Promise<void> {
  const { today } = context
  const rows = await context.db
    .selectFrom('agreement')
    .where('status', '=', 'sent')
    .where('sign_before', '<', today.toString())
    .select(['id', 'registration_id'])
    .orderBy('id')
    .execute()
  await eachDue(
    context,
    rows,
    ({ registration_id }) => registration_id,
    (context, row) => lapse(context, row.id, row.registration_id),
  )
}

async function lapse(context: Context, agreementId: string, registrationId: string): Promise<void> {
  const member = await findMember(context, registrationId, { lock: true })
  const agreement = await findAgreement(context, agreementId, { lock: true })
  if (member === undefined || agreement === undefined) return
  const status = next<AgreementStatus, AgreementEvent>(
    agreementLifecycle,
    agreement.status,
    'lapse',
  )
  if (status === undefined) return
  await context.db
    .updateTable('agreement')
    .where('id', '=', agreementId)
    .set((eb) => ({ status, version: eb('version', '+', 1) }))
    .execute()
  await record(context, { noun: 'agreement', id: agreementId, action: 'lapse' })
  // Somebody who withdrew in the meantime needs no letter.
  if ((await changeStatus(context, member, 'lapse')) === undefined || member.email === '') return
  await writeMessage(
    context,
    'agreement-lapsed',
    { name: member.name, address: member.email, accountId: member.accountId },
    agreementLapsed({
      register: mailRegister(context.platform, context.register),
      name: member.name,
      number: agreement.number,
      signBefore: agreement.signBefore.toString(),
      removedOn: removalDay(agreement.signBefore, context.register.terms.accountRemoval).toString(),
    }),
  )
}
