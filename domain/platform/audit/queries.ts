import { createHash } from 'node:crypto'
import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Entry } from '#domain/platform/audit/audit.ts'
import type { Hash, RootOf } from '#domain/platform/audit/tree.ts'
import { foldPeaks, peaksOf, rootOfLeaves } from '#domain/platform/audit/tree.ts'

export type AuditDatabase = Kysely<Database> | Transaction<Database>

/** One leaf of a tree with the record that it was made of, if that is still there. */
export interface Leaf {
  readonly index: number
  readonly seq: number
  readonly leafHash: Hash
  /** Under which number the rows that it covers are found. */
  readonly batch: number | undefined
  readonly entry: Entry | undefined
  /** Undefined when they were erased. */
  readonly facts: { readonly salt: Buffer; readonly text: string } | undefined
}

/** The leaves of a register's tree from an index on, in order. */
export async function readLeaves(
  db: AuditDatabase,
  register: string,
  first: number,
  limit: number,
): Promise<readonly Leaf[]> {
  const rows = await leaves(db)
    .where('audit_leaf.register', '=', register)
    .where('audit_leaf.index', '>=', first)
    .orderBy('audit_leaf.index')
    .limit(limit)
    .execute()
  return rows.map(toLeaf)
}

/** The leaves about one thing, in order; by its noun too where that is known, which is quicker. */
export async function readLeavesAbout(
  db: AuditDatabase,
  register: string,
  { recordId, noun }: { readonly recordId: string; readonly noun?: string },
): Promise<readonly Leaf[]> {
  const rows = await leaves(db)
    .where('audit_leaf.register', '=', register)
    .where('audit_record.register', '=', register)
    .where('audit_record.record_id', '=', recordId)
    .$if(noun !== undefined, (query) => query.where('audit_record.noun', '=', noun ?? ''))
    .orderBy('audit_leaf.index')
    .execute()
  return rows.map(toLeaf)
}

