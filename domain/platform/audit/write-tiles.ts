import { randomUUID } from 'node:crypto'
import * as fs from 'node:fs'
import path from 'node:path'
import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import { leafOf } from '#domain/platform/audit/audit.ts'
import type { SignedHead } from '#domain/platform/audit/queries.ts'
import { readHashes, readLeaves } from '#domain/platform/audit/queries.ts'

// A register's tree as files that tools of others read: the layout of C2SP tlog-tiles, with hashes in tiles
// of 256, the leaves in bundles beside them, and the checkpoint that they belong to. Leaves hold no names.

const width = 256

/**
 * Writes the tree of a checkpoint into a folder, and its checkpoint last; `from` is the size up to which it
 * was written before. What is complete is never written again.
 */
export async function writeTiles(
  db: Kysely<Database>,
  folder: string,
  { register, size, note }: SignedHead,
  from = 0,
): Promise<void> {
  const complete: string[] = []
  for (let level = 0, count = size, before = from; count > 0; level += 1) {
    for (let tile = Math.floor(before / width); tile * width < count; tile += 1) {
      const [first, end] = [tile * width, Math.min((tile + 1) * width, count)]
      const hashes = await readHashes(db, register, level * 8, { first, end })
      const place = path.join(folder, 'tile', String(level))
      keep(path.join(place, nameOf(tile, end - first)), Buffer.concat(hashes))
      if (end - first === width) complete.push(path.join(place, nameOf(tile, width)))
      if (level > 0) continue
      const leaves = await readLeaves(db, register, first, end - first)
      const bundle = leaves.map(({ entry }) =>
        bundled(entry === undefined ? undefined : leafOf(entry)),
      )
      const entries = path.join(folder, 'tile', 'entries')
      keep(path.join(entries, nameOf(tile, end - first)), Buffer.concat(bundle))
      if (end - first === width) complete.push(path.join(entries, nameOf(tile, width)))
    }
    count = Math.floor(count / width)
    before = Math.floor(before / width)
  }
  keep(path.join(folder, 'checkpoint'), Buffer.from(note))
  // What they were before they were complete, nobody needs who reads the new checkpoint.
  for (const file of complete) fs.rmSync(`${file}.p`, { recursive: true, force: true })
}

// 1234067 is x001/x234/067, and a tile that is not full says how wide it is.
function nameOf(tile: number, wide: number): string {
  const digits = String(tile).padStart(Math.ceil(String(tile).length / 3) * 3, '0')
  const parts = digits.match(/.{3}/g) ?? []
  const name = parts.map((part, at) => (at < parts.length - 1 ? `x${part}` : part)).join('/')
  return wide === width ? name : `${name}.p/${wide}`
}

function bundled(leaf: Buffer | undefined): Buffer {
  if (leaf === undefined) throw new Error('A record of the tree is gone: run peil audit verify.')
  const length = Buffer.alloc(2)
  length.writeUInt16BE(leaf.length)
  return Buffer.concat([length, leaf])
}

/** Writes a file as a whole or not at all, and onto the disk. */
export function keep(file: string, content: Buffer): void {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  // Several processes may keep the same, on several machines.
  const draft = `${file}.${randomUUID()}.draft`
  const handle = fs.openSync(draft, 'w')
  try {
    fs.writeSync(handle, content)
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
  fs.renameSync(draft, file)
}
