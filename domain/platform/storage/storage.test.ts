import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { keptCheckpoints } from '#domain/platform/audit/keep-checkpoints.ts'
import { keep } from '#domain/platform/audit/write-tiles.ts'
import { folderOnDisk } from '#domain/platform/storage/folder.ts'
import { placeAt } from '#domain/platform/storage/place-at.ts'
import type { Storage } from '#domain/platform/storage/storage.ts'
import { StorageUnavailable, storage } from '#domain/platform/storage/storage.ts'
import { troubleOf } from '#server/trouble.ts'
import type { BucketServer } from '#testing/bucket.ts'
import { startBucket } from '#testing/bucket.ts'

let data: string
let store: Storage
before(async () => {
  data = await mkdtemp(join(tmpdir(), 'peil-storage-test-'))
  store = storage({ PEIL_DATA: data })
})
after(() => rm(data, { recursive: true }))

test('what is put can be got under its key, and the key says nothing', async () => {
  const key = await store.put(Readable.from([Buffer.from('bewijs')]), 'application/pdf', 6)
  assert.match(key, /^[0-9a-f-]{36}$/)
  const file = await store.get(key)
  assert.equal(Buffer.concat(await file!.toArray()).toString(), 'bewijs')
})

test('what is removed is gone, and removing it again is no error', async () => {
  const key = await store.put(Readable.from([Buffer.from('weg')]), 'image/png', 3)
  await store.remove(key)
  assert.equal(await store.get(key), undefined)
  await store.remove(key)
})

test('a stream that breaks off leaves nothing behind', async () => {
  const before = await readdir(join(data, 'files'))
  async function* breaking() {
    yield Buffer.from('half')
    throw new Error('The connection broke.')
  }
  await assert.rejects(store.put(Readable.from(breaking()), 'image/png', 100))
  assert.deepEqual(await readdir(join(data, 'files')), before)
})

test('a file that goes before it is read is said to be gone, and ends nothing', async () => {
  // The folder of its key has to be made first, as of each new one.
  const gone = createReadStream(join(data, 'gone'))
  await assert.rejects(store.put(gone, 'application/pdf', 6), StorageUnavailable)
  // Where nothing can be put, it is not read at all.
  const blocked = storage({ PEIL_DATA: join(data, 'blocked') })
  await writeFile(join(data, 'blocked'), '')
  const unread = createReadStream(join(data, 'gone'))
  await assert.rejects(blocked.put(unread, 'application/pdf', 6), StorageUnavailable)
  assert.ok(unread.destroyed)
})

test('what was stored is on the disk before it is said to be, with its name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'peil-storage-test-'))
  const storing = `
    import { Readable } from 'node:stream'
    import { storage } from ${JSON.stringify(import.meta.resolve('#domain/platform/storage/storage.ts'))}
    const store = storage({ PEIL_DATA: ${JSON.stringify(folder)} })
    await store.put(Readable.from([Buffer.from('bewijs')]), 'application/pdf', 6)`
  const traced = ['--trace-event-categories', 'node.fs.sync,node.fs.async']
  const log = join(folder, 'trace.json')
  await promisify(execFile)(
    process.execPath,
    [...traced, '--trace-event-file-pattern', log, '--input-type=module', '-e', storing],
    { cwd: folder },
  )
  const { traceEvents } = JSON.parse(await readFile(log, 'utf8'))
  const synced = traceEvents.filter(
    ({ name, ph }: { name: string; ph: string }) => name === 'fsync' && (ph === 'b' || ph === 'B'),
  )
  assert.equal(synced.length, 2)
  await rm(folder, { recursive: true })
})

test('nothing but a key leads to a file', async () => {
  for (const path of ['../../../etc/passwd', '', '/etc/passwd', 'a', '..']) {
    assert.equal(await store.get(path), undefined)
    await store.remove(path)
  }
})

