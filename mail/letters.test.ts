import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axe, noBrowser, openBrowser } from '#testing/browser.ts'
import { fixedWords, oddWording, wordingOf } from '#testing/odd-register.ts'
import { accountExists } from './account-exists.ts'
import { accountUnused } from './account-unused.ts'
import {
  accreditationAsked,
  accreditationDecided,
  accreditationEnded,
  accreditationEnds,
  accreditationLapsed,
  accreditationObjection,
  accreditationReceived,
} from './accreditation.ts'
import { addressTaken } from './address-taken.ts'
import { agreementApproved } from './agreement-approved.ts'
import { agreementArrived } from './agreement-arrived.ts'
import { agreementLapsed } from './agreement-lapsed.ts'
import { agreementReady } from './agreement-ready.ts'
import { agreementReminder } from './agreement-reminder.ts'
import { agreementReturned } from './agreement-returned.ts'
import { agreementSigned } from './agreement-signed.ts'
import { alarmLetter } from './alarm.ts'
import { allocationsLapsed } from './allocations-lapsed.ts'
import { attestationThanks, refereeThanks } from './answer-thanks.ts'
import { applicationAddedTo } from './application-added-to.ts'
import { applicationComplete } from './application-complete.ts'
import { applicationGranted } from './application-granted.ts'
import { applicationReceived } from './application-received.ts'
import { applicationRefused } from './application-refused.ts'
import { applicationReminder } from './application-reminder.ts'
import { applicationReturned } from './application-returned.ts'
import {
  attendanceContested,
  attendancePlaced,
  attendanceReminder,
  attendanceTakenOut,
  contestAnswered,
  contestDecided,
  contestPassed,
  contestReminder,
  listBrokenOff,
  listChecked,
  listDone,
  listSigned,
  trainerAsked,
} from './attendance.ts'
import { attestationAnswered } from './attestation-answered.ts'
import { attestationRequest } from './attestation-request.ts'
import { candidatePublic } from './candidate-public.ts'
import { certificateReady } from './certificate-ready.ts'
import { changeEmail } from './change-email.ts'
import { complaintForwarded } from './complaint-forwarded.ts'
import { complaintSent } from './complaint-sent.ts'
import { confirmAccount } from './confirm-account.ts'
import { corrected } from './corrected.ts'
import { couldMove } from './could-move.ts'
import { courseProposed } from './course-proposed.ts'
import { courseReminder } from './course-reminder.ts'
import { courseReview } from './course-review.ts'
import { courseTip } from './course-tip.ts'
import { deathAcknowledged } from './death-acknowledged.ts'
import { emailChangeAsked } from './email-change-asked.ts'
import { emailChanged } from './email-changed.ts'
import { endPlanned } from './end-planned.ts'
import {
  editionCancelled,
  editionMoved,
  enrolmentConfirmed,
  enrolmentReceived,
  enrolmentWaits,
  enrolmentWithdrawn,
  placeOffered,
  plannedEditionCancelled,
  plannedEditionMoved,
  waitEnded,
} from './enrolment.ts'
import type { Stays } from './erasure.ts'
import {
  erasureAnswered,
  erasureAsked,
  erasureDone,
  erasureExtended,
  erasureReminder,
  erasureWaits,
  erasureWithdrawn,
} from './erasure.ts'
import { expiryReminder } from './expiry-reminder.ts'
import { factorChanged } from './factor-changed.ts'
import { factorResetAsked } from './factor-reset-asked.ts'
import { feedbackClosed, feedbackReminder, feedbackRequest } from './feedback.ts'
import { followUpAsked } from './follow-up-asked.ts'
import { interimDecided } from './interim-decided.ts'
import { interimExpired } from './interim-expired.ts'
import { invoiceCredited } from './invoice-credited.ts'
import { invoiceForwarded } from './invoice-forwarded.ts'
import { invoiceSent } from './invoice-sent.ts'
import { invoiceWrittenOff } from './invoice-written-off.ts'
import { labelAnswered, labelEnds } from './label.ts'
import { leaveDecided } from './leave-decided.ts'
import { leaveExpired } from './leave-expired.ts'
import type { Letter, MailRegister } from './letter.ts'
import { letter } from './letter.ts'
import { measureDecided } from './measure-decided.ts'
import { measureWaits } from './measure-waits.ts'
import {
  contactAsked,
  contactWrote,
  objectionToReportAnswered,
  reportSettled,
  takenOutOfSight,
  writtenInGroup,
} from './meeting-place.ts'
import { nameChanged } from './name-changed.ts'
import { nameNotChanged } from './name-not-changed.ts'
import { newPassword } from './new-password.ts'
import { newSignIn } from './new-sign-in.ts'
import { objectionDecided } from './objection-decided.ts'
import { objectionExtended } from './objection-extended.ts'
import { objectionGrounds } from './objection-grounds.ts'
import { objectionHearing } from './objection-hearing.ts'
import { objectionReceived } from './objection-received.ts'
import { objectionWaits } from './objection-waits.ts'
import { objectionWithdrawn } from './objection-withdrawn.ts'
import {
  accessAnswered,
  accessAsked,
  memberChanged,
  organisationAnswered,
  organisationClosed,
  organisationInvitation,
  organisationReceived,
  organisationsMerged,
} from './organisation.ts'
import { organisationLinked } from './organisation-linked.ts'
import { originalGone } from './original-gone.ts'
import { originalReceived } from './original-received.ts'
import { passwordChanged } from './password-changed.ts'
import { paymentReceived } from './payment-received.ts'
import { paymentRefunded } from './payment-refunded.ts'
import { paymentReminder } from './payment-reminder.ts'
import { paymentUndone } from './payment-undone.ts'
import { addressMerged, peopleMerged } from './people-merged.ts'
import { personalExportFailed } from './personal-export-failed.ts'
import { personalExportReady } from './personal-export-ready.ts'
import { planReminder } from './plan-reminder.ts'
import { refereeConfirmed } from './referee-confirmed.ts'
import { refereeDeclined } from './referee-declined.ts'
import { refereeReminder } from './referee-reminder.ts'
import { refereeRequest } from './referee-request.ts'
import { registrationEnded } from './registration-ended.ts'
import { registrationExpired } from './registration-expired.ts'
import { registrationOnHold } from './registration-on-hold.ts'
import { registrationReleased } from './registration-released.ts'
import { retentionTerms } from './retention-terms.ts'
import { rulingAnswered } from './ruling-answered.ts'
import { rulingAsked } from './ruling-asked.ts'
import { rulingCorrected } from './ruling-corrected.ts'
import { rulingDecided } from './ruling-decided.ts'
import { rulingWaits } from './ruling-waits.ts'
import { secondFactorFailed } from './second-factor-failed.ts'
import { notAgreed, proposalLapsed, secondLook } from './second-look.ts'
import { seriesAsked } from './series-asked.ts'
import { seriesLeft } from './series-left.ts'
import { seriesWithdrawn } from './series-withdrawn.ts'
import { sessionsEnded } from './sessions-ended.ts'
import { shieldingAnswered } from './shielding-answered.ts'
import { sightAsked, sightEnded, sightGiven, sightQuestion, sightStopped } from './sight.ts'
import { signInAgain } from './sign-in-again.ts'
import { signInLink } from './sign-in-link.ts'
import { signingAnswered } from './signing-answered.ts'
import { signingAsked } from './signing-asked.ts'
import { signsInElsewhere } from './signs-in-elsewhere.ts'
import { staffInvitation } from './staff-invitation.ts'
import { statusSet } from './status-set.ts'
import { supervisionAnswered } from './supervision-answered.ts'
import { supervisionAsked } from './supervision-asked.ts'
import { supervisionEnded } from './supervision-ended.ts'
import { suspensionOver } from './suspension-over.ts'
import { takenOverInvitation } from './taken-over-invitation.ts'
import { targetReminder } from './target-reminder.ts'
import { teamChanged } from './team-changed.ts'
import { temporaryGranted } from './temporary-granted.ts'
import { temporaryReminder } from './temporary-reminder.ts'
import { termEnds } from './term-ends.ts'
import { tooFewMembers } from './too-few-members.ts'
import { verdictHearing } from './verdict-hearing.ts'
import { versionComes } from './version-comes.ts'
import { waitOver } from './wait-over.ts'

const krsd: MailRegister = {
  name: 'Kwaliteitsregister Sociaal Domein',
  shortName: 'KRSD',
  organisation: 'Stichting KRSD',
  wording: await wordingOf('krsd'),
  signInAt: 'https://peil.example/krsd',
  contact: { email: 'bureau@krsd.example', telephone: '030 123 45 67' },
  addressLines: ['Voorbeeldstraat 1', '3511 AB Utrecht'],
  accent: '#0b5a8f',
  formOfAddress: 'je',
  unit: { one: 'uur', many: 'uur' },
  example: false,
}

