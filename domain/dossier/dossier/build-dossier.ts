import type { PortfolioActivity } from '#domain/dossier/activity/queries.ts'
import { findActivities, findActivitiesOfEach } from '#domain/dossier/activity/queries.ts'
import { buildDossier } from '#domain/dossier/dossier/dossier.ts'
import { proveDossier } from '#domain/dossier/dossier/prove-dossier.ts'
import type { Standing } from '#domain/dossier/dossier/queries.ts'
import { findStanding, findStandings } from '#domain/dossier/dossier/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import type { CompiledRegulation, Dossier } from '#engine'
import { pinnedVersion, versionFor } from '#regulations/load.ts'

/** A dossier with the version of the regulation that it is held against. */
export interface LoadedDossier {
  readonly dossier: Dossier
  readonly compiled: CompiledRegulation
  /** Why this version applies, in plain Dutch. */
  readonly versionText: string
  /** What the dossier was built from, for pages that show more than the dossier holds. */
  readonly standing: Standing
  readonly activities: readonly PortfolioActivity[]
}

/**
 * Builds the dossier of a registration: of the application named, of the one that is running, or
 * else of the portfolio as it is being built up. Throws when there is no such registration.
 */
export async function loadDossier(
  context: Context,
  registrationId: string,
  applicationId?: string,
): Promise<LoadedDossier> {
  const standing = await findStanding(context, registrationId, applicationId)
  if (standing === undefined) throw new Error(`There is no registration ${registrationId}`)
  if (applicationId !== undefined && standing.application === undefined) {
    throw new Error(`Registration ${registrationId} has no application ${applicationId}`)
  }
  return dossierFrom(
    context,
    standing,
    await findActivities(context, registrationId, applicationId),
  )
}

/** The dossiers of many registrations, as they are now, by the id of each. */
export async function loadDossiers(
  context: Context,
  registrationIds: readonly string[],
): Promise<ReadonlyMap<string, LoadedDossier>> {
  const activities = await findActivitiesOfEach(context, registrationIds)
  const standings = await findStandings(context, registrationIds)
  return new Map(
    standings.map((standing) => {
      const { registrationId: id } = standing
      return [id, dossierFrom(context, standing, activities.get(id) ?? [])]
    }),
  )
}

/** The dossier out of what was read of a registration, with the version that applies to it. */
export function dossierFrom(
  context: Context,
  standing: Standing,
  activities: readonly PortfolioActivity[],
): LoadedDossier {
  const built = buildDossier(standing, activities)
  const version = versionOf(context, standing, built)
  const { regulation } = version.compiled
  const dossier = proveDossier(built, standing, regulation, context.today)
  return { dossier, ...version, standing, activities }
}

// An application keeps the version to which it was pinned when it was filed.
function versionOf(
  { register, today }: Context,
  { application }: Standing,
  dossier: Dossier,
): Pick<LoadedDossier, 'compiled' | 'versionText'> {
  if (application !== undefined) {
    const compiled = pinnedVersion(register, application.regulationVersion)
    if (compiled === undefined) {
      throw new Error(`There is no version ${application.regulationVersion} of ${register.id}`)
    }
    return { compiled, versionText: 'Dit is de norm die gold toen de aanvraag werd ingestuurd.' }
  }
  const found = versionFor(register, dossier, today)
  if (found === undefined) throw new Error(`No version of ${register.id} applies on ${today}`)
  return { compiled: found.compiled, versionText: found.text }
}
