import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import { leafOf } from '#domain/platform/audit/audit.ts'
import type { SignedHead } from '#domain/platform/audit/queries.ts'
import { readHashes, readLeaves } from '#domain/platform/audit/queries.ts'
import type { Place } from '#domain/platform/storage/place.ts'

// A register's tree as files that tools of others read: the layout of C2SP tlog-tiles, with hashes in tiles
// of 256, the leaves in bundles beside them, and the checkpoint that they belong to. Leaves hold no names.

const width = 256

/**
 * Writes the tree of a checkpoint into a place, each key beginning with `below`, and its checkpoint last; `from` is the size up to which it
 * was written before. What is complete is never written again.
 */
export async function writeTiles(
  db: Kysely<Database>,
  { place, below }: { readonly place: Place; readonly below: string },
  { register, size, note }: SignedHead,
  from = 0,
): Promise<void> {
  const complete: string[] = []
  for (let level = 0, count = size, before = from; count > 0; level += 1) {
    for (let tile = Math.floor(before / width); tile * width < count; tile += 1) {
      const [first, end] = [tile * width, Math.min((tile + 1) * width, count)]
      const hashes = await readHashes(db, register, level * 8, { first, end })
      const tiles = `${below}tile/${level}/`
      await keep(place, `${tiles}${nameOf(tile, end - first)}`, Buffer.concat(hashes))
      if (end - first === width) complete.push(`${tiles}${nameOf(tile, width)}`)
      if (level > 0) continue
      const leaves = await readLeaves(db, register, first, end - first)
      const bundle = leaves.map(({ entry }) =>
        bundled(entry === undefined ? undefined : leafOf(entry)),
      )
      const entries = `${below}tile/entries/`
      await keep(place, `${entries}${nameOf(tile, end - first)}`, Buffer.concat(bundle))
      if (end - first === width) complete.push(`${entries}${nameOf(tile, width)}`)
    }
    count = Math.floor(count / width)
    before = Math.floor(before / width)
  }
  await keep(place, `${below}checkpoint`, Buffer.from(note))
  // What they were before they were complete, nobody needs who reads the new checkpoint.
  for (const tile of complete) {
    for await (const { key } of place.list(`${tile}.p/`)) await place.remove(key)
  }
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

/** Puts a file there as a whole or not at all. */
export async function keep(place: Place, key: string, content: Buffer): Promise<void> {
  await place.put(key, content, { bytes: content.length, contentType: 'application/octet-stream' })
}
