import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addLeaf,
  emptyRoot,
  foldPeaks,
  hashLeaf,
  includes,
  peaksOf,
  proveInclusion,
  rootOfLeaves,
} from '#domain/platform/audit/tree.ts'

// The example tree of the Certificate Transparency implementations.
const known = {
  leaves: ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'].concat(
    '606162636465666768696a6b6c6d6e6f',
  ),
  roots: [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ],
}

const leaves = Array.from({ length: 70 }, (_, place) => hashLeaf(Buffer.from(`leaf ${place}`)))
const rootOf = async (first: number, end: number) => rootOfLeaves(leaves.slice(first, end))

test('the roots are those of the known example', () => {
  const hashes = known.leaves.map((hex) => hashLeaf(Buffer.from(hex, 'hex')))
  const roots = known.roots.map((_, size) => rootOfLeaves(hashes.slice(0, size)).toString('hex'))
  assert.deepEqual(roots, known.roots)
  assert.ok(rootOfLeaves([]).equals(emptyRoot))
})

test('growing by a leaf at a time gives the same root as the whole list', () => {
  let peaks = addLeaf([], leaves[0]!)
  for (let size = 1; size < 70; size += 1) {
    assert.ok(foldPeaks(peaks).equals(rootOfLeaves(leaves.slice(0, size))))
    assert.deepEqual(
      peaks.map(({ level }) => level),
      peaksOf(0, size).map(({ level }) => level),
    )
    peaks = addLeaf(peaks, leaves[size]!)
  }
})

test('every leaf of every tree can be proven to be in it, and nowhere else', async () => {
  for (let size = 1; size <= 40; size += 1) {
    const root = await rootOf(0, size)
    for (let index = 0; index < size; index += 1) {
      const proof = await proveInclusion(index, size, rootOf)
      assert.ok(includes(leaves[index]!, index, proof, { size, root }))
      assert.ok(!includes(leaves[index + 1]!, index, proof, { size, root }))
      assert.ok(!includes(leaves[index]!, index === 0 ? size : index - 1, proof, { size, root }))
      assert.ok(!includes(leaves[index]!, index, [...proof, root], { size, root }))
    }
  }
})

test('one proof in a million is twenty hashes', async () => {
  const proof = await proveInclusion(123_456, 1_000_000, async () => emptyRoot)
  assert.equal(proof.length, 20)
})
