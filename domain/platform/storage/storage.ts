import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { openBucket } from '#domain/platform/storage/bucket.ts'
import { folderOnDisk } from '#domain/platform/storage/folder.ts'
import type { Place } from '#domain/platform/storage/place.ts'

/** Where files lie: on disk or in an S3 bucket. Keys are made here and say nothing of the file. */
export type Storage = {
  /**
   * Stores so many bytes under a new key. Nothing stays behind when the stream fails; what was stored
   * survives a power cut: it is on the disk itself, and so is its name in its folder, or the bucket has
   * said that it keeps it, with the length that it has.
   */
  readonly put: (contents: Readable, contentType: string, bytes: number) => Promise<string>
  /** Puts a file back under the key that it had: of a demo that was made before. */
  readonly putBack: (key: string, contents: Uint8Array) => Promise<void>
  /** The file as a stream, or undefined when there is none under this key. */
  readonly get: (key: string) => Promise<Readable | undefined>
  readonly has: (key: string) => Promise<boolean>
  /** How many bytes the file has; undefined when there is none under this key. */
  readonly size: (key: string) => Promise<number | undefined>
  /** The keys of all files that were stored before a moment. */
  readonly list: (before: Temporal.Instant) => AsyncIterable<string>
  /** Removes the file; removing what is not there is no error. */
  readonly remove: (key: string) => Promise<void>
}

/** The place where files lie cannot be reached, or nothing more can be put there. */
export class StorageUnavailable extends Error {}

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Opens the storage that the environment names: an S3 bucket when `S3_BUCKET` is set, or what lies in it
 * under `S3_PREFIX`, and otherwise the folder `files` in `PEIL_DATA`.
 */
export function storage(env: Environment): Storage {
  const place: Place = env.S3_BUCKET
    ? openBucket(env.S3_BUCKET, env.S3_PREFIX ?? '', env)
    : folderOnDisk(resolve(env.PEIL_DATA ?? '.data', 'files'))
  const size = async (key: string) => (isKey(key) ? reaching(() => place.size(key)) : undefined)
  return {
    put: async (contents, contentType, bytes) => {
      const key = randomUUID()
      // It may break off before it is read, and is closed also where nothing reads it.
      contents.on('error', () => undefined)
      try {
        await place.put(key, contents, { bytes, contentType })
        const kept = await place.size(key)
        if (kept !== bytes) throw new Error(`${kept} bytes were kept of ${bytes}`)
      } catch (cause) {
        contents.destroy()
        // Where nothing can be put, perhaps nothing can be taken away either.
        await place.remove(key).catch(() => undefined)
        throw new StorageUnavailable('the file could not be stored', { cause })
      }
      return key
    },
    putBack: async (key, contents) => {
      if (!isKey(key)) return
      const as = { bytes: contents.length, contentType: 'application/octet-stream' }
      await reaching(() => place.put(key, contents, as))
    },
    get: async (key) => (isKey(key) ? reaching(() => place.get(key)) : undefined),
    has: async (key) => (await size(key)) !== undefined,
    size,
    list: async function* (before) {
      for await (const { key, at } of place.list('')) {
        if (isKey(key) && at.getTime() < before.epochMilliseconds) yield key
      }
    },
    remove: async (key) => {
      if (isKey(key)) await reaching(() => place.remove(key))
    },
  }
}

async function reaching<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    throw new StorageUnavailable('the files could not be reached', { cause })
  }
}

/** Keys come back from the database and from nowhere else; anything but a UUID is none of ours. */
function isKey(key: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)
}
