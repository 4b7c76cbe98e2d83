import type { KeyObject } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import { signCheckpoint } from '#domain/platform/audit/checkpoint.ts'
import { readHashes, storedRootOf, treeSize } from '#domain/platform/audit/queries.ts'
import type { Hash } from '#domain/platform/audit/tree.ts'
import { rootOfLeaves } from '#domain/platform/audit/tree.ts'

/**
 * Appends what was recorded since the last time to the trees of its registers, at most 2,000
 * records, and signs a checkpoint of each. Returns how many it appended: none when another process
 * is at it. Runs as the owner of the database, who sees all registers.
 */
export async function sealRecords(db: Kysely<Database>, key: KeyObject): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const lock = await sql<{ taken: boolean }>`
      select pg_try_advisory_xact_lock(${lockNumber}) as taken`.execute(transaction)
    if (!lock.rows[0]?.taken) return 0
    const pending = await takePending(transaction)
    const registers = Map.groupBy(pending, ({ register }) => register)
    for (const [register, records] of registers) {
      await append(transaction, register, records, key)
    }
    return pending.length
  })
}

const lockNumber = 7_043_512

interface Pending {
  readonly seq: number
  readonly register: string
  readonly leaf_hash: Buffer
}

// In the order of their transactions' numbers, and only up to the oldest one that is still running:
// no record can turn up later that belongs before one of these. A number that this server has not
// reached yet comes from a restored backup, and is over.
async function takePending(transaction: Transaction<Database>): Promise<readonly Pending[]> {
  const { rows } = await sql<Pending>`
    with ready as (
      select seq, xid from audit_pending
      where xid < pg_snapshot_xmin(pg_current_snapshot())
         or xid >= pg_snapshot_xmax(pg_current_snapshot())
      order by xid, seq limit 2000
    ), taken as (
      delete from audit_pending using ready where audit_pending.seq = ready.seq
    )
    select ready.seq, record.register, record.leaf_hash
    from ready join audit_record as record on record.seq = ready.seq
    order by ready.xid, ready.seq`.execute(transaction)
  return rows
}

async function append(
  transaction: Transaction<Database>,
  register: string,
  records: readonly Pending[],
  key: KeyObject,
): Promise<void> {
  const first = await treeSize(transaction, register)
  const hashes = records.map(({ leaf_hash }) => leaf_hash)
  await sql`insert into audit_leaf (register, index, seq, leaf_hash)
    select ${register}, ${first}::bigint + ordinality - 1, seq, leaf_hash
    from unnest(${records.map(({ seq }) => seq)}::bigint[], ${hashes}::bytea[])
      with ordinality as added (seq, leaf_hash, ordinality)`.execute(transaction)
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
