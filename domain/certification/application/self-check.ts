import type { ApplicationContents } from '#domain/certification/application/application.ts'
import { onlyActivities, sortActivities } from '#domain/certification/application/application.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import type { Assessment, CountingWindow, Dossier } from '#engine'
import { assess, countingWindow, countsActivities } from '#engine'

/** What somebody would apply with on a day, and how it would stand. */
export interface SelfCheck {
  readonly window: CountingWindow
  readonly contents: ApplicationContents
  /** The dossier as it would be filed. */
  readonly dossier: Dossier
  readonly assessment: Assessment
}

/**
 * Works out what of a portfolio would go into an application today: only what can be shown. `known`
 * is the assessment of the whole portfolio on this day; where all of it goes in, it is the same.
 */
export function selfCheck(
  { compiled, dossier: whole, activities }: LoadedDossier,
  today: Temporal.PlainDate,
  known?: Assessment,
): SelfCheck {
  const window = countingWindow(compiled, whole, today)
  // An admission that counts none leaves the activities for what does.
  const counted = countsActivities(compiled.regulation, whole) ? activities : []
  const contents = sortActivities(counted, compiled, window)
  const ids = new Set([...contents.goesIn, ...contents.planned].map(({ id }) => id))
  const dossier = onlyActivities(whole, ids)
  const isWhole = dossier.activities.length === whole.activities.length
  const assessment = (isWhole ? known : undefined) ?? assess(compiled, dossier, today)
  return { window, contents, dossier, assessment }
}
