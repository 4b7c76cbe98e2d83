import type { LookupKind, LookupLimit } from '#domain/platform/look-up/limit-lookups.ts'

/**
 * Uses up what an address may look up, of minutes that are still to come: what it looked up before goes out of
 * account while a test runs, and on a slow machine that is just between this and what has to be refused.
 */
export function useUp(lookups: LookupLimit, kind: LookupKind, from: string): void {
  const later = Temporal.Now.instant().add({ minutes: 10 })
  while (lookups.take(kind, from, later));
}
