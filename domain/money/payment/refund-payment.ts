import { findPayer } from '#domain/money/payer/find-payer.ts'
import { noteChange } from '#domain/money/payment/note-change.ts'
import { canBePaid } from '#domain/money/payment/payment.ts'
import { findPayment, settlementsOf } from '#domain/money/payment/queries.ts'
import { accountIdOf } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { paymentRefunded } from '#mail/payment-refunded.ts'

/** What is paid back of a payment, in cents, to which account, on which ground of the register. */
export interface ToRefund {
  readonly paymentId: string
  readonly version: number
  readonly cents: number
  readonly refundedOn: Temporal.PlainDate
  /** By its id. */
  readonly ground: string
  readonly reason: string
  readonly accountName: string
  /** Without spaces, in capitals. */
  readonly iban: string
}

export type RefundedPayment =
  | {
      readonly outcome: 'refunded'
      readonly refundId: string
      /** Who is written to: whose invoices it was for, where that is one person. */
      readonly told: string | undefined
    }
  | { readonly outcome: 'no-amount' }
  | { readonly outcome: 'less-is-left'; readonly leftOverCents: number }
  | { readonly outcome: 'in-the-future' }
  | { readonly outcome: 'before-the-payment'; readonly receivedOn: Temporal.PlainDate }
  /** The register pays nothing back on this ground. */
  | { readonly outcome: 'no-ground' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'unknown' }

/**
 * Notes that something of a payment was paid back, out of what is left over of it, on a ground that the register has
 * for it (`procedures.refunds`). Whose invoices it was for hears of it, where that is one person.
 */
export async function refundPayment(context: Context, asked: ToRefund): Promise<RefundedPayment> {
  const { register, today } = context
  const payment = await findPayment(context, asked.paymentId, { lock: true })
  if (payment === undefined) return { outcome: 'unknown' }
  if (payment.version !== asked.version) return { outcome: 'stale' }
  const { cents, refundedOn } = asked
  if (!canBePaid(cents)) return { outcome: 'no-amount' }
  const { leftOverCents, receivedOn } = payment
  if (cents > leftOverCents) return { outcome: 'less-is-left', leftOverCents }
  if (Temporal.PlainDate.compare(refundedOn, today) > 0) return { outcome: 'in-the-future' }
  if (Temporal.PlainDate.compare(refundedOn, receivedOn) < 0) {
    return { outcome: 'before-the-payment', receivedOn }
  }
  const ground = register.procedures.refunds.find(({ id }) => id === asked.ground)
  if (ground === undefined) return { outcome: 'no-ground' }
  const { id: refundId } = await context.db
    .insertInto('refund')
    .values({
      register: register.id,
      payment_id: payment.id,
      cents,
      ground: ground.id,
      label: ground.label,
      reason: asked.reason,
      account_name: asked.accountName,
      iban: asked.iban,
      refunded_on: refundedOn.toString(),
      refunded_by: accountIdOf(context.actor) ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await noteChange(context, payment.id)
  await record(context, {
    noun: 'payment',
    id: payment.id,
    action: 'refund',
    facts: { refund: refundId, cents, ground: ground.id, refundedOn: refundedOn.toString() },
  })
  return { outcome: 'refunded', refundId, told: await tell(context, asked, ground) }
}

async function tell(
  context: Context,
  asked: ToRefund,
  ground: { readonly label: string; readonly rests?: string },
): Promise<string | undefined> {
  const settlements = await settlementsOf(context, asked.paymentId)
  const all = new Map(settlements.map((one) => [one.registrationId ?? one.organisationId, one]))
  const [only] = all.size === 1 ? all.values() : []
  const payer = only && (await findPayer(context, only))
  if (payer === undefined || payer.recipients.length === 0) return undefined
  for (const to of payer.recipients) {
    await writeMessage(
      context,
      'payment-refunded',
      to,
      paymentRefunded({
        register: mailRegister(context.platform, context.register),
        name: to.name,
        cents: asked.cents,
        refundedOn: asked.refundedOn.toString(),
        accountName: asked.accountName,
        iban: asked.iban,
        ground: ground.label,
        rests: ground.rests,
        reason: asked.reason,
      }),
    )
  }
  return payer.name
}
