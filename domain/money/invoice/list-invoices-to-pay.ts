import { sql } from 'kysely'
import type { InvoiceStatus } from '#domain/money/invoice/invoice.ts'
import { openCents } from '#domain/money/invoice/invoice.ts'
import { bearsName } from '#domain/people/person/find-by-name.ts'
import { hasLeft, registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'
import { compact } from '#language/typed.ts'

/** An invoice in the back office's list. */
export interface ListedInvoice {
  readonly id: string
  /** Undefined where an organisation owes it. */
  readonly registrationId: string | undefined
  readonly number: string
  readonly registrationNumber: string | undefined
  readonly name: string
  readonly status: InvoiceStatus
  /** Whether whoever owes it has left, so that it may be written off. */
  readonly left: boolean
  readonly issuedOn: Temporal.PlainDate
  readonly dueOn: Temporal.PlainDate
  readonly totalCents: number
  readonly settledCents: number
  /** What is still to be paid. */
  readonly openCents: number
  readonly reference: string
}

/** At most so many invoices on a page. */
export const mostInvoices = 200

/**
 * The open invoices, the longest due first. With something typed: every invoice, also a paid one,
 * with that reference, number or part of a name.
 */
export async function listInvoicesToPay(
  context: Context,
  typed: string,
): Promise<readonly ListedInvoice[]> {
  const wanted = typed.trim()
  const number = compact(wanted)
  const query = context.db
    .selectFrom('invoice')
    .leftJoin('registration', 'registration.id', 'invoice.registration_id')
    .leftJoin('person', 'person.id', 'registration.person_id')
    .leftJoin('organisation', 'organisation.id', 'invoice.organisation_id')
    .select([
      'invoice.id',
      'invoice.registration_id',
      'invoice.number',
      'invoice.status',
      'invoice.issued_on',
      'invoice.due_on',
      'invoice.total_cents',
      'invoice.settled_cents',
      'invoice.credited_cents',
      'invoice.reference',
      'registration.number as registration_number',
      'registration.status as registration_status',
      'person.first_name',
      'person.initials',
      'person.name_prefix',
      'person.last_name',
      'organisation.name as organisation',
      'organisation.status as organisation_status',
    ])
    .orderBy('invoice.due_on')
    .orderBy('invoice.id')
    .limit(mostInvoices)
  const rows = await (wanted === ''
    ? query.where('invoice.status', '=', 'open')
    : query.where(({ or, eb }) =>
        or([
          eb('invoice.reference', '=', number),
          eb(sql`replace(upper(invoice.number), '-', '')`, '=', number),
          bearsName(wanted),
          sql<boolean>`strpos(lower(organisation.name), lower(${wanted})) > 0`,
        ]),
      )
  ).execute()
  return rows.map((row) => ({
    id: row.id,
    registrationId: row.registration_id ?? undefined,
    number: row.number,
    registrationNumber:
      row.registration_number === null
        ? undefined
        : registrationNumber(context.register, row.registration_number),
    name:
      row.organisation ??
      fullName({
        firstName: row.first_name ?? '',
        initials: row.initials ?? '',
        namePrefix: row.name_prefix ?? '',
        lastName: row.last_name ?? '',
      }),
    status: row.status,
    left:
      row.registration_status === null
        ? row.organisation_status === 'closed'
        : hasLeft.has(row.registration_status),
    issuedOn: Temporal.PlainDate.from(row.issued_on),
    dueOn: Temporal.PlainDate.from(row.due_on),
    totalCents: row.total_cents,
    settledCents: row.settled_cents,
    openCents: openCents({
      status: row.status,
      totalCents: row.total_cents,
      settledCents: row.settled_cents,
      creditedCents: row.credited_cents,
    }),
    reference: row.reference,
  }))
}
