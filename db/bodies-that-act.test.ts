import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { freshDatabase } from '#testing/database.ts'
import { open } from './connection.ts'
import { migrate, readMigrations } from './migrate.ts'

// Who worked for a register before every body was data of it; on a server that others manage, where
// row-level security holds for the owner.

const name = '1002_bodies_that_act.sql'
const server = await freshDatabase()
const owner = `bodies_${process.pid}`
await sql`create role ${sql.id(owner)} login createrole`.execute(server.db)
await sql`grant peil_app to ${sql.id(owner)}`.execute(server.db)
await sql`create database ${sql.id(owner)} owner ${sql.id(owner)}`.execute(server.db)
const connection = open('server', owner, { ...server.options, user: owner, database: owner })
// What is made and looked at by hand, is so by whoever sees everything.
const { db, stop } = open('server', owner, { ...server.options, database: owner })

test('who worked for a register keeps their seat and term, and an invitation that waits is to a seat', async (t) => {
  t.after(async () => {
    await connection.stop()
    await stop()
    await sql`drop database ${sql.id(owner)}`.execute(server.db)
    await sql`drop role ${sql.id(owner)}`.execute(server.db)
  })
  const all = readMigrations()
  const place = all.findIndex((migration) => migration.name === name)
  await migrate(connection.pool, all.slice(0, place))
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
  await migrate(connection.pool)
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
    /administrator_without_body/,
  )
})
