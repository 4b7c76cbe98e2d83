import { sql } from 'kysely'
import type { JournalLineTable } from '#db/schema.ts'
import type { AccountKey } from '#domain/money/books/accounts.ts'
import type { Period } from '#domain/money/books/period.ts'
import { registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'

/** A line of the books. Money is in cents. */
export interface JournalLine {
  readonly id: number
  readonly entry: string
  readonly bookedOn: string
  readonly what: JournalLineTable['what']
  readonly document: string
  readonly account: AccountKey
  readonly debitCents: number
  readonly creditCents: number
  readonly vatCode: string
  /** The number of the invoice that it is of; empty where there is none, or it is gone. */
  readonly invoiceNumber: string
  /** The number of whose registration, or the name of which organisation; empty where the dossier is gone. */
  readonly relation: string
}

type Days = Pick<Period, 'first' | 'last'>

/** So many lines of a period, in the order in which they were booked, after one that was read; of some kinds, or of all. */
export async function journalLines(
  { db, register }: Context,
  { first, last }: Days,
  {
    after,
    most,
    of,
  }: {
    readonly after?: Pick<JournalLine, 'id' | 'entry' | 'bookedOn'>
    readonly most: number
    readonly of?: readonly JournalLine['what'][]
  },
): Promise<readonly JournalLine[]> {
  const rows = await db
    .selectFrom('journal_line')
    .leftJoin('invoice', 'invoice.id', 'journal_line.invoice_id')
    .leftJoin('kept_invoice', 'kept_invoice.id', 'journal_line.invoice_id')
    .leftJoin('registration', 'registration.id', 'invoice.registration_id')
    .leftJoin('organisation', 'organisation.id', 'invoice.organisation_id')
    .where('journal_line.register', '=', register.id)
    .where('booked_on', '>=', first.toString())
    .where('booked_on', '<=', last.toString())
    .$if(of !== undefined, (query) => query.where('what', 'in', of ?? []))
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(booked_on, entry, journal_line.id) > (${after?.bookedOn ?? ''}::date, ${after?.entry ?? ''}::uuid, ${after?.id ?? 0}::bigint)`,
      ),
    )
    .select(['journal_line.id', 'entry', 'booked_on', 'what', 'document', 'account'])
    .select(['debit_cents', 'credit_cents', 'vat_code', 'organisation.name as organisation'])
    .select(['registration.number as registration'])
    .select(sql<string>`coalesce(invoice.number, kept_invoice.number, '')`.as('invoice_number'))
    .orderBy('booked_on')
    .orderBy('entry')
    .orderBy('journal_line.id')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    entry: row.entry,
    bookedOn: row.booked_on,
    what: row.what,
    document: row.document,
    account: row.account,
    debitCents: row.debit_cents,
    creditCents: row.credit_cents,
    vatCode: row.vat_code,
    invoiceNumber: row.invoice_number,
    relation:
      row.organisation ??
      (row.registration === null ? '' : registrationNumber(register, row.registration)),
  }))
}

/** What the lines of some days come to on an account, in cents; more than an int can hold. */
export interface Turnover {
  readonly account: AccountKey
  readonly debitCents: number
  readonly creditCents: number
  readonly lines: number
}

/** What was booked on each account in some days, or up to and including a last one. */
export async function turnovers(
  { db, register }: Context,
  { first, last }: { readonly first?: Temporal.PlainDate; readonly last: Temporal.PlainDate },
): Promise<readonly Turnover[]> {
  const rows = await db
    .selectFrom('journal_line')
    .where('register', '=', register.id)
    .where('booked_on', '<=', last.toString())
    .$if(first !== undefined, (query) => query.where('booked_on', '>=', first?.toString() ?? ''))
    .groupBy('account')
    .select('account')
    .select(sql<string>`sum(debit_cents)`.as('debit'))
    .select(sql<string>`sum(credit_cents)`.as('credit'))
    .select(sql<string>`count(*)`.as('lines'))
    .orderBy('account')
    .execute()
  return rows.map(({ account, debit, credit, lines }) => ({
    account,
    debitCents: Number(debit),
    creditCents: Number(credit),
    lines: Number(lines),
  }))
}

/** The years in which anything was booked, the last first. */
export async function bookedYears({ db, register }: Context): Promise<readonly number[]> {
  const row = await db
    .selectFrom('journal_line')
    .where('register', '=', register.id)
    .select(({ fn }) => [
      fn.min<string | null>('booked_on').as('first'),
      fn.max<string | null>('booked_on').as('last'),
    ])
    .executeTakeFirst()
  if (row === undefined || row.first === null || row.last === null) return []
  const [first, last] = [row.first, row.last].map((day) => Temporal.PlainDate.from(day).year)
  return Array.from({ length: (last ?? 0) - (first ?? 0) + 1 }, (_, at) => (last ?? 0) - at)
}
