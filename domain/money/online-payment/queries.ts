import { sql } from 'kysely'
import type { BegunAt, OnlinePaymentState } from '#domain/money/online-payment/online-payment.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** A payment that somebody began online. Money is in cents. */
export interface OnlinePayment {
  readonly id: string
  readonly invoiceId: string | undefined
  readonly cents: number
  readonly begunAt: BegunAt
  readonly state: OnlinePaymentState
  readonly mollieId: string | undefined
  /** Where it is paid. */
  readonly checkoutUrl: string | undefined
  readonly paymentId: string | undefined
  readonly problem: string
  readonly returnedCents: number
  readonly askedOn: Temporal.PlainDate
  /** How long ago it was begun, by the clock of the database. */
  readonly ageSeconds: number
}

const columns = [
  'id',
  'invoice_id',
  'cents',
  'begun_at',
  'state',
  'mollie_id',
  'checkout_url',
  'payment_id',
  'problem',
  'returned_cents',
  'asked_on',
] as const

const age = sql<number>`extract(epoch from now() - created_at)::int`.as('age')

/** One of them; with `lock` nobody else changes it until this transaction ends. */
export async function findOnlinePayment(
  { db }: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<OnlinePayment | undefined> {
  const query = db.selectFrom('online_payment').where('id', '=', id).select(columns).select(age)
  const row = await (options.lock === true ? query.forUpdate() : query).executeTakeFirst()
  return row && onlinePaymentOf(row)
}

/** How long one that was begun is gone on with, rather than beginning another, in minutes. */
const goesOn = 15

/** One that was begun a moment ago for so much of an invoice and can be paid still. */
export async function runningPayment(
  { db }: Context,
  invoiceId: string,
  cents: number,
): Promise<OnlinePayment | undefined> {
  const row = await db
    .selectFrom('online_payment')
    .where('invoice_id', '=', invoiceId)
    .where('cents', '=', cents)
    .where('state', 'in', ['asked', 'open'])
    .where(sql<boolean>`created_at > now() - make_interval(mins => ${goesOn})`)
    .select(columns)
    .select(age)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return row && onlinePaymentOf(row)
}

/** How many were begun for an invoice within a day. */
export async function countOfDay({ db }: Context, invoiceId: string): Promise<number> {
  const { count } = await db
    .selectFrom('online_payment')
    .where('invoice_id', '=', invoiceId)
    .where(sql<boolean>`created_at > now() - interval '1 day'`)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** By which online payment a payment came in, where it did. */
export async function onlinePaymentBy(
  { db }: Context,
  paymentId: string,
): Promise<OnlinePayment | undefined> {
  const row = await db
    .selectFrom('online_payment')
    .where('payment_id', '=', paymentId)
    .select(columns)
    .select(age)
    .executeTakeFirst()
  return row && onlinePaymentOf(row)
}

/** The id here of what is called so at Mollie. */
export async function idByMollie({ db }: Context, mollieId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('online_payment')
    .where('mollie_id', '=', mollieId)
    .select('id')
    .executeTakeFirst()
  return row?.id
}

/** With what the problem begins of one that was not begun for want of a key that Mollie takes. */
export const keyRefused = 'key-refused'

interface Row {
  id: string
  invoice_id: string | null
  cents: number
  begun_at: BegunAt
  state: OnlinePaymentState
  mollie_id: string | null
  checkout_url: string | null
  payment_id: string | null
  problem: string
  returned_cents: number
  asked_on: string
  age: number
}

function onlinePaymentOf(row: Row): OnlinePayment {
  return {
    id: row.id,
    invoiceId: row.invoice_id ?? undefined,
    cents: row.cents,
    begunAt: row.begun_at,
    state: row.state,
    mollieId: row.mollie_id ?? undefined,
    checkoutUrl: row.checkout_url ?? undefined,
    paymentId: row.payment_id ?? undefined,
    problem: row.problem,
    returnedCents: row.returned_cents,
    askedOn: Temporal.PlainDate.from(row.asked_on),
    ageSeconds: row.age,
  }
}
