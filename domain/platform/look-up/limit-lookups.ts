/**
 * What is limited: searches and look-ups by number, certificate codes that do not exist,
 * assessments of a dossier that anybody sends, and what is published of a sample.
 */
export type LookupKind = 'search' | 'number' | 'unknown-code' | 'assessment' | 'sample'

/** How often one address may look something up in a minute. */
export type LookupsPerMinute = Readonly<Record<LookupKind, number>>

/**
 * Enough for an office behind one address, too little to copy the register or to keep a server busy.
 */
export const usualLookups: LookupsPerMinute = {
  search: 60,
  number: 120,
  'unknown-code': 10,
  assessment: 20,
  sample: 30,
}

/**
 * Counts look-ups per minute and address, or network of addresses. It counts in memory, since
 * looking something up writes nothing: each process counts for itself, and forgets a minute that
 * has passed.
 */
export class LookupLimit {
  readonly #perMinute: LookupsPerMinute
  #minute = 0
  #counts = new Map<string, number>()

  constructor(perMinute: LookupsPerMinute = usualLookups) {
    this.#perMinute = perMinute
  }

  /** Counts one look-up; false when this address has had its share of this minute. */
  take(kind: LookupKind, address: string, now = Temporal.Now.instant()): boolean {
    return this.#count(kind, address, now, 1) <= this.#perMinute[kind]
  }

  /** Whether this address has any left of this minute, without counting. */
  allows(kind: LookupKind, address: string, now = Temporal.Now.instant()): boolean {
    return this.#count(kind, address, now, 0) < this.#perMinute[kind]
  }

  #count(kind: LookupKind, address: string, now: Temporal.Instant, add: number): number {
    const minute = Math.floor(now.epochMilliseconds / 60_000)
    if (minute !== this.#minute) {
      this.#minute = minute
      this.#counts = new Map()
    }
    const key = `${kind} ${address}`
    const count = (this.#counts.get(key) ?? 0) + add
    if (add > 0) this.#counts.set(key, count)
    return count
  }
}
