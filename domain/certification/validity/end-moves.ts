import { runningStatuses } from '#domain/certification/application/application.ts'
import { lengtheningMoves } from '#domain/certification/application/keeps-registered.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { endApplication } from '#domain/certification/validity/withdraw-application.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/**
 * Ends what was asked about the category of a registration that has expired since: a period that is
 * over has no other category, and a new application can be sent.
 */
export async function endMoves(context: Context): Promise<void> {
  const lengthening = lengtheningMoves(context.register)
  const due = await context.db
    .selectFrom('application')
    .innerJoin('registration', 'registration.id', 'application.registration_id')
    .where('application.register', '=', context.register.id)
    .where('application.kind', '=', 'move')
    .where('application.status', 'in', [...runningStatuses])
    .where((eb) =>
      eb.or([
        eb('registration.status', '=', 'expired'),
        eb('registration.held_status', '=', 'expired'),
      ]),
    )
    .orderBy('application.id')
    .select(['application.id', 'application.registration_id', 'application.move'])
    .execute()
  await eachDue(
    context,
    due,
    ({ registration_id }) => registration_id,
    async (context, { id, move }) => {
      if (move !== null && lengthening.includes(move)) return
      const found = await findApplication(context, id, { lock: true })
      if (found !== undefined && runningStatuses.some((one) => one === found.application.status)) {
        await endApplication(context, found, 'registration')
      }
    },
  )
}
