import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import type { Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Connection } from '#db/connection.ts'
import { asApp } from '#db/connection.ts'
import type { Database } from '#db/schema.ts'
import { openCheckpoint, signCheckpoint, verifierKey } from '#domain/platform/audit/checkpoint.ts'
import { eraseFacts } from '#domain/platform/audit/erase-facts.ts'
import type { AuditExport } from '#domain/platform/audit/export-audit.ts'
import { exportAudit, verifyExport } from '#domain/platform/audit/export-audit.ts'
import { treeSize } from '#domain/platform/audit/queries.ts'
import { record } from '#domain/platform/audit/record.ts'
import { sealRecords } from '#domain/platform/audit/seal-records.ts'
import { startSequencer } from '#domain/platform/audit/sequencer.ts'
import { emptyRoot } from '#domain/platform/audit/tree.ts'
import { verifyAudit } from '#domain/platform/audit/verify-audit.ts'
import { verifyRows } from '#domain/platform/audit/verify-rows.ts'
import { freshDatabase } from '#testing/database.ts'
import { assertRecorded } from '#testing/records.ts'
import { sealAll } from '#testing/seal-all.ts'

const key = generateKeyPairSync('ed25519').privateKey
const published = verifierKey('krsd', key)
const today = Temporal.PlainDate.from('2022-12-01')
type Db = Connection['db']

const write = (transaction: Transaction<Database>, id: string, register = 'krsd') =>
  record(
    {
      db: transaction,
      register: { id: register },
      actor: { kind: 'system', task: 'import' },
      today,
    },
    { noun: 'activity', id, action: 'add', facts: { title: `Training of ${id}`, hours: 600 } },
  )

const writeOne = (db: Db, id: string, register = 'krsd') =>
  asApp(db, { register }, (transaction) => write(transaction, id, register))

// As somebody with the keys to the database would do it.
async function tamper(db: Db, statement: string): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`set local session_replication_role = replica`.execute(transaction)
    await sql.raw(statement).execute(transaction)
  })
}

async function sealed(count: number): Promise<Connection> {
  const connection = await freshDatabase()
  await asApp(connection.db, { register: 'krsd' }, async (transaction) => {
    for (let place = 1; place <= count; place += 1) await write(transaction, `a${place}`)
  })
  await sealAll(connection.db, key)
  return connection
}

async function verdictAfter(statement: string, count = 5): Promise<string> {
  const { db, stop } = await sealed(count)
  await tamper(db, statement)
  const verdict = await verifyAudit(db, 'krsd', published)
  await stop()
  return verdict.outcome === 'intact' ? 'intact' : `${verdict.where}: ${verdict.why}`
}

async function exported(db: Db, recordId?: string): Promise<AuditExport> {
  const result = await exportAudit(
    db,
    'krsd',
    key,
    recordId === undefined ? undefined : { recordId },
  )
  assert.equal(result.outcome, 'exported')
  let text = ''
  for await (const line of result.lines) text += line
  return JSON.parse(text)
}

test('what was recorded is sealed and can be verified, each register in its own tree', async () => {
  const { db } = await freshDatabase()
  for (let place = 1; place <= 3; place += 1) await writeOne(db, `a${place}`)
  await writeOne(db, 'b1', 'lklr')
  await sealAll(db, key)
  await writeOne(db, 'a4')
  const verdict = await verifyAudit(db, 'krsd', published)
  assert.deepEqual(verdict, { outcome: 'intact', size: 3, pending: 1, erased: 0 })
  const other = await verifyAudit(db, 'lklr', verifierKey('lklr', key))
  assert.deepEqual(other, { outcome: 'intact', size: 1, pending: 0, erased: 0 })
})

test('a register in which nothing was recorded is intact', async () => {
  const { db } = await freshDatabase()
  const verdict = await verifyAudit(db, 'krsd', published)
  assert.deepEqual(verdict, { outcome: 'intact', size: 0, pending: 0, erased: 0 })
  assert.equal((await exportAudit(db, 'krsd', key)).outcome, 'nothing-sealed')
})

