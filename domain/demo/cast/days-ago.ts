import { demoRegister } from '#domain/demo/cast/cast.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import type { Register } from '#regulations/register.ts'

/** Does something so many days ago, in the register of the story or in another. */
export type On = <Result>(
  ago: number,
  who: Actor,
  work: (context: Context) => Promise<Result>,
  register?: string,
) => Promise<Result>

/** How something is done some days ago; in the register of the story where the other one is not there. */
export function daysAgo(platform: Platform, register: Register, today: Temporal.PlainDate): On {
  return (ago, who, work, at = demoRegister) =>
    inRegister(
      platform,
      { register: platform.registers.get(at) ?? register, today: today.subtract({ days: ago }) },
      who,
      work,
    )
}
