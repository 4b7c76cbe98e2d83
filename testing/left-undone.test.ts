import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { daily } from '#jobs/daily.ts'
import { newcomer } from '#testing/people.ts'
import { testPlatform } from '#testing/platform.ts'
import { textOf, wordsOf } from '#testing/portfolio.ts'
import { assertRecorded } from '#testing/records.ts'

// A year of due work in which some people's is broken on purpose: what is due for all others is done,
// what is not is kept, and it is done once it can be. `npm run test:long` has a thousand of them, which takes some minutes.

const { CASES } = process.env
const people = CASES === undefined ? 40 : 1000
const everyDays = 15

const peil = await testPlatform()
const { db } = peil.platform
const { cookie } = await peil.signIn('bo@voorbeeld.nl', ['administrator'])

// One becomes a candidate by the same use cases as everybody, and the others are copies.
const first = await newcomer(peil, 'een@voorbeeld.nl', '2026-03-10', 'candidate')
const copy = (table: string, set: string, where: string) =>
  sql`insert into ${sql.table(table)} select (jsonb_populate_record(null::${sql.table(table)},
    to_jsonb(t) || ${sql.raw(set)})).* from ${sql.table(table)} t, generate_series(2, ${people}) n
    where ${sql.raw(where)}`.execute(db)
const nth = (n: string, of: string) => `md5(${n}::text || '${of}')::uuid`
const { person_id: personId } = await db
  .selectFrom('registration')
  .where('id', '=', first.registrationId)
  .select('person_id')
  .executeTakeFirstOrThrow()
await copy(
  'account',
  `jsonb_build_object('id', ${nth('n', 'account')}, 'email', 'mens' || n || '@voorbeeld.nl')`,
  `id = '${first.accountId}'`,
)
await copy(
  'person',
  `jsonb_build_object('id', ${nth('n', 'person')}, 'account_id', ${nth('n', 'account')},
    'last_name', 'Mens ' || n)`,
  `id = '${personId}'`,
)
await copy(
  'registration',
  `jsonb_build_object('id', ${nth('n', 'registration')}, 'person_id', ${nth('n', 'person')},
    'number', 1000 + n)`,
  `id = '${first.registrationId}'`,
)

// Of one in a hundred nothing can be invoiced, and another cannot be put on hold; at least one of each.
const broken = await sql<{ id: string; last_name: string }>`
  select r.id, p.last_name from registration r join person p on p.id = r.person_id
  order by r.number offset 7 limit ${Math.max(2, people / 100)}`
  .execute(db)
  .then(({ rows }) => rows)
const unbilled = broken.filter((_, index) => index % 2 === 0).map(({ id }) => id)
const unheld = broken.filter((_, index) => index % 2 === 1).map(({ id }) => id)
// And of one, whose everything else goes on, a round of feedback cannot be closed.
const unclosed = await sql<{
  id: string
}>`select id from registration order by number offset 3 limit 1`
  .execute(db)
  .then(({ rows }) => rows.map(({ id }) => id))
await sql`
  insert into feedback_round (register, registration_id, status, asked, shown_from, opened_on, closes_on)
  select register, id, 'open', '{"competences": [], "questions": []}', 3, '2027-02-01', '2027-03-01'
  from registration where id = any(${unclosed}::uuid[])`.execute(db)
await sql`create table broken (id uuid primary key, how text)`.execute(db)
await sql`grant select on broken to peil_app`.execute(db)
for (const [how, ids] of [
  ['unbilled', unbilled],
  ['unheld', unheld],
  ['unclosed', unclosed],
] as const) {
  for (const id of ids) await sql`insert into broken values (${id}, ${how})`.execute(db)
}
await sql`
  create function break_on_purpose() returns trigger language plpgsql as $$ begin
    if tg_table_name = 'invoice' and exists (select from broken
        where id = (to_jsonb(new)->>'registration_id')::uuid and how = 'unbilled')
      or to_jsonb(new)->>'status' = 'on-hold' and exists (select from broken
        where id = (to_jsonb(new)->>'id')::uuid and how = 'unheld')
      or tg_table_name = 'feedback_round' and exists (select from broken
        where id = (to_jsonb(new)->>'registration_id')::uuid and how = 'unclosed')
    then raise exception 'stuk voor de proef'; end if;
    return new;
  end $$`.execute(db)
await sql`create trigger broken before insert on invoice
  for each row execute function break_on_purpose()`.execute(db)
for (const table of ['registration', 'feedback_round']) {
  await sql`create trigger broken before update on ${sql.table(table)}
    for each row execute function break_on_purpose()`.execute(db)
}

const on = (day: Temporal.PlainDate) =>
  daily(peil.platform, { register: 'krsd', day: day.toString() })
const undone = () =>
  db
    .selectFrom('left_undone')
    .select(['id', 'task', 'whose', 'reason', 'since', 'tries'])
    .orderBy('whose')
    .execute()

