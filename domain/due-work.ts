import { lapseAgreements } from '#domain/certification/agreement/lapse-agreements.ts'
import { remindAgreements } from '#domain/certification/agreement/remind-agreements.ts'
import { remindReturns } from '#domain/certification/application/remind-returns.ts'
import { removeDeceased } from '#domain/certification/death/remove-deceased.ts'
import { askFollowUps } from '#domain/certification/follow-up/ask-follow-ups.ts'
import { expireInterims } from '#domain/certification/interim/end-interim.ts'
import { expireLeave } from '#domain/certification/leave/end-leave.ts'
import { beginSuspensions } from '#domain/certification/measure/carry-out.ts'
import { remindObjections } from '#domain/certification/objection/remind-objections.ts'
import { remindRulings } from '#domain/certification/ruling/remind-rulings.ts'
import { commitSeeds } from '#domain/certification/sample/commit-seeds.ts'
import { revealSeeds } from '#domain/certification/sample/reveal-seeds.ts'
import { tellOutcome } from '#domain/certification/sample/tell-outcome.ts'
import { removeLapsedAccounts } from '#domain/certification/sign-up/remove-lapsed-accounts.ts'
import { removeUnusedAccounts } from '#domain/certification/sign-up/remove-unused-accounts.ts'
import { beginByHand, endsByHand } from '#domain/certification/status-by-hand/carry-out.ts'
import { endMoves } from '#domain/certification/validity/end-moves.ts'
import { expireRegistrations } from '#domain/certification/validity/expire-registrations.ts'
import { holdUnpaid } from '#domain/certification/validity/hold-unpaid.ts'
import { lapseReturns } from '#domain/certification/validity/lapse-returns.ts'
import { endOnChosenDay } from '#domain/certification/validity/plan-end.ts'
import { remindExpiry } from '#domain/certification/validity/remind-expiry.ts'
import { remindTargets } from '#domain/certification/validity/remind-targets.ts'
import { endSuspensions } from '#domain/certification/validity/suspend-registration.ts'
import { tellPossibleMoves } from '#domain/certification/validity/tell-possible-moves.ts'
import { withdrawUnpaid } from '#domain/certification/validity/withdraw-unpaid.ts'
import { closeVerdicts, takeUpVerdicts } from '#domain/certification/verdict/close-verdicts.ts'
import { closeHearings } from '#domain/certification/verdict/hear.ts'
import { remindAttestations } from '#domain/dossier/attestation/remind-attestations.ts'
import { tellComingVersion } from '#domain/dossier/coming-version/tell-coming-version.ts'
import { expireRefereeRequests } from '#domain/dossier/referee/expire-referee-requests.ts'
import { remindReferees } from '#domain/dossier/referee/remind-referees.ts'
import { fileWhatWaits } from '#domain/dossier/series/file-what-waits.ts'
import { remindMembers } from '#domain/dossier/series/remind-members.ts'
import { destroyProofs } from '#domain/dossier/statement/destroy-proofs.ts'
import { watchSupervisions } from '#domain/dossier/supervision/watch-supervisions.ts'
import { askAfterWaits } from '#domain/dossier/wait/ask-after-waits.ts'
import { remindInvoices } from '#domain/money/invoice/remind-invoices.ts'
import { sendYearlyInvoices } from '#domain/money/invoice/send-yearly-invoices.ts'
import { remindTerms } from '#domain/people/staff/remind-terms.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { removeFiles } from '#domain/platform/file/remove-documents.ts'
import { publishDifferences } from '#domain/public-register/entry/publish-differences.ts'
import { forgetDeliveries } from '#domain/takeover/taking/forget-deliveries.ts'

// What the rooms have that falls due, in the order in which one thing may lead to another on the
// same day. Each may run again on that day without harm.
const dueWork: readonly ((context: Context) => Promise<void>)[] = [
  // A file that is gone cannot be rolled back: only what was decided before this counts.
  destroyProofs,
  revealSeeds,
  commitSeeds,
  tellOutcome,
  remindAgreements,
  lapseAgreements,
  removeLapsedAccounts,
  removeUnusedAccounts,
  removeDeceased,
  removeFiles,
  forgetDeliveries,
  expireRefereeRequests,
  remindReferees,
  remindAttestations,
  fileWhatWaits,
  remindMembers,
  // Of who leaves today no year is charged.
  endOnChosenDay,
  sendYearlyInvoices,
  remindInvoices,
  endsByHand,
  holdUnpaid,
  withdrawUnpaid,
  remindReturns,
  lapseReturns,
  remindExpiry,
  remindTargets,
  expireRegistrations,
  closeVerdicts,
  takeUpVerdicts,
  closeHearings,
  beginSuspensions,
  beginByHand,
  // What has passed meanwhile counts.
  endSuspensions,
  endMoves,
  // Whoever took something on may have expired just now.
  watchSupervisions,
  expireInterims,
  expireLeave,
  tellPossibleMoves,
  tellComingVersion,
  askFollowUps,
  askAfterWaits,
  remindTerms,
  remindRulings,
  remindObjections,
  publishDifferences,
]

/** Does everything that is due in a register today: reminders, lapses, invoices, expiry. */
export async function doDueWork(context: Context): Promise<void> {
  for (const work of dueWork) await work(context)
}
