import { spawnSync } from 'node:child_process'
import { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { peil } from '#cli/peil.ts'

/** What a command line came to. */
export interface Ran {
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs a command line of peil within this process. */
export async function runPeil(args: readonly string[], input = ''): Promise<Ran> {
  const written = { out: '', error: '' }
  const status = await peil(args, {
    input: Readable.from([input]),
    out: { write: (text) => (written.out += text) },
    error: { write: (text) => (written.error += text) },
  })
  return { status, stdout: written.out, stderr: written.error }
}

/** What `npx peil` starts. */
export const bin = fileURLToPath(new URL('../cli/bin.js', import.meta.url))

/** Runs a command line of peil as npx does, in processes of its own. */
export function startPeil(args: readonly string[], input = ''): Ran {
  return spawnSync(process.execPath, [bin, ...args], { input, encoding: 'utf8' })
}
