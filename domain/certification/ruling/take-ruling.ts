import type { Ruling } from '#domain/certification/ruling/queries.ts'
import { findRuling } from '#domain/certification/ruling/queries.ts'
import type { RulingEvent, RulingStatus } from '#domain/certification/ruling/ruling.ts'
import { rulingLifecycle } from '#domain/certification/ruling/ruling.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

/** A question as it was seen when it was acted on. */
export interface SeenRuling {
  readonly id: string
  readonly version: number
}

export type TakenRuling =
  | { readonly outcome: 'taken'; readonly ruling: Ruling; readonly status: RulingStatus }
  | { readonly outcome: 'unknown' }
  /** Somebody else did something with it meanwhile. */
  | { readonly outcome: 'stale' }

/** Takes a question with a lock to do something with it, and gives the status to which that leads. */
export async function takeRuling(
  context: Context,
  { id, version }: SeenRuling,
  event: RulingEvent,
): Promise<TakenRuling> {
  const ruling = await findRuling(context, id, { lock: true })
  if (ruling === undefined) return { outcome: 'unknown' }
  const status = next<RulingStatus, RulingEvent>(rulingLifecycle, ruling.status, event)
  return status === undefined || ruling.version !== version
    ? { outcome: 'stale' }
    : { outcome: 'taken', ruling, status }
}
