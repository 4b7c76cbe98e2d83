import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Place } from '#domain/platform/storage/place.ts'

/**
 * A folder on disk, used as a bucket is: what was put there is on the disk itself, and so is its name. What
 * is secret can be read by this user alone.
 */
export function folderOnDisk(folder: string, { secret = false } = {}): Place {
  const modes = secret ? ({ folder: 0o700, file: 0o600 } as const) : undefined
  const at = (key: string) => path.join(folder, ...key.split('/'))
  const write = async (key: string, contents: Readable | Uint8Array) => {
    const file = at(key)
    await mkdir(path.dirname(file), { recursive: true, ...(modes && { mode: modes.folder }) })
    // It has its name when it is whole; several processes may put the same.
    const draft = `${file}.${randomUUID()}.draft`
    try {
      const from = 'pipe' in contents ? contents : Readable.from([contents])
      const to = { flags: 'wx', flush: true, ...(modes && { mode: modes.file }) }
      await pipeline(from, createWriteStream(draft, to))
      await rename(draft, file)
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined)
      throw error
    }
    const above = await open(path.dirname(file))
    try {
      await above.sync()
    } finally {
      await above.close()
    }
  }
  const size = async (key: string) => {
    const found = await stat(at(key)).catch(ifNotThere)
    return found?.isFile() === true ? found.size : undefined
  }
  return {
    describe: at,
    put: write,
    putAll: async (key, pieces) => {
      await write(key, Readable.from(pieces))
      return (await size(key)) ?? 0
    },
    get: async (key) => {
      if ((await size(key)) === undefined) return undefined
      // Whoever asked may never read it: a handle that nobody closes would end the process.
      const stream = createReadStream(at(key))
      return once(stream, 'open').then(() => stream, ifNotThere)
    },
    size,
    list: async function* (begin) {
      const below = at(begin.slice(0, begin.lastIndexOf('/') + 1))
      const found = await readdir(below, { withFileTypes: true, recursive: true }).catch(ifNotThere)
      for (const one of found ?? []) {
        if (!one.isFile()) continue
        const file = path.join(one.parentPath, one.name)
        if (one.name.endsWith('.draft')) {
          await sweepDraft(file)
          continue
        }
        const key = path.relative(folder, file).split(path.sep).join('/')
        if (!key.startsWith(begin)) continue
        // It may have gone meanwhile.
        const known = await stat(file).catch(ifNotThere)
        if (known !== undefined) yield { key, at: known.mtime }
      }
    },
    remove: async (key) => {
      await rm(at(key), { force: true })
      // As in a bucket there is no folder with nothing in it.
      if (key.includes('/')) await rmdir(path.dirname(at(key))).catch(() => undefined)
    },
  }
}

const longest = Temporal.Duration.from({ hours: 24 }).total('milliseconds')

// Of a process that was killed while it wrote: nobody writes at one file for longer than a day.
async function sweepDraft(file: string): Promise<void> {
  const known = await stat(file).catch(ifNotThere)
  if (known !== undefined && known.mtimeMs < Date.now() - longest) await rm(file, { force: true })
}

function ifNotThere(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error
}
