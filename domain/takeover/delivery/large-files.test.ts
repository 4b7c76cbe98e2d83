import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import type { DeliveredFile } from '#domain/platform/table/csv.ts'
import { longestRow, readWriting, rowsOf, UnreadableCsv } from '#domain/platform/table/csv.ts'

// Files that are larger than anybody has, made as they are read: how much of them is held at once shows
// in how far what is made runs ahead of what is done.

const megabyte = 1_000_000
const heading = 'sleutel;voornaam;achternaam;e-mail\r\n'

interface Made {
  readonly file: DeliveredFile
  /** How many bytes were made of it since it was opened last. */
  readonly made: () => number
}

function made(parts: () => Iterable<string>): Made {
  let bytes = 0
  function* counted() {
    bytes = 0
    for (const part of parts()) {
      bytes += part.length
      yield Buffer.from(part)
    }
  }
  const open = async () => Readable.from(counted(), { objectMode: false, highWaterMark: 65_536 })
  return { file: { name: 'personen.csv', open }, made: () => bytes }
}

test('of a file of 200 MB no more than a few rows are held at once', async () => {
  const row = (nth: number) => `p${nth};Anna;${'x'.repeat(20_000)};\r\n`
  const rows = 10_000
  function* parts() {
    yield heading
    for (let nth = 1; nth <= rows; nth += 1) yield row(nth)
  }
  const { file, made: bytes } = made(parts)
  const writing = await readWriting(file)
  assert.ok(bytes() > 200 * megabyte, String(bytes()))
  assert.equal(writing.separator, ';')
  let [read, done, ahead] = [0, 0, 0]
  for await (const { cells } of rowsOf(file, writing)) {
    read += 1
    done += cells.join(';').length + 2
    ahead = Math.max(ahead, bytes() - done)
  }
  assert.equal(read, rows + 1)
  assert.ok(ahead < 4 * megabyte, `${ahead} bytes ahead`)
})

test('a row of 50 MB is refused at its number, before the rest of it is read', async () => {
  function* parts() {
    yield heading
    yield 'p1;Anna;Vos;\r\np2;"'
    for (let part = 0; part < 50; part += 1) yield 'x'.repeat(megabyte)
    yield '";Vos;\r\n'
  }
  const { file, made: bytes } = made(parts)
  const writing = await readWriting(file)
  await assert.rejects(
    async () => {
      for await (const { row } of rowsOf(file, writing)) assert.ok(row < 3)
    },
    (error) => {
      assert.ok(error instanceof UnreadableCsv)
      assert.deepEqual([error.why, error.row], ['row-too-long', 3])
      return true
    },
  )
  assert.ok(bytes() < longestRow + 4 * megabyte, `${bytes()} bytes were read`)
})
