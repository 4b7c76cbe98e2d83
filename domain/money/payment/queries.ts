import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { PaymentTable } from '#db/schema.ts'
import type { PaymentSource } from '#domain/money/payment/payment.ts'
import { leftOverCents } from '#domain/money/payment/payment.ts'
import { bearsName } from '#domain/people/person/find-by-name.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'
import { compact } from '#language/typed.ts'

/** A payment as pages and use cases see it. Money is in cents. */
export interface Payment {
  readonly id: string
  readonly receivedOn: Temporal.PlainDate
  readonly cents: number
  readonly source: PaymentSource
  /** As the source tells it; empty where it does not. */
  readonly payerName: string
  readonly payerIban: string
  readonly reference: string
  readonly note: string
  readonly settledCents: number
  readonly refundedCents: number
  /** What is neither settled nor paid back. */
  readonly leftOverCents: number
  readonly bookedOn: Temporal.PlainDate
  readonly reversedOn: Temporal.PlainDate | undefined
  readonly reversedBecause: string
  readonly version: number
}

/** What of a payment is, or was, for an invoice. */
export interface Settlement {
  readonly id: string
  readonly paymentId: string
  readonly invoiceId: string
  readonly cents: number
  readonly settledOn: Temporal.PlainDate
  readonly undoneOn: Temporal.PlainDate | undefined
  readonly undoneBecause: string
  /** Undefined where an organisation owed it, and where the dossier is gone and the invoice is kept apart. */
  readonly registrationId: string | undefined
  readonly organisationId: string | undefined
  /** Empty where the invoice is gone as well. */
  readonly invoiceNumber: string
}

const columns = [
  'payment.id',
  'payment.received_on',
  'payment.cents',
  'payment.source',
  'payment.payer_name',
  'payment.payer_iban',
  'payment.reference',
  'payment.note',
  'payment.settled_cents',
  'payment.refunded_cents',
  'payment.booked_on',
  'payment.reversed_on',
  'payment.reversed_because',
  'payment.version',
] as const

type Row = Omit<Selectable<PaymentTable>, 'register' | 'booked_by' | 'created_at'>

