import { coverFirstYear } from '#domain/money/invoice/cover-first-year.ts'
import { stillHeld } from '#domain/money/invoice/hold-for-invoice.ts'
import type { Invoice } from '#domain/money/invoice/queries.ts'
import { hasOpenInvoice } from '#domain/money/invoice/queries.ts'
import { becomeCandidate } from '#domain/people/registration/become-candidate.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import { endByHand, holdByHand } from '#domain/people/registration/held-by-hand.ts'
import type { Member } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { registrationReleased } from '#mail/registration-released.ts'

/**
 * What follows for somebody once nothing of an invoice is open: a hold ends, unless another invoice holds by now as well
 * or it was set by hand on a ground that says so; and where it was paid, signed and paid makes a candidate.
 */
export async function followPaid(
  context: Context,
  member: Member,
  invoice: Pick<Invoice, 'id' | 'kind' | 'paidOn'>,
): Promise<{ readonly candidate: boolean; readonly released: boolean }> {
  const released = await release(context, member)
  const { paidOn } = invoice
  // What was asked once makes nobody a candidate.
  if (paidOn === undefined || invoice.kind !== 'year') return { candidate: false, released }
  const now = released ? { ...member, status: member.heldStatus ?? member.status } : member
  const candidate = await becomeCandidate(context, now, { on: paidOn, paid: true })
  if (candidate) await coverFirstYear(context, member, invoice.id, paidOn)
  return { candidate, released }
}

async function release(context: Context, member: Member): Promise<boolean> {
  if (member.status !== 'on-hold') return false
  const byHand = await holdByHand(context, member.registrationId)
  if (byHand !== undefined) {
    if (!byHand.endsWhenPaid) return false
    if (await hasOpenInvoice(context, member.registrationId)) return false
    await endByHand(context, byHand.id)
  }
  if (await stillHeld(context, member)) return false
  const status = await changeStatus(context, member, 'release', { held_status: null })
  if (status === undefined) return false
  await record(context, {
    noun: 'registration',
    id: member.registrationId,
    action: 'release',
    facts: { status },
  })
  await writeMessage(
    context,
    'registration-released',
    { name: member.name, address: member.email, accountId: member.accountId },
    registrationReleased({
      register: mailRegister(context.platform, context.register),
      name: member.name,
      status: context.register.statuses[status].label,
      because: 'paid',
    }),
  )
  return true
}