const odd = await oddWording()

const url = 'https://krsd.example/krsd/eenmalig/abc?x=1&y=2'
const objection = { number: 'BZ-2027-0001', title: 'Besluit op aanvraag A-2027-0001' } as const
// Whatever can stay, and one of which no day is known.
const whatStays: readonly Stays[] = [
  { what: 'invoices', things: 1, until: '2034-01-01', ground: 'Dat moet van de belastingwet.' },
  { what: 'invoices', things: 2, until: '2034-01-01' },
  { what: 'dossier', until: '2033-07-01', ground: 'Zo lang kan er nog naar worden gevraagd.' },
  { what: 'certificate' },
  { what: 'other-registers' },
  { what: 'request', until: '2032-02-01' },
  { what: 'record' },
  { what: 'backups', until: '2027-03-03' },
  { what: 'backups' },
]

const farid = { name: 'Farid El Amrani' }
const academie = 'Academie De Brug'
const ofAcademie = (register: MailRegister) => ({ register, ...farid, organisation: academie })
const ofCourse = (register: MailRegister) => ({
  ...{ register, ...farid, course: 'Passend onderwijs', edition: 'OPL-000012-3' },
})
const ofSigned = (register: MailRegister) => ({ ...ofCourse(register), list: 'Teun Trainer' })
const ofAccredited = (register: MailRegister) => ({
  register,
  ...farid,
  title: 'Passend onderwijs',
})
const moment = '2026-11-21T13:05:00Z'
const payment = {
  ...farid,
  number: 'KRSD-2026-0042',
  cents: 9500,
  paidCents: 0,
  kind: 'year' as const,
  vat: 'Vrijgesteld van btw',
  dueDate: '2026-12-22',
  iban: 'NL91ABNA0417164300',
  accountName: 'Stichting KRSD',
  reference: 'RF08 KRSD 2026 0042',
}
const credited = (register: MailRegister) => ({
  register,
  ...payment,
  creditNumber: 'KRSD-C-000004',
  reason: 'Deze factuur was al in rekening gebracht.',
})
const seatIn = (register: MailRegister) => `lid van ${register.wording.committee.the}`
const application = { ...farid, number: 'KRSD-A-000045' }
const meeting = {
  on: '2027-01-14',
  answerBy: '2027-01-28',
  decides: 'in-the-meeting',
} as const
const referee = {
  refereeName: 'Rina Smit',
  professionalName: 'Farid El Amrani',
  activity: 'Moreel beraad',
}
const leave = {
  name: 'Farid El Amrani',
  asked: { first: '2026-02-01', last: '2026-07-31' },
  byStatement: false,
  until: undefined,
  reissued: false,
}

const registered = { ...farid, registrationNumber: 'KRSD-004217', last: '2030-01-13' }
const complaint = {
  name: 'Rina Smit',
  email: 'rina@voorbeeld.nl',
  phone: '06 12345678',
  about: 'Farid El Amrani, CO-000123',
  what: 'Hij kwam drie keer niet opdagen.',
  wish: 'Excuses.',
}
const agreement = { ...farid, number: 'KRSD-O-000123', signBefore: '2026-12-21' }

/** Every letter, with whether it is meant to carry a link. */
const series = {
  name: 'Farid El Amrani',
  starter: 'Samira Haddad',
  title: 'Intervisie Havendam',
  meetings: ['2026-10-14', '2026-11-25'],
}
const supervised = {
  name: 'Farid El Amrani',
  professional: 'Samira Haddad',
  colleague: 'Willemijn de Vries',
  other: 'Willemijn de Vries',
  who: 'supervisor',
  reason: 'De registratie van de supervisor is afgelopen.',
}
const feedback = { name: 'Rina Smit', professionalName: 'Farid El Amrani', before: '2026-12-05' }
const attestation = {
  name: 'Rina Smit',
  professionalName: 'Farid El Amrani',
  document: 'de verklaring werkervaring',
  signedBy: 'Rina Smit',
}
const enrolment = {
  ...{ organisation: 'Academie De Brug', course: 'Passend onderwijs', edition: 'OPL-000012-3' },
  ...{ when: '1 december 2026, 9.30 uur', where: 'De Kazerne, Heideveld' },
}