/** What the people of some registrations had, each kind of mail with how often; and what became of them. */
async function had(ids: readonly string[] | 'others') {
  const all = broken.map(({ id }) => id)
  const { rows } = await sql<{ had: string }>`
    select distinct concat_ws('; ', r.status,
      (select count(*) from invoice i where i.registration_id = r.id and i.issued_on > '2027-01-01')
        || ' facturen',
      (select string_agg(kind || ' ' || times, ', ' order by kind) from (
        select kind, count(*) as times from mail_message m join person p on p.account_id = m.account_id
        where p.id = r.person_id and m.written_on > '2027-01-01' and kind <> 'feedback-closed'
        group by kind) m)) as had
    from registration r
    where case when ${ids === 'others'} then r.id <> all(${all}::uuid[])
      else r.id = any(${ids === 'others' ? [] : [...ids]}::uuid[]) end`.execute(db)
  return rows.map((row) => row.had)
}

// The invoices of this day are on their way when the database goes away under them.
async function brokenOff(day: Temporal.PlainDate): Promise<void> {
  let over = false
  const run = on(day)
    .then(
      () => 'done',
      () => 'broken off',
    )
    .finally(() => {
      over = true
    })
  const invoices = () =>
    db.selectFrom('invoice').where('issued_on', '=', day.toString()).select('id').execute()
  while (!over && (await invoices()).length === 0);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`.execute(db)
  assert.equal(await run, 'broken off')
}

const begins = Temporal.PlainDate.from('2027-03-11')
const ends = begins.add({ years: 1 })
const whole =
  'withdrawn; 1 facturen; invoice-sent 1, payment-reminder 3, registration-ended 1, registration-on-hold 1, version-comes 1'

test('a year of due work is done for all whose it is not broken, and what is broken is kept', async () => {
  // What is to be removed cannot even be asked for, and in that transaction nothing else could be.
  await sql`alter table file_to_remove rename to file_to_remove_away`.execute(db)
  await brokenOff(begins)
  for (
    let day = begins;
    Temporal.PlainDate.compare(day, ends) < 0;
    day = day.add({ days: everyDays })
  ) {
    const failed = await on(day)
    for (const { whose, task } of failed) {
      assert.ok(
        broken.some(({ id }) => id === whose) || ['removeFiles', 'closeRounds'].includes(task),
        `${task} ${whose}`,
      )
    }
  }
  assert.deepEqual(await had('others'), [whole])
  assert.deepEqual(await had(unbilled), ['candidate; 0 facturen'])
  const kept = await undone()
  assert.deepEqual(
    kept.map(({ whose, task }) => `${whose} ${task}`),
    [
      ' removeFiles',
      ...unbilled.map((id) => `${id} sendYearlyInvoices`),
      ...unheld.map((id) => `${id} holdUnpaid`),
      ...unclosed.map((id) => `${id} closeRounds`),
    ].toSorted(),
  )
  for (const { id, reason, since, tries } of kept) {
    await assertRecorded(peil, 'left-undone', 'leave', id)
    assert.match(reason, /^(stuk voor de proef|relation "file_to_remove" does not exist)$/)
    assert.ok(since < '2027-07-01' && tries > 5, `${since} ${tries}`)
  }
})

test('the administrator sees what was left, of whom and why, and has it tried again', async () => {
  const page = '/krsd/beheer/niet-gelukt'
  assert.match(
    wordsOf(await textOf(await peil.get('/krsd/beheer', cookie))),
    new RegExp(`Er zijn ${broken.length + 2} dingen niet gelukt`),
  )
  const words = wordsOf(await textOf(await peil.get(page, cookie)))
  assert.match(words, /De jaarlijkse factuur sturen/)
  assert.match(words, /Opschorten omdat niet is betaald/)
  assert.match(words, /stuk voor de proef/)
  assert.match(words, /Bestanden verwijderen Iedereen/)
  assert.match(words, new RegExp(`Farid El Amrani|Farid ${broken[0]?.last_name}`))
  const before = peil.jobs.length
  const sent = await peil.post(page, {}, cookie)
  assert.equal(sent.status, 303)
  assert.deepEqual(peil.jobs.slice(before), [{ name: 'daily', data: { register: 'krsd' } }])
  await assertRecorded(peil, 'left-undone', 'try-again', 'krsd')
})

test('what could not be done is done once it can be, in its order, and nothing is done twice', async () => {
  const left = await undone()
  await sql`delete from broken`.execute(db)
  await sql`alter table file_to_remove_away rename to file_to_remove`.execute(db)
  await on(ends)
  const { status } = await db
    .selectFrom('feedback_round')
    .select('status')
    .executeTakeFirstOrThrow()
  assert.equal(status, 'closed')
  assert.deepEqual(await undone(), [])
  for (const { id } of left) await assertRecorded(peil, 'left-undone', 'clear', id)
  assert.deepEqual(await had('others'), [whole])
  for (let days = 5; days < 240; days += 15) assert.deepEqual(await on(ends.add({ days })), [])
  const now = [await had('others'), await had(unbilled), await had(unheld)]
  await on(ends.add({ days: 225 }))
  assert.deepEqual([await had('others'), await had(unbilled), await had(unheld)], now)
  // Whoever could not be put on hold in time was sent the next year's invoice as well.
  assert.deepEqual(now[2], [
    whole.replace('1 facturen; invoice-sent 1', '2 facturen; invoice-sent 2'),
  ])
})
