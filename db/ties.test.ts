import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { verifyRows } from '#domain/platform/audit/verify-rows.ts'
import { databaseBefore } from '#testing/earlier-database.ts'

// What members had said of their interests before a tie was with the person; on a server that others
// manage, where row-level security holds for the owner.

const { db, migrate, drop } = await databaseBefore('1003_ties.sql')

test('who stepped back from an application, an activity or a question is tied to the person, once', async (t) => {
  t.after(drop)
  await db.transaction().execute(async (before) => {
    // As it lay there: by rules that are tried elsewhere.
    await sql`set local session_replication_role = replica`.execute(before)
    await sql`
      with tom as (insert into account (email) values ('tom@voorbeeld.nl') returning id),
        els as (insert into account (email) values ('els@voorbeeld.nl') returning id),
        farid as (insert into person (first_name, last_name, street, house_number, postcode, city)
          values ('Farid', 'El Amrani', '', '', '', '') returning id),
        his as (insert into registration (register, person_id, status, regulation_version, signed_up_on)
          select 'krsd', id, 'candidate', '2021-01-01', '2025-01-01' from farid returning id),
        asked as (insert into application (register, registration_id, kind, status, number,
            regulation_version, submitted_on, submitted_at, snapshot, snapshot_hash)
          select 'krsd', id, 'first', 'with-committee', 'A-1', '2021-01-01', '2026-01-01', now(), '{}', ''
          from his returning id),
        apart as (insert into interim_request (register, registration_id, activity_id,
            regulation_version, status, asked_on)
          select 'krsd', id, uuidv7(), '2021-01-01', 'asked', '2026-01-01' from his returning id),
        ruled as (insert into ruling (register, registration_id, number, status, question, wish,
            asked_on)
          select 'krsd', id, 'B-1', 'for-advice', 'x', 'y', '2026-01-01' from his returning id),
        one as (insert into recusal (register, application_id, member_id, reason, declared_on)
          select 'krsd', asked.id, tom.id, 'Buren.', '2026-01-02' from asked, tom),
        two as (insert into interim_recusal (register, request_id, member_id, reason, declared_on)
          select 'krsd', apart.id, tom.id, 'Nog steeds buren.', '2026-02-02' from apart, tom)
      insert into ruling_recusal (ruling_id, register, member_id, reason, declared_on)
        select ruled.id, 'krsd', els.id, 'Familie.', '2026-03-02' from ruled, els`.execute(before)
  })
  await migrate()
  // Whatever was there is covered, though its owner may not see it otherwise.
  const { rows: covered, differences } = await verifyRows(db)
  assert.ok(covered > 5)
  assert.deepEqual(differences, [])
  const { rows } = await sql<{ said: string }>`
    select concat_ws('|', u.email, p.first_name, i.register, i.kind, i.note, i.declared_on) as said
    from interest i join account u on u.id = i.member_id join person p on p.id = i.person_id
    order by 1`.execute(db)
  assert.deepEqual(
    rows.map(({ said }) => said),
    [
      'els@voorbeeld.nl|Farid|krsd|other|Familie.|2026-03-02',
      'tom@voorbeeld.nl|Farid|krsd|other|Nog steeds buren.|2026-02-02',
    ],
  )
})
