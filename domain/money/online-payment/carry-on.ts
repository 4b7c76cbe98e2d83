import { findInvoice } from '#domain/money/invoice/queries.ts'
import type {
  OnlinePaymentEvent,
  OnlinePaymentState,
} from '#domain/money/online-payment/online-payment.ts'
import {
  eventOf,
  lookAgainAfter,
  onlinePaymentLifecycle,
} from '#domain/money/online-payment/online-payment.ts'
import type { OnlinePayment } from '#domain/money/online-payment/queries.ts'
import { findOnlinePayment, keyRefused } from '#domain/money/online-payment/queries.ts'
import { returnOnlinePayment } from '#domain/money/online-payment/return-online-payment.ts'
import { settleOnlinePayment } from '#domain/money/online-payment/settle-online-payment.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { inRegister } from '#domain/platform/context/in-register.ts'
import type { Platform } from '#domain/platform/context/platform.ts'
import { clearUndone, noteUndone } from '#domain/platform/left-undone/note-undone.ts'
import { next } from '#domain/platform/lifecycle/lifecycle.ts'
import type { MollieAnswer, MolliePayment } from '#domain/platform/mollie/mollie.ts'

/** Which online payment is gone on with. */
export interface OnlinePaymentJob {
  readonly register: string
  readonly onlinePaymentId: string
}

/** Under which due work is listed what of paying online needs somebody; it finds the same every morning. */
const task = 'lookAfterOnlinePayments'

/** Mollie does not answer: it is tried again. */
class MollieSilent extends Error {}

/**
 * Goes on with an online payment: asks Mollie to make it, or how it stands, and does what follows from that. What came
 * in is booked once, however often and in whatever order this is done. No transaction waits for Mollie. Throws where
 * Mollie does not answer about one that it has, so that it is tried again.
 */
export async function carryOnOnlinePayment(
  platform: Platform,
  { register: at, onlinePaymentId: id }: OnlinePaymentJob,
): Promise<void> {
  const register = platform.registers.get(at)
  const mollie = platform.mollie(at)
  if (register === undefined || mollie === undefined) return
  const within = <Result>(work: (context: Context) => Promise<Result>) =>
    inRegister(platform, { register }, { kind: 'system', task: 'online-payment' }, work)
  const seen = await within(async (context) => {
    const found = await findOnlinePayment(context, id)
    const invoice = found?.invoiceId && (await findInvoice(context, found.invoiceId))
    return found && { ...found, for: invoice ? `Factuur ${invoice.number}` : register.shortName }
  })
  if (seen === undefined || seen.state === 'not-begun') return
  const { origin } = platform
  const answer =
    seen.state === 'asked' || seen.mollieId === undefined
      ? await mollie.ask({
          cents: seen.cents,
          description: seen.for,
          redirectUrl: `${origin}/${at}/betaling/${id}`,
          // Mollie refuses an address that it cannot reach; without one it is asked often enough.
          webhookUrl: origin.startsWith('https:') ? `${origin}/${at}/mollie` : undefined,
          ours: id,
        })
      : await mollie.find(seen.mollieId)
  await within(async (context) => {
    const found = await findOnlinePayment(context, id, { lock: true })
    if (found === undefined) return
    await noteKey(context, answer)
    if (found.state === 'asked') await begin(context, found, answer)
    else await follow(context, found, answer)
  })
  if (answer.outcome === 'unavailable' && seen.state !== 'asked') {
    throw new MollieSilent(`Mollie: ${answer.reason}`)
  }
}

// Whoever administers the register sees that its key is not taken, until it is.
async function noteKey(context: Context, answer: MollieAnswer): Promise<void> {
  if (answer.outcome === 'key-refused') {
    await noteUndone(
      context,
      { task, whose: keyRefused },
      'Mollie refuses the key of this register',
    )
  }
  if (answer.outcome === 'answered') await clearUndone(context, task, [keyRefused])
}

