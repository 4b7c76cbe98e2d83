import { choicesOf } from './choices.ts'
import type { Limit, Minimum } from './regulation.ts'
import type { Selector } from './terms.ts'

/**
 * The rests of a minimum: what lies outside one of its limits, outside two, and so on. Limits do not
 * overlap, so that what counts within them reaches so much exactly when all of the minimum does, and
 * each of its rests reaches that less the most that the limits allow. Each is told by the places of
 * the limits outside which it lies.
 */
export function restsOf({ limits = [] }: Minimum): readonly (readonly number[])[] {
  const all = limits.map((_, at) => at)
  return all.flatMap((_, fewer) => choicesOf(all, fewer + 1))
}

/** The activities of which a limit lets only so much count: a least share limits all the others. */
export function limitedBy(limit: Limit): Selector {
  return 'atLeastShare' in limit ? { not: limit.of } : limit.of
}

/** The most that a limit lets count of so much in all, both in hundredths or both in whole things. */
export function mostWithin(limit: Limit, all: number, measure: Minimum['in']): number {
  if ('atMost' in limit) return measure === 'things' ? Math.floor(limit.atMost / 100) : limit.atMost
  const { parts, of } = limitedShare(limit)
  return Math.floor((all * parts) / of)
}

/** What part of all a limit lets count; nothing for one that says so many. */
export function limitedShare(limit: Limit): { readonly parts: number; readonly of: number } {
  if ('atMostShare' in limit) return limit.atMostShare
  if ('atMost' in limit) return { parts: 0, of: 1 }
  const { parts, of } = limit.atLeastShare
  return { parts: of - parts, of }
}