const letters: Readonly<Record<string, (register: MailRegister) => Letter>> = {
  confirmAccount: (register) => confirmAccount({ register, ...farid, url, hours: 24 }),
  signInLink: (register) => signInLink({ register, ...farid, url, minutes: 15 }),
  signInAgain: (register) => signInAgain({ register, ...farid, url, minutes: 15 }),
  factorSetUp: (register) =>
    factorChanged({ register, ...farid, change: { what: 'set-up' }, changedAt: moment }),
  factorTakenOff: (register) =>
    factorChanged({ register, ...farid, change: { what: 'taken-off' }, changedAt: moment }),
  factorReset: (register) =>
    factorChanged({ register, ...farid, change: { what: 'reset' }, changedAt: moment }),
  passkeyAdded: (register) =>
    factorChanged({
      ...{ register, ...farid, changedAt: moment },
      change: { what: 'passkey-added', name: 'Telefoon' },
    }),
  passkeyRemoved: (register) =>
    factorChanged({
      ...{ register, ...farid, changedAt: moment },
      change: { what: 'passkey-removed', name: 'Telefoon' },
    }),
  factorResetAsked: (register) =>
    factorResetAsked({ register, ...farid, url, dueAt: undefined, hours: 24 }),
  factorResetConfirmed: (register) =>
    factorResetAsked({ register, ...farid, url, dueAt: moment, hours: 24 }),
  accountExists: (register) => accountExists({ register, ...farid }),
  changeEmail: (register) => changeEmail({ register, ...farid, url, hours: 24 }),
  emailChangeAsked: (register) =>
    emailChangeAsked({ register, ...farid, email: 'nieuw@voorbeeld.nl' }),
  emailChanged: (register) =>
    emailChanged({
      register,
      ...farid,
      from: 'oud@voorbeeld.nl',
      to: 'nieuw@voorbeeld.nl',
      changedAt: moment,
    }),
  addressTaken: (register) => addressTaken({ register, ...farid }),
  newPassword: (register) => newPassword({ register, ...farid, url, minutes: 60 }),
  staffInvitation: (register) =>
    staffInvitation({
      register,
      ...farid,
      url,
      role: `lid van ${register.wording.committee.the}`,
      days: 7,
    }),
  organisationInvitation: (register) =>
    organisationInvitation({
      ...{ register, ...farid, url, organisation: academie, days: 14, checked: false },
      ...{ roles: ['beheerder', 'invoerder'], by: 'Mila Bos (mila@academie.example)' },
    }),
  labelSeen: (register) =>
    labelAnswered({
      ...{ register, ...farid, organisation: academie, label: 'CRKBO (instelling)' },
      ...{ outcome: 'checked', note: '', first: '2024-10-01', last: undefined },
    }),
  labelRefused: (register) =>
    labelAnswered({
      ...{ register, ...farid, organisation: academie, label: 'CRKBO (instelling)' },
      ...{ outcome: 'refused', note: 'Niet gevonden.', first: undefined, last: undefined },
    }),
  labelEnds: (register) =>
    labelEnds({
      ...{ register, ...farid, organisation: academie, label: 'CRKBO (instelling)' },
      last: '2026-12-01',
    }),
  organisationReceived: (register) =>
    organisationReceived({ register, ...farid, organisation: academie }),
  organisationChecked: (register) =>
    organisationAnswered({ ...ofAcademie(register), outcome: 'checked', note: '' }),
  organisationRefused: (register) =>
    organisationAnswered({ ...ofAcademie(register), outcome: 'refused', note: 'Geen uittreksel.' }),
  organisationAsked: (register) =>
    organisationAnswered({
      ...ofAcademie(register),
      outcome: 'asked',
      note: 'Stuur een uittreksel.',
    }),
  organisationNoLonger: (register) =>
    organisationAnswered({ ...ofAcademie(register), outcome: 'taken-away', note: 'Verhuisd.' }),
  organisationClosed: (register) => organisationClosed({ ...ofAcademie(register), by: 'Mila Bos' }),
  organisationClosedByOneself: (register) =>
    organisationClosed({ ...ofAcademie(register), by: undefined }),
  accreditationReceived: (register) =>
    accreditationReceived({
      ...ofAccredited(register),
      numbers: ['ACC-KRSD-00001', 'ACC-LKLR-00001'],
    }),
  accreditationAsked: (register) =>
    accreditationAsked({
      ...ofAccredited(register),
      ...{ number: 'ACC-KRSD-00001', question: 'Wie geeft het?', before: '2026-12-19' },
    }),
  accreditationGranted: (register) =>
    accreditationDecided({
      ...ofAccredited(register),
      ...{ number: 'ACC-KRSD-00001', reason: 'Het past.', objectBefore: '2027-01-02' },
      granted: { first: '2026-11-21', last: '2029-11-20' },
    }),
  accreditationRefused: (register) =>
    accreditationDecided({
      ...ofAccredited(register),
      ...{ number: 'ACC-KRSD-00001', reason: 'Het past niet.', objectBefore: '2027-01-02' },
    }),
  accreditationEnded: (register) =>
    accreditationEnded({
      ...ofAccredited(register),
      ...{ from: '2026-12-01', reason: 'Anders.', objectBefore: '2027-01-02' },
    }),
  accreditationEnds: (register) =>
    accreditationEnds({ ...ofAccredited(register), last: '2027-02-21' }),
  accreditationLapsed: (register) =>
    accreditationLapsed({ ...ofAccredited(register), number: 'ACC-KRSD-00001' }),
  accreditationObjected: (register) =>
    accreditationObjection({
      ...ofAccredited(register),
      ...{ number: 'ACC-B-KRSD-0001', before: '2027-01-02' },
    }),
  accreditationObjectionGranted: (register) =>
    accreditationObjection({
      ...ofAccredited(register),
      ...{ number: 'ACC-B-KRSD-0001', before: '2027-01-02' },
      decided: { granted: true, reason: 'Het past wel.' },
    }),
  accreditationObjectionRefused: (register) =>
    accreditationObjection({
      ...ofAccredited(register),
      ...{ number: 'ACC-B-KRSD-0001', before: '2027-01-02' },
      decided: { granted: false, reason: 'Het past niet.' },
    }),
  organisationsMerged: (register) =>
    organisationsMerged({ ...ofAcademie(register), other: 'Academie De Burg', as: 'member' }),
  organisationsMergedAsker: (register) =>
    organisationsMerged({ ...ofAcademie(register), other: 'Academie De Burg', as: 'asker' }),
  listBrokenOff: (register) => listBrokenOff({ ...ofCourse(register), list: 'lijst.csv' }),
  listChecked: (register) =>
    listChecked({ ...ofCourse(register), list: 'lijst.csv', readable: true, ready: 31, wrong: 3 }),
  listUnreadable: (register) =>
    listChecked({ ...ofCourse(register), list: 'lijst.pdf', readable: false, ready: 0, wrong: 0 }),
  listDone: (register) =>
    listDone({ ...ofCourse(register), list: 'lijst.csv', people: 31, wrong: 3 }),
  listDoneWell: (register) =>
    listDone({ ...ofCourse(register), list: 'lijst.csv', people: 1, wrong: 0 }),
  listSigned: (register) =>
    listSigned({ ...ofSigned(register), ready: 11, wrong: 1, placed: false }),
  listSignedPlaced: (register) =>
    listSigned({ ...ofSigned(register), ready: 1, wrong: 2, placed: true }),
  attendancePlaced: (register) =>
    attendancePlaced({
      ...{ ...ofCourse(register), organisation: academie, lastDay: '2026-11-12', hours: '8 uur' },
      ...{ registers: ['KRSD', 'LKLR'], unfinished: ['LKLR'], joined: false, unaccredited: [] },
    }),
  attendanceJoined: (register) =>
    attendancePlaced({
      ...{ ...ofCourse(register), organisation: academie, lastDay: '2026-11-12', hours: '8 uur' },
      ...{ registers: ['KRSD'], unfinished: [], joined: true, unaccredited: ['KRSD'] },
    }),
  attendanceContested: (register) =>
    attendanceContested({
      ...ofCourse(register),
      participant: 'KRSD-004217 El Amrani',
      ...{ reason: 'Ik bleef de hele dag.', before: '2026-12-11' },
    }),
  contestReminder: (register) =>
    contestReminder({
      ...{ ...ofCourse(register), participant: 'KRSD-004217 El Amrani' },
      ...{ reason: 'Ik bleef de hele dag.', before: '2026-12-11' },
    }),
  contestPassed: (register) =>
    contestPassed({ ...ofCourse(register), organisation: academie, to: 'participant' }),
  contestPassedBy: (register) =>
    contestPassed({ ...ofCourse(register), organisation: academie, to: 'organisation' }),
  attendanceTakenOut: (register) =>
    attendanceTakenOut({
      ...{ ...ofCourse(register), organisation: academie, stays: [], joined: false },
    }),
  attendanceStays: (register) =>
    attendanceTakenOut({
      ...{ ...ofCourse(register), organisation: academie, stays: ['LKLR'], joined: false },
    }),
  attendanceUnconfirmed: (register) =>
    attendanceTakenOut({
      ...{ ...ofCourse(register), organisation: academie, stays: [], joined: true },
    }),
  contestAnswered: (register) =>
    contestAnswered({
      ...ofCourse(register),
      organisation: academie,
      agrees: false,
      answer: 'Nee.',
      left: { stays: [], own: false },
    }),
  contestAgreed: (register) =>
    contestAnswered({
      ...{ ...ofCourse(register), organisation: academie, agrees: true, answer: '' },
      left: { stays: ['KRSD'], own: true },
    }),
  contestDecided: (register) =>
    contestDecided({
      ...{ ...ofCourse(register), outcome: 'changed', hours: '6 uur' },
      ...{ reason: 'De lijst van de zaal.', left: { stays: ['LKLR'], own: false } },
    }),
  attendanceReminder: (register) =>
    attendanceReminder({
      ...{ ...ofCourse(register), lastDay: '2026-11-12', tellBefore: '2027-01-12' },
    }),
  trainerAsked: (register) =>
    trainerAsked({
      ...{ ...ofCourse(register), organisation: academie, url, lastDay: '2026-11-12' },
      before: '2026-12-12',
    }),
  accessAsked: (register) =>
    accessAsked({ ...ofAcademie(register), asker: 'Tom (tom@voorbeeld.nl)' }),
  accessGranted: (register) =>
    accessAnswered({ ...ofAcademie(register), granted: true, roles: ['lezer'] }),
  accessRefused: (register) =>
    accessAnswered({ ...ofAcademie(register), granted: false, roles: [] }),
  memberJoined: (register) =>
    memberChanged({ ...ofAcademie(register), change: 'joined', who: 'Tom', roles: ['lezer'] }),
  memberLeft: (register) => memberChanged({ ...ofAcademie(register), change: 'left', roles: [] }),
  memberRemoved: (register) =>
    memberChanged({ ...ofAcademie(register), change: 'removed', roles: ['lezer'] }),
  memberRoles: (register) =>
    memberChanged({ ...ofAcademie(register), change: 'roles', roles: ['lezer'] }),
  agreementSigned: (register) =>
    agreementSigned({
      register,
      ...farid,
      number: 'KRSD-O-000123',
      signedAt: moment,
      workingDays: 10,
    }),
  agreementArrived: (register) =>
    agreementArrived({
      register,
      ...farid,
      number: 'KRSD-O-000123',
      receivedOn: '2026-11-20',
      workingDays: 10,
    }),
  targetReminder: (register) =>
    targetReminder({
      register,
      ...farid,
      target: '2027-02-21',
      enough: false,
      forecast: 'Met wat gepland is, is het op 21 februari 2027 nog niet genoeg.',
    }),
  registrationOnHold: (register) =>
    registrationOnHold({
      register,
      ...farid,
      number: 'KRSD-F-000123',
      withdrawnOn: '2027-02-21',
    }),
  statusSet: (register) =>
    statusSet({
      register,
      name: farid.name,
      set: {
        does: 'hold',
        first: '2027-03-01',
        last: '2027-06-01',
        endsWhenPaid: false,
        certified: true,
        shown: false,
        meanwhile: { activities: false, apply: false, invoices: false },
        backFrom: undefined,
      },
      ground: 'Er ontbreekt een stuk',
      reason: 'De VOG is niet gekomen.',
      decidedBy: undefined,
      objectBefore: '2027-04-12',
    }),
  statusSetAsDecided: (register) =>
    statusSet({
      register,
      name: farid.name,
      set: {
        does: 'remove',
        first: undefined,
        last: undefined,
        endsWhenPaid: false,
        certified: true,
        shown: false,
        meanwhile: { activities: false, apply: false, invoices: false },
        backFrom: '2029-03-01',
      },
      ground: 'Valse stukken',
      reason: 'Het diploma is vals.',
      decidedBy: 'het bestuur',
      objectBefore: '2027-04-12',
    }),
  registrationReleased: (register) =>
    registrationReleased({ register, ...farid, status: 'Kandidaat', because: 'paid' }),
  complaintForwarded: (register) =>
    complaintForwarded({
      register,
      number: 'K-2026-0003',
      to: 'Rina Smit',
      professional: 'cliëntondersteuner',
      complaint,
    }),
  complaintSent: (register) =>
    complaintSent({
      register,
      number: 'K-2026-0003',
      by: 'de BCMB',
      email: 'klachten@voorbeeld.nl',
      complaint,
    }),
  suspensionOver: (register) =>
    suspensionOver({ register, ...farid, last: '2026-11-21', status: 'Geregistreerd' }),
  registrationEnded: (register) =>
    registrationEnded({
      register,
      ...farid,
      reason: 'not-paid',
      endedOn: '2026-11-21',
      credited: false,
    }),
  registrationEndedOnRequest: (register) =>
    registrationEnded({
      register,
      ...farid,
      reason: 'own-request',
      endedOn: '2026-11-21',
      credited: true,
    }),
  passwordChanged: (register) => passwordChanged({ register, ...farid, changedAt: moment }),
  alarm: (register) =>
    alarmLetter({
      register,
      ...farid,
      began: [
        { kind: 'backup', amount: 8, began_at: moment, ended_at: null },
        { kind: 'disk', amount: null, began_at: moment, ended_at: null },
      ],
      ended: [{ kind: 'damaged-files', amount: 1, began_at: moment, ended_at: moment }],
    }),
  alarmOver: (register) =>
    alarmLetter({
      register,
      ...farid,
      began: [],
      ended: [{ kind: 'undelivered-mail', amount: 3, began_at: moment, ended_at: moment }],
    }),
  newSignIn: (register) =>
    newSignIn({ register, ...farid, signedInAt: moment, device: 'Firefox op Windows' }),
  organisationLinked: (register) =>
    organisationLinked({
      register,
      ...farid,
      organisation: 'Gemeente Heideveld',
      linkedAt: moment,
    }),
  sessionsEnded: (register) => sessionsEnded({ register, ...farid, endedAt: moment }),
  personalExportFailed: (register) => personalExportFailed({ register, ...farid }),
  personalExportReady: (register) =>
    personalExportReady({
      register,
      ...farid,
      fetchBefore: Temporal.PlainDate.from('2026-11-27'),
    }),
  secondFactorFailed: (register) =>
    secondFactorFailed({ register, ...farid, triedAt: moment, device: 'Firefox op Windows' }),
  agreementReady: (register) => agreementReady({ register, ...agreement }),
  agreementReminder: (register) =>
    agreementReminder({ register, ...agreement, announcedOn: undefined, daysLeft: 16 }),
  agreementLastReminder: (register) =>
    agreementReminder({ register, ...agreement, announcedOn: '2026-11-20', daysLeft: 1 }),
  agreementLapsed: (register) =>
    agreementLapsed({ register, ...agreement, removedOn: '2027-02-01' }),
  agreementApproved: (register) =>
    agreementApproved({
      register,
      ...agreement,
      registrationNumber: 'KRSD-004217',
      activities: true,
      gates: { portfolio: 'agreement', visible: 'agreement+payment' },
      pays: true,
    }),
  agreementApprovedFree: (register) =>
    agreementApproved({
      register,
      ...agreement,
      registrationNumber: 'KRSD-004217',
      activities: false,
      gates: { portfolio: 'agreement+payment', visible: 'agreement+payment' },
      pays: false,
    }),
  agreementReturned: (register) =>
    agreementReturned({
      register,
      ...agreement,
      reason: 'De naam klopt niet.\nVoluit graag.',
      objectBefore: '2027-02-25',
    }),
  accountUnused: (register) => accountUnused({ register, ...farid, removedOn: '2027-02-01' }),
  endPlanned: (register) => endPlanned({ register, ...farid, last: '2027-02-01' }),
  deathAcknowledged: (register) =>
    deathAcknowledged({ register, name: farid.name, who: 'Noor de Wit' }),
  peopleMerged: (register) =>
    peopleMerged({
      register,
      name: farid.name,
      number: 'KRSD-000012',
      endedNumber: 'KRSD-000034',
      signIn: 'farid@voorbeeld.nl',
      reason: 'Zelfde persoon.\nTeruggebeld.',
    }),
  addressMerged: (register) =>
    addressMerged({ register, name: farid.name, signIn: 'f…@voorbeeld.nl' }),
  signsInElsewhere: (register) =>
    signsInElsewhere({ register, hint: 'f…@voorbeeld.nl', name: farid.name }),
  shieldingAnswered: (register) => shieldingAnswered({ register, ...farid }),
  erasureAsked: (register) =>
    erasureAsked({
      register,
      ...farid,
      backUntil: '2027-02-08',
      answerBefore: '2027-03-01',
      judged: true,
    }),
  erasureAskedUnjudged: (register) =>
    erasureAsked({
      register,
      ...farid,
      backUntil: '2027-02-08',
      answerBefore: '2027-03-01',
      judged: false,
    }),
  erasureReminder: (register) =>
    erasureReminder({ register, ...farid, answerBefore: '2027-03-01', late: false }),
  erasureReminderLate: (register) =>
    erasureReminder({ register, ...farid, answerBefore: '2027-03-01', late: true }),
  retentionTerms: (register) =>
    retentionTerms({
      ...{ register, ...farid, begins: '2027-03-01' },
      goes: [
        { label: 'E-mails', things: 12 },
        { label: 'Facturen', things: 1 },
      ],
      because: 'terms',
    }),
  retentionTermsTakenOver: (register) =>
    retentionTerms({
      ...{ register, ...farid, begins: '2027-03-01', because: 'taken-over' },
      goes: [{ label: 'Dossiers', things: 3 }],
    }),
  proposalLapsed: (register) =>
    proposalLapsed({
      ...{ register, ...farid, whose: 'Rina Smit' },
      ...{ seat: seatIn(register), days: 30 },
    }),
  erasureWaits: (register) =>
    erasureWaits({ register, ...farid, answerBefore: '2027-03-01', judged: true }),
  erasureGoes: (register) =>
    erasureWaits({ register, ...farid, answerBefore: '2027-03-01', judged: false }),
  erasureWithdrawn: (register) => erasureWithdrawn({ register, ...farid }),
  erasureExtended: (register) =>
    erasureExtended({
      register,
      ...farid,
      reason: 'Er zijn veel verzoeken.\nHet wordt mei.',
      answerBefore: '2027-05-01',
    }),
  erasureGranted: (register) =>
    erasureAnswered({
      register,
      ...farid,
      grants: 'part',
      words: 'Wat is besloten, blijft.',
      stays: whatStays,
      backUntil: '2027-02-08',
    }),
  erasureGrantedWhole: (register) =>
    erasureAnswered({
      register,
      ...farid,
      grants: 'all',
      words: '',
      stays: whatStays,
      backUntil: '2027-02-08',
    }),
  erasureRefused: (register) =>
    erasureAnswered({
      register,
      ...farid,
      grants: undefined,
      words: 'Er loopt een zaak.',
      stays: [],
      backUntil: '2027-02-08',
    }),
  erasureDone: (register) => erasureDone({ register, ...farid, extent: 'all', stays: whatStays }),
  erasureDonePartly: (register) =>
    erasureDone({ register, ...farid, extent: 'part', stays: whatStays }),
  nameChanged: (register) => nameChanged({ register, ...farid, reissued: true }),
  nameChangedWithoutPaper: (register) => nameChanged({ register, ...farid, reissued: false }),
  nameNotChanged: (register) =>
    nameNotChanged({
      register,
      ...farid,
      answer: 'Stuur eerst een akte.\nDan kijken we opnieuw.',
      objectBefore: '2027-02-25',
    }),
  originalReceived: (register) =>
    originalReceived({ register, ...farid, document: 'de VOG', envelope: false }),
  originalReceivedToReturn: (register) =>
    originalReceived({ register, ...farid, document: 'het uittreksel', envelope: true }),
  originalDestroyed: (register) =>
    originalGone({
      register,
      ...farid,
      document: 'de VOG',
      how: 'destroyed',
      inOrder: true,
      reason: '',
    }),
  originalReturned: (register) =>
    originalGone({
      register,
      ...farid,
      document: 'de VOG',
      how: 'returned',
      inOrder: false,
      reason: 'Het profiel past niet.\nVraag een VOG met profiel 45 aan.',
    }),
  invoiceSent: (register) => invoiceSent({ register, ...payment }),
  paymentReceived: (register) =>
    paymentReceived({ register, ...payment, openCents: 0, paidOn: '2026-12-01' }),
  paymentOfPart: (register) =>
    paymentReceived({ register, ...payment, cents: 4000, openCents: 5500, paidOn: '2026-12-01' }),
  paymentOfPartLate: (register) =>
    paymentReceived({
      register,
      ...payment,
      cents: 4000,
      openCents: 5500,
      dueDate: undefined,
      paidOn: '2026-12-24',
    }),
  paymentFirst: (register) =>
    paymentReminder({ register, ...payment, step: 'first', onHoldFrom: '2027-02-20' }),
  paymentRest: (register) =>
    paymentReminder({
      register,
      ...payment,
      cents: 5500,
      paidCents: 4000,
      step: 'first',
      onHoldFrom: '2027-02-20',
    }),
  paymentSecond: (register) =>
    paymentReminder({ register, ...payment, step: 'second', onHoldFrom: '2027-02-20' }),
  paymentLast: (register) =>
    paymentReminder({ register, ...payment, step: 'last', onHoldFrom: '2027-02-20' }),
  paymentRefunded: (register) =>
    paymentRefunded({
      register,
      ...farid,
      cents: 9500,
      refundedOn: '2026-12-05',
      accountName: 'F. El Amrani',
      iban: 'NL91ABNA0417164300',
      ground: 'Dubbel of te veel betaald',
      rests: 'Reglement, artikel 5',
      reason: 'De gemeente had al betaald.',
    }),
  paymentRefundedPlainly: (register) =>
    paymentRefunded({
      register,
      ...farid,
      cents: 1,
      refundedOn: '2026-12-05',
      accountName: 'F. El Amrani',
      iban: 'NL91ABNA0417164300',
      ground: 'Dubbel of te veel betaald',
      rests: undefined,
      reason: '',
    }),
  paymentUndone: (register) =>
    paymentUndone({
      register,
      ...payment,
      wasPaid: true,
      reason: 'Het bedrag was van een ander.',
      status: 'Aanmelding goedgekeurd',
    }),
  paymentOfPartUndone: (register) =>
    paymentUndone({
      register,
      ...payment,
      wasPaid: false,
      reason: 'Het bedrag was van een ander.',
      status: undefined,
    }),
  corrected: (register) =>
    corrected({
      register,
      ...registered,
      changes: [
        { field: 'decided', before: '2027-01-14', after: '2027-01-12' },
        { field: 'last', before: '2031-01-13', after: '2031-01-11' },
      ],
      reason: 'De vergadering was twee dagen eerder.',
      source: 'Besluitenlijst van 12 januari',
      reissued: true,
      toConfirm: false,
    }),
  correctedEmail: (register) =>
    corrected({
      register,
      ...registered,
      changes: [{ field: 'email', before: 'a@voorbeeld.nl', after: 'b@voorbeeld.nl' }],
      reason: 'Er stond een letter te veel in.',
      source: '',
      reissued: false,
      toConfirm: true,
    }),
  invoiceForwarded: (register) =>
    invoiceForwarded({
      register,
      ...payment,
      name: 'Rina Smit',
      sender: 'Lonneke de Wit',
      mark: 'Kostenplaats 4711',
      url: 'https://peil.example/krsd/factuur/AbCdEf',
    }),
  invoiceForwardedPlainly: (register) =>
    invoiceForwarded({
      register,
      ...payment,
      name: 'Rina Smit',
      sender: 'Lonneke de Wit',
      mark: '',
      url: 'https://peil.example/krsd/factuur/AbCdEf',
    }),
  invoiceCredited: (register) =>
    invoiceCredited({ ...credited(register), freedCents: 0, openCents: 0, whole: true }),
  invoiceCreditedInPart: (register) =>
    invoiceCredited({ ...credited(register), freedCents: 0, openCents: 5500, whole: false }),
  invoiceCreditedAfterPayment: (register) =>
    invoiceCredited({ ...credited(register), freedCents: 9500, openCents: 0, whole: true }),
  invoiceWrittenOff: (register) => invoiceWrittenOff({ register, ...payment, creditNote: true }),
  candidatePublic: (register) =>
    candidatePublic({
      register,
      ...registered,
      since: '2026-12-01',
      shown: ['name', 'status', 'valid-until'],
      activities: true,
      portfolio: 'agreement',
      paid: true,
    }),
  takenOverInvitation: (register) =>
    takenOverInvitation({
      register,
      ...registered,
      source: 'een eerdere administratie',
    }),
  candidatePublicFree: (register) =>
    candidatePublic({
      register,
      ...registered,
      since: '2026-12-01',
      shown: ['name', 'status', 'category'],
      activities: false,
      portfolio: 'agreement',
      paid: false,
    }),
  verdictHearing: (register) =>
    verdictHearing({
      register,
      ...farid,
      number: 'V-2027-0004',
      by: 'het tuchtcollege',
      givenOn: '2027-01-15',
      gist: 'De klacht is gegrond.',
      decides: 'het bestuur',
      before: '2027-02-01',
    }),
  measureWaits: (register) =>
    measureWaits({ register, ...farid, number: 'V-2027-0004', part: 'decides' }),
  measureWaitsForOthers: (register) =>
    measureWaits({ register, ...farid, number: 'V-2027-0004', part: 'agrees' }),
  measureDecided: (register) =>
    measureDecided({
      register,
      ...farid,
      number: 'V-2027-0004',
      board: 'het bestuur',
      kind: 'suspension',
      first: '2027-02-14',
      last: '2027-05-13',
      reason: 'De uitspraak is ernstig.',
      objectBefore: '2027-03-28',
    }),
  measureDecidedNone: (register) =>
    measureDecided({
      register,
      ...farid,
      number: 'V-2027-0004',
      board: 'het bestuur',
      kind: 'none',
      first: undefined,
      last: undefined,
      reason: 'De zaak ging niet over dit werk.',
      objectBefore: '2027-03-28',
    }),
  rulingAsked: (register) =>
    rulingAsked({
      register,
      ...farid,
      number: 'B-2027-0001',
      board: 'het bestuur',
      adviser: register.wording.committee.the,
      answerBy: '2027-03-11',
    }),
  rulingAnswered: (register) =>
    rulingAnswered({
      register,
      ...farid,
      number: 'B-2027-0001',
      answer: 'Artikel 3 lid 2 gaat hierover.',
    }),
  rulingDecided: (register) =>
    rulingDecided({
      register,
      ...farid,
      number: 'B-2027-0001',
      board: 'het bestuur',
      granted: true,
      decision: 'De stage in het buitenland telt mee.',
      ground: 'De stage had hetzelfde doel als een stage hier.',
      condition: undefined,
      until: undefined,
      applicationNumber: undefined,
      objectBefore: '2027-04-22',
    }),
  rulingConditional: (register) =>
    rulingDecided({
      register,
      ...farid,
      number: 'B-2027-0003',
      board: 'het bestuur',
      granted: true,
      decision: 'Het tekort is geen bezwaar.',
      ground: 'Er was ziekte.',
      condition: 'De uren zijn er op de laatste dag.',
      until: '2028-01-31',
      applicationNumber: 'A-000012',
      objectBefore: '2027-04-22',
    }),
  rulingCorrected: (register) =>
    rulingCorrected({
      register,
      ...farid,
      number: 'B-2027-0001',
      board: 'het bestuur',
      granted: false,
      decision: 'De stage telt niet mee.',
      ground: 'De stage duurde te kort.',
      condition: undefined,
      until: undefined,
      applicationNumber: undefined,
      objectBefore: '2027-04-22',
      instead: { of: '2027-03-01', because: 'De duur was verkeerd gelezen.' },
      stays: ['Het besluit van 10 maart 2027 op aanvraag A-000012 (toegekend) blijft staan.'],
    }),
  rulingRefused: (register) =>
    rulingDecided({
      register,
      ...farid,
      number: 'B-2027-0002',
      board: 'het bestuur',
      granted: false,
      decision: 'De stage telt niet mee.',
      ground: 'De stage had een ander doel.',
      condition: undefined,
      until: undefined,
      applicationNumber: undefined,
      objectBefore: '2027-04-22',
    }),
  objectionReceived: (register) =>
    objectionReceived({
      register,
      ...farid,
      ...objection,
      receivedOn: '2027-02-01',
      Body: 'Het bestuur',
      decideBefore: '2027-03-15',
      groundsBefore: undefined,
      late: false,
      suspends: false,
      fee: 0,
      charged: false,
    }),
  objectionReceivedLate: (register) =>
    objectionReceived({
      register,
      ...farid,
      ...objection,
      receivedOn: '2027-02-26',
      Body: 'Het bestuur',
      decideBefore: '2027-04-09',
      groundsBefore: '2027-03-26',
      late: true,
      suspends: true,
      fee: 5000,
      charged: true,
    }),
  objectionGrounds: (register) =>
    objectionGrounds({
      register,
      ...farid,
      number: objection.number,
      question: 'De redenen ontbreken.\nGraag ook het programma.',
      before: '2027-03-01',
    }),
  objectionHearing: (register) =>
    objectionHearing({
      register,
      ...farid,
      number: objection.number,
      on: '2027-02-18',
      place: '14.00 uur, online',
    }),
  objectionExtended: (register) =>
    objectionExtended({
      register,
      ...farid,
      number: objection.number,
      reason: 'Er is iemand ziek.\nHet gesprek is later.',
      decideBefore: '2027-04-26',
    }),
  objectionFounded: (register) =>
    objectionDecided({
      register,
      ...farid,
      ...objection,
      Body: 'Het bestuur',
      outcome: 'founded',
      decision: 'De training telt mee.',
      reason: 'Die hoort bij het vak.',
      changes: ['Aanvraag A-2027-0001 is toegekend.'],
      further: undefined,
      fee: 5000,
    }),
  objectionUnfounded: (register) =>
    objectionDecided({
      register,
      ...farid,
      ...objection,
      Body: 'Het bestuur',
      outcome: 'unfounded',
      decision: 'Het besluit blijft.',
      reason: 'De training gaat over iets anders.',
      changes: [],
      further: 'Daarna is er de rechter.',
      fee: 0,
    }),
  objectionWithdrawn: (register) =>
    objectionWithdrawn({
      register,
      ...farid,
      ...objection,
      resumes: ['De schorsing gaat vandaag in, tot en met 1 april 2027.'],
    }),
  objectionWaits: (register) =>
    objectionWaits({
      register,
      ...farid,
      number: objection.number,
      part: 'check',
      before: '2027-03-15',
      overdue: false,
    }),
  objectionOverdue: (register) =>
    objectionWaits({
      register,
      ...farid,
      number: objection.number,
      part: 'decide',
      before: '2027-03-15',
      overdue: true,
    }),
  rulingWaits: (register) =>
    rulingWaits({
      register,
      ...farid,
      number: 'B-2027-0001',
      part: 'decides',
      before: '2027-03-11',
    }),
  rulingWaitsForAdvice: (register) =>
    rulingWaits({
      register,
      ...farid,
      number: 'B-2027-0001',
      part: 'advises',
      before: '2027-03-11',
    }),
  secondLook: (register) => secondLook({ register, ...farid, about: 'merge' }),
  secondLookAtFiles: (register) => secondLook({ register, ...farid, about: 'files' }),
  secondLookAtRole: (register) => secondLook({ register, ...farid, about: 'staff' }),
  secondLookAtHidden: (register) => secondLook({ register, ...farid, about: 'shielding' }),
  notAgreed: (register) => notAgreed({ register, ...farid, about: 'status' }),
  tooFewMembers: (register) =>
    tooFewMembers({
      register,
      name: 'Rina Smit',
      what: 'aanvraag A-2027-0012',
      body: register.wording.committee.the,
      free: 1,
      needed: 2,
    }),
  termEnds: (register) =>
    termEnds({ register, ...farid, seat: seatIn(register), last: '2027-06-30' }),
  termEndsOfAnother: (register) =>
    termEnds({
      register,
      name: 'Rina Smit',
      seat: seatIn(register),
      last: '2027-06-30',
      of: 'Tom Visser',
    }),
  applicationReceived: (register) =>
    applicationReceived({
      register,
      ...application,
      receivedOn: '2026-12-10',
      meeting,
      pendingStatus: register.wording.certification.Renewal,
    }),
  applicationReceivedEarly: (register) =>
    applicationReceived({
      register,
      ...application,
      receivedOn: '2026-12-10',
      meeting: { ...meeting, decides: 'when-enough-votes' },
    }),
  applicationComplete: (register) => applicationComplete({ register, ...application, meeting }),
  applicationAddedTo: (register) =>
    applicationAddedTo({
      register,
      ...application,
      addedOn: '2026-12-11',
      added: ['Moreel beraad', 'uitnodiging.pdf'],
    }),
  applicationReturned: (register) =>
    applicationReturned({
      register,
      ...application,
      items: ['Bewijs bij Moreel beraad', 'Uren van Webinar'],
      before: '2026-12-24',
    }),
  applicationReminder: (register) =>
    applicationReminder({
      register,
      ...application,
      items: ['Bewijs bij Moreel beraad'],
      before: '2026-12-24',
      daysLeft: 7,
    }),
  applicationGranted: (register) =>
    applicationGranted({
      register,
      ...application,
      kind: 'renewal',
      first: '2027-01-14',
      last: '2030-01-13',
    }),
  applicationRefused: (register) =>
    applicationRefused({ register, ...application, objectBefore: '2027-02-26' }),
  certificateReady: (register) => certificateReady({ register, ...registered }),
  interimDecided: (register) =>
    interimDecided({
      register,
      name: 'Farid El Amrani',
      activity: 'Les op de vakopleiding',
      granted: '12 punten',
      accredited: true,
      reason: 'De les past bij het vak.',
      objectBefore: '2027-02-25',
    }),
  leaveDecided: (register) =>
    leaveDecided({
      ...leave,
      register,
      granted: leave.asked,
      reason: '',
      byStatement: true,
      until: '2029-11-30',
      reissued: true,
      objectBefore: undefined,
    }),
  leaveDecidedPart: (register) =>
    leaveDecided({
      ...leave,
      register,
      granted: { first: '2026-03-01', last: '2026-07-31' },
      reason: 'Volgens de brief vanaf maart.',
      objectBefore: '2027-02-25',
    }),
  leaveDecidedNone: (register) =>
    leaveDecided({
      ...leave,
      register,
      granted: undefined,
      reason: 'Het duurt te kort.',
      objectBefore: '2027-02-25',
    }),
  leaveExpired: (register) => leaveExpired({ register, name: 'Farid El Amrani', ...leave.asked }),
  interimExpired: (register) =>
    interimExpired({ register, name: 'Farid El Amrani', activity: 'Les op de vakopleiding' }),
  versionComes: (register) =>
    versionComes({
      register,
      name: 'Farid El Amrani',
      from: '2027-01-01',
      title: 'Reglement, versie 2',
      standing: 'Nog 12 uur nodig.',
      changes: 2,
      early: 'Dat kan vanaf 1 oktober 2026.',
    }),
  versionComesAlike: (register) =>
    versionComes({
      register,
      name: 'Farid El Amrani',
      from: '2027-01-01',
      title: 'Reglement, versie 2',
      standing: 'Alle normen zijn gehaald.',
      changes: 0,
      early: undefined,
    }),
  couldMove: (register) =>
    couldMove({ register, name: 'Farid El Amrani', held: 'Junior', other: 'Senior' }),
  expiryYear: (register) => expiryReminder({ register, ...registered, months: 12, toGo: 4600 }),
  expiryMonth: (register) => expiryReminder({ register, ...registered, months: 1, toGo: 0 }),
  registrationExpired: (register) => registrationExpired({ register, ...registered }),
  temporaryExpired: (register) => registrationExpired({ register, ...registered, temporary: true }),
  temporaryGranted: (register) =>
    temporaryGranted({
      register,
      ...application,
      first: '2027-01-14',
      last: '2028-01-13',
      open: ['Geaccrediteerd: nog 24 uur'],
      objectBefore: '2027-02-25',
    }),
  temporaryReady: (register) => certificateReady({ register, ...registered, temporary: true }),
  temporaryReminder: (register) =>
    temporaryReminder({ register, ...registered, months: 3, open: ['Geaccrediteerd: nog 24 uur'] }),
  temporaryReminderWhole: (register) =>
    temporaryReminder({ register, ...registered, months: 1, open: [] }),
  attestationRequest: (register) =>
    attestationRequest({ register, ...attestation, url, before: '2026-12-05' }),
  attestationReminder: (register) =>
    attestationRequest({ register, ...attestation, url, before: '2026-12-05', again: true }),
  attestationAnswered: (register) =>
    attestationAnswered({ register, ...attestation, answer: 'confirmed' }),
  attestationDeclined: (register) =>
    attestationAnswered({ register, ...attestation, answer: 'declined' }),
  feedbackRequest: (register) =>
    feedbackRequest({ register, ...feedback, note: 'Ik wil leren.', url }),
  feedbackReminder: (register) =>
    feedbackReminder({ register, ...feedback, askedOn: '2026-11-20' }),
  feedbackShown: (register) =>
    feedbackClosed({ register, ...feedback, outcome: 'shown', shownFrom: 5, entered: true }),
  feedbackTooFew: (register) =>
    feedbackClosed({ register, ...feedback, outcome: 'too-few', shownFrom: 5, entered: false }),
  courseTip: (register) =>
    courseTip({
      ...{ register, name: 'Rina Smit', sender: 'Lonneke de Wit', course: 'Passend onderwijs' },
      ...{ line: 'Iets voor ons?', url: 'https://peil.example/krsd/opleidingen/tip/AbCdEf' },
    }),
  allocationsLapsed: (register) =>
    allocationsLapsed({
      ...{ register, name: 'Rina Smit', organisation: 'Jeugdhulp De Brug', decisions: 2 },
    }),
  teamChanged: (register) =>
    teamChanged({
      ...{ register, name: 'Rina Smit', organisation: 'Gemeente Heideveld', team: 'RMC' },
      ...{ of: 'KRSD', changed: 1, ends: 2 },
    }),
  teamChangedWhole: (register) =>
    teamChanged({
      ...{ register, name: 'Rina Smit', organisation: 'Gemeente Heideveld', team: undefined },
      ...{ of: 'KRSD', changed: 0, ends: 1 },
    }),
  sightAsked: (register) =>
    sightAsked({
      ...{ register, ...feedback, organisation: 'Gemeente Heideveld', team: 'Leerplicht' },
      ...{ by: 'Mila Bos (mila@heideveld.example)', until: '2026-11-28' },
    }),
  sightQuestion: (register) =>
    sightQuestion({
      ...{ register, ...feedback, organisation: 'Gemeente Heideveld', team: undefined },
      ...{ until: '2026-11-28', again: false },
    }),
  sightQuestionAgain: (register) =>
    sightQuestion({
      ...{ register, ...feedback, organisation: 'Gemeente Heideveld', team: 'RMC' },
      ...{ until: '2026-11-28', again: true },
    }),
  ...Object.fromEntries(
    (['employer', 'last-day', 'unanswered', 'organisation'] as const).map((why) => [
      `sightStopped ${why}`,
      (register: MailRegister) =>
        sightStopped({
          ...{ register, ...feedback, organisation: 'Gemeente Heideveld', team: undefined, why },
        }),
    ]),
  ),
  sightGiven: (register) =>
    sightGiven({
      ...{ register, ...feedback, organisation: 'Gemeente Heideveld', team: 'RMC' },
      who: 'Lonneke de Wit',
    }),
  sightEnded: (register) =>
    sightEnded({
      ...{ register, ...feedback, organisation: 'Gemeente Heideveld', team: 'RMC' },
      ...{ who: 'Lonneke de Wit', over: false },
    }),
  sightEndedOver: (register) =>
    sightEnded({
      ...{ register, ...feedback, organisation: 'Gemeente Heideveld', team: undefined },
      ...{ who: 'Lonneke de Wit', over: true },
    }),
  enrolmentReceived: (register) =>
    enrolmentReceived({ register, ...feedback, ...enrolment, enrolled: 12, waiting: 0 }),
  enrolmentReceivedFull: (register) =>
    enrolmentReceived({ register, ...feedback, ...enrolment, enrolled: 12, waiting: 1 }),
  enrolmentWaits: (register) =>
    enrolmentWaits({
      ...{ register, ...feedback, ...enrolment, place: 2 },
      passed: 'Lonneke de Wit en KRSD-000012',
    }),
  placeOffered: (register) =>
    placeOffered({ register, ...feedback, ...enrolment, until: '2026-11-28' }),
  waitEndedUnanswered: (register) =>
    waitEnded({ register, ...feedback, ...enrolment, why: 'unanswered' }),
  waitEndedBegun: (register) =>
    waitEnded({ register, ...feedback, ...enrolment, organisation: 'de opleider', why: 'begun' }),
  enrolmentWithdrawn: (register) => enrolmentWithdrawn({ register, ...feedback, ...enrolment }),
  enrolmentConfirmed: (register) =>
    enrolmentConfirmed({
      ...{ register, ...feedback, ...enrolment },
      passed: 'Lonneke de Wit en KRSD-000012',
    }),
  editionCancelled: (register) =>
    editionCancelled({
      ...{ register, ...feedback, ...enrolment, waits: false },
      reason: 'De trainer is ziek.',
    }),
  editionCancelledWaits: (register) =>
    editionCancelled({
      ...{ register, ...feedback, ...enrolment, waits: true },
      reason: 'De trainer is ziek.',
    }),
  editionMoved: (register) => editionMoved({ register, ...feedback, ...enrolment, waits: false }),
  editionMovedWaits: (register) =>
    editionMoved({ register, ...feedback, ...enrolment, waits: true }),
  plannedEditionCancelled: (register) =>
    plannedEditionCancelled({ register, ...feedback, ...enrolment, reason: 'De trainer is ziek.' }),
  plannedEditionMoved: (register) => plannedEditionMoved({ register, ...feedback, ...enrolment }),
  courseProposed: (register) =>
    courseProposed({
      ...{ register, ...feedback, organisation: 'Gemeente Heideveld', team: 'Leerplicht' },
      ...{ course: 'Passend onderwijs', on: '2026-12-01' },
    }),
  courseReminder: (register) =>
    courseReminder({
      register,
      ...feedback,
      title: 'Passend onderwijs',
      what: 'opleiding',
      on: '2026-12-01',
      done: false,
    }),
  courseReminderDone: (register) =>
    courseReminder({
      register,
      ...feedback,
      title: 'Passend onderwijs',
      what: 'activiteit',
      on: '2026-11-19',
      done: true,
    }),
  courseReview: (register) =>
    courseReview({
      register,
      ...feedback,
      title: 'Passend onderwijs',
      number: 'OPL-000012',
      on: '2026-12-01',
      gone: false,
    }),
  courseReviewGone: (register) =>
    courseReview({
      register,
      ...feedback,
      title: 'Passend onderwijs',
      number: 'OPL-000012',
      on: '2026-12-01',
      gone: true,
    }),
  planReminder: (register) =>
    planReminder({ register, ...feedback, open: 2, last: '2028-11-20', over: false }),
  planReminderOver: (register) =>
    planReminder({ register, ...feedback, open: 1, last: '2026-11-20', over: true }),
  contactAsked: (register) =>
    contactAsked({ register, name: 'Farid El Amrani', who: 'Rina Smit', text: 'Zullen we?' }),
  contactWrote: (register) =>
    contactWrote({ register, name: 'Farid El Amrani', who: 'Rina Smit', text: 'Goed idee.' }),
  writtenInGroup: (register) =>
    writtenInGroup({
      register,
      ...feedback,
      group: 'Intervisie noord',
      count: 2,
      authors: ['Rina Smit', 'Tom Visser'],
    }),
  ...Object.fromEntries(
    (['message-hidden', 'profile-hidden', 'group-ended', 'rating-hidden'] as const).flatMap(
      (outcome) => [
        [
          `reportSettled ${outcome}`,
          (register: MailRegister) =>
            reportSettled({
              register,
              ...feedback,
              ...(outcome === 'rating-hidden'
                ? { about: 'de schrijver bij ‘Passend onderwijs’', what: 'rating' }
                : { about: 'Rina Smit', what: 'message' }),
              outcome,
              note: 'Onvriendelijk.',
            }),
        ],
        [
          `takenOutOfSight ${outcome}`,
          (register: MailRegister) =>
            takenOutOfSight({
              register,
              ...feedback,
              outcome,
              seen: 'Ga weg.',
              note: 'Onvriendelijk.',
            }),
        ],
        [
          `objectionToReportAnswered ${outcome}`,
          (register: MailRegister) =>
            objectionToReportAnswered({
              register,
              ...feedback,
              taken: outcome,
              outcome: 'restored',
              note: 'Het was anders bedoeld.',
            }),
        ],
      ],
    ),
  ),
  reportSettled: (register) =>
    reportSettled({
      register,
      ...feedback,
      about: 'Rina Smit',
      what: 'message',
      outcome: 'nothing',
      note: 'Er staat niets onaardigs.',
    }),
  objectionToReportAnswered: (register) =>
    objectionToReportAnswered({
      register,
      ...feedback,
      taken: 'message-hidden',
      outcome: 'stays',
      note: 'Het blijft onaardig.',
    }),
  seriesAsked: (register) => seriesAsked({ register, ...series, occasion: 'asked' }),
  seriesRequest: (register) =>
    seriesAsked({ register, ...series, occasion: 'meeting', link: { url, before: '2026-12-05' } }),
  seriesChanged: (register) => seriesAsked({ register, ...series, occasion: 'changed' }),
  seriesDeclined: (register) =>
    seriesLeft({ register, ...series, member: 'Tom Visser', why: 'declined' }),
  seriesWithdrawn: (register) => seriesWithdrawn({ register, ...series, signsIn: true }),
  seriesLeft: (register) => seriesLeft({ register, ...series, member: 'Tom Visser', why: 'left' }),
  supervisionAsked: (register) =>
    supervisionAsked({ register, ...supervised, text: 'Ik begeleid.' }),
  supervisionAccepted: (register) =>
    supervisionAnswered({ register, ...supervised, answer: 'accept', remark: '' }),
  supervisionDeclined: (register) =>
    supervisionAnswered({ register, ...supervised, answer: 'decline', remark: 'Geen tijd.' }),
  followUpAsked: (register) =>
    followUpAsked({
      register,
      name: 'Farid El Amrani',
      category: 'In opleiding',
      question: 'Zijn de masterclasses gevolgd?',
    }),
  waitOver: (register) =>
    waitOver({
      register,
      name: 'Farid El Amrani',
      document: 'het uittreksel van DUO',
      saidOn: '2026-09-01',
    }),
  signingAsked: (register) => signingAsked({ register, ...supervised, title: 'Verklaring' }),
  signingDone: (register) =>
    signingAnswered({ register, ...supervised, title: 'Verklaring', signed: true, remark: '' }),
  signingDeclined: (register) =>
    signingAnswered({
      register,
      ...supervised,
      title: 'Verklaring',
      signed: false,
      remark: 'Nee.',
    }),
  supervisionOver: (register) =>
    supervisionEnded({ register, ...supervised, wasAccepted: true, to: 'professional-without' }),
  supervisionNotNeeded: (register) =>
    supervisionEnded({ register, ...supervised, wasAccepted: true, to: 'professional' }),
  supervisionTaken: (register) =>
    supervisionEnded({ register, ...supervised, wasAccepted: false, to: 'colleague' }),
  attestationThanks: (register) =>
    attestationThanks({
      register,
      ...attestation,
      name: attestation.signedBy,
      answer: 'confirmed',
      answeredAt: moment,
    }),
  refereeRequest: (register) =>
    refereeRequest({
      register,
      ...referee,
      day: '2026-11-12',
      claimed: 450,
      url,
      before: '2026-12-05',
    }),
  refereeReminder: (register) =>
    refereeReminder({ register, ...referee, url, before: '2026-12-05' }),
  refereeThanks: (register) =>
    refereeThanks({
      register,
      ...referee,
      name: referee.refereeName,
      answer: 'confirmed',
      answeredAt: moment,
    }),
  refereeConfirmed: (register) => refereeConfirmed({ register, ...farid, ...referee }),
  refereeDeclined: (register) =>
    refereeDeclined({ register, ...farid, ...referee, outcome: 'declined' }),
  refereeSilent: (register) =>
    refereeDeclined({ register, ...farid, ...referee, outcome: 'silent' }),
}

