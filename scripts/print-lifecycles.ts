// Prints the lifecycles as diagrams: `node --import tsx scripts/print-lifecycles.ts` writes
// docs/lifecycles/*.md anew; a test says so when they are no longer what the tables say.

import { mkdirSync, writeFileSync } from 'node:fs'
import { additionLifecycle } from '#domain/certification/addition/addition.ts'
import { agreementLifecycle } from '#domain/certification/agreement/agreement.ts'
import { applicationLifecycle } from '#domain/certification/application/application.ts'
import { deathLifecycle } from '#domain/certification/death/death.ts'
import { interimLifecycle } from '#domain/certification/interim/interim.ts'
import { leaveLifecycle } from '#domain/certification/leave/leave.ts'
import { meetingLifecycle } from '#domain/certification/meeting/meeting.ts'
import { mergeLifecycle } from '#domain/certification/merge/merge.ts'
import { objectionLifecycle } from '#domain/certification/objection/objection.ts'
import { rulingLifecycle } from '#domain/certification/ruling/ruling.ts'
import { statusByHandLifecycle } from '#domain/certification/status-by-hand/status-by-hand.ts'
import { verdictLifecycle } from '#domain/certification/verdict/verdict.ts'
import { courseLifecycle } from '#domain/courses/course/course.ts'
import { goalLifecycle } from '#domain/development/development-plan/plan.ts'
import { roundLifecycle } from '#domain/development/feedback-round/feedback.ts'
import { activityLifecycle } from '#domain/dossier/activity/activity.ts'
import { originalLifecycle } from '#domain/dossier/original/original.ts'
import { memberLifecycle } from '#domain/dossier/series/series.ts'
import { signingLifecycle } from '#domain/dossier/signing/signing.ts'
import { supervisionLifecycle } from '#domain/dossier/supervision/supervision.ts'
import { proposalLifecycle } from '#domain/employers/proposal/proposal.ts'
import { sightLifecycle } from '#domain/employers/sight/sight.ts'
import { attendanceLifecycle, contestLifecycle } from '#domain/learning/attendance/attendance.ts'
import { deliveryLifecycle } from '#domain/learning/attendance-list/attendance-list.ts'
import { importLifecycle } from '#domain/learning/course-import/course-import.ts'
import { enrolmentLifecycle } from '#domain/learning/enrolment/enrolment.ts'
import { partLifecycle } from '#domain/learning/request/request.ts'
import {
  bankFileLifecycle,
  bankLineLifecycle,
} from '#domain/money/bank-statement/bank-statement.ts'
import { invoiceLifecycle } from '#domain/money/invoice/invoice.ts'
import { onlinePaymentLifecycle } from '#domain/money/online-payment/online-payment.ts'
import { labelLifecycle } from '#domain/organisations/label/label.ts'
import { memberLifecycle as organisationMemberLifecycle } from '#domain/organisations/member/member.ts'
import { organisationLifecycle } from '#domain/organisations/organisation/organisation.ts'
import { factorResetLifecycle } from '#domain/people/account/factor-reset.ts'
import { registrationLifecycle } from '#domain/people/registration/registration.ts'
import { shieldingLifecycle } from '#domain/people/shielding/shielding.ts'
import { staffChangeLifecycle } from '#domain/people/staff/staff-change.ts'
import { erasureLifecycle } from '#domain/privacy/erasure/erasure.ts'
import { personalExportLifecycle } from '#domain/takeover/personal-export/personal-export.ts'

type Table = Readonly<Record<string, Readonly<Partial<Record<string, string>>>>>

