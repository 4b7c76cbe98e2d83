import { areNamesAlike } from '#domain/organisations/organisation/names-alike.ts'
import type { Organisation } from '#domain/organisations/organisation/organisation.ts'
import { everyOrganisation } from '#domain/organisations/organisation/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** In what an organisation looks like another. */
export type OrganisationLikeness = 'kvk' | 'name' | 'address'

/** What is typed of an organisation so far. */
export interface Sought {
  readonly name: string
  readonly tradeNames?: readonly string[]
  readonly kvk: string | undefined
  readonly postcode: string | undefined
  readonly houseNumber?: string | undefined
}

/** An organisation that is there already, and in what it is like what was typed: no more of it than is public. */
export interface Alike {
  readonly id: string
  readonly name: string
  readonly city: string
  readonly in: readonly OrganisationLikeness[]
}

/** How many are shown of those that look like what was typed. */
export const mostAlike = 10

/**
 * The organisations that may well be the one of which something was typed, those with the same number first. A
 * name may be written otherwise; at the same postcode a part of the name is enough, or the same house number.
 */
export async function findAlike(context: Context, sought: Sought): Promise<readonly Alike[]> {
  const all = await everyOrganisation(context)
  return all
    .map((one) => ({ one, in: likenessOf(sought, one) }))
    .filter(({ in: { length } }) => length > 0)
    .toSorted((a, b) => weigh(b.in) - weigh(a.in))
    .slice(0, mostAlike)
    .map(({ one: { id, name, city }, in: kinds }) => ({ id, name, city, in: kinds }))
}

/** In what two organisations look alike; empty where they do not. */
export function likenessOf(
  one: Sought,
  other: Pick<Organisation, 'name' | 'tradeNames' | 'kvk' | 'postcode' | 'houseNumber'>,
): readonly OrganisationLikeness[] {
  const names = (of: Pick<Sought, 'name' | 'tradeNames'>) =>
    [of.name, ...(of.tradeNames ?? [])].filter((name) => name.trim() !== '')
  const sameName = names(one).some((name) => names(other).some((its) => areNamesAlike(name, its)))
  const samePostcode =
    one.postcode !== undefined && one.postcode !== '' && one.postcode === other.postcode
  const sameHouse =
    samePostcode &&
    bare(one.houseNumber) !== '' &&
    bare(one.houseNumber) === bare(other.houseNumber)
  return [
    ...(one.kvk !== undefined && one.kvk === other.kvk ? (['kvk'] as const) : []),
    ...(sameName ? (['name'] as const) : []),
    ...(sameHouse || (samePostcode && sameName) ? (['address'] as const) : []),
  ]
}

function bare(houseNumber: string | undefined): string {
  return (houseNumber ?? '').replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}

function weigh(kinds: readonly OrganisationLikeness[]): number {
  return (kinds.includes('kvk') ? 4 : 0) + (kinds.includes('name') ? 2 : 0) + kinds.length
}
