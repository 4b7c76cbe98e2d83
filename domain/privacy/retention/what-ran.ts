import { sql } from 'kysely'
import type { Context } from '#domain/platform/context/context.ts'
import type { RetentionKind } from '#regulations/retention.ts'

/** What was erased of one kind on a day, as the record tells it. */
export interface Ran {
  readonly on: Temporal.PlainDate
  readonly kind: RetentionKind
  readonly things: number
}

/** What was erased in this register from a day on, the newest first. */
export async function whatRan(
  { db, register }: Context,
  from: Temporal.PlainDate,
): Promise<readonly Ran[]> {
  const { rows } = await sql<{ on: string; kind: RetentionKind; things: number }>`
    select r.day as on, f.facts->>'kind' as kind, sum((f.facts->>'things')::int)::int as things
    from audit_record r join audit_facts f on f.seq = r.seq
    where r.register = ${register.id} and r.noun = 'retention' and r.action = 'erase'
      and r.day >= ${from.toString()}::date
    group by 1, 2 order by 1 desc, 2 limit 200`.execute(db)
  return rows.map(({ on, ...rest }) => ({ on: Temporal.PlainDate.from(on), ...rest }))
}

/** An invoice that is kept by law of somebody whose dossier is gone. */
export interface KeptInvoice {
  readonly number: string
  readonly issuedOn: Temporal.PlainDate
  readonly totalCents: number
  readonly documentId: string | undefined
}

/** The invoices of this register whose dossiers are gone, the oldest first. */
export async function keptInvoices({ db, register }: Context): Promise<readonly KeptInvoice[]> {
  const rows = await db
    .selectFrom('kept_invoice')
    .where('register', '=', register.id)
    .select(['number', 'issued_on', 'total_cents', 'document_id'])
    .orderBy('issued_on')
    .orderBy('number')
    .limit(500)
    .execute()
  return rows.map((row) => ({
    number: row.number,
    issuedOn: Temporal.PlainDate.from(row.issued_on),
    totalCents: row.total_cents,
    documentId: row.document_id ?? undefined,
  }))
}
