import type { ChangedOriginal } from '#domain/dossier/original/change-original.ts'
import { changeOriginal } from '#domain/dossier/original/change-original.ts'
import { findOriginal } from '#domain/dossier/original/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Takes back that an original comes by post, as long as it has not come. */
export async function withdrawOriginal(
  context: Context,
  registrationId: string,
  id: string,
): Promise<ChangedOriginal> {
  const mine = await findOriginal(context, id)
  if (mine?.registrationId !== registrationId) return { outcome: 'not-found' }
  return changeOriginal(context, mine, {
    event: 'withdraw',
    set: { ended_on: context.today.toString() },
  })
}