const withLink = [
  'organisationInvitation',
  'changeEmail',
  'confirmAccount',
  'factorResetAsked',
  'factorResetConfirmed',
  'signInAgain',
  'signInLink',
  'newPassword',
  'staffInvitation',
  'attestationRequest',
  'attestationReminder',
  'refereeRequest',
  'refereeReminder',
  'seriesRequest',
  'feedbackRequest',
  'trainerAsked',
  'invoiceForwarded',
  'invoiceForwardedPlainly',
  'courseTip',
]

for (const [name, write] of Object.entries(letters)) {
  test(`${name}: the subject is a fact after the register's name, short and on one line`, () => {
    const { subject } = write(krsd)
    assert.match(subject, /^KRSD: [a-z]/)
    assert.ok(subject.length <= 78, `${subject.length}: ${subject}`)
    assert.doesNotMatch(subject, /[\r\n!]/)
  })

  test(`${name}: je and u are never mixed`, () => {
    assert.doesNotMatch(write(krsd).text, /\b(u|uw|U|Uw)\b/)
    const formal = write({ ...krsd, formOfAddress: 'u' })
    assert.doesNotMatch(formal.text + formal.subject, /\b(je|jou|jouw|Je|Jouw)\b/)
    assert.doesNotMatch(formal.text, /\bu je\b|\b(heb|ben|kun|wil|krijg) u\b/)
  })

  test(`${name}: it has the words of its register`, () => {
    const { subject, text, html } = write({ ...krsd, wording: odd })
    assert.doesNotMatch(subject + text + html, fixedWords)
  })

  test(`${name}: it leads to the register once, to nothing else but by a link that works once, and HTML has the same words`, () => {
    const { text, html } = write(krsd)
    const expected = [krsd.signInAt, ...(withLink.includes(name) ? ['once'] : [])].toSorted()
    const led = (links: readonly string[]) =>
      [...new Set(links.map((link) => (link === krsd.signInAt ? link : 'once')))].toSorted()
    const links = text.match(/https?:\/\/\S+/g) ?? []
    assert.deepEqual(led(links), expected)
    assert.equal(links.filter((link) => link === krsd.signInAt).length, 1)
    assert.deepEqual(
      led([...html.matchAll(/<a href="([^"]*)"/g)].map(([, to = '']) => to)),
      expected,
    )
    const shown = plainWords(html)
    for (const line of text.split('\n')) {
      const words = plainWords(line.replace(/^(> |- |-- $)/, '').replace(/:$/, ''))
      assert.ok(shown.includes(words), `${words} is missing from\n${shown}`)
    }
  })

  test(`${name}: it greets by name, has short sentences and no exclamation marks`, () => {
    const { text } = write(krsd)
    assert.match(text, /^Beste (Farid El Amrani|Rina Smit),\n\n/)
    const body = text.slice(0, text.indexOf('Met vriendelijke groet'))
    assert.doesNotMatch(body, /!|undefined|\[object|NaN/)
    for (const sentence of body.split(/[.?]\s|\n/)) {
      const words = sentence.split(/\s+/).length
      assert.ok(words <= 24, `${words} words: ${sentence}`)
    }
  })
}

test('on the narrowest telephone nothing has to be pushed aside, and by day and by night all can be read', {
  skip: noBrowser(),
}, async () => {
  const browser = await openBrowser()
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ viewport: { width: 320, height: 700 }, colorScheme })
      for (const [name, write] of Object.entries(letters)) {
        await page.setContent(write(krsd).html)
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        assert.equal(width, 320, name)
        // Letters are no pages: landmarks and a first heading are not asked of them.
        const found = (await axe(page)).filter((one) => !/^(landmark|region|page-has)/.test(one))
        assert.deepEqual(found, [], `${name} in the ${colorScheme}`)
      }
      await page.close()
    }
  } finally {
    await browser.close()
  }
})

