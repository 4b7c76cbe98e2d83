import { moveClock } from '#domain/demo/clock/move-clock.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/** Moves the demo's clock, day by day, as far as was asked. */
export async function moveTheClock(
  platform: Platform,
  data: { readonly goOn: boolean },
): Promise<void> {
  await moveClock(platform, data.goOn)
}
