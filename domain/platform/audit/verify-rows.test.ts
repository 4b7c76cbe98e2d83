import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import type { CoveredTable } from '#db/covers.ts'
import { coveredTables, differingRows, uncoveredColumns } from '#db/covers.ts'
import { migrate, readMigrations } from '#db/migrate.ts'
import { verifierKey } from '#domain/platform/audit/checkpoint.ts'
import { record } from '#domain/platform/audit/record.ts'
import { verifyAudit } from '#domain/platform/audit/verify-audit.ts'
import type { RowDifference } from '#domain/platform/audit/verify-rows.ts'
import { verifyRows } from '#domain/platform/audit/verify-rows.ts'
import { freshDatabase } from '#testing/database.ts'
import { byHand } from '#testing/records.ts'
import { sealAll } from '#testing/seal-all.ts'

// What the owner of the database can do to rows without the product, and that each of it is found and named.

const key = generateKeyPairSync('ed25519').privateKey
const { db, pool } = await freshDatabase()

const of = (verdict: { readonly differences: readonly RowDifference[] }) =>
  verdict.differences.map(({ table, key: row, how, columns = [] }) =>
    [table, row, how, columns.join(' ')].join(' ').trim(),
  )

const tampered = async (statements: string): Promise<void> => {
  await pool.query(`begin; set local session_replication_role = replica; ${statements}; commit`)
}

interface Column {
  readonly name: string
  readonly type: string
}

const columnsOf = async (table: string): Promise<readonly Column[]> => {
  const { rows } = await pool.query<Column>(
    `select attname::text as name, format_type(atttypid, null) as type from pg_attribute
      where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
      order by attnum`,
    [table],
  )
  return rows
}

// A value of each type, by a number: what a row says does not matter here, only that it says something.
const values: Readonly<Record<string, (nth: number) => string>> = {
  text: (nth) => `'value ${nth}'`,
  uuid: (nth) => `'00000000-0000-4000-8000-${String(nth).padStart(12, '0')}'`,
  integer: (nth) => String(nth),
  bigint: (nth) => String(nth),
  boolean: (nth) => String(nth % 2 === 1),
  date: (nth) => `date '2026-01-01' + ${nth}`,
  'timestamp with time zone': (nth) => `timestamptz '2026-01-01 10:00Z' + ${nth} * interval '1 s'`,
  jsonb: (nth) => `'{"value": ${nth}}'`,
  bytea: (nth) => `sha256('${nth}')`,
  'text[]': (nth) => `array['value ${nth}']`,
  'integer[]': (nth) => `array[${nth}]`,
  'date[]': (nth) => `array[date '2026-01-01' + ${nth}]`,
  'uuid[]': (nth) => `array['00000000-0000-4000-8000-${String(nth).padStart(12, '0')}'::uuid]`,
}

const made = ({ type }: Column, nth: number): string => {
  const make = values[type]
  assert.ok(make, `a value of ${type}`)
  return make(nth)
}

/** Puts rows into every covered table, as its triggers see them, without what says that they fit together. */
async function fill(rows: readonly number[]): Promise<readonly CoveredTable[]> {
  const tables = await coveredTables(pool)
  await pool.query(`do $$ declare c record; begin
    for c in select conrelid::regclass as of, conname from pg_constraint
      where contype in ('c', 'f') and connamespace = 'public'::regnamespace
        and conrelid <> 0 and not conrelid::regclass::text like 'audit%'
    loop execute format('alter table %s drop constraint %I', c.of, c.conname); end loop;
    for c in select tgrelid::regclass as of, tgname from pg_trigger
      where not tgisinternal and tgname not like 'change_is_%' and not tgrelid::regclass::text like 'audit%'
    loop execute format('drop trigger %I on %s', c.tgname, c.of); end loop; end $$`)
  const inserts: string[] = []
  for (const { table } of tables) {
    const columns = await columnsOf(table)
    const names = columns.map(({ name }) => `"${name}"`).join(', ')
    for (const nth of rows) {
      const row = columns.map((column) => made(column, nth)).join(', ')
      inserts.push(`insert into ${table} (${names}) overriding system value values (${row})`)
    }
  }
  await db.transaction().execute(async (transaction) => {
    await byHand({ db: transaction })
    await sql.raw(inserts.join('; ')).execute(transaction)
    await sql`select record_migration('fill', '{}')`.execute(transaction)
  })
  await sealAll(db, key)
  return tables
}

