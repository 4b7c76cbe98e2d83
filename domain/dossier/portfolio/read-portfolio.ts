import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivities } from '#domain/dossier/activity/queries.ts'
import type { LoadedDossier } from '#domain/dossier/dossier/build-dossier.ts'
import { dossierFrom } from '#domain/dossier/dossier/build-dossier.ts'
import { belongs } from '#domain/dossier/dossier/dossier.ts'
import type { Matters } from '#domain/dossier/dossier/queries.ts'
import { findStandingAndMatters } from '#domain/dossier/dossier/queries.ts'
import { findTarget } from '#domain/dossier/plan/target.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { Assessment, Forecast, MayApply } from '#engine'
import { asksActivities, assess, forecast, mayApply } from '#engine'

/** Everything that the page of a portfolio shows. */
export interface Portfolio extends LoadedDossier {
  readonly name: string
  readonly assessment: Assessment
  /** The day that its owner set for a first certification. */
  readonly target: Temporal.PlainDate | undefined
  /** Whether it will be met before the certification ends, or before the day that its owner set. */
  readonly forecast: Forecast | undefined
  readonly mayApply: MayApply
  /** The activities by what they are for. */
  readonly groups: ActivityGroups
  readonly matters: Matters
}

export interface ActivityGroups {
  /** Of the dossier that is being built up, or that was filed. */
  readonly current: readonly PortfolioActivity[]
  readonly planned: readonly PortfolioActivity[]
  /** Added while an application runs: for the next one. */
  readonly later: readonly PortfolioActivity[]
  /**
   * Added while an application runs, of before it was filed: the next one counts from the day after
   * that, so that these count only if the application is not granted.
   */
  readonly tooLate: readonly PortfolioActivity[]
  /** Consumed by certifications that were granted. */
  readonly earlier: readonly PortfolioActivity[]
}

/** Reads a portfolio with its progress and with what waits for its owner. */
export async function readPortfolio(context: Context, registrationId: string): Promise<Portfolio> {
  const found = await findStandingAndMatters(context, registrationId)
  if (found === undefined) throw new Error(`There is no registration ${registrationId}`)
  const { name, matters, standing } = found
  const activities = await findActivities(context, registrationId)
  const loaded = dossierFrom(context, standing, activities)
  const { compiled, dossier } = loaded
  const { today } = context
  const assessment = assess(compiled, dossier, today)
  const target =
    dossier.period === undefined ? await findTarget(context, registrationId) : undefined
  const before = standing.application === undefined ? (dossier.period?.last ?? target) : undefined
  return {
    ...loaded,
    name,
    target,
    assessment,
    forecast:
      asksActivities(compiled.regulation) &&
      before !== undefined &&
      Temporal.PlainDate.compare(before, today) >= 0
        ? forecast(compiled, dossier, { on: today, before }, assessment)
        : undefined,
    mayApply: mayApply(compiled, dossier, today),
    groups: groupActivities(activities, standing.application),
    matters,
  }
}

function groupActivities(
  activities: readonly PortfolioActivity[],
  application: LoadedDossier['standing']['application'],
): ActivityGroups {
  const earlier = activities.filter(({ usedBy }) => usedBy !== undefined)
  const unused = activities.filter(({ usedBy }) => usedBy === undefined)
  const planned = unused.filter(({ state }) => state === 'planned')
  const rest = unused.filter(({ state }) => state !== 'planned')
  const besides = rest.filter((activity) => !belongs(activity, application?.id))
  const missed = ({ completedOn }: PortfolioActivity) =>
    application !== undefined &&
    completedOn !== undefined &&
    Temporal.PlainDate.compare(completedOn, application.submittedOn) <= 0
  return {
    current: rest.filter((activity) => belongs(activity, application?.id)),
    planned,
    later: besides.filter((activity) => !missed(activity)),
    tooLate: besides.filter(missed),
    earlier,
  }
}
