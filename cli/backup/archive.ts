import { createHash } from 'node:crypto'
import type { BackupPart } from '#db/base-backup.ts'

// A backup is a tar archive, so that it can be read without Peil. Only what it needs of ustar.

/** A file of an archive as it was written, by its name in it. */
export interface Entry {
  readonly name: string
  readonly bytes: number
  /** In lower-case hexadecimal. */
  readonly sha256: string
}

/** Why an archive is not one of Peil. */
export class NoArchive extends Error {}

const block = 512
const most = 8 ** 11 - 1

/** The bytes of an archive of these parts; notes each file when it is in it. A part whose name ends in / is a folder. */
export async function* pack(
  parts: AsyncIterable<BackupPart>,
  noted: (entry: Entry) => void,
): AsyncGenerator<Buffer> {
  for await (const { name, bytes, contents } of parts) {
    if (Buffer.byteLength(name) > 100 || bytes > most) {
      throw new NoArchive(`${name}: the name or the file is too long for an archive`)
    }
    yield header(name, bytes)
    const hash = createHash('sha256')
    let written = 0
    for await (const piece of contents) {
      hash.update(piece)
      written += piece.length
      yield piece
    }
    if (written !== bytes) throw new NoArchive(`${name} changed while it was read`)
    if (bytes % block > 0) yield Buffer.alloc(block - (bytes % block))
    noted({ name, bytes, sha256: hash.digest('hex') })
  }
  yield Buffer.alloc(2 * block)
}

function header(name: string, bytes: number): Buffer {
  const folder = name.endsWith('/')
  const head = Buffer.alloc(block)
  head.write(name, 0)
  head.write(folder ? '0000700\0' : '0000600\0', 100)
  head.write('0000000\0', 108)
  head.write('0000000\0', 116)
  head.write(`${bytes.toString(8).padStart(11, '0')}\0`, 124)
  head.write('00000000000\0', 136)
  head.write(folder ? '5' : '0', 156)
  head.write('ustar\0', 257)
  head.write('00', 263)
  head.write('        ', 148)
  const sum = head.reduce((total, byte) => total + byte, 0)
  head.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
  return head
}

/**
 * The parts of an archive, of which each can be read until the next. Throws NoArchive where it is
 * none, or ends before its end.
 */
export async function* unpack(stream: AsyncIterable<Uint8Array>): AsyncGenerator<BackupPart> {
  const bytes = new Pieces(stream)
  for (;;) {
    const head = await bytes.whole(block)
    if (head.every((byte) => byte === 0)) break
    const name = head.subarray(0, 100).toString('utf8').replace(/\0.*$/s, '')
    const size = head.subarray(124, 135).toString('latin1')
    if (!/^[0-7]{11}$/.test(size) || head.toString('latin1', 257, 262) !== 'ustar') {
      throw new NoArchive('it is no archive of Peil')
    }
    const length = Number.parseInt(size, 8)
    const contents = bytes.next(length)
    yield { name, bytes: length, contents }
    // What nobody wanted is passed over.
    for await (const _ of contents);
    if (length % block > 0) await bytes.whole(block - (length % block))
  }
  // To the very end, where it shows that nothing was cut off.
  await bytes.rest()
}

/** The same bytes as a stream of the web's kind, of which no more is read than is asked for. */
export function streamOf(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]()
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await pieces.next()
      if (done === true) controller.close()
      else controller.enqueue(value)
    },
    cancel: async () => {
      await pieces.return?.()
    },
  })
}

// A stream of bytes that is read in the lengths in which somebody wants it.
class Pieces {
  readonly #stream: AsyncIterator<Uint8Array>
  #left: Buffer = Buffer.alloc(0)

  constructor(stream: AsyncIterable<Uint8Array>) {
    this.#stream = stream[Symbol.asyncIterator]()
  }

  async *next(length: number): AsyncGenerator<Buffer> {
    for (let wanted = length; wanted > 0; ) {
      if (this.#left.length === 0) {
        const { done, value } = await this.#stream.next()
        if (done === true) throw new NoArchive('it ends too early')
        this.#left = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
      }
      const piece = this.#left.subarray(0, wanted)
      this.#left = this.#left.subarray(piece.length)
      wanted -= piece.length
      yield piece
    }
  }

  async whole(length: number): Promise<Buffer> {
    return Buffer.concat(await Array.fromAsync(this.next(length)))
  }

  async rest(): Promise<void> {
    while (!(await this.#stream.next()).done);
  }
}
