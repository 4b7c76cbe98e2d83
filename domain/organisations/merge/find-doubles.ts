import type { OrganisationLikeness } from '#domain/organisations/organisation/find-alike.ts'
import { likenessOf } from '#domain/organisations/organisation/find-alike.ts'
import { tellingWords } from '#domain/organisations/organisation/names-alike.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { everyOrganisation } from '#domain/organisations/organisation/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** Two organisations that may well be one, and in what they look alike. */
export interface OrganisationDouble {
  readonly one: Organisation
  readonly other: Organisation
  readonly in: readonly OrganisationLikeness[]
}

/** How many are shown at once. */
export const mostDoubles = 100

/**
 * The organisations that may well be one, those with the same number first, but for those that were told apart. At
 * the same address alone there may be many; there the name has to be alike as well. The transaction sees all.
 */
export async function findOrganisationDoubles(
  context: Context,
): Promise<readonly OrganisationDouble[]> {
  const all = await everyOrganisation(context)
  const apart = new Set(
    (
      await context.db
        .selectFrom('organisation_told_apart')
        .select(['one_id', 'other_id'])
        .execute()
    ).map(({ one_id, other_id }) => `${one_id} ${other_id}`),
  )
  const found = new Map<string, OrganisationDouble>()
  for (const group of mayBeAlike(all)) {
    for (const [at, one] of group.entries()) {
      for (const other of group.slice(at + 1)) {
        const key = keyOf(one.id, other.id)
        if (apart.has(key) || found.has(key)) continue
        const kinds = likenessOf(one, other)
        if (kinds.includes('kvk') || kinds.includes('name')) {
          found.set(key, { one, other, in: kinds })
        }
      }
    }
  }
  return [...found.values()]
    .toSorted((a, b) => weigh(b) - weigh(a) || a.one.name.localeCompare(b.one.name, 'nl'))
    .slice(0, mostDoubles)
}

/** The two ids of a pair, in one order. */
export function keyOf(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`
}

function weigh({ in: kinds }: OrganisationDouble): number {
  return (kinds.includes('kvk') ? 4 : 0) + kinds.length
}

// Only what shares a number, a postcode or the beginning of a word is held against each other.
function mayBeAlike(all: readonly Organisation[]): readonly (readonly Organisation[])[] {
  const groups = new Map<string, Organisation[]>()
  for (const one of all) {
    const words = [one.name, ...one.tradeNames].flatMap(tellingWords)
    const keys = new Set([
      ...(one.kvk === undefined ? [] : [`kvk ${one.kvk}`]),
      `postcode ${one.postcode}`,
      ...words.map((word) => `word ${word.slice(0, 2)}`),
    ])
    for (const key of keys) groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].filter(({ length }) => length > 1)
}
