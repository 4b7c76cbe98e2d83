import { makeNewAgreement } from '#domain/certification/agreement/send-agreement.ts'
import { takeAgreement } from '#domain/certification/agreement/take-agreement.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { agreementReturned } from '#mail/agreement-returned.ts'
import { lastDayToObject } from '#regulations/objection-term.ts'

export type ReturnedAgreement =
  | { readonly outcome: 'returned'; readonly newAgreementId: string }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/**
 * Returns a signed agreement with the reason. A fresh one is made at once; it is made anew when
 * the person corrects their data before signing.
 */
export async function returnAgreement(
  context: Context,
  checked: { readonly agreementId: string; readonly version: number; readonly reason: string },
): Promise<ReturnedAgreement> {
  const taken = await takeAgreement(context, checked, 'return')
  if (taken.outcome !== 'taken') return taken
  const { agreement, member, status } = taken
  await context.db
    .updateTable('agreement')
    .where('id', '=', agreement.id)
    .set((eb) => ({
      status,
      checked_on: context.today.toString(),
      return_reason: checked.reason,
      version: eb('version', '+', 1),
    }))
    .execute()
  const changed = await changeStatus(context, member, 'return-agreement')
  if (changed === undefined) throw new Error(`${member.status} cannot be returned`)
  await record(context, {
    noun: 'agreement',
    id: agreement.id,
    action: 'return',
    facts: { registration: member.registrationId, reason: checked.reason },
  })
  const fresh = await makeNewAgreement(context, member)
  await writeMessage(
    context,
    'agreement-returned',
    { name: member.name, address: member.email, accountId: member.accountId },
    {
      ...agreementReturned({
        register: mailRegister(context.platform, context.register),
        name: member.name,
        number: agreement.number,
        reason: checked.reason,
        objectBefore: lastDayToObject(context.register, context.today).toString(),
      }),
      attached: [fresh.documentId],
    },
  )
  return { outcome: 'returned', newAgreementId: fresh.agreementId }
}
