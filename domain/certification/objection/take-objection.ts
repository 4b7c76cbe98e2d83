import type { ObjectionEvent, ObjectionStatus } from '#domain/certification/objection/objection.ts'
import { objectionLifecycle } from '#domain/certification/objection/objection.ts'
import type { Objection } from '#domain/certification/objection/queries.ts'
import { findObjection } from '#domain/certification/objection/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'

/** An objection as it was seen when it was acted on. */
export interface SeenObjection {
  readonly id: string
  readonly version: number
}

export type TakenObjection =
  | {
      readonly outcome: 'taken'
      readonly objection: Objection
      readonly status: ObjectionStatus
    }
  | { readonly outcome: 'unknown' }
  /** Somebody else did something with it meanwhile. */
  | { readonly outcome: 'stale' }

/** Takes an objection with a lock to do something with it; without an event its status stays. */
export async function takeObjection(
  context: Context,
  { id, version }: SeenObjection,
  event?: ObjectionEvent,
): Promise<TakenObjection> {
  const objection = await findObjection(context, id, { lock: true })
  if (objection === undefined) return { outcome: 'unknown' }
  const status =
    event === undefined
      ? objection.status
      : next<ObjectionStatus, ObjectionEvent>(objectionLifecycle, objection.status, event)
  return status === undefined || objection.version !== version
    ? { outcome: 'stale' }
    : { outcome: 'taken', objection, status }
}
