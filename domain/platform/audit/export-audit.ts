import type { KeyObject } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Entry } from '#domain/platform/audit/audit.ts'
import { hashFacts, leafOf } from '#domain/platform/audit/audit.ts'
import type { Checkpoint } from '#domain/platform/audit/checkpoint.ts'
import { openCheckpoint, verifierKey } from '#domain/platform/audit/checkpoint.ts'
import type { Leaf } from '#domain/platform/audit/queries.ts'
import { readLeaves, readLeavesAbout, storedRootOf } from '#domain/platform/audit/queries.ts'
import type { Hash, RootOf } from '#domain/platform/audit/tree.ts'
import { hashLeaf, includes, proveInclusion, rootOfLeaves } from '#domain/platform/audit/tree.ts'

// What an outsider needs to check the audit record without the database: everything that is in a
// register's tree, or the records about one thing with the proof that they are in it.

export interface AuditExport {
  readonly format: 'peil-audit-export-1'
  readonly register: string
  /** The published key, for comparison: what comes with the export proves nothing. */
  readonly key: string
  readonly checkpoint: string
  readonly entries: readonly ExportedEntry[]
}

export interface ExportedEntry {
  readonly index: number
  readonly entry: Entry
  /**
   * In base64, when the facts have not been erased; in the export of a whole tree only of what holds
   * nothing about people.
   */
  readonly facts?: { readonly salt: string; readonly text: string }
  /** The inclusion proof, in base64; absent when the export holds the whole tree. */
  readonly proof?: readonly string[]
}

export type Export =
  | { readonly outcome: 'exported'; readonly lines: AsyncIterable<string> }
  | { readonly outcome: 'nothing-sealed' }

/** What an export is about, where it is not about everything. */
export interface About {
  readonly recordId: string
  /** Only this kind of thing, of which the facts may leave the house. */
  readonly noun?: 'sample'
}

/** Exports a register's tree up to its latest checkpoint, or the records about one thing in it. */
export async function exportAudit(
  db: Kysely<Database>,
  register: string,
  key: KeyObject,
  about?: About,
): Promise<Export> {
  const last = await db
    .selectFrom('audit_checkpoint')
    .select(['size', 'note'])
    .where('register', '=', register)
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return { outcome: 'nothing-sealed' }
  const head = {
    format: 'peil-audit-export-1',
    register,
    key: verifierKey(register, key),
    checkpoint: last.note,
  }
  const entries =
    about === undefined
      ? wholeTree(db, register, last.size)
      : aboutOne(db, register, last.size, about)
  return { outcome: 'exported', lines: inLines(head, entries) }
}

// One entry a line, so that a large export can be written, compared and read in parts.
async function* inLines(head: object, entries: AsyncIterable<ExportedEntry>) {
  yield `${JSON.stringify(head).slice(0, -1)},"entries":[`
  let separator = ''
  for await (const entry of entries) {
    yield `${separator}\n${JSON.stringify(entry)}`
    separator = ','
  }
  yield '\n]}\n'
}

// The nouns of which the facts hold nothing about people, and are there for whoever checks them.
const forOutsiders: ReadonlySet<string> = new Set(['audit-key', 'sample'])

async function* wholeTree(
  db: Kysely<Database>,
  register: string,
  size: number,
): AsyncIterable<ExportedEntry> {
  for (let first = 0; first < size; ) {
    const page = await readLeaves(db, register, first, Math.min(2000, size - first))
    for (const { index, entry, facts } of page) {
      const found = present(entry, index)
      yield { index, entry: found, ...(forOutsiders.has(found.noun) ? exportedFacts(facts) : {}) }
    }
    if (page.length === 0) return
    first += page.length
  }
}

async function* aboutOne(
  db: Kysely<Database>,
  register: string,
  size: number,
  about: About,
): AsyncIterable<ExportedEntry> {
  const rootOf = eachOnce(storedRootOf(db, register))
  for (const { index, entry, facts } of await readLeavesAbout(db, register, about)) {
    if (index >= size) return
    const path = await proveInclusion(index, size, rootOf)
    const proof = path.map((hash) => hash.toString('base64'))
    yield { index, entry: present(entry, index), ...exportedFacts(facts), proof }
  }
}

