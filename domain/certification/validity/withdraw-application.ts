import type {
  ApplicationEvent,
  ApplicationStatus,
} from '#domain/certification/application/application.ts'
import { applicationLifecycle } from '#domain/certification/application/application.ts'
import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { endProtection } from '#domain/certification/validity/expire-registrations.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { applicationWithdrawn } from '#mail/application-withdrawn.ts'
import { decidedBy } from '#regulations/bodies.ts'

export type Withdrawn =
  /** `expired`: it kept a certification alive beyond its last day, which has now ended. */
  | { readonly outcome: 'withdrawn'; readonly expired: boolean }
  | { readonly outcome: 'not-found' }
  | { readonly outcome: 'too-late'; readonly status: ApplicationStatus }

/** Takes an application back at the applicant's wish, as long as nothing was decided. */
export async function withdrawApplication(
  context: Context,
  registrationId: string,
  applicationId: string,
): Promise<Withdrawn> {
  const found = await findApplication(context, applicationId, { lock: true })
  if (found === undefined || found.application.registrationId !== registrationId) {
    return { outcome: 'not-found' }
  }
  const { status } = found.application
  if (
    next<ApplicationStatus, ApplicationEvent>(applicationLifecycle, status, 'withdraw') ===
    undefined
  ) {
    return { outcome: 'too-late', status }
  }
  const expired = await endApplication(context, found, 'applicant')
  return { outcome: 'withdrawn', expired }
}

/**
 * Ends an application without a decision: by its applicant, because a term has passed, with the
 * registration itself, or by an objection that granted an earlier one. Says whether a certification that it kept alive has ended with it.
 */
export async function endApplication(
  context: Context,
  { application, applicant }: ApplicationFile,
  by: 'applicant' | 'term' | 'registration' | 'objection',
): Promise<boolean> {
  const { db, today, register, platform } = context
  await db
    .updateTable('application')
    .set((eb) => ({
      status: 'withdrawn',
      ended_on: today.toString(),
      ended_by: by,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', application.id)
    .execute()
  await record(context, {
    noun: 'application',
    id: application.id,
    action: by === 'applicant' ? 'withdraw' : 'lapse',
    facts: { number: application.number, from: application.status },
  })
  const expired = await endProtection(context, application.registrationId)
  // Whose registration has ended was told so, and who was granted an earlier one by an objection as well.
  if (applicant.email !== '' && by !== 'registration' && by !== 'objection') {
    await writeMessage(
      context,
      'application-withdrawn',
      { name: applicant.name, address: applicant.email, accountId: applicant.accountId },
      applicationWithdrawn({
        register: mailRegister(platform, decidedBy(register, application.kind)),
        name: applicant.name,
        number: application.number,
        by,
        ...(expired && applicant.validity !== undefined
          ? { expiredAfter: applicant.validity.last.toString() }
          : {}),
      }),
    )
  }
  return expired
}
