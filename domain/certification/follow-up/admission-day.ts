import { inCategories } from '#domain/certification/follow-up/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** The day of the decision with which somebody came into the category that they hold; undefined of who holds none. */
export async function admissionDay(
  context: Context,
  { standing }: Pick<LoadedDossier, 'standing'>,
): Promise<Temporal.PlainDate | undefined> {
  if (standing.category === undefined) return undefined
  const [found] = await inCategories(context, { registrationId: standing.registrationId })
  return found?.since
}
