import type { ApplicationContents } from '#domain/application/application.ts'
import { onlyActivities, sortActivities } from '#domain/application/application.ts'
import type { LoadedDossier } from '#domain/dossier/build-dossier.ts'
import type { Assessment, CountingWindow, Dossier } from '#engine'
import { assess, countingWindow } from '#engine'

/** What somebody would apply with on a day, and how it would stand. */
export interface SelfCheck {
  readonly window: CountingWindow
  readonly contents: ApplicationContents
  /** The dossier as it would be filed. */
  readonly dossier: Dossier
  readonly assessment: Assessment
}

/** Works out what of a portfolio would go into an application today: only what can be shown. */
export function selfCheck(
  { compiled, dossier: whole, activities }: LoadedDossier,
  today: Temporal.PlainDate,
): SelfCheck {
  const window = countingWindow(compiled, whole, today)
  const contents = sortActivities(activities, compiled, window)
  const ids = new Set([...contents.goesIn, ...contents.planned].map(({ id }) => id))
  const dossier = onlyActivities(whole, ids)
  return { window, contents, dossier, assessment: assess(compiled, dossier, today) }
}
