import type {
  ApplicationEvent,
  ApplicationStatus,
} from '#domain/certification/application/application.ts'
import { applicationLifecycle, orderedJson } from '#domain/certification/application/application.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import {
  issueCertificate,
  issueCertificatePapers,
} from '#domain/certification/certificate/issue-certificate.ts'
import type { DecisionOutcome } from '#domain/certification/committee/decision.ts'
import { grantLines, normHolds, outcomeOf } from '#domain/certification/committee/decision.ts'
import type { Grant, NormAnswer, Settlement } from '#domain/certification/committee/judgement.ts'
import { withGrants } from '#domain/certification/committee/judgement.ts'
import { endProtection } from '#domain/certification/validity/expire-registrations.ts'
import type { ActivityEvent, ActivityState } from '#domain/dossier/activity/activity.ts'
import { activityLifecycle } from '#domain/dossier/activity/activity.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { addresseeOf } from '#domain/people/person/person.ts'
import { changeStatus } from '#domain/people/registration/change-status.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { issuePapers } from '#domain/platform/paper/issue-papers.ts'
import { documentRegister, mailRegister } from '#domain/platform/register/letterhead.ts'
import { publishEntry } from '#domain/public-register/entry/publish-entry.ts'
import type { Assessment, CompiledRegulation, Period } from '#engine'
import { assess, nothing, periodAfterDecision } from '#engine'
import { applicationGranted } from '#mail/application-granted.ts'
import { applicationRefused } from '#mail/application-refused.ts'
import { certificateReady } from '#mail/certificate-ready.ts'

export interface Decided {
  readonly decisionId: string
  readonly outcome: DecisionOutcome
}

/**
 * Makes the decision that the members' judgements add up to, in the transaction of the last one:
 * the dossier with what was granted is assessed again, and that outcome decides.
 */
