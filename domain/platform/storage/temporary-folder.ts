import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'

// What comes in lies in a folder of its own until it is kept or refused. After a crash nobody takes that
// away; its name says which process it was of, so that others can.

type Use = 'upload' | 'takeover' | 'export'

// Containers may share a folder, and their processes have the same numbers.
const host = createHash('sha256').update(hostname()).digest('hex').slice(0, 8)

/** Makes a folder for what comes in now; whoever asked removes it. */
export function temporaryFolder(use: Use): Promise<string> {
  return mkdtemp(join(tmpdir(), `peil-${use}-${host}-${process.pid}-`))
}

/** What no process lets lie for so long. */
const longest = Temporal.Duration.from({ hours: 24 })

/** Removes such folders of processes that are gone, and those of any that are older than a day; gives how many. */
export async function sweepTemporary(now = Temporal.Now.instant()): Promise<number> {
  let swept = 0
  for (const name of await readdir(tmpdir())) {
    const parts = /^peil-(?:upload|takeover|export)-(?:(?<of>[0-9a-f]{8})-(?<pid>\d+)-)?/.exec(name)
    if (parts === null) continue
    const folder = join(tmpdir(), name)
    try {
      const { mtimeMs } = await stat(folder)
      const { of, pid } = parts.groups ?? {}
      const isOld = mtimeMs < now.subtract(longest).epochMilliseconds
      if (!isOld && (of !== host || isAlive(Number(pid), mtimeMs))) continue
      await rm(folder, { recursive: true, force: true })
      swept += 1
    } catch {
      // Somebody else's, or it went meanwhile.
    }
  }
  return swept
}

function isAlive(pid: number, since: number): boolean {
  // A process that was started anew may have its number again.
  if (pid === process.pid) return since >= performance.timeOrigin
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
