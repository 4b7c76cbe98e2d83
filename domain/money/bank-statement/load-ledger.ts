import type { RawBuilder } from 'kysely'
import { sql } from 'kysely'
import type { Ledger, LedgerInvoice, LineToMatch } from '#domain/money/bank-statement/match-line.ts'
import { addTo, ledgerOf, unknownMarks } from '#domain/money/bank-statement/match-line.ts'
import type { InvoiceStatus } from '#domain/money/invoice/invoice.ts'
import { openCents } from '#domain/money/invoice/invoice.ts'
import type { RegistrationStatus } from '#domain/people/registration/registration.ts'
import { hasLeft, registrationNumber } from '#domain/people/registration/registration.ts'
import type { Context } from '#domain/platform/context/context.ts'
import { fullName } from '#language/names.ts'

/** The ledger of every invoice that is open, with which accounts paid before for whom. */
export async function loadLedger(context: Context): Promise<Ledger> {
  const open = await invoicesWhere(context, sql`i.status = 'open'`)
  return ledgerOf(open, await payersOf(context))
}

/** Adds to a ledger what lines name of it that is not open any more. */
export async function addNamed(
  context: Context,
  ledger: Ledger,
  lines: readonly LineToMatch[],
): Promise<void> {
  const marks = lines.map((line) => unknownMarks(ledger, line))
  const references = [...new Set(marks.flatMap((one) => one.references))]
  const numbers = [...new Set(marks.flatMap((one) => one.numbers))]
  if (references.length === 0 && numbers.length === 0) return
  // What stands behind a reference in a text is not of it. Noughts before digits are left out on both sides.
  const found = await invoicesWhere(
    context,
    sql`i.status <> 'open' and (
      exists (select from unnest(${references}::text[]) as said(it) where starts_with(said.it, i.reference))
      or regexp_replace(regexp_replace(upper(i.number), '[\\s./-]', '', 'g'), '^([A-Z]*)0+([0-9])', '\\1\\2')
        = any(${numbers}::text[]))`,
  )
  addTo(ledger, found)
}

async function invoicesWhere(
  { db, register }: Context,
  where: RawBuilder<unknown>,
): Promise<readonly LedgerInvoice[]> {
  const { rows } = await sql<{
    id: string
    owed_by: string
    registration_id: string | null
    organisation: string | null
    organisation_status: string | null
    number: string
    reference: string
    status: InvoiceStatus
    total_cents: number
    settled_cents: number
    credited_cents: number
    paid_on: string | null
    due_on: string
    registration_number: number | null
    registration_status: RegistrationStatus | null
    first_name: string | null
    initials: string | null
    name_prefix: string | null
    last_name: string | null
  }>`
    select i.id, coalesce(i.registration_id, i.organisation_id) as owed_by, i.registration_id, i.number, i.reference, i.status, i.total_cents, i.settled_cents,
      i.credited_cents, i.paid_on, i.due_on, r.number as registration_number, r.status as registration_status,
      p.first_name, p.initials, p.name_prefix, p.last_name, o.name as organisation,
      o.status as organisation_status
    from invoice i left join registration r on r.id = i.registration_id
      left join person p on p.id = r.person_id left join organisation o on o.id = i.organisation_id
    where i.register = ${register.id} and (${where})
    order by i.due_on, i.id`.execute(db)
  return rows.map((row) => ({
    id: row.id,
    owedBy: row.owed_by,
    registrationId: row.registration_id ?? undefined,
    number: row.number,
    reference: row.reference,
    status: row.status,
    openCents: openCents({
      status: row.status,
      totalCents: row.total_cents,
      settledCents: row.settled_cents,
      creditedCents: row.credited_cents,
    }),
    paidOn: row.paid_on ?? '',
    dueOn: row.due_on,
    registrationNumber:
      row.registration_number === null ? '' : registrationNumber(register, row.registration_number),
    name:
      row.organisation ??
      fullName({
        firstName: row.first_name ?? '',
        initials: row.initials ?? '',
        namePrefix: row.name_prefix ?? '',
        lastName: row.last_name ?? '',
      }),
    givenName: row.first_name ?? '',
    initials: row.initials ?? '',
    surname: row.organisation ?? `${row.name_prefix ?? ''} ${row.last_name ?? ''}`.trim(),
    left:
      row.registration_status === null
        ? row.organisation_status === 'closed'
        : hasLeft.has(row.registration_status),
  }))
}

// For whom an account paid before: what was reversed or taken off says nothing.
async function payersOf({
  db,
  register,
}: Context): Promise<ReadonlyMap<string, readonly string[]>> {
  const { rows } = await sql<{ iban: string; owing: string[] }>`
    select p.payer_iban as iban,
      array_agg(distinct coalesce(i.registration_id, i.organisation_id)) as owing
    from payment p join settlement s on s.payment_id = p.id and s.undone_on is null
      join invoice i on i.id = s.invoice_id
    where p.register = ${register.id} and p.payer_iban <> '' and p.reversed_on is null
    group by p.payer_iban`.execute(db)
  return new Map(rows.map(({ iban, owing }) => [iban, owing]))
}
