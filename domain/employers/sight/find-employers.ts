import { isEmployer } from '#domain/employers/sight/give-sight.ts'
import { areNamesAlike, tellingWords } from '#domain/organisations/organisation/names-alike.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { everyOrganisation } from '#domain/organisations/organisation/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** How many are shown at once of those that are called like what was typed. */
export const mostFound = 20

/**
 * The employers and municipalities that somebody can let see something, by a part of their name or as it is written
 * otherwise; those that begin with it first. No more of each than is public.
 */
export async function findEmployers(
  context: Context,
  typed: string,
): Promise<readonly Pick<Organisation, 'id' | 'name' | 'city'>[]> {
  const words = tellingWords(typed)
  if (words.length === 0) return []
  const names = (one: Organisation) => [one.name, ...one.tradeNames]
  const isCalled = (one: Organisation) =>
    names(one).some((name) => {
      const its = tellingWords(name)
      return (
        areNamesAlike(name, typed) ||
        words.every((word) => its.some((each) => each.startsWith(word)))
      )
    })
  return (await everyOrganisation(context))
    .filter((one) => isEmployer(one) && isCalled(one))
    .slice(0, mostFound)
    .map(({ id, name, city }) => ({ id, name, city }))
}
