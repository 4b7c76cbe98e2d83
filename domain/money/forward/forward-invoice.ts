import { randomBytes } from 'node:crypto'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { countTypedMail } from '#domain/people/account/count-typed-mail.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import { findMember } from '#domain/people/registration/queries.ts'
import { withMerged } from '#domain/people/registration/with-merged.ts'
import { record } from '#domain/platform/audit/record.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { writeMessage } from '#domain/platform/message/write-message.ts'
import { mailRegister } from '#domain/platform/register/letterhead.ts'
import { invoiceForwarded } from '#mail/invoice-forwarded.ts'

/** For how long a link works, from the day on which it was sent: a year, so that the payer finds back what was paid. */
const works = { years: 1 } as const

export type PassedOn =
  | { readonly outcome: 'forwarded' }
  /** Nothing of it is to be paid any more. */
  | { readonly outcome: 'not-open' }
  /** Whoever passes it on, or whoever would get it, has had enough for today. */
  | { readonly outcome: 'too-often' }
  | { readonly outcome: 'unknown' }

/**
 * Passes an invoice of one's own on to whoever pays it, at an address that is typed: a mail with a link that needs no
 * account. What is reminded goes on to whose the invoice is, who owes it.
 */
export async function forwardInvoice(
  context: Context,
  registrationId: string,
  asked: {
    readonly invoiceId: string
    readonly payer: string
    readonly email: string
    readonly mark: string
  },
): Promise<PassedOn> {
  const { db, register, today, platform } = context
  const own = await withMerged(context, registrationId)
  const invoice = await findInvoice(context, asked.invoiceId)
  const member = await findMember(context, registrationId)
  const isOwn = own.includes(invoice?.registrationId ?? '')
  if (invoice === undefined || member === undefined || !isOwn) {
    return { outcome: 'unknown' }
  }
  if (invoice.status !== 'open') return { outcome: 'not-open' }
  const by = { by: registrationId, to: asked.email }
  if ((await countTypedMail(context, 'invoice-forwarded', by)) !== 'go-on') {
    return { outcome: 'too-often' }
  }
  const token = randomBytes(32).toString('base64url')
  const { id } = await db
    .insertInto('invoice_forward')
    .values({
      register: register.id,
      invoice_id: invoice.id,
      token_hash: hashToken(token),
      payer: asked.payer,
      mark: asked.mark,
      forwarded_on: today.toString(),
      expires_on: today.add(works).toString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(context, {
    noun: 'invoice',
    id: invoice.id,
    action: 'forward',
    facts: { registration: invoice.registrationId, forward: id },
  })
  await writeMessage(
    context,
    'invoice-forwarded',
    { name: asked.payer, address: asked.email },
    invoiceForwarded({
      register: mailRegister(platform, register),
      name: asked.payer,
      sender: member.name,
      number: invoice.number,
      cents: invoice.openCents,
      dueDate: invoice.dueOn.toString(),
      mark: asked.mark,
      url: `${platform.origin}/${register.id}/factuur/${token}`,
    }),
  )
  return { outcome: 'forwarded' }
}
