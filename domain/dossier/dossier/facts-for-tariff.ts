import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { KnownFacts } from '#regulations/tariffs.ts'

/** What somebody stated and nobody rejected, as far as a discount of the register may rest on it. */
export async function factsForTariff(
  context: Context,
  registrationId: string,
): Promise<KnownFacts> {
  const asked = context.register.tariffs.some(({ discounts }) => discounts.length > 0)
  return asked ? (await loadDossier(context, registrationId)).dossier.facts : {}
}
