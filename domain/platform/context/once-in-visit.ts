import type { Context } from '#domain/platform/context/context.ts'

/**
 * Asks something of the database once in a visit that only reads, however many parts of the page want to know it:
 * the gate, the page and what stands above it. Where something may be written meanwhile, it is asked each time.
 */
export function onceInVisit<Found>(
  { found, register, today }: Context,
  what: string,
  ask: () => Promise<Found>,
): Promise<Found> {
  if (found === undefined) return ask()
  const key = `${register.id} ${today} ${what}`
  const known = found.get(key) ?? ask()
  found.set(key, known)
  return known as Promise<Found>
}
