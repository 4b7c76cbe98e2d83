import type { Box, Space } from './box.ts'
import { liesIn, meet } from './box.ts'

/** How many parts of a table may still be looked at. */
export interface Patience {
  parts: number
}

/** Enough for any table that somebody can read, and a few seconds at most. */
export function patience(): Patience {
  return { parts: 100_000 }
}

/** It would take too long to look at all of a table: it says so, rather than half of it. */
export class TooTangled extends Error {}

/**
 * A part of a region in which none of the boxes lies, as wide as can be; undefined where they take in all of it.
 * Exact: the region is split into ever smaller parts, until each is taken in whole by one box or touched by none.
 * Throws TooTangled where patience ends.
 */
export function findOutside(
  space: Space,
  region: Box,
  boxes: readonly Box[],
  left: Patience = patience(),
): Box | undefined {
  const near = boxes.filter((box) => meet(space, region, box))
  const found = search(space, region, near, left)
  return found && widened(space, found, { region, near })
}

// The boxes all meet the region.
function search(space: Space, region: Box, boxes: readonly Box[], left: Patience): Box | undefined {
  if (left.parts-- <= 0) throw new TooTangled('the table is too tangled')
  if (boxes.length === 0) return region
  if (boxes.some((box) => liesIn(region, box))) return undefined
  for (const part of split(space, region, boxes)) {
    const near = boxes.filter((box) => meet(space, part, box))
    const found = search(space, part, near, left)
    if (found !== undefined) return found
  }
  return undefined
}

// By the indicator of which most boxes want something, and first of all of those that want little: they end soonest.
// Answers that all boxes treat alike stay together.
function split(space: Space, region: Box, boxes: readonly Box[]): readonly Box[] {
  const { word, mask, bits } = space.places[mostWanted(space, region, boxes)] as Place
  const own = (region[word] ?? 0) & mask
  const alike = new Map<string, number>()
  for (const bit of bits.values()) {
    if ((own & bit) === 0) continue
    const key = boxes.map((box) => (((box[word] ?? 0) & bit) === 0 ? '0' : '1')).join('')
    alike.set(key, (alike.get(key) ?? 0) | bit)
  }
  return [...alike.values()].map((taken) => {
    const part = region.slice()
    part[word] = ((region[word] ?? 0) & ~mask) | taken
    return part
  })
}

type Place = Space['places'][number]

function mostWanted({ places }: Space, region: Box, boxes: readonly Box[]): number {
  const weights = new Float64Array(places.length)
  const wants = new Int32Array(places.length)
  for (const box of boxes) {
    let many = 0
    for (let at = 0; at < places.length; at++) {
      const { word, mask } = places[at] as Place
      if (((region[word] ?? 0) & ~(box[word] ?? 0) & mask) !== 0) wants[many++] = at
    }
    const weight = 4 ** -many
    for (let one = 0; one < many; one++) {
      const at = wants[one] as number
      weights[at] = (weights[at] ?? 0) + weight
    }
  }
  return weights.indexOf(Math.max(...weights))
}

// What does not matter is left out of what is told: each indicator gets back what it had in the region.
function widened(
  space: Space,
  found: Box,
  { region, near }: { readonly region: Box; readonly near: readonly Box[] },
): Box {
  let wide = found
  for (const { word, mask } of space.places) {
    const wider = wide.slice()
    wider[word] = ((wide[word] ?? 0) & ~mask) | ((region[word] ?? 0) & mask)
    if (near.every((box) => !meet(space, wider, box))) wide = wider
  }
  return wide
}
