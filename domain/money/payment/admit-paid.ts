import { coverFirstYear } from '#domain/money/invoice/cover-first-year.ts'
import { listInvoices } from '#domain/money/invoice/queries.ts'
import { becomeCandidate } from '#domain/people/registration/become-candidate.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'

/**
 * Makes a candidate of somebody who paid while their registration stood still, now that it goes on: their
 * first year begins today. In any other status, or where nothing was paid, nothing changes.
 */
export async function admitPaid(context: Context, registrationId: string): Promise<void> {
  const member = await findMember(context, registrationId, { lock: true })
  if (member?.status !== 'approved') return
  const all = await listInvoices(context, registrationId)
  const invoices = all.filter(({ kind }) => kind === 'year')
  const invoice = invoices.find(({ paidOn }) => paidOn !== undefined)
  if (invoice === undefined || invoices.some(({ status }) => status === 'open')) return
  const { today } = context
  if (!(await becomeCandidate(context, member, { on: today, paid: true }))) return
  await coverFirstYear(context, member, invoice.id, today)
  await record(context, {
    noun: 'invoice',
    id: invoice.id,
    action: 'cover',
    facts: { registration: registrationId, from: today.toString() },
  })
}
