import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { databaseBefore } from '#testing/earlier-database.ts'

// What stood in the one table of activities, before what somebody did was told apart from what a
// register makes of it; on a server that others manage, where row-level security holds for the owner.

const { db, migrate, left, drop } = await databaseBefore('980_activities_of_the_person.sql')

const typed = {
  kind: 'training',
  title: 'Methodisch werken',
  'completed-on-jaar': '2026',
  'detail-provider': 'De Opleider',
  'detail-reason': 'Het duurde langer.',
  'evidence-kind': 'diploma',
  accredited: 'ja',
  label: 'crkbo',
  confirmation: 'referee',
}
const details = { provider: 'De Opleider', 'stated-load': 650, reason: 'Het duurde langer.' }
const asked = { title: 'Methodisch werken', kind: 'Training', claimed: 650 }

const one = async (query: ReturnType<typeof sql>) => (await query.execute(db)).rows[0]

test('activities that there were keep all that they said, in two parts', async (t) => {
  t.after(drop)
  await sql`
    with somebody as (insert into person (last_name) values ('Bos') returning id),
      registered as (insert into registration
          (register, person_id, status, regulation_version, signed_up_on)
        select 'krsd', id, 'candidate', '2021-01-01', '2025-01-15' from somebody returning id),
      done as (insert into activity (register, registration_id, state, kind, title, organiser,
          completed_on, claimed, awarded, accredited, accreditation_label, accreditation_refused,
          form, referee_wanted, handed_in_anyway_on, version, created_at)
        select 'krsd', id, 'partly', 'training', 'Methodisch werken', 'De Opleider', '2026-02-27',
          650, 500, true, 'crkbo', 'Ken ik niet.', ${JSON.stringify({ typed, details })}::jsonb,
          true, '2026-03-01', 4, '2026-03-01T10:00:00Z' from registered returning id),
      empty as (insert into activity (register, registration_id, state, withdrawn_at)
        select 'krsd', id, 'draft', '2026-03-02T10:00:00Z' from registered),
      paper as (insert into document
          (register, person_id, kind, name, media_type, size, sha256, file_key, made_on)
        select 'krsd', id, 'evidence', 'bewijs.pdf', 'application/pdf', 3, 'abc', 'key', '2026-03-01'
        from somebody returning id),
      shown as (insert into evidence (register, activity_id, document_id, added_on)
        select 'krsd', done.id, paper.id, '2026-03-01' from done, paper)
    insert into referee_request (register, activity_id, name, email, relation, token_hash, asked,
        asked_hash, sent_on, expires_on, answer)
      select 'krsd', id, 'Petra', 'petra@voorbeeld.nl', 'manager', '\\x00',
        ${JSON.stringify(asked)}::jsonb, 'hash', '2026-03-01', '2026-03-15', 'confirmed' from done
  `.execute(db)
  assert.deepEqual(await migrate(), left)

  const done = await one(sql`select a.title, a.organiser, a.completed_on, a.form, a.referee_wanted,
      a.version, p.last_name
    from activity a join person p on p.id = a.person_id where title <> ''`)
  assert.deepEqual(done, {
    title: 'Methodisch werken',
    organiser: 'De Opleider',
    completed_on: '2026-02-27',
    form: {
      typed: {
        title: 'Methodisch werken',
        'completed-on-jaar': '2026',
        'detail-provider': 'De Opleider',
        confirmation: 'referee',
      },
      details: { provider: 'De Opleider', 'stated-load': 650 },
    },
    referee_wanted: true,
    version: 4,
    last_name: 'Bos',
  })
  const claimed = await one(sql`select c.register, c.state, c.kind, c.claimed, c.awarded,
      c.accredited, c.accreditation_label, c.accreditation_refused, c.form,
      array(select unnest(asked) order by 1) as asked, c.handed_in_anyway_on, c.version,
      c.created_at, c.withdrawn_at, r.status
    from activity_claim c join registration r on r.id = c.registration_id
    where c.activity_id = (select id from activity where title <> '')`)
  assert.deepEqual(claimed, {
    register: 'krsd',
    state: 'partly',
    kind: 'training',
    claimed: 650,
    awarded: 500,
    accredited: true,
    accreditation_label: 'crkbo',
    accreditation_refused: 'Ken ik niet.',
    form: {
      typed: {
        kind: 'training',
        'detail-reason': 'Het duurde langer.',
        'evidence-kind': 'diploma',
        accredited: 'ja',
        label: 'crkbo',
      },
      details: { reason: 'Het duurde langer.' },
    },
    asked: ['provider', 'reason', 'stated-load'],
    handed_in_anyway_on: '2026-03-01',
    version: 0,
    created_at: '2026-03-01T10:00:00Z',
    withdrawn_at: null,
    status: 'candidate',
  })
  const empty = await one(sql`select c.state, c.withdrawn_at, a.form, c.form as own
    from activity a join activity_claim c on c.activity_id = a.id where a.title = ''`)
  assert.deepEqual(empty, {
    state: 'draft',
    withdrawn_at: '2026-03-02T10:00:00Z',
    form: {},
    own: {},
  })
  const proof = await one(sql`select d.name, r.answer, q.asked, q.asked_hash
    from activity a join evidence e on e.activity_id = a.id join document d on d.id = e.document_id
    join referee_request r on r.activity_id = a.id
    join referee_question q on q.request_id = r.id`)
  assert.deepEqual(proof, { name: 'bewijs.pdf', answer: 'confirmed', asked, asked_hash: 'hash' })
})
