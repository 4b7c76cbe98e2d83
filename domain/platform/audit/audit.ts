import { createHash } from 'node:crypto'

// What the audit record keeps of one change, and what of it goes into the tree.

/** The register of what belongs to no register, such as accounts. */
export const platformRegister = 'platform'

export interface Entry {
  readonly id: string
  readonly register: string
  readonly noun: string
  readonly recordId: string
  readonly action: string
  readonly actor: string
  /** A moment as ISO text, to the microsecond. */
  readonly at: string
  /** The business date as ISO text. */
  readonly day: string
  /** In hexadecimal. */
  readonly factsHash: string
  /** In hexadecimal: the hash of all rows that changed with it, where any did. */
  readonly covers?: string
}

/**
 * The leaf of an entry: a line of text without personal data, from which its hash is made. The last
 * record of a transaction has the covers of all rows that changed in it.
 */
export function leafOf(entry: Entry): Buffer {
  const at = Temporal.Instant.from(entry.at).toString()
  const { id, register, noun, recordId, action, actor, day, factsHash, covers } = entry
  const fields = [id, register, noun, recordId, action, actor, at, day, factsHash]
  return Buffer.from(
    JSON.stringify(
      covers === undefined ? ['peil-audit-1', ...fields] : ['peil-audit-2', ...fields, covers],
    ),
  )
}

/**
 * The hash that stands for the facts. The salt keeps somebody from guessing erased facts by trying
 * what they may have been.
 */
export function hashFacts(salt: Buffer, facts: string): Buffer {
  return createHash('sha256').update(salt).update(facts).digest()
}
