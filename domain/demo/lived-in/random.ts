/** Chance that is the same every time, so that the same people come about with the same lives. */
export interface Random {
  /** A whole number from `least` up to and including `most`. */
  readonly between: (least: number, most: number) => number
  readonly chance: (percentage: number) => boolean
  readonly pick: <Item>(items: readonly Item[]) => Item
}

/** Chance that begins at a seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    between,
    chance: (percentage) => next() * 100 < percentage,
    pick: <Item>(items: readonly Item[]) => {
      const picked = items[between(0, items.length - 1)]
      if (picked === undefined) throw new Error('there is nothing to pick from')
      return picked
    },
  }
}
