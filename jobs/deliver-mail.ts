import type { Platform } from '#domain/platform/context/platform.ts'
import { deliverMessage } from '#domain/platform/message/deliver-message.ts'
import type { Lane } from '#mail/transport.ts'

/** Delivers one mail; one that did not arrive has its next turn by itself. */
export async function deliverMail(
  platform: Platform,
  deliver: Lane['deliver'] | undefined,
  job: { readonly data: { readonly mailId: string }; readonly signal: AbortSignal },
): Promise<void> {
  await deliverMessage(platform, job.data.mailId, deliver, job.signal)
}
