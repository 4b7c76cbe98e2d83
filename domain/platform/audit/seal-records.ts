import type { KeyObject } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import { lockNumbers } from '#db/lock-numbers.ts'
import type { Database } from '#db/schema.ts'
import type { Entry } from '#domain/platform/audit/audit.ts'
import { leafOf } from '#domain/platform/audit/audit.ts'
import { isSignedBy, signCheckpoint } from '#domain/platform/audit/checkpoint.ts'
import { readCovers, readHashes, storedRootOf, treeSize } from '#domain/platform/audit/queries.ts'
import type { Hash } from '#domain/platform/audit/tree.ts'
import { hashLeaf, rootOfLeaves } from '#domain/platform/audit/tree.ts'

/**
 * Appends what was recorded since the last time to the trees of its registers, at most 2,000
 * records, and signs a checkpoint of each. Returns how many it appended: none when another process
 * is at it. Runs as the owner of the database, who sees all registers. Throws when the record was signed
 * with another key since, unless this is what replaces it.
 */
export async function sealRecords(
  db: Kysely<Database>,
  key: KeyObject,
  { rotating = false } = {},
): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const lock = await sql<{ taken: boolean }>`
      select pg_try_advisory_xact_lock(${lockNumbers.seal}) as taken`.execute(transaction)
    if (!lock.rows[0]?.taken) return 0
    const pending = await takePending(transaction)
    const sealed = await withCovers(transaction, pending)
    const registers = Map.groupBy(sealed, ({ register }) => register)
    for (const [register, records] of registers) {
      if (!rotating) await refuseOtherKey(transaction, register, key)
      await append(transaction, register, records, key)
    }
    return pending.length
  })
}

// How many records are appended at a time.
const most = 2000

type Pending = Entry & {
  readonly seq: number
  readonly batch: number | null
  readonly leaf_hash: Buffer
}

interface Sealed {
  readonly seq: number
  readonly register: string
  readonly leafHash: Hash
  /** Of the last record of a transaction in which rows changed. */
  readonly batch: number | null
  readonly covers: Hash | null
}

async function refuseOtherKey(
  transaction: Transaction<Database>,
  register: string,
  key: KeyObject,
): Promise<void> {
  const last = await transaction
    .selectFrom('audit_checkpoint')
    .select('note')
    .where('register', '=', register)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last === undefined || isSignedBy(last.note, register, key)) return
  throw new Error(`The record of ${register} is signed with another key than this process has.`)
}

// In the order of their transactions' numbers, and only up to the oldest one that is still running:
// no record can turn up later that belongs before one of these. A number that this server has not
// reached yet comes from a restored backup, and is over.
async function takePending(transaction: Transaction<Database>): Promise<readonly Pending[]> {
  const { rows } = await sql<Pending>`
    with ready as (
      select seq, xid, batch from audit_pending
      where xid < pg_snapshot_xmin(pg_current_snapshot())
         or xid >= pg_snapshot_xmax(pg_current_snapshot())
      order by xid, seq limit ${most}
    ), taken as (
      delete from audit_pending using ready where audit_pending.seq = ready.seq
    )
    select ready.seq, ready.batch, record.leaf_hash, record.id, record.register,
      record.noun, record.record_id as "recordId", record.action, record.actor, record.at,
      record.day, encode(record.facts_hash, 'hex') as "factsHash"
    from ready join audit_record as record on record.seq = ready.seq
    order by ready.xid, ready.seq`.execute(transaction)
  return rows
}

// What was covered in a transaction becomes part of the leaf of its last record.
async function withCovers(
  transaction: Transaction<Database>,
  pending: readonly Pending[],
): Promise<readonly Sealed[]> {
  const last = new Map(pending.map(({ batch, seq }) => [batch, seq]))
  const end = pending.at(-1)
  // The rest of the last transaction may be left for the next time.
  const goesOn =
    pending.length === most &&
    typeof end?.batch === 'number' &&
    (await transaction
      .selectFrom('audit_pending')
      .select('seq')
      .where('batch', '=', end.batch)
      .limit(1)
      .executeTakeFirst()) !== undefined
  if (goesOn && end !== undefined) last.delete(end.batch)
  const batches = [...last.keys()].filter((batch) => batch !== null)
  const covers = await readCovers(transaction, batches)
  return pending.map((record) => {
    const { seq, register, batch } = record
    const covered = batch !== null && last.get(batch) === seq ? covers.get(batch) : undefined
    if (covered === undefined) {
      return { seq, register, leafHash: record.leaf_hash, batch: null, covers: null }
    }
    const leafHash = hashLeaf(leafOf({ ...record, covers: covered.toString('hex') }))
    return { seq, register, leafHash, batch, covers: covered }
  })
}

async function append(
  transaction: Transaction<Database>,
  register: string,
  records: readonly Sealed[],
  key: KeyObject,
): Promise<void> {
  const first = await treeSize(transaction, register)
  const hashes = records.map(({ leafHash }) => leafHash)
  await sql`insert into audit_leaf (register, index, seq, leaf_hash, batch, covers)
    select ${register}, ${first}::bigint + ordinality - 1, seq, leaf_hash, batch, covers
    from unnest(${records.map(({ seq }) => seq)}::bigint[], ${hashes}::bytea[],
        ${records.map(({ batch }) => batch)}::bigint[], ${records.map(({ covers }) => covers)}::bytea[])
      with ordinality as added (seq, leaf_hash, batch, covers, ordinality)`.execute(transaction)
  await storeNodes(transaction, register, first, hashes)
  const size = first + records.length
  const root = await storedRootOf(transaction, register)(0, size)
  const at = Temporal.Now.instant().round({ smallestUnit: 'millisecond' }).toString()
  const note = signCheckpoint({ register, size, root, at }, key)
  await transaction
    .insertInto('audit_checkpoint')
    .values({ register, size, root, signed_at: at, note })
    .execute()
}

// Every eighth level of the tree is kept, so that a root or a proof reads few hashes and appending
// writes one row in 256.
async function storeNodes(
  transaction: Transaction<Database>,
  register: string,
  firstLeaf: number,
  leaves: readonly Hash[],
): Promise<void> {
  let level = 0
  let first = firstLeaf
  let added = leaves
  while (added.length > 0) {
    const begin = first - (first % 256)
    const before = await readHashes(transaction, register, level, { first: begin, end: first })
    const all = [...before, ...added]
    const complete: Hash[] = []
    for (let at = 0; at + 256 <= all.length; at += 256) {
      complete.push(rootOfLeaves(all.slice(at, at + 256)))
    }
    level += 8
    first = begin / 256
    added = complete
    const rows = complete.map((hash, place) => ({ register, level, index: first + place, hash }))
    if (rows.length > 0) await transaction.insertInto('audit_node').values(rows).execute()
  }
}
