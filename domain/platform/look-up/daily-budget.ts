import type { Kysely } from 'kysely'
import type { Database } from '#db/schema.ts'
import type { Actor } from '#domain/platform/actor/actor.ts'
import { countKey, SharedCount } from '#domain/platform/look-up/shared-count.ts'

/**
 * How many people the public register shows one source in a day: by searching, by number, by the interface and
 * by certificates together, and in all registers of a Peil. An office of hundreds that looks up each of its people
 * does not meet it; whoever counts through all numbers of a register of thousands is at it for weeks.
 */
export const peopleADay = 1000

const hour = 3_600_000

/** Counts per source how many people were shown in the day before; processes share it. */
export class DailyBudget {
  readonly #counted: SharedCount
  readonly #most: number
  readonly #said = new Map<string, number>()
  readonly #spent: () => void

  constructor(
    db: Kysely<Database>,
    options: {
      readonly most?: number
      /** Is told of a source that has seen all it may, at most once an hour for each. */
      readonly spent?: () => void
    } = {},
  ) {
    this.#counted = new SharedCount(db, { length: 24 * hour, part: hour, every: 2000 })
    this.#most = options.most ?? peopleADay
    this.#spent = options.spent ?? (() => undefined)
  }

  /** How many people this source may still be shown now, of so many in a day where it is another number than usual. */
  left(source: string, most = this.#most, now = Temporal.Now.instant()): number {
    return Math.max(0, most - this.#counted.counted(keyOf(source), now))
  }

  /** After how many seconds this source may see somebody again; 0 when it may now. */
  waits(source: string, now = Temporal.Now.instant(), most = this.#most): number {
    const key = keyOf(source)
    if (this.#counted.counted(key, now) < most) return 0
    const before = now.epochMilliseconds - hour
    if ((this.#said.get(key) ?? 0) <= before) {
      for (const [one, moment] of this.#said) if (moment <= before) this.#said.delete(one)
      this.#said.set(key, now.epochMilliseconds)
      this.#spent()
    }
    return Math.max(1, Math.ceil(this.#counted.freeAfter(key, most, now) / 1000))
  }

  /** Counts so many people that were shown, or of whom it was said that there are none. */
  spend(source: string, people: number, now = Temporal.Now.instant()): void {
    if (people > 0) this.#counted.add(keyOf(source), people, now)
  }

  /** Tells the other processes what was counted here, and hears what they counted. */
  share(now = Temporal.Now.instant()): Promise<void> {
    return this.#counted.share(now)
  }
}

/**
 * Whose budget it is: that of an account which the register has checked, who is in it or works for it, and
 * else that of the address in the network.
 */
export function sourceOf(actor: Actor, clientAddress: string): string {
  const isChecked =
    actor.kind === 'account' && (actor.registrationId !== undefined || actor.seats.length > 0)
  return isChecked ? `account ${actor.accountId}` : clientAddress
}

function keyOf(source: string): string {
  return countKey('people-shown', source)
}
