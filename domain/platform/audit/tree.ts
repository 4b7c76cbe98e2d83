import { createHash } from 'node:crypto'

// The Merkle tree of RFC 9162, section 2.1: a list that can only be added to, of which a head of
// 32 bytes stands for everything in it.

export type Hash = Buffer

/** The root of the leaves from `first` up to, but not including, `end`. */
export type RootOf = (first: number, end: number) => Promise<Hash>

/** The hash of a leaf; the prefix keeps a leaf from passing for a node. */
export function hashLeaf(leaf: Buffer): Hash {
  return createHash('sha256').update(leafPrefix).update(leaf).digest()
}

/** The hash of a node over its two children. */
export function hashNode(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest()
}

const leafPrefix = Buffer.from([0])
const nodePrefix = Buffer.from([1])

/** The head of the empty tree. */
export const emptyRoot: Hash = createHash('sha256').digest()

/** The root of a list of leaf hashes, straight from the definition of MTH. */
export function rootOfLeaves(leaves: readonly Hash[]): Hash {
  return foldPeaks(leaves.reduce<readonly Peak[]>((peaks, hash) => addLeaf(peaks, hash), []))
}

/** A complete subtree at the right edge of a tree, of 2^level leaves. */
export interface Peak {
  readonly level: number
  readonly hash: Hash
}

/** The peaks of a tree after one more leaf, the largest first. At most 53 of them. */
export function addLeaf(peaks: readonly Peak[], leaf: Hash): readonly Peak[] {
  const grown = [...peaks]
  let added: Peak = { level: 0, hash: leaf }
  for (let last = grown.at(-1); last?.level === added.level; last = grown.at(-1)) {
    grown.pop()
    added = { level: added.level + 1, hash: hashNode(last.hash, added.hash) }
  }
  grown.push(added)
  return grown
}

/** The root of a tree from its peaks. */
export function foldPeaks(peaks: readonly Peak[]): Hash {
  const hashes = peaks.map(({ hash }) => hash)
  const last = hashes.pop()
  return last ? hashes.reduceRight((right, left) => hashNode(left, right), last) : emptyRoot
}

/** The sizes and places of the complete subtrees that make up a tree or a part of one. */
export function peaksOf(
  first: number,
  end: number,
): readonly { readonly level: number; readonly index: number }[] {
  const peaks = []
  for (let at = first; at < end; ) {
    const level = Math.floor(Math.log2(end - at))
    const size = 2 ** level
    peaks.push({ level, index: at / size })
    at += size
  }
  return peaks
}

/** Proof that a leaf is in a tree of this size: PATH of section 2.1.3.1. */
export async function proveInclusion(
  index: number,
  size: number,
  rootOf: RootOf,
): Promise<readonly Hash[]> {
  const path: Hash[] = []
  let first = 0
  let end = size
  while (end - first > 1) {
    const middle = first + split(end - first)
    if (index < middle) {
      path.unshift(await rootOf(middle, end))
      end = middle
    } else {
      path.unshift(await rootOf(first, middle))
      first = middle
    }
  }
  return path
}

/** Whether a proof shows that a leaf is in the tree with this root (section 2.1.3.2). */
export function includes(
  leaf: Hash,
  index: number,
  proof: readonly Hash[],
  { size, root }: { readonly size: number; readonly root: Hash },
): boolean {
  if (index < 0 || index >= size) return false
  let position = index
  let last = size - 1
  let hash = leaf
  for (const other of proof) {
    if (last === 0) return false
    if (position % 2 === 1 || position === last) {
      hash = hashNode(other, hash)
      while (position % 2 === 0 && position !== 0) {
        position = Math.floor(position / 2)
        last = Math.floor(last / 2)
      }
    } else {
      hash = hashNode(hash, other)
    }
    position = Math.floor(position / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && hash.equals(root)
}

/** Proof that a tree of one size is the beginning of that of another: PROOF of RFC 9162, section 2.1.4.1. */
export async function proveConsistency(
  old: number,
  size: number,
  rootOf: RootOf,
): Promise<readonly Hash[]> {
  if (old === 0 || old === size) return []
  const proof: Hash[] = []
  let [first, end] = [0, size]
  // Whether the part that is left is a whole tree of the old one, whose root is known already.
  let known = true
  while (old !== end) {
    const middle = first + split(end - first)
    if (old <= middle) {
      proof.unshift(await rootOf(middle, end))
      end = middle
    } else {
      proof.unshift(await rootOf(first, middle))
      first = middle
      known = false
    }
  }
  if (!known) proof.unshift(await rootOf(first, end))
  return proof
}

/** Whether a proof shows that the old tree is the beginning of the new one (section 2.1.4.2). */
export function isConsistent(old: Head, now: Head, proof: readonly Hash[]): boolean {
  if (old.size > now.size) return false
  if (old.size === now.size) return proof.length === 0 && old.root.equals(now.root)
  if (old.size === 0) return proof.length === 0
  const hashes = Number.isInteger(Math.log2(old.size)) ? [old.root, ...proof] : [...proof]
  const start = hashes.shift()
  if (start === undefined) return false
  let [before, after] = [start, start]
  let [position, last] = [old.size - 1, now.size - 1]
  while (position % 2 === 1) {
    position = Math.floor(position / 2)
    last = Math.floor(last / 2)
  }
  for (const other of hashes) {
    if (last === 0) return false
    if (position % 2 === 1 || position === last) {
      before = hashNode(other, before)
      after = hashNode(other, after)
      while (position % 2 === 0 && position !== 0) {
        position = Math.floor(position / 2)
        last = Math.floor(last / 2)
      }
    } else {
      after = hashNode(after, other)
    }
    position = Math.floor(position / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && before.equals(old.root) && after.equals(now.root)
}

/** How large a tree was, and its root. */
export interface Head {
  readonly size: number
  readonly root: Hash
}

// The largest power of two below the number of leaves.
function split(count: number): number {
  let half = 1
  while (half * 2 < count) half *= 2
  return half
}
