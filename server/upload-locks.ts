import { access, mkdir, open, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Lock, Locker } from '@tus/server'
import { ERRORS } from '@tus/server'

// Of a large file one request writes at a time, whichever process it came to: what was cut off may still be on its
// way into one while its sender goes on at another. The processes share a folder, so the lock is a file in it.

/** How long is waited for whoever has it in hand to let go, in milliseconds. */
const patience = 30_000

/** How often is looked whether somebody else wants it, or has let go. */
const looking = 200

/** Who has not said for so many milliseconds that it goes on is gone. */
const usualSilence = 15_000

/** Lets the processes that share a folder write each of the files in it in turn. */
export function uploadLocks(folder: string, { silence = usualSilence } = {}): Locker {
  return { newLock: (id) => new UploadLock(folder, id, silence) }
}

class UploadLock implements Lock {
  readonly #folder: string
  readonly #held: string
  readonly #wanted: string
  readonly #silence: number
  #watch: NodeJS.Timeout | undefined

  constructor(folder: string, id: string, silence: number) {
    this.#folder = folder
    this.#silence = silence
    this.#held = join(folder, `${id}.held`)
    this.#wanted = join(folder, `${id}.wanted`)
  }

  async lock(signal: AbortSignal, letGo: () => Promise<void> | void): Promise<void> {
    await mkdir(this.#folder, { recursive: true })
    const until = performance.now() + patience
    let seen = { at: 0, since: performance.now() }
    while (!(await this.#take())) {
      if (signal.aborted || performance.now() > until) throw ERRORS.ERR_LOCK_TIMEOUT
      await writeFile(this.#wanted, '')
      // By its own clock, as that of another machine may differ: only whether it moves is looked at.
      const at = await stat(this.#held).then(
        ({ mtimeMs }) => mtimeMs,
        () => 0,
      )
      if (at !== seen.at) seen = { at, since: performance.now() }
      else if (performance.now() - seen.since > this.#silence) await this.#takeAway()
      await pause(looking)
    }
    await rm(this.#wanted, { force: true })
    this.#watch = setInterval(() => void this.#goOn(letGo), looking).unref()
  }

  async unlock(): Promise<void> {
    clearInterval(this.#watch)
    await rm(this.#held, { force: true })
  }

  async #take(): Promise<boolean> {
    try {
      await (await open(this.#held, 'wx')).close()
      return true
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
      throw error
    }
  }

  // Of two who find that somebody is gone, one takes it away.
  async #takeAway(): Promise<void> {
    const gone = `${this.#held}.${process.pid}`
    await rename(this.#held, gone).then(
      () => rm(gone, { force: true }),
      () => undefined,
    )
  }

  async #goOn(letGo: () => Promise<void> | void): Promise<void> {
    const now = new Date()
    await utimes(this.#held, now, now).catch(() => undefined)
    const isWanted = await access(this.#wanted).then(
      () => true,
      () => false,
    )
    if (isWanted) await letGo()
  }
}