// By the room and the noun, and the file where that is called otherwise.
const lifecycles: Readonly<Record<string, { readonly title: string; readonly table: Table }>> = {
  'people/registration': { title: 'A registration (registratie)', table: registrationLifecycle },
  'people/staff': {
    title: 'A change of a role (wijziging van een rol)',
    table: staffChangeLifecycle,
  },
  'people/shielding': { title: 'A shielding (afscherming)', table: shieldingLifecycle },
  'people/account/factor-reset': {
    title: 'A factor reset (herstel van de tweede stap)',
    table: factorResetLifecycle,
  },
  'development/feedback-round': {
    title: 'A round of feedback (feedbackronde)',
    table: roundLifecycle,
  },
  'development/development-plan': {
    title: 'A goal of a development plan (ontwikkeldoel)',
    table: goalLifecycle,
  },
  'organisations/organisation': {
    title: 'An organisation (organisatie)',
    table: organisationLifecycle,
  },
  'organisations/member': {
    title: 'A membership of an organisation (lidmaatschap)',
    table: organisationMemberLifecycle,
  },
  'learning/attendance': { title: 'An attendance (deelname)', table: attendanceLifecycle },
  'learning/attendance/contest': {
    title: 'Somebody who does not agree with an attendance',
    table: contestLifecycle,
  },
  'learning/attendance-list': {
    title: 'A list of who was at a course',
    table: deliveryLifecycle,
  },
  'learning/course-import': {
    title: 'What a provider brings in of its courses (import)',
    table: importLifecycle,
  },
  'learning/enrolment': {
    title: 'Somebody who wants to come to an edition (aanmelding)',
    table: enrolmentLifecycle,
  },
  'employers/sight': {
    title: 'What somebody lets an employer see (meekijken)',
    table: sightLifecycle,
  },
  'employers/proposal': {
    title: 'A course that an employer proposes (voorstel)',
    table: proposalLifecycle,
  },
  'courses/course': { title: 'A course (opleiding)', table: courseLifecycle },
  'organisations/label': { title: 'A label (keurmerk)', table: labelLifecycle },
  'learning/request': {
    title: 'What is asked of one register to accredit (aanvraag om accreditatie)',
    table: partLifecycle,
  },
  'takeover/personal-export': {
    title: 'What somebody asked of themselves (alles over mij)',
    table: personalExportLifecycle,
  },
  'privacy/erasure': {
    title: 'A request to erase (verzoek om te wissen)',
    table: erasureLifecycle,
  },
  'certification/agreement': { title: 'An agreement (overeenkomst)', table: agreementLifecycle },
  'money/bank-statement': {
    title: 'A file of the bank with statements (bankafschriften)',
    table: bankFileLifecycle,
  },
  'money/bank-statement/bank-line': {
    title: 'A line of a bank statement (regel)',
    table: bankLineLifecycle,
  },
  'money/online-payment': {
    title: 'An online payment (online betaling)',
    table: onlinePaymentLifecycle,
  },
  'money/invoice': { title: 'An invoice (factuur)', table: invoiceLifecycle },
  'dossier/activity': { title: 'An activity (activiteit)', table: activityLifecycle },
  'dossier/original': { title: 'An original (origineel)', table: originalLifecycle },
  'dossier/signing': {
    title: 'A document that is signed here (ondertekening)',
    table: signingLifecycle,
  },
  'dossier/series': { title: 'A member of a group (deelnemer)', table: memberLifecycle },
  'dossier/supervision': {
    title: 'What a colleague takes on (begeleiding)',
    table: supervisionLifecycle,
  },
  'certification/application': { title: 'An application (aanvraag)', table: applicationLifecycle },
  'certification/addition': {
    title: 'An addition to the regulation (toevoeging aan het reglement)',
    table: additionLifecycle,
  },
  'certification/ruling': {
    title: 'A question to the board (verzoek aan het bestuur)',
    table: rulingLifecycle,
  },
  'certification/objection': {
    title: 'An objection to a decision (bezwaar)',
    table: objectionLifecycle,
  },
  'certification/death': {
    title: 'A report that somebody has died (melding van overlijden)',
    table: deathLifecycle,
  },
  'certification/leave': { title: 'Leave that was asked for (verlof)', table: leaveLifecycle },
  'certification/merge': {
    title: 'Two people that are to become one (samenvoegen)',
    table: mergeLifecycle,
  },
  'certification/interim': {
    title: 'A request to judge an activity in between (tussentijds oordeel)',
    table: interimLifecycle,
  },
  'certification/verdict': {
    title: 'A verdict of a college outside the register (uitspraak van buiten)',
    table: verdictLifecycle,
  },
  'certification/status-by-hand': {
    title: 'A status that is set by hand (status met de hand)',
    table: statusByHandLifecycle,
  },
  'certification/meeting': { title: 'A meeting (vergadering)', table: meetingLifecycle },
}

/** The documents by the name of their file, as the tables are now. */
export function printLifecycles(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(lifecycles).map(([place, { title, table }]) => {
      const [room, noun, file = noun] = place.split('/')
      return [`${file}.md`, page(`domain/${room}/${noun}/${file}.ts`, title, table)]
    }),
  )
}

function page(source: string, title: string, table: Table): string {
  const name = (state: string) => state.replaceAll('-', '_')
  const [first = ''] = Object.keys(table)
  const arrows = Object.entries(table).flatMap(([from, events]) =>
    Object.entries(events).map(([event, to]) => `  ${name(from)} --> ${name(to ?? '')}: ${event}`),
  )
  const ends = Object.entries(table)
    .filter(([, events]) => Object.keys(events).length === 0)
    .map(([state]) => `  ${name(state)} --> [*]`)
  const rows = Object.entries(table).flatMap(([from, events]) =>
    Object.entries(events).map(([event, to]) => `| ${from} | ${event} | ${to} |`),
  )
  return [
    `# ${title}`,
    '',
    `Printed from \`${source}\`; change the table there, not this page.`,
    '',
    '```mermaid',
    'stateDiagram-v2',
    ...Object.keys(table).map((state) => `  ${name(state)}: ${state}`),
    `  [*] --> ${name(first)}`,
    ...arrows,
    ...ends,
    '```',
    '',
    '| from | event | to |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n')
}

if (process.argv[1] === import.meta.filename) {
  const folder = new URL('../docs/lifecycles/', import.meta.url)
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of printLifecycles()) writeFileSync(new URL(name, folder), text)
}
