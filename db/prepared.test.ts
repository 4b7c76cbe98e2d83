import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { sql } from 'kysely'
import { asApp, open } from '#db/connection.ts'
import { freshDatabase } from '#testing/database.ts'

const { options } = await freshDatabase()
// Connected as one who can become every other, as a command is.
const { db, pool, stop } = open('embedded', 'test', options)
after(stop)

before(async () => {
  for (const register of ['krsd', 'lklr']) {
    await asApp(db, { register }, (transaction) =>
      transaction.insertInto('number_series').values({ register, series: 'x', last: 1 }).execute(),
    )
  }
})

test('what is prepared once answers each register with its own rows, and the owner with all', async () => {
  const ask = (who: typeof db) =>
    who.selectFrom('number_series').where('series', '=', 'x').select('register').execute()
  for (let time = 0; time < 12; time += 1) {
    for (const register of ['krsd', 'lklr', 'nobody']) {
      const seen = await asApp(db, { register }, ask)
      assert.deepEqual(
        seen.map((row) => row.register),
        register === 'nobody' ? [] : [register],
      )
    }
    if (time % 4 === 0) assert.equal((await ask(db)).length, 2)
  }
  const { rows } = await sql<{ plans: number }>`select generic_plans::int as plans
    from pg_prepared_statements where statement like 'select "register"%'`.execute(db)
  assert.ok((rows[0]?.plans ?? 0) > 0, 'it was answered by a plan that was ready')
})

test('where a table changes under what was prepared, the next who asks is answered', async () => {
  const ask = () => sql<{ id: number }>`select * from changing where id > ${0}`.execute(db)
  await pool.query('create table changing (id int); insert into changing values (1)')
  assert.deepEqual((await ask()).rows, [{ id: 1 }])
  await pool.query('alter table changing add column more text')
  await assert.rejects(ask(), /cached plan/)
  assert.deepEqual((await ask()).rows, [{ id: 1, more: null }])
})
