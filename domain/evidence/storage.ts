import type { Readable } from 'node:stream'

/** Where files lie: on disk or in an S3 bucket. Keys are made here and say nothing of the file. */
export type Storage = {
  /** Stores what the stream gives under a new key. Nothing stays behind when the stream fails. */
  readonly put: (contents: Readable, contentType: string) => Promise<string>
  /** The file as a stream, or undefined when there is none under this key. */
  readonly get: (key: string) => Promise<Readable | undefined>
  /** Removes the file; removing what is not there is no error. */
  readonly remove: (key: string) => Promise<void>
}

/** Opens the storage that the environment names: `S3_BUCKET`, or else `files` in `PEIL_DATA`. */
export function storage(env: Readonly<Record<string, string | undefined>>): Storage {
  throw new Error(`Not there yet: ${Object.keys(env).length}`)
}
