import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'

/** Where files lie: on disk or in an S3 bucket. Keys are made here and say nothing of the file. */
export type Storage = {
  /**
   * Stores so many bytes under a new key. Nothing stays behind when the stream fails; what was stored
   * survives a power cut: it is on the disk itself, and so is its name in its folder.
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
 * Opens the storage that the environment names: an S3 bucket when `S3_BUCKET` is set, and
 * otherwise the folder `files` in `PEIL_DATA`.
 */
export function storage(env: Environment): Storage {
  let opened: Promise<Disk> | undefined
  const disk = () => {
    opened ??= openDisk(env)
    return opened
  }
  return {
    put: async (contents, contentType, bytes) => {
      const key = randomUUID()
      const place = await disk()
      try {
        await place.putStream(key, contents, { contentType, contentLength: bytes })
        if (!env.S3_BUCKET) {
          await toDisk(join(folderOf(env), key))
          await toDisk(folderOf(env))
        }
      } catch (cause) {
        // Where nothing can be put, perhaps nothing can be taken away either.
        await place.delete(key).catch(() => undefined)
        throw new StorageUnavailable('the file could not be stored', { cause })
      }
      return key
    },
    putBack: async (key, contents) => {
      if (isKey(key)) await (await disk()).put(key, contents)
    },
    get: async (key) => {
      if (!isKey(key)) return undefined
      const place = await disk()
      return reaching(async () => ((await place.exists(key)) ? place.getStream(key) : undefined))
    },
    has: async (key) => isKey(key) && reaching(async () => (await disk()).exists(key)),
    size: async (key) => {
      if (!isKey(key)) return undefined
      const place = await disk()
      return reaching(async () =>
        (await place.exists(key)) ? (await place.getMetaData(key)).contentLength : undefined,
      )
    },
    list: async function* (before) {
      const place = await disk()
      // Before the first file there is no folder.
      if (!env.S3_BUCKET && !existsSync(folderOf(env))) return
      let paginationToken: string | undefined
      do {
        const part = await place.listAll('', {
          recursive: true,
          ...(paginationToken === undefined ? {} : { paginationToken }),
        })
        paginationToken = part.paginationToken
        for (const { isFile, name } of part.objects) {
          if (!isFile || !isKey(name)) continue
          const { lastModified } = await place.getMetaData(name)
          if (lastModified.getTime() < before.epochMilliseconds) yield name
        }
      } while (paginationToken !== undefined)
    },
    remove: async (key) => {
      if (isKey(key)) await (await disk()).delete(key)
    },
  }
}

async function toDisk(path: string): Promise<void> {
  const file = await open(path)
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

async function reaching<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    throw new StorageUnavailable('the files could not be reached', { cause })
  }
}

function folderOf(env: Environment): string {
  return resolve(env.PEIL_DATA ?? '.data', 'files')
}

/** The S3 driver is only loaded where it is used: its client is large. */
async function openDisk(env: Environment): Promise<Disk> {
  const bucket = env.S3_BUCKET
  if (bucket === undefined || bucket === '') {
    return new Disk(new FSDriver({ location: folderOf(env), visibility: 'private' }))
  }
  const { S3Driver } = await loadS3()
  return new Disk(
    new S3Driver({
      bucket,
      visibility: 'private',
      supportsACL: false,
      region: env.S3_REGION ?? 'eu-west-1',
      ...(env.S3_ENDPOINT === undefined ? {} : { endpoint: env.S3_ENDPOINT, forcePathStyle: true }),
      ...(env.S3_ACCESS_KEY_ID === undefined || env.S3_SECRET_ACCESS_KEY === undefined
        ? {}
        : {
            credentials: {
              accessKeyId: env.S3_ACCESS_KEY_ID,
              secretAccessKey: env.S3_SECRET_ACCESS_KEY,
            },
          }),
    }),
  )
}

async function loadS3() {
  try {
    return await import('flydrive/drivers/s3')
  } catch (cause) {
    throw new Error(
      'S3_BUCKET is set, but the client for S3 could not be loaded. Install @aws-sdk/client-s3 and @aws-sdk/s3-request-presigner.',
      { cause },
    )
  }
}

/** Keys come back from the database and from nowhere else; anything but a UUID is none of ours. */
function isKey(key: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)
}