test('whoever is known by an address alone is greeted without a name', () => {
  const name = 'nienke.devries@voorbeeld.nl'
  const { text, html } = confirmAccount({
    register: krsd,
    name,
    url: 'https://peil.test/x',
    hours: 24,
  })
  assert.match(text, /^Goedendag,\n\n/)
  assert.doesNotMatch(text + html, /nienke/)
})

test('a letter from a demo says that it is an example', () => {
  assert.match(letters.invoiceSent!({ ...krsd, example: true }).text, /Dit is een voorbeeld/)
  assert.match(letters.invoiceSent!({ ...krsd, example: true }).html, /Dit is een voorbeeld/)
  assert.doesNotMatch(letters.invoiceSent!(krsd).text, /voorbeeld/)
})

test('nobody writes headers, markup or links with a name or a reason', () => {
  const written = refereeRequest({
    register: krsd,
    ...referee,
    professionalName: 'Farid\r\nBcc: iedereen@voorbeeld.example',
    activity: '<img src=x onerror=alert(1)>',
    day: '2026-11-12',
    claimed: 450,
    url,
    before: '2026-12-05',
  })
  assert.doesNotMatch(written.subject, /[\r\n]/)
  assert.doesNotMatch(written.html, /<img/)
  const parts = { fact: 'x', to: 'x', why: 'x', link: { label: 'x', url: 'javascript:alert(1)' } }
  assert.throws(() => letter(krsd, parts), RangeError)
})

test('amounts, days and hours are written as people here write them', () => {
  assert.match(letters.invoiceSent!(krsd).text, /Bedrag: €\s95,00/)
  assert.match(letters.refereeRequest!(krsd).text, /Omvang: 4,5 uur/)
  assert.match(letters.newSignIn!(krsd).text, /21 november 2026 om 14\.05 uur/)
  assert.equal(
    letters.applicationReturned!(krsd).subject,
    'KRSD: vul je aanvraag aan uiterlijk 24 december 2026',
  )
})

/** The words as somebody reads them: without tags, entities, or where lines break. */
function plainWords(text: string): string {
  return text
    .replace(/<title>.*?<\/title>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&')
    .replace(/[:,]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
