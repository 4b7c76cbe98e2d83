import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import type { InvoiceTable } from '#db/schema.ts'
import type { InvoiceStatus } from '#domain/money/invoice/invoice.ts'
import { openCents } from '#domain/money/invoice/invoice.ts'
import type { Buyer, Owed } from '#domain/money/payer/find-payer.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { compact } from '#language/typed.ts'
import type { InvoiceLine, Vat } from '#papers/invoice.ts'
import type { TariffKind } from '#regulations/register.ts'

/** An invoice as pages and use cases see it. Money is in cents. */
export interface Invoice {
  readonly id: string
  /** Of the person who owes it; undefined where an organisation does. */
  readonly registrationId: string | undefined
  /** The organisation that owes it, where it is not a person. */
  readonly organisationId: string | undefined
  readonly number: string
  /** What it is for. */
  readonly kind: TariffKind
  /** The id of what was asked for, where it is not for a year. */
  readonly aboutId: string | undefined
  readonly status: InvoiceStatus
  readonly issuedOn: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate
  readonly coversFirst: Temporal.PlainDate
  readonly coversLast: Temporal.PlainDate
  readonly netCents: number
  readonly vatCents: number
  readonly totalCents: number
  /** What was paid of it by now. */
  readonly settledCents: number
  /** What was taken back of it by credit notes. */
  readonly creditedCents: number
  /** What is still to be paid; nothing where it is not open. */
  readonly openCents: number
  readonly vatTreatment: string
  readonly vatGround: string
  /** The creditor reference of ISO 11649, without spaces. */
  readonly reference: string
  /** The day on which nothing of it was open any more. */
  readonly paidOn: Temporal.PlainDate | undefined
  readonly writtenOff:
    | {
        readonly on: Temporal.PlainDate
        readonly reason: string
      }
    | undefined
  readonly documentId: string | undefined
  readonly version: number
}

const columns = [
  'invoice.id',
  'invoice.registration_id',
  'invoice.organisation_id',
  'invoice.number',
  'invoice.kind',
  'invoice.about_id',
  'invoice.status',
  'invoice.issued_on',
  'invoice.due_on',
  'invoice.covers_first',
  'invoice.covers_last',
  'invoice.net_cents',
  'invoice.vat_cents',
  'invoice.total_cents',
  'invoice.settled_cents',
  'invoice.credited_cents',
  'invoice.vat_treatment',
  'invoice.vat_ground',
  'invoice.reference',
  'invoice.paid_on',
  'invoice.document_id',
  'invoice.written_off_on',
  'invoice.write_off_reason',
  'invoice.version',
] as const

type Row = Omit<
  Selectable<InvoiceTable>,
  | 'register'
  | 'created_at'
  | 'credit_number'
  | 'credit_document_id'
  | 'lines'
  | 'vat_rate'
  | 'buyer'
>

/** One invoice; with `lock` nobody else changes it until this transaction ends. */
export async function findInvoice(
  context: Context,
  id: string,
  options: { readonly lock?: boolean } = {},
): Promise<Invoice | undefined> {
  const query = context.db.selectFrom('invoice').where('id', '=', id).select(columns)
  const row = await (options.lock === true ? query.forUpdate() : query).executeTakeFirst()
  return row === undefined ? undefined : invoiceOf(row)
}

/** The invoices of a registration, the newest first. */
export async function listInvoices(
  context: Context,
  registrationId: string,
): Promise<readonly Invoice[]> {
  const rows = await context.db
    .selectFrom('invoice')
    .where('registration_id', '=', registrationId)
    .select(columns)
    .orderBy('issued_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(invoiceOf)
}

/** What is open still of whoever owes an invoice in this register, the newest first. */
export async function openInvoicesOf(
  { db }: Context,
  { registrationId, organisationId }: Owed,
): Promise<readonly Invoice[]> {
  const rows = await db
    .selectFrom('invoice')
    .where(({ or, eb }) =>
      or([
        eb('registration_id', '=', registrationId ?? null),
        eb('organisation_id', '=', organisationId ?? null),
      ]),
    )
    .where('status', '=', 'open')
    .select(columns)
    .orderBy('issued_on', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(invoiceOf)
}

/** The invoices of every register to an organisation for which the transaction acts, and to those that went on in it: what is open first, then the newest. */
export async function listInvoicesOfOrganisation(
  { db }: Context,
  organisationId: string,
): Promise<readonly (Invoice & { readonly register: string })[]> {
  const rows = await db
    .selectFrom('invoice')
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('organisation_id', '=', organisationId),
        eb(
          'organisation_id',
          'in',
          selectFrom('organisation')
            .where('merged_into', '=', organisationId)
            .select('organisation.id'),
        ),
      ]),
    )
    .select([...columns, 'invoice.register'])
    .orderBy(sql`(status = 'open') desc`)
    .orderBy('issued_on', 'desc')
    .orderBy('invoice.id', 'desc')
    .execute()
  return rows.map((row) => ({ ...invoiceOf(row), register: row.register }))
}