test('erasing facts is a record, after which the tree is intact; taking them away is found', async () => {
  const { db } = await sealed(3)
  const erase = (recordId: string, register = 'krsd') =>
    asApp(db, { register: 'krsd' }, (transaction) =>
      eraseFacts(
        { db: transaction, register: { id: register }, actor: { kind: 'visitor' }, today },
        { recordId, reason: 'asked for' },
      ),
    )
  assert.deepEqual(await erase('a2'), { records: 1 })
  assert.deepEqual(await erase('a2'), { records: 0 })
  assert.deepEqual(await erase('a3', 'lklr'), { records: 0 })
  await sealAll(db, key)
  const verdict = await verifyAudit(db, 'krsd', published)
  assert.deepEqual(verdict, { outcome: 'intact', size: 4, pending: 0, erased: 1 })
  await assertRecorded({ platform: { db } }, 'facts', 'erase', 'a2')
  assert.deepEqual((await verifyRows(db)).differences, [])

  // Requests can do it in no other way; and the owner neither without that record.
  const directly = asApp(db, { register: 'krsd' }, (transaction) =>
    transaction.deleteFrom('audit_facts').execute(),
  )
  await assert.rejects(directly, /permission denied/)
  const silently = asApp(db, { register: 'krsd' }, (transaction) =>
    sql`select erase_facts('krsd', array[3])`.execute(transaction),
  )
  await assert.rejects(silently, /a change of audit_erasure left no record of facts/)
  await tamper(db, 'delete from audit_facts where seq = 3')
  const taken = await verifyAudit(db, 'krsd', published)
  assert.deepEqual(taken, {
    outcome: 'differs',
    where: 'record 3 (add activity a3)',
    why: 'its facts were erased without a record of that',
  })
  await tamper(db, 'insert into audit_erasure values (3)')
  const { differences } = await verifyRows(db)
  assert.deepEqual(
    differences.map(({ table, key: row, how }) => [table, row, how]),
    [['audit_erasure', '3', 'added']],
  )
})

test('a record that was changed is named', async () => {
  assert.equal(
    await verdictAfter(`update audit_record set actor = 'visitor' where record_id = 'a3'`),
    'record 3 (add activity a3): it was changed',
  )
})

test('facts that were changed are named', async () => {
  assert.equal(
    await verdictAfter(`update audit_facts set facts = '{"hours":6000}' where seq = 4`),
    'record 4 (add activity a4): its facts were changed',
  )
})

test('a record that was removed is named', async () => {
  assert.equal(
    await verdictAfter(`delete from audit_record where record_id = 'a2'`),
    'record 2 (2): it was removed',
  )
  assert.equal(
    await verdictAfter('delete from audit_leaf where index = 1'),
    'record 2: its place in the tree is empty',
  )
})

test('a tree that was cut short is noticed by its checkpoint', async () => {
  assert.match(
    await verdictAfter('delete from audit_leaf where index >= 3'),
    /^record 4: it is gone, with all later ones: 5 were signed for/,
  )
})

test('a record that was changed together with its leaf is noticed by the checkpoint', async () => {
  const forged = `with other as (select * from audit_record where record_id = 'a1')
    update audit_leaf set leaf_hash = sha256('\\x00'::bytea || convert_to('["x"]', 'UTF8'))
    from other where audit_leaf.seq = other.seq`
  assert.match(await verdictAfter(forged), /^record 1 \(add activity a1\): it was changed$/)
  const swapped = `update audit_leaf set seq = case seq when 1 then -2 else -1 end,
      leaf_hash = (select leaf_hash from audit_record where seq = 3 - audit_leaf.seq)
      where seq in (1, 2);
    update audit_leaf set seq = -seq where seq < 0`
  assert.equal(
    await verdictAfter(swapped),
    'the checkpoint of size 5: the records before it are not those that were signed',
  )
})

test('a record that was kept out of the tree is named', async () => {
  const { db } = await sealed(2)
  await writeOne(db, 'a3')
  await tamper(db, 'delete from audit_pending')
  const verdict = await verifyAudit(db, 'krsd', published)
  assert.deepEqual(verdict, {
    outcome: 'differs',
    where: 'activity a3',
    why: 'it was kept out of the tree',
  })
})

test('a checkpoint that somebody else signed is refused', async () => {
  const { db } = await sealed(2)
  const other = verifierKey('krsd', generateKeyPairSync('ed25519').privateKey)
  const verdict = await verifyAudit(db, 'krsd', other)
  assert.equal(verdict.outcome === 'differs' && verdict.why, 'signed by another key')
})

test('a checkpoint that was kept elsewhere shows that also the checkpoints were cut', async () => {
  const { db } = await sealed(4)
  const kept = openCheckpoint((await exported(db)).checkpoint, published)
  assert.equal(kept.outcome, 'signed')
  await tamper(db, 'delete from audit_leaf where index >= 3; delete from audit_checkpoint')
  await tamper(db, 'delete from audit_record where seq >= 4')
  await writeOne(db, 'other')
  await sealAll(db, key)
  assert.equal((await verifyAudit(db, 'krsd', published)).outcome, 'intact')
  const verdict = await verifyAudit(db, 'krsd', published, [kept.checkpoint])
  assert.deepEqual(verdict, {
    outcome: 'differs',
    where: `the checkpoint that was kept of ${kept.checkpoint.at}`,
    why: 'the first 4 records are others now',
  })
})

test('a tree of several thousand records has its stored nodes, and they are checked', async () => {
  const { db } = await sealed(1100)
  await writeOne(db, 'late')
  await sealAll(db, key)
  const nodes = await db.selectFrom('audit_node').select(['level', 'index']).execute()
  assert.equal(nodes.length, 4)
  assert.equal((await verifyAudit(db, 'krsd', published)).outcome, 'intact')
  const about = await exported(db, 'a700')
  assert.equal(about.entries[0]?.proof?.length, 11)
  assert.equal(verifyExport(about, published).outcome, 'intact')
  await tamper(db, `update audit_node set hash = sha256('x') where index = 2`)
  assert.deepEqual(await verifyAudit(db, 'krsd', published), {
    outcome: 'differs',
    where: 'the stored tree at 8/2',
    why: 'it was changed',
  })
})

