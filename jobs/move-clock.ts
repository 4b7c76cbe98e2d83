import { moveClock } from '#domain/clock/move-clock.ts'
import type { Platform } from '#domain/shared/context.ts'

/** Moves the demo's clock, day by day, as far as was asked. */
export async function moveTheClock(
  platform: Platform,
  data: { readonly goOn: boolean },
): Promise<void> {
  await moveClock(platform, data.goOn)
}