// The proofs of one export have most of their way to the root in common.
function eachOnce(rootOf: RootOf): RootOf {
  const found = new Map<string, Promise<Hash>>()
  return (first, end) => {
    const part = `${first} ${end}`
    const known = found.get(part) ?? rootOf(first, end)
    found.set(part, known)
    return known
  }
}

function exportedFacts(facts: Leaf['facts']): Pick<ExportedEntry, 'facts'> {
  return facts ? { facts: { salt: facts.salt.toString('base64'), text: facts.text } } : {}
}

function present(entry: Entry | undefined, index: number): Entry {
  if (entry) return entry
  throw new Error(`Record ${index + 1} is gone: run peil audit verify.`)
}

export type ExportVerdict =
  | { readonly outcome: 'intact'; readonly checkpoint: Checkpoint; readonly entries: number }
  | { readonly outcome: 'differs'; readonly where: string; readonly why: string }

/**
 * Checks an export with the published key and nothing else: the checkpoint's signature, and that
 * the entries are what it was signed for. With an earlier checkpoint, also that nothing before it
 * was changed since; that takes the export of a whole tree.
 */
export function verifyExport(
  exported: AuditExport,
  key: string,
  earlier?: Checkpoint,
): ExportVerdict {
  const opened = openCheckpoint(exported.checkpoint, key)
  if (opened.outcome !== 'signed') {
    return differs('the checkpoint', opened.outcome.replaceAll('-', ' '))
  }
  const { checkpoint } = opened
  const hashes: Hash[] = []
  const whole = exported.entries.every(({ proof }) => proof === undefined)
  for (const [place, one] of exported.entries.entries()) {
    const where = `record ${one.index + 1} (${one.entry.action} ${one.entry.noun} ${one.entry.recordId})`
    const hash = hashLeaf(leafOf(one.entry))
    if (one.entry.register !== checkpoint.register) return differs(where, 'of another register')
    if (whole && one.index !== place) return differs(`record ${place + 1}`, 'it is missing')
    if (!whole && !isProven(one, hash, checkpoint)) {
      return differs(where, 'it is not in the tree that was signed')
    }
    if (!factsMatch(one)) return differs(where, 'its facts were changed')
    hashes.push(hash)
  }
  if (!whole && earlier) {
    return differs('the earlier checkpoint', 'only the export of the whole can be held against it')
  }
  if (whole) {
    const wrong = wholeDiffers(hashes, checkpoint, earlier)
    if (wrong) return differs('the whole', wrong)
  }
  return { outcome: 'intact', checkpoint, entries: exported.entries.length }
}

function isProven({ index, proof }: ExportedEntry, hash: Hash, checkpoint: Checkpoint): boolean {
  const path = (proof ?? []).map((text) => Buffer.from(text, 'base64'))
  return includes(hash, index, path, checkpoint)
}

function factsMatch({ entry, facts }: ExportedEntry): boolean {
  if (!facts) return true
  return (
    hashFacts(Buffer.from(facts.salt, 'base64'), facts.text).toString('hex') === entry.factsHash
  )
}

function wholeDiffers(
  hashes: readonly Hash[],
  checkpoint: Checkpoint,
  earlier: Checkpoint | undefined,
): string | undefined {
  if (hashes.length !== checkpoint.size) {
    return `it has ${hashes.length} records where ${checkpoint.size} were signed for`
  }
  if (!rootOfLeaves(hashes).equals(checkpoint.root))
    return 'the records are not those that were signed'
  if (!earlier) return undefined
  if (earlier.register !== checkpoint.register)
    return 'the earlier checkpoint is of another register'
  if (earlier.size > hashes.length) return `there were ${earlier.size} records on ${earlier.at}`
  const then = rootOfLeaves(hashes.slice(0, earlier.size))
  return then.equals(earlier.root) ? undefined : `the first ${earlier.size} records are others now`
}

function differs(where: string, why: string): ExportVerdict {
  return { outcome: 'differs', where, why }
}
