import { sql } from 'kysely'
import { watchAllocations } from '#domain/allocation/watch/watch-allocations.ts'
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
import { remindReviews } from '#domain/courses/course/remind-reviews.ts'
import { remindPlans } from '#domain/development/development-plan/remind-plans.ts'
import { closeRounds } from '#domain/development/feedback-round/close-rounds.ts'
import { remindAsked } from '#domain/development/feedback-round/remind-asked.ts'
import { tellGroups } from '#domain/development/meeting-place/tell-groups.ts'
import { remindAttestations } from '#domain/dossier/attestation/remind-attestations.ts'
import { tellComingVersion } from '#domain/dossier/coming-version/tell-coming-version.ts'
import { factsForTariff } from '#domain/dossier/dossier/facts-for-tariff.ts'
import { expireRefereeRequests } from '#domain/dossier/referee/expire-referee-requests.ts'
import { remindReferees } from '#domain/dossier/referee/remind-referees.ts'
import { fileWhatWaits } from '#domain/dossier/series/file-what-waits.ts'
import { remindMembers } from '#domain/dossier/series/remind-members.ts'
import { destroyProofs } from '#domain/dossier/statement/destroy-proofs.ts'
import { watchSupervisions } from '#domain/dossier/supervision/watch-supervisions.ts'
import { askAfterWaits } from '#domain/dossier/wait/ask-after-waits.ts'
import { tellTeams } from '#domain/employers/alert/tell-teams.ts'
import { endProposals } from '#domain/employers/proposal/end-proposals.ts'
import { keepSight } from '#domain/employers/sight/due-sight.ts'
import { placeLeftOut } from '#domain/learning/attendance/place-left-out.ts'
import { remindContests } from '#domain/learning/attendance/remind-contests.ts'
import { carryOnLists } from '#domain/learning/attendance-list/carry-on-lists.ts'
import { remindAttendance } from '#domain/learning/attendance-list/remind-attendance.ts'
import { remindCourses } from '#domain/learning/choice/remind-courses.ts'
import { forgetEnrolments } from '#domain/learning/enrolment/forget-enrolments.ts'
import { settleWaiting } from '#domain/learning/enrolment/settle-waiting.ts'
import { tellPlanned } from '#domain/learning/enrolment/tell-planned.ts'
import { keepLoads } from '#domain/learning/judging/keep-loads.ts'
import {
  lapseAccreditationRequests,
  remindAccreditations,
} from '#domain/learning/judging/remind-ending.ts'
import { remindInvoices } from '#domain/money/invoice/remind-invoices.ts'
import { sendYearlyInvoices } from '#domain/money/invoice/send-yearly-invoices.ts'
import { lookAfterOnlinePayments } from '#domain/money/online-payment/look-after.ts'
import { remindLabels } from '#domain/organisations/label/remind-labels.ts'
import { lapseChanges } from '#domain/people/staff/lapse-changes.ts'
import { remindTerms } from '#domain/people/staff/remind-terms.ts'
import { tellWaitingFiles } from '#domain/people/staff/tell-waiting-files.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Apart, Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { checkFilesAgain } from '#domain/platform/file/check-files.ts'
import { removeFiles } from '#domain/platform/file/remove-documents.ts'
import type { Undone } from '#domain/platform/left-undone/note-undone.ts'
import { clearUndone, noteUndone } from '#domain/platform/left-undone/note-undone.ts'
import { undoneByTask } from '#domain/platform/left-undone/queries.ts'
import { stampPapers } from '#domain/platform/paper/stamp-papers.ts'
import { carryOutErasures } from '#domain/privacy/erasure/carry-out-erasures.ts'
import { remindErasures } from '#domain/privacy/erasure/remind-erasures.ts'
import { carryOutRetention } from '#domain/privacy/retention/carry-out.ts'
import { tellTakenOver } from '#domain/privacy/retention/tell-taken-over.ts'
import { tellNewTerms } from '#domain/privacy/retention/terms.ts'
import { publishDifferences } from '#domain/public-register/entry/publish-differences.ts'
import { endPersonalExports } from '#domain/takeover/personal-export/end-personal-exports.ts'
import { forgetDeliveries } from '#domain/takeover/taking/forget-deliveries.ts'
import type { Register } from '#regulations/register.ts'

type Work = (context: Context) => Promise<void>

// What the rooms have that falls due, in the order in which one thing may lead to another on the
// same day. Each may run again on that day without harm, and writes only through `eachDue`.
const dueWork = {
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
  checkFiles: checkFilesAgain,
  stampPapers,
  forgetDeliveries,
  carryOnLists,
  settleWaiting,
  forgetEnrolments,
  endPersonalExports,
  expireRefereeRequests,
  remindReferees,
  remindAttestations,
  fileWhatWaits,
  remindMembers,
  closeRounds,
  remindAsked,
  remindPlans,
  tellGroups,
  remindAttendance,
  remindContests,
  placeLeftOut,
  // What moved is reminded of by its new day.
  tellPlanned,
  remindCourses,
  remindReviews,
  // Of who leaves today no year is charged.
  endOnChosenDay,
  sendYearlyInvoices: (context) => sendYearlyInvoices(context, factsForTariff),
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
  // Of whoever is registered no more by now an employer sees nothing.
  keepSight,
  endProposals,
  tellTeams,
  lookAfterOnlinePayments,
  watchAllocations,
  tellPossibleMoves,
  tellComingVersion,
  askFollowUps,
  askAfterWaits,
  keepLoads,
  lapseAccreditationRequests,
  remindAccreditations,
  remindTerms,
  remindLabels,
  lapseChanges,
  tellWaitingFiles,
  remindRulings,
  remindObjections,
  // What is due to somebody today is done before what is kept of them goes.
  carryOutErasures,
  remindErasures,
  tellNewTerms,
  tellTakenOver,
  carryOutRetention,
  publishDifferences,
} satisfies Record<string, Work>