async function begin(context: Context, found: OnlinePayment, answer: MollieAnswer): Promise<void> {
  if (answer.outcome === 'answered') {
    const { payment } = answer
    const problem = differenceOf(found, payment)
    if (problem === undefined && payment.checkoutUrl !== undefined) {
      await change(context, found, 'begin', {
        mollie_id: payment.id,
        checkout_url: payment.checkoutUrl,
      })
      await lookAgain(context, found)
      return
    }
    const odd = problem ?? 'no page to pay at'
    await change(context, found, 'refuse', { problem: odd })
    return
  }
  const reason = 'reason' in answer ? `: ${answer.reason}` : ''
  await change(context, found, 'refuse', { problem: `${answer.outcome}${reason}` })
}

async function follow(context: Context, found: OnlinePayment, answer: MollieAnswer): Promise<void> {
  if (answer.outcome === 'unknown' && found.state === 'open') {
    // Of another key, or of a Mollie that is no more: nobody can pay it.
    await change(context, found, 'fail', { problem: 'Mollie does not know it' })
    return
  }
  if (answer.outcome !== 'answered') return
  const { payment } = answer
  const problem = differenceOf(found, payment)
  if (problem !== undefined) {
    if (after(found, 'doubt') === undefined) return
    await change(context, found, 'doubt', { problem })
    await noteUndone(context, { task, whose: found.id }, `Mollie ${payment.id}: ${problem}`)
    return
  }
  const event = eventOf[payment.status]
  if (event === undefined) {
    if (found.state === 'open') await lookAgain(context, found)
    return
  }
  if (event === 'pay') {
    const { paymentId } =
      after(found, 'pay') === undefined ? found : await settleOnlinePayment(context, found, payment)
    if (paymentId !== undefined && payment.returnedCents > found.returnedCents) {
      await returnOnlinePayment(context, { ...found, paymentId }, payment.returnedCents)
    }
    return
  }
  await change(context, found, event, {})
}

// What Mollie says of it that is not what was asked; it is believed in nothing but how it stands.
function differenceOf(found: OnlinePayment, payment: MolliePayment): string | undefined {
  if (payment.ours !== found.id) return 'it is of something else'
  if (found.mollieId !== undefined && payment.id !== found.mollieId) return 'it is another payment'
  if (payment.currency !== 'EUR') return `it is in ${payment.currency}`
  if (payment.cents !== found.cents) return `it is of ${payment.cents} cents, not ${found.cents}`
  return undefined
}

async function lookAgain(context: Context, { id, ageSeconds }: OnlinePayment): Promise<void> {
  const seconds = lookAgainAfter(ageSeconds)
  if (seconds === undefined) return
  const data = { register: context.register.id, onlinePaymentId: id }
  await context.platform.enqueue(context.db, { name: 'online-payment', data, after: seconds })
}

// Where an event leads from where it stands.
function after(
  { state }: OnlinePayment,
  event: OnlinePaymentEvent,
): OnlinePaymentState | undefined {
  return next<OnlinePaymentState, OnlinePaymentEvent>(onlinePaymentLifecycle, state, event)
}

/** Lets an event happen to an online payment that is locked; nothing where it may not happen any more. */
async function change(
  context: Context,
  found: OnlinePayment,
  event: Exclude<OnlinePaymentEvent, 'pay' | 'reverse'>,
  changes: {
    readonly mollie_id?: string
    readonly checkout_url?: string
    readonly problem?: string
  },
): Promise<void> {
  const to = after(found, event)
  if (to === undefined) return
  const { db, today } = context
  await db
    .updateTable('online_payment')
    .where('id', '=', found.id)
    .set({ ...changes, state: to, ended_on: to === 'open' ? null : today.toString() })
    .execute()
  const { problem } = changes
  await record(context, {
    noun: 'online-payment',
    id: found.id,
    action: event,
    facts: problem === undefined ? {} : { problem },
  })
}
