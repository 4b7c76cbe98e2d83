import { findApplication } from '#domain/certification/application/queries.ts'
import { endApplication } from '#domain/certification/validity/withdraw-application.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { eachDue } from '#domain/platform/left-undone/each-due.ts'

/** Ends the applications that were returned and not answered within the term. */
export async function lapseReturns(context: Context): Promise<void> {
  const due = await context.db
    .selectFrom('application')
    .innerJoin('application_return', 'application_return.application_id', 'application.id')
    .where('application.register', '=', context.register.id)
    .where('application.status', '=', 'returned')
    .where('application_return.answered_on', 'is', null)
    .where('application_return.answer_before', '<', context.today.toString())
    .orderBy('application.id')
    .select(['application.id', 'application.registration_id'])
    .execute()
  await eachDue(
    context,
    due,
    ({ registration_id }) => registration_id,
    async (context, { id }) => {
      const found = await findApplication(context, id, { lock: true })
      if (found?.application.status === 'returned') await endApplication(context, found, 'term')
    },
  )
}
