import type { Readable } from 'node:stream'

// Where Peil puts what is not in the database: a folder, or a bucket of S3, at Amazon or at whoever else
// speaks that.

/** A folder or bucket, or what lies in a bucket under one prefix: nothing else in it is seen or touched. */
export interface Place {
  /** Where a key lies, for whoever reads it. */
  describe(key: string): string
  /** Puts so many bytes there, as a whole or not at all; when it is over they are kept. */
  put(key: string, contents: Readable | Uint8Array, as: PutAs): Promise<void>
  /** The same for what nobody knows the length of beforehand; gives how many bytes it was. */
  putAll(key: string, pieces: AsyncIterable<Uint8Array>): Promise<number>
  /** What lies there, or undefined when there is nothing. */
  get(key: string): Promise<Readable | undefined>
  /** How many bytes lie there; undefined when there is nothing. */
  size(key: string): Promise<number | undefined>
  /** Everything of which the key begins so, with when it was put there. */
  list(begin: string): AsyncIterable<{ readonly key: string; readonly at: Date }>
  /** Removes it; removing what is not there is no error. */
  remove(key: string): Promise<void>
}

export interface PutAs {
  readonly bytes: number
  readonly contentType: string
}
