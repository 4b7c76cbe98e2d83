import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import { hashFacts, leafOf } from '#domain/platform/audit/audit.ts'
import type { KeyOfTree } from '#domain/platform/audit/audit-key.ts'
import { keysOfTree, rotationsOf } from '#domain/platform/audit/audit-key.ts'
import type { Checkpoint, OpenedCheckpoint } from '#domain/platform/audit/checkpoint.ts'
import { openCheckpoint, readCheckpoint } from '#domain/platform/audit/checkpoint.ts'
import type { Leaf } from '#domain/platform/audit/queries.ts'
import { readCovers, readErasures, readLeaves, treeSize } from '#domain/platform/audit/queries.ts'
import type { Hash, Peak } from '#domain/platform/audit/tree.ts'
import { addLeaf, foldPeaks, hashLeaf, rootOfLeaves } from '#domain/platform/audit/tree.ts'

export type Verdict =
  | {
      readonly outcome: 'intact'
      readonly size: number
      /** How many changes have been written and not yet sealed. */
      readonly pending: number
      /** Of how many changes the facts were erased. */
      readonly erased: number
    }
  /** What the first thing is that is not as it was when it was sealed. */
  | { readonly outcome: 'differs'; readonly where: string; readonly why: string }

/**
 * Recomputes the whole tree of a register from its records and holds it against every checkpoint
 * that was signed: with this key, or before with one that was replaced by a record in the tree. `kept` are
 * checkpoints that were kept elsewhere: with them, also the removal of the latest records together with
 * their checkpoints shows.
 */
export async function verifyAudit(
  db: Kysely<Database>,
  register: string,
  key: string,
  kept: readonly Checkpoint[] = [],
): Promise<Verdict> {
  const builder = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return builder.execute(async (transaction) => {
    const size = await treeSize(transaction, register)
    const keys = keysOfTree(key, await rotationsOf(transaction, register))
    const tree = new GrowingTree()
    let erased = 0
    while (tree.size < size) {
      const [begin, page] = [tree.size, await readLeaves(transaction, register, tree.size, 2000)]
      const checkpoints = await readCheckpoints(transaction, register, begin, begin + page.length)
      const nodes = await readNodes(transaction, register, begin, begin + page.length)
      const batches = page.map(({ batch }) => batch).filter((batch) => batch !== undefined)
      const covers = await readCovers(transaction, batches)
      const bare = page.filter(({ facts }) => facts === undefined).map(({ seq }) => seq)
      const erasures = await readErasures(transaction, bare)
      for (const leaf of page) {
        const why =
          leaf.index === tree.size
            ? (whatDiffers(leaf, erasures) ?? coversDiffer(leaf, covers))
            : 'its place in the tree is empty'
        if (why) return differs(describe(leaf, tree.size), why)
        if (!leaf.facts) erased += 1
        for (const made of tree.add(leaf.leafHash)) {
          const stored = nodes.get(`${made.level}/${made.index}`)
          if (!stored?.equals(made.hash)) {
            return differs(`the stored tree at ${made.level}/${made.index}`, 'it was changed')
          }
        }
        const found = checkpoints.get(tree.size)
        const wrong = found && checkpointDiffers(found, register, keys, tree)
        if (wrong) return differs(`the checkpoint of size ${tree.size}`, wrong)
        const other = kept.find((one) => one.size === tree.size && !one.root.equals(tree.root()))
        if (other) {
          return differs(
            `the checkpoint that was kept of ${other.at}`,
            `the first ${tree.size} records are others now`,
          )
        }
      }
    }
    return (
      (await endDiffers(transaction, register, tree.size, kept)) ?? {
        outcome: 'intact',
        size: tree.size,
        pending: await countPending(transaction, register),
        erased,
      }
    )
  })
}

// What is wrong with a leaf by itself: with its record, its hash or the facts.
function whatDiffers(
  { entry, seq, leafHash, facts }: Leaf,
  erasures: ReadonlySet<number>,
): string | undefined {
  if (!entry) return 'it was removed'
  if (!hashLeaf(leafOf(entry)).equals(leafHash)) return 'it was changed'
  if (facts && hashFacts(facts.salt, facts.text).toString('hex') !== entry.factsHash) {
    return 'its facts were changed'
  }
  return facts || erasures.has(seq) ? undefined : 'its facts were erased without a record of that'
}

// The rows that changed with it are those of which the hash is in the leaf.
function coversDiffer(
  { batch, entry }: Leaf,
  covers: ReadonlyMap<number, Hash>,
): string | undefined {
  if (batch === undefined && entry?.covers === undefined) return undefined
  const covered = covers.get(batch ?? -1)?.toString('hex')
  return covered === entry?.covers ? undefined : 'what it says of the rows that changed was changed'
}