/** One payment; with `lock` nobody else changes it until this transaction ends. */
export async function findPayment(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Payment | undefined> {
  const query = context.db.selectFrom('payment').where('id', '=', id).select(columns)
  const row = await (options.lock === true ? query.forUpdate() : query).executeTakeFirst()
  return row === undefined ? undefined : paymentOf(row)
}

/** What a payment settles and settled, in the order in which that was done. */
export async function settlementsOf(
  context: Context,
  paymentId: string,
): Promise<readonly Settlement[]> {
  const rows = await settlements(context).where('settlement.payment_id', '=', paymentId).execute()
  return rows.map(settlementOf)
}

/** By what an invoice was paid, and what of that was undone, in the order in which that was done. */
export async function paymentsOf(
  context: Context,
  invoiceId: string,
): Promise<readonly Settlement[]> {
  const rows = await settlements(context).where('settlement.invoice_id', '=', invoiceId).execute()
  return rows.map(settlementOf)
}

/** The day of the last part by which an invoice was settled, of one that was. */
export async function lastSettledOn(
  { db }: Context,
  invoiceId: string,
): Promise<Temporal.PlainDate> {
  const { last } = await db
    .selectFrom('settlement')
    .where('invoice_id', '=', invoiceId)
    .where('undone_on', 'is', null)
    .select(({ fn }) => fn.max<string>('settled_on').as('last'))
    .executeTakeFirstOrThrow()
  return Temporal.PlainDate.from(last)
}

function settlements({ db }: Context) {
  return db
    .selectFrom('settlement')
    .leftJoin('invoice', 'invoice.id', 'settlement.invoice_id')
    .leftJoin('kept_invoice', 'kept_invoice.id', 'settlement.invoice_id')
    .select([
      'settlement.id',
      'settlement.payment_id',
      'settlement.invoice_id',
      'settlement.cents',
      'settlement.settled_on',
      'settlement.undone_on',
      'settlement.undone_because',
      'invoice.registration_id',
      'invoice.organisation_id',
      sql<string>`coalesce(invoice.number, kept_invoice.number, '')`.as('number'),
    ])
    .orderBy('settlement.created_at')
    .orderBy('settlement.id')
}

/** A payment in the back office's list. */
interface ListedPayment extends Payment {
  /** Whose invoices it settles, by their names; empty where it settles none. */
  readonly names: readonly string[]
  /** Who of those are people of the register. */
  readonly registrationIds: readonly string[]
}

/** What was paid of an invoice, and by whom as far as that is known. */
export interface PaidPart {
  readonly invoiceId: string
  readonly invoiceNumber: string
  readonly cents: number
  readonly settledOn: Temporal.PlainDate
  /** Empty where nobody told. */
  readonly payerName: string
}

/** What was paid of the invoices of these registrations and was not undone, in the order of the days. */
export async function paidPartsOf(
  { db }: Context,
  registrationIds: readonly string[],
): Promise<readonly PaidPart[]> {
  const rows = await db
    .selectFrom('settlement')
    .innerJoin('invoice', 'invoice.id', 'settlement.invoice_id')
    .innerJoin('payment', 'payment.id', 'settlement.payment_id')
    .where('invoice.registration_id', 'in', [...registrationIds])
    .where('settlement.undone_on', 'is', null)
    .select(['invoice.id', 'invoice.number', 'settlement.cents', 'settlement.settled_on'])
    .select('payment.payer_name')
    .orderBy('settlement.settled_on')
    .orderBy('settlement.created_at')
    .orderBy('settlement.id')
    .execute()
  return rows.map((row) => ({
    invoiceId: row.id,
    invoiceNumber: row.number,
    cents: row.cents,
    settledOn: Temporal.PlainDate.from(row.settled_on),
    payerName: row.payer_name,
  }))
}

/** What of a payment was paid back, or was thought to be. */
export interface Refund {
  readonly id: string
  readonly cents: number
  /** The ground as it was called then. */
  readonly label: string
  readonly reason: string
  readonly accountName: string
  readonly iban: string
  readonly refundedOn: Temporal.PlainDate
  readonly undoneOn: Temporal.PlainDate | undefined
  readonly undoneBecause: string
}

/** What of a payment was paid back, in the order in which that was done. */
export async function refundsOf({ db }: Context, paymentId: string): Promise<readonly Refund[]> {
  const rows = await db
    .selectFrom('refund')
    .where('payment_id', '=', paymentId)
    .select(['id', 'cents', 'label', 'reason', 'account_name', 'iban', 'refunded_on'])
    .select(['undone_on', 'undone_because'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    cents: row.cents,
    label: row.label,
    reason: row.reason,
    accountName: row.account_name,
    iban: row.iban,
    refundedOn: Temporal.PlainDate.from(row.refunded_on),
    undoneOn: row.undone_on === null ? undefined : Temporal.PlainDate.from(row.undone_on),
    undoneBecause: row.undone_because,
  }))
}

/** The ground on which what is left over of a payment was taken back by itself, by its id; the last where there are several. */
export async function proposedGround(
  { db }: Context,
  paymentId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('settlement')
    .innerJoin('credit_note', 'credit_note.invoice_id', 'settlement.invoice_id')
    .where('settlement.payment_id', '=', paymentId)
    .where('settlement.undone_on', 'is not', null)
    .where('credit_note.ground', 'is not', null)
    .orderBy('credit_note.created_at', 'desc')
    .orderBy('credit_note.id', 'desc')
    .select('credit_note.ground')
    .executeTakeFirst()
  return row?.ground ?? undefined
}

/** At most so many payments on a page. */
export const mostPayments = 200

/**
 * The payments of which something is left over, and those of the last days before them, the newest first. With something
 * typed: every payment with that reference, account, name of a payer, or number or name of whose invoice it settles.
 */