/** Some of the due work, by its name. */
export type DueTask = keyof typeof dueWork

const inOrder = Object.entries(dueWork) as readonly (readonly [DueTask, Work])[]

// What only tells leads to nothing: where it fails for somebody, what is due after it goes on for them. The
// hold is not among it: nobody comes to it without having been reminded. What colleagues found of somebody is theirs:
// what is due of them as a member never rests on it.
const leadsToNothing: ReadonlySet<DueTask> = new Set([
  'keepLoads',
  'keepSight',
  'endProposals',
  'tellTeams',
  'lookAfterOnlinePayments',
  'watchAllocations',
  'checkFiles',
  'carryOnLists',
  'stampPapers',
  'tellOutcome',
  'remindAgreements',
  'remindReferees',
  'remindAttestations',
  'remindMembers',
  'closeRounds',
  'remindAsked',
  'remindPlans',
  'tellGroups',
  'remindAttendance',
  'remindContests',
  'remindCourses',
  'remindReviews',
  'remindReturns',
  'remindExpiry',
  'remindTargets',
  'remindAccreditations',
  'tellPossibleMoves',
  'tellComingVersion',
  'askFollowUps',
  'askAfterWaits',
  'remindTerms',
  'remindLabels',
  'tellWaitingFiles',
  'remindRulings',
  'remindObjections',
  'remindErasures',
  'tellNewTerms',
  'tellTakenOver',
  'publishDifferences',
])

/**
 * Does everything that is due in a register today, in this one transaction: reminders, lapses, invoices,
 * expiry. What fails is thrown.
 */
export async function doDueWork(context: Context): Promise<void> {
  for (const [, work] of inOrder) await work(context)
}

/**
 * Does the same for each person apart, in transactions of a few at a time, so that one whose work fails
 * stops nobody else. That is noted, tried again every morning, and taken out once it is done; of the steps
 * that come after it on that day, those that may rest on it wait too. Run again, also after having been
 * broken off half-way, it does what is left. Gives what failed.
 */
export async function doDueWorkApart(
  platform: Platform,
  within: { readonly register: Register; readonly today?: Temporal.PlainDate },
  actor: Actor,
): Promise<readonly Undone[]> {
  // Somebody who tries again while the morning's work goes on comes after it.
  return inRegister(platform, within, actor, async ({ db, register, today }) => {
    await sql`select pg_advisory_xact_lock(hashtext('due-work'), hashtext(${register.id}))`.execute(
      db,
    )
    return eachApart(platform, { ...within, today }, actor)
  })
}

async function eachApart(
  platform: Platform,
  within: { readonly register: Register; readonly today: Temporal.PlainDate },
  actor: Actor,
): Promise<readonly Undone[]> {
  let hasWritten = false
  const inOwn: Apart['inOwn'] = (work) => {
    hasWritten = true
    return inRegister(platform, within, actor, work)
  }
  const before = await inRegister(platform, { ...within, readOnly: true }, actor, undoneByTask)
  const failed: Undone[] = []
  const held = new Set<string>()
  const fail = async (undone: Undone, error: unknown) => {
    await inOwn((own) => noteUndone(own, undone, error))
    failed.push(undone)
  }
  const doTask = async (context: Context, task: DueTask) => {
    const passedOver = new Set<string>()
    const apart: Apart = {
      inOwn,
      isHeld: (whose) => {
        const waits = held.has(whose) && !showsWhatIs(task)
        if (waits) passedOver.add(whose)
        return waits
      },
      failed: async (whose, error) => {
        passedOver.add(whose)
        if (!leadsToNothing.has(task)) held.add(whose)
        await fail({ task, whose }, error)
      },
    }
    await dueWork[task]({ ...context, found: new Map(), apart })
    const done = (before.get(task) ?? []).filter((whose) => !passedOver.has(whose))
    if (done.length > 0) await inOwn((own) => clearUndone(own, task, done))
  }
  for (const [task, whose] of before) {
    if (!(task in dueWork)) await inOwn((own) => clearUndone(own, task, whose))
  }
  const left = inOrder.map(([task]) => task)
  while (left.length > 0) {
    hasWritten = false
    let doing: DueTask | undefined
    try {
      // Who looks up what is due only reads, and sees what the tasks before it wrote. Most find nothing, and to open
      // a transaction for each takes longer than to ask.
      await inRegister(platform, { ...within, readOnly: true }, actor, async (context) => {
        for (doing = left.shift(); doing !== undefined; doing = left.shift()) {
          await doTask(context, doing)
          // What was written may have changed what the register says of itself.
          if (hasWritten) return
        }
      })
    } catch (error) {
      // A question that the database does not answer leaves it to the others to ask theirs.
      if (doing === undefined) throw error
      await fail({ task: doing, whose: '' }, error)
    }
  }
  return failed
}

// What the public register shows is what is, whatever could not be done.
const showsWhatIs = (task: DueTask) => task === 'publishDifferences'