describe('in a bucket', () => {
  let server: BucketServer
  let bucket: Storage
  before(async () => {
    server = await startBucket(join(data, 's3'))
    bucket = storage({ ...server.env, S3_PREFIX: 'bestanden' })
  })
  after(() => server.stop())

  const one = (content: string): Parameters<Storage['put']> => {
    const bytes = Buffer.from(content)
    return [Readable.from([bytes]), 'application/pdf', bytes.length]
  }

  test('a file is kept as on disk, and what is not of this Peil is not seen', async () => {
    const key = await bucket.put(...one('bewijs'))
    assert.match(key, /^[0-9a-f-]{36}$/)
    assert.equal(Buffer.concat(await (await bucket.get(key))!.toArray()).toString(), 'bewijs')
    assert.equal(await bucket.size(key), 6)
    const other = storage({ ...server.env, S3_PREFIX: 'van-een-ander/' })
    const theirs = await other.put(...one('van een ander'))
    assert.deepEqual(
      [await bucket.has(theirs), await bucket.get(theirs), await bucket.size(theirs)],
      [false, undefined, undefined],
    )
    const later = Temporal.Now.instant().add({ hours: 1 })
    assert.deepEqual(await Array.fromAsync(bucket.list(later)), [key])
    assert.deepEqual(await Array.fromAsync(bucket.list(later.subtract({ hours: 2 }))), [])
    const back = '11111111-2222-4333-8444-555555555555'
    await bucket.putBack(back, Buffer.from('terug'))
    assert.equal(await bucket.size(back), 5)
    for (const gone of [key, key, back, '../../etc/passwd']) await bucket.remove(gone)
    assert.equal(await bucket.has(key), false)
    assert.equal(await other.has(theirs), true)
  })

  test('a stream that breaks off or is of another length is refused, and holds nobody', async () => {
    async function* breaking() {
      yield Buffer.alloc(100_000)
      throw new Error('The connection broke.')
    }
    for (const [contents, bytes] of [
      [Readable.from(breaking()), 900_000],
      [Readable.from([Buffer.alloc(10)]), 5],
    ] as const) {
      await assert.rejects(bucket.put(contents, 'image/png', bytes), StorageUnavailable)
    }
    // This server may keep what came of a request that was broken off, after it was removed. It is swept as on disk.
    const later = Temporal.Now.instant().add({ hours: 1 })
    for await (const left of bucket.list(later)) await bucket.remove(left)
    assert.deepEqual(await Array.fromAsync(bucket.list(later)), [])
  })

  test('where it is away, refuses or is none, that is trouble around Peil and no file that is gone', async () => {
    const key = await bucket.put(...one('bewijs'))
    const trouble = async (work: Promise<unknown>) =>
      troubleOf(
        await work.then(
          () => assert.fail(),
          (error: unknown) => error,
        ),
      )
    await server.stop()
    const works = [
      () => bucket.put(...one('?')),
      () => bucket.get(key),
      () => bucket.has(key),
      () => bucket.remove(key),
    ]
    for (const work of works) assert.equal(await trouble(work()), 'away')
    await server.start()
    assert.equal(await bucket.has(key), true)
    for (const wrong of [{ S3_BUCKET: 'niet-van-ons' }, { S3_ACCESS_KEY_ID: 'geraden' }]) {
      const store = storage({ ...server.env, ...wrong })
      assert.equal(await trouble(store.get(key)), 'away')
      assert.equal(await trouble(store.put(...one('?'))), 'away')
    }
  })

  test('the log of the record is kept there, and read again', async () => {
    const place = placeAt('s3://peil/logboek', server.env)
    const shelf = folderOnDisk(join(data, 'logboek'))
    const note = `peil/krsd\n3\n${Buffer.alloc(32).toString('base64')}\n2026-11-30T00:00:00Z\n\n— peil/krsd AAAA\n`
    for (const one of [place, shelf]) {
      await keep(one, 'krsd/checkpoint', Buffer.from(note))
      await keep(one, 'krsd/by-day/2026-11-30.txt', Buffer.from(note))
      const kept = await keptCheckpoints(one, 'krsd')
      assert.deepEqual(
        kept.map(({ size }) => size),
        [3, 3],
      )
      assert.deepEqual(await keptCheckpoints(one, 'lklr'), [])
    }
    assert.throws(() => placeAt('s3://', server.env), /s3:\/\/bucket\/prefix/)
  })
})
