import { runningStatuses } from '#domain/certification/application/application.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { endApplication } from '#domain/certification/validity/withdraw-application.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Ends the applications of registrations that have ended: there is nobody left to certify. */
export async function endWithRegistrations(context: Context): Promise<void> {
  const due = await context.db
    .selectFrom('application')
    .innerJoin('registration', 'registration.id', 'application.registration_id')
    .where('application.register', '=', context.register.id)
    .where('application.status', 'in', [...runningStatuses])
    .where('registration.status', 'in', ['withdrawn', 'removed'])
    .orderBy('application.id')
    .select('application.id')
    .execute()
  for (const { id } of due) {
    const found = await findApplication(context, id, { lock: true })
    if (found !== undefined) await endApplication(context, found, 'registration')
  }
}
