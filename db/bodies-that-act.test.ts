import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { databaseBefore } from '#testing/earlier-database.ts'

// Who worked for a register before every body was data of it; on a server that others manage, where
// row-level security holds for the owner.

const { db, migrate, drop } = await databaseBefore('1002_bodies_that_act.sql')

test('who worked for a register keeps their seat and term, and an invitation that waits is to a seat', async (t) => {
  t.after(drop)
  await sql`
    with tom as (insert into account (email) values ('tom@voorbeeld.nl') returning id)
    insert into staff_role (account_id, register, role, body, first, last)
      select id, 'krsd', role, body, first::date, null
      from tom, (values
        ('secretariat', '', null), ('committee', '', '2025-02-01'), ('committee', 'toelating', null),
        ('chair', '', '2025-03-01'), ('chair', 'toelating', null), ('board', 'bestuur', null),
        ('administrator', '', null)) as was (role, body, first)
  `.execute(db)
  await sql`
    insert into one_time_link (purpose, token_hash, email, details, expires_at)
      select 'invite-staff', sha256(details::bytea), 'mina@voorbeeld.nl', details::jsonb, now()
      from (values
        ('{"register": "krsd", "role": "secretariat"}'),
        ('{"register": "krsd", "role": "chair", "body": ""}'),
        ('{"register": "krsd", "role": "board", "body": "bestuur"}'),
        ('{"register": "krsd", "role": "administrator"}')) as was (details)
  `.execute(db)
  await migrate()
  const seats = await sql<{ seat: string }>`
    select concat_ws(' ', role, body, first::text) as seat from staff_role order by 1
  `.execute(db)
  assert.deepEqual(
    seats.rows.map(({ seat }) => seat.trim()),
    [
      'administrator',
      'chair committee 2025-03-01',
      'chair toelating',
      'member back-office',
      'member bestuur',
      'member committee 2025-02-01',
      'member toelating',
    ],
  )
  const invited = await sql<{ seat: string }>`
    select concat_ws(' ', details->>'role', details->>'body') as seat from one_time_link order by 1
  `.execute(db)
  assert.deepEqual(
    invited.rows.map(({ seat }) => seat),
    ['administrator', 'chair committee', 'member back-office', 'member bestuur'],
  )
  await assert.rejects(
    sql`update staff_role set body = '' where body = 'bestuur'`.execute(db),
    /"without_body"/,
  )
})
