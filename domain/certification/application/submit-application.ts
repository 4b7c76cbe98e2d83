import type {
  Differences,
  PeriodChoice,
  SeenActivity,
  Snapshot,
} from '#domain/certification/application/application.ts'
import {
  applicationNumber,
  differences,
  hashOf,
  onlyActivities,
  orderedJson,
} from '#domain/certification/application/application.ts'
import type {
  Hindrance,
  Preparation,
} from '#domain/certification/application/prepare-application.ts'
import { prepareApplication } from '#domain/certification/application/prepare-application.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { claimsFor } from '#domain/dossier/statement/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { nextNumber } from '#domain/platform/register/next-number.ts'
import { assess, explain } from '#engine'
import { applicationReceived } from '#mail/application-received.ts'

export interface Submission {
  readonly registrationId: string
  readonly periodChoice: PeriodChoice | undefined
  /** The statement that was agreed with, as it stood on the page. */
  readonly declared: string
  /** What stood on the check page. */
  readonly seen: readonly SeenActivity[]
}

export type Submitted =
  | { readonly outcome: 'submitted'; readonly applicationId: string; readonly number: string }
  | { readonly outcome: 'already-running'; readonly applicationId: string }
  | {
      readonly outcome: 'not-allowed'
      readonly hindrance: Exclude<Hindrance, { is: 'running' }>
      readonly preparation: Preparation
      /** What changed since the check page was opened, if anything did. */
      readonly differences: Differences | undefined
    }
  /** The portfolio is not what was on the check page, though it may still be sent. */
  | {
      readonly outcome: 'changed'
      readonly preparation: Preparation
      readonly differences: Differences
    }

/** Files an application: freezes what goes in, gives it a number and says when the answer comes. */
export async function submitApplication(
  context: Context,
  submission: Submission,
): Promise<Submitted> {
  const { registrationId } = submission
  // Two tabs at once take turns here: the second then finds the application of the first.
  await context.db
    .selectFrom('registration')
    .where('id', '=', registrationId)
    .select('id')
    .forUpdate()
    .executeTakeFirstOrThrow()
  const preparation = await prepareApplication(context, registrationId)
  const { hindrance, contents } = preparation
  if (hindrance?.is === 'running') {
    return { outcome: 'already-running', applicationId: hindrance.applicationId }
  }
  const changes = differences(submission.seen, contents.goesIn)
  if (hindrance !== undefined) {
    return { outcome: 'not-allowed', hindrance, preparation, differences: changes }
  }
  if (changes !== undefined) return { outcome: 'changed', preparation, differences: changes }
  const filed = await file(context, submission, preparation)
  await tell(context, filed.applicationId, preparation)
  return { outcome: 'submitted', ...filed }
}

async function file(
  context: Context,
  { registrationId, periodChoice, declared }: Submission,
  { loaded, kind, contents, dossier, periodOptions }: Preparation,
): Promise<{ readonly applicationId: string; readonly number: string }> {
  const { db, register, today } = context
  const { compiled } = loaded
  const number = applicationNumber(today.year, await nextNumber(context, 'application'))
  const ids = new Set(contents.goesIn.map(({ id }) => id))
  const filed = { ...onlyActivities(dossier, ids), submittedOn: today }
  const assessment = explain(compiled, assess(compiled, filed, today))
  const claims = claimsFor(loaded.standing.claims, undefined)
  const snapshot: Snapshot = {
    dossier: filed,
    assessment,
    activities: contents.goesIn,
    claims,
    declared,
  }
  const hash = hashOf(snapshot)
  const choice = periodOptions.find((option) => option.choice === periodChoice)?.choice
  const { id } = await db
    .insertInto('application')
    .values({
      register: register.id,
      registration_id: registrationId,
      number,
      kind,
      status: 'submitted',
      regulation_version: compiled.regulation.version.toString(),
      period_choice: choice ?? periodOptions[0]?.choice ?? 'old-end',
      submitted_on: today.toString(),
      submitted_at: Temporal.Now.instant().toString(),
      snapshot: orderedJson(snapshot),
      snapshot_hash: hash,
      category: filed.category ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (ids.size > 0) {
    await db
      .insertInto('application_activity')
      .values(
        [...ids].map((activity) => ({
          register: register.id,
          application_id: id,
          activity_id: activity,
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
      kind,
      registrationId,
      snapshotHash: hash,
      outcome: assessment.outcome,
      choice,
      category: filed.category,
    },
  })
  return { applicationId: id, number }
}

async function tell(
  context: Context,
  applicationId: string,
  { kind, meeting, answerBy }: Preparation,
): Promise<void> {
  const found = await findApplication(context, applicationId)
  if (found === undefined || found.applicant.email === '') return
  const { applicant, application } = found
  const certified = applicant.status === 'certified'
  await writeMessage(
    context,
    'application-received',
    { name: applicant.name, address: applicant.email, accountId: applicant.accountId },
    applicationReceived({
      register: mailRegister(context.platform, context.register),
      name: applicant.name,
      number: application.number,
      receivedOn: application.submittedOn.toString(),
      meeting: { on: meeting.on.toString(), answerBy: answerBy.toString() },
      ...(kind === 'renewal' && certified
        ? { pendingStatus: context.register.statuses['renewal-pending'].label }
        : {}),
    }),
  )
}
