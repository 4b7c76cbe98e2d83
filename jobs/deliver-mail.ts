import type { Platform } from '#domain/platform/context/platform.ts'
import { deliverMessage } from '#domain/platform/message/deliver-message.ts'

/** Delivers one mail; what failed is tried again by the queue. */
export async function deliverMail(
  platform: Platform,
  env: Readonly<Record<string, string | undefined>>,
  data: { readonly mailId: string },
): Promise<void> {
  const delivered = await deliverMessage(platform, data.mailId, env)
  if (delivered.outcome === 'failed') throw new Error(delivered.reason)
}