export async function decideApplication(
  context: Context,
  file: ApplicationFile,
  settled: Extract<Settlement, { is: 'settled' }>,
): Promise<Decided> {
  const { db, register, today } = context
  const { application } = file
  const loaded = await loadDossier(context, application.registrationId, application.id)
  const { compiled } = loaded
  const filed = loaded.activities.filter(({ applications }) =>
    applications.some(({ id }) => id === application.id),
  )
  const dossier = {
    ...withGrants(loaded.dossier, settled.grants, settled.answers),
    decidedOn: today,
  }
  const assessment = assess(compiled, dossier, today)
  const outcome = outcomeOf(assessment, settled.whole)
  const period = outcome === 'granted' ? periodFor(context, loaded, file) : undefined
  const objectBefore = outcome === 'refused' ? today.add(register.terms.objection) : undefined
  const { id: decisionId } = await db
    .insertInto('decision')
    .values({
      register: register.id,
      application_id: application.id,
      outcome,
      decided_on: today.toString(),
      valid_first: period?.first.toString() ?? null,
      valid_last: period?.last.toString() ?? null,
      reason: settled.reason,
      dossier: orderedJson(dossier),
      assessment: orderedJson(assessment),
      regulation_version: application.regulationVersion,
      object_before: objectBefore?.toString() ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await closeApplication(context, file, decisionId, outcome)
  await writeGrants(context, filed, settled.grants, assessment)
  await record(context, {
    noun: 'decision',
    id: decisionId,
    action: outcome === 'granted' ? 'grant' : 'refuse',
    facts: {
      application: application.id,
      number: application.number,
      grants: Object.fromEntries(settled.grants),
      answers: answersOf(settled.answers),
      outcome: assessment.outcome,
      reason: settled.reason,
      period: period && { first: period.first.toString(), last: period.last.toString() },
    },
  })
  if (period !== undefined) await grant(context, file, decisionId, period, compiled, filed)
  else {
    await refuse(context, file, decisionId, assessment, {
      reason: settled.reason,
      lines: grantLines(filed, settled.grants, register.unit.counted),
      last: (objectBefore ?? today).toString(),
    })
  }
  await db.deleteFrom('judgement_draft').where('application_id', '=', application.id).execute()
  if (outcome === 'refused') await endProtection(context, application.registrationId)
  return { decisionId, outcome }
}

function periodFor(
  { today }: Context,
  { compiled, dossier }: LoadedDossier,
  { application, applicant }: ApplicationFile,
): Period {
  const { kind, submittedOn, periodChoice } = application
  const { validity } = applicant
  return periodAfterDecision(compiled, {
    kind,
    submittedOn,
    decidedOn: today,
    ...(validity === undefined ? {} : { oldPeriod: validity }),
    ...(dossier.registeredOn === undefined ? {} : { registeredOn: dossier.registeredOn }),
    choice: periodChoice,
  }).period
}

async function closeApplication(
  { db, today }: Context,
  { application }: ApplicationFile,
  decisionId: string,
  outcome: DecisionOutcome,
): Promise<void> {
  const status = next<ApplicationStatus, ApplicationEvent>(
    applicationLifecycle,
    application.status,
    outcome === 'granted' ? 'grant' : 'refuse',
  )
  if (status === undefined)
    throw new Error(`An application that is ${application.status} is decided`)
  await db
    .updateTable('application')
    .set((eb) => ({
      status,
      decided_on: today.toString(),
      decision_id: decisionId,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', application.id)
    .execute()
}

const grantEvents = {
  approved: 'approve',
  partly: 'approve-partly',
  rejected: 'reject',
} as const satisfies Record<Grant['outcome'], ActivityEvent>

// What was judged stays judged, also after a refusal: it is an input of the next application.
async function writeGrants(
  { db }: Context,
  filed: readonly PortfolioActivity[],
  grants: ReadonlyMap<string, Grant>,
  assessment: Assessment,
): Promise<void> {
  const awardedBy = new Map(assessment.activities.map(({ id, awarded }) => [id, awarded]))
  for (const activity of filed) {
    const grant = grants.get(activity.id)
    if (grant === undefined) continue
    const state = next<ActivityState, ActivityEvent>(
      activityLifecycle,
      // A referee who has not answered does not keep the committee from judging the rest.
      activity.state === 'awaiting-referee' ? 'entered' : activity.state,
      grantEvents[grant.outcome],
    )
    if (state === undefined) continue
    const awarded = grant.outcome === 'rejected' ? nothing : awardedBy.get(activity.id)
    await db
      .updateTable('activity')
      .set((eb) => ({ state, awarded: awarded ?? null, version: eb('version', '+', 1) }))
      .where('id', '=', activity.id)
      .execute()
  }
}

async function grant(
  context: Context,
  file: ApplicationFile,
  decisionId: string,
  period: Period,
  compiled: CompiledRegulation,
  filed: readonly PortfolioActivity[],
): Promise<void> {
  const { db, register, platform } = context
  const { application, applicant } = file
  if (filed.length > 0) {
    await db
      .updateTable('activity')
      .set({ used_by: application.id })
      .where(
        'id',
        'in',
        filed.map(({ id }) => id),
      )
      .execute()
  }
  await certify(context, file, period)
  const papers = await issueCertificatePapers(context, file, period, compiled)
  const { letterId } = papers
  await issueCertificate(context, file, decisionId, period, papers)
  await db
    .updateTable('decision')
    .set({ document_id: letterId })
    .where('id', '=', decisionId)
    .execute()
  if (applicant.email === '') return
  const to = { name: applicant.name, address: applicant.email, accountId: applicant.accountId }
  const shared = { register: mailRegister(platform, register), name: applicant.name }
  const granted = applicationGranted({
    ...shared,
    number: application.number,
    kind: application.kind,
    first: period.first.toString(),
    last: period.last.toString(),
  })
  await writeMessage(context, 'application-granted', to, granted, { attached: [letterId] })
  const ready = certificateReady({
    ...shared,
    registrationNumber:
      applicant.number === undefined ? '' : registrationNumber(register, applicant.number),
    last: period.last.toString(),
  })
  await writeMessage(context, 'certificate-ready', to, ready, {
    after: [papers.documentId, letterId, papers.markSvgId, papers.markPngId],
  })
}

// A registration on hold is certified underneath: it shows when the hold ends.
async function certify(
  context: Context,
  { application }: ApplicationFile,
  period: Period,
): Promise<void> {
  const { registrationId } = application
  const member = await findMember(context, registrationId, { lock: true })
  if (member === undefined) throw new Error(`There is no registration ${registrationId}`)
  await context.db
    .updateTable('registration')
    .set({
      valid_first: period.first.toString(),
      valid_last: period.last.toString(),
      counted_until: application.submittedOn.toString(),
    })
    .where('id', '=', registrationId)
    .execute()
  const changed = await changeStatus(context, member, 'certify')
  if (changed === undefined) {
    await context.db
      .updateTable('registration')
      .set((eb) => ({ held_status: 'certified', version: eb('version', '+', 1) }))
      .where('id', '=', registrationId)
      .where('status', 'in', ['on-hold', 'suspended'])
      .execute()
    await publishEntry(context, registrationId)
  }
  await record(context, {
    noun: 'registration',
    id: registrationId,
    action: 'certify',
    facts: {
      application: application.id,
      from: member.status,
      validFirst: period.first.toString(),
      validLast: period.last.toString(),
      countedUntil: application.submittedOn.toString(),
    },
  })
}

async function refuse(
  context: Context,
  { application, applicant }: ApplicationFile,
  decisionId: string,
  assessment: Assessment,
  said: { readonly reason: string; readonly lines: readonly string[]; readonly last: string },
): Promise<void> {
  const { db, register, platform, today } = context
  const { organisation, terms } = register
  const failing = assessment.norms.findIndex((norm) => !normHolds(norm))
  const [documentId] = await issuePapers(context, applicant.personId, {
    kind: 'decision',
    data: {
      register: documentRegister(platform, register),
      person: addresseeOf(applicant.person),
      registrationNumber:
        applicant.number === undefined ? '' : registrationNumber(register, applicant.number),
      applicationNumber: application.number,
      kind: application.kind,
      date: today.toString(),
      decidedOn: today.toString(),
      norms: assessment.norms.map((norm, index) => ({
        name: norm.label,
        source: norm.article,
        met: normHolds(norm),
        ...(norm.measure === 'amount' ? { required: norm.required, counted: norm.counted } : {}),
        // What was not granted is told once, at the first norm that fell short by it.
        reasons: [norm.text, ...(index === failing ? said.lines : [])],
      })),
      reason: said.reason,
      objection: {
        weeks: weeksOf(terms.objection, today),
        last: said.last,
        to: [
          organisation.foundation,
          ...organisation.address,
          organisation.postalCodeAndCity,
          organisation.email,
        ],
        decisionWeeks: weeksOf(terms.decisionOnObjection, today),
      },
    },
  })
  await db
    .updateTable('decision')
    .set({ document_id: documentId })
    .where('id', '=', decisionId)
    .execute()
  if (applicant.email === '') return
  const letter = applicationRefused({
    register: mailRegister(platform, register),
    name: applicant.name,
    number: application.number,
    objectBefore: said.last,
  })
  await writeMessage(
    context,
    'application-refused',
    { name: applicant.name, address: applicant.email, accountId: applicant.accountId },
    letter,
    { attached: [documentId] },
  )
}

function weeksOf(term: Temporal.Duration, from: Temporal.PlainDate): number {
  return Math.floor(from.until(from.add(term), { largestUnit: 'days' }).days / 7)
}

function answersOf(answers: ReadonlyMap<string, NormAnswer>) {
  return Object.fromEntries(answers)
}