export async function listPayments(
  context: Context,
  typed: string,
): Promise<readonly ListedPayment[]> {
  const { db, today } = context
  const wanted = typed.trim()
  const bare = compact(wanted)
  const query = db
    .selectFrom('payment')
    .select(columns)
    .orderBy(sql`(reversed_on is null and settled_cents + refunded_cents < cents) desc`)
    .orderBy('payment.received_on', 'desc')
    .orderBy('payment.id', 'desc')
    .limit(mostPayments)
  const rows = await (wanted === ''
    ? query.where(({ or, eb, and }) =>
        or([
          and([
            eb('payment.reversed_on', 'is', null),
            sql<boolean>`payment.settled_cents + payment.refunded_cents < payment.cents`,
          ]),
          eb('payment.booked_on', '>', today.subtract({ days: 31 }).toString()),
        ]),
      )
    : query.where(({ or, eb, exists, selectFrom }) =>
        or([
          eb(sql`upper(regexp_replace(payment.reference, '[[:space:].-]', '', 'g'))`, '=', bare),
          eb('payment.payer_iban', '=', bare),
          eb(sql`lower(payment.payer_name)`, 'like', `%${likeOf(wanted)}%`),
          exists(
            selectFrom('settlement')
              .innerJoin('invoice', 'invoice.id', 'settlement.invoice_id')
              .leftJoin('registration', 'registration.id', 'invoice.registration_id')
              .leftJoin('person', 'person.id', 'registration.person_id')
              .leftJoin('organisation', 'organisation.id', 'invoice.organisation_id')
              .whereRef('settlement.payment_id', '=', 'payment.id')
              .where(({ or, eb }) =>
                or([
                  eb('invoice.reference', '=', bare),
                  eb(sql`replace(upper(invoice.number), '-', '')`, '=', bare),
                  bearsName(wanted),
                  sql<boolean>`strpos(lower(organisation.name), lower(${wanted})) > 0`,
                ]),
              )
              .select('settlement.id'),
          ),
        ]),
      )
  ).execute()
  const whose = await peopleOf(
    context,
    rows.map(({ id }) => id),
  )
  return rows.map((row) => {
    const people = whose.filter(({ payment_id }) => payment_id === row.id)
    return {
      ...paymentOf(row),
      names: [...new Set(people.map(({ name }) => name))],
      registrationIds: [...new Set(people.flatMap(({ registration_id }) => registration_id ?? []))],
    }
  })
}

function likeOf(typed: string): string {
  return typed.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)
}

// Whose invoices these payments settle.
async function peopleOf({ db }: Context, ids: readonly string[]) {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('settlement')
    .innerJoin('invoice', 'invoice.id', 'settlement.invoice_id')
    .leftJoin('registration', 'registration.id', 'invoice.registration_id')
    .leftJoin('person', 'person.id', 'registration.person_id')
    .leftJoin('organisation', 'organisation.id', 'invoice.organisation_id')
    .where('settlement.payment_id', 'in', [...ids])
    .where('settlement.undone_on', 'is', null)
    .select(['settlement.payment_id', 'invoice.registration_id'])
    .select(['person.first_name', 'person.initials', 'person.name_prefix', 'person.last_name'])
    .select('organisation.name as organisation')
    .orderBy('settlement.created_at')
    .orderBy('settlement.id')
    .execute()
  return rows.map(({ payment_id, registration_id, ...row }) => ({
    payment_id,
    registration_id,
    name:
      row.organisation ??
      fullName({
        firstName: row.first_name ?? '',
        initials: row.initials ?? '',
        namePrefix: row.name_prefix ?? '',
        lastName: row.last_name ?? '',
      }),
  }))
}

function paymentOf(row: Row): Payment {
  const reversedOn = row.reversed_on === null ? undefined : Temporal.PlainDate.from(row.reversed_on)
  const amounts = {
    cents: row.cents,
    settledCents: row.settled_cents,
    refundedCents: row.refunded_cents,
    reversedOn,
  }
  return {
    id: row.id,
    receivedOn: Temporal.PlainDate.from(row.received_on),
    ...amounts,
    leftOverCents: leftOverCents(amounts),
    source: row.source,
    payerName: row.payer_name,
    payerIban: row.payer_iban,
    reference: row.reference,
    note: row.note,
    bookedOn: Temporal.PlainDate.from(row.booked_on),
    reversedBecause: row.reversed_because,
    version: row.version,
  }
}

interface SettlementRow {
  id: string
  payment_id: string
  invoice_id: string
  cents: number
  settled_on: string
  undone_on: string | null
  undone_because: string
  registration_id: string | null
  organisation_id: string | null
  number: string
}

function settlementOf(row: SettlementRow): Settlement {
  return {
    id: row.id,
    paymentId: row.payment_id,
    invoiceId: row.invoice_id,
    cents: row.cents,
    settledOn: Temporal.PlainDate.from(row.settled_on),
    undoneOn: row.undone_on === null ? undefined : Temporal.PlainDate.from(row.undone_on),
    undoneBecause: row.undone_because,
    registrationId: row.registration_id ?? undefined,
    organisationId: row.organisation_id ?? undefined,
    invoiceNumber: row.number,
  }
}
