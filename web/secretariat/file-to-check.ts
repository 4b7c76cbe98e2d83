import { assessLoaded } from '#domain/certification/application/assess-filed.ts'
import { filesOfOthers } from '#domain/certification/application/files-of-others.ts'
import { findApplication } from '#domain/certification/application/queries.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Explanation } from '#engine'
import { explain } from '#engine'
import type { ReviewedFile } from '#web/review/reviewed-file.ts'
import { reviewedFile } from '#web/review/reviewed-file.ts'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

/** Everything that is needed to look at one application. */
export interface FileToCheck extends ReviewedFile {
  /** As it was decided; before that as it stands. */
  readonly assessment: Explanation
  /** The names of the files that prove something of somebody else too, by the id of the activity or the claim. */
  readonly ofOthers: ReadonlyMap<string, readonly string[]>
}

/** Gathers all that is needed to check an application. */
export async function loadFileToCheck(visit: Visit): Promise<FileToCheck> {
  const { context } = visit
  const file = (await findApplication(context, visit.param('id'))) ?? notFound()
  const { id, registrationId } = file.application
  const dossier = await loadDossier(context, registrationId, id)
  const decision = await findDecision(context, id)
  return {
    ...(await reviewedFile(context, file, dossier)),
    assessment:
      decision?.assessment ??
      explain(dossier.compiled, assessLoaded(dossier, dossier.dossier, context.today)),
    ofOthers: await filesOfOthers(context, id),
  }
}