test('an outsider can check an export with the published key alone', async () => {
  const { db } = await sealed(5)
  const whole = await exported(db)
  const verdict = verifyExport(whole, published)
  assert.equal(verdict.outcome === 'intact' && verdict.entries, 5)
  assert.doesNotMatch(JSON.stringify(whole), /Training/)

  const [first, second, ...rest] = whole.entries
  assert.ok(first && second)
  const forged = { ...second, entry: { ...second.entry, actor: 'visitor' } }
  assert.equal(
    verifyExport({ ...whole, entries: [first, forged, ...rest] }, published).outcome,
    'differs',
  )
  assert.deepEqual(verifyExport({ ...whole, entries: [first, ...rest] }, published), {
    outcome: 'differs',
    where: 'record 2',
    why: 'it is missing',
  })
  const short = { ...whole, entries: whole.entries.slice(0, 4) }
  assert.equal(verifyExport(short, published).outcome, 'differs')

  const later = await (async () => {
    await writeOne(db, 'a6')
    await sealAll(db, key)
    return exported(db)
  })()
  const kept = openCheckpoint(whole.checkpoint, published)
  assert.equal(kept.outcome, 'signed')
  assert.equal(verifyExport(later, published, kept.checkpoint).outcome, 'intact')
})

test('the export about one thing holds its facts and proves that it was recorded', async () => {
  const { db } = await sealed(5)
  const about = await exported(db, 'a4')
  const [only] = about.entries
  assert.ok(only?.facts)
  assert.match(only.facts.text, /Training of a4/)
  assert.equal(verifyExport(about, published).outcome, 'intact')
  const other = { ...only, entry: { ...only.entry, action: 'remove' } }
  const changed = { ...only, facts: { ...only.facts, text: '{}' } }
  assert.equal(verifyExport({ ...about, entries: [other] }, published).outcome, 'differs')
  assert.equal(verifyExport({ ...about, entries: [changed] }, published).outcome, 'differs')
})

test('records are sealed in the order of their transactions, and none before an earlier one', async () => {
  const { db } = await freshDatabase()
  const begun = Promise.withResolvers<void>()
  const mayWrite = Promise.withResolvers<void>()
  const early = asApp(db, { register: 'krsd' }, async (transaction) => {
    await sql`select pg_current_xact_id()`.execute(transaction)
    begun.resolve()
    await mayWrite.promise
    await write(transaction, 'early')
  })
  await begun.promise
  await writeOne(db, 'late')
  assert.equal(await sealRecords(db, key), 0)
  mayWrite.resolve()
  await early
  await sealAll(db, key)
  const { entries } = await exported(db)
  assert.deepEqual(
    entries.map(({ entry }) => entry.recordId),
    ['early', 'late'],
  )
})

test('eight writers at once and two sequencers: everything is sealed once', async () => {
  const { db, pool } = await freshDatabase()
  const failures: unknown[] = []
  const sequencers = [1, 2].map(() => startSequencer(db, key, (error) => failures.push(error)))
  const writer = async (name: number) => {
    for (let place = 1; place <= 25; place += 1) await writeOne(db, `w${name}-${place}`)
  }
  await Promise.all(Array.from({ length: 8 }, (_, name) => writer(name)))
  for (const sequencer of sequencers) await sequencer.stop()
  await sealAll(db, key)
  assert.deepEqual(failures, [])
  assert.equal(await treeSize(db, 'krsd'), 200)
  assert.equal((await verifyAudit(db, 'krsd', published)).outcome, 'intact')
  const order = await pool.query(`select count(*)::int as wrong from (
    select xid, lag(xid) over (order by index) as before
    from audit_leaf join audit_record using (seq)) as pair where before > xid`)
  assert.equal(order.rows[0].wrong, 0)
})

test('records that come from the backup of another server are sealed too', async () => {
  const { db } = await freshDatabase()
  await writeOne(db, 'restored')
  await tamper(db, `update audit_pending set xid = '9000000000'`)
  await sealAll(db, key)
  assert.equal(await treeSize(db, 'krsd'), 1)
})

test('a checkpoint is read only when its signature is right', () => {
  const checkpoint = { register: 'krsd', size: 7, root: emptyRoot, at: '2022-12-01T10:00:00Z' }
  const note = signCheckpoint(checkpoint, key)
  assert.equal(openCheckpoint(note, published).outcome, 'signed')
  assert.equal(openCheckpoint(note.replace('\n7\n', '\n8\n'), published).outcome, 'wrong-signature')
  assert.equal(openCheckpoint('peil/krsd\n7\n', published).outcome, 'unreadable')
  assert.equal(openCheckpoint(note, 'no key').outcome, 'signed-by-another-key')
})
