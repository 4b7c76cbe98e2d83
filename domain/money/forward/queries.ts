import type { Invoice } from '#domain/money/invoice/queries.ts'
import { findInvoice } from '#domain/money/invoice/queries.ts'
import { findPayer } from '#domain/money/payer/find-payer.ts'
import { hashToken } from '#domain/people/account/queries.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** To whom an invoice was passed on, as whose it is sees it. */
export interface Forward {
  readonly id: string
  readonly payer: string
  /** What the payer knows it by; empty for nothing. */
  readonly mark: string
  readonly forwardedOn: Temporal.PlainDate
  readonly expiresOn: Temporal.PlainDate
  readonly takenBackOn: Temporal.PlainDate | undefined
}

/** To whom an invoice was passed on, the last first. */
export async function forwardsOf({ db }: Context, invoiceId: string): Promise<readonly Forward[]> {
  const rows = await db
    .selectFrom('invoice_forward')
    .where('invoice_id', '=', invoiceId)
    .select(['id', 'payer', 'mark', 'forwarded_on', 'expires_on', 'taken_back_on'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    payer: row.payer,
    mark: row.mark,
    forwardedOn: Temporal.PlainDate.from(row.forwarded_on),
    expiresOn: Temporal.PlainDate.from(row.expires_on),
    takenBackOn:
      row.taken_back_on === null ? undefined : Temporal.PlainDate.from(row.taken_back_on),
  }))
}

/** What whoever pays sees of an invoice, and nothing else. */
export interface ForwardedInvoice {
  readonly invoice: Invoice
  /** Whose it is. */
  readonly name: string
  readonly mark: string
}

/** The invoice to which a link leads; undefined where there is none, or where it was taken back or is over. */
export async function forwardedInvoice(
  context: Context,
  token: string,
): Promise<ForwardedInvoice | undefined> {
  const row = await context.db
    .selectFrom('invoice_forward')
    .where('token_hash', '=', hashToken(token))
    .where('taken_back_on', 'is', null)
    .where('expires_on', '>=', context.today.toString())
    .select(['invoice_id', 'mark'])
    .executeTakeFirst()
  const invoice = row && (await findInvoice(context, row.invoice_id))
  const payer = invoice && (await findPayer(context, invoice))
  return row && invoice && payer && { invoice, name: payer.name, mark: row.mark }
}