function checkpointDiffers(
  stored: StoredCheckpoint,
  register: string,
  keys: readonly KeyOfTree[],
  tree: GrowingTree,
): string | undefined {
  const key = keys.find(({ until }) => until === undefined || tree.size <= until)?.key
  const opened = openedWith(stored.note, key)
  if (opened.outcome !== 'signed') return opened.outcome.replaceAll('-', ' ')
  const { checkpoint } = opened
  if (checkpoint.register !== register || checkpoint.size !== tree.size) {
    return 'it was signed for another register or size'
  }
  if (!checkpoint.root.equals(tree.root())) {
    return 'the records before it are not those that were signed'
  }
  return stored.root.equals(checkpoint.root) ? undefined : 'its root is not the one that was signed'
}

// Of a key that was lost nothing can be said but that the tree is the one that was signed for.
function openedWith(note: string, key: string | undefined): OpenedCheckpoint {
  if (key !== undefined) return openCheckpoint(note, key)
  const checkpoint = readCheckpoint(note)
  return checkpoint === undefined ? { outcome: 'unreadable' } : { outcome: 'signed', checkpoint }
}

// What may be wrong beyond the last leaf: leaves that are gone, or that nobody signed for.
async function endDiffers(
  transaction: Transaction<Database>,
  register: string,
  size: number,
  kept: readonly Checkpoint[],
): Promise<Verdict | undefined> {
  const last = await transaction
    .selectFrom('audit_checkpoint')
    .select(['size', 'signed_at'])
    .where('register', '=', register)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (last && last.size > size) {
    return differs(
      `record ${size + 1}`,
      `it is gone, with all later ones: ${last.size} were signed for on ${last.signed_at}`,
    )
  }
  if ((last?.size ?? 0) < size) {
    return differs(`record ${(last?.size ?? 0) + 1}`, 'no checkpoint was signed for it')
  }
  const longer = kept.find((one) => one.size > size)
  if (longer) {
    return differs(
      `record ${size + 1}`,
      `it is gone: there were ${longer.size} records on ${longer.at}`,
    )
  }
  const lost = await sql<{ noun: string; record_id: string }>`
    select noun, record_id from audit_record as record
    where register = ${register}
      and not exists (select from audit_leaf where audit_leaf.seq = record.seq)
      and not exists (select from audit_pending where audit_pending.seq = record.seq)
    order by seq limit 1`.execute(transaction)
  const first = lost.rows[0]
  return first && differs(`${first.noun} ${first.record_id}`, 'it was kept out of the tree')
}

interface StoredCheckpoint {
  readonly note: string
  readonly root: Hash
}

async function readCheckpoints(
  transaction: Transaction<Database>,
  register: string,
  first: number,
  end: number,
): Promise<ReadonlyMap<number, StoredCheckpoint>> {
  const rows = await transaction
    .selectFrom('audit_checkpoint')
    .select(['size', 'note', 'root'])
    .where('register', '=', register)
    .where('size', '>', first)
    .where('size', '<=', end)
    .execute()
  return new Map(rows.map(({ size, note, root }) => [size, { note, root }]))
}

// The stored roots of the subtrees that become complete among these leaves.
async function readNodes(
  transaction: Transaction<Database>,
  register: string,
  first: number,
  end: number,
): Promise<ReadonlyMap<string, Hash>> {
  const { rows } = await sql<{ level: number; index: number; hash: Hash }>`
    select level, index, hash from audit_node
    where register = ${register}
      and (index + 1) * (1::bigint << level) > ${first}
      and (index + 1) * (1::bigint << level) <= ${end}`.execute(transaction)
  return new Map(rows.map(({ level, index, hash }) => [`${level}/${index}`, hash]))
}

async function countPending(transaction: Transaction<Database>, register: string): Promise<number> {
  const { count } = await transaction
    .selectFrom('audit_pending')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('register', '=', register)
    .executeTakeFirstOrThrow()
  return count
}

// A tree that grows by a leaf at a time, and tells which stored nodes a leaf completes.
class GrowingTree {
  size = 0
  #peaks: readonly Peak[] = []
  readonly #rows: Hash[][] = []

  add(leaf: Hash): readonly { level: number; index: number; hash: Hash }[] {
    this.#peaks = addLeaf(this.#peaks, leaf)
    this.size += 1
    const made = []
    let hash = leaf
    for (let row = 0; ; row += 1) {
      const hashes = [...(this.#rows[row] ?? []), hash]
      this.#rows[row] = hashes.length < 256 ? hashes : []
      if (hashes.length < 256) return made
      hash = rootOfLeaves(hashes)
      const level = (row + 1) * 8
      made.push({ level, index: this.size / 2 ** level - 1, hash })
    }
  }

  root(): Hash {
    return foldPeaks(this.#peaks)
  }
}

function describe({ entry, seq, index }: Leaf, expected: number): string {
  const place = `record ${expected + 1}`
  if (index !== expected) return place
  return entry ? `${place} (${entry.action} ${entry.noun} ${entry.recordId})` : `${place} (${seq})`
}

function differs(where: string, why: string): Verdict {
  return { outcome: 'differs', where, why }
}
