import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { asApp } from '#db/connection.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { record } from '#domain/platform/audit/record.ts'
import { freshDatabase } from '#testing/database.ts'

const { db } = await freshDatabase()
const today = Temporal.PlainDate.from('2022-12-01')
const clerk: Actor = { kind: 'system', task: 'daily' }
const lapse = {
  noun: 'agreement',
  id: 'a1',
  action: 'lapse',
  facts: { last: today, name: 'Judith' },
}

const write = (register: string | undefined, change = lapse) =>
  asApp(db, register === undefined ? {} : { register }, (transaction) =>
    record(
      {
        db: transaction,
        register: register === undefined ? undefined : { id: register },
        actor: clerk,
        today,
      },
      change,
    ),
  )

test('a change leaves who, what, when and on which facts', async () => {
  await write('krsd')
  const found = await asApp(db, { register: 'krsd' }, (transaction) =>
    transaction
      .selectFrom('audit_record')
      .innerJoin('audit_facts', 'audit_facts.seq', 'audit_record.seq')
      .select(['noun', 'record_id', 'action', 'actor', 'day', 'facts'])
      .executeTakeFirstOrThrow(),
  )
  assert.deepEqual(found, {
    noun: 'agreement',
    record_id: 'a1',
    action: 'lapse',
    actor: 'system:daily',
    day: '2022-12-01',
    facts: { last: '2022-12-01', name: 'Judith' },
  })
})

test('a change that is rolled back leaves no record', async () => {
  const before = await count()
  const failing = asApp(db, { register: 'krsd' }, async (transaction) => {
    await record({ db: transaction, register: { id: 'krsd' }, actor: clerk, today }, lapse)
    throw new Error('the mail could not be written')
  })
  await assert.rejects(failing, /could not be written/)
  assert.equal(await count(), before)
})

test('a register sees no records of another, and cannot write in its name', async () => {
  const seen = await asApp(db, { register: 'lklr' }, (transaction) =>
    transaction.selectFrom('audit_record').select('seq').execute(),
  )
  assert.deepEqual(seen, [])
  const forged = asApp(db, { register: 'lklr' }, (transaction) =>
    record({ db: transaction, register: { id: 'krsd' }, actor: clerk, today }, lapse),
  )
  await assert.rejects(forged, /row-level security/)
})

test('what belongs to no register is recorded for the platform', async () => {
  await write(undefined, { ...lapse, noun: 'account', action: 'create' })
  const found = await db
    .selectFrom('audit_record')
    .select('register')
    .where('noun', '=', 'account')
    .executeTakeFirstOrThrow()
  assert.equal(found.register, 'platform')
})

test('a record is never changed or removed, not even by the owner', async () => {
  const asRequest = asApp(db, { register: 'krsd' }, (transaction) =>
    transaction.updateTable('audit_record').set({ actor: 'visitor' }).execute(),
  )
  await assert.rejects(asRequest, /permission denied/)
  await assert.rejects(db.deleteFrom('audit_record').execute(), /only ever added to/)
})

async function count(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from audit_record`.execute(db)
  return rows[0]?.count ?? 0
}
