import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { databaseBefore } from '#testing/earlier-database.ts'

// What a board decided before each decision was a row of its own; on a server that others manage, where
// row-level security holds for the owner.

const { db, migrate, drop } = await databaseBefore('1005_ruling_decisions.sql')

test('what a board decided keeps its words, and what waits has no decision', async (t) => {
  t.after(drop)
  await sql`
    with who as (insert into person (last_name) values ('Bakker') returning id),
    member as (
      insert into registration (register, person_id, status, regulation_version, signed_up_on)
        select 'krsd', id, 'candidate', '2021-01-01', '2026-01-01' from who returning id)
    insert into ruling (register, registration_id, number, status, question, wish, asked_on, granted,
        decision, ground, decided_on, public_question, public_decision, public_ground)
      select 'krsd', member.id, number, status, 'Telt het mee?', 'Ja.', '2026-02-01', granted,
        decision, ground, decided_on::date, asked, decision, ground
      from member, (values
        ('B-2026-0001', 'decided', true, 'Het telt.', 'Het is hetzelfde.', '2026-03-01', 'Telt het?'),
        ('B-2026-0002', 'for-decision', null, '', '', null, ''))
        as was (number, status, granted, decision, ground, decided_on, asked)
  `.execute(db)
  await migrate()
  const { rows } = await sql`
    select r.number, d.number as of, d.granted, d.decision, d.ground, d.reason, d.decided_on,
      d.public_question, d.public_ground
    from ruling r left join ruling_decision d on d.ruling_id = r.id order by r.number
  `.execute(db)
  const none = Object.fromEntries(
    [
      'of',
      'granted',
      'decision',
      'ground',
      'reason',
      'decided_on',
      'public_question',
      'public_ground',
    ].map((column) => [column, null]),
  )
  assert.deepEqual(rows, [
    {
      number: 'B-2026-0001',
      of: 1,
      granted: true,
      decision: 'Het telt.',
      ground: 'Het is hetzelfde.',
      reason: '',
      decided_on: '2026-03-01',
      public_question: 'Telt het?',
      public_ground: 'Het is hetzelfde.',
    },
    { number: 'B-2026-0002', ...none },
  ])
})
