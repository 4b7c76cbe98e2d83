import { randomOf } from '../random.ts'

/** What is drawn: the same for the same seed. */
export interface Chance {
  /** A whole number from 0 up to, and without, this one. */
  readonly upTo: (most: number) => number
  readonly of: <One>(list: readonly One[]) => One
  readonly bytes: (count: number) => Buffer
}

/** Draws with a seed. */
export function chanceOf(seed: number): Chance {
  const random = randomOf(seed)
  const upTo = (most: number) => Math.floor(random() * most)
  return {
    upTo,
    of: (list) => {
      const one = list[upTo(list.length)]
      if (one === undefined) throw new Error('there is nothing to draw from')
      return one
    },
    bytes: (count) => Buffer.from(Array.from({ length: count }, () => upTo(256))),
  }
}
