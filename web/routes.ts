import { downloadAddition, settleAdditionPage, showAddition } from '#web/additions/addition.tsx'
import { showAdditions } from '#web/additions/additions.tsx'
import { newAdditionPage } from '#web/additions/new-addition.tsx'
import { findAccountPage, showAccount, signOutEverywhere } from '#web/admin/account.tsx'
import { releaseMail, showAlarms } from '#web/admin/alarms.tsx'
import { clockPage } from '#web/admin/clock.tsx'
import { showAdmin } from '#web/admin/home.tsx'
import { showLeftUndone, tryLeftUndoneAgain } from '#web/admin/left-undone.tsx'
import { showLog } from '#web/admin/log.tsx'
import { showMail, showOneMail } from '#web/admin/mail.tsx'
import { objectionSeat, showObjectionSeats } from '#web/admin/objections.tsx'
import {
  askOrganisationOriginal,
  organisationPage,
  restoreOrganisationPage,
} from '#web/admin/organisation.tsx'
import { downloadRegulationFile, settleFiles, showRegulations } from '#web/admin/regulation.tsx'
import { staffPage } from '#web/admin/staff.tsx'
import {
  downloadList,
  downloadMistakes,
  sendTakeover,
  sendTakeovers,
  showTakeover,
  showTakeovers,
} from '#web/admin/takeover.tsx'
import { termPage } from '#web/admin/term.tsx'
import { askTextOriginal, restoreText, showTexts, textPageOfAdmin } from '#web/admin/texts.tsx'
import {
  downloadAllocation,
  downloadAllocationPdf,
  sendAllocation,
  showAllocation,
  showAllocations,
  showNewAllocation,
} from '#web/allocation/allocations.tsx'
import { inspectionPage, makeInspectionPage } from '#web/allocation/inspection.tsx'
import {
  measureInterest,
  measurePage,
  showMeasureFile,
  showMeasures,
} from '#web/board/measures.tsx'
import {
  boardCorrection,
  boardDecision,
  boardInterest,
  showBoard,
  showDecidedFile,
} from '#web/board/ruling.tsx'
import {
  accreditationInterestPage,
  accreditationJudgementPage,
  accreditationObjectionPage,
  endAccreditationPage,
  showAccreditationObjectionLetter,
  showAccreditationObjections,
  showToAccredit,
} from '#web/committee/accreditations.tsx'
import { judgeFile, showFileToJudge } from '#web/committee/application.tsx'
import {
  applicationInterest,
  sendInspection,
  showFiledDocument,
  showFiledProof,
} from '#web/committee/inspection.tsx'
import { interimInterest, interimPage, showInterimEvidence } from '#web/committee/interim.tsx'
import { interimsOfKind, sendTakeInterims, showInterims } from '#web/committee/interims.tsx'
import { showCommitteeMeeting, showDecisions, showMinutes } from '#web/committee/meeting.tsx'
import { adviserInterest, rulingAdvice, showAdvisedFile } from '#web/committee/ruling.tsx'
import { showToJudge } from '#web/committee/to-judge.tsx'
import { showCatalogue } from '#web/courses/catalogue.tsx'
import { showOfferedCourse } from '#web/courses/course.tsx'
import {
  cancelEditionPage,
  changeCoursePage,
  changeEditionPage,
  newCoursePage,
  newEditionPage,
  sendOffer,
  showCourse,
  showCourses,
} from '#web/courses/courses.tsx'
import {
  filesPage,
  partPage,
  sendRequestCheck,
  sendRequestFile,
  showRequestCheck,
  showRequestFile,
} from '#web/courses/draft-request.tsx'
import { enrolPage, offeredPlacePage, withdrawEnrolmentPage } from '#web/courses/enrolment.tsx'
import { coursesFeed, editionCalendar } from '#web/courses/feeds.ts'
import { forOneself } from '#web/courses/given-by.ts'
import { chooseCourseForGoal } from '#web/courses/goals.tsx'
import {
  answerPage,
  objectPage,
  sendRequest,
  showDecision,
} from '#web/courses/handed-in-request.tsx'
import {
  chooseCourse,
  ownCalendar,
  sendMyCourses,
  showMyCourses,
} from '#web/courses/my-courses.tsx'
import { ratePage, reportRatingPage } from '#web/courses/rating.tsx'
import { sendStop, showRequest, showStop } from '#web/courses/request.tsx'
import { sendRecognition, showRequests, startPage } from '#web/courses/requests.tsx'
import { receivedTipPage, tipPage } from '#web/courses/tip.tsx'
import { payAtDemoBank, showDemoBank } from '#web/demo/bank.tsx'
import { becomeCast, fillPortfolio, showCast } from '#web/demo/cast.tsx'
import { sendKit, showKit } from '#web/demo/kit.tsx'
import { showMailbox, showMailboxMail } from '#web/demo/mailbox.tsx'
import { showSampleExtract } from '#web/demo/sample-extract.ts'
import { askFeedbackPage } from '#web/development/ask-feedback.tsx'
import { showCompetences } from '#web/development/competences.tsx'
import { showDevelopment } from '#web/development/development.tsx'
import { feedbackRoundPage, withdrawFeedbackPage } from '#web/development/feedback-round.tsx'
import { giveFeedbackPage } from '#web/development/give-feedback.tsx'
import {
  editGoalPage,
  editPlanPage,
  endPlanPage,
  newGoalPage,
  showPlan,
} from '#web/development/plan.tsx'
import { downloadPlan } from '#web/development/plan-pdf.ts'
import { removeScanPage, scanPage } from '#web/development/scan.tsx'
import { textPage } from '#web/layout/text-page.tsx'
import { decideLeavePage, leaveInterest, showLeaveFile, showLeaves } from '#web/leave/decide.tsx'
import { meetingColleaguePage, meetingContactPage } from '#web/meeting-place/contact.tsx'
import { meetingGroupPage, newMeetingGroupPage } from '#web/meeting-place/groups.tsx'
import { meetingPlacePage } from '#web/meeting-place/meeting-place.tsx'
import { objectToReportPage } from '#web/meeting-place/object.tsx'
import { leaveMeetingPlacePage, meetingProfilePage } from '#web/meeting-place/profile.tsx'
import {
  meetingReportPage,
  reportMeetingPage,
  showMeetingReports,
} from '#web/meeting-place/report.tsx'
import {
  accreditationExtensionPage,
  accreditationHearingPage,
  accreditationReportPage,
} from '#web/objections/accreditation-hearing.tsx'
import { extensionPage } from '#web/objections/extension.tsx'
import { hearingPage, hearingReport } from '#web/objections/hearing.tsx'
import {
  objectionDecision,
  objectionInterest,
  showObjectionFile,
} from '#web/objections/objection.tsx'
import { showObjections } from '#web/objections/objections.tsx'
import { askAccessPage } from '#web/organisations/access.tsx'
import {
  giveAttendanceMistakes,
  giveAttendanceTemplate,
  sendAttendanceDelivery,
  sendAttendanceEdition,
  showAttendance,
  showAttendanceDelivery,
  showAttendanceEdition,
} from '#web/organisations/attendance.tsx'
import { attendanceContestPage } from '#web/organisations/attendance-contest.tsx'
import {
  sendAttendanceTrainer,
  showAttendanceTrainer,
} from '#web/organisations/attendance-links.tsx'
import { sendClose, showClose } from '#web/organisations/close.tsx'
import {
  giveImportMistakes,
  giveImportTemplate,
  sendCourseImport,
  sendImport,
  showCourseImport,
  showImport,
} from '#web/organisations/course-import.tsx'
import { eInvoicingPage } from '#web/organisations/e-invoicing.tsx'
import { giveEnrolments, showEnrolments } from '#web/organisations/enrolments.tsx'
import {
  organisationFactsPage,
  organisationProofPage,
  showOrganisationFile,
} from '#web/organisations/facts.tsx'
import { changeHat, showHats } from '#web/organisations/hats.tsx'
import { showOrganisation } from '#web/organisations/home.tsx'
import { joinOrganisationPage } from '#web/organisations/invitation.tsx'
import {
  payOrganisationInvoice,
  showOrganisationInvoice,
  showOrganisationInvoicePaper,
  showOrganisationInvoices,
} from '#web/organisations/invoices.tsx'
import {
  labelPage,
  newLabelPage,
  showLabelProof,
  showLabels,
  withdrawLabelPage,
} from '#web/organisations/labels.tsx'
import { checkListPage } from '#web/organisations/list-check.tsx'
import { showOrganisationLog } from '#web/organisations/log.tsx'
import {
  invitePersonPage,
  memberPage,
  sendLeave,
  sendOrganisationInvitation,
  sendRemoveMember,
  showLeave,
  showPeople,
  showRemoveMember,
} from '#web/organisations/people.tsx'
import {
  leaveSightPage,
  placeSightPage,
  sendWithdrawAsked,
  showSeenPerson,
} from '#web/organisations/seen-person.tsx'
import { sendSenders, showSenders } from '#web/organisations/senders.tsx'
import { showOrganisationsInfo, signUpOrganisationPage } from '#web/organisations/sign-up.tsx'
import { teamCalendar } from '#web/organisations/team-calendar.ts'
import {
  proposeCoursePage,
  sendTeamCourses,
  showTeamCourses,
} from '#web/organisations/team-courses.tsx'
import { showReport, showTeamReport } from '#web/organisations/team-report.tsx'
import {
  askSightPage,
  changeTeamPage,
  endTeamPage,
  giveEverybody,
  giveTeam,
  newTeamPage,
  sendTeams,
  showEverybody,
  showTeam,
  showTeams,
} from '#web/organisations/teams.tsx'
import { breachPage, newBreachPage, showBreaches } from '#web/privacy/breaches.tsx'
import { eraseMePage } from '#web/privacy/erase-me.tsx'
import { holdPage, showHolds } from '#web/privacy/holds.tsx'
import { showPrivacyWork } from '#web/privacy/home.tsx'
import { showLooksOfMany } from '#web/privacy/looks.tsx'
import { privacyAddressPage, privacyPersonPage, showPrivacySearch } from '#web/privacy/person.tsx'
import { erasureRequestPage, showErasureRequests } from '#web/privacy/requests.tsx'
import { showKeptInvoice, showRetention } from '#web/privacy/retention.tsx'
import { fetchAboutMe, sendAboutMe, showAboutMe } from '#web/professional/about-me.tsx'
import { addActivityEvidence, showActivity } from '#web/professional/activity.tsx'
import { showActivityEvidence } from '#web/professional/activity-evidence.ts'
import { activityReferee } from '#web/professional/activity-referee.tsx'
import { showApplication } from '#web/professional/application.tsx'
import { applicationCheckPage } from '#web/professional/application-check.tsx'
import { applicationReturnPage } from '#web/professional/application-return.tsx'
import { askAttestationPage } from '#web/professional/ask-attestation.tsx'
import { askColleaguePage } from '#web/professional/ask-colleague.tsx'
import { askMovePage } from '#web/professional/ask-move.tsx'
import { askRulingPage, sendWithdrawal, showMyRuling } from '#web/professional/ask-ruling.tsx'
import { sendBringAlong, showBringAlong } from '#web/professional/bring-along.tsx'
import { showCertification } from '#web/professional/certification.tsx'
import { chooseCategoryPage } from '#web/professional/choose-category.tsx'
import { comingVersionPage } from '#web/professional/coming-version.tsx'
import { contestAttendancePage } from '#web/professional/contest-attendance.tsx'
import { showDocument } from '#web/professional/document.ts'
import { showClaimProof, showDossier } from '#web/professional/dossier.tsx'
import { saveEditActivity, showEditActivity } from '#web/professional/edit-activity.tsx'
import { endRegistrationPage } from '#web/professional/end-registration.tsx'
import { followUpPage } from '#web/professional/follow-up.tsx'
import { forwardInvoicePage, takeBackLink } from '#web/professional/forward-invoice.tsx'
import { sendAskInterim, showAskInterim } from '#web/professional/interim.tsx'
import { downloadInvoiceData, showInvoices } from '#web/professional/invoices.tsx'
import { sendJoinCourse, showJoinCourse } from '#web/professional/join-course.tsx'
import {
  newSeriesPage,
  seriesMeetingPage,
  seriesMembersPage,
} from '#web/professional/keep-series.tsx'
import {
  askLeavePage,
  sendWithdrawLeave,
  showMyLeave,
  showWithdrawLeave,
} from '#web/professional/leave.tsx'
import { showMessage, showMessages } from '#web/professional/messages.tsx'
import { editPerson, editWork, showMyData } from '#web/professional/my-data.tsx'
import { showMyRegisters } from '#web/professional/my-registers.tsx'
import { editName } from '#web/professional/name.tsx'
import { addActivity, showNewActivity } from '#web/professional/new-activity.tsx'
import {
  addToObjectionPage,
  answerHearingPage,
  makeObjectionPage,
  sendWithdrawObjection,
  showMyObjection,
  showMyObjections,
  showWithdrawObjection,
} from '#web/professional/objections.tsx'
import {
  announceOriginalPage,
  showCoverSheet,
  withdrawOriginalPage,
} from '#web/professional/original.tsx'
import { showOutOfTerm } from '#web/professional/out-of-term.tsx'
import { showPortfolio } from '#web/professional/portfolio.tsx'
import { downloadPortfolio } from '#web/professional/portfolio-pdf.ts'
import { proposalPage } from '#web/professional/proposal.tsx'
import { downloadReceipt, downloadYear } from '#web/professional/receipts.ts'
import { downloadRegistrationForm } from '#web/professional/registration-form.ts'
import {
  askNewRecoveryCodes,
  endSession,
  newRecoveryCodes,
  showSecurity,
  stopReset,
} from '#web/professional/security.tsx'
import {
  answerSeriesPage,
  leaveSeriesPage,
  seriesReportPage,
  showAllSeries,
  showSeries,
} from '#web/professional/series.tsx'
import { askShieldingPage } from '#web/professional/shielding.tsx'
import { giveSightPage, showSights, sightPage, stopSightPage } from '#web/professional/sight.tsx'
import { answerSigningPage, signHerePage } from '#web/professional/sign-here.tsx'
import { stateClaimPage } from '#web/professional/state-claim.tsx'
import { showMyStatus } from '#web/professional/status.tsx'
import {
  endSupervisionPage,
  showSupervisions,
  supervisionPage,
} from '#web/professional/supervision.tsx'
import { supplementPage } from '#web/professional/supplement.tsx'
import { targetPage } from '#web/professional/target.tsx'
import { myVerdictPage } from '#web/professional/verdict.tsx'
import { showWhoLooked } from '#web/professional/who-looked.tsx'
import { sendWithdrawActivity, showWithdrawActivity } from '#web/professional/withdraw-activity.tsx'
import {
  askWithdrawApplication,
  sendWithdrawApplication,
} from '#web/professional/withdraw-application.tsx'
import { sendWithdrawClaim, showWithdrawClaim } from '#web/professional/withdraw-claim.tsx'
import { enterAttendancePage, signAttendancePage } from '#web/public/attendance-by-link.tsx'
import { askCertificate, showCertificate } from '#web/public/certificate.tsx'
import { complaintPage } from '#web/public/complaint.tsx'
import { showCosts } from '#web/public/costs.tsx'
import { showEntry } from '#web/public/entry.tsx'
import {
  payForwardedInvoice,
  showForwardedData,
  showForwardedInvoice,
  showForwardedPaper,
} from '#web/public/forwarded-invoice.tsx'
import { showHome } from '#web/public/home.tsx'
import { showHoursAndNorms } from '#web/public/hours-and-norms.tsx'
import { showMark } from '#web/public/mark.ts'
import { payOnlineAgain, showOnlinePayment, showWayToBank } from '#web/public/online-payment.tsx'
import { showRegisterText, showRegisterTextVersion } from '#web/public/register-text.tsx'
import { showRegulation } from '#web/public/regulation.tsx'
import { showPublishedRulings } from '#web/public/rulings.tsx'
import { downloadSampleRecord, showSample } from '#web/public/sample.tsx'
import { showSearch } from '#web/public/search.tsx'
import { showSource } from '#web/public/source.tsx'
import { attestationPage } from '#web/referee/attestation.tsx'
import { requestPage } from '#web/referee/request.tsx'
import { seriesByLinkPage } from '#web/referee/series.tsx'
import { adminFactorResets, workFactorResets } from '#web/review/factor-resets.tsx'
import { adminUndelivered, workMails } from '#web/review/undelivered.tsx'
import type { Handlers, Route } from '#web/route.ts'
import {
  accreditationCheckPage,
  showAccreditationFile,
  showAccreditations,
} from '#web/secretariat/accreditations.tsx'
import { agreementArrival } from '#web/secretariat/agreement-arrival.tsx'
import { agreementCheck, showAgreements } from '#web/secretariat/agreements.tsx'
import { applicationCheck } from '#web/secretariat/application.tsx'
import { applicationReturn } from '#web/secretariat/application-return.tsx'
import { showApplications } from '#web/secretariat/applications.tsx'
import { arrivalPage } from '#web/secretariat/arrival.tsx'
import { showContests, workContestPage } from '#web/secretariat/attendance.tsx'
import {
  bankLinePage,
  divideBankLinePage,
  putBankLineAsidePage,
} from '#web/secretariat/bank-line.tsx'
import {
  sendBankFile,
  showBankFile,
  showBankQueue,
  showBankStatement,
  showBankStatements,
} from '#web/secretariat/bank-statements.tsx'
import { downloadAuditFile, downloadJournal, showBooks } from '#web/secretariat/books.tsx'
import { mergeCheck } from '#web/secretariat/check-merge.tsx'
import { statusCheck } from '#web/secretariat/check-status.tsx'
import { correctPage } from '#web/secretariat/correct.tsx'
import { showCorrections } from '#web/secretariat/corrections.tsx'
import { creditInvoicePage } from '#web/secretariat/credit-invoice.tsx'
import { deathCheck, reportDeathPage, showDeaths } from '#web/secretariat/deaths.tsx'
import { showDoubles, showMergeWith } from '#web/secretariat/doubles.tsx'
import { earlierCheckPage } from '#web/secretariat/earlier-check.tsx'
import { showFile, showWorkDocument, showWorkProof } from '#web/secretariat/file.tsx'
import { followUpCheck, showFollowUps } from '#web/secretariat/follow-ups.tsx'
import { liftInterestPage, officeInterest, showInterests } from '#web/secretariat/interests.tsx'
import {
  checkLabelPage,
  seeLabelPage,
  showEveryLabel,
  showSeenProof,
} from '#web/secretariat/labels.tsx'
import {
  askWithdrawList,
  sendList,
  sendWithdrawList,
  showList,
  showLists,
} from '#web/secretariat/lists.tsx'
import { meetingClosing, showMeetings } from '#web/secretariat/meetings.tsx'
import { comparePage } from '#web/secretariat/merge.tsx'
import { nameCheck, showNames } from '#web/secretariat/names.tsx'
import { enterObjection, objectionCheck, showWorkObjections } from '#web/secretariat/objections.tsx'
import {
  mergeOrganisationsPage,
  showOrganisationDoubles,
} from '#web/secretariat/organisation-doubles.tsx'
import {
  checkOrganisationPage,
  organisationManagerPage,
  showCheckedFile,
  showOrganisations,
} from '#web/secretariat/organisations.tsx'
import { originalPage } from '#web/secretariat/original.tsx'
import { payment, showInvoiceData, showPayments, toPayment } from '#web/secretariat/payments.tsx'
import { showPost } from '#web/secretariat/post.tsx'
import { proposeStatusPage } from '#web/secretariat/propose-status.tsx'
import { showReceived, showReceivedPayment } from '#web/secretariat/received.tsx'
import { refundPaymentPage, undoRefundPage } from '#web/secretariat/refund-payment.tsx'
import { reversePaymentPage, takeOffInvoicePage } from '#web/secretariat/reverse-payment.tsx'
import { rulingCheck, showRulings } from '#web/secretariat/rulings.tsx'
import { showWorkSearch } from '#web/secretariat/search.tsx'
import { shieldingCheck, shieldPage, showShieldings } from '#web/secretariat/shieldings.tsx'
import { showChooseStatus, showStatuses } from '#web/secretariat/status-by-hand.tsx'
import { useLeftOverPage } from '#web/secretariat/use-left-over.tsx'
import { newVerdictPage, showVerdicts, verdictCheck } from '#web/secretariat/verdicts.tsx'
import { showWaits } from '#web/secretariat/waits.tsx'
import { showWork } from '#web/secretariat/work.tsx'
import { writeOffPage } from '#web/secretariat/write-off.tsx'
import {
  confirmSignInAgainByLink,
  showSignInAgainByLink,
  signInAgainByPasskey,
  signInAgainPage,
} from '#web/sign-in/again.tsx'
import { changePasswordPage } from '#web/sign-in/change-password.tsx'
import { newPasswordPage } from '#web/sign-in/choose-password.tsx'
import { firstAdministratorPage, invitationPage } from '#web/sign-in/invitation.tsx'
import {
  forgottenPasswordPage,
  showLinkMailed,
  signInByLinkPage,
  signInLinkPage,
} from '#web/sign-in/link.tsx'
import { confirmNewEmail, newEmailPage, showConfirmNewEmail } from '#web/sign-in/new-email.tsx'
import {
  organisationReturnPage,
  showSignedOut,
  toLinkOrganisation,
  toOrganisation,
  unlinkOrganisationOf,
} from '#web/sign-in/organisation.tsx'
import {
  addPasskeyPage,
  askRemovePasskey,
  removePasskeyPage,
  secondFactorWithPasskey,
  signInWithPasskey,
} from '#web/sign-in/passkeys.tsx'
import { secondFactorPage, setUpPage, takeOffPage } from '#web/sign-in/second-factor.tsx'
import { signInPage } from '#web/sign-in/sign-in.tsx'
import { signOut } from '#web/sign-in/sign-out.ts'
import { showStopReset, stopResetPage } from '#web/sign-in/stop-reset.tsx'
import { accountMailedPage, confirmEmailPage, createAccountPage } from '#web/sign-up/account.tsx'
import { agreementPage, askNewAgreement, showNewAgreement } from '#web/sign-up/agreement.tsx'
import { sendSignUp, showCheck, showSent } from '#web/sign-up/check.tsx'
import { declarationsPart, personPart, workPart } from '#web/sign-up/parts.tsx'
import { payOnline, showPay } from '#web/sign-up/pay.tsx'
import { signOnPaperPage } from '#web/sign-up/sign-on-paper.tsx'
import { showSignUp } from '#web/sign-up/start.tsx'
import { downloadTyped, showTasks } from '#web/sign-up/tasks.tsx'
import type { Place, PlaceName } from '#web/site.ts'
import { site } from '#web/site.ts'

