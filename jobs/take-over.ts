import type { Actor } from '#domain/platform/actor/actor.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { filesSent } from '#domain/takeover/delivery/delivered-files.ts'
import type { Delivering } from '#domain/takeover/delivery/read-delivery.ts'
import { readDelivery } from '#domain/takeover/delivery/read-delivery.ts'
import { takeOver } from '#domain/takeover/taking/take-over.ts'

interface Asked {
  readonly register: string
  readonly takeoverId: string
}

/** Reads what was sent by the page. */
export async function readTheDelivery(platform: Platform, asked: Asked): Promise<void> {
  const delivering = deliveringOf(platform, asked)
  if (delivering !== undefined) await readDelivery(delivering, await sentFiles(delivering))
}

/** Takes over what is ready, for a minute; what is left then is the next job. */
export async function takeOverForAWhile(platform: Platform, asked: Asked): Promise<void> {
  const delivering = deliveringOf(platform, asked)
  if (delivering === undefined) return
  const until = Temporal.Now.instant().add({ minutes: 1 })
  const goOn = async () => Temporal.Instant.compare(Temporal.Now.instant(), until) < 0
  const taken = await takeOver(delivering, await sentFiles(delivering), goOn)
  if (taken.outcome !== 'stopped') return
  const { register } = delivering
  await inRegister(platform, { register }, delivering.actor, ({ db }) =>
    platform.enqueue(db, { name: 'take-over', data: asked }),
  )
}

function deliveringOf(platform: Platform, asked: Asked): Delivering | undefined {
  const register = platform.registers.get(asked.register)
  if (register === undefined) return undefined
  const actor: Actor = { kind: 'system', task: 'take-over' }
  return { platform, register, actor, takeoverId: asked.takeoverId }
}

function sentFiles({ platform, register, actor, takeoverId }: Delivering) {
  return inRegister(platform, { register, readOnly: true }, actor, (context) =>
    filesSent(context, takeoverId),
  )
}
