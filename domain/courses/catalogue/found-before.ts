/** What was found of a word that somebody typed. */
export interface Sought {
  readonly typed: string
  /** The places of the courses that have it, with how much it tells there. */
  readonly places: ReadonlyMap<number, number>
  /** What was looked for in its place. */
  readonly as: string | undefined
}

/** How many words, and how many places of all of them together, are kept: some thirty megabytes at most. */
const most = { words: 5000, places: 500_000 } as const

/**
 * What was found of the words that were typed last. Whoever types thousands of words of which each is in nearly every
 * course fills nothing with them: what there are too many of is forgotten, the longest ago first.
 */
export class FoundBefore {
  private readonly words = new Map<string, Sought>()
  private places = 0

  /** How many words it has, and how many places in all. */
  get holds(): { readonly words: number; readonly places: number } {
    return { words: this.words.size, places: this.places }
  }

  get(typed: string): Sought | undefined {
    return this.words.get(typed)
  }

  /** Keeps what was found of a word, unless that is too much by itself. */
  keep(found: Sought): void {
    if (found.places.size > most.places || this.words.has(found.typed)) return
    this.words.set(found.typed, found)
    this.places += found.places.size
    for (const [word, { places }] of this.words) {
      if (this.words.size <= most.words && this.places <= most.places) break
      this.words.delete(word)
      this.places -= places.size
    }
  }

  clear(): void {
    this.words.clear()
    this.places = 0
  }
}
