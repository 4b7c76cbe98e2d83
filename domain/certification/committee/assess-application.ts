import type { ApplicationFile } from '#domain/certification/application/queries.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import { reassess } from '#domain/certification/committee/judge-application.ts'
import { verdictsOf } from '#domain/certification/committee/queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Explanation } from '#engine'
import { explain } from '#engine'

/** An assessment with why its version of the regulation applies, in plain Dutch. */
export interface AssessedApplication {
  readonly assessment: Explanation
  readonly versionText: string
}

/**
 * The assessment of an application as it was decided; before that as it was filed, for a member of
 * the committee with what they found of it themselves.
 */
export async function assessApplication(
  context: Context,
  { application }: ApplicationFile,
  memberId?: string,
): Promise<AssessedApplication> {
  const { id, registrationId } = application
  const loaded = await loadDossier(context, registrationId, id)
  const { versionText } = loaded
  const decision = await findDecision(context, id)
  if (decision !== undefined) return { assessment: decision.assessment, versionText }
  const verdicts = memberId === undefined ? [] : await verdictsOf(context, id)
  const own = verdicts.find((verdict) => verdict.memberId === memberId)
  const found = own ?? { grants: new Map(), answers: new Map() }
  return { assessment: explain(loaded.compiled, reassess(context, loaded, found)), versionText }
}
