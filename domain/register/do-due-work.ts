import { lapseAgreements } from '#domain/agreement/lapse-agreements.ts'
import { remindAgreements } from '#domain/agreement/remind-agreements.ts'
import { endWithRegistrations } from '#domain/application/end-with-registrations.ts'
import { lapseReturns } from '#domain/application/lapse-returns.ts'
import { remindReturns } from '#domain/application/remind-returns.ts'
import { removeFiles } from '#domain/document/remove-documents.ts'
import { remindInvoices } from '#domain/invoice/remind-invoices.ts'
import { sendYearlyInvoices } from '#domain/invoice/send-yearly-invoices.ts'
import { publishDifferences } from '#domain/public-register/publish-differences.ts'
import { expireRefereeRequests } from '#domain/referee/expire-referee-requests.ts'
import { remindReferees } from '#domain/referee/remind-referees.ts'
import { expireRegistrations } from '#domain/registration/expire-registrations.ts'
import { holdUnpaid } from '#domain/registration/hold-unpaid.ts'
import { remindExpiry } from '#domain/registration/remind-expiry.ts'
import { removeLapsedAccounts } from '#domain/registration/remove-lapsed-accounts.ts'
import { withdrawUnpaid } from '#domain/registration/withdraw-unpaid.ts'
import type { Context } from '#domain/shared/context.ts'

/** One kind of work that falls due with time. It may run again on the same day without harm. */
export type DueWork = (context: Context) => Promise<void>

// In the order in which one thing may lead to another on the same day.
const dueWork: readonly DueWork[] = [
  remindAgreements,
  lapseAgreements,
  removeLapsedAccounts,
  removeFiles,
  expireRefereeRequests,
  remindReferees,
  sendYearlyInvoices,
  remindInvoices,
  holdUnpaid,
  withdrawUnpaid,
  remindReturns,
  lapseReturns,
  endWithRegistrations,
  remindExpiry,
  expireRegistrations,
  publishDifferences,
]

/** Does everything that is due in a register today: reminders, lapses, invoices, expiry. */
export async function doDueWork(context: Context): Promise<void> {
  for (const work of dueWork) await work(context)
}
