import type { Lifecycle } from '#domain/platform/lifecycle/lifecycle.ts'

/**
 * How the taking off of a lost second factor stands: one member of staff asked, another confirmed, and its
 * holder has signed in without it since. It is stopped by its holder, by whoever sees to it, or by itself
 * as soon as the factor turns out not to be lost.
 */
export type FactorResetStatus = 'asked' | 'confirmed' | 'stopped' | 'done'

export type FactorResetEvent = 'confirm' | 'stop' | 'carry-out'

export const factorResetLifecycle = {
  asked: { confirm: 'confirmed', stop: 'stopped' },
  confirmed: { 'carry-out': 'done', stop: 'stopped' },
  stopped: {},
  done: {},
} as const satisfies Lifecycle<FactorResetStatus, FactorResetEvent>

/** For how many hours after the second member of staff its holder can stop it. */
export const resetHours = 24

/** For how many days it waits for the second member of staff, and then for its holder. */
export const resetDays = 7

/** The taking off of a second factor, as those who see to it read it. */
export interface FactorReset {
  readonly id: string
  readonly accountId: string
  readonly email: string
  readonly name: string
  readonly status: FactorResetStatus
  readonly reason: string
  /** Undefined once they are erased. */
  readonly askedBy: string | undefined
  readonly askedAt: string
  readonly dueAt: string | undefined
  readonly endedAt: string | undefined
  /** Who ended it, where that is known: its holder may have done it by a link. */
  readonly endedBy: string | undefined
}

// Until when it waits: for somebody who confirms, and then for its holder.
function waitsUntil(reset: {
  readonly askedAt: string
  readonly dueAt: string | undefined
}): Temporal.Instant {
  return Temporal.Instant.from(reset.dueAt ?? reset.askedAt).add({ hours: 24 * resetDays })
}

/** Whether it no longer waits, as nobody came in time. */
export function isOver(
  reset: { readonly askedAt: string; readonly dueAt: string | undefined },
  now: Temporal.Instant,
): boolean {
  return Temporal.Instant.compare(waitsUntil(reset), now) <= 0
}

/** Whether its holder can sign in without the factor. */
export function isDue(
  reset: {
    readonly status: FactorResetStatus
    readonly askedAt: string
    readonly dueAt: string | undefined
  },
  now: Temporal.Instant,
): boolean {
  if (reset.status !== 'confirmed' || reset.dueAt === undefined || isOver(reset, now)) return false
  return Temporal.Instant.compare(Temporal.Instant.from(reset.dueAt), now) <= 0
}