const tables = await fill([1, 2, 3])
const keyOf = async (table: CoveredTable, nth: number) => {
  const columns = await columnsOf(table.table)
  const asked = table.keyColumns.map((name) => {
    const column = columns.find((one) => one.name === name)
    assert.ok(column)
    return `"${name}" = ${made(column, nth)}`
  })
  return asked.join(' and ')
}

test('what the product wrote is as it was written', async () => {
  assert.ok(tables.length > 70)
  const verdict = await verifyRows(db)
  assert.deepEqual(verdict, { tables: tables.length, rows: tables.length * 3, differences: [] })
  const sealed = await verifyAudit(db, 'platform', verifierKey('platform', key))
  assert.equal(sealed.outcome, 'intact')
})

test('any column of any table that is changed with triggers off is found and named', async () => {
  const client = await pool.connect()
  try {
    for (const table of tables) {
      for (const column of await columnsOf(table.table)) {
        await client.query('begin; set local session_replication_role = replica')
        await client.query(
          `update ${table.table} set "${column.name}" = ${made(column, 8)} where ${await keyOf(table, 1)}`,
        )
        const found = await differingRows(client, table, 10)
        await client.query('rollback')
        const told = found.map(({ how, columns }) => [how, ...columns].join(' '))
        const where = `${table.table}.${column.name}`
        if (table.keyColumns.includes(column.name)) {
          assert.deepEqual(told.toSorted(), ['added', 'removed'], where)
        } else if (uncoveredColumns[table.table]?.includes(column.name)) {
          assert.deepEqual(told, [], where)
        } else {
          assert.deepEqual(told, [`changed ${column.name}`], where)
        }
      }
    }
  } finally {
    client.release()
  }
})

test('a row changed, one removed and one added in every table: all of it is found, and nothing else', async () => {
  const statements: string[] = []
  const onlyKeys = new Set<string>()
  for (const table of tables) {
    const columns = await columnsOf(table.table)
    const changed = columns.find(({ name }) => !table.keyColumns.includes(name))
    if (changed === undefined) onlyKeys.add(table.table)
    else {
      const value = made(changed, 8)
      statements.push(
        `update ${table.table} set "${changed.name}" = ${value} where ${await keyOf(table, 1)}`,
      )
    }
    statements.push(
      `delete from ${table.table} where ${await keyOf(table, 2)}`,
      `insert into ${table.table} (${columns.map(({ name }) => `"${name}"`)}) overriding system value
        values (${columns.map((column) => made(column, 4))})`,
    )
  }
  await tampered(statements.join('; '))
  const { differences } = await verifyRows(db)
  for (const { table } of tables) {
    const here = differences.filter((one) => one.table === table)
    const each = onlyKeys.has(table) ? ['added', 'removed'] : ['added', 'changed', 'removed']
    assert.deepEqual(here.map(({ how }) => how).toSorted(), each, table)
    assert.ok(here.every(({ key: row }) => row !== undefined))
    for (const { how, vouching } of here) {
      assert.equal(vouching?.recordId, how === 'added' ? undefined : 'fill', `${table} ${how}`)
    }
  }
  assert.deepEqual([...onlyKeys], ['audit_erasure'])
  assert.equal(differences.length, tables.length * 3 - 1)

  // What was changed in between stays found when a version with other columns comes.
  const migration = `alter table invoice add column paid_by text not null default 'bank';
    alter table wait drop column ended_on; alter table complaint rename to grievance`
  const all = [...readMigrations(), { name: '9000_a.sql', sql: migration, hash: 'a' }]
  assert.deepEqual(await migrate(pool, all), ['9000_a.sql'])
  await sealAll(db, key)
  const after = await verifyRows(db)
  const kept = (one: string) => !one.startsWith('complaint') && !one.startsWith('grievance')
  const names = (one: string) => one.replace(/(?<= changed) .*/, '')
  assert.deepEqual(of(after).filter(kept).map(names), of({ differences }).filter(kept).map(names))
  const told = await db
    .selectFrom('audit_record')
    .innerJoin('audit_facts', 'audit_facts.seq', 'audit_record.seq')
    .where('record_id', '=', '9000_a.sql')
    .select(['noun', 'action', 'facts'])
    .executeTakeFirstOrThrow()
  assert.deepEqual([told.noun, told.action], ['migration', 'apply'])
  assert.deepEqual(Object.keys((told.facts as { rows: object }).rows).toSorted(), [
    ...['complaint', 'grievance', 'invoice', 'wait'],
  ])
})

