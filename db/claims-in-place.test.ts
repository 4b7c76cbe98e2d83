import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { databaseBefore } from '#testing/earlier-database.ts'

// What was stated and replaced before each claim knew with which one it began; on a server that others
// manage, where row-level security holds for the owner.

const { db, migrate, drop } = await databaseBefore('1013_claims_in_place.sql')

test('what was replaced again and again knows with what it began, and what stands alone does not', async (t) => {
  t.after(drop)
  const ids = ['a1', 'a2', 'a3', 'b1'].map((name) => `00000000-0000-7000-8000-0000000000${name}`)
  const [first, second, third, alone] = ids
  await sql`
    with who as (insert into person (last_name) values ('Bakker') returning id),
    member as (
      insert into registration (register, person_id, status, regulation_version, signed_up_on)
        select 'krsd', id, 'candidate', '2021-01-01', '2026-01-01' from who returning id)
    insert into claim (id, register, registration_id, member, subject, stated_on, ended_on)
      select was.id::uuid, 'krsd', member.id, 'fact', subject, '2026-01-01', ended_on::date
      from member, (values
        (${first}, 'one', '2026-02-01'), (${second}, 'one', '2026-03-01'), (${third}, 'one', null),
        (${alone}, 'other', null)) as was (id, subject, ended_on)
  `.execute(db)
  await sql`update claim set replaced_by = ${second} where id = ${first}`.execute(db)
  await sql`update claim set replaced_by = ${third} where id = ${second}`.execute(db)
  await migrate()
  const { rows } = await sql<{ id: string; began_with: string | null }>`
    select id, began_with from claim order by id`.execute(db)
  assert.deepEqual(rows, [
    { id: first, began_with: null },
    { id: second, began_with: first },
    { id: third, began_with: first },
    { id: alone, began_with: null },
  ])
})
