import type {
  ApplicationFile,
  FiledActivity,
  FiledDocument,
  Return,
} from '#domain/certification/application/queries.ts'
import {
  filedActivities,
  filedDocuments,
  returnsOf,
} from '#domain/certification/application/queries.ts'
import type { Remark } from '#domain/certification/application/remarks.ts'
import { remarksOn } from '#domain/certification/application/remarks.ts'
import { toJudge } from '#domain/certification/committee/judge-application.ts'
import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Explanation } from '#engine'
import type { Visit } from '#web/route.ts'

/** An application with the activities that are in it. */
export interface FiledDossier {
  readonly file: ApplicationFile
  readonly dossier: LoadedDossier
  readonly activities: readonly PortfolioActivity[]
  /** The activities of which nothing was found before. */
  readonly open: ReadonlySet<string>
}

/** Tells what of a dossier is in an application. */
export function filedIn(file: ApplicationFile, dossier: LoadedDossier): FiledDossier {
  return {
    file,
    dossier,
    activities: dossier.activities.filter(({ applications }) =>
      applications.some(({ id }) => id === file.application.id),
    ),
    open: new Set(toJudge(dossier).map(({ id }) => id)),
  }
}

/** An application with all that is in it, for the back office and for the committee. */
export interface ReviewedFile extends FiledDossier {
  readonly filed: ReadonlyMap<string, FiledActivity>
  readonly documents: readonly FiledDocument[]
  /** What is remarkable of each activity, by its id. */
  readonly remarks: ReadonlyMap<string, readonly Remark[]>
  /** What the back office asked and what was answered, the newest first. */
  readonly returns: readonly Return[]
}

/** Reads what is in an application. */
export async function reviewedFile(
  context: Context,
  file: ApplicationFile,
  dossier: LoadedDossier,
): Promise<ReviewedFile> {
  const { id } = file.application
  const filed = await filedActivities(context, id)
  const returns = await returnsOf(context, id)
  return {
    ...filedIn(file, dossier),
    filed,
    returns,
    remarks: remarksOn(dossier, { returns, filed }, context.today),
    documents: await filedDocuments(context, id),
  }
}

/** One activity of a file, before whoever looks at it. */
export interface ReviewedActivity<File extends ReviewedFile = ReviewedFile> {
  readonly visit: Visit
  readonly loaded: File
  readonly activity: PortfolioActivity
  readonly assessment: Explanation
}
