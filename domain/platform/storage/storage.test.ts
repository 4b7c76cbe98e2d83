import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import type { Storage } from '#domain/platform/storage/storage.ts'
import { storage } from '#domain/platform/storage/storage.ts'

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