/** How many leaves the tree of a register has. */
export async function treeSize(db: AuditDatabase, register: string): Promise<number> {
  const last = await db
    .selectFrom('audit_leaf')
    .select('index')
    .where('register', '=', register)
    .orderBy('index', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last ? last.index + 1 : 0
}

/** The registers of which something was recorded. */
export async function recordedRegisters(db: AuditDatabase): Promise<readonly string[]> {
  const { rows } = await sql<{ register: string }>`
    select register from audit_record union select register from audit_leaf
    union select register from audit_checkpoint order by register`.execute(db)
  return rows.map(({ register }) => register)
}

/** The latest checkpoint of a register, as it is handed out. */
export interface SignedHead {
  readonly register: string
  readonly size: number
  readonly note: string
}

/** The latest checkpoint of every register of which something was sealed. */
export async function signedHeads(db: AuditDatabase): Promise<readonly SignedHead[]> {
  const { rows } = await sql<SignedHead>`
    select distinct on (register) register, size, note from audit_checkpoint
    order by register, size desc`.execute(db)
  return rows
}

/** The hashes of the leaves (level 0), or of the stored roots of complete subtrees (8, 16, …), from `first` up to `end`. */
export async function readHashes(
  db: AuditDatabase,
  register: string,
  level: number,
  { first, end }: { readonly first: number; readonly end: number },
): Promise<readonly Hash[]> {
  if (first >= end) return []
  const rows =
    level === 0
      ? await db
          .selectFrom('audit_leaf')
          .select('leaf_hash as hash')
          .where('register', '=', register)
          .where('index', '>=', first)
          .where('index', '<', end)
          .orderBy('index')
          .execute()
      : await db
          .selectFrom('audit_node')
          .select('hash')
          .where('register', '=', register)
          .where('level', '=', level)
          .where('index', '>=', first)
          .where('index', '<', end)
          .orderBy('index')
          .execute()
  if (rows.length !== end - first) {
    throw new Error(`The tree of ${register} has a gap at level ${level} from ${first} to ${end}.`)
  }
  return rows.map(({ hash }) => hash)
}

/** The roots of parts of the stored tree, each from at most 128 stored hashes per subtree. */
export function storedRootOf(db: AuditDatabase, register: string): RootOf {
  return async (first, end) => {
    const peaks = []
    for (const { level, index } of peaksOf(first, end)) {
      const stored = level - (level % 8)
      const count = 2 ** (level - stored)
      const hashes = await readHashes(db, register, stored, {
        first: index * count,
        end: (index + 1) * count,
      })
      peaks.push({ level, hash: rootOfLeaves(hashes) })
    }
    return foldPeaks(peaks)
  }
}

/**
 * The hash of what each of these transactions covered, by its number: of all statements in their
 * order, and of each its table and the keys and hashes of its rows.
 */
export async function readCovers(
  db: AuditDatabase,
  batches: readonly number[],
): Promise<ReadonlyMap<number, Hash>> {
  if (batches.length === 0) return new Map()
  const { rows } = await sql<{ batch: number; hash: Hash }>`
    select batch, sha256(convert_to((
      select string_agg(
        jsonb_build_array(c.seq, c.of_table, row.key, encode(row.hash, 'hex'))::text, chr(10)
        order by row.place)
      from unnest(c.keys, c.hashes) with ordinality as row (key, hash, place)), 'UTF8')) as hash
    from audit_covering c where batch = any(${batches}::bigint[])
    order by batch, seq`.execute(db)
  const statements = Map.groupBy(rows, ({ batch }) => batch)
  return new Map(
    [...statements].map(([batch, parts]) => {
      const hash = createHash('sha256')
      for (const part of parts) hash.update(part.hash)
      return [batch, hash.digest()]
    }),
  )
}

/** Of which of these records an erasure of the facts was recorded. As the owner of the database. */
export async function readErasures(
  db: AuditDatabase,
  numbers: readonly number[],
): Promise<ReadonlySet<number>> {
  if (numbers.length === 0) return new Set()
  const rows = await db
    .selectFrom('audit_erasure')
    .select('seq')
    .where('seq', 'in', [...numbers])
    .execute()
  return new Set(rows.map(({ seq }) => seq))
}

function leaves(db: AuditDatabase) {
  return db
    .selectFrom('audit_leaf')
    .leftJoin('audit_record', 'audit_record.seq', 'audit_leaf.seq')
    .leftJoin('audit_facts', 'audit_facts.seq', 'audit_leaf.seq')
    .select([
      'audit_leaf.index',
      'audit_leaf.seq',
      'audit_leaf.leaf_hash',
      'audit_leaf.batch',
      'audit_leaf.covers',
      'audit_record.id',
      'audit_record.register',
      'audit_record.noun',
      'audit_record.record_id',
      'audit_record.action',
      'audit_record.actor',
      'audit_record.at',
      'audit_record.day',
      'audit_record.facts_hash',
      'audit_facts.salt',
      sql<string | null>`audit_facts.facts::text`.as('text'),
    ])
}

type LeafRow = Awaited<ReturnType<ReturnType<typeof leaves>['execute']>>[number]

function toLeaf(row: LeafRow): Leaf {
  const { index, seq, leaf_hash: leafHash, salt, text } = row
  const facts = salt && text !== null ? { salt, text } : undefined
  const batch = row.batch ?? undefined
  return { index, seq, leafHash, batch, entry: toEntry(row), facts }
}

function toEntry(row: LeafRow): Entry | undefined {
  const { id, register, noun, record_id: recordId, action, actor, at, day } = row
  // The columns of a left join are all there or none of them is.
  if (id === null || register === null || noun === null || recordId === null) return undefined
  if (action === null || actor === null || at === null || day === null) return undefined
  const factsHash = row.facts_hash?.toString('hex') ?? ''
  const covers = row.covers === null ? {} : { covers: row.covers.toString('hex') }
  return { id, register, noun, recordId, action, actor, at, day, factsHash, ...covers }
}
