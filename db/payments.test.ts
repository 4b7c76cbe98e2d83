import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { verifyRows } from '#domain/platform/audit/verify-rows.ts'
import { databaseBefore } from '#testing/earlier-database.ts'

// What was paid before a payment was a thing of its own; on a server that others manage, where row-level security holds
// for the owner.

const { db, migrate, drop } = await databaseBefore('1370_payments.sql')

test('each invoice that was paid comes to be paid by a payment of its own, and what was open stays open', async (t) => {
  t.after(drop)
  await sql`
    with farid as (insert into person (first_name, last_name, street, house_number, postcode, city)
        values ('Farid', 'El Amrani', '', '', '', '') returning id),
      his as (insert into registration (register, person_id, status, regulation_version, signed_up_on)
        select 'krsd', id, 'candidate', '2021-01-01', '2025-01-01' from farid returning id)
    insert into invoice (register, registration_id, number, status, issued_on, due_on, covers_first,
      covers_last, net_cents, vat_cents, total_cents, vat_treatment, reference, paid_on)
    select 'krsd', his.id, number, status, on_day::date, on_day::date, on_day::date, on_day::date,
      9500, 0, 9500, 'exempt', 'RF' || number, paid::date
    from his, (values ('F-1', 'paid', '2025-01-01', '2025-01-05'), ('F-2', 'open', '2026-01-01', null),
      ('F-3', 'written-off', '2024-01-01', null), ('F-4', 'paid', '2023-01-01', '2023-02-01'))
      as of(number, status, on_day, paid)
    where status <> 'written-off'`.execute(db)
  await sql`insert into kept_invoice (id, register, number, status, issued_on, net_cents, vat_cents,
      total_cents, vat_treatment, paid_on)
    values (uuidv7(), 'lklr', 'F-9', 'paid', '2022-01-01', 8000, 0, 8000, 'exempt', '2022-01-09'),
      (uuidv7(), 'lklr', 'F-8', 'credited', '2022-01-01', 8000, 0, 8000, 'exempt', null)`.execute(
    db,
  )
  // Somebody changed one past Peil.
  await db.transaction().execute(async (past) => {
    await sql`set local session_replication_role = replica`.execute(past)
    await sql`update invoice set due_on = '2023-03-01' where number = 'F-4'`.execute(past)
  })
  await migrate()
  const { rows } = await sql<{ said: string }>`
    select concat_ws('|', p.register, coalesce(i.number, k.number), p.cents, p.settled_cents, s.cents,
      p.source, p.reference, p.received_on, s.settled_on, i.settled_cents) as said
    from settlement s join payment p on p.id = s.payment_id
      left join invoice i on i.id = s.invoice_id left join kept_invoice k on k.id = s.invoice_id
    order by 1`.execute(db)
  assert.deepEqual(
    rows.map(({ said }) => said),
    [
      'krsd|F-1|9500|9500|9500|by-hand|RFF-1|2025-01-05|2025-01-05|9500',
      'krsd|F-4|9500|9500|9500|by-hand|RFF-4|2023-02-01|2023-02-01|9500',
      'lklr|F-9|8000|8000|8000|by-hand||2022-01-09|2022-01-09',
    ],
  )
  const { rows: open } = await sql`select from invoice where settled_cents = 0`.execute(db)
  assert.equal(open.length, 1)
  // What was put right by the migration is vouched for, and what somebody slipped in is not.
  const { differences } = await verifyRows(db)
  const { rows: slipped } = await sql<{ id: string }>`
    select id from invoice where number = 'F-4'`.execute(db)
  assert.deepEqual(
    differences.flatMap(({ how, key }) => (how === 'changed' ? [key] : [])),
    slipped.map(({ id }) => id),
  )
})
