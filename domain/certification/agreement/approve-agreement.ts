import { takeAgreement } from '#domain/certification/agreement/take-agreement.ts'
import { factsForTariff } from '#domain/dossier/dossier/facts-for-tariff.ts'
import { takeActivitiesAlong } from '#domain/dossier/portfolio/take-along.ts'
import { chargeFirstYear } from '#domain/money/invoice/charge-year.ts'
import { sendInvoice } from '#domain/money/invoice/send-invoice.ts'
import { payingMember } from '#domain/money/payer/find-payer.ts'
import { becomeCandidate } from '#domain/people/registration/become-candidate.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import { takeNumberAlong } from '#domain/people/registration/come-back.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { asksActivities } from '#engine'
import { agreementApproved } from '#mail/agreement-approved.ts'
import { versionInForce } from '#regulations/load.ts'

export type ApprovedAgreement =
  | {
      readonly outcome: 'approved'
      readonly registrationId: string
      /** The number of the registration, as it is written. */
      readonly number: string
      /** The invoice that was sent; undefined where there is nothing to pay. */
      readonly invoiceId: string | undefined
    }
  /** Somebody else has dealt with it, or it was changed since it was looked at. */
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/**
 * Approves a signed agreement (step 3 of the KRSD's guide): the registration gets its number, the
 * portfolio opens, with what was free in an earlier one, and the first invoice is sent. Where there is nothing to pay, they are a candidate
 * at once. By an objection an agreement that was returned is approved anew.
 */
export async function approveAgreement(
  context: Context,
  checked: { readonly agreementId: string; readonly version: number },
  event: 'approve' | 'approve-anew' = 'approve',
): Promise<ApprovedAgreement> {
  const taken = await takeAgreement(context, checked, event)
  if (taken.outcome !== 'taken') return taken
  const { agreement, member, status } = taken
  const number =
    (await takeNumberAlong(context, member)) ?? (await nextNumber(context, 'registration'))
  const changed = await changeStatus(context, member, event, {
    number,
    approved_on: context.today.toString(),
  })
  if (changed === undefined) throw new Error(`${member.status} cannot be approved`)
  await context.db
    .updateTable('agreement')
    .where('id', '=', agreement.id)
    .set((eb) => ({
      status,
      checked_on: context.today.toString(),
      version: eb('version', '+', 1),
    }))
    .execute()
  await takeActivitiesAlong(context, member)
  const written = registrationNumber(context.register, number)
  await record(context, {
    noun: 'agreement',
    id: agreement.id,
    action: event,
    facts: { registration: member.registrationId, number: written },
  })
  const facts = await factsForTariff(context, member.registrationId)
  const due = chargeFirstYear(context, member, facts)
  const inForce = versionInForce(context.register, context.today)
  await writeMessage(
    context,
    'agreement-approved',
    { name: member.name, address: member.email, accountId: member.accountId },
    {
      ...agreementApproved({
        register: mailRegister(context.platform, context.register),
        name: member.name,
        number: agreement.number,
        registrationNumber: written,
        activities: inForce === undefined || asksActivities(inForce.regulation),
        gates: context.register.gates,
        pays: due !== undefined,
      }),
      ...(agreement.signedDocumentId === undefined
        ? {}
        : { attached: [agreement.signedDocumentId] }),
    },
  )
  const approved = { ...member, status: changed, number: written }
  if (due === undefined) {
    await becomeCandidate(context, approved, { on: context.today, paid: false })
  }
  const invoice = due && (await sendInvoice(context, payingMember(member), due))
  return {
    outcome: 'approved',
    registrationId: member.registrationId,
    number: written,
    invoiceId: invoice?.id,
  }
}
