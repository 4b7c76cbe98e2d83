import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { NoWritableHost } from './hosts.ts'
import type { Bounds } from './limits.ts'

// The limits of PostgreSQL end nothing where PostgreSQL itself hangs, or where a line to it is gone without a word.
// So this side has limits too. What takes long and what is gone look the same from one line: whether the server
// still says anything, on whichever line, tells them apart.

/** The server of the database says nothing any more, or took longer than anybody waits: the line to it was broken. */
export class ServerSilent extends Error {}

/** A line on which something can be asked. */
export interface Line {
  /** Ends it, so that whoever waits there hears why. */
  readonly cut: (why: ServerSilent) => void
}

/** Since when a line waits for an answer, and until when. */
interface Waiting {
  readonly since: number
  readonly silence: number
  readonly until: number
}

/** How often is looked, how long the server may say nothing before it is asked, and until it has to answer, in ms. */
const every = 250
const doubtAfter = 1500
const answerWithin = 2500

const own = new AsyncLocalStorage<Bounds & { readonly until: number }>()

/** Runs something within bounds of its own: all it asks together may take as long as a transaction. */
export function within<Result>(bounds: Bounds, run: () => Result): Result {
  return own.run({ ...bounds, until: performance.now() + bounds.transaction * 1000 }, run)
}

/** Whether a server still answers, for all lines of a process to it. */
export class Pulse {
  readonly #waiting = new Map<Line, Waiting>()
  readonly #usual: Bounds
  #asks: () => Promise<unknown> = async () => undefined
  #asking: number | undefined
  #heard = performance.now()
  #looked = performance.now()
  #isInDoubt = false
  #isSilent = false
  #silences = 0
  #timer: NodeJS.Timeout | undefined

  /** With the bounds of what has none of its own. */
  constructor(usual: Bounds) {
    this.#usual = usual
  }

  /** Whether the server was asked and did not answer. Whoever asks something then need not wait to hear that. */
  get isSilent(): boolean {
    return this.#isSilent
  }

  /** How often it fell silent: a line of before that may be gone without a word. */
  get silences(): number {
    return this.#silences
  }

  /** How the server is asked whether it is there. */
  askWith(asks: () => Promise<unknown>): void {
    this.#asks = asks
  }

  /**
   * Something was asked on a line, which may have bounds of its own. A commit may wait for a server that has to have it
   * too: as long as the first one answers others, that is waited for.
   */
  asked(
    line: Line,
    { isCommit, bounds }: { readonly isCommit: boolean; readonly bounds?: Bounds | undefined },
  ): void {
    const given = bounds === undefined ? own.getStore() : undefined
    const { silence, question } = bounds ?? given ?? this.#usual
    const until = given?.until ?? Number.POSITIVE_INFINITY
    const since = performance.now()
    this.#waiting.set(line, {
      since,
      silence: silence * 1000,
      until: isCommit ? Number.POSITIVE_INFINITY : Math.min(since + question * 1000, until),
    })
    this.#watch()
  }

  /** A word came from the server. */
  heard(): void {
    this.#heard = performance.now()
    this.#isInDoubt = false
    this.#isSilent = false
  }

  /** All that was asked on a line was answered, or the line is gone. */
  answered(line: Line): void {
    this.#waiting.delete(line)
  }

  /** Somebody could not reach the server, or had no time left to. */
  doubt(): void {
    this.#isInDoubt = true
    this.#watch()
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#waiting.clear()
    this.#isInDoubt = false
  }

  #watch(): void {
    if (this.#timer !== undefined) return
    this.#looked = performance.now()
    this.#timer = setInterval(() => this.#look(), every).unref()
  }

  #look(): void {
    const now = performance.now()
    // This process stood still itself: what came meanwhile has yet to be read.
    if (now - this.#looked > every * 4) this.#heard = now
    this.#looked = now
    if (this.#waiting.size === 0 && !this.#isInDoubt && this.#asking === undefined) {
      clearInterval(this.#timer)
      this.#timer = undefined
      return
    }
    for (const [line, { since, silence, until }] of this.#waiting) {
      const quiet = now - Math.max(since, this.#heard)
      if (quiet > doubtAfter) this.#isInDoubt = true
      if (quiet > silence) this.#end(line, 'the server of the database says nothing')
      else if (now > until) this.#end(line, 'the database took longer than anybody waits')
    }
    const asking = this.#asking
    if (asking !== undefined && now - asking > answerWithin && this.#heard < asking) this.#fell()
    if (this.#isInDoubt && asking === undefined) this.#ask(now)
  }

  #fell(): void {
    if (this.#isSilent) return
    this.#isSilent = true
    this.#isInDoubt = true
    this.#silences += 1
  }

  #end(line: Line, why: string): void {
    this.#waiting.delete(line)
    line.cut(new ServerSilent(why))
  }

  #ask(now: number): void {
    this.#asking = now
    const bounds = { silence: answerWithin / 1000, question: answerWithin / 1000, transaction: 60 }
    void within(bounds, this.#asks)
      .then(
        () => this.heard(),
        (error: unknown) => {
          // Whoever refuses, answers. Of a server that is not there at all everybody hears at once anyhow.
          if (error instanceof pg.DatabaseError) this.heard()
          else if (!isAway(error)) this.#fell()
          else if (!this.#isSilent) this.#isInDoubt = false
        },
      )
      .finally(() => {
        this.#asking = undefined
      })
  }
}

function isAway(error: unknown): boolean {
  return error instanceof NoWritableHost || (error instanceof Error && 'syscall' in error)
}
