import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Embedded } from '#db/embedded.ts'
import { filesOfDatabase, isAlive, startEmbedded } from '#db/embedded.ts'
import type { RunningPeil } from '#testing/running-peil.ts'
import { startPeil } from '#testing/running-peil.ts'

/**
 * What runs on a machine: web server and worker beside a database that goes on by itself, or one process with
 * the database that Peil brings along.
 */
export type Arrangement = 'server' | 'embedded'

export type Victim = 'web' | 'worker' | 'database' | 'command' | 'all'

/** How a process of Peil is started: out of the bundle or out of the sources. */
export interface Launch {
  readonly cwd: string
  /** What Node gets before the name of the file. */
  readonly args: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Of main, worker and the command. */
  readonly files: readonly [main: string, worker: string, command: string]
}

export interface MachineSettings {
  readonly launch: Launch
  /** The data directory, in which the database lies too. */
  readonly folder: string
  readonly port: number
  readonly env: Readonly<Record<string, string>>
}

/** The processes of a Peil, which are killed and start again. */
export class Machine {
  readonly arrangement: Arrangement
  /** What a process printed that was started and ended before it could be used. */
  readonly failedStarts: string[] = []
  /** What a process printed that ended though nobody killed it. */
  readonly crashes: string[] = []
  readonly #settings: MachineSettings
  readonly #meant = new WeakSet<RunningPeil>()
  #database: Embedded | undefined
  #web: RunningPeil | undefined
  #worker: RunningPeil | undefined
  readonly #commands = new Set<ChildProcess>()

  constructor(settings: MachineSettings, arrangement: Arrangement) {
    this.#settings = settings
    this.arrangement = arrangement
  }

  get address(): string {
    return `http://127.0.0.1:${this.#settings.port}`
  }

  /** Starts whatever does not run, as what watches over services does, until all of it can be used. */
  async start(): Promise<void> {
    const { launch, folder } = this.#settings
    const [main, worker] = launch.files
    const ofItsOwn = this.arrangement === 'server'
    if (ofItsOwn && !isUp(this.#databasePid())) {
      this.#database = await this.#trying(() => startEmbedded(folder, { onDeath: () => undefined }))
    }
    const begin = async (file: string, running: RunningPeil | undefined) =>
      running !== undefined && runs(running.child)
        ? running
        : this.#trying(() => startPeil(this.#commandLine(file), this.#how()))
    for (;;) {
      for (const one of [this.#web, this.#worker]) this.#noteEnd(one)
      ;[this.#web, this.#worker] = await Promise.all([
        begin(main, this.#web),
        ofItsOwn ? begin(worker, this.#worker) : undefined,
      ])
      if (await this.#isReady()) return
      await pause(20)
    }
  }

  /** Kills with SIGKILL, whatever is in hand, and waits until it is gone. */
  async kill(victim: Victim): Promise<void> {
    const isMeant = (name: Victim) => victim === name || victim === 'all'
    const database = this.#databasePid()
    if (isMeant('command')) for (const child of this.#commands) child.kill('SIGKILL')
    if (isMeant('database') && isUp(database)) process.kill(database, 'SIGKILL')
    const gone: Promise<unknown>[] = []
    for (const [name, running] of [
      ['web', this.#web],
      ['worker', this.#worker],
    ] as const) {
      if (running === undefined || !runs(running.child)) continue
      // A process whose own database is gone ends by itself.
      const follows = this.arrangement === 'embedded' && victim === 'database'
      if (isMeant(name) || follows) this.#meant.add(running)
      if (isMeant(name)) running.child.kill('SIGKILL')
      if (isMeant(name) || follows) gone.push(once(running.child, 'exit'))
    }
    await Promise.all(gone)
    if (isMeant('database')) while (isUp(database)) await pause(2)
  }

  /** Runs a command of Peil beside it, until that ends or is killed. */
  async run(...args: readonly string[]): Promise<{ readonly code: number | null; said: string }> {
    const [program, ...before] = this.#commandLine(this.#settings.launch.files[2])
    const { cwd, env } = this.#how()
    const child = spawn(program, [...before, ...args], {
      cwd,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        said += part
      })
    }
    this.#commands.add(child)
    const [code] = await once(child, 'close')
    this.#commands.delete(child)
    return { code, said }
  }

  /** Stops everything as it should be stopped; gives the exit codes. */
  async stop(): Promise<readonly (number | null)[]> {
    for (const one of [this.#web, this.#worker]) this.#noteEnd(one)
    const codes = [await this.#worker?.stop(), await this.#web?.stop()]
    await this.#database?.stop()
    return codes.filter((code) => code !== undefined)
  }

  /** The numbers of the processes that run: of the web server first. */
  pids(): readonly number[] {
    return [this.#web, this.#worker].flatMap((one) =>
      one?.child.pid !== undefined && runs(one.child) ? [one.child.pid] : [],
    )
  }

  // One that ends without being killed crashed, unless the database that it brought along was taken away.
  #noteEnd(one: RunningPeil | undefined): void {
    if (one === undefined || runs(one.child) || this.#meant.has(one)) return
    this.#meant.add(one)
    this.crashes.push(`${one.child.spawnargs.at(-1)}: ${one.output().slice(-3000)}`)
  }

  async #trying<Started>(start: () => Promise<Started>): Promise<Started> {
    for (let tried = 1; ; tried += 1) {
      try {
        return await start()
      } catch (error) {
        this.failedStarts.push(error instanceof Error ? error.message : String(error))
        if (tried === 5) throw error
      }
    }
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.address}/readyz`)).status === 200
    } catch {
      return false
    }
  }

  #commandLine(file: string): readonly [string, ...string[]] {
    return [process.execPath, ...this.#settings.launch.args, file]
  }

  #how() {
    const { launch, folder, port, env } = this.#settings
    const server: Record<string, string> =
      this.#database === undefined
        ? {}
        : { DATABASE_URL: `postgres://peil@/peil?host=${encodeURIComponent(this.#database.host)}` }
    return {
      cwd: launch.cwd,
      env: { ...launch.env, ...env, ...server, PEIL_DATA: folder, PORT: String(port) },
    }
  }

  #databasePid(): number | undefined {
    const files = filesOfDatabase(this.#settings.folder)
    if (files === undefined) return undefined
    try {
      const pid = Number.parseInt(readFileSync(path.join(files, 'postmaster.pid'), 'utf8'), 10)
      return pid > 0 ? pid : undefined
    } catch {
      return undefined
    }
  }
}

/** The memory of a process in use now, in megabytes; none when it is not there. */
export function memoryOf(pid: number | undefined): readonly number[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return [Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024]
  } catch {
    return []
  }
}

function isUp(pid: number | undefined): pid is number {
  return pid !== undefined && isAlive(pid)
}

function runs(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port is free')
  return address.port
}
