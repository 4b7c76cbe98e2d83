import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Register } from '#regulations/register.ts'

/** A list on which work goes on, in the register on whose pages it was delivered. */
export interface Running {
  readonly platform: Platform
  readonly register: Register
  readonly organisationId: string
  readonly deliveryId: string
  /** The day on which it is done, where that is another than that of the register. */
  readonly today?: Temporal.PlainDate
}

const actor: Actor = { kind: 'system', task: 'attendance' }

/** Does a part of it in a transaction of its own that acts for the organisation. */
export function within<Result>(
  { platform, register, organisationId, today }: Running,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const on = today === undefined ? {} : { today }
  return inRegister(platform, { register, organisation: organisationId, ...on }, actor, work)
}
