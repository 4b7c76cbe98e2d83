import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import { uncovered } from '#db/covers.ts'
import { record } from '#domain/platform/audit/record.ts'
import { freshDatabase } from '#testing/database.ts'
import { records } from '#testing/records.ts'
import { codeOf, root, sourceFiles } from './imports.ts'

// Every change leaves a record: the database refuses to commit one that does not, and for each kind
// of record some test says that it is left.

const { db } = await freshDatabase()
const today = Temporal.PlainDate.from('2022-12-01')

test('of every table it is known whether a change leaves a record that covers its rows, or why not', async () => {
  const { rows } = await sql<{ table: string; guarded: boolean; covered: boolean }>`
    select c.relname as "table", exists (
      select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'change_is_recorded'
        and t.tgenabled = 'O' and t.tgdeferrable and t.tginitdeferred
        -- Row by row, after insert, delete and update.
        and t.tgtype = 1 | 4 | 8 | 16) as guarded,
      (select array_agg(t.tgname::text order by t.tgname) from pg_trigger t where t.tgrelid = c.oid
        and t.tgname like 'change_is_covered_%' and t.tgenabled = 'O')
        = array['change_is_covered_delete', 'change_is_covered_insert', 'change_is_covered_update']
        as covered
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    order by c.relname collate "C"`.execute(db)
  const without = rows.filter(({ guarded }) => !guarded).map(({ table }) => table)
  assert.deepEqual(without, Object.keys(uncovered))
  for (const { table, guarded, covered } of rows) assert.equal(covered ?? false, guarded, table)
})

test('the nouns under which a change may be recorded are nouns that are recorded', async () => {
  const { rows } = await sql<{ noun: string }>`
    select distinct noun from pg_trigger,
      regexp_split_to_table(encode(tgargs, 'escape'), '\\\\000') noun
    where tgname = 'change_is_recorded' and noun <> ''
    order by noun`.execute(db)
  assert.deepEqual(
    rows.map(({ noun }) => noun).filter((noun) => !(noun in records)),
    [],
  )
})

describe('the database', () => {
  const change = { noun: 'meeting', id: 'm', action: 'plan' }
  const refusal = /a change of meeting left no record of meeting/

  // A meeting on a day of its own each time.
  let days = 0
  type Db = Parameters<Parameters<typeof asApp>[2]>[0]
  const plan = (transaction: Db) => {
    days += 1
    const held_on = today.add({ days }).toString()
    return transaction.insertInto('meeting').values({ register: 'krsd', held_on }).execute()
  }
  const tell = (transaction: Db, noun = change.noun) =>
    record(
      { db: transaction, register: { id: 'krsd' }, actor: { kind: 'visitor' }, today },
      { ...change, noun },
    )
  const inKrsd = (work: (transaction: Db) => Promise<unknown>) =>
    asApp(db, { register: 'krsd' }, work)
  const meetings = async () => (await db.selectFrom('meeting').select('id').execute()).length

  test('commits a change with its record, whichever comes first', async () => {
    const before = await meetings()
    await inKrsd(async (transaction) => {
      await plan(transaction)
      await tell(transaction)
    })
    await inKrsd(async (transaction) => {
      await tell(transaction)
      await plan(transaction)
    })
    assert.equal(await meetings(), before + 2)
  })

  test('refuses one without, of whatever kind, and nothing of it stays', async () => {
    const before = await meetings()
    await assert.rejects(inKrsd(plan), refusal)
    await assert.rejects(
      inKrsd((transaction) => transaction.updateTable('meeting').set({ version: 2 }).execute()),
      refusal,
    )
    await assert.rejects(
      inKrsd((transaction) => transaction.deleteFrom('meeting').execute()),
      refusal,
    )
    assert.equal(await meetings(), before)
  })

  test('takes no record of something else for it, nor one that was taken back', async () => {
    await assert.rejects(
      inKrsd(async (transaction) => {
        await plan(transaction)
        await tell(transaction, 'invoice')
      }),
      refusal,
    )
    await assert.rejects(
      inKrsd(async (transaction) => {
        await plan(transaction)
        await sql`savepoint telling`.execute(transaction)
        await tell(transaction)
        await sql`rollback to savepoint telling`.execute(transaction)
      }),
      refusal,
    )
  })

  test('asks for a record in each transaction anew, on the same connection', async () => {
    await db.connection().execute(async (connection) => {
      const work = (telling: boolean) =>
        asApp(connection, { register: 'krsd' }, async (transaction) => {
          await plan(transaction)
          if (telling) await tell(transaction)
        })
      await work(true)
      await assert.rejects(work(false), refusal)
    })
  })

  test('asks for none where nothing changed', async () => {
    await inKrsd((transaction) =>
      transaction.updateTable('meeting').set({ version: 2 }).where('version', '=', 99).execute(),
    )
  })
})

test('only the database says what was recorded', () => {
  const others = sourceFiles().filter(
    (file) =>
      /^(domain|web|api|server|jobs|cli|db)\//.test(file) && codeOf(file).includes('peil.recorded'),
  )
  assert.deepEqual(others, [])
})

// The owner is asked for no record. What is done as the owner of the database, with the reason.
const asOwner: Readonly<Record<string, string>> = {
  'domain/demo/clock/move-clock.ts': 'how far the clock has come; the move itself is recorded',
  'domain/platform/alarm/note-alarms.ts': 'notes what is wrong with the installation',
  'domain/platform/context/act-for-organisation.ts':
    'reads what is of one organisation, as the role of requests',
  'domain/platform/context/in-each-register.ts': 'reads what a register says of itself',
  'domain/platform/context/in-register.ts': 'becomes the role of requests at once',
  'domain/platform/context/own-registers.ts':
    'reads what is somebody’s own, as the role of requests',
  'domain/platform/file/scan-waiting.ts':
    'notes which files wait for the virus scanner; what it finds is recorded',
  'domain/platform/message/deliver-message.ts': 'notes at a mail what came of an attempt',
  'domain/platform/message/release-kept.ts': 'lets mails go that were kept',
  'domain/platform/message/wake-messages.ts': 'lets mails go that would wait longer than they must',
  'domain/takeover/personal-export/collect.ts':
    'reads what is somebody’s own, as the role of requests',
  'jobs/tidy-up.ts': 'removes what has lost its meaning with time',
  'server/app.ts': 'asks whether a newer Peil has changed the tables',
  'server/gate.ts': 'lets a session that is used last longer',
  'server/serve.ts': 'makes the link for the first administrator',
}

test('what is done as the owner of the database is known, and changes no facts', () => {
  const owner = sourceFiles().filter(
    (file) =>
      /^(domain|web|api|server|jobs|cli)\//.test(file) &&
      !/\.test\.tsx?$/.test(file) &&
      /\bplatform\.db\b/.test(codeOf(file)),
  )
  assert.deepEqual(owner.toSorted(), Object.keys(asOwner))
})

test('for every kind of record there is a test that says that it is left', () => {
  const tests = sourceFiles().filter((file) => /\.test\.tsx?$/.test(file))
  const said = new Set(
    tests.flatMap((file) =>
      [
        ...readFileSync(join(root, file), 'utf8').matchAll(
          /assertRecorded\(\s*[^,]+,\s*'([^']+)',\s*'([^']+)'/g,
        ),
      ].map(([, noun, action]) => `${noun} ${action}`),
    ),
  )
  const silent = Object.entries(records)
    .flatMap(([noun, actions]) => actions.map((action) => `${noun} ${action}`))
    .filter((pair) => !said.has(pair))
  assert.deepEqual(silent, [])
})
