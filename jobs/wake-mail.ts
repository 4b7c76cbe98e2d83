import type { Platform } from '#domain/platform/context/platform.ts'
import { wakeMessages } from '#domain/platform/message/wake-messages.ts'

/** Lets mail go that would wait longer than it must. */
export async function wakeTheMail(
  platform: Platform,
  queued: () => Promise<ReadonlySet<string>>,
): Promise<void> {
  await wakeMessages(platform, queued)
}
