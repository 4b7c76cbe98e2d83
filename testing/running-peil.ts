import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'

/** A process of Peil as it runs for real. */
export interface RunningPeil {
  readonly child: ChildProcess
  /** Where it is reached; empty for a worker. */
  readonly address: string
  /** What it printed and logged so far. */
  readonly output: () => string
  /** Ends it, and gives its exit status; null where a signal ended it. */
  readonly stop: (signal?: NodeJS.Signals) => Promise<number | null>
}

/** Starts a process of Peil, and waits until it says that it runs. Fails with what it printed when it ends before. */
export async function startPeil(
  command: readonly [string, ...string[]],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<RunningPeil> {
  const [program, ...args] = command
  const child = spawn(program, args, {
    cwd: options.cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: process.env.TZ, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk
    })
  }
  const ready = /^(Demo|There is no administrator|Database: PostgreSQL server)/m
  while (!ready.test(text)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(text)
    await pause(20)
  }
  return {
    child,
    address: /Peil runs at (http:\S+)/.exec(text)?.[1] ?? '',
    output: () => text,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const ended = once(child, 'exit')
      child.kill(signal)
      const [code] = await ended
      return code
    },
  }
}
