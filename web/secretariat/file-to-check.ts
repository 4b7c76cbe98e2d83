import type {
  ApplicationFile,
  FiledActivity,
  FiledDocument,
  Return,
} from '#domain/certification/application/queries.ts'
import {
  filedActivities,
  filedDocuments,
  findApplication,
  findSnapshot,
  returnsOf,
} from '#domain/certification/application/queries.ts'
import { findDecision } from '#domain/certification/committee/decision-queries.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { loadDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Assessment } from '#engine'
import { assess } from '#engine'
import type { Visit } from '#web/route.ts'
import { notFound } from '#web/route.ts'

/** Everything that is needed to look at one application. */
export interface FileToCheck {
  readonly file: ApplicationFile
  readonly dossier: LoadedDossier
  /** As it was decided; before that as it stands. */
  readonly assessment: Assessment
  readonly filed: ReadonlyMap<string, FiledActivity>
  readonly activities: readonly PortfolioActivity[]
  readonly documents: readonly FiledDocument[]
  readonly returns: readonly Return[]
  /** The activities as they were sent, before any return. */
  readonly sent: readonly PortfolioActivity[]
}

/** Gathers all that is needed to check an application. */
export async function loadFileToCheck(visit: Visit): Promise<FileToCheck> {
  const { context } = visit
  const file = await findApplication(context, visit.param('id'))
  if (file === undefined) notFound()
  const { id, registrationId } = file.application
  const dossier = await loadDossier(context, registrationId, id)
  const filed = await filedActivities(context, id)
  const decision = await findDecision(context, id)
  return {
    file,
    dossier,
    assessment: decision?.assessment ?? assess(dossier.compiled, dossier.dossier, context.today),
    filed,
    activities: dossier.activities.filter((activity) => filed.has(activity.id)),
    documents: await filedDocuments(context, id),
    returns: await returnsOf(context, id),
    sent: (await findSnapshot(context, id)).activities,
  }
}
