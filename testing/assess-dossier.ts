import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Assessment } from '#engine'
import { assess } from '#engine'

/** Holds the dossier of a registration against its norms, as on the business date. */
export async function assessDossier(
  context: Context,
  registrationId: string,
  applicationId?: string,
): Promise<Assessment> {
  const { dossier, compiled } = await loadDossier(context, registrationId, applicationId)
  return assess(compiled, dossier, context.today)
}