/** The invoice with a number or a reference as somebody typed it. */
export async function findInvoiceByNumber(
  { db }: Context,
  typed: string,
): Promise<Invoice | undefined> {
  const bare = compact(typed)
  const row = await db
    .selectFrom('invoice')
    .where(({ or, eb }) =>
      or([
        eb('invoice.reference', '=', bare),
        eb(sql`replace(upper(invoice.number), '-', '')`, '=', bare),
      ]),
    )
    .select(columns)
    .executeTakeFirst()
  return row === undefined ? undefined : invoiceOf(row)
}

/** What an invoice charged line by line, and to whom it was sent, as it was then. */
export interface Charged {
  readonly lines: readonly InvoiceLine[]
  readonly vat: Vat
  /** Undefined where it is from before this was kept. */
  readonly buyer: Buyer | undefined
}

/** What an invoice charged; of one from before its lines were kept one line by what stands in its row. */
export async function findCharged({ db }: Context, invoice: Invoice): Promise<Charged> {
  const { lines, vat_rate, buyer } = await db
    .selectFrom('invoice')
    .where('id', '=', invoice.id)
    .select(['lines', 'vat_rate', 'buyer'])
    .executeTakeFirstOrThrow()
  const { netCents, vatCents, totalCents, vatGround: ground } = invoice
  const rate = vat_rate ?? (netCents === 0 ? 0 : Math.round((vatCents * 100) / netCents))
  const vat: Vat =
    invoice.vatTreatment === 'exempt' || invoice.vatTreatment === 'out-of-scope'
      ? { treatment: invoice.vatTreatment, ground }
      : { treatment: invoice.vatTreatment === 'excluded' ? 'excluded' : 'included', rate, ground }
  const cents = vat.treatment === 'included' ? totalCents : netCents
  return {
    lines: (lines as readonly InvoiceLine[] | null) ?? [
      { description: `Factuur ${invoice.number}`, cents },
    ],
    vat,
    buyer: (buyer as Buyer | null) ?? undefined,
  }
}

/** What takes back an invoice or a part of it. */
export interface CreditNote {
  readonly number: string
  readonly invoiceId: string
  readonly netCents: number
  readonly vatCents: number
  readonly totalCents: number
  readonly reason: string
  readonly madeOn: Temporal.PlainDate
  readonly documentId: string | undefined
}

/** The credit notes of these invoices, the oldest first. */
export async function creditNotesOf(
  { db }: Context,
  invoiceIds: readonly string[],
): Promise<readonly CreditNote[]> {
  if (invoiceIds.length === 0) return []
  const rows = await db
    .selectFrom('credit_note')
    .where('invoice_id', 'in', [...invoiceIds])
    .select(['number', 'invoice_id', 'net_cents', 'vat_cents', 'total_cents', 'reason'])
    .select(['made_on', 'document_id'])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    number: row.number,
    invoiceId: row.invoice_id,
    netCents: row.net_cents,
    vatCents: row.vat_cents,
    totalCents: row.total_cents,
    reason: row.reason,
    madeOn: Temporal.PlainDate.from(row.made_on),
    documentId: row.document_id ?? undefined,
  }))
}

/** Whether somebody has an invoice that has not been paid. */
export async function hasOpenInvoice(context: Context, registrationId: string): Promise<boolean> {
  const row = await context.db
    .selectFrom('invoice')
    .where('registration_id', '=', registrationId)
    .where('status', '=', 'open')
    .select('id')
    .executeTakeFirst()
  return row !== undefined
}

function invoiceOf(row: Row): Invoice {
  return {
    id: row.id,
    registrationId: row.registration_id ?? undefined,
    organisationId: row.organisation_id ?? undefined,
    number: row.number,
    kind: row.kind,
    aboutId: row.about_id ?? undefined,
    status: row.status,
    issuedOn: Temporal.PlainDate.from(row.issued_on),
    dueOn: Temporal.PlainDate.from(row.due_on),
    coversFirst: Temporal.PlainDate.from(row.covers_first),
    coversLast: Temporal.PlainDate.from(row.covers_last),
    netCents: row.net_cents,
    vatCents: row.vat_cents,
    totalCents: row.total_cents,
    settledCents: row.settled_cents,
    creditedCents: row.credited_cents,
    openCents: openCents({
      status: row.status,
      totalCents: row.total_cents,
      settledCents: row.settled_cents,
      creditedCents: row.credited_cents,
    }),
    vatTreatment: row.vat_treatment,
    vatGround: row.vat_ground,
    reference: row.reference,
    paidOn: row.paid_on === null ? undefined : Temporal.PlainDate.from(row.paid_on),
    writtenOff: writtenOffOf(row),
    documentId: row.document_id ?? undefined,
    version: row.version,
  }
}

function writtenOffOf(row: Row): Invoice['writtenOff'] {
  if (row.written_off_on === null) return undefined
  return {
    on: Temporal.PlainDate.from(row.written_off_on),
    reason: row.write_off_reason ?? '',
  }
}
