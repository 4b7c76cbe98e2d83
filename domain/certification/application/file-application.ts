import type { PeriodChoice, Snapshot } from '#domain/certification/application/application.ts'
import {
  applicationNumber,
  hashOf,
  orderedJson,
} from '#domain/certification/application/application.ts'
import type { Asked } from '#domain/certification/application/assess-filed.ts'
import { assessFiled } from '#domain/certification/application/assess-filed.ts'
import { keepsRegistered } from '#domain/certification/application/keeps-registered.ts'
import type { Preparation } from '#domain/certification/application/prepare-application.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { commitSeeds } from '#domain/certification/sample/commit-seeds.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { Claim } from '#domain/dossier/statement/statement.ts'
import { chargeFee } from '#domain/money/invoice/charge-fee.ts'
import { payingMember } from '#domain/money/payer/find-payer.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import type { CompiledRegulation, Dossier } from '#engine'
import { explain } from '#engine'
import { applicationReceived } from '#mail/application-received.ts'
import { decidedBy } from '#regulations/bodies.ts'
import { wording } from '#regulations/wording.ts'

/** What is filed: what it asks, and the dossier as it stands, with what it was made of. */
export interface Filing {
  readonly registrationId: string
  readonly asked: Asked
  readonly compiled: CompiledRegulation
  readonly periodChoice: PeriodChoice
  readonly dossier: Dossier
  readonly activities: readonly PortfolioActivity[]
  readonly claims: readonly Claim[]
  /** The statement that was agreed with, as it stood on the page. */
  readonly declared: string
}

export interface FiledApplication {
  readonly applicationId: string
  readonly number: string
}

/** Freezes what goes into an application, gives it a number and charges it where the register asks something for it. */
export async function fileApplication(context: Context, filing: Filing): Promise<FiledApplication> {
  const { registrationId, asked, compiled, periodChoice, dossier, activities, claims, declared } =
    filing
  const { db, register, today } = context
  await commitSeeds(context)
  const number = applicationNumber(today.year, await nextNumber(context, 'application'))
  const filed = { ...dossier, submittedOn: today }
  const assessment = explain(compiled, assessFiled(compiled, asked, filed, today))
  const snapshot: Snapshot = {
    dossier: filed,
    assessment,
    activities,
    claims,
    declared,
  }
  const hash = hashOf(snapshot)
  const { id } = await db
    .insertInto('application')
    .values({
      register: register.id,
      registration_id: registrationId,
      number,
      kind: asked.kind,
      move: asked.move ?? null,
      status: 'submitted',
      regulation_version: compiled.regulation.version.toString(),
      period_choice: periodChoice,
      submitted_on: today.toString(),
      submitted_at: Temporal.Now.instant().toString(),
      snapshot: orderedJson(snapshot),
      snapshot_hash: hash,
      category: filed.category ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (activities.length > 0) {
    await db
      .insertInto('application_activity')
      .values(
        activities.map((activity) => ({
          register: register.id,
          application_id: id,
          activity_id: activity.id,
        })),
      )
      .execute()
  }
  if (claims.length > 0) {
    await db
      .insertInto('application_claim')
      .values(
        claims.map((claim) => ({
          register: register.id,
          application_id: id,
          claim_id: claim.id,
        })),
      )
      .execute()
  }
  await record(context, {
    noun: 'application',
    id,
    action: 'submit',
    facts: {
      number,
      kind: asked.kind,
      ...(asked.move === undefined ? {} : { move: asked.move }),
      registrationId,
      snapshotHash: hash,
      outcome: assessment.outcome,
      choice: periodChoice,
      category: filed.category,
    },
  })
  const member = await findMember(context, registrationId)
  if (member !== undefined) {
    const { category } = filed
    const fee = { kind: 'application', aboutId: id, number } as const
    await chargeFee(context, payingMember(member), {
      ...fee,
      ...(category !== undefined && { category }),
    })
  }
  return { applicationId: id, number }
}

/** Tells somebody that their application has come in, and by when they hear. */
export async function tellReceived(
  context: Context,
  applicationId: string,
  { meeting, answerBy, loaded }: Pick<Preparation, 'meeting' | 'answerBy' | 'loaded'>,
): Promise<void> {
  const found = await findApplication(context, applicationId)
  if (found === undefined || found.applicant.email === '') return
  const { applicant, application } = found
  const stays =
    applicant.status === 'certified' && keepsRegistered(loaded.compiled.regulation, application)
  await writeMessage(
    context,
    'application-received',
    { name: applicant.name, address: applicant.email, accountId: applicant.accountId },
    applicationReceived({
      register: mailRegister(context.platform, decidedBy(context.register, application.kind)),
      name: applicant.name,
      number: application.number,
      receivedOn: application.submittedOn.toString(),
      meeting: {
        on: meeting.on.toString(),
        answerBy: answerBy.toString(),
        decides: loaded.compiled.regulation.committee.decides,
      },
      ...(stays
        ? {
            pendingStatus: applicant.temporary
              ? wording(context.register).certification.temporary.Certified
              : context.register.statuses['renewal-pending'].label,
          }
        : {}),
    }),
  )
}