test('what the owner does with triggers on is found for want of a record, and undone it is seen no less', async () => {
  const fresh = await freshDatabase()
  const verdict = async () => of(await verifyRows(fresh.db))
  const today = Temporal.PlainDate.from('2026-11-29')
  const change = (work: string, noun = 'meeting') =>
    asApp(fresh.db, { register: 'krsd' }, async (transaction) => {
      await sql.raw(work).execute(transaction)
      if (noun === '') return
      const krsd = { register: { id: 'krsd' }, actor: { kind: 'visitor' } as const, today }
      const action = noun === 'account' ? 'close' : 'plan'
      await record({ db: transaction, ...krsd }, { noun, id: 'm', action, facts: {} })
    })
  const id = '00000000-0000-4000-8000-000000000001'
  await change(`insert into meeting (id, register, held_on) values ('${id}', 'krsd', '2027-01-01')`)
  const { rows: covers } = await fresh.pool.query('select * from audit_cover')
  const first = covers[0]
  assert.equal(covers.length, 1)
  await change(`update meeting set held_on = '2027-02-01', version = 2`)
  const { rows: later } = await fresh.pool.query('select covering from audit_cover')
  await sealAll(fresh.db, key)
  assert.deepEqual(await verdict(), [])

  // With triggers on: the row is what was covered last, but nobody recorded it.
  await fresh.pool.query(`update meeting set held_on = '2027-03-01'`)
  assert.deepEqual(await verdict(), [`meeting ${id} unrecorded`])
  await fresh.pool.query(`update meeting set held_on = '2027-02-01'`)
  assert.deepEqual(await verdict(), [`meeting ${id} unrecorded`])

  const restore = (statements: string) =>
    fresh.pool.query(`begin; set local session_replication_role = replica; ${statements}; commit`)
  // The traces of that removed, the row is not what it was covered as.
  await restore(`delete from audit_covering where seq > ${later[0].covering}`)
  assert.deepEqual(await verdict(), [`meeting ${id} cover-changed`])
  // The state of before, with the cover that was kept of it: something came after it.
  await restore(`update meeting set held_on = '2027-01-01', version = 1`)
  await fresh.pool.query(`update audit_cover set covering = $1, salt = $2, hash = $3, hints = $4`, [
    ...[first.covering, first.salt, first.hash, first.hints],
  ])
  assert.deepEqual(await verdict(), [`meeting ${id} cover-changed`])
  // Also where what came after is taken away: that is in the tree.
  await restore(`delete from audit_covering where seq > ${first.covering}`)
  assert.deepEqual(await verdict(), [])
  assert.deepEqual(await verifyAudit(fresh.db, 'krsd', verifierKey('krsd', key)), {
    outcome: 'differs',
    where: 'record 2 (plan meeting m)',
    why: 'what it says of the rows that changed was changed',
  })

  // What is no fact leaves no record and is covered by none.
  await change(`insert into account (email) values ('a@voorbeeld.nl')`, 'account')
  await change('update account set totp_last_step = 5, opened_in = null', '')
  assert.deepEqual(await verdict(), [])

  await fresh.pool.query('alter table meeting disable trigger change_is_covered_update')
  assert.deepEqual(await verdict(), ['meeting  unwatched'])
  await fresh.pool.query('alter table meeting enable trigger change_is_covered_update')

  // A record that was not sealed yet is removed, and the change is left.
  await change(`insert into meeting (register, held_on) values ('krsd', '2027-05-01')`)
  const last = '(select max(seq) from audit_record)'
  await restore(`delete from audit_facts where seq = ${last};
    delete from audit_pending where seq = ${last}; delete from audit_record where seq = ${last}`)
  assert.match((await verdict()).join(), /^meeting \S+ unrecorded$/)
})

test('requests can neither see nor write what covers the rows', async () => {
  for (const table of ['audit_cover', 'audit_covering']) {
    for (const statement of [`select from ${table}`, `delete from ${table}`]) {
      const asked = asApp(db, { register: 'krsd' }, (transaction) =>
        sql.raw(statement).execute(transaction),
      )
      await assert.rejects(asked, /permission denied/)
    }
  }
})
