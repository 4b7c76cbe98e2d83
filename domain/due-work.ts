import { lapseAgreements } from '#domain/certification/agreement/lapse-agreements.ts'
import { remindAgreements } from '#domain/certification/agreement/remind-agreements.ts'
import { remindReturns } from '#domain/certification/application/remind-returns.ts'
import { removeLapsedAccounts } from '#domain/certification/sign-up/remove-lapsed-accounts.ts'
import { endWithRegistrations } from '#domain/certification/validity/end-with-registrations.ts'
import { expireRegistrations } from '#domain/certification/validity/expire-registrations.ts'
import { holdUnpaid } from '#domain/certification/validity/hold-unpaid.ts'
import { lapseReturns } from '#domain/certification/validity/lapse-returns.ts'
import { remindExpiry } from '#domain/certification/validity/remind-expiry.ts'
import { withdrawUnpaid } from '#domain/certification/validity/withdraw-unpaid.ts'
import { expireRefereeRequests } from '#domain/dossier/referee/expire-referee-requests.ts'
import { remindReferees } from '#domain/dossier/referee/remind-referees.ts'
import { remindInvoices } from '#domain/money/invoice/remind-invoices.ts'
import { sendYearlyInvoices } from '#domain/money/invoice/send-yearly-invoices.ts'
import type { DueWork } from '#domain/platform/context/platform.ts'
import { removeFiles } from '#domain/platform/file/remove-documents.ts'
import { publishDifferences } from '#domain/public-register/entry/publish-differences.ts'

/**
 * The work of every room that falls due with time, in the order in which one thing may lead to
 * another on the same day.
 */
export const dueWork: readonly DueWork[] = [
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