// What each page of the site answers to being opened and to its form. A page without a handler, and
// a handler without a page, does not compile.
const handlers: Readonly<Record<PlaceName, Handlers>> = {
  home: { get: showHome },
  search: { get: showSearch },
  publicRegistration: { get: showEntry },
  askCertificate: { get: askCertificate },
  checkCertificate: { get: showCertificate },
  certificateMark: { get: showMark },
  howItWorks: { get: textPage('how-it-works', 'information') },
  hoursAndNorms: { get: showHoursAndNorms },
  evidenceRules: { get: textPage('evidence', 'information') },
  costs: { get: showCosts },
  questions: { get: textPage('questions', 'information') },
  regulation: { get: showRegulation },
  regulationVersion: { get: showRegulation },
  sample: { get: showSample },
  sampleRecord: { get: downloadSampleRecord },
  competences: { get: showCompetences },
  registerText: { get: showRegisterText },
  rulings: { get: showPublishedRulings },
  registerTextVersion: { get: showRegisterTextVersion },
  courses: { get: showCatalogue },
  coursesFeed: { get: coursesFeed },
  course: { get: showOfferedCourse },
  editionCalendar: { get: editionCalendar },
  ownCalendar: { get: ownCalendar },
  contact: { get: textPage('contact', 'nothing') },
  complaint: { get: textPage('complaint', 'nothing') },
  complaintForm: complaintPage,
  accessibility: { get: textPage('accessibility', 'nothing') },
  privacy: { get: textPage('privacy', 'nothing') },
  cookies: { get: textPage('cookies', 'nothing') },
  source: { get: showSource },
  signIn: signInPage,
  signInByPasskey: { post: signInWithPasskey },
  signInLink: signInLinkPage,
  signInLinkMailed: { get: showLinkMailed },
  signInByLink: signInByLinkPage,
  organisationSignIn: { get: toOrganisation },
  organisationReturn: organisationReturnPage,
  organisationSignedOut: { get: showSignedOut },
  forgottenPassword: forgottenPasswordPage,
  newPassword: newPasswordPage,
  confirmNewEmail: { get: showConfirmNewEmail, post: confirmNewEmail },
  staffInvitation: invitationPage,
  ownCourses: forOneself({ get: showCourses }),
  newOwnCourse: forOneself(newCoursePage),
  ownCourse: forOneself({ get: showCourse }),
  offerOwnCourse: forOneself({ post: sendOffer }),
  ownCourseEnrolments: forOneself({ get: showEnrolments }),
  ownCourseEnrolmentsFile: forOneself({ get: giveEnrolments }),
  changeOwnCourse: forOneself(changeCoursePage),
  newOwnEdition: forOneself(newEditionPage),
  changeOwnEdition: forOneself(changeEditionPage),
  cancelOwnEdition: forOneself(cancelEditionPage),
  startOwnAccreditation: forOneself(startPage),
  ownAccreditationRequests: forOneself({ get: showRequests, post: sendRecognition }),
  ownAccreditationRequest: forOneself({ get: showRequest, post: sendRequest }),
  stopOwnAccreditation: forOneself({ get: showStop, post: sendStop }),
  ownAccreditationPart: forOneself(partPage),
  ownAccreditationFiles: forOneself(filesPage),
  ownAccreditationFile: forOneself({ get: showRequestFile, post: sendRequestFile }),
  ownAccreditationCheck: forOneself({ get: showRequestCheck, post: sendRequestCheck }),
  ownAccreditationAnswer: forOneself(answerPage),
  ownAccreditationObject: forOneself(objectPage),
  ownAccreditationDecision: forOneself({ get: showDecision }),
  organisationsInfo: { get: showOrganisationsInfo },
  hats: { get: showHats, post: changeHat },
  newOrganisation: signUpOrganisationPage,
  joinOrganisation: joinOrganisationPage,
  askAccess: askAccessPage,
  organisation: { get: showOrganisation },
  organisationFacts: organisationFactsPage,
  organisationProof: organisationProofPage,
  organisationFile: { get: showOrganisationFile },
  organisationEInvoicing: eInvoicingPage,
  organisationInvoices: { get: showOrganisationInvoices },
  organisationInvoice: { get: showOrganisationInvoice, post: payOrganisationInvoice },
  organisationInvoicePaper: { get: showOrganisationInvoicePaper },
  organisationLabels: { get: showLabels },
  newOrganisationLabel: newLabelPage,
  organisationLabel: labelPage,
  withdrawOrganisationLabel: withdrawLabelPage,
  organisationLabelProof: { get: showLabelProof },
  organisationPeople: { get: showPeople },
  inviteToOrganisation: invitePersonPage,
  organisationInvitation: { post: sendOrganisationInvitation },
  organisationMember: memberPage,
  leaveOrganisation: { get: showLeave, post: sendLeave },
  removeMember: { get: showRemoveMember, post: sendRemoveMember },
  closeOrganisation: { get: showClose, post: sendClose },
  organisationCourses: { get: showCourses },
  newCourse: newCoursePage,
  organisationCourse: { get: showCourse },
  offerCourse: { post: sendOffer },
  changeCourse: changeCoursePage,
  newEdition: newEditionPage,
  changeEdition: changeEditionPage,
  cancelEdition: cancelEditionPage,
  startAccreditation: startPage,
  accreditationRequests: { get: showRequests, post: sendRecognition },
  accreditationRequest: { get: showRequest, post: sendRequest },
  stopAccreditation: { get: showStop, post: sendStop },
  accreditationPart: partPage,
  accreditationFiles: filesPage,
  accreditationFile: { get: showRequestFile, post: sendRequestFile },
  accreditationCheck: { get: showRequestCheck, post: sendRequestCheck },
  accreditationAnswer: answerPage,
  accreditationObject: objectPage,
  accreditationDecision: { get: showDecision },
  organisationLog: { get: showOrganisationLog },
  teams: { get: showTeams, post: sendTeams },
  report: { get: showReport },
  teamReport: { get: showTeamReport },
  teamCalendar: { get: teamCalendar },
  newTeam: newTeamPage,
  askSight: askSightPage,
  everybody: { get: showEverybody },
  everybodyFile: { get: giveEverybody },
  team: { get: showTeam },
  teamFile: { get: giveTeam },
  changeTeam: changeTeamPage,
  endTeam: endTeamPage,
  teamCourses: { get: showTeamCourses, post: sendTeamCourses },
  proposeCourse: proposeCoursePage,
  seenPerson: { get: showSeenPerson },
  placeSight: placeSightPage,
  leaveSight: leaveSightPage,
  withdrawAsked: { post: sendWithdrawAsked },
  checkList: checkListPage,
  allocations: { get: showAllocations },
  newAllocation: { get: showNewAllocation, post: sendAllocation },
  makeInspection: makeInspectionPage,
  inspection: inspectionPage,
  allocation: { get: showAllocation },
  allocationFile: { get: downloadAllocation },
  allocationPdf: { get: downloadAllocationPdf },
  importCourses: { get: showImport, post: sendImport },
  importTemplate: { get: async () => giveImportTemplate() },
  courseImport: { get: showCourseImport, post: sendCourseImport },
  courseImportMistakes: { get: giveImportMistakes },
  enrolments: { get: showEnrolments },
  enrolmentsFile: { get: giveEnrolments },
  attendance: { get: showAttendance },
  attendanceEdition: { get: showAttendanceEdition, post: sendAttendanceEdition },
  attendanceTemplate: { get: giveAttendanceTemplate },
  attendanceTrainer: { get: showAttendanceTrainer, post: sendAttendanceTrainer },
  attendanceDelivery: { get: showAttendanceDelivery, post: sendAttendanceDelivery },
  attendanceMistakes: { get: giveAttendanceMistakes },
  attendanceContest: attendanceContestPage,
  organisationSenders: { get: showSenders, post: sendSenders },
  signAttendance: signAttendancePage,
  enterAttendance: enterAttendancePage,
  firstAdministrator: firstAdministratorPage,
  secondFactor: secondFactorPage,
  secondFactorSetUp: setUpPage,
  secondFactorByPasskey: { post: secondFactorWithPasskey },
  signInAgainByPasskey: { post: signInAgainByPasskey },
  signInAgain: signInAgainPage,
  signInAgainByLink: { get: showSignInAgainByLink, post: confirmSignInAgainByLink },
  stopReset: { get: showStopReset, post: stopResetPage },
  signOut: { post: signOut },
  signUp: { get: showSignUp },
  createAccount: createAccountPage,
  accountMailed: accountMailedPage,
  confirmEmail: confirmEmailPage,
  signUpTasks: { get: showTasks },
  signUpTyped: { get: downloadTyped },
  signUpPerson: personPart,
  signUpWork: workPart,
  signUpDeclarations: declarationsPart,
  signUpCheck: { get: showCheck, post: sendSignUp },
  signUpSent: { get: showSent },
  signAgreement: agreementPage,
  signOnPaper: signOnPaperPage,
  newAgreement: { get: showNewAgreement, post: askNewAgreement },
  payInvoice: { get: showPay, post: payOnline },
  portfolio: { get: showPortfolio },
  meetingPlace: meetingPlacePage,
  meetingProfile: meetingProfilePage,
  leaveMeetingPlace: leaveMeetingPlacePage,
  meetingColleague: meetingColleaguePage,
  meetingContact: meetingContactPage,
  newMeetingGroup: newMeetingGroupPage,
  meetingGroup: meetingGroupPage,
  reportMeeting: reportMeetingPage,
  objectToMeetingReport: objectToReportPage,
  workMeetingPlace: { get: showMeetingReports },
  workMeetingReport: meetingReportPage,
  development: { get: showDevelopment },
  competenceScan: scanPage,
  removeScan: removeScanPage,
  askFeedback: askFeedbackPage,
  feedbackRound: feedbackRoundPage,
  withdrawFeedback: withdrawFeedbackPage,
  developmentPlan: { get: showPlan },
  editPlan: editPlanPage,
  planPdf: { get: downloadPlan },
  endPlan: endPlanPage,
  newGoal: newGoalPage,
  editGoal: editGoalPage,
  target: targetPage,
  portfolioPdf: { get: downloadPortfolio },
  myCourses: { get: showMyCourses, post: sendMyCourses },
  chooseCourse: { post: chooseCourse },
  tipCourse: tipPage,
  rateCourse: ratePage,
  chooseForGoal: { post: chooseCourseForGoal },
  forwardedInvoice: { get: showForwardedInvoice, post: payForwardedInvoice },
  forwardedPaper: { get: showForwardedPaper },
  forwardedData: { get: showForwardedData },
  onlinePayment: { get: showOnlinePayment, post: payOnlineAgain },
  toOnlinePayment: { get: showWayToBank },
  receivedTip: receivedTipPage,
  enrol: enrolPage,
  withdrawEnrolment: withdrawEnrolmentPage,
  offeredPlace: offeredPlacePage,
  reportRating: reportRatingPage,
  newActivity: { get: showNewActivity, post: addActivity },
  activity: { get: showActivity, post: addActivityEvidence },
  editActivity: { get: showEditActivity, post: saveEditActivity },
  activityFormPdf: { get: downloadRegistrationForm },
  askInterim: { get: showAskInterim, post: sendAskInterim },
  withdrawActivity: { get: showWithdrawActivity, post: sendWithdrawActivity },
  myRegisters: { get: showMyRegisters },
  bringAlong: { get: showBringAlong, post: sendBringAlong },
  contestAttendance: contestAttendancePage,
  joinCourse: { get: showJoinCourse, post: sendJoinCourse },
  activityReferee,
  activityEvidence: { get: showActivityEvidence },
  dossier: { get: showDossier },
  chooseCategory: chooseCategoryPage,
  askMove: askMovePage,
  stateClaim: stateClaimPage,
  askAttestation: askAttestationPage,
  askColleague: askColleaguePage,
  followUp: followUpPage,
  signHere: signHerePage,
  withdrawClaim: { get: showWithdrawClaim, post: sendWithdrawClaim },
  announceOriginal: announceOriginalPage,
  withdrawOriginal: withdrawOriginalPage,
  coverSheet: { get: showCoverSheet },
  claimProof: { get: showClaimProof },
  allSeries: { get: showAllSeries },
  newSeries: newSeriesPage,
  series: { get: showSeries },
  answerSeries: answerSeriesPage,
  seriesMeeting: seriesMeetingPage,
  seriesReport: seriesReportPage,
  seriesMembers: seriesMembersPage,
  leaveSeries: leaveSeriesPage,
  supervisions: { get: showSupervisions },
  supervision: supervisionPage,
  answerSigning: answerSigningPage,
  endSupervision: endSupervisionPage,
  certification: { get: showCertification },
  applicationCheck: applicationCheckPage,
  applicationSent: { get: showApplication },
  applicationReturn: applicationReturnPage,
  supplementApplication: supplementPage,
  withdrawApplication: { get: askWithdrawApplication, post: sendWithdrawApplication },
  askRuling: askRulingPage,
  myObjections: { get: showMyObjections },
  makeObjection: makeObjectionPage,
  myObjection: { get: showMyObjection },
  addToObjection: addToObjectionPage,
  answerHearing: answerHearingPage,
  withdrawObjection: { get: showWithdrawObjection, post: sendWithdrawObjection },
  myRuling: { get: showMyRuling, post: sendWithdrawal },
  myVerdict: myVerdictPage,
  myStatus: { get: showMyStatus },
  myData: { get: showMyData },
  sights: { get: showSights },
  giveSight: giveSightPage,
  sight: sightPage,
  stopSight: stopSightPage,
  proposal: proposalPage,
  whoLooked: { get: showWhoLooked },
  editPerson: editPerson,
  editName: editName,
  editWork: editWork,
  myLeave: { get: showMyLeave },
  askLeave: askLeavePage,
  withdrawLeave: { get: showWithdrawLeave, post: sendWithdrawLeave },
  askShielding: askShieldingPage,
  endRegistration: endRegistrationPage,
  comingVersion: comingVersionPage,
  invoices: { get: showInvoices },
  invoiceData: { get: downloadInvoiceData },
  receipt: { get: downloadReceipt },
  paidYear: { get: downloadYear },
  forwardInvoice: forwardInvoicePage,
  takeBackForward: { post: takeBackLink },
  myDocument: { get: showDocument },
  messages: { get: showMessages },
  message: { get: showMessage },
  security: { get: showSecurity },
  eraseMe: eraseMePage,
  aboutMe: { get: showAboutMe, post: sendAboutMe },
  aboutMeFile: { get: fetchAboutMe },
  term: { get: showOutOfTerm },
  newEmail: newEmailPage,
  changePassword: changePasswordPage,
  linkOrganisation: { get: toLinkOrganisation, post: unlinkOrganisationOf },
  endSession: { post: endSession },
  takeOffSecondFactor: takeOffPage,
  addPasskey: addPasskeyPage,
  removePasskey: { get: askRemovePasskey, post: removePasskeyPage },
  stopOwnReset: { post: stopReset },
  recoveryCodes: { get: askNewRecoveryCodes, post: newRecoveryCodes },
  referee: requestPage,
  attestation: attestationPage,
  feedbackByLink: giveFeedbackPage,
  seriesByLink: seriesByLinkPage,
  work: { get: showWork },
  workAgreements: { get: showAgreements },
  workAgreement: agreementCheck,
  workAgreementArrival: agreementArrival,
  labels: { get: showEveryLabel },
  seeLabel: seeLabelPage,
  label: checkLabelPage,
  labelProof: { get: showSeenProof },
  workOrganisations: { get: showOrganisations },
  workOrganisationDoubles: { get: showOrganisationDoubles },
  workMergeOrganisations: mergeOrganisationsPage,
  workOrganisation: checkOrganisationPage,
  workOrganisationFile: { get: showCheckedFile },
  workOrganisationManager: organisationManagerPage,
  workNames: { get: showNames },
  workName: nameCheck,
  workShieldings: { get: showShieldings },
  workShielding: shieldingCheck,
  workShield: shieldPage,
  workDeaths: { get: showDeaths },
  workDeath: deathCheck,
  workReportDeath: reportDeathPage,
  workDoubles: { get: showDoubles },
  workMerge: mergeCheck,
  workMergeWith: { get: showMergeWith },
  workCompare: comparePage,
  workStatuses: { get: showStatuses },
  workStatus: statusCheck,
  workChooseStatus: { get: showChooseStatus },
  workProposeStatus: proposeStatusPage,
  workInterests: { get: showInterests },
  workInterest: liftInterestPage,
  workMails,
  workWaits: { get: showWaits },
  workFollowUps: { get: showFollowUps },
  workFollowUp: followUpCheck,
  workInvoices: { get: showPayments },
  workInvoice: payment,
  workInvoiceData: { get: showInvoiceData },
  undoPayment: { get: toPayment },
  writeOff: writeOffPage,
  creditInvoice: creditInvoicePage,
  workPayments: { get: showReceived },
  workPayment: { get: showReceivedPayment },
  reversePayment: reversePaymentPage,
  takeOffInvoice: takeOffInvoicePage,
  refundPayment: refundPaymentPage,
  workBooks: { get: showBooks },
  workJournal: { get: downloadJournal },
  workAuditFile: { get: downloadAuditFile },
  workStatements: { get: showBankStatements, post: sendBankFile },
  bankFile: { get: showBankFile },
  bankQueue: { get: showBankQueue },
  bankLine: bankLinePage,
  divideBankLine: divideBankLinePage,
  putBankLineAside: putBankLineAsidePage,
  bankStatement: { get: showBankStatement },
  undoRefund: undoRefundPage,
  useLeftOver: useLeftOverPage,
  workLists: { get: showLists },
  workList: { get: showList, post: sendList },
  workListBack: { get: askWithdrawList, post: sendWithdrawList },
  workPost: { get: showPost },
  workOriginal: originalPage,
  workArrival: arrivalPage,
  workSearch: { get: showWorkSearch },
  workCorrections: { get: showCorrections },
  workCorrect: correctPage,
  workEarlierCheck: earlierCheckPage,
  workDeclareInterest: officeInterest,
  workFile: { get: showFile },
  workDocument: { get: showWorkDocument },
  workApplications: { get: showApplications },
  workApplication: applicationCheck,
  workProof: { get: showWorkProof },
  workApplicationReturn: applicationReturn,
  workAccreditations: { get: showAccreditations },
  workAccreditation: accreditationCheckPage,
  workAccreditationFile: { get: showAccreditationFile },
  workObjections: { get: showWorkObjections },
  workObjection: objectionCheck,
  workEnterObjection: enterObjection,
  workRulings: { get: showRulings },
  workRuling: rulingCheck,
  workVerdicts: { get: showVerdicts },
  workVerdict: verdictCheck,
  workNewVerdict: newVerdictPage,
  workMeetings: { get: showMeetings },
  workMeeting: meetingClosing,
  committee: { get: showToJudge },
  committeeMeeting: { get: showCommitteeMeeting },
  committeeDecisions: { get: showDecisions },
  committeeMinutes: { get: showMinutes },
  committeeInterims: { get: showInterims, post: sendTakeInterims },
  committeeInterimKind: interimsOfKind,
  committeeInterim: interimPage,
  committeeInterimInterest: interimInterest,
  committeeInterimEvidence: { get: showInterimEvidence },
  committeeAccreditations: { get: showToAccredit },
  committeeAccreditation: accreditationJudgementPage,
  committeeAccreditationInterest: accreditationInterestPage,
  committeeAccreditationFile: { get: showAccreditationFile },
  endAccreditation: endAccreditationPage,
  committeeApplication: { get: showFileToJudge, post: judgeFile },
  committeeInspection: { post: sendInspection },
  committeeInterest: applicationInterest,
  committeeProof: { get: showFiledProof },
  committeeDocument: { get: showFiledDocument },
  committeeRuling: rulingAdvice,
  committeeRulingInterest: adviserInterest,
  committeeRulingFile: { get: showAdvisedFile },
  board: { get: showBoard },
  accreditationObjections: { get: showAccreditationObjections },
  accreditationObjection: accreditationObjectionPage,
  accreditationHearing: accreditationHearingPage,
  accreditationReport: accreditationReportPage,
  accreditationExtension: accreditationExtensionPage,
  accreditationObjectionLetter: { get: showAccreditationObjectionLetter },
  accreditationObjectionFile: { get: showAccreditationFile },
  objections: { get: showObjections },
  objection: objectionDecision,
  objectionHearing: hearingPage,
  objectionReport: hearingReport,
  objectionExtension: extensionPage,
  objectionInterest,
  objectionFile: { get: showObjectionFile },
  adminObjections: { get: showObjectionSeats },
  adminObjection: objectionSeat,
  boardRuling: boardDecision,
  boardCorrection,
  boardRulingInterest: boardInterest,
  boardRulingFile: { get: showDecidedFile },
  measures: { get: showMeasures },
  leaves: { get: showLeaves },
  leave: decideLeavePage,
  leaveInterest,
  leaveFile: { get: showLeaveFile },
  measure: measurePage,
  measureInterest,
  measureFile: { get: showMeasureFile },
  admin: { get: showAdmin },
  adminClock: clockPage,
  adminMails: { get: showMail },
  adminMail: { get: showOneMail },
  adminUndelivered,
  adminFactorResets,
  workContests: { get: showContests },
  workContest: workContestPage,
  workFactorResets,
  privacyWork: { get: showPrivacyWork },
  privacyRequests: { get: showErasureRequests },
  privacyRequest: erasureRequestPage,
  privacyRetention: { get: showRetention },
  privacyInvoice: { get: showKeptInvoice },
  privacyHolds: { get: showHolds },
  privacyHold: holdPage,
  privacySearch: { get: showPrivacySearch },
  privacyPerson: privacyPersonPage,
  privacyAddress: privacyAddressPage,
  privacyLooks: { get: showLooksOfMany },
  privacyBreaches: { get: showBreaches },
  privacyNewBreach: newBreachPage,
  privacyBreach: breachPage,
  adminStaff: staffPage,
  adminFindAccount: findAccountPage,
  adminAccount: { get: showAccount, post: signOutEverywhere },
  adminTerm: termPage,
  adminAlarms: { get: showAlarms, post: releaseMail },
  adminLeftUndone: { get: showLeftUndone, post: tryLeftUndoneAgain },
  adminLog: { get: showLog },
  adminOrganisation: organisationPage,
  adminOrganisationOriginal: { get: askOrganisationOriginal, post: restoreOrganisationPage },
  adminTexts: { get: showTexts },
  adminText: textPageOfAdmin,
  adminTextOriginal: { get: askTextOriginal, post: restoreText },
  adminTakeovers: { get: showTakeovers, post: sendTakeovers },
  adminTakeoverList: { get: downloadList },
  adminTakeover: { get: showTakeover, post: sendTakeover },
  adminTakeoverMistakes: { get: downloadMistakes },
  adminRegulation: { get: showRegulations, post: settleFiles },
  adminRegulationFile: { get: downloadRegulationFile },

  additions: { get: showAdditions },
  newAddition: newAdditionPage,
  addition: { get: showAddition, post: settleAdditionPage },
  additionFile: { get: downloadAddition },
  demo: { get: showCast, post: becomeCast },
  demoPortfolio: { post: fillPortfolio },
  demoMailbox: { get: showMailbox },
  demoExtract: { get: showSampleExtract },
  demoBank: { get: showDemoBank, post: payAtDemoBank },
  demoMail: { get: showMailboxMail },
  kit: { get: showKit, post: sendKit },
}

/** Every page and form of a register, with who may come there; the demo's own are apart. */
export const routes = Object.entries(site).flatMap(([name, place]) => routesOf(name, place))

function broughtTo({ files, asTheyAre }: Place) {
  return { files, asTheyAre }
}

function routesOf(name: string, place: Place): Route[] {
  const { get, post } = handlers[name as PlaceName]
  const [path = ''] = place.path.split('?')
  const { who, about, organisation, beforeSecondFactor, addsWayIn, afterEnd, recent, demo } = place
  const route = {
    ...{ path, who, about, organisation, beforeSecondFactor, addsWayIn, afterEnd, recent, demo },
  }
  return [
    ...(get === undefined
      ? []
      : [{ ...route, mayLag: place.mayLag, method: 'GET' as const, handle: get }]),
    ...(post === undefined
      ? []
      : [{ ...route, ...broughtTo(place), method: 'POST' as const, handle: post }]),
  ]
}
