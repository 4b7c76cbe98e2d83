import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import { countKey, SharedCount } from '#domain/platform/look-up/shared-count.ts'

/**
 * What is limited: searches for people and for courses, look-ups by number, certificate codes that do not exist,
 * assessments of a dossier that anybody sends, what is published of a sample, what programs of
 * providers ask, and who says by the code on a slide that they were there.
 */
export type LookupKind =
  | 'search'
  | 'courses'
  | 'number'
  | 'unknown-code'
  | 'assessment'
  | 'sample'
  | 'program'
  | 'slide'

/** How often one address may look something up in a minute. */
export type LookupsPerMinute = Readonly<Record<LookupKind, number>>

/**
 * Enough for an office behind one address, too little to copy the register or to keep a server busy.
 */
export const usualLookups: LookupsPerMinute = {
  search: 60,
  // What is found is shown while somebody types.
  courses: 120,
  number: 120,
  'unknown-code': 10,
  assessment: 20,
  sample: 30,
  program: 120,
  // A hall of a large congress that takes up its telephones, behind one address; what comes of it is bounded by
  // mostByThemselves.
  slide: 300,
}

const minute = 60_000

/** Counts look-ups per address, or network of addresses, in the minute before each; processes share them. */
export class LookupLimit {
  readonly #counted: SharedCount
  readonly #perMinute: LookupsPerMinute
  /** Of which addresses it was said that they asked too much, and when. */
  readonly #said = new Map<string, number>()
  readonly #refused: () => void

  constructor(
    db: Kysely<Database>,
    options: {
      readonly perMinute?: LookupsPerMinute
      /** Is told of an address that asks too much, at most once a minute for each. */
      readonly refused?: () => void
    } = {},
  ) {
    this.#counted = new SharedCount(db, { length: minute, part: 10_000, every: 1000 })
    this.#perMinute = options.perMinute ?? usualLookups
    this.#refused = options.refused ?? (() => undefined)
  }

  /** Counts one look-up; false when this address has had its share of the last minute. */
  take(kind: LookupKind, address: string, now = Temporal.Now.instant()): boolean {
    if (!this.allows(kind, address, now)) return false
    this.#counted.add(keyOf(kind, address), 1, now)
    return true
  }

  /** Whether this address has any left of the last minute, without counting. */
  allows(kind: LookupKind, address: string, now = Temporal.Now.instant()): boolean {
    const key = keyOf(kind, address)
    if (this.#counted.counted(key, now) < this.#perMinute[kind]) return true
    const before = now.epochMilliseconds - minute
    if ((this.#said.get(key) ?? 0) <= before) {
      for (const [one, moment] of this.#said) if (moment <= before) this.#said.delete(one)
      this.#said.set(key, now.epochMilliseconds)
      this.#refused()
    }
    return false
  }

  /** Tells the other processes what was counted here, and hears what they counted. */
  share(now = Temporal.Now.instant()): Promise<void> {
    return this.#counted.share(now)
  }
}

function keyOf(kind: LookupKind, address: string): string {
  return countKey(`look-up-${kind}`, address)
}
