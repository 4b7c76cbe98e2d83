import type { OnlinePaymentJob } from '#domain/money/online-payment/carry-on.ts'
import { carryOnOnlinePayment } from '#domain/money/online-payment/carry-on.ts'
import type { Platform } from '#domain/platform/context/platform.ts'

/** Asks Mollie to make a payment or how it stands, and books what came in. */
export async function carryOnAnOnlinePayment(
  platform: Platform,
  asked: OnlinePaymentJob,
): Promise<void> {
  await carryOnOnlinePayment(platform, asked)
}
